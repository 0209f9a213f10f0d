package bekymring_test

import (
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/delivery"
	"barnevernportalen/ent/db/alarm"
	"barnevernportalen/ent/db/forsendelse"
	"barnevernportalen/ent/db/frist"
	"barnevernportalen/ent/db/hendelse"
	"barnevernportalen/ent/db/leveranse"
)

// brevfrister are the letter's own deadlines, which wind themselves up again; delivery's tests hold them.
var brevfrister = []string{string(frist.TypePrintsvar), string(frist.TypeAvvistPrint)}

var bekreftet = delivery.Stilling{Tilstand: forsendelse.TilstandLevert, Bevis: forsendelse.BevisRegistrert}

// A report nobody confirms: each deadline fires at its moment, not a microsecond before, once, and in order; the letter
// is made ready by the one that is its own.
func TestHverFristLoserUtEnGang(t *testing.T) {
	for name, c := range map[string]struct {
		kommune string
		want    []frist.Type
	}{
		"manual reception": {"4601", []frist.Type{frist.TypeListe24t, frist.TypeBrev, frist.TypeKontakt5d, frist.TypeLeder7d, frist.TypeOperator21d}},
		"a case system": {"0301", []frist.Type{
			frist.TypeAlarm2t, frist.TypeListe24t, frist.TypeBrev, frist.TypeKontakt5d, frist.TypeLeder7d, frist.TypeOperator21d}},
	} {
		t.Run(name, func(t *testing.T) {
			h := nyttHus(t)
			id := h.sendTil(t, c.kommune)
			ctx, db := system(t), h.db.Client()
			due := db.Frist.Query().Where(frist.ForsendelseID(id)).Order(frist.ByForfall()).AllX(ctx)
			var types []frist.Type
			for _, f := range due {
				types = append(types, f.Type)
			}
			if !slices.Equal(types, c.want) {
				t.Fatalf("deadlines %v, want %v", types, c.want)
			}
			for i, f := range due {
				h.feiVed(t, f.Forfall.Add(-time.Microsecond))
				if fired := h.utlost(t, id); !slices.Equal(fired, c.want[:i]) {
					t.Fatalf("before %s: fired %v", f.Type, fired)
				}
				if letter := h.brev(t, id); (letter == leveranse.StatusVenter) != (f.Type == frist.TypeBrev || !slices.Contains(c.want[:i], frist.TypeBrev)) {
					t.Errorf("before %s: the letter is %s", f.Type, letter)
				}
				h.feiVed(t, f.Forfall)
				h.feiVed(t, f.Forfall) // and again, as the next sweep and another process would
				if fired := h.utlost(t, id); !slices.Equal(fired, c.want[:i+1]) {
					t.Fatalf("at %s: fired %v", f.Type, fired)
				}
			}
			h.feiVed(t, h.klokke.Naa().AddDate(1, 0, 0))
			if n := db.Alarm.Query().Where(alarm.SlagEQ(alarm.SlagFristUtlost), alarm.ForsendelseID(id), alarm.DetaljNotIn(brevfrister...)).CountX(ctx); n != len(due)+1 {
				t.Errorf("%d alarms for %d deadlines and the weekly one", n, len(due))
			}
			if letter := h.brev(t, id); letter != leveranse.StatusKlar {
				t.Errorf("the letter is %s", letter)
			}
			if err := h.sjekkHovedbok(t, h.dsn); err != nil {
				t.Error(err)
			}
		})
	}
}

// Confirmed between two deadlines: what had fired stays fired, the rest is cleared and never fires.
func TestBekreftelseKlarererFristene(t *testing.T) {
	h := nyttHus(t)
	id, other := h.sendTil(t, "4601"), h.sendTil(t, "4601")
	h.feiVed(t, h.klokke.Naa().Add(25*time.Hour))
	if _, _, err := h.delivery.Bekreft(h.saksbehandler(t, bergen), id, nil); err != nil {
		t.Fatal(err)
	}
	confirmed := h.klokke.Naa()
	h.feiVed(t, confirmed.AddDate(1, 0, 0))
	if fired := h.utlost(t, id); !slices.Equal(fired, []frist.Type{frist.TypeListe24t}) {
		t.Errorf("confirmed after a day, and a year later this had fired: %v", fired)
	}
	for _, f := range h.db.Client().Frist.Query().Where(frist.ForsendelseID(id), frist.UtlostIsNil()).AllX(system(t)) {
		if f.Klarert == nil || !f.Klarert.Equal(confirmed) {
			t.Errorf("%s: cleared %v", f.Type, f.Klarert)
		}
	}
	if letter := h.brev(t, id); letter != leveranse.StatusAvlyst {
		t.Errorf("the letter is %s", letter)
	}
	if fired := h.utlost(t, other); len(fired) != 5 { // control: not confirmed
		t.Errorf("of the other report this fired: %v", fired)
	}
}

