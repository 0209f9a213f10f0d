package innsyn_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/delivery"
	"barnevernportalen/delivery/fiksio"
	"barnevernportalen/delivery/seal"
	"barnevernportalen/ent"
	"barnevernportalen/ent/db/alarm"
	"barnevernportalen/ent/db/bydel"
	"barnevernportalen/ent/db/forsendelse"
	"barnevernportalen/ent/db/innsynsforesporsel"
	"barnevernportalen/ent/db/innsynsforesporselsvar"
	"barnevernportalen/ent/db/nokkel"
	"barnevernportalen/ent/db/protokollkonto"
	"barnevernportalen/innsyn"
)

// Over Fiks IO, whole: asked, sent, answered, shown; indexed again, and the document is there.
func TestForesporselOverFiksIO(t *testing.T) {
	h := nyttForesporselhus(t).medKonto(t)
	f := h.spurt(t, h.ider(0, 1)...)
	if f.Status != innsynsforesporsel.StatusSendt || len(f.Poster) != 2 || f.Poster[0].Tittel != "Vedtak" || f.Svar != nil {
		t.Fatalf("%+v", f)
	}
	if h.poststatus(t, 0) != innsyn.Forespurt || h.poststatus(t, 1) != innsyn.Forespurt {
		t.Error("what she asked for is not shown as asked for")
	}
	if m, err := h.Mappe(h.som(t, fnrMor), rad(bergensk, h.mappe)); err != nil {
		t.Error(err)
	} else if treff, err := m.Sok(innsyn.Sok{Antall: 10}); err != nil || *treff.Poster[1].InnsynsforesporselStatus != innsyn.Forespurt {
		t.Errorf("nor in the case: %v, %v", treff, err)
	}
	maa(t, h.Delivery.Overlever(system(t), f.ID))
	m := h.fiks.siste(t)
	if m.Type != fiksio.TypeForesporselSend || m.MottakerKontoID != h.konto || m.KlientKorrelasjonsID != f.ID.String() || m.TTL != 5*24*time.Hour {
		t.Errorf("%+v", m.Melding)
	}
	vil := `{"fnr":"24859100002","begrunnelse":"Jeg vil forstå vedtaket","journalposter":[{"mappeId":"2026/17","systemId":"jp-1"},{"mappeId":"2026/17","systemId":"jp-2"}]}`
	if fikk := h.apnet(t, m.Data); fikk != vil {
		t.Errorf("sent %s", fikk)
	}
	if b := h.bevis(t, f.ID); b != forsendelse.BevisOverlevert {
		t.Errorf("%s before any answer", b)
	}
	h.ta(t, h.svar(t, fiksio.TypeForesporselSvar, `{"status":"UNDER_BEHANDLING"}`, m))
	if b, l := h.bevis(t, f.ID), h.lest(t, f.ID); b != forsendelse.BevisKvittert || l.Status != innsynsforesporsel.StatusUnderBehandling || h.poststatus(t, 0) != innsyn.Forespurt {
		t.Errorf("%s, %+v", b, l)
	}
	h.ta(t, h.svar(t, fiksio.TypeForesporselSvar, `{"status":"INNVILGET","begrunnelse":"Du er part"}`, m))
	if l := h.lest(t, f.ID); l.Status != innsynsforesporsel.StatusInnvilget || l.Svar == nil || *l.Svar != "Du er part" || h.poststatus(t, 0) != innsyn.Godkjent {
		t.Errorf("%+v", l)
	}
	h.indekser(t, endret(h.poster[0], felter{"innsynsforesporselStatus": "GODKJENT",
		"dokumenter": []felter{{"tittel": "Vedtak", "filnavn": "vedtak.pdf", "mimeType": "application/pdf"}}}))
	j, err := h.Journalpost(h.som(t, fnrMor), h.ider(0)[0])
	maa(t, err)
	if j.Tilbakeholdt || len(j.Dokumenter) != 1 || *j.InnsynsforesporselStatus != innsyn.Godkjent {
		t.Errorf("indexed again: %+v", j)
	}
	if strings.Contains(h.logg.String(), fnrMor) || strings.Contains(h.logg.String(), "forstå") {
		t.Error("the log names her, or says what she wrote")
	}
}

