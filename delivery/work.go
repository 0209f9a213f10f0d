package delivery

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/ent"
	"barnevernportalen/ent/db"
	"barnevernportalen/ent/db/alarm"
	"barnevernportalen/ent/db/avvisning"
	"barnevernportalen/ent/db/forsendelse"
	"barnevernportalen/ent/db/frist"
	"barnevernportalen/ent/db/hendelse"
	"barnevernportalen/ent/db/leveranse"
	"barnevernportalen/ent/db/predicate"
)

// overleverjobb is a kind of job that hands over by some channels. What can hang has a queue and workers of its own, so that
// a far side which does not answer delays nobody but its own.
type overleverjobb struct {
	kind      string
	kanaler   []leveranse.Kanal
	maks      time.Duration
	arbeidere int
}

var overleverjobber = []overleverjobb{
	{JobOverlever, []leveranse.Kanal{leveranse.KanalNedlasting, leveranse.KanalFagsystem, leveranse.KanalSvarinn}, sendefrist, 4},
	{JobOverlever + "_fiksio", []leveranse.Kanal{leveranse.KanalFiksio}, sendefrist + 10*time.Second, 8},
	{JobOverlever + "_brev", []leveranse.Kanal{leveranse.KanalBrev}, overlevertid, 4},
	{JobOverlever + "_svarut", []leveranse.Kanal{leveranse.KanalSvarut}, overlevertid, 4},
}

// jobbFor is the kind of job that hands over by a channel.
func jobbFor(k leveranse.Kanal) string {
	for _, j := range overleverjobber {
		if slices.Contains(j.kanaler, k) {
			return j.kind
		}
	}
	return JobOverlever
}

// One hand-over may take so long before another process takes it for dead and does it again. Source of the letter's and of post by SVARUT: SvarUt
// asks its clients to wait 16 minutes. Everything else answers in seconds, and a report must not stand twenty minutes
// because a program was killed with it in hand.
const (
	sendetidBrev = 20 * time.Minute
	sendetid     = 3 * time.Minute
)

// A hand-over is broken off before another process may take it up, so that the two are never at it at once.
const (
	overlevertid = 18 * time.Minute // the whole job, and so what goes to SvarUt
	sendefrist   = 2 * time.Minute  // every other channel's
)

// forlatt selects what has been under way so long that its process must be dead.
func forlatt(naa time.Time) predicate.Leveranse {
	return leveranse.And(leveranse.StatusEQ(leveranse.StatusSendes), leveranse.Or(
		leveranse.EndretLTE(naa.Add(-sendetidBrev)),
		leveranse.And(leveranse.KanalNotIn(leveranse.KanalBrev, leveranse.KanalSvarut), leveranse.EndretLTE(naa.Add(-sendetid)))))
}

// Overlever hands over what is ready of one forsendelse, by every channel. One that this process does not have is left for
// the next: the leveranse stays ready. The jobs do the same, a channel each; see overleverjobb.
func (s *Service) Overlever(ctx context.Context, id uuid.UUID) error {
	return s.overleverVed(s.egneKanaler())(ctx, id)
}

func (s *Service) overleverVed(kanaler []leveranse.Kanal) ent.Job {
	return func(ctx context.Context, id uuid.UUID) error { return s.overleverKlare(ctx, id, kanaler) }
}

func (s *Service) overleverKlare(ctx context.Context, id uuid.UUID, kanaler []leveranse.Kanal) error {
	ready, err := s.DB.Client().Leveranse.Query().Where(leveranse.ForsendelseID(id), leveranse.KanalIn(kanaler...),
		leveranse.StatusIn(leveranse.StatusKlar, leveranse.StatusSendes)).
		Order(leveranse.ByID()).All(ctx)
	if err != nil {
		return fmt.Errorf("read what is ready: %w", err)
	}
	var failed error
	for _, l := range ready {
		ch, ok := s.Kanaler[l.Kanal]
		if !ok {
			continue
		}
		if err := s.overleverEn(ctx, ch, l); err != nil {
			failed = errors.Join(failed, err)
		}
	}
	return failed
}

