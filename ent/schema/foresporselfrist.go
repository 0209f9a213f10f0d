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

// Foresporselfrist is a Frist of a request that is offered over GraphQL, and so is no forsendelse: written with the request,
// in its transaction, and fired unless the case system reads or answers it before.
type Foresporselfrist struct{ ent.Schema }

// Fields of Foresporselfrist.
func (Foresporselfrist) Fields() []ent.Field {
	return []ent.Field{
		uuidID(),
		field.UUID("foresporsel_id", uuid.UUID{}).Immutable(),
		field.Enum("type").NamedValues("Alarm2t", "ALARM_2T", "Kontakt5d", "KONTAKT_5D", "Operator21d", "OPERATOR_21D").Immutable(),
		field.Time("forfall").SchemaType(tidspunkt).Immutable(),
		field.Time("klarert").SchemaType(tidspunkt).Optional().Nillable().Comment("it was read, or answered"),
		field.Time("utlost").SchemaType(tidspunkt).Optional().Nillable().Comment("it fired"),
	}
}

// Edges of Foresporselfrist.
func (Foresporselfrist) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("foresporsel", Innsynsforesporsel.Type).Ref("frister").Field("foresporsel_id").Unique().Required().Immutable(),
	}
}

// Indexes of Foresporselfrist: as of Frist.
func (Foresporselfrist) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("foresporsel_id", "type").Unique(),
		index.Fields("forfall").Annotations(entsql.IndexWhere("klarert IS NULL AND utlost IS NULL")),
	}
}

// Annotations of Foresporselfrist.
func (Foresporselfrist) Annotations() []schema.Annotation { return table("foresporselfrist") }

// Policy of Foresporselfrist: see ent/rule.
func (Foresporselfrist) Policy() ent.Policy { return rule.Foresporselfrist() }