// apnet is what the case system reads.
func (h *foresporselhus) apnet(t testing.TB, data []byte) string {
	t.Helper()
	r, err := seal.Open(bytes.NewReader(data), int64(len(data)), h.deres)
	maa(t, err)
	hel, err := seal.ReadContainer(r, r.Size(), seal.ReadOptions{Names: []string{delivery.ForesporselName}})
	maa(t, err)
	raw, err := hel.Files[0].Bytes()
	maa(t, err)
	return string(raw)
}

// What may not be asked: a clear answer for each, and nothing sent or stored.
func TestForesporselNektes(t *testing.T) {
	h := nyttForesporselhus(t).medKonto(t)
	annen := endret(mappe(fnrMor, "MOR", "En annen sak"), felter{"mappeId": "2026/18"})
	iAnnen := endret(journalpost(fnrMor, annen, "Annet", "2026-03-17T10:00:00+01:00"), felter{
		"innsynsforesporselStatus": "IKKE_FORESPURT", "mappeId": felter{"mappeId": "2026/18"}, "systemId": "jp-9"})
	uten := endret(h.tilbakeholdt("Uten", "x"), felter{"mappeId": felter{"systemId": "s"}})
	utenMappe := mappe(fnrMor, "MOR", "Uten navn")
	uten = endret(uten, felter{"forelderMeldingId": utenMappe.MeldingID})
	godkjent := endret(h.tilbakeholdt("Godkjent", "jp-3"), felter{"innsynsforesporselStatus": "GODKJENT"})
	fars := mappe(fnrFar, "FAR", "Fars")
	hosFar := endret(journalpost(fnrFar, fars, "Fars", "2026-03-17T10:00:00+01:00"), felter{
		"innsynsforesporselStatus": "IKKE_FORESPURT", "mappeId": felter{"mappeId": "2026/17"}, "systemId": "jp-1"})
	borte := h.tilbakeholdt("Borte", "jp-4")
	h.indekser(t, annen, iAnnen, utenMappe, uten, godkjent, fars, hosFar)
	id := func(m innsyn.Melding) uuid.UUID { return rad(bergensk, m) }
	a := h.ider(0)[0]
	for navn, c := range map[string]struct {
		ider  []uuid.UUID
		grunn string
		vil   innsyn.Foresporselfeilkode
	}{
		"nothing":                {nil, "fordi", innsyn.ForesporselMangler},
		"no reason":              {[]uuid.UUID{a}, " \n", innsyn.ForesporselMangler},
		"too long a reason":      {[]uuid.UUID{a}, strings.Repeat("å", innsyn.MaksBegrunnelse+1), innsyn.ForesporselForLang},
		"another's":              {[]uuid.UUID{id(hosFar)}, "fordi", innsyn.ForesporselIkkeFunnet},
		"vanished":               {[]uuid.UUID{id(borte)}, "fordi", innsyn.ForesporselIkkeFunnet},
		"a case, not an entry":   {[]uuid.UUID{id(h.mappe)}, "fordi", innsyn.ForesporselIkkeFunnet},
		"one not withheld":       {h.ider(2), "fordi", innsyn.ForesporselIkkeTilbakeholdt},
		"one indexed as granted": {[]uuid.UUID{id(godkjent)}, "fordi", innsyn.ForesporselAlleredeSpurt},
		"no Noark ids":           {[]uuid.UUID{id(uten)}, "fordi", innsyn.ForesporselUtenNoark},
		"of two cases":           {[]uuid.UUID{a, id(iAnnen)}, "fordi", innsyn.ForesporselFlereMapper},
		"too many":               {mange(innsyn.MaksForespurte + 1), "fordi", innsyn.ForesporselForMange},
		"one good and one bad":   {[]uuid.UUID{a, id(borte)}, "fordi", innsyn.ForesporselIkkeFunnet},
	} {
		ut, err := h.SendForesporsel(h.som(t, fnrMor), innsyn.NyForesporsel{Nokkel: uuid.New(), Journalposter: c.ider, Begrunnelse: c.grunn})
		if err != nil || ut.Foresporsel != nil || len(ut.Feil) != 1 || ut.Feil[0].Kode != c.vil {
			t.Errorf("%s: %+v, %v", navn, ut, err)
		}
	}
	c := h.DB.Client()
	if n := c.Innsynsforesporsel.Query().CountX(system(t)) + c.Forsendelse.Query().CountX(system(t)); n != 0 || len(h.fiks.sendt) != 0 {
		t.Fatalf("%d rows of what was refused", n)
	}
	// The control, and then the same again.
	nokkel := uuid.New()
	ny := innsyn.NyForesporsel{Nokkel: nokkel, Journalposter: []uuid.UUID{a, a}, Begrunnelse: "fordi"}
	forst, err := h.SendForesporsel(h.som(t, fnrMor), ny)
	maa(t, err)
	igjen, err := h.SendForesporsel(h.som(t, fnrMor), ny)
	maa(t, err)
	if forst.Foresporsel == nil || igjen.Foresporsel == nil || igjen.Foresporsel.ID != forst.Foresporsel.ID || len(forst.Foresporsel.Poster) != 1 {
		t.Fatalf("%+v, %+v", forst, igjen)
	}
	ny.Begrunnelse = "noe annet"
	if ut, err := h.SendForesporsel(h.som(t, fnrMor), ny); err != nil || ut.AlleredeSendt == nil || ut.Foresporsel != nil {
		t.Errorf("another by the same key: %+v, %v", ut, err)
	}
	if ut := h.spor(t, a); len(ut.Feil) != 1 || ut.Feil[0].Kode != innsyn.ForesporselAlleredeSpurt {
		t.Errorf("asked twice: %+v", ut)
	}
	if ut, err := h.SendForesporsel(h.som(t, fnrFar), innsyn.NyForesporsel{Nokkel: uuid.New(), Journalposter: []uuid.UUID{id(hosFar)}, Begrunnelse: "fordi"}); err != nil || ut.Foresporsel == nil {
		t.Errorf("his own of the same document: %+v, %v", ut, err)
	}
	if n := c.Forsendelse.Query().CountX(system(t)); n != 2 {
		t.Errorf("%d shipments", n)
	}
}

