package rule

import (
	"cmp"
	"context"

	"github.com/google/uuid"

	"barnevernportalen/ent/db"
	"barnevernportalen/ent/db/alarm"
	"barnevernportalen/ent/db/bekymringsmelding"
	"barnevernportalen/ent/db/forsendelse"
	"barnevernportalen/ent/db/frist"
	"barnevernportalen/ent/db/hendelse"
	"barnevernportalen/ent/db/innsynsforesporsel"
	"barnevernportalen/ent/db/leveranse"
	"barnevernportalen/ent/db/pakke"
	"barnevernportalen/ent/db/post"
	"barnevernportalen/ent/db/predicate"
	"barnevernportalen/ent/db/privacy"
	"barnevernportalen/ent/viewer"
)

// iHovedbok selects the reports whose envelopes an administrator sees: those sent to her kommuner. What is in them nobody who
// administers can reach: there is no rule for her on pakke.
func iHovedbok(v viewer.Admin) predicate.Forsendelse {
	return forsendelse.And(melding(), forsendelse.HasBydelWith(hosAdmin(v)))
}

// Bekymringsmelding: the reporter's own, the producing kommune's, the receiving bydel's, its machines' and its administrators',
// all for background work. Written once, by the person or machine who sends, in its own name; never changed.
func Bekymringsmelding() privacy.Policy {
	return policy(
		privacy.BekymringsmeldingQueryRuleFunc(func(ctx context.Context, q *db.BekymringsmeldingQuery) error {
			switch v := viewer.From(ctx).(type) {
			case viewer.System:
				return privacy.Allow
			case viewer.Admin:
				q.Where(bekymringsmelding.HasForsendelseWith(iHovedbok(v)))
				return privacy.Allow
			case viewer.Innbygger:
				q.Where(bekymringsmelding.MelderIDIn(v.IDer()...))
				return privacy.Allow
			case viewer.Saksbehandler:
				q.Where(bekymringsmelding.HasForsendelseWith(ofBydeler(v.Bydeler)))
				return privacy.Allow
			case viewer.Fagsystem:
				q.Where(bekymringsmelding.Or(avProdusent(v), bekymringsmelding.HasForsendelseWith(tilKonsument(v))))
				return privacy.Allow
			}
			return privacy.Skip
		}),
		privacy.BekymringsmeldingMutationRuleFunc(func(ctx context.Context, m *db.BekymringsmeldingMutation) error {
			switch v := viewer.From(ctx).(type) {
			case viewer.Innbygger:
				melder, set := m.MelderID()
				return allowIf(set && m.Op().Is(db.OpCreate) && isPerson(v.Person, melder))
			case viewer.Fagsystem:
				return allowIf(senderSelv(v, m))
			}
			return privacy.Skip
		}),
	)
}

// Forsendelse: as Bekymringsmelding. An innbygger or a machine writes that of the report being sent. A saksbehandler moves
// what came to her bydel, and a machine what came to a kommune it is KONSUMENT for. An administrator moves nothing. Nobody
// deletes a line of the ledger.
func Forsendelse() privacy.Policy {
	return policy(
		privacy.ForsendelseQueryRuleFunc(func(ctx context.Context, q *db.ForsendelseQuery) error {
			switch v := viewer.From(ctx).(type) {
			case viewer.System:
				return privacy.Allow
			case viewer.Admin:
				q.Where(iHovedbok(v))
				return privacy.Allow
			case viewer.Innbygger:
				q.Where(forsendelse.Or(ofMelder(v.Person), ofAvsender(v)))
				return privacy.Allow
			case viewer.Mottakersystem:
				q.Where(tilMottakersystem(v))
				return privacy.Allow
			case viewer.Saksbehandler:
				q.Where(ofBydeler(v.Bydeler))
				return privacy.Allow
			case viewer.Fagsystem:
				q.Where(forsendelse.Or(fraProdusent(v), tilKonsument(v)))
				return privacy.Allow
			}
			return privacy.Skip
		}),
		privacy.ForsendelseMutationRuleFunc(func(ctx context.Context, m *db.ForsendelseMutation) error {
			switch v := viewer.From(ctx).(type) {
			case viewer.System:
				return allowIf(isUpdate(m.Op()))
			case viewer.Innbygger:
				id, set := m.ID()
				return allowIfSending(ctx, m.Client(), m.Op(), id, set)
			case viewer.Saksbehandler:
				m.Where(ofBydeler(v.Bydeler))
				return allowIf(isUpdate(m.Op()))
			case viewer.Mottakersystem:
				m.Where(tilMottakersystem(v))
				return allowIf(isUpdate(m.Op()))
			case viewer.Fagsystem:
				if isUpdate(m.Op()) {
					m.Where(tilKonsument(v))
					return privacy.Allow
				}
				id, set := m.ID()
				return allowIfSending(ctx, m.Client(), m.Op(), id, set)
			}
			return privacy.Skip
		}),
	)
}

