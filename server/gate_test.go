package server_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"crypto/x509"
	"encoding/hex"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/bekymring"
	"barnevernportalen/delivery"
	"barnevernportalen/delivery/seal"
	"barnevernportalen/ent"
	"barnevernportalen/ent/db/bydel"
	"barnevernportalen/ent/db/leveranse"
	"barnevernportalen/ent/db/nokkel"
	"barnevernportalen/ent/db/tilgang"
	"barnevernportalen/ent/dbtest"
	"barnevernportalen/ent/vault"
	"barnevernportalen/ent/viewer"
	"barnevernportalen/forvaltning"
	"barnevernportalen/graph"
	"barnevernportalen/innsyn"
	"barnevernportalen/pdf"
	"barnevernportalen/server"
)

// hus is what all processes of one installation share: a database, a key folder, two receivers, some persons.
type hus struct {
	dsn, dir string
	signer   seal.Key
	maskiner map[string]maskin               // see maskin_test.go
	setning  func(sql string, verdier []any) // told each statement of a new process, if it is not nil
}

// port is one process of it: its own connections, its own hub, its own gateway, on a real socket.
type port struct {
	*server.Server
	hus         *hus
	db          *ent.DB
	sesjoner    *server.Sesjoner
	bekymring   *bekymring.Service
	delivery    *delivery.Service
	forvaltning *forvaltning.Service
	innsyn      *innsyn.Service
	vault       *vault.Vault
	hub         *graph.Hub
	logg        *logg
	url         string
	klar        chan struct{} // closed when the process listens
	personer    sync.Map      // what each session's page is told of whose it is, by the cookie; see egenSide
}

var (
	testRenderer = sync.OnceValues(pdf.New)
	// One key for all tests: making RSA-3072 takes most of a second.
	testSigner = sync.OnceValues(func() (seal.Key, error) {
		return seal.NewNokkel("test", time.Now().Add(-time.Hour), time.Now().Add(24*time.Hour))
	})
)

var (
	bergen    = viewer.Bydel{Kommunenummer: "4601", Bydelsnummer: "00"}
	gamleOslo = viewer.Bydel{Kommunenummer: "0301", Bydelsnummer: "01"}
)

// Synthetic persons (month + 80).
const (
	pidMelder  = "24859123456"
	pidBergen  = "24859154321"
	pidOslo    = "24859167890"
	pidAdmin   = "24859111111"
	pidFremmed = "24859191513"
)

func nyttHus(t testing.TB) *port {
	t.Helper()
	signer, err := testSigner()
	maa(t, err)
	h := &hus{dsn: dbtest.DSN(t), dir: t.TempDir(), signer: signer}
	now := time.Now()
	p := h.prosess(t)
	ctx := viewer.With(t.Context(), viewer.System{Oppgave: "test"})
	mappe := p.delivery.Mappe
	maa(t, p.forvaltning.LagreKommuner(ctx))
	maa(t, p.forvaltning.LagreNokkel(ctx, nil, nokkel.FormalPrint, h.signer.Cert))
	for b, kanal := range map[viewer.Bydel]bydel.Kanal{bergen: bydel.KanalNedlasting, gamleOslo: bydel.KanalFagsystem} {
		id, err := p.forvaltning.LagreMottak(ctx, forvaltning.Mottak{
			Kommunenummer: b.Kommunenummer, Bydelsnummer: b.Bydelsnummer, Navn: "Kontoret", Kanal: kanal,
			StandardMottaker: true, StottetVersjon: bydel.StottetVersjonV2, AvtaleInngatt: now,
			Postadresse: delivery.Postadresse{Navn: "Postmottak", Postnummer: "0001", Poststed: "Prøvestad"},
		})
		maa(t, err)
		formal, cert := nokkel.FormalFagsystem, h.signer.Cert
		if kanal == bydel.KanalNedlasting {
			k, err := mappe.Lag(nokkel.FormalManuell, "manuelt mottak", now.Add(-time.Hour), now.Add(24*time.Hour))
			maa(t, err)
			formal, cert = nokkel.FormalManuell, k.Cert
		}
		maa(t, p.forvaltning.LagreNokkel(ctx, &id, formal, cert))
		maa(t, p.forvaltning.AktiverMottak(ctx, id))
	}
	h.maskiner = p.nyeMaskiner(t, ctx)
	for pid, til := range map[string]viewer.Tilgang{
		pidBergen: {Rolle: viewer.RolleSaksbehandler, Bydel: bergen},
		pidOslo:   {Rolle: viewer.RolleSaksbehandler, Bydel: gamleOslo},
		pidAdmin:  {Rolle: viewer.RolleAdmin},
	} {
		maa(t, p.forvaltning.GiTilgang(ctx, p.vault.Hash("person", pid), tilgang.Rolle(til.Rolle), til.Bydel))
	}
	return p
}

