package innsyn

import (
	"math"
	"sync"
)

// The parts of the metadata, each as its published file of the same name.

var roller = []string{"HOVEDPERSON", "MOR", "FAR", "MEDMOR", "MEDFAR", "VERGE", "FOSTERFORELDER"}

func part() regel {
	return form{felter: map[string]felt{
		"rolle": {valg(roller...), true}, "fornavn": {ikkeBlank, true}, "etternavn": {ikkeBlank, true}, "fodselsnummer": {personnr, false},
	}}.eller()
}

func milepel() regel {
	return form{felter: map[string]felt{
		"navn": {ikkeBlank, true}, "startdato": {datoKrav, true}, "sluttdato": {dato, false}, "beskrivelse": {tekst, false},
	}}.eller()
}

// flerspraklig is an object of texts, one at least, with what else it may have; or null.
func flerspraklig(mer map[string]felt) regel {
	felter := map[string]felt{}
	sprak := []string{"bokmal", "nynorsk", "engelsk", "nordsamisk"}
	for _, s := range sprak {
		felter[s] = felt{nullbar(ikkeBlank), false}
	}
	for navn, f := range mer {
		felter[navn] = f
	}
	return form{felter: felter, ekstra: func(f *funn, sti []string, m map[string]any) {
		for _, s := range sprak {
			if m[s] != nil {
				return
			}
		}
		f.feil(under(sti, "bokmal"), FeilMangler)
	}}.eller()
}

func predefinert(typer ...string) regel {
	return form{felter: map[string]felt{"type": {valg(typer...), true}}}.eller()
}

func lenke() regel {
	return form{felter: map[string]felt{
		"url": {ikkeBlank, true}, "predefinert": {predefinert("SVAR", "KLAGE"), false},
		"egendefinert": {flerspraklig(map[string]felt{"utseende": {nullbar(valg("KNAPP", "LENKE")), false}}), false},
	}, ekstra: enAv("predefinert", "egendefinert", ikkeNull)}.regel()
}

func edialogSkjema() regel {
	return form{felter: map[string]felt{
		"edialogId": {tekst, false}, "predefinert": {predefinert("SVAR", "KLAGE", "POST"), false}, "egendefinert": {flerspraklig(nil), false},
	}, ekstra: enAv("predefinert", "egendefinert", ikkeNull)}.regel()
}

func korrespondansepart() regel {
	return form{felter: map[string]felt{
		"korrespondanseparttype": {valg("EA", "EM", "EK", "IA", "IM", "IK"), true},
		"person": {form{felter: map[string]felt{
			"fornavn": {ikkeBlank, true}, "etternavn": {ikkeBlank, true}, "fodselsnummer": {personnr, false},
		}}.eller(), false},
		"organisasjon": {form{felter: map[string]felt{
			"navn": {ikkeBlank, true}, "organisasjonsnummer": {nullbar(som(nisifre.MatchString)), false}, "kontaktperson": {nullbar(ikkeBlank), false},
		}}.eller(), false},
	}, ekstra: enAv("person", "organisasjon", erObjekt)}.regel()
}

func dokument() regel {
	return form{felter: map[string]felt{
		"filnavn": {ikkeBlank, true}, "mimeType": {ikkeBlank, true}, "tittel": {ikkeBlank, true},
		"storrelse": {heltall(math.MinInt64, math.MaxInt64), false}, "lenke": {tekst, false}, "svarUtFilnummer": {heltall(1, math.MaxInt32), false},
	}}.eller()
}

func tiltaksplan() regel {
	return form{apen: true, felter: map[string]felt{
		// The published enum has a space after the last; it is taken without too.
		"tiltaksstatus": {valg("AKTIV", "AVSLUTTET", "MANUELT_AVSLUTTET ", "MANUELT_AVSLUTTET"), true},
		"startdato":     {datoKrav, true}, "sluttdato": {datoKrav, true},
		"delmal": {kravListe(form{apen: true, felter: map[string]felt{"id": {ikkeBlank, true}, "beskrivelse": {ikkeBlank, true}}}.regel()), true},
	}}.eller()
}

