// Package svarinn answers on the paths of SvarInn V2, so that the case systems that fetch post from SvarUt today fetch what
// persons write from their cases in the same way.
//
//	GET   …/svarinn/v2/forsendelser               what waits, at most 200
//	GET   …/svarinn/v2/forsendelser/{id}          its files: a zip, CMS-sealed to the system's key
//	PATCH …/svarinn/v2/forsendelser/{id}/status   {"status": "MOTTATT"} or {"status": "FEILET", "feil": {…}}
//
// below /tjenester, as the published OpenAPI file has it, and below /api, as the page about it does. HTTP Basic, over TLS
// like all else here. A shipment that is another's, of another kind, or never was is 404, the same for all.
package svarinn
