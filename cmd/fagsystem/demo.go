package main

import (
	"embed"
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"
)

// The demo: two families in two kommuner. demo/*.json are written to be read; nobody in them exists. In place of dates they
// have days from today, so that there is always a meeting next week and a deadline that has not passed: «dag:-42» and
// «dag:13 23:59» as whole values, «{dag:13}» inside a text.
//
//go:embed demo/*.json
var demofiler embed.FS

// demo is one kommune's case system.
type demo struct {
	Kommunenummer       string              `json:"kommunenummer"`
	Kontor              string              `json:"kontor"`
	Organisasjonsnummer string              `json:"organisasjonsnummer"`
	Personer            map[string]demopart `json:"personer"` // by the name they log in as
	Saker               []demosak           `json:"saker"`

	avgjort map[uuid.UUID]avgjorelse // of what was withheld, by meldingId
}

// demopart is a party, as KS's schema has it.
type demopart struct {
	Rolle         string `json:"rolle"`
	Fornavn       string `json:"fornavn"`
	Etternavn     string `json:"etternavn"`
	Fodselsnummer string `json:"fodselsnummer,omitempty"`
}

// felter is metadata in KS's own spelling.
type felter = map[string]any

// demosak is a case, and who has a set of it.
type demosak struct {
	Nokkel    string            `json:"nokkel"`
	Sekvens   int               `json:"sekvens"`
	Roller    map[string]string `json:"roller"` // person → role; "": the mappe names no role
	Andre     []demopart        `json:"andre"`  // parties without a set
	Mappe     felter            `json:"mappe"`
	MappeHver map[string]felter `json:"mappeHver"` // what of it is otherwise for one person
	Poster    []demopost        `json:"poster"`
}

// demopost is an entry, and who sees what of it. Who is in neither list is not told that it exists.
type demopost struct {
	Nokkel     string              `json:"nokkel"`
	Dag        int                 `json:"dag"`
	Til        []string            `json:"til"`
	BareTittel map[string]string   `json:"bareTittel"` // person → innsynsforesporselStatus; "": there is no asking
	Avslag     map[string]string   `json:"avslag"`     // person → why a request of hers for it is refused; none: it is granted
	Avsender   string              `json:"avsender"`   // of what came in
	Relaterte  []string            `json:"relaterte"`
	Post       felter              `json:"post"`
	Dokumenter []demodokument      `json:"dokumenter"`
	Hver       map[string]demohver `json:"hver"`
}

type demohver struct {
	Post       felter         `json:"post"`
	Dokumenter []demodokument `json:"dokumenter"` // in place of the others'
}

// demodokument is a document: text that becomes a PDF, or one that was sent to the person's own post box.
type demodokument struct {
	Tittel          string   `json:"tittel"`
	Filnavn         string   `json:"filnavn"`
	Tekst           []string `json:"tekst"`
	SvarUtFilnummer int      `json:"svarUtFilnummer"`
}

// lesDemo finds the demo of a kommune.
func lesDemo(kommunenummer string) (demo, error) {
	navn, err := fs.Glob(demofiler, "demo/*.json")
	if err != nil {
		return demo{}, err
	}
	for _, n := range navn {
		raw, err := demofiler.ReadFile(n)
		if err != nil {
			return demo{}, err
		}
		var d demo
		if err := json.Unmarshal(raw, &d); err != nil {
			return demo{}, fmt.Errorf("read %s: %w", n, err)
		}
		if d.Kommunenummer == kommunenummer {
			return d, nil
		}
	}
	return demo{}, fmt.Errorf("there is no demo for kommune %s: it has 4601 and 0301", kommunenummer)
}

// demorom is the namespace of the demo's ids: the same entry for the same person has the same meldingId each time.
var demorom = uuid.MustParse("7b0c0000-0000-4000-8000-0000000de305")

// demoRef is the group that all of it can be deleted by.
const demoRef = "demo"

func (d demo) id(ledd ...string) uuid.UUID {
	return uuid.NewSHA1(demorom, []byte(d.Kommunenummer+"/"+strings.Join(ledd, "/")))
}

// meldinger makes the messages: of each case a mappe for each person, and then, for each, the entries she may see.
func (d demo) meldinger(k kalender) (mapper, poster []innsynsmelding) {
	for _, s := range d.Saker {
		for _, person := range slices.Sorted(maps.Keys(s.Roller)) {
			mapper = append(mapper, d.mappe(k, s, person))
			for nr := range s.Poster {
				if m, ser := d.post(k, s, nr, person); ser {
					poster = append(poster, m)
				}
			}
		}
	}
	return mapper, poster
}

func (d demo) melding(id uuid.UUID, person string, metadata felter) innsynsmelding {
	return innsynsmelding{ID: id, Kommunenummer: d.Kommunenummer, Fodselsnummer: d.Personer[person].Fodselsnummer, EksternRef: demoRef, metadata: metadata}
}

