// Package verify looks at the ledger with other eyes than those that wrote it. It imports nothing of delivery or
// bekymring, has its own SQL and its own reading of the rules, and can write nothing: what it finds to be right is right
// twice.
//
// # What is checked
//
//	conservation  accepted = proven + in flight (with a deadline that still runs) + escalated; what is in none of them is
//	              unaccounted, and that is never allowed to be more than nothing             [Bevaring], every minute
//	chain         each receiver's shipments: numbers without a gap, every link's hash, the head        [Kjeder]
//	log           each receiver's hendelser: numbers without a gap, every link's hash              [Hendelser]
//	acceptance    what was written with a shipment and may not change: itself, its report, its parcels, its
//	              deadlines, each against the digest that its first hendelse holds                   [Aksept]
//	content       each parcel's ciphertext against its hash; what is deleted, against the rule of deletion [Pakker]
//	state         where a shipment stands and what is proven, against its last hendelse; every deadline that was
//	              cleared or has fired, against what cleared or fired it; every time, delivery, alarm and avstemming,
//	              against the hendelse that left it (spor.go)                                      [Tilstand]
//
// A chain shows a change made by one who cannot write it anew. One who owns the database can; for that there are
// checkpoints ([Sjekkpunkt]): the digest of every hendelse and the heads of the chains, signed, and each naming the one
// before. Kept elsewhere, they find a change, a deletion, a truncation and a re-writing of all that is older than the last.
package verify
