// Package rule says which rows a viewer sees and changes. It is the second of three layers: graph/krever.go has already
// let the caller into the field, and the domain function still decides whether the act is allowed now.
//
// How to read a rule: for each kind of viewer, either rows are selected (a predicate is added, and the query may go on)
// or nothing is said. What nothing is said about is denied: every policy ends in deny. A row that is not selected does
// not exist for that viewer, so «not yours» and «not there» cannot be told apart, not by text and not by timing.
//
// Rules never look at fields of the answer. Rights are row selection.
package rule

import (
	"context"
	"slices"

	"barnevernportalen/ent/db"
	"barnevernportalen/ent/db/bekymringsmelding"
	"barnevernportalen/ent/db/bydel"
	"barnevernportalen/ent/db/forsendelse"
	"barnevernportalen/ent/db/predicate"
	"barnevernportalen/ent/db/privacy"
	"barnevernportalen/ent/viewer"
)

// deny ends every policy.
var (
	denyQuery    = privacy.AlwaysDenyRule()
	denyMutation = privacy.AlwaysDenyRule()
)

// policy is a query rule and a mutation rule, each followed by deny.
func policy(q privacy.QueryRule, m privacy.MutationRule) privacy.Policy {
	return privacy.Policy{
		Query:    privacy.QueryPolicy{q, denyQuery},
		Mutation: privacy.MutationPolicy{m, denyMutation},
	}
}

// systemOnly is a mutation rule: background work, migration and seeding, in any way.
func systemOnly() privacy.MutationRule {
	return privacy.MutationRuleFunc(func(ctx context.Context, _ db.Mutation) error {
		if _, ok := viewer.From(ctx).(viewer.System); ok {
			return privacy.Allow
		}
		return privacy.Skip
	})
}

// inBydeler selects the bydeler named. None named: no row.
func inBydeler(bydeler []viewer.Bydel) predicate.Bydel {
	ps := make([]predicate.Bydel, 0, len(bydeler))
	for _, b := range bydeler {
		ps = append(ps, bydel.And(bydel.KommuneID(b.Kommunenummer), bydel.Bydelsnummer(b.Bydelsnummer)))
	}
	if len(ps) == 0 {
		return bydel.IDIn() // of none: never true
	}
	return bydel.Or(ps...)
}

// ofBydeler selects the reports that came to the bydeler named. Post from a case is its case system's, and in no inbox here.
func ofBydeler(bydeler []viewer.Bydel) predicate.Forsendelse {
	return forsendelse.And(melding(), forsendelse.HasBydelWith(inBydeler(bydeler)))
}

// melding selects the reports among all kinds of shipment.
func melding() predicate.Forsendelse { return forsendelse.SlagEQ(forsendelse.SlagBekymringsmelding) }

// tilKonsument selects the reports sent to a kommune whose reports this machine may receive. Acting by another right
// it holds none here (see viewer.Fagsystem.Som), and an empty list selects nothing.
func tilKonsument(f viewer.Fagsystem) predicate.Forsendelse {
	return forsendelse.And(melding(), forsendelse.HasBydelWith(bydel.KommuneIDIn(f.Kommuner(viewer.RettKonsument)...)))
}

// ofMelder selects the forsendelser of reports that this person sent.
func ofMelder(p viewer.Person) predicate.Forsendelse {
	return forsendelse.HasBekymringsmeldingWith(bekymringsmelding.MelderIDIn(p.IDer()...))
}

// isPerson reports whether id is one of the hashes of p.
func isPerson(p viewer.Person, id []byte) bool {
	return slices.ContainsFunc(p.IDer(), func(h []byte) bool { return slices.Equal(h, id) })
}
