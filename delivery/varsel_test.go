package delivery_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/delivery"
	"barnevernportalen/delivery/epost"
	"barnevernportalen/ent/db/alarm"
	"barnevernportalen/ent/db/bydel"
	"barnevernportalen/ent/db/frist"
	"barnevernportalen/ent/db/varsel"
	"barnevernportalen/ent/db/varseladresse"
)

// postkontor takes e-mail as the test says.
type postkontor struct {
	mu    sync.Mutex
	sendt []epost.Brev
	feil  func(epost.Brev) error
}

func (p *postkontor) Send(_ context.Context, b epost.Brev) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.feil != nil {
		if err := p.feil(b); err != nil {
			return err
		}
	}
	p.sendt = append(p.sendt, b)
	return nil
}

// tatt returns what has come since last time, to whom and what, sorted.
func (p *postkontor) tatt() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	var ut []string
	for _, b := range p.sendt {
		hva := b.Emne
		if strings.HasSuffix(b.Emne, " varsler") {
			hva = b.Tekst
		}
		ut = append(ut, b.Til+": "+hva)
	}
	p.sendt = nil
	slices.Sort(ut)
	return ut
}

func (h *hus) medPost(t testing.TB) *postkontor {
	t.Helper()
	p := &postkontor{}
	h.s.Varsling = &delivery.Varsling{Kontor: p, Operator: "drift@prove.test", Portal: "https://portal.prove.test"}
	for rolle, adresse := range map[varseladresse.Rolle]string{varseladresse.RolleKontakt: "kontakt@prove.test", varseladresse.RolleLeder: "leder@prove.test"} {
		maa(t, h.db.Client().Varseladresse.Create().SetBydelID(h.mottaker.ID).SetRolle(rolle).SetAdresse(adresse).Exec(system(t)))
	}
	return p
}

// stigen is design §5, row by row: for each kind of receiver each step of the ladder, when it fires, what clears it, and who hears
// of it. «–»: the kind has no such deadline.
var stigen = []struct {
	mottaker string
	steg     frist.Type
	etter    string // from a Monday at 10 in Oslo
	klarerer string // the least bevis, and «avstemt» where KVITTERT and being named by the receiver's own list will do
	hvem     string
}{
	{"gir bevis", frist.TypeAlarm2t, "2h0m0s", "LAGRET", "drift"},
	{"gir bevis", frist.TypeListe24t, "24h0m0s", "LAGRET, avstemt", "kontakt"},
	{"gir bevis", frist.TypeBrev, "62h0m0s", "KVITTERT", "kontakt"},
	{"gir bevis", frist.TypeKontakt5d, "120h0m0s", "LAGRET, avstemt", "kontakt"},
	{"gir bevis", frist.TypeLeder7d, "168h0m0s", "LAGRET, avstemt", "kontakt, leder"},
	{"gir bevis", frist.TypeOperator21d, "504h0m0s", "LAGRET, avstemt", "drift, leder"},
	{"gir bevis", frist.TypeUkentlig, "672h0m0s", "LAGRET, avstemt", "drift, kontakt, leder"},
	{"blind", frist.TypeAlarm2t, "2h0m0s", "KVITTERT", "drift"},
	{"blind", frist.TypeListe24t, "24h0m0s", "LAGRET, avstemt", "kontakt"},
	{"blind", frist.TypeBrev, "62h0m0s", "KVITTERT", "kontakt"},
	{"blind", frist.TypeKontakt5d, "120h0m0s", "LAGRET, avstemt", "kontakt"},
	{"blind", frist.TypeLeder7d, "168h0m0s", "LAGRET, avstemt", "kontakt, leder"},
	{"blind", frist.TypeOperator21d, "504h0m0s", "LAGRET, avstemt", "drift, leder"},
	{"blind", frist.TypeUkentlig, "672h0m0s", "LAGRET, avstemt", "drift, kontakt, leder"},
	{"manuell", frist.TypeAlarm2t, "–", "", ""},
	{"manuell", frist.TypeListe24t, "24h0m0s", "LAGRET, avstemt", "kontakt"},
	{"manuell", frist.TypeBrev, "62h0m0s", "KVITTERT", "kontakt"},
	{"manuell", frist.TypeKontakt5d, "120h0m0s", "LAGRET, avstemt", "kontakt"},
	{"manuell", frist.TypeLeder7d, "168h0m0s", "LAGRET, avstemt", "kontakt, leder"},
	{"manuell", frist.TypeOperator21d, "504h0m0s", "LAGRET, avstemt", "drift, leder"},
	{"manuell", frist.TypeUkentlig, "672h0m0s", "LAGRET, avstemt", "drift, kontakt, leder"},
	{"brev", frist.TypeAlarm2t, "–", "", ""},
	{"brev", frist.TypeBrev, "0s", "KVITTERT", "kontakt"},
	{"brev", frist.TypeListe24t, "24h0m0s", "LAGRET, avstemt", "kontakt"},
	{"brev", frist.TypeKontakt5d, "120h0m0s", "LAGRET, avstemt", "kontakt"},
	{"brev", frist.TypeLeder7d, "168h0m0s", "LAGRET, avstemt", "kontakt, leder"},
	{"brev", frist.TypeOperator21d, "504h0m0s", "LAGRET, avstemt", "drift, leder"},
	{"brev", frist.TypeUkentlig, "672h0m0s", "LAGRET, avstemt", "drift, kontakt, leder"},
}