// prosess starts one more process of the installation.
func (h *hus) prosess(t testing.TB) *port {
	t.Helper()
	p := &port{hus: h, hub: &graph.Hub{}, logg: &logg{}, klar: make(chan struct{})}
	log := slog.New(slog.NewJSONHandler(p.logg, nil))
	ts := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { p.ServeHTTP(w, r) }))
	t.Cleanup(ts.Close)
	p.url = ts.URL
	var err error
	p.db, err = ent.Open(t.Context(), ent.Config{DSN: h.dsn, Log: log, UnsafeForTests: true, OnStatement: h.setning})
	maa(t, err)
	t.Cleanup(p.db.Close)
	p.vault, err = vault.Open(filepath.Join(h.dir, "nokler"), "a passphrase for tests")
	maa(t, err)
	mappe, err := delivery.OpenNokkelmappe(filepath.Join(h.dir, "nokler"), p.vault)
	maa(t, err)
	renderer, err := testRenderer()
	maa(t, err)
	p.delivery = &delivery.Service{
		DB: p.db, Vault: p.vault, Signer: seal.Signer{Chain: []*x509.Certificate{h.signer.Cert}, Key: h.signer.Private}, Mappe: mappe,
		Klokke: time.Now, Log: log, Kanaler: map[leveranse.Kanal]delivery.Channel{leveranse.KanalNedlasting: delivery.Nedlasting{}},
	}
	p.bekymring = &bekymring.Service{DB: p.db, Vault: p.vault, Delivery: p.delivery, PDF: renderer, Klokke: time.Now, Log: log}
	person := func(pid string) viewer.Person { return viewer.Person{ID: p.vault.Hash("person", pid)} }
	p.innsyn = &innsyn.Service{DB: p.db, Vault: p.vault, Person: person, Log: log, Dokumenter: innsyn.Dokumenter{Opphav: p.url},
		Delivery: p.delivery, PDF: renderer, Klokke: time.Now}
	p.forvaltning = &forvaltning.Service{DB: p.db, Vault: p.vault, Mappe: mappe, Person: person, Klokke: time.Now, Log: log, Tokensjekk: lettvinteTokener{}}
	adresse, err := server.ParseAdresse(p.url, server.ModusDev)
	maa(t, err)
	p.sesjoner, err = server.NewSesjoner(server.SesjonerOppsett{
		Modus: server.ModusDev, Adresse: adresse, Lager: p.db, Hemmelighet: bytes.Repeat([]byte{7}, 32), Logg: log,
		Person: person, Tilganger: p.forvaltning.Tilganger,
	})
	maa(t, err)
	k, err := klientnokkel()
	maa(t, err)
	inn, err := server.NewInnlogging(p.sesjoner, server.InnloggingOppsett{Utsteder: "http://localhost/testidp", KlientID: klientID, Klientnokkel: k})
	maa(t, err)
	p.Server, err = server.New(server.Config{
		Modus: server.ModusDev, Adresse: adresse, Sesjoner: p.sesjoner, Innlogging: inn, Bekymring: p.bekymring, Delivery: p.delivery, Forvaltning: p.forvaltning,
		Innsyn: p.innsyn, Hub: p.hub, Portal: testPortal(t), Helse: p.db.Ping, Log: log,
	})
	maa(t, err)
	return p
}

