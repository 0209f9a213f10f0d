package fiksapi_test

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"barnevernportalen/ent/dbtest"
)

// The published files of the index, by the path an operation stands at. Of the deletion three versions are published.
const (
	filIndeks     = "innsyn-index-api-v2.json"
	filSlett      = "innsyn-delete-api-v1.json"
	filSlettNyest = "other-versions/innsyn-delete-api-v1.api-191e33e.json"
	filSlettMidt  = "other-versions/innsyn-delete-api-v1.static-9ddd2b6.json"

	stiIndeks     = "/innsyn-index/api/v2/indexRequest"
	stiSlettByID  = "/innsyn-index/api/v1/delete/slettByMeldingId"
	stiSlettAsync = "/innsyn-index/api/v1/delete/slett"
)

// innsynsklient is a case system as one is written for the national service's index.
type innsynsklient struct {
	t    testing.TB
	h    *hus
	hvem uuid.UUID
}

// gjor calls, and holds request and answer to a published file.
func (k innsynsklient) gjor(fil, metode, sti string, kropp any) (int, []byte) {
	k.t.Helper()
	raw, ok := kropp.([]byte)
	if !ok && kropp != nil {
		var err error
		raw, err = json.Marshal(kropp)
		maa(k.t, err)
	}
	r, err := http.NewRequestWithContext(k.t.Context(), metode, k.h.url+sti, bytes.NewReader(raw))
	maa(k.t, err)
	r.Header = http.Header{"Authorization": {"Bearer t0k3n"}, "Integrasjonid": {k.hvem.String()}, "Integrasjonpassord": {k.hvem.String()}, "Content-Type": {"application/json"}}
	res, err := http.DefaultClient.Do(r)
	maa(k.t, err)
	svar, err := io.ReadAll(res.Body)
	maa(k.t, err)
	maa(k.t, res.Body.Close())
	if res.StatusCode >= 400 {
		if err := sjekkFeilkropp(r, res.StatusCode, svar); err != nil {
			k.t.Errorf("%s %s: %v", metode, r.URL.Path, err)
		}
	}
	if fil == "" {
		return res.StatusCode, svar
	}
	if res.StatusCode < 300 {
		k.publisert(fil, raw, r.URL.Path, metode, "requestBody", "content", "application/json", "schema")
	}
	k.publisert(fil, svar, r.URL.Path, metode, "responses", fmt.Sprint(res.StatusCode), "content", "application/json", "schema")
	return res.StatusCode, svar
}

// publisert holds a body to the schema at a pointer of the file; where the operation has none there, there is nothing to hold to.
func (k innsynsklient) publisert(fil string, kropp []byte, sti, metode string, peker ...string) {
	k.t.Helper()
	root := os.Getenv("SPEC_DIR")
	if root == "" {
		root = filepath.Join("..", "..", "..", "shared", "spec")
	}
	raw, err := os.ReadFile(filepath.Join(root, "openapi", fil))
	if err != nil {
		if os.Getenv("CI") == "true" {
			k.t.Fatalf("the published files are not here, and CI must hold us to them (SPEC_DIR): %v", err)
		}
		k.t.Logf("SKIPPED CONFORMANCE: no published files; set SPEC_DIR")
		return
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(raw))
	maa(k.t, err)
	hele := append([]string{"paths", sti, strings.ToLower(metode)}, peker...)
	for sted, p := doc, hele; len(p) > 0; p = p[1:] {
		m, _ := sted.(map[string]any)
		if sted = m[p[0]]; sted == nil {
			if p[0] == "content" || p[0] == "requestBody" {
				return // published without a body
			}
			if peker[0] == "responses" && len(p) > 0 && m != nil && p[0] == peker[1] && m["200"] != nil && peker[1] >= "400" {
				return // of errors only some are published
			}
			k.t.Errorf("%s has no %s", fil, strings.Join(hele, " "))
			return
		}
	}
	s, err := (&openapi{filer: map[string]any{fil: doc}}).skjema(fil, hele...)
	maa(k.t, err)
	verdi, err := jsonschema.UnmarshalJSON(bytes.NewReader(kropp))
	if err == nil {
		err = s.Validate(verdi)
	}
	if err != nil {
		k.t.Errorf("%s %s: %v\n%s", metode, sti, err, kropp)
	}
}

