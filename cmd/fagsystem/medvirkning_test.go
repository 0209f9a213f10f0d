package main

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/delivery"
	"barnevernportalen/ent/db/leveranse"
	"barnevernportalen/innsyn"
	"barnevernportalen/pdf"
)

// innbygger is a person of the demo who acts as the portal lets her.
type innbygger struct {
	*ekteportal
	ctx context.Context
	sak uuid.UUID
}

// medvirker makes the portal's own room ready to act in, on the running portal's rows: what it writes, the portal sends.
func (p *ekteportal) medvirker(fnr, sak string) innbygger {
	p.t.Helper()
	if p.rom.PDF == nil {
		renderer, err := pdf.New()
		if err != nil {
			p.t.Fatal(err)
		}
		p.rom.PDF, p.rom.Klokke = renderer, time.Now
		p.rom.Delivery = &delivery.Service{
			DB: p.rom.DB, Vault: p.rom.Vault, Klokke: time.Now, Log: slog.New(slog.DiscardHandler),
			Kanaler: map[leveranse.Kanal]delivery.Channel{leveranse.KanalSvarinn: delivery.Svarinn{}},
			Signer:  signer(nokler()[2:]),
		}
	}
	i := innbygger{ekteportal: p, ctx: p.som(fnr)}
	ider, err := p.rom.MappeIDer(i.ctx)
	if err != nil {
		p.t.Fatal(err)
	}
	for _, id := range ider {
		m, err := p.rom.Mappe(i.ctx, id)
		if err != nil {
			p.t.Fatal(err)
		}
		if m.Tittel == sak {
			i.sak = id
		}
	}
	if i.sak == uuid.Nil {
		p.t.Fatalf("no case %q", sak)
	}
	return i
}

// poster are the entries of her case by title.
func (i innbygger) poster() map[string]innsyn.Journalpost {
	i.t.Helper()
	m, err := i.rom.Mappe(i.ctx, i.sak)
	if err != nil {
		i.t.Fatal(err)
	}
	treff, err := m.Sok(innsyn.Sok{Sortering: innsyn.DatoSynkende, Antall: 500})
	if err != nil {
		i.t.Fatal(err)
	}
	ut := map[string]innsyn.Journalpost{}
	for _, j := range treff.Poster {
		ut[j.Tittel] = j
	}
	return ut
}

// skriv sends a letter, which must be taken.
func (i innbygger) skriv(n innsyn.NyPost) uuid.UUID {
	i.t.Helper()
	n.Nokkel = uuid.New()
	svar, err := i.rom.Send(i.ctx, n)
	if err != nil || svar.Post == nil {
		i.t.Fatalf("not sent: %v %+v", err, svar)
	}
	return svar.Post.ID
}

// brev is a letter in her thread.
func (i innbygger) brev(id uuid.UUID) innsyn.Innbyggerpost {
	i.t.Helper()
	m, err := i.rom.Mappe(i.ctx, i.sak)
	if err != nil {
		i.t.Fatal(err)
	}
	trad, err := i.rom.TradAv(i.ctx, m)
	if err != nil {
		i.t.Fatal(err)
	}
	for _, b := range trad {
		if b.ID == id {
			return b
		}
	}
	i.t.Fatal("the letter is not in the thread")
	return innsyn.Innbyggerpost{}
}

// spor asks to see what is withheld, and must be heard.
func (i innbygger) spor(titler ...string) uuid.UUID {
	i.t.Helper()
	n := innsyn.NyForesporsel{Nokkel: uuid.New(), Begrunnelse: "Jeg vil forstå."}
	for _, tittel := range titler {
		n.Journalposter = append(n.Journalposter, i.poster()[tittel].ID)
	}
	u, err := i.rom.SendForesporsel(i.ctx, n)
	if err != nil || u.Foresporsel == nil {
		i.t.Fatalf("%v %+v", err, u)
	}
	return u.Foresporsel.ID
}

