package rule

import (
	"bytes"
	"context"

	"barnevernportalen/ent/db"
	"barnevernportalen/ent/db/kommune"
	"barnevernportalen/ent/db/privacy"
	"barnevernportalen/ent/viewer"
)

// Integrasjon is read before the machine is known (as background work), and by administrators, who also write it.
// Nobody takes one away: it is withdrawn.
func Integrasjon() privacy.Policy {
	return policy(
		privacy.IntegrasjonQueryRuleFunc(func(ctx context.Context, _ *db.IntegrasjonQuery) error { return adminOrSystem(ctx) }),
		privacy.IntegrasjonMutationRuleFunc(func(ctx context.Context, m *db.IntegrasjonMutation) error {
			return adminKeeps(ctx, m.Op())
		}),
	)
}

// Rettighet: as Integrasjon.
func Rettighet() privacy.Policy {
	return policy(
		privacy.RettighetQueryRuleFunc(func(ctx context.Context, _ *db.RettighetQuery) error { return adminOrSystem(ctx) }),
		privacy.RettighetMutationRuleFunc(func(ctx context.Context, m *db.RettighetMutation) error {
			return adminKeeps(ctx, m.Op())
		}),
	)
}

// Tilgangshendelse is written by the one who acts, in her own name, and read by administrators.
func Tilgangshendelse() privacy.Policy {
	return policy(
		privacy.TilgangshendelseQueryRuleFunc(func(ctx context.Context, _ *db.TilgangshendelseQuery) error { return adminOrSystem(ctx) }),
		privacy.TilgangshendelseMutationRuleFunc(func(ctx context.Context, m *db.TilgangshendelseMutation) error {
			av, named := m.UtfortAv()
			switch v := viewer.From(ctx).(type) {
			case viewer.System:
				return allowIf(m.Op().Is(db.OpCreate) && !named)
			case viewer.Admin:
				return allowIf(m.Op().Is(db.OpCreate) && named && bytes.Equal(av, v.ID))
			}
			return privacy.Skip
		}),
	)
}

// onlyFiksOrg: an administrator gives a kommune its id as Fiks organisation, and changes nothing else of it.
func onlyFiksOrg(ctx context.Context, m *db.KommuneMutation) error {
	switch viewer.From(ctx).(type) {
	case viewer.System:
		return privacy.Allow
	case viewer.Admin:
		for _, f := range append(m.Fields(), m.ClearedFields()...) {
			if f != kommune.FieldFiksOrgID {
				return privacy.Skip
			}
		}
		return allowIf(m.Op().Is(db.OpUpdate|db.OpUpdateOne) && len(append(m.AddedEdges(), m.RemovedEdges()...)) == 0)
	}
	return privacy.Skip
}

func adminOrSystem(ctx context.Context) error {
	switch viewer.From(ctx).(type) {
	case viewer.Admin, viewer.System:
		return privacy.Allow
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
