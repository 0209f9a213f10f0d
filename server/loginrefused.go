package server

import (
	"errors"
	"log/slog"

	"golang.org/x/oauth2"
)

// grunn is why a login was refused, a fixed word for the log.
type grunn string

const (
	grunnForlop      grunn = "forlop"      // no login under way in this browser, or its cookie was tampered with
	grunnState       grunn = "state"       // an answer to another login
	grunnUtlopt      grunn = "utlopt"      // more than ten minutes at the provider, or its own time-out
	grunnIss         grunn = "iss"         // an answer from another provider
	grunnBrukt       grunn = "brukt"       // the same answer again
	grunnAvbrutt     grunn = "avbrutt"     // the person changed her mind
	grunnAvslag      grunn = "avslag"      // the provider said no for another reason
	grunnKode        grunn = "kode"        // an answer with neither code nor error
	grunnVeksling    grunn = "veksling"    // the provider did not take the code
	grunnToken       grunn = "token"       // an id_token that does not stand the tests
	grunnAnnenPerson grunn = "annenPerson" // somebody else came back from a step-up
	grunnUtsteder    grunn = "utsteder"    // the provider does not answer
	grunnLager       grunn = "lager"       // our own storage does not answer
)

// utfall is what the front page is told. It must not say more: the address ends up in the browser's history.
type utfall string

const (
	utfallAvbrutt utfall = "avbrutt"
	utfallFeilet  utfall = "feilet"
	utfallUtlopt  utfall = "utlopt"
)

// avvisning is a refused login. err never holds anything the browser sent.
type avvisning struct {
	grunn grunn
	err   error
}

func feil(g grunn, err error) *avvisning { return &avvisning{g, err} }

// feilFraUtsteder sorts the provider's error codes (RFC 6749 §4.1.2.1, OpenID Connect Core §3.1.2.6).
func feilFraUtsteder(kode string) *avvisning {
	err := errors.New("the provider answered " + feilkode(kode))
	switch kode {
	case "access_denied":
		return feil(grunnAvbrutt, err)
	case "login_required", "interaction_required":
		return feil(grunnUtlopt, err)
	}
	return feil(grunnAvslag, err)
}

func (a *avvisning) utfall() utfall {
	switch a.grunn {
	case grunnAvbrutt:
		return utfallAvbrutt
	case grunnUtlopt, grunnForlop:
		return utfallUtlopt
	}
	return utfallFeilet
}

// alvor: what people do every day is no warning.
func (a *avvisning) alvor() slog.Level {
	switch a.grunn {
	case grunnAvbrutt, grunnUtlopt, grunnForlop:
		return slog.LevelInfo
	case grunnLager, grunnUtsteder:
		return slog.LevelError
	}
	return slog.LevelWarn
}

// s256 is the PKCE challenge of a verifier (RFC 7636 §4.2).
func s256(verifier string) string { return oauth2.S256ChallengeFromVerifier(verifier) }
