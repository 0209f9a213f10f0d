package delivery

import (
	"context"
	"errors"
	"fmt"
	"unicode/utf8"

	"github.com/google/uuid"

	"barnevernportalen/ent"
	"barnevernportalen/ent/db"
	"barnevernportalen/ent/db/alarm"
	"barnevernportalen/ent/db/avvisning"
	"barnevernportalen/ent/db/forsendelse"
	"barnevernportalen/ent/db/hendelse"
	"barnevernportalen/ent/db/leveranse"
	"barnevernportalen/ent/db/pakke"
)

// MaksNye is how many shipments one list holds. Source: SvarInn API V2.
const MaksNye = 200

// Why a system's word of a shipment is not taken.
var (
	// ErrIkkeHentet: it says that it has received what it has never fetched. It cannot have stored it.
	ErrIkkeHentet = errors.New("the shipment has not been fetched")
	// ErrAvsluttet: it has refused the shipment for good, which goes another way where there is one.
	ErrAvsluttet = errors.New("the shipment has been refused for good")
)

// Svarinn is the way of post that the receiver's system fetches: handed over by standing in its list.
type Svarinn struct{}

// Overlever implements [Channel].
func (Svarinn) Overlever(context.Context, Overlevering) error { return nil }

// Nypost is a shipment that waits for its receiver.
type Nypost struct {
	ID uuid.UUID
	Konvolutt
}

// venterHos are the deliveries that stand in a system's list.
var venterHos = []leveranse.Status{leveranse.StatusKlar, leveranse.StatusSendes, leveranse.StatusOverlevert}

// NyPost lists what waits for the system that asks, at most [MaksNye], that which has waited longest first. What it could not
// take a moment ago stands last, so that however many such there are the others get their turn.
func (s *Service) NyPost(ctx context.Context) ([]Nypost, error) {
	rows, err := s.DB.Client().Leveranse.Query().Where(leveranse.KanalEQ(leveranse.KanalSvarinn), leveranse.StatusIn(venterHos...)).
		WithForsendelse(func(q *db.ForsendelseQuery) { q.WithPost() }).
		Order(leveranse.ByEndret(), leveranse.ByID()).Limit(MaksNye).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("list post: %w", err)
	}
	ut := make([]Nypost, 0, len(rows))
	for _, r := range rows {
		f := r.Edges.Forsendelse
		if f == nil || f.Edges.Post == nil { // the system was replaced between two statements
			continue
		}
		k, feil := s.apneKonvolutt(f.ID, f.Edges.Post.Konvolutt)
		if feil != nil { // must not hide the others; of this one its deadlines call
			s.Log.Error("the envelope of post cannot be opened", "forsendelse", f.ID, "err", feil)
			err = feil
			continue
		}
		ut = append(ut, Nypost{f.ID, k})
	}
	if len(ut) == 0 { // «nothing new» must not be said of what we cannot read
		return nil, err
	}
	return ut, nil
}

// HentPost gives the system that asks its sealed zip. The fetch is logged and committed first, and proves nothing. What is
// not its own, and what it has refused for good, is ent.ErrIkkeFunnet.
func (s *Service) HentPost(ctx context.Context, id uuid.UUID) (*ForsegletFil, error) {
	var p *db.Pakke
	err := s.DB.Tx(ctx, func(tx *ent.Tx) error {
		c := tx.Client()
		f, l, err := laasPost(ctx, c, id)
		if err != nil {
			return err
		}
		if l.Status == leveranse.StatusAvvist {
			return ent.ErrIkkeFunnet
		}
		p, err = c.Pakke.Query().Where(pakke.ForsendelseID(id), pakke.FormalEQ(pakke.FormalSvarinn), pakke.InnholdNotNil()).Only(ctx)
		if db.IsNotFound(err) {
			return ent.ErrIkkeFunnet
		}
		if err != nil {
			return fmt.Errorf("read the parcel: %w", err)
		}
		if err := c.Forsendelse.UpdateOneID(id).SetSistApnet(s.Klokke()).Exec(ctx); err != nil {
			return fmt.Errorf("note the fetch: %w", err)
		}
		return s.posthendelse(ctx, c, f, hendelse.SlagHentet, StillingAv(f), "zip.cms")
	})
	if err != nil {
		return nil, err
	}
	return &ForsegletFil{Innhold: *p.Innhold, Sha256: p.Sha256}, nil
}

// laasPost locks a shipment of the system that asks, and its delivery to it.
func laasPost(ctx context.Context, c *db.Client, id uuid.UUID) (*db.Forsendelse, *db.Leveranse, error) {
	f, err := laas(ctx, c, id)
	if err != nil {
		return nil, nil, err
	}
	l, err := c.Leveranse.Query().Where(leveranse.ForsendelseID(id), leveranse.KanalEQ(leveranse.KanalSvarinn)).Only(ctx)
	if db.IsNotFound(err) {
		return nil, nil, ent.ErrIkkeFunnet
	}
	if err != nil {
		return nil, nil, fmt.Errorf("read the delivery: %w", err)
	}
	return f, l, nil
}

