package delivery

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/delivery/epost"
	"barnevernportalen/ent"
	"barnevernportalen/ent/db"
	"barnevernportalen/ent/db/alarm"
	"barnevernportalen/ent/db/forsendelse"
	"barnevernportalen/ent/db/frist"
	"barnevernportalen/ent/db/varsel"
)

// This file and varsel_send.go are how people who do not look at the portal hear of an alarm: by e-mail, without content.
//
//	an alarm is committed   with whatever raised it; nothing is sent there
//	skrivVarsler            each alarm becomes mail to be sent: several of a kind are one
//	sendVarsler             what is due is sent, and marked as sent when a mail server has taken it
//
// Both halves are done from what stands in the database, so that nothing is lost whatever dies; after a crash in the wrong
// moment a message is sent twice, under the same Message-ID.

// Epostkontor takes e-mail; *[epost.Klient] does.
type Epostkontor interface {
	Send(ctx context.Context, b epost.Brev) error
}

// Varsling is how alarms are told by e-mail.
type Varsling struct {
	Kontor   Epostkontor
	Operator string // the operator's address
	Portal   string // where to log in
}

const (
	// varselHver is how often alarms are looked for.
	varselHver = 20 * time.Second
	// varselpause is how long the same is not said again to the same: what comes meanwhile is counted, and told in one.
	varselpause = time.Hour
)

// varselnokkel is what is told in one.
type varselnokkel struct {
	rolle varsel.Rolle
	bydel uuid.UUID // Nil: nobody's
	slag  alarm.Slag
	steg  frist.Type // of FRIST_UTLOST
}

// varselroller is the ladder of design §5: who hears of a deadline that has passed. It gets louder, and never ends.
var varselroller = map[frist.Type][]varsel.Rolle{
	frist.TypeAlarm2t:     {varsel.RolleOperator},
	frist.TypeListe24t:    {varsel.RolleKontakt},
	frist.TypeBrev:        {varsel.RolleKontakt},
	frist.TypeKontakt5d:   {varsel.RolleKontakt},
	frist.TypeLeder7d:     {varsel.RolleLeder, varsel.RolleKontakt},
	frist.TypeOperator21d: {varsel.RolleOperator, varsel.RolleLeder},
	frist.TypeUkentlig:    {varsel.RolleOperator, varsel.RolleLeder, varsel.RolleKontakt},
	frist.TypePrintsvar:   {varsel.RolleOperator},
	frist.TypeAvvistPrint: {varsel.RolleOperator},
}

// Varselroller is who is told of an alarm. andrePost: it is about a shipment that is no report, and its receiver's own system
// has not fetched it: then the receiver hears of it after two hours too, as KS does.
func Varselroller(slag alarm.Slag, steg frist.Type, andrePost bool) []varsel.Rolle {
	switch {
	case slag == alarm.SlagFristUtlost && steg == frist.TypeAlarm2t && andrePost:
		return []varsel.Rolle{varsel.RolleOperator, varsel.RolleKontakt}
	case slag == alarm.SlagFristUtlost && varselroller[steg] != nil:
		return varselroller[steg]
	case slag == alarm.SlagListeIkkeSignert:
		return []varsel.Rolle{varsel.RolleLeder, varsel.RolleOperator}
	default:
		return []varsel.Rolle{varsel.RolleOperator}
	}
}

// Varsle is the job that tells of alarms. It may run twice, and at the same time as itself.
func (s *Service) Varsle(ctx context.Context, _ uuid.UUID) error {
	if s.Varsling == nil {
		return nil // the alarms wait, and are told when there is a mail server
	}
	return errors.Join(s.skrivVarsler(ctx), s.sendVarsler(ctx))
}

