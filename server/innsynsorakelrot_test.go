package server_test

import "strings"

// argumentene are all arguments of the root fields and of what lies below them; each names what tries it.
var argumentene = map[string]string{
	"Query.mineMapper(rolle)":                "the matrix: each role, and none",
	"Query.mappe(id)":                        "the matrix: every set's id, and meldingId",
	"Query.journalpost(id)":                  "the matrix: every entry's id, and meldingId",
	"Query.innsynslogg(first)":               "TestInnsynsmatrise/markører",
	"Query.innsynslogg(after)":               "TestInnsynsmatrise/markører",
	"Mappe.journalposter(term)":              "TestInnsynsmatrise/søk",
	"Mappe.journalposter(dokumenttyper)":     "TestInnsynsmatrise/søk",
	"Mappe.journalposter(fra)":               "TestInnsynsmatrise/søk",
	"Mappe.journalposter(til)":               "TestInnsynsmatrise/søk",
	"Mappe.journalposter(sortering)":         "TestInnsynsmatrise/søk",
	"Mappe.journalposter(first)":             "TestInnsynsmatrise/markører",
	"Mappe.journalposter(after)":             "TestInnsynsmatrise/markører",
	"Mutation.indekserMapper(input)":         "TestInnsynsmatrise/maskiner",
	"Mutation.indekserJournalposter(input)":  "TestInnsynsmatrise/maskiner",
	"Mutation.slettIndeksert(input)":         "TestInnsynsmatrise/maskiner",
	"Mutation.sperrInnsyn(input)":            "TestInnsynsmatrise/maskiner",
	"Mutation.opphevInnsynssperre(input)":    "TestInnsynsmatrise/maskiner",
	"Mutation.lagDokumentlenke(input)":       "TestInnsynsmatrise/dokumenter",
	"Mutation.sendPost(input)":               "TestTilgang, TestPostOverHTTP and innsyn.TestPostfeil",
	"Mutation.sendSvar(input)":               "TestTilgang, TestPostOverHTTP and innsyn.TestPostfeil",
	"Query.samtykke(id)":                     "TestTilgang and innsyn's samtykke tests",
	"Mutation.sendInnsynsforesporsel(input)": "TestTilgang and innsyn's foresporsel tests",
	"Mutation.giSamtykke(input)":             "TestTilgang and innsyn's samtykke tests",
	"Mutation.avslaSamtykke(input)":          "TestTilgang and innsyn's samtykke tests",
	"Mutation.trekkSamtykke(input)":          "TestTilgang and innsyn's samtykke tests",
	"Query.brevutkast(slag)":                 "TestTilgang, TestBrevutkastOverHTTP and innsyn.TestBrevutkast",
	"Query.brevutkast(stedId)":               "the same",
	"Mutation.lagreBrevutkast(input)":        "the same",
	"Mutation.slettBrevutkast(input)":        "the same",
	"Mutation.sendKlage(input)":              "TestTilgang, TestPostOverHTTP and innsyn.TestPostfeil",
}

// Who asks a root field.
const (
	somIngen = iota
	somLavt  // the person herself, at the level below
	somPerson
	somSaksbehandler
	somAdmin
	somMaskin      // the integration that has indexed
	somAnnenMaskin // another that may index for the same kommune
	somOslomaskin  // one that may index for another kommune
	somUtenRett    // one without rights
	antallSporrere
)

var sporrernavn = [antallSporrere]string{"ingen", "lavt nivå", "person", "saksbehandler", "admin", "samme maskin", "annen maskin", "annen kommunes maskin", "maskin uten rett"}

// egne: her own; a person without a set sees an empty list or nothing.
const egne = "egne"

var (
	// leser is who reads: a person at the high level, and nobody in another capacity.
	leser = [antallSporrere]string{logInn, lavt, egne, egne, egne, manglerRett, manglerRett, manglerRett, manglerRett}
	// skriver is who indexes, on behalf of Bergen.
	skriver = [antallSporrere]string{logInn, skjult, skjult, skjult, skjult, ok, ok, skjult, manglerRett}
)

