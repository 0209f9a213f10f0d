package server_test

import (
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"

	"barnevernportalen/ent/viewer"
	"barnevernportalen/graph"
)

// The matrix: each root field, and each path that gives content, against each kind of viewer at each level.
//
// The columns. The melder has sent one report to Bergen; every other person asks about that one.
var kolonner = []struct {
	navn, pid string
	niva      viewer.Niva
}{
	{"ingen", "", viewer.NivaIngen},
	{"melder", pidMelder, viewer.NivaBetydelig},
	{"melder høyt", pidMelder, viewer.NivaHoyt},
	{"fremmed innbygger", pidFremmed, viewer.NivaHoyt},
	{"saksbehandler", pidBergen, viewer.NivaBetydelig},
	{"saksbehandler høyt", pidBergen, viewer.NivaHoyt},
	{"annen bydel", pidOslo, viewer.NivaBetydelig},
	{"annen bydel høyt", pidOslo, viewer.NivaHoyt},
	{"admin", pidAdmin, viewer.NivaBetydelig},
	{"admin høyt", pidAdmin, viewer.NivaHoyt},
}

// What a cell says: data; tom (null or an empty list, without a word of why); or the code of the error.
const (
	ok     = "data"
	tom    = "tom"
	logInn = "IKKE_INNLOGGET"
	lavt   = "FOR_LAVT_NIVA"
	skjult = "IKKE_FUNNET"
)

// utenOmfang says what is held of no range at all: it is told so by whoever's receiver it is.
func utenOmfang(kommunenummer, bydelsnummer string) func(string) map[string]any {
	return inn(map[string]any{"kommunenummer": kommunenummer, "bydelsnummer": bydelsnummer, "holdt": []any{}})
}

type linje struct {
	dok       string
	variabler func(id string) map[string]any
	// celler, one for each column
	celler [10]string
}

func med1(navn string) func(string) map[string]any {
	return func(id string) map[string]any { return map[string]any{navn: id} }
}

func fast(v map[string]any) func(string) map[string]any {
	return func(string) map[string]any { return v }
}

func inn(v map[string]any) func(string) map[string]any { return fast(map[string]any{"input": v}) }

// bareAdmin is the line of what administrators do, at the high level.
var bareAdmin = [10]string{logInn, skjult, skjult, skjult, skjult, skjult, skjult, skjult, lavt, ok}

// bareAdminTom is the line of what they read of which there is none.
var bareAdminTom = [10]string{logInn, skjult, skjult, skjult, skjult, skjult, skjult, skjult, lavt, tom}

// ingenAdmin is the line of what they change of which there is none.
var ingenAdmin = [10]string{logInn, skjult, skjult, skjult, skjult, skjult, skjult, skjult, lavt, skjult}

// bareMaskiner is the line of what no person does. What machines may is in produsent_test.go and maskin_test.go.
var bareMaskiner = [10]string{logInn, skjult, skjult, skjult, skjult, skjult, skjult, skjult, skjult, skjult}

var bergenVar = map[string]any{"k": "4601", "b": "00"}

// Forms with everything wrong, so that nothing is sent.
const nokkel1 = "6f1c7a52-8d0e-4b6e-9d43-0f2f5a0f6f11"

var (
	tomtPrivat    = map[string]any{"klientnokkel": nokkel1, "kommunenummer": "9999", "barn": []any{}, "melding": ""}
	tomtForseglet = map[string]any{
		"fraKommune": "4601", "kommunenummer": "9999", "bydelsnummer": "00", "type": "PRIVAT", "versjon": "V2", "asice": nokkel1, "bekymringsmelding": nokkel1,
	}
	tomtOffentlig = map[string]any{
		"klientnokkel": nokkel1, "kommunenummer": "9999", "barn": []any{}, "foresatte": []any{}, "melding": "", "historie": "",
		"melder": map[string]any{"rolle": "", "telefonnummer": "", "epost": "", "virksomhet": map[string]any{"navn": "", "adresse": map[string]any{}}},
	}
)

