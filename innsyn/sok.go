package innsyn

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/google/uuid"

	"barnevernportalen/ent/db/innsynsmelding"
)

const (
	maksSide = 500 // the national service's own
	maksTerm = 200 // characters
)

// ErrSok: the question cannot be read: its term is too long, or its cursor is none of ours.
var ErrSok = errors.New("the search cannot be read")

// Sortering is in which order journalposter come.
type Sortering string

// The orders, as the national service spells them.
const (
	DatoStigende Sortering = "DATO_ASC"
	DatoSynkende Sortering = "DATO_DESC"
	Relevans     Sortering = "RELEVANS"
)

// Sok is what to look for in a case.
type Sok struct {
	Term          string
	Dokumenttyper []innsynsmelding.Dokumenttype // none: all
	Fra, Til      *time.Time
	Sortering     Sortering
	Antall        int    // 1 to 500
	Etter         string // a cursor; empty: from the start
}

// Treff is a page of what was found.
type Treff struct {
	Poster        []Journalpost
	Markorer      []string // one for each
	HarFlere      bool
	AntallTreff   int
	Dokumenttyper []Dokumenttypeantall // whatever kinds were asked for
	Perioder      []Periodeantall      // whatever dates were asked for
}

// Dokumenttypeantall is how many are of a kind; nil: of none.
type Dokumenttypeantall struct {
	Dokumenttype *innsynsmelding.Dokumenttype
	Antall       int
}

// Periodeantall is how many are of a year; nil: without a date.
type Periodeantall struct {
	Aar    *int
	Antall int
}

// Sok looks through the case's entries, which are open already. Error: [ErrSok].
func (m *Mappe) Sok(s Sok) (*Treff, error) {
	if utf8.RuneCountInString(s.Term) > maksTerm {
		return nil, ErrSok
	}
	ord := strings.Fields(strings.ToLower(s.Term))
	typer, aar := map[innsynsmelding.Dokumenttype]int{}, map[int]int{}
	var treff []funnet
	for i := range m.journalposter {
		j := &m.journalposter[i]
		f := funnet{Journalpost: j, grad: j.grad(ord)}
		if f.grad < 0 {
			continue
		}
		avType, iTid := s.avType(j), s.iTid(j)
		if iTid {
			typer[valgt(j.Dokumenttype)]++
		}
		if avType {
			aar[j.aar()]++
		}
		if avType && iTid {
			treff = append(treff, f)
		}
	}
	orden := s.Sortering.orden()
	slices.SortFunc(treff, orden)
	ut := &Treff{AntallTreff: len(treff), Dokumenttyper: typeantall(typer), Perioder: aarsantall(aar)}
	if s.Etter != "" {
		etter, err := lesMarkor(s.Etter)
		if err != nil {
			return nil, err
		}
		treff = treff[forsteEtter(treff, etter, orden):]
	}
	antall := min(max(s.Antall, 1), maksSide)
	ut.HarFlere = len(treff) > antall
	for _, f := range treff[:min(antall, len(treff))] {
		ut.Poster, ut.Markorer = append(ut.Poster, *f.Journalpost), append(ut.Markorer, f.markor())
	}
	return ut, nil
}

// funnet is an entry and how well it fits: 2 all words in the title, 1 with the description's help, 0 nothing was asked.
type funnet struct {
	*Journalpost
	grad int
}

// grad is -1 when a word is in neither.
func (j *Journalpost) grad(ord []string) int {
	if len(ord) == 0 {
		return 0
	}
	tittel, resten := strings.ToLower(j.Tittel), ""
	if j.Beskrivelse != nil {
		resten = strings.ToLower(*j.Beskrivelse)
	}
	grad := 2
	for _, o := range ord {
		switch {
		case strings.Contains(tittel, o):
		case strings.Contains(resten, o):
			grad = 1
		default:
			return -1
		}
	}
	return grad
}

