package schema

import (
	"barnevernportalen/ent/rule"

	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
)

// Kommune is a kommune of the division of 2024. Reference data: written by seeding only.
type Kommune struct{ ent.Schema }

// Fields of Kommune.
func (Kommune) Fields() []ent.Field {
	return []ent.Field{
		field.String("id").MaxLen(4).MinLen(4).Immutable().StorageKey("kommunenummer"),
		field.String("navn").NotEmpty(),
		field.Time("gyldig_fra").SchemaType(tidspunkt),
		field.Time("gyldig_til").SchemaType(tidspunkt).Optional().Nillable().
			Comment("set when the kommune is merged or split; its reports keep pointing here"),
	}
}

// Edges of Kommune.
func (Kommune) Edges() []ent.Edge {
	return []ent.Edge{edge.To("bydeler", Bydel.Type)}
}

// Annotations of Kommune.
func (Kommune) Annotations() []schema.Annotation {
	return checked("kommune", map[string]string{
		"kommune_nummer": "kommunenummer ~ '^[0-9]{4}$'",
	})
}

// Policy of Kommune: see ent/rule.
func (Kommune) Policy() ent.Policy { return rule.Kommune() }
