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

// Avvisning is why a receiver's system would not have a report. Its own words may hold anything, so they stand encrypted.
type Avvisning struct{ ent.Schema }

// Fields of Avvisning.
func (Avvisning) Fields() []ent.Field {
	return []ent.Field{
		uuidID(),
		field.UUID("forsendelse_id", uuid.UUID{}).Immutable(),
		field.Enum("grunn").NamedValues("KanIkkeApnes", "KAN_IKKE_APNES", "UgyldigInnhold", "UGYLDIG_INNHOLD",
			"FeilMottaker", "FEIL_MOTTAKER", "KanIkkeLagres", "KAN_IKKE_LAGRES", "Annet", "ANNET").Immutable(),
		field.Bytes("tekst").Optional().Immutable().Comment("encrypted; associated data is the row's id"),
		field.Time("tidspunkt").SchemaType(tidspunkt).Immutable(),
	}
}

// Edges of Avvisning.
func (Avvisning) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("forsendelse", Forsendelse.Type).Ref("avvisninger").Field("forsendelse_id").Unique().Required().Immutable(),
	}
}

// Indexes of Avvisning.
func (Avvisning) Indexes() []ent.Index {
	return []ent.Index{index.Fields("forsendelse_id", "tidspunkt")}
}

// Annotations of Avvisning.
func (Avvisning) Annotations() []schema.Annotation { return table("avvisning") }

// Policy of Avvisning: see ent/rule.
func (Avvisning) Policy() ent.Policy { return rule.Avvisning() }
