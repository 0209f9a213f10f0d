package server_test

const (
	foresporselfelt = `{id mappeId sendt begrunnelse poster{id tittel} status endret hentet svar}`

	dokSporInnsyn        = `mutation SporInnsyn($input:SendInnsynsforesporselInput!){sendInnsynsforesporsel(input:$input){foresporsel` + foresporselfelt + ` alleredeSendt{id} feil{felt kode journalpostId}}}`
	dokMineForesporsler  = `query MineForesporsler{mineInnsynsforesporsler` + foresporselfelt + `}`
	dokForesporsler      = `query Foresporsler($k:String!){innsynsforesporsler(kommunenummer:$k){edges{cursor node{id kommunenummer status sendt fodselsnummer begrunnelse journalposter{meldingId mappeId systemId registreringsId}}} pageInfo{hasNextPage}}}`
	dokBesvarForesporsel = `mutation BesvarForesporsel($id:ID!){besvarInnsynsforesporsel(input:{id:$id status:INNVILGET begrunnelse:"ja"}){utfall feil{felt kode}}}`
	dokForesporselEndret = `subscription ForesporselEndret{innsynsforesporselEndret{nullstill foresporsler endret}}`
)

var foresporseldokumenter = []string{dokSporInnsyn, dokMineForesporsler, dokForesporsler, dokBesvarForesporsel, dokForesporselEndret}

// galForesporsel asks for what is not there, without a reason.
var galForesporsel = inn(map[string]any{"nokkel": nokkel1, "journalpostIder": []any{nokkel1}, "begrunnelse": " "})
