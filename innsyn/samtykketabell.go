package innsyn

import (
	"slices"
	"time"

	"barnevernportalen/ent/db/samtykkepart"
)

// Svar is what a party has answered.
type Svar = samtykkepart.Svar

// The answers, as the national service spells them.
const (
	SvarSamtykket     = samtykkepart.SvarSamtykket
	SvarIkkeSamtykket = samtykkepart.SvarIkkeSamtykket
	SvarVenter        = samtykkepart.SvarVenterPaaSvar
	SvarTrukket       = samtykkepart.SvarTrukket
)

// hvem may make a change.
type hvem int

const (
	ingen     hvem = iota
	uendret        // it is no change: asked for again it is answered as the first time, and written down no more
	behandler      // a caseworker, on behalf of the party
	begge          // and the party herself
)

// svartabell is who may change a party's answer, from what to what: the national service's table for caseworkers, and its
// two sentences for citizens: accept (or decline) only from VENTER_PAA_SVAR, withdraw only from SAMTYKKET.
var svartabell = map[Svar]map[Svar]hvem{
	SvarSamtykket:     {SvarSamtykket: uendret, SvarIkkeSamtykket: ingen, SvarVenter: behandler, SvarTrukket: begge},
	SvarIkkeSamtykket: {SvarSamtykket: behandler, SvarIkkeSamtykket: uendret, SvarVenter: behandler, SvarTrukket: ingen},
	SvarVenter:        {SvarSamtykket: begge, SvarIkkeSamtykket: begge, SvarVenter: uendret, SvarTrukket: ingen},
	SvarTrukket:       {SvarSamtykket: behandler, SvarIkkeSamtykket: ingen, SvarVenter: behandler, SvarTrukket: uendret},
}

// Samtykkehindring is why an act was not done. It is an answer and no error: the present state is given with it.
type Samtykkehindring string

// The hindrances.
const (
	HindringUlovlig    Samtykkehindring = "ULOVLIG_OVERGANG"
	HindringFrist      Samtykkehindring = "SVARFRIST_PASSERT"
	HindringUtlopt     Samtykkehindring = "UTLOPT"
	HindringInvalidert Samtykkehindring = "INVALIDERT"
	HindringEndret     Samtykkehindring = "ENDRET" // it is not what she has read
)

// samtykketider are what a consent's time is made of.
type samtykketider struct {
	Akseptfrist Dato
	SluttDato   *Dato
	Invalidert  bool
}

// utlopt: its last day is over.
func (t samtykketider) utlopt(naa time.Time) bool {
	return t.SluttDato != nil && t.SluttDato.Passert(naa)
}

// nesteSkifte is when the clock next changes how the consent stands; zero: never.
func (t samtykketider) nesteSkifte(naa time.Time) (neste time.Time) {
	for _, d := range []*Dato{&t.Akseptfrist, t.SluttDato} {
		if d != nil && !t.Invalidert && !d.Passert(naa) && (neste.IsZero() || d.Slutt().Before(neste)) {
			neste = d.Slutt()
		}
	}
	return neste
}

// provSvar decides whether an answer may be changed now. With neither a change nor a hindrance it was so already.
//
// The deadline and the last day end a party's own answering. They do not end her withdrawing: a caseworker may move both
// dates, and what she has withdrawn must not come alive by that. Nor do they bind a caseworker, who may register what was
// answered on paper long ago.
func provSvar(innbygger bool, fra, til Svar, t samtykketider, naa time.Time) (endres bool, hindring Samtykkehindring) {
	lov := svartabell[fra][til]
	switch {
	case t.Invalidert:
		return false, HindringInvalidert
	case lov == uendret:
		return false, ""
	case lov == ingen, innbygger && lov != begge:
		return false, HindringUlovlig
	case innbygger && til != SvarTrukket && t.utlopt(naa):
		return false, HindringUtlopt
	case innbygger && til != SvarTrukket && t.Akseptfrist.Passert(naa):
		return false, HindringFrist
	}
	return true, ""
}

// Samtykkestatus is how a consent stands.
type Samtykkestatus string

// The states, as the national service spells them.
const (
	StatusSamtykket     Samtykkestatus = "SAMTYKKET"
	StatusTrukket       Samtykkestatus = "TRUKKET"
	StatusIkkeSamtykket Samtykkestatus = "IKKE_SAMTYKKET"
	StatusVenter        Samtykkestatus = "VENTER_PAA_SVAR"
	StatusFristPassert  Samtykkestatus = "SVARFRIST_PASSERT"
	StatusUtlopt        Samtykkestatus = "UTLOPT"
)

// samlet is how a consent stands by these answers. The first that is true counts:
//
//	invalidated       UTLOPT: the published word for it is that the caseworker has set it «utgått», and it is final
//	any withdrawn     TRUKKET: what a person has said stands, whatever the calendar says after
//	any declined      IKKE_SAMTYKKET
//	last day over     UTLOPT
//	any waiting       SVARFRIST_PASSERT if the deadline is over, else VENTER_PAA_SVAR
//	all have given it SAMTYKKET
//
// Of nobody it is never SAMTYKKET.
func samlet(svar []Svar, t samtykketider, naa time.Time) Samtykkestatus {
	switch {
	case t.Invalidert:
		return StatusUtlopt
	case slices.Contains(svar, SvarTrukket):
		return StatusTrukket
	case slices.Contains(svar, SvarIkkeSamtykket):
		return StatusIkkeSamtykket
	case t.utlopt(naa):
		return StatusUtlopt
	case len(svar) > 0 && !slices.ContainsFunc(svar, func(s Svar) bool { return s != SvarSamtykket }):
		return StatusSamtykket
	case t.Akseptfrist.Passert(naa):
		return StatusFristPassert
	}
	return StatusVenter
}