func (k innsynsklient) rader() (n int) {
	k.t.Helper()
	maa(k.t, dbtest.QueryRow(k.t.Context(), k.h.dsn, `SELECT count(*) FROM innsynsmelding`, nil, &n))
	return n
}

type felter = map[string]any

func indexmelding(versjon string, metadata felter) felter {
	raw, err := json.Marshal(metadata)
	if err != nil {
		panic(err)
	}
	return felter{
		"meldingId": uuid.NewString(), "sikkerhetsniva": 4, "eksponertFor": felter{"identifikatorType": "FODSELSNUMMER", "verdi": "24859100002"},
		"fiksOrganisasjonId": orgTrondheim, "versjon": versjon, "meldingMetadata": base64.StdEncoding.EncodeToString(raw),
	}
}

var enMappe = felter{"tittel": "Kanarifugl", "organisasjonsnummer": "974760673"}

func TestIndekser(t *testing.T) {
	h := nyttHus(t)
	k := innsynsklient{t, h, indekserer}
	en := indexmelding("BARNEVERNMAPPE_V1", enMappe)
	to := indexmelding("BARNEVERN_JOURNALPOST_V1", felter{"tittel": "Brev", "forelderMeldingId": en["meldingId"]})
	to["eksternRef"], to["tilgjengeligTil"] = "sak.æøå 1", "2099-04-25T06:45:00Z"
	for i, vil := range []string{`"opprettet":2,"oppdatert":0`, `"opprettet":0,"oppdatert":2`} {
		status, svar := k.gjor(filIndeks, http.MethodPut, stiIndeks, felter{"meldinger": []felter{to, en}})
		if status != http.StatusOK || !strings.Contains(string(svar), vil) || !strings.Contains(string(svar), `"meldingerUtenSamtykke":[]`) {
			t.Errorf("%d: %d %s", i, status, svar)
		}
	}
	var mange []felter
	for range 5001 {
		mange = append(mange, en)
	}
	med := func(navn string, verdi any) felter {
		ut := felter{}
		for n, v := range en {
			ut[n] = v
		}
		ut["meldingId"] = uuid.NewString()
		if ut[navn] = verdi; verdi == nil {
			delete(ut, navn)
		}
		return ut
	}
	dum := indexmelding("BARNEVERNMAPPE_V1", felter{"tittel": "", "organisasjonsnummer": "1"})
	for navn, c := range map[string]struct {
		kropp  any
		status int
		kode   string
		iJSON  string
	}{
		"no JSON":             {[]byte(`{"meldinger":[`), 400, "INNSYN.UGYLDIG_FORESPORSEL", ""},
		"no messages":         {felter{"meldinger": []felter{}}, 400, "INNSYN.UGYLDIG_FORESPORSEL", `"meldinger"`},
		"another type":        {felter{"meldinger": []felter{en, med("versjon", "FAKTURA_V1")}}, 400, "INNSYN.UGYLDIG_FORESPORSEL", `["meldinger","1","versjon"]`},
		"no id":               {felter{"meldinger": []felter{med("meldingId", nil)}}, 400, "INNSYN.UGYLDIG_FORESPORSEL", `["meldinger","0","meldingId"]`},
		"to an organisation":  {felter{"meldinger": []felter{med("eksponertFor", felter{"identifikatorType": "ORGANISASJONSNUMMER", "verdi": "974760673"})}}, 400, "INNSYN.UGYLDIG_FORESPORSEL", `"identifikatorType"`},
		"no base64":           {felter{"meldinger": []felter{med("meldingMetadata", "æ")}}, 400, "INNSYN.UGYLDIG_FORESPORSEL", `"meldingMetadata"`},
		"bad metadata":        {felter{"meldinger": []felter{med("x", 1), dum}}, 400, "INNSYN.UGYLDIG_FORESPORSEL", `["meldinger","1","meldingMetadata","tittel"]`},
		"another's kommune":   {felter{"meldinger": []felter{med("x", 1), med("fiksOrganisasjonId", orgBergen)}}, 403, "INNSYN.INTEGRASJON_IKKE_AUTORISERT_FOR_INDEX", orgBergen.String()},
		"an unknown kommune":  {felter{"meldinger": []felter{med("fiksOrganisasjonId", uuid.New())}}, 403, "INNSYN.INTEGRASJON_IKKE_AUTORISERT_FOR_INDEX", indekserer.String()},
		"one more than 5 000": {felter{"meldinger": mange}, 422, "INNSYN.FOR_MANGE_MELDINGER", ""},
	} {
		status, svar := k.gjor(filIndeks, http.MethodPut, stiIndeks, c.kropp)
		if status != c.status || kode(svar) != c.kode || !strings.Contains(feltet(svar, "errorJson"), c.iJSON) {
			t.Errorf("%s: %d %s", navn, status, svar)
		}
	}
	if n := k.rader(); n != 2 {
		t.Errorf("%d rows: something of a refused batch was written", n)
	}
	if status, _ := (innsynsklient{t, h, konsument}).gjor("", http.MethodPut, stiIndeks, felter{"meldinger": []felter{en}}); status != http.StatusForbidden {
		t.Errorf("a machine without the right: %d", status)
	}
	if status, _ := (innsynsklient{t, h, uuid.New()}).gjor("", http.MethodPut, stiIndeks, felter{"meldinger": []felter{en}}); status != http.StatusUnauthorized {
		t.Errorf("an unknown machine: %d", status)
	}
	for _, c := range []struct {
		metode, sti string
		status      int
	}{{http.MethodPost, stiIndeks, 405}, {http.MethodPut, "/innsyn-index/api/v2/annet", 404}, {http.MethodGet, stiSlettAsync, 405}} {
		if status, _ := k.gjor("", c.metode, c.sti, nil); status != c.status {
			t.Errorf("%s %s: %d", c.metode, c.sti, status)
		}
	}
	if l := h.logg.String(); strings.Contains(l, "Kanarifugl") || strings.Contains(l, "24859100002") || strings.Contains(l, "sak.") {
		t.Error("content in the log")
	}
}