// skrivVarsler makes mail of every alarm that has none.
func (s *Service) skrivVarsler(ctx context.Context) error {
	for {
		n := 0
		err := s.DB.Tx(ctx, func(tx *ent.Tx) error {
			c, naa := tx.Client(), s.Klokke()
			nye, err := c.Alarm.Query().Where(alarm.VarsletIsNil()).Order(alarm.ByTidspunkt(), alarm.ByID()).Limit(feibunke).ForUpdate().All(ctx)
			if err != nil {
				return fmt.Errorf("read the alarms: %w", err)
			}
			if n = len(nye); n == 0 {
				return nil
			}
			antall, err := samle(ctx, c, nye)
			if err != nil {
				return err
			}
			for k, n := range antall {
				if err := leggTilVarsel(ctx, c, k, n, naa); err != nil {
					return err
				}
			}
			ids := make([]uuid.UUID, n)
			for i, a := range nye {
				ids[i] = a.ID
			}
			if err := c.Alarm.Update().Where(alarm.IDIn(ids...)).SetVarslet(naa).Exec(ctx); err != nil {
				return fmt.Errorf("note that alarms are told: %w", err)
			}
			return nil
		})
		if err != nil || n < feibunke {
			return err
		}
	}
}

// samle counts what is told in one.
func samle(ctx context.Context, c *db.Client, nye []*db.Alarm) (map[varselnokkel]int, error) {
	var ids []uuid.UUID
	for _, a := range nye {
		if a.ForsendelseID != nil && a.Detalj == string(frist.TypeAlarm2t) {
			ids = append(ids, *a.ForsendelseID)
		}
	}
	andre, err := c.Forsendelse.Query().Where(forsendelse.IDIn(ids...), forsendelse.SlagNEQ(forsendelse.SlagBekymringsmelding)).IDs(ctx)
	if err != nil {
		return nil, fmt.Errorf("look what alarms are about: %w", err)
	}
	andrePost := map[uuid.UUID]bool{}
	for _, id := range andre {
		andrePost[id] = true
	}
	ut := map[varselnokkel]int{}
	for _, a := range nye {
		k := varselnokkel{slag: a.Slag}
		if a.BydelID != nil {
			k.bydel = *a.BydelID
		}
		// A step of the ladder; the deadline of a request for access says more than that, and what it says is not for mail.
		if _, trinn := varselroller[frist.Type(a.Detalj)]; trinn && a.Slag == alarm.SlagFristUtlost {
			k.steg = frist.Type(a.Detalj)
		}
		for _, k.rolle = range Varselroller(a.Slag, k.steg, a.ForsendelseID != nil && andrePost[*a.ForsendelseID]) {
			ut[k]++
		}
	}
	return ut, nil
}

// leggTilVarsel adds to the mail of this kind that waits, or makes a new one: to be sent now, or, where the same was sent a
// while ago, when the pause is over.
func leggTilVarsel(ctx context.Context, c *db.Client, k varselnokkel, antall int, naa time.Time) error {
	samme := c.Varsel.Query().Where(varsel.RolleEQ(k.rolle), varsel.Slag(string(k.slag)), varsel.Steg(string(k.steg)))
	if k.bydel == uuid.Nil {
		samme.Where(varsel.BydelIDIsNil())
	} else {
		samme.Where(varsel.BydelID(k.bydel))
	}
	// One that somebody has begun to send has its number already.
	venter, err := samme.Clone().Where(varsel.SendtIsNil(), varsel.Forsok(0)).Order(varsel.ByID()).FirstID(ctx)
	if err == nil {
		n, err := c.Varsel.Update().Where(varsel.ID(venter), varsel.SendtIsNil(), varsel.Forsok(0)).AddAntall(antall).Save(ctx)
		if err != nil || n == 1 {
			return err
		}
	} else if !db.IsNotFound(err) {
		return fmt.Errorf("look for mail that waits: %w", err)
	}
	tidligst := naa
	siste, err := samme.Order(varsel.ByOpprettet(), varsel.ByID()).Where(varsel.Or(varsel.SendtIsNil(), varsel.SendtGT(naa.Add(-varselpause)))).All(ctx)
	if err != nil {
		return fmt.Errorf("look for mail that was sent: %w", err)
	}
	for _, v := range siste {
		fra := naa
		if v.Sendt != nil {
			fra = *v.Sendt
		}
		if t := fra.Add(varselpause); t.After(tidligst) {
			tidligst = t
		}
	}
	ny := c.Varsel.Create().SetRolle(k.rolle).SetSlag(string(k.slag)).SetSteg(string(k.steg)).SetAntall(antall).SetOpprettet(naa).SetTidligst(tidligst)
	if k.bydel != uuid.Nil {
		ny.SetBydelID(k.bydel)
	}
	if err := ny.Exec(ctx); err != nil {
		return fmt.Errorf("write mail: %w", err)
	}
	return nil
}