// Pakke: ciphertext. A saksbehandler reaches only the parcel sealed for manual reception in her own bydel, a machine only
// those sealed for case systems in its kommuner; print's is background work's alone. Who sends writes them and cannot read
// them back. Background work may take the content away; when, a trigger decides.
func Pakke() privacy.Policy {
	return policy(
		privacy.PakkeQueryRuleFunc(func(ctx context.Context, q *db.PakkeQuery) error {
			switch v := viewer.From(ctx).(type) {
			case viewer.System:
				return privacy.Allow
			case viewer.Saksbehandler:
				q.Where(pakke.FormalEQ(pakke.FormalManuell), pakke.HasForsendelseWith(ofBydeler(v.Bydeler)))
				return privacy.Allow
			case viewer.Fagsystem:
				q.Where(pakke.FormalEQ(pakke.FormalFagsystem), pakke.HasForsendelseWith(tilKonsument(v)))
				return privacy.Allow
			case viewer.Mottakersystem:
				q.Where(pakke.FormalEQ(pakke.FormalSvarinn), pakke.HasForsendelseWith(tilMottakersystem(v)))
				return privacy.Allow
			}
			return privacy.Skip
		}),
		privacy.PakkeMutationRuleFunc(func(ctx context.Context, m *db.PakkeMutation) error {
			switch viewer.From(ctx).(type) {
			case viewer.System:
				return allowIf(isUpdate(m.Op()) && m.InnholdCleared() && len(m.Fields()) == 0)
			case viewer.Innbygger, viewer.Fagsystem:
				id, set := m.ForsendelseID()
				return allowIfSending(ctx, m.Client(), m.Op(), id, set)
			}
			return privacy.Skip
		}),
	)
}

// Leveranse: the receiving bydel's, its machines' and background work's.
func Leveranse() privacy.Policy {
	return policy(
		privacy.LeveranseQueryRuleFunc(func(ctx context.Context, q *db.LeveranseQuery) error {
			switch v := viewer.From(ctx).(type) {
			case viewer.System:
				return privacy.Allow
			case viewer.Admin:
				q.Where(leveranse.HasForsendelseWith(iHovedbok(v)))
				return privacy.Allow
			case viewer.Saksbehandler:
				q.Where(leveranse.HasForsendelseWith(ofBydeler(v.Bydeler)))
				return privacy.Allow
			case viewer.Fagsystem:
				q.Where(leveranse.HasForsendelseWith(tilKonsument(v)))
				return privacy.Allow
			case viewer.Mottakersystem:
				q.Where(leveranse.HasForsendelseWith(tilMottakersystem(v)))
				return privacy.Allow
			case viewer.Innbygger: // which way her own post went
				q.Where(leveranse.HasForsendelseWith(ofAvsender(v)))
				return privacy.Allow
			}
			return privacy.Skip
		}),
		privacy.LeveranseMutationRuleFunc(func(ctx context.Context, m *db.LeveranseMutation) error {
			switch v := viewer.From(ctx).(type) {
			case viewer.System:
				return allowIf(isUpdate(m.Op()))
			case viewer.Admin: // what she has sent again
				m.Where(leveranse.HasForsendelseWith(iHovedbok(v)))
				status, _ := m.Status()
				return allowIf(isUpdate(m.Op()) && status == leveranse.StatusKlar)
			case viewer.Innbygger:
				id, set := m.ForsendelseID()
				return allowIfSending(ctx, m.Client(), m.Op(), id, set)
			case viewer.Saksbehandler:
				m.Where(leveranse.HasForsendelseWith(ofBydeler(v.Bydeler)))
				return allowIf(isUpdate(m.Op()))
			case viewer.Mottakersystem:
				m.Where(leveranse.HasForsendelseWith(tilMottakersystem(v)))
				return allowIf(isUpdate(m.Op()))
			case viewer.Fagsystem:
				if isUpdate(m.Op()) {
					m.Where(leveranse.HasForsendelseWith(tilKonsument(v)))
					return privacy.Allow
				}
				id, set := m.ForsendelseID()
				return allowIfSending(ctx, m.Client(), m.Op(), id, set)
			}
			return privacy.Skip
		}),
	)
}

