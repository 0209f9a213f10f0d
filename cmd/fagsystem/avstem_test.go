package main

import (
	"os"
	"slices"
	"testing"

	"github.com/google/uuid"
)

// What is said to be held is what the disk gives back whole: not what is damaged, gone, or only in the chain.
func TestHolderBareDetSomErHelt(t *testing.T) {
	portal := nyPortalTest(t)
	oppsett, rot := skrivOppsett(t, portal.URL)
	var ids []uuid.UUID
	for nr := range 3 {
		ids = append(ids, portal.legg(nyRapport(t, nr, nokler()[0], true)).id)
	}
	if _, feil, err := kjorKommando(t, program{}, "motta", "-en-gang", "-oppsett", oppsett); err != nil {
		t.Fatal(err, feil)
	}
	l, err := apneLager(rot, false, func(string) {})
	if err != nil {
		t.Fatal(err)
	}
	nummer := map[uuid.UUID]int64{ids[0]: 1, ids[1]: 2, ids[2]: 3, uuid.New(): 4}
	tall := func() (nr []int64) {
		her, err := l.holder(nummer)
		if err != nil {
			t.Fatal(err)
		}
		for _, h := range her {
			nr = append(nr, h.Nr)
		}
		slices.Sort(nr)
		return nr
	}
	if nr := tall(); !slices.Equal(nr, []int64{1, 2, 3}) {
		t.Fatal(nr)
	}
	if err := os.WriteFile(l.sti(meldingMappe, ids[1].String(), forsegletFil), []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.RemoveAll(l.sti(meldingMappe, ids[2].String())); err != nil {
		t.Fatal(err)
	}
	if nr := tall(); !slices.Equal(nr, []int64{1}) {
		t.Fatal(nr)
	}
}
