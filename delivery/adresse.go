package delivery

import (
	"errors"
	"fmt"
	"regexp"
	"strings"

	"golang.org/x/text/unicode/norm"

	"barnevernportalen/ent/db"
)

// Why an address cannot be on an envelope.
var (
	// ErrIkkeNoytral: it tells what the letter is about to whoever sees the envelope.
	ErrIkkeNoytral = errors.New("the address tells what the letter is about")
	// ErrUfullstendigAdresse: name, postnummer (four digits) or poststed is missing, or a line is too long.
	ErrUfullstendigAdresse = errors.New("the postal address is not whole")
)

// Postadresse is where a receiver's letters go, as it shows in the window of the envelope. It is checked: see
// [NyPostadresse]. The zero value is no address.
type Postadresse struct {
	Navn, Linje1, Linje2, Linje3, Postnummer, Poststed string
}

// The longest lines, in characters: what fits in the window whatever the letters, in the smallest type that is read by a
// sorting machine. SvarUt takes more (name 100, lines 70).
const (
	maksAdressenavn  = 60
	maksAdresselinje = 40
	maksPoststed     = 28
)

var rePostnummer = regexp.MustCompile(`^[0-9]{4}$`)

// NyPostadresse checks an address: whole, one line a field, within the limits, and neutral. Letters in a service's name
// once told 1 900 households' postmen that «barnevernet» wrote to them; the neutral name of a receiver is that of its
// kommune's post reception. Errors: ErrUfullstendigAdresse, ErrIkkeNoytral.
func NyPostadresse(a Postadresse) (Postadresse, error) {
	for _, f := range []*string{&a.Navn, &a.Linje1, &a.Linje2, &a.Linje3, &a.Postnummer, &a.Poststed} {
		*f = strings.Join(strings.Fields(norm.NFC.String(*f)), " ")
	}
	tooLong := len([]rune(a.Navn)) > maksAdressenavn || len([]rune(a.Poststed)) > maksPoststed
	for _, l := range []string{a.Linje1, a.Linje2, a.Linje3} {
		tooLong = tooLong || len([]rune(l)) > maksAdresselinje
	}
	if tooLong || a.Navn == "" || a.Poststed == "" || !rePostnummer.MatchString(a.Postnummer) {
		return Postadresse{}, ErrUfullstendigAdresse
	}
	return a, Noytral(a.Linjer()...)
}

// Tom reports whether there is no address.
func (a Postadresse) Tom() bool { return a == Postadresse{} }

// Linjer is the address as it is printed, without empty lines.
func (a Postadresse) Linjer() []string {
	var lines []string
	for _, l := range []string{a.Navn, a.Linje1, a.Linje2, a.Linje3, strings.TrimSpace(a.Postnummer + " " + a.Poststed)} {
		if l != "" {
			lines = append(lines, l)
		}
	}
	return lines
}

// roper are the beginnings and middles of words that tell: nb, nn, en and se.
var roper = []string{
	"barnevern", "barneverntj", "barnevakt", "bekymring", "bvt", "omsorg", "fosterhjem", "familievern", "taushet", "gradert",
	"child welfare", "child protection", "social services", "sosialtj", "mánáidsuodj", "manaidsuodj", "fuolastuhtt",
}

// Noytral returns ErrIkkeNoytral if lines, read together and however they are cut, broken or hyphenated, hold a word that
// tells what a letter is about. It does not say which: an address may be on its way to a log.
func Noytral(lines ...string) error {
	text := strings.ToLower(norm.NFC.String(strings.Join(lines, "\n")))
	tight := strings.Map(func(r rune) rune {
		if strings.ContainsRune(" \n\t-\u00ad\u2010\u2011.·_", r) {
			return -1
		}
		return r
	}, text)
	for _, w := range roper {
		if strings.Contains(tight, strings.ReplaceAll(w, " ", "")) {
			return ErrIkkeNoytral
		}
	}
	return nil
}

// LesReturadresse checks a return address as a setting gives it, its lines separated by «|»; empty is none.
func LesReturadresse(s string) ([]string, error) {
	var lines []string
	for l := range strings.SplitSeq(s, "|") {
		l = strings.Join(strings.Fields(norm.NFC.String(l)), " ")
		if len([]rune(l)) > maksAdresselinje {
			return nil, fmt.Errorf("return address: %w", ErrUfullstendigAdresse)
		}
		if l != "" {
			lines = append(lines, l)
		}
	}
	if len(lines) > 4 {
		return nil, fmt.Errorf("return address: %w", ErrUfullstendigAdresse)
	}
	if err := Noytral(lines...); err != nil {
		return nil, fmt.Errorf("return address: %w", err)
	}
	return lines, nil
}

func toPostadresse(b *db.Bydel) Postadresse {
	return Postadresse{
		Navn: b.AdresseNavn, Linje1: b.Adresselinje1, Linje2: b.Adresselinje2, Linje3: b.Adresselinje3,
		Postnummer: b.Postnummer, Poststed: b.Poststed,
	}
}

// Brevadresse is what stands in the window of a letter to m. A receiver without an address is activated no more, but what
// was activated before must not lose a report for it: then the kommune's name stands there, and an alarm is raised with
// the report.
func (m Mottaker) Brevadresse() []string {
	if m.Postadresse.Tom() {
		return []string{m.Kommunenavn + " kommune"}
	}
	return m.Postadresse.Linjer()
}
