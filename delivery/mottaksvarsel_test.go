package delivery_test

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/delivery"
	"barnevernportalen/delivery/epost"
	"barnevernportalen/ent/db/varsel"
	"barnevernportalen/ent/dbtest"
)

// oslotid reads a time on a Norwegian wall.
func oslotid(t testing.TB, s string) time.Time {
	t.Helper()
	oslo, err := time.LoadLocation("Europe/Oslo")
	maa(t, err)
	tid, err := time.ParseInLocation("2006-01-02 15:04", s, oslo)
	maa(t, err)
	return tid
}

// varselrunde is one round of the two jobs.
func (h *hus) varselrunde(t testing.TB) {
	t.Helper()
	maa(t, h.s.VarsleMottak(system(t), uuid.Nil))
	maa(t, h.s.Varsle(system(t), uuid.Nil))
}

// medKontakter sets whom the receiver has named.
func (h *hus) medKontakter(t testing.TB, k delivery.Kontakter) {
	t.Helper()
	sealed, err := delivery.ForseglKontakter(h.s.Vault, h.mottaker.ID, k)
	maa(t, err)
	maa(t, h.db.Client().Bydel.UpdateOneID(h.mottaker.ID).SetKontakter(sealed).Exec(system(t)))
}

// Over the change of clocks in spring, and Easter: at 09, 12 and 15 on a Norwegian wall, on virkedager, and at no other time.
func TestMottaksvarselGjennomPaasken(t *testing.T) {
	start := oslotid(t, "2026-03-27 08:00") // a Friday; summer time begins on the Sunday
	h := nyttHus(t, start)
	p := h.medPost(t)
	h.medKontakter(t, delivery.Kontakter{Varsel: []string{"vakt@prove.test", "post@prove.test"}, Kontakt: []string{"sjef@prove.test"}})
	id := h.send(t)
	maa(t, h.sql(t, `UPDATE frist SET klarert = now()`)) // what the ladder says is another test's
	var fikk []string
	for h.klokke.Naa().Before(oslotid(t, "2026-04-08 08:00")) {
		h.varselrunde(t)
		for _, b := range p.sendt {
			fikk = append(fikk, delivery.NewKalender().Lokal(h.klokke.Naa()).Format("02.01 15:04 ")+b.Til)
			if strings.Contains(b.Tekst+b.Emne, id.String()) || strings.Contains(b.Tekst+b.Emne, "bekymring") || !strings.Contains(b.Tekst, "MOTTAK_VENTER") {
				t.Fatalf("what it says: %s %s", b.Emne, b.Tekst)
			}
		}
		p.sendt = nil
		h.klokke.Fram(20 * time.Minute)
	}
	var vil []string
	for _, dag := range []string{"27.03", "30.03", "31.03", "01.04", "07.04"} { // 2, 3 and 6 April are holidays
		for _, time := range []string{"09", "12", "15"} {
			vil = append(vil, dag+" "+time+":00 post@prove.test", dag+" "+time+":00 vakt@prove.test")
		}
	}
	slices.Sort(fikk)
	slices.Sort(vil)
	if !slices.Equal(fikk, vil) {
		t.Errorf("got  %v\nwant %v", fikk, vil)
	}
	h.klokke.Fram(oslotid(t, "2026-04-08 08:59").Sub(h.klokke.Naa()))
	h.bekreft(t, id)
	h.klokke.Fram(time.Minute)
	if h.varselrunde(t); len(p.sendt) != 0 {
		t.Errorf("nothing waits any more: %v", p.tatt())
	}
}

// The instants themselves, where the clocks change and where they do not.
func TestVarselslot(t *testing.T) {
	for _, r := range []struct{ naa, slot string }{
		{"2026-10-23 09:00", "2026-10-23T09"}, {"2026-10-26 09:00", "2026-10-26T09"}, // summer time ended on the Sunday between
		{"2026-10-26 08:59", ""}, {"2026-10-26 09:59", "2026-10-26T09"}, {"2026-10-26 10:00", ""}, {"2026-10-26 12:30", "2026-10-26T12"},
		{"2026-10-26 15:59", "2026-10-26T15"}, {"2026-10-26 16:00", ""}, {"2026-10-25 09:00", ""}, {"2026-10-24 12:00", ""},
		{"2026-05-01 09:00", ""}, {"2026-05-14 09:00", ""}, {"2026-12-25 12:00", ""}, {"2026-12-24 09:00", "2026-12-24T09"},
	} {
		if slot, _ := delivery.NewKalender().Varselslot(oslotid(t, r.naa)); slot != r.slot {
			t.Errorf("%s: %q, want %q", r.naa, slot, r.slot)
		}
	}
	if a, b := oslotid(t, "2026-10-23 09:00").UTC().Hour(), oslotid(t, "2026-10-26 09:00").UTC().Hour(); a == b {
		t.Error("control: the clocks do not change between the two")
	}
}

