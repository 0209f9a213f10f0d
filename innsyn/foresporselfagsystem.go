package innsyn

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/delivery"
	"barnevernportalen/ent"
	"barnevernportalen/ent/db"
	"barnevernportalen/ent/db/innsynsforesporsel"
	"barnevernportalen/ent/db/innsynsforesporselsvar"
	"barnevernportalen/ent/db/innsynslogg"
	"barnevernportalen/ent/viewer"
)

// MaksForesporselside is the longest page of requests; MaksSvar is how long an answer's reason may be, in characters.
const (
	MaksForesporselside = 100
	MaksSvar            = 10_000
)

// Fagforesporsel is a request as the case system sees it.
type Fagforesporsel struct {
	ID            uuid.UUID
	Kommunenummer string
	Status        innsynsforesporsel.Status
	Sendt         time.Time
	Fodselsnummer *string // of one that is decided none: there is nothing more to do for her
	Begrunnelse   string
	Journalposter []FagforespurtPost
}

// FagforespurtPost is an entry that is asked for, by the case system's own names.
type FagforespurtPost struct {
	MeldingID         uuid.UUID
	MappeID, SystemID string
	RegistreringsID   *string
}

// Fagside is a page of requests.
type Fagside struct {
	Foresporsler []Fagforesporsel
	Markorer     []string
	HarFlere     bool
}

// Fagforesporsler are the requests that are offered to the case system that asks, of one kommune, oldest first: those that are
// not decided, or all. etter is a cursor; of none it begins at the beginning. Those that it has not read before are noted as
// read, and the persons' logs say so, in the same transaction: no log, no data. Errors: [ErrIkkeIndekserer], [ErrSok].
func (s *Service) Fagforesporsler(ctx context.Context, kommunenummer string, avgjorte bool, antall int, etter string) (*Fagside, error) {
	if _, err := indekserer(ctx, kommunenummer); err != nil {
		return nil, err
	}
	antall = min(max(antall, 1), MaksForesporselside)
	q := s.DB.Client().Innsynsforesporsel.Query().Where(innsynsforesporsel.Kommunenummer(kommunenummer))
	if !avgjorte {
		q.Where(innsynsforesporsel.AvgjortIsNil())
	}
	if etter != "" {
		tid, id, err := lesForesporselmarkor(etter)
		if err != nil {
			return nil, err
		}
		q.Where(innsynsforesporsel.Or(innsynsforesporsel.OpprettetGT(tid), innsynsforesporsel.And(innsynsforesporsel.Opprettet(tid), innsynsforesporsel.IDGT(id))))
	}
	rader, err := q.Order(db.Asc(innsynsforesporsel.FieldOpprettet, innsynsforesporsel.FieldID)).Limit(antall + 1).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("read requests: %w", err)
	}
	ut := &Fagside{HarFlere: len(rader) > antall}
	rader = rader[:min(antall, len(rader))]
	if err := s.noterHentet(ctx, rader); err != nil {
		return nil, err
	}
	for _, r := range rader {
		f, err := s.fagforesporsel(r)
		if err != nil {
			return nil, err
		}
		ut.Foresporsler = append(ut.Foresporsler, f)
		ut.Markorer = append(ut.Markorer, strconv.FormatInt(r.Opprettet.UnixMicro(), 10)+"."+r.ID.String())
	}
	return ut, nil
}

// noterHentet notes the first reading of each.
func (s *Service) noterHentet(ctx context.Context, rader []*db.Innsynsforesporsel) error {
	return s.DB.Tx(ctx, func(tx *ent.Tx) error {
		c, naa := tx.Client(), s.Klokke()
		for _, r := range rader {
			if r.Hentet != nil {
				continue
			}
			n, err := c.Innsynsforesporsel.Update().Where(innsynsforesporsel.ID(r.ID), innsynsforesporsel.HentetIsNil()).SetHentet(naa).
				Save(viewer.With(ctx, viewer.System{Oppgave: "innsynsforesporsel"}))
			if err != nil {
				return fmt.Errorf("note that a request was read: %w", err)
			}
			if n == 0 {
				continue
			}
			if err := s.Delivery.ForesporselHentet(ctx, tx, r.ID); err != nil {
				return err
			}
			err = c.Innsynslogg.Create().SetEier(r.Eier).SetTidspunkt(time.Now()).SetHandling(innsynslogg.HandlingForesporsel).
				SetAktor(innsynslogg.AktorFagsystem).SetKommunenummer(r.Kommunenummer).SetMappeID(r.MappeID).Exec(ctx)
			if err != nil {
				return fmt.Errorf("log that a request was read: %w", err)
			}
		}
		return nil
	})
}

func (s *Service) fagforesporsel(r *db.Innsynsforesporsel) (Fagforesporsel, error) {
	f := Fagforesporsel{ID: r.ID, Kommunenummer: r.Kommunenummer, Status: r.Status, Sendt: r.Opprettet}
	i, err := s.Delivery.ApneForesporsel(r)
	if err != nil {
		return f, err
	}
	f.Begrunnelse = i.Begrunnelse
	if r.Avgjort == nil {
		f.Fodselsnummer = &i.Fodselsnummer
	}
	for _, p := range i.Poster {
		en := FagforespurtPost{MeldingID: p.MeldingID, MappeID: p.MappeID, SystemID: p.SystemID}
		if p.RegistreringsID != "" {
			en.RegistreringsID = &p.RegistreringsID
		}
		f.Journalposter = append(f.Journalposter, en)
	}
	return f, nil
}

// Fagsvarutfall is what an answer was taken for: or what is wrong with it, and then it was not taken.
type Fagsvarutfall struct {
	Utfall *innsynsforesporselsvar.Utfall
	Feil   []Foresporselfeil
}

// BesvarForesporsel takes the case system's answer. Of what is not offered to it: ent.ErrIkkeFunnet.
func (s *Service) BesvarForesporsel(ctx context.Context, id uuid.UUID, status innsynsforesporsel.Status, begrunnelse string) (*Fagsvarutfall, error) {
	if len([]rune(begrunnelse)) > MaksSvar {
		return &Fagsvarutfall{Feil: []Foresporselfeil{{Felt: feltBegrunnelse, Kode: ForesporselForLang}}}, nil
	}
	utfall, err := s.Delivery.BesvarForesporsel(ctx, id, delivery.Foresporselsvar{Status: status, Begrunnelse: begrunnelse})
	if err != nil {
		return nil, err
	}
	return &Fagsvarutfall{Utfall: &utfall}, nil
}

func lesForesporselmarkor(s string) (time.Time, uuid.UUID, error) {
	tid, id, _ := strings.Cut(s, ".")
	us, err1 := strconv.ParseInt(tid, 10, 64)
	u, err2 := uuid.Parse(id)
	if err1 != nil || err2 != nil {
		return time.Time{}, uuid.Nil, ErrSok
	}
	return time.UnixMicro(us), u, nil
}
