package innsyn_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/ent/dbtest"
	"barnevernportalen/innsyn"
)

// A change of what she may not see wakes nobody: neither what asks for a higher level than there is, nor what has run out.
// What she saw and may see no more wakes, for it must leave the page.
func TestVarselBareOmDetSomSees(t *testing.T) {
	h := nyttHus(t)
	m := mappe(fnrMor, "MOR", "M")
	hoy, utlopt, blir := journalpost(fnrMor, m, "H", "2026-04-01T12:00:00Z"), journalpost(fnrMor, m, "U", "2026-04-01T12:00:00Z"), journalpost(fnrMor, m, "B", "2026-04-01T12:00:00Z")
	hoy.Sikkerhetsniva = 5
	i := time.Now().Add(-time.Hour)
	utlopt.TilgjengeligTil = &i
	hevet := blir
	hevet.Sikkerhetsniva = 5
	h.indekser(t, m, blir)

	pool := dbtest.Open(t, h.dsn)
	c, err := pool.Acquire(t.Context())
	maa(t, err)
	defer c.Release()
	_, err = c.Exec(t.Context(), `LISTEN innsyn`)
	maa(t, err)
	slett := func(m innsyn.Melding) {
		_, err := h.Slett(maskin(t, bergensk, "4601"), innsyn.Utvalg{Kommunenummer: "4601", MeldingIDer: []uuid.UUID{m.MeldingID}})
		maa(t, err)
	}
	// vekket is what is heard of one act: until a note of ours, which comes after it.
	vekket := func(gjor func()) (n int) {
		gjor()
		_, err := pool.Exec(t.Context(), `SELECT pg_notify('innsyn', 'slutt')`)
		maa(t, err)
		for {
			v, err := c.Conn().WaitForNotification(t.Context())
			maa(t, err)
			if v.Payload == "slutt" {
				return n
			}
			n++
		}
	}
	var fikk []string
	for _, s := range []struct {
		hva  string
		gjor func()
		vil  int
	}{
		{"above the highest level", func() { h.indekser(t, hoy) }, 0},
		{"again", func() { h.indekser(t, hoy) }, 0},
		{"deleted", func() { slett(hoy) }, 0},
		{"run out before it came", func() { h.indekser(t, utlopt) }, 0},
		{"swept", func() { maa(t, h.RyddUtlopte(system(t))) }, 0},
		{"control: seen", func() { h.indekser(t, blir) }, 1},
		{"control: seen, and raised above her", func() { h.indekser(t, hevet) }, 1},
		{"control: lowered", func() { h.indekser(t, blir) }, 1},
		{"control: deleted", func() { slett(blir) }, 1},
	} {
		if n := vekket(s.gjor); n != s.vil {
			fikk = append(fikk, fmt.Sprintf("%s: %d", s.hva, n))
		}
	}
	if !slices.Equal(fikk, nil) {
		t.Errorf("woken: %v", fikk)
	}
}
