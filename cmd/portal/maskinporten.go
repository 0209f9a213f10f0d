package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"

	"github.com/go-jose/go-jose/v4"

	"barnevernportalen/delivery/maskinporten"
	"barnevernportalen/server"
	"barnevernportalen/server/testidp"
)

// maskinOppsett is Maskinporten: whose tokens machines come with, and how we get our own. In dev it may be left out: then
// server/testidp is it. In production too; then no machine gets in, and we fetch no tokens.
type maskinOppsett struct {
	utsteder string // MASKINPORTEN_UTSTEDER, with its slash: https://maskinporten.no/
	klientID string // MASKINPORTEN_KLIENT_ID: this portal's own client there
	nokkel   string // MASKINPORTEN_NOKKEL: file with its private key, a JWK with kid, or with x5c for a certificate
}

func lesMaskinOppsett(env func(string) string) (maskinOppsett, error) {
	m := maskinOppsett{env("MASKINPORTEN_UTSTEDER"), env("MASKINPORTEN_KLIENT_ID"), env("MASKINPORTEN_NOKKEL")}
	switch {
	case (m.klientID == "") != (m.nokkel == ""):
		return m, errors.New("MASKINPORTEN_KLIENT_ID and MASKINPORTEN_NOKKEL go together")
	case m.klientID != "" && m.utsteder == "":
		return m, errors.New("MASKINPORTEN_KLIENT_ID is set, and MASKINPORTEN_UTSTEDER is not")
	}
	return m, nil
}

// maskindor is what comes of it.
type maskindor struct {
	sjekk  *maskinporten.Sjekk
	klient *maskinporten.Klient  // nil: we have no client of our own
	liksom *testidp.Maskinporten // dev mode only
}

// maskinporten sets up the door for machines; nil where there is none.
func (o oppsett) maskindor() (*maskindor, error) {
	m, d := o.maskin, &maskindor{}
	var nokkel maskinporten.Nokkel
	var err error
	switch {
	case m.utsteder == "" && o.modus != server.ModusDev:
		return nil, nil
	case m.utsteder == "":
		m.utsteder, m.klientID = o.liksomMaskinporten(), liksomPortalen
		if d.liksom, nokkel, err = o.liksomMaskiner(); err != nil {
			return nil, err
		}
	case m.klientID != "":
		raw, err := os.ReadFile(m.nokkel)
		if err != nil {
			return nil, fmt.Errorf("MASKINPORTEN_NOKKEL: %w", err)
		}
		if nokkel, err = maskinporten.LesNokkel(raw); err != nil {
			return nil, fmt.Errorf("MASKINPORTEN_NOKKEL: %w", err)
		}
	}
	if d.sjekk, err = maskinporten.NySjekk(maskinporten.Sjekkoppsett{Utsteder: m.utsteder, Publikum: o.adresse.String()}); err != nil {
		return nil, fmt.Errorf("MASKINPORTEN_UTSTEDER: %w", err)
	}
	if m.klientID != "" {
		d.klient, err = maskinporten.NyKlient(maskinporten.Oppsett{Utsteder: m.utsteder, KlientID: m.klientID, Nokkel: nokkel})
	}
	return d, err
}

// The clients of the look-alike. Their organisations are made up.
const (
	liksomPortalen = "barnevernportalen"
	orgnrPortalen  = "311024035"
	orgnrBergen    = "311024019" // who makes Bergen's case system
	orgnrOslo      = "311024027" // who makes Oslo's
)

func (o oppsett) liksomMaskinporten() string { return o.adresse.String() + "/testidp/maskinporten/" }

