package server_test

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/ent/viewer"
	"barnevernportalen/innsyn"
)

// The roles of the published format, and none.
var rollene = []string{"HOVEDPERSON", "MOR", "FAR", "MEDMOR", "MEDFAR", "VERGE", "FOSTERFORELDER", ""}

// person is one of the plant's.
type person struct {
	fnr  string
	sett []*sett
	hoyt *http.Cookie
	lavt *http.Cookie
}

// sett is what was indexed for one person about one case.
type sett struct {
	navn, rolle, kommune string
	maskin               string
	eier                 *person
	synlig               bool // to eier
	utlopt, dempet       bool // run out; at a level that is never shown
	// indeksertFor is another than eier in the control alone.
	indeksertFor *person

	fil string // the address of its first document's file, uploaded to our own store; empty: none

	mappe   *post
	poster  []*post // of the case; seen where it is
	skjulte []*post // named for this person, and of no case of hers
}

// post is one message.
type post struct {
	melding         string
	maskin          string
	k               kilde
	niva            int
	tilgjengeligTil *time.Time
}

func (s *sett) radID(m string) string {
	return innsyn.RadID(uuid.MustParse(s.maskin), s.kommune, uuid.MustParse(m)).String()
}

// json is what the case system sends.
func (p *post) json(t testing.TB) string { return string(tilJSON(t, utenMerker(p.k))) }

// utenMerker leaves out what is the plant's own.
func utenMerker(v any) any {
	switch v := v.(type) {
	case kilde:
		ut := kilde{}
		for n, under := range v {
			if !strings.HasPrefix(n, "@") {
				ut[n] = utenMerker(under)
			}
		}
		return ut
	case []any:
		ut := []any{}
		for _, e := range v {
			ut = append(ut, utenMerker(e))
		}
		return ut
	}
	return v
}

// plante is all that is indexed before anybody asks.
type plante struct {
	ordbok
	sett map[string][]*sett // by case, in the order of rollene
}

// maskinTo is a second integration of Bergen's: one of the machines without rights, which gets one.
const maskinTo = maskinFjerde

// sak makes a case: a set for each role, each of a person of its own, or of those given.
func (pl *plante) sak(navn, maskin, kommune string, synlig bool, eiere []*person) []*sett {
	for i, r := range rollene {
		s := &sett{navn: navn + "/" + r, rolle: r, kommune: kommune, maskin: maskin, synlig: synlig}
		if r == "" {
			s.navn += "ingen rolle"
		}
		if eiere != nil {
			s.eier = eiere[i]
		} else {
			s.eier = &person{fnr: pl.fnr(s.navn)}
		}
		s.indeksertFor = s.eier
		s.eier.sett = append(s.eier.sett, s)
		s.mappe = pl.nyPost(s, "mappe", synlig)
		for n := range 4 {
			s.poster = append(s.poster, pl.nyPost(s, fmt.Sprint("post", n), synlig))
		}
		pl.sett[navn] = append(pl.sett[navn], s)
	}
	return pl.sett[navn]
}

// eiere are the persons of a case.
func eiere(s []*sett) (ut []*person) {
	for _, s := range s {
		ut = append(ut, s.eier)
	}
	return ut
}

func (pl *plante) nyPost(s *sett, felt string, vises bool) *post {
	p := &post{melding: pl.id(s, felt+".meldingId", false), maskin: s.maskin, niva: 4, k: kilde{}}
	p.k["@id"] = pl.merk(s.radID(p.melding), s, felt+".id", vises)
	return p
}

// tekster is a text in all four languages.
func (pl *plante) tekster(s *sett, felt string) kilde {
	ut := kilde{}
	for _, m := range []string{"bokmal", "nynorsk", "engelsk", "nordsamisk"} {
		ut[m] = pl.tekst(s, felt+"."+m, true)
	}
	return ut
}

func (pl *plante) lenker(s *sett, felt string) []any {
	egen := pl.tekster(s, felt+".lenke")
	egen["utseende"] = "KNAPP"
	url := func() string { return "https://" + pl.tekst(s, felt+".lenke.url", true) + ".example/a" }
	return []any{kilde{"url": url(), "egendefinert": egen}, kilde{"url": url(), "predefinert": kilde{"type": "KLAGE"}}}
}

func (pl *plante) skjemaer(s *sett, felt, type_ string) []any {
	return []any{
		kilde{"predefinert": kilde{"type": type_}, "edialogId": pl.tekst(s, felt+".edialogId", false)},
		kilde{"egendefinert": pl.tekster(s, felt+".skjema"), "edialogId": pl.tekst(s, felt+".edialogId", false)},
	}
}

