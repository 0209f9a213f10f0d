package schema

import (
	"barnevernportalen/ent/rule"

	"entgo.io/ent"
	"entgo.io/ent/dialect/entsql"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
)

// Tilgang is one right of one person beyond being an innbygger.
type Tilgang struct{ ent.Schema }

// Fields of Tilgang.
func (Tilgang) Fields() []ent.Field {
	return []ent.Field{
		uuidID(),
		field.Bytes("person_id").MaxLen(32).Immutable().Comment("keyed hash of the person's number"),
		field.Enum("rolle").NamedValues("Saksbehandler", "SAKSBEHANDLER", "Admin", "ADMIN").Immutable(),
		field.String("kommunenummer").MaxLen(4).Immutable().Comment("empty: the whole installation (ADMIN alone)"),
		field.String("bydelsnummer").MaxLen(2).Immutable().Comment("empty: the whole kommune (ADMIN alone)"),
		field.Bytes("innhold").Optional().
			Comment("name and date of birth, as the administrator gave them, encrypted; see forvaltning/persontilgang.go"),
		field.Time("gitt").SchemaType(tidspunkt).Immutable(),
		field.Time("trukket").SchemaType(tidspunkt).Optional().Nillable(),
	}
}

// Indexes of Tilgang: held once at a time, and once more after it has been withdrawn.
func (Tilgang) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("person_id", "rolle", "kommunenummer", "bydelsnummer").Unique().Annotations(entsql.IndexWhere("trukket IS NULL")),
		index.Fields("kommunenummer"),
	}
}

// Annotations of Tilgang.
func (Tilgang) Annotations() []schema.Annotation { return table("tilgang") }

// Policy of Tilgang: see ent/rule.
func (Tilgang) Policy() ent.Policy { return rule.Tilgang() }
