// Package epost sends plain e-mail over one SMTP server, by go-mail. What it is given to say is the caller's matter; what
// the server answers is turned into a code of ours, since a server's text may quote anything.
//
//	klient, err := epost.Ny(epost.Oppsett{Vert: "smtp.example.no:587", Avsender: "portal@example.no", …})
//	err = klient.Send(ctx, epost.Brev{Til: "vakt@example.no", Emne: "…", Tekst: "…", ID: id})
package epost

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"net/mail"
	"net/textproto"
	"strconv"
	"time"

	gomail "github.com/wneessen/go-mail"
)

// maksTid is how long the server may take to let us in, and then to take the message.
const maksTid = 15 * time.Second

// Sikkerhet is how the connection is protected.
type Sikkerhet string

// The three. STARTTLS is demanded, never merely tried.
const (
	StartTLS Sikkerhet = "starttls" // the usual, port 587
	TLS      Sikkerhet = "tls"      // from the first byte, port 465
	Ingen    Sikkerhet = "ingen"    // in clear text: to this machine only
)

// Oppsett is the server and who we are to it.
type Oppsett struct {
	Vert      string // host:port
	Sikkerhet Sikkerhet
	// Bruker and Passord, both or neither.
	Bruker, Passord string
	Avsender        string        // our address
	TLS             *tls.Config   // nil: the machine's own roots
	MaksTid         time.Duration // 0: 15 s
}

// Klient sends. It keeps no connection: there are a few messages a day.
type Klient struct {
	oppsett    Oppsett
	host, port string
}

// Ny checks the settings. It does not connect: a mail server that is down must not keep the portal from starting.
func Ny(o Oppsett) (*Klient, error) {
	host, port, err := net.SplitHostPort(o.Vert)
	if err != nil || host == "" {
		return nil, errors.New("the mail server must be host:port")
	}
	if n, err := strconv.Atoi(port); err != nil || n < 1 || n > 65535 {
		return nil, errors.New("the mail server must be host:port")
	}
	if err := Adresse(o.Avsender); err != nil {
		return nil, fmt.Errorf("the sender: %w", err)
	}
	if (o.Bruker == "") != (o.Passord == "") {
		return nil, errors.New("a user and a password, or neither")
	}
	switch o.Sikkerhet {
	case StartTLS, TLS:
	case Ingen:
		if ip := net.ParseIP(host); host != "localhost" && (ip == nil || !ip.IsLoopback()) {
			return nil, errors.New("without TLS only to this machine")
		}
	default:
		return nil, errors.New("want starttls, tls or ingen")
	}
	if o.MaksTid == 0 {
		o.MaksTid = maksTid
	}
	return &Klient{o, host, port}, nil
}

// ErrAdresse: it is not an address that mail can be sent to, name@host and no more.
var ErrAdresse = errors.New("not an e-mail address")

// Adresse checks an address.
func Adresse(a string) error {
	p, err := mail.ParseAddress(a)
	if err != nil || p.Address != a || len(a) > 254 {
		return ErrAdresse // without what was written
	}
	return nil
}

// Brev is one message, plain text.
type Brev struct {
	Til, Emne, Tekst string
	// ID is the same each time the same message is sent, so that whoever gets it twice can tell.
	ID  string
	Tid time.Time
}

// Feil is why a message was not sent, or not for certain.
type Feil struct {
	// Kode is one of FORBINDELSE, TLS, MIDLERTIDIG, AVVIST, TIDSAVBRUDD, UGYLDIG.
	Kode string
	// Svar is the server's own number, 450 or 550; 0: it gave none.
	Svar int
}

func (f Feil) Error() string {
	if f.Svar == 0 {
		return "e-mail was not sent: " + f.Kode
	}
	return fmt.Sprintf("e-mail was not sent: %s (%d)", f.Kode, f.Svar)
}

// Endelig reports whether the server will not have this message however often it is given it.
func (f Feil) Endelig() bool { return f.Kode == "AVVIST" || f.Kode == "UGYLDIG" }

// Send returns nil when the server has taken the message, and else a [Feil].
func (k *Klient) Send(ctx context.Context, b Brev) error {
	m := gomail.NewMsg()
	if err := errors.Join(m.From(k.oppsett.Avsender), m.To(b.Til)); err != nil {
		return Feil{Kode: "UGYLDIG"}
	}
	m.Subject(b.Emne)
	m.SetDateWithValue(b.Tid)
	m.SetMessageIDWithValue(b.ID + "@" + domene(k.oppsett.Avsender))
	m.SetGenHeader("Auto-Submitted", "auto-generated") // no «I am on holiday» in answer
	m.SetBodyString(gomail.TypeTextPlain, b.Tekst)

	c, err := k.klient()
	if err != nil {
		return Feil{Kode: "UGYLDIG"}
	}
	if err := c.DialWithContext(ctx); err != nil {
		return feil(ctx, err)
	}
	err = c.Send(m)
	_ = c.Close() // the message is taken, or not: what comes after says nothing of it
	if err != nil {
		return feil(ctx, err)
	}
	return nil
}

func (k *Klient) klient() (*gomail.Client, error) {
	port, _ := strconv.Atoi(k.port)
	valg := []gomail.Option{
		gomail.WithPort(port), gomail.WithTimeout(k.oppsett.MaksTid), gomail.WithHELO(domene(k.oppsett.Avsender)), gomail.WithoutNoop(),
	}
	conf := &tls.Config{MinVersion: tls.VersionTLS12}
	if k.oppsett.TLS != nil {
		conf = k.oppsett.TLS.Clone()
	}
	conf.ServerName = k.host
	valg = append(valg, gomail.WithTLSConfig(conf))
	switch k.oppsett.Sikkerhet {
	case Ingen:
		valg = append(valg, gomail.WithTLSPolicy(gomail.NoTLS))
	case StartTLS:
		valg = append(valg, gomail.WithTLSPolicy(gomail.TLSMandatory))
	case TLS:
		valg = append(valg, gomail.WithSSL())
	}
	if k.oppsett.Bruker != "" {
		valg = append(valg, gomail.WithSMTPAuth(gomail.SMTPAuthAutoDiscover), gomail.WithUsername(k.oppsett.Bruker), gomail.WithPassword(k.oppsett.Passord))
	}
	return gomail.NewClient(k.host, valg...)
}

// feil keeps the number and drops the text.
func feil(ctx context.Context, err error) Feil {
	var send *gomail.SendError
	var x509feil *tls.CertificateVerificationError
	var handtrykk tls.RecordHeaderError
	var nett net.Error
	var svar *textproto.Error // before the message is begun: greeting, login
	switch {
	case errors.As(err, &send) && send.ErrorCode() >= 500:
		return Feil{"AVVIST", send.ErrorCode()}
	case errors.As(err, &send) && send.ErrorCode() >= 400:
		return Feil{"MIDLERTIDIG", send.ErrorCode()}
	case errors.As(err, &svar):
		return Feil{"FORBINDELSE", svar.Code}
	case ctx.Err() != nil, errors.Is(err, context.DeadlineExceeded), errors.As(err, &nett) && nett.Timeout():
		return Feil{Kode: "TIDSAVBRUDD"}
	case errors.As(err, &x509feil), errors.As(err, &handtrykk):
		return Feil{Kode: "TLS"}
	default:
		return Feil{Kode: "FORBINDELSE"}
	}
}

func domene(a string) string {
	for i := len(a) - 1; i >= 0; i-- {
		if a[i] == '@' {
			return a[i+1:]
		}
	}
	return a
}
