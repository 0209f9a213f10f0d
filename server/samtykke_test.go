package server_test

import (
	"strings"
	"testing"

	"github.com/google/uuid"

	"barnevernportalen/ent/viewer"
	"barnevernportalen/innsyn"
)

const (
	samtykkefelt = `id kommunenummer navn andreParter akseptfrist sluttDato svar svarDato status invalidert kanGi kanAvsla kanTrekke
dokumenter{journalpostId nr tittel filnavn mimeType storrelse kilde} versjon historikk{tidspunkt type svar aktor}`
	fagsamtykkefelt = `id kommunenummer navn personer{fodselsnummer navn svar svarDato harTilgang} mappe{mappeId systemId saksaar sakssekvensnummer}
akseptfrist sluttDato opprettet invalidert status dokument{filnavn mimeType tittel storrelse lenke}`
	fagutfall = `{samtykke{` + fagsamtykkefelt + `} hindring feil{sti kode melding}}`

	dokMineSamtykker   = `query MineSamtykker{mineSamtykker{` + samtykkefelt + `}}`
	dokSamtykke        = `query Samtykke($id:ID!){samtykke(id:$id){` + samtykkefelt + `}}`
	dokGiSamtykke      = `mutation GiSamtykke($id:ID!,$versjon:String){giSamtykke(input:{id:$id,versjon:$versjon}){samtykke{` + samtykkefelt + `} hindring}}`
	dokAvslaSamtykke   = `mutation AvslaSamtykke($id:ID!){avslaSamtykke(input:{id:$id}){samtykke{` + samtykkefelt + `} hindring}}`
	dokTrekkSamtykke   = `mutation TrekkSamtykke($id:ID!){trekkSamtykke(input:{id:$id}){samtykke{` + samtykkefelt + `} hindring}}`
	dokSamtykkeEndret  = `subscription SamtykkeEndret{samtykkeEndret{nullstill samtykker endret}}`
	dokSamtykkepost    = `query Samtykkepost($id:ID!){journalpost(id:$id){id samtykke{` + samtykkefelt + `}}}`
	dokHentSamtykke    = `query HentSamtykke($id:ID!){hentSamtykke(id:$id){` + fagsamtykkefelt + `}}`
	dokSamtykkeforlop  = `query Samtykkeforlop($id:ID!){samtykkeHistorikk(id:$id){sekvensnummer type beskrivelse tidspunkt fodselsnummer fraSvar tilSvar aktor saksbehandler{saksbehandlerId fagsystem}}}`
	dokOpprettSamtykke = `mutation OpprettSamtykke($input:OpprettSamtykkeInput!){opprettSamtykke(input:$input){id feil{sti kode melding}}}`
	dokEndreSamtykke   = `mutation EndreSamtykke($id:ID!){endreSamtykke(input:{id:$id akseptfrist:"2099-02-01" saksbehandler:{saksbehandlerId:"s" fagsystem:"f"}})` + fagutfall + `}`
	dokInvalider       = `mutation Invalider($id:ID!){invaliderSamtykke(input:{id:$id saksbehandler:{saksbehandlerId:"s" fagsystem:"f"}})` + fagutfall + `}`
	dokForPart         = `mutation ForPart($id:ID!){oppdaterSamtykkeForPart(input:{id:$id fodselsnummer:"` + pidFremmed + `" svar:SAMTYKKET saksbehandler:{saksbehandlerId:"s" fagsystem:"f"}})` + fagutfall + `}`
	dokTilgangForPart  = `mutation TilgangForPart($id:ID!){endreTilgangForPart(input:{id:$id fodselsnummer:"` + pidFremmed + `" harTilgang:true})` + fagutfall + `}`
)

var samtykkedokumenter = []string{
	dokMineSamtykker, dokSamtykke, dokGiSamtykke, dokAvslaSamtykke, dokTrekkSamtykke, dokSamtykkeEndret, dokSamtykkepost, dokHentSamtykke,
	dokSamtykkeforlop, dokOpprettSamtykke, dokEndreSamtykke, dokInvalider, dokForPart, dokTilgangForPart,
}

// galtSamtykke is everything wrong with what is to be asked for on behalf of a kommune.
func galtSamtykke(kommune string) func(string) map[string]any {
	return inn(map[string]any{"kommunenummer": kommune, "navn": "", "personer": []any{}, "mappe": map[string]any{}, "akseptfrist": "2099-01-01",
		"saksbehandler": map[string]any{"saksbehandlerId": "", "fagsystem": ""}})
}

// bareSpurt is the line of what she does who is asked: of another's there is nothing.
var bareSpurt = [10]string{logInn, lavt, ok, skjult, lavt, skjult, lavt, skjult, lavt, skjult}

// samtykkeTil asks the melder, who has access, and one who has not; the id.
func (p *port) samtykkeTil(t testing.TB, kommune, maskin string) string {
	t.Helper()
	return p.samtykke(t, kommune, maskin, []innsyn.NyPart{
		{Fodselsnummer: pidMelder, Navn: "Mor Morsen", HarTilgang: true}, {Fodselsnummer: pidFremmed, Navn: "Far Farsen"},
	})
}

func (p *port) samtykke(t testing.TB, kommune, maskin string, parter []innsyn.NyPart) string {
	t.Helper()
	frist, err := innsyn.ParseDato("2099-01-01")
	maa(t, err)
	f := viewer.Fagsystem{IntegrasjonID: uuid.MustParse(maskin), Rettigheter: []viewer.Rettighet{{Rett: viewer.RettSamtykke, Kommunenummer: kommune}}}
	id, feil, err := p.innsyn.OpprettSamtykke(viewer.With(t.Context(), f), innsyn.NyttSamtykke{
		Kommunenummer: kommune, Navn: "Kanarifugl", Personer: parter, Akseptfrist: frist,
		Saksbehandler: innsyn.Saksbehandler{SaksbehandlerID: "s", Fagsystem: "f"},
	})
	maa(t, err)
	if len(feil) > 0 {
		t.Fatalf("%+v", feil)
	}
	return id.String()
}

// erSamtykke reports whether a root field asks about a consent by its id.
func erSamtykke(felt string) bool {
	return strings.Contains(strings.ToLower(felt), "samtykke") || strings.HasSuffix(felt, "TilgangForPart")
}
