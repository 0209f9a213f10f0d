package rule

import (
	"cmp"
	"context"

	"entgo.io/ent/dialect/sql"
	"github.com/google/uuid"

	"barnevernportalen/ent/db"
	"barnevernportalen/ent/db/bydel"
	"barnevernportalen/ent/db/dialogmottaker"
	"barnevernportalen/ent/db/forsendelse"
	"barnevernportalen/ent/db/mottakersystem"
	"barnevernportalen/ent/db/nokkel"
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

// Mottakersystem: its own row to read, and an administrator's where its key is a bydel's of hers, and background work's.
func Mottakersystem() privacy.Policy {
	return policy(
		privacy.MottakersystemQueryRuleFunc(func(ctx context.Context, q *db.MottakersystemQuery) error {
			switch v := viewer.From(ctx).(type) {
			case viewer.System:
				return privacy.Allow
			case viewer.Admin:
				q.Where(systemHosAdmin(v))
				return privacy.Allow
			case viewer.Mottakersystem:
				q.Where(mottakersystem.ID(v.ID))
				return privacy.Allow
			}
			return privacy.Skip
		}),
		privacy.MottakersystemMutationRuleFunc(func(ctx context.Context, m *db.MottakersystemMutation) error {
			switch v := viewer.From(ctx).(type) {
			case viewer.System:
				return privacy.Allow
			case viewer.Admin:
				return systemSkrives(ctx, m, v)
			}
			return privacy.Skip
		}),
	)
}

func systemHosAdmin(v viewer.Admin) predicate.Mottakersystem {
	return mottakersystem.HasNokkelWith(nokkel.HasBydelWith(hosAdmin(v)))
}

// systemSkrives: with a key of a bydel of hers, whether it is made or changed.
func systemSkrives(ctx context.Context, m *db.MottakersystemMutation, v viewer.Admin) error {
	if id, set := m.NokkelID(); set {
		hos, err := m.Client().Nokkel.Query().Where(nokkel.ID(id), nokkel.HasBydelWith(hosAdmin(v))).Exist(ctx)
		if err != nil || !hos {
			return cmp.Or(err, allowIf(false))
		}
	} else if m.Op().Is(db.OpCreate) {
		return privacy.Skip
	}
	switch {
	case m.Op().Is(db.OpCreate):
		return privacy.Allow
	case isUpdate(m.Op()):
		m.Where(systemHosAdmin(v))
		return privacy.Allow
	}
	return privacy.Skip
}

// skrivesHosAdmin: an administrator makes rows of a bydel of hers, and changes what is one already; she takes none away.
func skrivesHosAdmin(ctx context.Context, c *db.Client, v viewer.Admin, op db.Op, id func() (uuid.UUID, bool), egne func()) error {
	if b, set := id(); set {
		hos, err := c.Bydel.Query().Where(bydel.ID(b), hosAdmin(v)).Exist(ctx)
		if err != nil || !hos {
			return cmp.Or(err, allowIf(false))
		}
	} else if op.Is(db.OpCreate) {
		return privacy.Skip
	}
	switch {
	case op.Is(db.OpCreate):
		return privacy.Allow
	case isUpdate(op):
		egne()
		return privacy.Allow
	}
	return privacy.Skip
}

// Dialogmottaker: background work's, and an administrator's of the bydel.
func Dialogmottaker() privacy.Policy {
	return policy(
		privacy.DialogmottakerQueryRuleFunc(func(ctx context.Context, q *db.DialogmottakerQuery) error {
			switch v := viewer.From(ctx).(type) {
			case viewer.System:
				return privacy.Allow
			case viewer.Admin:
				q.Where(dialogmottaker.HasBydelWith(hosAdmin(v)))
				return privacy.Allow
			}
			return privacy.Skip
		}),
		privacy.DialogmottakerMutationRuleFunc(func(ctx context.Context, m *db.DialogmottakerMutation) error {
			switch v := viewer.From(ctx).(type) {
			case viewer.System:
				return privacy.Allow
			case viewer.Admin:
				return skrivesHosAdmin(ctx, m.Client(), v, m.Op(), m.BydelID, func() { m.Where(dialogmottaker.HasBydelWith(hosAdmin(v))) })
			}
			return privacy.Skip
		}),
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
