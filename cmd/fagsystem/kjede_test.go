package main

import (
	"errors"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"
)

func nyKjede(m mottaker, n int) []ledd {
	k := make([]ledd, n)
	forrige := ""
	for i := range k {
		k[i] = ledd{Nr: int64(i + 1), ID: uuid.New(), Sha256: strings.Repeat("ab", 31) + "00"}
		k[i].Kjedehash = m.kjedehash(k[i], forrige)
		forrige = k[i].Kjedehash
	}
	return k
}

// The hash is the portal's: this vector is computed by hand with printf and sha256sum, as docs/fagsystem.md shows.
func TestKjedehash(t *testing.T) {
	m := mottaker{"4601", "00"}
	l := ledd{Nr: 2, ID: uuid.MustParse("7b1c1a3e-6f0c-4f7e-9d59-0d3c5a1f2e4b"), Sha256: strings.Repeat("1f", 32)}
	const vil = "011aaa90011553d8a45b3787e83855ba5bb37261ce197339c5c612fe8eca7d58"
	if fikk := m.kjedehash(l, strings.Repeat("0e", 32)); fikk != vil {
		t.Errorf("%s", fikk)
	}
}

// Promise 19: a link taken away, moved, doubled or changed is seen, every time, wherever in the chain it is.
func TestHverMutasjonAvKjedenSees(t *testing.T) {
	m := mottaker{"4601", "00"}
	const n = 3000
	hel := nyKjede(m, n)
	if feil := m.kontrollerKjede(hel); len(feil) > 0 {
		t.Fatalf("a whole chain: %v", feil)
	}
	// What somebody who wants a report gone could do to link i. With rechain the hashes after it are made anew, so that the
	// chain holds in itself: then only our own copy tells.
	mutasjoner := map[string]func(k []ledd, i int) []ledd{
		"taken away": func(k []ledd, i int) []ledd { return slices.Delete(k, i, i+1) },
		"doubled":    func(k []ledd, i int) []ledd { return slices.Insert(k, i, k[i]) },
		"moved": func(k []ledd, i int) []ledd {
			j := (i + 1 + rand.N(n-1)) % n
			k[i], k[j] = k[j], k[i]
			return k
		},
		"moved, numbers kept": func(k []ledd, i int) []ledd {
			j := (i + 1 + rand.N(n-1)) % n
			k[i].ID, k[j].ID = k[j].ID, k[i].ID
			return k
		},
		"other bytes":  func(k []ledd, i int) []ledd { k[i].Sha256 = strings.Repeat("00", 32); return k },
		"other report": func(k []ledd, i int) []ledd { k[i].ID = uuid.New(); return k },
		"other hash":   func(k []ledd, i int) []ledd { k[i].Kjedehash = k[(i+1)%n].Kjedehash; return k },
		"taken away, renumbered": func(k []ledd, i int) []ledd {
			k = slices.Delete(k, i, i+1)
			for j := i; j < len(k); j++ {
				k[j].Nr--
			}
			return k
		},
		"taken away, rechained": func(k []ledd, i int) []ledd { return nyeHasher(m, slices.Delete(k, i, i+1), i) },
		"changed, rechained":    func(k []ledd, i int) []ledd { k[i].ID = uuid.New(); return nyeHasher(m, k, i) },
	}
	for navn, endre := range mutasjoner {
		// Both ends, and places between: a chain of 3 000 with every place tried is nine million hashes for each.
		steder := []int{0, 1, n / 2, n - 2, n - 1}
		for range 25 {
			steder = append(steder, rand.N(n))
		}
		for _, i := range steder {
			mutert := endre(slices.Clone(hel), i)
			if slices.Equal(mutert, hel) {
				t.Fatalf("%s did nothing", navn)
			}
			// 1. A receiver that keeps its own copy sees it in what the portal lists now …
			_, galt := utvid(hel, mutert, true)
			medKopi := len(galt) > 0
			// 2. … and one that sees the chain for the first time sees all but what was made anew to its end, or cut there.
			uten := len(m.kontrollerKjede(mutert)) > 0
			anew := strings.Contains(navn, "rechained") || navn == "taken away" && i == n-1 || navn == "taken away, renumbered" && i == n-1
			if !medKopi || uten == anew {
				t.Errorf("%s at %d: with a copy %t, without %t", navn, i, medKopi, uten)
			}
		}
	}
	// The tail, cut.
	if _, galt := utvid(hel, hel[:n-10], true); !slices.Contains(galt, avvik{n, avvikAvkortet}) {
		t.Errorf("a cut tail: %v", galt)
	}
	// And what is only new is not wrong.
	if nye, galt := utvid(hel[:n-10], hel[n-11:], false); len(galt) > 0 || len(nye) != 10 {
		t.Errorf("%d new, %v", len(nye), galt)
	}
}

