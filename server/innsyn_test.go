package server_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/google/uuid"

	"barnevernportalen/ent/db/innsynsmelding"
	"barnevernportalen/ent/viewer"
	"barnevernportalen/innsyn"
)

const (
	journalpostfelt = `id mappeId tittel beskrivelse dokumenttype journalposttype dato journaldato dokumentetsDato klagefrist tidslinje
innsynsforesporselStatus tilbakeholdt dokumenter{nr tittel filnavn mimeType storrelse kilde} korrespondanseparter{type navn kontaktperson}
lenker{url type utseende tekst{bokmal nynorsk engelsk nordsamisk}} skjemaer{nr type tekst{bokmal nynorsk engelsk nordsamisk}}
tiltaksplan{status startdato sluttdato delmal{nr beskrivelse}} relaterte{id tittel dato dokumenttype}`
	milepelfelt = `navn startdato sluttdato beskrivelse`

	dokMineMapper = `query MineMapper($rolle:Partsrolle){mineMapper(rolle:$rolle){id rolle tittel hovedperson kommunenummer saksdato avsluttet sistOppdatert navaerendeMilepel{` + milepelfelt + `}}}`
	dokMappe      = `query Mappe($id:ID!,$term:String){mappe(id:$id){id rolle tittel beskrivelse hovedperson kommunenummer minPart{rolle fornavn etternavn}
andreParter{rolle fornavn etternavn} saksdato avsluttet sistOppdatert milepeler{` + milepelfelt + `} navaerendeMilepel{` + milepelfelt + `} saksansvarlig saksaar
sakssekvensnummer lenker{url type utseende tekst{bokmal nynorsk engelsk nordsamisk}} skjemaer{nr type tekst{bokmal nynorsk engelsk nordsamisk}}
journalposter(term:$term){antallTreff dokumenttyper{dokumenttype antall} perioder{aar antall} pageInfo{hasNextPage endCursor} edges{cursor node{` + journalpostfelt + `}}}}}`
	dokJournalpost   = `query Journalpost($id:ID!){journalpost(id:$id){` + journalpostfelt + `}}`
	dokInnsynslogg   = `query Innsynslogg{innsynslogg{edges{cursor node{tidspunkt handling aktor mappeId journalpostId samtykkeId}} pageInfo{hasNextPage endCursor}}}`
	dokMappeEndret   = `subscription MappeEndret{mappeEndret{nullstill mapper endret stempel}}`
	dokIndMapper     = `mutation IndMapper($input:IndekserMapperInput!){indekserMapper(input:$input){opprettet oppdatert feil{sti kode melding}}}`
	dokIndPoster     = `mutation IndPoster($input:IndekserJournalposterInput!){indekserJournalposter(input:$input){opprettet oppdatert feil{sti kode melding}}}`
	dokSlettInd      = `mutation SlettInd($input:SlettIndeksertInput!){slettIndeksert(input:$input){antallSlettet}}`
	dokSperr         = `mutation Sperr($input:SperrInnsynInput!){sperrInnsyn(input:$input){id feil{sti kode melding}}}`
	dokDokumentlenke = `mutation Dokumentlenke($input:LagDokumentlenkeInput!){lagDokumentlenke(input:$input){lenke{sti gyldigTil} hindring}}`
	dokOpphevSperre  = `mutation Opphev($input:OpphevInnsynssperreInput!){opphevInnsynssperre(input:$input){opphevet}}`
)

// One case of the melder's with one entry, indexed by Bergen's machine under fixed ids.
const (
	meldingMappe = "c0000000-0000-4000-8000-000000000001"
	meldingPost  = "c0000000-0000-4000-8000-000000000002"
)

func radID(melding string) string {
	return innsyn.RadID(uuid.MustParse(maskinBergen), "4601", uuid.MustParse(melding)).String()
}

var (
	tomBolk      = inn(map[string]any{"meldinger": []any{}})
	osloBolk     = inn(map[string]any{"meldinger": []any{map[string]any{"meldingId": nokkel1, "kommunenummer": "0301", "fodselsnummer": "1", "metadata": "{"}}})
	slettBergen  = inn(map[string]any{"kommunenummer": "4601", "meldingIder": []string{nokkel1}})
	galSperre    = inn(map[string]any{"fodselsnummer": "1", "kommunenummer": "4601"})
	ukjentSperre = inn(map[string]any{"id": nokkel1})
)