func (d demo) mappe(k kalender, s demosak, person string) innsynsmelding {
	m := k.fyll(flett(s.Mappe, s.MappeHver[person])).(felter)
	m["organisasjonsnummer"] = d.Organisasjonsnummer
	maps.Copy(m, d.noark(k, s))
	var andre []demopart
	for _, p := range slices.Sorted(maps.Keys(s.Roller)) {
		part := d.Personer[p]
		part.Rolle = s.Roller[p]
		switch {
		case part.Rolle == "":
		case p == person:
			m["minPart"] = part
		default:
			part.Fodselsnummer = "" // one party's number is nothing for another
			andre = append(andre, part)
		}
	}
	if andre = append(andre, s.Andre...); len(andre) > 0 {
		m["andreParter"] = andre
	}
	return d.melding(d.id(s.Nokkel, person), person, m)
}

// noark are the ids that the case system knows the case by.
func (d demo) noark(k kalender, s demosak) felter {
	aar := k.naa.Year()
	if sak, err := time.Parse(time.RFC3339, fmt.Sprint(k.fyll(s.Mappe["saksdato"]))); err == nil {
		aar = sak.Year()
	}
	return felter{"mappeId": fmt.Sprintf("%d/%d", aar, s.Sekvens), "systemId": d.id(s.Nokkel).String(), "saksaar": aar, "sakssekvensnummer": s.Sekvens}
}

// post is an entry as one person sees it; false: she does not.
func (d demo) post(k kalender, s demosak, nr int, person string) (innsynsmelding, bool) {
	p := s.Poster[nr]
	status, bareTittel := p.BareTittel[person]
	if !bareTittel && !slices.Contains(p.Til, person) {
		return innsynsmelding{}, false
	}
	hver := p.Hver[person]
	m := k.fyll(flett(p.Post, hver.Post)).(felter)
	dag := k.dag(p.Dag, "")
	maps.Copy(m, felter{
		"forelderMeldingId": d.id(s.Nokkel, person), "mappeId": d.noark(k, s), "journalpostnummer": nr + 1,
		"systemId": d.id(s.Nokkel, "post", p.Nokkel).String(), "journaldato": dag, "dokumentetsDato": dag,
		"korrespondanseparter": d.korrespondanse(p, m["journalposttype"], person),
	})
	var relaterte []uuid.UUID
	for _, r := range p.Relaterte {
		relaterte = append(relaterte, d.id(s.Nokkel, r, person))
	}
	if relaterte != nil {
		m["relaterteJournalposter"] = relaterte
	}
	ut := d.melding(d.id(s.Nokkel, p.Nokkel, person), person, m)
	if a, er := d.avgjort[ut.ID]; er && bareTittel {
		status = a.Status
		if bareTittel = status != "GODKJENT"; !bareTittel {
			m["innsynsforesporselStatus"] = status
		}
	}
	if bareTittel {
		if status != "" {
			m["innsynsforesporselStatus"] = status
		}
		return ut, true
	}
	dokumenter := p.Dokumenter
	if hver.Dokumenter != nil {
		dokumenter = hver.Dokumenter
	}
	for _, dok := range dokumenter {
		o := dokument{Tittel: dok.Tittel, Filnavn: dok.Filnavn, SvarUtFilnummer: dok.SvarUtFilnummer, MimeType: "application/pdf"}
		if dok.Tekst != nil {
			avsnitt := []string{d.Kontor + ", " + k.skrevet(p.Dag)}
			for _, t := range dok.Tekst {
				avsnitt = append(avsnitt, k.tekst(t))
			}
			o.innhold = lagPDF(dok.Tittel, avsnitt)
		}
		ut.dokumenter = append(ut.dokumenter, o)
	}
	return ut, true
}

// korrespondanse is who wrote and who received it, told from which way it went.
func (d demo) korrespondanse(p demopost, retning any, person string) []any {
	part := func(type_ string, navn string) any {
		return felter{"korrespondanseparttype": type_, "organisasjon": felter{"navn": navn}}
	}
	selv := func(type_ string) any {
		en := d.Personer[person]
		return felter{"korrespondanseparttype": type_, "person": felter{"fornavn": en.Fornavn, "etternavn": en.Etternavn}}
	}
	switch {
	case retning == "I" && p.Avsender != "":
		return []any{part("EA", p.Avsender), part("IM", d.Kontor)}
	case retning == "I" && len(p.Til) == 1:
		return []any{selv("EA"), part("IM", d.Kontor)}
	case retning == "U" && slices.Contains(p.Til, person):
		return []any{part("IA", d.Kontor), selv("EM")}
	}
	return []any{part("IA", d.Kontor)}
}

// flett lays some fields over others.
func flett(under, over felter) felter {
	ut := maps.Clone(under)
	maps.Copy(ut, over)
	return ut
}
