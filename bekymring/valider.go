package bekymring

import (
	"fmt"
	"regexp"
	"strconv"
	"unicode/utf8"

	"github.com/google/uuid"
)

// The limits, in characters (Unicode code points). The published schemas have none; ours are far above any real report
// and keep a PDF within reason. The contract names each where it holds.
const (
	maksLinje     = 200
	maksKort      = 2_000
	maksTekst     = 20_000
	maksMelding   = 100_000
	maksBarn      = 20
	maksForesatte = 2 // the published schema's
)

var (
	reKommune = regexp.MustCompile(`^[0-9]{4}$`)
	reBydel   = regexp.MustCompile(`^[0-9]{2}$`)
	// reTelefon and reEpostKS are the published schemas' own.
	reTelefon = regexp.MustCompile(`^[+]?[0-9]+([- ][0-9]+)*$`)
	reEpostKS = regexp.MustCompile(`^[A-Za-zæøåÆØÅ0-9-_]+(\.[A-Za-zæøåÆØÅ0-9-_]+)*@[A-Za-zæøåÆØÅ0-9-]+(\.[A-Za-zæøåÆØÅ0-9-]+)*(\.[A-Za-z]{2,})$`)
	// reEpost is what we ask of an address: that somebody could mean it as one.
	reEpost      = regexp.MustCompile(`^[^ @]+@[^ @]+\.[^ @.]{2,}$`)
	rePostnummer = regexp.MustCompile(`^[0-9]{4}$`)
	reElleve     = regexp.MustCompile(`^[0-9]{11}$`)
)

// funn is everything a check found.
type funn struct {
	feil    []Feltfeil
	varsler []Varsel
}

// sjekk checks the fields of one object, and files what it finds under the object's path.
type sjekk struct {
	funn *funn
	sti  []string
}

func (s sjekk) under(felt string, nr ...int) sjekk {
	sti := append(append([]string(nil), s.sti...), felt)
	for _, n := range nr {
		sti = append(sti, strconv.Itoa(n))
	}
	return sjekk{s.funn, sti}
}

func (s sjekk) feil(kode Feilkode, felt string, grense ...int) {
	e := Feltfeil{Sti: s.under(felt).sti, Kode: kode}
	if len(grense) > 0 {
		e.Grense = &grense[0]
	}
	e.Melding = setning(e)
	s.funn.feil = append(s.funn.feil, e)
}

func (s sjekk) varsel(kode Varselkode, felt string) {
	s.funn.varsler = append(s.funn.varsler, Varsel{Sti: s.under(felt).sti, Kode: kode, Melding: varselsetning(kode)})
}

// fylt: filled in, and not too long.
func (s sjekk) fylt(verdi string, maks int, felt string) {
	if verdi == "" {
		s.feil(FeilMangler, felt)
		return
	}
	s.valgfri(verdi, maks, felt)
}

// valgfri: not too long.
func (s sjekk) valgfri(verdi string, maks int, felt string) {
	if utf8.RuneCountInString(verdi) > maks {
		s.feil(FeilForLang, felt, maks)
	}
}

// form: if filled in, not too long and of the form.
func (s sjekk) form(re *regexp.Regexp, verdi, felt string) {
	switch {
	case utf8.RuneCountInString(verdi) > maksLinje:
		s.feil(FeilForLang, felt, maksLinje)
	case verdi != "" && !re.MatchString(verdi):
		s.feil(FeilUgyldigFormat, felt)
	}
}

// fyltForm: filled in, and of the form.
func (s sjekk) fyltForm(re *regexp.Regexp, verdi, felt string) {
	if verdi == "" {
		s.feil(FeilMangler, felt)
		return
	}
	s.form(re, verdi, felt)
}

// svart: one of two or three answers has been chosen.
func (s sjekk) svart(svart bool, felt string) {
	if !svart {
		s.feil(FeilMangler, felt)
	}
}

// tom: left out, since it belongs to a choice that was not made.
func (s sjekk) tom(tom bool, felt string) {
	if !tom {
		s.feil(FeilSkalVaereTom, felt)
	}
}

// antall: at least one, at most maks. It returns how many to look at.
func (s sjekk) antall(n, maks int, felt string) int {
	switch {
	case n == 0:
		s.feil(FeilMangler, felt)
	case n > maks:
		s.feil(FeilForMange, felt, maks)
	}
	return min(n, maks)
}

// hode checks what both forms begin with. Whether the receiver exists and receives is asked in skjema.go.
func (s sjekk) hode(h hode) {
	s.svart(h.klientnokkel != uuid.Nil, "klientnokkel")
	s.fyltForm(reKommune, h.kommunenummer, "kommunenummer")
	if h.bydelsnummer != nil {
		s.fyltForm(reBydel, *h.bydelsnummer, "bydelsnummer")
	}
}

// setning says what is wrong, in bokmål, without what was typed.
func setning(e Feltfeil) string {
	felt := e.Sti[len(e.Sti)-1]
	switch e.Kode {
	case FeilMangler:
		return "Feltet må fylles ut."
	case FeilForLang:
		return fmt.Sprintf("Teksten er for lang. Den kan ha inntil %d tegn.", *e.Grense)
	case FeilUgyldigFormat:
		switch felt {
		case "telefonnummer":
			return "Skriv telefonnummeret med sifre, gjerne med + og landkode først."
		case "epost":
			return "Skriv e-postadressen slik: navn@eksempel.no."
		}
		return "Det er ikke skrevet slik det må være."
	case FeilUkjentKommune:
		return "Det finnes ingen kommune med dette nummeret."
	case FeilUkjentBydel:
		return "Kommunen har ingen bydel med dette nummeret."
	case FeilIkkeAktiv:
		return "Kommunen tar ikke imot meldinger her. Ring barnevernstjenesten, eller send brev."
	case FeilForMange:
		return fmt.Sprintf("Det er for mange. Det kan være inntil %d.", *e.Grense)
	case FeilSkalVaereTom:
		return "Feltet hører til et annet valg enn det som er gjort, og må være tomt."
	}
	return "Feltet er ikke riktig fylt ut."
}

// varselsetning says what looks wrong, and what happens to it.
func varselsetning(kode Varselkode) string {
	switch kode {
	case VarselFnr:
		return "Tallet ser ikke ut til å være et riktig fødselsnummer eller D-nummer. Sjekk det gjerne. Meldingen kan sendes likevel."
	case VarselSyntetisk:
		return "Dette er et fødselsnummer av den typen som brukes i tester. Meldingen kan sendes likevel."
	case VarselOrgnr:
		return "Dette ser ikke ut til å være et riktig organisasjonsnummer. Sjekk det gjerne. Meldingen kan sendes likevel."
	case VarselEpost:
		return "E-postadressen er skrevet på en måte som meldingsformatet ikke har plass til. Den sendes i teksten i stedet."
	case VarselPostnummer:
		return "Norske postnumre har fire sifre. Meldingen kan sendes likevel."
	}
	return "Sjekk gjerne dette. Meldingen kan sendes likevel."
}
