package rule

import (
	"context"

	"barnevernportalen/ent/db"
	"barnevernportalen/ent/db/bekymringsmelding"
	"barnevernportalen/ent/db/forsendelse"
	"barnevernportalen/ent/db/opplasting"
	"barnevernportalen/ent/db/predicate"
	"barnevernportalen/ent/db/privacy"
	"barnevernportalen/ent/viewer"
)

// avProdusent selects the reports that machines sent on behalf of the kommuner this one may produce for. A kommune that
// changes its case system still reads what the old one sent.
func avProdusent(f viewer.Fagsystem) predicate.Bekymringsmelding {
	return bekymringsmelding.FraKommuneIn(f.Kommuner(viewer.RettProdusent)...) // of none: never true
}

// fraProdusent selects the forsendelser of those reports.
func fraProdusent(f viewer.Fagsystem) predicate.Forsendelse {
	return forsendelse.HasBekymringsmeldingWith(avProdusent(f))
}

// senderSelv reports whether a new bekymringsmelding is in the machine's own name, for a kommune it may produce for.
func senderSelv(f viewer.Fagsystem, m *db.BekymringsmeldingMutation) bool {
	integrasjon, _ := m.IntegrasjonID()
	fra, set := m.FraKommune()
	return m.Op().Is(db.OpCreate) && set && integrasjon == f.IntegrasjonID && f.Har(viewer.RettProdusent, fra)
}

// Opplasting is the integration's own that uploaded it: written, read, and deleted when it is sent. Background work may
// delete what has run out, and read nothing.
func Opplasting() privacy.Policy {
	return policy(
		privacy.OpplastingQueryRuleFunc(func(ctx context.Context, q *db.OpplastingQuery) error {
			v, ok := viewer.From(ctx).(viewer.Fagsystem)
			if !ok {
				return privacy.Skip
			}
			q.Where(opplasting.IntegrasjonID(v.IntegrasjonID))
			return privacy.Allow
		}),
		privacy.OpplastingMutationRuleFunc(func(ctx context.Context, m *db.OpplastingMutation) error {
			switch v := viewer.From(ctx).(type) {
			case viewer.System:
				return allowIf(m.Op().Is(db.OpDelete))
			case viewer.Fagsystem:
				if m.Op().Is(db.OpCreate) {
					eier, _ := m.IntegrasjonID()
					return allowIf(eier == v.IntegrasjonID && len(v.Kommuner(viewer.RettProdusent)) > 0)
				}
				m.Where(opplasting.IntegrasjonID(v.IntegrasjonID))
				return allowIf(m.Op().Is(db.OpDelete | db.OpDeleteOne))
			}
			return privacy.Skip
		}),
	)
}
