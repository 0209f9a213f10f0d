package schema

import (
	"barnevernportalen/ent/rule"

	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
)

// Avtale is a kommune's agreement to receive here. A new one stands beside the old, and the newest holds. Never changed or
// deleted: a trigger refuses it.
type Avtale struct{ ent.Schema }

// Fields of Avtale.
func (Avtale) Fields() []ent.Field {
	return []ent.Field{
		uuidID(),
		field.String("kommunenummer").MinLen(4).MaxLen(4).Immutable(),
		field.String("versjon").NotEmpty().MaxLen(80).Immutable().Comment("of the agreement's text; at most 20 characters"),
		field.Time("inngatt").SchemaType(tidspunkt).Immutable().Comment("the beginning of the day it was made, in Norway"),
		field.Bytes("signert_av").Optional().Immutable().
			Comment("who signed for the kommune, encrypted; none: recorded before there was such a register"),
		field.Time("registrert").SchemaType(tidspunkt).Immutable(),
	}
}

// Edges of Avtale.
func (Avtale) Edges() []ent.Edge {
	return []ent.Edge{edge.From("kommune", Kommune.Type).Ref("avtaler").Field("kommunenummer").Unique().Required().Immutable()}
}

// Indexes of Avtale.
func (Avtale) Indexes() []ent.Index { return []ent.Index{index.Fields("kommunenummer", "registrert")} }

// Annotations of Avtale.
func (Avtale) Annotations() []schema.Annotation { return table("avtale") }

// Policy of Avtale: see ent/rule.
func (Avtale) Policy() ent.Policy { return rule.Avtale() }
