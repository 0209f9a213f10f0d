package fiksio_test

import (
	"bytes"
	"context"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"errors"
	"fmt"
	"log/slog"
	"math/big"
	"net"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"
	"go.uber.org/goleak"

	"barnevernportalen/delivery/fiksio"
	"barnevernportalen/delivery/fiksio/liksom"
)

// frist is how long any one thing may take on a machine that does much else.
const frist = 60 * time.Second

// felles is the one look-alike, with its broker, of a test run.
var felles = sync.OnceValues(func() (*liksom.Server, error) {
	if err := lagTLS(fellesMappe); err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Minute)
	defer cancel()
	s, err := liksom.Start(ctx, liksom.Oppsett{
		Mappe: filepath.Join(fellesMappe, "m"), Token: tokens.sjekk, TLSMappe: fellesMappe, Bekreftelse: 3 * time.Second,
	})
	fellesServer = s
	return s, err
})

var (
	fellesMappe  string         // set, and removed at last, by TestMain
	fellesServer *liksom.Server // for TestMain to stop
	tokens       = &tokenkasse{gyldige: map[string]string{}}
)

func TestMain(m *testing.M) {
	os.Exit(func() int {
		var err error
		if fellesMappe, err = os.MkdirTemp("", "fio"); err != nil {
			fmt.Println(err)
			return 1
		}
		defer func() { _ = os.RemoveAll(fellesMappe) }()
		code := m.Run()
		if fellesServer != nil {
			ctx, cancel := context.WithTimeout(context.Background(), frist)
			defer cancel()
			if err := fellesServer.Stopp(ctx); err != nil {
				fmt.Println("stop the look-alike:", err)
				return 1
			}
		}
		if err := goleak.Find(); err != nil && code == 0 {
			fmt.Println(err)
			return 1
		}
		return code
	}())
}

// tokenkasse gives and checks tokens.
type tokenkasse struct {
	mu      sync.Mutex
	n       int
	gyldige map[string]string // token → orgnr
}

func (k *tokenkasse) sjekk(token string) (string, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if orgnr, ok := k.gyldige[token]; ok {
		return orgnr, nil
	}
	return "", errors.New("no such token")
}

func (k *tokenkasse) ny(orgnr string) string {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.n++
	token := fmt.Sprintf("hemmelig-token-%d", k.n)
	k.gyldige[token] = orgnr
	return token
}

func (k *tokenkasse) utlop(orgnr string) {
	k.mu.Lock()
	defer k.mu.Unlock()
	for t, o := range k.gyldige {
		if o == orgnr {
			delete(k.gyldige, t)
		}
	}
}

const passord = "hemmelig-passord"

// part is one end: an integration with an account.
type part struct {
	t           testing.TB
	s           *liksom.Server
	konto       uuid.UUID
	integrasjon uuid.UUID
	orgnr       string
	o           fiksio.Oppsett
	koblet      chan error
	log         *logg
}

// verden is two ends on the common look-alike, with accounts of their own, and the look-alike telling the truth.
func verden(t testing.TB) (*liksom.Server, *part, *part) {
	t.Helper()
	s, err := felles()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Svar(liksom.Ingen) })
	return s, nyPart(t, s), nyPart(t, s)
}

func nyPart(t testing.TB, s *liksom.Server) *part {
	t.Helper()
	p := &part{t: t, s: s, konto: uuid.New(), integrasjon: uuid.New(), orgnr: uuid.NewString(), koblet: make(chan error, 1000), log: new(logg)}
	s.NyIntegrasjon(p.integrasjon, passord, p.orgnr)
	if err := s.NyKonto(liksom.Konto{ID: p.konto, FiksOrgID: uuid.New(), Integrasjon: p.integrasjon, Navn: "Konto", FiksOrgNavn: "Prøvestad", Orgnr: "999999999", Kommunenummer: "9999"}); err != nil {
		t.Fatal(err)
	}
	p.o = fiksio.Oppsett{
		API: s.API(), AMQP: s.AMQP(), KontoID: p.konto, IntegrasjonID: p.integrasjon, IntegrasjonPassord: passord,
		Token:    func(context.Context) (string, error) { return tokens.ny(p.orgnr), nil },
		MinPause: 10 * time.Millisecond, MaksPause: 100 * time.Millisecond,
		Koblet: func(_ uuid.UUID, err error) { p.koblet <- err }, Log: slog.New(slog.NewTextHandler(p.log, nil)),
	}
	t.Cleanup(func() {
		for _, secret := range []string{passord, "hemmelig-token", "hemmelig-innhold", "amqp://", "ACCESS_REFUSED"} {
			if strings.Contains(p.log.String(), secret) {
				t.Errorf("%q is in the log:\n%s", secret, p.log)
			}
		}
	})
	return p
}

