// Package innsyn is service 2: a case as one actor may see it.
//
// A case system indexes messages: mapper (cases) and journalposter (their entries). One message is for one person. Mother
// and father of one child get one each of everything both may see, and what is in them may differ; there is no row that two
// persons share, so there is nothing to leave out for one of them. Who may see a case is what was indexed for whom, and
// nothing else: not age, not kinship.
//
//	indekser.go   the batch: read, checked whole, sealed, written in one transaction or not at all
//	skjema*.go    what a message must be, by the published schemas; every error at once, by path
//	mapper.go     one's own cases; journalposter.go  one's own entries; sok.go  searched in memory
//	logg.go       who has read: a reading without its line in the log shows nothing
//	post.go       she writes: checked, made a PDF, sealed to the receiver; postskjema.go where from, trad.go her own thread
//	vedlegg.go    the files of a letter, before it is sent
//	dokument*.go  files: where they lie, our own store, a link for one session and one minute, the opening
//	maskinlogg.go what machines did to a set, told in the same log, in the transaction that did it
//	sperre.go     shut out: in a table of its own that no indexing writes
//	samtykke*.go  what persons are asked to consent to: the table of who may answer what (samtykketabell.go), the person's part
//	              (samtykke.go), the caseworker's (samtykkeny.go, samtykkebehandler.go)
//	nokkel.go     keys turn: rows hashed and sealed anew while all goes on
//
// What is indexed is a cache that the case system owns. The same meldingId writes over, everything may be sent again with the same
// result, and an integration deletes its own. All that a row says is sealed by ent/vault for that row and its owner; columns
// are only what is asked for: whom it is for (a keyed hash), which mappe, kind, date, group (a keyed hash).
package innsyn
