package delivery

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/ent"
	"barnevernportalen/ent/db"
	"barnevernportalen/ent/db/bydel"
	"barnevernportalen/ent/db/forsendelse"
	"barnevernportalen/ent/db/hendelse"
	"barnevernportalen/ent/db/leveranse"
)

// SendPaNyttStatus is whether a report can be sent again, and why not.
type SendPaNyttStatus string

// The answers, spelled as in the SDL enum SendPaNyttStatus.
const (
	KanSendesPaNytt SendPaNyttStatus = "KAN_SENDES"
	PaNyttBevist    SendPaNyttStatus = "BEVIST"
	PaNyttSlettet   SendPaNyttStatus = "SLETTET"
	PaNyttManuelt   SendPaNyttStatus = "MANUELT" // it stands in the inbox here
	PaNyttSendes    SendPaNyttStatus = "SENDES"
	PaNyttBrev      SendPaNyttStatus = "BREV" // the receiver has said no: the letter is its way
)

// paNyttTid is how long a carrier may hold what is sent again when the letter's deadline is over.
const paNyttTid = 48 * time.Hour

// kanSendesPaNytt says whether a report can be sent again, and by what: the way it went, or its letter, when that was refused.
func kanSendesPaNytt(f *db.Forsendelse, ways []*db.Leveranse) (SendPaNyttStatus, *db.Leveranse) {
	vei := leveransen(ways, leveranse.Kanal(f.Kanal))
	if f.Tilstand == forsendelse.TilstandAvvistPrint {
		vei = leveransen(ways, leveranse.KanalBrev)
	}
	bevist := f.Bevist != nil || MinstBevis(f.Bevis, forsendelse.BevisLagret)
	switch {
	case bevist && (!savnetSiden(f) || bydel.Kanal(f.Kanal) != bydel.KanalFiksio):
		return PaNyttBevist, vei
	case f.Slettet != nil:
		return PaNyttSlettet, vei
	case vei == nil:
		return PaNyttBrev, nil // there was no key to seal it to its system with
	case f.Tilstand == forsendelse.TilstandAvvistPrint: // the letter's own way
	case f.Avvist != nil && !bevist:
		return PaNyttBrev, vei
	case bydel.Kanal(f.Kanal) == bydel.KanalNedlasting:
		return PaNyttManuelt, vei
	}
	switch vei.Status {
	case leveranse.StatusVenter, leveranse.StatusKlar, leveranse.StatusSendes:
		return PaNyttSendes, vei
	default:
		return KanSendesPaNytt, vei
	}
}

// savnetSiden reports whether the receiver's own list misses what has been proven, and no person has answered for it since. That list
// is the reason it is sent again: it stands in the history (AVSTEMMINGSAVVIK), and till a list names the report it is not deleted.
func savnetSiden(f *db.Forsendelse) bool {
	return f.Savnet != nil && (f.Bekreftet == nil || f.Bekreftet.Before(*f.Savnet))
}

// SendPaNytt has a report sent again: the same parcel, under the same ids, so that a receiver that has it sees that it has.
// forsok is the number of attempts the administrator saw; another number now means that somebody was first, and nothing is
// done. It moves no deadline and no state: that it was sent again proves nothing. satt: it will be sent because of this.
// Errors: ent.ErrIkkeFunnet.
func (s *Service) SendPaNytt(ctx context.Context, id uuid.UUID, forsok int) (m *Hovedbokmelding, satt bool, err error) {
	err = s.DB.Tx(ctx, func(tx *ent.Tx) error {
		c := tx.Client()
		if _, _, err := s.hovedbokmelding(ctx, c, id); err != nil {
			return err
		}
		f, err := laas(ctx, c, id)
		if err != nil {
			return err
		}
		ways, err := c.Leveranse.Query().Where(leveranse.ForsendelseID(id)).All(ctx)
		if err != nil {
			return fmt.Errorf("read a report's ways: %w", err)
		}
		if status, vei := kanSendesPaNytt(f, ways); status == KanSendesPaNytt && vei.Forsok == forsok {
			if satt, err = true, s.settPaNytt(ctx, tx, f, vei); err != nil {
				return err
			}
		}
		m, _, err = s.hovedbokmelding(ctx, c, id)
		return err
	})
	return m, satt && err == nil, err
}

func (s *Service) settPaNytt(ctx context.Context, tx *ent.Tx, f *db.Forsendelse, vei *db.Leveranse) error {
	naa := s.Klokke()
	u := tx.Client().Leveranse.UpdateOneID(vei.ID).SetStatus(leveranse.StatusKlar).ClearTidligst().ClearFeilkode().SetEndret(naa)
	if vei.Kanal == leveranse.KanalFiksio {
		u.SetGjelderTil(naa.Add(paNyttTid))
	}
	if vei.Kanal == leveranse.KanalBrev { // a letter that the supplier has named is not handed over again: it is a new one
		u.ClearEksternID().ClearEksternStatus().ClearEksternTid()
	}
	if err := u.Exec(ctx); err != nil {
		return fmt.Errorf("ready a parcel again: %w", err)
	}
	err := skrivHendelse(ctx, tx.Client(), nyHendelse{forsendelse: f.ID, bydel: f.BydelID, tid: naa, slag: hendelse.SlagSendtPaNytt,
		stilling: StillingAv(f), detalj: string(vei.Kanal)})
	if err != nil {
		return err
	}
	return tx.Enqueue(ctx, jobbFor(vei.Kanal), f.ID)
}
