package main

import (
	"errors"
	"fmt"
	"net"
	"path/filepath"
	"time"

	"barnevernportalen/bekymring"
	"barnevernportalen/delivery"
	"barnevernportalen/server"
)

// oppsett is the program's settings.
type oppsett struct {
	modus   server.Modus   // PORTAL_MODUS: produksjon (default) or dev
	adresse server.Adresse // PORTAL_ADRESSE: what the browser sees; in dev http://localhost:PORT
	utgang  server.Utgang  // PORTAL_UTGANG: where one who leaves in haste is taken; [server.StandardUtgang]
	lytt    string         // PORTAL_LYTT: host:port to listen on; in dev localhost:PORT
	data    string         // DATA_DIR: keys, and the private database; ./data
	dsn     string         // DATABASE_URL: a PostgreSQL of the operator's; without it a private one is started
	// passfrase, PORTAL_PASSFRASE, locks the key folder.
	passfrase string
	// TLS_CERT and TLS_KEY, PEM files: our own TLS listener.
	tlsCert, tlsKey string
	// PORTAL_PROXY names the proxy that ends TLS in front of us, when we listen in plain http off loopback.
	proxy  string
	idp    idpOppsett
	fiksio fiksioOppsett
	maskin maskinOppsett
	svarut svarutOppsett
	dok    dokumentOppsett
	vakt   vaktOppsett
	epost  epostOppsett
	// enhetsregister, ENHETSREGISTER_ADRESSE: see enhetsregisteret.
	enhetsregister string
	// PORTAL_BREVANSVARLIG is the name of the person who follows up letters that are refused or not posted. A letter is the
	// last resort: behind it there is only somebody.
	brevansvarlig string
	// PORTAL_RETURADRESSE is the return address on letters, its lines separated by «|». It may not tell what they are about.
	retur []string
	// utkastLevetid, UTKAST_LEVETID: how long a draft is kept after its last save («36h»); 24h, at most 168h.
	utkastLevetid time.Duration
}

// idpOppsett is the identity provider. In dev it may be left out: then server/testidp is it.
type idpOppsett struct {
	utsteder string // IDPORTEN_UTSTEDER
	klientID string // IDPORTEN_KLIENT_ID
	nokkel   string // IDPORTEN_NOKKEL: file with our private key, JWK
}

func lesOppsett(env func(string) string) (oppsett, error) {
	or := func(name, otherwise string) string {
		if v := env(name); v != "" {
			return v
		}
		return otherwise
	}
	o := oppsett{
		dsn: env("DATABASE_URL"), passfrase: env("PORTAL_PASSFRASE"), tlsCert: env("TLS_CERT"), tlsKey: env("TLS_KEY"),
		proxy: env("PORTAL_PROXY"), enhetsregister: env("ENHETSREGISTER_ADRESSE"),
		idp: idpOppsett{env("IDPORTEN_UTSTEDER"), env("IDPORTEN_KLIENT_ID"), env("IDPORTEN_NOKKEL")},
	}
	var err error
	if o.modus, err = server.ParseModus(env("PORTAL_MODUS")); err != nil {
		return o, err
	}
	if o.maskin, err = lesMaskinOppsett(env); err != nil {
		return o, err
	}
	if o.svarut, err = lesSvarutOppsett(env); err != nil {
		return o, err
	}
	if o.dok, err = lesDokumentOppsett(env, o.modus); err != nil {
		return o, err
	}
	if o.fiksio, err = lesFiksioOppsett(env, o.modus); err != nil {
		return o, err
	}
	if o.data, err = dataDir(env); err != nil {
		return o, err
	}
	if o.vakt, err = lesVaktOppsett(env); err != nil {
		return o, err
	}
	if o.epost, err = lesEpostOppsett(env); err != nil {
		return o, err
	}
	if o.vakt.mappe == "" {
		o.vakt.mappe = filepath.Join(o.data, sjekkpunktmappe)
	}
	if o.retur, err = delivery.LesReturadresse(env("PORTAL_RETURADRESSE")); err != nil {
		return o, fmt.Errorf("PORTAL_RETURADRESSE: %w", err)
	}
	port := or("PORT", "8080")
	own := env("PORTAL_ADRESSE")
	if own == "" && o.modus == server.ModusDev {
		own = "http://localhost:" + port
	}
	if o.adresse, err = server.ParseAdresse(own, o.modus); err != nil {
		return o, fmt.Errorf("PORTAL_ADRESSE: %w", err)
	}
	if o.utgang, err = server.ParseUtgang(env("PORTAL_UTGANG"), o.adresse); err != nil {
		return o, fmt.Errorf("PORTAL_UTGANG: %w", err)
	}
	o.lytt = or("PORTAL_LYTT", net.JoinHostPort("localhost", port))
	if o.utkastLevetid, err = time.ParseDuration(or("UTKAST_LEVETID", "24h")); err == nil {
		err = bekymring.Utkastregler{Levetid: o.utkastLevetid}.Check()
	}
	if err != nil {
		return o, fmt.Errorf("UTKAST_LEVETID: %w", err)
	}
	if o.passfrase == "" {
		return o, errors.New("PORTAL_PASSFRASE is not set: it locks the key folder, and nothing can be sealed without it")
	}
	o.brevansvarlig = env("PORTAL_BREVANSVARLIG")
	switch {
	case o.brevansvarlig == "" && o.modus == server.ModusDev:
		o.brevansvarlig = "Brevansvarlig Testesen"
	case o.brevansvarlig == "":
		return o, errors.New("PORTAL_BREVANSVARLIG is not set: somebody must have the letters that are refused")
	}
	if o.modus != server.ModusDev && (o.idp.utsteder == "" || o.idp.klientID == "" || o.idp.nokkel == "") {
		return o, errors.New("IDPORTEN_UTSTEDER, IDPORTEN_KLIENT_ID and IDPORTEN_NOKKEL must be set")
	}
	return o, nil
}

// dataDir is DATA_DIR, or ./data.
func dataDir(env func(string) string) (string, error) {
	d := env("DATA_DIR")
	if d == "" {
		d = "data"
	}
	d, err := filepath.Abs(d)
	if err != nil {
		return "", fmt.Errorf("DATA_DIR: %w", err)
	}
	return d, nil
}
