package graph

import (
	"context"
	"slices"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/ent"
	"barnevernportalen/ent/viewer"
	"barnevernportalen/graph/generated"
	"barnevernportalen/innsyn"
)

func toSvarSamtykke(s *innsyn.Samtykke, hindring innsyn.Samtykkehindring, err error) (*generated.SvarSamtykkePayload, error) {
	if err != nil {
		return nil, err
	}
	ut := &generated.SvarSamtykkePayload{Samtykke: *s}
	if hindring != "" {
		ut.Hindring = &hindring
	}
	return ut, nil
}

func (r *Resolver) gi(ctx context.Context, input generated.SamtykkeInput) (*innsyn.Samtykke, innsyn.Samtykkehindring, error) {
	if input.Versjon == nil {
		return r.Innsyn.BesvarSamtykke(ctx, input.ID, innsyn.SvarSamtykket)
	}
	return r.Innsyn.GiSamtykke(ctx, input.ID, *input.Versjon)
}

func toOpprettetSamtykke(id uuid.UUID, feil []innsyn.Feil, err error) (*generated.OpprettSamtykkePayload, error) {
	if err != nil || len(feil) > 0 {
		return &generated.OpprettSamtykkePayload{Feil: feil}, err
	}
	return &generated.OpprettSamtykkePayload{ID: &id}, nil
}

// folgSamtykker is the subscription of a person to her own consents, or of a case system to those of its kommuner.
func (r *Resolver) folgSamtykker(ctx context.Context) (<-chan *generated.SamtykkeEndring, error) {
	var emner []uuid.UUID
	var egne []uuid.UUID // those last told of
	var om time.Duration
	skifterOm := func() time.Duration { return om }
	switch v := viewer.From(ctx).(type) {
	case viewer.Fagsystem:
		for _, k := range v.Kommuner(viewer.RettSamtykke) {
			emner = append(emner, ent.SamtykkeEmneI(k))
		}
		return folgTil(ctx, r, emner, func(ctx context.Context, e endring) (ut *generated.SamtykkeEndring, err error) {
			ut = &generated.SamtykkeEndring{Nullstill: e.alt}
			ut.Endret, om, err = r.Innsyn.SeSamtykker(ctx, e.ids)
			if err == nil && !ut.Nullstill && len(ut.Endret) == 0 {
				return nil, nil
			}
			return ut, err
		}, skifterOm)
	case viewer.Innbygger:
		for _, id := range v.IDer() {
			emner = append(emner, ent.SamtykkeEmneTil(id))
		}
	}
	return folgTil(ctx, r, emner, func(ctx context.Context, e endring) (ut *generated.SamtykkeEndring, err error) {
		ut = &generated.SamtykkeEndring{Nullstill: e.alt || slices.Contains(e.ids, uuid.Nil)}
		if ut.Samtykker, om, err = r.Innsyn.MineSamtykkeIDer(ctx); err != nil {
			return nil, err
		}
		for _, id := range e.ids {
			if slices.Contains(ut.Samtykker, id) {
				ut.Endret = append(ut.Endret, id)
			}
		}
		if !ut.Nullstill && len(ut.Endret) == 0 && slices.Equal(ut.Samtykker, egne) {
			return nil, nil // of one that she is asked for without having access: nothing of hers has changed
		}
		egne = ut.Samtykker
		ut.Stempel, err = stempel(ctx, r.Innsyn.Samtykkestempel)
		return ut, err
	}, skifterOm)
}