func (s *Service) overleverEn(ctx context.Context, ch Channel, l *db.Leveranse) error {
	if mine, err := s.taLeveranse(ctx, l); err != nil || !mine {
		return err
	}
	// Between the two transactions the parcel leaves. What happens to the report meanwhile does not call it back, and if
	// this process dies here, the sweep hands it over again.
	sendectx := ctx
	if l.Kanal != leveranse.KanalBrev && l.Kanal != leveranse.KanalSvarut {
		var enough context.CancelFunc
		sendectx, enough = context.WithTimeout(ctx, sendefrist)
		defer enough()
	}
	err := ch.Overlever(sendectx, Overlevering{LeveranseID: l.ID, ForsendelseID: l.ForsendelseID, PakkeID: l.PakkeID, Kanal: l.Kanal})
	avvist := AvvistError{}
	switch {
	case errors.As(err, &avvist) && l.Kanal == leveranse.KanalBrev:
		return s.noter(ctx, l, leveranse.StatusAvvist, func(tx *ent.Tx, f *db.Forsendelse) error {
			return s.brevAvvist(ctx, tx.Client(), f, avvist.Kode)
		})
	case errors.As(err, &avvist) && l.Kanal == leveranse.KanalSvarut:
		return s.noter(ctx, l, leveranse.StatusAvvist, func(tx *ent.Tx, f *db.Forsendelse) error {
			return s.nesteVei(ctx, tx, f, l)
		})
	case errors.As(err, &avvist):
		return s.noter(ctx, l, leveranse.StatusAvvist, func(tx *ent.Tx, f *db.Forsendelse) error {
			return s.avvisning(ctx, tx, f, avvisningen{grunn: avvisning.GrunnAnnet, kode: avvist.Kode})
		})
	case errors.Is(err, ErrForSent):
		return s.noter(ctx, l, leveranse.StatusAvlyst, func(tx *ent.Tx, f *db.Forsendelse) error {
			return s.ikkeLevert(ctx, tx.Client(), f)
		})
	case err != nil:
		back := s.noter(context.WithoutCancel(ctx), l, leveranse.StatusKlar, nil)
		return errors.Join(fmt.Errorf("hand over by %s: %w", l.Kanal, err), back)
	}
	return s.noter(ctx, l, leveranse.StatusOverlevert, func(tx *ent.Tx, f *db.Forsendelse) error {
		return s.flytt(ctx, tx.Client(), f, overlevertSteg(l.Kanal), hendelse.SlagOverlevert, string(l.Kanal))
	})
}

// overlevertSteg is what a hand-over by a channel amounts to.
func overlevertSteg(k leveranse.Kanal) Steg {
	switch k {
	case leveranse.KanalBrev:
		return StegSendtPrint
	case leveranse.KanalFiksio, leveranse.KanalSvarut:
		return StegOverlevert
	default:
		return StegSendt
	}
}

// taLeveranse takes a leveranse for this process, unless another has it, or it is no longer wanted: a letter whose report
// has been confirmed is called off here at the latest.
func (s *Service) taLeveranse(ctx context.Context, l *db.Leveranse) (mine bool, err error) {
	err = s.DB.Tx(ctx, func(tx *ent.Tx) error {
		c, naa := tx.Client(), s.Klokke()
		f, err := c.Forsendelse.Query().Where(forsendelse.ID(l.ForsendelseID)).ForUpdate().Only(ctx)
		if err != nil {
			return fmt.Errorf("lock the forsendelse: %w", err)
		}
		status := leveranse.StatusSendes
		if l.Kanal == leveranse.KanalBrev && Klarerer(StillingAv(f).Gjelder(), frist.TypeBrev, false) {
			status = leveranse.StatusAvlyst
		}
		n, err := c.Leveranse.Update().
			Where(leveranse.ID(l.ID), leveranse.Or(leveranse.And(leveranse.StatusEQ(leveranse.StatusKlar), forfalt(naa)),
				forlatt(naa))).
			SetStatus(status).AddForsok(1).SetEndret(naa).Save(ctx)
		mine = n == 1 && status == leveranse.StatusSendes
		return err
	})
	if err != nil {
		return false, fmt.Errorf("take a delivery: %w", err)
	}
	return mine, nil
}

// noter writes how a hand-over went, and with it what then follows, if anything does.
func (s *Service) noter(ctx context.Context, l *db.Leveranse, status leveranse.Status, then func(*ent.Tx, *db.Forsendelse) error) error {
	return s.DB.Tx(ctx, func(tx *ent.Tx) error {
		c := tx.Client()
		f, err := c.Forsendelse.Query().Where(forsendelse.ID(l.ForsendelseID)).ForUpdate().Only(ctx)
		if err != nil {
			return fmt.Errorf("lock the forsendelse: %w", err)
		}
		n, err := c.Leveranse.Update().Where(leveranse.ID(l.ID), leveranse.StatusEQ(leveranse.StatusSendes)).
			SetStatus(status).SetEndret(s.Klokke()).Save(ctx)
		if err != nil {
			return fmt.Errorf("note the hand-over: %w", err)
		}
		if n == 0 || then == nil {
			return nil // a person confirmed meanwhile, or another process thought us dead and was first
		}
		return then(tx, f)
	})
}

