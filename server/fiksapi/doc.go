// Package fiksapi answers on the national service's own REST paths, so that a case system written for it works here by
// changing its base address: the directory of kommuner, and the reception of reports that the sender has sealed itself.
//
//	GET  /bekymringsmelding/api/v{1,2}/kommuner[/{kommunenummer}[/bydeler[/{bydelsnummer}]]]
//	GET  /bekymringsmelding/api/v{1,2}/kommuner/fylker[/{fylkenummer}/kommuner]
//	GET  /bekymringsmelding/api/v{1,2}/mottak/fagsystem/{kommunenummer}/{bydelsnummer}/krypteringsnokler
//	POST /bekymringsmelding/api/v{1,2}/mottak/fagsystem/{fraFiksOrgId}/{kommunenummer}/{bydelsnummer}/{privat,offentlig}
//	GET  /bekymringsmelding/api/v{1,2}/mottak/fagsystem/{fraFiksOrgId}/bekymringsmelding/{bekymringsmeldingId}/status
//
//	PUT  /innsyn-index/api/v2/indexRequest, and the deletions below /innsyn-index/api/v1/delete/
//	     /samtykke/api/v1/ekstern/{fiksOrgId}/… (samtykke.go)
//
// The sender's steps: bydeler, krypteringsnokler, write and seal, post. Version 1 differs in that the directory has no
// stottetVersjon, a key no gyldig, and what is posted is a V1 report.
//
// Every call is a machine's, with the three headers of the platform. The directory and the keys want PRODUSENT or
// KONSUMENT for any kommune; to send and to ask for status wants PRODUSENT for the kommune that fraFiksOrgId is. A kommune
// it has no right for and one that does not exist give the same 403.
//
// Every refusal has the platform's error body. errorCode and errorJson say what was wrong, for a program; errorId stands
// in our log. Nothing the caller sent is repeated but the path.
//
// Sources: the published OpenAPI files (bekymringsmelding-kommune-api, bekymringsmelding-mottak-fagsystem-api), and the
// platform's page on integrations for headers and error body. The tests hold every answer to the first.
package fiksapi
