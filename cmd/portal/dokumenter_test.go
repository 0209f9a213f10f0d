package main

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/delivery/dokumentlager"
	"barnevernportalen/delivery/fiksio/liksom"
	"barnevernportalen/delivery/vert"
	"barnevernportalen/innsyn"
	"barnevernportalen/server"
)

func TestDokumentOppsett(t *testing.T) {
	les := func(modus server.Modus, par ...string) (dokumentOppsett, error) {
		env := map[string]string{}
		for i := 0; i < len(par); i += 2 {
			env[par[i]] = par[i+1]
		}
		return lesDokumentOppsett(func(n string) string { return env[n] }, modus)
	}
	id := uuid.NewString()
	d, err := les(server.ModusProduksjon, "DOKUMENT_VERTER", " arkiv.example, b.example:8443 ", "DOKUMENT_MAKS_MIB", "7", "DOKUMENT_LAGER_GIB", "2",
		"DOKUMENTLAGER_ADRESSE", "https://api.example", "DOKUMENTLAGER_INTEGRASJON_ID", id, "DOKUMENTLAGER_INTEGRASJON_PASSORD", "x")
	if err != nil || len(d.verter) != 2 || d.verter[0] != "arkiv.example" || d.maks != 7<<20 || d.lager != 2<<30 || d.integrasjon.String() != id || len(d.loopback) != 0 {
		t.Errorf("whole: %+v %v", d, err)
	}
	if _, err := (oppsett{dok: d}).dokumenter(nil); err == nil {
		t.Error("without Maskinporten: taken")
	}
	for navn, par := range map[string][]string{
		"half of Dokumentlager": {"DOKUMENTLAGER_ADRESSE", "https://api.example"},
		"no UUID":               {"DOKUMENTLAGER_ADRESSE", "https://api.example", "DOKUMENTLAGER_INTEGRASJON_ID", "x", "DOKUMENTLAGER_INTEGRASJON_PASSORD", "x"},
		"no number":             {"DOKUMENT_MAKS_MIB", "mye"},
		"nothing":               {"DOKUMENT_MAKS_MIB", "0"},
		"below nothing":         {"DOKUMENT_LAGER_GIB", "-1"},
		"this machine":          {"DOKUMENT_VERTER", "127.0.0.1:8443"},
		"this machine, v6":      {"DOKUMENTLAGER_ADRESSE", "http://[::1]:1", "DOKUMENTLAGER_INTEGRASJON_ID", id, "DOKUMENTLAGER_INTEGRASJON_PASSORD", "x"},
	} {
		if _, err := les(server.ModusProduksjon, par...); err == nil {
			t.Errorf("%s: taken", navn)
		}
	}
	if d, err := les(server.ModusDev, "DOKUMENT_VERTER", "127.0.0.1:8443,arkiv.example"); err != nil || len(d.loopback) != 1 {
		t.Errorf("dev: %+v %v", d, err)
	}
	if _, err := (oppsett{dok: dokumentOppsett{verter: []string{"https://arkiv.example"}}}).dokumenter(nil); err == nil || !strings.Contains(err.Error(), "DOKUMENT_VERTER") {
		t.Errorf("an address for a host: %v", err)
	}
}

// Dokumentlager, as a machine of ours reads it through the guard; and what its refusals are to the person.
func TestNasjonaltDokumentlager(t *testing.T) {
	s, err := liksom.Start(t.Context(), liksom.Oppsett{Mappe: t.TempDir(), UtenMegler: true, Token: func(token string) (string, error) {
		if token != "token" {
			return "", errors.New("no")
		}
		return "999999999", nil
	}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Stopp(context.Background()) })
	api, err := url.Parse(s.API())
	if err != nil {
		t.Fatal(err)
	}
	token := func(context.Context) (string, error) { return "token", nil }
	var ender []*dokumentlager.Klient
	ny := func(client *http.Client) *dokumentlager.Klient {
		t.Helper()
		t.Cleanup(client.CloseIdleConnections)
		id := uuid.New()
		s.NyIntegrasjon(id, "passord", "999999999")
		o := dokumentlager.Oppsett{API: s.API(), IntegrasjonID: id, IntegrasjonPassord: "passord", Token: token, HTTP: client}
		if len(ender) == 0 {
			o.FiksOrgID, o.KontoID = uuid.New(), uuid.New()
		}
		k, err := dokumentlager.New(o)
		if err != nil {
			t.Fatal(err)
		}
		ender = append(ender, k)
		return k
	}
	eier, leser, stengt := ny(vert.NyHTTP([]string{api.Host}, nil)), ny(vert.NyHTTP([]string{api.Host}, nil)), ny(vert.NyHTTP(nil, nil))
	d := dokumentlager.Dokument{Navn: "x.pdf", Mimetype: "application/pdf", Innhold: strings.NewReader("%PDF-1.7"), TTL: time.Hour, Sikkerhetsniva: 3}
	id, err := eier.LastOpp(t.Context(), d)
	if err != nil {
		t.Fatal(err)
	}
	f, err := nasjonalt{eier}.Hent(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	b, err := io.ReadAll(f)
	if err != nil || string(b) != "%PDF-1.7" || f.Lengde != 8 {
		t.Errorf("%q %d %v", b, f.Lengde, err)
	}
	_ = f.Close()
	for navn, c := range map[string]struct {
		k   *dokumentlager.Klient
		id  uuid.UUID
		vil error
	}{
		"none such":             {eier, uuid.New(), innsyn.HindringIkkeFunnet},
		"not for this machine":  {leser, id, innsyn.HindringIkkeTilgjengelig},
		"a private address":     {stengt, id, vert.ErrAdresse},
		"a private address too": {stengt, id, innsyn.HindringIkkeTilgjengelig},
	} {
		if _, err := (nasjonalt{c.k}).Hent(t.Context(), c.id); !errors.Is(err, c.vil) || strings.Contains(err.Error(), c.id.String()) {
			t.Errorf("%s: %v", navn, err)
		}
	}
	if _, err := leser.LastOpp(t.Context(), d); !errors.Is(err, dokumentlager.ErrUgyldig) {
		t.Errorf("who only fetches uploads: %v", err)
	}
}
