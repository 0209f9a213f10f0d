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

// Sesjon is the server half of a login, encrypted under a key that only the cookie has.
type Sesjon struct{ ent.Schema }

// Fields of Sesjon.
func (Sesjon) Fields() []ent.Field {
	return []ent.Field{
		uuidID(),
		field.Bytes("innhold").Immutable(),
		field.Bytes("sid_hash").MaxLen(32).Optional().Immutable().Comment("the identity provider's session, for back-channel logout"),
		field.Bytes("sub_hash").MaxLen(32).Optional().Immutable(),
		field.Time("opprettet").SchemaType(tidspunkt).Immutable(),
		field.Time("sist_brukt").SchemaType(tidspunkt),
		field.Time("utloper").SchemaType(tidspunkt).Immutable(),
	}
}

// Edges of Sesjon: the reporter's own copies, and files that have not been sent, go with the session.
func (Sesjon) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("kopier", Kopi.Type).Annotations(entsql.OnDelete(entsql.Cascade)),
		edge.To("vedlegg", Vedlegg.Type).Annotations(entsql.OnDelete(entsql.Cascade)),
	}
}

// Indexes of Sesjon.
func (Sesjon) Indexes() []ent.Index {
	return []ent.Index{index.Fields("sid_hash"), index.Fields("sub_hash"), index.Fields("utloper")}
}

// Annotations of Sesjon.
func (Sesjon) Annotations() []schema.Annotation { return table("sesjon") }

// Kopi is the reporter's own copy of a report (PDF), sealed under the session ticket.
type Kopi struct{ ent.Schema }

// Fields of Kopi.
func (Kopi) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("id", uuid.UUID{}).Immutable().Comment("the bekymringsmelding's id"),
		field.UUID("sesjon_id", uuid.UUID{}).Immutable(),
		field.Bytes("melder_id").MaxLen(32).Immutable(),
		field.Bytes("innhold").Immutable(),
	}
}

// Edges of Kopi.
func (Kopi) Edges() []ent.Edge {
	return []ent.Edge{edge.From("sesjon", Sesjon.Type).Ref("kopier").Field("sesjon_id").Unique().Required().Immutable()}
}

// Annotations of Kopi.
func (Kopi) Annotations() []schema.Annotation { return table("kopi") }

// BruktJti is a one-time token id that has been seen.
type BruktJti struct{ ent.Schema }

// Fields of BruktJti.
func (BruktJti) Fields() []ent.Field {
	return []ent.Field{
		field.String("id").MaxLen(64).Immutable().Comment("SHA-256 of the jti, hexadecimal"),
		field.Time("utloper").SchemaType(tidspunkt).Immutable(),
	}
}

// Indexes of BruktJti.
func (BruktJti) Indexes() []ent.Index { return []ent.Index{index.Fields("utloper")} }

// Annotations of BruktJti.
func (BruktJti) Annotations() []schema.Annotation { return table("brukt_jti") }

// Policy of Sesjon: see ent/rule.
func (Sesjon) Policy() ent.Policy { return rule.Sesjon() }

// Policy of Kopi: see ent/rule.
func (Kopi) Policy() ent.Policy { return rule.Kopi() }

// Policy of BruktJti: see ent/rule.
func (BruktJti) Policy() ent.Policy { return rule.BruktJti() }