// rotorakel has a line for every root field of the schema that gives or takes anything of innsyn.
var rotorakel = map[string][antallSporrere]string{
	"Query.mineMapper":                leser,
	"Query.mappe":                     leser,
	"Query.journalpost":               leser,
	"Query.innsynslogg":               leser,
	"Subscription.mappeEndret":        leser,
	"Mutation.indekserMapper":         skriver,
	"Mutation.indekserJournalposter":  skriver,
	"Mutation.slettIndeksert":         skriver,
	"Mutation.sperrInnsyn":            {logInn, skjult, skjult, skjult, ok, ok, ok, skjult, manglerRett},
	"Mutation.opphevInnsynssperre":    {logInn, skjult, skjult, skjult, ok, manglerRett, manglerRett, manglerRett, manglerRett},
	"Mutation.lagDokumentlenke":       leser,
	"Query.mineMeldinger":             leser, // these four: TestTilgang and post_test.go
	"Mutation.sendPost":               leser,
	"Mutation.sendSvar":               leser,
	"Mutation.sendKlage":              leser,
	"Query.brevutkast":                leser, // these three: TestTilgang and brevutkast_test.go
	"Mutation.lagreBrevutkast":        leser,
	"Mutation.slettBrevutkast":        leser,
	"Query.mineInnsynsforesporsler":   leser, // and these two: TestTilgang and innsyn's foresporsel tests
	"Mutation.sendInnsynsforesporsel": leser,
	"Query.mineSamtykker":             leser, // and these: TestTilgang and innsyn's samtykke tests
	"Query.samtykke":                  leser,
	"Mutation.giSamtykke":             {logInn, lavt, skjult, skjult, skjult, manglerRett, manglerRett, manglerRett, manglerRett},
	"Mutation.avslaSamtykke":          {logInn, lavt, skjult, skjult, skjult, manglerRett, manglerRett, manglerRett, manglerRett},
	"Mutation.trekkSamtykke":          {logInn, lavt, skjult, skjult, skjult, manglerRett, manglerRett, manglerRett, manglerRett},
}

// utenfor are the root fields that have nothing to do with innsyn. None of their answers may hold a type of the oracle's.
var utenfor = strings.Fields(`
Query.meg Query.kommuner Query.kommune Query.mineBekymringsmeldinger Query.bekymringsmelding Query.mottak
Query.virksomhet Query.kontrollerPrivatBekymringsmelding Query.kontrollerOffentligBekymringsmelding Query.utkast Query.krypteringsnokler Query.integrasjoner
Mutation.sendPrivatBekymringsmelding Mutation.sendOffentligBekymringsmelding Mutation.sendForsegletBekymringsmelding Mutation.lagreUtkast
Mutation.slettUtkast Mutation.bekreftMottak Mutation.avvisMottak Mutation.opprettIntegrasjon Mutation.nyttIntegrasjonspassord
Query.avstemming Mutation.avstem Query.mottattMelding Mutation.taMottak
Query.meldinger Query.meldingshistorikk Mutation.sendPaNytt Query.statistikk Query.driftsmelding Query.innhold Query.driftsmeldinger
Query.driftsmeldingsversjoner Query.innholdsversjoner Query.innholdshistorikk Mutation.settDriftsmelding Mutation.lagreInnhold
Query.avstemming Mutation.avstem
Query.administrasjon Query.kommuneoppsett Query.mottakskonfigurasjon Query.endringer Query.nokler Query.nokkelforslag Query.tilganger
Query.dialogmottakere Query.mottakersystemer Query.protokollkontoer Mutation.lagreAvtale Mutation.lagreMottak Mutation.aktiverMottak
Mutation.deaktiverMottak Mutation.lagreNokkel Mutation.godkjennNokkel Mutation.avslaNokkel Mutation.giTilgang Mutation.trekkTilgang
Mutation.lagreDialogmottaker Mutation.fjernDialogmottaker Mutation.lagreMottakersystem Mutation.nyttMottakersystempassord
Mutation.trekkMottakersystem Mutation.lagreProtokollkonto Mutation.fjernProtokollkonto
Mutation.giRettighet Mutation.trekkRettighet Mutation.trekkIntegrasjon Mutation.settFiksOrg
Subscription.bekymringsmeldingStatus Subscription.mottakEndret
Query.hentSamtykke Query.samtykkeHistorikk Mutation.opprettSamtykke Mutation.endreSamtykke Mutation.invaliderSamtykke
Mutation.oppdaterSamtykkeForPart Mutation.endreTilgangForPart Subscription.samtykkeEndret
Query.innsynsforesporsler Mutation.besvarInnsynsforesporsel Subscription.innsynsforesporselEndret
`) // the last lines are machines' part of consents and requests, and what both listen to: TestMaskintilgang and their own tests

// delte are types that innsyn shares with others; they say nothing by themselves.
var delte = []string{"PageInfo", "Indekseringsfeil", "Foresporselfeil"}
