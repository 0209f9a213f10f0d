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

// Leveranse is one attempt, over one channel, to bring a pakke to its receiver. Written with the report; the job that
// does the work can be made again from it.
type Leveranse struct{ ent.Schema }

// Fields of Leveranse.
func (Leveranse) Fields() []ent.Field {
	return []ent.Field{
		uuidID(),
		field.UUID("forsendelse_id", uuid.UUID{}).Immutable(),
		field.UUID("pakke_id", uuid.UUID{}).Immutable(),
		field.Enum("kanal").NamedValues(kanaler()...).Immutable(),
		field.Enum("status").NamedValues(
			"Venter", "VENTER", "Klar", "KLAR", "Sendes", "SENDES", "Overlevert", "OVERLEVERT", "Avvist", "AVVIST",
			"Fullfort", "FULLFORT", "Avlyst", "AVLYST").
			Comment("VENTER: on a deadline or another channel; KLAR: hand over now; SENDES: one process is handing it over; " +
				"AVVIST: the far side will not have it; AVLYST: no longer needed"),
		field.Int("forsok").Default(0).NonNegative(),
		field.String("feilkode").Optional().Comment("a code of ours, never a peer's text"),
		field.Time("endret").SchemaType(tidspunkt),
		field.UUID("konto", uuid.UUID{}).Optional().Nillable().Immutable().
			Comment("the Fiks IO account it was sealed for: a later change of account does not move it"),
		field.Time("tidligst").SchemaType(tidspunkt).Optional().Nillable().Comment("not handed over again before this"),
		field.Time("gjelder_til").SchemaType(tidspunkt).Optional().Nillable().
			Comment("an administrator has had it sent again: how long a carrier may hold it, also where the letter's deadline is over"),
		field.String("ekstern_id").Optional().MaxLen(64).Comment("the far side's name for it"),
		field.String("ekstern_status").Optional().MaxLen(32).Comment("the last status heeded; one of a closed list"),
		field.Time("ekstern_tid").SchemaType(tidspunkt).Optional().Nillable().Comment("when the far side says that it changed"),
	}
}

// Edges of Leveranse.
func (Leveranse) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("forsendelse", Forsendelse.Type).Ref("leveranser").Field("forsendelse_id").Unique().Required().Immutable(),
		edge.From("pakke", Pakke.Type).Ref("leveranser").Field("pakke_id").Unique().Required().Immutable(),
		edge.To("fiksiosendt", Fiksiosendt.Type).Annotations(entsql.OnDelete(entsql.Restrict)),
	}
}

// Indexes of Leveranse.
func (Leveranse) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("forsendelse_id", "kanal").Unique(),
		index.Fields("status", "endret"),
		index.Fields("endret").Annotations(entsql.IndexWhere("kanal = 'BREV' AND status = 'OVERLEVERT'")), // letters to ask about
	}
}

// Annotations of Leveranse.
func (Leveranse) Annotations() []schema.Annotation { return table("leveranse") }

// Policy of Leveranse: see ent/rule.
func (Leveranse) Policy() ent.Policy { return rule.Leveranse() }
