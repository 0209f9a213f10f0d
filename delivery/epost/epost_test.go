package epost_test

import (
	"bufio"
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"errors"
	"math/big"
	"net"
	"strings"
	"sync"
	"testing"
	"time"

	"barnevernportalen/delivery/epost"
)

// tjener is an SMTP server in this process, over a real socket: it greets, starts TLS, takes a login and a message, and does
// wrong where the test says. sett is what it has been told, line by line.
type tjener struct {
	ln       net.Listener
	conf     *tls.Config
	sonstTLS bool // TLS from the first byte
	uten     bool // does not offer STARTTLS
	// svar is what it says instead of yes to a command, by its first word («», the greeting; «.», the end of a message). «HENG»: nothing.
	svar map[string]string

	mu   sync.Mutex
	sett []string
	brev []string
	inne []net.Conn
}

func nyTjener(t *testing.T, forst func(*tjener)) *tjener {
	t.Helper()
	s := &tjener{conf: &tls.Config{Certificates: []tls.Certificate{sertifikat(t)}}, svar: map[string]string{}}
	if forst != nil {
		forst(s)
	}
	var err error
	if s.ln, err = net.Listen("tcp", "127.0.0.1:0"); err != nil {
		t.Fatal(err)
	}
	var jobb sync.WaitGroup
	stopp := make(chan struct{})
	jobb.Go(func() {
		for {
			conn, err := s.ln.Accept()
			if err != nil {
				return
			}
			jobb.Go(func() { s.samtale(conn, stopp) })
		}
	})
	t.Cleanup(func() {
		close(stopp)
		_ = s.ln.Close()
		s.mu.Lock()
		for _, c := range s.inne { // the client may have left without a word
			_ = c.Close()
		}
		s.mu.Unlock()
		jobb.Wait()
	})
	return s
}

func (s *tjener) samtale(conn net.Conn, stopp chan struct{}) {
	defer func() { _ = conn.Close() }()
	s.mu.Lock()
	s.inne = append(s.inne, conn)
	s.mu.Unlock()
	sikker := s.sonstTLS
	if sikker {
		conn = tls.Server(conn, s.conf)
	}
	r := bufio.NewReader(conn)
	si := func(ord, ellers string) bool {
		if v := s.svar[ord]; v == "HENG" {
			<-stopp
			return false
		} else if v != "" {
			ellers = v
		}
		_, err := conn.Write([]byte(ellers + "\r\n"))
		return err == nil
	}
	if !si("", "220 mx.test ESMTP") {
		return
	}
	for {
		linje, err := r.ReadString('\n')
		if err != nil {
			return
		}
		linje = strings.TrimSpace(linje)
		s.mu.Lock()
		s.sett = append(s.sett, linje)
		s.mu.Unlock()
		ord, _, _ := strings.Cut(linje, " ")
		ok := false
		switch ord {
		case "EHLO":
			tilbud := "250-mx.test\r\n250-8BITMIME\r\n"
			if !sikker && !s.uten {
				tilbud += "250-STARTTLS\r\n"
			}
			if sikker {
				tilbud += "250-AUTH PLAIN\r\n"
			}
			ok = si(ord, tilbud+"250 SIZE 100000")
		case "STARTTLS":
			if ok = si(ord, "220 go on"); ok {
				conn, sikker = tls.Server(conn, s.conf), true
				r = bufio.NewReader(conn)
			}
		case "AUTH":
			ok = si(ord, "235 welcome")
		case "DATA":
			if ok = si(ord, "354 go on"); !ok || strings.HasPrefix(s.svar[ord], "4") || strings.HasPrefix(s.svar[ord], "5") {
				break
			}
			var brev strings.Builder
			for {
				linje, err := r.ReadString('\n')
				if err != nil {
					return
				}
				if linje == ".\r\n" {
					break
				}
				brev.WriteString(linje)
			}
			if s.svar["."] == "" {
				s.mu.Lock()
				s.brev = append(s.brev, brev.String())
				s.mu.Unlock()
			}
			ok = si(".", "250 taken")
		case "QUIT":
			si(ord, "221 bye")
		default:
			ok = si(ord, "250 yes")
		}
		if !ok {
			return
		}
	}
}

func sertifikat(t *testing.T) tls.Certificate {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	mal := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "mx.test"}, IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour), IsCA: true, BasicConstraintsValid: true}
	der, err := x509.CreateCertificate(rand.Reader, mal, mal, key.Public(), key)
	if err != nil {
		t.Fatal(err)
	}
	leaf, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key, Leaf: leaf}
}

// klient trusts this server.
func (s *tjener) klient(t *testing.T, sikkerhet epost.Sikkerhet) *epost.Klient {
	t.Helper()
	tillit := x509.NewCertPool()
	tillit.AddCert(s.conf.Certificates[0].Leaf)
	o := epost.Oppsett{Vert: s.ln.Addr().String(), Sikkerhet: sikkerhet, Avsender: "portalen@prove.test", TLS: &tls.Config{RootCAs: tillit}, MaksTid: 2 * time.Second}
	if sikkerhet != epost.Ingen {
		o.Bruker, o.Passord = "portal", "hemmelig-9"
	}
	k, err := epost.Ny(o)
	if err != nil {
		t.Fatal(err)
	}
	return k
}

