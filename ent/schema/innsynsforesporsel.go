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

// Innsynsforesporsel is a person's request to see journalposter of hers that are withheld: all of one case, with one reason
// and one answer. It goes to the kommune's protokollkonto as a forsendelse, or, where there is none, is offered to the case
// system that indexed them. What she asks and who she is stand in one document, sealed by ent/vault for this row and her.
type Innsynsforesporsel struct{ ent.Schema }

// Fields of Innsynsforesporsel. What hashes and seals a person's number is not immutable: keys turn.
func (Innsynsforesporsel) Fields() []ent.Field {
	return []ent.Field{
		uuidID(),
		field.UUID("forsendelse_id", uuid.UUID{}).Optional().Nillable().Immutable().Comment("none: offered to the integration over GraphQL"),
		field.Bytes("eier").MinLen(32).MaxLen(32).Comment("keyed hash of the number of the person who asks"),
		field.String("kommunenummer").MinLen(4).MaxLen(4).Immutable().Comment("the case's"),
		field.UUID("integrasjon_id", uuid.UUID{}).Immutable().Comment("who indexed what is asked for"),
		field.UUID("mappe_id", uuid.UUID{}).Immutable(),
		field.UUID("nokkel", uuid.UUID{}).Immutable().Comment("the client's idempotency key"),
		field.Bytes("skjema_hash").MinLen(32).MaxLen(32).Immutable().Comment("keyed hash of what was sent, to know the same again"),
		field.Enum("status").NamedValues(foresporselstatuser()...),
		field.Bytes("innhold").Comment("see delivery/foresporsel.go"),
		field.Time("opprettet").SchemaType(tidspunkt).Immutable(),
		field.Time("endret").SchemaType(tidspunkt).Comment("when it came to its status"),
		field.Time("avgjort").SchemaType(tidspunkt).Optional().Nillable().Comment("when it was granted or refused: once"),
		field.Time("hentet").SchemaType(tidspunkt).Optional().Nillable().Comment("over GraphQL: when its case system first read it"),
	}
}

// Edges of Innsynsforesporsel.
func (Innsynsforesporsel) Edges() []ent.Edge {
	restrict := entsql.OnDelete(entsql.Restrict)
	return []ent.Edge{
		edge.From("forsendelse", Forsendelse.Type).Ref("innsynsforesporsel").Field("forsendelse_id").Unique().Immutable(),
		edge.To("poster", Innsynsforesporselpost.Type).Annotations(restrict),
		edge.To("svar", Innsynsforesporselsvar.Type).Annotations(restrict),
		edge.To("frister", Foresporselfrist.Type).Annotations(restrict),
	}
}

// Indexes of Innsynsforesporsel.
func (Innsynsforesporsel) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("eier", "nokkel").Unique(),
		index.Fields("integrasjon_id", "kommunenummer", "opprettet").Annotations(entsql.IndexWhere("forsendelse_id IS NULL")),
	}
}

// Annotations of Innsynsforesporsel.
func (Innsynsforesporsel) Annotations() []schema.Annotation {
	return checked("innsynsforesporsel", map[string]string{
		"innsynsforesporsel_eier":    "octet_length(eier) = 32 AND octet_length(skjema_hash) = 32",
		"innsynsforesporsel_avgjort": "(status IN ('INNVILGET', 'AVVIST')) = (avgjort IS NOT NULL)",
	})
}

// Policy of Innsynsforesporsel: see ent/rule.
func (Innsynsforesporsel) Policy() ent.Policy { return rule.Innsynsforesporsel() }

// foresporselstatuser are how far a request has come. The four from MANUELL_BEHANDLING are the protocol's own, in its answer;
// the next three its error messages; IKKE_LEVERT: it could not be sent. Only INNVILGET and AVVIST are final.
func foresporselstatuser() []string {
	return []string{
		"Sendt", "SENDT", "ManuellBehandling", "MANUELL_BEHANDLING", "UnderBehandling", "UNDER_BEHANDLING", "Innvilget", "INNVILGET",
		"Avvist", "AVVIST", "IkkeFunnet", "IKKE_FUNNET", "Ugyldig", "UGYLDIG", "Serverfeil", "SERVERFEIL", "IkkeLevert", "IKKE_LEVERT",
	}
}