// logg is a log that can be read while it is written.
type logg struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *logg) Write(p []byte) (int, error) { l.mu.Lock(); defer l.mu.Unlock(); return l.b.Write(p) }
func (l *logg) String() string              { l.mu.Lock(); defer l.mu.Unlock(); return l.b.String() }

func (p *part) klient() *fiksio.Klient {
	p.t.Helper()
	k, err := fiksio.New(p.o)
	if err != nil {
		p.t.Fatal(err)
	}
	return k
}

// lytt consumes the account until stop, or the test's end.
func (p *part) lytt(ta func(context.Context, *fiksio.Mottatt) error) (stop func()) {
	p.t.Helper()
	k, ctx := p.klient(), context.Background()
	ctx, cancel := context.WithCancel(ctx)
	ended := make(chan error, 1)
	go func() { ended <- k.Motta(ctx, p.konto, ta) }()
	stop = sync.OnceFunc(func() {
		cancel()
		if err := faa(p.t, "the consumer to end", ended); !errors.Is(err, context.Canceled) {
			p.t.Errorf("Motta ended with %v", err)
		}
	})
	p.t.Cleanup(stop)
	return stop
}

// innboks consumes the account and puts all that comes in a channel.
func (p *part) innboks() (<-chan *fiksio.Mottatt, func()) {
	p.t.Helper()
	in := make(chan *fiksio.Mottatt, 20_000)
	return in, p.lytt(func(_ context.Context, m *fiksio.Mottatt) error { in <- m; return nil })
}

// faa waits for the next of something.
func faa[T any](t testing.TB, what string, from <-chan T) (v T) {
	t.Helper()
	select {
	case v = <-from:
	case <-time.After(frist):
		t.Fatalf("waited in vain for %s", what)
	}
	return v
}

// tilkoblet waits until the account is being consumed, passing over what went wrong before.
func (p *part) tilkoblet() {
	p.t.Helper()
	for faa(p.t, "the connection", p.koblet) != nil {
	}
}

// frakoblet waits until it is not, and returns why.
func (p *part) frakoblet() error {
	p.t.Helper()
	for {
		if err := faa(p.t, "the connection to end", p.koblet); err != nil {
			return err
		}
	}
}

func (p *part) send(m fiksio.Melding) fiksio.Sendt {
	p.t.Helper()
	sent, err := p.klient().Send(p.t.Context(), m)
	if err != nil {
		p.t.Fatal(err)
	}
	return sent
}

// melding is a report to an account.
func melding(til *part) fiksio.Melding {
	return fiksio.Melding{
		MottakerKontoID: til.konto, Type: fiksio.TypePrivatV2, TTL: time.Hour, KlientMeldingID: uuid.New(),
		KlientKorrelasjonsID: uuid.NewString(), Data: []byte("hemmelig-innhold \x00\xff " + uuid.NewString()),
	}
}

// tapt returns those of sent that are not among received, by KlientMeldingID.
func tapt(sent []uuid.UUID, received []*fiksio.Mottatt) (lost []uuid.UUID) {
	for _, id := range sent {
		if !slices.ContainsFunc(received, func(m *fiksio.Mottatt) bool { return m.KlientMeldingID == id.String() }) {
			lost = append(lost, id)
		}
	}
	return lost
}

// lagTLS makes a certificate for localhost.
func lagTLS(mappe string) error {
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		return err
	}
	der, err := x509.CreateCertificate(rand.Reader, mal("localhost"), mal("localhost"), &key.PublicKey, key)
	if err != nil {
		return err
	}
	pkcs8, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		return err
	}
	return errors.Join(
		os.WriteFile(filepath.Join(mappe, "sertifikat.pem"), pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}), 0o600),
		os.WriteFile(filepath.Join(mappe, "nokkel.pem"), pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: pkcs8}), 0o600))
}

func mal(name string) *x509.Certificate {
	return &x509.Certificate{
		SerialNumber: big.NewInt(7), Subject: pkix.Name{CommonName: name}, NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
		DNSNames: []string{name}, IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}, BasicConstraintsValid: true, IsCA: true,
		KeyUsage: x509.KeyUsageDigitalSignature | x509.KeyUsageCertSign | x509.KeyUsageKeyEncipherment,
	}
}
