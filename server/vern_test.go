package server_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"io"
	"math/big"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"barnevernportalen/ent/viewer"
	"barnevernportalen/graph"
	"barnevernportalen/server"
)

// get asks for a path, with or without a session.
func (p *port) get(t *testing.T, kake *http.Cookie, sti string, hode ...string) svar {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, p.url+sti, nil)
	maa(t, err)
	if kake != nil {
		r.AddCookie(kake)
	}
	r.Header.Set("Accept-Encoding", "identity")
	for i := 0; i < len(hode); i += 2 {
		r.Header.Set(hode[i], hode[i+1])
	}
	return gjor(t, r)
}

func TestHoder(t *testing.T) {
	p := nyttHus(t)
	kake := p.okt(t, pidBergen, viewer.NivaHoyt)
	id := p.send(t, p.okt(t, pidMelder, viewer.NivaBetydelig), "4601")
	for _, sti := range []string{"/", "/melding/ny", "/assets/index-abc123.js", "/assets/gammel-000.js", "/" + testBildenav, "/helse", "/sesjon",
		"/last-ned/mottak/" + id + "/bekymringsmelding.pdf", "/last-ned/mottak/x/y", "/graphql", "/logg-inn?til=//ond.example"} {
		s := p.get(t, kake, sti)
		for navn, vil := range map[string]string{
			"X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin", "Cross-Origin-Opener-Policy": "same-origin",
			"Cross-Origin-Resource-Policy": "same-origin",
		} {
			if navn == "Referrer-Policy" && strings.HasPrefix(sti, "/logg-inn") {
				vil = "no-referrer" // on the way to another site
			}
			if fikk := s.hode.Get(navn); fikk != vil {
				t.Errorf("%s: %s is %q", sti, navn, fikk)
			}
		}
		csp := s.hode.Get("Content-Security-Policy")
		if !strings.HasPrefix(csp, "default-src 'none'") || !strings.Contains(csp, "frame-ancestors 'none'") || strings.Contains(csp, "unsafe") {
			t.Errorf("%s: policy %q", sti, csp)
		}
		vil := "no-store"
		if sti == "/assets/index-abc123.js" {
			vil = "public, max-age=31536000, immutable"
		}
		if fikk := s.hode.Get("Cache-Control"); fikk != vil {
			t.Errorf("%s: Cache-Control is %q, want %q", sti, fikk, vil)
		}
		if s.hode.Get("Permissions-Policy") == "" || s.hode.Get("Server") != "" {
			t.Errorf("%s: %v", sti, s.hode)
		}
	}
	if d := p.get(t, kake, "/last-ned/mottak/"+id+"/bekymringsmelding.pdf").hode; d.Get("Content-Disposition") != `attachment; filename="bekymringsmelding.pdf"` ||
		!strings.Contains(d.Get("Content-Security-Policy"), "sandbox") {
		t.Errorf("a document: %v", d)
	}
}

func TestPortalen(t *testing.T) {
	p := nyttHus(t)
	for sti, vil := range map[string]struct {
		status int
		kropp  string
	}{
		"/":                         {200, testIndeks},
		"/meldinger/123":            {200, testIndeks},
		"/index.html":               {200, testIndeks},
		"/assets/index-abc123.js":   {200, testSkript},
		"/assets/gammel-000.js":     {404, ""}, // a page in its place would be run as a script
		"/placeholder":              {200, testIndeks},
		"/graphiql.html":            {200, testIndeks}, // for administrators, at its own path
		"/persisted-documents.json": {200, testIndeks},
		"/assets/..%2findex.html":   {200, testIndeks},
	} {
		s := p.get(t, nil, sti)
		if s.status != vil.status || (vil.status == 200 && string(s.raw) != vil.kropp) {
			t.Errorf("%s: %d %.60s", sti, s.status, s.raw)
		}
	}
	s := p.get(t, nil, "/assets/index-abc123.js", "Accept-Encoding", "gzip")
	z, err := gzip.NewReader(bytes.NewReader(s.raw))
	maa(t, err)
	if raw, err := io.ReadAll(z); err != nil || string(raw) != testSkript || s.hode.Get("Content-Type") != "text/javascript; charset=utf-8" {
		t.Errorf("packed: %v %v %.40s", err, s.hode, raw)
	}
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, p.url+"/", nil)
	maa(t, err)
	if s := gjor(t, r); s.status != http.StatusMethodNotAllowed {
		t.Errorf("POST to a page: %d", s.status)
	}
}

func TestHelse(t *testing.T) {
	p := nyttHus(t)
	if s := p.get(t, nil, "/helse"); s.status != 200 || len(s.raw) != 0 {
		t.Errorf("with a database: %d %s", s.status, s.raw)
	}
	p.db.Close()
	if s := p.get(t, nil, "/helse"); s.status != 503 || len(s.raw) != 0 {
		t.Errorf("without: %d %s", s.status, s.raw)
	}
}

