package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/uuid"

	"barnevernportalen/delivery/seal"
)

// fiksapi is KS's paths for a producer, of a kommune with two bydeler: 01 reads V1, 02 reads V2 and is the standard.
type fiksapi struct {
	*httptest.Server
	kropper [][]byte // of the reports posted: the two parts, one after the other
	stier   []string
	rapport map[string]any
	svar    []func(w http.ResponseWriter) // instead of taking the report, one each time
}

func nyFiksapi(t *testing.T) *fiksapi {
	f := &fiksapi{}
	pem := func(i int) map[string]any {
		return map[string]any{"nokkel": string(seal.EncodeCertificate(nokler()[i].Cert)), "gyldig": true}
	}
	skriv := func(w http.ResponseWriter, status int, v any) {
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(status)
		_ = json.NewEncoder(w).Encode(v)
	}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /bekymringsmelding/api/v2/kommuner/4601", func(w http.ResponseWriter, _ *http.Request) {
		skriv(w, 200, map[string]any{"kommunenr": "4601", "navn": "Bergen", "bydeler": []any{
			map[string]any{"bydelsnummer": "01", "bydelsnavn": "Arna", "stottetVersjon": "V1"},
			map[string]any{"bydelsnummer": "02", "bydelsnavn": "Bergenhus", "stottetVersjon": "V2", "standardMottaker": true},
		}})
	})
	mux.HandleFunc("GET /bekymringsmelding/api/{v}/mottak/fagsystem/4601/{b}/krypteringsnokler", func(w http.ResponseWriter, _ *http.Request) {
		skriv(w, 200, map[string]any{"printOffentligNokkel": pem(1), "fiksIOOffentligNokkel": pem(0)})
	})
	mux.HandleFunc("GET /bekymringsmelding/api/v2/mottak/fagsystem/{fra}/bekymringsmelding/{id}/status", func(w http.ResponseWriter, r *http.Request) {
		skriv(w, 200, []any{map[string]any{"bekymringsmeldingId": r.PathValue("id"), "tidspunkt": "2026-11-21T14:03:05", "tilstand": "AKSEPTERT"}})
	})
	mux.HandleFunc("POST /bekymringsmelding/api/{v}/mottak/fagsystem/{fra}/4601/{b}/{type}", func(w http.ResponseWriter, r *http.Request) {
		deler := map[string][]byte{}
		mr, err := r.MultipartReader()
		if err != nil {
			t.Error(err)
			return
		}
		for {
			p, err := mr.NextPart()
			if err != nil {
				break
			}
			deler[p.FormName()], _ = io.ReadAll(p)
		}
		f.stier = append(f.stier, r.URL.Path)
		f.kropper = append(f.kropper, append(bytes.Clone(deler["asice"]), deler["bekymringsmelding"]...))
		f.apne(t, deler)
		if len(f.svar) > 0 {
			svar := f.svar[0]
			f.svar = f.svar[1:]
			svar(w)
			return
		}
		skriv(w, http.StatusCreated, map[string]any{"uuid": uuid.NewSHA1(uuid.Nil, f.kropper[len(f.kropper)-1])})
	})
	f.Server = httptest.NewServer(mux)
	t.Cleanup(f.Close)
	return f
}

// apne opens what was sent, as the receiver and the print supplier do.
func (f *fiksapi) apne(t *testing.T, deler map[string][]byte) {
	klar, err := seal.Open(bytes.NewReader(deler["asice"]), int64(len(deler["asice"])), nokler()[0])
	if err != nil {
		t.Error(err)
		return
	}
	c, err := seal.ReadContainer(klar, klar.Size(), seal.ReadOptions{Names: []string{seal.MeldingJSONName, seal.MeldingPDFName}})
	if err != nil || c.Files[0].Name != seal.MeldingJSONName {
		t.Errorf("%v %v", c, err)
		return
	}
	raw, _ := c.Files[0].Bytes()
	f.rapport = nil
	if err := json.Unmarshal(raw, &f.rapport); err != nil {
		t.Error(err)
	}
	pdf, _ := c.Files[1].Bytes()
	var brev bytes.Buffer
	if err := seal.Decrypt(&brev, bytes.NewReader(deler["bekymringsmelding"]), nokler()[1]); err != nil || !bytes.Equal(brev.Bytes(), pdf) {
		t.Errorf("the letter is not the PDF: %v", err)
	}
}

