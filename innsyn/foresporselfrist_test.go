package innsyn_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/ent"
	"barnevernportalen/ent/db/alarm"
	"barnevernportalen/ent/db/foresporselfrist"
	"barnevernportalen/ent/db/innsynsforesporsel"
	"barnevernportalen/ent/dbtest"
	"barnevernportalen/innsyn"
)

const dogn = 24 * time.Hour

// utlost are the deadlines that have fired, as the operator's alarms name them.
func (h *foresporselhus) utlost(t testing.TB) string {
	t.Helper()
	maa(t, h.Delivery.FeiForesporselfrister(system(t), uuid.Nil))
	var ut []string
	for _, a := range h.DB.Client().Alarm.Query().Where(alarm.SlagEQ(alarm.SlagFristUtlost)).AllX(system(t)) {
		ut = append(ut, strings.Fields(a.Detalj)[1])
	}
	slices.Sort(ut) // which is by time too
	return strings.Join(ut, " ")
}

// A request that no machine reads, or that is read and not answered, is heard of; the clock is the ledger's.
func TestForesporselfrister(t *testing.T) {
	type steg struct {
		etter time.Duration // since it was asked
		gjor  func(*foresporselhus, uuid.UUID)
		vil   string
	}
	les := func(h *foresporselhus, _ uuid.UUID) {
		_, err := h.Fagforesporsler(maskin(t, bergensk, "4601"), "4601", false, 10, "")
		maa(t, err)
	}
	svar := func(s innsynsforesporsel.Status) func(*foresporselhus, uuid.UUID) {
		return func(h *foresporselhus, id uuid.UUID) {
			_, err := h.BesvarForesporsel(maskin(t, bergensk, "4601"), id, s, "")
			maa(t, err)
		}
	}
	sekund := time.Second
	for navn, lop := range map[string][]steg{
		"nobody reads it": {
			{2*time.Hour - sekund, nil, ""}, {2 * time.Hour, nil, "ALARM_2T"}, {2*time.Hour + sekund, nil, "ALARM_2T"},
			{5*dogn - sekund, nil, "ALARM_2T"}, {5 * dogn, nil, "ALARM_2T KONTAKT_5D"}, {21*dogn - sekund, nil, "ALARM_2T KONTAKT_5D"},
			{21 * dogn, nil, "ALARM_2T KONTAKT_5D OPERATOR_21D"}, {365 * dogn, nil, "ALARM_2T KONTAKT_5D OPERATOR_21D"},
		},
		"all rounds were missed":      {{30 * dogn, nil, "ALARM_2T KONTAKT_5D OPERATOR_21D"}},
		"read, and not answered":      {{time.Hour, les, ""}, {3 * time.Hour, nil, ""}, {5 * dogn, nil, "KONTAKT_5D"}, {21 * dogn, nil, "KONTAKT_5D OPERATOR_21D"}},
		"answered unread":             {{time.Hour, svar("INNVILGET"), ""}, {30 * dogn, nil, ""}},
		"being looked at":             {{time.Hour, svar("UNDER_BEHANDLING"), ""}, {30 * dogn, nil, ""}},
		"refused on the sixth day":    {{5 * dogn, nil, "ALARM_2T KONTAKT_5D"}, {6 * dogn, svar("AVVIST"), "ALARM_2T KONTAKT_5D"}, {30 * dogn, nil, "ALARM_2T KONTAKT_5D"}},
		"it was not found":            {{time.Hour, svar("IKKE_FUNNET"), ""}, {30 * dogn, nil, ""}},
		"something went wrong there":  {{time.Hour, svar("SERVERFEIL"), ""}, {30 * dogn, nil, "ALARM_2T KONTAKT_5D OPERATOR_21D"}},
		"wrong there, then an answer": {{time.Hour, svar("SERVERFEIL"), ""}, {time.Hour, svar("AVVIST"), ""}, {30 * dogn, nil, ""}},
	} {
		t.Run(navn, func(t *testing.T) {
			h := nyttForesporselhus(t)
			spurt := h.klokka()
			f := h.spurt(t, h.ider(0, 1)...)
			for _, s := range lop {
				h.fram(spurt.Add(s.etter).Sub(h.klokka()))
				if s.gjor != nil {
					s.gjor(h, f.ID)
				}
				if fikk := h.utlost(t); fikk != s.vil {
					t.Errorf("after %v: %q, want %q", s.etter, fikk, s.vil)
				}
			}
			for _, a := range h.DB.Client().Alarm.Query().AllX(system(t)) {
				if a.Detalj != "INNSYN "+strings.Fields(a.Detalj)[1]+" 4601 "+f.ID.String() {
					t.Errorf("the alarm says %q", a.Detalj)
				}
			}
			if strings.Contains(h.logg.String(), fnrMor) || strings.Contains(h.logg.String(), "forstå") {
				t.Error("the log names her, or says what she wrote")
			}
		})
	}
	t.Run("of one over Fiks IO the ledger has them", func(t *testing.T) {
		h := nyttForesporselhus(t).medKonto(t)
		h.spurt(t, h.ider(0)...)
		if n := h.DB.Client().Foresporselfrist.Query().CountX(system(t)); n != 0 {
			t.Errorf("%d deadlines outside it too", n)
		}
	})
	t.Run("asked and rolled back", func(t *testing.T) {
		h := nyttForesporselhus(t)
		maa(t, h.sql(t, `ALTER TABLE foresporselfrist ADD CONSTRAINT nei CHECK (forfall < 'epoch') NOT VALID`))
		_, err := h.SendForesporsel(h.som(t, fnrMor), innsyn.NyForesporsel{Nokkel: uuid.New(), Journalposter: h.ider(0), Begrunnelse: "Fordi"})
		if n := h.DB.Client().Innsynsforesporsel.Query().CountX(system(t)); err == nil || n != 0 {
			t.Errorf("a request without deadlines stands: %d, %v", n, err)
		}
	})
}