// noark are the Noark 5 ids of a mappe, which its journalposter repeat.
func noark() map[string]felt {
	return map[string]felt{
		"mappeId": {tekst, false}, "systemId": {tekst, false}, "saksaar": {heltall(0, 9999), false},
		"sakssekvensnummer": {heltall(0, math.MaxInt32), false},
	}
}

// mappeskjema is BARNEVERNMAPPE_V1. It is made once: a batch has thousands of messages.
var mappeskjema = sync.OnceValue(func() regel {
	felter := noark()
	for navn, f := range map[string]felt{
		"tittel": {ikkeBlank, true}, "organisasjonsnummer": {som(nisifre.MatchString), true}, "beskrivelse": {tekst, false},
		"andreParter": {liste(part(), 0), false}, "minPart": {part(), false}, "sistOppdatert": {dato, false}, "avsluttet": {dato, false},
		"milepeler": {liste(milepel(), 0), false}, "navaerendeMilepel": {milepel(), false}, "saksdato": {dato, false},
		"saksansvarlig": {tekst, false}, "lenker": {liste(lenke(), 0), false}, "edialogSkjemaer": {liste(edialogSkjema(), 0), false},
	} {
		felter[navn] = f
	}
	return form{felter: felter}.regel()
})

// journalpostskjema is BARNEVERNJOURNALPOST_V1.
var journalpostskjema = sync.OnceValue(func() regel {
	return form{felter: map[string]felt{
		"tittel": {ikkeBlank, true}, "forelderMeldingId": {uuidTekst, true},
		"journalposttype": {nullbar(valg("I", "U", "N", "X", "S")), false}, "mappeId": {form{felter: noark()}.eller(), false},
		"journalpostnummer": {heltall(0, math.MaxInt32), false}, "systemId": {tekst, false}, "registreringsId": {tekst, false},
		"journaldato": {dato, false}, "dokumentetsDato": {dato, false}, "svarUtForsendelseId": {tekst, false}, "samtykkeId": {tekst, false},
		"eksponertFor": {liste(part(), 0), false}, "beskrivelse": {tekst, false}, "lenker": {liste(lenke(), 0), false}, "klagefrist": {dato, false},
		"korrespondanseparter": {liste(korrespondansepart(), 0), false}, "dokumenter": {liste(dokument(), 0), false},
		"dokumenttype":             {valg("VEDTAK", "MOTEREFERAT", "TILTAKSPLAN"), false},
		"innsynsforesporselStatus": {nullbar(valg("IKKE_FORESPURT", "FORESPURT", "GODKJENT", "AVVIST")), false},
		"relaterteJournalposter":   {liste(uuidTekst, 10), false}, "tidslinje": {boolsk, false},
		"edialogSkjemaer": {liste(edialogSkjema(), 0), false}, "tiltaksplanDetaljer": {tiltaksplan(), false},
	}, ekstra: journalpostvilkar}.regel()
})

// journalpostvilkar: what may be asked for needs the ids to ask by, and a plan has its details and nothing else has.
func journalpostvilkar(f *funn, sti []string, m map[string]any) {
	if m["innsynsforesporselStatus"] == "IKKE_FORESPURT" {
		if !erObjekt(m["mappeId"]) {
			f.feil(under(sti, "mappeId"), FeilMangler)
		}
		if s, ok := m["systemId"].(string); !ok || !erIkkeBlank(s) {
			f.feil(under(sti, "systemId"), FeilMangler)
		}
	}
	switch plan := m["dokumenttype"] == "TILTAKSPLAN"; {
	case plan && !erObjekt(m["tiltaksplanDetaljer"]):
		f.feil(under(sti, "tiltaksplanDetaljer"), FeilMangler)
	case !plan && m["tiltaksplanDetaljer"] != nil:
		f.feil(under(sti, "tiltaksplanDetaljer"), FeilSkalVaereTom)
	}
}