// PostMottatt notes that the system has received a shipment: its yes is all the proof SvarInn has. Said again it changes
// nothing. Errors: ent.ErrIkkeFunnet, [ErrIkkeHentet], [ErrAvsluttet].
func (s *Service) PostMottatt(ctx context.Context, id uuid.UUID) error {
	ikkeHentet := false
	err := s.DB.Tx(ctx, func(tx *ent.Tx) error {
		c := tx.Client()
		f, l, err := laasPost(ctx, c, id)
		if err != nil {
			return err
		}
		switch {
		case l.Status == leveranse.StatusFullfort:
			return nil
		case l.Status == leveranse.StatusAvvist:
			return ErrAvsluttet
		case f.SistApnet == nil:
			ikkeHentet = true // the alarm is committed
			return s.alarm(ctx, c, f, alarm.SlagIkkeHentet, "SVARINN")
		}
		for _, en := range []struct {
			kanal  leveranse.Kanal
			status leveranse.Status
		}{{leveranse.KanalSvarinn, leveranse.StatusFullfort}, {leveranse.KanalSvarut, leveranse.StatusAvlyst}} {
			err := c.Leveranse.Update().Where(leveranse.ForsendelseID(id), leveranse.KanalEQ(en.kanal)).
				SetStatus(en.status).SetEndret(s.Klokke()).Exec(ctx)
			if err != nil {
				return fmt.Errorf("note the receipt: %w", err)
			}
		}
		return s.flytt(ctx, c, f, StegKvittert, hendelse.SlagKvittert, "SVARINN")
	})
	if err == nil && ikkeHentet {
		return ErrIkkeHentet
	}
	return err
}

// PostFeilet notes that the system could not take a shipment. For now: it stays in the list. For good: it goes the next way,
// or, where there is none, to the operator, and its writer is told. tekst is the system's own, kept encrypted. Errors:
// ent.ErrIkkeFunnet.
func (s *Service) PostFeilet(ctx context.Context, id uuid.UUID, tekst string, permanent bool) error {
	return s.DB.Tx(ctx, func(tx *ent.Tx) error {
		c, naa := tx.Client(), s.Klokke()
		f, l, err := laasPost(ctx, c, id)
		if err != nil {
			return err
		}
		if l.Status == leveranse.StatusAvvist || l.Status == leveranse.StatusFullfort && !permanent {
			return nil // said before; or that it failed once, of what it has received since
		}
		if err := s.postavvisning(ctx, c, id, tekst); err != nil {
			return err
		}
		if !permanent {
			if err := c.Leveranse.UpdateOneID(l.ID).SetFeilkode("MIDLERTIDIG").SetEndret(naa).Exec(ctx); err != nil {
				return fmt.Errorf("note a failure: %w", err)
			}
			return s.posthendelse(ctx, c, f, hendelse.SlagMottakFeilet, StillingAv(f), "MIDLERTIDIG")
		}
		if err := c.Leveranse.UpdateOneID(l.ID).SetStatus(leveranse.StatusAvvist).SetFeilkode("PERMANENT").SetEndret(naa).Exec(ctx); err != nil {
			return fmt.Errorf("note a refusal: %w", err)
		}
		return s.nesteVei(ctx, tx, f, l)
	})
}

// nesteVei makes the way that waits ready. Without one, or when a yes is taken back, the shipment is refused, and a person
// must look.
func (s *Service) nesteVei(ctx context.Context, tx *ent.Tx, f *db.Forsendelse, avvist *db.Leveranse) error {
	c, kode := tx.Client(), string(avvist.Kanal)
	n, err := c.Leveranse.Update().Where(leveranse.ForsendelseID(f.ID), leveranse.KanalEQ(leveranse.KanalSvarut),
		leveranse.StatusIn(leveranse.StatusVenter, leveranse.StatusAvlyst), leveranse.IDNEQ(avvist.ID)).
		SetStatus(leveranse.StatusKlar).SetEndret(s.Klokke()).Save(ctx)
	if err != nil {
		return fmt.Errorf("ready the next way: %w", err)
	}
	if n > 0 {
		if err := tx.Enqueue(ctx, jobbFor(leveranse.KanalSvarut), f.ID); err != nil {
			return err
		}
	}
	if n > 0 && !MinstBevis(f.Bevis, forsendelse.BevisKvittert) {
		return s.posthendelse(ctx, c, f, hendelse.SlagAvvistFagsystem, StillingAv(f), kode)
	}
	if err := s.flytt(ctx, c, f, StegAvvist, hendelse.SlagAvvistFagsystem, kode); err != nil {
		return err
	}
	return s.alarm(ctx, c, f, alarm.SlagPostAvvist, kode)
}

// postavvisning keeps what the receiver's system said of why.
func (s *Service) postavvisning(ctx context.Context, c *db.Client, id uuid.UUID, tekst string) error {
	row := uuid.New()
	r := c.Avvisning.Create().SetID(row).SetForsendelseID(id).SetGrunn(avvisning.GrunnAnnet).SetTidspunkt(s.Klokke())
	if utf8.RuneCountInString(tekst) > maksGrunn {
		tekst = string([]rune(tekst)[:maksGrunn])
	}
	if tekst != "" {
		sealed, err := s.Vault.Encrypt([]byte(tekst), aadAvvisning(row))
		if err != nil {
			return fmt.Errorf("encrypt a refusal: %w", err)
		}
		r.SetTekst(sealed)
	}
	if err := r.Exec(ctx); err != nil {
		return fmt.Errorf("write a refusal: %w", err)
	}
	return nil
}

func (s *Service) posthendelse(ctx context.Context, c *db.Client, f *db.Forsendelse, slag hendelse.Slag, st Stilling, detalj string) error {
	return skrivHendelse(ctx, c, nyHendelse{
		forsendelse: f.ID, bydel: f.BydelID, tid: s.Klokke(), slag: slag, stilling: st, detalj: detalj, vault: s.Vault,
	})
}