// The table of design §5, cell by cell, as the code has it on a real ledger: printed, and compared with stigen.
func TestStigenCelleForCelle(t *testing.T) {
	type celle struct{ etter, klarerer, hvem string }
	for _, mottaker := range []string{"gir bevis", "blind", "manuell", "brev"} {
		t.Run(mottaker, func(t *testing.T) {
			h := nyttMaskinhus(t, bydel.KanalFagsystem, mottaker == "gir bevis")
			switch mottaker {
			case "manuell":
				h.mottaker = h.nyMottaker(t, "09", bydel.KanalNedlasting, false, uuid.New())
			case "brev": // its key cannot be sealed to
				maa(t, h.sql(t, `UPDATE nokkel SET erstattet = now() WHERE formal = 'FAGSYSTEM'`))
			}
			p := h.medPost(t)
			id := h.aksepter(t)
			rad := func(typ frist.Type) celle { // as the rows and the functions say
				fristene := h.db.Client().Frist.Query().Where(frist.ForsendelseID(id), frist.TypeEQ(typ)).AllX(system(t))
				if len(fristene) == 0 {
					return celle{etter: "–"}
				}
				c := celle{etter: fristene[0].Forfall.Sub(mandag).String()}
				for _, b := range beviser {
					if c.klarerer == "" && delivery.Klarerer(b, typ, mottaker == "gir bevis") {
						c.klarerer = string(b)
					}
				}
				if slices.Contains(delivery.AvstemtKlarerer, typ) {
					c.klarerer += ", avstemt"
				}
				return c
			}
			// Step by step, as time goes: what fires, and who then hears of it.
			maa(t, h.s.Varsle(system(t), uuid.Nil)) // what was raised by accepting it
			p.tatt()
			for _, s := range stigen {
				if s.mottaker != mottaker {
					continue
				}
				c := rad(s.steg)
				if c.etter != "–" {
					f := h.db.Client().Frist.Query().Where(frist.ForsendelseID(id), frist.TypeEQ(s.steg)).OnlyX(system(t))
					for h.klokke.Naa().Before(f.Forfall) {
						h.klokke.Fram(min(30*time.Minute, f.Forfall.Sub(h.klokke.Naa())))
						if s.steg == frist.TypeBrev { // the letter goes, and is posted: it has its own test
							continue
						}
					}
					maa(t, h.s.FeiFrister(system(t), uuid.Nil))
					if s.steg == frist.TypeBrev {
						maa(t, h.sql(t, `UPDATE frist SET klarert = forfall WHERE type = 'PRINTSVAR'`))
					}
					maa(t, h.s.Varsle(system(t), uuid.Nil))
					var hvem []string
					for _, linje := range p.tatt() {
						navn, _, _ := strings.Cut(linje, "@")
						hvem = append(hvem, navn)
						if f := h.db.Client().Frist.Query().Where(frist.ForsendelseID(id), frist.TypeEQ(s.steg)).OnlyX(system(t)); f.Utlost == nil && s.steg != frist.TypeUkentlig {
							t.Errorf("%s told before it has fired", s.steg)
						}
					}
					c.hvem = strings.Join(hvem, ", ")
				}
				t.Logf("%-10s %-13s %-10s %-17s %s", mottaker, s.steg, c.etter, c.klarerer, c.hvem)
				if vil := (celle{s.etter, s.klarerer, s.hvem}); c != vil {
					t.Errorf("%s: %+v, want %+v", s.steg, c, vil)
				}
			}
			// And it never ends: each week.
			for range 3 {
				h.klokke.Fram(7 * dogn)
				maa(t, h.s.FeiFrister(system(t), uuid.Nil))
				maa(t, h.s.Varsle(system(t), uuid.Nil))
				if n := len(p.tatt()); n != 3 {
					t.Errorf("%d were told after another week", n)
				}
			}
		})
	}
}

