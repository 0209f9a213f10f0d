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

// Frist is a dead-man's switch: it fires unless evidence has cleared it. Written with the report, in its
// transaction; those of a letter with the letter.
type Frist struct{ ent.Schema }

// Fields of Frist.
func (Frist) Fields() []ent.Field {
	return []ent.Field{
		uuidID(),
		field.UUID("forsendelse_id", uuid.UUID{}).Immutable(),
		field.Enum("type").NamedValues(
			"Alarm2t", "ALARM_2T", "Liste24t", "LISTE_24T", "Brev", "BREV",
			"Kontakt5d", "KONTAKT_5D", "Leder7d", "LEDER_7D", "Operator21d", "OPERATOR_21D", "Ukentlig", "UKENTLIG",
			"Printsvar", "PRINTSVAR", "AvvistPrint", "AVVIST_PRINT").Immutable().
			Comment("UKENTLIG comes when OPERATOR_21D has fired, and again each week. The last two come with a letter: it must be posted by then; a refused one must be followed up by then"),
		field.Time("forfall").SchemaType(tidspunkt).Comment("moves when a letter is refused anew, and to now when the receiver's system says no"),
		field.Time("klarert").SchemaType(tidspunkt).Optional().Nillable().Comment("evidence came"),
		field.Time("utlost").SchemaType(tidspunkt).Optional().Nillable().Comment("it fired"),
	}
}

// Edges of Frist.
func (Frist) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("forsendelse", Forsendelse.Type).Ref("frister").Field("forsendelse_id").Unique().Required().Immutable(),
	}
}

// Indexes of Frist: the sweep reads only what is neither cleared nor fired, whatever the size of the ledger.
func (Frist) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("forsendelse_id", "type").Unique(),
		index.Fields("forfall").Annotations(entsql.IndexWhere("klarert IS NULL AND utlost IS NULL")),
	}
}

// Annotations of Frist.
func (Frist) Annotations() []schema.Annotation { return table("frist") }

// Policy of Frist: see ent/rule.
func (Frist) Policy() ent.Policy { return rule.Frist() }
