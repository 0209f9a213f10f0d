package innsyn

import (
	"encoding/json"
	"maps"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// What follows is the published schemas of the metadata («fiks-innsyn-json-schema», domain/barnevern), said in Go: of a
// validator's errors none would name what is wrong in words of ours, and none would leave out what was sent. A test holds it
// to the schemas over thousands of messages and names where it differs on purpose.
//
// A regel checks one value, tells what is wrong by path, and returns the value as it is to be stored: whole numbers as such,
// times in one spelling.
type regel func(f *funn, sti []string, v any) any

// felt is one field of an object.
type felt struct {
	regel  regel
	kreves bool
}

// form is an object.
type form struct {
	felter  map[string]felt
	nullbar bool
	apen    bool // takes fields it does not know, and drops them
	// ekstra checks what fields have to do with each other.
	ekstra func(f *funn, sti []string, m map[string]any)
}

func (o form) regel() regel {
	navn := slices.Sorted(maps.Keys(o.felter))
	return func(f *funn, sti []string, v any) any {
		m, ok := v.(map[string]any)
		if !ok {
			if v != nil || !o.nullbar {
				f.feil(sti, FeilType)
			}
			return nil
		}
		ut, her := make(map[string]any, len(m)), under(sti, "") // one path for all fields: what is wrong is told in a copy of it
		for _, n := range navn {
			her[len(sti)] = n
			verdi, er := m[n]
			switch {
			case er:
				ut[n] = o.felter[n].regel(f, her, verdi)
			case o.felter[n].kreves:
				f.feil(her, FeilMangler)
			}
		}
		if !o.apen && len(ut) < len(m) {
			for _, n := range slices.Sorted(maps.Keys(m)) {
				if _, kjent := o.felter[n]; !kjent {
					f.feil(under(sti, visbart(n)), FeilUkjentFelt)
				}
			}
		}
		if o.ekstra != nil {
			o.ekstra(f, sti, m)
		}
		return ut
	}
}

// eller makes an object one that may be null.
func (o form) eller() regel { o.nullbar = true; return o.regel() }

var bareBokstaver = regexp.MustCompile(`^[A-Za-z]{1,40}$`)

// visbart is the name of a field that is not ours: it may be anything.
func visbart(navn string) string {
	if bareBokstaver.MatchString(navn) {
		return navn
	}
	return "?"
}

func under(sti []string, navn string) []string {
	return append(slices.Clip(sti), navn)
}

// liste is a list, or null. maks 0: of any length.
func liste(r regel, maks int) regel {
	return func(f *funn, sti []string, v any) any {
		l, ok := v.([]any)
		if !ok {
			if v != nil {
				f.feil(sti, FeilType)
			}
			return nil
		}
		if maks > 0 && len(l) > maks {
			f.feil(sti, FeilForMange)
		}
		ut := make([]any, 0, len(l))
		for i, e := range l {
			ut = append(ut, r(f, under(sti, strconv.Itoa(i)), e))
		}
		return ut
	}
}

// kravListe is a list that may not be null.
func kravListe(r regel) regel {
	return func(f *funn, sti []string, v any) any {
		if v == nil {
			f.feil(sti, FeilType)
			return nil
		}
		return liste(r, 0)(f, sti, v)
	}
}

// som takes a text that passes gyldig.
func som(gyldig func(string) bool) regel {
	return func(f *funn, sti []string, v any) any {
		s, ok := v.(string)
		switch {
		case !ok:
			f.feil(sti, FeilType)
		case !gyldig(s):
			f.feil(sti, FeilUgyldigFormat)
		}
		return s
	}
}

// nullbar takes null too.
func nullbar(r regel) regel {
	return func(f *funn, sti []string, v any) any {
		if v == nil {
			return nil
		}
		return r(f, sti, v)
	}
}

// ikkeBlank: at least one character that is no space, as the published pattern counts spaces.
func erIkkeBlank(s string) bool { return strings.Trim(s, "\t\n\f\r ") != "" }

var (
	ellevesifre = regexp.MustCompile(`^[0-9]{11}$`)
	nisifre     = regexp.MustCompile(`^[0-9]{9}$`)
	uuidform    = regexp.MustCompile(`^[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$`)
	// RFC 3339 §5.6. time.Parse takes more (a comma) and less (small letters).
	tidsform = regexp.MustCompile(`^[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?([Zz]|[+-]([01][0-9]|2[0-3]):[0-5][0-9])$`)

	tekst     = nullbar(som(func(string) bool { return true }))
	ikkeBlank = som(erIkkeBlank)
	uuidTekst = som(uuidform.MatchString)
	dato      = nullbar(sjekkTid)
	datoKrav  = regel(sjekkTidSomVises)
	personnr  = nullbar(som(ellevesifre.MatchString))
)

func sjekkTid(f *funn, sti []string, v any) any {
	s, ok := v.(string)
	if !ok {
		f.feil(sti, FeilType)
		return nil
	}
	t, ok := lesTid(s)
	if !ok {
		f.feil(sti, FeilUgyldigFormat)
		return nil
	}
	return t.Format(time.RFC3339Nano)
}

// sjekkTidSomVises: the first instant there is stands for none in the programs that send it, and would be null where the
// contract must have a time: one such milepel, and the whole case is not shown.
func sjekkTidSomVises(f *funn, sti []string, v any) any {
	ut := sjekkTid(f, sti, v)
	if s, ok := v.(string); ok {
		if t, ok := lesTid(s); ok && t.IsZero() {
			f.feil(sti, FeilUgyldigFormat)
		}
	}
	return ut
}

// lesTid reads a time that can be written in UTC with a year of four digits.
func lesTid(s string) (time.Time, bool) {
	if !tidsform.MatchString(s) {
		return time.Time{}, false
	}
	t, err := time.Parse(time.RFC3339Nano, strings.ToUpper(s))
	aar := t.UTC().Year()
	return t, err == nil && aar >= 1 && aar <= 9999
}

// heltall is a whole number from min to maks, or null. 1.0 and 1e2 are whole numbers, as JSON Schema counts them.
func heltall(min, maks int64) regel {
	return nullbar(func(f *funn, sti []string, v any) any {
		n, ok := v.(json.Number)
		if !ok {
			f.feil(sti, FeilType)
			return nil
		}
		i, err := strconv.ParseInt(n.String(), 10, 64)
		if err != nil {
			d, err := n.Float64()
			if err != nil || d != math.Trunc(d) || math.Abs(d) >= 1<<63 {
				f.feil(sti, FeilUgyldigFormat)
				return nil
			}
			i = int64(d)
		}
		if i < min || i > maks {
			f.feil(sti, FeilUgyldigFormat)
		}
		return i
	})
}

// valg is one of some texts.
func valg(verdier ...string) regel {
	return func(f *funn, sti []string, v any) any {
		s, ok := v.(string)
		switch {
		case !ok:
			f.feil(sti, FeilType)
		case !slices.Contains(verdier, s):
			f.feil(sti, FeilUkjentVerdi)
		}
		return s
	}
}

// boolsk is true, false or null.
func boolsk(f *funn, sti []string, v any) any {
	if _, ok := v.(bool); !ok && v != nil {
		f.feil(sti, FeilType)
	}
	return v
}

// enAv: exactly one of two is there and is not null. der says what «there» is.
func enAv(a, b string, der func(any) bool) func(*funn, []string, map[string]any) {
	return func(f *funn, sti []string, m map[string]any) {
		switch harA, harB := der(m[a]), der(m[b]); {
		case harA && harB:
			f.feil(under(sti, b), FeilSkalVaereTom)
		case !harA && !harB:
			f.feil(under(sti, a), FeilMangler)
		}
	}
}

func ikkeNull(v any) bool { return v != nil }
func erObjekt(v any) bool { _, ok := v.(map[string]any); return ok }
