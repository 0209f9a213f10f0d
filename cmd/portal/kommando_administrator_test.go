package main

import (
	"bytes"
	"log/slog"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"barnevernportalen/ent"
	"barnevernportalen/ent/dbtest"
	"barnevernportalen/ent/vault"
	"barnevernportalen/ent/viewer"
	"barnevernportalen/forvaltning"
	"barnevernportalen/server"
)

// Somebody who does not exist.
const syntetisk, syntetiskNavn = "17887233438", "Anne Synt Admin"

// The first administrator is let in by her number on standard input, once, and it is logged; nobody is by a number that is wrong, and
// no number is said again or taken as an argument.
func TestForsteAdministrator(t *testing.T) {
	o := oppsett{modus: server.ModusDev, data: t.TempDir(), passfrase: "a passphrase for tests"}
	dsn, logg := dbtest.DSN(t), &bytes.Buffer{}
	d, err := ent.Open(t.Context(), ent.Config{DSN: dsn, UnsafeForTests: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(d.Close)
	system := viewer.With(t.Context(), viewer.System{Oppgave: "test"})
	kvelv, err := vault.Open(filepath.Join(o.data, "nokler"), o.passfrase)
	if err != nil {
		t.Fatal(err)
	}
	gi := func(inn string, args ...string) (string, error) {
		n, err := lesAdministrator(args, strings.NewReader(inn))
		if err != nil {
			return "", err
		}
		var ut bytes.Buffer
		err = slippInn(system, d, kvelv, n, slog.New(slog.NewTextHandler(logg, nil)), &ut)
		return ut.String(), err
	}
	for navn, c := range map[string]struct {
		inn  string
		args []string
	}{
		"as an argument": {syntetisk + "\n" + syntetiskNavn + "\n", []string{syntetisk}}, "two arguments": {"", []string{"4601", syntetisk}},
		"nothing": {"", nil}, "no name": {syntetisk + "\n", nil}, "an empty name": {syntetisk + "\n \n", nil},
		"a digit wrong": {"17887233439\n" + syntetiskNavn + "\n", nil}, "a digit short": {"1788723343\n" + syntetiskNavn + "\n", nil},
		"letters": {"1788723343a\n" + syntetiskNavn + "\n", nil}, "no kommune": {syntetisk + "\n" + syntetiskNavn + "\n", []string{"9999"}},
	} {
		if sagt, err := gi(c.inn, c.args...); err == nil || strings.Contains(sagt+err.Error(), "1788723343") || strings.Contains(err.Error(), syntetiskNavn) {
			t.Errorf("%s: %q %v", navn, sagt, err)
		}
	}
	for i, vil := range []string{"is an administrator of the whole installation\n", "already"} {
		if sagt, err := gi(syntetisk+"\r\n"+syntetiskNavn, nil...); err != nil || !strings.Contains(sagt, vil) {
			t.Errorf("%d: %q %v", i, sagt, err)
		}
	}
	if sagt, err := gi(syntetisk+"\n"+syntetiskNavn+"\n", "4601"); err != nil || !strings.Contains(sagt, "4601") {
		t.Errorf("%q %v", sagt, err)
	}
	v, err := vault.Open(filepath.Join(o.data, "nokler"), o.passfrase)
	if err != nil {
		t.Fatal(err)
	}
	f := &forvaltning.Service{DB: d, Vault: v, Klokke: time.Now, Person: personer(v)}
	har, err := f.Tilganger(t.Context(), personer(v)(syntetisk))
	if err != nil || len(har) != 2 {
		t.Errorf("she has %v %v", har, err)
	}
	admin := viewer.With(t.Context(), viewer.Admin{Person: personer(v)("a person of a test"), Hele: true})
	alle, err := f.Persontilganger(admin, nil, false)
	if err != nil || len(alle) != 2 || alle[0].Navn != syntetiskNavn || alle[0].Fodselsdato == nil {
		t.Errorf("listed: %+v %v", alle, err)
	}
	endringer, _, err := f.Endringer(admin, forvaltning.Endringssok{Antall: 10})
	if err != nil || len(endringer) != 2 || endringer[0].Slag != "TILGANG_GITT" || endringer[0].UtfortAv != nil || endringer[1].Detalj != "ADMIN" {
		t.Errorf("logged: %+v %v", endringer, err)
	}
	if strings.Contains(logg.String(), syntetisk) || strings.Contains(logg.String(), "Synt") {
		t.Error("the log says who")
	}
	// Withdrawn, she is let in again by whoever runs the installation; the control is that she was out.
	if _, err := dbtest.Open(t, dsn).Exec(t.Context(), `UPDATE tilgang SET trukket = now()`); err != nil {
		t.Fatal(err)
	}
	if har, _ := f.Tilganger(t.Context(), personer(v)(syntetisk)); len(har) != 0 {
		t.Error("control: not withdrawn")
	}
	if sagt, err := gi(syntetisk + "\n" + syntetiskNavn); err != nil || strings.Contains(sagt, "already") {
		t.Errorf("again: %q %v", sagt, err)
	}
	if har, _ := f.Tilganger(t.Context(), personer(v)(syntetisk)); len(har) != 1 {
		t.Error("not let in again")
	}
}
