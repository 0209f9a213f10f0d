package innsyn

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/ent/db"
	"barnevernportalen/ent/db/innsynslogg"
)

// linje says to one person what a case system did to her set. What is taken out of it otherwise (deleted, run out) is said by
// a trigger, since only the database knows whose it was.
type linje struct {
	handling      innsynslogg.Handling // INDEKSERT, or SLETTET of what was written over to be another's
	eier, nummer  []byte               // of INDEKSERT the number, sealed
	kommunenummer string
	mappe         uuid.UUID // zero: several
	tidspunkt     time.Time
}

// linjer gathers acts to one line for each person and kommune of a batch, however many messages.
type linjer map[string]*linje

// ny notes that something of a mappe was done, and returns the line if it is the first.
func (l linjer) ny(eier []byte, kommunenummer string, mappe uuid.UUID) *linje {
	hvem := string(eier) + kommunenummer
	if har := l[hvem]; har != nil {
		if har.mappe != mappe {
			har.mappe = uuid.Nil
		}
		return nil
	}
	l[hvem] = &linje{eier: eier, kommunenummer: kommunenummer, mappe: mappe}
	return l[hvem]
}

func (l linjer) alle() []linje {
	ut := make([]linje, 0, len(l))
	for _, en := range l {
		ut = append(ut, *en)
	}
	slices.SortFunc(ut, func(a, b linje) int {
		return cmp.Or(slices.Compare(a.eier, b.eier), cmp.Compare(a.kommunenummer, b.kommunenummer))
	})
	return ut
}

// indekseringslinjer are a batch's lines. What no login is strong enough to show, or has run out already, is not told of.
func (s *Service) indekseringslinjer(rader []rad) ([]linje, error) {
	ut := linjer{}
	for _, r := range rader {
		if !synlig(r.Sikkerhetsniva, r.TilgjengeligTil, r.Indeksert) {
			continue
		}
		ny := ut.ny(r.Eier, r.Kommunenummer, r.MappeID)
		if ny == nil {
			continue
		}
		ny.handling, ny.tidspunkt = innsynslogg.HandlingIndeksert, r.Indeksert
		var err error
		if ny.nummer, err = s.seglFor(r.fodselsnummer, r.Eier, []byte(r.fodselsnummer), aadLogg(r.Eier)); err != nil {
			return nil, err
		}
	}
	return ut.alle(), nil
}

// tattFra are the lines of those whose messages a batch made another's. der are rows as they were.
func tattFra(der []*db.Innsynsmelding, rader []rad) []linje {
	av := make(map[uuid.UUID]*rad, len(rader))
	for i := range rader {
		av[rader[i].ID] = &rader[i]
	}
	ut := linjer{}
	for _, d := range der {
		r := av[d.ID]
		samme := func(h []byte) bool { return bytes.Equal(h, d.Eier) }
		if samme(r.Eier) || slices.ContainsFunc(r.tidligere, samme) || !synlig(d.Sikkerhetsniva, d.TilgjengeligTil, r.Indeksert) {
			continue
		}
		if ny := ut.ny(d.Eier, d.Kommunenummer, d.MappeID); ny != nil {
			ny.handling, ny.tidspunkt = innsynslogg.HandlingSlettet, r.Indeksert
		}
	}
	return ut.alle()
}

func synlig(niva int, til *time.Time, naa time.Time) bool {
	return niva <= nivaHoyt && (til == nil || til.After(naa))
}

// nivaHoyt is the national service's number of the login level HOYT, as ent/rule has it.
const nivaHoyt = 4

func skrivLinjer(ctx context.Context, c *db.Client, linjer []linje) error {
	for del := range slices.Chunk(linjer, bolk) {
		bygg := make([]*db.InnsynsloggCreate, 0, len(del))
		for _, l := range del {
			b := c.Innsynslogg.Create().SetEier(l.eier).SetTidspunkt(l.tidspunkt).SetHandling(l.handling).
				SetAktor(innsynslogg.AktorFagsystem).SetKommunenummer(l.kommunenummer)
			if l.nummer != nil {
				b.SetInnhold(l.nummer)
			}
			if l.mappe != uuid.Nil {
				b.SetMappeID(l.mappe)
			}
			bygg = append(bygg, b)
		}
		if err := c.Innsynslogg.CreateBulk(bygg...).Exec(ctx); err != nil {
			return fmt.Errorf("tell persons' logs of a batch: %w", err)
		}
	}
	return nil
}