// lytt hears what the database says, until the test ends, and returns when it does.
func (p *port) lytt(t testing.TB) {
	t.Helper()
	ctx, stopp := context.WithCancel(t.Context())
	var forste sync.Once
	var vent sync.WaitGroup
	vent.Go(func() {
		p.db.Listen(ctx, slog.New(slog.DiscardHandler), func(v ent.Varsel) {
			switch {
			case v.Tapt:
				p.sesjoner.MeldTapt()
			case v.SesjonID != uuid.Nil:
				p.sesjoner.MeldAvsluttet(v.SesjonID)
			}
			p.hub.Hear(v)
			if v.Tapt {
				forste.Do(func() { close(p.klar) })
			}
		})
	})
	t.Cleanup(func() { stopp(); vent.Wait() })
	<-p.klar
}

// okt logs a person in and returns her cookie.
func (p *port) okt(t testing.TB, pid string, niva viewer.Niva) *http.Cookie {
	t.Helper()
	k, _, err := p.sesjoner.NyOkt(t.Context(), pid, "Navn "+pid, niva)
	maa(t, err)
	return k
}

// sys is background work.
func (p *port) sys(t testing.TB) context.Context {
	return viewer.With(t.Context(), viewer.System{Oppgave: "test"})
}

// send sends a report as a person and returns it.
func (p *port) send(t testing.TB, kake *http.Cookie, kommune string) string {
	t.Helper()
	svar := p.kjor(t, kake, dokSend, map[string]any{"input": map[string]any{
		"klientnokkel": uuid.NewString(), "kommunenummer": kommune,
		"barn":    []any{map[string]any{"personnavn": "Lillebror Prøvesen", "adressevalg": "UKJENT"}},
		"melding": "Jeg er bekymret.",
	}})
	id, _ := svar.les("data", "sendPrivatBekymringsmelding", "bekymringsmelding", "id").(string)
	if id == "" {
		t.Fatalf("not sent: %s", svar.raw)
	}
	return id
}

// svar is an answer of /graphql.
type svar struct {
	status int
	hode   http.Header
	raw    []byte
	json   any
}

// les follows names and positions into the answer; nil is «not there».
func (s svar) les(sti ...any) any {
	v := s.json
	for _, steg := range sti {
		switch steg := steg.(type) {
		case string:
			m, _ := v.(map[string]any)
			v = m[steg]
		case int:
			l, _ := v.([]any)
			if steg >= len(l) {
				return nil
			}
			v = l[steg]
		}
	}
	return v
}

func (s svar) kode() string {
	k, _ := s.les("errors", 0, "extensions", "kode").(string)
	return k
}

// kjor runs one of the portal's documents by its hash, as the portal does.
func (p *port) kjor(t testing.TB, kake *http.Cookie, dok string, variabler map[string]any) svar {
	t.Helper()
	return p.post(t, kake, map[string]any{"variables": variabler, "extensions": persistert(dok)})
}

func persistert(dok string) map[string]any {
	return map[string]any{"persistedQuery": map[string]any{"version": 1, "sha256Hash": hashAv(dok)}}
}

func hashAv(dok string) string {
	sum := sha256.Sum256([]byte(dok))
	return hex.EncodeToString(sum[:])
}

func (p *port) post(t testing.TB, kake *http.Cookie, kropp any, endre ...func(*http.Request)) svar {
	t.Helper()
	raw, ok := kropp.([]byte)
	if !ok {
		var err error
		raw, err = json.Marshal(kropp)
		maa(t, err)
	}
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, p.url+"/graphql", bytes.NewReader(raw))
	maa(t, err)
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("X-Portal", "1")
	if kake != nil {
		r.AddCookie(kake)
		p.egenSide(t, kake, r)
	}
	for _, f := range endre {
		f(r)
	}
	return gjor(t, r)
}

