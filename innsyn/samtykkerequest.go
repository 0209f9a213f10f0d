package innsyn

import (
	"cmp"
	"encoding/json"
	"math"
)

// The bodies of the national service's samtykke-ekstern-api, v1, as published; what stands there without being published is
// let through. Null is taken where a field may be left out.

// Samtykkeendring is EndreSamtykkeRequest.
type Samtykkeendring struct {
	Akseptfrist   Dato
	SluttDato     *Dato
	Saksbehandler Saksbehandler
}

// Samtykkeinvalidering is InvaliderSamtykkeRequest.
type Samtykkeinvalidering struct {
	Begrunnelse   string
	Saksbehandler Saksbehandler
}

// Samtykkeoppdatering is OppdaterStatusForPartRequest.
type Samtykkeoppdatering struct {
	PartFnr            string
	SamtykkeSvarStatus Svar
	OppdatertDato      *Dato
	Saksbehandler      Saksbehandler
}

// Samtykketilgang is EndreInnbyggertjenesterTilgangForPartRequest.
type Samtykketilgang struct {
	PartFnr       string
	SkalHaTilgang bool
}

var (
	erDag = som(func(s string) bool { _, err := ParseDato(s); return err == nil })
	// boolskKrav is true or false.
	boolskKrav = regel(func(f *funn, sti []string, v any) any {
		if v == nil {
			f.feil(sti, FeilType)
		}
		return boolsk(f, sti, v)
	})
	behandlerForm = form{apen: true, felter: map[string]felt{"saksbehandlerId": {ikkeBlank, true}, "fagsystem": {ikkeBlank, true}}}.regel()
)

// LesOpprettSamtykke reads OpprettSamtykkeRequest. A party's access is taken in both spellings that are published, the one of
// the request and the one of the answer; dokument, as the answer has it, is an addition of ours.
func LesOpprettSamtykke(raw []byte) (NyttSamtykke, []Feil) {
	const stor, liten = "harTilgangTilInnbyggerTjenester", "harTilgangTilInnbyggertjenester"
	person := form{apen: true, felter: map[string]felt{
		"fnr": {som(ellevesifre.MatchString), true}, "navn": {ikkeBlank, true}, stor: {nullbar(boolskKrav), false}, liten: {nullbar(boolskKrav), false},
	}, ekstra: enAv(stor, liten, ikkeNull)}
	var inn struct {
		SamtykkeNavn string
		Personer     struct {
			Personer []struct {
				Fnr, Navn string
				Stor      *bool `json:"harTilgangTilInnbyggerTjenester"`
				Liten     *bool `json:"harTilgangTilInnbyggertjenester"`
			}
		}
		Mappe         Samtykkemappe
		Akseptfrist   Dato
		SluttDato     *Dato
		Dokument      *Samtykkefil
		Saksbehandler Saksbehandler
	}
	feil := lesSom(raw, form{apen: true, felter: map[string]felt{
		"samtykkeNavn": {ikkeBlank, true}, "akseptfrist": {erDag, true}, "sluttDato": {nullbar(erDag), false},
		"samtykkeType": {nullbar(valg("BARNEVERN")), false}, "saksbehandler": {behandlerForm, true},
		"personer": {form{apen: true, felter: map[string]felt{"personer": {kravListe(person.regel()), true}}}.regel(), true},
		"mappe": {form{apen: true, felter: map[string]felt{
			"mappeId": {tekst, false}, "systemId": {tekst, false}, "saksaar": {heltall(math.MinInt32, math.MaxInt32), false},
			"sakssekvensnummer": {heltall(math.MinInt64, math.MaxInt64), false},
		}}.regel(), true},
		"dokument": {form{apen: true, nullbar: true, felter: map[string]felt{
			"filnavn": {ikkeBlank, true}, "mimeType": {ikkeBlank, true}, "tittel": {ikkeBlank, true}, "storrelse": {kravHeltall(0, math.MaxInt32), true},
			"lenke": {ikkeBlank, true},
		}}.regel(), false},
	}}.regel(), &inn)
	if len(feil) > 0 {
		return NyttSamtykke{}, feil
	}
	ut := NyttSamtykke{Navn: inn.SamtykkeNavn, Mappe: inn.Mappe, Akseptfrist: inn.Akseptfrist, SluttDato: inn.SluttDato,
		Dokument: inn.Dokument, Saksbehandler: inn.Saksbehandler}
	for _, p := range inn.Personer.Personer {
		ut.Personer = append(ut.Personer, NyPart{p.Fnr, p.Navn, *cmp.Or(p.Stor, p.Liten)}) // exactly one is there
	}
	return ut, nil
}

// LesEndreSamtykke reads EndreSamtykkeRequest.
func LesEndreSamtykke(raw []byte) (ut Samtykkeendring, feil []Feil) {
	feil = lesSom(raw, form{apen: true, felter: map[string]felt{
		"akseptfrist": {erDag, true}, "sluttDato": {nullbar(erDag), false}, "saksbehandler": {behandlerForm, true},
	}}.regel(), &ut)
	return ut, feil
}

// LesInvaliderSamtykke reads InvaliderSamtykkeRequest.
func LesInvaliderSamtykke(raw []byte) (ut Samtykkeinvalidering, feil []Feil) {
	feil = lesSom(raw, form{apen: true, felter: map[string]felt{"begrunnelse": {tekst, false}, "saksbehandler": {behandlerForm, true}}}.regel(), &ut)
	return ut, feil
}

// LesOppdaterForPart reads OppdaterStatusForPartRequest.
func LesOppdaterForPart(raw []byte) (ut Samtykkeoppdatering, feil []Feil) {
	feil = lesSom(raw, form{apen: true, felter: map[string]felt{
		"partFnr": {som(ellevesifre.MatchString), true}, "oppdatertDato": {nullbar(erDag), false}, "saksbehandler": {behandlerForm, true},
		"samtykkeSvarStatus": {valg(string(SvarVenter), string(SvarSamtykket), string(SvarIkkeSamtykket), string(SvarTrukket)), true},
	}}.regel(), &ut)
	return ut, feil
}

// LesTilgangForPart reads EndreInnbyggertjenesterTilgangForPartRequest.
func LesTilgangForPart(raw []byte) (ut Samtykketilgang, feil []Feil) {
	feil = lesSom(raw, form{apen: true, felter: map[string]felt{
		"partFnr": {som(ellevesifre.MatchString), true}, "skalHaTilgang": {boolskKrav, true},
	}}.regel(), &ut)
	return ut, feil
}

// lesSom checks a body by its rule, and reads it when nothing is wrong with it.
func lesSom(raw []byte, r regel, ut any) []Feil {
	var f funn
	doc, ok := lesJSON(&f, []string{}, raw)
	if !ok {
		return f.alle
	}
	riktig := r(&f, []string{}, doc) // only what the rule knows: a field spelled otherwise must not come in its place
	if len(f.alle) > 0 {
		return f.alle
	}
	raw, err := json.Marshal(riktig)
	if err != nil || json.Unmarshal(raw, ut) != nil {
		f.feil([]string{}, FeilUgyldigFormat)
	}
	return f.alle
}
