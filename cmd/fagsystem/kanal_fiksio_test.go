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
	"slices"
	"strings"
	"syscall"
	"testing"

	"github.com/google/uuid"

	"barnevernportalen/delivery/fiksio"
	"barnevernportalen/delivery/seal"
)

// liksomFiks is the sender's end of Fiks IO, as far as answers go.
type liksomFiks struct {
	sendt   []fiksio.Melding
	feil    error // of Send
	nokkel  *x509.Certificate
	ikkeKey error
}

func (f *liksomFiks) Send(_ context.Context, m fiksio.Melding) (fiksio.Sendt, error) {
	if f.feil != nil {
		return fiksio.Sendt{}, f.feil
	}
	f.sendt = append(f.sendt, m)
	return fiksio.Sendt{MeldingID: uuid.New()}, nil
}

func (f *liksomFiks) Nokkel(context.Context, uuid.UUID) (*x509.Certificate, error) {
	return f.nokkel, f.ikkeKey
}

func (f *liksomFiks) typer() (ut []string) {
	for _, m := range f.sendt {
		ut = append(ut, m.Type)
	}
	return ut
}

// nyFiksKanal is reception over Fiks IO, with or without a portal to give tokens to.
func nyFiksKanal(t *testing.T, l *liksomportal) (*fiksioKanal, *liksomFiks, *logg) {
	t.Helper()
	k, lg := nyKanal(t, l)
	f := &liksomFiks{nokkel: nokler()[2].Cert}
	fk := &fiksioKanal{
		fiks: f, mottak: k.mottak, lager: k.lager, tjeneste: tjeneste, log: slog.New(slog.NewTextHandler(lg, nil)), steg: k.steg, vekk: make(chan struct{}, 1),
		signer: seal.Signer{Chain: []*x509.Certificate{nokler()[0].Cert}, Key: nokler()[0].Private},
	}
	if len(l.listet) > 0 {
		fk.portal, fk.kjede, fk.mottakere = k.portal, k.kjede, k.mottakere
	}
	return fk, f, lg
}

var tjeneste = uuid.MustParse("6b0a0f6e-6f5b-4a52-9d07-3d1c1a0e7a11")

// fiksmelding is a report as Fiks IO gives it.
func fiksmelding(r rapport) *fiksio.Mottatt {
	return &fiksio.Mottatt{
		MeldingID: uuid.New(), AvsenderKontoID: tjeneste, Type: fiksio.TypePrivatV2, KlientMeldingID: uuid.NewSHA1(r.id, nil).String(),
		KlientKorrelasjonsID: "korrelasjon", Egendefinert: map[string]string{"bekymringsmelding-id": r.id.String()},
		Innhold: inn(r).Innhold,
	}
}

func TestFiksIOMottatt(t *testing.T) {
	k, f, _ := nyFiksKanal(t, nyPortalTest(t))
	r := nyRapport(t, 1, nokler()[0], false)
	m := fiksmelding(r)
	if err := k.ta(t.Context(), m); err != nil {
		t.Fatal(err)
	}
	if err := r.paDisk(k.lager.rot); err != nil {
		t.Fatal(err)
	}
	s := f.sendt[0]
	if s.Type != fiksio.TypeMottatt || s.SvarPaMelding != m.MeldingID || s.MottakerKontoID != tjeneste ||
		s.KlientKorrelasjonsID != "korrelasjon" || s.KlientMeldingID == uuid.Nil || s.Data != nil {
		t.Errorf("%+v", s)
	}
	// The same message again, and the same report in another message: answered again, done once.
	for _, igjen := range []*fiksio.Mottatt{m, fiksmelding(r)} {
		if err := k.ta(t.Context(), igjen); err != nil {
			t.Fatal(err)
		}
	}
	if len(f.sendt) != 3 || f.sendt[1].KlientMeldingID != s.KlientMeldingID {
		t.Errorf("%+v", f.sendt)
	}
	if ids, _ := k.lager.alle(meldingMappe); len(ids) != 1 {
		t.Errorf("stored %d times", len(ids))
	}
}

// Without the header that came with version 2 the same report must still be known when it comes again.
func TestMeldingsID(t *testing.T) {
	id, konto := uuid.New(), uuid.New()
	m := &fiksio.Mottatt{MeldingID: uuid.New(), AvsenderKontoID: konto, KlientMeldingID: "ikke en uuid"}
	a := meldingsID(m)
	m.MeldingID = uuid.New()
	if b := meldingsID(m); a != b || a == uuid.Nil {
		t.Errorf("%s %s", a, b)
	}
	m.KlientMeldingID = id.String()
	if b := meldingsID(m); b != id {
		t.Errorf("%s", b)
	}
	m.KlientMeldingID = ""
	if b := meldingsID(m); b != m.MeldingID {
		t.Errorf("%s", b)
	}
}