// foresporsel is how a request of hers stands.
func (i innbygger) foresporsel(id uuid.UUID) innsyn.Innbyggerforesporsel {
	i.t.Helper()
	mine, err := i.rom.MineForesporsler(i.ctx)
	if err != nil {
		i.t.Fatal(err)
	}
	for _, f := range mine {
		if f.ID == id {
			return f
		}
	}
	i.t.Fatal("the request is not hers")
	return innsyn.Innbyggerforesporsel{}
}

// argumenterFor are those of a kommune's case system for one of the commands of medvirkning.
func (p *ekteportal) argumenterFor(navn string, ord ...string) []string {
	ut := append([]string{}, ord[:2]...)
	ut = append(ut, "-oppsett", filepath.Join(p.data, "liksom", "integrasjoner", navn+".json"), "-portal", p.url, "-mappe", filepath.Join(p.data, "arkiv-"+navn))
	return append(ut, ord[2:]...)
}

// Medvirkning against the portal itself, both ways where there are two: what a person does comes to the case system, and what it
// does comes to her.
func TestMedvirkningEktePortal(t *testing.T) {
	p := startEkteportal(t, "FIKSIO=1") // Oslo has a protokollkonto then
	ekte := program{maskinporten: hentToken}
	prov := func(ord ...string) (string, error) {
		t.Helper()
		ut, feil, err := kjorKommando(t, ekte, p.argumenterFor("bergen", ord...)...)
		if err != nil {
			err = fmt.Errorf("%v: %w %s", ord, err, feil)
		}
		return strings.TrimSpace(ut), err
	}
	kjor := func(ord ...string) string {
		t.Helper()
		ut, err := prov(ord...)
		if err != nil {
			t.Fatal(err)
		}
		return ut
	}
	if _, feil, err := kjorKommando(t, ekte, p.argumenter("bergen")...); err != nil {
		t.Fatal(err, feil)
	}
	bergen, err := lesDemo("4601")
	if err != nil {
		t.Fatal(err)
	}
	const sak = "Barnevernssak for Berit"
	mor := p.medvirker(bergen.Personer["mor"].Fodselsnummer, sak)
	far := p.medvirker(bergen.Personer["far"].Fodselsnummer, sak)

	t.Run("samtykke", func(t *testing.T) {
		for _, vei := range [][]string{nil, {"-rest"}} {
			med := func(ord ...string) string { t.Helper(); return kjor(append(ord, vei...)...) }
			navn := "Opplysninger fra fastlegen" + strings.Join(vei, "")
			tekst := med("samtykke", "be", "-navn", navn, "-frist", "2099-12-24", "-slutt", "2099-12-31")
			id, err := uuid.Parse(tekst)
			if err != nil {
				t.Fatal(err)
			}
			if igjen := med("samtykke", "be", "-navn", navn, "-en-gang"); igjen != tekst {
				t.Errorf("asked again: %s and %s", tekst, igjen)
			}
			s, err := p.rom.Samtykke(mor.ctx, id)
			if err != nil || s == nil || !s.KanGi || len(s.AndreParter) != 1 {
				t.Fatalf("%v %+v", err, s)
			}
			dok, err := p.rom.Samtykkedokumenter(mor.ctx, s)
			if err != nil || len(dok) != 1 {
				t.Errorf("the document: %v %+v", err, dok)
			}
			if _, hindring, err := p.rom.BesvarSamtykke(mor.ctx, id, innsyn.SvarSamtykket); err != nil || hindring != "" {
				t.Errorf("mor gives: %v %v", hindring, err)
			}
			med("samtykke", "sett", "-person", "far", "-status", "SAMTYKKET")
			if ut := med("samtykke", "vis", "-id", tekst); strings.Count(ut, " SAMTYKKET") < 2 || !strings.Contains(ut, "OPPDATERT_PAA_VEGNE_AV_PART") || strings.Contains(ut, "058986") {
				t.Errorf("%s", ut)
			}
			// What the table forbids is told, and changes nothing.
			if _, err := prov(append([]string{"samtykke", "sett", "-person", "far", "-status", "IKKE_SAMTYKKET"}, vei...)...); err == nil {
				t.Error("given, and then declined")
			}
			if _, hindring, err := p.rom.BesvarSamtykke(mor.ctx, id, innsyn.SvarTrukket); err != nil || hindring != "" {
				t.Errorf("mor withdraws: %v %v", hindring, err)
			}
			med("samtykke", "tilgang", "-person", "far", "-har=false")
			if s, err := p.rom.Samtykke(far.ctx, id); err != nil && s != nil {
				t.Errorf("without access, and there: %+v", s)
			}
			med("samtykke", "endre", "-frist", "2099-11-30")
			med("samtykke", "invalider", "-begrunnelse", "Vi trenger det ikke.")
			if ut := med("samtykke", "vis"); !strings.Contains(ut, "TRUKKET") || !strings.Contains(ut, "answer by 2099-11-30") || !strings.Contains(ut, "SATT_UTGAATT_AV_BEHANDLER") {
				t.Errorf("%s", ut)
			}
			if _, err := prov(append([]string{"samtykke", "endre", "-frist", "2099-12-01"}, vei...)...); err == nil {
				t.Error("ended for good, and changed")
			}
		}
	})

	t.Run("post", func(t *testing.T) {
		fil := filepath.Join(p.data, "liksom", "svarinn", "bergen.json")
		hent := func(mer ...string) string {
			t.Helper()
			return kjor(append([]string{"post", "hent", "-svarinn", fil}, mer...)...)
		}
		if ut := hent(); ut != "" {
			t.Fatalf("something waits: %s", ut)
		}
		// 1. From the case, and an answer to the minutes of a meeting.
		referat := mor.poster()["Referat fra ansvarsgruppemøte"]
		brev := mor.skriv(innsyn.NyPost{Type: innsyn.SkjemaPost, MappeID: mor.sak, Tekst: "Kan vi flytte møtet?"})
		svar := mor.skriv(innsyn.NyPost{Type: innsyn.SkjemaSvar, JournalpostID: &referat.ID, Tekst: "Det stemmer ikke helt."})
		// 2. Killed after it was stored and before it was said, it is fetched once, and said the next time.
		var ut string
		til(t, "both wait", func() bool {
			return mor.brev(brev).Status == innsyn.PostVenter && mor.brev(svar).Status == innsyn.PostVenter
		})
		if c, l := barn(t, "ekte", "lest:1", p.argumenterFor("bergen", "post", "hent", "-svarinn", fil)...); !drept(c.Wait()) {
			t.Errorf("it lived\n%s", l)
		}
		// Which of the two came first is the list's own matter: they were written in the same moment.
		if a, b := mor.brev(brev).Status, mor.brev(svar).Status; (a == innsyn.PostHentet) == (b == innsyn.PostHentet) {
			t.Errorf("killed before it said so: %s, %s", a, b)
		}
		if ut = hent(); strings.Count(ut, "\n") != 1 || !strings.Contains(ut, brev.String()) || !strings.Contains(ut, svar.String()) {
			t.Errorf("fetched: %q", ut)
		}
		for _, id := range []uuid.UUID{brev, svar} {
			if b := mor.brev(id); b.Status != innsyn.PostMottatt {
				t.Errorf("%s", b.Status)
			}
		}
		if ut := hent(); ut != "" {
			t.Errorf("again: %s", ut)
		}
		lager, _ := filepath.Glob(filepath.Join(p.data, "arkiv-bergen", "medvirkning", "*", "4601", "svarinn", "post", brev.String(), "melding.pdf"))
		if len(lager) != 1 {
			t.Fatal("not in the store")
		}
		if raw, err := os.ReadFile(lager[0]); err != nil || !strings.HasPrefix(string(raw), "%PDF-") {
			t.Error("not a PDF")
		}
		// 3. Answered: each in her case, the second as an answer to what she answered. Again it is the same.
		before := len(mor.poster())
		hent("-automatisk")
		hent("-automatisk")
		if b := mor.brev(svar); len(b.Svar) != 1 || b.Svar[0].Tittel != "Svar på det du skrev til oss" {
			t.Errorf("%+v", b.Svar)
		}
		// The two have one title, and poster is by title.
		if n := len(mor.poster()); n != before+1 {
			t.Errorf("%d entries, and %d before", n, before)
		}
		kjor("post", "svar", "-id", brev.String(), "-tekst", "Ja, det går fint.")
		if b := far.poster(); strings.Contains(fmt.Sprint(b), "det går fint") {
			t.Error("far sees an answer to mor")
		}
		if strings.Contains(p.logg.String(), "flytte") {
			t.Error("what she wrote is in the log")
		}
	})

	t.Run("innsynsforesporsel", func(t *testing.T) {
		const gis, nektes = "Referat fra hjemmebesøk hos far", "Samtale med Berit"
		forFar := p.ser(bergen.Personer["far"].Fodselsnummer)
		en, to := mor.spor(gis), mor.spor(nektes)
		if ut := kjor("innsynsforesporsel", "-hvert=0"); !strings.Contains(ut, en.String()) || !strings.Contains(ut, to.String()) {
			t.Errorf("%q", ut)
		}
		kjor("innsynsforesporsel", "-hvert=0", "-id", en.String(), "-status", "UNDER_BEHANDLING", "-begrunnelse", "Vi ser på det.")
		if f := mor.foresporsel(en); f.Status != "UNDER_BEHANDLING" {
			t.Errorf("%s", f.Status)
		}
		// Killed between the decision, the answer and the documents, it ends the same.
		if c, l := barn(t, "ekte", "avgjort:1", p.argumenterFor("bergen", "innsynsforesporsel", "-automatisk")...); !drept(c.Wait()) {
			t.Errorf("it lived\n%s", l)
		}
		if f := mor.foresporsel(en); f.Status != "UNDER_BEHANDLING" || len(mor.poster()[gis].Dokumenter) != 0 {
			t.Errorf("decided, not answered, and seen: %s", f.Status)
		}
		// «to» comes to be answered second, or first: either way its entries are shown the next time.
		if c, l := barn(t, "ekte", "svart:1", p.argumenterFor("bergen", "innsynsforesporsel", "-automatisk")...); !drept(c.Wait()) {
			t.Errorf("it lived\n%s", l)
		}
		kjor("innsynsforesporsel", "-automatisk")
		if f, j := mor.foresporsel(en), mor.poster()[gis]; f.Status != "INNVILGET" || *j.InnsynsforesporselStatus != "GODKJENT" || len(j.Dokumenter) != 1 || j.Dokumenter[0].Kilde != "PORTAL" {
			t.Errorf("granted: %s %+v", f.Status, j)
		}
		if f, j := mor.foresporsel(to), mor.poster()[nektes]; f.Status != "AVVIST" || f.Svar == nil || !strings.Contains(*f.Svar, "hennes") ||
			*j.InnsynsforesporselStatus != "AVVIST" || len(j.Dokumenter) != 0 {
			t.Errorf("refused: %s %+v", f.Status, j)
		}
		if ut := kjor("innsynsforesporsel", "-automatisk"); ut != "" {
			t.Errorf("again: %s", ut)
		}
		// A replay of all takes nothing back, and has given nobody else anything.
		if _, feil, err := kjorKommando(t, ekte, p.argumenter("bergen")...); err != nil {
			t.Fatal(err, feil)
		}
		if j := mor.poster()[gis]; len(j.Dokumenter) != 1 || *mor.poster()[nektes].InnsynsforesporselStatus != "AVVIST" {
			t.Errorf("replayed: %+v", j)
		}
		if p.ser(bergen.Personer["far"].Fodselsnummer) != forFar {
			t.Error("mor's requests changed what far sees")
		}
	})
	t.Run("innsynsforesporsel over Fiks IO", func(t *testing.T) { provForesporselFiksIO(t, p) })
}
