package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"net/http"

	"github.com/google/uuid"
)

// tokenkilde gives a Maskinporten token that still lives.
type tokenkilde func(context.Context) (string, error)

func maskinporten(oppsett) (tokenkilde, error) {
	return nil, errors.New("Maskinporten: not here yet")
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

// token prints a Maskinporten token, for use with curl. It lives two minutes.
func (p program) token(ctx context.Context, args []string) error {
	fil, err := p.flagg("token", args, func(*flag.FlagSet) {})
	if err != nil {
		return err
	}
	o, err := lesOppsett(fil)
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
