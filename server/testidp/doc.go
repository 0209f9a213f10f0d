// Package testidp looks like ID-porten to the portal, for dev mode and tests: discovery, keys, pushed authorization
// requests, an authorize page with fixed test persons, private_key_jwt, PKCE, levels, single sign-on, end_session and
// back-channel logout. It is as strict towards its client as ID-porten is, so that what works here has a chance there.
//
// Nobody has to prove anything: whoever reaches the page may be anybody. [New] therefore refuses outside dev mode.
//
// Mount it under the path of its issuer:
//
//	idp, err := testidp.New(modus, testidp.Oppsett{
//		Utsteder: "http://localhost:8080/testidp",
//		Klient: testidp.Klient{
//			ID:            "barnevernportalen",
//			Nokler:        innlogging.OffentligeNokler(),
//			RedirectURI:   "http://localhost:8080" + server.StiSvar,
//			PostLogoutURI: "http://localhost:8080" + server.StiUtlogget,
//			BakkanalURI:   "http://localhost:8080" + server.StiBakkanal,
//		},
//	})
//	mux.Handle(idp.Sti(), idp)
//
// [Maskinporten] looks like Maskinporten to machines, and is mounted likewise.
//
// All state is in memory: after a restart people log in again.
//
// Where it differs from ID-porten: the id_token has a name claim, and sid always, login_hint=<bruker> picks a person without the
// page, and one page stands for the choice of electronic id.
package testidp
