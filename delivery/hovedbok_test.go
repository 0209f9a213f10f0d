package delivery_test

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"
	"pgregory.net/rapid"

	"barnevernportalen/delivery"
	"barnevernportalen/delivery/fiksio"
	"barnevernportalen/ent/db/alarm"
	"barnevernportalen/ent/db/bydel"
	"barnevernportalen/ent/db/forsendelse"
	"barnevernportalen/ent/db/frist"
	"barnevernportalen/ent/db/leveranse"
)

// fasit is what has really happened to one report, as the test knows it who did it all: what the receiver has said, and what
// has become of the letter.
type fasit struct {
	ja, nei, bevist, person bool
	brev                    string // "", SENDT, LAGT or AVVIST
}

// lov says what is wrong with a report in the ledger. None of it may ever be, whatever happens in whatever order:
//
//   - accepted = proven, or some deadline of it runs; what has fired was told
//   - what is said of it is no more than has happened
//   - until the receiver has answered there is a letter, or a deadline for one; and until that is posted, somebody's deadline
func (h *hus) lov(t testing.TB, id uuid.UUID, f fasit) error {
	ctx, c := system(t), h.db.Client()
	rad := c.Forsendelse.Query().Where(forsendelse.ID(id)).WithFrister().WithLeveranser().OnlyX(ctx)
	levende, utlost := map[frist.Type]bool{}, map[frist.Type]bool{}
	for _, r := range rad.Edges.Frister {
		levende[r.Type] = r.Klarert == nil && r.Utlost == nil
		utlost[r.Type] = r.Utlost != nil
	}
	har := func(m map[frist.Type]bool) bool { return slices.Contains(slices.Collect(maps.Values(m)), true) }
	varslet := c.Alarm.Query().Where(alarm.ForsendelseID(id), alarm.SlagEQ(alarm.SlagFristUtlost)).ExistX(ctx)
	if rad.Bevist == nil && !har(levende) { // what has fired them all is called about each week
		return errors.New("unaccounted")
	}
	// A no makes the letter due there and then, and is an alarm of its own.
	alene := utlost[frist.TypeBrev] && fyrte(utlost) == 1
	nei := c.Alarm.Query().Where(alarm.ForsendelseID(id), alarm.SlagEQ(alarm.SlagAvvistFagsystem)).ExistX(ctx)
	if har(utlost) && !varslet && (!alene || !nei) {
		return errors.New("a deadline fired, and nobody heard it")
	}

	s := delivery.StillingAv(rad)
	if rad.Bevist != nil && !f.bevist && !f.person {
		return errors.New("proven by nothing")
	}
	for bevis, sant := range map[forsendelse.Bevis]bool{
		forsendelse.BevisKvittert: f.ja && !f.nei, forsendelse.BevisLagret: f.bevist, forsendelse.BevisRegistrert: f.person,
	} {
		if s.Gjelder() == bevis && !sant {
			return fmt.Errorf("%s, and %+v", bevis, f)
		}
	}
	svart := delivery.MinstBevis(s.Gjelder(), forsendelse.BevisKvittert)
	for tilstand, sant := range map[forsendelse.Tilstand]bool{
		forsendelse.TilstandLevert: svart || f.brev == "LAGT", forsendelse.TilstandSendtPrint: f.brev == "SENDT",
		forsendelse.TilstandAvvistPrint: f.brev == "AVVIST", forsendelse.TilstandAvvistFagsystem: f.nei && f.brev == "",
		forsendelse.TilstandSendtFagsystem: f.brev == "", forsendelse.TilstandAkseptert: f.brev == "",
	} {
		if s.Tilstand == tilstand && !sant {
			return fmt.Errorf("%s/%s, and %+v", s.Tilstand, s.Gjelder(), f)
		}
	}

	if svart {
		return nil
	}
	if !f.nei && !utlost[frist.TypeBrev] {
		if !levende[frist.TypeBrev] {
			return errors.New("no letter is due")
		}
		return nil
	}
	for _, l := range rad.Edges.Leveranser {
		if l.Kanal == leveranse.KanalBrev && (l.Status == leveranse.StatusVenter || l.Status == leveranse.StatusAvlyst) {
			return fmt.Errorf("the letter is due, and %s", l.Status)
		}
	}
	if f.brev != "LAGT" && !levende[frist.TypePrintsvar] && !levende[frist.TypeAvvistPrint] {
		return fmt.Errorf("nobody must follow up the letter: %+v", f)
	}
	return nil
}

