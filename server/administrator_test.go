package server_test

import (
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/delivery/seal"
	"barnevernportalen/ent/db/tilgang"
	"barnevernportalen/ent/dbtest"
	"barnevernportalen/ent/viewer"
)

// The documents of administrators.
const (
	feltNokkel          = `{id formal kommunenummer bydelsnummer tommelavtrykk gyldigTil dagerIgjen varsel}`
	feltForslag         = `{id formal kommunenummer bydelsnummer tommelavtrykk foreslattAv avMeg utfall avgjortAv oppdrag{navn orgnr konto}}`
	feltMottak          = `{kommunenummer kommunenavn bydelsnummer bydelsnavn versjon aktiv standardMottaker kanal stottetVersjon girBevis fiksioKonto brevadresse{navn linje1 linje2 linje3 postnummer poststed} kontakter{kontakt leder varsel} avtaleInngatt nokler` + feltNokkel + `nokkelforslag` + feltForslag + `mangler{sti kode melding}}`
	feltKommune         = `{kommunenummer navn fiksOrgId avtaler{id versjon inngatt signertAv registrert}mottak` + feltMottak + `}`
	feltTilgang         = `{id rolle kommunenummer bydelsnummer navn fodselsdato meg gitt trukket}`
	feltDialog          = `{id orgnr edialogId kommunenummer bydelsnummer mottakerOrgnr mottakerNavn tittel vei reserve aktiv versjon}`
	feltFeil            = `feil{sti kode melding}`
	dokAdministrasjon   = `query Administrasjon{administrasjon{hele kommuner` + feltKommune + `}}`
	dokKommuneoppsett   = `query Kommuneoppsett($k:String!){kommuneoppsett(kommunenummer:$k)` + feltKommune + `}`
	dokMottaksoppsett   = `query Mottaksoppsett($k:String!,$b:String!){mottakskonfigurasjon(kommunenummer:$k,bydelsnummer:$b)` + feltMottak + `}`
	dokEndringer        = `query Endringer($k:String,$etter:String){endringer(kommunenummer:$k,after:$etter){edges{cursor node{id tidspunkt slag utfortAv kommunenummer bydelsnummer integrasjonId rett omId detalj}}pageInfo{hasNextPage endCursor}}}`
	dokNoklerIBruk      = `query NoklerIBruk($k:String){nokler(kommunenummer:$k)` + feltNokkel + `}`
	dokForslag          = `query Forslag{nokkelforslag(medAvgjorte:true)` + feltForslag + `}`
	dokTilganger        = `query Tilganger($k:String){tilganger(kommunenummer:$k,medTrukne:true)` + feltTilgang + `}`
	dokDialogmottakere  = `query Dialogmottakere($k:String){dialogmottakere(kommunenummer:$k)` + feltDialog + `}`
	dokMottakersystemer = `query Mottakersystemer($k:String){mottakersystemer(kommunenummer:$k){id navn orgnr forsendelsestype sikkerhetsniva bruker kommunenummer bydelsnummer nokkel` + feltNokkel + `opprettet trukket}}`
	dokProtokollkontoer = `query Protokollkontoer($k:String){protokollkontoer(kommunenummer:$k){id kommunenummer bydelsnummer konto part stottedeParter tilgang aktiv nokkel` + feltNokkel + `endret}}`
	dokLagreAvtale      = `mutation LagreAvtale($input:LagreAvtaleInput!){lagreAvtale(input:$input){kommune` + feltKommune + feltFeil + `}}`
	dokLagreMottak      = `mutation LagreMottak($input:LagreMottakInput!){lagreMottak(input:$input){mottak` + feltMottak + feltFeil + `}}`
	dokAktiver          = `mutation Aktiver($input:MottakVersjonInput!){aktiverMottak(input:$input){mottak` + feltMottak + feltFeil + `}}`
	dokDeaktiver        = `mutation Deaktiver($input:MottakVersjonInput!){deaktiverMottak(input:$input){mottak` + feltMottak + feltFeil + `}}`
	dokLagreNokkel      = `mutation LagreNokkel($input:LagreNokkelInput!){lagreNokkel(input:$input){forslag` + feltForslag + feltFeil + `}}`
	dokGodkjenn         = `mutation Godkjenn($id:ID!,$t:String!=""){godkjennNokkel(input:{id:$id,tommelavtrykk:$t}){forslag` + feltForslag + feltFeil + `}}`
	dokAvsla            = `mutation Avsla($id:ID!){avslaNokkel(input:{id:$id}){forslag` + feltForslag + feltFeil + `}}`
	dokGiTilgang        = `mutation GiTilgang($input:GiTilgangInput!){giTilgang(input:$input){tilgang` + feltTilgang + feltFeil + `}}`
	dokTrekkTilgang     = `mutation TrekkTilgang($id:ID!){trekkTilgang(input:{id:$id}){tilgang` + feltTilgang + feltFeil + `}}`
	dokLagreDialog      = `mutation LagreDialog($input:LagreDialogmottakerInput!){lagreDialogmottaker(input:$input){dialogmottaker` + feltDialog + feltFeil + `}}`
	dokFjernDialog      = `mutation FjernDialog($id:ID!){fjernDialogmottaker(input:{id:$id}){dialogmottaker` + feltDialog + feltFeil + `}}`
	dokLagreSystem      = `mutation LagreSystem($input:LagreMottakersystemInput!){lagreMottakersystem(input:$input){forslag` + feltForslag + feltFeil + `}}`
	dokSystempassord    = `mutation Systempassord($id:ID!){nyttMottakersystempassord(input:{id:$id}){passord}}`
	dokTrekkSystem      = `mutation TrekkSystem($id:ID!){trekkMottakersystem(input:{id:$id}){id}}`
	dokLagreKonto       = `mutation LagreKonto($input:LagreProtokollkontoInput!){lagreProtokollkonto(input:$input){forslag` + feltForslag + feltFeil + `}}`
	dokFjernKonto       = `mutation FjernKonto($k:String!){fjernProtokollkonto(input:{kommunenummer:$k}){kommunenummer}}`
)

