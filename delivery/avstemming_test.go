package delivery_test

import (
	"cmp"
	"context"
	"encoding/hex"
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"
	"pgregory.net/rapid"

	"barnevernportalen/delivery"
	"barnevernportalen/ent/db/alarm"
	"barnevernportalen/ent/db/avstemming"
	"barnevernportalen/ent/db/bydel"
	"barnevernportalen/ent/db/forsendelse"
	"barnevernportalen/ent/db/frist"
	"barnevernportalen/ent/db/hendelse"
	"barnevernportalen/ent/db/pakke"
	"barnevernportalen/ent/viewer"
)

// hentOgSi fetches a report as a machine, and says a blind yes.
func (h *maskinhus) hentOgSi(t testing.TB, ctx context.Context, id uuid.UUID) {
	t.Helper()
	h.hent(t, ctx, id)
	_, feil, err := h.s.Bekreft(ctx, id, nil)
	if err != nil || feil != nil {
		t.Fatal(feil, err)
	}
}

func (h *maskinhus) hent(t testing.TB, ctx context.Context, id uuid.UUID) {
	t.Helper()
	_, err := h.s.HentForseglet(ctx, id)
	maa(t, err)
}

func (h *maskinhus) holdt(t testing.TB, id uuid.UUID) delivery.Holdt {
	f := h.rad(t, id)
	return delivery.Holdt{ID: id, Nr: int(f.Nr), Sha256: hex.EncodeToString(f.Sha256)}
}

func (h *maskinhus) avstem(t testing.TB, ctx context.Context, fra, til int, holdt ...delivery.Holdt) *delivery.Avstemt {
	t.Helper()
	ut, feil, err := h.s.Avstem(ctx, delivery.Avstem{
		Kommunenummer: "0301", Bydelsnummer: h.mottaker.Bydelsnummer, FraNr: fra, TilNr: til, Holdt: holdt,
	})
	if err != nil || feil != nil {
		t.Fatal(feil, err)
	}
	return ut
}

