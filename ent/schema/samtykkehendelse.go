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

// Samtykkehendelse is one line of a samtykke's history, written in the transaction that changes it. Append-only, and numbered
// from 1 without a gap (see the triggers in ent/migrations); an insert notifies.
type Samtykkehendelse struct{ ent.Schema }

// Fields of Samtykkehendelse.
func (Samtykkehendelse) Fields() []ent.Field {
	return []ent.Field{
		uuidID(),
		field.UUID("samtykke_id", uuid.UUID{}).Immutable(),
		field.String("kommunenummer").MinLen(4).MaxLen(4).Immutable().Comment("its samtykke's"),
		field.Int("sekvensnummer").Positive().Immutable(),
		field.Enum("type").NamedValues(
			"Opprettet", "OPPRETTET", "AkseptertAvPart", "AKSEPTERT_AV_PART", "AvslaattAvPart", "AVSLAATT_AV_PART",
			"OppdatertPaaVegneAvPart", "OPPDATERT_PAA_VEGNE_AV_PART", "Redigert", "REDIGERT", "SattUtgaattAvBehandler", "SATT_UTGAATT_AV_BEHANDLER").
			Immutable().Comment("as published; there a withdrawal has no word of its own, and is AVSLAATT_AV_PART"),
		field.Time("tidspunkt").SchemaType(tidspunkt).Immutable(),
		field.UUID("part_id", uuid.UUID{}).Optional().Nillable().Immutable().Comment("whom it is about; null: all of them"),
		field.Enum("fra_svar").NamedValues(svar()...).Optional().Nillable().Immutable(),
		field.Enum("til_svar").NamedValues(svar()...).Optional().Nillable().Immutable(),
		field.Enum("aktor").NamedValues("Innbygger", "INNBYGGER", "Fagsystem", "FAGSYSTEM").Immutable().
			Comment("the party herself, or a caseworker through a case system"),
		field.UUID("integrasjon_id", uuid.UUID{}).Optional().Nillable().Immutable(),
		field.Bytes("innhold").Immutable().Comment("the caseworker and what was written with it, encrypted for this row"),
	}
}

// Edges of Samtykkehendelse.
func (Samtykkehendelse) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("samtykke", Samtykke.Type).Ref("historikk").Field("samtykke_id").Unique().Required().Immutable(),
		edge.From("part", Samtykkepart.Type).Ref("hendelser").Field("part_id").Unique().Immutable(),
	}
}

// Indexes of Samtykkehendelse.
func (Samtykkehendelse) Indexes() []ent.Index {
	return []ent.Index{index.Fields("samtykke_id", "sekvensnummer").Unique()}
}

// Annotations of Samtykkehendelse.
func (Samtykkehendelse) Annotations() []schema.Annotation {
	return checked("samtykkehendelse", map[string]string{
		"samtykkehendelse_aktor": "(aktor = 'FAGSYSTEM') = (integrasjon_id IS NOT NULL) AND (aktor = 'FAGSYSTEM' OR part_id IS NOT NULL)",
	})
}

// Policy of Samtykkehendelse: see ent/rule.
func (Samtykkehendelse) Policy() ent.Policy { return rule.Samtykkehendelse() }