// fyrte is how many kinds have fired.
func fyrte(utlost map[frist.Type]bool) (n int) {
	for _, u := range utlost {
		if u {
			n++
		}
	}
	return n
}

// Whatever a carrier, a receiver, a print supplier and a person do, in whatever order, and wherever the process is killed: the
// law holds after each step.
func TestHovedbokensLov(t *testing.T) {
	hus := map[bydel.Kanal]*maskinhus{}
	for _, k := range []bydel.Kanal{bydel.KanalFiksio, bydel.KanalFagsystem} {
		hus[k] = nyttMaskinhus(t, k, true)
	}
	rapid.Check(t, func(rt *rapid.T) {
		kanal := bydel.KanalFiksio
		if rapid.IntRange(0, 4).Draw(rt, "kanal") == 0 {
			kanal = bydel.KanalFagsystem
		}
		f := nyFerd(t, hus[kanal])
		defer f.bekreftAv(rt) // so that its deadlines do not run on into the next
		rt.Repeat(map[string]func(*rapid.T){
			"overlever": f.overlever, "melding": f.melding, "brevsvar": f.brevsvar, "maskin": f.maskin, "sjelden": f.sjelden,
			"tid": func(rt *rapid.T) {
				f.klokke.Fram(rapid.SampledFrom([]time.Duration{time.Minute, 21 * time.Minute, time.Hour, 2 * time.Hour, 12 * time.Hour, 3 * dogn}).Draw(rt, "fram"))
			},
			"fei": func(rt *rapid.T) { // what the carrier does then, «overlever» draws
				kanaler := f.s.Kanaler
				f.s.Kanaler = nil
				defer func() { f.s.Kanaler = kanaler }()
				ja(rt, f.s.FeiFrister(system(t), uuid.Nil))
			},
			"": func(rt *rapid.T) { ja(rt, f.lov(t, f.id, f.fasit)) },
		})
	})
}

// The law is one that can be broken: each of these is found.
func TestHovedbokensLovSerBrudd(t *testing.T) {
	h := nyttFiksiohus(t, false)
	underveis := h.send(t)
	h.klokke.Fram(dogn)
	avvist := h.send(t)
	h.ta(t, h.svar(fiksio.TypeFeilet, h.megler.siste(t)))
	for id, f := range map[uuid.UUID]fasit{underveis: {}, avvist: {nei: true}} {
		maa(t, h.lov(t, id, f))
	}
	for navn, c := range map[string]struct {
		id      uuid.UUID
		fasit   fasit
		brudd   string
		tilbake string
	}{
		"no deadline":          {underveis, fasit{}, `UPDATE frist SET klarert = now() WHERE forsendelse_id = $1`, `UPDATE frist SET klarert = NULL WHERE forsendelse_id = $1`},
		"no letter due":        {underveis, fasit{}, `UPDATE frist SET klarert = now() WHERE type = 'BREV' AND forsendelse_id = $1`, `UPDATE frist SET klarert = NULL WHERE forsendelse_id = $1`},
		"an invented letter":   {avvist, fasit{nei: true}, `UPDATE forsendelse SET tilstand = 'SENDT_PRINT' WHERE id = $1`, `UPDATE forsendelse SET tilstand = 'AVVIST_FAGSYSTEM' WHERE id = $1`},
		"a letter not wanted":  {avvist, fasit{nei: true}, `UPDATE leveranse SET status = 'AVLYST' WHERE kanal = 'BREV' AND forsendelse_id = $1`, `UPDATE leveranse SET status = 'KLAR' WHERE kanal = 'BREV' AND forsendelse_id = $1`},
		"nobody follows it up": {avvist, fasit{nei: true}, `UPDATE frist SET klarert = now() WHERE type = 'PRINTSVAR' AND forsendelse_id = $1`, `UPDATE frist SET klarert = NULL WHERE type = 'PRINTSVAR' AND forsendelse_id = $1`},
	} {
		maa(t, h.sql(t, c.brudd, c.id))
		if h.lov(t, c.id, c.fasit) == nil {
			t.Errorf("%s: not seen", navn)
		}
		maa(t, h.sql(t, c.tilbake, c.id))
		maa(t, h.lov(t, c.id, c.fasit))
	}
	// Last: bevis never falls, so this cannot be taken back.
	maa(t, h.sql(t, `UPDATE forsendelse SET tilstand = 'LEVERT', bevis = 'KVITTERT' WHERE id = $1`, underveis))
	if h.lov(t, underveis, fasit{}) == nil {
		t.Error("an invented yes: not seen")
	}
}
