package rule

import (
	"context"
	"slices"

	"entgo.io/ent/dialect/sql"

	"barnevernportalen/ent/db"
	"barnevernportalen/ent/db/predicate"
	"barnevernportalen/ent/db/privacy"
	"barnevernportalen/ent/db/samtykke"
	"barnevernportalen/ent/db/samtykkehendelse"
	"barnevernportalen/ent/db/samtykkepart"
	"barnevernportalen/ent/viewer"
)

// Samtykke: a person sees what she is asked herself, if she has access and is not shut out; of the row she writes only how
// long its history is. A case system sees and writes what is the kommune's, by whichever integration it was made: it is the
// Fiks organisation's, and outlives a change of case system. Nobody takes one away.
func Samtykke() privacy.Policy {
	return policy(
		privacy.SamtykkeQueryRuleFunc(func(ctx context.Context, q *db.SamtykkeQuery) error {
			switch v := viewer.From(ctx).(type) {
			case viewer.Innbygger:
				if v.Niva < viewer.NivaHoyt {
					return privacy.Skip
				}
				q.Where(samtykke.HasParterWith(spurt(v.Person)))
				return privacy.Allow
			case viewer.Fagsystem:
				q.Where(samtykke.KommunenummerIn(v.Kommuner(viewer.RettSamtykke)...))
				return privacy.Allow
			}
			return privacy.Skip
		}),
		privacy.SamtykkeMutationRuleFunc(func(ctx context.Context, m *db.SamtykkeMutation) error {
			switch v := viewer.From(ctx).(type) {
			case viewer.Innbygger:
				if v.Niva < viewer.NivaHoyt || !bareFelt(m, samtykke.FieldHendelser) {
					return privacy.Skip
				}
				m.Where(samtykke.HasParterWith(spurt(v.Person)))
				return allowIf(m.Op().Is(db.OpUpdate))
			case viewer.Fagsystem:
				if m.Op().Is(db.OpCreate) {
					kommune, _ := m.Kommunenummer()
					return allowIf(v.Har(viewer.RettSamtykke, kommune))
				}
				m.Where(samtykke.KommunenummerIn(v.Kommuner(viewer.RettSamtykke)...))
				return allowIf(m.Op().Is(db.OpUpdate))
			}
			return privacy.Skip
		}),
	)
}

// Samtykkepart: a person sees and answers in her own row alone. A case system likewise all rows of its kommuner.
func Samtykkepart() privacy.Policy {
	return policy(
		privacy.SamtykkepartQueryRuleFunc(func(ctx context.Context, q *db.SamtykkepartQuery) error {
			switch v := viewer.From(ctx).(type) {
			case viewer.Innbygger:
				if v.Niva < viewer.NivaHoyt {
					return privacy.Skip
				}
				q.Where(spurt(v.Person))
				return privacy.Allow
			case viewer.Fagsystem:
				q.Where(samtykkepart.KommunenummerIn(v.Kommuner(viewer.RettSamtykke)...))
				return privacy.Allow
			}
			return privacy.Skip
		}),
		privacy.SamtykkepartMutationRuleFunc(func(ctx context.Context, m *db.SamtykkepartMutation) error {
			switch v := viewer.From(ctx).(type) {
			case viewer.Innbygger:
				if v.Niva < viewer.NivaHoyt || !bareFelt(m, samtykkepart.FieldSvar, samtykkepart.FieldSvarDato) {
					return privacy.Skip
				}
				m.Where(spurt(v.Person))
				return allowIf(m.Op().Is(db.OpUpdate))
			case viewer.Fagsystem:
				if m.Op().Is(db.OpCreate) {
					kommune, _ := m.Kommunenummer()
					return allowIf(v.Har(viewer.RettSamtykke, kommune))
				}
				m.Where(samtykkepart.KommunenummerIn(v.Kommuner(viewer.RettSamtykke)...))
				return allowIf(m.Op().Is(db.OpUpdate) &&
					bareFelt(m, samtykkepart.FieldSvar, samtykkepart.FieldSvarDato, samtykkepart.FieldHarTilgang))
			}
			return privacy.Skip
		}),
	)
}

// Samtykkehendelse: of the history a person sees what is about all and what is about herself, never another's answer. Each
// line is written in the name of the one who acts.
func Samtykkehendelse() privacy.Policy {
	return policy(
		privacy.SamtykkehendelseQueryRuleFunc(func(ctx context.Context, q *db.SamtykkehendelseQuery) error {
			switch v := viewer.From(ctx).(type) {
			case viewer.Innbygger:
				if v.Niva < viewer.NivaHoyt {
					return privacy.Skip
				}
				q.Where(samtykkehendelse.HasSamtykkeWith(samtykke.HasParterWith(spurt(v.Person))),
					samtykkehendelse.Or(samtykkehendelse.PartIDIsNil(), samtykkehendelse.HasPartWith(spurt(v.Person))))
				return privacy.Allow
			case viewer.Fagsystem:
				q.Where(samtykkehendelse.KommunenummerIn(v.Kommuner(viewer.RettSamtykke)...))
				return privacy.Allow
			}
			return privacy.Skip
		}),
		privacy.SamtykkehendelseMutationRuleFunc(func(ctx context.Context, m *db.SamtykkehendelseMutation) error {
			aktor, _ := m.Aktor()
			integrasjon, maskin := m.IntegrasjonID()
			kommune, _ := m.Kommunenummer()
			switch v := viewer.From(ctx).(type) {
			case viewer.Innbygger:
				return allowIf(m.Op().Is(db.OpCreate) && v.Niva >= viewer.NivaHoyt && aktor == samtykkehendelse.AktorInnbygger && !maskin)
			case viewer.Fagsystem:
				return allowIf(m.Op().Is(db.OpCreate) && aktor == samtykkehendelse.AktorFagsystem && integrasjon == v.IntegrasjonID &&
					v.Har(viewer.RettSamtykke, kommune))
			}
			return privacy.Skip
		}),
	)
}

// spurt: it is she who is asked, she has access, and she is not shut out of the kommune.
func spurt(p viewer.Person) predicate.Samtykkepart {
	return samtykkepart.And(samtykkepart.EierIn(p.IDer()...), samtykkepart.HarTilgang(true), samtykkepart.Not(func(s *sql.Selector) {
		s.Where(sperretI(p, s.C(samtykkepart.FieldKommunenummer)))
	}))
}

// bareFelt reports whether a mutation touches no other field than those named, and no edge.
func bareFelt(m db.Mutation, felt ...string) bool {
	for _, f := range slices.Concat(m.Fields(), m.AddedFields(), m.ClearedFields(), m.AddedEdges(), m.RemovedEdges(), m.ClearedEdges()) {
		if !slices.Contains(felt, f) {
			return false
		}
	}
	return true
}
