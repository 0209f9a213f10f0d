package rule

import (
	"context"

	"entgo.io/ent/dialect/sql"
	"github.com/google/uuid"

	"barnevernportalen/ent/db"
	"barnevernportalen/ent/db/forsendelse"
	"barnevernportalen/ent/db/mottakersystem"
	"barnevernportalen/ent/db/post"
	"barnevernportalen/ent/db/predicate"
	"barnevernportalen/ent/db/privacy"
	"barnevernportalen/ent/db/vedlegg"
	"barnevernportalen/ent/viewer"
)

// ofAvsender selects the forsendelser of what this person has written or asked from her cases, where she may see them now.
func ofAvsender(v viewer.Innbygger) predicate.Forsendelse {
	return forsendelse.Or(forsendelse.HasPostWith(skrevetAv(v)), forsendelse.HasInnsynsforesporselWith(spurtAv(v)))
}

// skrevetAv: at the high level alone, as the case it was written from, and not where she is shut out.
func skrevetAv(v viewer.Innbygger) predicate.Post {
	if v.Niva < viewer.NivaHoyt {
		return post.IDIn() // never true
	}
	return post.And(post.EierIn(v.IDer()...), post.Not(sperretPost(v.Person)))
}

func sperretPost(p viewer.Person) predicate.Post {
	return func(s *sql.Selector) { s.Where(sperretI(p, s.C(post.FieldKommunenummer))) }
}

// tilMottakersystem selects the shipments that this system fetches.
func tilMottakersystem(v viewer.Mottakersystem) predicate.Forsendelse {
	return forsendelse.HasPostWith(post.MottakersystemID(v.ID))
}

// Post is its writer's, the mottakersystem's that fetches it, and background work's. Written once, in one's own name.
func Post() privacy.Policy {
	return policy(
		privacy.PostQueryRuleFunc(func(ctx context.Context, q *db.PostQuery) error {
			switch v := viewer.From(ctx).(type) {
			case viewer.System:
				return privacy.Allow
			case viewer.Innbygger:
				if v.Niva < viewer.NivaHoyt {
					return privacy.Skip
				}
				q.Where(skrevetAv(v))
				return privacy.Allow
			case viewer.Mottakersystem:
				q.Where(post.MottakersystemID(v.ID))
				return privacy.Allow
			}
			return privacy.Skip
		}),
		privacy.PostMutationRuleFunc(func(ctx context.Context, m *db.PostMutation) error {
			v, ok := viewer.From(ctx).(viewer.Innbygger)
			eier, _ := m.Eier()
			return allowIf(ok && v.Niva >= viewer.NivaHoyt && m.Op().Is(db.OpCreate) && isPerson(v.Person, eier))
		}),
	)
}

// Kjede is background work's: the ledger moves it, whoever sends.
func Kjede() privacy.Policy {
	return policy(
		privacy.KjedeQueryRuleFunc(func(ctx context.Context, _ *db.KjedeQuery) error { return systemQuery(ctx) }),
		systemOnly(),
	)
}

// Mottakersystem: its own row, an administrator's to read and background work's to write.
func Mottakersystem() privacy.Policy {
	return policy(
		privacy.MottakersystemQueryRuleFunc(func(ctx context.Context, q *db.MottakersystemQuery) error {
			switch v := viewer.From(ctx).(type) {
			case viewer.System, viewer.Admin:
				return privacy.Allow
			case viewer.Mottakersystem:
				q.Where(mottakersystem.ID(v.ID))
				return privacy.Allow
			}
			return privacy.Skip
		}),
		systemOnly(),
	)
}

// Dialogmottaker: an administrator's to read, and background work's.
func Dialogmottaker() privacy.Policy {
	return policy(
		privacy.DialogmottakerQueryRuleFunc(func(ctx context.Context, _ *db.DialogmottakerQuery) error {
			switch viewer.From(ctx).(type) {
			case viewer.System, viewer.Admin:
				return privacy.Allow
			}
			return privacy.Skip
		}),
		systemOnly(),
	)
}

// Vedlegg is hers who uploaded it, in the session in which she did. Background work deletes what has run out, and reads
// nothing.
func Vedlegg() privacy.Policy {
	return policy(
		privacy.VedleggQueryRuleFunc(func(ctx context.Context, q *db.VedleggQuery) error {
			v, ok := viewer.From(ctx).(viewer.Innbygger)
			if !ok || v.SesjonID == uuid.Nil {
				return privacy.Skip
			}
			q.Where(vedlegg.SesjonID(v.SesjonID), vedlegg.EierIn(v.IDer()...))
			return privacy.Allow
		}),
		privacy.VedleggMutationRuleFunc(func(ctx context.Context, m *db.VedleggMutation) error {
			switch v := viewer.From(ctx).(type) {
			case viewer.System:
				return allowIf(m.Op().Is(db.OpDelete))
			case viewer.Innbygger:
				if m.Op().Is(db.OpCreate) {
					sesjon, _ := m.SesjonID()
					eier, _ := m.Eier()
					return allowIf(sesjon != uuid.Nil && sesjon == v.SesjonID && isPerson(v.Person, eier))
				}
				m.Where(vedlegg.SesjonID(v.SesjonID), vedlegg.EierIn(v.IDer()...))
				return allowIf(m.Op().Is(db.OpDelete | db.OpDeleteOne))
			}
			return privacy.Skip
		}),
	)
}