// flytt takes a step under the forsendelse's row lock: state, hendelse and cleared deadlines, together.
func (s *Service) flytt(ctx context.Context, c *db.Client, f *db.Forsendelse, steg Steg, slag hendelse.Slag, detalj string) error {
	naa := s.Klokke()
	til, err := StillingAv(f).Etter(steg)
	if err != nil {
		return err
	}
	u := c.Forsendelse.UpdateOneID(f.ID).SetTilstand(til.Tilstand).SetBevis(til.Bevis)
	if til.Bevis == forsendelse.BevisRegistrert && f.Bekreftet == nil {
		u.SetBekreftet(naa)
	}
	if til.Avvist && f.Avvist == nil {
		u.SetAvvist(naa)
	}
	if MinstBevis(til.Bevis, forsendelse.BevisLagret) && f.Bevist == nil {
		u.SetBevist(bevistTid(f, naa))
	}
	if err := u.Exec(ctx); err != nil {
		return fmt.Errorf("move the forsendelse: %w", err)
	}
	token, err := girBevis(ctx, c, f, til)
	if err != nil {
		return err
	}
	var cleared []frist.Type
	for _, t := range alleFrister {
		if f.Savnet != nil && til.Bevis != forsendelse.BevisRegistrert && slices.Contains(avstemtKlarerer, t) {
			continue // its own list misses it: only a list that names it, or a person, stops these
		}
		if klarererFor(f.Slag, til.Gjelder(), t, token) {
			cleared = append(cleared, t)
		}
	}
	if len(cleared) > 0 {
		err := c.Frist.Update().Where(frist.ForsendelseID(f.ID), frist.TypeIn(cleared...), frist.KlarertIsNil()).
			SetKlarert(naa).Exec(ctx)
		if err != nil {
			return fmt.Errorf("clear the deadlines: %w", err)
		}
	}
	return skrivHendelse(ctx, c, nyHendelse{
		forsendelse: f.ID, bydel: f.BydelID, tid: naa, slag: slag, stilling: til, detalj: detalj, vault: s.Vault,
	})
}

// bevistTid is when a report is proven that is proven now. A clock may have been set back: a proof is never older than what it proves,
// nor than an avstemming that came before it, which would else count as one made after.
func bevistTid(f *db.Forsendelse, naa time.Time) time.Time {
	if naa.Before(f.Akseptert) {
		naa = f.Akseptert
	}
	if f.Avstemt != nil {
		if etter := f.Avstemt.Add(time.Microsecond); naa.Before(etter) { // the least that PostgreSQL keeps; it rounds the rest
			naa = etter
		}
	}
	return naa
}

var alleFrister = []frist.Type{
	frist.TypeAlarm2t, frist.TypeListe24t, frist.TypeBrev, frist.TypeKontakt5d, frist.TypeLeder7d, frist.TypeOperator21d,
	frist.TypePrintsvar, frist.TypeAvvistPrint,
}

// forfalt: what a carrier has given back waits a while before it is handed over again.
func forfalt(naa time.Time) predicate.Leveranse {
	return leveranse.Or(leveranse.TidligstIsNil(), leveranse.TidligstLTE(naa))
}

// utlos fires one deadline, unless evidence came while we looked: what follows from it, and a hendelse.
func (s *Service) utlos(ctx context.Context, id uuid.UUID) error {
	return s.DB.Tx(ctx, func(tx *ent.Tx) error {
		c, naa := tx.Client(), s.Klokke()
		// The forsendelse is locked before its deadlines are looked at, here and in flytt, so the two cannot wait for
		// each other.
		f, err := c.Forsendelse.Query().Where(forsendelse.HasFristerWith(frist.ID(id))).ForUpdate().Only(ctx)
		if err != nil {
			return fmt.Errorf("lock the forsendelse: %w", err)
		}
		fr, err := c.Frist.Query().Where(frist.ID(id), frist.KlarertIsNil(), frist.UtlostIsNil()).Only(ctx)
		if db.IsNotFound(err) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("read a deadline: %w", err)
		}
		if err := c.Frist.UpdateOneID(id).SetUtlost(naa).Exec(ctx); err != nil {
			return fmt.Errorf("fire a deadline: %w", err)
		}
		if err := s.folg(ctx, tx, f, fr.Type); err != nil {
			return err
		}
		s.Log.Warn("a deadline passed without evidence", "frist", string(fr.Type), "forsendelse", f.ID)
		return skrivHendelse(ctx, c, nyHendelse{
			forsendelse: f.ID, bydel: f.BydelID, tid: naa, slag: hendelse.SlagFristUtlost,
			stilling: StillingAv(f), detalj: string(fr.Type),
		})
	})
}

// folg does what follows when a deadline has fired. The letter's own deadlines go to a named person and are wound up
// again, so that they are heard each virkedag until something is proven.
func (s *Service) folg(ctx context.Context, tx *ent.Tx, f *db.Forsendelse, t frist.Type) error {
	c, naa := tx.Client(), s.Klokke()
	switch t {
	case frist.TypeBrev:
		if err := s.klargjorBrev(ctx, tx, f); err != nil {
			return err
		}
	case frist.TypeAlarm2t:
		if err := s.overleverIgjen(ctx, tx, f); err != nil {
			return err
		}
	case frist.TypePrintsvar, frist.TypeAvvistPrint:
		if err := settFrist(ctx, c, f.ID, t, NewKalender().EtterVirkedager(naa, avvistVirkedager)); err != nil {
			return err
		}
		return s.brevalarm(ctx, c, f, alarm.SlagFristUtlost, string(t))
	}
	return s.alarm(ctx, c, f, alarm.SlagFristUtlost, string(t))
}
