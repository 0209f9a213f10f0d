package server_test

import (
	"testing"

	"barnevernportalen/server"
)

func TestSesjonerOppsett(t *testing.T) {
	v := nyVerden(t)
	https, err := server.ParseAdresse("https://portal.example.no", server.ModusProduksjon)
	maa(t, err)
	god := v.sesjoner.SesjonerOppsett
	god.Modus, god.Adresse = server.ModusProduksjon, https
	for navn, f := range map[string]func(*server.SesjonerOppsett){
		"plain http in production": func(o *server.SesjonerOppsett) { o.Adresse = v.sesjoner.Adresse },
		"no address":               func(o *server.SesjonerOppsett) { o.Adresse = server.Adresse{} },
		"short secret":             func(o *server.SesjonerOppsett) { o.Hemmelighet = o.Hemmelighet[:31] },
		"no store":                 func(o *server.SesjonerOppsett) { o.Lager = nil },
		"no persons":               func(o *server.SesjonerOppsett) { o.Person = nil },
		"no rights":                func(o *server.SesjonerOppsett) { o.Tilganger = nil },
	} {
		o := god
		f(&o)
		if _, err := server.NewSesjoner(o); err == nil {
			t.Errorf("%s: taken", navn)
		}
	}
	s, err := server.NewSesjoner(god)
	maa(t, err)
	k, err := klientnokkel()
	maa(t, err)
	if _, err := server.NewInnlogging(s, server.InnloggingOppsett{Utsteder: v.op.URL + "/testidp", KlientID: klientID, Klientnokkel: k}); err == nil {
		t.Error("an http issuer in production: taken")
	}
	if _, err := server.NewInnlogging(s, server.InnloggingOppsett{Utsteder: "https://idporten.no", KlientID: klientID, Klientnokkel: k.Public()}); err == nil {
		t.Error("a public client key: taken")
	}
}

func TestParseAdresse(t *testing.T) {
	for s, god := range map[string]map[server.Modus]bool{
		"https://portal.example.no":   {server.ModusProduksjon: true, server.ModusDev: true},
		"https://portal.example.no/":  {server.ModusProduksjon: true, server.ModusDev: true},
		"http://localhost:8080":       {server.ModusDev: true},
		"http://127.0.0.1:8080":       {server.ModusDev: true},
		"http://portal.example.no":    {},
		"http://localhost.example.no": {},
		"https://portal.example.no/x": {},
		"https://a@portal.example.no": {},
		"portal.example.no":           {},
		"":                            {},
	} {
		for _, m := range []server.Modus{server.ModusProduksjon, server.ModusDev} {
			if _, err := server.ParseAdresse(s, m); (err == nil) != god[m] {
				t.Errorf("%q in %s: %v", s, m, err)
			}
		}
	}
	for s, vil := range map[string]server.Modus{"": server.ModusProduksjon, "produksjon": server.ModusProduksjon, "dev": server.ModusDev} {
		if m, err := server.ParseModus(s); m != vil || err != nil {
			t.Errorf("%q: %s %v", s, m, err)
		}
	}
	if _, err := server.ParseModus("Dev"); err == nil {
		t.Error("a misspelt mode was taken")
	}
}
