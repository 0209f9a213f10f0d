package delivery_test

import (
	"errors"
	"testing"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/delivery"
	"barnevernportalen/ent/db"
	"barnevernportalen/ent/db/alarm"
	"barnevernportalen/ent/db/forsendelse"
	"barnevernportalen/ent/db/frist"
	"barnevernportalen/ent/db/hendelse"
	"barnevernportalen/ent/db/leveranse"
	"barnevernportalen/ent/db/nokkel"
)

const (
	sendtPrint  = forsendelse.TilstandSendtPrint
	avvistPrint = forsendelse.TilstandAvvistPrint
	levert      = forsendelse.TilstandLevert
	overlevert  = forsendelse.BevisOverlevert
	registrert  = forsendelse.BevisRegistrert
)

// svar is the supplier's next answer about a letter, t after it was handed over.
func (h *hus) svar(t testing.TB, id uuid.UUID, utfall delivery.Brevutfall, kode string, tid time.Time) {
	t.Helper()
	h.trykkeri.svar = []delivery.Brevsvar{
		{EksternID: "not ours", Utfall: delivery.BrevAvvist, Kode: "AVVIST", Tid: tid},
		{EksternID: "ekstern-" + id.String(), Utfall: utfall, Kode: kode, Tid: tid},
	}
	maa(t, h.s.HentBrevsvar(system(t), uuid.Nil))
}

func (h *hus) alarmer(t testing.TB, slag alarm.Slag, detalj string) []*db.Alarm {
	return h.db.Client().Alarm.Query().Where(alarm.SlagEQ(slag), alarm.Detalj(detalj)).AllX(system(t))
}

// lever reports the deadlines of a type that still run.
func (h *hus) lever(t testing.TB, id uuid.UUID, typ frist.Type) []*db.Frist {
	return h.db.Client().Frist.Query().Where(frist.ForsendelseID(id), frist.TypeEQ(typ), frist.KlarertIsNil(), frist.UtlostIsNil()).AllX(system(t))
}

func (h *hus) hendelser(t testing.TB, id uuid.UUID, slag hendelse.Slag) int {
	return h.db.Client().Hendelse.Query().Where(hendelse.ForsendelseID(id), hendelse.SlagEQ(slag)).CountX(system(t))
}

// Posted: LEVERT, proven no further than OVERLEVERT, and only a named person clears the rest. Told twice is told once.
func TestBrevPostlagt(t *testing.T) {
	h := nyttHus(t, mandag)
	id := h.brevUte(t)
	for range 2 {
		h.svar(t, id, delivery.BrevPostlagt, "PRINTET", h.klokke.Naa())
	}
	h.er(t, id, levert, overlevert)
	if n := h.hendelser(t, id, hendelse.SlagPostlagt); n != 1 {
		t.Errorf("%d hendelser", n)
	}
	if len(h.lever(t, id, frist.TypePrintsvar)) != 0 {
		t.Error("the deadline for posting still runs")
	}
	for _, typ := range []frist.Type{frist.TypeKontakt5d, frist.TypeLeder7d, frist.TypeOperator21d} {
		if len(h.lever(t, id, typ)) != 1 {
			t.Errorf("%s was cleared by the post", typ)
		}
	}
	h.bekreft(t, id)
	h.er(t, id, levert, registrert)
	if h.rad(t, id).Bevist == nil || len(h.lever(t, id, frist.TypeOperator21d)) != 0 {
		t.Error("the confirmation proves nothing")
	}
}

// The inbox says when the letter leaves, and stops saying so when it has: nobody is told that there is still time.
func TestBrevfristIInnboksen(t *testing.T) {
	h := nyttHus(t, mandag)
	id := h.send(t)
	if m, err := h.s.Mottatt(system(t), id); err != nil || m.Brevfrist == nil {
		t.Errorf("before: %v, %v", m, err)
	}
	h.klokke.Fram(63 * time.Hour)
	maa(t, h.s.FeiFrister(system(t), uuid.Nil))
	if m, err := h.s.Mottatt(system(t), id); err != nil || m.Brevfrist != nil {
		t.Errorf("after: %v, %v", m, err)
	}
}

