package innsyn_test

import (
	"bytes"
	"context"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/delivery/vert"
	"barnevernportalen/ent/db/innsynslogg"
	"barnevernportalen/ent/dbtest"
	"barnevernportalen/innsyn"
)

// verter is vert's client as cmd/portal gives it.
type verter struct{ *vert.Klient }

func (v verter) Hent(ctx context.Context, u *url.URL) (*innsyn.Hentet, error) {
	r, err := v.Klient.Hent(ctx, u)
	switch {
	case errors.Is(err, vert.ErrFinnesIkke):
		return nil, innsyn.HindringIkkeFunnet
	case err != nil:
		return nil, fmt.Errorf("%w: %w", innsyn.HindringIkkeTilgjengelig, err)
	}
	return &innsyn.Hentet{ReadCloser: r, Lengde: r.Lengde, Mime: r.Mime}, nil
}

// nasjonalt is a document store that has one document, and remembers which were asked for.
type nasjonalt struct {
	id     uuid.UUID
	mime   string
	bytes  []byte
	spurte []uuid.UUID
	under  func() // while it is being asked
}

func (n *nasjonalt) Hent(_ context.Context, id uuid.UUID) (*innsyn.Hentet, error) {
	if n.under != nil {
		n.under()
	}
	if n.spurte = append(n.spurte, id); id != n.id {
		return nil, innsyn.HindringIkkeFunnet
	}
	return &innsyn.Hentet{ReadCloser: io.NopCloser(bytes.NewReader(n.bytes)), Lengde: int64(len(n.bytes)), Mime: n.mime}, nil
}

// Where a document lies is read off what the case system wrote; what a person's address at Dokumentlager names a machine
// fetches by its id.
func TestDokumentkilder(t *testing.T) {
	h := nyttHus(t).medLager(t)
	n := &nasjonalt{id: uuid.New(), bytes: pdfen(700)}
	k, err := vert.New([]string{"arkiv.example"}, vert.NyHTTP(nil, nil))
	maa(t, err)
	id, mor := n.id.String(), h.iOkt(t, fnrMor, "a")
	steder := map[string][2]innsyn.Dokumentkilde{ // with everything set up; with nothing but our own store
		opphav + innsyn.StiDokument + id:                                     {innsyn.KildePortal, innsyn.KildePortal},
		"https://min.kommune.no/dokumentlager/nedlasting/" + id:              {innsyn.KildePortal, innsyn.KildeIngen},
		"https://minside.kommune.no/dokumentlager/nedlasting/niva4/" + id:    {innsyn.KildePortal, innsyn.KildeIngen},
		"https://arkiv.example/x?token=y":                                    {innsyn.KildePortal, innsyn.KildeIngen},
		"http://min.kommune.no/dokumentlager/nedlasting/" + id:               {innsyn.KildeIngen, innsyn.KildeIngen},
		"https://min.kommune.no/dokumentlager/nedlasting/x":                  {innsyn.KildeIngen, innsyn.KildeIngen},
		"https://min.kommune.no/annet/" + id:                                 {innsyn.KildeIngen, innsyn.KildeIngen},
		"https://min.kommune.no.evil.example/dokumentlager/nedlasting/" + id: {innsyn.KildeIngen, innsyn.KildeIngen},
		"https://portal.example.evil.example/innsyn/dokument/" + id:          {innsyn.KildeIngen, innsyn.KildeIngen},
		"https://evil.example/x":                                             {innsyn.KildeIngen, innsyn.KildeIngen},
		opphav + innsyn.StiDokument + "../../x":                              {innsyn.KildeIngen, innsyn.KildeIngen},
		"https://arkiv.example/%zz":                                          {innsyn.KildeIngen, innsyn.KildeIngen},
		"javascript:alert(1)":                                                {innsyn.KildeIngen, innsyn.KildeIngen},
		"":                                                                   {innsyn.KildeIngen, innsyn.KildeIngen},
	}
	var lenker []string
	for l := range steder {
		lenker = append(lenker, l)
	}
	_, p := h.sak(t, lenker...)
	for i, oppsett := range []innsyn.Dokumenter{{Opphav: opphav, Dokumentlager: n, Verter: k1(k)}, {Opphav: opphav}} {
		h.Dokumenter = oppsett
		j, err := h.Journalpost(mor, rad(bergensk, p))
		maa(t, err)
		for _, d := range j.Dokumenter {
			if vil := steder[lenker[d.Nr]][i]; d.Kilde != vil {
				t.Errorf("set-up %d: %s is %s, want %s", i, lenker[d.Nr], d.Kilde, vil)
			}
		}
	}
	h.Dokumenter = innsyn.Dokumenter{Opphav: opphav, Dokumentlager: n}
	for nr, l := range lenker {
		if strings.HasPrefix(l, "https://min") && steder[l][0] == innsyn.KildePortal {
			h.ser(t, mor, h.lenke(t, mor, p, nr), pdfen(700))
		}
	}
	if len(n.spurte) != 4 || n.spurte[0] != n.id {
		t.Errorf("asked for %v", n.spurte)
	}
	// Level 4 lies there sealed for Dokumentlager itself. If it reaches us so, we have no key, and say so.
	n.bytes = append([]byte{0x30, 0x80, 0x06, 0x09}, pdfen(99)...)
	for nr, l := range lenker {
		_, err := h.LagDokumentlenke(mor, rad(bergensk, p), nr)
		if vil := map[bool]innsyn.Dokumenthindring{true: innsyn.HindringUgyldigType}[strings.HasPrefix(l, "https://min") && steder[l][0] == innsyn.KildePortal]; vil != "" && hindring(err) != vil {
			t.Errorf("%s: %v", l, err)
		}
	}
}

