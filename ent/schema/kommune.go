package schema

import (
	"barnevernportalen/ent/rule"

	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"github.com/google/uuid"
)

// Kommune is a kommune of the division of 2024. Reference data: written by seeding, but for fiks_org_id.
type Kommune struct{ ent.Schema }

// Fields of Kommune.
func (Kommune) Fields() []ent.Field {
	return []ent.Field{
		field.String("id").MaxLen(4).MinLen(4).Immutable().StorageKey("kommunenummer"),
		field.String("navn").NotEmpty(),
		field.Time("gyldig_fra").SchemaType(tidspunkt),
		field.Time("gyldig_til").SchemaType(tidspunkt).Optional().Nillable().
			Comment("set when the kommune is merged or split; its reports keep pointing here"),
		field.UUID("fiks_org_id", uuid.UUID{}).Optional().Nillable().Unique().
			Comment("the kommune as Fiks organisation: fiksOrgId in the national service's paths; given with its first machine"),
	}
}

// Edges of Kommune.
func (Kommune) Edges() []ent.Edge {
	return []ent.Edge{edge.To("bydeler", Bydel.Type), edge.To("rettigheter", Rettighet.Type), edge.To("avtaler", Avtale.Type)}
}

// Annotations of Kommune.
func (Kommune) Annotations() []schema.Annotation {
	return checked("kommune", map[string]string{
		"kommune_nummer": "kommunenummer ~ '^[0-9]{4}$'",
	})
}

// Policy of Kommune: see ent/rule.
func (Kommune) Policy() ent.Policy { return rule.Kommune() }