var admindokumenter = []string{
	dokAdministrasjon, dokKommuneoppsett, dokMottaksoppsett, dokEndringer, dokNoklerIBruk, dokForslag, dokTilganger, dokDialogmottakere, dokMottakersystemer,
	dokProtokollkontoer, dokLagreAvtale, dokLagreMottak, dokAktiver, dokDeaktiver, dokLagreNokkel, dokGodkjenn, dokAvsla, dokGiTilgang, dokTrekkTilgang,
	dokLagreDialog, dokFjernDialog, dokLagreSystem, dokSystempassord, dokTrekkSystem, dokLagreKonto, dokFjernKonto,
}

// Inputs about Bergen with something wrong, so that nothing is changed.
var (
	iBergen    = fast(bergenVar)
	galAvtale  = inn(map[string]any{"kommunenummer": "4601", "versjon": "", "inngatt": "i går", "signertAv": "", "lest": 0})
	galVersjon = inn(map[string]any{"kommunenummer": "4601", "bydelsnummer": "00", "versjon": 999})
	galtMottak = inn(map[string]any{"kommunenummer": "4601", "bydelsnummer": "x", "bydelsnavn": "", "standardMottaker": true, "kanal": "NEDLASTING",
		"stottetVersjon": "V2", "girBevis": false, "kontakter": map[string]any{}})
	galNokkel  = inn(map[string]any{"formal": "FAGSYSTEM", "kommunenummer": "4601", "bydelsnummer": "00", "sertifikat": ""})
	galTilgang = inn(map[string]any{"fodselsnummer": "1", "navn": "", "rolle": "SAKSBEHANDLER", "kommunenummer": "4601", "bydelsnummer": "00"})
	galDialog  = inn(map[string]any{"kommunenummer": "4601", "bydelsnummer": "00", "orgnr": "1", "mottakerOrgnr": "1", "mottakerNavn": "", "vei": "SVARUT"})
	galtSystem = inn(map[string]any{"kommunenummer": "4601", "bydelsnummer": "00", "navn": "", "orgnr": "1", "sikkerhetsniva": "HOYESTE", "bruker": "", "sertifikat": ""})
	galKonto   = inn(map[string]any{"kommunenummer": "4601", "bydelsnummer": "00", "konto": nokkel1, "part": "", "stottedeParter": []any{}, "tilgang": true, "sertifikat": ""})
)

