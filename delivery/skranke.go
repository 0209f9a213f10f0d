package delivery

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/ent"
	"barnevernportalen/ent/db"
	"barnevernportalen/ent/db/forsendelse"
	"barnevernportalen/ent/db/hendelse"
	"barnevernportalen/ent/viewer"
)

// Ta notes that the caseworker who asks is at a report, or (ta false) that nobody is any longer, and tells her colleagues.
// It is a word between them: it keeps nobody from anything, and no deadline knows of it, or «somebody has it» would stop a
// clock that only proof may stop. One may take over what another has taken. Said again it moves nothing; so it is of what is
// proven to be with the receiver. Errors: ent.ErrIkkeFunnet.
func (s *Service) Ta(ctx context.Context, id uuid.UUID, ta bool) (*Mottatt, error) {
	v, ok := viewer.From(ctx).(viewer.Saksbehandler)
	if !ok {
		return nil, ent.ErrIkkeFunnet
	}
	var m *Mottatt
	err := s.DB.Tx(ctx, func(tx *ent.Tx) error {
		c := tx.Client()
		f, err := laas(ctx, c, id)
		if err != nil {
			return err
		}
		if nytt := ta != (f.TattAv != nil) || ta && !v.Er(f.TattAv); nytt && f.Bevist == nil {
			if err := s.noterTatt(ctx, c, f, v, ta); err != nil {
				return err
			}
		}
		m, err = s.mottatt(ctx, c, id)
		return err
	})
	return m, err
}

func (s *Service) noterTatt(ctx context.Context, c *db.Client, f *db.Forsendelse, v viewer.Saksbehandler, ta bool) error {
	u, slag := c.Forsendelse.UpdateOneID(f.ID).ClearTattAv(), hendelse.SlagLagtTilbake
	if ta {
		u, slag = c.Forsendelse.UpdateOneID(f.ID).SetTattAv(v.ID), hendelse.SlagTatt
	}
	if err := u.Exec(ctx); err != nil {
		return fmt.Errorf("note who has taken the report: %w", err)
	}
	return skrivHendelse(ctx, c, nyHendelse{
		forsendelse: f.ID, bydel: f.BydelID, tid: s.Klokke(), slag: slag, stilling: StillingAv(f), vault: s.Vault,
	})
}

// Forlop is one report and all that has happened to it, oldest first.
type Forlop struct {
	Melding   Mottatt
	Hendelser []Mottakshendelse
}

// Mottakshendelse is one thing that happened, as the receiver may know it.
type Mottakshendelse struct {
	Tidspunkt time.Time
	Slag      hendelse.Slag
	Tilstand  forsendelse.Tilstand
	Bevis     forsendelse.Bevis
	Rolle     hendelse.Aktor
	Kollega   *Kollega // the caseworker who did it; nil: it was none
	Detalj    string   // a code of ours: a document's name, a deadline's type, a reason
}

// Forlop reads a report's history, or ent.ErrIkkeFunnet.
func (s *Service) Forlop(ctx context.Context, id uuid.UUID) (*Forlop, error) {
	m, err := s.Mottatt(ctx, id)
	if err != nil {
		return nil, err
	}
	rader, err := s.DB.Client().Hendelse.Query().Where(hendelse.ForsendelseID(id)).Order(hendelse.ByID()).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("read a report's history: %w", err)
	}
	ut := &Forlop{Melding: *m}
	for _, h := range rader {
		n := Mottakshendelse{Tidspunkt: h.Tidspunkt, Slag: h.Slag, Tilstand: forsendelse.Tilstand(h.Tilstand),
			Bevis: forsendelse.Bevis(h.Bevis), Rolle: h.Aktor, Detalj: h.Detalj}
		if h.Aktor == hendelse.AktorSaksbehandler {
			n.Kollega = s.kollega(h)
		}
		ut.Hendelser = append(ut.Hendelser, n)
	}
	return ut, nil
}
