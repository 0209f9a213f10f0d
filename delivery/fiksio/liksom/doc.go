// Package liksom is a Fiks IO look-alike for tests and development: KS's REST paths in front of a real RabbitMQ, which it
// starts as its own child process, on loopback only, and ends again.
//
// It does what the real service is known to do. Each account has a queue fiksio.konto.<id>, which only the account's own
// integration may consume, and nobody but the look-alike may declare or publish to. A message gets a new melding-id, its own
// headers get a prefix, a payload over 5 MB goes to Dokumentlager. One that outlives its TTL is answered «tidsavbrudd», one
// that was given and not acknowledged three times «serverfeil».
//
// And it lies when asked to (see [Feil] and the methods that break the broker), since the real one will some day.
//
// It shares no code and no type with the client, so that a misreading of the interface is not made twice; what it does not
// know, it refuses.
//
// Not known of the real service, and chosen here: a queue is a quorum queue; Fiks IO's own messages carry the account that the
// message was to as avsender-id; what is rejected («nack») vanishes.
package liksom