// Administrators of one kommune.
const (
	pidAdminBergen = "24859133333"
	pidAdminOslo   = "24859144444"
)

// kommuneadministratorer gives the two their rights.
func (p *port) kommuneadministratorer(t *testing.T) {
	t.Helper()
	for pid, kommune := range map[string]string{pidAdminBergen: "4601", pidAdminOslo: "0301"} {
		maa(t, p.forvaltning.GiTilgang(p.sys(t), p.vault.Hash("person", pid), tilgang.RolleAdmin, viewer.Bydel{Kommunenummer: kommune}))
	}
}

// kommuneadmin is what the administrators of Bergen and of Oslo are told, each asked about Bergen: a line for every root field
// that an administrator may call.
var kommuneadmin = map[string]struct {
	linje
	bergen, oslo string
}{
	"Query.administrasjon":       {linje{dok: dokAdministrasjon, variabler: fast(nil)}, ok, ok},
	"Query.kommuneoppsett":       {linje{dok: dokKommuneoppsett, variabler: iBergen}, ok, tom},
	"Query.mottakskonfigurasjon": {linje{dok: dokMottaksoppsett, variabler: iBergen}, ok, tom},
	"Query.endringer":            {linje{dok: dokEndringer, variabler: iBergen}, ok, skjult},
	"Query.nokler":               {linje{dok: dokNoklerIBruk, variabler: iBergen}, ok, skjult},
	"Query.nokkelforslag":        {linje{dok: dokForslag, variabler: fast(nil)}, tom, tom},
	"Query.tilganger":            {linje{dok: dokTilganger, variabler: iBergen}, ok, skjult},
	"Query.dialogmottakere":      {linje{dok: dokDialogmottakere, variabler: iBergen}, tom, skjult},
	"Query.mottakersystemer":     {linje{dok: dokMottakersystemer, variabler: iBergen}, tom, skjult},
	"Query.protokollkontoer":     {linje{dok: dokProtokollkontoer, variabler: iBergen}, tom, skjult},
	"Query.integrasjoner":        {linje{dok: dokIntegrasjoner, variabler: fast(nil)}, ok, ok},
	"Query.meldinger":            {linje{dok: dokHovedbok, variabler: iBergensBok}, ok, skjult},
	"Query.meldingshistorikk":    {linje{dok: dokHistorikk, variabler: med1("id")}, tom, tom}, // what is there: TestHovedbokPerKommune
	"Query.statistikk":           {linje{dok: dokStatistikk, variabler: bergensTall}, ok, tom},
	"Query.innholdsversjoner":    {linje{dok: dokInnholdVers, variabler: innholdIBergen}, tom, skjult},
	"Query.innholdshistorikk":    {linje{dok: dokInnholdHist, variabler: bergensTider}, tom, skjult},
	"Mutation.sendPaNytt":        {linje{dok: dokSendPaNytt, variabler: med1("id")}, skjult, skjult},
	"Mutation.lagreInnhold":      {linje{dok: dokLagreInnhold, variabler: galApningstid}, ok, skjult},
	// The whole installation's.
	"Query.driftsmeldinger":         {linje{dok: dokAlleDrift, variabler: fast(nil)}, skjult, skjult},
	"Query.driftsmeldingsversjoner": {linje{dok: dokDriftVers, variabler: med1("id")}, skjult, skjult},
	"Mutation.settDriftsmelding":    {linje{dok: dokSettDrift, variabler: galDrift}, skjult, skjult},
	"Mutation.lagreAvtale":          {linje{dok: dokLagreAvtale, variabler: galAvtale}, ok, skjult},
	"Mutation.lagreMottak":          {linje{dok: dokLagreMottak, variabler: galtMottak}, ok, skjult},
	"Mutation.aktiverMottak":        {linje{dok: dokAktiver, variabler: galVersjon}, ok, skjult},
	"Mutation.deaktiverMottak":      {linje{dok: dokDeaktiver, variabler: galVersjon}, ok, skjult},
	"Mutation.lagreNokkel":          {linje{dok: dokLagreNokkel, variabler: galNokkel}, ok, skjult},
	// Of what is there, these are tried in forvaltning's own tests.
	"Mutation.godkjennNokkel":            {linje{dok: dokGodkjenn, variabler: med1("id")}, skjult, skjult},
	"Mutation.avslaNokkel":               {linje{dok: dokAvsla, variabler: med1("id")}, skjult, skjult},
	"Mutation.giTilgang":                 {linje{dok: dokGiTilgang, variabler: galTilgang}, ok, skjult},
	"Mutation.trekkTilgang":              {linje{dok: dokTrekkTilgang, variabler: med1("id")}, ok, skjult}, // Bergen's caseworker's
	"Mutation.lagreDialogmottaker":       {linje{dok: dokLagreDialog, variabler: galDialog}, ok, skjult},
	"Mutation.fjernDialogmottaker":       {linje{dok: dokFjernDialog, variabler: med1("id")}, skjult, skjult},
	"Mutation.lagreMottakersystem":       {linje{dok: dokLagreSystem, variabler: galtSystem}, ok, skjult},
	"Mutation.nyttMottakersystempassord": {linje{dok: dokSystempassord, variabler: med1("id")}, skjult, skjult},
	"Mutation.trekkMottakersystem":       {linje{dok: dokTrekkSystem, variabler: med1("id")}, skjult, skjult},
	"Mutation.lagreProtokollkonto":       {linje{dok: dokLagreKonto, variabler: galKonto}, ok, skjult},
	"Mutation.fjernProtokollkonto":       {linje{dok: dokFjernKonto, variabler: iBergen}, skjult, skjult},
	// One machine may call for many kommuner: who administers one gives it rights there, and no more.
	"Mutation.opprettIntegrasjon":      {linje{dok: dokOpprett, variabler: inn(map[string]any{"navn": "Ny", "orgnr": orgnrBergen})}, skjult, skjult},
	"Mutation.nyttIntegrasjonspassord": {linje{dok: dokPassord, variabler: inn(map[string]any{"id": maskinBergen, "passordNr": 1})}, skjult, skjult},
	"Mutation.trekkIntegrasjon":        {linje{dok: dokTrekkIntegrasjon, variabler: inn(map[string]any{"id": maskinBergen})}, skjult, skjult},
	"Mutation.giRettighet":             {linje{dok: dokGi, variabler: inn(map[string]any{"integrasjonId": maskinBergen, "rett": "SAMTYKKE", "kommunenummer": "4601"})}, ok, skjult},
	"Mutation.trekkRettighet":          {linje{dok: dokTrekk, variabler: inn(map[string]any{"integrasjonId": maskinBergen, "rett": "SAMTYKKE", "kommunenummer": "4601"})}, ok, skjult},
	"Mutation.settFiksOrg":             {linje{dok: dokFiksOrg, variabler: inn(map[string]any{"kommunenummer": "4601", "fiksOrgId": nokkel1})}, ok, skjult},
	"Mutation.sperrInnsyn":             {linje{dok: dokSperr, variabler: galSperre}, ok, skjult},
	"Mutation.opphevInnsynssperre":     {linje{dok: dokOpphevSperre, variabler: ukjentSperre}, ok, ok}, // data: there is none
}

