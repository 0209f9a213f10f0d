package ent

import (
	"encoding/json"
	"fmt"
	"time"

	"entgo.io/ent/dialect/sql"
	"github.com/google/uuid"

	"barnevernportalen/ent/db/innsynsforesporsel"
	"barnevernportalen/ent/db/innsynsmelding"
	"barnevernportalen/ent/db/post"
	"barnevernportalen/ent/db/predicate"
	"barnevernportalen/ent/viewer"
)

// MaksVentende is how many entries [Venter] selects.
const MaksVentende = 40

// Medvirkning is what the viewer has done in one of her cases, as far as it decides what waits for her there.
type Medvirkning struct {
	// Brev are her letters about entries of it.
	Brev []struct {
		Type        post.Type
		Journalpost uuid.UUID
		Sendt       time.Time
	}
	// Apnet are the entries she has opened since the first of them.
	Apnet []uuid.UUID
	// Besvart are her requests that came to something, or to nothing, and that she has not been shown since.
	Besvart []struct {
		Status innsynsforesporsel.Status
		Kom    time.Time
	}
}

// Venter selects those entries of the viewer's own set that may wait for her: which do, and why, is for who opens them. They
// are such as can be complained of on or after frist, and such as came or ask for an answer after siden. Deadlines first, then
// the newest. It narrows a reading, and is no right to one: ent/rule decides that, around it.
func Venter(v viewer.Innbygger, frist, siden time.Time) predicate.Innsynsmelding {
	return func(s *sql.Selector) {
		s.Where(sql.P(func(b *sql.Builder) {
			hennes := v.IDer()
			brev := func(om, vilkar string) {
				b.WriteString("(SELECT p.opprettet FROM post p WHERE p.eier = ANY(").Arg(hennes).WriteString("::bytea[]) AND " + om)
				b.WriteString(" AND " + vilkar + " ORDER BY p.opprettet LIMIT 1)")
			}
			b.WriteString(s.C(innsynsmelding.FieldID) + " IN (SELECT k.id FROM innsynsmelding k WHERE k.eier = ANY(").Arg(hennes)
			b.WriteString("::bytea[]) AND k.slag = 'JOURNALPOST' AND (k.klagefrist >= ").Arg(frist).WriteString("::timestamptz AND ")
			brev("p.journalpost_id = k.id", "p.type = 'KLAGE'")
			b.WriteString(" IS NULL OR k.svar_onskes AND COALESCE(k.dato, k.indeksert) >= ").Arg(siden).WriteString("::timestamptz AND ")
			brev("p.journalpost_id = k.id", "p.type = 'SVAR'")
			b.WriteString(" IS NULL OR k.dato >= ").Arg(siden).WriteString("::timestamptz AND k.dato > ")
			brev("p.mappe_id = k.mappe_id", "p.journalpost_id IS NOT NULL")
			b.WriteString(") ORDER BY k.klagefrist, k.dato DESC LIMIT ").Arg(MaksVentende).WriteString(")")
		}))
	}
}

// medvirkning is the column that [Medvirkning] is read from, of a reading's rows named lest. ider: her hashes, as a value.
func medvirkning(ider string) string {
	hennes := " = ANY(" + ider + "::bytea[])"
	sett := func(handlinger, etter string) string {
		return "FROM innsynslogg l WHERE l.eier" + hennes + " AND l.mappe_id = lest.id AND l.aktor = 'INNBYGGER' AND l.handling IN (" +
			handlinger + ") AND l.tidspunkt > " + etter
	}
	brev := "FROM post p WHERE p.eier" + hennes + " AND p.mappe_id = lest.id AND p.journalpost_id IS NOT NULL"
	return `CASE WHEN lest.slag = 'MAPPE' THEN json_build_object(` +
		`'brev', (SELECT json_agg(json_build_object('type', p.type, 'journalpost', p.journalpost_id, 'sendt', p.opprettet)) ` + brev + `), ` +
		// The log is looked into for her who has written, and for no other.
		`'apnet', CASE WHEN EXISTS (SELECT ` + brev + `) THEN (SELECT json_agg(DISTINCT l.journalpost_id) ` +
		sett("'JOURNALPOST', 'DOKUMENT'", "(SELECT min(p.opprettet) "+brev+")") + ` AND l.journalpost_id IS NOT NULL) END, ` +
		`'besvart', (SELECT json_agg(json_build_object('status', f.status, 'kom', COALESCE(f.avgjort, f.endret)) ORDER BY f.endret) ` +
		`FROM innsynsforesporsel f WHERE f.eier` + hennes + ` AND f.mappe_id = lest.id AND f.status IN ('INNVILGET', 'AVVIST', 'IKKE_FUNNET', ` +
		`'UGYLDIG', 'SERVERFEIL', 'IKKE_LEVERT') AND NOT EXISTS (SELECT ` + sett("'MAPPE', 'JOURNALPOST'", "COALESCE(f.avgjort, f.endret)") + `)))::text END`
}

func lesMedvirkning(raw string) (m Medvirkning, err error) {
	if err = json.Unmarshal([]byte(raw), &m); err != nil {
		return m, fmt.Errorf("read what she has done: %w", err) // ids, dates and words of ours
	}
	return m, nil
}