func (s Sok) avType(j *Journalpost) bool {
	return len(s.Dokumenttyper) == 0 || j.Dokumenttype != nil && slices.Contains(s.Dokumenttyper, *j.Dokumenttype)
}

func (s Sok) iTid(j *Journalpost) bool {
	if s.Fra == nil && s.Til == nil {
		return true
	}
	return j.Dato != nil && (s.Fra == nil || !j.Dato.Before(*s.Fra)) && (s.Til == nil || !j.Dato.After(*s.Til))
}

// oslo is where a year begins.
var oslo = func() *time.Location {
	l, err := time.LoadLocation("Europe/Oslo")
	if err != nil {
		panic("innsyn: " + err.Error()) // time/tzdata is in the program
	}
	return l
}()

// aar is the year of an entry, 0 of one without a date.
func (j *Journalpost) aar() int {
	if j.Dato == nil {
		return 0
	}
	return j.Dato.In(oslo).Year()
}

// orden compares by the order asked for; equals by id, so that pages do not overlap.
func (s Sortering) orden() func(a, b funnet) int {
	return func(a, b funnet) int {
		grad, dato := 0, nyestForst(a.Dato, b.Dato)
		switch s {
		case Relevans:
			grad = cmp.Compare(b.grad, a.grad)
		case DatoStigende:
			if a.Dato != nil && b.Dato != nil {
				dato = a.Dato.Compare(*b.Dato)
			}
		}
		return cmp.Or(grad, dato, slices.Compare(a.ID[:], b.ID[:]))
	}
}

// markor is the place of an entry: it stays where it is when others come or go.
func (f funnet) markor() string {
	dato := ""
	if f.Dato != nil {
		dato = strconv.FormatInt(f.Dato.UnixMicro(), 10)
	}
	return fmt.Sprintf("%d.%s.%s", f.grad, dato, f.ID)
}

func lesMarkor(s string) (funnet, error) {
	deler := strings.Split(s, ".")
	if len(deler) != 3 {
		return funnet{}, ErrSok
	}
	grad, err1 := strconv.Atoi(deler[0])
	id, err2 := uuid.Parse(deler[2])
	f := funnet{Journalpost: &Journalpost{ID: id}, grad: grad}
	var err3 error
	if deler[1] != "" {
		var us int64
		us, err3 = strconv.ParseInt(deler[1], 10, 64)
		dato := time.UnixMicro(us)
		f.Dato = &dato
	}
	if err1 != nil || err2 != nil || err3 != nil {
		return funnet{}, ErrSok
	}
	return f, nil
}

func forsteEtter(treff []funnet, etter funnet, orden func(a, b funnet) int) int {
	i, finnes := slices.BinarySearchFunc(treff, etter, orden)
	if finnes {
		i++
	}
	return i
}

func valgt(t *innsynsmelding.Dokumenttype) innsynsmelding.Dokumenttype {
	if t == nil {
		return ""
	}
	return *t
}

func typeantall(m map[innsynsmelding.Dokumenttype]int) []Dokumenttypeantall {
	var ut []Dokumenttypeantall
	for _, t := range []innsynsmelding.Dokumenttype{
		innsynsmelding.DokumenttypeVedtak, innsynsmelding.DokumenttypeMotereferat, innsynsmelding.DokumenttypeTiltaksplan, "",
	} {
		if n := m[t]; n > 0 {
			e := Dokumenttypeantall{Antall: n}
			if t != "" {
				e.Dokumenttype = &t
			}
			ut = append(ut, e)
		}
	}
	return ut
}

func aarsantall(m map[int]int) []Periodeantall {
	var ut []Periodeantall
	for aar, n := range m {
		e := Periodeantall{Antall: n}
		if aar != 0 {
			e.Aar = &aar
		}
		ut = append(ut, e)
	}
	slices.SortFunc(ut, func(a, b Periodeantall) int {
		switch {
		case a.Aar == nil:
			return 1
		case b.Aar == nil:
			return -1
		}
		return cmp.Compare(*b.Aar, *a.Aar)
	})
	return ut
}