// Refused: a named person gets it, with a deadline that winds itself up until something is proven.
func TestBrevAvvistGaarTilEnPerson(t *testing.T) {
	for name, avvis := range map[string]func(*testing.T, *hus) uuid.UUID{
		"after the hand-over": func(t *testing.T, h *hus) uuid.UUID {
			id := h.brevUte(t)
			for range 2 {
				h.svar(t, id, delivery.BrevAvvist, "AVVIST", h.klokke.Naa())
			}
			h.er(t, id, avvistPrint, overlevert)
			return id
		},
		"at the door": func(t *testing.T, h *hus) uuid.UUID {
			h.trykkeri.feil = delivery.AvvistError{Kode: "AVVIST"}
			id := h.send(t)
			h.klokke.Fram(63 * time.Hour)
			h.arbeid(t, id)
			h.arbeid(t, id)
			h.er(t, id, avvistPrint, forsendelse.BevisIngen)
			return id
		},
	} {
		t.Run(name, func(t *testing.T) {
			h := nyttHus(t, mandag)
			id := avvis(t, h)
			alarms := h.alarmer(t, alarm.SlagPrintAvvist, "AVVIST")
			if len(alarms) != 1 {
				t.Fatalf("%d alarms", len(alarms))
			}
			if who, err := h.s.Ansvarlig(alarms[0]); err != nil || who != h.ansvar {
				t.Errorf("given to %q, %v", who, err)
			}
			running := h.lever(t, id, frist.TypeAvvistPrint)
			if len(running) != 1 || !running[0].Forfall.Equal(delivery.NewKalender().EtterVirkedager(h.klokke.Naa(), 1)) {
				t.Fatalf("deadline: %v", running)
			}
			for day := 1; day <= 3; day++ {
				h.klokke.Fram(h.lever(t, id, frist.TypeAvvistPrint)[0].Forfall.Sub(h.klokke.Naa()))
				h.arbeid(t, id)
				late := h.alarmer(t, alarm.SlagFristUtlost, "AVVIST_PRINT")
				if len(late) != day {
					t.Fatalf("%d alarms after %d deadlines: silence", len(late), day)
				}
				if who, err := h.s.Ansvarlig(late[0]); err != nil || who != h.ansvar {
					t.Errorf("given to %q, %v", who, err)
				}
			}
			h.bekreft(t, id)
			if n := len(h.lever(t, id, frist.TypeAvvistPrint)) + len(h.lever(t, id, frist.TypePrintsvar)); n != 0 {
				t.Errorf("%d deadlines run after the confirmation", n)
			}
		})
	}
}

// A supplier that never answers, is down, or is not there at all: the letter's own deadline finds a person.
func TestBrevIngenSvarer(t *testing.T) {
	for name, c := range map[string]struct {
		prepare  func(*hus)
		tilstand forsendelse.Tilstand
	}{
		"never answers": {func(*hus) {}, sendtPrint},
		"says nothing new": {func(h *hus) {
			h.trykkeri.svar = []delivery.Brevsvar{{EksternID: "x", Utfall: delivery.BrevUnderveis, Kode: "MOTTATT"}}
		}, sendtPrint},
		"is down":   {func(h *hus) { h.trykkeri.feil = errors.New("no route") }, forsendelse.TilstandSendtFagsystem},
		"not there": {func(h *hus) { delete(h.s.Kanaler, leveranse.KanalBrev) }, forsendelse.TilstandSendtFagsystem},
	} {
		t.Run(name, func(t *testing.T) {
			h := nyttHus(t, mandag)
			id := h.send(t)
			c.prepare(h)
			work := func() { // a job that fails is the point here
				_ = h.s.FeiFrister(system(t), uuid.Nil)
				_ = h.s.Overlever(system(t), id)
				_ = h.s.HentBrevsvar(system(t), uuid.Nil)
			}
			h.klokke.Fram(63 * time.Hour) // the letter falls due
			work()
			h.klokke.Fram(5 * 24 * time.Hour) // and two virkedager more
			work()
			if late := h.alarmer(t, alarm.SlagFristUtlost, "PRINTSVAR"); len(late) != 1 || late[0].Ansvarlig == nil {
				t.Errorf("alarms: %v", late)
			}
			if len(h.lever(t, id, frist.TypePrintsvar)) != 1 {
				t.Error("nothing runs any more: silence")
			}
			if f := h.rad(t, id); f.Tilstand != c.tilstand {
				t.Errorf("says %s", f.Tilstand)
			}
			h.trykkeri.feil, h.trykkeri.svar = nil, nil
			h.s.Kanaler[leveranse.KanalBrev] = delivery.Brev{DB: h.db, Utskrift: h.trykkeri}
			h.klokke.Fram(2 * time.Minute)
			work()
			if f := h.rad(t, id); f.Tilstand != sendtPrint || len(h.trykkeri.sendt) != 1 {
				t.Errorf("when it came back: %s, %d letters", f.Tilstand, len(h.trykkeri.sendt))
			}
		})
	}
}

