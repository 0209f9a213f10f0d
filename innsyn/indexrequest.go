package innsyn

import (
	"encoding/base64"
	"math"
	"strconv"
	"strings"

	"github.com/google/uuid"

	"barnevernportalen/ent/db/innsynsmelding"
)

// Indexmelding is one message of the national service's IndexRequestV2.
type Indexmelding struct {
	Melding            // without Kommunenummer
	FiksOrganisasjonID uuid.UUID
}

// LesIndexRequest reads the body of PUT …/indexRequest: the published IndexRequestV2, of which only messages of barnevern for
// one person are ours. What is wrong is told by path; the metadata are decoded and not looked into. More messages than
// [MaksMeldinger] are FOR_MANGE, and none is read.
func LesIndexRequest(raw []byte) ([]Indexmelding, []Feil) {
	var f funn
	doc, ok := lesJSON(&f, []string{}, raw)
	if !ok {
		return nil, f.alle
	}
	m, _ := doc.(map[string]any)
	liste, ok := m["meldinger"].([]any)
	switch {
	case !ok || len(liste) == 0:
		f.feil([]string{"meldinger"}, FeilMangler)
		return nil, f.alle
	case len(liste) > MaksMeldinger:
		f.feil([]string{"meldinger"}, FeilForMange)
		return nil, f.alle
	}
	ut := make([]Indexmelding, 0, len(liste))
	skjema := indexmeldingskjema()
	for i, e := range liste {
		sti := []string{"meldinger", strconv.Itoa(i)}
		for0 := f.antall
		riktig, _ := skjema(&f, sti, e).(map[string]any)
		if f.antall == for0 {
			ut = append(ut, lesIndexmelding(&f, sti, riktig))
		}
	}
	return ut, f.alle
}

// indexmeldingskjema is IndexMeldingV2. Other fields are let through, as published.
func indexmeldingskjema() regel {
	return form{apen: true, felter: map[string]felt{
		"meldingId": {uuidTekst, true}, "fiksOrganisasjonId": {uuidTekst, true}, "sikkerhetsniva": {kravHeltall(0, math.MaxInt32), true},
		"versjon": {som(func(v string) bool { _, kjent := SlagAv(v); return kjent }), true}, "meldingMetadata": {som(erBase64), true},
		"eksternRef": {nullbar(som(eksternRefForm.MatchString)), false}, "tilgjengeligTil": {dato, false},
		"eksponertFor": {form{apen: true, felter: map[string]felt{
			"identifikatorType": {valg("FODSELSNUMMER"), true}, "verdi": {som(ellevesifre.MatchString), true},
		}}.regel(), true},
	}}.regel()
}

func lesIndexmelding(f *funn, sti []string, m map[string]any) Indexmelding {
	slag, _ := SlagAv(m["versjon"].(string))
	metadata, err := base64.StdEncoding.DecodeString(m["meldingMetadata"].(string))
	if err != nil {
		f.feil(under(sti, "meldingMetadata"), FeilUgyldigFormat)
	}
	ref, _ := m["eksternRef"].(string)
	return Indexmelding{FiksOrganisasjonID: uuid.MustParse(m["fiksOrganisasjonId"].(string)), Melding: Melding{
		MeldingID: uuid.MustParse(m["meldingId"].(string)), Slag: slag, Metadata: metadata, EksternRef: ref,
		Fodselsnummer: m["eksponertFor"].(map[string]any)["verdi"].(string), Sikkerhetsniva: int(m["sikkerhetsniva"].(int64)),
		TilgjengeligTil: tid(m["tilgjengeligTil"]),
	}}
}

// Slettemelding is one message of the national service's SlettMeldingerSpec.
type Slettemelding struct {
	FiksOrgID, MeldingID uuid.UUID
	Slag                 innsynsmelding.Slag // empty: either
	Annet                bool                // a type that is never indexed here
}

// maksSlett is the longest list to delete: the national service's own.
const maksSlett = 1000

// LesSlettemeldinger reads the body of POST …/slettByMeldingId in all its published versions: meldingType may be left out.
func LesSlettemeldinger(raw []byte) ([]Slettemelding, []Feil) {
	var f funn
	doc, ok := lesJSON(&f, []string{}, raw)
	if !ok {
		return nil, f.alle
	}
	m, _ := doc.(map[string]any)
	liste, ok := m["meldinger"].([]any)
	if !ok || len(liste) == 0 {
		f.feil([]string{"meldinger"}, FeilMangler)
		return nil, f.alle
	}
	if len(liste) > maksSlett {
		f.feil([]string{"meldinger"}, FeilForMange)
		return nil, f.alle
	}
	skjema := form{apen: true, felter: map[string]felt{
		"fiksOrgId": {uuidTekst, true}, "meldingId": {uuidTekst, true},
		"meldingType": {nullbar(valg("faktura", "mappe", "journalpost", "barnevernmappe", "barnevernjournalpost", "byggesak", "innsendtskjema",
			"skjemakladd", "matrikkelenhet", "kommunaltjeneste", "forsendelse")), false},
	}}.regel()
	var ut []Slettemelding
	for i, e := range liste {
		for0 := f.antall
		en, _ := skjema(&f, []string{"meldinger", strconv.Itoa(i)}, e).(map[string]any)
		if f.antall > for0 {
			continue
		}
		s := Slettemelding{FiksOrgID: uuid.MustParse(en["fiksOrgId"].(string)), MeldingID: uuid.MustParse(en["meldingId"].(string))}
		switch en["meldingType"] {
		case nil:
		case "barnevernmappe":
			s.Slag = innsynsmelding.SlagMappe
		case "barnevernjournalpost":
			s.Slag = innsynsmelding.SlagJournalpost
		default:
			s.Annet = true
		}
		ut = append(ut, s)
	}
	return ut, f.alle
}

// SlagAvMeldingVersjon is SlagAv for the parameter meldingVersjon of DELETE …/slett, whose published example («fakturaV1») is
// spelled otherwise.
func SlagAvMeldingVersjon(v string) (innsynsmelding.Slag, bool) {
	switch strings.ReplaceAll(strings.ToUpper(v), "_", "") {
	case "BARNEVERNMAPPEV1":
		return innsynsmelding.SlagMappe, true
	case "BARNEVERNJOURNALPOSTV1":
		return innsynsmelding.SlagJournalpost, true
	}
	return "", false
}

// ErEksternRef reports whether a group's name is of the published form.
func ErEksternRef(s string) bool { return len(s) <= maksEksternRef && eksternRefForm.MatchString(s) }

func kravHeltall(min, maks int64) regel {
	r := heltall(min, maks)
	return func(f *funn, sti []string, v any) any {
		if v == nil {
			f.feil(sti, FeilType)
		}
		return r(f, sti, v)
	}
}

func erBase64(s string) bool {
	_, err := base64.StdEncoding.DecodeString(s)
	return err == nil
}
