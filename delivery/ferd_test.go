package delivery_test

import (
	"context"
	"errors"
	"io"
	"testing"

	"github.com/google/uuid"
	"pgregory.net/rapid"

	"barnevernportalen/delivery"
	"barnevernportalen/delivery/fiksio"
	"barnevernportalen/ent/db/avvisning"
	"barnevernportalen/ent/db/bydel"
	"barnevernportalen/ent/db/fiksiosendt"
	"barnevernportalen/ent/db/forsendelse"
	"barnevernportalen/ent/db/frist"
	"barnevernportalen/ent/db/leveranse"
	"barnevernportalen/ent/viewer"
)

// ferd is one report's way through the ledger, and all that can happen to it.
type ferd struct {
	*maskinhus
	fasit
	t         testing.TB
	id, annen uuid.UUID // annen: another report to the same receiver
	bevis     string    // the token
	sendt     []sendtMelding
}

func nyFerd(t testing.TB, h *maskinhus) *ferd {
	f := &ferd{maskinhus: h, t: t}
	// A Monday morning: what virkedager there are is the same when a way is tried again.
	uke := 7 * dogn
	h.klokke.Fram(uke - h.klokke.Naa().Sub(mandag)%uke)
	kanaler := h.s.Kanaler
	h.s.Kanaler = nil // not handed over yet
	f.annen, f.id = h.send(t), h.send(t)
	h.s.Kanaler = kanaler
	f.bevis = h.token(t, f.id)
	annet := h.token(t, f.annen)
	_, _, err := h.s.Bekreft(maskin(t, "0301"), f.annen, &annet)
	maa(t, err)
	return f
}

func ja(rt *rapid.T, err error) {
	rt.Helper()
	if err != nil {
		rt.Fatal(err)
	}
}

// errDrept is a process that is killed.
var errDrept = errors.New("killed")

// drepbar is a channel on whose way out the process may be killed.
type drepbar struct {
	delivery.Channel
	hvordan string
}

func (d drepbar) Overlever(ctx context.Context, o delivery.Overlevering) error {
	if d.hvordan == "killed before" {
		panic(errDrept)
	}
	err := d.Channel.Overlever(ctx, o)
	if d.hvordan == "killed after" {
		panic(errDrept)
	}
	return err
}

// overlever is the job, with a carrier and a print supplier that do anything.
func (f *ferd) overlever(rt *rapid.T) {
	fiks := rapid.SampledFrom([]string{"ok", "ok", "answer lost", "refused", "invalid", "killed before", "killed after"}).Draw(rt, "fiks")
	trykk := rapid.SampledFrom([]string{"ok", "ok", "down", "refused", "killed before", "killed after"}).Draw(rt, "trykk")
	f.megler.feil = map[string]error{"answer lost": fiksio.ErrUtilgjengelig, "refused": &fiksio.Avvist{Kode: 400}, "invalid": fiksio.ErrUgyldig}[fiks]
	f.trykkeri.feil = map[string]error{"down": errors.New("down"), "refused": delivery.AvvistError{Kode: "PROVE"}}[trykk]
	brevfrist := f.db.Client().Frist.Query().Where(frist.ForsendelseID(f.id), frist.TypeEQ(frist.TypeBrev)).OnlyX(system(f.t))
	for_, brevet, antall := f.rad(f.t, f.id), f.brevet(f.t, f.id), len(f.megler.sendt)
	f.trykkeri.under = func() {
		if s := delivery.StillingAv(for_); delivery.MinstBevis(s.Gjelder(), forsendelse.BevisKvittert) || !f.nei && brevfrist.Utlost == nil {
			rt.Fatalf("a letter leaves that is not wanted: %v", s)
		}
	}
	f.drep(fiks, trykk)
	f.trykkeri.under = nil

	for _, m := range f.megler.sendt[antall:] {
		f.sendt = append(f.sendt, m)
		if m.TTL < fiksio.MinTTL || f.klokke.Naa().Add(m.TTL).After(brevfrist.Forfall) || for_.Avvist != nil {
			rt.Fatalf("sent to live for %s; the letter is due at %s; refused: %v", m.TTL, brevfrist.Forfall, for_.Avvist)
		}
		f.nei = f.nei || fiks == "invalid" && !f.bevist && !f.fasit.person // we said so ourselves
	}
	switch etter := f.brevet(f.t, f.id).Status; etter {
	case brevet.Status:
	case leveranse.StatusOverlevert:
		f.brev = "SENDT"
	case leveranse.StatusAvvist:
		f.brev = "AVVIST"
	}
}

func (f *ferd) drep(fiks, trykk string) {
	kanaler := f.s.Kanaler
	f.s.Kanaler = map[leveranse.Kanal]delivery.Channel{
		leveranse.KanalFiksio:    drepbar{kanaler[leveranse.KanalFiksio], fiks},
		leveranse.KanalBrev:      drepbar{kanaler[leveranse.KanalBrev], trykk},
		leveranse.KanalFagsystem: drepbar{kanaler[leveranse.KanalFagsystem], fiks},
	}
	defer func() {
		f.s.Kanaler = kanaler
		if r := recover(); r != nil && r != any(errDrept) { //nolint:errorlint // the very panic of this test
			panic(r)
		}
	}()
	_ = f.s.Overlever(system(f.t), f.id) // whatever comes of it
}

