// Package ent is storage: one PostgreSQL, and everything that speaks to it.
//
// The rooms inside:
//
//	schema      entities by hand          db          generated from them
//	rule        who sees which rows       viewer      who is asking
//	vault       encryption at rest        migrations  versioned SQL, embedded
//	dbtest      a database per test
//
// [DB.Tx] is the unit of work: rows and jobs in one transaction, or neither. [DB.Client] reads outside one. Both ask as
// the viewer in the context; without one every query is denied. [DB.Listen] hears what other processes commit.
//
// pgx and River are imported here and nowhere else, so that how a job is queued or a notification heard is decided in
// one place.
package ent
