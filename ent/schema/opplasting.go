package schema

import (
	"barnevernportalen/ent/rule"

	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"github.com/google/uuid"
)

// Opplasting is a sealed part of a report that a machine has uploaded and not sent yet. It is used once, or swept.
type Opplasting struct{ ent.Schema }

// Fields of Opplasting.
func (Opplasting) Fields() []ent.Field {
	return []ent.Field{
		uuidID(),
		field.UUID("integrasjon_id", uuid.UUID{}).Immutable(),
		field.Enum("slag").NamedValues("Asice", "ASICE", "Bekymringsmelding", "BEKYMRINGSMELDING").Immutable(),
		field.Bytes("innhold").Immutable().Comment("ciphertext: CMS, looked at before it is stored"),
		field.Time("lastet_opp").SchemaType(tidspunkt).Immutable(),
		field.Time("utloper").SchemaType(tidspunkt).Immutable(),
	}
}

// Indexes of Opplasting.
func (Opplasting) Indexes() []ent.Index {
	return []ent.Index{index.Fields("integrasjon_id"), index.Fields("utloper")}
}

// Annotations of Opplasting.
func (Opplasting) Annotations() []schema.Annotation {
	return checked("opplasting", map[string]string{
		"opplasting_kort":      "utloper <= lastet_opp + interval '1 hour'",
		"opplasting_storrelse": "length(innhold) BETWEEN 1 AND 5242880", // 5 MB: bekymring.MaksForseglet
	})
}

// Policy of Opplasting: see ent/rule.
func (Opplasting) Policy() ent.Policy { return rule.Opplasting() }