// A mail never holds what is not ours to tell, a burst is one mail, and the next of the same waits for its hour.
func TestVarselErInnholdslostOgSamlet(t *testing.T) {
	h := nyttHus(t, mandag)
	p := h.medPost(t)
	var ids []string
	for range 7 {
		ids = append(ids, h.send(t).String())
	}
	h.klokke.Fram(25 * time.Hour)
	maa(t, h.s.FeiFrister(system(t), uuid.Nil))
	if len(p.sendt) != 0 {
		t.Fatal("the sweep sent mail itself")
	}
	for range 3 {
		maa(t, h.s.Varsle(system(t), uuid.Nil))
	}
	if len(p.sendt) != 1 || !strings.Contains(p.sendt[0].Tekst, "mottaker 4601-00: ikke bekreftet innen ett døgn") || !strings.Contains(p.sendt[0].Tekst, "antall 7") {
		t.Fatalf("%+v", p.sendt)
	}
	alt := p.sendt[0].Emne + p.sendt[0].Tekst
	for _, galt := range append(ids, "Meldesen", "Testesen", "Bergen", "2485") {
		if strings.Contains(alt, galt) {
			t.Errorf("%q is in a mail", galt)
		}
	}
	// 20 minutes later, five more of the same.
	h.sendtDag(t, 5)
	p.tatt()
	h.klokke.Fram(10 * time.Minute)
	maa(t, h.s.Varsle(system(t), uuid.Nil))
	if n := len(p.tatt()); n != 0 {
		t.Errorf("%d more within the hour", n)
	}
	h.klokke.Fram(51 * time.Minute)
	maa(t, h.s.Varsle(system(t), uuid.Nil))
	if len(p.sendt) != 1 || !strings.Contains(p.sendt[0].Tekst, "antall 5") {
		t.Errorf("after the hour: %+v", p.sendt)
	}
}

// sendtDag makes n alarms of the same kind as those of TestVarselErInnholdslostOgSamlet.
func (h *hus) sendtDag(t testing.TB, n int) {
	t.Helper()
	for range n {
		maa(t, h.db.Client().Alarm.Create().SetSlag(alarm.SlagFristUtlost).SetBydelID(h.mottaker.ID).SetDetalj(string(frist.TypeListe24t)).
			SetTidspunkt(h.klokke.Naa()).Exec(system(t)))
	}
}

