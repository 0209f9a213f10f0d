package schema

import (
	"barnevernportalen/ent/rule"

	"entgo.io/ent"
	"entgo.io/ent/dialect"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
)

// dato is a day without a time, in Norway.
var dato = map[string]string{dialect.Postgres: "date"}

// Samtykke is something a kommune asks one or more persons to consent to. Its row is also the lock under which every act on
// it is done. How it stands as a whole is nowhere stored: it follows from the parties' answers, the two dates and the clock.
type Samtykke struct{ ent.Schema }

// Fields of Samtykke.
func (Samtykke) Fields() []ent.Field {
	return []ent.Field{
		uuidID(),
		field.String("kommunenummer").MinLen(4).MaxLen(4).Immutable().Comment("the Fiks organisation whose consent it is"),
		field.Time("akseptfrist").SchemaType(dato).Comment("the last day on which a person may answer"),
		field.Time("slutt_dato").SchemaType(dato).Optional().Nillable().Comment("the last day on which it holds; null: it has no end"),
		field.Time("invalidert").SchemaType(tidspunkt).Optional().Nillable().Comment("set once, and nothing of it changes after"),
		field.Int("hendelser").NonNegative().Comment("the number of the last line of its history"),
		field.Time("opprettet").SchemaType(tidspunkt).Immutable(),
		field.Bytes("innhold").Comment("its name, mappe and document, encrypted for this row"),
	}
}

// Edges of Samtykke.
func (Samtykke) Edges() []ent.Edge {
	return []ent.Edge{edge.To("parter", Samtykkepart.Type), edge.To("historikk", Samtykkehendelse.Type)}
}

// Indexes of Samtykke.
func (Samtykke) Indexes() []ent.Index { return []ent.Index{index.Fields("kommunenummer")} }

// Annotations of Samtykke.
func (Samtykke) Annotations() []schema.Annotation { return table("samtykke") }

// Policy of Samtykke: see ent/rule.
func (Samtykke) Policy() ent.Policy { return rule.Samtykke() }