// With the database gone nobody is told that something was stored, or that she is not logged in.
func TestDatabasenErBorte(t *testing.T) {
	p := nyttHus(t)
	kake := p.okt(t, pidMelder, viewer.NivaHoyt)
	c := p.sokkel(t, kake)
	p.db.Close()
	if s := p.kjor(t, kake, dokMine, nil); s.status != 503 || s.les("kode") != "UTILGJENGELIG" {
		t.Errorf("with a session: %d %s", s.status, s.raw)
	}
	if s := p.kjor(t, nil, dokKommuner, nil); s.kode() == "" || s.les("data") != nil {
		t.Errorf("open to all: %d %s", s.status, s.raw)
	}
	c.abonner("1", dokMine, nil)
	if m := c.neste(); m.les("errors", 0, "extensions", "kode") == nil {
		t.Errorf("on a socket: %s", m.Payload)
	}
}

// The log says what was asked and how it went, and nothing about who or whose.
func TestTilgangslogg(t *testing.T) {
	p := nyttHus(t)
	kake := p.okt(t, pidBergen, viewer.NivaHoyt)
	id := p.send(t, p.okt(t, pidMelder, viewer.NivaBetydelig), "4601")
	p.get(t, kake, "/last-ned/mottak/"+id+"/bekymringsmelding.pdf?hemmelig=24859123456", "User-Agent", "Lillebrors nettleser", "Referer", "https://ond.example/")
	p.get(t, kake, "/Lillebror")
	p.get(t, kake, "/last-ned/mottak/Lillebror/x")
	p.post(t, kake, map[string]any{"query": "{Lillebror}"})
	p.sokkel(t, kake)
	logg := p.logg.String()
	for _, vil := range []string{`"rute":"GET /last-ned/mottak/{id}/{navn}"`, `"rute":"/graphql"`, `"rute":"/"`, `"status":404`, `"ms":`} {
		if !strings.Contains(logg, vil) {
			t.Errorf("the log lacks %s:\n%s", vil, logg)
		}
	}
	for _, aldri := range []string{id, "24859", "Lillebror", "127.0.0.1", "hemmelig", "ond.example", "Navn ", kake.Value, "bekymret", "Prøvesen"} {
		if strings.Contains(logg, aldri) {
			t.Errorf("the log holds %q:\n%s", aldri, logg)
		}
	}
}

func TestPanikk(t *testing.T) {
	p := nyttHus(t)
	p.Delivery.DB = nil // the next one to ask for a kommune falls
	t.Cleanup(func() { p.Delivery.DB = p.db })
	s := p.kjor(t, nil, dokKommuner, map[string]any{"sok": "Lillebror"})
	id, _ := s.les("errors", 0, "extensions", "feilId").(string)
	if s.kode() != "INTERN" || id == "" || s.les("data") != nil {
		t.Errorf("answer: %s", s.raw)
	}
	logg := p.logg.String()
	if !strings.Contains(logg, id) || !strings.Contains(logg, "delivery.(*Service).Kommuner") {
		t.Errorf("the log does not say where:\n%s", logg)
	}
	if strings.Contains(logg, "Lillebror") || regexp.MustCompile(`\(0x[0-9a-f]+`).MatchString(logg) {
		t.Errorf("the log holds values:\n%s", logg)
	}
	if s := p.kjor(t, p.okt(t, pidMelder, viewer.NivaHoyt), dokMine, nil); s.kode() != "" {
		t.Errorf("the next request: %s", s.raw)
	}
}

// Tickets are not sent in the clear: plain http is for loopback, a named proxy, and dev mode.
func TestHvorDetLyttes(t *testing.T) {
	cert, nokkel := nyttTLS(t)
	for _, f := range []struct {
		navn string
		l    server.Lytting
		ok   bool
	}{
		{"loopback", server.Lytting{Adresse: "127.0.0.1:0"}, true},
		{"everywhere", server.Lytting{Adresse: ":0"}, false},
		{"everywhere, by number", server.Lytting{Adresse: "0.0.0.0:0"}, false},
		{"everywhere, in dev mode", server.Lytting{Adresse: "0.0.0.0:0", Modus: server.ModusDev}, true},
		{"everywhere, behind a proxy", server.Lytting{Adresse: "0.0.0.0:0", Proxy: "10.0.0.7"}, true},
		{"a proxy without an address", server.Lytting{Adresse: "0.0.0.0:0", Proxy: "proxy"}, false},
		{"everywhere, with TLS", server.Lytting{Adresse: "0.0.0.0:0", TLSCert: cert, TLSKey: nokkel}, true},
		{"a certificate without a key", server.Lytting{Adresse: "0.0.0.0:0", TLSCert: cert}, false},
		{"a certificate that is none", server.Lytting{Adresse: "127.0.0.1:0", TLSCert: nokkel, TLSKey: nokkel}, false},
		{"nowhere", server.Lytting{Adresse: "her"}, false},
	} {
		ln, err := server.Listen(t.Context(), f.l)
		if (err == nil) != f.ok {
			t.Errorf("%s: %v", f.navn, err)
		}
		if err == nil {
			_ = ln.Close()
		}
	}
}