func (pl *plante) milepel(s *sett, felt string) kilde {
	return kilde{"navn": pl.tekst(s, felt+".navn", true), "beskrivelse": pl.tekst(s, felt+".beskrivelse", true),
		"startdato": pl.tid(s, felt+".startdato"), "sluttdato": pl.tid(s, felt+".sluttdato")}
}

// part names somebody, as this set writes it. Names of parties are shown; of those who have access to an entry, not.
func (pl *plante) part(s *sett, felt, rolle, fnr string, vises bool) kilde {
	ut := kilde{"rolle": rolle, "fornavn": pl.tekst(s, felt+".fornavn", vises), "etternavn": pl.tekst(s, felt+".etternavn", vises)}
	if fnr != "" {
		ut["fodselsnummer"] = fnr
	}
	return ut
}

// fyll writes a word into every field of a case's sets. Each names the others of its case, by name and by number, and points
// to their entries.
func (pl *plante) fyll(saken []*sett, fremmede ...*sett) {
	for i, s := range saken {
		m := kilde{
			"tittel": pl.tekst(s, "mappe.tittel", true), "beskrivelse": pl.tekst(s, "mappe.beskrivelse", true),
			"saksansvarlig": pl.tekst(s, "mappe.saksansvarlig", true), "saksaar": 1000 + pl.n%9000, "sakssekvensnummer": pl.tall(s, "mappe.sakssekvensnummer", 9, true),
			"organisasjonsnummer": fmt.Sprint(pl.tall(s, "mappe.organisasjonsnummer", 9, false)),
			"mappeId":             pl.tekst(s, "mappe.mappeId", false), "systemId": pl.tekst(s, "mappe.systemId", false),
			"saksdato": pl.tid(s, "mappe.saksdato"), "avsluttet": pl.tid(s, "mappe.avsluttet"), "sistOppdatert": pl.tid(s, "mappe.sistOppdatert"),
			"milepeler":         []any{pl.milepel(s, "mappe.milepel0"), pl.milepel(s, "mappe.milepel1")},
			"navaerendeMilepel": pl.milepel(s, "mappe.navaerendeMilepel"),
			"lenker":            pl.lenker(s, "mappe"), "edialogSkjemaer": pl.skjemaer(s, "mappe", "POST"),
		}
		if s.rolle != "" {
			fnr := s.eier.fnr
			if s.indeksertFor != s.eier {
				fnr = "" // the control
			}
			m["minPart"] = pl.part(s, "mappe.minPart", s.rolle, fnr, true)
		}
		var andre []any
		for _, a := range saken {
			if a != s && a.rolle != "" {
				andre = append(andre, pl.part(s, "mappe.andreParter."+a.rolle, a.rolle, a.eier.fnr, true))
			}
		}
		m["andreParter"] = andre
		m["@id"], m["@kommunenummer"] = s.mappe.k["@id"], s.kommune
		s.mappe.k = m

		annen := saken[(i+1)%len(saken)]
		pl.fyllPoster(s, annen, fremmede)
		var poster []any
		for _, p := range s.poster {
			poster = append(poster, p.k)
		}
		m["@poster"] = poster
	}
}

