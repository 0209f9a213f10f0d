package fiksio_test

import (
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/json"
	"encoding/pem"
	"errors"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"barnevernportalen/delivery/fiksio"
	"barnevernportalen/delivery/fiksio/liksom"
)

// nokkel makes a certificate as PEM that is valid until a time.
func nokkel(t *testing.T, until time.Time) (string, *x509.Certificate) {
	t.Helper()
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	m := mal("konto")
	m.NotBefore, m.NotAfter = until.Add(-48*time.Hour), until
	der, err := x509.CreateCertificate(rand.Reader, m, m, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	cert, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	return string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der})), cert
}

func TestNokkel(t *testing.T) {
	s, portal, fagsystem := verden(t)
	k := portal.klient()
	first, cert := nokkel(t, time.Now().Add(time.Hour))
	set := func(text string) {
		t.Helper()
		if err := s.SettNokkel(fagsystem.konto, text); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := k.Nokkel(t.Context(), fagsystem.konto); !errors.Is(err, fiksio.ErrIngenNokkel) {
		t.Errorf("no key yet: %v", err)
	}
	set(first)
	if got, err := k.Nokkel(t.Context(), fagsystem.konto); err != nil || !got.Equal(cert) {
		t.Errorf("got %v", err)
	}
	second, cert := nokkel(t, time.Now().Add(time.Hour))
	set(second) // a changed key is used at once
	if got, err := k.Nokkel(t.Context(), fagsystem.konto); err != nil || !got.Equal(cert) {
		t.Errorf("got %v", err)
	}
	expired, _ := nokkel(t, time.Now().Add(-time.Hour))
	for what, text := range map[string]string{
		"expired": expired, "not PEM": "hemmelig", "half": first[:len(first)/2], "two": first + second,
		"no certificate": strings.ReplaceAll(first, "CERTIFICATE", "PUBLIC KEY"),
	} {
		set(text)
		if _, err := k.Nokkel(t.Context(), fagsystem.konto); !errors.Is(err, fiksio.ErrUgyldigNokkel) {
			t.Errorf("%s: %v", what, err)
		}
	}
	set(first)
	if _, err := k.Nokkel(t.Context(), uuid.New()); !errors.Is(err, fiksio.ErrIngenNokkel) {
		t.Errorf("an account that is not there: %v", err)
	}
	for _, f := range []liksom.Feil{liksom.FeilHTML, liksom.Feil500, liksom.Feil404HTML, liksom.FeilTomt, liksom.FeilHalvt, liksom.FeilAnnet, liksom.FeilEvig, liksom.FeilBrutt} {
		s.Svar(f)
		if _, err := k.Nokkel(t.Context(), fagsystem.konto); !errors.Is(err, fiksio.ErrUtilgjengelig) {
			t.Errorf("feil %d: %v", f, err)
		}
	}
}

func TestKontoOgStatus(t *testing.T) {
	s, portal, fagsystem := verden(t)
	k := portal.klient()
	konto, err := k.Konto(t.Context(), fagsystem.konto)
	if err != nil || konto.KontoID != fagsystem.konto || konto.Navn != "Konto" || konto.FiksOrgNavn != "Prøvestad" || konto.FiksOrgID == uuid.Nil ||
		konto.Organisasjonsnummer != "999999999" || konto.Kommunenummer != "9999" || !konto.GyldigAvsender || !konto.GyldigMottaker {
		t.Errorf("%+v, %v", konto, err)
	}
	portal.send(melding(fagsystem))
	if st, err := k.Status(t.Context(), fagsystem.konto); err != nil || st != (fiksio.Kontostatus{AntallUavhentedeMeldinger: 1}) {
		t.Errorf("%+v, %v", st, err)
	}
	in, _ := fagsystem.innboks()
	faa(t, "the message", in)
	if st, err := k.Status(t.Context(), fagsystem.konto); err != nil || st != (fiksio.Kontostatus{AntallKonsumenter: 1}) {
		t.Errorf("%+v, %v", st, err)
	}
	_, err = k.Konto(t.Context(), uuid.New())
	if refused := new(fiksio.Avvist); !errors.As(err, &refused) || refused.Kode != 404 || refused.Tilgang() {
		t.Errorf("an account that is not there: %v", err)
	}
	for _, f := range []liksom.Feil{liksom.FeilHTML, liksom.Feil500, liksom.FeilTomt, liksom.FeilHalvt, liksom.FeilAnnet} {
		s.Svar(f)
		_, err := k.Konto(t.Context(), fagsystem.konto)
		_, err2 := k.Status(t.Context(), fagsystem.konto)
		if !errors.Is(err, fiksio.ErrUtilgjengelig) || !errors.Is(err2, fiksio.ErrUtilgjengelig) {
			t.Errorf("feil %d: %v, %v", f, err, err2)
		}
	}
}

// Every question to the katalog and every answer from the look-alike is as the published OpenAPI has it. The path …/status is
// not in the published file: it is newer.
func TestKatalogSomPublisert(t *testing.T) {
	api := openAPI(t)
	s, portal, fagsystem := verden(t)
	seen := map[string]int{}
	portal.o.HTTP = &http.Client{Transport: lytt(func(r *http.Request, resp *http.Response, body []byte) {
		path, schema := api.finn(t, r.Method, r.URL.Path, resp.StatusCode)
		if seen[path]++; schema == nil {
			return // an error, which is published without a body
		}
		doc, err := jsonschema.UnmarshalJSON(strings.NewReader(string(body)))
		if err == nil {
			err = schema.Validate(doc)
		}
		if err != nil {
			t.Errorf("%s: %v", path, err)
		}
		var spoiled map[string]any // control: the schema can refuse
		if err := json.Unmarshal(body, &spoiled); err != nil {
			t.Fatal(err)
		}
		delete(spoiled, "nokkel")
		spoiled["kontoId"] = 7
		if _, isKey := spoiled["valid"]; (isKey || spoiled["kontoNavn"] != nil) && schema.Validate(spoiled) == nil {
			t.Errorf("%s: spoiled, and the schema takes it", path)
		}
	})}
	k := portal.klient()
	_, _ = k.Nokkel(t.Context(), fagsystem.konto) // 404
	text, _ := nokkel(t, time.Now().Add(time.Hour))
	if err := s.SettNokkel(fagsystem.konto, text); err != nil {
		t.Fatal(err)
	}
	if _, err := k.Nokkel(t.Context(), fagsystem.konto); err != nil {
		t.Error(err)
	}
	if _, err := k.Konto(t.Context(), fagsystem.konto); err != nil {
		t.Error(err)
	}
	if len(seen) != 2 {
		t.Errorf("saw %v", seen)
	}
}

// lytt hands every exchange over.
type lytt func(*http.Request, *http.Response, []byte)

func (l lytt) RoundTrip(r *http.Request) (*http.Response, error) {
	resp, err := (&http.Transport{DisableKeepAlives: true}).RoundTrip(r)
	if err != nil {
		return nil, err
	}
	body, err := io.ReadAll(resp.Body)
	_ = resp.Body.Close()
	resp.Body = io.NopCloser(strings.NewReader(string(body)))
	l(r, resp, body)
	return resp, err
}

// api is a published OpenAPI file.
type api struct {
	doc      map[string]any
	compiler *jsonschema.Compiler
}

func openAPI(t *testing.T) api {
	t.Helper()
	root := os.Getenv("SPEC_DIR")
	if root == "" {
		root = filepath.Join("..", "..", "..", "shared", "spec")
	}
	path := filepath.Join(root, "openapi", "fiksio-katalog-api-v1.json")
	f, err := os.Open(path)
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatalf("the published OpenAPI is not here, and CI must hold us to it (SPEC_DIR): %v", err)
		}
		t.Skipf("SKIPPED CONFORMANCE: no published OpenAPI at %s; set SPEC_DIR", path)
	}
	defer func() { _ = f.Close() }()
	doc, err := jsonschema.UnmarshalJSON(f)
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	c.DefaultDraft(jsonschema.Draft4) // what OpenAPI 3.0 comes closest to
	c.AssertFormat()
	if err := c.AddResource("https://katalog.invalid/api.json", doc); err != nil {
		t.Fatal(err)
	}
	return api{doc.(map[string]any), c}
}

