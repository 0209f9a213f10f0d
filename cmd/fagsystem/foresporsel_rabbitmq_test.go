package main

import (
	"path/filepath"
	"strings"
	"testing"
)

// provForesporselFiksIO is the whole way over a real broker: she asks in the portal, the portal seals it and sends it to the
// kommune's protokollkonto, and the case system, killed -9 between its acts, answers once and shows what it granted.
func provForesporselFiksIO(t *testing.T, p *ekteportal) {
	ekte := program{maskinporten: hentToken}
	if _, feil, err := kjorKommando(t, ekte, p.argumenter("oslo")...); err != nil {
		t.Fatal(err, feil)
	}
	oslo, err := lesDemo("0301")
	if err != nil {
		t.Fatal(err)
	}
	const gis, nektes, gisHenne = "Søknad om avlastning", "Hjemmebesøk hos Maja og Mette", "Hjemmebesøk hos Henrik og Amir"
	medfar := p.medvirker(oslo.Personer["medfar"].Fodselsnummer, "Hjelpetiltak for Emil")
	medmor := p.medvirker(oslo.Personer["medmor"].Fodselsnummer, "Hjelpetiltak for Emil")

	protokoll := filepath.Join(p.data, "liksom", "protokoll", "oslo.json")
	ord := p.argumenterFor("oslo", "innsynsforesporsel", "-automatisk", "-protokoll", protokoll, "-hvert", "100ms")
	dor := func(steg string) {
		t.Helper()
		if c, l := barn(t, "ekte", steg+":1", ord...); !drept(c.Wait()) {
			t.Fatalf("%s: it lived\n%s", steg, l)
		}
	}
	// 1. Two at once. Killed when it is on the disk and not acknowledged, and when it is answered and that is not noted.
	to := medfar.spor(gis, nektes)
	if ut, feil, err := kjorKommando(t, ekte, p.argumenterFor("oslo", "innsynsforesporsel", "-hvert=0")...); err != nil || ut != "" {
		t.Errorf("what is sent to the account is offered over GraphQL too: %v %s%s", err, ut, feil)
	}
	dor("tatt")
	if f := medfar.foresporsel(to); f.Status != "SENDT" {
		t.Errorf("taken, and not answered: %s", f.Status)
	}
	dor("sagt")
	til(t, "the answer that was sent before it died has come", func() bool { return medfar.foresporsel(to).Status == "INNVILGET" })
	if len(medfar.poster()[gis].Dokumenter) != 0 {
		t.Error("it died before that, and she sees it")
	}
	// 2. One. Killed when it is decided and nobody knows, and when it is answered and not shown.
	en := medmor.spor(gisHenne)
	dor("avgjort")
	dor("svart")
	// 3. Then it is let be.
	c, l := barn(t, "ekte", "", ord...)
	til(t, "what was granted is shown", func() bool {
		return len(medfar.poster()[gis].Dokumenter) == 1 && len(medmor.poster()[gisHenne].Dokumenter) == 1
	})
	til(t, "both are answered", func() bool { return medmor.foresporsel(en).Status == "INNVILGET" })
	if f, j := medfar.foresporsel(to), medfar.poster()[nektes]; f.Status != "INNVILGET" || f.Svar == nil || !strings.Contains(*f.Svar, "ikke deles") ||
		*j.InnsynsforesporselStatus != "AVVIST" || len(j.Dokumenter) != 0 {
		t.Errorf("refused: %s %+v", f.Status, j)
	}
	if f := medmor.foresporsel(en); f.Svar != nil && *f.Svar != "" {
		t.Errorf("his refusal is told to her: %q", *f.Svar)
	}
	if err := c.Process.Kill(); err != nil {
		t.Error(err)
	}
	if err := c.Wait(); !drept(err) {
		t.Errorf("it ended by itself: %v\n%s", err, l)
	}
	// 4. Nothing is left to answer.
	if ut, feil, err := kjorKommando(t, ekte, p.argumenterFor("oslo", "innsynsforesporsel", "-protokoll="+protokoll)...); err != nil || ut != "" {
		t.Errorf("%v %s%s", err, ut, feil)
	}
	if s := l.String(); strings.Contains(s, oslo.Personer["medfar"].Fodselsnummer) || strings.Contains(s, "forstå") {
		t.Errorf("the log tells who asked, or why:\n%s", s)
	}
}
