package innsyn

import (
	"cmp"
	"context"
	"slices"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/ent"
	"barnevernportalen/ent/db/innsynsforesporsel"
	"barnevernportalen/ent/db/post"
)

// ventetid is how long an entry that asks for an answer, or is one, is named as waiting. Ours: forms may stand on every entry
// of a case, and a list that never empties is not read.
const ventetid = 90 * 24 * time.Hour

// Venteslag is why something waits for a person.
type Venteslag string

// The reasons, as in the SDL, in the order they are shown.
const (
	VenterKlagefrist    Venteslag = "KLAGEFRIST"
	VenterSvarKommet    Venteslag = "SVAR_KOMMET"
	VenterSvarOnskes    Venteslag = "SVAR_ONSKES"
	VenterInnsynBesvart Venteslag = "INNSYN_BESVART"
)

// Ventende is something that waits for a person in a case.
type Ventende struct {
	Slag          Venteslag
	JournalpostID *uuid.UUID // of an entry
	Tittel        *string
	Frist         *time.Time // of KLAGEFRIST
	Kom           *time.Time
	Status        *innsynsforesporsel.Status // of INNSYN_BESVART
}

// venterI is what waits in a case among these entries of it: deadlines first, the next one before the others, then what is
// newest. What can be answered is asked for only where somebody would receive it.
func (s *Service) venterI(ctx context.Context, m *MinMappe, orgnr string, poster []Journalpost, gjort ent.Medvirkning, naa time.Time) ([]Ventende, error) {
	var ut []Ventende
	for _, j := range poster {
		om := func(slag Venteslag) Ventende {
			return Ventende{Slag: slag, JournalpostID: &j.ID, Tittel: &j.Tittel, Kom: j.Dato}
		}
		if j.Klagefrist != nil && !DatoVed(*j.Klagefrist).Passert(naa) && !skrevet(gjort, post.TypeKlage, j.ID) {
			v := om(VenterKlagefrist)
			v.Frist, v.Kom = j.Klagefrist, nil
			ut = append(ut, v)
		}
		switch ny := j.Dato == nil || !j.Dato.Before(naa.Add(-ventetid)); {
		case !ny:
		case j.svarer(gjort) && !slices.Contains(gjort.Apnet, j.ID):
			ut = append(ut, om(VenterSvarKommet))
		case m.Avsluttet == nil && !skrevet(gjort, post.TypeSvar, j.ID):
			tilbys, err := s.kanBesvares(ctx, j, orgnr)
			if err != nil {
				return nil, err
			}
			if tilbys {
				ut = append(ut, om(VenterSvarOnskes))
			}
		}
	}
	slices.SortFunc(ut, func(a, b Ventende) int {
		if c := cmp.Compare(orden(a.Slag), orden(b.Slag)); c != 0 {
			return c
		}
		if a.Frist != nil {
			return cmp.Or(a.Frist.Compare(*b.Frist), cmp.Compare(*a.Tittel, *b.Tittel))
		}
		return cmp.Or(nyestForst(a.Kom, b.Kom), cmp.Compare(*a.Tittel, *b.Tittel))
	})
	return ut[:min(len(ut), ent.MaksVentende)], nil
}

func orden(v Venteslag) int {
	return slices.Index([]Venteslag{VenterKlagefrist, VenterSvarKommet, VenterSvarOnskes}, v)
}

// skrevet: she has sent such a letter about the entry.
func skrevet(gjort ent.Medvirkning, typ post.Type, id uuid.UUID) bool {
	for _, b := range gjort.Brev {
		if b.Type == typ && b.Journalpost == id {
			return true
		}
	}
	return false
}

// svarer: it names an entry she has written about, and is newer than what she wrote. As in the thread, see Mappe.svarPa.
func (j Journalpost) svarer(gjort ent.Medvirkning) bool {
	for _, b := range gjort.Brev {
		if j.Dato != nil && kommetEtter(*j.Dato, b.Sendt) && slices.Contains(j.relaterteMeldinger, b.Journalpost) {
			return true
		}
	}
	return false
}

// kanBesvares: it has a form for an answer, and somebody is set up to receive it.
func (s *Service) kanBesvares(ctx context.Context, j Journalpost, orgnr string) (bool, error) {
	for _, sk := range j.Skjemaer {
		if sk.ref.typen(true) != SkjemaSvar {
			continue
		}
		sk.orgnr = orgnr
		if tilbys, err := s.Tilbys(ctx, sk); err != nil || tilbys {
			return tilbys, err
		}
	}
	return false, nil
}

// besvarte are her requests that have been answered and not seen.
func besvarte(gjort ent.Medvirkning) []Ventende {
	var ut []Ventende
	for _, b := range gjort.Besvart {
		ut = append(ut, Ventende{Slag: VenterInnsynBesvart, Kom: &b.Kom, Status: &b.Status})
	}
	return ut
}
