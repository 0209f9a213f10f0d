package main

import (
	"context"
	"errors"
	"fmt"
	"net/netip"
	"net/url"
	"strconv"
	"strings"

	"github.com/google/uuid"

	"barnevernportalen/delivery/dokumentlager"
	"barnevernportalen/delivery/vert"
	"barnevernportalen/innsyn"
	"barnevernportalen/server"
)

// dokumentOppsett is where files of documents may be fetched, and how large they may be.
type dokumentOppsett struct {
	verter []string // DOKUMENT_VERTER: «arkiv.kommune.no,arkiv2.kommune.no:8443»; none: our own store and Dokumentlager alone
	maks   int64    // DOKUMENT_MAKS_MIB: the largest document, 50
	lager  int64    // DOKUMENT_LAGER_GIB: what one integration may keep here, 10
	// Dokumentlager, all of it set or none: DOKUMENTLAGER_ADRESSE (https://api.fiks.ks.no), DOKUMENTLAGER_INTEGRASJON_ID,
	// DOKUMENTLAGER_INTEGRASJON_PASSORD.
	adresse     string
	integrasjon uuid.UUID
	passord     string
	// loopback are the addresses above that are this machine's own, which dev mode alone may reach.
	loopback []string
}

func lesDokumentOppsett(env func(string) string, modus server.Modus) (dokumentOppsett, error) {
	d := dokumentOppsett{adresse: env("DOKUMENTLAGER_ADRESSE"), passord: env("DOKUMENTLAGER_INTEGRASJON_PASSORD")}
	for v := range strings.SplitSeq(env("DOKUMENT_VERTER"), ",") {
		if v = strings.TrimSpace(v); v != "" {
			d.verter = append(d.verter, v)
		}
	}
	for navn, felt := range map[string]struct {
		til   *int64
		enhet int64
		hoyst int64
	}{"DOKUMENT_MAKS_MIB": {&d.maks, 1 << 20, 1 << 10}, "DOKUMENT_LAGER_GIB": {&d.lager, 1 << 30, 1 << 20}} {
		if tekst := env(navn); tekst != "" {
			n, err := strconv.ParseInt(tekst, 10, 64)
			if err != nil || n < 1 || n > felt.hoyst {
				return d, fmt.Errorf("%s is not a whole number from 1 to %d", navn, felt.hoyst)
			}
			*felt.til = n * felt.enhet
		}
	}
	integrasjon := env("DOKUMENTLAGER_INTEGRASJON_ID")
	if (d.adresse == "") != (d.passord == "") || (d.adresse == "") != (integrasjon == "") {
		return d, errors.New("DOKUMENTLAGER_ADRESSE, DOKUMENTLAGER_INTEGRASJON_ID and DOKUMENTLAGER_INTEGRASJON_PASSORD go together")
	}
	if integrasjon != "" {
		var err error
		if d.integrasjon, err = uuid.Parse(integrasjon); err != nil {
			return d, errors.New("DOKUMENTLAGER_INTEGRASJON_ID is not a UUID")
		}
	}
	steder := d.verter
	if u, err := url.Parse(d.adresse); err == nil {
		steder = append(steder[:len(steder):len(steder)], u.Host)
	}
	for _, s := range steder {
		if til, err := netip.ParseAddrPort(s); err == nil && til.Addr().IsLoopback() {
			d.loopback = append(d.loopback, s)
		}
	}
	if len(d.loopback) > 0 && modus != server.ModusDev {
		return d, errors.New("documents are fetched from this machine itself in dev mode only")
	}
	return d, nil
}

// dokumenter puts together where files may lie.
func (o oppsett) dokumenter(dor *maskindor) (innsyn.Dokumenter, error) {
	d := o.dok
	ut := innsyn.Dokumenter{Opphav: o.adresse.String(), Maks: d.maks, MaksHver: d.lager}
	ute := vert.NyHTTP(d.loopback, nil)
	if len(d.verter) > 0 {
		k, err := vert.New(d.verter, ute)
		if err != nil {
			return ut, fmt.Errorf("DOKUMENT_VERTER: %w", err)
		}
		ut.Verter = verter{k}
	}
	if d.adresse == "" {
		return ut, nil
	}
	if dor == nil || dor.klient == nil {
		return ut, errors.New("dokumentlager is set up, and Maskinporten is not: MASKINPORTEN_KLIENT_ID and MASKINPORTEN_NOKKEL")
	}
	k, err := dokumentlager.New(dokumentlager.Oppsett{
		API: d.adresse, IntegrasjonID: d.integrasjon, IntegrasjonPassord: d.passord, Token: fiksToken{dor.klient}.Token, HTTP: ute,
	})
	if err != nil {
		return ut, fmt.Errorf("DOKUMENTLAGER_…: %w", err)
	}
	ut.Dokumentlager = nasjonalt{k}
	return ut, nil
}

// nasjonalt is Dokumentlager as innsyn asks for it. What is logged of a failure is its kind: an error's text may have the
// document's address.
type nasjonalt struct{ klient *dokumentlager.Klient }

// Hent implements innsyn.Dokumentlager.
func (n nasjonalt) Hent(ctx context.Context, id uuid.UUID) (*innsyn.Hentet, error) {
	r, err := n.klient.LastNed(ctx, id)
	avvist := new(dokumentlager.Avvist)
	switch {
	case err == nil:
		return &innsyn.Hentet{ReadCloser: r, Lengde: r.Lengde, Mime: r.Mime}, nil
	case errors.Is(err, dokumentlager.ErrFinnesIkke):
		return nil, innsyn.HindringIkkeFunnet
	case errors.Is(err, dokumentlager.ErrForStor):
		return nil, innsyn.HindringForStor
	case errors.As(err, &avvist):
		return nil, fmt.Errorf("%w: %w", innsyn.HindringIkkeTilgjengelig, avvist)
	case errors.Is(err, vert.ErrAdresse):
		return nil, fmt.Errorf("%w: dokumentlager is at %w", innsyn.HindringIkkeTilgjengelig, vert.ErrAdresse)
	case errors.Is(err, dokumentlager.ErrUtilgjengelig):
		return nil, fmt.Errorf("%w: %w", innsyn.HindringIkkeTilgjengelig, dokumentlager.ErrUtilgjengelig)
	}
	return nil, fmt.Errorf("%w: no token for dokumentlager", innsyn.HindringIkkeTilgjengelig)
}

// verter are the operator's hosts as innsyn asks for them.
type verter struct{ *vert.Klient }

// Hent implements innsyn.Verter.
func (v verter) Hent(ctx context.Context, u *url.URL) (*innsyn.Hentet, error) {
	r, err := v.Klient.Hent(ctx, u)
	switch {
	case err == nil:
		return &innsyn.Hentet{ReadCloser: r, Lengde: r.Lengde, Mime: r.Mime}, nil
	case errors.Is(err, vert.ErrFinnesIkke):
		return nil, innsyn.HindringIkkeFunnet
	}
	return nil, fmt.Errorf("%w: %w", innsyn.HindringIkkeTilgjengelig, err)
}
