// Package bekymring is the first service: a report, from the form to sealed parcels.
//
// # The flow
//
// [Service.SendPrivat] and [Service.SendOffentlig] are one function, send, that can be read top to bottom in send.go: who
// asks · sent before? · what is wrong, and who receives · JSON in the receiver's version · PDF · sealed once per key · one
// transaction · the receipt. After the sealing only ciphertext exists; before the commit nobody is told anything. What
// differs between the two forms is behind the interface skjema: privat.go and offentlig.go, valider_*, wire_*, tillegg.go
// and dokument.go.
//
// # Nothing typed is lost
//
// What the published formats have no property for travels as text (tillegg.go), the same lines in JSON and PDF. What
// belongs to a branch of the form that was not chosen is refused, not dropped. Numbers are checked to warn, never to stop.
//
// # A machine's report
//
// [Service.SendForseglet], in fagsystem.go, takes a report that a case system has sealed itself, in steps like send's: who
// asks · what is wrong with the request · sent before? · receiver, version and seals, from the outside · one transaction ·
// what is stored decides. Nothing here can open it. Over GraphQL its two parts are uploaded first (opplasting.go).
//
// # One report from one form
//
// The client makes a key when the form is opened. A double click, a retry, two tabs or a lost answer send the same key,
// and the database takes it once per person. The same key with other text is not an error of ours to hide: the answer
// is the report that was sent, and that the new text was not.
//
// # What is never stored in clear
//
// Everything that was typed, the reporter's name and number. What is stored of a report is in
// ent/schema/bekymringsmelding.go; a draft (utkast.go) is encrypted for its row and its owner.
//
// # Versions
//
// V1 and V2 are the published formats. A private report is the same in both; a public one has the views of those concerned
// in a property of their own in V2, and under a heading in historie in V1.
package bekymring