// Answers out of order, late and against each other: the newest is believed, the worse of two from one instant, and what
// came before is not news.
func TestBrevsvarUteAvRekkefolge(t *testing.T) {
	h := nyttHus(t, mandag)
	id := h.brevUte(t)
	t0 := h.klokke.Naa()
	h.klokke.Fram(48 * time.Hour)
	for _, step := range []struct {
		utfall   delivery.Brevutfall
		kode     string
		tid      time.Time
		tilstand forsendelse.Tilstand
	}{
		{delivery.BrevUnderveis, "SENDT_PRINT", t0.Add(time.Hour), sendtPrint},
		{delivery.BrevPostlagt, "PRINTET", t0.Add(5 * time.Hour), levert},
		{delivery.BrevUnderveis, "MOTTATT", t0, levert},
		{delivery.BrevAvvist, "AVVIST", t0.Add(2 * time.Hour), levert}, // older than the posting: it was done again
		{delivery.BrevAvvist, "AVVIST", t0.Add(5 * time.Hour), avvistPrint},
		{delivery.BrevPostlagt, "PRINTET", t0.Add(5 * time.Hour), avvistPrint},
		{delivery.BrevPostlagt, "PRINTET", t0.Add(6 * time.Hour), levert},
		{delivery.BrevAvvist, "AVVIST", t0.Add(1000 * time.Hour), avvistPrint}, // its clock is ahead
		{delivery.BrevPostlagt, "PRINTET", time.Time{}, avvistPrint},           // says not when
	} {
		h.svar(t, id, step.utfall, step.kode, step.tid)
		if f := h.rad(t, id); f.Tilstand != step.tilstand {
			t.Fatalf("%s at +%s: %s, want %s", step.kode, step.tid.Sub(t0), f.Tilstand, step.tilstand)
		}
	}
	if n := len(h.alarmer(t, alarm.SlagPrintAvvist, "AVVIST")); n != 2 {
		t.Errorf("%d alarms for two refusals", n)
	}
	if len(h.lever(t, id, frist.TypeAvvistPrint)) != 1 {
		t.Error("the second refusal has no deadline")
	}
	if f := h.rad(t, id); f.Bevis != overlevert {
		t.Errorf("the supplier proved %s", f.Bevis)
	}
}

// There was no print key when it was sealed: no letter can leave, and somebody hears it the moment it should have.
func TestIngenBrevpakke(t *testing.T) {
	h := nyttHus(t, mandag)
	h.db.Client().Nokkel.Update().Where(nokkel.FormalEQ(nokkel.FormalPrint)).SetErstattet(time.Now()).ExecX(system(t))
	id := h.send(t)
	h.klokke.Fram(63 * time.Hour)
	h.arbeid(t, id)
	if a := h.alarmer(t, alarm.SlagBrevMangler, "INGEN_PAKKE"); len(a) != 1 || a[0].Ansvarlig == nil {
		t.Errorf("alarms: %v", a)
	}
	if len(h.lever(t, id, frist.TypePrintsvar)) != 1 {
		t.Error("no deadline runs")
	}
}
