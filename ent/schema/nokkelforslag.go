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

// Nokkelforslag is a public key that one administrator has proposed and another must sign before anything is sealed to it:
// whoever may change a key alone may read what is sent from then on. It is decided once, and never deleted.
type Nokkelforslag struct{ ent.Schema }

// Fields of Nokkelforslag.
func (Nokkelforslag) Fields() []ent.Field {
	return []ent.Field{
		uuidID(),
		field.String("omfang").NotEmpty().MaxLen(200).Immutable().
			Comment("whose key it is to be: the bydel's id, a system or account by name, or «felles» for one shared by all"),
		field.UUID("bydel_id", uuid.UUID{}).Optional().Nillable().Immutable().Comment("none: shared by all receivers"),
		field.Enum("formal").NamedValues(nokkelformal()...).Immutable(),
		field.Bytes("sertifikat").Immutable().Comment("X.509, DER"),
		field.String("tommelavtrykk").MinLen(64).MaxLen(64).Immutable(),
		field.Time("gyldig_fra").SchemaType(tidspunkt).Immutable(),
		field.Time("gyldig_til").SchemaType(tidspunkt).Immutable(),
		field.String("oppdrag").Optional().MaxLen(4000).Immutable().
			Comment("the set-up that comes with the key, as JSON: a mottakersystem's or a protokollkonto's"),
		field.Time("foreslatt").SchemaType(tidspunkt).Immutable(),
		field.Bytes("foreslatt_av").MinLen(32).MaxLen(32).Immutable().Comment("keyed hash of the administrator's number"),
		field.Time("avgjort").SchemaType(tidspunkt).Optional().Nillable(),
		field.Bytes("avgjort_av").MaxLen(32).Optional().Comment("likewise"),
		field.Enum("utfall").NamedValues("Godkjent", "GODKJENT", "Avslatt", "AVSLATT").Optional().Nillable(),
	}
}

// Edges of Nokkelforslag.
func (Nokkelforslag) Edges() []ent.Edge {
	return []ent.Edge{edge.From("bydel", Bydel.Type).Ref("nokkelforslag").Field("bydel_id").Unique().Immutable()}
}

// Indexes of Nokkelforslag: one waits at a time, so that nobody signs another than she has looked at.
func (Nokkelforslag) Indexes() []ent.Index {
	return []ent.Index{index.Fields("omfang", "formal").Unique().Annotations(entsql.IndexWhere("avgjort IS NULL"))}
}

// Annotations of Nokkelforslag.
func (Nokkelforslag) Annotations() []schema.Annotation {
	return checked("nokkelforslag", map[string]string{
		"nokkelforslag_avgjort":    "num_nonnulls(avgjort, avgjort_av, utfall) IN (0, 3)",
		"nokkelforslag_to_hender":  "utfall IS NULL OR utfall <> 'GODKJENT' OR avgjort_av <> foreslatt_av",
		"nokkelforslag_foreslatt":  "octet_length(foreslatt_av) = 32",
		"nokkelforslag_avgjort_av": "avgjort_av IS NULL OR octet_length(avgjort_av) = 32",
	})
}

// Policy of Nokkelforslag: see ent/rule.
func (Nokkelforslag) Policy() ent.Policy { return rule.Nokkelforslag() }
