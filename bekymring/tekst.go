package bekymring

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// What is typed is made here into what will be in JSON, PDF and hash. Nothing visible is taken away.

// flereLinjer is for fields that may have line breaks: NFC, line ends as \n, no other control characters than tab, no
// space at either end.
func flereLinjer(s string) string {
	s = strings.ReplaceAll(strings.ToValidUTF8(s, "\uFFFD"), "\r\n", "\n")
	s = strings.Map(func(r rune) rune {
		switch {
		case r == '\r', r == '\v', r == '\f', r == '\u0085', r == '\u2028', r == '\u2029':
			return '\n' // each of them ends a line somewhere; taking it away would join two words
		case r != '\n' && r != '\t' && unicode.IsControl(r):
			return -1
		}
		return r
	}, s)
	return strings.TrimSpace(norm.NFC.String(s))
}

// enLinje is for fields whose published pattern takes no line break: runs of white space become one space.
func enLinje(s string) string {
	return strings.Join(strings.Fields(flereLinjer(s)), " ")
}

// telefon brings a phone number nearer to the published pattern, which knows «+», digits, and single spaces or hyphens
// between them: «(+47) 55.12.34.56» becomes «+47 55 12 34 56». What is no phone number stays none.
func telefon(s string) string {
	var b strings.Builder
	var skille rune // what stood since the last sign that counts
	for _, r := range enLinje(s) {
		switch {
		case unicode.Is(unicode.Pd, r) || r == '\u2212': // hyphens, dashes, and the minus sign
			skille = '-'
		case unicode.IsSpace(r) || strings.ContainsRune("().,/", r):
			if skille == 0 {
				skille = ' '
			}
		default:
			if skille != 0 && b.Len() > 0 && b.String() != "+" {
				b.WriteRune(skille)
			}
			b.WriteRune(r)
			skille = 0
		}
	}
	return b.String()
}

func (a *Adresse) normaliser() *Adresse {
	if a == nil {
		return nil
	}
	n := Adresse{
		Adresselinje1: enLinje(a.Adresselinje1), Adresselinje2: enLinje(a.Adresselinje2), Adresselinje3: enLinje(a.Adresselinje3),
		Postnummer: enLinje(a.Postnummer), Poststed: enLinje(a.Poststed),
	}
	if n == (Adresse{}) {
		return nil // five empty lines are no address
	}
	return &n
}

func (p Privat) normaliser() Privat {
	p.Telefonnummer, p.Adresse, p.Tolk = telefon(p.Telefonnummer), p.Adresse.normaliser(), enLinje(p.Tolk)
	p.Melding, p.Foresatte, p.Temaer = flereLinjer(p.Melding), flereLinjer(p.Foresatte), unike(p.Temaer)
	p.Barn = slices.Clone(p.Barn)
	for i, b := range p.Barn {
		p.Barn[i] = PrivatBarn{
			Personnavn: enLinje(b.Personnavn), NavnUkjent: b.NavnUkjent,
			Ufoedt: b.Ufoedt, Termin: enLinje(b.Termin), MorsNavn: enLinje(b.MorsNavn),
			AntattAlder: enLinje(b.AntattAlder), Relasjon: enLinje(b.Relasjon),
			Adressevalg: b.Adressevalg, Adresse: b.Adresse.normaliser(), Stedsbeskrivelse: flereLinjer(b.Stedsbeskrivelse),
		}
	}
	return p
}

func (o Offentlig) normaliser() Offentlig {
	m := &o.Melder
	m.Rolle, m.Telefonnummer, m.Epost = enLinje(m.Rolle), telefon(m.Telefonnummer), enLinje(m.Epost)
	m.Kontakt = flereLinjer(m.Kontakt)
	m.Virksomhet.Navn, m.Virksomhet.Orgnr = enLinje(m.Virksomhet.Navn), enLinje(m.Virksomhet.Orgnr)
	m.Virksomhet.Adresse = m.Virksomhet.Adresse.normalisert()
	o.MerOmForesatte = flereLinjer(o.MerOmForesatte)
	o.Melding, o.Historie = flereLinjer(o.Melding), flereLinjer(o.Historie)
	o.AndreSynspunkter = flereLinjer(o.AndreSynspunkter)
	o.Tolkebeskrivelse, o.AndreHjelpeinstanser = flereLinjer(o.Tolkebeskrivelse), flereLinjer(o.AndreHjelpeinstanser)
	o.Temaer, o.Vilkar, o.Hjelpeinstanser = unike(o.Temaer), unike(o.Vilkar), unike(o.Hjelpeinstanser)
	o.Barn = slices.Clone(o.Barn)
	for i, b := range o.Barn {
		b.Fnr, b.Personnavn, b.Telefonnummer = enLinje(b.Fnr), enLinje(b.Personnavn), enLinje(b.Telefonnummer)
		b.Termin, b.MorsNavn, b.Adresse = enLinje(b.Termin), enLinje(b.MorsNavn), b.Adresse.normaliser()
		b.Stedsbeskrivelse, b.OrientertGrunn = flereLinjer(b.Stedsbeskrivelse), enLinje(b.OrientertGrunn)
		b.Skole = flereLinjer(b.Skole)
		o.Barn[i] = b
	}
	o.Foresatte = slices.Clone(o.Foresatte)
	for i, f := range o.Foresatte {
		f.Personnavn, f.Telefonnummer = enLinje(f.Personnavn), enLinje(f.Telefonnummer)
		f.OrientertGrunn, f.Relasjon = enLinje(f.OrientertGrunn), enLinje(f.Relasjon)
		f.Adresse, f.SamtykkeBeskrivelse = flereLinjer(f.Adresse), flereLinjer(f.SamtykkeBeskrivelse)
		o.Foresatte[i] = f
	}
	return o
}

// normalisert is for an address that has to be there: an empty one stays, for the check to find.
func (a Adresse) normalisert() Adresse {
	if n := a.normaliser(); n != nil {
		return *n
	}
	return Adresse{}
}

// unike keeps the first of each: a list of ticks says no more by saying it twice.
func unike[T comparable](ticks []T) []T {
	var out []T
	for _, t := range ticks {
		if !slices.Contains(out, t) {
			out = append(out, t)
		}
	}
	return out
}
