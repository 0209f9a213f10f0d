package ent_test

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"entgo.io/ent/dialect/sql"
	"github.com/google/uuid"

	"barnevernportalen/ent"
	"barnevernportalen/ent/db"
	"barnevernportalen/ent/db/innsynslogg"
	"barnevernportalen/ent/db/innsynsmelding"
	"barnevernportalen/ent/dbtest"
	"barnevernportalen/ent/viewer"
)

// innsynsverden is some persons' rows, written past every rule, each with a reason to be seen or not.
type innsynsverden struct {
	db   *ent.DB
	dsn  string
	rand *rand.Rand
	sett []sett // every row
	sagt []sagt // what was sent to the database
}

type sagt struct {
	sql     string
	verdier []any
}

type sett struct {
	id, mappe                    uuid.UUID
	eier                         byte // the person: two hashes each, the older one of person p is 100+p
	post, utlopt, sperret, hoyre bool
}

func hash(b byte) []byte { return bytes.Repeat([]byte{b}, 32) }

func (s sett) synlig(p byte) bool {
	return (s.eier == p || s.eier == 100+p) && !s.utlopt && !s.sperret && !s.hoyre
}

func innbygger(ctx context.Context, p byte) context.Context {
	return viewer.With(ctx, viewer.Innbygger{Person: viewer.Person{ID: hash(p), Tidligere: [][]byte{hash(100 + p)}}, Niva: viewer.NivaHoyt})
}

