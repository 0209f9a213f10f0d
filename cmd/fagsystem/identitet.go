package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"net/http"

	"github.com/google/uuid"

	"barnevernportalen/delivery/maskinporten"
)

// tokenkilde gives a Maskinporten token that still lives.
type tokenkilde func(context.Context) (string, error)

// hentToken is the real one: Maskinporten, as the settings name it.
func hentToken(o oppsett) (tokenkilde, error) {
	raw, err := lesHemmelig(o.Maskinporten.Nokkelfil)
	if err != nil {
		return nil, fmt.Errorf("settings: the key for Maskinporten: %w", err)
	}
	defer clear(raw)
	nokkel, err := maskinporten.LesNokkel(raw)
	if err != nil {
		return nil, err
	}
	k, err := maskinporten.NyKlient(maskinporten.Oppsett{Utsteder: o.Maskinporten.Utsteder, KlientID: o.Maskinporten.KlientID, Nokkel: nokkel})
	if err != nil {
		return nil, err
	}
	return func(ctx context.Context) (string, error) {
		return k.Token(ctx, maskinporten.Foresporsel{Scope: maskinporten.ScopeFiks})
	}, nil
}

// identitet puts on the three headers of every call (KS's integration): the organisation's token, and which integration of
// that organisation this is. They are put on anew for each call, so that no token is used after its time.
func (o oppsett) identitet(token tokenkilde) (func(context.Context, http.Header) error, error) {
	if o.IntegrasjonID == uuid.Nil || o.IntegrasjonPassord == "" {
		return nil, errors.New("settings: integrasjonId and integrasjonPassord must be set")
	}
	return func(ctx context.Context, h http.Header) error {
		t, err := token(ctx)
		if err != nil {
			return fmt.Errorf("get a token: %w", err)
		}
		h.Set("Authorization", "Bearer "+t)
		h.Set("IntegrasjonId", o.IntegrasjonID.String())
		h.Set("IntegrasjonPassord", o.IntegrasjonPassord)
		return nil
	}, nil
}

// token prints a Maskinporten token, for use with curl. It lives for two minutes or so.
func (p program) token(ctx context.Context, args []string) error {
	f, err := p.flagg("token", args, func(*flag.FlagSet) {})
	if err != nil {
		return err
	}
	o, err := f.oppsett()
	if err != nil {
		return err
	}
	kilde, err := p.maskinporten(o)
	if err != nil {
		return err
	}
	t, err := kilde(ctx)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintln(p.ut, t)
	return err
}