func mange(n int) (ut []uuid.UUID) {
	for range n {
		ut = append(ut, uuid.New())
	}
	return ut
}

// Fiks protokoll's rule: nothing is even stored unless the account's part and its access allow it.
func TestForesporselTilgang(t *testing.T) {
	h := nyttForesporselhus(t).medKonto(t)
	c := h.DB.Client()
	r := c.Protokollkonto.Query().OnlyX(system(t))
	for navn, c := range map[string]func(){
		"no access": func() { c.Protokollkonto.UpdateOne(r).SetTilgang(false).ExecX(system(t)) },
		"not our part": func() {
			c.Protokollkonto.UpdateOne(r).SetTilgang(true).SetStottedeParter([]string{"arkiv"}).ExecX(system(t))
		},
		"the same part as us": func() {
			c.Protokollkonto.UpdateOne(r).SetStottedeParter([]string{delivery.Protokollpart}).SetPart(delivery.Protokollpart).ExecX(system(t))
		},
	} {
		r = h.DB.Client().Protokollkonto.Query().OnlyX(system(t))
		c()
		if ut := h.spor(t, h.ider(0)...); len(ut.Feil) != 1 || ut.Feil[0].Kode != innsyn.ForesporselIkkeTilgjengelig {
			t.Errorf("%s: %+v", navn, ut)
		}
	}
	if n := c.Forsendelse.Query().CountX(system(t)); n != 0 || h.alarmer(t, alarm.SlagIngenTilgang) != 1 {
		t.Errorf("%d shipments, %d alarms", n, h.alarmer(t, alarm.SlagIngenTilgang))
	}
	// Taken back between the asking and the sending: it is not sent, she is told, and may ask again.
	c.Protokollkonto.Update().SetPart("fagsystem").SetTilgang(true).SetStottedeParter([]string{"arkiv", delivery.Protokollpart}).ExecX(system(t))
	f := h.spurt(t, h.ider(0)...)
	c.Protokollkonto.Update().SetTilgang(false).ExecX(system(t))
	maa(t, h.Delivery.Overlever(system(t), f.ID))
	if l := h.lest(t, f.ID); l.Status != innsynsforesporsel.StatusIkkeLevert || len(h.fiks.sendt) != 0 || h.poststatus(t, 0) != innsyn.IkkeForespurt {
		t.Errorf("%+v, sent %d", l, len(h.fiks.sendt))
	}
	c.Protokollkonto.Update().SetTilgang(true).ExecX(system(t))
	h.spurt(t, h.ider(0)...)
}

