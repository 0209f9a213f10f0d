package delivery

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/ent"
	"barnevernportalen/ent/db"
	"barnevernportalen/ent/db/alarm"
	"barnevernportalen/ent/db/forsendelse"
	"barnevernportalen/ent/db/frist"
	"barnevernportalen/ent/db/hendelse"
	"barnevernportalen/ent/viewer"
)

// avstemtKlarerer are the deadlines that being named in an avstemming clears, of a report that is KVITTERT. Source: the
// table of docs/bekymringsmelding.md. The letter's is not among them, nor the first: those a yes has stopped, or nothing has.
var avstemtKlarerer = []frist.Type{frist.TypeListe24t, frist.TypeKontakt5d, frist.TypeLeder7d, frist.TypeOperator21d, frist.TypeUkentlig}

// noterFunn writes down what a comparison found, each in the report it is about.
func (s *Service) noterFunn(ctx context.Context, tx *ent.Tx, mottaker uuid.UUID, funn funnet, ut *Avstemt) error {
	c := tx.Client()
	ut.Sendt = funn.sendt
	for _, e := range funn.likt {
		slag, err := s.enig(ctx, c, e, ut.Tidspunkt)
		if err != nil {
			return err
		}
		if slag == "" {
			ut.Enige++
			continue
		}
		funn.avvik = append(funn.avvik, funnetAvvik{Avvik{slag, e.f.ID, int(e.f.Nr)}, e.f})
	}
	for _, a := range funn.avvik {
		if err := s.noterAvvik(ctx, c, mottaker, a, ut.Tidspunkt); err != nil {
			return err
		}
		ut.Avvik = append(ut.Avvik, a.Avvik)
	}
	return nil
}

// enig takes the word of the one asking for what it is worth, and marks the report as avstemt, or says why it is not believed.
func (s *Service) enig(ctx context.Context, c *db.Client, e enig, naa time.Time) (Avvikslag, error) {
	f, err := s.loft(ctx, c, e)
	if err != nil {
		return "", err
	}
	if !MinstBevis(f.Bevis, forsendelse.BevisLagret) {
		if e.tokenMangler {
			return AvvikFeilBevis, nil
		}
		if f.Kanal == forsendelse.KanalFagsystem && f.SistApnet == nil {
			return AvvikIkkeHentet, nil
		}
		if !MinstBevis(StillingAv(f).Gjelder(), forsendelse.BevisKvittert) {
			return AvvikIkkeKvittert, nil
		}
	}
	tid, nytt := avstemtTid(f, naa)
	if !nytt {
		return "", nil
	}
	if err := c.Forsendelse.UpdateOneID(f.ID).SetAvstemt(tid).ClearSavnet().Exec(ctx); err != nil {
		return "", fmt.Errorf("mark a report as avstemt: %w", err)
	}
	err = c.Frist.Update().Where(frist.ForsendelseID(f.ID), frist.TypeIn(avstemtKlarerer...), frist.KlarertIsNil()).SetKlarert(naa).Exec(ctx)
	if err != nil {
		return "", fmt.Errorf("clear the deadlines: %w", err)
	}
	return "", skrivHendelse(ctx, c, nyHendelse{
		forsendelse: f.ID, bydel: f.BydelID, tid: naa, slag: hendelse.SlagAvstemt, stilling: StillingAv(f), vault: s.Vault,
	})
}

// avstemtTid is when a report is avstemt that is named now. Once is enough until there is something new to say: it was proven since,
// or it was missed.
func avstemtTid(f *db.Forsendelse, naa time.Time) (tid time.Time, nytt bool) {
	if f.Avstemt != nil && f.Savnet == nil && (f.Bevist == nil || !f.Avstemt.Before(*f.Bevist)) {
		return *f.Avstemt, false
	}
	for _, t := range []*time.Time{f.Bevist, f.Avstemt} { // a clock was set back: what is named now was named after both
		if t != nil && naa.Before(*t) {
			naa = *t
		}
	}
	return naa, true
}

// loft raises what is proven as far as the word of the one asking goes, and returns the report as it then stands.
func (s *Service) loft(ctx context.Context, c *db.Client, e enig) (*db.Forsendelse, error) {
	f, bevist := e.f, MinstBevis(e.f.Bevis, forsendelse.BevisLagret)
	var err error
	switch v := viewer.From(ctx).(type) {
	case viewer.Saksbehandler:
		if f.Bekreftet != nil {
			return f, nil
		}
		err = s.fullfor(ctx, c, f, StegBekreftet, hendelse.SlagBekreftet)
	default:
		_, maskin := v.(viewer.Fagsystem)
		switch {
		case e.token && !bevist:
			err = s.fullfor(ctx, c, f, StegLagret, hendelse.SlagLagret)
		case maskin && !bevist && f.Kanal == forsendelse.KanalFagsystem && f.SistApnet != nil &&
			!MinstBevis(f.Bevis, forsendelse.BevisKvittert) && f.Avvist == nil:
			err = s.kvittert(ctx, c, f, "")
		default:
			return f, nil
		}
	}
	if err != nil {
		return nil, err
	}
	f, err = c.Forsendelse.Query().Where(forsendelse.ID(f.ID)).Only(ctx)
	if err != nil {
		return nil, fmt.Errorf("read a report again: %w", err)
	}
	return f, nil
}

