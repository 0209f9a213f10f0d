package server_test

import (
	"bufio"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"barnevernportalen/ent/viewer"
)

// node runs a script of testdata with the packages of frontend/.
func node(t *testing.T, skript string, pakke string, arg ...string) *exec.Cmd {
	t.Helper()
	moduler, err := filepath.Abs("../frontend/node_modules")
	maa(t, err)
	if _, err := os.Stat(filepath.Join(moduler, pakke, "package.json")); err != nil {
		t.Fatalf("%s is not installed: run «npm ci» in frontend/", pakke)
	}
	program, err := exec.LookPath("node")
	if err != nil {
		t.Fatal("node is not in PATH: Node 20 or newer is needed")
	}
	cmd := exec.CommandContext(t.Context(), program, append([]string{filepath.Join("testdata", skript), moduler}, arg...)...)
	cmd.WaitDelay = 5 * time.Second
	return cmd
}

func TestGraphQLHTTPAudits(t *testing.T) {
	p := nyttHus(t)
	var feil strings.Builder
	cmd := node(t, "graphql-http.mjs", "graphql-http", p.url+"/graphql", p.okt(t, pidAdmin, viewer.NivaHoyt).String())
	cmd.Stderr = &feil
	raw, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v\n%s", err, &feil)
	}
	var audits []struct{ ID, Name, Status, Reason string }
	maa(t, json.Unmarshal(raw, &audits))
	for _, a := range audits {
		if a.Status != "ok" {
			t.Errorf("%s %s: %s, %s", a.ID, a.Name, a.Status, a.Reason)
		}
	}
	if len(audits) != 61 {
		t.Errorf("%d audits, want 61", len(audits))
	}
}

// The control: the audits see an answer that is wrong. Without leave to send documents every one that needs an answer fails.
func TestGraphQLHTTPAuditsKontroll(t *testing.T) {
	p := nyttHus(t)
	raw, err := node(t, "graphql-http.mjs", "graphql-http", p.url+"/graphql", p.okt(t, pidMelder, viewer.NivaHoyt).String()).Output()
	maa(t, err)
	if n := strings.Count(string(raw), `"status":"error"`); n == 0 {
		t.Error("all audits pass for who may send no document")
	}
}

func TestGraphQLWSKlient(t *testing.T) {
	p := nyttHus(t)
	p.lytt(t)
	melder := p.okt(t, pidMelder, viewer.NivaHoyt)
	id := p.send(t, melder, "4601")
	type operasjon struct {
		Hash      string         `json:"hash"`
		Variables map[string]any `json:"variables,omitempty"`
	}
	oppdrag, err := json.Marshal(map[string]operasjon{
		"sporring":   {hashAv(dokKommune), map[string]any{"nr": "4601"}},
		"feil":       {hashAv(dokMelding), map[string]any{"id": nil}},
		"ukjent":     {hashAv("ukjent"), nil},
		"abonnement": {hashAv(dokStatus), map[string]any{"id": id}},
	})
	maa(t, err)
	cmd := node(t, "graphql-ws.mjs", "graphql-ws", strings.Replace(p.url, "http", "ws", 1)+"/graphql", p.url, melder.String(), string(oppdrag))
	var feil strings.Builder
	cmd.Stderr = &feil
	ut, err := cmd.StdoutPipe()
	maa(t, err)
	maa(t, cmd.Start())
	var hendt []string
	linjer := bufio.NewScanner(ut)
	for linjer.Scan() {
		var l struct {
			Hva   string `json:"hva"`
			Verdi any    `json:"verdi"`
		}
		maa(t, json.Unmarshal(linjer.Bytes(), &l))
		hendt = append(hendt, l.Hva)
		v := svar{json: l.Verdi}
		var bra bool
		switch l.Hva {
		case "feil":
			bra = v.les("slutt") == "error" && v.les("feil", 0, "extensions", "kode") == "UGYLDIG_FORESPORSEL"
		case "ukjent":
			bra = v.les("fikk", 0, "errors", 0, "extensions", "kode") == "UKJENT_DOKUMENT"
		case "forste":
			bra = v.les("data", "bekymringsmeldingStatus", "bevis") == "INGEN"
			p.kjor(t, p.okt(t, pidBergen, viewer.NivaHoyt), dokBekreft, map[string]any{"id": id})
		case "endret":
			bra = v.les("data", "bekymringsmeldingStatus", "bevis") == "REGISTRERT"
		default: // a query, also right after one that failed
			bra = v.les("slutt") == "complete" && v.les("fikk", 0, "data", "kommune", "navn") == "Bergen"
		}
		if !bra {
			t.Errorf("%s: %s", l.Hva, linjer.Bytes())
		}
	}
	if err := cmd.Wait(); err != nil {
		t.Errorf("the client: %v\n%s", err, &feil)
	}
	vil := "sporring feil etter feil feil etter feil feil etter feil ukjent etter ukjent forste endret etter strommen"
	if strings.Join(hendt, " ") != vil {
		t.Errorf("happened: %v\n%s", hendt, &feil)
	}
}
