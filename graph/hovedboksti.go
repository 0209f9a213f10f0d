package graph

import (
	"net/url"
	"slices"
	"strconv"
	"time"

	"barnevernportalen/delivery"
	"barnevernportalen/ent/db/bekymringsmelding"
	"barnevernportalen/ent/db/bydel"
	"barnevernportalen/ent/db/forsendelse"
	"barnevernportalen/graph/skalar"
)

// StiHovedbok is where the ledger is fetched as a file. What is asked for stands behind it, named as in MeldingerFilter.
const StiHovedbok = "/last-ned/hovedbok.csv"

// HovedbokSti is the path of the ledger as a file, for a filter.
func HovedbokSti(f delivery.Hovedbokfilter) string {
	v := url.Values{}
	sett(v, "sok", f.Sok)
	sett(v, "kommunenummer", f.Kommunenummer)
	sett(v, "bydelsnummer", f.Bydelsnummer)
	sett(v, "tilstand", f.Tilstand)
	sett(v, "bevis", f.Bevis)
	sett(v, "kanal", f.Kanal)
	sett(v, "type", f.Type)
	sett(v, "versjon", f.Versjon)
	sett(v, "advarsel", f.Advarsel)
	if f.FraFagsystem != nil {
		v.Set("fraFagsystem", strconv.FormatBool(*f.FraFagsystem))
	}
	if f.MedAdvarsel {
		v.Set("medAdvarsel", "true")
	}
	for navn, t := range map[string]*time.Time{"fra": f.Fra, "til": f.Til} {
		if t != nil {
			v.Set(navn, t.UTC().Format(time.RFC3339Nano))
		}
	}
	if len(v) == 0 {
		return StiHovedbok
	}
	return StiHovedbok + "?" + v.Encode()
}

func sett[T ~string](v url.Values, navn string, verdi *T) {
	if verdi != nil {
		v.Set(navn, string(*verdi))
	}
}

// LesHovedbokfilter is the reverse. What it does not know, or is not of its form, is skalar.ErrUgyldig: a filter that is
// misspelled must not give more than was asked for.
func LesHovedbokfilter(v url.Values) (delivery.Hovedbokfilter, error) {
	var f delivery.Hovedbokfilter
	l := filterleser{verdier: v}
	f.Sok = les(&l, "sok", func(string) error { return nil })
	f.Kommunenummer = les(&l, "kommunenummer", func(string) error { return nil })
	f.Bydelsnummer = les(&l, "bydelsnummer", func(string) error { return nil })
	f.Tilstand = les(&l, "tilstand", forsendelse.TilstandValidator)
	f.Bevis = les(&l, "bevis", forsendelse.BevisValidator)
	f.Kanal = les(&l, "kanal", bydel.KanalValidator)
	f.Type = les(&l, "type", bekymringsmelding.TypeValidator)
	f.Versjon = les(&l, "versjon", bydel.StottetVersjonValidator)
	f.Advarsel = les(&l, "advarsel", func(a delivery.Advarsel) error {
		if !slices.Contains(delivery.Advarslene, a) {
			return skalar.ErrUgyldig
		}
		return nil
	})
	f.FraFagsystem = l.janei("fraFagsystem")
	if b := l.janei("medAdvarsel"); b != nil {
		f.MedAdvarsel = *b
	}
	f.Fra, f.Til = l.tid("fra"), l.tid("til")
	if l.lest != len(v) || f.Bydelsnummer != nil && f.Kommunenummer == nil {
		l.feil = skalar.ErrUgyldig
	}
	return f, l.feil
}

// filterleser reads each value once, and counts them, so that those nobody asked for are seen.
type filterleser struct {
	verdier url.Values
	lest    int
	feil    error
}

func (l *filterleser) en(navn string) (string, bool) {
	alle, there := l.verdier[navn]
	if !there {
		return "", false
	}
	l.lest++
	if len(alle) != 1 || alle[0] == "" {
		l.feil = skalar.ErrUgyldig
		return "", false
	}
	return alle[0], true
}

func les[T ~string](l *filterleser, navn string, sjekk func(T) error) *T {
	s, there := l.en(navn)
	if !there {
		return nil
	}
	v := T(s)
	if sjekk(v) != nil {
		l.feil = skalar.ErrUgyldig
	}
	return &v
}

func (l *filterleser) janei(navn string) *bool {
	s, there := l.en(navn)
	if !there {
		return nil
	}
	v := s == "true"
	if !v && s != "false" {
		l.feil = skalar.ErrUgyldig
	}
	return &v
}

func (l *filterleser) tid(navn string) *time.Time {
	s, there := l.en(navn)
	if !there {
		return nil
	}
	t, err := skalar.UnmarshalTime(s)
	if err != nil {
		l.feil = skalar.ErrUgyldig
	}
	return &t
}
