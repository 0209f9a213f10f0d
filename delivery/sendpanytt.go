package delivery

import (
	"context"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/google/uuid"

	"barnevernportalen/ent"
	"barnevernportalen/ent/db"
	"barnevernportalen/ent/db/bydel"
	"barnevernportalen/ent/db/forsendelse"
	"barnevernportalen/ent/db/hendelse"
	"barnevernportalen/ent/db/leveranse"
	"barnevernportalen/ent/db/nysending"
	"barnevernportalen/ent/vault"
	"barnevernportalen/ent/viewer"
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

// SendPaNyttFeil is what is wrong with the reason for sending a report again. Nothing has then been done.
type SendPaNyttFeil string

// The errors, spelled as in the SDL enum SendPaNyttFeil.
const (
	PaNyttUtenGrunn    SendPaNyttFeil = "GRUNN_MANGLER"
	PaNyttForLangGrunn SendPaNyttFeil = "GRUNN_FOR_LANG"
)

// maksNysendingsgrunn is how long a reason may be, in characters: it is for the next who asks, and no place to write of a case.
const maksNysendingsgrunn = 500

// NySending asks for a report to be sent again.
type NySending struct {
	ID     uuid.UUID
	Forsok int    // the number of attempts that the administrator saw
	Grunn  string // why, in her words: 1 to 500 characters
}

// SendtPaNytt is what came of it.
type SendtPaNytt struct {
	Melding Hovedbokmelding // as it now stands
	Satt    bool            // it will be sent because of this
	Feil    *SendPaNyttFeil // nil: nothing was wrong with what was asked
}

// SendPaNytt has a report sent again: the same parcel, under the same ids, so that a receiver that has it sees that it has.
// Another number of attempts than the administrator saw means that somebody was first, and nothing is done. It moves no deadline and no
// state: that it was sent again proves nothing. Her reason is kept sealed, with how the way stood that is now taken anew.
// Errors: ent.ErrIkkeFunnet.
func (s *Service) SendPaNytt(ctx context.Context, n NySending) (*SendtPaNytt, error) {
	var m *Hovedbokmelding
	var satt bool
	grunn, feil := n.sjekk()
	id := n.ID
	err := s.DB.Tx(ctx, func(tx *ent.Tx) error {
		c := tx.Client()
		var err error
		if m, _, err = s.hovedbokmelding(ctx, c, id); err != nil || feil != nil {
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
		if status, vei := kanSendesPaNytt(f, ways); status == KanSendesPaNytt && vei.Forsok == n.Forsok {
			if satt, err = true, s.settPaNytt(ctx, tx, f, vei, grunn); err != nil {
				return err
			}
		}
		m, _, err = s.hovedbokmelding(ctx, c, id)
		return err
	})
	if err != nil {
		return nil, err
	}
	return &SendtPaNytt{Melding: *m, Satt: satt, Feil: feil}, nil
}

func (n NySending) sjekk() (string, *SendPaNyttFeil) {
	grunn, feil := strings.TrimSpace(n.Grunn), SendPaNyttFeil("")
	switch {
	case grunn == "":
		feil = PaNyttUtenGrunn
	case utf8.RuneCountInString(grunn) > maksNysendingsgrunn:
		feil = PaNyttForLangGrunn
	default:
		return grunn, nil
	}
	return "", &feil
}

// skrivNysending keeps why, and what the way says now: of a way there is one row, which the work, the receipts and `portal verify` go by.
func (s *Service) skrivNysending(ctx context.Context, c *db.Client, f *db.Forsendelse, vei *db.Leveranse, grunn string) error {
	v, ok := viewer.From(ctx).(viewer.Admin)
	if !ok {
		return ent.ErrIkkeFunnet
	}
	id := uuid.New()
	sealed, err := s.Vault.Encrypt([]byte(grunn), aadNysending(id))
	if err != nil {
		return fmt.Errorf("encrypt why a report is sent again: %w", err)
	}
	err = c.Nysending.Create().SetID(id).SetForsendelseID(f.ID).SetTidspunkt(s.Klokke()).SetKanal(nysending.Kanal(vei.Kanal)).
		SetGrunn(sealed).SetAktorID(v.ID).SetForsok(vei.Forsok).SetFeilkode(vei.Feilkode).SetEksternID(vei.EksternID).
		SetEksternStatus(vei.EksternStatus).Exec(ctx)
	if err != nil {
		return fmt.Errorf("write why a report is sent again: %w", err)
	}
	return nil
}

func aadNysending(id uuid.UUID) []byte { return vault.Context("nysending", id.String(), "grunn") }

func (s *Service) settPaNytt(ctx context.Context, tx *ent.Tx, f *db.Forsendelse, vei *db.Leveranse, grunn string) error {
	naa := s.Klokke()
	if err := s.skrivNysending(ctx, tx.Client(), f, vei, grunn); err != nil {
		return err
	}
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
