package delivery

import (
	"context"
	"errors"
	"fmt"

	"github.com/google/uuid"

	"barnevernportalen/ent"
	"barnevernportalen/ent/db"
	"barnevernportalen/ent/db/frist"
	"barnevernportalen/ent/db/hendelse"
	"barnevernportalen/ent/db/leveranse"
	"barnevernportalen/ent/db/pakke"
)

// ErrForSent: the letter is due before the far side could answer, so the parcel is not handed over any more.
var ErrForSent = errors.New("the letter is due")

// Fagsystem is the native channel: the parcel is handed over by standing in the inbox that the receiver's machine watches
// (mottakEndret), where it already stands. It is woken again each time.
type Fagsystem struct{}

// Overlever implements [Channel].
func (Fagsystem) Overlever(context.Context, Overlevering) error { return nil }

// ForsegletFil is a sealed container as it leaves: ciphertext only its receiver can open.
type ForsegletFil struct {
	Innhold []byte
	Sha256  []byte
}

// HentForseglet gives a machine the sealed container of a report. The fetch is logged and committed first: no log, no
// data. What cannot be found, is not this machine's, or was not sealed for case systems is ent.ErrIkkeFunnet.
func (s *Service) HentForseglet(ctx context.Context, id uuid.UUID) (*ForsegletFil, error) {
	var p *db.Pakke
	err := s.DB.Tx(ctx, func(tx *ent.Tx) error {
		c, naa := tx.Client(), s.Klokke()
		f, err := laas(ctx, c, id)
		if err != nil {
			return err
		}
		p, err = c.Pakke.Query().Where(pakke.ForsendelseID(id), pakke.FormalEQ(pakke.FormalFagsystem), pakke.InnholdNotNil()).Only(ctx)
		if db.IsNotFound(err) {
			return ent.ErrIkkeFunnet
		}
		if err != nil {
			return fmt.Errorf("read the parcel: %w", err)
		}
		if err := c.Forsendelse.UpdateOneID(id).SetSistApnet(naa).Exec(ctx); err != nil {
			return fmt.Errorf("note the fetch: %w", err)
		}
		return skrivHendelse(ctx, c, nyHendelse{
			forsendelse: f.ID, bydel: f.BydelID, tid: naa, slag: hendelse.SlagHentet, stilling: StillingAv(f), detalj: ForsegletNavn,
		})
	})
	if err != nil {
		return nil, err
	}
	return &ForsegletFil{Innhold: *p.Innhold, Sha256: p.Sha256}, nil
}

// overleverIgjen makes ready again what the receiver's machine has been given and not answered as it should. A receiver
// that has said no gets the letter, and not the same once more.
func (s *Service) overleverIgjen(ctx context.Context, tx *ent.Tx, f *db.Forsendelse) error {
	if f.Avvist != nil || klarererFor(f.Slag, f.Bevis, frist.TypeAlarm2t, true) {
		return nil
	}
	for _, kanal := range []leveranse.Kanal{leveranse.KanalFagsystem, leveranse.KanalFiksio} {
		n, err := tx.Client().Leveranse.Update().Where(leveranse.ForsendelseID(f.ID), leveranse.KanalEQ(kanal),
			leveranse.StatusEQ(leveranse.StatusOverlevert)).SetStatus(leveranse.StatusKlar).ClearTidligst().SetEndret(s.Klokke()).Save(ctx)
		if err != nil {
			return fmt.Errorf("ready a parcel again: %w", err)
		}
		if n == 0 {
			continue
		}
		if err := tx.Enqueue(ctx, jobbFor(kanal), f.ID); err != nil {
			return err
		}
	}
	return nil
}
