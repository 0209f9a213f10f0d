package rule

import (
	"context"

	"entgo.io/ent/dialect/sql"

	"barnevernportalen/ent/db"
	"barnevernportalen/ent/db/driftsmelding"
	"barnevernportalen/ent/db/innhold"
	"barnevernportalen/ent/db/privacy"
	"barnevernportalen/ent/viewer"
)

// Innhold: what is published is everybody's, and that is the newest version of a piece, or none; a place in the law only when
// somebody has verified it. An administrator reads every version of what she administers, and writes the next; the system
// writes the first ones.
func Innhold() privacy.Policy {
	return policy(
		privacy.InnholdQueryRuleFunc(func(ctx context.Context, q *db.InnholdQuery) error {
			switch v := viewer.From(ctx).(type) {
			case nil:
				return privacy.Deny // a code path that forgot to say who is asking
			case viewer.System:
				return privacy.Allow
			case viewer.Admin:
				if !v.Hele {
					q.Where(innhold.KommunenummerIn(v.Kommuner...))
				}
				return privacy.Allow
			}
			q.Where(innhold.Publisert(true), nyesteVersjon(innhold.Table, innhold.FieldVersjon,
				innhold.FieldSlag, innhold.FieldKommunenummer, innhold.FieldNokkel),
				innhold.Or(innhold.SlagNEQ(innhold.SlagLovhenvisning), innhold.Verifisert(true)))
			return privacy.Allow
		}),
		privacy.InnholdMutationRuleFunc(func(ctx context.Context, m *db.InnholdMutation) error {
			kommune, _ := m.Kommunenummer()
			return skriverTillegg(ctx, m.Op(), kommune)
		}),
	)
}

// Driftsmelding: the newest version of each is everybody's, unless it is withdrawn. Who administers the whole installation
// reads all versions, and writes the next.
func Driftsmelding() privacy.Policy {
	return policy(
		privacy.DriftsmeldingQueryRuleFunc(func(ctx context.Context, q *db.DriftsmeldingQuery) error {
			v := viewer.From(ctx)
			if v == nil {
				return privacy.Deny
			}
			if a, ok := v.(viewer.Admin); ok && a.Hele {
				return privacy.Allow
			}
			q.Where(driftsmelding.Trukket(false), nyesteVersjon(driftsmelding.Table, driftsmelding.FieldVersjon, driftsmelding.FieldMeldingID))
			return privacy.Allow
		}),
		privacy.DriftsmeldingMutationRuleFunc(func(ctx context.Context, m *db.DriftsmeldingMutation) error {
			return skriverTillegg(ctx, m.Op(), "")
		}),
	)
}

// nyesteVersjon selects the row of which there is none with a higher version among those that are alike in the columns.
func nyesteVersjon(tabell, versjon string, like ...string) func(*sql.Selector) {
	return func(s *sql.Selector) {
		t := sql.Table(tabell).As("nyere")
		nyere := sql.Select(t.C(versjon)).From(t).Where(sql.ColumnsGT(t.C(versjon), s.C(versjon)))
		for _, k := range like {
			nyere.Where(sql.ColumnsEQ(t.C(k), s.C(k)))
		}
		s.Where(sql.NotExists(nyere))
	}
}

// skriverTillegg: nothing is changed or taken away; an administrator adds to what she administers, and the system to anything.
func skriverTillegg(ctx context.Context, op db.Op, kommunenummer string) error {
	if !op.Is(db.OpCreate) {
		return privacy.Deny
	}
	switch v := viewer.From(ctx).(type) {
	case viewer.System:
		return privacy.Allow
	case viewer.Admin:
		return allowIf(v.Kan(kommunenummer))
	}
	return privacy.Skip
}