// Two sweeps at once, and an answer in between: each deadline fires once at most, and none after the answer.
func TestForesporselfristerSamtidig(t *testing.T) {
	h := nyttForesporselhus(t)
	f := h.spurt(t, h.ider(0)...)
	h.fram(30 * dogn)
	ferdig := make(chan error, 5)
	for range 4 {
		go func() { ferdig <- h.Delivery.FeiForesporselfrister(system(t), uuid.Nil) }()
	}
	go func() {
		_, err := h.BesvarForesporsel(maskin(t, bergensk, "4601"), f.ID, "AVVIST", "")
		ferdig <- err
	}()
	for range 5 {
		maa(t, <-ferdig)
	}
	alle := strings.Fields(h.utlost(t))
	slices.Sort(alle)
	if len(slices.Compact(alle)) != len(alle) {
		t.Errorf("fired twice: %v", alle)
	}
	utlost := h.DB.Client().Foresporselfrist.Query().Where(foresporselfrist.UtlostNotNil()).CountX(system(t))
	apne := h.DB.Client().Foresporselfrist.Query().Where(foresporselfrist.KlarertIsNil()).CountX(system(t))
	if utlost != len(alle) || apne != 0 {
		t.Errorf("%d alarms of %d fired, %d not cleared by the answer", len(alle), utlost, apne)
	}
	// Nobody but background work sees or moves them.
	for navn, ctx := range map[string]context.Context{"she": h.som(t, fnrMor), "the case system": maskin(t, bergensk, "4601")} {
		if rader, err := h.DB.Client().Foresporselfrist.Query().All(ctx); err == nil {
			t.Errorf("%s reads %d", navn, len(rader))
		}
		if err := h.DB.Client().Foresporselfrist.Update().ClearUtlost().Exec(ctx); err == nil {
			t.Errorf("%s moves them", navn)
		}
	}
	if err := h.DB.Tx(h.som(t, fnrMor), func(tx *ent.Tx) error {
		return h.Delivery.SettForesporselfrister(h.som(t, fnrMor), tx, f.ID, h.klokka())
	}); err == nil {
		t.Error("a request has its deadlines twice")
	}
}

func (h *hus) sql(t testing.TB, q string, args ...any) error {
	t.Helper()
	return dbtest.Exec(t.Context(), h.dsn, q, args...)
}
