package rule

import (
	"context"
	"slices"

	"barnevernportalen/ent/db"
	"barnevernportalen/ent/db/kopi"
	"barnevernportalen/ent/db/predicate"
	"barnevernportalen/ent/db/privacy"
	"barnevernportalen/ent/db/tilgang"
	"barnevernportalen/ent/db/utkast"
	"barnevernportalen/ent/viewer"
)

// Tilgang: a person's own rights to read; an administrator's, in her kommuner, to give to others and to withdraw; background
// work's.
func Tilgang() privacy.Policy {
	return policy(
		privacy.TilgangQueryRuleFunc(func(ctx context.Context, q *db.TilgangQuery) error {
			switch v := viewer.From(ctx).(type) {
			case viewer.System:
				return privacy.Allow
			case viewer.Innbygger:
				q.Where(tilgang.PersonIDIn(v.IDer()...))
				return privacy.Allow
			case viewer.Admin:
				if !v.Hele {
					q.Where(tilgang.KommunenummerIn(v.Kommuner...))
				}
				return privacy.Allow
			}
			return privacy.Skip
		}),
		privacy.TilgangMutationRuleFunc(func(ctx context.Context, m *db.TilgangMutation) error {
			switch v := viewer.From(ctx).(type) {
			case viewer.System:
				return privacy.Allow
			case viewer.Admin:
				kommune, _ := m.Kommunenummer()
				if m.Op().Is(db.OpCreate) {
					hvem, _ := m.PersonID()
					return allowIf(v.Kan(kommune) && !v.Er(hvem))
				}
				if !isUpdate(m.Op()) || slices.ContainsFunc(slices.Concat(m.Fields(), m.ClearedFields()), func(f string) bool { return f != tilgang.FieldTrukket }) {
					return privacy.Skip
				}
				if !v.Hele {
					m.Where(tilgang.KommunenummerIn(v.Kommuner...))
				}
				return privacy.Allow
			}
			return privacy.Skip
		}),
	)
}

// Sesjon is read before anybody is known, so it is background work's alone. Its content opens only with the cookie.
func Sesjon() privacy.Policy {
	return policy(
		privacy.SesjonQueryRuleFunc(func(ctx context.Context, _ *db.SesjonQuery) error { return systemQuery(ctx) }),
		systemOnly(),
	)
}

// BruktJti: as Sesjon.
func BruktJti() privacy.Policy {
	return policy(
		privacy.BruktJtiQueryRuleFunc(func(ctx context.Context, _ *db.BruktJtiQuery) error { return systemQuery(ctx) }),
		systemOnly(),
	)
}

// Kopi is the reporter's own copy: the same person in the same session, nobody else.
func Kopi() privacy.Policy {
	return policy(
		privacy.KopiQueryRuleFunc(func(ctx context.Context, q *db.KopiQuery) error {
			v, ok := viewer.From(ctx).(viewer.Innbygger)
			if !ok {
				return privacy.Skip
			}
			q.Where(kopi.SesjonID(v.SesjonID), kopi.MelderIDIn(v.IDer()...))
			return privacy.Allow
		}),
		privacy.KopiMutationRuleFunc(func(ctx context.Context, m *db.KopiMutation) error {
			v, ok := viewer.From(ctx).(viewer.Innbygger)
			if !ok || !m.Op().Is(db.OpCreate) {
				return privacy.Skip
			}
			sesjon, _ := m.SesjonID()
			melder, _ := m.MelderID()
			return allowIf(sesjon == v.SesjonID && slices.Equal(melder, v.ID))
		}),
	)
}

func systemQuery(ctx context.Context) error {
	_, ok := viewer.From(ctx).(viewer.System)
	return allowIf(ok)
}

// Utkast is its owner's alone, and one of a case hers at the high level alone. Background work may delete what has run out,
// and read nothing.
func Utkast() privacy.Policy {
	return policy(
		privacy.UtkastQueryRuleFunc(func(ctx context.Context, q *db.UtkastQuery) error {
			v, ok := viewer.From(ctx).(viewer.Innbygger)
			if !ok {
				return privacy.Skip
			}
			q.Where(egneUtkast(v))
			return privacy.Allow
		}),
		privacy.UtkastMutationRuleFunc(func(ctx context.Context, m *db.UtkastMutation) error {
			switch v := viewer.From(ctx).(type) {
			case viewer.System:
				return allowIf(m.Op().Is(db.OpDelete))
			case viewer.Innbygger:
				if eier, set := m.Eier(); set && !slices.Equal(eier, v.ID) {
					return privacy.Skip // a draft is written in one's own name
				} else if !set && m.Op().Is(db.OpCreate) {
					return privacy.Skip
				}
				if _, fraSak := m.Sted(); fraSak && v.Niva < viewer.NivaHoyt {
					return privacy.Skip
				}
				if !m.Op().Is(db.OpCreate) {
					m.Where(egneUtkast(v))
				}
				return privacy.Allow
			}
			return privacy.Skip
		}),
	)
}

func egneUtkast(v viewer.Innbygger) predicate.Utkast {
	if v.Niva < viewer.NivaHoyt {
		return utkast.And(utkast.EierIn(v.IDer()...), utkast.StedIsNil())
	}
	return utkast.EierIn(v.IDer()...)
}
