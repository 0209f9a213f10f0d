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

// Fiksiosendt is a melding-id that Fiks IO gave when a leveranse was sent. A leveranse may be sent more than once, and
// the receipt may answer any of them.
type Fiksiosendt struct{ ent.Schema }

// Fields of Fiksiosendt.
func (Fiksiosendt) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("id", uuid.UUID{}).Immutable().Comment("the melding-id"),
		field.UUID("leveranse_id", uuid.UUID{}).Immutable(),
		field.Time("sendt").SchemaType(tidspunkt).Immutable(),
	}
}

// Edges of Fiksiosendt.
func (Fiksiosendt) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("leveranse", Leveranse.Type).Ref("fiksiosendt").Field("leveranse_id").Unique().Required().Immutable(),
	}
}

// Indexes of Fiksiosendt.
func (Fiksiosendt) Indexes() []ent.Index { return []ent.Index{index.Fields("leveranse_id")} }

// Annotations of Fiksiosendt.
func (Fiksiosendt) Annotations() []schema.Annotation { return table("fiksiosendt") }

// Policy of Fiksiosendt: see ent/rule.
func (Fiksiosendt) Policy() ent.Policy { return rule.Fiksiosendt() }

// Fiksioinn is a message that came to the service's own Fiks IO account, kept whole: what it was, as far as we know the
// kind, and what it was taken for. A melding-id that stands here has been dealt with.
type Fiksioinn struct{ ent.Schema }

// Fields of Fiksioinn. The peer's own words (type, headers) stand encrypted only.
func (Fiksioinn) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("id", uuid.UUID{}).Immutable().Comment("the melding-id"),
		field.UUID("avsender_konto", uuid.UUID{}).Immutable(),
		field.UUID("svar_til", uuid.UUID{}).Optional().Nillable().Immutable(),
		field.Enum("slag").NamedValues("Mottatt", "MOTTATT", "Feilet", "FEILET", "Tidsavbrudd", "TIDSAVBRUDD",
			"Serverfeil", "SERVERFEIL", "Innsynssvar", "INNSYNSSVAR", "Ukjent", "UKJENT").Immutable().
			Comment("INNSYNSSVAR: any of the four answers to an innsynsforespørsel"),
		field.Enum("utfall").NamedValues("Brukt", "BRUKT", "Dublett", "DUBLETT", "FeilKonto", "FEIL_KONTO",
			"UkjentMelding", "UKJENT_MELDING", "Motsigelse", "MOTSIGELSE", "UkjentType", "UKJENT_TYPE").Immutable().
			Comment("BRUKT: it was written on the forsendelse; all others but DUBLETT raised an alarm and moved nothing"),
		field.UUID("forsendelse_id", uuid.UUID{}).Optional().Nillable().Immutable(),
		field.Bytes("klientmelding").MaxLen(32).Optional().Immutable().Comment("SHA-256 of klientMeldingId"),
		field.Bytes("hode").Immutable().Comment("type and headers, JSON, encrypted; associated data is the row's id"),
		field.Bytes("innhold").Optional().Nillable().Immutable().Comment("as it came: sealed by the sender"),
		field.Time("mottatt").SchemaType(tidspunkt).Immutable(),
	}
}

// Edges of Fiksioinn.
func (Fiksioinn) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("forsendelse", Forsendelse.Type).Ref("fiksioinn").Field("forsendelse_id").Unique().Immutable(),
	}
}

// Indexes of Fiksioinn.
func (Fiksioinn) Indexes() []ent.Index { return []ent.Index{index.Fields("forsendelse_id")} }

// Annotations of Fiksioinn.
func (Fiksioinn) Annotations() []schema.Annotation { return table("fiksioinn") }

// Policy of Fiksioinn: see ent/rule.
func (Fiksioinn) Policy() ent.Policy { return rule.Fiksioinn() }
