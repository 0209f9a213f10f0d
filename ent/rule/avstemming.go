package rule

import (
	"bytes"
	"cmp"
	"context"

	"barnevernportalen/ent/db"
	"barnevernportalen/ent/db/avstemming"
	"barnevernportalen/ent/db/bydel"
	"barnevernportalen/ent/db/predicate"
	"barnevernportalen/ent/db/privacy"
	"barnevernportalen/ent/viewer"
)

// Avstemming: the receiving bydel's, its machines', administrators' and background work's to read. Written once, in the name
// of the one who says what is held, by a caseworker of the bydel, a machine that receives for its kommune, or an operator
// (as background work, and in nobody's name). Never changed.
func Avstemming() privacy.Policy {
	return policy(
		privacy.AvstemmingQueryRuleFunc(func(ctx context.Context, q *db.AvstemmingQuery) error {
			switch v := viewer.From(ctx).(type) {
			case viewer.System:
				return privacy.Allow
			case viewer.Admin:
				q.Where(avstemming.HasBydelWith(hosAdmin(v)))
				return privacy.Allow
			case viewer.Saksbehandler:
				q.Where(avstemming.HasBydelWith(inBydeler(v.Bydeler)))
				return privacy.Allow
			case viewer.Fagsystem:
				q.Where(avstemming.HasBydelWith(bydel.KommuneIDIn(v.Kommuner(viewer.RettKonsument)...)))
				return privacy.Allow
			}
			return privacy.Skip
		}),
		privacy.AvstemmingMutationRuleFunc(func(ctx context.Context, m *db.AvstemmingMutation) error {
			if !m.Op().Is(db.OpCreate) {
				return privacy.Deny
			}
			id, named := m.AktorID()
			rolle, _ := m.Aktor()
			if string(rolle) != string(viewer.From(ctx).Rolle()) {
				return privacy.Deny
			}
			switch v := viewer.From(ctx).(type) {
			case viewer.System:
				return allowIf(!named)
			case viewer.Saksbehandler:
				return skriverHos(ctx, m, named && bytes.Equal(id, v.ID), inBydeler(v.Bydeler))
			case viewer.Fagsystem:
				return skriverHos(ctx, m, named && bytes.Equal(id, v.IntegrasjonID[:]), bydel.KommuneIDIn(v.Kommuner(viewer.RettKonsument)...))
			}
			return privacy.Skip
		}),
	)
}

func skriverHos(ctx context.Context, m *db.AvstemmingMutation, selv bool, p predicate.Bydel) error {
	id, set := m.BydelID()
	if !set || !selv {
		return privacy.Skip
	}
	there, err := m.Client().Bydel.Query().Where(bydel.ID(id), p).Exist(ctx)
	return cmp.Or(err, allowIf(there))
}
