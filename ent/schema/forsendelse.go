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

// Forsendelse is one thing we have taken responsibility for bringing to a receiver: a line of the ledger, and a link of
// the receiver's chain of its kind.
type Forsendelse struct{ ent.Schema }

// Fields of Forsendelse.
func (Forsendelse) Fields() []ent.Field {
	return []ent.Field{
		uuidID(),
		field.Enum("slag").NamedValues(slagene()...).Immutable(),
		field.UUID("bydel_id", uuid.UUID{}).Immutable(),
		field.Enum("kanal").NamedValues(kanaler()...).
			Immutable().Comment("the receiver's channel when it was sent; a later change of method does not move it"),
		field.Int64("nr").Positive().Immutable().Comment("gap-free per bydel and slag, from 1"),
		field.Bytes("sha256").MinLen(32).MaxLen(32).Immutable().Comment("of the ciphertext the chain speaks of"),
		field.Bytes("kjedehash").MinLen(32).MaxLen(32).Immutable(),
		field.Enum("tilstand").NamedValues(tilstander()...),
		field.Enum("bevis").NamedValues(bevisgrader()...),
		field.Time("akseptert").SchemaType(tidspunkt).Immutable().Comment("by our clock; every deadline counts from here"),
		field.Time("sist_apnet").SchemaType(tidspunkt).Optional().Nillable(),
		field.Time("bekreftet").SchemaType(tidspunkt).Optional().Nillable(),
		field.Time("avvist").SchemaType(tidspunkt).Optional().Nillable().
			Comment("when the receiver's system first said no; from then on its blind yes counts for nothing"),
		field.Bytes("tatt_av").MaxLen(32).Optional().
			Comment("keyed hash of the caseworker who is at it, a word between colleagues: no deadline knows of it. Who, and since when, is told by the last hendelse TATT"),
		// These four decide when the sealed content may go; a trigger on pakke reads them, and one on forsendelse keeps
		// them from being set back.
		field.Time("bevist").SchemaType(tidspunkt).Optional().Nillable().Comment("when bevis first was LAGRET or REGISTRERT"),
		field.Time("avstemt").SchemaType(tidspunkt).Optional().Nillable().
			Comment("when an avstemming named it: the first time, once after the proof, and once after it was missed"),
		field.Time("savnet").SchemaType(tidspunkt).Optional().Nillable().
			Comment("when an avstemming first missed it, or found other bytes in its place; null again when one has named it since"),
		field.Time("slettet").SchemaType(tidspunkt).Optional().Nillable().Comment("when the sealed content was deleted"),
	}
}

// Edges of Forsendelse. Nothing cascades: a ledger line is never deleted.
func (Forsendelse) Edges() []ent.Edge {
	restrict := entsql.OnDelete(entsql.Restrict)
	return []ent.Edge{
		edge.From("bydel", Bydel.Type).Ref("forsendelser").Field("bydel_id").Unique().Required().Immutable(),
		edge.To("bekymringsmelding", Bekymringsmelding.Type).Unique().Annotations(restrict),
		edge.To("post", Post.Type).Unique().Annotations(restrict),
		edge.To("innsynsforesporsel", Innsynsforesporsel.Type).Unique().Annotations(restrict),
		edge.To("pakker", Pakke.Type).Annotations(restrict),
		edge.To("leveranser", Leveranse.Type).Annotations(restrict),
		edge.To("fiksioinn", Fiksioinn.Type).Annotations(restrict),
		edge.To("avvisninger", Avvisning.Type).Annotations(restrict),
		edge.To("nysendinger", Nysending.Type).Annotations(restrict),
		edge.To("frister", Frist.Type).Annotations(restrict),
		edge.To("hendelser", Hendelse.Type).Annotations(restrict),
	}
}

// Indexes of Forsendelse.
func (Forsendelse) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("bydel_id", "slag", "nr").Unique(),
		index.Fields("bydel_id", "bevist", "nr"),
		// what one caseworker has taken, however large the inbox
		index.Fields("bydel_id", "tatt_av", "nr").Annotations(entsql.IndexWhere("tatt_av IS NOT NULL")),
		// the ledger as administrators search it: all of it, one receiver's, and what is not proven
		index.Fields("akseptert", "id").Annotations(entsql.IndexWhere("slag = 'BEKYMRINGSMELDING'")).StorageKey("forsendelse_hovedbok"),
		index.Fields("bydel_id", "akseptert", "id").Annotations(entsql.IndexWhere("slag = 'BEKYMRINGSMELDING'")).StorageKey("forsendelse_hovedbok_mottak"),
		index.Fields("akseptert", "id").Annotations(entsql.IndexWhere("slag = 'BEKYMRINGSMELDING' AND bevist IS NULL")).StorageKey("forsendelse_hovedbok_ubevist"),
		// what retention looks at, whatever the size of the ledger
		index.Fields("akseptert").Annotations(entsql.IndexWhere("avstemt IS NOT NULL AND slettet IS NULL")),
	}
}

// Annotations of Forsendelse.
func (Forsendelse) Annotations() []schema.Annotation {
	return checked("forsendelse", map[string]string{
		"forsendelse_tilstand": "tilstand IN ('AKSEPTERT', 'SENDT_FAGSYSTEM', 'AVVIST_FAGSYSTEM', 'SENDT_PRINT', 'AVVIST_PRINT', 'LEVERT')",
		"forsendelse_bevis":    "bevis IN ('INGEN', 'OVERLEVERT', 'KVITTERT', 'LAGRET', 'REGISTRERT')",
		"forsendelse_nr":       "nr > 0",
		// a person's confirmation and its time go together
		"forsendelse_bekreftet": "(bevis = 'REGISTRERT') = (bekreftet IS NOT NULL)",
	})
}

// Policy of Forsendelse: see ent/rule.
func (Forsendelse) Policy() ent.Policy { return rule.Forsendelse() }