// Innsynsforesporselpost is one journalpost that is asked for.
type Innsynsforesporselpost struct{ ent.Schema }

// Fields of Innsynsforesporselpost.
func (Innsynsforesporselpost) Fields() []ent.Field {
	return []ent.Field{
		uuidID(),
		field.UUID("foresporsel_id", uuid.UUID{}).Immutable(),
		field.Bytes("eier").MinLen(32).MaxLen(32).Comment("the request's: a trigger keeps it so"),
		field.UUID("journalpost_id", uuid.UUID{}).Immutable().Comment("her row of it, which need not be there any more"),
		field.Bool("apen").Default(true).Comment("it may not be asked for again; false once, and never true again"),
	}
}

// Edges of Innsynsforesporselpost.
func (Innsynsforesporselpost) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("foresporsel", Innsynsforesporsel.Type).Ref("poster").Field("foresporsel_id").Unique().Required().Immutable(),
	}
}

// Indexes of Innsynsforesporselpost: two who ask at once for the same are one who asks, and one who is told that it has been.
func (Innsynsforesporselpost) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("eier", "journalpost_id").Unique().Annotations(entsql.IndexWhere("apen")),
		index.Fields("foresporsel_id"),
	}
}

// Annotations of Innsynsforesporselpost.
func (Innsynsforesporselpost) Annotations() []schema.Annotation {
	return checked("innsynsforesporselpost", map[string]string{"innsynsforesporselpost_eier": "octet_length(eier) = 32"})
}

// Policy of Innsynsforesporselpost: see ent/rule.
func (Innsynsforesporselpost) Policy() ent.Policy { return rule.Innsynsforesporselpost() }

// Innsynsforesporselsvar is one answer to a request, kept whatever came of it. Append-only, but for the turning of keys.
type Innsynsforesporselsvar struct{ ent.Schema }

// Fields of Innsynsforesporselsvar.
func (Innsynsforesporselsvar) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("id", uuid.UUID{}).Immutable().Comment("over Fiks IO the melding-id, where the message stands whole"),
		field.UUID("foresporsel_id", uuid.UUID{}).Immutable(),
		field.Int("nr").Positive().Immutable().Comment("its place among the request's"),
		field.Bytes("eier").MinLen(32).MaxLen(32).Comment("the request's"),
		field.Enum("status").NamedValues(foresporselstatuser()...).Immutable(),
		field.Enum("utfall").NamedValues("Brukt", "BRUKT", "Dublett", "DUBLETT", "Motsigelse", "MOTSIGELSE").Immutable().
			Comment("MOTSIGELSE: the request was decided otherwise before; it moved nothing and raised an alarm"),
		field.UUID("integrasjon_id", uuid.UUID{}).Optional().Nillable().Immutable().Comment("who answered over GraphQL; none: over Fiks IO, or ourselves"),
		field.Bytes("innhold").Comment("the reason and the number, sealed for this row and its owner"),
		field.Time("tidspunkt").SchemaType(tidspunkt).Immutable(),
	}
}

// Edges of Innsynsforesporselsvar.
func (Innsynsforesporselsvar) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("foresporsel", Innsynsforesporsel.Type).Ref("svar").Field("foresporsel_id").Unique().Required().Immutable(),
	}
}

// Indexes of Innsynsforesporselsvar.
func (Innsynsforesporselsvar) Indexes() []ent.Index {
	return []ent.Index{index.Fields("foresporsel_id", "nr").Unique()}
}

// Annotations of Innsynsforesporselsvar.
func (Innsynsforesporselsvar) Annotations() []schema.Annotation {
	return checked("innsynsforesporselsvar", map[string]string{"innsynsforesporselsvar_eier": "octet_length(eier) = 32"})
}

// Policy of Innsynsforesporselsvar: see ent/rule.
func (Innsynsforesporselsvar) Policy() ent.Policy { return rule.Innsynsforesporselsvar() }
