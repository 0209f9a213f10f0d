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

// Kjede is the head of a receiver's chain of one kind of shipment. That of reports stands on bydel, where it has always
// stood; a receiver has one of each other kind from the first shipment of it.
type Kjede struct{ ent.Schema }

// Fields of Kjede.
func (Kjede) Fields() []ent.Field {
	return []ent.Field{
		uuidID(),
		field.UUID("bydel_id", uuid.UUID{}).Immutable(),
		field.Enum("slag").NamedValues(slagene()...).Immutable(),
		field.Int64("siste_nr").Default(0).NonNegative().Comment("changed only under this row's lock, last in the submitting transaction"),
		field.Bytes("siste_hash").MaxLen(32).Optional(),
	}
}

// Edges of Kjede.
func (Kjede) Edges() []ent.Edge {
	return []ent.Edge{edge.From("bydel", Bydel.Type).Ref("kjeder").Field("bydel_id").Unique().Required().Immutable()}
}

// Indexes of Kjede.
func (Kjede) Indexes() []ent.Index { return []ent.Index{index.Fields("bydel_id", "slag").Unique()} }

// Annotations of Kjede.
func (Kjede) Annotations() []schema.Annotation {
	return checked("kjede", map[string]string{"kjede_slag": "slag <> 'BEKYMRINGSMELDING'"})
}

// Policy of Kjede: see ent/rule.
func (Kjede) Policy() ent.Policy { return rule.Kjede() }