func nyInnsynsverden(t *testing.T, dsn string) *innsynsverden {
	t.Helper()
	w := &innsynsverden{dsn: dsn, rand: rand.New(rand.NewPCG(1, 2))}
	var err error
	w.db, err = ent.Open(t.Context(), ent.Config{DSN: w.dsn, UnsafeForTests: true, MaxConns: 1,
		OnStatement: func(sql string, verdier []any) { w.sagt = append(w.sagt, sagt{sql, verdier}) }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(w.db.Close)
	return w
}

func (w *innsynsverden) exec(t *testing.T, q string, args ...any) {
	t.Helper()
	if err := dbtest.Exec(t.Context(), w.dsn, q, args...); err != nil {
		t.Fatal(err)
	}
}

// rad writes one row. What is shut is of kommune 0301.
func (w *innsynsverden) rad(t *testing.T, s sett) {
	t.Helper()
	slag, kommune, niva := "MAPPE", "4601", 4
	if s.post {
		slag = "JOURNALPOST"
	}
	if s.sperret {
		kommune = "0301"
	}
	if s.hoyre {
		niva = 5
	}
	var til *time.Time
	if naa := time.Now(); s.utlopt {
		naa = naa.Add(-time.Second)
		til = &naa
	}
	w.exec(t, `INSERT INTO innsynsmelding (id, integrasjon_id, kommunenummer, melding_id, slag, eier, mappe_id, sikkerhetsniva, innhold, indeksert, tilgjengelig_til)
		VALUES ($1, $2, $3, $1, $4, $5, $6, $7, $8, now(), $9)`, s.id, uuid.New(), kommune, slag, hash(s.eier), s.mappe, niva, make([]byte, 40), til)
	w.sett = append(w.sett, s)
}

// sperr shuts persons out of kommune 0301, under the older of their hashes; of 4601 they have been, once.
func (w *innsynsverden) sperr(t *testing.T, personer ...byte) {
	t.Helper()
	for _, p := range personer {
		for kommune, opphevet := range map[string]any{"0301": nil, "4601": time.Now()} {
			var av []byte
			if opphevet != nil {
				av = hash(9)
			}
			w.exec(t, `INSERT INTO innsynssperre (id, eier, kommunenummer, innhold, aktor, aktor_id, satt, opphevet, opphevet_av)
				VALUES ($1, $2, $3, '\x00', 'ADMIN', '\x00', now(), $4, $5)`, uuid.New(), hash(100+p), kommune, opphevet, av)
		}
	}
}

// tilfeldig fills a world: cases with and without their own row, of one owner or, by a case system's fault, of several.
func (w *innsynsverden) tilfeldig(t *testing.T) {
	t.Helper()
	ja := func(prosent int) bool { return w.rand.IntN(100) < prosent }
	ny := func(mappe uuid.UUID, eier byte, post bool) {
		if ja(15) {
			eier = byte(1 + w.rand.IntN(2))
		}
		if ja(30) {
			eier += 100
		}
		id := uuid.New()
		if !post {
			id = mappe
		}
		w.rad(t, sett{id: id, mappe: mappe, eier: eier, post: post, utlopt: ja(20), sperret: ja(20), hoyre: ja(10)})
	}
	w.sperr(t, 1, 2)
	for range 12 {
		mappe, eier := uuid.New(), byte(1+w.rand.IntN(2))
		if ja(80) {
			ny(mappe, eier, false)
		}
		for range w.rand.IntN(4) {
			ny(mappe, eier, true)
		}
	}
}

func iMappe(id uuid.UUID) func(*db.InnsynsmeldingQuery) {
	return func(q *db.InnsynsmeldingQuery) { q.Where(innsynsmelding.MappeID(id)) }
}

func iSammeMappe(id uuid.UUID) func(*db.InnsynsmeldingQuery) {
	return func(q *db.InnsynsmeldingQuery) {
		q.Where(func(s *sql.Selector) {
			t := sql.Table(innsynsmelding.Table).As("spurt")
			s.Where(sql.In(s.C(innsynsmelding.FieldMappeID), sql.Select(t.C(innsynsmelding.FieldMappeID)).From(t).Where(sql.EQ(t.C(innsynsmelding.FieldID), id))))
		})
	}
}

// vil is what a reading should show, told by the world itself: the rows, and whether they are an answer.
func (w *innsynsverden) vil(l ent.Lesing, p byte, synlig func(sett, byte) bool) (ider []uuid.UUID) {
	var spurt sett
	for _, s := range w.sett {
		if s.id == l.Mal {
			spurt = s
		}
	}
	var mappe, mal bool
	for _, s := range w.sett {
		if !synlig(s, p) || l.Handling == innsynslogg.HandlingMapper && s.post || l.Handling != innsynslogg.HandlingMapper && s.mappe != spurt.mappe {
			continue
		}
		ider, mappe, mal = append(ider, s.id), mappe || !s.post, mal || s.id == l.Mal
	}
	switch l.Handling {
	case innsynslogg.HandlingMappe:
		if !mal || spurt.post {
			return nil
		}
	case innsynslogg.HandlingJournalpost, innsynslogg.HandlingDokument:
		if !mal || !mappe || !spurt.post {
			return nil
		}
	}
	slices.SortFunc(ider, func(a, b uuid.UUID) int { return bytes.Compare(a[:], b[:]) })
	return ider
}

func (w *innsynsverden) les(t *testing.T, ctx context.Context, l ent.Lesing) (ider []uuid.UUID) {
	t.Helper()
	velg := map[innsynslogg.Handling]func(*db.InnsynsmeldingQuery){
		innsynslogg.HandlingMapper:      func(q *db.InnsynsmeldingQuery) { q.Where(innsynsmelding.SlagEQ(innsynsmelding.SlagMappe)) },
		innsynslogg.HandlingMappe:       iMappe(l.Mal),
		innsynslogg.HandlingJournalpost: iSammeMappe(l.Mal),
		innsynslogg.HandlingDokument:    iSammeMappe(l.Mal),
	}[l.Handling]
	rader, err := w.db.LesInnsyn(ctx, l, velg)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range rader {
		ider = append(ider, r.ID)
	}
	slices.SortFunc(ider, func(a, b uuid.UUID) int { return bytes.Compare(a[:], b[:]) })
	return ider
}

func (w *innsynsverden) logg(t *testing.T) (linjer int, siste string) {
	t.Helper()
	err := dbtest.QueryRow(t.Context(), w.dsn, `SELECT count(*), coalesce((SELECT concat_ws(' ', get_byte(eier, 0), aktor, handling, mappe_id, journalpost_id)
		FROM innsynslogg ORDER BY id DESC LIMIT 1), '') FROM innsynslogg`, nil, &linjer, &siste)
	if err != nil {
		t.Fatal(err)
	}
	return linjer, siste
}

// linje is the line a reading that shows something leaves.
func (w *innsynsverden) linje(l ent.Lesing, p byte) string {
	deler := []string{fmt.Sprint(p), "INNBYGGER", string(l.Handling)}
	for _, s := range w.sett {
		if s.id == l.Mal {
			deler = append(deler, s.mappe.String())
			if l.Handling != innsynslogg.HandlingMappe {
				deler = append(deler, s.id.String())
			}
		}
	}
	return strings.Join(deler, " ")
}
