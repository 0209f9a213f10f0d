package schema

import (
	"barnevernportalen/ent/rule"

	"entgo.io/ent"
	"entgo.io/ent/dialect/entsql"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"github.com/google/uuid"
)

// Rettighet is one right of one integration in one kommune. One that has been withdrawn stays, with the time.
type Rettighet struct{ ent.Schema }

// retter are the rights a machine may hold, as viewer.Rett spells them.
func retter() []string {
	return []string{"Produsent", "PRODUSENT", "Konsument", "KONSUMENT", "Indekserer", "INDEKSERER", "Samtykke", "SAMTYKKE"}
}

// Fields of Rettighet.
func (Rettighet) Fields() []ent.Field {
	return []ent.Field{
		uuidID(),
		field.UUID("integrasjon_id", uuid.UUID{}).Immutable(),
		field.Enum("rett").NamedValues(retter()...).Immutable(),
		field.String("kommunenummer").MinLen(4).MaxLen(4).Immutable(),
		field.Time("gitt").SchemaType(tidspunkt).Immutable(),
		field.Time("trukket").SchemaType(tidspunkt).Optional().Nillable(),
	}
}

// Edges of Rettighet.
func (Rettighet) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("integrasjon", Integrasjon.Type).Ref("rettigheter").Field("integrasjon_id").Unique().Required().Immutable(),
		edge.From("kommune", Kommune.Type).Ref("rettigheter").Field("kommunenummer").Unique().Required().Immutable(),
	}
}

// Indexes of Rettighet: held once at a time, and once more after it has been withdrawn.
func (Rettighet) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("integrasjon_id", "rett", "kommunenummer").Unique().Annotations(entsql.IndexWhere("trukket IS NULL")),
	}
}

// Annotations of Rettighet.
func (Rettighet) Annotations() []schema.Annotation { return table("rettighet") }

// Policy of Rettighet: see ent/rule.
func (Rettighet) Policy() ent.Policy { return rule.Rettighet() }