// All published versions of the deletion.
func TestSlettIndeksert(t *testing.T) {
	h := nyttHus(t)
	k := innsynsklient{t, h, indekserer}
	var alle []felter
	for i := range 6 {
		m := indexmelding("BARNEVERNMAPPE_V1", enMappe)
		if i > 3 {
			m["eksternRef"] = "gruppe en"
		}
		alle = append(alle, m)
	}
	if status, svar := k.gjor(filIndeks, http.MethodPut, stiIndeks, felter{"meldinger": alle}); status != http.StatusOK {
		t.Fatalf("%d %s", status, svar)
	}
	slett := func(fil string, m felter, vil int) {
		t.Helper()
		status, svar := k.gjor(fil, http.MethodPost, stiSlettByID, felter{"meldinger": []felter{m}})
		if status != http.StatusOK || string(svar) != fmt.Sprintf(`{"antallSlettet":%d}`, vil) {
			t.Errorf("%s: %d %s", fil, status, svar)
		}
	}
	slett(filSlett, felter{"fiksOrgId": orgTrondheim, "meldingId": alle[0]["meldingId"]}, 1)
	slett(filSlettMidt, felter{"fiksOrgId": orgTrondheim, "meldingId": alle[1]["meldingId"], "meldingType": "barnevernjournalpost"}, 0) // it is a mappe
	slett(filSlettMidt, felter{"fiksOrgId": orgTrondheim, "meldingId": alle[1]["meldingId"], "meldingType": "faktura"}, 0)
	slett(filSlettNyest, felter{"fiksOrgId": orgTrondheim, "meldingId": alle[1]["meldingId"], "meldingType": "barnevernmappe"}, 1)
	slett(filSlettNyest, felter{"fiksOrgId": orgTrondheim, "meldingId": uuid.New(), "meldingType": "barnevernmappe"}, 0)
	if status, svar := k.gjor("", http.MethodPost, stiSlettByID, felter{"meldinger": []felter{{"fiksOrgId": orgBergen, "meldingId": alle[2]["meldingId"]}}}); status != 403 || kode(svar) == "" {
		t.Errorf("another's kommune: %d %s", status, svar)
	}
	if status, _ := k.gjor("", http.MethodPost, stiSlettByID, felter{"meldinger": make([]felter, 1001)}); status != 400 {
		t.Errorf("1 001: %d", status)
	}

	org := "?fiksOrganisasjonId=" + orgTrondheim.String()
	for _, c := range []struct {
		fil, q string
		igjen  int
		kropp  string
	}{
		{filSlettNyest, org + "&meldingVersjon=barnevernjournalpostV1", 4, ""},
		{filSlettMidt, org + "&eksternRef=gruppe+en", 2, `{"antallSlettet":2}`},
		{filSlettNyest, org + "&meldingVersjon=BARNEVERNMAPPE_V1&meldingId=" + alle[2]["meldingId"].(string), 1, ""},
		{filSlett, org, 0, `{"antallSlettet":1}`},
	} {
		status, svar := k.gjor(c.fil, http.MethodDelete, stiSlettAsync+c.q, nil)
		if status != http.StatusAccepted || string(svar) != c.kropp || k.rader() != c.igjen {
			t.Errorf("%s: %d %s, %d rows left", c.q, status, svar, k.rader())
		}
	}
	for _, q := range []string{"", "?fiksOrganisasjonId=x", org + "&meldingId=x", org + "&meldingVersjon=x", org + "&eksternRef=", org + "&eksternRef=%22"} {
		if status, _ := k.gjor("", http.MethodDelete, stiSlettAsync+q, nil); status != http.StatusBadRequest {
			t.Errorf("%q: %d", q, status)
		}
	}
}

