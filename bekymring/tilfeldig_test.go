package bekymring

import (
	"fmt"
	"strings"

	"github.com/google/uuid"
	"pgregory.net/rapid"
)

// Generated reports: valid ones, with any text a person can type, and a word in each answer that stands nowhere else.

type trekker struct {
	*rapid.T
	n int // the words so far
}

// ord is a word that stands nowhere else.
func (r *trekker) ord() string {
	r.n++
	return fmt.Sprintf("Q%dZ", r.n)
}

// tekst is a word of its own, with any signs after it, over one line or many.
func (r *trekker) tekst() string {
	return r.ord() + rapid.String().Draw(r.T, "tegn") + rapid.SampledFrom([]string{"", "\n", "\r\n", "\u2028", "\x00", " & <b>"}).Draw(r.T, "slutt") + r.ord()
}

func (r *trekker) kanskje(s func() string) string {
	if rapid.Bool().Draw(r.T, "svart") {
		return s()
	}
	return ""
}

func (r *trekker) valg() bool { return rapid.Bool().Draw(r.T, "valg") }

// telefon is a number of its own, written in one of the ways people write it.
func (r *trekker) telefon() string {
	r.n++
	form := rapid.SampledFrom([]string{"9%07d", "+47 9%07d", "(+47) 9%07d", "0047–9%07d", " 9%07d ", "55.9%07d"}).Draw(r.T, "telefon")
	return fmt.Sprintf(form, r.n)
}

func (r *trekker) adresse() *Adresse {
	return &Adresse{
		Adresselinje1: r.tekst(), Adresselinje2: r.kanskje(r.tekst), Adresselinje3: r.kanskje(r.tekst),
		Postnummer: r.kanskje(r.ord), Poststed: r.kanskje(r.tekst),
	}
}

func (r *trekker) barnetsAdresse() (Adressevalg, *Adresse, string) {
	switch rapid.IntRange(0, 2).Draw(r.T, "adressevalg") {
	case 0:
		return AdresseUkjent, nil, r.kanskje(r.tekst)
	case 1:
		return AdresseFortrolig, nil, ""
	}
	return AdresseOppgitt, r.adresse(), ""
}

func (r *trekker) jaNei() *bool {
	return rapid.SampledFrom([]*bool{nil, ptr(true), ptr(false)}).Draw(r.T, "ja eller nei")
}

func (r *trekker) vetIkke() JaNeiVetIkke {
	return rapid.SampledFrom([]JaNeiVetIkke{"", SvarJa, SvarNei, SvarVetIkke}).Draw(r.T, "svar")
}

func trekk[T any](r *trekker, av ...T) []T {
	return rapid.SliceOfN(rapid.SampledFrom(av), 0, 3).Draw(r.T, "valgte")
}

func (r *trekker) sprak() Sprak {
	return rapid.SampledFrom([]Sprak{"", SprakBokmal, SprakNynorsk, SprakEngelsk, SprakNordsamisk}).Draw(r.T, "språk")
}

var alleTemaer = []Tema{TemaVold, TemaSeksuelleOvergrep, TemaOmsorgssvikt, TemaRus, TemaKonflikt, TemaPsykiskHelse, TemaBarnetsAtferd, TemaAnnet}

func tilfeldigPrivat(rt *rapid.T) Privat {
	r := &trekker{T: rt}
	p := Privat{
		Klientnokkel: uuid.New(), Kommunenummer: "4601", Telefonnummer: r.kanskje(r.telefon), SkjulNavn: r.valg(),
		Tolk: r.kanskje(r.tekst), Melding: r.tekst(), Temaer: trekk(r, alleTemaer...), FareNa: r.jaNei(),
		Foresatte: r.kanskje(r.tekst), Sprak: r.sprak(),
	}
	if r.valg() {
		p.Adresse = r.adresse()
	}
	for range rapid.IntRange(1, 3).Draw(rt, "barn") {
		b := PrivatBarn{NavnUkjent: r.valg(), Ufoedt: r.valg(), Relasjon: r.kanskje(r.tekst)}
		navn := ""
		if !b.NavnUkjent {
			navn = r.tekst()
		}
		if b.Ufoedt {
			b.MorsNavn, b.Termin = navn, r.kanskje(r.tekst)
		} else {
			b.Personnavn, b.AntattAlder = navn, r.kanskje(r.tekst)
		}
		b.Adressevalg, b.Adresse, b.Stedsbeskrivelse = r.barnetsAdresse()
		p.Barn = append(p.Barn, b)
	}
	return p.normaliser()
}

