package delivery

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/delivery/fiksio"
	"barnevernportalen/ent"
	"barnevernportalen/ent/db"
	"barnevernportalen/ent/db/bekymringsmelding"
	"barnevernportalen/ent/db/bydel"
	"barnevernportalen/ent/db/fiksiosendt"
	"barnevernportalen/ent/db/forsendelse"
	"barnevernportalen/ent/db/frist"
	"barnevernportalen/ent/db/leveranse"
)

// Avsender sends a message over Fiks IO; *[fiksio.Klient] does. After an error it may have been sent.
type Avsender interface {
	Send(ctx context.Context, m fiksio.Melding) (fiksio.Sendt, error)
}

// Fiksio is the channel over Fiks IO, to the account that the parcel was sealed for. The same parcel is the same
// klientMeldingId (the leveranse's id) however often it is sent; the korrelasjonsId is the forsendelse's. Every melding-id
// that Fiks IO gives is kept before it returns; one whose answer was lost is found again by the korrelasjonsId.
type Fiksio struct {
	DB     *ent.DB
	Klient Avsender
	Klokke func() time.Time // the ledger's
}

// typer are the message types by form and version.
var typer = map[bekymringsmelding.Type]map[bekymringsmelding.Versjon]string{
	bekymringsmelding.TypePrivat: {
		bekymringsmelding.VersjonV1: fiksio.TypePrivatV1, bekymringsmelding.VersjonV2: fiksio.TypePrivatV2,
	},
	bekymringsmelding.TypeOffentlig: {
		bekymringsmelding.VersjonV1: fiksio.TypeOffentligV1, bekymringsmelding.VersjonV2: fiksio.TypeOffentligV2,
	},
}

// Overlever implements [Channel]. [ErrForSent]: the letter's deadline leaves the receiver no time to answer. [AvvistError]:
// it can never be sent to this receiver.
func (k Fiksio) Overlever(ctx context.Context, o Overlevering) error {
	l, err := k.DB.Client().Leveranse.Query().Where(leveranse.ID(o.LeveranseID)).WithPakke().
		WithForsendelse(func(q *db.ForsendelseQuery) {
			q.WithBydel().WithBekymringsmelding().WithFrister(func(q *db.FristQuery) { q.Where(frist.TypeIn(frist.TypeBrev, sisteForesporselfrist)) })
		}).Only(ctx)
	if err != nil {
		return fmt.Errorf("read a parcel: %w", err)
	}
	lag := k.melding
	if l.Edges.Forsendelse.Slag == forsendelse.SlagInnsynsforesporsel {
		lag = func(l *db.Leveranse) (fiksio.Melding, error) { return k.foresporselmelding(ctx, l) }
	}
	m, err := lag(l)
	if err != nil {
		return err
	}
	sendt, err := k.Klient.Send(ctx, m)
	if errors.Is(err, fiksio.ErrUgyldig) {
		return AvvistError{"UGYLDIG"}
	}
	if err != nil {
		return fmt.Errorf("send over fiks io: %w", err)
	}
	return k.noter(context.WithoutCancel(ctx), l.ID, sendt.MeldingID) // it has been sent, also when we are told to stop
}

// noter keeps a melding-id. One that the same parcel had before is no error: the broker knew the message again.
func (k Fiksio) noter(ctx context.Context, leveranseID, melding uuid.UUID) error {
	c := k.DB.Client()
	err := c.Fiksiosendt.Create().SetID(melding).SetLeveranseID(leveranseID).SetSendt(k.Klokke()).Exec(ctx)
	if db.IsConstraintError(err) {
		same, look := c.Fiksiosendt.Query().Where(fiksiosendt.ID(melding), fiksiosendt.LeveranseID(leveranseID)).Exist(ctx)
		if look == nil && same {
			return nil
		}
	}
	if err != nil {
		return fmt.Errorf("note a melding-id: %w", err)
	}
	return nil
}

func (k Fiksio) melding(l *db.Leveranse) (fiksio.Melding, error) {
	f, p := l.Edges.Forsendelse, l.Edges.Pakke
	b, til := f.Edges.Bekymringsmelding, f.Edges.Bydel
	var none fiksio.Melding
	forfall, finnes := fristAv(f, frist.TypeBrev)
	if b == nil || !finnes {
		return none, errors.New("a report without its envelope or its deadline")
	}
	if err := sjekkPakke(l, p); err != nil {
		return none, err
	}
	typ := typer[b.Type][b.Versjon]
	if typ == "" || b.Versjon == bekymringsmelding.VersjonV2 && til.StottetVersjon == bydel.StottetVersjonV1 {
		return none, AvvistError{"VERSJON"} // it cannot read this: an unknown type was how some lost reports before
	}
	if l.GjelderTil != nil && l.GjelderTil.After(forfall) {
		forfall = *l.GjelderTil // an administrator has had it sent again
	}
	ttl := forfall.Sub(k.Klokke()).Truncate(time.Millisecond)
	if ttl < fiksio.MinTTL {
		return none, ErrForSent
	}
	return fiksio.Melding{
		MottakerKontoID: *l.Konto, Type: typ, TTL: ttl, KlientMeldingID: l.ID, KlientKorrelasjonsID: f.ID.String(),
		Headere: map[string]string{"bydel-ressurs-id": til.ID.String(), "bekymringsmelding-id": b.ID.String()},
		Data:    *p.Innhold,
	}, nil
}

// sjekkPakke: it is there, it is what it was, and it is known whom it was sealed for.
func sjekkPakke(l *db.Leveranse, p *db.Pakke) error {
	if p.Innhold == nil || len(*p.Innhold) == 0 {
		return ErrForSent // proven, old, and deleted
	}
	if sum := sha256.Sum256(*p.Innhold); !bytes.Equal(sum[:], p.Sha256) {
		return errors.New("a sealed parcel is not what it was")
	}
	if l.Konto == nil {
		return AvvistError{"KONTO_MANGLER"}
	}
	return nil
}

// fristAv is when a deadline that was read with the shipment falls.
func fristAv(f *db.Forsendelse, t frist.Type) (time.Time, bool) {
	for _, r := range f.Edges.Frister {
		if r.Type == t {
			return r.Forfall, true
		}
	}
	return time.Time{}, false
}

// ventetid is how long a parcel that came back undelivered waits before it is sent for the (n+1)-th time: the receiver that
// could not take it may need a while. Ours: no source gives a figure.
func ventetid(n int) time.Duration { return min(time.Duration(n*n)*time.Minute, time.Hour) }

// sendIgjen readies a parcel that Fiks IO has given back, until the letter is due.
func (s *Service) sendIgjen(ctx context.Context, c *db.Client, l *db.Leveranse, melding uuid.UUID) (bool, error) {
	siste, err := c.Leveranse.QueryFiksiosendt(l).Order(db.Desc("sendt", "id")).First(ctx)
	if err != nil && !db.IsNotFound(err) {
		return false, fmt.Errorf("read what was sent: %w", err)
	}
	if siste != nil && melding != uuid.Nil && siste.ID != melding {
		return false, nil // an older copy; the newer is on its way
	}
	naa := s.Klokke()
	n, err := c.Leveranse.Update().Where(leveranse.ID(l.ID), leveranse.StatusEQ(leveranse.StatusOverlevert)).
		SetStatus(leveranse.StatusKlar).SetTidligst(naa.Add(ventetid(l.Forsok))).SetEndret(naa).Save(ctx)
	if err != nil {
		return false, fmt.Errorf("ready a parcel again: %w", err)
	}
	return n == 1, nil
}