// What is written and should be mended is told in a header, by the published path: the body has no field for it.
func TestIndekserAdvarer(t *testing.T) {
	h := nyttHus(t)
	en := felter{}
	for n, v := range enMappe {
		en[n] = v
	}
	en["edialogSkjemaer"] = []felter{{"edialogId": "ukjent", "predefinert": felter{"type": "POST"}}}
	for navn, c := range map[string]struct {
		metadata felter
		vil      string
	}{
		"none": {enMappe, "[]"}, "one": {en, "[UKJENT_EDIALOG_ID meldinger/0/meldingMetadata/edialogSkjemaer/0/edialogId]"},
	} {
		raw, err := json.Marshal(felter{"meldinger": []felter{indexmelding("BARNEVERNMAPPE_V1", c.metadata)}})
		maa(t, err)
		r, err := http.NewRequestWithContext(t.Context(), http.MethodPut, h.url+stiIndeks, bytes.NewReader(raw))
		maa(t, err)
		r.Header = http.Header{"Authorization": {"Bearer t0k3n"}, "Integrasjonid": {indekserer.String()}, "Integrasjonpassord": {indekserer.String()}, "Content-Type": {"application/json"}}
		res, err := http.DefaultClient.Do(r)
		maa(t, err)
		maa(t, res.Body.Close())
		if fikk := fmt.Sprint(res.Header.Values("Advarsel")); res.StatusCode != http.StatusOK || fikk != c.vil {
			t.Errorf("%s: %d %s, want %s", navn, res.StatusCode, fikk, c.vil)
		}
	}
}