// Kommune A's administrator reaches nothing of kommune B's by any field: what is there and what is not are the same.
func TestKommuneadministrator(t *testing.T) {
	p := nyttHus(t)
	p.kommuneadministratorer(t)
	for felt, def := range rotfelt(skjemaet(t)) {
		rolle := def.Directives.ForName("krever").Arguments.ForName("rolle")
		if rolle == nil || !strings.Contains(rolle.Value.String(), "ADMIN") {
			continue
		}
		if _, ok := kommuneadmin[felt]; !ok {
			t.Errorf("%s has no line", felt)
		}
	}
	var id string
	maa(t, dbtest.Open(t, p.hus.dsn).QueryRow(t.Context(), `SELECT id FROM tilgang WHERE rolle = 'SAKSBEHANDLER' AND kommunenummer = '4601'`).Scan(&id))
	oslo, bergen := p.okt(t, pidAdminOslo, viewer.NivaHoyt), p.okt(t, pidAdminBergen, viewer.NivaHoyt)
	for _, felt := range slices.Sorted(maps.Keys(kommuneadmin)) {
		l := kommuneadmin[felt]
		t.Run(felt, func(t *testing.T) {
			if fikk := p.utfall(t, oslo, felt, l.linje, id); fikk != l.oslo {
				t.Errorf("Oslo's got %s, want %s", fikk, l.oslo)
			}
			s := p.kjor(t, oslo, l.dok, l.variabler(id))
			for _, bergens := range []string{`"4601"`, maskinBergen, id} {
				if strings.Contains(string(s.raw), bergens) {
					t.Errorf("Oslo's was told of %s: %.300s", bergens, s.raw)
				}
			}
			if fikk := p.utfall(t, bergen, felt, l.linje, id); fikk != l.bergen {
				t.Errorf("control: Bergen's got %s, want %s", fikk, l.bergen)
			}
		})
	}
}

