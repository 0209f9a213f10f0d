package rule

import (
	"context"

	"barnevernportalen/ent/db"
	"barnevernportalen/ent/db/avvisning"
	"barnevernportalen/ent/db/fiksioinn"
	"barnevernportalen/ent/db/forsendelse"
	"barnevernportalen/ent/db/privacy"
	"barnevernportalen/ent/viewer"
)

// Fiksiosendt is background work's, which writes and reads it.
func Fiksiosendt() privacy.Policy {
	return policy(
		privacy.FiksiosendtQueryRuleFunc(func(ctx context.Context, _ *db.FiksiosendtQuery) error { return systemQuery(ctx) }),
		systemOnly(),
	)
}

// Fiksioinn: as Fiksiosendt; an administrator reads those about what was sent to her kommuner.
func Fiksioinn() privacy.Policy {
	return policy(
		privacy.FiksioinnQueryRuleFunc(func(ctx context.Context, q *db.FiksioinnQuery) error {
			if v, ok := viewer.From(ctx).(viewer.Admin); ok { // what kind it was; its words are encrypted
				q.Where(fiksioinn.HasForsendelseWith(iHovedbok(v)))
				return privacy.Allow
			}
			return systemQuery(ctx)
		}),
		systemOnly(),
	)
}

// Avvisning is written by whoever may see the forsendelse, and read by the operator.
func Avvisning() privacy.Policy {
	return policy(
		privacy.AvvisningQueryRuleFunc(func(ctx context.Context, q *db.AvvisningQuery) error {
			switch v := viewer.From(ctx).(type) {
			case viewer.System:
				return privacy.Allow
			case viewer.Admin:
				if !v.Hele {
					q.Where(avvisning.HasForsendelseWith(forsendelse.HasBydelWith(hosAdmin(v))))
				}
				return privacy.Allow
			}
			return privacy.Skip
		}),
		privacy.AvvisningMutationRuleFunc(func(ctx context.Context, m *db.AvvisningMutation) error {
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
