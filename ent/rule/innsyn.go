package rule

import (
	"bytes"
	"context"

	"entgo.io/ent/dialect/sql"

	"barnevernportalen/ent/db"
	"barnevernportalen/ent/db/innsynslogg"
	"barnevernportalen/ent/db/innsynsmelding"
	"barnevernportalen/ent/db/innsynssperre"
	"barnevernportalen/ent/db/predicate"
	"barnevernportalen/ent/db/privacy"
	"barnevernportalen/ent/viewer"
)

// hoyesteNiva is the national service's number of the login level HOYT. What asks for more nobody may see.
const hoyesteNiva = 4

// Innsynsmelding: a person who has logged in at the high level sees what is indexed for her, has not run out, and is not
// shut. A case system sees and writes what it has indexed itself, for the kommuner it may index for. Background work takes
// away what has run out, and reads nothing.
func Innsynsmelding() privacy.Policy {
	return policy(
		privacy.InnsynsmeldingQueryRuleFunc(func(ctx context.Context, q *db.InnsynsmeldingQuery) error {
			switch v := viewer.From(ctx).(type) {
			case viewer.Innbygger:
				if v.Niva < viewer.NivaHoyt {
					return privacy.Skip
				}
				q.Where(synlig(v))
				return privacy.Allow
			case viewer.Fagsystem:
				q.Where(indeksertAv(v))
				return privacy.Allow
			}
			return privacy.Skip
		}),
		privacy.InnsynsmeldingMutationRuleFunc(func(ctx context.Context, m *db.InnsynsmeldingMutation) error {
			switch v := viewer.From(ctx).(type) {
			case viewer.System:
				m.Where(utlopt())
				return allowIf(m.Op().Is(db.OpDelete))
			case viewer.Fagsystem:
				if m.Op().Is(db.OpCreate) { // also what is written over: the conflict is on the integration's own three ids
					integrasjon, _ := m.IntegrasjonID()
					kommune, _ := m.Kommunenummer()
					return allowIf(integrasjon == v.IntegrasjonID && v.Har(viewer.RettIndekser, kommune))
				}
				m.Where(indeksertAv(v))
				return allowIf(m.Op().Is(db.OpDelete))
			}
			return privacy.Skip
		}),
	)
}

// synlig selects what a person may see: hers, not run out, and she is not shut out.
func synlig(v viewer.Innbygger) predicate.Innsynsmelding {
	return innsynsmelding.And(innsynsmelding.EierIn(v.IDer()...), innsynsmelding.SikkerhetsnivaLTE(hoyesteNiva),
		innsynsmelding.Not(utlopt()), innsynsmelding.Not(sperret(v.Person)))
}

// indeksertAv selects what the machine has indexed, in the kommuner where it still may.
func indeksertAv(f viewer.Fagsystem) predicate.Innsynsmelding {
	return innsynsmelding.And(innsynsmelding.IntegrasjonID(f.IntegrasjonID),
		innsynsmelding.KommunenummerIn(f.Kommuner(viewer.RettIndekser)...)) // of none: never true
}

// utlopt: by the database's clock, one for all processes.
func utlopt() predicate.Innsynsmelding {
	return func(s *sql.Selector) {
		til := s.C(innsynsmelding.FieldTilgjengeligTil)
		s.Where(sql.And(sql.NotNull(til), sql.P(func(b *sql.Builder) { b.WriteString(til).WriteString(" <= now()") })))
	}
}

// sperret: she is shut out of all she has in the row's kommune. Deny is looked up in its own table at each read, by every
// hash she may stand under, so nothing that is indexed can lift it.
func sperret(p viewer.Person) predicate.Innsynsmelding {
	return func(s *sql.Selector) { s.Where(sperretI(p, s.C(innsynsmelding.FieldKommunenummer))) }
}

// sperretI: there is a block of hers in the kommune that the column names. Of no kommune there is none.
func sperretI(p viewer.Person, kommunenummer string) *sql.Predicate {
	t := sql.Table(innsynssperre.Table)
	ider := make([]any, 0, 2)
	for _, id := range p.IDer() {
		ider = append(ider, id)
	}
	return sql.Exists(sql.Select(t.C(innsynssperre.FieldID)).From(t).Where(sql.And(
		sql.In(t.C(innsynssperre.FieldEier), ider...),
		sql.ColumnsEQ(t.C(innsynssperre.FieldKommunenummer), kommunenummer),
		sql.IsNull(t.C(innsynssperre.FieldOpphevet)),
	)))
}