func (pl *plante) fyllPoster(s, annen *sett, fremmede []*sett) {
	for n, p := range s.poster {
		pl.fyllPost(s, annen, p, fmt.Sprint("post", n))
	}
	vedtak, plan, holdt, udatert := s.poster[0].k, s.poster[1].k, s.poster[2].k, s.poster[3].k
	vedtak["dokumenttype"], vedtak["journalposttype"], vedtak["tidslinje"] = "VEDTAK", "U", true
	vedtak["klagefrist"], vedtak["svarUtForsendelseId"] = pl.framtid(s, "post0.klagefrist"), pl.id(s, "post0.svarUtForsendelseId", false)
	forste := kilde{"lenke": "https://" + pl.tekst(s, "post0.dokument0.lenke", false) + ".example/fil"}
	if s.fil != "" {
		forste = kilde{"lenke": s.fil, "@fil": true}
	}
	vedtak["dokumenter"] = []any{
		pl.dokument(s, "post0.dokument0", forste),
		pl.dokument(s, "post0.dokument1", kilde{"svarUtFilnummer": 1}),
	}
	plan["dokumenttype"], plan["journalposttype"], plan["innsynsforesporselStatus"] = "TILTAKSPLAN", "X", "GODKJENT"
	plan["tiltaksplanDetaljer"] = kilde{"tiltaksstatus": "MANUELT_AVSLUTTET ", "startdato": pl.tid(s, "plan.startdato"), "sluttdato": pl.tid(s, "plan.sluttdato"), "delmal": []any{
		kilde{"id": pl.tekst(s, "delmal0.id", true), "beskrivelse": pl.tekst(s, "delmal0.beskrivelse", true)},
		kilde{"id": pl.tekst(s, "delmal1.id", true), "beskrivelse": pl.tekst(s, "delmal1.beskrivelse", true)},
	}}
	plan["dokumenter"] = []any{pl.dokument(s, "post1.dokument0", kilde{"lenke": "https://" + pl.tekst(s, "post1.dokument0.lenke", false) + ".example/fil"})}
	holdt["dokumenttype"], holdt["innsynsforesporselStatus"] = "MOTEREFERAT", "IKKE_FORESPURT"
	pl.glem(udatert, "journaldato", "dokumentetsDato")
	udatert["dokumenter"] = []any{pl.dokument(s, "post3.dokument0", kilde{})}

	// The first two belong together, each way; both also point to entries of others.
	var andres []any
	for _, a := range append([]*sett{annen}, fremmede...) {
		if a != s {
			andres = append(andres, a.poster[0].melding, a.poster[2].melding)
		}
	}
	vedtak["relaterteJournalposter"] = append([]any{s.poster[1].melding}, andres...)
	plan["relaterteJournalposter"] = append([]any{s.poster[0].melding}, andres...)
	vedtak["@relaterte"], plan["@relaterte"] = []any{plan}, []any{vedtak}

	// What hangs on no case of this person's: on another actor's mappe, from another integration, run out, at another level.
	ute := time.Now().Add(-time.Hour)
	for n, endre := range []func(*post){
		func(p *post) { p.k["forelderMeldingId"] = annen.mappe.melding },
		func(p *post) {
			if s.maskin == maskinBergen {
				p.maskin = maskinTo
			} else {
				p.k["forelderMeldingId"] = annen.mappe.melding
			}
		},
		func(p *post) { p.tilgjengeligTil = &ute },
		func(p *post) { p.niva = 5 },
	} {
		felt := fmt.Sprint("skjult", n)
		p := &post{melding: pl.id(s, felt+".meldingId", false), maskin: s.maskin, niva: 4, k: kilde{}}
		pl.skjuler = true
		pl.fyllPost(s, annen, p, felt)
		pl.skjuler = false
		endre(p)
		id := innsyn.RadID(uuid.MustParse(p.maskin), s.kommune, uuid.MustParse(p.melding)).String()
		p.k["@id"] = pl.merk(id, s, felt+".id", false)
		s.skjulte = append(s.skjulte, p)
	}
}

// fyllPost writes what every entry has.
func (pl *plante) fyllPost(s, annen *sett, p *post, felt string) {
	k := kilde{
		"@id": p.k["@id"], "@mappeId": s.mappe.k["@id"], "forelderMeldingId": s.mappe.melding,
		"tittel": pl.tekst(s, felt+".tittel", true), "beskrivelse": pl.tekst(s, felt+".beskrivelse", true),
		"journaldato": pl.tid(s, felt+".journaldato"), "dokumentetsDato": pl.tid(s, felt+".dokumentetsDato"),
		"systemId": pl.tekst(s, felt+".systemId", false), "registreringsId": pl.tekst(s, felt+".registreringsId", false),
		"samtykkeId": pl.id(s, felt+".samtykkeId", false), "journalpostnummer": pl.tall(s, felt+".journalpostnummer", 9, false),
		"mappeId": kilde{"mappeId": pl.tekst(s, felt+".mappeId", false), "systemId": pl.tekst(s, felt+".mappeId.systemId", false),
			"saksaar": 2020, "sakssekvensnummer": pl.tall(s, felt+".mappeId.sakssekvensnummer", 9, false)},
		"eksponertFor": []any{pl.part(s, felt+".eksponertFor", "FAR", annen.eier.fnr, false)},
		"lenker":       pl.lenker(s, felt), "edialogSkjemaer": pl.skjemaer(s, felt, "SVAR"),
		"korrespondanseparter": []any{
			kilde{"korrespondanseparttype": "EA", "person": kilde{"fornavn": pl.tekst(s, felt+".korr.fornavn", true),
				"etternavn": pl.tekst(s, felt+".korr.etternavn", true), "fodselsnummer": annen.eier.fnr}},
			kilde{"korrespondanseparttype": "IM", "organisasjon": kilde{"navn": pl.tekst(s, felt+".korr.navn", true),
				"organisasjonsnummer": fmt.Sprint(pl.tall(s, felt+".korr.orgnr", 9, false)), "kontaktperson": pl.tekst(s, felt+".korr.kontaktperson", true)}},
		},
	}
	p.k = k
}