// mottatt.v1 has no room for the token, so it goes to the portal: also later, if the portal is away.
func TestFiksIOBevis(t *testing.T) {
	l := nyPortalTest(t)
	r := nyRapport(t, 1, nokler()[0], true)
	n := l.legg(r)
	k, f, _ := nyFiksKanal(t, l)
	l.settForstyr(borte)
	if err := k.ta(t.Context(), fiksmelding(r)); err != nil {
		t.Fatalf("the portal's absence held the message back: %v", err)
	}
	if !slices.Equal(f.typer(), []string{fiksio.TypeMottatt}) || n.bevis == "LAGRET" {
		t.Errorf("%v %s", f.typer(), n.bevis)
	}
	l.settForstyr(nil)
	k.etterpa(t.Context())
	if !bevist(l, n)() {
		t.Errorf("%v", n.svar)
	}
	k.etterpa(t.Context())
	if !slices.Equal(n.svar, []string{"LAGRET"}) || len(f.sendt) != 1 {
		t.Errorf("%v, %d sent", n.svar, len(f.sendt))
	}
}

func TestFiksIOFeilet(t *testing.T) {
	for navn, c := range map[string]struct {
		f      *liksomFiks
		medDok bool
	}{
		"with a reason":       {&liksomFiks{nokkel: nokler()[2].Cert}, true},
		"no key in katalog":   {&liksomFiks{ikkeKey: fiksio.ErrIngenNokkel}, false},
		"katalog is away":     {&liksomFiks{ikkeKey: fiksio.ErrUtilgjengelig}, false},
		"a key of other kind": {&liksomFiks{nokkel: &x509.Certificate{}}, false},
	} {
		t.Run(navn, func(t *testing.T) {
			k, _, lg := nyFiksKanal(t, nyPortalTest(t))
			k.fiks = c.f
			r := nyRapport(t, 1, nokler()[2], false) // sealed to another
			m := fiksmelding(r)
			if err := k.ta(t.Context(), m); err != nil {
				t.Fatal(err)
			}
			s := c.f.sendt[0]
			if s.Type != fiksio.TypeFeilet || s.SvarPaMelding != m.MeldingID || (s.Data != nil) != c.medDok {
				t.Fatalf("%+v", s)
			}
			if c.medDok {
				klar, err := seal.Open(bytes.NewReader(s.Data), int64(len(s.Data)), nokler()[2])
				if err != nil {
					t.Fatal(err)
				}
				b, err := seal.ReadContainer(klar, klar.Size(), seal.ReadOptions{Names: []string{seal.FeilName}})
				if err != nil {
					t.Fatal(err)
				}
				raw, _ := b.Files[0].Bytes()
				var fm feilmelding
				if err := json.Unmarshal(raw, &fm); err != nil || !strings.Contains(fm.Melding, "nøkler") {
					t.Errorf("%s %v", raw, err)
				}
			}
			if sv, err := k.lager.svaret(r.id); err != nil || sv == nil || sv.Svar != svarAvvist {
				t.Errorf("%+v %v", sv, err)
			}
			if strings.Contains(lg.String(), kanari) {
				t.Errorf("%s", lg)
			}
		})
	}
}

