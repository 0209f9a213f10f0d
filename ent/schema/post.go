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

// Post is what a person has written to barnevernet from a case of hers: POST, an answer to a document (SVAR) or a complaint
// (KLAGE). Her files are only in the sealed pakker of its forsendelse, whose id is the same UUID; her own text stands here,
// sealed by ent/vault for this row and her, so that she sees her own thread.
type Post struct{ ent.Schema }

// Fields of Post. What hashes and seals a person's number is not immutable: keys turn.
func (Post) Fields() []ent.Field {
	return []ent.Field{
		uuidID(),
		field.UUID("forsendelse_id", uuid.UUID{}).Immutable(),
		field.Enum("type").NamedValues("Post", "POST", "Svar", "SVAR", "Klage", "KLAGE").Immutable(),
		field.Bytes("eier").MinLen(32).MaxLen(32).Comment("keyed hash of the number of the person who wrote it"),
		field.String("kommunenummer").MinLen(4).MaxLen(4).Immutable().Comment("the case's"),
		field.UUID("mappe_id", uuid.UUID{}).Immutable(),
		field.UUID("journalpost_id", uuid.UUID{}).Optional().Nillable().Immutable().Comment("what is answered; of POST none"),
		field.UUID("nokkel", uuid.UUID{}).Immutable().Comment("the client's idempotency key"),
		field.Bytes("skjema_hash").MinLen(32).MaxLen(32).Immutable().Comment("keyed hash of what was sent, to know the same again"),
		field.UUID("dialogmottaker_id", uuid.UUID{}).Immutable(),
		field.UUID("mottakersystem_id", uuid.UUID{}).Optional().Nillable().Immutable().Comment("who fetches it, if it goes by SVARINN"),
		field.Bytes("innhold").Comment("the thread's row; see innsyn/post_rad.go"),
		field.Bytes("konvolutt").Comment("what the receiver is told outside the parcel: who wrote, of which case; see delivery/konvolutt.go"),
		field.Time("opprettet").SchemaType(tidspunkt).Immutable(),
	}
}

// Edges of Post.
func (Post) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("forsendelse", Forsendelse.Type).Ref("post").Field("forsendelse_id").Unique().Required().Immutable(),
		edge.From("dialogmottaker", Dialogmottaker.Type).Ref("post").Field("dialogmottaker_id").Unique().Required().Immutable(),
		edge.From("mottakersystem", Mottakersystem.Type).Ref("post").Field("mottakersystem_id").Unique().Immutable(),
	}
}

// Indexes of Post.
func (Post) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("eier", "nokkel").Unique(),
		index.Fields("eier", "mappe_id", "opprettet"),
		index.Fields("mottakersystem_id"),
	}
}

// Annotations of Post.
func (Post) Annotations() []schema.Annotation {
	return checked("post", map[string]string{
		"post_eier": "octet_length(eier) = 32 AND octet_length(skjema_hash) = 32",
		"post_svar": "(type = 'POST') = (journalpost_id IS NULL)",
	})
}

// Policy of Post: see ent/rule.
func (Post) Policy() ent.Policy { return rule.Post() }

// Mottakersystem is a case system that fetches post by SvarInn's paths: which shipments are its, the key they are sealed to,
// and how it proves who it is.
type Mottakersystem struct{ ent.Schema }

// Fields of Mottakersystem.
func (Mottakersystem) Fields() []ent.Field {
	return []ent.Field{
		uuidID(),
		field.String("navn").NotEmpty().MaxLen(400).Comment("at most 100 characters"),
		field.String("orgnr").MinLen(9).MaxLen(9).Immutable().Comment("whose post it fetches"),
		field.String("forsendelsestype").MaxLen(100).Default("").Immutable().Comment("empty: all types that no other system has"),
		field.Enum("sikkerhetsniva").NamedValues("Betydelig", "BETYDELIG", "Hoyeste", "HOYESTE").Immutable().Comment("the highest it takes"),
		field.String("bruker").NotEmpty().MaxLen(64).Unique().Immutable(),
		field.Bytes("passord_hash").MinLen(32).MaxLen(32).Sensitive().Comment("see forvaltning/passord.go"),
		field.UUID("nokkel_id", uuid.UUID{}).Comment("the key in use"),
		field.Time("opprettet").SchemaType(tidspunkt).Immutable(),
		field.Time("trukket").SchemaType(tidspunkt).Optional().Nillable(),
	}
}

