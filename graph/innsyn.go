package graph

import (
	"context"
	"errors"
	"slices"

	"github.com/google/uuid"

	"barnevernportalen/ent"
	"barnevernportalen/ent/db/innsynsmelding"
	"barnevernportalen/ent/viewer"
	"barnevernportalen/graph/generated"
	"barnevernportalen/graph/skalar"
	"barnevernportalen/innsyn"
)

// bolk is a batch as the room takes it. Here all asks for the login level HOYT, which is 4 at the national service.
func bolk(inn []generated.InnsynsmeldingInput, slag innsynsmelding.Slag) []innsyn.Melding {
	ut := make([]innsyn.Melding, 0, len(inn))
	for _, m := range inn {
		ut = append(ut, innsyn.Melding{
			MeldingID: m.MeldingID, Kommunenummer: m.Kommunenummer, Slag: slag, Fodselsnummer: m.Fodselsnummer, Sikkerhetsniva: 4,
			Metadata: []byte(m.Metadata), EksternRef: eller(m.EksternRef, ""), TilgjengeligTil: m.TilgjengeligTil,
		})
	}
	return ut
}

// utvalg is what to delete: no more ids than a batch has messages. A group whose name is empty is a mistake, and not all there is.
func utvalg(input generated.SlettIndeksertInput) (innsyn.Utvalg, error) {
	if input.EksternRef != nil && !innsyn.ErEksternRef(*input.EksternRef) || len(input.MeldingIder) > innsyn.MaksMeldinger {
		return innsyn.Utvalg{}, skalar.ErrUgyldig
	}
	return innsyn.Utvalg{Kommunenummer: input.Kommunenummer, MeldingIDer: input.MeldingIder, EksternRef: eller(input.EksternRef, "")}, nil
}

func toJournalposter(t *innsyn.Treff, err error) (*generated.JournalpostConnection, error) {
	if errors.Is(err, innsyn.ErrSok) {
		return nil, skalar.ErrUgyldig
	}
	if err != nil {
		return nil, err
	}
	c := &generated.JournalpostConnection{
		PageInfo: generated.PageInfo{HasNextPage: t.HarFlere}, AntallTreff: t.AntallTreff, Dokumenttyper: t.Dokumenttyper, Perioder: t.Perioder,
	}
	for i, j := range t.Poster {
		c.Edges = append(c.Edges, generated.JournalpostEdge{Cursor: t.Markorer[i], Node: j})
	}
	if n := len(c.Edges); n > 0 {
		c.PageInfo.EndCursor = &c.Edges[n-1].Cursor
	}
	return c, nil
}

func toLogg(s *innsyn.Loggside, err error) (*generated.InnsynsloggConnection, error) {
	if errors.Is(err, innsyn.ErrSok) {
		return nil, skalar.ErrUgyldig
	}
	if err != nil {
		return nil, err
	}
	c := &generated.InnsynsloggConnection{PageInfo: generated.PageInfo{HasNextPage: s.HarFlere}}
	for _, i := range s.Innslag {
		c.Edges = append(c.Edges, generated.InnsynsloggEdge{Cursor: i.Markor, Node: i})
	}
	if n := len(c.Edges); n > 0 {
		c.PageInfo.EndCursor = &c.Edges[n-1].Cursor
	}
	return c, nil
}

func toSperret(id uuid.UUID, feil []innsyn.Feil, err error) (*generated.SperrInnsynPayload, error) {
	if err != nil || len(feil) > 0 {
		return &generated.SperrInnsynPayload{Feil: feil}, err
	}
	return &generated.SperrInnsynPayload{ID: &id}, nil
}

// emnerAv are what the person who subscribes is woken by: her set may stand under any of her hashes while keys turn.
func emnerAv(ctx context.Context) []uuid.UUID {
	v, _ := viewer.From(ctx).(viewer.Innbygger)
	var ut []uuid.UUID
	for _, id := range v.IDer() {
		ut = append(ut, ent.EmneAv(id))
	}
	return ut
}

// egneMapper reads which cases are the subscriber's now: ids, so that what they hold is read, and logged, as itself. A change
// of what she may not see is not told: that something happened in a case she is shut out of is already too much.
func (r *Resolver) egneMapper() func(context.Context, endring) (*generated.MappeEndring, error) {
	var sagt []uuid.UUID
	return func(ctx context.Context, e endring) (*generated.MappeEndring, error) {
		ider, err := r.Innsyn.MappeIDer(ctx)
		if err != nil {
			return nil, err
		}
		ut := &generated.MappeEndring{Nullstill: e.alt || slices.Contains(e.ids, uuid.Nil), Mapper: ider}
		for _, id := range e.ids {
			if slices.Contains(ider, id) {
				ut.Endret = append(ut.Endret, id)
			}
		}
		if !e.alt && len(ut.Endret) == 0 && slices.Equal(ider, sagt) {
			return nil, nil
		}
		sagt = ider
		ut.Stempel, err = stempel(ctx, r.Innsyn.Mappestempel)
		return ut, err
	}
}

// stiDokument is where a document is fetched; server/innsynsdokument.go has the same.
const stiDokument = "/last-ned/dokument/"

func toDokumentlenke(l *innsyn.Lenkebevis, err error) (*generated.LagDokumentlenkePayload, error) {
	if h := innsyn.Dokumenthindring(""); errors.As(err, &h) {
		return &generated.LagDokumentlenkePayload{Hindring: &h}, nil
	}
	if err != nil {
		return nil, err
	}
	return &generated.LagDokumentlenkePayload{Lenke: &generated.Dokumentlenke{Sti: stiDokument + l.Token, GyldigTil: l.GyldigTil}}, nil
}
