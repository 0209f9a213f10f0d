package rule

import (
	"context"
	"slices"

	"barnevernportalen/ent/db"
	"barnevernportalen/ent/db/bydel"
	"barnevernportalen/ent/db/privacy"
	"barnevernportalen/ent/viewer"
)

// Kommune is public reference data. The system writes it; an administrator gives it its id as Fiks organisation.
func Kommune() privacy.Policy {
	return policy(
		privacy.KommuneQueryRuleFunc(func(ctx context.Context, _ *db.KommuneQuery) error { return anybody(ctx) }),
		privacy.KommuneMutationRuleFunc(onlyFiksOrg),
	)
}

// Bydel is public, since a reporter must find the receiver before logging in. Who sends, innbygger or machine, moves
// the head of the chain, and nothing else of the row; an administrator of its kommune all but that.
func Bydel() privacy.Policy {
	return policy(
		privacy.BydelQueryRuleFunc(func(ctx context.Context, _ *db.BydelQuery) error { return anybody(ctx) }),
		privacy.BydelMutationRuleFunc(func(ctx context.Context, m *db.BydelMutation) error {
			switch v := viewer.From(ctx).(type) {
			case viewer.System:
				return privacy.Allow
			case viewer.Admin:
				return bydelHosAdministrator(m, v)
			case viewer.Innbygger, viewer.Fagsystem:
				if m.Op().Is(db.OpUpdateOne) && onlyChainHead(m.Fields()) && onlyChainHead(m.AddedFields()) &&
					len(slices.Concat(m.ClearedFields(), m.AddedEdges(), m.RemovedEdges(), m.ClearedEdges())) == 0 {
					return privacy.Allow
				}
			}
			return privacy.Skip
		}),
	)
}

// Nokkel holds public keys: whoever seals or opens must find them. The system writes them, and an administrator
// what two have signed.
func Nokkel() privacy.Policy {
	return policy(
		privacy.NokkelQueryRuleFunc(func(ctx context.Context, _ *db.NokkelQuery) error { return anybody(ctx) }),
		privacy.NokkelMutationRuleFunc(nokkelMutasjon),
	)
}

func anybody(ctx context.Context) error {
	if viewer.From(ctx) == nil {
		return privacy.Deny // a code path that forgot to say who is asking
	}
	return privacy.Allow
}

func onlyChainHead(fields []string) bool {
	for _, f := range fields {
		if f != bydel.FieldSisteNr && f != bydel.FieldSisteHash {
			return false
		}
	}
	return true
}
