package schema

import (
	"barnevernportalen/ent/rule"

	"entgo.io/ent"
	"entgo.io/ent/dialect/entsql"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"github.com/google/uuid"
)

// Alarm is something the operator must look at. It never holds content.
type Alarm struct{ ent.Schema }

// Fields of Alarm.
func (Alarm) Fields() []ent.Field {
	return []ent.Field{
		uuidID(),
		field.Enum("slag").NamedValues("NokkelMangler", "NOKKEL_MANGLER", "NokkelUtlopt", "NOKKEL_UTLOPT", "NokkelSvak", "NOKKEL_SVAK",
			"FristUtlost", "FRIST_UTLOST", "AdresseMangler", "ADRESSE_MANGLER", "BrevMangler", "BREV_MANGLER",
			"PrintAvvist", "PRINT_AVVIST", "AvvistFagsystem", "AVVIST_FAGSYSTEM", "FeilBevis", "FEIL_BEVIS", "IkkeHentet", "IKKE_HENTET",
			"FeilKonto", "FEIL_KONTO", "UkjentKvittering", "UKJENT_KVITTERING", "Motsigelse", "MOTSIGELSE",
			"UkjentMelding", "UKJENT_MELDING", "NokkelEndret", "NOKKEL_ENDRET",
			"UkjentDialog", "UKJENT_DIALOG", "PostAvvist", "POST_AVVIST",
			"IngenTilgang", "INGEN_TILGANG",
			"Avstemmingsavvik", "AVSTEMMINGSAVVIK", "ListeIkkeSignert", "LISTE_IKKE_SIGNERT",
			"EpostFeiler", "EPOST_FEILER", "NokkelUtloper", "NOKKEL_UTLOPER").Immutable().
			Comment("FEIL_KONTO, UKJENT_KVITTERING, MOTSIGELSE and UKJENT_MELDING: what came over Fiks IO; see fiksioinn. " +
				"UKJENT_DIALOG: a case asks for post to nobody we know; POST_AVVIST: no way of it is left; INGEN_TILGANG: a protokollkonto takes nothing from us; " +
				"AVSTEMMINGSAVVIK: what a receiver holds is not what it was sent; LISTE_IKKE_SIGNERT: nobody signed a day's list; " +
				"EPOST_FEILER: no mail server takes what is to be told a receiver; " +
				"NOKKEL_UTLOPER: a key in use has few days left, which the detail says"),
		field.UUID("bydel_id", uuid.UUID{}).Optional().Nillable().Immutable().Comment("none: it cannot be told whose it is"),
		field.UUID("forsendelse_id", uuid.UUID{}).Optional().Nillable().Immutable(),
		field.String("detalj").Optional().MaxLen(64).Immutable(),
		field.Bytes("ansvarlig").Optional().Immutable().
			Comment("who must follow it up: a name, encrypted; associated data is the alarm's id"),
		field.Time("tidspunkt").SchemaType(tidspunkt).Immutable(),
		field.Time("varslet").SchemaType(tidspunkt).Optional().Nillable().Comment("an e-mail of it has been written; see varsel"),
		field.Time("behandlet").SchemaType(tidspunkt).Optional().Nillable(),
	}
}

// Indexes of Alarm.
func (Alarm) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("behandlet", "tidspunkt"),
		index.Fields("tidspunkt").Annotations(entsql.IndexWhere("varslet IS NULL")), // what is yet to be told
	}
}

// Annotations of Alarm.
func (Alarm) Annotations() []schema.Annotation { return table("alarm") }

// Policy of Alarm: see ent/rule.
func (Alarm) Policy() ent.Policy { return rule.Alarm() }
