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
	"barnevernportalen/ent/db/bydel"
	"barnevernportalen/ent/db/forsendelse"
	"barnevernportalen/ent/db/predicate"
	"barnevernportalen/ent/db/varsel"
)

// A notice of what waits: e-mail, without content, to those a receiver has named, at set times of a virkedag while something
// that came for manual reception is not proven to be with it. It is mail like that of alarms, and sent by the same hand.

// slagMottakVenter is varsel.slag of a notice.
const slagMottakVenter = "MOTTAK_VENTER"

// varseltimer are the hours, in Norway, that notices go out. Source: the national service, since June 2023.
var varseltimer = []int{9, 12, 15}

// varselslingring is how late a notice may be written, when no process was up at its time, and how long a mail server is asked
// to take it. Later than that the next one, which is at most three hours off, says the same, and who comes in the morning has
// it at 09.
const varselslingring = time.Hour

// mottaksvarselHver is how often it is looked for whether one is due.
const mottaksvarselHver = time.Minute

// varselslot is the time of day that a notice is due for, or false: it is no virkedag, or none is due. Its name is the
// Norwegian day and hour, so that no change of the clock makes one twice.
func (k Kalender) varselslot(naa time.Time) (slot string, fra time.Time, ok bool) {
	d := naa.In(k.oslo)
	if !k.cal.IsWorkday(d) {
		return "", fra, false
	}
	for _, t := range slices.Backward(varseltimer) {
		fra = time.Date(d.Year(), d.Month(), d.Day(), t, 0, 0, 0, k.oslo)
		if !naa.Before(fra) {
			return fmt.Sprintf("%sT%02d", d.Format(time.DateOnly), t), fra, naa.Before(fra.Add(varselslingring))
		}
	}
	return "", fra, false
}

// VarsleMottak is the job that writes the notices that are due. It may run twice, and at the same time as itself in any number
// of processes: a notice of one time of day to one address is one row.
func (s *Service) VarsleMottak(ctx context.Context, _ uuid.UUID) error {
	slot, fra, ok := NewKalender().varselslot(s.Klokke())
	if !ok || s.Varsling == nil {
		return nil
	}
	var venter []struct {
		BydelID uuid.UUID `json:"bydel_id"`
		Antall  int       `json:"antall"`
	}
	err := s.DB.Client().Forsendelse.Query().Where(venterManuelt(), forsendelse.AkseptertLTE(fra)).
		GroupBy(forsendelse.FieldBydelID).Aggregate(db.As(db.Count(), "antall")).Scan(ctx, &venter)
	if err != nil {
		return fmt.Errorf("count what waits in manual reception: %w", err)
	}
	var failed error // one that fails must not keep the others from theirs
	for _, v := range venter {
		failed = errors.Join(failed, s.skrivMottaksvarsel(ctx, v.BydelID, slot, v.Antall))
	}
	return failed
}

// venterManuelt selects what came for manual reception and is not proven to be with its receiver.
func venterManuelt() predicate.Forsendelse {
	return forsendelse.And(forsendelse.SlagEQ(forsendelse.SlagBekymringsmelding), forsendelse.KanalEQ(forsendelse.KanalNedlasting), forsendelse.BevistIsNil())
}

// ryddMottaksvarsler takes back notices that no mail server took while they were true: those of an hour that is over, which would
// come in the night or on a Saturday, and those of a receiver where nothing waits any more.
func (s *Service) ryddMottaksvarsler(ctx context.Context) error {
	c, naa := s.DB.Client(), s.Klokke()
	usendt := []predicate.Varsel{varsel.Slag(slagMottakVenter), varsel.SendtIsNil()}
	rader, err := c.Varsel.Query().Where(usendt...).All(ctx)
	if err != nil || len(rader) == 0 {
		return err
	}
	var gamle []uuid.UUID
	for _, v := range rader {
		venter, err := c.Forsendelse.Query().Where(venterManuelt(), forsendelse.BydelID(*v.BydelID)).Exist(ctx)
		if err != nil {
			return fmt.Errorf("look whether anything waits: %w", err)
		}
		if !venter || !naa.Before(v.Opprettet.Add(varselslingring)) {
			gamle = append(gamle, v.ID)
		}
	}
	if _, err := c.Varsel.Delete().Where(append(usendt, varsel.IDIn(gamle...))...).Exec(ctx); err != nil {
		return fmt.Errorf("take back a notice: %w", err)
	}
	return nil
}

// skrivMottaksvarsel writes one receiver's notice, an address a row. One of an earlier time of day that no mail server has
// taken is not sent any more: this says more.
func (s *Service) skrivMottaksvarsel(ctx context.Context, bydelID uuid.UUID, slot string, antall int) error {
	return s.DB.Tx(ctx, func(tx *ent.Tx) error {
		c, naa := tx.Client(), s.Klokke()
		mottaker, err := c.Bydel.Query().Where(bydel.ID(bydelID)).Only(ctx)
		if err != nil {
			return fmt.Errorf("read a receiver: %w", err)
		}
		adresser := s.mottaksvarseladresser(mottaker)
		_, err = c.Varsel.Delete().Where(varsel.Slag(slagMottakVenter), varsel.BydelID(bydelID), varsel.SendtIsNil(), varsel.StegNEQ(slot)).Exec(ctx)
		if err != nil {
			return fmt.Errorf("take back a notice: %w", err)
		}
		err = c.Varsel.MapCreateBulk(make([]struct{}, max(len(adresser), 1)), func(n *db.VarselCreate, i int) {
			n.SetRolle(varsel.RolleVarsel).SetBydelID(bydelID).SetSlag(slagMottakVenter).SetSteg(slot).SetPlass(i).SetAntall(antall).
				SetOpprettet(naa).SetTidligst(naa)
		}).OnConflict().DoNothing().Exec(ctx)
		if err != nil {
			return fmt.Errorf("write a notice: %w", err)
		}
		return nil
	})
}

// mottaksvarseladresser are those a receiver has named for notices, else its contacts; none: it is for the one it has had from
// before it could name any, and up the ladder from there, as other mail.
func (s *Service) mottaksvarseladresser(b *db.Bydel) []string {
	k, err := LesKontakter(s.Vault, b)
	if err != nil { // somebody must hear of it all the same
		s.Log.Error("a receiver's addresses cannot be opened", "bydel", b.ID, "feil", err)
	}
	if len(k.Varsel) > 0 {
		return k.Varsel
	}
	return k.Kontakt
}
