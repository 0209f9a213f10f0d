// Package schema is what is stored: entities written by hand, from which ent/db is generated.
//
// Three kinds of content stand here, and only these:
//   - ciphertext that nobody here can open (pakke), or that only a session can open (kopi, sesjon);
//   - envelopes: who receives, when, how far it has come, hashes;
//   - persons as keyed hashes, and the names of those who acted, encrypted by ent/vault.
//
// Each entity has a policy from ent/rule, and every policy ends in deny.
package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/dialect"
	"entgo.io/ent/dialect/entsql"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/field"
	"github.com/google/uuid"
)

// table names the table itself: ent would give it an English plural («kommunes»).
func table(name string) []schema.Annotation {
	return []schema.Annotation{entsql.Annotation{Table: name}}
}

// checked is table with checks that the database itself keeps, since a row may be written by more than this program.
func checked(name string, checks map[string]string) []schema.Annotation {
	return []schema.Annotation{entsql.Annotation{Table: name, Checks: checks}}
}

// uuidID is the usual primary key. The value is given by the code, never by the database: ids are known before the
// transaction, so that what is sealed and what is stored can name each other.
func uuidID() ent.Field {
	return field.UUID("id", uuid.UUID{}).Default(uuid.New).Immutable()
}

// tidspunkt is an instant with time zone. PostgreSQL keeps microseconds.
var tidspunkt = map[string]string{dialect.Postgres: "timestamptz"}

// slagene are the kinds of shipment. A receiver has a chain of each, so that one kind leaves no gap in another's.
func slagene() []string {
	return []string{"Bekymringsmelding", "BEKYMRINGSMELDING", "Post", "POST", "Innsynsforesporsel", "INNSYNSFORESPORSEL"}
}

// tilstander are the national service's states, as forsendelse and hendelse both store them.
func tilstander() []string {
	return []string{
		"Akseptert", "AKSEPTERT", "SendtFagsystem", "SENDT_FAGSYSTEM", "AvvistFagsystem", "AVVIST_FAGSYSTEM",
		"SendtPrint", "SENDT_PRINT", "AvvistPrint", "AVVIST_PRINT", "Levert", "LEVERT",
	}
}

// bevisgrader are the steps of what we can prove, in rising order.
func bevisgrader() []string {
	return []string{
		"Ingen", "INGEN", "Overlevert", "OVERLEVERT", "Kvittert", "KVITTERT", "Lagret", "LAGRET", "Registrert", "REGISTRERT",
	}
}

// kanaler are the ways to a receiver. BREV is a leveranse's only, and a forsendelse's when there was no valid reception key.
// SVARINN (the receiver's system fetches from us) and SVARUT (we hand over to SvarUt) are ways of post, and of no report.
func kanaler() []string {
	return []string{
		"Nedlasting", "NEDLASTING", "Fagsystem", "FAGSYSTEM", "Fiksio", "FIKSIO", "Svarinn", "SVARINN", "Brev", "BREV", "Svarut", "SVARUT",
	}
}