var tilganger = map[string]linje{
	//                                                           ingen   melder melder² fremmed saksb. saksb.² annen   annen²  admin   admin²
	"Query.meg":                     {dokMeg, fast(nil), [10]string{tom, ok, ok, ok, ok, ok, ok, ok, ok, ok}},
	"Query.kommuner":                {dokKommuner, fast(nil), [10]string{ok, ok, ok, ok, ok, ok, ok, ok, ok, ok}},
	"Query.kommune":                 {dokKommune, fast(map[string]any{"nr": "4601"}), [10]string{ok, ok, ok, ok, ok, ok, ok, ok, ok, ok}},
	"Query.mineBekymringsmeldinger": {dokMine, fast(nil), [10]string{logInn, ok, ok, tom, tom, tom, tom, tom, tom, tom}},
	"Query.bekymringsmelding":       {dokMelding, med1("id"), [10]string{logInn, ok, ok, tom, tom, tom, tom, tom, tom, tom}},
	"Query.mottak":                  {dokMottak, fast(bergenVar), [10]string{logInn, skjult, skjult, skjult, lavt, ok, lavt, tom, skjult, skjult}},
	"Query.avstemming":              {dokListe, fast(bergenVar), [10]string{logInn, skjult, skjult, skjult, lavt, ok, lavt, tom, skjult, skjult}},
	"Mutation.avstem":               {dokAvstem, utenOmfang("4601", "00"), [10]string{logInn, skjult, skjult, skjult, lavt, ok, lavt, skjult, skjult, skjult}}, // data: there is no range
	"Mutation.sendPrivatBekymringsmelding": {dokSend, fast(map[string]any{"input": tomtPrivat}),
		[10]string{logInn, ok, ok, ok, ok, ok, ok, ok, ok, ok}}, // data: what is wrong with it
	"Mutation.sendOffentligBekymringsmelding":    {dokSendOff, fast(map[string]any{"input": tomtOffentlig}), [10]string{logInn, ok, ok, ok, ok, ok, ok, ok, ok, ok}},
	"Query.kontrollerPrivatBekymringsmelding":    {dokKontrollPriv, fast(map[string]any{"input": tomtPrivat}), [10]string{logInn, ok, ok, ok, ok, ok, ok, ok, ok, ok}},
	"Query.kontrollerOffentligBekymringsmelding": {dokKontrollOff, fast(map[string]any{"input": tomtOffentlig}), [10]string{logInn, ok, ok, ok, ok, ok, ok, ok, ok, ok}},
	"Query.virksomhet":                           {dokVirksomhet, fast(map[string]any{"orgnr": "311090011"}), [10]string{logInn, ok, ok, ok, ok, ok, ok, ok, ok, ok}},                                                                                // data: nobody is asked here
	"Query.utkast":                               {dokUtkast, fast(map[string]any{"skjema": "OFFENTLIG"}), [10]string{logInn, ok, ok, tom, tom, tom, tom, tom, tom, tom}},                                                                            // the melder has one
	"Mutation.lagreUtkast":                       {dokLagre, fast(map[string]any{"input": map[string]any{"skjema": "PRIVAT", "klientnokkel": nokkel1, "skjemaversjon": 1, "innhold": "{"}}), [10]string{logInn, ok, ok, ok, ok, ok, ok, ok, ok, ok}}, // data: it is no JSON
	"Mutation.slettUtkast":                       {dokSlett, fast(map[string]any{"input": map[string]any{"klientnokkel": nokkel1}}), [10]string{logInn, ok, ok, ok, ok, ok, ok, ok, ok, ok}},                                                         // data: there was none
	"Mutation.bekreftMottak":                     {dokBekreft, med1("id"), [10]string{logInn, skjult, skjult, skjult, lavt, ok, lavt, skjult, skjult, skjult}},
	"Mutation.avvisMottak":                       {dokAvvis, med1("id"), [10]string{logInn, skjult, skjult, skjult, lavt, ok, lavt, skjult, skjult, skjult}},
	"Mutation.taMottak":                          {dokTa, med1("id"), [10]string{logInn, skjult, skjult, skjult, lavt, ok, lavt, skjult, skjult, skjult}},
	"Query.mottattMelding":                       {dokForlop, med1("id"), [10]string{logInn, skjult, skjult, skjult, lavt, ok, lavt, tom, skjult, skjult}},
	"Query.krypteringsnokler":                    {dokNokler, fast(bergenVar), bareMaskiner},
	"Mutation.sendForsegletBekymringsmelding":    {dokForseglet, inn(tomtForseglet), bareMaskiner},
	"Subscription.bekymringsmeldingStatus":       {dokStatus, med1("id"), [10]string{logInn, ok, ok, skjult, skjult, skjult, skjult, skjult, skjult, skjult}},
	"Subscription.mottakEndret":                  {dokEndret, fast(bergenVar), [10]string{logInn, skjult, skjult, skjult, lavt, ok, lavt, skjult, skjult, skjult}},
	// Innsyn: the melder has one case.
	"Query.mineMapper":    {dokMineMapper, fast(nil), bareEgne},
	"Query.mappe":         {dokMappe, fast(map[string]any{"id": radID(meldingMappe)}), bareEgne},
	"Query.journalpost":   {dokJournalpost, fast(map[string]any{"id": radID(meldingPost)}), bareEgne},
	"Query.mineMeldinger": {dokMeldinger, fast(nil), ingenPost},
	"Mutation.sendPost":   {dokSendPost, gal("mappeId"), alleHoyt}, // data: what is wrong with it
	"Mutation.sendSvar":   {dokSendSvar, gal("journalpostId"), alleHoyt},
	"Mutation.sendKlage":  {dokSendKlage, gal("journalpostId"), alleHoyt},
	// Nobody in the matrix has begun to write; see brevutkast_test.go.
	"Query.brevutkast":         {dokBrevutkast, fast(map[string]any{"slag": "BREV", "stedId": radID(meldingMappe)}), ingenPost},
	"Mutation.lagreBrevutkast": {dokLagreBrevutkast, galtBrevutkast, alleHoyt}, // data: it is from nowhere
	"Mutation.slettBrevutkast": {dokSlettBrevutkast, inn(map[string]any{"nokkel": nokkel1}), alleHoyt},
	// Nobody in the matrix has asked for anything; see innsyn/foresporsel_test.go for who has.
	"Query.mineInnsynsforesporsler":         {dokMineForesporsler, fast(nil), ingenPost},
	"Mutation.sendInnsynsforesporsel":       {dokSporInnsyn, galForesporsel, alleHoyt}, // data: what is wrong with it
	"Subscription.innsynsforesporselEndret": {dokForesporselEndret, fast(nil), alleHoyt},
	"Query.innsynsforesporsler":             {dokForesporsler, fast(map[string]any{"k": "4601"}), bareMaskiner},
	"Mutation.besvarInnsynsforesporsel":     {dokBesvarForesporsel, med1("id"), bareMaskiner},
	"Query.innsynslogg":                     {dokInnsynslogg, fast(nil), alleHoyt},
	"Subscription.mappeEndret":              {dokMappeEndret, fast(nil), alleHoyt},
	"Mutation.lagDokumentlenke":             {dokDokumentlenke, inn(map[string]any{"journalpostId": radID(meldingPost), "nr": 0}), alleHoyt}, // data: why there is none
	"Mutation.indekserMapper":               {dokIndMapper, tomBolk, bareMaskiner},
	"Mutation.indekserJournalposter":        {dokIndPoster, tomBolk, bareMaskiner},
	"Mutation.slettIndeksert":               {dokSlettInd, slettBergen, bareMaskiner},
	"Mutation.sperrInnsyn":                  {dokSperr, galSperre, bareAdmin},           // data: what is wrong with it
	"Mutation.opphevInnsynssperre":          {dokOpphevSperre, ukjentSperre, bareAdmin}, // data: there is none
	// Consents: the melder is asked for one, with one who has no access; see samtykke_test.go.
	"Query.mineSamtykker":              {dokMineSamtykker, fast(nil), bareEgne},
	"Query.samtykke":                   {dokSamtykke, med1("id"), bareEgne},
	"Mutation.giSamtykke":              {dokGiSamtykke, med1("id"), bareSpurt},
	"Mutation.avslaSamtykke":           {dokAvslaSamtykke, med1("id"), bareSpurt},
	"Mutation.trekkSamtykke":           {dokTrekkSamtykke, med1("id"), bareSpurt},
	"Subscription.samtykkeEndret":      {dokSamtykkeEndret, fast(nil), alleHoyt},
	"Query.hentSamtykke":               {dokHentSamtykke, med1("id"), bareMaskiner},
	"Query.samtykkeHistorikk":          {dokSamtykkeforlop, med1("id"), bareMaskiner},
	"Mutation.opprettSamtykke":         {dokOpprettSamtykke, galtSamtykke("4601"), bareMaskiner},
	"Mutation.endreSamtykke":           {dokEndreSamtykke, med1("id"), bareMaskiner},
	"Mutation.invaliderSamtykke":       {dokInvalider, med1("id"), bareMaskiner},
	"Mutation.oppdaterSamtykkeForPart": {dokForPart, med1("id"), bareMaskiner},
	"Mutation.endreTilgangForPart":     {dokTilgangForPart, med1("id"), bareMaskiner},
	// Administration.
	"Query.integrasjoner":                {dokIntegrasjoner, fast(nil), bareAdmin},
	"Mutation.opprettIntegrasjon":        {dokOpprett, inn(map[string]any{"navn": "", "orgnr": "1"}), bareAdmin}, // data: what is wrong with it
	"Mutation.nyttIntegrasjonspassord":   {dokPassord, inn(map[string]any{"id": maskinTredje, "passordNr": 1}), bareAdmin},
	"Mutation.giRettighet":               {dokGi, inn(map[string]any{"integrasjonId": maskinTredje, "rett": "SAMTYKKE", "kommunenummer": "4601"}), bareAdmin},
	"Mutation.trekkRettighet":            {dokTrekk, inn(map[string]any{"integrasjonId": maskinFjerde, "rett": "SAMTYKKE", "kommunenummer": "4601"}), bareAdmin},
	"Mutation.trekkIntegrasjon":          {dokTrekkIntegrasjon, inn(map[string]any{"id": maskinTredje}), bareAdmin},
	"Mutation.settFiksOrg":               {dokFiksOrg, inn(map[string]any{"kommunenummer": "1103", "fiksOrgId": nokkel1}), bareAdmin},
	"Query.administrasjon":               {dokAdministrasjon, fast(nil), bareAdmin},
	"Query.kommuneoppsett":               {dokKommuneoppsett, iBergen, bareAdmin},
	"Query.mottakskonfigurasjon":         {dokMottaksoppsett, iBergen, bareAdmin},
	"Query.endringer":                    {dokEndringer, iBergen, bareAdmin},
	"Query.nokler":                       {dokNoklerIBruk, iBergen, bareAdmin},
	"Query.nokkelforslag":                {dokForslag, fast(nil), bareAdminTom}, // nobody has proposed any
	"Query.tilganger":                    {dokTilganger, iBergen, bareAdmin},
	"Query.dialogmottakere":              {dokDialogmottakere, iBergen, bareAdminTom},
	"Query.mottakersystemer":             {dokMottakersystemer, iBergen, bareAdminTom},
	"Query.protokollkontoer":             {dokProtokollkontoer, iBergen, bareAdminTom},
	"Mutation.lagreAvtale":               {dokLagreAvtale, galAvtale, bareAdmin}, // data: what is wrong with it
	"Mutation.lagreMottak":               {dokLagreMottak, galtMottak, bareAdmin},
	"Mutation.aktiverMottak":             {dokAktiver, galVersjon, bareAdmin},
	"Mutation.deaktiverMottak":           {dokDeaktiver, galVersjon, bareAdmin},
	"Mutation.lagreNokkel":               {dokLagreNokkel, galNokkel, bareAdmin},
	"Mutation.godkjennNokkel":            {dokGodkjenn, med1("id"), ingenAdmin}, // there is none
	"Mutation.avslaNokkel":               {dokAvsla, med1("id"), ingenAdmin},
	"Mutation.giTilgang":                 {dokGiTilgang, galTilgang, bareAdmin},
	"Mutation.trekkTilgang":              {dokTrekkTilgang, med1("id"), ingenAdmin},
	"Mutation.lagreDialogmottaker":       {dokLagreDialog, galDialog, bareAdmin},
	"Mutation.fjernDialogmottaker":       {dokFjernDialog, med1("id"), ingenAdmin},
	"Mutation.lagreMottakersystem":       {dokLagreSystem, galtSystem, bareAdmin},
	"Mutation.nyttMottakersystempassord": {dokSystempassord, med1("id"), ingenAdmin},
	"Mutation.trekkMottakersystem":       {dokTrekkSystem, med1("id"), ingenAdmin},
	"Mutation.lagreProtokollkonto":       {dokLagreKonto, galKonto, bareAdmin},
	"Mutation.fjernProtokollkonto":       {dokFjernKonto, iBergen, ingenAdmin},
	"Query.meldinger":                    {dokHovedbok, fast(nil), bareAdmin},
	"Query.meldingshistorikk":            {dokHistorikk, med1("id"), bareAdmin},
	"Mutation.sendPaNytt":                {dokSendPaNytt, med1("id"), bareAdmin}, // data: it is for manual reception
	"Query.statistikk":                   {dokStatistikk, bergensTall, bareAdmin},
	"Query.driftsmelding":                {dokDrift, fast(nil), [10]string{tom, tom, tom, tom, tom, tom, tom, tom, tom, tom}}, // there is none
	"Query.innhold":                      {dokInnhold, innholdIBergen, [10]string{ok, ok, ok, ok, ok, ok, ok, ok, ok, ok}},
	"Query.driftsmeldinger":              {dokAlleDrift, fast(nil), bareAdminTom},
	"Query.driftsmeldingsversjoner":      {dokDriftVers, med1("id"), bareAdminTom},
	"Query.innholdsversjoner":            {dokInnholdVers, innholdIBergen, bareAdminTom},
	"Query.innholdshistorikk":            {dokInnholdHist, bergensTider, bareAdminTom},
	"Mutation.settDriftsmelding":         {dokSettDrift, galDrift, bareAdmin}, // data: what is wrong with it
	"Mutation.lagreInnhold":              {dokLagreInnhold, galApningstid, bareAdmin},
	"GET /last-ned/hovedbok.csv":         {"", nil, bareAdmin},
	// Not in the schema, and all the same ways to content. {id} is the report; the melder asks in another session than
	// the one that sent, and has no copy there.
	"GET /last-ned/kvittering/{id}":                    {"", nil, [10]string{logInn, skjult, skjult, skjult, skjult, skjult, skjult, skjult, skjult, skjult}},
	"GET /last-ned/forseglet/{id}":                     {"", nil, [10]string{logInn, skjult, skjult, skjult, skjult, skjult, skjult, skjult, skjult, skjult}},
	"GET /last-ned/post/{id}":                          {"", nil, [10]string{logInn, lavt, skjult, skjult, lavt, skjult, lavt, skjult, lavt, skjult}},
	"GET /last-ned/mottak/{id}/bekymringsmelding.pdf":  {"", nil, [10]string{logInn, skjult, skjult, skjult, lavt, ok, lavt, skjult, skjult, skjult}},
	"GET /last-ned/mottak/{id}/bekymringsmelding.json": {"", nil, [10]string{logInn, skjult, skjult, skjult, lavt, ok, lavt, skjult, skjult, skjult}},
	"GET /last-ned/dokument/{id}":                      {"", nil, [10]string{logInn, lavt, skjult, skjult, lavt, skjult, lavt, skjult, lavt, skjult}}, // no link of anybody's: see innsynsdokument_test.go
	"GET /last-ned/mottak/{id}/asicmanifest.xml":       {"", nil, [10]string{logInn, skjult, skjult, skjult, lavt, skjult, lavt, skjult, skjult, skjult}},
}

