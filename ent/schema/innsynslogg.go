package schema

import (
	"barnevernportalen/ent/rule"

	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"github.com/google/uuid"
)

// Innsynslogg is one reading of one person's set: written in the transaction that reads, or nothing is shown. Append-only.
type Innsynslogg struct{ ent.Schema }

// Fields of Innsynslogg.
func (Innsynslogg) Fields() []ent.Field {
	return []ent.Field{
		field.Int64("id").Immutable(),
		field.Bytes("eier").MinLen(32).MaxLen(32).Immutable().Comment("keyed hash of the person whose set was read"),
		field.Time("tidspunkt").SchemaType(tidspunkt).Immutable(),
		field.Enum("handling").NamedValues("Mapper", "MAPPER", "Mappe", "MAPPE", "Journalpost", "JOURNALPOST", "Dokument", "DOKUMENT",
			"Samtykke", "SAMTYKKE").
			Immutable(),
		field.Enum("aktor").NamedValues("Innbygger", "INNBYGGER", "Fagsystem", "FAGSYSTEM", "System", "SYSTEM").Immutable(),
		field.UUID("mappe_id", uuid.UUID{}).Optional().Nillable().Immutable(),
		field.UUID("journalpost_id", uuid.UUID{}).Optional().Nillable().Immutable(),
		field.UUID("samtykke_id", uuid.UUID{}).Optional().Nillable().Immutable(),
	}
}

// Indexes of Innsynslogg.
func (Innsynslogg) Indexes() []ent.Index { return []ent.Index{index.Fields("eier", "id")} }

// Annotations of Innsynslogg.
func (Innsynslogg) Annotations() []schema.Annotation {
	return checked("innsynslogg", map[string]string{"innsynslogg_eier": "octet_length(eier) = 32"})
}

// Policy of Innsynslogg: see ent/rule.
func (Innsynslogg) Policy() ent.Policy { return rule.Innsynslogg() }
