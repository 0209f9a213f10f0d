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
// # What is written when a report is accepted
//
// One transaction ([Service.Aksepter], called by the service that owns the content): the pakker (ciphertext, one for
// each public key), a leveranse for each channel that may carry it, every frist it will ever have, the job, and last,
// under the receiver's row lock, its number, its link in the chain, and the hendelse. When it has committed, and not
// before, the reporter may be told.
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
// ([Service.Apne]), which logs before it opens.
package delivery
