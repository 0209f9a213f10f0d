package rule

import (
	"context"

	"entgo.io/ent/dialect/sql"

	"barnevernportalen/ent/db"
	"barnevernportalen/ent/db/innsynsforesporsel"
	"barnevernportalen/ent/db/innsynsforesporselpost"
	"barnevernportalen/ent/db/innsynsforesporselsvar"
	"barnevernportalen/ent/db/predicate"
	"barnevernportalen/ent/db/privacy"
	"barnevernportalen/ent/db/protokollkonto"
	"barnevernportalen/ent/viewer"
)

// spurtAv selects the requests of this person: at the high level alone, as what she asks for, and not where she is shut out.
func spurtAv(v viewer.Innbygger) predicate.Innsynsforesporsel {
	if v.Niva < viewer.NivaHoyt {
		return innsynsforesporsel.IDIn() // never true
	}
	return innsynsforesporsel.And(innsynsforesporsel.EierIn(v.IDer()...), innsynsforesporsel.Not(func(s *sql.Selector) {
		s.Where(sperretI(v.Person, s.C(innsynsforesporsel.FieldKommunenummer)))
	}))
}

// tilbudt selects the requests that are offered to a case system: for what it has indexed itself, in the kommuner where it
// still may, and none that went another way.
func tilbudt(f viewer.Fagsystem) predicate.Innsynsforesporsel {
	return innsynsforesporsel.And(innsynsforesporsel.ForsendelseIDIsNil(), innsynsforesporsel.IntegrasjonID(f.IntegrasjonID),
		innsynsforesporsel.KommunenummerIn(f.Kommuner(viewer.RettIndekser)...)) // of none: never true
}

// Innsynsforesporsel is hers who asks, the case system's that it is offered to, and background work's. Asked once, in one's
// own name; what becomes of it background work writes, whoever has answered.
func Innsynsforesporsel() privacy.Policy {
	return policy(
		privacy.InnsynsforesporselQueryRuleFunc(func(ctx context.Context, q *db.InnsynsforesporselQuery) error {
			switch v := viewer.From(ctx).(type) {
			case viewer.System:
				return privacy.Allow
			case viewer.Innbygger:
				if v.Niva < viewer.NivaHoyt {
					return privacy.Skip
				}
				q.Where(spurtAv(v))
				return privacy.Allow
			case viewer.Fagsystem:
				q.Where(tilbudt(v))
				return privacy.Allow
			}
			return privacy.Skip
		}),
		privacy.InnsynsforesporselMutationRuleFunc(func(ctx context.Context, m *db.InnsynsforesporselMutation) error {
			switch v := viewer.From(ctx).(type) {
			case viewer.System:
				return allowIf(isUpdate(m.Op()))
			case viewer.Innbygger:
				eier, _ := m.Eier()
				status, _ := m.Status()
				return allowIf(v.Niva >= viewer.NivaHoyt && m.Op().Is(db.OpCreate) && isPerson(v.Person, eier) &&
					status == innsynsforesporsel.StatusSendt)
			}
			return privacy.Skip
		}),
	)
}

// Innsynsforesporselpost: read with its request, written with it in one's own name; background work alone lets it be asked
// for again.
func Innsynsforesporselpost() privacy.Policy {
	return policy(
		privacy.InnsynsforesporselpostQueryRuleFunc(func(ctx context.Context, q *db.InnsynsforesporselpostQuery) error {
			switch v := viewer.From(ctx).(type) {
			case viewer.System:
				return privacy.Allow
			case viewer.Innbygger:
				if v.Niva < viewer.NivaHoyt {
					return privacy.Skip
				}
				q.Where(innsynsforesporselpost.HasForesporselWith(spurtAv(v)))
				return privacy.Allow
			case viewer.Fagsystem:
				q.Where(innsynsforesporselpost.HasForesporselWith(tilbudt(v)))
				return privacy.Allow
			}
			return privacy.Skip
		}),
		privacy.InnsynsforesporselpostMutationRuleFunc(func(ctx context.Context, m *db.InnsynsforesporselpostMutation) error {
			switch v := viewer.From(ctx).(type) {
			case viewer.System:
				return allowIf(isUpdate(m.Op()))
			case viewer.Innbygger:
				eier, _ := m.Eier()
				return allowIf(v.Niva >= viewer.NivaHoyt && m.Op().Is(db.OpCreate) && isPerson(v.Person, eier))
			}
			return privacy.Skip
		}),
	)
}

// Innsynsforesporselsvar: read with its request, and written by background work.
func Innsynsforesporselsvar() privacy.Policy {
	return policy(
		privacy.InnsynsforesporselsvarQueryRuleFunc(func(ctx context.Context, q *db.InnsynsforesporselsvarQuery) error {
			switch v := viewer.From(ctx).(type) {
			case viewer.System:
				return privacy.Allow
			case viewer.Innbygger:
				if v.Niva < viewer.NivaHoyt {
					return privacy.Skip
				}
				q.Where(innsynsforesporselsvar.HasForesporselWith(spurtAv(v)))
				return privacy.Allow
			case viewer.Fagsystem:
				q.Where(innsynsforesporselsvar.HasForesporselWith(tilbudt(v)))
				return privacy.Allow
			}
			return privacy.Skip
		}),
		privacy.InnsynsforesporselsvarMutationRuleFunc(func(ctx context.Context, m *db.InnsynsforesporselsvarMutation) error {
			_, system := viewer.From(ctx).(viewer.System)
			return allowIf(system && m.Op().Is(db.OpCreate))
		}),
	)
}

// Protokollkonto: background work's, and an administrator's of the kommune.
func Protokollkonto() privacy.Policy {
	return policy(
		privacy.ProtokollkontoQueryRuleFunc(func(ctx context.Context, q *db.ProtokollkontoQuery) error {
			switch v := viewer.From(ctx).(type) {
			case viewer.System:
				return privacy.Allow
			case viewer.Admin:
				q.Where(protokollkonto.HasBydelWith(hosAdmin(v)))
				return privacy.Allow
			}
			return privacy.Skip
		}),
		privacy.ProtokollkontoMutationRuleFunc(func(ctx context.Context, m *db.ProtokollkontoMutation) error {
			switch v := viewer.From(ctx).(type) {
			case viewer.System:
				return privacy.Allow
			case viewer.Admin:
				return skrivesHosAdmin(ctx, m.Client(), v, m.Op(), m.BydelID, func() { m.Where(protokollkonto.HasBydelWith(hosAdmin(v))) })
			}
			return privacy.Skip
		}),
	)
}

// Foresporselfrist is background work's alone: it is written when somebody asks, and cleared when somebody answers, as itself.
func Foresporselfrist() privacy.Policy {
	return policy(
		privacy.QueryRuleFunc(func(ctx context.Context, _ db.Query) error { return systemQuery(ctx) }),
		systemOnly(),
	)
}
