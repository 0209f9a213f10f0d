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

// Bydel is a receiver of reports and the head of its chain. «00» is a kommune without bydeler.
type Bydel struct{ ent.Schema }

// Fields of Bydel.
func (Bydel) Fields() []ent.Field {
	return []ent.Field{
		uuidID(),
		field.String("kommune_id").MaxLen(4).MinLen(4).Immutable().StorageKey("kommunenummer"),
		field.String("bydelsnummer").MaxLen(2).MinLen(2).Immutable(),
		field.String("navn").NotEmpty(),
		field.Bool("standard_mottaker").Default(false),
		field.Bool("aktiv").Default(false),
		field.Time("avtale_inngatt").SchemaType(tidspunkt).Optional().Nillable().
			Comment("a bydel is activated only with a recorded agreement"),
		field.Enum("kanal").NamedValues(kanaler()...).
			Comment("how reports sent from now on are received; BREV is for leveranser only"),
		field.Enum("stottet_versjon").NamedValues("V1", "V1", "V2", "V2").Default("V2"),
		field.Bool("gir_bevis").Default(false).
			Comment("the receiver opted in to the storage token; bevis.json is put in its container"),
		field.UUID("fiksio_konto", uuid.UUID{}).Optional().Nillable().Unique().
			Comment("the receiver's own account in Fiks IO: where its reports go, and whose receipts are believed"),
		field.Int64("siste_nr").Default(0).NonNegative().
			Comment("head of the chain of reports (other kinds: kjede); changed only under this row's lock, last in the submitting transaction"),
		field.Bytes("siste_hash").MaxLen(32).Optional(),
		field.Int("versjon").Positive().Default(1).
			Comment("counts the changes administrators make: who saves what another has changed meanwhile is told"),
		field.Bytes("kontakter").Optional().Comment("whom to write to, encrypted; see delivery/kontakt.go"),
		// Where a letter goes. It shows in the envelope's window, so it says nothing of what the receiver does; see
		// delivery.NyPostadresse. The lengths are SvarUt's.
		field.String("adresse_navn").Optional().MaxLen(100),
		field.String("adresselinje1").Optional().MaxLen(70),
		field.String("adresselinje2").Optional().MaxLen(70),
		field.String("adresselinje3").Optional().MaxLen(70),
		field.String("postnummer").Optional().MaxLen(4),
		field.String("poststed").Optional().MaxLen(40),
	}
}

// Edges of Bydel.
func (Bydel) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("kommune", Kommune.Type).Ref("bydeler").Field("kommune_id").Unique().Required().Immutable(),
		edge.To("nokler", Nokkel.Type),
		edge.To("forsendelser", Forsendelse.Type),
		edge.To("avstemminger", Avstemming.Type),
		edge.To("kjeder", Kjede.Type),
		edge.To("dialogmottakere", Dialogmottaker.Type),
		edge.To("protokollkontoer", Protokollkonto.Type),
		edge.To("nokkelforslag", Nokkelforslag.Type),
	}
}

// Indexes of Bydel.
func (Bydel) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("kommune_id", "bydelsnummer").Unique(),
		// of two that receive when the bydel is not known nobody could tell which does
		index.Fields("kommune_id").Unique().Annotations(entsql.IndexWhere("standard_mottaker")).StorageKey("bydel_standard_mottaker"),
	}
}

// Annotations of Bydel.
func (Bydel) Annotations() []schema.Annotation {
	return checked("bydel", map[string]string{
		"bydel_nummer": "bydelsnummer ~ '^[0-9]{2}$'",
		"bydel_avtale": "NOT aktiv OR avtale_inngatt IS NOT NULL",
		// an address is whole or not there
		"bydel_postadresse": "num_nonnulls(adresse_navn, postnummer, poststed) IN (0, 3) AND " +
			"COALESCE(adresse_navn <> '' AND poststed <> '' AND postnummer ~ '^[0-9]{4}$', true)",
	})
}

// Policy of Bydel: see ent/rule.
func (Bydel) Policy() ent.Policy { return rule.Bydel() }
