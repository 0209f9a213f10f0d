package schema

import (
	"barnevernportalen/ent/rule"

	"entgo.io/ent"
	"entgo.io/ent/dialect/entsql"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"github.com/google/uuid"
)

// Innsynsmelding is one mappe or one journalpost as one person may see it: what a case system has indexed for that person
// and for nobody else. The person is part of the row; two parents of one child have a row each, and the two may differ.
//
// What is asked for is a column. All else, the person's number too, is one document sealed by ent/vault for this row and
// this owner.
type Innsynsmelding struct{ ent.Schema }

// Fields of Innsynsmelding.
func (Innsynsmelding) Fields() []ent.Field {
	return []ent.Field{
		// Made of the three that name the message (innsyn.RadID), so that a case indexed anew after a deletion has the
		// addresses it had, and a journalpost can name a mappe that has not come yet.
		field.UUID("id", uuid.UUID{}).Immutable(),
		field.UUID("integrasjon_id", uuid.UUID{}).Immutable(),
		field.String("kommunenummer").MinLen(4).MaxLen(4).Immutable().Comment("the Fiks organisation that owns the message"),
		field.UUID("melding_id", uuid.UUID{}).Immutable().Comment("the case system's own id"),
		field.Enum("slag").NamedValues("Mappe", "MAPPE", "Journalpost", "JOURNALPOST"),
		field.Bytes("eier").MinLen(32).MaxLen(32).Comment("keyed hash of the person's number"),
		field.UUID("mappe_id", uuid.UUID{}).Comment("a journalpost's mappe, which need not be there; a mappe's own id"),
		field.Enum("rolle").NamedValues(partsroller()...).Optional().Nillable().Comment("the person's in the case; a journalpost takes its mappe's"),
		field.Enum("dokumenttype").NamedValues("Vedtak", "VEDTAK", "Motereferat", "MOTEREFERAT", "Tiltaksplan", "TILTAKSPLAN").
			Optional().Nillable(),
		field.Time("dato").SchemaType(tidspunkt).Optional().Nillable().Comment("saksdato; a journalpost's journaldato, else dokumentetsDato"),
		field.Time("klagefrist").SchemaType(tidspunkt).Optional().Nillable().Comment("a journalpost's"),
		field.Bool("svar_onskes").Default(false).Comment("a journalpost's: an answer to it may be sent, by a form of it"),
		field.Int("sikkerhetsniva").NonNegative().Comment("the national service's: 4 is the login level HOYT, and there is none above"),
		field.Bytes("ekstern_ref").MaxLen(32).Optional().Comment("keyed hash of the group it may be deleted with"),
		field.Bytes("innhold"),
		field.Time("indeksert").SchemaType(tidspunkt),
		field.Time("tilgjengelig_til").SchemaType(tidspunkt).Optional().Nillable(),
	}
}

// Indexes of Innsynsmelding.
func (Innsynsmelding) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("integrasjon_id", "kommunenummer", "melding_id").Unique(),
		index.Fields("eier", "mappe_id"),
		index.Fields("integrasjon_id", "ekstern_ref"),
		index.Fields("tilgjengelig_til").Annotations(entsql.IndexWhere("tilgjengelig_til IS NOT NULL")),
	}
}

// Annotations of Innsynsmelding.
func (Innsynsmelding) Annotations() []schema.Annotation {
	return checked("innsynsmelding", map[string]string{
		"innsynsmelding_mappe":   "(slag = 'MAPPE') = (mappe_id = id)",
		"innsynsmelding_eier":    "octet_length(eier) = 32 AND octet_length(ekstern_ref) = 32",
		"innsynsmelding_innhold": "octet_length(innhold) BETWEEN 33 AND 1048609", // innsyn.MaksMetadata, sealed
	})
}

// Policy of Innsynsmelding: see ent/rule.
func (Innsynsmelding) Policy() ent.Policy { return rule.Innsynsmelding() }

// partsroller are the roles a person may have in a case.
func partsroller() []string {
	return []string{
		"Hovedperson", "HOVEDPERSON", "Mor", "MOR", "Far", "FAR", "Medmor", "MEDMOR", "Medfar", "MEDFAR", "Verge", "VERGE",
		"Fosterforelder", "FOSTERFORELDER",
	}
}