// Fifty times the confirmation meets two sweeps and the hand-over at the same moment. Nobody waits for each other for
// ever, nothing is lost, and nothing fires after the confirmation.
func TestBekreftMensFristenLoserUt(t *testing.T) {
	h := nyttHus(t)
	h.bekymring.PDF = kort{}
	saks, sys, db := h.saksbehandler(t, bergen), system(t), h.db.Client()
	midst := 0
	for range 50 {
		id := h.sendTil(t, "4601")
		h.klokke.Fram(22 * 24 * time.Hour)
		var all sync.WaitGroup
		start := make(chan struct{})
		for what, do := range map[string]func() error{
			"confirm":     func() error { _, _, err := h.delivery.Bekreft(saks, id, nil); return err },
			"sweep":       func() error { return h.delivery.FeiFrister(sys, uuid.Nil) },
			"sweep again": func() error { return h.delivery.FeiFrister(sys, uuid.Nil) },
			"hand over":   func() error { return h.delivery.Overlever(sys, id) },
		} {
			all.Go(func() {
				<-start
				if err := do(); err != nil {
					t.Errorf("%s: %v", what, err)
				}
			})
		}
		close(start)
		all.Wait()
		m, err := h.sjekkBekreftet(t, id)
		if midst += m; err != nil {
			t.Fatal(err)
		}
	}
	own := frist.TypeNotIn(frist.TypePrintsvar, frist.TypeAvvistPrint)
	if n := db.Alarm.Query().Where(alarm.DetaljNotIn(brevfrister...)).CountX(sys); n != db.Frist.Query().Where(frist.UtlostNotNil(), own).CountX(sys) {
		t.Errorf("%d alarms, not one for each deadline that fired", n)
	}
	t.Logf("in %d of 50 rounds some deadlines had fired and some were cleared", midst)
	if err := h.sjekkHovedbok(t, h.dsn); err != nil {
		t.Error(err)
	}
	for name, tamper := range map[string]string{
		"a deadline that fires after":       `INSERT INTO hendelse (bydel_id, tidspunkt, slag, tilstand, bevis, detalj, aktor, forsendelse_id) SELECT bydel_id, tidspunkt, 'FRIST_UTLOST', tilstand, bevis, 'BREV', aktor, forsendelse_id FROM hendelse WHERE slag = 'BEKREFTET'`,
		"a deadline left running":           `UPDATE frist SET klarert = NULL, utlost = NULL`,
		"a letter that leaves all the same": `UPDATE leveranse SET status = 'KLAR' WHERE kanal = 'BREV'`,
		"a confirmation overwritten":        `UPDATE forsendelse SET tilstand = 'SENDT_FAGSYSTEM'`,
	} {
		t.Run("control: "+name, func(t *testing.T) {
			id := h.sendTil(t, "4601")
			if _, _, err := h.delivery.Bekreft(saks, id, nil); err != nil {
				t.Fatal(err)
			}
			if _, err := h.sjekkBekreftet(t, id); err != nil {
				t.Fatal(err)
			}
			h.sql(t, tamper)
			if _, err := h.sjekkBekreftet(t, id); err == nil {
				t.Error("the check does not see it")
			}
		})
	}
}

