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

// Bekymringsmelding is who sent a report and from which form. Its content is only in the sealed pakker of its forsendelse,
// whose id is the same UUID.
type Bekymringsmelding struct{ ent.Schema }

// Fields of Bekymringsmelding.
func (Bekymringsmelding) Fields() []ent.Field {
	return []ent.Field{
		uuidID(),
		field.UUID("forsendelse_id", uuid.UUID{}).Immutable(),
		field.Enum("type").NamedValues("Privat", "PRIVAT", "Offentlig", "OFFENTLIG").Immutable(),
		field.Enum("versjon").NamedValues("V1", "V1", "V2", "V2").Immutable(),
		field.Bytes("melder_id").MaxLen(32).Immutable().Comment("keyed hash of the reporter's number"),
		field.UUID("klientnokkel", uuid.UUID{}).Immutable(),
		field.Bytes("skjema_hash").MaxLen(32).Immutable().Comment("keyed hash of what was typed: same key, same text?"),
		field.Time("opprettet").SchemaType(tidspunkt).Immutable(),
	}
}

// Edges of Bekymringsmelding.
func (Bekymringsmelding) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("forsendelse", Forsendelse.Type).Ref("bekymringsmelding").Field("forsendelse_id").Unique().Required().Immutable(),
	}
}

// Indexes of Bekymringsmelding.
func (Bekymringsmelding) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("melder_id", "klientnokkel").Unique(),
		index.Fields("melder_id", "opprettet"),
	}
}

// Annotations of Bekymringsmelding.
func (Bekymringsmelding) Annotations() []schema.Annotation { return table("bekymringsmelding") }

// Policy of Bekymringsmelding: see ent/rule.
func (Bekymringsmelding) Policy() ent.Policy { return rule.Bekymringsmelding() }