func (f *fiksapi) send(t *testing.T, args ...string) (ut string, err error) {
	t.Helper()
	fil, _ := skrivOppsett(t, f.URL)
	ex := filepath.Join(t.TempDir(), "ex")
	var b, l bytes.Buffer
	p := program{ut: &b, feil: &l, maskinporten: testtoken, steg: func(string) {}}
	if err := p.run(t.Context(), []string{"send", "-eksempel", ex}); err != nil {
		t.Fatal(err)
	}
	grunn := []string{"send", "-oppsett", fil, "-kommune", "4601", "-pdf", filepath.Join(ex, "bekymringsmelding.pdf"), "-json", filepath.Join(ex, "privat.json")}
	for i, a := range args {
		args[i] = strings.ReplaceAll(a, "EX", ex)
	}
	err = p.run(t.Context(), append(grunn, args...))
	return b.String(), err
}

func TestSend(t *testing.T) {
	for _, c := range []struct {
		args            []string
		sti, bydelsnavn string
	}{
		{nil, "v2/4601/02/privat", "Bergenhus"},
		{[]string{"-bydel", "01"}, "v1/4601/01/privat", "Arna"},
		{[]string{"-versjon", "v1"}, "v1/4601/02/privat", "Bergenhus"},
		{[]string{"-type", "offentlig", "-json", "EX/offentlig.json"}, "v2/4601/02/offentlig", "Bergenhus"},
	} {
		f := nyFiksapi(t)
		ut, err := f.send(t, c.args...)
		if err != nil {
			t.Fatalf("%v: %v", c.args, err)
		}
		if _, err := uuid.Parse(strings.TrimSpace(ut)); err != nil {
			t.Errorf("%q", ut)
		}
		v, resten, _ := strings.Cut(c.sti, "/")
		if s := f.stier[0]; !strings.HasPrefix(s, "/bekymringsmelding/api/"+v+"/mottak/fagsystem/") || !strings.HasSuffix(s, "/"+resten) {
			t.Errorf("%s, want %s", s, c.sti)
		}
		if f.rapport["kommunenavn"] != "Bergen" || f.rapport["bydelsnavn"] != c.bydelsnavn || f.rapport["leveringskanal"] != "Fagsystem" ||
			!regexp.MustCompile(`^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$`).MatchString(fmt.Sprint(f.rapport["sendingstidspunkt"])) {
			t.Errorf("%v", f.rapport)
		}
	}
}

// When it is not known whether the report was taken, the very same bytes go again: that is how the portal knows them.
func TestSendIgjenSammeBytes(t *testing.T) {
	f := nyFiksapi(t)
	f.svar = []func(http.ResponseWriter){
		func(w http.ResponseWriter) { w.WriteHeader(http.StatusBadGateway) },
		func(w http.ResponseWriter) { _, _ = io.WriteString(w, "<html>") },
	}
	if _, err := f.send(t); err != nil {
		t.Fatal(err)
	}
	if len(f.kropper) != 3 || !bytes.Equal(f.kropper[0], f.kropper[1]) || !bytes.Equal(f.kropper[0], f.kropper[2]) {
		t.Errorf("sent %d times", len(f.kropper))
	}
}