// sjekkBekreftet: a report that is confirmed, whatever else went on. midst is 1 if some deadlines fired and some did not.
func (h *hus) sjekkBekreftet(t *testing.T, id uuid.UUID) (midst int, err error) {
	t.Helper()
	ctx, db := system(t), h.db.Client()
	wrong := func(format string, args ...any) { err = errors.Join(err, fmt.Errorf(format, args...)) }
	f := db.Forsendelse.GetX(ctx, id)
	if got := (delivery.Stilling{Tilstand: f.Tilstand, Bevis: f.Bevis}); got != bekreftet || f.Bekreftet == nil {
		wrong("confirmed, and it is %v", got)
	}
	fired, cleared := 0, 0
	for _, f := range db.Frist.Query().Where(frist.ForsendelseID(id), frist.TypeNotIn(frist.TypePrintsvar, frist.TypeAvvistPrint)).AllX(ctx) {
		switch {
		case f.Utlost != nil:
			fired++
		case f.Klarert != nil:
			cleared++
		default:
			wrong("%s neither fired nor cleared", f.Type)
		}
	}
	told, done := 0, false
	at := delivery.Stilling{}
	for _, e := range db.Hendelse.Query().Where(hendelse.ForsendelseID(id)).Order(hendelse.ByID()).AllX(ctx) {
		switch e.Slag {
		case hendelse.SlagBekreftet:
			if done {
				wrong("confirmed twice")
			}
			done = true
		case hendelse.SlagFristUtlost:
			if slices.Contains(brevfrister, e.Detalj) {
				break
			}
			if told++; done {
				wrong("%s fired after the confirmation", e.Detalj)
			}
		}
		now := delivery.Stilling{Tilstand: forsendelse.Tilstand(e.Tilstand), Bevis: forsendelse.Bevis(e.Bevis)}
		if at.Bevis != "" && !delivery.MinstBevis(now.Bevis, at.Bevis) || at == bekreftet && now != bekreftet {
			wrong("a hendelse leads from %v to %v", at, now)
		}
		at = now
	}
	if told != fired || !done {
		wrong("%d deadlines fired, %d hendelser say so; confirmed %v", fired, told, done)
	}
	if letter := h.brev(t, id); letter != leveranse.StatusAvlyst {
		wrong("the letter is %s", letter)
	}
	return min(fired, cleared, 1), err
}

// sendTil sends a report to a kommune.
func (h *hus) sendTil(t testing.TB, kommune string) uuid.UUID {
	t.Helper()
	p := melding()
	p.Kommunenummer = kommune
	svar, err := h.bekymring.SendPrivat(h.innbygger(t, "24859123456", "Melder Meldesen"), p)
	if err != nil || svar.Bekymringsmelding == nil {
		t.Fatalf("%+v, %v", svar, err)
	}
	return svar.Bekymringsmelding.ID
}

// feiVed moves the clock to a time and sweeps.
func (h *hus) feiVed(t testing.TB, at time.Time) {
	t.Helper()
	h.klokke.Fram(at.Sub(h.klokke.Naa()))
	if err := h.delivery.FeiFrister(system(t), uuid.Nil); err != nil {
		t.Fatal(err)
	}
}

// utlost are the deadlines that fired, in the order of their hendelser: one for each row that says so.
func (h *hus) utlost(t testing.TB, id uuid.UUID) []frist.Type {
	t.Helper()
	ctx, db := system(t), h.db.Client()
	var out []frist.Type
	for _, e := range db.Hendelse.Query().Where(hendelse.ForsendelseID(id), hendelse.SlagEQ(hendelse.SlagFristUtlost),
		hendelse.DetaljNotIn(brevfrister...)).Order(hendelse.ByID()).AllX(ctx) {
		out = append(out, frist.Type(e.Detalj))
	}
	if rows := db.Frist.Query().Where(frist.ForsendelseID(id), frist.UtlostNotNil(),
		frist.TypeNotIn(frist.TypePrintsvar, frist.TypeAvvistPrint)).CountX(ctx); rows != len(out) {
		t.Errorf("%d deadlines fired, %d hendelser say so", rows, len(out))
	}
	return out
}

func (h *hus) brev(t testing.TB, id uuid.UUID) leveranse.Status {
	t.Helper()
	return h.db.Client().Leveranse.Query().
		Where(leveranse.ForsendelseID(id), leveranse.KanalEQ(leveranse.KanalBrev)).OnlyX(system(t)).Status
}