func tilfeldigOffentlig(rt *rapid.T) Offentlig {
	r := &trekker{T: rt}
	o := Offentlig{
		Klientnokkel: uuid.New(), Kommunenummer: "4601",
		Melder: OffentligMelder{
			Rolle: r.tekst(), Telefonnummer: r.telefon(), Kontakt: r.kanskje(r.tekst),
			Epost:      r.ord() + rapid.SampledFrom([]string{"@skole.no", "+x@skole.no", "'ø@skole.no", "@ørsta.kommune.no"}).Draw(rt, "epost"),
			Virksomhet: Virksomhet{Navn: r.tekst(), Orgnr: r.kanskje(r.ord), Adresse: *r.adresse()},
		},
		MerOmForesatte: r.kanskje(r.tekst), Melding: r.tekst(), Historie: r.tekst(), AndreSynspunkter: r.kanskje(r.tekst),
		Temaer: trekk(r, alleTemaer...), Vilkar: trekk(r, VilkarMishandling, VilkarSykdom, VilkarSarligeBehov, VilkarAtferd, VilkarMenneskehandel),
		FareNa: r.jaNei(), Tolkebehov: r.vetIkke(), Tolkebeskrivelse: r.kanskje(r.tekst),
		Hjelpeinstanser:      trekk(r, InstansBarnehage, InstansBUP, InstansBarnevern, InstansAnnen),
		AndreHjelpeinstanser: r.kanskje(r.tekst), Sprak: r.sprak(),
	}
	if r.valg() {
		o.Melder.Melderkode = ptr(rapid.SampledFrom([]int{5, 11, 14, 16, 22, 24, 25}).Draw(rt, "melderkode"))
	}
	for range rapid.IntRange(1, 3).Draw(rt, "barn") {
		b := OffentligBarn{Ufoedt: ptr(r.valg()), NavnUkjent: r.valg(), Skole: r.kanskje(r.tekst)}
		navn := ""
		if !b.NavnUkjent {
			navn = r.tekst()
		}
		if *b.Ufoedt {
			b.MorsNavn, b.Termin, b.SamtykkeGravid = navn, r.kanskje(r.tekst), SvarNei
		} else {
			b.Personnavn, b.Fnr, b.Telefonnummer = navn, r.tekst(), r.kanskje(r.tekst)
			b.Orientert, b.OrientertGrunn = ptr(r.valg()), r.tekst()
		}
		b.Adressevalg, b.Adresse, b.Stedsbeskrivelse = r.barnetsAdresse()
		o.Barn = append(o.Barn, b)
	}
	for range rapid.IntRange(1, 2).Draw(rt, "foresatte") {
		f := Foresatt{Ukjent: r.valg()}
		if !f.Ukjent {
			f = Foresatt{
				Personnavn: r.tekst(), Telefonnummer: r.kanskje(r.tekst), Orientert: ptr(r.valg()), OrientertGrunn: r.tekst(),
				Relasjon: r.kanskje(r.tekst), Adresse: r.kanskje(r.tekst), Samtykke: r.vetIkke(), SamtykkeBeskrivelse: r.kanskje(r.tekst),
			}
		}
		o.Foresatte = append(o.Foresatte, f)
	}
	return o.normaliser()
}

// linjerI are the lines of a text, without the indent that an answer of several lines gets.
func linjerI(s string) []string {
	var out []string
	for l := range strings.SplitSeq(s, "\n") {
		if l = strings.TrimSpace(l); l != "" {
			out = append(out, l)
		}
	}
	return out
}