func TestSendNektes(t *testing.T) {
	mappe := t.TempDir()
	skrivTest(t, filepath.Join(mappe, "syn.json"), []byte(`{"offentligMelder":{},"offentligBarn":[],"melding":{"andreSynspunkter":"x"}}`))
	skrivTest(t, filepath.Join(mappe, "tom.json"), []byte(`{}`))
	skrivTest(t, filepath.Join(mappe, "kanari.json"), []byte(kanari))
	skrivTest(t, filepath.Join(mappe, "stor.pdf"), append([]byte("%PDF-"), make([]byte, 3<<20)...))
	for hva, args := range map[string][]string{
		"V2 to a receiver of V1":   {"-bydel", "01", "-versjon", "v2"},
		"no such bydel":            {"-bydel", "09"},
		"no such kommune":          {"-kommune", "0301"},
		"a number that is none":    {"-kommune", "46"},
		"a type that is none":      {"-type", "annet"},
		"text that V1 has not":     {"-type", "offentlig", "-versjon", "v1", "-json", filepath.Join(mappe, "syn.json")},
		"an empty report":          {"-json", filepath.Join(mappe, "tom.json")},
		"no JSON":                  {"-json", filepath.Join(mappe, "kanari.json")},
		"a PDF that is none":       {"-pdf", filepath.Join(mappe, "kanari.json")},
		"more than five megabytes": {"-pdf", filepath.Join(mappe, "stor.pdf")},
	} {
		f := nyFiksapi(t)
		ut, err := f.send(t, args...)
		if err == nil || len(f.kropper) > 0 || ut != "" {
			t.Errorf("%s: sent %d, %v", hva, len(f.kropper), err)
		} else if strings.Contains(err.Error(), kanari) {
			t.Errorf("%s: the error repeats what was to be sent: %v", hva, err)
		}
	}
	f := nyFiksapi(t)
	f.svar = []func(http.ResponseWriter){func(w http.ResponseWriter) {
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(400)
		_, _ = io.WriteString(w, `{"errorCode":"FREMMED_NOKKEL","message":"`+kanari+`"}`)
	}}
	if _, err := f.send(t); err == nil || len(f.kropper) != 1 || !strings.Contains(err.Error(), "400 FREMMED_NOKKEL") || strings.Contains(err.Error(), kanari) {
		t.Errorf("refused: %v after %d", err, len(f.kropper))
	}
}

func TestSendStatus(t *testing.T) {
	f := nyFiksapi(t)
	ut, err := f.send(t, "-status", uuid.NewString())
	if err != nil || !strings.Contains(ut, "AKSEPTERT") {
		t.Errorf("%q %v", ut, err)
	}
}

func TestEksempletErEnPDF(t *testing.T) {
	qpdf, err := exec.LookPath("qpdf")
	if err != nil {
		t.Skip("qpdf is not installed: it judges the example's PDF")
	}
	fil := filepath.Join(t.TempDir(), "x.pdf")
	if err := os.WriteFile(fil, lagPDF("A (b) æøå", []string{`c \ d`, strings.Repeat("ord ", 2000)}), 0o600); err != nil {
		t.Fatal(err)
	}
	if ut, err := exec.CommandContext(t.Context(), qpdf, "--check", fil).CombinedOutput(); err != nil {
		t.Errorf("%v %s", err, ut)
	}
}

// With a token of the sender's own the report can be proven by whoever receives it; the portal has only its hash.
func TestSendMedBevis(t *testing.T) {
	f := nyFiksapi(t)
	opplastet := map[string][]byte{}
	var input map[string]any
	mux := http.NewServeMux()
	mux.HandleFunc("POST /last-opp/{del}", func(w http.ResponseWriter, r *http.Request) {
		id := uuid.NewString()
		opplastet[id], _ = io.ReadAll(r.Body)
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(http.StatusCreated)
		_ = json.NewEncoder(w).Encode(map[string]string{"id": id})
	})
	vil := uuid.New()
	mux.HandleFunc("POST /graphql", func(w http.ResponseWriter, r *http.Request) {
		var q struct {
			Variables struct{ Input map[string]any }
		}
		if err := json.NewDecoder(r.Body).Decode(&q); err != nil {
			t.Error(err)
		}
		input = q.Variables.Input
		w.Header().Set("Content-Type", "application/json")
		_, _ = fmt.Fprintf(w, `{"data":{"sendForsegletBekymringsmelding":{"id":"%s","feil":[]}}}`, vil)
	})
	mux.Handle("/", f.Config.Handler)
	f.Config.Handler = mux
	ut, err := f.send(t, "-bevis")
	if err != nil || strings.TrimSpace(ut) != vil.String() {
		t.Fatalf("%q %v", ut, err)
	}
	if input["fraKommune"] != "4601" || input["type"] != "PRIVAT" || input["versjon"] != "V2" || input["bydelsnummer"] != "02" {
		t.Errorf("%v", input)
	}
	// The receiver opens it as any other, and its token is the one whose hash was sent.
	k, _ := nyKanal(t, nyPortalTest(t))
	r := rapport{id: vil, forseglet: opplastet[fmt.Sprint(input["asice"])]}
	kv, err := k.mottak.ta(t.Context(), inn(r))
	if sum := fmt.Sprintf("%x", sha256.Sum256([]byte(kv.Bevis))); err != nil || kv.Bevis == "" || sum != input["bevisHash"] {
		t.Errorf("%+v %v, %v", kv, err, input["bevisHash"])
	}
}
