package bekymring

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/google/uuid"
	"golang.org/x/text/unicode/norm"
)

// The limits, in characters (Unicode code points). The published schemas have none; ours are far above any real report
// and keep a PDF within reason.
const (
	maksNavn    = 200
	maksMelding = 100_000
	maksBarn    = 20
)

var (
	reKommune = regexp.MustCompile(`^[0-9]{4}$`)
	reBydel   = regexp.MustCompile(`^[0-9]{2}$`)
)

// normaliser makes the text what it will be in JSON, PDF and hash: NFC, line ends as \n, no control characters, no
// space at either end. Nothing visible is taken away.
func (p Privat) normaliser() Privat {
	p.Melding = flereLinjer(p.Melding)
	barn := make([]PrivatBarn, len(p.Barn))
	for i, b := range p.Barn {
		barn[i] = PrivatBarn{Personnavn: enLinje(b.Personnavn)}
	}
	p.Barn = barn
	return p
}

// valider returns every field error at once. Whether the receiver exists and receives is send.go's to ask.
func (p Privat) valider() []Feltfeil {
	var f feil
	if p.Klientnokkel == uuid.Nil {
		f.legg(FeilMangler, 0, "klientnokkel")
	}
	f.form(reKommune, p.Kommunenummer, "kommunenummer")
	if p.Bydelsnummer != nil {
		f.form(reBydel, *p.Bydelsnummer, "bydelsnummer")
	}
	switch {
	case len(p.Barn) == 0:
		f.legg(FeilMangler, 0, "barn")
	case len(p.Barn) > maksBarn:
		f.legg(FeilForMange, maksBarn, "barn")
	}
	for i, b := range p.Barn[:min(len(p.Barn), maksBarn)] {
		f.tekst(b.Personnavn, maksNavn, "barn", strconv.Itoa(i), "personnavn")
	}
	f.tekst(p.Melding, maksMelding, "melding")
	return f
}

// feil gathers field errors.
type feil []Feltfeil

func (f *feil) legg(kode Feilkode, grense int, sti ...string) {
	e := Feltfeil{Sti: sti, Kode: kode, Melding: setning(kode, grense)}
	if grense > 0 {
		e.Grense = &grense
	}
	*f = append(*f, e)
}

// tekst: filled in, and not too long.
func (f *feil) tekst(s string, maks int, sti ...string) {
	switch n := utf8.RuneCountInString(s); {
	case n == 0:
		f.legg(FeilMangler, 0, sti...)
	case n > maks:
		f.legg(FeilForLang, maks, sti...)
	}
}

// form: filled in, and of the form.
func (f *feil) form(re *regexp.Regexp, s string, sti ...string) {
	switch {
	case s == "":
		f.legg(FeilMangler, 0, sti...)
	case !re.MatchString(s):
		f.legg(FeilUgyldigFormat, 0, sti...)
	}
}

// setning says what is wrong, in bokmål, without what was typed.
func setning(kode Feilkode, grense int) string {
	switch kode {
	case FeilMangler:
		return "Feltet må fylles ut."
	case FeilForLang:
		return fmt.Sprintf("Teksten er for lang. Den kan ha inntil %d tegn.", grense)
	case FeilUgyldigFormat:
		return "Det er ikke skrevet slik det må være."
	case FeilUkjentKommune:
		return "Det finnes ingen kommune med dette nummeret."
	case FeilUkjentBydel:
		return "Kommunen har ingen bydel med dette nummeret."
	case FeilIkkeAktiv:
		return "Kommunen tar ikke imot meldinger her. Ring barnevernstjenesten, eller send brev."
	case FeilForMange:
		return fmt.Sprintf("Det er for mange. Det kan være inntil %d.", grense)
	}
	return "Feltet er ikke riktig fylt ut."
}

// flereLinjer keeps line breaks and tabs, and takes other control characters away.
func flereLinjer(s string) string {
	s = strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
	s = strings.Map(func(r rune) rune {
		if r != '\n' && r != '\t' && unicode.IsControl(r) {
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "\uFFFD"))
	return strings.TrimSpace(norm.NFC.String(s))
}

// enLinje is for fields whose published pattern takes no line break: runs of white space become one space.
func enLinje(s string) string {
	return strings.Join(strings.Fields(flereLinjer(s)), " ")
}