// Frist: as Leveranse; background work also writes those that come with a letter.
func Frist() privacy.Policy {
	return policy(
		privacy.FristQueryRuleFunc(func(ctx context.Context, q *db.FristQuery) error {
			switch v := viewer.From(ctx).(type) {
			case viewer.System:
				return privacy.Allow
			case viewer.Admin:
				q.Where(frist.HasForsendelseWith(iHovedbok(v)))
				return privacy.Allow
			case viewer.Saksbehandler:
				q.Where(frist.HasForsendelseWith(ofBydeler(v.Bydeler)))
				return privacy.Allow
			case viewer.Fagsystem:
				q.Where(frist.HasForsendelseWith(tilKonsument(v)))
				return privacy.Allow
			case viewer.Mottakersystem:
				q.Where(frist.HasForsendelseWith(tilMottakersystem(v)))
				return privacy.Allow
			}
			return privacy.Skip
		}),
		privacy.FristMutationRuleFunc(func(ctx context.Context, m *db.FristMutation) error {
			switch v := viewer.From(ctx).(type) {
			case viewer.System:
				return allowIf(isUpdate(m.Op()) || m.Op().Is(db.OpCreate))
			case viewer.Innbygger:
				id, set := m.ForsendelseID()
				return allowIfSending(ctx, m.Client(), m.Op(), id, set)
			case viewer.Saksbehandler:
				m.Where(frist.HasForsendelseWith(ofBydeler(v.Bydeler)))
				return allowIf(isUpdate(m.Op()))
			case viewer.Mottakersystem:
				m.Where(frist.HasForsendelseWith(tilMottakersystem(v)))
				return allowIf(isUpdate(m.Op()))
			case viewer.Fagsystem:
				if isUpdate(m.Op()) {
					m.Where(frist.HasForsendelseWith(tilKonsument(v)))
					return privacy.Allow
				}
				id, set := m.ForsendelseID()
				return allowIfSending(ctx, m.Client(), m.Op(), id, set)
			}
			return privacy.Skip
		}),
	)
}

// Hendelse: read with the forsendelse. Written by whoever may see the forsendelse it speaks of; never changed.
func Hendelse() privacy.Policy {
	return policy(
		privacy.HendelseQueryRuleFunc(func(ctx context.Context, q *db.HendelseQuery) error {
			switch v := viewer.From(ctx).(type) {
			case viewer.System:
				return privacy.Allow
			case viewer.Admin:
				q.Where(hendelse.HasForsendelseWith(iHovedbok(v)))
				return privacy.Allow
			case viewer.Innbygger:
				q.Where(hendelse.HasForsendelseWith(forsendelse.Or(ofMelder(v.Person), ofAvsender(v))))
				return privacy.Allow
			case viewer.Mottakersystem:
				q.Where(hendelse.HasForsendelseWith(tilMottakersystem(v)))
				return privacy.Allow
			case viewer.Saksbehandler:
				q.Where(hendelse.HasForsendelseWith(ofBydeler(v.Bydeler)))
				return privacy.Allow
			case viewer.Fagsystem:
				q.Where(hendelse.HasForsendelseWith(forsendelse.Or(fraProdusent(v), tilKonsument(v))))
				return privacy.Allow
			}
			return privacy.Skip
		}),
		privacy.HendelseMutationRuleFunc(func(ctx context.Context, m *db.HendelseMutation) error {
			id, set := m.ForsendelseID()
			if !set || !m.Op().Is(db.OpCreate) {
				return privacy.Deny
			}
			seen, err := m.Client().Forsendelse.Query().Where(forsendelse.ID(id)).Exist(ctx) // as this viewer
			if err != nil {
				return err
			}
			return allowIf(seen)
		}),
	)
}