// A right is given and withdrawn over HTTP: what is open ends at once, in another process too, though nothing happens in the inbox.
func TestTilgangTrekkesMensSkrivebordetStaarAapent(t *testing.T) {
	for navn, hort := range map[string]bool{"heard": true, "control: without the trigger": false} {
		t.Run(navn, func(t *testing.T) {
			p := nyttHus(t)
			admin := p.okt(t, pidAdmin, viewer.NivaHoyt)
			s := p.kjor(t, admin, dokGiTilgang, map[string]any{"input": map[string]any{
				"fodselsnummer": pidFremmed, "navn": "Saks Behandlersen", "rolle": "SAKSBEHANDLER", "kommunenummer": "4601", "bydelsnummer": "00"}})
			to := p.hus.prosess(t)
			to.lytt(t) // not before: on a slow machine the word of the giving came after the withdrawal, and ended what is open
			id, _ := s.les("data", "giTilgang", "tilgang", "id").(string)
			kake := p.okt(t, pidFremmed, viewer.NivaHoyt)
			c := to.sokkel(t, kake)
			c.abonner("i", dokEndret, bergenVar)
			if m := c.neste(); m.Type != "next" || id == "" {
				t.Fatalf("not given: %s %s", s.raw, m.Payload)
			}
			if !hort {
				kjor(t, p.hus.dsn, `DROP TRIGGER tilgang_varsle ON tilgang`)
			}
			if s := p.kjor(t, admin, dokTrekkTilgang, map[string]any{"id": id}); s.les("data", "trekkTilgang", "tilgang", "trukket") == nil {
				t.Fatalf("not withdrawn: %s", s.raw)
			}
			trukket := time.Now()
			for hvor, q := range map[string]*port{"where it was withdrawn": p, "where her desk is": to} {
				if s := q.kjor(t, kake, dokMottak, bergenVar); s.kode() != skjult {
					t.Errorf("the next request, %s: %s", hvor, s.raw)
				}
			}
			if !hort {
				if !c.stille() {
					t.Error("it ended without the trigger: something else ends it, and the other test proves nothing")
				}
				return
			}
			if m := c.neste(); m.Type != "error" || m.les(0, "extensions", "kode") != skjult {
				t.Errorf("the stream: %s %s", m.Type, m.Payload)
			}
			t.Logf("ended %s after it was withdrawn", time.Since(trukket).Round(time.Millisecond)) // a second, on a machine that is not busy
		})
	}
}

