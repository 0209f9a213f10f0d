package main

import (
	"bytes"
	"context"
	"crypto/x509"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/delivery"
	"barnevernportalen/delivery/fiksio"
	"barnevernportalen/delivery/seal"
)

// nyProtokollkanal is reception of requests, with the sender's end of Fiks IO in the test's hands.
func nyProtokollkanal(t *testing.T) (*foresporselFiksIO, *liksomFiks) {
	t.Helper()
	l, err := apneMapper(t.TempDir(), true, func(string) {}, innMappe, foresporselMappe, svartMappe, avvistMappe, ukjentMappe, skadetMappe)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(l.lukk)
	f := &liksomFiks{nokkel: nokler()[2].Cert}
	log := slog.New(slog.DiscardHandler)
	return &foresporselFiksIO{
		fiks: f, mottak: &mottak{lager: l, nokler: nokler()[:2], maks: maksForesporsel, naa: time.Now, log: log, steg: func(string) {}},
		signer: seal.Signer{Chain: []*x509.Certificate{nokler()[0].Cert}, Key: nokler()[0].Private}, tjeneste: tjeneste, log: log,
		steg: func(string) {}, vekk: make(chan struct{}, 1),
	}, f
}

// forespurt is a request as Fiks IO gives it, of any body, sealed to a key.
func forespurt(t *testing.T, til seal.Key, body string) *fiksio.Mottatt {
	t.Helper()
	avsender := seal.Signer{Chain: []*x509.Certificate{nokler()[2].Cert}, Key: nokler()[2].Private}
	data, err := forsegl(til.Cert, avsender, payloadFil, json.RawMessage(body), time.Now())
	if err != nil {
		t.Fatal(err)
	}
	return &fiksio.Mottatt{
		MeldingID: uuid.New(), AvsenderKontoID: tjeneste, Type: fiksio.TypeForesporselSend, KlientMeldingID: uuid.NewString(), KlientKorrelasjonsID: "k",
		Innhold: func(context.Context) (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(data)), nil },
	}
}

// lest is an answer as the portal reads it, with its own key and by the published schemas; nil: it cannot.
func lest(t *testing.T, m fiksio.Melding) *delivery.Foresporselsvar {
	t.Helper()
	klar, err := seal.Open(bytes.NewReader(m.Data), int64(len(m.Data)), nokler()[2])
	if err != nil {
		t.Fatal(err)
	}
	hel, err := seal.ReadContainer(klar, klar.Size(), seal.ReadOptions{Names: []string{delivery.ForesporselName}, MaxBytes: 1 << 20})
	if err != nil {
		t.Fatal(err)
	}
	fil, _ := hel.File(delivery.ForesporselName)
	raw, err := fil.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	return delivery.TolkForesporselsvar(uuid.New(), m.Type, raw)
}

const etSporsmal = `{"fnr":"05898627006","begrunnelse":"Hvorfor?","journalposter":[{"mappeId":"2026/1","systemId":"a"},{"mappeId":"2026/1","systemId":"b"}]}`

func TestForesporselOverFiksIO(t *testing.T) {
	k, f := nyProtokollkanal(t)
	m := forespurt(t, nokler()[1], etSporsmal) // the key before the current one still opens
	if err := k.ta(t.Context(), m); err != nil {
		t.Fatal(err)
	}
	venter, err := k.ubesvarte(t.Context())
	if err != nil || len(venter) != 1 || venter[0].Begrunnelse != "Hvorfor?" || venter[0].Status != "SENDT" || len(venter[0].Journalposter) != 2 {
		t.Fatalf("%v %+v", err, venter)
	}
	if len(f.sendt) != 0 || len(k.vekk) != 1 {
		t.Errorf("answered by itself, or nobody is told: %v", f.typer())
	}
	id := venter[0].ID
	for i, s := range []foresporselsvar{{Status: "UNDER_BEHANDLING"}, {Status: "INNVILGET", Begrunnelse: "Ja."}} {
		if err := k.besvar(t.Context(), id, s); err != nil {
			t.Fatal(err)
		}
		ut := f.sendt[i]
		if l := lest(t, ut); l == nil || string(l.Status) != s.Status || l.Begrunnelse != s.Begrunnelse {
			t.Errorf("the portal reads %+v of %+v", l, s)
		}
		if ut.SvarPaMelding != m.MeldingID || ut.MottakerKontoID != tjeneste || ut.KlientKorrelasjonsID != "k" {
			t.Errorf("it answers another: %+v", ut)
		}
		if venter, _ := k.ubesvarte(t.Context()); len(venter) != 1-i {
			t.Errorf("after %s %d wait", s.Status, len(venter))
		}
	}
	if f.sendt[0].KlientMeldingID == f.sendt[1].KlientMeldingID {
		t.Error("two answers are taken for one")
	}
	// Sent again under another number, it is the answer that was lost: the same is said again, to that one.
	igjen := *m
	igjen.MeldingID = uuid.New()
	if err := k.ta(t.Context(), &igjen); err != nil {
		t.Fatal(err)
	}
	if n := len(f.sendt); n != 3 || f.sendt[2].SvarPaMelding != igjen.MeldingID || lest(t, f.sendt[2]).Status != "INNVILGET" {
		t.Errorf("%d answers; the last %+v", n, f.sendt[n-1])
	}
}

