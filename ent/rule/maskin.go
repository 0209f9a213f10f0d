package rule

import (
	"bytes"
	"context"

	"barnevernportalen/ent/db"
	"barnevernportalen/ent/db/integrasjon"
	"barnevernportalen/ent/db/kommune"
	"barnevernportalen/ent/db/privacy"
	"barnevernportalen/ent/db/rettighet"
	"barnevernportalen/ent/db/tilgangshendelse"
	"barnevernportalen/ent/viewer"
)

// Integrasjon is read before the machine is known (as background work), and by administrators of the whole installation, who
// also write it: one machine may call for many kommuner. Who administers a kommune sees those that have held a right in it.
// Nobody takes one away: it is withdrawn.
func Integrasjon() privacy.Policy {
	return policy(
		privacy.IntegrasjonQueryRuleFunc(func(ctx context.Context, q *db.IntegrasjonQuery) error {
			if v, ok := viewer.From(ctx).(viewer.Admin); ok && !v.Hele {
				q.Where(integrasjon.HasRettigheterWith(rettighet.KommunenummerIn(v.Kommuner...)))
				return privacy.Allow
			}
			return adminOrSystem(ctx)
		}),
		privacy.IntegrasjonMutationRuleFunc(func(ctx context.Context, m *db.IntegrasjonMutation) error {
			return adminKeeps(ctx, m.Op())
		}),
	)
}

// Rettighet: an administrator's in her kommuner, and background work's.
func Rettighet() privacy.Policy {
	return policy(
		privacy.RettighetQueryRuleFunc(func(ctx context.Context, q *db.RettighetQuery) error {
			if v, ok := viewer.From(ctx).(viewer.Admin); ok && !v.Hele {
				q.Where(rettighet.KommunenummerIn(v.Kommuner...))
				return privacy.Allow
			}
			return adminOrSystem(ctx)
		}),
		privacy.RettighetMutationRuleFunc(func(ctx context.Context, m *db.RettighetMutation) error {
			v, ok := viewer.From(ctx).(viewer.Admin)
			switch kommune, _ := m.Kommunenummer(); {
			case !ok || v.Hele:
				return adminKeeps(ctx, m.Op())
			case m.Op().Is(db.OpCreate):
				return allowIf(v.Kan(kommune))
			case isUpdate(m.Op()):
				m.Where(rettighet.KommunenummerIn(v.Kommuner...))
				return privacy.Allow
			}
			return privacy.Skip
		}),
	)
}

// Tilgangshendelse is written by the one who acts, in her own name, and read by administrators.
func Tilgangshendelse() privacy.Policy {
	return policy(
		privacy.TilgangshendelseQueryRuleFunc(func(ctx context.Context, q *db.TilgangshendelseQuery) error {
			if v, ok := viewer.From(ctx).(viewer.Admin); ok && !v.Hele {
				q.Where(tilgangshendelse.KommunenummerIn(v.Kommuner...))
				return privacy.Allow
			}
			return adminOrSystem(ctx)
		}),
		privacy.TilgangshendelseMutationRuleFunc(func(ctx context.Context, m *db.TilgangshendelseMutation) error {
			av, named := m.UtfortAv()
			switch v := viewer.From(ctx).(type) {
			case viewer.System:
				return allowIf(m.Op().Is(db.OpCreate) && !named)
			case viewer.Admin:
				kommune, _ := m.Kommunenummer()
				return allowIf(m.Op().Is(db.OpCreate) && named && bytes.Equal(av, v.ID) && v.Kan(kommune))
			}
			return privacy.Skip
		}),
	)
}

// onlyFiksOrg: an administrator gives a kommune its id as Fiks organisation, and changes nothing else of it.
func onlyFiksOrg(ctx context.Context, m *db.KommuneMutation) error {
	switch v := viewer.From(ctx).(type) {
	case viewer.System:
		return privacy.Allow
	case viewer.Admin:
		if !v.Hele {
			m.Where(kommune.IDIn(v.Kommuner...))
		}
		for _, f := range append(m.Fields(), m.ClearedFields()...) {
			if f != kommune.FieldFiksOrgID {
				return privacy.Skip
			}
		}
		return allowIf(m.Op().Is(db.OpUpdate|db.OpUpdateOne) && len(append(m.AddedEdges(), m.RemovedEdges()...)) == 0)
	}
	return privacy.Skip
}

// adminOrSystem: an administrator of the whole installation, or background work.
func adminOrSystem(ctx context.Context) error {
	switch v := viewer.From(ctx).(type) {
	case viewer.System:
		return privacy.Allow
	case viewer.Admin:
		return allowIf(v.Hele)
	}
	return privacy.Skip
}

// adminKeeps: an administrator writes, and takes no row away; nor does background work.
func adminKeeps(ctx context.Context, op db.Op) error {
	if op.Is(db.OpDelete | db.OpDeleteOne) {
		return privacy.Skip
	}
	return adminOrSystem(ctx)
}
