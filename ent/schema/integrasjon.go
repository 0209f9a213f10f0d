package schema

import (
	"barnevernportalen/ent/rule"

	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
)

// Integrasjon is a machine that may call: which organisation its token must speak for, and the hash of its password.
type Integrasjon struct{ ent.Schema }

// Fields of Integrasjon.
func (Integrasjon) Fields() []ent.Field {
	return []ent.Field{
		uuidID(),
		field.String("navn").NotEmpty().MaxLen(400).Comment("at most 100 characters; a character is at most four bytes"),
		field.String("orgnr").MinLen(9).MaxLen(9).Immutable().
			Comment("the authorised organisation, most often the vendor: a token of any other is refused"),
		field.Bytes("passord_hash").MinLen(32).MaxLen(32).Sensitive().Comment("see forvaltning/passord.go"),
		field.Int("passord_nr").Positive().Default(1).
			Comment("counts the passwords there have been: a socket opened under an older one ends"),
		field.Time("opprettet").SchemaType(tidspunkt).Immutable(),
		field.Time("passord_satt").SchemaType(tidspunkt),
		field.Time("trukket").SchemaType(tidspunkt).Optional().Nillable(),
	}
}

// Edges of Integrasjon.
func (Integrasjon) Edges() []ent.Edge {
	return []ent.Edge{edge.To("rettigheter", Rettighet.Type)}
}

// Annotations of Integrasjon.
func (Integrasjon) Annotations() []schema.Annotation {
	return checked("integrasjon", map[string]string{
		"integrasjon_orgnr":   "orgnr ~ '^[0-9]{9}$'",
		"integrasjon_passord": "octet_length(passord_hash) = 32 AND passord_nr > 0",
	})
}

// Policy of Integrasjon: see ent/rule.
func (Integrasjon) Policy() ent.Policy { return rule.Integrasjon() }