// What is wrong with us, or with the line, is no answer: the message stays, and is received later.
func TestFiksIOForbigaende(t *testing.T) {
	for navn, bryt := range map[string]func(k *fiksioKanal, f *liksomFiks, m *fiksio.Mottatt) (reparer func()){
		"disk full": func(k *fiksioKanal, _ *liksomFiks, _ *fiksio.Mottatt) func() {
			var full error = syscall.ENOSPC
			k.lager.synk = func(*os.File) error { return full }
			return func() { full = nil }
		},
		"Dokumentlager is away": func(_ *fiksioKanal, _ *liksomFiks, m *fiksio.Mottatt) func() {
			rett := m.Innhold
			m.Innhold = func(context.Context) (io.ReadCloser, error) { return nil, fiksio.ErrUtilgjengelig }
			return func() { m.Innhold = rett }
		},
		"the payload is cut": func(_ *fiksioKanal, _ *liksomFiks, m *fiksio.Mottatt) func() {
			rett := m.Innhold
			m.Innhold = func(ctx context.Context) (io.ReadCloser, error) {
				r, err := rett(ctx)
				return io.NopCloser(io.MultiReader(io.LimitReader(r, 1000), brukket{})), err
			}
			return func() { m.Innhold = rett }
		},
		"the answer is not taken": func(_ *fiksioKanal, f *liksomFiks, _ *fiksio.Mottatt) func() {
			f.feil = fiksio.ErrUtilgjengelig
			return func() { f.feil = nil }
		},
		"the answer is refused": func(_ *fiksioKanal, f *liksomFiks, _ *fiksio.Mottatt) func() {
			f.feil = &fiksio.Avvist{Kode: 403}
			return func() { f.feil = nil }
		},
	} {
		t.Run(navn, func(t *testing.T) {
			k, f, _ := nyFiksKanal(t, nyPortalTest(t))
			r := nyRapport(t, 1, nokler()[0], false)
			m := fiksmelding(r)
			reparer := bryt(k, f, m)
			for range 3 {
				if err := k.ta(t.Context(), m); err == nil || len(f.sendt) > 0 {
					t.Fatalf("acknowledged, %v", f.typer())
				}
			}
			reparer()
			if err := k.ta(t.Context(), m); err != nil || !slices.Equal(f.typer(), []string{fiksio.TypeMottatt}) {
				t.Errorf("%v %v", err, f.typer())
			}
			if err := r.paDisk(k.lager.rot); err != nil {
				t.Error(err)
			}
		})
	}
}

type brukket struct{}

func (brukket) Read([]byte) (int, error) { return 0, errors.New("the line broke") }

// A message that is no report is kept as it came, acknowledged, and not answered.
func TestFiksIOUkjent(t *testing.T) {
	k, f, _ := nyFiksKanal(t, nyPortalTest(t))
	svar := uuid.New()
	meldinger := []*fiksio.Mottatt{
		{Type: "no.ks.fiks.bekymringsmelding.privat.v3", Innhold: inn(rapport{forseglet: []byte("sealed")}).Innhold},
		{Type: fiksio.TypeTidsavbrudd, SvarPaMelding: svar, SvarPaType: fiksio.TypeMottatt},
		{Type: "../../etc/passwd\n", Innhold: inn(rapport{forseglet: []byte("sealed")}).Innhold},
		fiksmelding(nyRapport(t, 1, nokler()[0], false)),
	}
	meldinger[3].AvsenderKontoID = uuid.New() // a report from an account that reports do not come from
	for _, m := range meldinger {
		if m.MeldingID == uuid.Nil {
			m.MeldingID, m.AvsenderKontoID = uuid.New(), tjeneste
		}
		if m.Innhold == nil {
			m.Innhold = func(context.Context) (io.ReadCloser, error) { return nil, nil }
		}
		for range 2 {
			if err := k.ta(t.Context(), m); err != nil {
				t.Fatal(err)
			}
		}
		tl, err := k.lager.lesTilSide(ukjentMappe, m.MeldingID)
		if err != nil || tl.Type != m.Type {
			t.Errorf("%+v %v", tl, err)
		}
	}
	if err := k.uleselig(t.Context(), fiksio.Raa{MottakerKontoID: uuid.New(), Mangler: "type", Headere: map[string]string{"a": "b"}, Innhold: []byte("x")}); err != nil {
		t.Fatal(err)
	}
	if len(f.sendt) > 0 {
		t.Errorf("answered %v", f.typer())
	}
	if filer, _ := filepath.Glob(k.lager.sti(ukjentMappe, "*")); len(filer) != 5 {
		t.Errorf("%v", filer)
	}
	ut := new(strings.Builder)
	if err := visTilSide(ut, k.lager); err != nil || strings.Count(ut.String(), "\n") != 7 {
		t.Errorf("%v %q", err, ut)
	}
}

// With a key published that is none of ours every report would leave as a letter: it does not begin.
func TestPublisertNokkel(t *testing.T) {
	k := nokler()
	for cert, ok := range map[*x509.Certificate]bool{k[0].Cert: true, k[1].Cert: true, k[2].Cert: false} {
		if err := sjekkPublisert(t.Context(), &liksomFiks{nokkel: cert}, tjeneste, k[:2], slog.New(slog.DiscardHandler)); (err == nil) != ok {
			t.Errorf("%v", err)
		}
	}
	if err := sjekkPublisert(t.Context(), &liksomFiks{ikkeKey: fiksio.ErrUtilgjengelig}, tjeneste, k[:2], slog.New(slog.DiscardHandler)); err != nil {
		t.Errorf("the katalog is away: %v", err)
	}
}
