// Package delivery brings sealed bytes to a receiver, by some channel, before a deadline, and says no more about it than
// it can prove.
//
// # The ladder
//
// A forsendelse has a tilstand, the national service's word for where it is, and a bevis, what we can prove:
//
//	AKSEPTERT ──► SENDT_FAGSYSTEM ──────────────► LEVERT
//	                  │        ▲                     ▲
//	                  ▼        │ (handed over again) │
//	           AVVIST_FAGSYSTEM ──► SENDT_PRINT ─────┤
//	                                     │           │
//	                                     ▼           │
//	                                AVVIST_PRINT ────┘ (a person follows up)
//
//	bevis:  INGEN < OVERLEVERT < KVITTERT < LAGRET < REGISTRERT      never falls
//
// The table stands in tilstand.go, and nothing else moves a forsendelse.
//
// # What a machine says
//
//	over GraphQL  fetched, and the token given back     LAGRET     proven: the letter is called off
//	either way    yes, without a token                  KVITTERT   the letter waits, the report stays listed
//	either way    no                                    AVVIST_FAGSYSTEM, and the letter at once
//	Fiks IO's own tidsavbrudd, serverfeil               sent again, later, until the letter is due
//
// A system that says both yes and no is believed in the no ([Stilling.Gjelder]). What came over Fiks IO is stored whole
// before it is acknowledged ([Service.TaImot]), matched by svar-til or else by the korrelasjonsId, and believed only from
// the account that the parcel was sealed for.
//
// # What is written when a report is accepted
//
// One transaction ([Service.Aksepter], called by the service that owns the content): the pakker (ciphertext, one for
// each public key), a leveranse for each channel that may carry it, every frist but the letter's own, the job, and last,
// under the receiver's row lock, its number, its link in the chain, and the hendelse. When it has committed, and not
// before, the reporter may be told.
//
// # The letter
//
// When the frist BREV fires, the letter is made ready, and a frist is set by which it must be posted (PRINTSVAR): from
// here on it ends with the post's receipt, with evidence from the receiver, or with a named person, and never in silence.
// One process takes it (leveranse SENDES), hands it to the [Utskrift] ([Printmappe], or [SvarUtPrint]), and notes it. A
// confirmation before it is taken calls it off; one after is recorded beside it. A refusal gives AVVIST_PRINT, an alarm
// in a person's name and a frist; both frister wind themselves up again each virkedag. Posted is LEVERT with bevis
// OVERLEVERT: who opened the envelope nobody knows, so the later frister still run.
//
// # Other kinds of shipment
//
// Post that a person writes from her case (slag POST) is in the same ledger, with a chain (kjede.go) and deadlines
// (frist.go) of its own, and in no inbox: ent/rule gives who receives reports nothing else. It goes where dialog.go says,
// by the receiver's own system that fetches it (svarinn.go), or by SvarUt (channel_svarut.go), which is also what is left
// when that system refuses it. There is no letter of ours at the end: what no way brings through is told to the operator
// and the writer.
//
// # When sealed content goes
//
// [Service.SlettBeviste]: proven, at least 30 days old, and named by an avstemming made after the proof. A trigger on
// pakke holds the same rule by the database's own clock.
//
// # Who may lose what
//
// A job may be lost: the sweep makes it again from the leveranser. A notification may be lost: listeners read again. A
// forsendelse, its pakker and its hendelser may not, and triggers in the database refuse it.
//
// # Whose key opens what
//
// The private half of a case system's key is the case system's, of the print key the print supplier's: neither is ever
// on this side. The key for manual reception lies in the key folder, encrypted by the vault, and is used by one function
// ([Service.Apne]), which logs before it opens. A Fiks IO receiver's public key comes from the katalog ([Katalogminne]).
// Refusals are sealed to the service's own key, and what they say is kept encrypted by the vault.
package delivery