// Alarm is the operator's.
func Alarm() privacy.Policy {
	return policy(
		privacy.AlarmQueryRuleFunc(func(ctx context.Context, q *db.AlarmQuery) error {
			switch v := viewer.From(ctx).(type) {
			case viewer.System:
				return privacy.Allow
			case viewer.Admin:
				if !v.Hele {
					q.Where(iBydelHosAdmin(v, alarm.FieldBydelID))
				}
				return privacy.Allow
			}
			return privacy.Skip
		}),
		privacy.AlarmMutationRuleFunc(func(ctx context.Context, m *db.AlarmMutation) error {
			switch viewer.From(ctx).(type) {
			case viewer.System: // and it notes that an alarm has been told
				_, told := m.Field("varslet")
				return allowIf(m.Op().Is(db.OpCreate) || isUpdate(m.Op()) && told && len(m.Fields()) == 1 && len(m.ClearedFields()) == 0)
			case viewer.Innbygger, viewer.Fagsystem: // a submission may find a key missing
				id, set := m.ForsendelseID()
				return allowIfSending(ctx, m.Client(), m.Op(), id, set)
			case viewer.Mottakersystem: // it says no, and no other way is left
				id, set := m.ForsendelseID()
				if !set || !m.Op().Is(db.OpCreate) {
					return privacy.Skip
				}
				seen, err := m.Client().Forsendelse.Query().Where(forsendelse.ID(id)).Exist(ctx)
				return cmp.Or(err, allowIf(seen))
			}
			return privacy.Skip
		}),
	)
}

// Varsel: the mail that tells of alarms and where it goes. Background work alone; nothing of it is shown to anybody.
func Varsel() privacy.Policy {
	return policy(
		privacy.QueryRuleFunc(func(ctx context.Context, _ db.Query) error {
			if _, ok := viewer.From(ctx).(viewer.System); ok {
				return privacy.Allow
			}
			return privacy.Skip
		}),
		systemOnly(),
	)
}

// allowIfSending lets an innbygger or a machine write the ledger of what is being sent, in its own transaction, and of no
// other: its bekymringsmelding, post or innsynsforespørsel is there, and the forsendelse, which is written last, is not.
func allowIfSending(ctx context.Context, c *db.Client, op db.Op, forsendelseID uuid.UUID, set bool) error {
	if !set || !op.Is(db.OpCreate) {
		return privacy.Skip
	}
	sending, err := c.Bekymringsmelding.Query().Where(bekymringsmelding.ForsendelseID(forsendelseID),
		bekymringsmelding.Not(bekymringsmelding.HasForsendelseWith())).Exist(ctx) // as this viewer
	if err != nil || sending {
		return cmp.Or(err, allowIf(sending))
	}
	if _, ok := viewer.From(ctx).(viewer.Innbygger); !ok {
		return privacy.Skip
	}
	sending, err = c.Post.Query().Where(post.ForsendelseID(forsendelseID), post.Not(post.HasForsendelseWith())).Exist(ctx)
	if err != nil || sending {
		return cmp.Or(err, allowIf(sending))
	}
	sending, err = c.Innsynsforesporsel.Query().Where(innsynsforesporsel.ForsendelseID(forsendelseID),
		innsynsforesporsel.Not(innsynsforesporsel.HasForsendelseWith())).Exist(ctx)
	if err != nil {
		return err
	}
	return allowIf(sending)
}

func isUpdate(op db.Op) bool { return op.Is(db.OpUpdate | db.OpUpdateOne) }

// allowIf allows, or leaves it to the deny at the end of the policy.
func allowIf(ok bool) error {
	if ok {
		return privacy.Allow
	}
	return privacy.Skip
}