func (pl *plante) dokument(s *sett, felt string, resten kilde) kilde {
	resten["tittel"], resten["filnavn"] = pl.tekst(s, felt+".tittel", true), pl.tekst(s, felt+".filnavn", true)+".pdf"
	resten["mimeType"], resten["storrelse"] = "application/"+pl.tekst(s, felt+".mimeType", true), pl.tall(s, felt+".storrelse", 10, true)
	return resten
}

// indekserMappe sends one case again, and not its entries.
func (m *matrise) indekserMappe(s *sett) {
	m.t.Helper()
	uten := *s
	uten.poster, uten.skjulte = nil, nil
	m.indekser(&uten)
}

// indekser sends a set the way case systems do: entries first, to be found when their mappe comes. What is at another level
// than 4 can be said on the national service's path alone.
func (m *matrise) indekser(alle ...*sett) {
	m.t.Helper()
	mapper, poster := map[string][]any{}, map[string][]any{}
	rest := map[string][]any{}
	ute := time.Now().Add(-time.Hour)
	for _, s := range alle {
		legg := func(til map[string][]any, versjon string, p *post, ut *time.Time) {
			if p.niva != 4 {
				n := p.maskin + s.kommune
				rest[n] = append(rest[n], m.restmelding(s, p, versjon))
				return
			}
			v := map[string]any{"meldingId": p.melding, "kommunenummer": s.kommune, "fodselsnummer": s.indeksertFor.fnr, "metadata": p.json(m.t)}
			if ut != nil {
				v["tilgjengeligTil"] = ut.UTC().Format(time.RFC3339)
			}
			til[p.maskin] = append(til[p.maskin], v)
		}
		for _, p := range append(s.poster, s.skjulte...) {
			legg(poster, "BARNEVERNJOURNALPOST_V1", p, p.tilgjengeligTil)
		}
		if s.dempet {
			s.mappe.niva = 5
		}
		var ut *time.Time
		if s.utlopt {
			ut = &ute
		}
		legg(mapper, "BARNEVERNMAPPE_V1", s.mappe, ut)
	}
	for _, b := range []struct {
		dok  string
		bolk map[string][]any
	}{{dokIndPoster, poster}, {dokIndMapper, mapper}} {
		for maskin, meldinger := range b.bolk {
			s := m.p.sporsmal(m.t, m.p.hus.maskiner[maskin], b.dok, map[string]any{"input": map[string]any{"meldinger": meldinger}})
			m.utenLekkasje("maskin", "indeksering", nil, helt(s))
			if !strings.Contains(string(s.raw), `"feil":[]`) {
				m.t.Fatalf("not indexed: %.2000s", s.raw)
			}
		}
	}
	for n, meldinger := range rest {
		s := m.rest(n[:36], http.MethodPut, "/innsyn-index/api/v2/indexRequest", map[string]any{"meldinger": meldinger})
		m.utenLekkasje("maskin", "indeksering", nil, helt(s))
		if s.status != http.StatusOK {
			m.t.Fatalf("not indexed: %d %.2000s", s.status, s.raw)
		}
	}
}

func (m *matrise) restmelding(s *sett, p *post, versjon string) map[string]any {
	return map[string]any{"meldingId": p.melding, "sikkerhetsniva": p.niva, "fiksOrganisasjonId": m.fiksOrg(s.kommune), "versjon": versjon,
		"eksponertFor": map[string]any{"identifikatorType": "FODSELSNUMMER", "verdi": s.indeksertFor.fnr}, "meldingMetadata": base64.StdEncoding.EncodeToString([]byte(p.json(m.t)))}
}

func (m *matrise) fiksOrg(kommune string) string {
	m.t.Helper()
	id, err := m.p.forvaltning.FiksOrgID(viewer.With(m.t.Context(), viewer.Ingen{}), kommune)
	maa(m.t, err)
	return id.String()
}

// rest calls one of the national service's paths as a machine.
func (m *matrise) rest(maskin, metode, sti string, kropp any) svar {
	m.t.Helper()
	raw, err := json.Marshal(kropp)
	maa(m.t, err)
	r, err := http.NewRequestWithContext(m.t.Context(), metode, m.p.url+sti, strings.NewReader(string(raw)))
	maa(m.t, err)
	r.Header.Set("Content-Type", "application/json")
	m.p.hus.maskiner[maskin].bruk(r)
	return gjor(m.t, r)
}