// bareEgne is the line of what a person reads of her own: at the high level, and nobody else's is there.
var bareEgne = [10]string{logInn, lavt, ok, tom, lavt, tom, lavt, tom, lavt, tom}

// alleHoyt is the line of what every person may ask at the high level, and finds her own or nothing.
var alleHoyt = [10]string{logInn, lavt, ok, ok, lavt, ok, lavt, ok, lavt, ok}

// indekser gives the person a case with one entry, in whose every text is the word.
func (p *port) indekser(t testing.TB, pid, ord, mappe, post string) {
	t.Helper()
	f := viewer.Fagsystem{IntegrasjonID: uuid.MustParse(maskinBergen), Rettigheter: []viewer.Rettighet{{Rett: viewer.RettIndekser, Kommunenummer: "4601"}}}
	tekst := map[string]any{"bokmal": ord, "nynorsk": ord, "engelsk": ord, "nordsamisk": ord}
	milepel := map[string]any{"navn": ord, "startdato": "2026-01-01T12:00:00Z", "beskrivelse": ord}
	lenker := []any{map[string]any{"url": "https://" + ord, "egendefinert": tekst}}
	skjemaer := []any{map[string]any{"egendefinert": tekst, "edialogId": ord}}
	part := map[string]any{"rolle": "MOR", "fornavn": ord, "etternavn": ord}
	bolk := []innsyn.Melding{
		{MeldingID: uuid.MustParse(mappe), Slag: innsynsmelding.SlagMappe, Metadata: tilJSON(t, map[string]any{
			"tittel": ord, "beskrivelse": ord, "organisasjonsnummer": "974760673", "mappeId": ord, "systemId": ord, "saksansvarlig": ord, "minPart": part,
			"andreParter": []any{map[string]any{"rolle": "HOVEDPERSON", "fornavn": ord, "etternavn": ord, "fodselsnummer": pidTredje}},
			"milepeler":   []any{milepel}, "navaerendeMilepel": milepel, "lenker": lenker, "edialogSkjemaer": skjemaer,
		})},
		{MeldingID: uuid.MustParse(post), Slag: innsynsmelding.SlagJournalpost, Metadata: tilJSON(t, map[string]any{
			"tittel": ord, "forelderMeldingId": mappe, "beskrivelse": ord, "systemId": ord, "journaldato": "2026-02-01T12:00:00Z",
			"korrespondanseparter": []any{map[string]any{"korrespondanseparttype": "EA", "person": map[string]any{"fornavn": ord, "etternavn": ord, "fodselsnummer": pidTredje}}},
			"dokumenter":           []any{map[string]any{"tittel": ord, "filnavn": ord, "mimeType": ord, "lenke": "https://hemmelig/" + ord}},
			"lenker":               lenker, "edialogSkjemaer": skjemaer, "dokumenttype": "TILTAKSPLAN",
			"tiltaksplanDetaljer": map[string]any{"tiltaksstatus": "MANUELT_AVSLUTTET ", "startdato": "2026-01-01T12:00:00Z", "sluttdato": "2026-01-01T12:00:00Z",
				"delmal": []any{map[string]any{"id": ord, "beskrivelse": ord}}},
		})},
	}
	for i := range bolk {
		bolk[i].Kommunenummer, bolk[i].Fodselsnummer, bolk[i].Sikkerhetsniva = "4601", pid, 4
	}
	svar, err := p.innsyn.Indekser(viewer.With(t.Context(), f), bolk)
	maa(t, err)
	if len(svar.Feil) > 0 {
		t.Fatalf("%+v", svar.Feil)
	}
}

const pidTredje = "24859199887" // a party whose number no answer may hold

func tilJSON(t testing.TB, v any) []byte {
	t.Helper()
	raw, err := json.Marshal(v)
	maa(t, err)
	return raw
}

