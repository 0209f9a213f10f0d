package main

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// kjorKommando runs the program with words on its standard input until it ends, in dev mode and with nothing of our own environment. It
// returns its status, and all that it said.
func kjorKommando(t *testing.T, inn string, args []string, env ...string) (int, string) {
	t.Helper()
	ctx, stopp := context.WithTimeout(t.Context(), lengst)
	defer stopp()
	c := exec.CommandContext(ctx, os.Args[0], args...)
	c.Env = append([]string{somProgram + "=1", "PATH=" + os.Getenv("PATH"), "PORTAL_MODUS=dev", "PORTAL_PASSFRASE=prøve"}, env...)
	c.Stdin = strings.NewReader(inn)
	sagt, err := c.CombinedOutput()
	if ut := new(exec.ExitError); err != nil && !errors.As(err, &ut) {
		t.Fatal(err)
	}
	return c.ProcessState.ExitCode(), string(sagt)
}

// tilgangene is what the portal answers a test person, logged in the whole way, who asks as an administrator who has which right.
func tilgangene(t *testing.T, p *program, som string) string {
	t.Helper()
	kjeks, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	k := &http.Client{Jar: kjeks}
	svar := func(req *http.Request, err error) string {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		a, err := k.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = a.Body.Close() }()
		b, err := io.ReadAll(a.Body)
		if err != nil {
			t.Fatal(err)
		}
		return string(b)
	}
	inn := p.url + "/logg-inn?" + url.Values{"som": {som}, "niva": {"hoyt"}, "til": {"/sesjon"}}.Encode()
	if s := svar(http.NewRequestWithContext(t.Context(), http.MethodGet, inn, nil)); !strings.Contains(s, `"innlogget":true`) {
		t.Fatalf("%s is not logged in: %s", som, s)
	}
	req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, p.url+"/graphql", bytes.NewBufferString(`{"query":"{tilganger{navn rolle}}"}`))
	if err == nil {
		req.Header.Set("Content-Type", "application/json")
		req.Header.Set("X-Portal", "1")
	}
	return svar(req, err)
}

// The program lets the first administrator in beside a portal that runs, and she is one at her next login there. Asked again it
// changes nothing; a wrong number and a database that is not there are told, and leave nothing behind.
func TestAdministratorVedSidenAvServe(t *testing.T) {
	t.Parallel()                                          // it mostly waits
	const nummer, navn = "19926526009", "Vera Synt Verge" // the test person «verge», who has no right to begin with
	data, adm := filepath.Join(t.TempDir(), "data"), []string{"administrator"}
	hun := nummer + "\n" + navn + "\n"
	p := portal(t, "serve", "DATA_DIR="+data, "PORT="+freePort(t))
	p.serves(t)
	er := func() int { return strings.Count(tilgangene(t, p, "verge"), navn) }
	si := func(vilKode int, vil, inn string, args []string, env ...string) {
		t.Helper()
		kode, sagt := kjorKommando(t, inn, args, env...)
		if kode != vilKode || !strings.Contains(sagt, vil) {
			t.Errorf("status %d: %s; want %d: %s", kode, sagt, vilKode, vil)
		}
		for _, hemmelig := range []string{nummer[:10], "Synt", "hemmelig", "panic", "goroutine"} {
			if strings.Contains(sagt, hemmelig) {
				t.Errorf("it says %q: %s", hemmelig, sagt)
			}
		}
	}
	if er() != 0 {
		t.Fatal("control: she is one already")
	}
	si(1, "fodselsnummer: Dette er ikke på riktig form.", nummer[:10]+"0\n"+navn+"\n", adm, "DATA_DIR="+data)
	si(1, "want: portal administrator", nummer+"\n", adm, "DATA_DIR="+data)
	si(1, "Det finnes ingen slik kommune.", hun, []string{"administrator", "9999"}, "DATA_DIR="+data)
	if er() != 0 {
		t.Fatal("what was refused has let her in")
	}
	si(0, "the person is an administrator of the whole installation", hun, adm, "DATA_DIR="+data)
	if er() != 1 {
		t.Error("she is not let in")
	}
	si(0, "already: nothing is changed", hun, adm, "DATA_DIR="+data)
	if er() != 1 {
		t.Error("she has it twice, or no more")
	}

	for hva, c := range map[string]struct{ vil, inn, base string }{
		"a wrong number":    {"fodselsnummer", nummer[:10] + "0\n" + navn + "\n", ""},
		"no database":       {"DATABASE_URL", hun, "DATABASE_URL=postgres://ingen:hemmelig@127.0.0.1:" + freePort(t) + "/ingen?sslmode=disable"},
		"no address of one": {"DATABASE_URL", hun, "DATABASE_URL=postgres://ingen:hemmelig@127.0.0.1:port/ingen"},
	} {
		ny := filepath.Join(t.TempDir(), "ny")
		si(1, c.vil, c.inn, adm, "DATA_DIR="+ny, c.base)
		if filer, _ := filepath.Glob(filepath.Join(ny, "*")); len(filer) > 0 {
			t.Errorf("%s: it has made %v", hva, filer)
		}
	}
}
