package svarinn_test

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"barnevernportalen/delivery"
	"barnevernportalen/delivery/seal"
	"barnevernportalen/ent"
	"barnevernportalen/ent/db/bydel"
	"barnevernportalen/ent/db/dialogmottaker"
	"barnevernportalen/ent/db/innsynsmelding"
	"barnevernportalen/ent/db/leveranse"
	"barnevernportalen/ent/db/mottakersystem"
	"barnevernportalen/ent/dbtest"
	"barnevernportalen/ent/vault"
	"barnevernportalen/ent/viewer"
	"barnevernportalen/forvaltning"
	"barnevernportalen/innsyn"
	"barnevernportalen/pdf"
	"barnevernportalen/server/svarinn"
)

const (
	fnrMor   = "24859100002"
	bergen   = "974760673"
	askoy    = "964338442"
	edialog1 = "dialog-1"
)

var integrasjon = uuid.MustParse("b0000000-0000-4000-8000-000000000001")

// hus is all of it on a real database: a person with a case, an organisation whose system fetches, and the paths.
type hus struct {
	db       *ent.DB
	dsn      string
	delivery *delivery.Service
	innsyn   *innsyn.Service
	forvalt  *forvaltning.Service
	url      string
	logg     *bytes.Buffer
	naa      time.Time
	mor      viewer.Innbygger
	mappe    uuid.UUID
	nokkel   seal.Key
}

