package innsyn

import (
	"context"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/ent"
	"barnevernportalen/ent/db"
	"barnevernportalen/ent/db/samtykke"
	"barnevernportalen/ent/db/samtykkehendelse"
	"barnevernportalen/ent/db/samtykkepart"
	"barnevernportalen/ent/vault"
)

// The sealed documents of a consent's rows. What a person's view has no field for is dropped when it is read.

type samtykkeJSON struct {
	Navn     string        `json:"navn"`
	Mappe    Samtykkemappe `json:"mappe"`
	Dokument *Samtykkefil  `json:"dokument,omitempty"`
}

type partJSON struct {
	Fodselsnummer string   `json:"fodselsnummer"`
	Navn          string   `json:"navn"`
	Andre         []string `json:"andre"` // the other parties' names, as this one may see them
}

type hendelseJSON struct {
	// Of which consent's history it is: in another's it is not read.
	SamtykkeID    uuid.UUID      `json:"samtykkeId"`
	Saksbehandler *Saksbehandler `json:"saksbehandler,omitempty"`
	Begrunnelse   string         `json:"begrunnelse,omitempty"`
	Akseptfrist   *Dato          `json:"akseptfrist,omitempty"`
	SluttDato     *Dato          `json:"sluttDato,omitempty"`
	SvarDato      *Dato          `json:"svarDato,omitempty"`
	Tilgang       *bool          `json:"tilgang,omitempty"`
	// Of a yes of her own.
	Grunnlag *Samtykkegrunnlag `json:"grunnlag,omitempty"`
}

// Samtykkegrunnlag is what a party had before her when she gave it.
type Samtykkegrunnlag struct {
	Versjon string             `json:"versjon"`
	Filer   []Samtykkegrunnfil `json:"filer"`
}

func aadSamtykke(id uuid.UUID) []byte { return vault.Context("samtykke", id.String()) }

func aadPart(id uuid.UUID, eier []byte) []byte {
	return vault.Context("samtykkepart", id.String(), hex.EncodeToString(eier))
}

func aadHendelse(id uuid.UUID) []byte { return vault.Context("samtykkehendelse", id.String()) }

func (s *Service) forseglJSON(v any, aad []byte) ([]byte, error) {
	raw, err := json.Marshal(v)
	if err != nil {
		return nil, fmt.Errorf("encode a row of a consent: %T", err)
	}
	return s.Vault.Encrypt(raw, aad)
}

func (s *Service) apneJSON(forseglet, aad []byte, v any) error {
	raw, err := s.Vault.Decrypt(forseglet, aad)
	if err != nil {
		return fmt.Errorf("open a row of a consent: %w", err)
	}
	if err := json.Unmarshal(raw, v); err != nil {
		return fmt.Errorf("read a row of a consent: %T", err) // the text would quote it
	}
	return nil
}

func tiderAv(r *db.Samtykke) samtykketider {
	return samtykketider{Akseptfrist: datoAv(r.Akseptfrist), SluttDato: lagretDato(r.SluttDato), Invalidert: r.Invalidert != nil}
}

// laasSamtykke reads a consent that the viewer may see and holds it until the transaction ends: of two acts at once the
// second sees what the first has done. What else it needs of the consent it reads after this.
func laasSamtykke(ctx context.Context, tx *ent.Tx, id uuid.UUID) (*db.Samtykke, error) {
	r, err := tx.Client().Samtykke.Query().Where(samtykke.ID(id)).ForUpdate().Only(ctx)
	if db.IsNotFound(err) {
		return nil, ent.ErrIkkeFunnet
	}
	if err != nil {
		return nil, fmt.Errorf("lock a consent: %w", err)
	}
	return r, nil
}

// samtykkelinje is what is written of an act.
type samtykkelinje struct {
	typ      samtykkehendelse.Type
	part     *db.Samtykkepart // nil: it is about all
	til      *Svar
	aktor    samtykkehendelse.Aktor
	maskin   *uuid.UUID
	forklart hendelseJSON
}

// skrivLinje adds the next line to the history of a consent that the caller has locked.
func (s *Service) skrivLinje(ctx context.Context, tx *ent.Tx, r *db.Samtykke, l samtykkelinje) error {
	nr, id := r.Hendelser+1, uuid.New()
	l.forklart.SamtykkeID = r.ID
	innhold, err := s.forseglJSON(l.forklart, aadHendelse(id))
	if err != nil {
		return err
	}
	n, err := tx.Client().Samtykke.Update().Where(samtykke.ID(r.ID), samtykke.Hendelser(r.Hendelser)).SetHendelser(nr).Save(ctx)
	if err != nil {
		return fmt.Errorf("count a line of a consent: %w", err)
	}
	if n != 1 {
		return ent.ErrIkkeFunnet // shut out since it was locked
	}
	c := tx.Client().Samtykkehendelse.Create().SetID(id).SetSamtykkeID(r.ID).SetKommunenummer(r.Kommunenummer).SetSekvensnummer(nr).
		SetType(l.typ).SetTidspunkt(s.naa()).SetAktor(l.aktor).SetNillableIntegrasjonID(l.maskin).SetInnhold(innhold)
	if l.part != nil {
		c.SetPartID(l.part.ID)
		if l.til != nil {
			c.SetFraSvar(samtykkehendelse.FraSvar(l.part.Svar)).SetTilSvar(samtykkehendelse.TilSvar(*l.til))
		}
	}
	if err := c.Exec(ctx); err != nil {
		return fmt.Errorf("write a line of a consent: %w", err)
	}
	r.Hendelser = nr
	return nil
}

// settSvar writes a party's answer, or ent.ErrIkkeFunnet if the viewer may not.
func settSvar(ctx context.Context, tx *ent.Tx, part *db.Samtykkepart, til Svar, dato Dato) error {
	u := tx.Client().Samtykkepart.Update().Where(samtykkepart.ID(part.ID)).SetSvar(til)
	if til == SvarVenter {
		u.ClearSvarDato()
	} else {
		u.SetSvarDato(dato.lagret())
	}
	n, err := u.Save(ctx)
	if err != nil {
		return fmt.Errorf("write an answer: %w", err)
	}
	if n != 1 {
		return ent.ErrIkkeFunnet
	}
	return nil
}

// sluttKolonne is a last day as it is stored: the day that says that there is none is none.
func sluttKolonne(d *Dato) *time.Time {
	if d == nil || *d == IngenSlutt {
		return nil
	}
	t := d.lagret()
	return &t
}