func k1(k *vert.Klient) innsyn.Verter { return verter{k} }

// What changes between the look and the log is seen by the log's own statement: nothing is shown, and nothing logged.
func TestEndretMensDetHentes(t *testing.T) {
	h := nyttHus(t).medLager(t)
	n := &nasjonalt{id: uuid.New(), bytes: pdfen(700)}
	h.Dokumenter.Dokumentlager = n
	_, p := h.sak(t, "https://min.kommune.no/dokumentlager/nedlasting/"+n.id.String())
	mor := h.iOkt(t, fnrMor, "a")
	token := h.lenke(t, mor, p, 0)
	linjer := func() string {
		return sporr(t, h.dsn, `SELECT count(*)::text FROM innsynslogg WHERE handling = 'DOKUMENT'`)
	}
	n.under = func() { h.indekser(t, endret(p, felter{"dokumenter": nil})) }
	h.skjult(t, "withheld while it is fetched", mor, token)
	n.under = func() {
		_, _, err := h.Sperr(maskin(t, bergensk, "4601"), fnrMor, "4601")
		maa(t, err)
	}
	h.indekser(t, p)
	h.skjult(t, "shut out while it is fetched", mor, token)
	if linjer() != "0" {
		t.Errorf("%s lines", linjer())
	}
	maa(t, dbtest.Exec(t.Context(), h.dsn, `ALTER TABLE innsynssperre DISABLE TRIGGER innsynssperre_blir`))
	maa(t, dbtest.Exec(t.Context(), h.dsn, `DELETE FROM innsynssperre`))
	n.under = nil
	h.ser(t, mor, token, pdfen(700))
	if linjer() != "1" {
		t.Errorf("the control: %s lines", linjer())
	}
}

// A shipment to this person's own post box cannot be fetched by anybody but her, and that is what she is told.
func TestPostkasse(t *testing.T) {
	h := nyttHus(t).medLager(t)
	mor := h.iOkt(t, fnrMor, "a")
	m := mappe(fnrMor, "MOR", "M")
	dok := felter{"tittel": "T", "filnavn": "f.pdf", "mimeType": "application/pdf", "svarUtFilnummer": 1}
	med := endret(journalpost(fnrMor, m, "P", "2026-04-01T12:00:00Z"), felter{"svarUtForsendelseId": uuid.NewString(), "dokumenter": []felter{dok}})
	uten := endret(journalpost(fnrMor, m, "P", "2026-04-01T12:00:00Z"), felter{"dokumenter": []felter{dok}})
	h.indekser(t, m, med, uten)
	for _, c := range []struct {
		post     innsyn.Melding
		kilde    innsyn.Dokumentkilde
		hindring innsyn.Dokumenthindring
	}{{med, innsyn.KildePostkasse, innsyn.HindringPostkasse}, {uten, innsyn.KildeIngen, innsyn.HindringIkkeFunnet}} {
		j, err := h.Journalpost(mor, rad(bergensk, c.post))
		maa(t, err)
		if j.Dokumenter[0].Kilde != c.kilde {
			t.Errorf("%s", j.Dokumenter[0].Kilde)
		}
		if _, err := h.LagDokumentlenke(mor, rad(bergensk, c.post), 0); hindring(err) != c.hindring {
			t.Errorf("%v", err)
		}
	}
}