func maa(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func system(t testing.TB) context.Context {
	return viewer.With(t.Context(), viewer.System{Oppgave: "test"})
}

func nyttHus(t testing.TB) *hus {
	t.Helper()
	h := &hus{dsn: dbtest.DSN(t), logg: &bytes.Buffer{}, naa: time.Now().Round(time.Microsecond)}
	log := slog.New(slog.NewTextHandler(h.logg, nil))
	var err error
	h.db, err = ent.Open(t.Context(), ent.Config{DSN: h.dsn, Log: slog.New(slog.NewTextHandler(io.Discard, nil)), UnsafeForTests: true})
	maa(t, err)
	t.Cleanup(h.db.Close)
	v, err := vault.Open(filepath.Join(t.TempDir(), "nokler"), "a passphrase for tests")
	maa(t, err)
	klokke := func() time.Time { return h.naa }
	h.delivery = &delivery.Service{DB: h.db, Vault: v, Klokke: klokke, Log: log,
		Kanaler: map[leveranse.Kanal]delivery.Channel{leveranse.KanalSvarinn: delivery.Svarinn{}}}
	renderer, err := pdf.New()
	maa(t, err)
	h.forvalt = &forvaltning.Service{DB: h.db, Klokke: time.Now, Log: log}
	person := func(fnr string) viewer.Person {
		ider := v.Hashes("person", fnr)
		return viewer.Person{ID: ider[0], Tidligere: ider[1:], Navn: "Mor Testesen"}
	}
	h.innsyn = &innsyn.Service{DB: h.db, Vault: v, Person: person, Log: log, Delivery: h.delivery, PDF: renderer, Klokke: klokke}
	h.mor = viewer.Innbygger{Person: person(fnrMor), Niva: viewer.NivaHoyt, SesjonID: uuid.New()}
	maa(t, dbtest.Exec(t.Context(), h.dsn, `INSERT INTO sesjon (id, innhold, opprettet, sist_brukt, utloper)
		VALUES ($1, 'x', now(), now(), now() + interval '1 hour')`, h.mor.SesjonID))
	c, ctx := h.db.Client(), system(t)
	maa(t, c.Kommune.Create().SetID("4601").SetNavn("Bergen").SetGyldigFra(h.naa).Exec(ctx))
	maa(t, c.Bydel.Create().SetKommuneID("4601").SetBydelsnummer("00").SetNavn("Bergen").SetKanal(bydel.KanalNedlasting).
		SetStandardMottaker(true).SetAvtaleInngatt(h.naa).SetAktiv(true).Exec(ctx))
	h.nokkel, err = seal.NewNokkel("Mottakersystem", time.Now().Add(-time.Hour), time.Now().Add(24*time.Hour))
	maa(t, err)
	api, err := svarinn.New(svarinn.Oppsett{Delivery: h.delivery, Autentiser: h.forvalt.AutentiserMottakersystem, Log: log})
	maa(t, err)
	s := httptest.NewServer(api)
	t.Cleanup(s.Close)
	h.url = s.URL
	h.mappe = h.indekser(t, map[string]any{})
	return h
}

// indekser makes a case of hers, with a form for post.
func (h *hus) indekser(t testing.TB, mer map[string]any) uuid.UUID {
	t.Helper()
	m := map[string]any{
		"tittel": "Sak om oppfølging", "organisasjonsnummer": bergen, "mappeId": "m-17", "systemId": "s-17", "saksaar": 2026, "sakssekvensnummer": 42,
		"minPart":         map[string]any{"rolle": "MOR", "fornavn": "Mor", "etternavn": "Testesen", "fodselsnummer": fnrMor},
		"edialogSkjemaer": []any{map[string]any{"edialogId": edialog1, "predefinert": map[string]any{"type": "POST"}}},
	}
	for k, v := range mer {
		m[k] = v
	}
	return h.legg(t, innsynsmelding.SlagMappe, m)
}

func (h *hus) legg(t testing.TB, slag innsynsmelding.Slag, m map[string]any) uuid.UUID {
	t.Helper()
	raw, err := json.Marshal(m)
	maa(t, err)
	melding := innsyn.Melding{MeldingID: uuid.New(), Kommunenummer: "4601", Slag: slag, Fodselsnummer: fnrMor, Sikkerhetsniva: 4, Metadata: raw}
	svar, err := h.innsyn.Indekser(viewer.With(t.Context(), viewer.Fagsystem{IntegrasjonID: integrasjon,
		Rettigheter: []viewer.Rettighet{{Rett: viewer.RettIndekser, Kommunenummer: "4601"}}}), []innsyn.Melding{melding})
	maa(t, err)
	if len(svar.Feil) > 0 {
		t.Fatalf("%+v", svar.Feil)
	}
	return innsyn.RadID(integrasjon, "4601", melding.MeldingID)
}

func (h *hus) somMor(t testing.TB) context.Context { return viewer.With(t.Context(), h.mor) }

// mottaker sets up who gets it, and a system that fetches, and gives a client of that system.
func (h *hus) mottaker(t testing.TB, orgnr, edialogID string, reserve bool) *klient {
	t.Helper()
	k := h.system(t, orgnr, "", mottakersystem.SikkerhetsnivaHoyeste)
	maa(t, h.forvalt.LagreDialogmottaker(system(t), forvaltning.Dialogmottaker{
		Orgnr: orgnr, EdialogID: edialogID, Kommunenummer: "4601", Bydelsnummer: "00", MottakerOrgnr: orgnr, MottakerNavn: "Barneverntjenesten",
		Vei: dialogmottaker.VeiSvarinn, Reserve: reserve,
	}))
	return k
}

func (h *hus) system(t testing.TB, orgnr, typ string, niva mottakersystem.Sikkerhetsniva) *klient {
	t.Helper()
	k := &klient{t: t, url: h.url + "/tjenester/svarinn/v2/", bruker: "bruker-" + uuid.NewString(), skjema: openapi(t)}
	var err error
	_, k.passord, err = h.forvalt.LagreMottakersystem(system(t), forvaltning.NyttMottakersystem{
		Navn: "Fagsystemet", Orgnr: orgnr, Forsendelsestype: typ, Sikkerhetsniva: niva, Bruker: k.bruker, Sertifikat: h.nokkel.Cert,
		Kommunenummer: "4601", Bydelsnummer: "00",
	})
	maa(t, err)
	return k
}

// send writes a letter, which must be taken, and lets it stand where it is fetched.
func (h *hus) send(t testing.TB, tekst string, filer ...uuid.UUID) *innsyn.Innbyggerpost {
	t.Helper()
	svar, err := h.innsyn.Send(h.somMor(t), innsyn.NyPost{Nokkel: uuid.New(), Type: innsyn.SkjemaPost, MappeID: h.mappe, Tekst: tekst, Filer: filer})
	maa(t, err)
	if svar.Post == nil {
		t.Fatalf("not sent: %+v", svar.Feil)
	}
	maa(t, h.delivery.Overlever(system(t), svar.Post.ID))
	return svar.Post
}

func (h *hus) status(t testing.TB, id uuid.UUID) innsyn.Innbyggerpost {
	t.Helper()
	trad, err := h.innsyn.MineMeldinger(h.somMor(t))
	maa(t, err)
	for _, p := range trad {
		if p.ID == id {
			return p
		}
	}
	t.Fatal("the letter is not in the thread")
	return innsyn.Innbyggerpost{}
}

// klient is a case system that believes nothing: every answer is checked against the published file.
type klient struct {
	t                    testing.TB
	url, bruker, passord string
	skjema               *jsonschema.Schema
}

type nyForsendelse struct {
	ID, Tittel, Type, Sikkerhetsniva, Nedlastingslenke, EksternRef, AvgivendeSystem string
	Avsender                                                                        struct{ Navn string }
	SvarSendesTil                                                                   struct{ Fodselsnummer, Navn string }
	Mottaker                                                                        struct{ Organisasjonsnummer, Navn string }
	MetadataForImport                                                               struct {
		MappeID *struct {
			MappeID, SystemID string
			Saksaar           int
			Sakssekvensnummer int64
		}
		JournalpostID *struct {
			SystemID, RegistreringsID string
			Journalpostnummer         int
		}
	}
	Filer []struct {
		Filnavn, MimeType, Hash string
		Storrelse               int64
	}
}

func (k *klient) kall(metode, sti, kropp string) (int, http.Header, []byte) {
	k.t.Helper()
	r, err := http.NewRequestWithContext(k.t.Context(), metode, k.url+sti, strings.NewReader(kropp))
	maa(k.t, err)
	if k.bruker != "" {
		r.SetBasicAuth(k.bruker, k.passord)
	}
	resp, err := http.DefaultClient.Do(r)
	maa(k.t, err)
	defer func() { _ = resp.Body.Close() }()
	raw, err := io.ReadAll(resp.Body)
	maa(k.t, err)
	return resp.StatusCode, resp.Header, raw
}

func (k *klient) liste() []nyForsendelse {
	k.t.Helper()
	status, hode, raw := k.kall(http.MethodGet, "forsendelser", "")
	if status != http.StatusOK || hode.Get("Content-Type") != "application/json" {
		k.t.Fatalf("list: %d %s %s", status, hode.Get("Content-Type"), raw)
	}
	if k.skjema != nil {
		doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(raw))
		maa(k.t, err)
		for _, f := range doc.([]any) {
			if err := k.skjema.Validate(f); err != nil {
				k.t.Fatalf("not as published: %v", err)
			}
		}
	}
	var ut []nyForsendelse
	maa(k.t, json.Unmarshal(raw, &ut))
	return ut
}

