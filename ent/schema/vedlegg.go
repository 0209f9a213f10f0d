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

// Vedlegg is a file a person has uploaded and not sent yet. It is used once, or swept; it ends with her session.
type Vedlegg struct{ ent.Schema }

// Fields of Vedlegg.
func (Vedlegg) Fields() []ent.Field {
	return []ent.Field{
		uuidID(),
		field.UUID("sesjon_id", uuid.UUID{}).Immutable(),
		field.Bytes("eier").MinLen(32).MaxLen(32).Immutable(),
		field.Enum("mime_type").NamedValues("PDF", "application/pdf", "JPEG", "image/jpeg", "PNG", "image/png").Immutable(),
		field.Bytes("navn").Immutable().Comment("encrypted; what she called the file"),
		field.Bytes("innhold").Immutable().Comment("encrypted; checked, and images drawn anew, before it was stored"),
		field.Int64("storrelse").Positive().Immutable().Comment("bytes before encryption"),
		field.Time("lastet_opp").SchemaType(tidspunkt).Immutable(),
		field.Time("utloper").SchemaType(tidspunkt).Immutable(),
	}
}

// Edges of Vedlegg.
func (Vedlegg) Edges() []ent.Edge {
	return []ent.Edge{edge.From("sesjon", Sesjon.Type).Ref("vedlegg").Field("sesjon_id").Unique().Required().Immutable()}
}

// Indexes of Vedlegg.
func (Vedlegg) Indexes() []ent.Index {
	return []ent.Index{index.Fields("sesjon_id"), index.Fields("utloper")}
}

// Annotations of Vedlegg.
func (Vedlegg) Annotations() []schema.Annotation {
	return checked("vedlegg", map[string]string{
		"vedlegg_eier":      "octet_length(eier) = 32",
		"vedlegg_kort":      "utloper <= lastet_opp + interval '12 hours'",
		"vedlegg_storrelse": "storrelse BETWEEN 1 AND 10485760", // 10 MB: innsyn.MaksVedlegg
	})
}

// Policy of Vedlegg: see ent/rule.
func (Vedlegg) Policy() ent.Policy { return rule.Vedlegg() }
