package delivery

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"barnevernportalen/ent"
	"barnevernportalen/ent/db"
	"barnevernportalen/ent/db/alarm"
	"barnevernportalen/ent/db/forsendelse"
	"barnevernportalen/ent/db/hendelse"
	"barnevernportalen/ent/db/leveranse"
	"barnevernportalen/ent/db/pakke"
	"barnevernportalen/ent/viewer"
)

// Bekreft notes that the one asking says the report is in the receiver's own case system, and what that is worth: a named
// person's word is REGISTRERT, the token that lay inside the seal is LAGRET, a machine's word alone KVITTERT. bevis nil: no
// token. Doing it again changes nothing. An answer that is not taken moves nothing and raises an alarm; a report that is
// not this viewer's is ent.ErrIkkeFunnet, as one that never was.
func (s *Service) Bekreft(ctx context.Context, id uuid.UUID, bevis *string) (*Mottatt, *Mottaksfeil, error) {
	var m *Mottatt
	var feil *Mottaksfeil
	err := s.DB.Tx(ctx, func(tx *ent.Tx) error {
		c := tx.Client()
		f, err := laas(ctx, c, id)
		if err != nil {
			return err
		}
		if _, maskin := viewer.From(ctx).(viewer.Fagsystem); maskin {
			feil, err = s.bekreftMaskin(ctx, c, f, bevis)
		} else {
			feil, err = s.bekreftPerson(ctx, c, f, bevis)
		}
		if err != nil {
			return err
		}
		m, err = s.mottatt(ctx, c, id)
		return err
	})
	if err != nil {
		return nil, nil, err
	}
	return m, feil, nil
}

// laas takes the row lock of a forsendelse, or ent.ErrIkkeFunnet.
func laas(ctx context.Context, c *db.Client, id uuid.UUID) (*db.Forsendelse, error) {
	f, err := c.Forsendelse.Query().Where(forsendelse.ID(id)).ForUpdate().Only(ctx)
	if db.IsNotFound(err) {
		return nil, ent.ErrIkkeFunnet
	}
	if err != nil {
		return nil, fmt.Errorf("lock the forsendelse: %w", err)
	}
	return f, nil
}

func (s *Service) bekreftPerson(ctx context.Context, c *db.Client, f *db.Forsendelse, bevis *string) (*Mottaksfeil, error) {
	if bevis != nil {
		return &Mottaksfeil{FeilBevis}, nil // a token is a machine's answer; a person who has one has been shown another page
	}
	if f.Bekreftet != nil {
		return nil, nil
	}
	return nil, s.fullfor(ctx, c, f, StegBekreftet, hendelse.SlagBekreftet)
}

func (s *Service) bekreftMaskin(ctx context.Context, c *db.Client, f *db.Forsendelse, bevis *string) (*Mottaksfeil, error) {
	p, err := c.Pakke.Query().Where(pakke.ForsendelseID(f.ID)).Select(pakke.FieldID, pakke.FieldBevisHash).Only(ctx) // as this machine
	if db.IsNotFound(err) {
		return nil, ent.ErrIkkeFunnet // not sealed for a case system: no machine can have it
	}
	if err != nil {
		return nil, fmt.Errorf("read the parcel: %w", err)
	}
	switch {
	case bevis != nil && rettBevis(*bevis, p.BevisHash):
		if MinstBevis(f.Bevis, forsendelse.BevisLagret) {
			return nil, nil
		}
		return nil, s.fullfor(ctx, c, f, StegLagret, hendelse.SlagLagret)
	case bevis != nil:
		return s.ikkeTatt(ctx, c, f, FeilBevis, alarm.SlagFeilBevis)
	case f.Kanal != forsendelse.KanalFagsystem:
		return &Mottaksfeil{FeilBevisMangler}, nil
	case f.SistApnet == nil:
		return s.ikkeTatt(ctx, c, f, FeilIkkeHentet, alarm.SlagIkkeHentet)
	default:
		return nil, s.kvittert(ctx, c, f, "")
	}
}

func (s *Service) ikkeTatt(ctx context.Context, c *db.Client, f *db.Forsendelse, kode Mottaksfeilkode, slag alarm.Slag) (*Mottaksfeil, error) {
	return &Mottaksfeil{kode}, s.alarm(ctx, c, f, slag, "")
}

// kvittert notes a blind yes. Said again it is nothing new, unless a no came between: then it stands in the log for whoever
// looks, and moves nothing.
func (s *Service) kvittert(ctx context.Context, c *db.Client, f *db.Forsendelse, detalj string) error {
	fra := StillingAv(f)
	til, err := fra.Etter(StegKvittert)
	if err != nil {
		return err
	}
	if til == fra {
		said := c.Hendelse.Query().Where(hendelse.ForsendelseID(f.ID), hendelse.SlagEQ(hendelse.SlagKvittert))
		if f.Avvist != nil {
			said.Where(hendelse.TidspunktGTE(*f.Avvist))
		}
		if there, err := said.Exist(ctx); err != nil || there {
			return err
		}
	}
	// What it has need not be handed over again. The letter waits where it is: a no may still come.
	err = c.Leveranse.Update().Where(leveranse.ForsendelseID(f.ID), leveranse.KanalNEQ(leveranse.KanalBrev),
		leveranse.StatusIn(leveranse.StatusKlar, leveranse.StatusSendes)).
		SetStatus(leveranse.StatusOverlevert).SetEndret(s.Klokke()).Exec(ctx)
	if err != nil {
		return fmt.Errorf("note the receipt: %w", err)
	}
	return s.flytt(ctx, c, f, StegKvittert, hendelse.SlagKvittert, detalj)
}

// fullfor ends the work on a report that is proven to be with the receiver, and calls the letter off if it has not left.
func (s *Service) fullfor(ctx context.Context, c *db.Client, f *db.Forsendelse, steg Steg, slag hendelse.Slag) error {
	naa := s.Klokke()
	err := c.Leveranse.Update().Where(leveranse.ForsendelseID(f.ID), leveranse.KanalEQ(leveranse.KanalBrev),
		leveranse.StatusIn(leveranse.StatusVenter, leveranse.StatusKlar)).
		SetStatus(leveranse.StatusAvlyst).SetEndret(naa).Exec(ctx)
	if err != nil {
		return fmt.Errorf("call off the letter: %w", err)
	}
	err = c.Leveranse.Update().Where(leveranse.ForsendelseID(f.ID), leveranse.KanalNEQ(leveranse.KanalBrev)).
		SetStatus(leveranse.StatusFullfort).SetEndret(naa).Exec(ctx)
	if err != nil {
		return fmt.Errorf("complete the delivery: %w", err)
	}
	return s.flytt(ctx, c, f, steg, slag, "")
}
