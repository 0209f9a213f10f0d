package rule

import (
	"context"

	"entgo.io/ent/dialect/sql"

	"barnevernportalen/ent/db"
	"barnevernportalen/ent/db/innsynsfil"
	"barnevernportalen/ent/db/innsynsfildel"
	"barnevernportalen/ent/db/innsynsmelding"
	"barnevernportalen/ent/db/predicate"
	"barnevernportalen/ent/db/privacy"
	"barnevernportalen/ent/viewer"
)

// Innsynsfil: a case system sees, finishes and takes away what it has uploaded itself, for the kommuner it may index for. A
// person reads what is finished of an integration that has something indexed for her in that kommune; that one of her
// journalposter links to this very file only innsyn can see, for links are sealed. Background work takes away what came to
// nothing, and reads none.
func Innsynsfil() privacy.Policy {
	return policy(
		privacy.InnsynsfilQueryRuleFunc(func(ctx context.Context, q *db.InnsynsfilQuery) error {
			switch v := viewer.From(ctx).(type) {
			case viewer.Innbygger:
				if v.Niva < viewer.NivaHoyt {
					return privacy.Skip
				}
				q.Where(innsynsfil.FerdigNotNil(), eksponertFor(v))
				return privacy.Allow
			case viewer.Fagsystem:
				q.Where(lastetOppAv(v))
				return privacy.Allow
			}
			return privacy.Skip
		}),
		privacy.InnsynsfilMutationRuleFunc(func(ctx context.Context, m *db.InnsynsfilMutation) error {
			switch v := viewer.From(ctx).(type) {
			case viewer.System:
				m.Where(innsynsfil.FerdigIsNil())
				return allowIf(m.Op().Is(db.OpDelete))
			case viewer.Fagsystem:
				if m.Op().Is(db.OpCreate) {
					integrasjon, _ := m.IntegrasjonID()
					kommune, _ := m.Kommunenummer()
					_, ferdig := m.Ferdig()
					return allowIf(!ferdig && integrasjon == v.IntegrasjonID && v.Har(viewer.RettIndekser, kommune))
				}
				m.Where(lastetOppAv(v))
				if m.Op().Is(db.OpUpdate) {
					m.Where(innsynsfil.FerdigIsNil())
				}
				return allowIf(m.Op().Is(db.OpUpdate | db.OpDelete))
			}
			return privacy.Skip
		}),
	)
}

// Innsynsfildel is read with its file, by persons alone, and written while the file is not finished, by who uploads it. It
// goes with its file.
func Innsynsfildel() privacy.Policy {
	return policy(
		privacy.InnsynsfildelQueryRuleFunc(func(ctx context.Context, q *db.InnsynsfildelQuery) error {
			v, ok := viewer.From(ctx).(viewer.Innbygger)
			if !ok || v.Niva < viewer.NivaHoyt {
				return privacy.Skip
			}
			q.Where(innsynsfildel.HasFilWith(innsynsfil.FerdigNotNil(), eksponertFor(v)))
			return privacy.Allow
		}),
		privacy.InnsynsfildelMutationRuleFunc(func(ctx context.Context, m *db.InnsynsfildelMutation) error {
			v, ok := viewer.From(ctx).(viewer.Fagsystem)
			if !ok || !m.Op().Is(db.OpCreate) {
				return privacy.Skip
			}
			fil, _ := m.FilID()
			egen, err := m.Client().Innsynsfil.Query().Where(innsynsfil.ID(fil), innsynsfil.FerdigIsNil(), lastetOppAv(v)).Exist(ctx)
			if err != nil {
				return privacy.Denyf("look for the file: %w", err)
			}
			return allowIf(egen)
		}),
	)
}

// lastetOppAv selects what the machine has uploaded, in the kommuner where it still may index.
func lastetOppAv(f viewer.Fagsystem) predicate.Innsynsfil {
	return innsynsfil.And(innsynsfil.IntegrasjonID(f.IntegrasjonID),
		innsynsfil.KommunenummerIn(f.Kommuner(viewer.RettIndekser)...)) // of none: never true
}

// eksponertFor selects the files of integrations that have something this person may see in the file's kommune.
func eksponertFor(v viewer.Innbygger) predicate.Innsynsfil {
	return func(s *sql.Selector) {
		d := sql.Dialect(s.Dialect())
		t := d.Table(innsynsmelding.Table)
		egne := d.Select(t.C(innsynsmelding.FieldID)).From(t).Where(sql.And(
			sql.ColumnsEQ(t.C(innsynsmelding.FieldIntegrasjonID), s.C(innsynsfil.FieldIntegrasjonID)),
			sql.ColumnsEQ(t.C(innsynsmelding.FieldKommunenummer), s.C(innsynsfil.FieldKommunenummer)),
		))
		synlig(v)(egne)
		s.Where(sql.Exists(egne))
	}
}
