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

// Varsel is an e-mail about alarms, on its way or sent. It is made from rows of alarm, several of the same kind in one, and
// holds no content: whom it is for, what kind, and how many. It stands here until a mail server has taken it.
type Varsel struct{ ent.Schema }

// Fields of Varsel.
func (Varsel) Fields() []ent.Field {
	return []ent.Field{
		uuidID(),
		field.Enum("rolle").NamedValues("Kontakt", "KONTAKT", "Leder", "LEDER", "Operator", "OPERATOR", "Varsel", "VARSEL").Immutable().
			Comment("the receiver's contact, its leader, the operator, or those noticed of what waits in manual reception; the address is looked up when it is sent"),
		field.UUID("bydel_id", uuid.UUID{}).Optional().Nillable().Immutable().Comment("none: it cannot be told whose it is"),
		field.Int("plass").Default(0).NonNegative().Immutable().Comment("of VARSEL: which of the receiver's addresses, the first is 0"),
		field.String("slag").MaxLen(32).Immutable().Comment("alarm.slag; of VARSEL: MOTTAK_VENTER"),
		field.String("steg").Optional().MaxLen(32).Immutable().Comment("frist.type, of FRIST_UTLOST; of MOTTAK_VENTER the time of day it is for, as 2026-11-23T09"),
		field.Int("antall").Positive().Comment("alarms it tells of; grows until it is sent"),
		field.Time("opprettet").SchemaType(tidspunkt).Immutable(),
		field.Time("tidligst").SchemaType(tidspunkt).Comment("not sent before this: the same was sent a while ago, or it failed"),
		field.Int("forsok").Default(0).NonNegative(),
		field.String("feilkode").Optional().MaxLen(32).Comment("a code of ours, never the mail server's text"),
		field.Time("sendt").SchemaType(tidspunkt).Optional().Nillable().Comment("a mail server has taken it"),
	}
}

// Indexes of Varsel.
func (Varsel) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("tidligst").Annotations(entsql.IndexWhere("sendt IS NULL")),
		index.Fields("bydel_id", "rolle", "slag", "steg", "sendt"),
		// one notice of a time of day to an address, however many processes write it
		index.Fields("bydel_id", "steg", "plass").Unique().Annotations(entsql.IndexWhere("slag = 'MOTTAK_VENTER'")).StorageKey("varsel_mottak_venter"),
	}
}

// Annotations of Varsel.
func (Varsel) Annotations() []schema.Annotation { return table("varsel") }

// Policy of Varsel: see ent/rule.
func (Varsel) Policy() ent.Policy { return rule.Varsel() }

// Varseladresse is where a receiver's contact, or its leader, gets e-mail: a mailbox of the office, not a person's own.
type Varseladresse struct{ ent.Schema }

// Fields of Varseladresse.
func (Varseladresse) Fields() []ent.Field {
	return []ent.Field{
		uuidID(),
		field.UUID("bydel_id", uuid.UUID{}).Immutable(),
		field.Enum("rolle").NamedValues("Kontakt", "KONTAKT", "Leder", "LEDER").Immutable(),
		field.String("adresse").NotEmpty().MaxLen(254),
	}
}

// Indexes of Varseladresse.
func (Varseladresse) Indexes() []ent.Index {
	return []ent.Index{index.Fields("bydel_id", "rolle").Unique()}
}

// Annotations of Varseladresse.
func (Varseladresse) Annotations() []schema.Annotation { return table("varseladresse") }

// Policy of Varseladresse: see ent/rule.
func (Varseladresse) Policy() ent.Policy { return rule.Varsel() }