// Many processes at once write one notice; one that was down at nine writes it late, once, or not at all.
func TestMottaksvarselEnGang(t *testing.T) {
	for navn, c := range map[string]struct {
		klokka  string
		indeks  bool
		rader   int
		meldtEt string
	}{
		"in time":                        {"2026-11-23 09:00", true, 1, "2026-11-23 07:00"},
		"down at nine":                   {"2026-11-23 09:45", true, 1, "2026-11-23 07:00"},
		"down for long":                  {"2026-11-23 10:30", true, 0, "2026-11-23 07:00"},
		"it came after nine":             {"2026-11-23 09:45", true, 0, "2026-11-23 09:30"},
		"control: nothing says only one": {"2026-11-23 09:00", false, 16, "2026-11-23 07:00"},
	} {
		t.Run(navn, func(t *testing.T) {
			h := nyttHus(t, oslotid(t, c.meldtEt))
			h.medPost(t)
			h.send(t)
			if !c.indeks {
				maa(t, h.sql(t, `DROP INDEX varsel_mottak_venter`))
			}
			h.klokke.Fram(oslotid(t, c.klokka).Sub(h.klokke.Naa()))
			var alle sync.WaitGroup
			feil := make(chan error, 16)
			for range 16 {
				alle.Go(func() { feil <- h.s.VarsleMottak(system(t), uuid.Nil) })
			}
			alle.Wait()
			for range 16 {
				maa(t, <-feil)
			}
			if n := h.db.Client().Varsel.Query().Where(varsel.RolleEQ(varsel.RolleVarsel)).CountX(system(t)); n != c.rader {
				t.Errorf("%d notices, want %d", n, c.rader)
			}
		})
	}
}

// Nobody named: those of before, and up the ladder. A notice that no mail server took is not sent beside the next.
func TestMottaksvarselTilHvem(t *testing.T) {
	h := nyttHus(t, oslotid(t, "2026-11-23 07:00"))
	p := h.medPost(t)
	h.send(t)
	p.feil = func(_ epost.Brev) error { return fmt.Errorf("no answer") }
	h.klokke.Fram(2 * time.Hour)
	maa(t, h.s.VarsleMottak(system(t), uuid.Nil))
	if h.s.Varsle(system(t), uuid.Nil) == nil {
		t.Fatal("control: it was sent")
	}
	p.feil = nil
	h.klokke.Fram(3 * time.Hour)
	if h.varselrunde(t); len(p.sendt) != 1 || p.sendt[0].Til != "kontakt@prove.test" {
		t.Errorf("%v", p.tatt())
	}
	var n int
	maa(t, dbtest.QueryRow(t.Context(), h.dsn, `SELECT count(*) FROM varsel WHERE slag = 'MOTTAK_VENTER'`, nil, &n))
	if n != 1 {
		t.Errorf("%d rows", n)
	}
}

// A notice is of its hour: what no mail server took in time is not sent in the night or on a Saturday, nor when nothing waits
// any more.
func TestMottaksvarselIkkeForSent(t *testing.T) {
	for navn, c := range map[string]struct {
		opp     string // when the mail server answers again
		bekreft bool   // by then somebody has confirmed
		sendt   int
	}{
		"control: within the hour":    {"2026-11-20 15:40", false, 1},
		"confirmed meanwhile":         {"2026-11-20 15:40", true, 0},
		"on the same evening":         {"2026-11-20 18:00", false, 0},
		"on the Saturday":             {"2026-11-21 10:00", false, 0},
		"on the Monday: the next one": {"2026-11-23 09:00", false, 1},
	} {
		t.Run(navn, func(t *testing.T) {
			h := nyttHus(t, oslotid(t, "2026-11-20 08:00"))
			p := h.medPost(t)
			id := h.send(t)
			maa(t, h.sql(t, `UPDATE frist SET klarert = now()`))
			h.klokke.Fram(7 * time.Hour)
			p.feil = func(epost.Brev) error { return fmt.Errorf("no answer") }
			maa(t, h.s.VarsleMottak(system(t), uuid.Nil))
			if h.s.Varsle(system(t), uuid.Nil) == nil {
				t.Fatal("control: it was sent")
			}
			if c.bekreft {
				h.bekreft(t, id)
			}
			p.feil = nil
			h.klokke.Fram(oslotid(t, c.opp).Sub(h.klokke.Naa()))
			maa(t, h.s.Varsle(system(t), uuid.Nil)) // before the other job, as it may be
			h.varselrunde(t)
			if n := len(p.sendt); n != c.sendt {
				t.Errorf("%d were sent", n)
			}
		})
	}
}

// How many wait is for who logs in: an e-mail that counts them up and down tells whoever sees the mailbox how a small kommune fares.
func TestMottaksvarselSierIkkeHvorMange(t *testing.T) {
	h := nyttHus(t, oslotid(t, "2026-11-20 08:00"))
	p := h.medPost(t)
	var tekster []string
	for range 2 {
		h.send(t)
		maa(t, h.sql(t, `UPDATE frist SET klarert = now()`))
		maa(t, h.sql(t, `DELETE FROM varsel`))
		p.sendt = nil
		h.klokke.Fram(oslotid(t, "2026-11-20 09:00").Sub(h.klokke.Naa()))
		h.varselrunde(t)
		if len(p.sendt) != 1 {
			t.Fatalf("control: %v", p.tatt())
		}
		tekster = append(tekster, p.sendt[0].Emne+p.sendt[0].Tekst)
	}
	if tekster[0] != tekster[1] || strings.Contains(tekster[0], "antall") {
		t.Errorf("%s\n%s", tekster[0], tekster[1])
	}
}