// Innsynslogg is read by the person whose set it is about, but for what is said of a kommune where she is shut out: that there
// is something there would be told. It is written in the transaction of the act, as the one who acts: a person who reads, a
// case system that indexes.
func Innsynslogg() privacy.Policy {
	return policy(
		privacy.InnsynsloggQueryRuleFunc(func(ctx context.Context, q *db.InnsynsloggQuery) error {
			v, ok := viewer.From(ctx).(viewer.Innbygger)
			if !ok || v.Niva < viewer.NivaHoyt {
				return privacy.Skip
			}
			q.Where(innsynslogg.EierIn(v.IDer()...), innsynslogg.Not(func(s *sql.Selector) {
				s.Where(sperretI(v.Person, s.C(innsynslogg.FieldKommunenummer)))
			}))
			return privacy.Allow
		}),
		privacy.InnsynsloggMutationRuleFunc(func(ctx context.Context, m *db.InnsynsloggMutation) error {
			if !m.Op().Is(db.OpCreate) {
				return privacy.Skip
			}
			eier, _ := m.Eier()
			aktor, _ := m.Aktor()
			handling, _ := m.Handling()
			kommune, _ := m.Kommunenummer()
			switch v := viewer.From(ctx).(type) {
			case viewer.Innbygger:
				return allowIf(isPerson(v.Person, eier) && aktor == innsynslogg.AktorInnbygger)
			case viewer.Fagsystem:
				gjort := handling == innsynslogg.HandlingIndeksert || handling == innsynslogg.HandlingSlettet
				gjort = gjort || handling == innsynslogg.HandlingForesporsel // it has read a request of hers
				return allowIf(gjort && aktor == innsynslogg.AktorFagsystem && v.Har(viewer.RettIndekser, kommune))
			}
			return privacy.Skip
		}),
	)
}

// Innsynssperre: a case system shuts persons out in the kommuner it indexes for; an administrator does so in hers,
// and alone may lift it. Nobody takes one away, and the person is not told that there is one.
func Innsynssperre() privacy.Policy {
	return policy(
		privacy.InnsynssperreQueryRuleFunc(func(ctx context.Context, q *db.InnsynssperreQuery) error {
			switch v := viewer.From(ctx).(type) {
			case viewer.Admin:
				if !v.Hele {
					q.Where(innsynssperre.KommunenummerIn(v.Kommuner...))
				}
				return privacy.Allow
			case viewer.Fagsystem:
				q.Where(innsynssperre.KommunenummerIn(v.Kommuner(viewer.RettIndekser)...))
				return privacy.Allow
			}
			return privacy.Skip
		}),
		privacy.InnsynssperreMutationRuleFunc(func(ctx context.Context, m *db.InnsynssperreMutation) error {
			aktor, _ := m.Aktor()
			av, _ := m.AktorID()
			_, opphevet := m.Opphevet()
			switch v := viewer.From(ctx).(type) {
			case viewer.Admin:
				if m.Op().Is(db.OpUpdate) {
					opphevetAv, _ := m.OpphevetAv()
					if !v.Hele {
						m.Where(innsynssperre.KommunenummerIn(v.Kommuner...))
					}
					return allowIf(opphevet && bytes.Equal(opphevetAv, v.ID))
				}
				kommune, _ := m.Kommunenummer()
				return allowIf(m.Op().Is(db.OpCreate) && !opphevet && v.Kan(kommune) && aktor == innsynssperre.AktorAdmin && bytes.Equal(av, v.ID))
			case viewer.Fagsystem:
				kommune, _ := m.Kommunenummer()
				return allowIf(m.Op().Is(db.OpCreate) && !opphevet && v.Har(viewer.RettIndekser, kommune) &&
					aktor == innsynssperre.AktorFagsystem && bytes.Equal(av, v.IntegrasjonID[:]))
			}
			return privacy.Skip
		}),
	)
}
