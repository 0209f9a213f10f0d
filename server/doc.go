// Package server is the gateway between the browser and everything else. The page never sees a token: it has a cookie
// with a ticket, and what the ticket opens stays here.
//
// # The login, from end to end
//
//  1. GET /logg-inn ([Innlogging.Start]): the request (state, nonce, PKCE challenge, level) is pushed to the identity
//     provider; the browser gets a request_uri to carry there, and the login state in an encrypted cookie.
//  2. The person proves who she is at the provider.
//  3. GET /logg-inn/svar ([Innlogging.Svar]): the answer is checked against the cookie, the code exchanged, the id_token
//     verified; a session is stored and its ticket set. The steps stand numbered in the function.
//  4. Every request: [Sesjoner.Mellomvare] opens the session with the ticket and puts the person in the context.
//  5. POST /logg-ut ([Innlogging.LoggUt]), POST /logg-ut/bakkanal ([Innlogging.Bakkanal]), or time: the row is deleted,
//     and [Sesjoner.Avsluttet] closes the sockets.
//
// # The ticket
//
// The cookie is a row's id and a random key of 256 bits. From the key two are derived (HKDF-SHA256): one for the row's
// content, one for the reporter's own copies ([viewer.Billett]). The row holds ciphertext, times, and hashes of the
// provider's sid and sub. A stolen database opens no session; a stolen cookie without the row is worth nothing.
// A login or a step-up makes a new id and a new key, and ends the old session with what was sealed under it.
//
// # Wiring
//
//	modus, err := server.ParseModus(os.Getenv("PORTAL_MODUS"))
//	adresse, err := server.ParseAdresse("http://localhost:8080", modus)
//	sesjoner, err := server.NewSesjoner(server.SesjonerOppsett{
//		Modus: modus, Adresse: adresse, Lager: db, Hemmelighet: secret,
//		Person:    func(pid string) viewer.Person { … keyed hashes … },
//		Tilganger: db.Tilganger,
//	})
//	nokkel, err := server.NyKlientnokkel() // production: server.LesKlientnokkel(jwk)
//	inn, err := server.NewInnlogging(sesjoner, server.InnloggingOppsett{
//		Utsteder: "http://localhost:8080/testidp", KlientID: "barnevernportalen", Klientnokkel: nokkel,
//	})
//	go db.Listen(ctx, log, func(v ent.Varsel) { // sessions that end at other replicas, and by the back channel
//		switch {
//		case v.Tapt:
//			sesjoner.MeldTapt()
//		case v.SesjonID != uuid.Nil:
//			sesjoner.MeldAvsluttet(v.SesjonID)
//		}
//	})
//
//	GET  /logg-inn          inn.Start
//	GET  /logg-inn/svar     inn.Svar
//	POST /logg-ut           inn.LoggUt       a form, not fetch: the answer is a page that takes the browser on
//	POST /logg-ut/bakkanal  inn.Bakkanal
//	GET  /sesjon            sesjoner.Status
//	POST /sesjon/forny      sesjoner.Forny
//
// and sesjoner.Mellomvare around what needs to know who is asking. All of it goes behind [http.CrossOriginProtection]:
// see [Vern]. In dev mode package testidp, whose documentation says how, is mounted beside. It imports this package, so
// it is handed to the routes as an [http.Handler] by cmd/portal.
package server
