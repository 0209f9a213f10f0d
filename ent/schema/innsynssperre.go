package schema

import (
	"barnevernportalen/ent/rule"

	"entgo.io/ent"
	"entgo.io/ent/dialect/entsql"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
)

// Innsynssperre shuts one person out of all she has in one kommune, whatever is indexed for her, before and after. It stands
// in a table of its own, which no indexing writes: that is what makes it stick. One that was lifted stays, with the time.
type Innsynssperre struct{ ent.Schema }

// Fields of Innsynssperre.
func (Innsynssperre) Fields() []ent.Field {
	return []ent.Field{
		uuidID(),
		field.Bytes("eier").MinLen(32).MaxLen(32).Immutable().Comment("keyed hash of the person's number"),
		field.String("kommunenummer").MinLen(4).MaxLen(4).Immutable(),
		field.Bytes("innhold").Immutable().Comment("the number, encrypted for this row and this owner, so that hashes can turn"),
		field.Enum("aktor").NamedValues("Fagsystem", "FAGSYSTEM", "Admin", "ADMIN").Immutable(),
		field.Bytes("aktor_id").MaxLen(32).Immutable().Comment("the integration's id, or keyed hash of the administrator"),
		field.Time("satt").SchemaType(tidspunkt).Immutable(),
		field.Time("opphevet").SchemaType(tidspunkt).Optional().Nillable(),
		field.Bytes("opphevet_av").MaxLen(32).Optional().Comment("keyed hash of the administrator"),
	}
}

// Indexes of Innsynssperre.
func (Innsynssperre) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("eier", "kommunenummer").Unique().Annotations(entsql.IndexWhere("opphevet IS NULL")),
	}
}

// Annotations of Innsynssperre.
func (Innsynssperre) Annotations() []schema.Annotation {
	return checked("innsynssperre", map[string]string{
		"innsynssperre_eier":     "octet_length(eier) = 32",
		"innsynssperre_opphevet": "(opphevet IS NULL) = (opphevet_av IS NULL)",
	})
}

// Policy of Innsynssperre: see ent/rule.
func (Innsynssperre) Policy() ent.Policy { return rule.Innsynssperre() }
