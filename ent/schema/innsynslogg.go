package schema

import (
	"barnevernportalen/ent/rule"

	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"github.com/google/uuid"
)

// Innsynslogg is one act on one person's set: a reading, written in the transaction that reads, or nothing is shown; a batch
// that was indexed; a deletion, which a trigger writes. Append-only, but for the turning of keys.
type Innsynslogg struct{ ent.Schema }

// Fields of Innsynslogg.
func (Innsynslogg) Fields() []ent.Field {
	return []ent.Field{
		field.Int64("id").Immutable(),
		field.Bytes("eier").MinLen(32).MaxLen(32).Immutable().Comment("keyed hash of the person whose set was read"),
		field.Time("tidspunkt").SchemaType(tidspunkt).Immutable(),
		field.Enum("handling").NamedValues("Mapper", "MAPPER", "Mappe", "MAPPE", "Journalpost", "JOURNALPOST", "Dokument", "DOKUMENT",
			"Trad", "TRAD", "Skrevet", "SKREVET", "Indeksert", "INDEKSERT", "Slettet", "SLETTET", "Samtykke", "SAMTYKKE",
			"Foresporsel", "FORESPORSEL", "Forespurt", "FORESPURT").Immutable(),
		field.Enum("aktor").NamedValues("Innbygger", "INNBYGGER", "Fagsystem", "FAGSYSTEM", "System", "SYSTEM").Immutable(),
		field.UUID("mappe_id", uuid.UUID{}).Optional().Nillable().Immutable(),
		field.UUID("journalpost_id", uuid.UUID{}).Optional().Nillable().Immutable(),
		field.UUID("samtykke_id", uuid.UUID{}).Optional().Nillable().Immutable(),
		field.String("kommunenummer").MaxLen(4).Optional().Nillable().Immutable().
			Comment("of INDEKSERT, SLETTET, SAMTYKKE and a machine's FORESPORSEL: whose set; never shown, but hides the line while she is shut out there"),
		field.Bytes("innhold").Optional().Immutable().
			Comment("of INDEKSERT and SAMTYKKE: the number, encrypted for this owner, so that the hash of all her lines can turn"),
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
