// Package svarut is a client of SvarUt v3: letters (a sealed PDF in, a letter in the post out), and post to organisations.
//
//	POST /api/v3/kontoer/{kontoId}/forsendelser/organisasjon multipart, likewise
//	POST /api/v3/kontoer/{kontoId}/forsendelser/print        multipart: «forsendelse» (JSON), then the document
//	POST /api/v3/kontoer/{kontoId}/forsendelser/status/sok   {"id": […]} → {"statuser": [{"id", "sisteStatusEndring", "status"}]}
//
// Source: the published SvarUt API, v3 («under utvikling»). The body of …/organisasjon is published and that of …/print is
// not; we send the fields of the first that a letter has.
//
// Every call carries a Maskinporten token and the integration's id and password. What comes back is believed only when it
// is 200, JSON, of the right form and not too long: a proxy's login page is no answer.
package svarut