// Random worlds of loss. A receiver says yes to everything; some of it is lost, changed, renumbered, named twice, or made up.
// Every difference is named and nothing else, twice the same; what is missed is heard; nothing unproven is nearer deletion.
func TestAvstemmingNevnerHvertAvvik(t *testing.T) {
	h := nyttMaskinhus(t, bydel.KanalFagsystem, false)
	m := maskin(t, "0301")
	rapid.Check(t, func(rt *rapid.T) {
		n := rapid.IntRange(1, 6).Draw(rt, "n")
		var ids []uuid.UUID
		for range n {
			id := h.send(t)
			h.hentOgSi(t, m, id)
			ids = append(ids, id)
		}
		fra, til := int(h.rad(t, ids[0]).Nr), int(h.rad(t, ids[n-1]).Nr)
		var holdt []delivery.Holdt
		var vil []delivery.Avvik
		enig := map[uuid.UUID]bool{}
		for _, id := range ids {
			r := h.holdt(t, id)
			nr := r.Nr
			avvik := func(s delivery.Avvikslag) { vil = append(vil, delivery.Avvik{Slag: s, ID: id, Nr: nr}) }
			switch skjebne := rapid.SampledFrom([]string{"held", "held", "lost", "changed", "renumbered", "twice", "both"}).Draw(rt, "fate"); skjebne {
			case "held":
				enig[id] = true
			case "lost":
				avvik(delivery.AvvikMangler)
				continue
			case "changed":
				r.Sha256 = hex.EncodeToString(delivery.BevisHash(r.Sha256))
				avvik(delivery.AvvikAnnenHash)
			case "renumbered", "both":
				if r.Nr = fra + (r.Nr-fra+1)%n; n == 1 {
					enig[id] = true
					break
				}
				avvik(delivery.AvvikFeilNr)
				if skjebne == "both" {
					r.Sha256 = ""
					avvik(delivery.AvvikAnnenHash)
				}
			case "twice":
				holdt = append(holdt, r)
				avvik(delivery.AvvikDobbel)
			}
			holdt = append(holdt, r)
		}
		for range rapid.IntRange(0, 2).Draw(rt, "made up") {
			x := delivery.Holdt{ID: uuid.New(), Nr: fra, Sha256: "00"}
			holdt = append(holdt, x)
			vil = append(vil, delivery.Avvik{Slag: delivery.AvvikUkjent, ID: x.ID, Nr: fra})
		}
		holdt = rapid.Permutation(holdt).Draw(rt, "order")
		rekke := func(a, b delivery.Avvik) int {
			return cmp.Or(cmp.Compare(a.Nr, b.Nr), cmp.Compare(a.Slag, b.Slag), cmp.Compare(a.ID.String(), b.ID.String()))
		}
		slices.SortFunc(vil, rekke)
		ctx, c := system(t), h.db.Client()
		var forste int
		for gang := range 2 {
			ut := h.avstem(t, m, fra, til, holdt...)
			slices.SortFunc(ut.Avvik, rekke)
			if !slices.Equal(ut.Avvik, vil) || ut.Enige != len(enig) || ut.Sendt != n {
				rt.Fatalf("named %v, want %v; %d agree, want %d", ut.Avvik, vil, ut.Enige, len(enig))
			}
			spor := c.Hendelse.Query().Where(hendelse.ForsendelseIDIn(ids...)).CountX(ctx) + c.Alarm.Query().CountX(ctx)
			if gang == 1 && spor != forste {
				rt.Fatalf("said again, it moved something: %d traces, were %d", spor, forste)
			}
			forste = spor
		}
		for _, a := range vil {
			if a.Slag == delivery.AvvikUkjent {
				continue
			}
			if !c.Alarm.Query().Where(alarm.ForsendelseID(a.ID), alarm.Detalj(string(a.Slag))).ExistX(ctx) ||
				!c.Hendelse.Query().Where(hendelse.ForsendelseID(a.ID), hendelse.SlagEQ(hendelse.SlagAvstemmingsavvik), hendelse.Detalj(string(a.Slag))).ExistX(ctx) {
				rt.Fatalf("%v is not heard", a)
			}
		}
		for _, id := range ids {
			f := h.rad(t, id)
			if f.Bevis != forsendelse.BevisKvittert || (f.Avstemt != nil) != enig[id] {
				rt.Fatalf("%s, avstemt %v, want %v", f.Bevis, f.Avstemt, enig[id])
			}
			aapne := c.Frist.Query().Where(frist.ForsendelseID(id), frist.KlarertIsNil()).CountX(ctx)
			if (aapne == 0) != enig[id] {
				rt.Fatalf("%d deadlines run, and agree is %v", aapne, enig[id])
			}
			if err := h.sql(t, `UPDATE pakke SET innhold = NULL WHERE forsendelse_id = $1`, id); err == nil {
				rt.Fatal("an unproven report could be deleted")
			}
		}
	})
}

// The control: a comparison by number alone, or by count, is what the test above would let through if it could not fail.
func TestAvstemmingTelleErIkkeNok(t *testing.T) {
	h := nyttMaskinhus(t, bydel.KanalFagsystem, false)
	m := maskin(t, "0301")
	a, b := h.send(t), h.send(t)
	h.hentOgSi(t, m, a)
	h.hentOgSi(t, m, b)
	ga := h.holdt(t, a)
	falsk := h.holdt(t, b)
	falsk.ID = uuid.New() // the count and the numbers are right, and one report is gone
	ut := h.avstem(t, m, 1, 2, ga, falsk)
	if len(ut.Avvik) != 2 || ut.Sendt != ut.Holdt || ut.Avvik[0].Slag != delivery.AvvikMangler || ut.Avvik[1].Slag != delivery.AvvikUkjent {
		t.Fatalf("%+v", ut)
	}
}

