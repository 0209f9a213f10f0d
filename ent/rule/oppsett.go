package rule

import (
	"bytes"
	"context"
	"slices"

	"entgo.io/ent/dialect/sql"
	"github.com/google/uuid"

	"barnevernportalen/ent/db"
	"barnevernportalen/ent/db/avtale"
	"barnevernportalen/ent/db/bydel"
	"barnevernportalen/ent/db/nokkel"
	"barnevernportalen/ent/db/nokkelforslag"
	"barnevernportalen/ent/db/predicate"
	"barnevernportalen/ent/db/privacy"
	"barnevernportalen/ent/viewer"
)

// What an administrator reaches. One of the whole installation reaches every row; one of some kommuner what is theirs.

// hosAdmin selects the bydeler an administrator reaches.
func hosAdmin(v viewer.Admin) predicate.Bydel {
	if v.Hele {
		return bydel.KommuneIDNEQ("") // every one: a predicate that says nothing is none to ent
	}
	return bydel.KommuneIDIn(v.Kommuner...) // of none: never true
}

// iBydelHosAdmin selects, for an administrator of some kommuner, rows by their column bydel_id, of tables that have no edge to
// it. A row of no bydel is the whole installation's.
func iBydelHosAdmin(v viewer.Admin, kolonne string) func(*sql.Selector) {
	return func(s *sql.Selector) {
		t := sql.Table(bydel.Table)
		egne := sql.Select(t.C(bydel.FieldID)).From(t)
		hosAdmin(v)(egne)
		s.Where(sql.In(s.C(kolonne), egne))
	}
}

// bydelHosAdmin reports whether an administrator reaches the bydel that a mutation names; none: what is shared by all.
func bydelHosAdmin(ctx context.Context, c *db.Client, v viewer.Admin, id func() (uuid.UUID, bool)) (bool, error) {
	b, set := id()
	if !set {
		return v.Hele, nil
	}
	return c.Bydel.Query().Where(bydel.ID(b), hosAdmin(v)).Exist(ctx)
}

// Avtale is written once by an administrator of the kommune, and read by the same; background work does both.
func Avtale() privacy.Policy {
	return policy(
		privacy.AvtaleQueryRuleFunc(func(ctx context.Context, q *db.AvtaleQuery) error {
			switch v := viewer.From(ctx).(type) {
			case viewer.System:
				return privacy.Allow
			case viewer.Admin:
				if !v.Hele {
					q.Where(avtale.KommunenummerIn(v.Kommuner...))
				}
				return privacy.Allow
			}
			return privacy.Skip
		}),
		privacy.AvtaleMutationRuleFunc(func(ctx context.Context, m *db.AvtaleMutation) error {
			if !m.Op().Is(db.OpCreate) {
				return privacy.Deny
			}
			kommune, _ := m.Kommunenummer()
			switch v := viewer.From(ctx).(type) {
			case viewer.System:
				return privacy.Allow
			case viewer.Admin:
				return allowIf(v.Kan(kommune))
			}
			return privacy.Skip
		}),
	)
}