// noterAvvik makes one difference heard. What was heard already, and nobody has dealt with, is not said again: the row of
// the avstemming counts it, and the answer names it.
func (s *Service) noterAvvik(ctx context.Context, c *db.Client, mottaker uuid.UUID, a funnetAvvik, naa time.Time) error {
	if a.f == nil { // not a report of the range: the receiver's alarm
		return s.mottakeralarm(ctx, c, mottaker, a.Avvik, naa)
	}
	if a.Slag == AvvikIkkeKvittert {
		return nil // its own deadlines run, and say it
	}
	if a.Slag == AvvikMangler && a.f.Avvist != nil && !MinstBevis(a.f.Bevis, forsendelse.BevisLagret) {
		return nil // its system has said no, was heard, and the letter goes: of course it is not there
	}
	nytt := false
	if a.Slag == AvvikMangler || a.Slag == AvvikAnnenHash {
		nytt = a.f.Savnet == nil
		if err := s.savn(ctx, c, a.f, naa); err != nil {
			return err
		}
	}
	hovedbok := somHovedbok(ctx)
	hort, err := c.Alarm.Query().Where(alarm.ForsendelseID(a.f.ID), alarm.SlagEQ(alarm.SlagAvstemmingsavvik),
		alarm.Detalj(string(a.Slag)), alarm.BehandletIsNil()).Exist(hovedbok)
	if err != nil {
		return fmt.Errorf("look for an alarm: %w", err)
	}
	if hort && !nytt { // found since, and missed again, is news
		return nil
	}
	if err := s.alarm(ctx, c, a.f, alarm.SlagAvstemmingsavvik, string(a.Slag)); err != nil {
		return err
	}
	f, err := c.Forsendelse.Query().Where(forsendelse.ID(a.f.ID)).Only(ctx)
	if err != nil {
		return fmt.Errorf("read a report again: %w", err)
	}
	return skrivHendelse(ctx, c, nyHendelse{
		forsendelse: f.ID, bydel: f.BydelID, tid: naa, slag: hendelse.SlagAvstemmingsavvik, stilling: StillingAv(f), detalj: string(a.Slag),
		vault: s.Vault,
	})
}

// savn marks a report as missed: nothing of it is deleted, and the deadlines that an earlier avstemming stopped run again.
func (s *Service) savn(ctx context.Context, c *db.Client, f *db.Forsendelse, naa time.Time) error {
	if f.Savnet == nil {
		if err := c.Forsendelse.UpdateOneID(f.ID).SetSavnet(naa).Exec(ctx); err != nil {
			return fmt.Errorf("mark a report as missed: %w", err)
		}
	}
	return gjenapneFrister(ctx, c, f)
}

// gjenapneFrister lets run again what being avstemt has stopped, or a proof: what was stored may be lost after. Those that are past
// fire at the next sweep; those that had fired stand as fired.
func gjenapneFrister(ctx context.Context, c *db.Client, f *db.Forsendelse) error {
	if f.Avstemt == nil && f.Bevist == nil {
		return nil
	}
	err := c.Frist.Update().Where(frist.ForsendelseID(f.ID), frist.TypeIn(avstemtKlarerer...), frist.KlarertNotNil()).
		ClearKlarert().Exec(ctx)
	if err != nil {
		return fmt.Errorf("let deadlines run again: %w", err)
	}
	return nil
}

// mottakeralarm is for what cannot be laid to a report in the range: a number that is gone, a report nobody sent.
func (s *Service) mottakeralarm(ctx context.Context, c *db.Client, mottaker uuid.UUID, a Avvik, naa time.Time) error {
	ctx = somHovedbok(ctx)
	detalj := string(a.Slag) + " " + strconv.Itoa(a.Nr)
	hort, err := c.Alarm.Query().Where(alarm.BydelID(mottaker), alarm.SlagEQ(alarm.SlagAvstemmingsavvik), alarm.Detalj(detalj),
		alarm.ForsendelseIDIsNil(), alarm.BehandletIsNil()).Exist(ctx)
	if err != nil {
		return fmt.Errorf("look for an alarm: %w", err)
	}
	if hort {
		return nil
	}
	if err := c.Alarm.Create().SetSlag(alarm.SlagAvstemmingsavvik).SetBydelID(mottaker).SetDetalj(detalj).SetTidspunkt(naa).Exec(ctx); err != nil {
		return fmt.Errorf("raise an alarm: %w", err)
	}
	s.Log.Error("a receiver's list needs the operator", "alarm", string(alarm.SlagAvstemmingsavvik), "detalj", detalj, "bydel", mottaker)
	return nil
}
