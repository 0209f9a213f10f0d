// Package maskinporten fetches machine tokens from Maskinporten and checks those that others come with. It is a leaf: it
// knows the wire and no row of ours.
//
//	k, err := maskinporten.NyKlient(maskinporten.Oppsett{Utsteder: "https://test.maskinporten.no/", KlientID: …, Nokkel: …, Kid: …})
//	token, err := k.Token(ctx, maskinporten.Foresporsel{Scope: maskinporten.ScopeFiks})
//
//	s, err := maskinporten.NySjekk(maskinporten.Sjekkoppsett{Utsteder: "https://test.maskinporten.no/"})
//	orgnr, err := s.Konsument(ctx, token)
//
// A token says which organisation calls, and no more: everybody who has been called with one could use it elsewhere while
// it lives. That is why an integration also has a password.
//
// No error of this package holds a token, an assertion, a key, or text from an answer, but for the code of an OAuth error.
package maskinporten

// ScopeFiks is the scope of the Fiks platform.
const ScopeFiks = "ks:fiks"
