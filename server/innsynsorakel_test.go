package server_test

import (
	"fmt"
	"slices"
	"strings"
)

// The oracle of the access matrix: what each field of innsyn shall show, from what a case system has indexed for one person.
//
// It is written from the issue («Innsyn: a case as one actor may see it»), the access chapter of the design, the SDL's
// descriptions and the published format; by someone who had not read the rules, nor the code that answers. So it knows
// nothing of how rows are found: a person sees what was indexed for her, field by field as below, and of all else nothing.

// kilde is what was indexed for one person: the published JSON, and beside it, under names that begin with @, what the
// envelope says and what hangs together with it.
type kilde = map[string]any

// Values that the oracle cannot foretell, but can fence in.
type (
	ugjennomsiktig struct{}        // something, whatever: a cursor
	enten          struct{ a any } // this, or nothing
	uordnet        []any           // a list in any order
)

// regel is what a field shows of a source.
type regel func(k kilde) any

func verdi(navn string) regel { return func(k kilde) any { return k[navn] } }

// liste is a list that is never null.
func liste(navn string) regel {
	return func(k kilde) any {
		if l, _ := k[navn].([]any); l != nil {
			return l
		}
		return []any{}
	}
}

// nummerert gives each of a list its place.
func nummerert(navn string) regel {
	return func(k kilde) any {
		ut := []any{}
		for i, v := range liste(navn)(k).([]any) {
			ny := kilde{"@nr": i, "@over": k}
			for n, w := range v.(kilde) {
				ny[n] = w
			}
			ut = append(ut, ny)
		}
		return ut
	}
}

// av is a field of an object that may not be there.
func av(objekt, navn string) regel {
	return func(k kilde) any {
		if o, _ := k[objekt].(kilde); o != nil {
			return o[navn]
		}
		return nil
	}
}

// oversatt is the text of the case system's own, where there is one.
func oversatt(k kilde) any {
	if o, _ := k["egendefinert"].(kilde); o != nil {
		return o
	}
	return nil
}

func rolle(k kilde) any { return av("minPart", "rolle")(k) }

// hovedperson is the name of the child, where this set says it.
func hovedperson(k kilde) any {
	parter := slices.Clone(liste("andreParter")(k).([]any))
	if min, _ := k["minPart"].(kilde); min != nil {
		parter = append(parter, min)
	}
	for _, p := range parter {
		if p := p.(kilde); p["rolle"] == "HOVEDPERSON" {
			return fmt.Sprint(p["fornavn"], " ", p["etternavn"])
		}
	}
	return nil
}

// dato is what an entry is sorted by.
func dato(k kilde) any {
	if d := k["journaldato"]; d != nil {
		return d
	}
	return k["dokumentetsDato"]
}

// ventende are the deadlines that run: nobody has written, or asked for anything, or is set up to receive an answer, in the
// matrix's world. What else waits for whom is in innsyn's venter tests.
func ventende(k kilde) any {
	ut := uordnet{}
	for _, p := range k["@poster"].([]any) {
		p := p.(kilde)
		if frist, _ := p["klagefrist"].(string); frist > "2400" {
			ut = append(ut, kilde{"@slag": "KLAGEFRIST", "@id": p["@id"], "tittel": p["tittel"], "klagefrist": frist})
		}
	}
	return ut
}

// tilbakeholdt: a title-only entry.
func tilbakeholdt(k kilde) any { return len(liste("dokumenter")(k).([]any)) == 0 }

// navn of who wrote or received: a person's, or an organisation's.
func navn(k kilde) any {
	if p, _ := k["person"].(kilde); p != nil {
		return fmt.Sprint(p["fornavn"], " ", p["etternavn"])
	}
	return av("organisasjon", "navn")(k)
}

// kildeAv is where a document's file lies: in our own store (the plant marks those), in the person's own post box, or nowhere
// that anybody has allowed us to go.
func kildeAv(k kilde) any {
	over, _ := k["@over"].(kilde)
	switch {
	case k["@fil"] != nil:
		return "PORTAL"
	case k["svarUtFilnummer"] != nil && over["svarUtForsendelseId"] != nil:
		return "POSTKASSE"
	}
	return "INGEN"
}

// antall counts entries by what they have.
func antall(poster []any, av regel) (ut uordnet) {
	n := map[any]int{}
	for _, p := range poster {
		n[av(p.(kilde))]++
	}
	for v, antall := range n {
		ut = append(ut, kilde{"verdi": v, "antall": antall})
	}
	return ut
}