func (k *klient) patch(id, kropp string) int {
	k.t.Helper()
	status, _, _ := k.kall(http.MethodPatch, "forsendelser/"+id+"/status", kropp)
	return status
}

// openapi is the published form of a shipment, with nothing in it that is not published.
func openapi(t testing.TB) *jsonschema.Schema {
	t.Helper()
	rot := os.Getenv("SPEC_DIR")
	if rot == "" {
		rot = filepath.Join("..", "..", "..", "shared", "spec")
	}
	raw, err := os.ReadFile(filepath.Join(rot, "openapi", "svarinn-api-v2.json"))
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatalf("the published file is not here, and CI must hold us to it (SPEC_DIR): %v", err)
		}
		t.Logf("SKIPPED CONFORMANCE: no published files at %s; set SPEC_DIR", rot)
		return nil
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(raw))
	maa(t, err)
	for _, s := range doc.(map[string]any)["components"].(map[string]any)["schemas"].(map[string]any) {
		s.(map[string]any)["additionalProperties"] = false
	}
	c := jsonschema.NewCompiler()
	c.DefaultDraft(jsonschema.Draft2020)
	c.AssertFormat()
	maa(t, c.AddResource("https://svarinn/api.json", doc))
	s, err := c.Compile("https://svarinn/api.json#/components/schemas/Forsendelse")
	maa(t, err)
	return s
}
