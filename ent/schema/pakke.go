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

// Pakke is one sealed parcel: the report, encrypted to one public key.
type Pakke struct{ ent.Schema }

// Fields of Pakke.
func (Pakke) Fields() []ent.Field {
	return []ent.Field{
		uuidID(),
		field.UUID("forsendelse_id", uuid.UUID{}).Immutable(),
		field.UUID("nokkel_id", uuid.UUID{}).Immutable(),
		field.Enum("formal").NamedValues("Fagsystem", "FAGSYSTEM", "Manuell", "MANUELL", "Print", "PRINT",
			"Svarinn", "SVARINN", "Svarut", "SVARUT", "Protokoll", "PROTOKOLL").Immutable(),
		field.Bytes("innhold").Optional().Nillable().
			Comment("ciphertext; null once it may be deleted (proof, 30 days and an avstemming), the row stays"),
		field.Bytes("sha256").MinLen(32).MaxLen(32).Immutable().Comment("of the ciphertext"),
		field.Int64("storrelse").Positive().Immutable().Comment("bytes of ciphertext"),
		field.Bytes("bevis_hash").MaxLen(32).Optional().Immutable().Comment("SHA-256 of the storage token inside, if it holds one"),
	}
}

// Edges of Pakke.
func (Pakke) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("forsendelse", Forsendelse.Type).Ref("pakker").Field("forsendelse_id").Unique().Required().Immutable(),
		edge.From("nokkel", Nokkel.Type).Ref("pakker").Field("nokkel_id").Unique().Required().Immutable(),
		edge.To("leveranser", Leveranse.Type),
	}
}

// Indexes of Pakke.
func (Pakke) Indexes() []ent.Index {
	return []ent.Index{index.Fields("forsendelse_id", "formal").Unique()}
}

// Annotations of Pakke.
func (Pakke) Annotations() []schema.Annotation { return table("pakke") }

// Policy of Pakke: see ent/rule.
func (Pakke) Policy() ent.Policy { return rule.Pakke() }