func gjor(t testing.TB, r *http.Request) svar {
	t.Helper()
	c := http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	res, err := c.Do(r)
	maa(t, err)
	defer func() { _ = res.Body.Close() }()
	raw, err := io.ReadAll(res.Body)
	maa(t, err)
	s := svar{status: res.StatusCode, hode: res.Header, raw: raw}
	if strings.Contains(res.Header.Get("Content-Type"), "json") {
		maa(t, json.Unmarshal(raw, &s.json))
	}
	return s
}

// The documents of the test portal.
const (
	dokMeg          = `query Meg{meg{navn niva roller bydeler{kommunenummer bydelsnummer kommunenavn}}}`
	dokKommuner     = `query Kommuner($sok:String){kommuner(sok:$sok){kommunenummer navn aktiv bydeler{bydelsnummer}}}`
	dokKommune      = `query Kommune($nr:String!){kommune(kommunenummer:$nr){navn}}`
	dokMine         = `query Mine{mineBekymringsmeldinger{id kopi tilstand}}`
	dokMelding      = `query Melding($id:ID!){bekymringsmelding(id:$id){id kopi tilstand bevis sendt}}`
	dokMottak       = `query Mottak($k:String!$b:String!$n:Int!=50$etter:String){mottak(kommunenummer:$k bydelsnummer:$b first:$n after:$etter){antallUbekreftede pageInfo{hasNextPage endCursor}edges{cursor node{id nr dokumenter{navn sti}}}}}`
	dokListe        = `query Dagsliste($k:String!$b:String!){avstemming(kommunenummer:$k bydelsnummer:$b){dato harFlere signert meldinger{id nr sha256}}}`
	dokAvstem       = `mutation Avstem($input:AvstemInput!){avstem(input:$input){avstemming{id tidspunkt fraNr tilNr sendt holdt enige avvik{slag melding nr}}feil{kode melding}}}`
	dokSend         = `mutation Send($input:SendPrivatBekymringsmeldingInput!){sendPrivatBekymringsmelding(input:$input){bekymringsmelding{id kopi}alleredeSendt{id}feil{sti kode grense melding}}}`
	dokSendOff      = `mutation SendOff($input:SendOffentligBekymringsmeldingInput!){sendOffentligBekymringsmelding(input:$input){bekymringsmelding{id}feil{sti kode}varsler{sti kode melding}}}`
	dokKontrollPriv = `query KontrollPriv($input:SendPrivatBekymringsmeldingInput!){kontrollerPrivatBekymringsmelding(input:$input){mottaker{bydelsnavn}feil{sti kode}varsler{sti kode}}}`
	dokKontrollOff  = `query KontrollOff($input:SendOffentligBekymringsmeldingInput!){kontrollerOffentligBekymringsmelding(input:$input){mottaker{bydelsnavn}feil{sti kode}varsler{sti kode}}}`
	dokVirksomhet   = `query Virksomhet($orgnr:String){virksomhet(orgnr:$orgnr){utfall virksomhet{navn adresselinjer postnummer poststed}}}`
	dokUtkast       = `query Utkast($skjema:Meldingstype!){utkast(skjema:$skjema){klientnokkel innhold lagret utloper skjemaversjon}}`
	dokLagre        = `mutation Lagre($input:LagreUtkastInput!){lagreUtkast(input:$input){utkast{lagret utloper}nyere{innhold}alleredeSendt{id}feil{sti kode}}}`
	dokSlett        = `mutation Slett($input:SlettUtkastInput!){slettUtkast(input:$input){slettet}}`
	dokBekreft      = `mutation Bekreft($id:ID!){bekreftMottak(input:{id:$id}){melding{id bekreftet tilstand bevis}}}`
	dokNokler       = `query Nokler($k:String!,$b:String!){krypteringsnokler(kommunenummer:$k,bydelsnummer:$b){print{nokkel gyldigFra gyldigTil serienummer subjekt utsteder gyldig}mottak{nokkel gyldig}}}`
	dokForseglet    = `mutation Forseglet($input:SendForsegletBekymringsmeldingInput!){sendForsegletBekymringsmelding(input:$input){id feil{sti kode melding}}}`
	dokAvvis        = `mutation Avvis($id:ID!){avvisMottak(input:{id:$id grunn:KAN_IKKE_LAGRES}){melding{id}feil{kode}}}`
	dokStatus       = `subscription Status($id:ID!){bekymringsmeldingStatus(id:$id){id tilstand bevis}}`
	dokTa           = `mutation Ta($id:ID! $ta:Boolean!=true){taMottak(input:{id:$id ta:$ta}){melding{id tatt tattAv{id navn}}}}`
	dokForlop       = `query Forlop($id:ID!){mottattMelding(id:$id){melding{id nr}hendelser{slag rolle kollega{navn}detalj}}}`
	dokSkranke      = `query Skranke($k:String!$b:String!$f:MottakFilter!$n:Int!=50$etter:String){mottak(kommunenummer:$k bydelsnummer:$b filter:$f first:$n after:$etter){antallUbekreftede numre pageInfo{hasNextPage endCursor}edges{cursor node{id nr tatt tattAv{id navn}forsinket}}}}`
	dokSkrankeLive  = `subscription SkrankeLive($k:String!$b:String!){mottakEndret(kommunenummer:$k bydelsnummer:$b){nullstill antallUbekreftede meldinger{id referanse type nr sha256 mottatt tilstand bevis sistApnet bekreftet brevfrist forsinket tatt tattAv{id navn}bekreftetAv{id navn}dokumenter{navn sti}}}}`
	dokEndret       = `subscription Endret($k:String!$b:String!){mottakEndret(kommunenummer:$k bydelsnummer:$b){nullstill antallUbekreftede meldinger{id bekreftet}}}`
	testSkript      = "export const portal = 1 // " + "et skript som er langt nok til å pakkes et skript som er langt nok til å pakkes et skript som er langt nok"
	testIndeks      = `<!doctype html><meta name="drift" content="" /><title>Portalen</title>`
	testBildenav    = "favicon.svg"
	testGraphiql    = `<!doctype html><meta property="csp-nonce" nonce="__NONCE__"><title>GraphiQL</title>`
)

