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

// Protokollkonto is the account of Fiks protokoll to which a kommune wants innsynsforespørsler, and whether ours may send to
// it. A kommune without one answers over GraphQL.
type Protokollkonto struct{ ent.Schema }

// Fields of Protokollkonto. Source of part, stottede_parter and tilgang: Fiks protokoll, «tilgangsstyring».
func (Protokollkonto) Fields() []ent.Field {
	return []ent.Field{
		uuidID(),
		field.String("kommunenummer").MinLen(4).MaxLen(4).Immutable().Unique(),
		field.UUID("bydel_id", uuid.UUID{}).Comment("whose chain its shipments are in"),
		field.UUID("konto", uuid.UUID{}).Comment("the Fiks IO account of the same id"),
		field.String("part").MaxLen(100).Comment("which part of the protocol the account is"),
		field.Strings("stottede_parter").Comment("the parts it takes messages from"),
		field.Bool("tilgang").Default(false).Comment("it has granted our system access"),
		field.UUID("nokkel_id", uuid.UUID{}).Comment("the key in use"),
		field.Bool("aktiv").Default(true),
		field.Time("endret").SchemaType(tidspunkt),
	}
}

// Edges of Protokollkonto.
func (Protokollkonto) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("bydel", Bydel.Type).Ref("protokollkontoer").Field("bydel_id").Unique().Required(),
		edge.From("nokkel", Nokkel.Type).Ref("protokollkontoer").Field("nokkel_id").Unique().Required(),
	}
}

// Indexes of Protokollkonto.
func (Protokollkonto) Indexes() []ent.Index { return []ent.Index{index.Fields("konto")} }

// Annotations of Protokollkonto.
func (Protokollkonto) Annotations() []schema.Annotation {
	return checked("protokollkonto", map[string]string{"protokollkonto_kommunenummer": "kommunenummer ~ '^[0-9]{4}$'"})
}

// Policy of Protokollkonto: see ent/rule.
func (Protokollkonto) Policy() ent.Policy { return rule.Protokollkonto() }
