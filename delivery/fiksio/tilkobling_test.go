package fiksio_test

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	amqp "github.com/rabbitmq/amqp091-go"

	"barnevernportalen/delivery/fiksio"
)

// raaKanal is a channel on a connection of a client's own making.
func (p *part) raaKanal(user uuid.UUID, password string) *amqp.Channel {
	p.t.Helper()
	conn, err := amqp.DialConfig(p.s.AMQP(), amqp.Config{
		SASL: []amqp.Authentication{&amqp.PlainAuth{Username: user.String(), Password: password + " " + tokens.ny(p.orgnr)}}, Locale: "en_US",
	})
	if err != nil {
		p.t.Fatal(err)
	}
	p.t.Cleanup(func() { _ = conn.Close() })
	ch, err := conn.Channel()
	if err == nil {
		err = ch.Qos(1, 0, false)
	}
	if err != nil {
		p.t.Fatal(err)
	}
	return ch
}

func (p *part) konsumer(ch *amqp.Channel) <-chan amqp.Delivery {
	p.t.Helper()
	d, err := ch.Consume("fiksio.konto."+p.konto.String(), "", false, false, false, false, nil)
	if err != nil {
		p.t.Fatal(err)
	}
	return d
}

// A client may consume its own queue, and nothing else at all: our own never asks for more.
func TestBareEgenKo(t *testing.T) {
	_, portal, fagsystem := verden(t)
	other, own := "fiksio.konto."+portal.konto.String(), "fiksio.konto."+fagsystem.konto.String()
	for what, do := range map[string]func(*amqp.Channel) error{
		"consume another's": func(c *amqp.Channel) error {
			_, err := c.Consume(other, "", false, false, false, false, nil)
			return err
		},
		"get from another's": func(c *amqp.Channel) error { _, _, err := c.Get(other, false); return err },
		"declare its own":    func(c *amqp.Channel) error { _, err := c.QueueDeclare(own, true, false, false, false, nil); return err },
		"declare a new one": func(c *amqp.Channel) error {
			_, err := c.QueueDeclare(uuid.NewString(), false, false, false, false, nil)
			return err
		},
		"delete its own": func(c *amqp.Channel) error { _, err := c.QueueDelete(own, false, false, false); return err },
		"publish": func(c *amqp.Channel) error {
			if err := c.Confirm(false); err != nil {
				return err
			}
			closed := c.NotifyClose(make(chan *amqp.Error, 1))
			if err := c.Publish("", other, true, false, amqp.Publishing{}); err != nil {
				return err
			}
			return faa(t, "the refusal", closed)
		},
	} {
		err := do(fagsystem.raaKanal(fagsystem.integrasjon, passord))
		if said := new(amqp.Error); !errors.As(err, &said) || said.Code != amqp.AccessRefused {
			t.Errorf("%s: %v", what, err)
		}
	}
	fagsystem.konsumer(fagsystem.raaKanal(fagsystem.integrasjon, passord)) // control

	// Our client, told to consume another's, says so and goes on trying.
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() {
		ended <- fagsystem.klient().Motta(ctx, portal.konto, func(context.Context, *fiksio.Mottatt) error { return nil })
	}()
	for range 2 {
		if err := faa(t, "the refusal", fagsystem.koblet); err == nil || !strings.Contains(err.Error(), "consume: the broker says 403") {
			t.Errorf("got %v", err)
		}
	}
	cancel()
	if err := faa(t, "the end", ended); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

func TestFeilPassordVedTilkobling(t *testing.T) {
	s, portal, fagsystem := verden(t)
	s.NyIntegrasjon(fagsystem.integrasjon, "hemmelig-passord-nytt", fagsystem.orgnr)
	in, _ := fagsystem.innboks()
	for range 2 {
		if err := faa(t, "the refusal", fagsystem.koblet); err == nil || !strings.Contains(err.Error(), "connect: the broker says 403") {
			t.Fatalf("got %v", err)
		}
	}
	sent := portal.send(melding(fagsystem))
	s.NyIntegrasjon(fagsystem.integrasjon, passord, fagsystem.orgnr)
	if m := faa(t, "the message, once the password is right", in); m.MeldingID != sent.MeldingID {
		t.Errorf("got %+v", m)
	}
}

// A token that has expired cannot connect again; a fresh one can. The connection it made lives on.
func TestUtloptTokenVedNyTilkobling(t *testing.T) {
	s, portal, fagsystem := verden(t)
	current := make(chan string, 100)
	last := tokens.ny(fagsystem.orgnr)
	current <- last
	fagsystem.o.Token = func(context.Context) (string, error) {
		select {
		case last = <-current:
		default:
		}
		return last, nil
	}
	in, _ := fagsystem.innboks()
	fagsystem.tilkoblet()
	tokens.utlop(fagsystem.orgnr)
	sent := portal.send(melding(fagsystem))
	if m := faa(t, "a message over the old connection", in); m.MeldingID != sent.MeldingID {
		t.Errorf("got %+v", m)
	}
	if err := s.KastUt(t.Context()); err != nil {
		t.Fatal(err)
	}
	for !strings.Contains(fagsystem.frakoblet().Error(), "connect: the broker says 403") {
	}
	sent = portal.send(melding(fagsystem))
	current <- tokens.ny(fagsystem.orgnr)
	if m := faa(t, "a message over the new one", in); m.MeldingID != sent.MeldingID {
		t.Errorf("got %+v", m)
	}
}

func TestTLS(t *testing.T) {
	s, portal, fagsystem := verden(t)
	fagsystem.o.AMQP = s.AMQPS()
	_, stop := fagsystem.innboks()
	if err := faa(t, "the refusal", fagsystem.koblet); err == nil || !strings.Contains(err.Error(), "certificate") {
		t.Errorf("a certificate nobody vouches for: %v", err)
	}
	stop()
	pem, err := os.ReadFile(filepath.Join(fellesMappe, "sertifikat.pem"))
	if err != nil {
		t.Fatal(err)
	}
	roots := x509.NewCertPool()
	roots.AppendCertsFromPEM(pem)
	fagsystem.o.TLS = &tls.Config{RootCAs: roots, MinVersion: tls.VersionTLS12}
	in, _ := fagsystem.innboks()
	sent := portal.send(melding(fagsystem))
	if m := faa(t, "the message", in); m.MeldingID != sent.MeldingID {
		t.Errorf("got %+v", m)
	}
}

// A broker that takes the connection and says nothing does not hold us up when we are to end.
func TestTausMegler(t *testing.T) {
	_, _, fagsystem := verden(t)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	fagsystem.o.AMQP = "amqp://" + l.Addr().String()
	_, stop := fagsystem.innboks()
	conn, err := l.Accept()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	began := time.Now()
	stop()
	if took := time.Since(began); took > 5*time.Second {
		t.Errorf("it took %s", took)
	}
}