var iKlammer = regexp.MustCompile(`\{[^}]*\}`)

// finn returns the published path that a call is to, and the schema of its answer; nil: it has none. A call or an answer that
// is not published fails the test.
func (a api) finn(t *testing.T, method, path string, status int) (string, *jsonschema.Schema) {
	t.Helper()
	for published, item := range a.doc["paths"].(map[string]any) {
		if !regexp.MustCompile("^" + iKlammer.ReplaceAllString(published, `[0-9a-f-]{36}`) + "$").MatchString(path) {
			continue
		}
		call, _ := item.(map[string]any)[strings.ToLower(method)].(map[string]any)
		answers, _ := call["responses"].(map[string]any)
		answer, ok := answers[http.StatusText(status)].(map[string]any)
		if !ok {
			answer, ok = answers[statusTekst(status)].(map[string]any)
		}
		if !ok {
			t.Errorf("%s %s answers %d, which is not published", method, published, status)
			return published, nil
		}
		if answer["content"] == nil {
			return published, nil
		}
		escaped := strings.ReplaceAll(strings.ReplaceAll(published, "~", "~0"), "/", "~1")
		escaped = strings.NewReplacer("{", "%7B", "}", "%7D").Replace(escaped)
		schema, err := a.compiler.Compile("https://katalog.invalid/api.json#/paths/" + escaped + "/" + strings.ToLower(method) +
			"/responses/" + statusTekst(status) + "/content/application~1json/schema")
		if err != nil {
			t.Fatal(err)
		}
		return published, schema
	}
	t.Errorf("%s %s is not published", method, path)
	return path, nil
}

func statusTekst(status int) string { b, _ := json.Marshal(status); return string(b) }