func TestAvstemmingOgBevis(t *testing.T) {
	h := nyttMaskinhus(t, bydel.KanalFagsystem, true)
	m := maskin(t, "0301")
	uhentet, blind, galt, rett := h.send(t), h.send(t), h.send(t), h.send(t)
	for _, id := range []uuid.UUID{blind, galt, rett} {
		h.hent(t, m, id)
	}
	med := func(id uuid.UUID, token string) delivery.Holdt { r := h.holdt(t, id); r.Bevis = &token; return r }
	ut := h.avstem(t, m, 1, 4, h.holdt(t, uhentet), h.holdt(t, blind), med(galt, "x"), med(rett, h.token(t, rett)))
	vil := []delivery.Avvik{
		{Slag: delivery.AvvikFeilBevis, ID: galt, Nr: 3},
		{Slag: delivery.AvvikFeilBevis, ID: uhentet, Nr: 1}, {Slag: delivery.AvvikFeilBevis, ID: blind, Nr: 2}, // it gives tokens, and not these
	}
	if !slices.Equal(ut.Avvik, vil) || ut.Enige != 1 {
		t.Fatalf("%+v", ut)
	}
	for id, bevis := range map[uuid.UUID]forsendelse.Bevis{
		uhentet: forsendelse.BevisIngen, galt: forsendelse.BevisIngen, blind: forsendelse.BevisKvittert, rett: forsendelse.BevisLagret,
	} {
		if f := h.rad(t, id); f.Bevis != bevis {
			t.Errorf("%s, want %s", f.Bevis, bevis)
		}
	}
	// Then it is gone: what was proven is kept all the same, until a list names it again.
	h.klokke.Fram(time.Hour)
	h.avstem(t, m, 4, 4)
	maa(t, h.sql(t, `ALTER TABLE forsendelse DISABLE TRIGGER USER`)) // or no test could wait for thirty days
	maa(t, h.sql(t, `UPDATE forsendelse SET akseptert = now() - interval '40 days', bevist = now() - interval '39 days', avstemt = now() - interval '38 days' WHERE id = $1`, rett))
	maa(t, h.sql(t, `ALTER TABLE forsendelse ENABLE TRIGGER USER`))
	slett := `UPDATE pakke SET innhold = NULL WHERE forsendelse_id = $1 AND formal = 'PRINT'`
	if h.sql(t, slett, rett) == nil {
		t.Fatal("what the receiver misses could be deleted")
	}
	maa(t, h.sql(t, `UPDATE forsendelse SET savnet = NULL WHERE id = $1`, rett)) // the control
	maa(t, h.sql(t, slett, rett))
}

// A report that was named is missed later: what it had stopped runs again.
func TestAvstemmingSavnEtterpaa(t *testing.T) {
	h := nyttMaskinhus(t, bydel.KanalFagsystem, false)
	m, ctx := maskin(t, "0301"), system(t)
	id := h.send(t)
	h.hentOgSi(t, m, id)
	h.avstem(t, m, 1, 1, h.holdt(t, id))
	aapne := func() int {
		return h.db.Client().Frist.Query().Where(frist.ForsendelseID(id), frist.KlarertIsNil()).CountX(ctx)
	}
	if aapne() != 0 {
		t.Fatal("named, and something runs")
	}
	h.avstem(t, m, 1, 1)
	if aapne() != 4 || h.rad(t, id).Savnet == nil {
		t.Fatalf("%d deadlines run", aapne())
	}
	h.avstem(t, m, 1, 1, h.holdt(t, id))
	if aapne() != 0 || h.rad(t, id).Savnet != nil {
		t.Fatal("found again, and still missed")
	}
	// and a no takes it all back
	_, _, err := h.s.Avvis(m, id, "KAN_IKKE_LAGRES", "")
	maa(t, err)
	if aapne() < 4 { // and the letter's
		t.Fatalf("it said no, and %d deadlines run", aapne())
	}
}