// vertshus is a hostile host, on the list, whose answer a test changes.
func (h *hus) vertshus(t *testing.T) (post innsyn.Melding, svar *atomic.Pointer[http.HandlerFunc]) {
	t.Helper()
	svar = &atomic.Pointer[http.HandlerFunc]{}
	s := httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { (*svar.Load())(w, r) }))
	t.Cleanup(s.Close)
	u, err := url.Parse(s.URL)
	maa(t, err)
	tillit := x509.NewCertPool()
	tillit.AddCert(s.Certificate())
	ute := vert.NyHTTP([]string{u.Host}, tillit)
	t.Cleanup(ute.CloseIdleConnections)
	k, err := vert.New([]string{u.Host}, ute)
	maa(t, err)
	h.Dokumenter.Verter = verter{k}
	_, post = h.sak(t, s.URL+"/fil?hemmelig")
	return post, svar
}

// What a hostile host answers is told before there is a link, and nothing of it reaches anybody or the log.
func TestFiendtligVert(t *testing.T) {
	h := nyttHus(t).medLager(t)
	h.Dokumenter.Maks = 1 << 20
	post, svar := h.vertshus(t)
	mor := h.iOkt(t, fnrMor, "a")
	gi := func(mime string, innhold []byte) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", mime)
			w.Header().Set("Content-Length", strconv.Itoa(len(innhold)))
			_, _ = w.Write(innhold)
		}
	}
	for navn, c := range map[string]struct {
		svar http.HandlerFunc
		vil  innsyn.Dokumenthindring
	}{
		"a page":            {gi("text/html", []byte("<html>hemmelig")), innsyn.HindringUgyldigType},
		"a page called PDF": {gi("application/pdf", []byte("<html>hemmelig")), innsyn.HindringUgyldigType},
		"nothing":           {gi("application/pdf", nil), innsyn.HindringUgyldigType},
		"too large":         {gi("application/pdf", pdfen(1<<20+1)), innsyn.HindringForStor},
		"gone":              {func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(404) }, innsyn.HindringIkkeFunnet},
		"another place": {func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "https://127.0.0.1:1/", http.StatusFound)
		}, innsyn.HindringIkkeTilgjengelig},
		"out of order":       {func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(500) }, innsyn.HindringIkkeTilgjengelig},
		"the control, a PDF": {gi("text/html", pdfen(1<<20)), ""},
		"the control, text":  {gi("text/plain", []byte("tekst")), ""},
	} {
		svar.Store(&c.svar)
		_, err := h.LagDokumentlenke(mor, rad(bergensk, post), 0)
		if hindring(err) != c.vil || (err == nil) != (c.vil == "") {
			t.Errorf("%s: %v", navn, err)
		}
	}
	side, err := h.Innsynslogg(mor, 50, "")
	maa(t, err)
	for _, i := range side.Innslag {
		if i.Handling == innsynslogg.HandlingDokument {
			t.Error("a document that nobody saw is logged")
		}
	}
	if logg := h.logg.String(); strings.Contains(logg, "hemmelig") || !strings.Contains(logg, "cannot be fetched") {
		t.Errorf("the log: %s", logg)
	}
}