// Another kommune that says the account is its own, and that it takes nothing, stops none of this one's requests.
func TestAnnenKommuneMedSammeKontoStanserIngen(t *testing.T) {
	h := nyttForesporselhus(t).medKonto(t)
	ctx, c := system(t), h.DB.Client()
	b := c.Bydel.Create().SetKommuneID("0301").SetBydelsnummer("00").SetNavn("Oslo").SetKanal(bydel.KanalNedlasting).SetStandardMottaker(true).SaveX(ctx)
	k := c.Nokkel.Query().Where(nokkel.FormalEQ(nokkel.FormalProtokoll)).OnlyX(ctx)
	c.Protokollkonto.Create().SetKommunenummer("0301").SetBydelID(b.ID).SetKonto(h.konto).SetPart("fagsystem").
		SetStottedeParter([]string{"arkiv"}).SetTilgang(false).SetNokkelID(k.ID).SetEndret(h.naa).ExecX(ctx)
	for _, konto := range []uuid.UUID{uuid.New(), h.konto} { // so that it is the last one found
		c.Protokollkonto.Update().Where(protokollkonto.Kommunenummer("4601")).SetKonto(konto).ExecX(ctx)
	}
	f := h.spurt(t, h.ider(0)...)
	maa(t, h.Delivery.Overlever(ctx, f.ID))
	if l := h.lest(t, f.ID); l.Status != innsynsforesporsel.StatusSendt || len(h.fiks.sendt) != 1 {
		t.Errorf("%+v, sent %d", l, len(h.fiks.sendt))
	}
}