// treff is the answer of a search of which all of the case's entries, or some, are hits.
func treff(k kilde) any {
	if t, soker := k["@treff"]; soker {
		return t
	}
	p := slices.Clone(k["@poster"].([]any))
	slices.SortStableFunc(p, func(a, b any) int { // newest first; those without a date last
		da, _ := dato(a.(kilde)).(string)
		db, _ := dato(b.(kilde)).(string)
		return strings.Compare(db, da)
	})
	return kilde{"@poster": p, "@utenType": p, "@utenDato": p}
}

// kanter are the edges of a page.
func kanter(k kilde) any {
	ut := []any{}
	for _, p := range k["@poster"].([]any) {
		ut = append(ut, kilde{"node": p})
	}
	return ut
}

// sluttmarkor is where a page ends.
func sluttmarkor(k kilde) any {
	if len(k["@poster"].([]any)) == 0 {
		return nil
	}
	return ugjennomsiktig{}
}

// aar is the year of an entry; the plant has no date near a turn of the year.
func aar(k kilde) any {
	if d, _ := dato(k).(string); d != "" {
		var n int
		_, _ = fmt.Sscan(d[:4], &n)
		return n
	}
	return nil
}

var orakel = map[string]regel{
	"MinMappe.id":                verdi("@id"),
	"MinMappe.rolle":             rolle,
	"MinMappe.tittel":            verdi("tittel"),
	"MinMappe.hovedperson":       hovedperson,
	"MinMappe.kommunenummer":     verdi("@kommunenummer"),
	"MinMappe.saksdato":          verdi("saksdato"),
	"MinMappe.avsluttet":         verdi("avsluttet"),
	"MinMappe.sistOppdatert":     verdi("sistOppdatert"),
	"MinMappe.navaerendeMilepel": verdi("navaerendeMilepel"),
	"MinMappe.venter":            ventende,

	"Mappe.id":                verdi("@id"),
	"Mappe.rolle":             rolle,
	"Mappe.tittel":            verdi("tittel"),
	"Mappe.beskrivelse":       verdi("beskrivelse"),
	"Mappe.hovedperson":       hovedperson,
	"Mappe.kommunenummer":     verdi("@kommunenummer"),
	"Mappe.minPart":           verdi("minPart"),
	"Mappe.andreParter":       liste("andreParter"),
	"Mappe.saksdato":          verdi("saksdato"),
	"Mappe.avsluttet":         verdi("avsluttet"),
	"Mappe.sistOppdatert":     verdi("sistOppdatert"),
	"Mappe.milepeler":         liste("milepeler"),
	"Mappe.navaerendeMilepel": verdi("navaerendeMilepel"),
	"Mappe.saksansvarlig":     verdi("saksansvarlig"),
	"Mappe.saksaar":           verdi("saksaar"),
	"Mappe.sakssekvensnummer": verdi("sakssekvensnummer"),
	"Mappe.lenker":            liste("lenker"),
	"Mappe.skjemaer":          nummerert("edialogSkjemaer"),
	"Mappe.journalposter":     treff,
	"Mappe.venter":            ventende,

	"Ventende.slag":          verdi("@slag"),
	"Ventende.journalpostId": verdi("@id"),
	"Ventende.tittel":        verdi("tittel"),
	"Ventende.frist":         verdi("klagefrist"),
	"Ventende.kom":           verdi("@kom"),
	"Ventende.status":        verdi("@status"),

	"Part.rolle":     verdi("rolle"),
	"Part.fornavn":   verdi("fornavn"),
	"Part.etternavn": verdi("etternavn"),

	"Milepel.navn":        verdi("navn"),
	"Milepel.startdato":   verdi("startdato"),
	"Milepel.sluttdato":   verdi("sluttdato"),
	"Milepel.beskrivelse": verdi("beskrivelse"),

	"Lenke.url":      verdi("url"),
	"Lenke.type":     av("predefinert", "type"),
	"Lenke.utseende": av("egendefinert", "utseende"),
	"Lenke.tekst":    oversatt,

	"Edialogskjema.nr":    verdi("@nr"),
	"Edialogskjema.type":  av("predefinert", "type"),
	"Edialogskjema.tekst": oversatt,
	// Nobody is set up to receive post in the matrix's world, so nothing is offered and nothing written; who sees what is
	// written is in post_test.go here and in innsyn.
	"Edialogskjema.tilbys": func(kilde) any { return false },
	"Mappe.trad":           func(kilde) any { return []any{} },

	"Innbyggerpost.id":               ikkeSkrevet,
	"Innbyggerpost.type":             ikkeSkrevet,
	"Innbyggerpost.mappeId":          ikkeSkrevet,
	"Innbyggerpost.journalpostId":    ikkeSkrevet,
	"Innbyggerpost.sendt":            ikkeSkrevet,
	"Innbyggerpost.mottaker":         ikkeSkrevet,
	"Innbyggerpost.tekst":            ikkeSkrevet,
	"Innbyggerpost.filer":            ikkeSkrevet,
	"Innbyggerpost.klagefrist":       ikkeSkrevet,
	"Innbyggerpost.etterKlagefrist":  ikkeSkrevet,
	"Innbyggerpost.vei":              ikkeSkrevet,
	"Innbyggerpost.status":           ikkeSkrevet,
	"Innbyggerpost.endret":           ikkeSkrevet,
	"Innbyggerpost.svar":             ikkeSkrevet,
	"Innbyggerpost.kvittering":       ikkeSkrevet,
	"Brevfil.navn":                   ikkeSkrevet,
	"Brevfil.sendtSom":               ikkeSkrevet,
	"Brevfil.mimeType":               ikkeSkrevet,
	"Brevfil.storrelse":              ikkeSkrevet,
	"SendPostPayload.post":           ikkeSkrevet,
	"SendPostPayload.alleredeSendt":  ikkeSkrevet,
	"SendPostPayload.feil":           ikkeSkrevet,
	"SendSvarPayload.post":           ikkeSkrevet,
	"SendSvarPayload.alleredeSendt":  ikkeSkrevet,
	"SendSvarPayload.feil":           ikkeSkrevet,
	"SendKlagePayload.post":          ikkeSkrevet,
	"SendKlagePayload.alleredeSendt": ikkeSkrevet,
	"SendKlagePayload.feil":          ikkeSkrevet,
	"Postfeil.felt":                  ikkeSkrevet,
	"Brevutkast.slag":                ikkeSkrevet,
	"Brevutkast.stedId":              ikkeSkrevet,
	"Brevutkast.nokkel":              ikkeSkrevet,
	"Brevutkast.versjon":             ikkeSkrevet,
	"Brevutkast.innhold":             ikkeSkrevet,
	"Brevutkast.lagret":              ikkeSkrevet,
	"Brevutkast.utloper":             ikkeSkrevet,
	"Brevutkast.filerHer":            ikkeSkrevet,
	"LagreBrevutkastPayload.utkast":  ikkeSkrevet,
	"LagreBrevutkastPayload.nyere":   ikkeSkrevet,
	"LagreBrevutkastPayload.sendt":   ikkeSkrevet,
	"LagreBrevutkastPayload.feil":    ikkeSkrevet,
	"SlettBrevutkastPayload.slettet": ikkeSkrevet,
	"Postfeil.kode":                  ikkeSkrevet,

	// Nobody is asked for a consent in it either; who sees what of one is in innsyn's samtykke tests.
	"Journalpost.samtykke":           func(kilde) any { return nil },
	"Samtykke.id":                    ikkeSkrevet,
	"Samtykke.kommunenummer":         ikkeSkrevet,
	"Samtykke.navn":                  ikkeSkrevet,
	"Samtykke.andreParter":           ikkeSkrevet,
	"Samtykke.akseptfrist":           ikkeSkrevet,
	"Samtykke.sluttDato":             ikkeSkrevet,
	"Samtykke.svar":                  ikkeSkrevet,
	"Samtykke.svarDato":              ikkeSkrevet,
	"Samtykke.status":                ikkeSkrevet,
	"Samtykke.invalidert":            ikkeSkrevet,
	"Samtykke.kanGi":                 ikkeSkrevet,
	"Samtykke.kanAvsla":              ikkeSkrevet,
	"Samtykke.kanTrekke":             ikkeSkrevet,
	"Samtykke.dokumenter":            ikkeSkrevet,
	"Samtykke.versjon":               ikkeSkrevet,
	"Samtykke.historikk":             ikkeSkrevet,
	"Samtykkedokument.journalpostId": ikkeSkrevet,
	"Samtykkedokument.nr":            ikkeSkrevet,
	"Samtykkedokument.tittel":        ikkeSkrevet,
	"Samtykkedokument.filnavn":       ikkeSkrevet,
	"Samtykkedokument.mimeType":      ikkeSkrevet,
	"Samtykkedokument.storrelse":     ikkeSkrevet,
	"Samtykkedokument.kilde":         ikkeSkrevet,
	"Samtykkehendelse.tidspunkt":     ikkeSkrevet,
	"Samtykkehendelse.type":          ikkeSkrevet,
	"Samtykkehendelse.svar":          ikkeSkrevet,
	"Samtykkehendelse.aktor":         ikkeSkrevet,
	"SvarSamtykkePayload.samtykke":   ikkeSkrevet,
	"SvarSamtykkePayload.hindring":   ikkeSkrevet,

	// And nobody has asked for what is withheld; who sees what of a request is in innsyn's foresporsel tests.
	"Innsynsforesporsel.id":                       ikkeSkrevet,
	"Innsynsforesporsel.mappeId":                  ikkeSkrevet,
	"Innsynsforesporsel.sendt":                    ikkeSkrevet,
	"Innsynsforesporsel.begrunnelse":              ikkeSkrevet,
	"Innsynsforesporsel.poster":                   ikkeSkrevet,
	"Innsynsforesporsel.status":                   ikkeSkrevet,
	"Innsynsforesporsel.endret":                   ikkeSkrevet,
	"Innsynsforesporsel.hentet":                   ikkeSkrevet,
	"Innsynsforesporsel.svar":                     ikkeSkrevet,
	"ForespurtPost.id":                            ikkeSkrevet,
	"ForespurtPost.tittel":                        ikkeSkrevet,
	"SendInnsynsforesporselPayload.foresporsel":   ikkeSkrevet,
	"SendInnsynsforesporselPayload.alleredeSendt": ikkeSkrevet,
	"SendInnsynsforesporselPayload.feil":          ikkeSkrevet,

	"Flerspraklig.bokmal":     verdi("bokmal"),
	"Flerspraklig.nynorsk":    verdi("nynorsk"),
	"Flerspraklig.engelsk":    verdi("engelsk"),
	"Flerspraklig.nordsamisk": verdi("nordsamisk"),

	"Journalpost.id":                       verdi("@id"),
	"Journalpost.mappeId":                  verdi("@mappeId"),
	"Journalpost.tittel":                   verdi("tittel"),
	"Journalpost.beskrivelse":              verdi("beskrivelse"),
	"Journalpost.dokumenttype":             verdi("dokumenttype"),
	"Journalpost.journalposttype":          verdi("journalposttype"),
	"Journalpost.dato":                     dato,
	"Journalpost.journaldato":              verdi("journaldato"),
	"Journalpost.dokumentetsDato":          verdi("dokumentetsDato"),
	"Journalpost.klagefrist":               verdi("klagefrist"),
	"Journalpost.tidslinje":                func(k kilde) any { return k["tidslinje"] == true },
	"Journalpost.innsynsforesporselStatus": verdi("innsynsforesporselStatus"),
	"Journalpost.tilbakeholdt":             tilbakeholdt,
	"Journalpost.dokumenter":               nummerert("dokumenter"),
	"Journalpost.korrespondanseparter":     liste("korrespondanseparter"),
	"Journalpost.lenker":                   liste("lenker"),
	"Journalpost.skjemaer":                 nummerert("edialogSkjemaer"),
	"Journalpost.tiltaksplan":              verdi("tiltaksplanDetaljer"),
	"Journalpost.relaterte":                func(k kilde) any { return uordnet(liste("@relaterte")(k).([]any)) },

	"RelatertJournalpost.id":           verdi("@id"),
	"RelatertJournalpost.tittel":       verdi("tittel"),
	"RelatertJournalpost.dato":         dato,
	"RelatertJournalpost.dokumenttype": verdi("dokumenttype"),

	"Innsynsdokument.nr":        verdi("@nr"),
	"Innsynsdokument.tittel":    verdi("tittel"),
	"Innsynsdokument.filnavn":   verdi("filnavn"),
	"Innsynsdokument.mimeType":  verdi("mimeType"),
	"Innsynsdokument.storrelse": verdi("storrelse"),
	"Innsynsdokument.kilde":     kildeAv,

	"Korrespondansepart.type":          verdi("korrespondanseparttype"),
	"Korrespondansepart.navn":          navn,
	"Korrespondansepart.kontaktperson": av("organisasjon", "kontaktperson"),

	"Tiltaksplan.status":    func(k kilde) any { return strings.TrimSpace(k["tiltaksstatus"].(string)) },
	"Tiltaksplan.startdato": verdi("startdato"),
	"Tiltaksplan.sluttdato": verdi("sluttdato"),
	"Tiltaksplan.delmal":    liste("delmal"),

	"Delmal.nr":          verdi("id"),
	"Delmal.beskrivelse": verdi("beskrivelse"),

	"JournalpostConnection.edges":         kanter,
	"JournalpostConnection.pageInfo":      func(k kilde) any { return kilde{"@poster": k["@poster"]} },
	"JournalpostConnection.antallTreff":   func(k kilde) any { return len(k["@poster"].([]any)) },
	"JournalpostConnection.dokumenttyper": func(k kilde) any { return antall(k["@utenType"].([]any), verdi("dokumenttype")) },
	"JournalpostConnection.perioder":      func(k kilde) any { return antall(k["@utenDato"].([]any), aar) },
	"JournalpostEdge.cursor":              func(kilde) any { return ugjennomsiktig{} },
	"JournalpostEdge.node":                verdi("node"),
	"Dokumenttypeantall.dokumenttype":     verdi("verdi"),
	"Dokumenttypeantall.antall":           verdi("antall"),
	"Periodeantall.aar":                   verdi("verdi"),
	"Periodeantall.antall":                verdi("antall"),
	"PageInfo.hasNextPage":                func(kilde) any { return false }, // the plant's cases fit on a page
	"PageInfo.endCursor":                  sluttmarkor,

	// Who has read: her own readings, without naming anybody or a place. Whether an entry's line names its case as well is
	// not said.
	"InnsynsloggConnection.edges":      func(k kilde) any { return uordnet(kanter(k).([]any)) },
	"InnsynsloggConnection.pageInfo":   func(k kilde) any { return kilde{"@poster": k["@poster"]} },
	"InnsynsloggEdge.cursor":           func(kilde) any { return ugjennomsiktig{} },
	"InnsynsloggEdge.node":             verdi("node"),
	"Innsynslogginnslag.tidspunkt":     func(kilde) any { return ugjennomsiktig{} },
	"Innsynslogginnslag.handling":      verdi("handling"),
	"Innsynslogginnslag.aktor":         func(kilde) any { return "INNBYGGER" },
	"Innsynslogginnslag.mappeId":       func(k kilde) any { return k["mappeId"] },
	"Innsynslogginnslag.journalpostId": verdi("journalpostId"),
	"Innsynslogginnslag.samtykkeId":    func(kilde) any { return nil },

	"MappeEndring.nullstill": verdi("nullstill"),
	"MappeEndring.mapper":    func(k kilde) any { return uordnet(liste("mapper")(k).([]any)) },
	"MappeEndring.endret":    func(k kilde) any { return uordnet(liste("endret")(k).([]any)) },
	"MappeEndring.stempel":   func(kilde) any { return nil }, // by POST only: see runde_test.go

	"Indeksert.opprettet":                 verdi("opprettet"),
	"Indeksert.oppdatert":                 verdi("oppdatert"),
	"Indeksert.feil":                      liste("feil"),
	"Indeksert.advarsler":                 liste("advarsler"),
	"Indekseringsfeil.sti":                verdi("sti"),
	"Indekseringsfeil.kode":               verdi("kode"),
	"Indekseringsfeil.melding":            func(kilde) any { return ugjennomsiktig{} },
	"SlettIndeksertPayload.antallSlettet": verdi("antallSlettet"),
	"SperrInnsynPayload.id":               verdi("id"),
	"SperrInnsynPayload.feil":             liste("feil"),
	"OpphevInnsynssperrePayload.opphevet": verdi("opphevet"),

	"LagDokumentlenkePayload.lenke":    verdi("lenke"),
	"LagDokumentlenkePayload.hindring": verdi("hindring"),
	"Dokumentlenke.sti":                func(kilde) any { return ugjennomsiktig{} },
	"Dokumentlenke.gyldigTil":          func(kilde) any { return ugjennomsiktig{} },
}

// ikkeSkrevet is of what is not there in the matrix.
func ikkeSkrevet(kilde) any { return ugjennomsiktig{} }
