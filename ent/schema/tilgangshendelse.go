package schema

import (
	"barnevernportalen/ent/rule"

	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"github.com/google/uuid"
)

// Tilgangshendelse says that somebody changed who may do what, or what is switched on: a right, a receiver, a key, an
// agreement. It is written in the transaction of the change, and is append-only: a trigger refuses the rest.
type Tilgangshendelse struct{ ent.Schema }

// Fields of Tilgangshendelse.
func (Tilgangshendelse) Fields() []ent.Field {
	return []ent.Field{
		uuidID(),
		field.Time("tidspunkt").SchemaType(tidspunkt).Immutable(),
		field.Enum("slag").NamedValues("IntegrasjonOpprettet", "INTEGRASJON_OPPRETTET", "IntegrasjonTrukket", "INTEGRASJON_TRUKKET",
			"PassordSatt", "PASSORD_SATT", "RettGitt", "RETT_GITT", "RettTrukket", "RETT_TRUKKET", "FiksOrgSatt", "FIKS_ORG_SATT",
			"TilgangGitt", "TILGANG_GITT", "TilgangTrukket", "TILGANG_TRUKKET",
			"AvtaleLagret", "AVTALE_LAGRET", "MottakOpprettet", "MOTTAK_OPPRETTET", "MottakEndret", "MOTTAK_ENDRET",
			"MottakAktivert", "MOTTAK_AKTIVERT", "MottakDeaktivert", "MOTTAK_DEAKTIVERT",
			"NokkelForeslatt", "NOKKEL_FORESLATT", "NokkelGodkjent", "NOKKEL_GODKJENT", "NokkelAvslatt", "NOKKEL_AVSLATT",
			"DialogmottakerLagret", "DIALOGMOTTAKER_LAGRET", "DialogmottakerFjernet", "DIALOGMOTTAKER_FJERNET",
			"MottakersystemLagret", "MOTTAKERSYSTEM_LAGRET", "MottakersystemTrukket", "MOTTAKERSYSTEM_TRUKKET",
			"ProtokollkontoLagret", "PROTOKOLLKONTO_LAGRET", "ProtokollkontoFjernet", "PROTOKOLLKONTO_FJERNET",
			"DriftsmeldingSatt", "DRIFTSMELDING_SATT", "DriftsmeldingTrukket", "DRIFTSMELDING_TRUKKET", "InnholdLagret", "INNHOLD_LAGRET").Immutable(),
		field.Bytes("utfort_av").MaxLen(32).Optional().Immutable().
			Comment("keyed hash of the administrator's number; none: the system itself"),
		field.Bytes("utfort_navn").Optional().Immutable().Comment("her name, encrypted; associated data is the row's id"),
		field.UUID("integrasjon_id", uuid.UUID{}).Optional().Nillable().Immutable(),
		field.Enum("rett").NamedValues(retter()...).Optional().Nillable().Immutable(),
		field.String("kommunenummer").MaxLen(4).Optional().Immutable().Comment("empty: of the whole installation"),
		field.String("bydelsnummer").MaxLen(2).Optional().Immutable(),
		field.UUID("om_id", uuid.UUID{}).Optional().Nillable().Immutable().
			Comment("the row it is about: a tilgang, an avtale, a nokkelforslag, a system"),
		field.String("detalj").MaxLen(400).Optional().Immutable().
			Comment("codes of ours: which fields were changed, and of a switch from what to what; never what a person wrote"),
	}
}

// Indexes of Tilgangshendelse.
func (Tilgangshendelse) Indexes() []ent.Index {
	return []ent.Index{index.Fields("tidspunkt", "id"), index.Fields("kommunenummer", "tidspunkt", "id"), index.Fields("om_id")}
}

// Annotations of Tilgangshendelse.
func (Tilgangshendelse) Annotations() []schema.Annotation { return table("tilgangshendelse") }

// Policy of Tilgangshendelse: see ent/rule.
func (Tilgangshendelse) Policy() ent.Policy { return rule.Tilgangshendelse() }