// Nokkelforslag is proposed in an administrator's own name and decided in hers who decides, both of them administrators of
// the kommune, or of the installation where the key is shared by all. Background work reads them.
func Nokkelforslag() privacy.Policy {
	return policy(
		privacy.NokkelforslagQueryRuleFunc(func(ctx context.Context, q *db.NokkelforslagQuery) error {
			switch v := viewer.From(ctx).(type) {
			case viewer.System:
				return privacy.Allow
			case viewer.Admin:
				if !v.Hele {
					q.Where(nokkelforslag.HasBydelWith(hosAdmin(v)))
				}
				return privacy.Allow
			}
			return privacy.Skip
		}),
		privacy.NokkelforslagMutationRuleFunc(func(ctx context.Context, m *db.NokkelforslagMutation) error {
			v, ok := viewer.From(ctx).(viewer.Admin)
			if !ok {
				return privacy.Skip
			}
			avgjortAv, avgjort := m.AvgjortAv()
			switch {
			case m.Op().Is(db.OpCreate):
				av, _ := m.ForeslattAv()
				hos, err := bydelHosAdmin(ctx, m.Client(), v, m.BydelID)
				if err != nil {
					return err
				}
				return allowIf(hos && !avgjort && bytes.Equal(av, v.ID))
			case isUpdate(m.Op()):
				if !avgjort || !bytes.Equal(avgjortAv, v.ID) {
					return privacy.Skip
				}
				if utfall, _ := m.Utfall(); utfall == nokkelforslag.UtfallGodkjent {
					m.Where(nokkelforslag.ForeslattAvNotIn(v.IDer()...)) // two hands, whatever hash she proposed under
				}
				m.Where(nokkelforslag.AvgjortIsNil())
				if !v.Hele {
					m.Where(nokkelforslag.HasBydelWith(hosAdmin(v)))
				}
				return privacy.Allow
			}
			return privacy.Skip
		}),
	)
}

// nokkelMutasjon: the system's; and an administrator's, who puts into use what a proposal that she may sign holds, and
// replaces the ones before it.
func nokkelMutasjon(ctx context.Context, m *db.NokkelMutation) error {
	switch v := viewer.From(ctx).(type) {
	case viewer.System:
		return privacy.Allow
	case viewer.Admin:
		if m.Op().Is(db.OpCreate) {
			return allowForslag(ctx, m, v)
		}
		if !isUpdate(m.Op()) || slices.ContainsFunc(m.Fields(), func(f string) bool { return f != nokkel.FieldErstattet }) ||
			len(slices.Concat(m.ClearedFields(), m.AddedEdges(), m.RemovedEdges(), m.ClearedEdges())) > 0 {
			return privacy.Skip
		}
		if !v.Hele {
			m.Where(iBydelHosAdmin(v, nokkel.FieldBydelID))
		}
		return privacy.Allow
	}
	return privacy.Skip
}

// allowForslag: there is a proposal of this very key, which another has made and the administrator has just signed.
func allowForslag(ctx context.Context, m *db.NokkelMutation, v viewer.Admin) error {
	formal, _ := m.Formal()
	thumb, _ := m.Tommelavtrykk()
	ps := []predicate.Nokkelforslag{nokkelforslag.Tommelavtrykk(thumb), nokkelforslag.FormalEQ(nokkelforslag.Formal(formal)),
		nokkelforslag.UtfallEQ(nokkelforslag.UtfallGodkjent), nokkelforslag.AvgjortAv(v.ID), nokkelforslag.ForeslattAvNotIn(v.IDer()...)}
	if b, set := m.BydelID(); set {
		ps = append(ps, nokkelforslag.BydelID(b))
	} else {
		ps = append(ps, nokkelforslag.BydelIDIsNil())
	}
	there, err := m.Client().Nokkelforslag.Query().Where(ps...).Exist(ctx)
	if err != nil {
		return err
	}
	return allowIf(there)
}

// bydelHosAdministrator: an administrator makes and changes the receivers of her kommuner, and never the head of a chain.
func bydelHosAdministrator(m *db.BydelMutation, v viewer.Admin) error {
	for _, f := range slices.Concat(m.Fields(), m.ClearedFields()) {
		if onlyChainHead([]string{f}) {
			siste, _ := m.SisteNr()
			if !m.Op().Is(db.OpCreate) || siste != 0 || f == bydel.FieldSisteHash {
				return privacy.Skip
			}
		}
	}
	if len(m.AddedFields()) > 0 && slices.ContainsFunc(m.AddedFields(), func(f string) bool { return f != bydel.FieldVersjon }) {
		return privacy.Skip
	}
	switch {
	case m.Op().Is(db.OpCreate):
		kommune, _ := m.KommuneID()
		return allowIf(v.Kan(kommune))
	case isUpdate(m.Op()):
		m.Where(hosAdmin(v))
		return privacy.Allow
	}
	return privacy.Skip
}