// Two parties of one case, each with a word of its own in every text. Whatever one asks, the other's word is in no answer,
// error, event or log; nor is any number, nor the address of a file.
func TestDenAndresOrdVisesIkke(t *testing.T) {
	p := nyttHus(t)
	p.lytt(t)
	const ordMor, ordFar = "kanarimor", "kanarifar"
	mappeFar, postFar := uuid.NewString(), uuid.NewString()
	p.indekser(t, pidMelder, ordMor, meldingMappe, meldingPost)
	mor := p.okt(t, pidMelder, viewer.NivaHoyt)
	c := p.sokkel(t, mor)
	c.abonner("1", dokMappeEndret, nil)
	ut := [][]byte{c.neste().Payload}
	p.indekser(t, pidFremmed, ordFar, mappeFar, postFar)
	var egne int
	for _, id := range []string{meldingMappe, meldingPost, mappeFar, postFar} {
		for _, dok := range []string{dokMappe, dokJournalpost} {
			for _, v := range []map[string]any{{"id": radID(id)}, {"id": id}, {"id": radID(id), "term": ordFar}, {"id": radID(id), "term": ordMor}} {
				if dok == dokJournalpost {
					delete(v, "term")
				}
				s := p.kjor(t, mor, dok, v)
				ut = append(ut, s.raw)
				egne += strings.Count(string(s.raw), ordMor)
			}
		}
	}
	for _, dok := range []string{dokMineMapper, dokInnsynslogg} {
		ut = append(ut, p.kjor(t, mor, dok, nil).raw)
	}
	// Her own changes: what she hears next is of that, so nothing of far's came between.
	p.indekser(t, pidMelder, ordMor, meldingMappe, meldingPost)
	m := c.neste()
	ut = append(ut, m.Payload)
	if endret, _ := m.les("data", "mappeEndret", "endret").([]any); len(endret) != 1 || endret[0] != radID(meldingMappe) {
		t.Errorf("an event: %s", m.Payload)
	}
	if egne < 50 {
		t.Errorf("her own word is there %d times: the test sees too little", egne)
	}
	for _, b := range append(ut, []byte(p.logg.String())) {
		for _, ord := range []string{ordFar, radID(mappeFar), radID(postFar), pidTredje, pidMelder, pidFremmed, "hemmelig"} {
			if strings.Contains(string(b), ord) {
				t.Errorf("%s in %s", ord, b)
			}
		}
	}
	if strings.Contains(p.logg.String(), ordMor) {
		t.Error("a text in the log")
	}
}

// She who is shut out: her open page empties, and stays empty whatever is indexed after.
func TestSperretPaaApenSokkel(t *testing.T) {
	p := nyttHus(t)
	p.lytt(t)
	p.indekser(t, pidMelder, "ord", meldingMappe, meldingPost)
	mor := p.okt(t, pidMelder, viewer.NivaHoyt)
	c := p.sokkel(t, mor)
	c.abonner("1", dokMappeEndret, nil)
	ser := func() string { return fmt.Sprint(c.neste().les("data", "mappeEndret", "mapper")) }
	if s := ser(); s != "["+radID(meldingMappe)+"]" {
		t.Fatalf("sees %s", s)
	}
	s := p.sporsmal(t, p.hus.maskiner[maskinBergen], dokSperr, map[string]any{"input": map[string]any{"fodselsnummer": pidMelder, "kommunenummer": "4601"}})
	if s.les("data", "sperrInnsyn", "id") == nil {
		t.Fatalf("not shut: %s", s.raw)
	}
	if s := ser(); s != "[]" {
		t.Errorf("shut out and sees %s", s)
	}
	p.indekser(t, pidMelder, "ord", meldingMappe, meldingPost)
	if s := p.kjor(t, mor, dokMappe, map[string]any{"id": radID(meldingMappe)}); s.les("data", "mappe") != nil {
		t.Errorf("shut out and reads %s", s.raw)
	}
	// Lifted by a person: that is what she hears next, so of the indexing she heard nothing.
	opphevet := p.kjor(t, p.okt(t, pidAdmin, viewer.NivaHoyt), dokOpphevSperre, map[string]any{"input": map[string]any{"id": s.les("data", "sperrInnsyn", "id")}})
	if opphevet.les("data", "opphevInnsynssperre", "opphevet") != true {
		t.Fatalf("not lifted: %s", opphevet.raw)
	}
	if s := ser(); s != "["+radID(meldingMappe)+"]" {
		t.Errorf("let in again and sees %s", s)
	}
}