var brevet = epost.Brev{Til: "vakt@prove.test", Emne: "Æ: én melding", Tekst: "Logg inn på portalen.\n", ID: "en-og-samme", Tid: time.Unix(1790000000, 0)}

func TestSendes(t *testing.T) {
	for sikkerhet, forst := range map[epost.Sikkerhet]func(*tjener){
		epost.StartTLS: nil, epost.TLS: func(s *tjener) { s.sonstTLS = true }, epost.Ingen: func(s *tjener) { s.uten = true },
	} {
		t.Run(string(sikkerhet), func(t *testing.T) {
			s := nyTjener(t, forst)
			if err := s.klient(t, sikkerhet).Send(t.Context(), brevet); err != nil {
				t.Fatal(err)
			}
			s.mu.Lock()
			defer s.mu.Unlock()
			if len(s.brev) != 1 {
				t.Fatalf("%d messages", len(s.brev))
			}
			for _, del := range []string{"To: <vakt@prove.test>", "From: <portalen@prove.test>", "<en-og-samme@prove.test>", "Auto-Submitted: auto-generated"} {
				if !strings.Contains(s.brev[0], del) {
					t.Errorf("no %q in\n%s", del, s.brev[0])
				}
			}
			for i, linje := range s.sett {
				if strings.HasPrefix(linje, "AUTH") && sikkerhet == epost.StartTLS && !strings.Contains(strings.Join(s.sett[:i], " "), "STARTTLS") {
					t.Error("the password went in clear text")
				}
			}
		})
	}
}

// Whatever the server does, it ends within the time, nothing is taken for sent that was not, and the error says a code and
// never the server's text.
func TestTjenerSvikter(t *testing.T) {
	const hemmelig = "Lillebror Testesen"
	for navn, c := range map[string]struct {
		forst   func(*tjener)
		sikker  epost.Sikkerhet
		kode    string
		endelig bool
	}{
		"hangs at once":          {med("", "HENG"), epost.StartTLS, "TIDSAVBRUDD", false},
		"hangs before TLS":       {med("STARTTLS", "HENG"), epost.StartTLS, "TIDSAVBRUDD", false},
		"hangs at the end":       {med(".", "HENG"), epost.StartTLS, "FORBINDELSE", false},
		"refuses at the door":    {med("", "554 "+hemmelig), epost.StartTLS, "FORBINDELSE", false},
		"refuses the login":      {med("AUTH", "535 "+hemmelig), epost.StartTLS, "FORBINDELSE", false},
		"is busy":                {med("RCPT", "450 "+hemmelig), epost.StartTLS, "MIDLERTIDIG", false},
		"is full":                {med(".", "452 "+hemmelig), epost.StartTLS, "MIDLERTIDIG", false},
		"knows no such receiver": {med("RCPT", "550 "+hemmelig), epost.StartTLS, "AVVIST", true},
		"will not have it":       {med(".", "554 "+hemmelig), epost.StartTLS, "AVVIST", true},
		"has no TLS":             {func(s *tjener) { s.uten = true }, epost.StartTLS, "FORBINDELSE", false},
		"is somebody else":       {nil, epost.StartTLS, "TLS", false},
	} {
		t.Run(navn, func(t *testing.T) {
			s := nyTjener(t, c.forst)
			k := s.klient(t, c.sikker)
			if navn == "is somebody else" {
				s.conf.Certificates[0] = sertifikat(t) // k trusts the one before
			}
			begynte := time.Now()
			err := k.Send(t.Context(), brevet)
			var feil epost.Feil
			if !errors.As(err, &feil) || feil.Kode != c.kode || feil.Endelig() != c.endelig {
				t.Errorf("%v, want %s", err, c.kode)
			}
			if err != nil && strings.Contains(err.Error(), "Testesen") {
				t.Error("the server's text is in the error")
			}
			if time.Since(begynte) > time.Minute {
				t.Error("it went on for too long")
			}
			if len(s.brev) != 0 {
				t.Error("it was taken all the same: the test proves nothing")
			}
		})
	}
	s := nyTjener(t, nil)
	k := s.klient(t, epost.StartTLS)
	_ = s.ln.Close()
	if err := k.Send(context.WithoutCancel(t.Context()), brevet); err == nil {
		t.Error("nobody listens, and it was sent")
	}
}

func med(ord, svar string) func(*tjener) {
	return func(s *tjener) { s.svar[ord] = svar }
}

func TestOppsett(t *testing.T) {
	rett := epost.Oppsett{Vert: "smtp.example.no:587", Sikkerhet: epost.StartTLS, Avsender: "a@example.no"}
	if _, err := epost.Ny(rett); err != nil {
		t.Fatal(err)
	}
	for navn, galt := range map[string]func(*epost.Oppsett){
		"no port":            func(o *epost.Oppsett) { o.Vert = "smtp.example.no" },
		"clear text outward": func(o *epost.Oppsett) { o.Sikkerhet = epost.Ingen },
		"half a login":       func(o *epost.Oppsett) { o.Bruker = "x" },
		"a name":             func(o *epost.Oppsett) { o.Avsender = "Ola <a@example.no>" },
		"two lines":          func(o *epost.Oppsett) { o.Avsender = "a@example.no\r\nBcc: b@example.no" },
		"no security":        func(o *epost.Oppsett) { o.Sikkerhet = "" },
	} {
		o := rett
		galt(&o)
		if _, err := epost.Ny(o); err == nil {
			t.Errorf("%s was let through", navn)
		}
	}
}