func TestTilgang(t *testing.T) {
	p := nyttHus(t)
	id := p.send(t, p.okt(t, pidMelder, viewer.NivaBetydelig), "4601")
	utkast := p.kjor(t, p.okt(t, pidMelder, viewer.NivaBetydelig), dokLagre, map[string]any{"input": map[string]any{
		"skjema": "OFFENTLIG", "klientnokkel": uuid.NewString(), "skjemaversjon": 1, "innhold": "{}"}})
	if utkast.les("data", "lagreUtkast", "utkast", "lagret") == nil {
		t.Fatalf("no draft: %s", utkast.raw)
	}
	p.indekser(t, pidMelder, "ord", meldingMappe, meldingPost)
	samtykke := p.samtykkeTil(t, "4601", maskinBergen)
	for felt := range rotfelt(skjemaet(t)) {
		if _, ok := tilganger[felt]; !ok {
			t.Errorf("%s has no line in the matrix", felt)
		}
	}
	for i, k := range kolonner {
		var kake *http.Cookie
		if k.pid != "" {
			kake = p.okt(t, k.pid, k.niva)
		}
		for _, felt := range slices.Sorted(maps.Keys(tilganger)) {
			l, id := tilganger[felt], id
			if erSamtykke(felt) {
				id = samtykke
			}
			t.Run(k.navn+"/"+felt, func(t *testing.T) {
				if fikk := p.utfall(t, kake, felt, l, id); fikk != l.celler[i] {
					t.Errorf("got %s, want %s", fikk, l.celler[i])
				}
			})
		}
	}
}