// Edges of Mottakersystem.
func (Mottakersystem) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("nokkel", Nokkel.Type).Ref("mottakersystemer").Field("nokkel_id").Unique().Required(),
		edge.To("post", Post.Type).Annotations(entsql.OnDelete(entsql.Restrict)),
	}
}

// Indexes of Mottakersystem: of two that could take the same shipment nobody would know which has it.
func (Mottakersystem) Indexes() []ent.Index {
	return []ent.Index{index.Fields("orgnr", "forsendelsestype").Unique().Annotations(entsql.IndexWhere("trukket IS NULL"))}
}

// Annotations of Mottakersystem.
func (Mottakersystem) Annotations() []schema.Annotation {
	return checked("mottakersystem", map[string]string{
		"mottakersystem_orgnr":   "orgnr ~ '^[0-9]{9}$'",
		"mottakersystem_passord": "octet_length(passord_hash) = 32",
	})
}

// Policy of Mottakersystem: see ent/rule.
func (Mottakersystem) Policy() ent.Policy { return rule.Mottakersystem() }

// Dialogmottaker is who gets what is written from a case: by the case's organisasjonsnummer and the edialogId that the case
// system gave, or the organisation's default. What no row names is not offered.
type Dialogmottaker struct{ ent.Schema }

// Fields of Dialogmottaker.
func (Dialogmottaker) Fields() []ent.Field {
	return []ent.Field{
		uuidID(),
		field.String("orgnr").MinLen(9).MaxLen(9).Immutable().Comment("the case's organisasjonsnummer"),
		field.String("edialog_id").MaxLen(200).Default("").Immutable().Comment("empty: the organisation's default"),
		field.UUID("bydel_id", uuid.UUID{}).Immutable().Comment("whose chain it is in"),
		field.String("mottaker_orgnr").MinLen(9).MaxLen(9).Comment("who gets it: most often the case's own organisation"),
		field.String("mottaker_navn").NotEmpty().MaxLen(400).Comment("at most 100 characters"),
		field.String("tittel").MaxLen(800).Default("").Comment("the template's title; empty: the standard one"),
		field.Enum("vei").NamedValues("Svarinn", "SVARINN", "Svarut", "SVARUT"),
		field.Bool("reserve").Default(false).Comment("by SVARUT, and so to Altinn, when the receiver's system will not have it"),
		field.Bool("aktiv").Default(true),
		field.Int("versjon").Default(1).Positive().Comment("counts the changes; taken away, too"),
	}
}

// Edges of Dialogmottaker.
func (Dialogmottaker) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("bydel", Bydel.Type).Ref("dialogmottakere").Field("bydel_id").Unique().Required().Immutable(),
		edge.To("post", Post.Type).Annotations(entsql.OnDelete(entsql.Restrict)),
	}
}

// Indexes of Dialogmottaker.
func (Dialogmottaker) Indexes() []ent.Index {
	return []ent.Index{index.Fields("orgnr", "edialog_id").Unique()}
}

// Annotations of Dialogmottaker.
func (Dialogmottaker) Annotations() []schema.Annotation {
	return checked("dialogmottaker", map[string]string{"dialogmottaker_orgnr": "orgnr ~ '^[0-9]{9}$' AND mottaker_orgnr ~ '^[0-9]{9}$'"})
}

// Policy of Dialogmottaker: see ent/rule.
func (Dialogmottaker) Policy() ent.Policy { return rule.Dialogmottaker() }
