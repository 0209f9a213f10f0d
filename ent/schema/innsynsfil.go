package schema

import (
	"barnevernportalen/ent/rule"

	"entgo.io/ent"
	"entgo.io/ent/dialect/entsql"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"github.com/google/uuid"
)

// Innsynsfil is the file of a document that a case system has put in our own store. Who may read it does not stand here:
// that is whoever has been given a journalpost that links to it. It is there from when all of it is (ferdig); until then it
// is a place that is kept for an upload under way.
type Innsynsfil struct{ ent.Schema }

// Fields of Innsynsfil.
func (Innsynsfil) Fields() []ent.Field {
	return []ent.Field{
		uuidID(),
		field.UUID("integrasjon_id", uuid.UUID{}).Immutable(),
		field.String("kommunenummer").MinLen(4).MaxLen(4).Immutable(),
		field.Int64("storrelse").Positive().Comment("bytes in clear; until it is finished, the most it may become"),
		field.Enum("type").NamedValues("PDF", "PDF", "PNG", "PNG", "JPEG", "JPEG", "Tekst", "TEKST").Optional().Nillable(),
		field.Time("lastet_opp").SchemaType(tidspunkt).Immutable(),
		field.Time("ferdig").SchemaType(tidspunkt).Optional().Nillable(),
	}
}

// Edges of Innsynsfil.
func (Innsynsfil) Edges() []ent.Edge {
	return []ent.Edge{edge.To("deler", Innsynsfildel.Type).Annotations(entsql.OnDelete(entsql.Cascade))}
}

// Indexes of Innsynsfil.
func (Innsynsfil) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("integrasjon_id"),
		index.Fields("lastet_opp").Annotations(entsql.IndexWhere("ferdig IS NULL")),
	}
}

// Annotations of Innsynsfil.
func (Innsynsfil) Annotations() []schema.Annotation {
	return checked("innsynsfil", map[string]string{"innsynsfil_ferdig": "(ferdig IS NULL) = (type IS NULL)"})
}

// Policy of Innsynsfil: see ent/rule.
func (Innsynsfil) Policy() ent.Policy { return rule.Innsynsfil() }

// Innsynsfildel is one piece of a file, sealed by ent/vault for its place in it.
type Innsynsfildel struct{ ent.Schema }

// Fields of Innsynsfildel.
func (Innsynsfildel) Fields() []ent.Field {
	return []ent.Field{
		field.Int64("id").Immutable(),
		field.UUID("fil_id", uuid.UUID{}).Immutable(),
		field.Int("nr").NonNegative().Immutable(),
		field.Bytes("innhold").Immutable(),
	}
}

// Edges of Innsynsfildel.
func (Innsynsfildel) Edges() []ent.Edge {
	return []ent.Edge{edge.From("fil", Innsynsfil.Type).Ref("deler").Field("fil_id").Unique().Required().Immutable()}
}

// Indexes of Innsynsfildel.
func (Innsynsfildel) Indexes() []ent.Index { return []ent.Index{index.Fields("fil_id", "nr").Unique()} }

// Annotations of Innsynsfildel.
func (Innsynsfildel) Annotations() []schema.Annotation {
	return checked("innsynsfildel", map[string]string{
		"innsynsfildel_innhold": "octet_length(innhold) BETWEEN 34 AND 262177", // innsyn's 256 KiB, sealed
	})
}

// Policy of Innsynsfildel: see ent/rule.
func (Innsynsfildel) Policy() ent.Policy { return rule.Innsynsfildel() }
