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

// Hendelse is what happened to a forsendelse: one row in the same transaction as each change, and one for each opening.
// Append-only; an insert notifies (see the trigger in ent/migrations).
type Hendelse struct{ ent.Schema }

// Fields of Hendelse.
func (Hendelse) Fields() []ent.Field {
	return []ent.Field{
		field.Int64("id").Immutable(),
		field.UUID("forsendelse_id", uuid.UUID{}).Immutable(),
		field.UUID("bydel_id", uuid.UUID{}).Immutable().Comment("so that the notification can name the inbox without a look-up"),
		field.Time("tidspunkt").SchemaType(tidspunkt).Immutable(),
		field.Enum("slag").NamedValues(
			"Akseptert", "AKSEPTERT", "Overlevert", "OVERLEVERT", "Apnet", "APNET", "Bekreftet", "BEKREFTET",
			"FristUtlost", "FRIST_UTLOST", "NokkelMangler", "NOKKEL_MANGLER", "Postlagt", "POSTLAGT",
			"PrintAvvist", "PRINT_AVVIST", "Slettet", "SLETTET",
			"Kvittert", "KVITTERT", "Lagret", "LAGRET", "AvvistFagsystem", "AVVIST_FAGSYSTEM", "SendesIgjen", "SENDES_IGJEN",
			"Hentet", "HENTET", "MottakFeilet", "MOTTAK_FEILET", "EksternStatus", "EKSTERN_STATUS",
			"Avstemt", "AVSTEMT", "Avstemmingsavvik", "AVSTEMMINGSAVVIK",
			"Tatt", "TATT", "LagtTilbake", "LAGT_TILBAKE", "SendtPaNytt", "SENDT_PA_NYTT").Immutable().
			Comment("HENTET: a machine fetched the sealed container; SENDES_IGJEN: the carrier gave it back undelivered; " +
				"MOTTAK_FEILET: the receiver's system could not take post now; EKSTERN_STATUS: SvarUt's word of it. " +
				"AVSTEMT: the receiver holds it, says an avstemming; AVSTEMMINGSAVVIK: it does not, or holds something else. " +
				"TATT: a caseworker told her colleagues that she is at it; LAGT_TILBAKE: that she is not after all. SENDT_PA_NYTT: an administrator had it sent again"),
		field.Enum("tilstand").NamedValues(tilstander()...).Immutable(),
		field.Enum("bevis").NamedValues(bevisgrader()...).Immutable(),
		field.String("detalj").Optional().MaxLen(64).Immutable().Comment("a code of ours: a document's name, a deadline's type"),
		field.Enum("aktor").NamedValues("Innbygger", "INNBYGGER", "Saksbehandler", "SAKSBEHANDLER", "Fagsystem", "FAGSYSTEM",
			"Admin", "ADMIN", "System", "SYSTEM", "Mottakersystem", "MOTTAKERSYSTEM").Immutable(),
		field.Bytes("aktor_id").MaxLen(32).Optional().Immutable().Comment("keyed hash of the person who acted, or the integration's id"),
		field.Bytes("aktor_navn").Optional().Immutable().Comment("encrypted; associated data is the forsendelse's id"),
	}
}

// Edges of Hendelse.
func (Hendelse) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("forsendelse", Forsendelse.Type).Ref("hendelser").Field("forsendelse_id").Unique().Required().Immutable(),
	}
}

// Indexes of Hendelse.
func (Hendelse) Indexes() []ent.Index {
	return []ent.Index{index.Fields("forsendelse_id", "id")}
}

// Annotations of Hendelse.
func (Hendelse) Annotations() []schema.Annotation { return table("hendelse") }

// Policy of Hendelse: see ent/rule.
func (Hendelse) Policy() ent.Policy { return rule.Hendelse() }
