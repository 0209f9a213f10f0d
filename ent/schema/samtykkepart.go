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

// Samtykkepart is one person who is asked, and what she has answered. All that she may see of the others stands in this row
// too: a person never reads another's.
type Samtykkepart struct{ ent.Schema }

// svar are what a party may have answered, as the national service spells them.
func svar() []string {
	return []string{"VenterPaaSvar", "VENTER_PAA_SVAR", "Samtykket", "SAMTYKKET", "IkkeSamtykket", "IKKE_SAMTYKKET", "Trukket", "TRUKKET"}
}

// Fields of Samtykkepart.
func (Samtykkepart) Fields() []ent.Field {
	return []ent.Field{
		uuidID(),
		field.UUID("samtykke_id", uuid.UUID{}).Immutable(),
		field.String("kommunenummer").MinLen(4).MaxLen(4).Immutable().Comment("its samtykke's: who is shut out of a kommune is asked of here"),
		field.Int("nr").NonNegative().Immutable().Comment("the order in which they were named"),
		field.Bytes("eier").MinLen(32).MaxLen(32).Comment("keyed hash of the person's number"),
		field.Bool("har_tilgang").Comment("whether she uses the citizens' services; if not, barnevernet writes down her answer"),
		field.Enum("svar").NamedValues(svar()...),
		field.Time("svar_dato").SchemaType(dato).Optional().Nillable().Comment("the day she answered; null while it is waited for"),
		field.Bytes("innhold").Comment("her number and name and the others' names, encrypted for this row and this owner"),
	}
}

// Edges of Samtykkepart.
func (Samtykkepart) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("samtykke", Samtykke.Type).Ref("parter").Field("samtykke_id").Unique().Required().Immutable(),
		edge.To("hendelser", Samtykkehendelse.Type),
	}
}

// Indexes of Samtykkepart.
func (Samtykkepart) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("samtykke_id", "eier").Unique(),
		index.Fields("samtykke_id", "nr").Unique(),
		index.Fields("eier"),
	}
}

// Annotations of Samtykkepart.
func (Samtykkepart) Annotations() []schema.Annotation {
	return checked("samtykkepart", map[string]string{
		"samtykkepart_eier":      "octet_length(eier) = 32",
		"samtykkepart_svar_dato": "(svar = 'VENTER_PAA_SVAR') = (svar_dato IS NULL)",
	})
}

// Policy of Samtykkepart: see ent/rule.
func (Samtykkepart) Policy() ent.Policy { return rule.Samtykkepart() }
