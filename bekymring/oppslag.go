package bekymring

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"barnevernportalen/bekymring/enhetsregister"
	"barnevernportalen/ent/viewer"
)

// Enhetsregister finds the name and address of a workplace by its number, which is nine digits with a right control digit; *enhetsregister.Klient does.
// Errors: enhetsregister.ErrIkkeFunnet; any other means that nobody knows. None may hold the number.
type Enhetsregister interface {
	Finn(ctx context.Context, orgnr string) (enhetsregister.Enhet, error)
}

// Oppslagsutfall is what came of a look-up.
type Oppslagsutfall string

// The outcomes, as in the SDL enum Oppslagsutfall.
const (
	OppslagAv            Oppslagsutfall = "AV"
	OppslagKlart         Oppslagsutfall = "KLART"
	OppslagFunnet        Oppslagsutfall = "FUNNET"
	OppslagIkkeFunnet    Oppslagsutfall = "IKKE_FUNNET"
	OppslagForMange      Oppslagsutfall = "FOR_MANGE"
	OppslagUtilgjengelig Oppslagsutfall = "UTILGJENGELIG"
)

// Oppslag is the answer to a look-up. It never fails: the form is filled in by hand as well.
type Oppslag struct {
	Utfall     Oppslagsutfall
	Virksomhet *OppslattVirksomhet // with FUNNET
}

// OppslattVirksomhet is a workplace as the register has it.
type OppslattVirksomhet struct {
	Navn                 string
	Adresselinjer        []string // at most three
	Postnummer, Poststed string   // or ""
}

// How many look-ups a person may make in a minute, and all persons together in one process: the register is open to all, and shall
// not be read through us.
const (
	oppslagPerPerson = 10
	oppslagIAlt      = 120
)

// SlaOppVirksomhet looks a workplace up. Without a number it says only whether that can be done. Errors: [ErrIkkeInnbygger].
func (s *Service) SlaOppVirksomhet(ctx context.Context, orgnr *string) (*Oppslag, error) {
	v, ok := viewer.From(ctx).(viewer.Innbygger)
	switch {
	case !ok:
		return nil, ErrIkkeInnbygger
	case s.Enhetsregister == nil:
		return &Oppslag{Utfall: OppslagAv}, nil
	case orgnr == nil:
		return &Oppslag{Utfall: OppslagKlart}, nil
	}
	nr := sifre(*orgnr)
	if !gyldigOrgnr(nr) {
		return &Oppslag{Utfall: OppslagIkkeFunnet}, nil // and nobody is asked
	}
	if !s.oppslag.tell(string(v.ID), s.Klokke()) {
		return &Oppslag{Utfall: OppslagForMange}, nil
	}
	e, err := s.Enhetsregister.Finn(ctx, nr)
	switch {
	case errors.Is(err, enhetsregister.ErrIkkeFunnet):
		return &Oppslag{Utfall: OppslagIkkeFunnet}, nil
	case err != nil:
		if ctx.Err() != nil {
			return nil, fmt.Errorf("look a workplace up: %w", ctx.Err())
		}
		s.Log.WarnContext(ctx, "a workplace could not be looked up", slog.Any("feil", err))
		return &Oppslag{Utfall: OppslagUtilgjengelig}, nil
	}
	ut := OppslattVirksomhet(e)
	return &Oppslag{Utfall: OppslagFunnet, Virksomhet: &ut}, nil
}

// oppslagsteller counts look-ups within a minute of the clock.
type oppslagsteller struct {
	mu     sync.Mutex
	minutt time.Time
	av     map[string]int
	ialt   int
}

// tell reports whether who may look one more up, and counts it then.
func (t *oppslagsteller) tell(hvem string, naa time.Time) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	if m := naa.Truncate(time.Minute); !m.Equal(t.minutt) {
		t.minutt, t.av, t.ialt = m, map[string]int{}, 0
	}
	if t.av[hvem] >= oppslagPerPerson || t.ialt >= oppslagIAlt {
		return false
	}
	t.av[hvem]++
	t.ialt++
	return true
}
