// Package fiksio is a client of Fiks IO, KS's channel between machines: it sends by REST, receives over AMQP 0-9-1, and looks
// accounts up in the katalog.
//
//	POST /fiks-io/api/v1/send                                    multipart: «metadata» (JSON), then «data» (sealed bytes)
//	GET  /fiks-io/katalog/api/v1/kontoer/{id}                    who it is
//	GET  /fiks-io/katalog/api/v1/kontoer/{id}/offentligNokkel    what to seal to
//	GET  /fiks-io/katalog/api/v1/kontoer/{id}/status             whether anybody listens there
//	GET  /dokumentlager/nedlasting/{id}                          the payload of a message over 5 MB
//	amqps …, queue fiksio.konto.{id}                             what has come
//
// Sources: KS's pages on Fiks IO and on handling messages (developers.fiks.ks.no), the published OpenAPI of the katalog, and
// what KS's own clients put on the wire.
//
// # Sending
//
// Fiks IO promises nothing: «sender and receiver must be built so that a message may disappear». An answer that cannot be
// believed (a proxy's page, half a JSON, a time-out) says nothing about whether the message was taken; it is [ErrUtilgjengelig],
// and the way out is to send again with the same KlientMeldingID, by which the receiver knows it for the same. Only [Avvist]
// says that it was not taken.
//
// # Receiving
//
// [Klient.Motta] acknowledges a message when, and only when, the function it was given has returned nil: that function commits
// first. It never rejects one («nack»), since the broker then discards it and tells nobody. A message that fails is tried
// again, and meanwhile those behind it go on; it stays with the broker, unacknowledged, all the time. Closing the channel
// to get it back would count as a failed delivery, and after three of those Fiks IO takes the message away. (A broker has
// a limit of its own to how long it lets a message be held, half an hour in RabbitMQ; then it closes the channel, and that
// does count.)
//
// The same message may come twice, under another MeldingID too if it was sent twice: KlientMeldingID is what makes it the same.
//
// Nothing that is logged, and no error, has content, a password, a token, or the peer's own words in it.
package fiksio