// utfall asks and says in one word what came.
func (p *port) utfall(t *testing.T, kake *http.Cookie, felt string, l linje, id string) string {
	t.Helper()
	if sti, erHTTP := strings.CutPrefix(felt, "GET "); erHTTP {
		return p.hent(t, kake, strings.Replace(sti, "{id}", id, 1))
	}
	var s svar
	typ, navn, _ := strings.Cut(felt, ".")
	if typ == "Subscription" {
		if kake == nil {
			return p.utenOkt(t)
		}
		c := p.sokkel(t, kake)
		c.abonner("1", l.dok, l.variabler(id))
		m := c.neste()
		s = svar{raw: m.Payload, json: m.json()}
		if m.Type == "error" {
			s.json = map[string]any{"errors": m.json()}
		}
	} else {
		s = p.kjor(t, kake, l.dok, l.variabler(id))
	}
	if k := s.kode(); k != "" {
		return k
	}
	if strings.Contains(string(s.raw), `"errors"`) {
		t.Fatalf("an error without a code: %s", s.raw)
	}
	switch v := s.les("data", navn).(type) {
	case nil:
		return tom
	case []any:
		if len(v) == 0 {
			return tom
		}
	}
	return ok
}

// hent fetches a document; it must be what the path says, and the name may not tell whose.
func (p *port) hent(t *testing.T, kake *http.Cookie, sti string) string {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, p.url+sti, nil)
	maa(t, err)
	if kake != nil {
		r.AddCookie(kake)
	}
	s := gjor(t, r)
	if s.status != http.StatusOK {
		k, _ := s.les("kode").(string)
		return k
	}
	if strings.HasSuffix(sti, ".pdf") && !strings.HasPrefix(string(s.raw), "%PDF-") {
		t.Errorf("no PDF at %s", sti)
	}
	return ok
}

