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

// Nokkel is a public key that reports are sealed to. The private halves stand elsewhere; see delivery/nokler.go.
type Nokkel struct{ ent.Schema }

// nokkelformal are the kinds of key: by what its private half opens.
func nokkelformal() []string {
	return []string{
		"Fagsystem", "FAGSYSTEM", "Manuell", "MANUELL", "Print", "PRINT", "Tjeneste", "TJENESTE",
		"Svarinn", "SVARINN", "Svarut", "SVARUT", "Protokoll", "PROTOKOLL",
	}
}

// Fields of Nokkel.
func (Nokkel) Fields() []ent.Field {
	return []ent.Field{
		uuidID(),
		field.UUID("bydel_id", uuid.UUID{}).Optional().Nillable().Immutable().Comment("none: shared by all receivers (print)"),
		field.Enum("formal").NamedValues(nokkelformal()...).Immutable().
			Comment("SVARINN: a mottakersystem's own; SVARUT: SvarUt's; PROTOKOLL: a protokollkonto's"),
		field.Bytes("sertifikat").Immutable().Comment("X.509, DER"),
		field.String("tommelavtrykk").MinLen(64).MaxLen(64).Immutable().Comment("SHA-256 of the DER, hexadecimal"),
		field.Time("gyldig_fra").SchemaType(tidspunkt).Immutable(),
		field.Time("gyldig_til").SchemaType(tidspunkt).Immutable(),
		field.Time("tatt_i_bruk").SchemaType(tidspunkt).Immutable(),
		field.Time("erstattet").SchemaType(tidspunkt).Optional().Nillable(),
	}
}

// Edges of Nokkel.
func (Nokkel) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("bydel", Bydel.Type).Ref("nokler").Field("bydel_id").Unique().Immutable(),
		edge.To("pakker", Pakke.Type),
		edge.To("mottakersystemer", Mottakersystem.Type),
		edge.To("protokollkontoer", Protokollkonto.Type),
	}
}

// Indexes of Nokkel.
func (Nokkel) Indexes() []ent.Index {
	return []ent.Index{index.Fields("bydel_id", "formal", "tatt_i_bruk")}
}

// Annotations of Nokkel.
func (Nokkel) Annotations() []schema.Annotation { return table("nokkel") }

// Policy of Nokkel: see ent/rule.
func (Nokkel) Policy() ent.Policy { return rule.Nokkel() }
