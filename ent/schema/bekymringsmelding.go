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

// Bekymringsmelding is who sent a report and from which form: a person, or a machine on behalf of a kommune, never both.
// Its content is only in the sealed pakker of its forsendelse, whose id is the same UUID.
type Bekymringsmelding struct{ ent.Schema }

// Fields of Bekymringsmelding.
func (Bekymringsmelding) Fields() []ent.Field {
	return []ent.Field{
		uuidID(),
		field.UUID("forsendelse_id", uuid.UUID{}).Immutable(),
		field.Enum("type").NamedValues("Privat", "PRIVAT", "Offentlig", "OFFENTLIG").Immutable(),
		field.Enum("versjon").NamedValues("V1", "V1", "V2", "V2").Immutable(),
		// A person's:
		field.Bytes("melder_id").MaxLen(32).Optional().Immutable().Comment("keyed hash of the reporter's number"),
		field.UUID("klientnokkel", uuid.UUID{}).Optional().Immutable(),
		field.Bytes("skjema_hash").MaxLen(32).Optional().Immutable().Comment("keyed hash of what was typed: same key, same text?"),
		// A machine's:
		field.UUID("integrasjon_id", uuid.UUID{}).Optional().Immutable(),
		field.String("fra_kommune").Optional().Immutable().Comment("kommunenummer: on whose behalf the machine sent it"),
		field.Bytes("sendt_hash").MaxLen(32).Optional().Immutable().
			Comment("SHA-256 of what was sent, ciphertext and address: a trigger lets an integration have it once in 24 hours"),
		field.Time("opprettet").SchemaType(tidspunkt).Immutable(),
	}
}

// Edges of Bekymringsmelding.
func (Bekymringsmelding) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("forsendelse", Forsendelse.Type).Ref("bekymringsmelding").Field("forsendelse_id").Unique().Required().Immutable(),
	}
}

// Indexes of Bekymringsmelding.
func (Bekymringsmelding) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("melder_id", "klientnokkel").Unique(),
		index.Fields("melder_id", "opprettet"),
		index.Fields("integrasjon_id", "sendt_hash", "opprettet").Annotations(entsql.IndexWhere("integrasjon_id IS NOT NULL")),
	}
}

// Annotations of Bekymringsmelding.
func (Bekymringsmelding) Annotations() []schema.Annotation {
	return checked("bekymringsmelding", map[string]string{
		"bekymringsmelding_avsender": "num_nonnulls(melder_id, integrasjon_id) = 1 AND " +
			"num_nonnulls(melder_id, klientnokkel, skjema_hash) IN (0, 3) AND " +
			"num_nonnulls(integrasjon_id, fra_kommune, sendt_hash) IN (0, 3)",
		"bekymringsmelding_fra": "fra_kommune ~ '^[0-9]{4}$' AND length(sendt_hash) = 32",
	})
}

// Policy of Bekymringsmelding: see ent/rule.
func (Bekymringsmelding) Policy() ent.Policy { return rule.Bekymringsmelding() }
