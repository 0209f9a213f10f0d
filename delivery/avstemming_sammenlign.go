package delivery

import (
	"cmp"
	"slices"

	"github.com/google/uuid"

	"barnevernportalen/ent/db"
)

// funnet is what the comparison says: nothing has moved yet, and some of what is held may turn out not to be believed.
type funnet struct {
	sendt int
	likt  []enig
	avvik []funnetAvvik
}

// enig is a report that is held as it was sent.
type enig struct {
	f     *db.Forsendelse
	token bool // and proven by its token
	// tokenMangler: a machine that gives tokens names it without the one that lies with it. Whatever it lists from, it is not
	// from where the report is stored.
	tokenMangler bool
}

// funnetAvvik is a difference, with the report it is about where the ledger has one in the range.
type funnetAvvik struct {
	Avvik
	f *db.Forsendelse
}

// sammenlign is the whole comparison. It is pure: what it is given is locked.
func sammenlign(s sendte, a Avstem) funnet {
	var ut funnet
	avvik := func(slag Avvikslag, id uuid.UUID, nr int, f *db.Forsendelse) {
		ut.avvik = append(ut.avvik, funnetAvvik{Avvik{slag, id, nr}, f})
	}
	holdt := make(map[uuid.UUID][]Holdt, len(a.Holdt))
	for _, h := range a.Holdt {
		holdt[h.ID] = append(holdt[h.ID], h)
	}
	// 1. Each that was sent.
	neste := a.FraNr
	for _, f := range s.rader {
		nr := int(f.Nr)
		if !s.utenHull {
			for ; neste < nr; neste++ {
				avvik(AvvikHull, uuid.Nil, neste, nil)
			}
			neste = nr + 1
		}
		her := holdt[f.ID]
		if !s.skal(f.ID) {
			continue // if it is held, it was not from us: below
		}
		delete(holdt, f.ID)
		ut.sendt++
		if len(her) == 0 {
			avvik(AvvikMangler, f.ID, nr, f)
			continue
		}
		feil := galt(f, her, s.bevis[f.ID])
		for slag := range feil {
			avvik(slag, f.ID, nr, f)
		}
		if len(feil) == 0 {
			token := her[0].Bevis != nil
			ut.likt = append(ut.likt, enig{f, token, s.girBevis && !token && len(s.bevis[f.ID]) > 0})
		}
	}
	if !s.utenHull {
		for ; neste <= min(a.TilNr, s.siste); neste++ {
			avvik(AvvikHull, uuid.Nil, neste, nil)
		}
	}
	// 2. Each that is held besides.
	for id, her := range holdt {
		nr, sendt := s.andre[id]
		inne := slices.ContainsFunc(s.rader, func(f *db.Forsendelse) bool { return f.ID == id })
		switch {
		case sendt && !inne && !s.utenHull: // ours, of another number than it is said to have
			avvik(AvvikFeilNr, id, nr, nil)
		case sendt && !inne: // ours, and not on the list: it says nothing new
		default:
			avvik(AvvikUkjent, id, her[0].Nr, nil)
		}
		if len(her) > 1 {
			avvik(AvvikDobbel, id, her[0].Nr, nil)
		}
	}
	slices.SortFunc(ut.avvik, func(a, b funnetAvvik) int {
		return cmp.Or(cmp.Compare(a.Nr, b.Nr), cmp.Compare(a.Slag, b.Slag), cmp.Compare(a.ID.String(), b.ID.String()))
	})
	return ut
}

// galt is everything that is wrong with what is said of one report.
func galt(f *db.Forsendelse, her []Holdt, bevis []byte) map[Avvikslag]bool {
	ut := map[Avvikslag]bool{}
	if len(her) > 1 {
		ut[AvvikDobbel] = true
	}
	for _, h := range her {
		if !sammeBytes(f, h.Sha256) {
			ut[AvvikAnnenHash] = true
		}
		if h.Nr != int(f.Nr) {
			ut[AvvikFeilNr] = true
		}
		if h.Bevis != nil && !rettBevis(*h.Bevis, bevis) {
			ut[AvvikFeilBevis] = true
		}
	}
	return ut
}
