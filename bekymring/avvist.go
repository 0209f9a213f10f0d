package bekymring

import (
	"fmt"
	"strings"
)

// Avvisningskode is why a report that a machine has sealed is refused.
type Avvisningskode string

// The codes, as in the SDL enum Avvisningskode and in errorCode of the REST paths.
const (
	AvvistMangler          Avvisningskode = "MANGLER"
	AvvistUgyldigFormat    Avvisningskode = "UGYLDIG_FORMAT"
	AvvistForStor          Avvisningskode = "FOR_STOR"
	AvvistIkkeForseglet    Avvisningskode = "IKKE_FORSEGLET"
	AvvistFremmedNokkel    Avvisningskode = "FREMMED_NOKKEL"
	AvvistUkjentKommune    Avvisningskode = "UKJENT_KOMMUNE"
	AvvistUkjentBydel      Avvisningskode = "UKJENT_BYDEL"
	AvvistIkkeAktiv        Avvisningskode = "IKKE_AKTIV"
	AvvistStotterIkkeV2    Avvisningskode = "STOTTER_IKKE_V2"
	AvvistUkjentOpplasting Avvisningskode = "UKJENT_OPPLASTING"
)

// Avvisning is one thing wrong with a sealed report. It never repeats what was sent.
type Avvisning struct {
	Sti     []string // the field or part, as the contract names it
	Kode    Avvisningskode
	Melding string // bokmål
}

// Avvist is every reason why a sealed report was refused. Nothing of it was stored.
type Avvist struct{ Grunner []Avvisning }

// Error implements error.
func (a *Avvist) Error() string {
	koder := make([]string, 0, len(a.Grunner))
	for _, g := range a.Grunner {
		koder = append(koder, string(g.Kode)+" "+strings.Join(g.Sti, "."))
	}
	return "the sealed report is refused: " + strings.Join(koder, ", ")
}

func (a *Avvist) grunn(kode Avvisningskode, felt string) {
	a.Grunner = append(a.Grunner, Avvisning{Sti: []string{felt}, Kode: kode, Melding: avvisningssetning(kode)})
}

// feil is nil when there is no reason.
func (a *Avvist) feil() error {
	if len(a.Grunner) == 0 {
		return nil
	}
	return a
}

func avvisningssetning(kode Avvisningskode) string {
	switch kode {
	case AvvistMangler:
		return "Mangler, eller er tom."
	case AvvistUgyldigFormat:
		return "Er ikke skrevet slik det må være."
	case AvvistForStor:
		return fmt.Sprintf("Delene er for store. De kan være inntil %d byte til sammen.", MaksForseglet)
	case AvvistIkkeForseglet:
		return "Er ikke en hel CMS EnvelopedData med AES-256-CBC."
	case AvvistFremmedNokkel:
		return "Er ikke forseglet med RSA-OAEP til mottakerens nøkkel alene. Nøkkelen må ha vært gjeldende det siste døgnet. Hent krypteringsnøklene på nytt."
	case AvvistUkjentKommune:
		return setning(Feltfeil{Sti: []string{""}, Kode: FeilUkjentKommune})
	case AvvistUkjentBydel:
		return setning(Feltfeil{Sti: []string{""}, Kode: FeilUkjentBydel})
	case AvvistIkkeAktiv:
		return setning(Feltfeil{Sti: []string{""}, Kode: FeilIkkeAktiv})
	case AvvistStotterIkkeV2:
		return "Mottakeren leser bare V1."
	case AvvistUkjentOpplasting:
		return "Finnes ikke, er brukt, eller er eldre enn en time. Last opp på nytt."
	}
	return "Kan ikke tas imot."
}
