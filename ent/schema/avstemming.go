package schema

import (
	"barnevernportalen/ent/rule"

	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"github.com/google/uuid"
)

// Avstemming is that somebody said what a receiver holds, and how that compared with what it was sent. Append-only. What
// was found about each report stands in that report's hendelser.
type Avstemming struct{ ent.Schema }

// Fields of Avstemming.
func (Avstemming) Fields() []ent.Field {
	return []ent.Field{
		uuidID(),
		field.UUID("bydel_id", uuid.UUID{}).Immutable(),
		field.Time("tidspunkt").SchemaType(tidspunkt).Immutable(),
		field.Enum("aktor").NamedValues("Saksbehandler", "SAKSBEHANDLER", "Fagsystem", "FAGSYSTEM", "System", "SYSTEM").Immutable().
			Comment("SYSTEM: an operator, with the receiver's list in hand"),
		field.Bytes("aktor_id").MaxLen(32).Optional().Immutable().Comment("keyed hash of the person who signed, or the integration's id"),
		field.Bytes("aktor_navn").Optional().Immutable().Comment("encrypted; associated data is this row's id"),
		field.String("liste").Optional().MaxLen(10).Immutable().Comment("the day whose list was signed, as 2026-11-23; empty: a range of numbers"),
		field.Int64("fra_nr").NonNegative().Immutable(),
		field.Int64("til_nr").NonNegative().Immutable(),
		field.Int("sendt").NonNegative().Immutable().Comment("how many reports should be there"),
		field.Int("holdt").NonNegative().Immutable().Comment("how many are there, it says"),
		field.Int("enige").NonNegative().Immutable().Comment("how many of them are the same"),
		field.Int("avvik").NonNegative().Immutable().Comment("how many differences were named"),
	}
}

// Edges of Avstemming.
func (Avstemming) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("bydel", Bydel.Type).Ref("avstemminger").Field("bydel_id").Unique().Required().Immutable(),
	}
}

// Indexes of Avstemming.
func (Avstemming) Indexes() []ent.Index {
	return []ent.Index{index.Fields("bydel_id", "liste")}
}

// Annotations of Avstemming.
func (Avstemming) Annotations() []schema.Annotation { return table("avstemming") }

// Policy of Avstemming: see ent/rule.
func (Avstemming) Policy() ent.Policy { return rule.Avstemming() }