// liksomMaskiner makes the look-alike with its three clients, and returns our own key.
func (o oppsett) liksomMaskiner() (*testidp.Maskinporten, maskinporten.Nokkel, error) {
	var maskiner []testidp.Maskin
	for klient, orgnr := range map[string]string{liksomPortalen: orgnrPortalen, "fagsystem-bergen": orgnrBergen, "fagsystem-oslo": orgnrOslo} {
		offentlig, err := liksomMaskinnokkel(o.liksomKlientmappe(klient))
		if err != nil {
			return nil, maskinporten.Nokkel{}, err
		}
		maskiner = append(maskiner, testidp.Maskin{ID: klient, Orgnr: orgnr, Scope: []string{maskinporten.ScopeFiks},
			Nokler: jose.JSONWebKeySet{Keys: []jose.JSONWebKey{offentlig}}})
	}
	nokkel, err := lesLiksomnokkel(o.liksomKlientmappe(liksomPortalen))
	if err != nil {
		return nil, nokkel, err
	}
	// Its own key is kept too: a case system that goes on while we are started again has a token from before.
	egen := filepath.Join(o.data, "liksom", "maskinporten", "utsteder")
	if _, err := liksomMaskinnokkel(egen); err != nil {
		return nil, nokkel, err
	}
	utsteder, err := lesLiksomnokkel(egen)
	if err != nil {
		return nil, nokkel, err
	}
	liksom, err := testidp.NyMaskinporten(o.modus, testidp.MaskinportenOppsett{
		Utsteder: o.liksomMaskinporten(), Maskiner: maskiner, Nokkel: &jose.JSONWebKey{Key: utsteder.Privat, KeyID: utsteder.Kid},
	})
	return liksom, nokkel, err
}

func lesLiksomnokkel(dir string) (maskinporten.Nokkel, error) {
	raw, err := os.ReadFile(filepath.Join(dir, "privat.jwk"))
	if err != nil {
		return maskinporten.Nokkel{}, fmt.Errorf("read the key in %s: %w", filepath.Base(dir), err)
	}
	return maskinporten.LesNokkel(raw)
}

func (o oppsett) liksomKlientmappe(klient string) string {
	return filepath.Join(o.data, "liksom", "maskinporten", klient)
}

// liksomMaskinnokkel makes a client's key pair, if it has none, and returns the public half. The private half lies in the
// client's own folder; of the case systems' we read it never again.
func liksomMaskinnokkel(dir string) (jose.JSONWebKey, error) {
	var offentlig jose.JSONWebKey
	privatFil, offentligFil := filepath.Join(dir, "privat.jwk"), filepath.Join(dir, "offentlig.jwk")
	raw, err := os.ReadFile(offentligFil)
	if errors.Is(err, os.ErrNotExist) {
		raw, err = nyMaskinnokkel(dir, privatFil, offentligFil)
	}
	if err != nil {
		return offentlig, fmt.Errorf("a machine's key in %s: %w", filepath.Base(dir), err)
	}
	if err := json.Unmarshal(raw, &offentlig); err != nil {
		return offentlig, fmt.Errorf("a machine's key in %s: not a JWK", filepath.Base(dir))
	}
	return offentlig, nil
}

func nyMaskinnokkel(dir, privatFil, offentligFil string) ([]byte, error) {
	k, err := maskinporten.NyNokkel()
	if err != nil {
		return nil, err
	}
	privat, err := k.JWK()
	if err != nil {
		return nil, err
	}
	offentlig, err := k.Offentlig()
	if err != nil {
		return nil, err
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, err
	}
	if err := os.WriteFile(privatFil, privat, 0o600); err != nil {
		return nil, err
	}
	return offentlig, os.WriteFile(offentligFil, offentlig, 0o600) // last: with it the pair is whole
}

// liksomme puts the look-alikes of ID-porten and Maskinporten under one path.
func liksomme(idp *testidp.IDP, m *maskindor) (http.Handler, string) {
	mux := http.NewServeMux()
	if idp != nil {
		mux.Handle(idp.Sti(), idp)
	}
	if m != nil && m.liksom != nil {
		mux.Handle(m.liksom.Sti(), m.liksom)
	}
	if idp == nil && (m == nil || m.liksom == nil) {
		return nil, ""
	}
	return mux, "/testidp/"
}
