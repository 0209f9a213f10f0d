package schema

import (
	"barnevernportalen/ent/rule"

	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
)

// Innhold is one version of a piece of what the portal shows and administrators edit: a number to call, opening hours, a place
// in the law. The highest versjon of a key holds. Append-only: who reads an old page can be told what stood there.
type Innhold struct{ ent.Schema }

// Fields of Innhold.
func (Innhold) Fields() []ent.Field {
	return append([]ent.Field{
		uuidID(),
		field.Enum("slag").NamedValues("Hjelpelinje", "HJELPELINJE", "Apningstid", "APNINGSTID", "Lovhenvisning", "LOVHENVISNING").Immutable(),
		field.String("nokkel").NotEmpty().MaxLen(40).Immutable().Comment("which piece, among those of its slag; of APNINGSTID the bydelsnummer"),
		field.String("kommunenummer").MaxLen(4).Default("").Immutable().Comment("empty: of the whole installation"),
		field.Int("versjon").Positive().Immutable(),
		field.String("telefon").MaxLen(40).Optional().Immutable(),
		field.String("nettside").MaxLen(200).Optional().Immutable(),
		field.String("kilde").MaxLen(500).Optional().Immutable().Comment("where it was found"),
		field.Bool("verifisert").Default(false).Immutable().Comment("of a place in the law: held against a source that is in force"),
		field.Bool("publisert").Immutable(),
		field.Int("rekkefolge").Default(0).Immutable(),
		field.Time("tidspunkt").SchemaType(tidspunkt).Immutable(),
	}, spraktekster()...)
}

// spraktekster are a text in each of the portal's languages; only bokmål must be there.
func spraktekster() []ent.Field {
	return []ent.Field{
		field.String("nb").NotEmpty().MaxLen(500).Immutable(),
		field.String("nn").MaxLen(500).Optional().Immutable(),
		field.String("en").MaxLen(500).Optional().Immutable(),
		field.String("se").MaxLen(500).Optional().Immutable(),
	}
}

// Indexes of Innhold: two who save at once cannot both make the next version.
func (Innhold) Indexes() []ent.Index {
	return []ent.Index{index.Fields("slag", "kommunenummer", "nokkel", "versjon").Unique()}
}

// Annotations of Innhold.
func (Innhold) Annotations() []schema.Annotation {
	return checked("innhold", map[string]string{
		"innhold_kommune":    "(slag = 'APNINGSTID') = (kommunenummer <> '')",
		"innhold_verifisert": "NOT verifisert OR slag = 'LOVHENVISNING'",
		"innhold_nettside":   "nettside IS NULL OR nettside LIKE 'https://%'",
	})
}

// Policy of Innhold: see ent/rule.
func (Innhold) Policy() ent.Policy { return rule.Innhold() }
