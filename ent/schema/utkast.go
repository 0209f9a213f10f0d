package schema

import (
	"barnevernportalen/ent/rule"

	"entgo.io/ent"
	"entgo.io/ent/dialect/entsql"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"github.com/google/uuid"
)

// Utkast is a form, a letter or a request for access that is not sent yet: what was typed so far, encrypted by ent/vault for
// this row and this owner.
type Utkast struct{ ent.Schema }

// Fields of Utkast.
func (Utkast) Fields() []ent.Field {
	return []ent.Field{
		uuidID(),
		field.Bytes("eier").MaxLen(32).Comment("keyed hash of the person's number"),
		field.Enum("skjema").NamedValues("Privat", "PRIVAT", "Offentlig", "OFFENTLIG", "Brev", "BREV", "Foresporsel", "FORESPORSEL").Immutable(),
		field.UUID("sted", uuid.UUID{}).Optional().Nillable().Immutable().
			Comment("of BREV and FORESPORSEL: the row of innsynsmelding it is written from, which need not be there any more"),
		// The client chooses it, so it cannot be the primary key: one person could then find out another's.
		field.UUID("klientnokkel", uuid.UUID{}),
		field.Int("skjemaversjon"),
		field.Bytes("innhold"),
		field.Time("lagret").SchemaType(tidspunkt),
		field.Time("utloper").SchemaType(tidspunkt),
	}
}

// Indexes of Utkast: one for each person and form, and place.
func (Utkast) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("eier", "skjema").Unique().Annotations(entsql.IndexWhere("sted IS NULL")),
		index.Fields("eier", "skjema", "sted").Unique().Annotations(entsql.IndexWhere("sted IS NOT NULL")),
		index.Fields("utloper"),
	}
}

// Annotations of Utkast.
func (Utkast) Annotations() []schema.Annotation {
	return checked("utkast", map[string]string{
		"utkast_kort": "utloper <= lagret + interval '7 days'",
		"utkast_sted": "(skjema IN ('BREV', 'FORESPORSEL')) = (sted IS NOT NULL)",
	})
}

// Policy of Utkast: see ent/rule.
func (Utkast) Policy() ent.Policy { return rule.Utkast() }
