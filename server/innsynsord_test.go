package server_test

import (
	"fmt"
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// ordbok knows every taint word: of which set it is, in which field it was planted, and whether that field is shown to the
// one it was indexed for. Whatever comes out of the portal is searched for all of them.
type ordbok struct {
	n       int
	ord     map[string]plantet
	skjuler bool // what is planted now nobody shall see
}

type plantet struct {
	sett  *sett // nil: nobody's to see
	felt  string
	vises bool
}

func (o plantet) String() string {
	if o.sett == nil {
		return o.felt
	}
	return o.sett.navn + " " + o.felt
}

func (b *ordbok) merk(token string, s *sett, felt string, vises bool) string {
	if _, brukt := b.ord[token]; brukt {
		panic("planted twice: " + felt)
	}
	b.ord[token] = plantet{s, felt, vises && !b.skjuler}
	b.n++
	return token
}

// tekst is a word that no other field of any set has, and that is not the beginning of another.
func (b *ordbok) tekst(s *sett, felt string, vises bool) string {
	return b.merk(fmt.Sprintf("kanari%dx", 100000+b.n), s, felt, vises)
}

// tid is an instant that no other field has, far from the turn of a year, between 2019 and 2023.
func (b *ordbok) tid(s *sett, felt string) string {
	t := time.Date(2019+b.n%5, 2, 3, 0, 0, 0, 0, time.UTC).Add(time.Duration(b.n*7919%20_000_000) * time.Second)
	b.merk(tidstoken(t), s, felt, true)
	return t.Format(time.RFC3339)
}

// framtid is such a time that has not come yet.
func (b *ordbok) framtid(s *sett, felt string) string {
	t := time.Date(2419+b.n%5, 2, 3, 0, 0, 0, 0, time.UTC).Add(time.Duration(b.n*7919%20_000_000) * time.Second)
	b.merk(tidstoken(t), s, felt, true)
	return t.Format(time.RFC3339)
}

func tidstoken(t time.Time) string { return "t" + strconv.FormatInt(t.Unix(), 10) }

// glem takes back what was planted in fields that are left out after all.
func (b *ordbok) glem(k kilde, felter ...string) {
	for _, f := range felter {
		if t, err := time.Parse(time.RFC3339, fmt.Sprint(k[f])); err == nil {
			delete(b.ord, tidstoken(t))
		}
		delete(k, f)
	}
}

// tall is a number of so many digits that no other field has.
func (b *ordbok) tall(s *sett, felt string, siffer int, vises bool) int {
	n := 6
	for range siffer - 1 {
		n *= 10
	}
	n += b.n
	b.merk(strconv.Itoa(n), s, felt, vises)
	return n
}

// id is a UUID that nothing else has.
func (b *ordbok) id(s *sett, felt string, vises bool) string {
	return b.merk(fmt.Sprintf("5a000000-0000-4000-8000-%012d", b.n), s, felt, vises)
}

// fnr is a made-up person's number (month + 80), which is never shown to anybody.
func (b *ordbok) fnr(felt string) string {
	return b.merk(fmt.Sprintf("2585%07d", b.n), nil, "fødselsnummer "+felt, false)
}

var tokenform = regexp.MustCompile(`kanari[0-9]+x|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|` +
	`[0-9]{4}-[0-9]{2}-[0-9]{2}t[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]+)?(?:z|[+-][0-9]{2}:[0-9]{2})|[0-9](?:\.[0-9]+)?e\+?[0-9]+|[0-9]{9,}`)

// finn are the planted words in a text, each once.
func (b *ordbok) finn(tekst string) (ut []string) {
	tekst = strings.ToLower(tekst)
	sett := map[string]bool{}
	kanarier := 0
	for _, token := range tokenform.FindAllString(tekst, -1) {
		if strings.HasPrefix(token, "kanari") {
			kanarier++
		}
		if t, err := time.Parse(time.RFC3339Nano, strings.ToUpper(token)); err == nil {
			token = tidstoken(t)
		} else if f, err := strconv.ParseFloat(token, 64); err == nil && strings.Contains(token, "e") {
			token = strconv.FormatFloat(f, 'f', -1, 64) // how GraphQL writes a large Float
		}
		if _, er := b.ord[token]; er && !sett[token] {
			sett[token] = true
			ut = append(ut, token)
		}
	}
	if strings.Count(tekst, "kanari") != kanarier {
		ut = append(ut, "kanari") // a piece of a word, which is nobody's
	}
	return ut
}

// lekket are the words in a text that a person may not see; nil is nobody, or a machine.
func (b *ordbok) lekket(hvem *person, tekst string) (ut []string) {
	for _, token := range b.finn(tekst) {
		o := b.ord[token]
		if hvem == nil || o.sett == nil || o.sett.eier != hvem || !o.sett.synlig || !o.vises {
			ut = append(ut, token)
		}
	}
	return ut
}

// helt is all of an answer: the status, the headers and the body.
func helt(s svar) string {
	var b strings.Builder
	fmt.Fprintln(&b, s.status)
	hode := http.Header{}
	for k, v := range s.hode {
		if k != "Date" {
			hode[k] = v
		}
	}
	_ = hode.Write(&b)
	b.Write(s.raw)
	return b.String()
}

// sorterte are the words of a set that somebody shall see.
func (b *ordbok) sorterte(s *sett) (ut []string) {
	for token, o := range b.ord {
		if o.sett == s && o.vises {
			ut = append(ut, token)
		}
	}
	slices.Sort(ut)
	return ut
}
