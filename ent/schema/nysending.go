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

// Nysending is that an administrator had a report sent again, why, and how its way stood then. The way itself ([Leveranse]) is one row for
// as long as the report is, and goes on from there; what it said before stands here. Written beside the hendelse SENDT_PA_NYTT.
type Nysending struct{ ent.Schema }

// Fields of Nysending.
func (Nysending) Fields() []ent.Field {
	return []ent.Field{
		uuidID(),
		field.UUID("forsendelse_id", uuid.UUID{}).Immutable(),
		field.Time("tidspunkt").SchemaType(tidspunkt).Immutable(),
		field.Enum("kanal").NamedValues(kanaler()...).Immutable(),
		field.Bytes("grunn").Immutable().Comment("her words, encrypted; associated data is the row's id"),
		field.Bytes("aktor_id").MaxLen(32).Immutable().Comment("keyed hash of the administrator's number"),
		field.Int("forsok").NonNegative().Immutable().Comment("how many times it had been handed over, or tried to"),
		field.String("feilkode").Optional().Immutable().Comment("why it had last failed, a code of ours"),
		field.String("ekstern_id").Optional().MaxLen(64).Immutable().Comment("what the far side called it; a letter gets another"),
		field.String("ekstern_status").Optional().MaxLen(32).Immutable().Comment("the last status the far side had told"),
	}
}

// Edges of Nysending.
func (Nysending) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("forsendelse", Forsendelse.Type).Ref("nysendinger").Field("forsendelse_id").Unique().Required().Immutable(),
	}
}

// Indexes of Nysending.
func (Nysending) Indexes() []ent.Index {
	return []ent.Index{index.Fields("forsendelse_id", "tidspunkt")}
}

// Annotations of Nysending.
func (Nysending) Annotations() []schema.Annotation { return table("nysending") }

// Policy of Nysending: see ent/rule.
func (Nysending) Policy() ent.Policy { return rule.Nysending() }
