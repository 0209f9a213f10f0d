package ent

import (
	"context"
	"errors"
	"fmt"

	"github.com/google/uuid"

	"barnevernportalen/ent/db"
	"barnevernportalen/ent/db/innsynsforesporsel"
	"barnevernportalen/ent/db/innsynslogg"
	"barnevernportalen/ent/viewer"
)

// Lesing is one reading of the viewer's own set, as her log will have it.
type Lesing struct {
	Handling innsynslogg.Handling
	// Mal is the row that was asked for: a mappe of MAPPE, a journalpost of JOURNALPOST and DOKUMENT, and of MAPPER none.
	Mal uuid.UUID
	// Spurt, where it is not nil, is filled with how far the viewer's own requests for what is read have come: by journalpost.
	// One that was decided before the case system last indexed the entry is not among them: it stands in no one's way.
	Spurt map[uuid.UUID]innsynsforesporsel.Status
	// Medvirkning, where it is not nil, is filled with what the viewer has done in the cases that are read: by mappe.
	Medvirkning map[uuid.UUID]Medvirkning
	// Maks is how many sealed bytes it may come to; 0: any number.
	Maks int
}

// ErrForStort: what was asked for is more than is read at once. Nothing of it is returned.
var ErrForStort = errors.New("the set is larger than is read at once")

// LesInnsyn reads rows of the viewer's own set and writes the line in her log, in one statement: one round trip, one
// transaction, and no row leaves here before it has committed. No log, no data. Rows that are no answer (the one asked
// for is not among them, or a journalpost's mappe is not) are neither logged nor returned. What is hidden and what never
// was are asked for by the same statement with the same values, but for the id.
//
// Which rows are hers is said by ent/rule and nobody else: the reading is ent's own SQL for velg, under the policy, and is
// only wrapped here. The line is put to the policy of the log first.
//
// The rows have the columns a reader needs, leserkolonner, and no other.
func (d *DB) LesInnsyn(ctx context.Context, l Lesing, velg func(*db.InnsynsmeldingQuery)) ([]*db.Innsynsmelding, error) {
	v, ok := viewer.From(ctx).(viewer.Innbygger)
	if !ok {
		return nil, errors.New("a set is read by the person whose it is")
	}
	linje := d.client.Innsynslogg.Create().SetEier(v.ID).SetHandling(l.Handling).SetAktor(innsynslogg.AktorInnbygger)
	if err := innsynslogg.Policy.EvalMutation(ctx, linje.Mutation()); err != nil {
		return nil, fmt.Errorf("log a reading: %w", err)
	}
	forer := &loggforer{pool: d.pool, Lesing: l, eier: v.ID, ider: v.IDer()}
	q := db.NewClient(db.Driver(forer)).Innsynsmelding.Query()
	velg(q)
	q.Select(leserkolonner...)
	if _, err := q.All(ctx); err != nil {
		return nil, fmt.Errorf("read and log a person's set: %w", err)
	}
	return forer.rader, nil
}

// medLinje wraps a selection of innsynsmelding, with its values, in the writing of the reading's line. PostgreSQL runs both
// or neither; that nothing is returned without a line, the last condition says.
func (l Lesing) medLinje(sporring string, verdier []any, eier []byte, ider [][]byte) (string, []any, error) {
	verdi := func(v any) string {
		verdier = append(verdier, v)
		return fmt.Sprintf("$%d", len(verdier))
	}
	linje := "INSERT INTO innsynslogg (tidspunkt, eier, aktor, handling, mappe_id, journalpost_id) SELECT now(), " +
		verdi(eier) + "::bytea, " + verdi(string(innsynslogg.AktorInnbygger)) + "::text, " + verdi(string(l.Handling)) + "::text, "
	switch l.Handling {
	case innsynslogg.HandlingMapper:
		linje += "NULL, NULL WHERE EXISTS (SELECT FROM lest WHERE slag = 'MAPPE')"
	case innsynslogg.HandlingMappe:
		linje += "id, NULL FROM lest WHERE slag = 'MAPPE' AND id = " + verdi(l.Mal) + "::uuid"
	case innsynslogg.HandlingJournalpost, innsynslogg.HandlingDokument:
		linje += "mappe_id, id FROM lest WHERE slag = 'JOURNALPOST' AND id = " + verdi(l.Mal) +
			"::uuid AND EXISTS (SELECT FROM lest WHERE slag = 'MAPPE')"
	default:
		return "", nil, fmt.Errorf("no reading is logged as %q", l.Handling)
	}
	spurt, kolonner := "", ""
	if l.Spurt != nil {
		spurt = ", spurt AS MATERIALIZED (SELECT p.journalpost_id, f.status FROM innsynsforesporselpost p JOIN innsynsforesporsel f " +
			"ON f.id = p.foresporsel_id JOIN innsynsmelding m ON m.id = p.journalpost_id WHERE p.eier = ANY(" + verdi(ider) +
			"::bytea[]) AND p.apen AND (f.avgjort IS NULL OR m.indeksert <= f.avgjort))"
		kolonner = ", (SELECT status FROM spurt WHERE journalpost_id = lest.id LIMIT 1)"
	}
	if l.Medvirkning != nil {
		kolonner += ", " + medvirkning(verdi(ider))
	}
	return "WITH lest AS MATERIALIZED (" + sporring + "), logget AS (" + linje + " RETURNING id)" + spurt +
		" SELECT lest.*" + kolonner + " FROM lest WHERE EXISTS (SELECT FROM logget)", verdier, nil
}