// melding is something over Fiks IO, more or less about this report.
func (f *ferd) melding(rt *rapid.T) {
	m := &fiksio.Mottatt{
		MeldingID: uuid.New(), AvsenderKontoID: f.konto, KlientKorrelasjonsID: f.id.String(),
		Type: rapid.SampledFrom([]string{
			fiksio.TypeMottatt, fiksio.TypeMottatt, fiksio.TypeFeilet, fiksio.TypeTidsavbrudd, fiksio.TypeServerfeil, "no.ks.fiks.noe.v9",
		}).Draw(rt, "type"),
		KlientMeldingID: rapid.SampledFrom([]string{"a", "b", ""}).Draw(rt, "klientmelding"),
		Innhold:         func(context.Context) (io.ReadCloser, error) { return nil, nil },
	}
	if len(f.sendt) > 0 && rapid.Bool().Draw(rt, "svar-til") {
		m.SvarPaMelding = rapid.SampledFrom(f.sendt).Draw(rt, "av").id
	}
	hvordan := rapid.SampledFrom([]string{"right", "right", "right", "account", "contradiction", "cancelled"}).Draw(rt, "hvordan")
	switch hvordan {
	case "account":
		m.AvsenderKontoID = uuid.New()
	case "contradiction":
		m.KlientKorrelasjonsID = f.annen.String()
	case "cancelled":
		ctx, cancel := context.WithCancel(f.t.Context())
		cancel()
		if f.s.TaImot(ctx, m) == nil {
			rt.Fatal("taken without being stored")
		}
		return
	}
	c := f.db.Client()
	notert := c.Fiksiosendt.Query().Where(fiksiosendt.ID(m.SvarPaMelding)).ExistX(system(f.t))
	provd := c.Leveranse.Query().Where(leveranse.ForsendelseID(f.id), leveranse.KanalEQ(leveranse.KanalFiksio), leveranse.ForsokGT(0)).ExistX(system(f.t))
	for range 2 {
		ja(rt, f.s.TaImot(f.t.Context(), m))
	}
	switch {
	case f.mottaker.Kanal != bydel.KanalFiksio || hvordan == "account" || !notert && hvordan == "contradiction":
		// nothing that counts for this report
	case m.Type == fiksio.TypeMottatt:
		f.ja = f.ja || provd && hvordan != "contradiction"
	case m.Type == fiksio.TypeFeilet:
		f.nei = f.nei || !f.bevist && !f.fasit.person
	}
}

// brevsvar is the print supplier's, of a letter it has.
func (f *ferd) brevsvar(rt *rapid.T) {
	l := f.brevet(f.t, f.id)
	if l.Status != leveranse.StatusOverlevert {
		rt.Skip()
	}
	u := rapid.SampledFrom([]delivery.Brevutfall{delivery.BrevUnderveis, delivery.BrevPostlagt, delivery.BrevAvvist}).Draw(rt, "utfall")
	f.klokke.Fram(1e9)
	f.trykkeri.svar = []delivery.Brevsvar{{EksternID: l.EksternID, Utfall: u, Kode: string(u), Tid: f.klokke.Naa()}}
	ja(rt, f.s.HentBrevsvar(system(f.t), uuid.Nil))
	f.trykkeri.svar = nil
	switch u {
	case delivery.BrevPostlagt:
		f.brev = "LAGT"
	case delivery.BrevAvvist:
		f.brev = "AVVIST"
	}
}

// maskin is the receiver's own machine on the native channel, without the token.
func (f *ferd) maskin(rt *rapid.T) {
	ctx, feil := maskin(f.t, "0301"), "AAAAAAAAAAAAAAAAAAAAAA"
	switch rapid.SampledFrom([]string{"fetch", "blind", "wrong", "another's", "refuse"}).Draw(rt, "gjor") {
	case "fetch":
		_, err := f.s.HentForseglet(ctx, f.id)
		ja(rt, err)
	case "blind":
		_, nei, err := f.s.Bekreft(ctx, f.id, nil)
		ja(rt, err)
		f.ja = f.ja || nei == nil
		if nei == nil && (f.mottaker.Kanal != bydel.KanalFagsystem || f.rad(f.t, f.id).SistApnet == nil) {
			rt.Fatal("a yes to what nobody has fetched")
		}
	case "wrong":
		_, nei, err := f.s.Bekreft(ctx, f.id, &feil)
		ja(rt, err)
		if nei == nil {
			rt.Fatal("a wrong token")
		}
	case "another's":
		_, nei, err := f.s.Bekreft(ctx, f.annen, &f.bevis)
		ja(rt, err)
		if nei == nil {
			rt.Fatal("a token for another report")
		}
	case "refuse":
		_, _, err := f.s.Avvis(ctx, f.id, avvisning.GrunnAnnet, "")
		ja(rt, err)
		f.nei = f.nei || !f.bevist && !f.fasit.person
	}
}

// sjelden is what ends the matter, so that most ways are long.
func (f *ferd) sjelden(rt *rapid.T) {
	switch rapid.IntRange(0, 9).Draw(rt, "gjor") {
	case 0:
		_, nei, err := f.s.Bekreft(maskin(f.t, "0301"), f.id, &f.bevis)
		ja(rt, err)
		if nei != nil {
			rt.Fatal("the right token")
		}
		f.bevist = true
	case 1:
		f.bekreftAv(rt)
	}
}

// bekreftAv is a named person's word.
func (f *ferd) bekreftAv(rt *rapid.T) {
	_, _, err := f.s.Bekreft(f.maskinhus.person(f.t), f.id, nil)
	ja(rt, err)
	f.fasit.person = true
}

// person is a caseworker of the receiver.
func (h *maskinhus) person(t testing.TB) context.Context {
	return viewer.With(context.WithoutCancel(t.Context()), viewer.Saksbehandler{
		Person: viewer.Person{ID: h.s.Vault.Hash("person", "24859199999"), Navn: "Saksbehandler Testesen"}, Niva: viewer.NivaHoyt,
		Bydeler: []viewer.Bydel{{Kommunenummer: "0301", Bydelsnummer: "03"}},
	})
}
