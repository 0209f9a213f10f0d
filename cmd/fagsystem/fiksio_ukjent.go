package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/delivery/fiksio"
)

// ukjente keeps messages an account is not for, as they came, for a person to look at. They are neither answered nor rejected:
// a type we do not know may be next year's, or Fiks IO telling that one of our own answers did not arrive.
type ukjente struct {
	lager *lager
	naa   func() time.Time
	log   *slog.Logger
}

// ta keeps one.
func (k ukjente) ta(ctx context.Context, m *fiksio.Mottatt) error {
	hoder := map[string]string{"avsender-id": m.AvsenderKontoID.String()}
	if m.SvarPaMelding != uuid.Nil {
		hoder["svar-til"] = m.SvarPaMelding.String()
	}
	if m.SvarPaType != "" {
		hoder["svar-til-type"] = m.SvarPaType
	}
	if m.DokumentlagerID != uuid.Nil {
		hoder["dokumentlager-id"] = m.DokumentlagerID.String()
	}
	forseglet, err := k.spol(ctx, m)
	if err != nil {
		return err
	}
	if forseglet != nil {
		defer forseglet.fjern()
	}
	k.log.WarnContext(ctx, "a message of a type this account is not for; kept", "melding", m.MeldingID)
	return k.lager.tilSide(ukjentMappe, m.MeldingID, forseglet, tilSide{Type: m.Type, Kanal: "fiksio", Tid: k.naa(), Hoder: hoder})
}

// spol brings in what came with a message; nil: nothing, or what is never to be had. For that it is not held back: there
// are few places for messages that wait, and when they are full no reports come either.
func (k ukjente) spol(ctx context.Context, m *fiksio.Mottatt) (*spolt, error) {
	r, err := m.Innhold(ctx)
	if err == nil && r == nil {
		return nil, nil
	}
	var f *spolt
	if err == nil {
		defer func() { _ = r.Close() }()
		f, err = k.lager.spol(r, 1<<62)
	}
	nei := new(fiksio.Avvist)
	if errors.Is(err, fiksio.ErrForStor) || errors.As(err, &nei) && !nei.Tilgang() {
		k.log.ErrorContext(ctx, "what came with a message cannot be had; the message is kept without it", "melding", m.MeldingID, "feil", err)
		return nil, nil
	}
	return f, err
}

// uleselig keeps a message that lacks what every message must have.
func (k ukjente) uleselig(ctx context.Context, r fiksio.Raa) error {
	hoder, err := json.Marshal(r.Headere)
	if err != nil {
		return fmt.Errorf("keep a message: %w", err)
	}
	id := uuid.NewSHA1(r.MottakerKontoID, append(hoder, r.Innhold...)) // the same when it comes again
	forseglet, err := k.lager.spol(bytes.NewReader(r.Innhold), 1<<62)
	if err != nil {
		return err
	}
	defer forseglet.fjern()
	k.log.ErrorContext(ctx, "a message without the headers it must have; kept", "id", id, "mangler", r.Mangler)
	return k.lager.tilSide(ukjentMappe, id, forseglet, tilSide{Type: "uten " + r.Mangler, Kanal: "fiksio", Tid: k.naa(), Hoder: r.Headere})
}
