package schema

import (
	"barnevernportalen/ent/rule"

	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"github.com/google/uuid"
)

// Driftsmelding is one version of a message that stands on every page of the portal. The highest versjon of a melding holds.
// Append-only.
type Driftsmelding struct{ ent.Schema }

// Fields of Driftsmelding.
func (Driftsmelding) Fields() []ent.Field {
	return append([]ent.Field{
		uuidID(),
		field.UUID("melding_id", uuid.UUID{}).Immutable().Comment("the message, the same in all its versions"),
		field.Int("versjon").Positive().Immutable(),
		field.Enum("alvorlighet").NamedValues("Info", "INFO", "Advarsel", "ADVARSEL", "Kritisk", "KRITISK").Immutable(),
		field.Time("fra").SchemaType(tidspunkt).Immutable(),
		field.Time("til").SchemaType(tidspunkt).Optional().Nillable().Immutable().Comment("none: until it is withdrawn"),
		field.Bool("trukket").Default(false).Immutable(),
		field.Time("tidspunkt").SchemaType(tidspunkt).Immutable(),
	}, spraktekster()...)
}

// Indexes of Driftsmelding: two who save at once cannot both make the next version.
func (Driftsmelding) Indexes() []ent.Index {
	return []ent.Index{index.Fields("melding_id", "versjon").Unique()}
}

// Annotations of Driftsmelding.
func (Driftsmelding) Annotations() []schema.Annotation {
	return checked("driftsmelding", map[string]string{"driftsmelding_tid": "til IS NULL OR til > fra"})
}

// Policy of Driftsmelding: see ent/rule.
func (Driftsmelding) Policy() ent.Policy { return rule.Driftsmelding() }