func testPortal(t testing.TB) fstest.MapFS {
	t.Helper()
	liste := map[string]string{}
	for _, d := range slices.Concat(rundedokumenter, samtykkedokumenter, foresporseldokumenter, brevutkastdokumenter, admindokumenter, hovedbokdokumenter) {
		liste[hashAv(d)] = d
	}
	for _, d := range []string{dokMeg, dokKommuner, dokKommune, dokMine, dokMelding, dokMottak, dokListe, dokAvstem, dokSend, dokSendOff, dokKontrollPriv, dokKontrollOff, dokVirksomhet, dokUtkast, dokLagre, dokSlett, dokBekreft, dokAvvis, dokNokler, dokForseglet, dokStatus, dokEndret, dokTa, dokForlop, dokSkranke, dokSkrankeLive,
		dokIntegrasjoner, dokOpprett, dokPassord, dokGi, dokTrekk, dokTrekkIntegrasjon, dokFiksOrg,
		dokMineMapper, dokMappe, dokJournalpost, dokInnsynslogg, dokMappeEndret, dokIndMapper, dokIndPoster, dokSlettInd, dokSperr, dokOpphevSperre, dokSokSide, dokDokumentlenke,
		dokSendPost, dokSendSvar, dokSendKlage, dokMeldinger, dokTrad} {
		liste[hashAv(d)] = d
	}
	raw, err := json.Marshal(liste)
	maa(t, err)
	return fstest.MapFS{
		"index.html": {Data: []byte(testIndeks)}, "assets/index-abc123.js": {Data: []byte(testSkript)},
		"graphiql.html": {Data: []byte(testGraphiql)}, testBildenav: {Data: []byte("<svg/>")}, "placeholder": {}, "persisted-documents.json": {Data: raw},
	}
}