// What is hidden, what is another's and what never was give the same answer to the byte.
func TestSkjultErIkkeFunnet(t *testing.T) {
	p := nyttHus(t)
	id := p.send(t, p.okt(t, pidMelder, viewer.NivaBetydelig), "4601")
	for _, felt := range []string{"Mutation.bekreftMottak", "Query.bekymringsmelding"} {
		kake := p.okt(t, pidOslo, viewer.NivaHoyt)
		l := tilganger[felt]
		andres := p.kjor(t, kake, l.dok, l.variabler(id))
		aldri := p.kjor(t, kake, l.dok, l.variabler(uuid.NewString()))
		if string(andres.raw) != string(aldri.raw) || andres.status != aldri.status {
			t.Errorf("%s tells them apart:\n%s\n%s", felt, andres.raw, aldri.raw)
		}
		egen := p.kjor(t, p.okt(t, pidBergen, viewer.NivaHoyt), l.dok, l.variabler(id))
		if felt == "Mutation.bekreftMottak" && string(egen.raw) == string(aldri.raw) {
			t.Errorf("%s: the receiver gets the same answer, so the comparison shows nothing", felt)
		}
	}
}

func TestHvertRotfeltHarKrever(t *testing.T) {
	for felt, def := range rotfelt(skjemaet(t)) {
		if def.Directives.ForName("krever") == nil {
			t.Errorf("%s has no @krever", felt)
		}
	}
	// The control: a schema where one is forgotten.
	s := gqlparser.MustLoadSchema(&ast.Source{Input: `directive @krever on FIELD_DEFINITION type Query { a: Int @krever b: Int }`})
	uten := 0
	for _, def := range rotfelt(s) {
		if def.Directives.ForName("krever") == nil {
			uten++
		}
	}
	if uten != 1 {
		t.Errorf("found %d fields without @krever in the control, want 1", uten)
	}
}