// nyeHasher numbers and hashes a chain anew from link i.
func nyeHasher(m mottaker, k []ledd, i int) []ledd {
	for ; i < len(k); i++ {
		forrige := ""
		if i > 0 {
			forrige = k[i-1].Kjedehash
		}
		k[i].Nr = int64(i + 1)
		k[i].Kjedehash = m.kjedehash(k[i], forrige)
	}
	return k
}

func TestKjedenPaDisk(t *testing.T) {
	k, _ := nyKanal(t, nyPortalTest(t))
	l, m := k.lager, k.mottakere[0]
	hel := nyKjede(m, 50)
	ta := func(liste []ledd) []avvik {
		t.Helper()
		feil, err := l.utvidKjede(m, liste, false)
		if err != nil {
			t.Fatal(err)
		}
		return feil
	}
	if feil := ta(hel[:20]); len(feil) > 0 {
		t.Fatal(feil)
	}
	// The power went in the middle of a line: the link is fetched again.
	raw, err := os.ReadFile(l.kjedefil(m))
	if err != nil {
		t.Fatal(err)
	}
	skrivTest(t, l.kjedefil(m), raw[:len(raw)-30])
	if feil := ta(hel[18:30]); len(feil) > 0 {
		t.Errorf("after half a line: %v", feil)
	}
	if kopi, _, _ := l.lesKjede(m); !slices.Equal(kopi, hel[:30]) {
		t.Errorf("%d links", len(kopi))
	}
	// The portal says something else than it did: the alarm is kept, also when it takes it back.
	annen := slices.Clone(hel[:31])
	annen[29].ID = uuid.New()
	if feil := ta(annen[29:]); !slices.Contains(feil, avvik{30, avvikEndret}) {
		t.Errorf("another link 30: %v", feil)
	}
	if feil := ta(hel[30:31]); !slices.Contains(feil, avvik{30, avvikEndret}) {
		t.Errorf("the alarm is forgotten: %v", feil)
	}
	// A line in the middle that cannot be read.
	raw, _ = os.ReadFile(l.kjedefil(m))
	skrivTest(t, l.kjedefil(m), append([]byte("x"), raw...))
	if feil := ta(nil); !slices.ContainsFunc(feil, func(a avvik) bool { return a.Hva == avvikUleselig }) {
		t.Errorf("an unreadable copy: %v", feil)
	}
}

// Lines whose sync failed are not believed: they are gone when the portal lists them again, and are written and synced anew. So is
// a file whose name may be lost.
func TestKjedenSynkesIkkeIgjen(t *testing.T) {
	for hva, p := range map[string]struct {
		feiler int // which sync from now on: the file's is 1, its folder's 2
		forste int // links that are there before
		blir   int // links that are there after
	}{
		"a new file":              {1, 0, 0},
		"a new file's name":       {2, 0, 0},
		"a file that was there":   {1, 20, 20},
		"the name of one that is": {2, 20, 30}, // which was on the disk before, and the lines are now
	} {
		t.Run(hva, func(t *testing.T) {
			k, _ := nyKanal(t, nyPortalTest(t))
			l, m := k.lager, k.mottakere[0]
			hel := nyKjede(m, 30)
			if p.forste > 0 {
				if _, err := l.utvidKjede(m, hel[:p.forste], false); err != nil {
					t.Fatal(err)
				}
			}
			eio := errors.New("input/output error")
			synket := 0
			l.synk = func(f *os.File) error {
				if synket++; synket == p.feiler {
					return eio
				}
				return f.Sync()
			}
			if _, err := l.utvidKjede(m, hel, false); !errors.Is(err, eio) {
				t.Fatalf("the failure is not told: %v", err)
			}
			if kopi, _, err := l.lesKjede(m); err != nil || len(kopi) != p.blir {
				t.Errorf("%d links are believed, %v; want %d", len(kopi), err, p.blir)
			}
			synket = p.feiler // none fails any more
			if feil, err := l.utvidKjede(m, hel, false); err != nil || len(feil) > 0 {
				t.Errorf("%v, %v", feil, err)
			}
			if nye := synket - p.feiler; nye != 2 && p.blir < len(hel) {
				t.Errorf("synced %d times when written anew", nye)
			}
			if kopi, _, err := l.lesKjede(m); err != nil || !slices.Equal(kopi, hel) {
				t.Errorf("%d links, %v", len(kopi), err)
			}
		})
	}
}
