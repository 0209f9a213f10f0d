package schema

import (
	"barnevernportalen/ent/rule"

	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/field"
	"github.com/google/uuid"
)

// Tilgangshendelse says that somebody changed who may do what. It is written in the transaction of the change, and is
// append-only: a trigger refuses the rest.
type Tilgangshendelse struct{ ent.Schema }

// Fields of Tilgangshendelse.
func (Tilgangshendelse) Fields() []ent.Field {
	return []ent.Field{
		uuidID(),
		field.Time("tidspunkt").SchemaType(tidspunkt).Immutable(),
		field.Enum("slag").NamedValues("IntegrasjonOpprettet", "INTEGRASJON_OPPRETTET", "IntegrasjonTrukket", "INTEGRASJON_TRUKKET",
			"PassordSatt", "PASSORD_SATT", "RettGitt", "RETT_GITT", "RettTrukket", "RETT_TRUKKET", "FiksOrgSatt", "FIKS_ORG_SATT").Immutable(),
		field.Bytes("utfort_av").MaxLen(32).Optional().Immutable().
			Comment("keyed hash of the administrator's number; none: the system itself"),
		field.UUID("integrasjon_id", uuid.UUID{}).Optional().Nillable().Immutable(),
		field.Enum("rett").NamedValues(retter()...).Optional().Nillable().Immutable(),
		field.String("kommunenummer").MaxLen(4).Optional().Immutable(),
	}
}

// Annotations of Tilgangshendelse.
func (Tilgangshendelse) Annotations() []schema.Annotation { return table("tilgangshendelse") }

// Policy of Tilgangshendelse: see ent/rule.
func (Tilgangshendelse) Policy() ent.Policy { return rule.Tilgangshendelse() }