// A wrong cell must be seen: the receiver's own line, read with the eyes of another bydel, is another line.
func TestTilgangKontroll(t *testing.T) {
	p := nyttHus(t)
	id := p.send(t, p.okt(t, pidMelder, viewer.NivaBetydelig), "4601")
	utkast := p.kjor(t, p.okt(t, pidMelder, viewer.NivaBetydelig), dokLagre, map[string]any{"input": map[string]any{
		"skjema": "OFFENTLIG", "klientnokkel": uuid.NewString(), "skjemaversjon": 1, "innhold": "{}"}})
	if utkast.les("data", "lagreUtkast", "utkast", "lagret") == nil {
		t.Fatalf("no draft: %s", utkast.raw)
	}
	for felt, vil := range map[string]string{"Query.mottak": ok, "Subscription.mottakEndret": ok, "Mutation.bekreftMottak": ok} {
		egen := p.utfall(t, p.okt(t, pidBergen, viewer.NivaHoyt), felt, tilganger[felt], id)
		annen := p.utfall(t, p.okt(t, pidOslo, viewer.NivaHoyt), felt, tilganger[felt], id)
		if egen != vil || annen == egen {
			t.Errorf("%s: own %s, other %s", felt, egen, annen)
		}
	}
}

func skjemaet(t testing.TB) *ast.Schema {
	t.Helper()
	return (&graph.Resolver{}).Schema().Schema()
}

// rotfelt are the fields of the three root types, without those of introspection.
func rotfelt(s *ast.Schema) map[string]*ast.FieldDefinition {
	ut := map[string]*ast.FieldDefinition{}
	for _, typ := range []*ast.Definition{s.Query, s.Mutation, s.Subscription} {
		if typ == nil {
			continue
		}
		for _, f := range typ.Fields {
			if !strings.HasPrefix(f.Name, "__") {
				ut[fmt.Sprintf("%s.%s", typ.Name, f.Name)] = f
			}
		}
	}
	return ut
}