// No mail is lost, whatever the server does and wherever the process dies; the operator hears of an address that does not work.
func TestVarselTapesAldri(t *testing.T) {
	h := nyttHus(t, mandag)
	p := h.medPost(t)
	ut := func() int { return h.db.Client().Varsel.Query().Where(varsel.SendtIsNil()).CountX(system(t)) }
	for i, kode := range []string{"FORBINDELSE", "TIDSAVBRUDD", "MIDLERTIDIG", "TLS"} {
		h.sendtDag(t, 1)
		p.feil = func(epost.Brev) error { return epost.Feil{Kode: kode, Svar: 450} }
		_ = h.s.Varsle(system(t), uuid.Nil)
		if ut() == 0 {
			t.Fatalf("%s: the mail is gone", kode)
		}
		p.feil = nil
		h.klokke.Fram(3 * time.Hour)
		maa(t, h.s.Varsle(system(t), uuid.Nil))
		if n := len(p.tatt()); n == 0 || ut() != 0 {
			t.Errorf("%d %s: %d sent when it was well again, %d wait", i, kode, n, ut())
		}
	}
	// The contact's address is wrong. The operator is told of that, once, and it is tried again.
	h.klokke.Fram(3 * time.Hour)
	p.feil = func(b epost.Brev) error {
		if strings.HasPrefix(b.Til, "kontakt") {
			return epost.Feil{Kode: "AVVIST", Svar: 550}
		}
		return nil
	}
	h.sendtDag(t, 1)
	for range 5 {
		maa(t, h.s.Varsle(system(t), uuid.Nil))
		h.klokke.Fram(2 * time.Hour)
	}
	if til := p.tatt(); len(til) != 1 || !strings.Contains(til[0], "drift@prove.test: Barnevernportalen: varsler når ikke frem") {
		t.Errorf("%v", til)
	}
	p.feil = nil
	maa(t, h.s.Varsle(system(t), uuid.Nil))
	if til := p.tatt(); len(til) != 1 || !strings.Contains(til[0], "kontakt@") {
		t.Errorf("when the address was mended: %v", til)
	}
	// The process dies when the server has taken it, and before that is noted: it is sent again, and under the same name.
	h.klokke.Fram(3 * time.Hour)
	h.sendtDag(t, 1)
	var forste epost.Brev
	p.feil = func(b epost.Brev) error { forste = b; return context.Canceled }
	_ = h.s.Varsle(system(t), uuid.Nil)
	p.feil = nil
	h.klokke.Fram(time.Hour)
	maa(t, h.s.Varsle(system(t), uuid.Nil))
	if len(p.sendt) != 1 || p.sendt[0].ID != forste.ID {
		t.Errorf("%+v, first as %s", p.sendt, forste.ID)
	}
}

// Who is told of what nobody has an address for; every kind of alarm is told to somebody.
func TestVarselUtenAdresse(t *testing.T) {
	h := nyttHus(t, mandag)
	p := h.medPost(t)
	h.sendtDag(t, 1)
	_, err := h.db.Client().Varseladresse.Delete().Where(varseladresse.RolleEQ(varseladresse.RolleKontakt)).Exec(system(t))
	maa(t, err)
	maa(t, h.s.Varsle(system(t), uuid.Nil))
	if til := fmt.Sprint(p.tatt()); !strings.HasPrefix(til, "[leder@") {
		t.Error(til)
	}
	_, err = h.db.Client().Varseladresse.Delete().Exec(system(t))
	maa(t, err)
	h.klokke.Fram(2 * time.Hour)
	h.sendtDag(t, 1)
	maa(t, h.s.Varsle(system(t), uuid.Nil))
	if til := fmt.Sprint(p.tatt()); !strings.HasPrefix(til, "[drift@") {
		t.Error(til)
	}
	if r := delivery.Varselroller(alarm.SlagFristUtlost, frist.TypeAlarm2t, true); !slices.Contains(r, varsel.RolleKontakt) {
		t.Error("nobody at the receiver hears of post that its system has not fetched")
	}
	// A detail that is no step, and longer than one: told all the same, and not quoted.
	detalj := "INNSYN ALARM_2T 0301 " + uuid.NewString()
	maa(t, h.db.Client().Alarm.Create().SetSlag(alarm.SlagFristUtlost).SetDetalj(detalj).SetTidspunkt(h.klokke.Naa()).Exec(system(t)))
	maa(t, h.s.Varsle(system(t), uuid.Nil))
	if len(p.sendt) != 1 || p.sendt[0].Til != "drift@prove.test" || strings.Contains(p.sendt[0].Tekst, detalj[21:]) {
		t.Errorf("%+v", p.sendt)
	}
	if r := delivery.Varselroller("NOE_NYTT", "", false); len(r) == 0 {
		t.Error("a kind nobody thought of is told to nobody")
	}
}
