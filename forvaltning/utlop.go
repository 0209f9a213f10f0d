package forvaltning

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/ent"
	"barnevernportalen/ent/db"
	"barnevernportalen/ent/db/alarm"
	"barnevernportalen/ent/db/bydel"
	"barnevernportalen/ent/db/nokkel"
	"barnevernportalen/ent/db/predicate"
)

// jobNokkelutlop tells ahead of keys that run out. A key that has run out stops no report: it goes as a letter. That is late,
// so somebody must hear of it in time to have another signed.
const jobNokkelutlop = "nokkelutlop"

// Register tells the database's job queue how this package's work is done.
func (s *Service) Register() { s.DB.Every(time.Hour, jobNokkelutlop, s.VarsleUtlop) }

// VarsleUtlop raises an alarm for each key in use at each step before its end: 30, 14, 7 and 1 days, and when it has run out;
// once for each key and step, also if somebody has dealt with it. A key of a receiver that is not active is nobody's worry.
func (s *Service) VarsleUtlop(ctx context.Context, _ uuid.UUID) error {
	return s.varsleUtlop(ctx, time.Now()) // keys live by real time
}

func (s *Service) varsleUtlop(ctx context.Context, naa time.Time) error {
	snart := naa.Add(31 * 24 * time.Hour)
	rader, err := s.DB.Client().Nokkel.Query().Where(nokkel.ErstattetIsNil(), nokkel.GyldigTilLT(snart),
		nokkel.Or(nokkel.BydelIDIsNil(), nokkel.HasBydelWith(bydel.Aktiv(true)))).WithBydel().All(ctx)
	if err != nil {
		return fmt.Errorf("look for keys that run out: %w", err)
	}
	for _, r := range rader {
		varsel := varselVed(dagerIgjen(r.GyldigTil, naa))
		if varsel == nil {
			continue
		}
		if err := s.varsleOm(ctx, r, string(*varsel)+" "+string(r.Formal)+" "+r.Tommelavtrykk[:16], naa); err != nil {
			return err
		}
	}
	return nil
}

// varsleOm raises one alarm, unless it has been raised.
func (s *Service) varsleOm(ctx context.Context, r *db.Nokkel, detalj string, naa time.Time) error {
	return s.DB.Tx(ctx, func(tx *ent.Tx) error {
		c := tx.Client()
		// The key's row is the lock: of two processes that look at once the second finds the first one's alarm.
		if _, err := c.Nokkel.Query().Where(nokkel.ID(r.ID)).ForUpdate().Only(ctx); err != nil {
			return fmt.Errorf("lock a key: %w", err)
		}
		hevet, err := c.Alarm.Query().Where(alarm.SlagEQ(alarm.SlagNokkelUtloper), alarm.Detalj(detalj), omBydel(r.BydelID)).Exist(ctx)
		if err != nil || hevet {
			return err
		}
		err = c.Alarm.Create().SetSlag(alarm.SlagNokkelUtloper).SetNillableBydelID(r.BydelID).SetDetalj(detalj).SetTidspunkt(naa).Exec(ctx)
		if err != nil {
			return fmt.Errorf("raise an alarm of a key: %w", err)
		}
		hvor := "shared by all"
		if b := r.Edges.Bydel; b != nil {
			hvor = b.KommuneID + "-" + b.Bydelsnummer
		}
		s.Log.Warn("a key in use runs out", "receiver", hvor, "key", detalj, "until", r.GyldigTil.UTC().Format(time.RFC3339))
		return nil
	})
}

func omBydel(id *uuid.UUID) predicate.Alarm {
	if id == nil {
		return alarm.BydelIDIsNil()
	}
	return alarm.BydelID(*id)
}