func TestTLS(t *testing.T) {
	cert, nokkel := nyttTLS(t)
	p := nyttHus(t)
	ln, err := server.Listen(t.Context(), server.Lytting{Adresse: "127.0.0.1:0", TLSCert: cert, TLSKey: nokkel})
	maa(t, err)
	ctx, stopp := context.WithCancel(t.Context())
	ferdig := make(chan error, 1)
	go func() { ferdig <- p.Serve(ctx, ln) }()
	defer func() {
		stopp()
		if err := <-ferdig; err != nil {
			t.Error(err)
		}
	}()
	for versjon, ok := range map[uint16]bool{tls.VersionTLS11: false, tls.VersionTLS12: true, tls.VersionTLS13: true} {
		d := tls.Dialer{Config: &tls.Config{InsecureSkipVerify: true, MinVersion: versjon, MaxVersion: versjon}}
		c, err := d.DialContext(t.Context(), "tcp", ln.Addr().String())
		if (err == nil) != ok {
			t.Errorf("%s: %v", tls.VersionName(versjon), err)
		}
		if err == nil {
			_ = c.Close()
		}
	}
}

// Behind a named proxy nobody else gets a word in.
func TestBareProxyen(t *testing.T) {
	p := nyttHus(t)
	for proxy, ok := range map[string]bool{"127.0.0.1": true, "127.0.0.0/8": true, "10.0.0.7": false} {
		ln, err := server.Listen(t.Context(), server.Lytting{Adresse: "127.0.0.1:0", Proxy: proxy})
		maa(t, err)
		ctx, stopp := context.WithCancel(t.Context())
		ferdig := make(chan error, 1)
		go func() { ferdig <- p.Serve(ctx, ln) }()
		r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, "http://"+ln.Addr().String()+"/helse", nil)
		maa(t, err)
		res, err := (&http.Client{Timeout: lengste}).Do(r)
		if (err == nil) != ok {
			t.Errorf("proxy %s: %v", proxy, err)
		}
		if err == nil {
			_ = res.Body.Close()
		}
		stopp()
		if err := <-ferdig; err != nil {
			t.Error(err)
		}
	}
}

// HSTS where there is https, and only there.
func TestHSTS(t *testing.T) {
	p := nyttHus(t)
	if h := p.get(t, nil, "/").hode.Get("Strict-Transport-Security"); h != "" {
		t.Errorf("over http: %q", h)
	}
	c := p.Config
	var err error
	c.Adresse, err = server.ParseAdresse("https://portal.example.no", server.ModusProduksjon)
	maa(t, err)
	s, err := server.New(c)
	maa(t, err)
	w := httptest.NewRecorder()
	s.ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/", nil))
	if h := w.Header().Get("Strict-Transport-Security"); !strings.HasPrefix(h, "max-age=63072000") {
		t.Errorf("over https: %q", h)
	}
}

func TestOppsettet(t *testing.T) {
	p := nyttHus(t)
	for navn, endre := range map[string]func(*server.Config){
		"no hub":                  func(c *server.Config) { c.Hub = nil },
		"no portal in production": func(c *server.Config) { c.Modus, c.Portal = server.ModusProduksjon, fstest.MapFS{} },
		"the clock in production": func(c *server.Config) { c.Modus, c.DevKlokke = server.ModusProduksjon, http.NotFoundHandler() },
		"testidp in production":   func(c *server.Config) { c.Modus, c.TestIDP = server.ModusProduksjon, http.NotFoundHandler() },
		"a document of the future": func(c *server.Config) {
			c.Portal = fstest.MapFS{"persisted-documents.json": {Data: []byte(`{"` + hashAv("{nytt}") + `":"{nytt}"}`)}}
		},
	} {
		c := p.Config
		endre(&c)
		if _, err := server.New(c); err == nil {
			t.Errorf("%s: taken", navn)
		}
	}
	c := p.Config
	c.Portal = fstest.MapFS{"placeholder": {}}
	if _, err := server.New(c); err != nil {
		t.Errorf("a portal that is not built, in dev mode: %v", err)
	}
}

// Each code has its status outside GraphQL too.
func TestKodeneHarStatus(t *testing.T) {
	if server.Kodene() != len(graph.Koder()) {
		t.Errorf("%d statuses for %d codes", server.Kodene(), len(graph.Koder()))
	}
}

// nyttTLS writes a certificate of our own and returns the files.
func nyttTLS(t *testing.T) (cert, nokkel string) {
	t.Helper()
	k, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	maa(t, err)
	m := &x509.Certificate{SerialNumber: big.NewInt(1), NotAfter: time.Now().Add(time.Hour), IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}}
	der, err := x509.CreateCertificate(rand.Reader, m, m, &k.PublicKey, k)
	maa(t, err)
	pkcs8, err := x509.MarshalPKCS8PrivateKey(k)
	maa(t, err)
	cert, nokkel = filepath.Join(t.TempDir(), "cert.pem"), filepath.Join(t.TempDir(), "key.pem")
	maa(t, errors.Join(
		os.WriteFile(cert, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}), 0o600),
		os.WriteFile(nokkel, pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: pkcs8}), 0o600)))
	return cert, nokkel
}
