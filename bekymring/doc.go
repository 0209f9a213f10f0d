// Package bekymring is the first service: a report, from the form to sealed parcels.
//
// # The flow
//
// [Service.SendPrivat] can be read top to bottom in send.go: who asks · what is wrong · who receives · sent before? ·
// JSON in the receiver's version · PDF · sealed once per key · one transaction · the receipt. After the sealing only
// ciphertext exists; before the commit nobody is told anything.
//
// # One report from one form
//
// The client makes a key when the form is opened. A double click, a retry, two tabs or a lost answer send the same key,
// and the database takes it once per person. The same key with other text is not an error of ours to hide: the answer
// is the report that was sent, and that the new text was not.
//
// # What is never stored in clear
//
// Everything that was typed, the reporter's name and number. What is stored of a report is in ent/schema/bekymringsmelding.go.
//
// # Versions
//
// V1 and V2 are the published formats. A private report is the same in both.
package bekymring