// A kommune without an account reads and answers here; another machine finds nothing of it.
func TestForesporselOverGraphQL(t *testing.T) {
	h := nyttForesporselhus(t)
	f := h.spurt(t, h.ider(0, 1)...)
	if n := h.DB.Client().Forsendelse.Query().CountX(system(t)); n != 0 {
		t.Error("it is in the ledger")
	}
	sin, annens, annet := maskin(t, bergensk, "4601"), maskin(t, annen, "4601"), maskin(t, bergensk, "0301")
	for navn, ctx := range map[string]struct {
		maskin uuid.UUID
		kom    string
	}{"another integration": {annen, "4601"}, "another kommune": {bergensk, "0301"}} {
		if side, err := h.Fagforesporsler(maskin(t, ctx.maskin, ctx.kom), ctx.kom, true, 10, ""); err != nil || len(side.Foresporsler) != 0 {
			t.Errorf("%s: %+v, %v", navn, side, err)
		}
	}
	if _, err := h.Fagforesporsler(annet, "4601", true, 10, ""); !errors.Is(err, innsyn.ErrIkkeIndekserer) {
		t.Error(err)
	}
	if h.lest(t, f.ID).Hentet != nil {
		t.Error("read by nobody, and noted as read")
	}
	side, err := h.Fagforesporsler(sin, "4601", false, 10, "")
	maa(t, err)
	if len(side.Foresporsler) != 1 || *side.Foresporsler[0].Fodselsnummer != fnrMor || side.Foresporsler[0].Journalposter[1].SystemID != "jp-2" ||
		side.Foresporsler[0].Journalposter[0].MeldingID != h.poster[0].MeldingID {
		t.Fatalf("%+v", side)
	}
	if h.lest(t, f.ID).Hentet == nil {
		t.Error("read, and not noted")
	}
	for _, ctx := range []context.Context{annens, annet, h.som(t, fnrMor)} {
		_, err := h.BesvarForesporsel(ctx, f.ID, innsynsforesporsel.StatusInnvilget, "")
		if !errors.Is(err, ent.ErrIkkeFunnet) {
			t.Errorf("answered by another: %v", err)
		}
	}
	for _, c := range []struct {
		svar  innsynsforesporsel.Status
		grunn string
		vil   innsynsforesporselsvar.Utfall
		vises innsynsforesporsel.Status
	}{
		{"MANUELL_BEHANDLING", "", "BRUKT", "MANUELL_BEHANDLING"}, {"MANUELL_BEHANDLING", "", "DUBLETT", "MANUELL_BEHANDLING"},
		{"AVVIST", "Taushetsplikt", "BRUKT", "AVVIST"}, {"AVVIST", "Taushetsplikt", "DUBLETT", "AVVIST"},
		{"INNVILGET", "Likevel", "MOTSIGELSE", "AVVIST"}, {"UNDER_BEHANDLING", "", "MOTSIGELSE", "AVVIST"}, {"AVVIST", "Taushetsplikt, § 1", "BRUKT", "AVVIST"},
	} {
		ut, err := h.BesvarForesporsel(sin, f.ID, c.svar, c.grunn)
		maa(t, err)
		if *ut.Utfall != c.vil || h.lest(t, f.ID).Status != c.vises {
			t.Errorf("%+v: %s, %+v", c, *ut.Utfall, h.lest(t, f.ID))
		}
	}
	if l := h.lest(t, f.ID); l.Svar == nil || *l.Svar != "Taushetsplikt, § 1" || h.poststatus(t, 0) != innsyn.Avvist || h.alarmer(t, alarm.SlagMotsigelse) != 2 {
		t.Errorf("%+v", l)
	}
	if n := h.DB.Client().Innsynsforesporselsvar.Query().CountX(system(t)); n != 7 {
		t.Errorf("%d answers kept", n)
	}
	if side, err := h.Fagforesporsler(sin, "4601", false, 10, ""); err != nil || len(side.Foresporsler) != 0 {
		t.Errorf("decided, and still to be done: %+v, %v", side, err)
	}
	if side, err := h.Fagforesporsler(sin, "4601", true, 10, ""); err != nil || len(side.Foresporsler) != 1 || side.Foresporsler[0].Fodselsnummer != nil {
		t.Errorf("decided, and her number is told: %v", err)
	}
	// Indexed again as one to ask for, after the decision: it may be asked for again.
	if ut := h.spor(t, h.ider(0)...); len(ut.Feil) != 1 {
		t.Errorf("asked again of what was refused: %+v", ut)
	}
	h.indekser(t, h.poster[0])
	if h.poststatus(t, 0) != innsyn.IkkeForespurt || h.poststatus(t, 1) != innsyn.Avvist {
		t.Errorf("the page would offer %s and %s, where the first may be asked for and the second not", h.poststatus(t, 0), h.poststatus(t, 1))
	}
	ny := h.spurt(t, h.ider(0)...)
	if h.poststatus(t, 0) != innsyn.Forespurt || h.poststatus(t, 1) != innsyn.Avvist || ny.ID == f.ID {
		t.Error("asked again")
	}
	// Granted, and indexed without any document: the same.
	_, err = h.BesvarForesporsel(sin, ny.ID, innsynsforesporsel.StatusInnvilget, "")
	maa(t, err)
	if h.poststatus(t, 0) != innsyn.Godkjent {
		t.Error("not shown as granted")
	}
	h.indekser(t, h.poster[0])
	if h.poststatus(t, 0) != innsyn.IkkeForespurt {
		t.Error("granted, nothing came, and she is not told that she may ask again")
	}
	h.spurt(t, h.ider(0)...)
}

func TestForesporselLogges(t *testing.T) {
	h := nyttForesporselhus(t)
	h.spurt(t, h.ider(0)...)
	for range 2 {
		_, err := h.Fagforesporsler(maskin(t, bergensk, "4601"), "4601", false, 10, "")
		maa(t, err)
	}
	side, err := h.Innsynslogg(h.som(t, fnrMor), 10, "")
	maa(t, err)
	var fikk []string
	for _, i := range side.Innslag {
		fikk = append(fikk, string(i.Handling)+" "+string(i.Aktor))
	}
	raw, _ := json.Marshal(fikk)
	if string(raw) != `["FORESPORSEL FAGSYSTEM","FORESPORSEL INNBYGGER","FORESPURT INNBYGGER","INDEKSERT FAGSYSTEM"]` {
		t.Error(string(raw))
	}
}
