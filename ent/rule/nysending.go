package rule

import (
	"context"

	"barnevernportalen/ent/db"
	"barnevernportalen/ent/db/forsendelse"
	"barnevernportalen/ent/db/nysending"
	"barnevernportalen/ent/db/privacy"
	"barnevernportalen/ent/viewer"
)

// Nysending is written by an administrator of the receiver, when she has a report sent again, and read by such as her. Nobody changes it.
func Nysending() privacy.Policy {
	return policy(
		privacy.NysendingQueryRuleFunc(func(ctx context.Context, q *db.NysendingQuery) error {
			if v, ok := viewer.From(ctx).(viewer.Admin); ok {
				q.Where(nysending.HasForsendelseWith(iHovedbok(v)))
				return privacy.Allow
			}
			return systemQuery(ctx)
		}),
		privacy.NysendingMutationRuleFunc(func(ctx context.Context, m *db.NysendingMutation) error {
			v, ok := viewer.From(ctx).(viewer.Admin)
			id, set := m.ForsendelseID()
			hvem, named := m.AktorID()
			if !ok || !set || !named || !isPerson(v.Person, hvem) || !m.Op().Is(db.OpCreate) {
				return privacy.Deny
			}
			seen, err := m.Client().Forsendelse.Query().Where(forsendelse.ID(id), iHovedbok(v)).Exist(ctx)
			if err != nil {
				return err
			}
			return allowIf(seen)
		}),
	)
}