// A switch is what a citizen and a case system meet next.
func TestBrytereMotesAvInnbyggerOgFagsystem(t *testing.T) {
	p := nyttHus(t)
	admin, melder := p.okt(t, pidAdmin, viewer.NivaHoyt), p.okt(t, pidMelder, viewer.NivaBetydelig)
	p.send(t, melder, "4601")
	m := p.kjor(t, admin, dokMottaksoppsett, bergenVar)
	versjon := m.les("data", "mottakskonfigurasjon", "versjon")
	bryt := func(dok, felt string, vil bool) {
		t.Helper()
		s := p.kjor(t, admin, dok, map[string]any{"input": map[string]any{"kommunenummer": "4601", "bydelsnummer": "00", "versjon": versjon}})
		if s.les("data", felt, "mottak", "aktiv") != vil {
			t.Fatalf("%s: %s", felt, s.raw)
		}
		versjon = s.les("data", felt, "mottak", "versjon")
	}
	bryt(dokDeaktiver, "deaktiverMottak", false)
	s := p.kjor(t, melder, dokSend, map[string]any{"input": map[string]any{"klientnokkel": uuid.NewString(), "kommunenummer": "4601",
		"barn": []any{map[string]any{"personnavn": "Lillebror Prøvesen", "adressevalg": "UKJENT"}}, "melding": "Jeg er bekymret."}})
	if s.les("data", "sendPrivatBekymringsmelding", "feil", 0, "kode") != "IKKE_AKTIV" {
		t.Errorf("a citizen sends to one that is closed: %s", s.raw)
	}
	maskin := p.hus.maskiner[maskinBergen]
	if s := p.sporsmal(t, maskin, dokNokler, bergenVar); s.kode() != "" && s.kode() != skjult || s.les("data", "krypteringsnokler") != nil {
		t.Errorf("a case system is given keys of one that is closed: %s", s.raw)
	}
	bryt(dokAktiver, "aktiverMottak", true)
	p.send(t, melder, "4601")
	if s := p.sporsmal(t, maskin, dokNokler, bergenVar); s.les("data", "krypteringsnokler", "mottak", "nokkel") == nil {
		t.Errorf("a case system is not given the keys of one that is open: %s", s.raw)
	}
}

// A private key that is pasted is nowhere afterwards: not in the answer, not in the log, not in a row; sent as a variable or
// in the document itself, well or badly formed.
func TestPrivatNokkelBlirIkkeVaerende(t *testing.T) {
	p := nyttHus(t)
	admin := p.okt(t, pidAdmin, viewer.NivaHoyt)
	pem, err := seal.EncodePrivate(p.hus.signer.Private)
	maa(t, err)
	hemmelig := strings.Split(string(pem), "\n")[3]
	literal := strings.ReplaceAll(string(pem), "\n", `\n`)
	felt := `lagreNokkel(input:{formal:FAGSYSTEM,kommunenummer:"4601",bydelsnummer:"00",sertifikat:"` + literal + `"})`
	for navn, kropp := range map[string]map[string]any{
		"a variable": {"variables": map[string]any{"input": map[string]any{"formal": "FAGSYSTEM", "kommunenummer": "4601", "bydelsnummer": "00", "sertifikat": string(pem)}},
			"extensions": persistert(dokLagreNokkel)},
		"a variable of another field": {"variables": map[string]any{"input": map[string]any{"formal": string(pem), "sertifikat": ""}}, "extensions": persistert(dokLagreNokkel)},
		"an unknown variable":         {"variables": map[string]any{"input": map[string]any{"formal": "PRINT", "hva": string(pem)}}, "extensions": persistert(dokLagreNokkel)},
		"a thumbprint":                {"variables": map[string]any{"id": uuid.NewString(), "t": string(pem)}, "extensions": persistert(dokGodkjenn)},
		"in the document":             {"query": `mutation{` + felt + `{forslag{id}feil{kode melding}}}`},
	} {
		s := p.post(t, admin, kropp)
		if strings.Contains(string(s.raw), hemmelig) {
			t.Errorf("%s: it is in the answer", navn)
		}
		if navn == "a variable" || navn == "in the document" {
			if s.les("data", "lagreNokkel", "feil", 0, "kode") != "PRIVAT_NOKKEL" {
				t.Errorf("%s: %.300s", navn, s.raw)
			}
		}
	}
	if strings.Contains(p.logg.String(), hemmelig) {
		t.Error("it is in the log")
	}
	var rader int
	maa(t, dbtest.Open(t, p.hus.dsn).QueryRow(t.Context(), `SELECT count(*) FROM nokkelforslag`).Scan(&rader))
	if rader != 0 {
		t.Errorf("%d were stored", rader)
	}
}