// A document that is cut short, or does not end, ends in an error and never as if it were whole; by its length, or by the
// longest there may be.
func TestDokumentSomIkkeErHelt(t *testing.T) {
	h := nyttHus(t).medLager(t)
	h.Dokumenter.Maks = 1 << 20
	post, svar := h.vertshus(t)
	mor := h.iOkt(t, fnrMor, "a")
	skriv := func(lengde string, n int, slutt func(http.ResponseWriter)) *http.HandlerFunc {
		f := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			if lengde != "" {
				w.Header().Set("Content-Length", lengde)
			}
			_, _ = w.Write(pdfen(n))
			slutt(w)
		})
		return &f
	}
	kutt := func(w http.ResponseWriter) { _ = http.NewResponseController(w).Flush(); panic(http.ErrAbortHandler) }
	endelost := func(w http.ResponseWriter) {
		for {
			if _, err := w.Write(make([]byte, 64<<10)); err != nil {
				return
			}
		}
	}
	hel := func(http.ResponseWriter) {}
	for navn, c := range map[string]struct {
		svar *http.HandlerFunc
		hel  bool
	}{
		"cut, length said":   {skriv("5000", 4000, kutt), false},
		"cut, length unsaid": {skriv("", 4000, kutt), false},
		"without end":        {skriv("", 4000, endelost), false},
		"whole":              {skriv("4000", 4000, hel), true},
		"whole, unsaid":      {skriv("", 4000, func(w http.ResponseWriter) { _ = http.NewResponseController(w).Flush() }), true},
	} {
		svar.Store(skriv("4000", 4000, hel))
		token := h.lenke(t, mor, post, 0)
		svar.Store(c.svar)
		b, err := h.les(mor, token)
		if (err == nil) != c.hel || len(b) > 1<<20 || c.hel && len(b) != 4000 {
			t.Errorf("%s: %d bytes, %v", navn, len(b), err)
		}
	}
}

// A session has four documents at once, and gets its places back however a document ends.
func TestPlasserForEnOkt(t *testing.T) {
	h := nyttHus(t).medLager(t)
	_, lenke := h.lastOpp(t, maskin(t, bergensk, "4601"), "4601", pdfen(100))
	_, p := h.sak(t, lenke)
	mor, ogsaa := h.iOkt(t, fnrMor, "a"), h.iOkt(t, fnrMor, "b")
	token := h.lenke(t, mor, p, 0)
	for range 3 {
		var apne []*innsyn.Dokument
		for range 4 {
			d, err := h.ApneDokument(mor, token)
			maa(t, err)
			apne = append(apne, d)
		}
		if _, err := h.ApneDokument(mor, token); !errors.Is(err, innsyn.ErrForMangeSamtidige) {
			t.Errorf("the fifth: %v", err)
		}
		if _, err := h.LagDokumentlenke(mor, rad(bergensk, p), 0); !errors.Is(err, innsyn.ErrForMangeSamtidige) {
			t.Errorf("a link beside four: %v", err)
		}
		h.ser(t, ogsaa, h.lenke(t, ogsaa, p, 0), pdfen(100)) // another session is not touched by it
		for _, d := range apne {
			_ = d.Close()
			_ = d.Close()
		}
		maa(t, dbtest.Exec(t.Context(), h.dsn, `ALTER TABLE innsynslogg ADD CONSTRAINT nei CHECK (false) NOT VALID`))
		for range 9 { // those that fail give their places back too
			if _, err := h.ApneDokument(mor, token); err == nil || errors.Is(err, innsyn.ErrForMangeSamtidige) {
				t.Fatalf("%v", err)
			}
		}
		maa(t, dbtest.Exec(t.Context(), h.dsn, `ALTER TABLE innsynslogg DROP CONSTRAINT nei`))
	}
}

// Drop by drop, or not at all: who sends too slowly is given up, by each read and by all of them together.
func TestSeigAvsender(t *testing.T) {
	for navn, c := range map[string]struct {
		mellom time.Duration
		n      int
		hel    bool
	}{"drop by drop": {10 * time.Second, 1000, false}, "silent": {16 * time.Second, 2, false}, "slow, but in time": {10 * time.Second, 11, true}} {
		t.Run(navn, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				ctx, avbryt := context.WithCancel(t.Context())
				defer avbryt()
				start := time.Now()
				b, err := io.ReadAll(innsyn.Seig(&drypp{ctx, c.mellom, c.n}, avbryt))
				if (err == nil) != c.hel || time.Since(start) > 2*time.Minute+time.Second {
					t.Errorf("%d bytes in %v: %v", len(b), time.Since(start), err)
				}
			})
		})
	}
}

// drypp gives n bytes, one at a time.
type drypp struct {
	ctx    context.Context
	mellom time.Duration
	n      int
}

func (d *drypp) Read(p []byte) (int, error) {
	if d.n == 0 {
		return 0, io.EOF
	}
	select {
	case <-time.After(d.mellom):
	case <-d.ctx.Done():
		return 0, d.ctx.Err()
	}
	d.n--
	p[0] = 'x'
	return 1, nil
}