func TestForesporselSomIkkeErDet(t *testing.T) {
	for navn, c := range map[string]struct {
		m   func(*testing.T) *fiksio.Mottatt
		vil []string // what is sent
		til string   // where it is kept; "": there is nothing to keep
	}{
		"not sealed to us": {func(t *testing.T) *fiksio.Mottatt { return forespurt(t, nokler()[2], etSporsmal) }, []string{fiksio.TypeForesporselUgyldig}, avvistMappe},
		"no number": {func(t *testing.T) *fiksio.Mottatt {
			return forespurt(t, nokler()[0], `{"begrunnelse":"x","journalposter":[{"mappeId":"1","systemId":"a"}]}`)
		}, []string{fiksio.TypeForesporselUgyldig}, avvistMappe},
		"nothing asked for": {func(t *testing.T) *fiksio.Mottatt {
			return forespurt(t, nokler()[0], `{"fnr":"05898627006","begrunnelse":"x","journalposter":[]}`)
		}, []string{fiksio.TypeForesporselUgyldig}, avvistMappe},
		"no payload": {func(t *testing.T) *fiksio.Mottatt {
			m := forespurt(t, nokler()[0], etSporsmal)
			m.Innhold = func(context.Context) (io.ReadCloser, error) { return nil, nil }
			return m
		}, []string{fiksio.TypeForesporselUgyldig}, ""},
		"a stranger's": {func(t *testing.T) *fiksio.Mottatt {
			m := forespurt(t, nokler()[0], etSporsmal)
			m.AvsenderKontoID = uuid.New()
			return m
		}, nil, ukjentMappe},
		"another type": {func(t *testing.T) *fiksio.Mottatt {
			m := forespurt(t, nokler()[0], etSporsmal)
			m.Type = fiksio.TypePrivatV2
			return m
		}, nil, ukjentMappe},
	} {
		t.Run(navn, func(t *testing.T) {
			k, f := nyProtokollkanal(t)
			m := c.m(t)
			if err := k.ta(t.Context(), m); err != nil {
				t.Fatal(err)
			}
			if len(f.sendt) != len(c.vil) || len(c.vil) > 0 && (f.sendt[0].Type != c.vil[0] || lest(t, f.sendt[0]) == nil) {
				t.Errorf("sent %v", f.typer())
			}
			if venter, err := k.ubesvarte(t.Context()); err != nil || len(venter) != 0 {
				t.Errorf("%v: %d wait", err, len(venter))
			}
			if holdt, _ := filepath.Glob(k.mottak.lager.sti(c.til, "*")); c.til != "" && len(holdt) != 1 {
				t.Errorf("kept: %v", holdt)
			}
		})
	}
}

// What could not be stored, or not be answered, is not acknowledged.
func TestForesporselIkkeLagret(t *testing.T) {
	k, f := nyProtokollkanal(t)
	m := forespurt(t, nokler()[0], etSporsmal)
	full := errors.New("no space left on device")
	k.mottak.lager.synk = func(*os.File) error { return full }
	if err := k.ta(t.Context(), m); !errors.Is(err, full) {
		t.Errorf("taken, and not on the disk: %v", err)
	}
	k.mottak.lager.synk = (*os.File).Sync
	if err := k.ta(t.Context(), m); err != nil {
		t.Error(err)
	}
	venter, err := k.ubesvarte(t.Context())
	if err != nil || len(venter) != 1 {
		t.Fatalf("%v %+v", err, venter)
	}
	f.feil = fiksio.ErrUtilgjengelig
	if err := k.besvar(t.Context(), venter[0].ID, foresporselsvar{Status: "AVVIST"}); !errors.Is(err, fiksio.ErrUtilgjengelig) {
		t.Errorf("%v", err)
	}
	f.feil, f.ikkeKey = nil, fiksio.ErrIngenNokkel
	if err := k.besvar(t.Context(), venter[0].ID, foresporselsvar{Status: "AVVIST"}); err == nil {
		t.Error("answered without a key to seal to")
	}
	if venter, _ := k.ubesvarte(t.Context()); len(venter) != 1 || len(f.sendt) != 0 {
		t.Errorf("noted as answered: %v", f.typer())
	}
	// What has rotted since is told of, not answered from; and what comes again is stored anew.
	skrivTest(t, k.mottak.lager.sti(foresporselMappe, venter[0].ID.String(), forsegletFil), []byte("x"))
	if _, err := k.ubesvarte(t.Context()); !errors.Is(err, errSkadet) {
		t.Errorf("%v", err)
	}
	if err := k.ta(t.Context(), m); err != nil {
		t.Error(err)
	}
	if venter, err := k.ubesvarte(t.Context()); err != nil || len(venter) != 1 {
		t.Errorf("%v %+v", err, venter)
	}
}
