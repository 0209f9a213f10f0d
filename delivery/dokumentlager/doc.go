// Package dokumentlager is a client of Fiks Dokumentlager: a file put where a named integration, person or organisation may
// fetch it, for a time.
//
//	POST   /dokumentlager/api/v1/{fiksOrgId}/kontoer/{kontoId}/dokumenter/?kryptert=…   multipart: «metadata» (JSON), «dokument»
//	DELETE /dokumentlager/api/v1/{fiksOrgId}/kontoer/{kontoId}/dokumenter/{id}
//	GET    /dokumentlager/nedlasting/{id}
//
// Source: KS's page on Dokumentlager, and what its own client sends. The payloads that Fiks IO itself puts there when a message
// is over 5 MB are fetched by package fiksio.
//
// Every call carries a Maskinporten token and the integration's id and password. No error holds the peer's words.
package dokumentlager