func TestAvstemmingAndresErUkjent(t *testing.T) {
	h := nyttMaskinhus(t, bydel.KanalFagsystem, false)
	m := maskin(t, "0301")
	egen := h.mottaker
	h.mottaker = h.nyMottaker(t, "04", bydel.KanalFagsystem, false, uuid.New())
	annens := h.send(t)
	r := h.holdt(t, annens)
	h.mottaker = egen
	h.send(t)
	ut := h.avstem(t, m, 1, 1, r)
	if len(ut.Avvik) != 2 || h.rad(t, annens).Avstemt != nil {
		t.Fatalf("%+v", ut)
	}
	if _, _, err := h.s.Avstem(maskin(t, "4601"), delivery.Avstem{Kommunenummer: "0301", Bydelsnummer: "03", FraNr: 1, TilNr: 1}); err == nil {
		t.Fatal("another kommune's machine was let in")
	}
	// what was sealed to people alone was never sent to a machine
	n := h.db.Client().Pakke.Query().Where(pakke.FormalEQ(pakke.FormalFagsystem)).CountX(system(t))
	if n != 2 {
		t.Fatal(n)
	}
}

// The list of a receiver without a machine: signed, it is REGISTRERT and avstemt; unsigned, it is an alarm on the next virkedag.
func TestDagslisteSigneres(t *testing.T) {
	h := nyttHus(t, mandag)
	sb := viewer.With(t.Context(), viewer.Saksbehandler{
		Person: viewer.Person{ID: h.s.Vault.Hash("person", "24859199999"), Navn: "Saksbehandler Testesen"}, Niva: viewer.NivaHoyt,
		Bydeler: []viewer.Bydel{{Kommunenummer: "4601", Bydelsnummer: "00"}},
	})
	a, b := h.send(t), h.send(t)
	liste := func() *delivery.Dagsliste {
		l, err := h.s.Dagsliste(sb, "4601", "00")
		maa(t, err)
		return l
	}
	if l := liste(); len(l.Meldinger) != 0 || l.Dato != "2026-11-16" {
		t.Fatalf("today's own are tomorrow's: %+v", l)
	}
	alarmer := func() int {
		maa(t, h.s.VarsleUsignerte(system(t), uuid.Nil))
		maa(t, h.s.VarsleUsignerte(system(t), uuid.Nil))
		return h.db.Client().Alarm.Query().Where(alarm.SlagEQ(alarm.SlagListeIkkeSignert)).CountX(system(t))
	}
	h.klokke.Fram(dogn) // Tuesday
	l := liste()
	if len(l.Meldinger) != 2 || alarmer() != 0 {
		t.Fatalf("%+v", l)
	}
	h.klokke.Fram(dogn) // Wednesday: nobody signed Tuesday's
	if alarmer() != 1 {
		t.Fatal("nobody signed, and nobody is told")
	}
	l = liste()
	sign := delivery.Avstem{Kommunenummer: "4601", Bydelsnummer: "00", Liste: "2026-11-17"}
	if _, feil, err := h.s.Avstem(sb, sign); err != nil || feil == nil {
		t.Fatal("yesterday's list was signed")
	}
	sign.Liste = l.Dato
	sign.Holdt = []delivery.Holdt{{ID: a, Nr: l.Meldinger[0].Nr, Sha256: l.Meldinger[0].Sha256}}
	ut, feil, err := h.s.Avstem(sb, sign)
	if err != nil || feil != nil || ut.Enige != 1 || len(ut.Avvik) != 1 || ut.Avvik[0].ID != b {
		t.Fatalf("%+v %v %v", ut, feil, err)
	}
	if f := h.rad(t, a); f.Bevis != forsendelse.BevisRegistrert || f.Avstemt == nil || f.Avstemt.Before(*f.Bevist) {
		t.Fatalf("%+v", f)
	}
	if f := h.rad(t, b); f.Bevis == forsendelse.BevisRegistrert || f.Avstemt != nil || f.Savnet == nil {
		t.Fatalf("%+v", f)
	}
	rad := h.db.Client().Avstemming.Query().Where(avstemming.Liste(l.Dato)).OnlyX(system(t))
	if rad.AktorNavn == nil || liste().Signert == nil || len(liste().Meldinger) != 1 {
		t.Fatal("the signature is not there")
	}
	h.klokke.Fram(dogn)
	if alarmer() != 1 {
		t.Fatal("it was signed")
	}
}
