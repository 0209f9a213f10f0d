package delivery_test

import (
	"bytes"
	"context"
	"crypto/x509"
	"encoding/json"
	"io"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/delivery"
	"barnevernportalen/delivery/fiksio"
	"barnevernportalen/delivery/seal"
	"barnevernportalen/ent/db"
	"barnevernportalen/ent/db/alarm"
	"barnevernportalen/ent/db/bydel"
	"barnevernportalen/ent/db/fiksioinn"
	"barnevernportalen/ent/db/forsendelse"
	"barnevernportalen/ent/db/hendelse"
	"barnevernportalen/ent/db/leveranse"
	"barnevernportalen/ent/db/pakke"
	"barnevernportalen/ent/viewer"
)

// megler is Fiks IO: it takes what is sent and does as the test says, and it is the katalog.
type megler struct {
	mu    sync.Mutex
	sendt []sendtMelding
	feil  error // Send takes the message and then answers this
	under func()
	cert  *x509.Certificate
	kfeil error
	spurt int
}

type sendtMelding struct {
	fiksio.Melding
	id uuid.UUID
}

func (m *megler) Send(_ context.Context, melding fiksio.Melding) (fiksio.Sendt, error) {
	if m.under != nil {
		m.under()
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	s := sendtMelding{melding, uuid.New()}
	m.sendt = append(m.sendt, s)
	if m.feil != nil {
		return fiksio.Sendt{}, m.feil
	}
	return fiksio.Sendt{MeldingID: s.id, TTL: melding.TTL}, nil
}

func (m *megler) Nokkel(context.Context, uuid.UUID) (*x509.Certificate, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.spurt++
	return m.cert, m.kfeil
}

func (m *megler) siste(t testing.TB) sendtMelding {
	t.Helper()
	if len(m.sendt) == 0 {
		t.Fatal("nothing was sent")
	}
	return m.sendt[len(m.sendt)-1]
}

// maskinhus is a house whose receiver has a case system.
type maskinhus struct {
	*hus
	megler *megler
	konto  uuid.UUID
}

func nyttMaskinhus(t testing.TB, kanal bydel.Kanal, girBevis bool) *maskinhus {
	t.Helper()
	h := &maskinhus{hus: nyttHus(t, mandag), megler: &megler{cert: noekler()[0].Cert}, konto: uuid.New()}
	h.mottaker = h.nyMottaker(t, "03", kanal, girBevis, h.konto)
	h.s.Kanaler[leveranse.KanalFiksio] = delivery.Fiksio{DB: h.db, Klient: h.megler, Klokke: h.klokke.Naa}
	h.s.Katalog = &delivery.Katalogminne{Kilde: h.megler}
	return h
}

func (h *maskinhus) nyMottaker(t testing.TB, nr string, kanal bydel.Kanal, girBevis bool, konto uuid.UUID) delivery.Mottaker {
	t.Helper()
	ctx, c := system(t), h.db.Client()
	if _, err := c.Kommune.Get(ctx, "0301"); db.IsNotFound(err) {
		maa(t, c.Kommune.Create().SetID("0301").SetNavn("Oslo").SetGyldigFra(mandag).Exec(ctx))
	}
	b := c.Bydel.Create().SetKommuneID("0301").SetBydelsnummer(nr).SetNavn("Bydel").SetKanal(kanal).SetGirBevis(girBevis).
		SetFiksioKonto(konto).SetAvtaleInngatt(mandag).SetAktiv(true).
		SetAdresseNavn("Postmottak").SetPostnummer("0001").SetPoststed("Prøvestad").SaveX(ctx)
	k := noekler()[0].Cert
	maa(t, c.Nokkel.Create().SetBydelID(b.ID).SetFormal(delivery.Mottaksnokkel(kanal)).SetSertifikat(k.Raw).SetTommelavtrykk(delivery.Tommelavtrykk(k)).
		SetGyldigFra(k.NotBefore).SetGyldigTil(k.NotAfter).SetTattIBruk(time.Now()).Exec(ctx))
	m, err := h.s.FinnMottaker(ctx, "0301", &nr)
	maa(t, err)
	return m
}

// maskin is the receiver's own machine, of the kommuner named.
func maskin(t testing.TB, kommuner ...string) context.Context {
	f := viewer.Fagsystem{IntegrasjonID: uuid.New(), Orgnr: "999999999"}
	for _, k := range kommuner {
		f.Rettigheter = append(f.Rettigheter, viewer.Rettighet{Rett: viewer.RettKonsument, Kommunenummer: k})
	}
	return viewer.With(t.Context(), f)
}

// token opens the container as the receiver does, and reads what lies last in it.
func (h *maskinhus) token(t testing.TB, id uuid.UUID) string {
	t.Helper()
	p := h.db.Client().Pakke.Query().Where(pakke.ForsendelseID(id), pakke.FormalEQ(pakke.FormalFagsystem)).OnlyX(system(t))
	container, err := seal.Open(bytes.NewReader(*p.Innhold), int64(len(*p.Innhold)), noekler()[0])
	maa(t, err)
	whole, err := seal.ReadContainer(container, container.Size(), seal.ReadOptions{
		Names: []string{seal.MeldingJSONName, seal.MeldingPDFName}, Bevis: true,
	})
	maa(t, err)
	last := whole.Files[len(whole.Files)-1]
	if last.Name != seal.BevisName {
		t.Fatalf("last in the manifest: %s", last.Name)
	}
	raw, err := last.Bytes()
	maa(t, err)
	var b struct{ BekymringsmeldingID, Bevis string }
	maa(t, json.Unmarshal(raw, &b))
	if b.BekymringsmeldingID != id.String() || len(b.Bevis) != 22 {
		t.Fatalf("bevis.json: %d characters, for %s", len(b.Bevis), b.BekymringsmeldingID)
	}
	return b.Bevis
}

// svar is a receipt as it would come.
func (h *maskinhus) svar(typ string, til sendtMelding) *fiksio.Mottatt {
	return &fiksio.Mottatt{
		MeldingID: uuid.New(), AvsenderKontoID: h.konto, Type: typ, SvarPaMelding: til.id,
		KlientMeldingID: uuid.NewString(), KlientKorrelasjonsID: til.KlientKorrelasjonsID,
		Innhold: func(context.Context) (io.ReadCloser, error) { return nil, nil },
	}
}

func (h *maskinhus) ta(t testing.TB, m *fiksio.Mottatt) {
	t.Helper()
	maa(t, h.s.TaImot(t.Context(), m))
}

func (h *maskinhus) utfall(t testing.TB, m *fiksio.Mottatt, want fiksioinn.Utfall) {
	t.Helper()
	if r := h.db.Client().Fiksioinn.GetX(system(t), m.MeldingID); r.Utfall != want {
		t.Errorf("%s was taken for %s, want %s", r.Slag, r.Utfall, want)
	}
}

func (h *maskinhus) alarmer(t testing.TB, slag alarm.Slag) int {
	return h.db.Client().Alarm.Query().Where(alarm.SlagEQ(slag)).CountX(system(t))
}

func (h *maskinhus) hendelser(t testing.TB, id uuid.UUID, slag hendelse.Slag) int {
	return h.db.Client().Hendelse.Query().Where(hendelse.ForsendelseID(id), hendelse.SlagEQ(slag)).CountX(system(t))
}

func (h *maskinhus) feil(t testing.TB, id uuid.UUID, bevis *string, want delivery.Mottaksfeilkode) {
	t.Helper()
	_, feil, err := h.s.Bekreft(maskin(t, "0301"), id, bevis)
	if err != nil || feil == nil || feil.Kode != want {
		t.Errorf("%v, %v; want %s", feil, err, want)
	}
}

// The token lies in the container of a receiver that opted in, each parcel's own, and nothing else of it is kept or given
// to the print supplier; a receiver that did not opt in gets none.
func TestBevisIPakken(t *testing.T) {
	h := nyttMaskinhus(t, bydel.KanalFagsystem, true)
	a, b := h.send(t), h.send(t)
	ta, tb := h.token(t, a), h.token(t, b)
	if ta == tb {
		t.Error("two reports share a token")
	}
	rows := h.db.Client().Pakke.Query().AllX(system(t))
	for _, p := range rows {
		if (p.Formal == pakke.FormalFagsystem) != (p.BevisHash != nil) {
			t.Errorf("%s: hash %x", p.Formal, p.BevisHash)
		}
		if p.BevisHash != nil && !bytes.Equal(p.BevisHash, delivery.BevisHash(ta)) && !bytes.Equal(p.BevisHash, delivery.BevisHash(tb)) {
			t.Error("the hash is of something else")
		}
	}
	blind := nyttMaskinhus(t, bydel.KanalFagsystem, false)
	blind.send(t)
	if n := blind.db.Client().Pakke.Query().Where(pakke.BevisHashNotNil()).CountX(system(t)); n != 0 {
		t.Errorf("%d tokens to a receiver that gives none", n)
	}
}

// The native channel, from inbox to proof: fetched (logged), and confirmed with what lay inside.
func TestFagsystemBeviserLagring(t *testing.T) {
	h := nyttMaskinhus(t, bydel.KanalFagsystem, true)
	id := h.send(t)
	h.er(t, id, forsendelse.TilstandSendtFagsystem, forsendelse.BevisIngen)
	m := maskin(t, "0301")
	side, err := h.s.Mottak(m, delivery.MottakSok{Kommunenummer: "0301", Bydelsnummer: "03", Antall: 10})
	maa(t, err)
	if len(side.Meldinger) != 1 || len(side.Meldinger[0].Dokumenter) != 1 || side.Meldinger[0].Dokumenter[0].Navn != delivery.ForsegletNavn {
		t.Fatalf("%+v", side.Meldinger)
	}
	fil, err := h.s.HentForseglet(m, id)
	maa(t, err)
	if _, err := seal.Open(bytes.NewReader(fil.Innhold), int64(len(fil.Innhold)), noekler()[0]); err != nil {
		t.Fatal(err)
	}
	if h.hendelser(t, id, hendelse.SlagHentet) != 1 {
		t.Error("the fetch is not logged")
	}
	h.er(t, id, forsendelse.TilstandSendtFagsystem, forsendelse.BevisIngen) // fetched proves nothing
	token := h.token(t, id)
	for range 2 { // and again, which changes nothing
		got, feil, err := h.s.Bekreft(m, id, &token)
		if err != nil || feil != nil || got.Bevis != forsendelse.BevisLagret || got.Tilstand != forsendelse.TilstandLevert {
			t.Fatalf("%+v, %v, %v", got, feil, err)
		}
	}
	if n := h.hendelser(t, id, hendelse.SlagLagret); n != 1 {
		t.Errorf("%d times stored", n)
	}
	if l := h.brevet(t, id); l.Status != leveranse.StatusAvlyst {
		t.Errorf("the letter is %s", l.Status)
	}
	side, err = h.s.Mottak(m, delivery.MottakSok{Kommunenummer: "0301", Bydelsnummer: "03", Antall: 10})
	if err != nil || len(side.Meldinger) != 0 || side.AntallUbekreftede != 0 {
		t.Errorf("what is proven still waits: %+v, %v", side, err)
	}
	h.klokke.Fram(40 * 24 * time.Hour)
	h.arbeid(t, id)
	if n := h.db.Client().Frist.Query().Where().CountX(system(t)); n == 0 || h.hendelser(t, id, hendelse.SlagFristUtlost) != 0 {
		t.Error("a deadline fired after the proof")
	}
}

// A token that is not this report's moves nothing and calls the operator; what is another's and what never was give the
// same error.
func TestFeilBevis(t *testing.T) {
	h := nyttMaskinhus(t, bydel.KanalFagsystem, true)
	a, b := h.send(t), h.send(t)
	andres, tomt, lang := h.token(t, b), "", string(bytes.Repeat([]byte("a"), 1<<20))
	for i, s := range []*string{&andres, &tomt, &lang} {
		h.feil(t, a, s, delivery.FeilBevis)
		if n := h.alarmer(t, alarm.SlagFeilBevis); n != i+1 {
			t.Errorf("%d alarms", n)
		}
	}
	h.er(t, a, forsendelse.TilstandSendtFagsystem, forsendelse.BevisIngen)
	h.er(t, b, forsendelse.TilstandSendtFagsystem, forsendelse.BevisIngen)
	mitt := h.token(t, a)
	_, _, skjult := h.s.Bekreft(maskin(t, "4601"), a, &mitt)
	_, _, ukjent := h.s.Bekreft(maskin(t, "0301"), uuid.New(), &mitt)
	_, _, utenRett := h.s.Bekreft(viewer.With(t.Context(), viewer.Fagsystem{Rettigheter: []viewer.Rettighet{{Rett: viewer.RettProdusent, Kommunenummer: "0301"}}}), a, &mitt)
	if skjult == nil || ukjent == nil || skjult.Error() != ukjent.Error() || utenRett == nil {
		t.Errorf("hidden: %v; unknown: %v; another right: %v", skjult, ukjent, utenRett)
	}
	h.er(t, a, forsendelse.TilstandSendtFagsystem, forsendelse.BevisIngen)
}

// The yes by which 63 reports were lost: nobody has fetched it. And the blind yes of one who has: it holds the letter, and
// is listed until something is proven.
func TestBlindtJa(t *testing.T) {
	for _, girBevis := range []bool{false, true} {
		h := nyttMaskinhus(t, bydel.KanalFagsystem, girBevis)
		id, m := h.send(t), maskin(t, "0301")
		h.feil(t, id, nil, delivery.FeilIkkeHentet)
		h.er(t, id, forsendelse.TilstandSendtFagsystem, forsendelse.BevisIngen)
		if h.alarmer(t, alarm.SlagIkkeHentet) != 1 {
			t.Error("no alarm")
		}
		_, err := h.s.HentForseglet(m, id)
		maa(t, err)
		for range 2 {
			_, feil, err := h.s.Bekreft(m, id, nil)
			if feil != nil || err != nil {
				t.Fatal(feil, err)
			}
		}
		h.er(t, id, forsendelse.TilstandLevert, forsendelse.BevisKvittert)
		if n := h.hendelser(t, id, hendelse.SlagKvittert); n != 1 {
			t.Errorf("said %d times", n)
		}
		side, err := h.s.Mottak(m, delivery.MottakSok{Kommunenummer: "0301", Bydelsnummer: "03", Antall: 10})
		if err != nil || len(side.Meldinger) != 1 || side.AntallUbekreftede != 1 {
			t.Errorf("an unproven report is not listed: %v", err)
		}
		// Two hours: enough from a system that can say no more; not from one that could.
		h.klokke.Fram(2*time.Hour + time.Second)
		h.arbeid(t, id)
		want := 0
		if girBevis {
			want = 1
		}
		if n := h.alarmer(t, alarm.SlagFristUtlost); n != want {
			t.Errorf("tokens %t: %d alarms after two hours, want %d", girBevis, n, want)
		}
		if n := h.hendelser(t, id, hendelse.SlagOverlevert); n != 1+want {
			t.Errorf("tokens %t: handed over %d times", girBevis, n)
		}
		h.klokke.Fram(30 * 24 * time.Hour)
		h.arbeid(t, id)
		if len(h.trykkeri.sendt) != 0 {
			t.Error("the letter left all the same")
		}
		if n := h.alarmer(t, alarm.SlagFristUtlost); n != want+4 { // 24 h, 5, 7 and 21 days
			t.Errorf("%d alarms: an unproven report is quiet", n)
		}
		maa(t, h.s.SlettBeviste(system(t), uuid.Nil))
		if h.rad(t, id).Slettet != nil {
			t.Error("an unproven report was deleted")
		}
	}
}

// A machine's no: the letter at once, the words kept where only the operator reads them.
func TestFagsystemAvviser(t *testing.T) {
	h := nyttMaskinhus(t, bydel.KanalFagsystem, true)
	id, m := h.send(t), maskin(t, "0301")
	const hemmelig = "Ola Testesen finnes fra før"
	_, feil, err := h.s.Avvis(m, id, "KAN_IKKE_LAGRES", hemmelig)
	if feil != nil || err != nil {
		t.Fatal(feil, err)
	}
	h.er(t, id, forsendelse.TilstandAvvistFagsystem, forsendelse.BevisIngen)
	h.arbeid(t, id)
	h.er(t, id, forsendelse.TilstandSendtPrint, forsendelse.BevisOverlevert)
	if len(h.trykkeri.sendt) != 1 {
		t.Fatalf("%d letters", len(h.trykkeri.sendt))
	}
	tekster, err := h.s.Avvisningstekster(viewer.With(t.Context(), viewer.Admin{Hele: true}), id)
	if err != nil || len(tekster) != 1 || tekster[0] != hemmelig {
		t.Errorf("the operator reads %q, %v", tekster, err)
	}
	if _, err := h.s.Avvisningstekster(m, id); err == nil {
		t.Error("a machine reads refusals")
	}
	// A yes after the no is noted; the token is believed, and does not un-send the letter.
	_, err = h.s.HentForseglet(m, id)
	maa(t, err)
	_, _, err = h.s.Bekreft(m, id, nil)
	maa(t, err)
	h.er(t, id, forsendelse.TilstandSendtPrint, forsendelse.BevisOverlevert)
	token := h.token(t, id)
	_, _, err = h.s.Bekreft(m, id, &token)
	maa(t, err)
	h.er(t, id, forsendelse.TilstandLevert, forsendelse.BevisLagret)
	if l := h.brevet(t, id); l.Status != leveranse.StatusOverlevert {
		t.Errorf("the letter is %s", l.Status)
	}
	_, feil, err = h.s.Avvis(m, id, "ANNET", string(bytes.Repeat([]byte("å"), 2001)))
	if err != nil || feil == nil || feil.Kode != delivery.FeilForLang {
		t.Errorf("%v %v", feil, err)
	}
}

// What was sealed for manual reception no machine has, so none can confirm, refuse or fetch it; and a person gives no token.
func TestMaskinRorIkkeManueltMottak(t *testing.T) {
	h := nyttHus(t, mandag)
	id, m := h.send(t), maskin(t, "4601")
	_, _, bekreft := h.s.Bekreft(m, id, nil)
	_, _, avvis := h.s.Avvis(m, id, "ANNET", "")
	_, hent := h.s.HentForseglet(m, id)
	for _, err := range []error{bekreft, avvis, hent} {
		if err == nil {
			t.Error("a machine has a manual report")
		}
	}
	h.er(t, id, forsendelse.TilstandSendtFagsystem, forsendelse.BevisIngen)
}
