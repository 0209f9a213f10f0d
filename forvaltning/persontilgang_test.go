package forvaltning_test

import (
	"context"
	"strings"
	"sync"
	"testing"

	"github.com/google/uuid"

	"barnevernportalen/ent/db/tilgang"
	"barnevernportalen/ent/dbtest"
	"barnevernportalen/ent/viewer"
	"barnevernportalen/forvaltning"
)

func saksbehandleren() forvaltning.NyTilgang {
	return forvaltning.NyTilgang{Fodselsnummer: "24859191270", Navn: "Saks Behandlersen", Rolle: viewer.RolleSaksbehandler,
		Kommunenummer: til("4601"), Bydelsnummer: til("00")}
}

// A right is had when it is given, and not when it is withdrawn; and can be given again. Who has it is kept sealed.
func TestTilgangGisOgTrekkes(t *testing.T) {
	k := nyttKontor(t)
	k.lagre(t, k.kari, bergens())
	har := func() int {
		t.Helper()
		alle, err := k.Tilganger(t.Context(), k.pers("24859191270"))
		maa(t, err)
		return len(alle)
	}
	gitt, err := k.GiPerson(k.bergen, saksbehandleren())
	maa(t, err)
	vil(t, "given", gitt.Feil)
	if har() != 1 || gitt.Tilgang.Navn != "Saks Behandlersen" || gitt.Tilgang.Fodselsdato == nil || *gitt.Tilgang.Fodselsdato != "1991-05-24" || gitt.Tilgang.Meg {
		t.Errorf("has %d, as %+v", har(), gitt.Tilgang)
	}
	trukket, err := k.TrekkPerson(k.bergen, gitt.Tilgang.ID)
	maa(t, err)
	if har() != 0 || trukket.Tilgang.Trukket == nil {
		t.Errorf("withdrawn: %+v", trukket.Tilgang)
	}
	igjen := saksbehandleren()
	igjen.Lest = &trukket.Tilgang.ID
	ny, err := k.GiPerson(k.bergen, igjen)
	maa(t, err)
	if har() != 1 || ny.Tilgang.ID == gitt.Tilgang.ID {
		t.Error("not given again")
	}
	alle, err := k.Persontilganger(k.bergen, nil, true)
	maa(t, err)
	if len(alle) != 2 {
		t.Errorf("%d are listed", len(alle))
	}
	if h := k.hendelser(t); len(h) != 4 || h[1] != "TILGANG_GITT" || h[2] != "TILGANG_TRUKKET" || h[3] != "TILGANG_GITT" {
		t.Errorf("logged %v", h)
	}
	endringer, _, err := k.Endringer(k.bergen, forvaltning.Endringssok{Antall: 1})
	maa(t, err)
	if endringer[0].UtfortAv == nil || *endringer[0].UtfortAv != "Navn bergens" {
		t.Errorf("by %+v", endringer[0])
	}
	var klartekst int
	maa(t, dbtest.Open(t, k.dsn).QueryRow(t.Context(), `SELECT count(*) FROM (SELECT to_jsonb(x)::text AS rad FROM tilgang x
		UNION ALL SELECT to_jsonb(y)::text FROM tilgangshendelse y UNION ALL SELECT to_jsonb(z)::text FROM bydel z) r
		WHERE rad LIKE '%Behandlersen%' OR rad LIKE '%24859191270%' OR rad LIKE '%Navn bergens%' OR rad LIKE '%bergen.example%'`).Scan(&klartekst))
	if klartekst != 0 {
		t.Errorf("%d rows hold a name, number or address in clear", klartekst)
	}
}

// Kari and Ola see to the same person at once. What the other has done is told, with the right as it stands, and nothing is changed: one who
// has just lost it does not get it back unseen, nor does one whose name he wrote otherwise get another.
func TestToOmSammeTilgang(t *testing.T) {
	k := nyttKontor(t)
	k.lagre(t, k.kari, bergens())
	gi := func(ctx context.Context, navn string, lest *uuid.UUID, kode ...forvaltning.Feilkode) *forvaltning.Persontilgang {
		t.Helper()
		n := saksbehandleren()
		n.Navn, n.Lest = navn, lest
		ut, err := k.GiPerson(ctx, n)
		maa(t, err)
		vil(t, navn, ut.Feil, kode...)
		if ut.Tilgang == nil {
			t.Fatal("what stands is not told")
		}
		return ut.Tilgang
	}
	trekk := func(ctx context.Context, id uuid.UUID, kode ...forvaltning.Feilkode) {
		t.Helper()
		ut, err := k.TrekkPerson(ctx, id)
		maa(t, err)
		vil(t, "withdraw", ut.Feil, kode...)
		if ut.Tilgang == nil || ut.Tilgang.Trukket == nil {
			t.Errorf("withdrawn, it stands as %+v", ut.Tilgang)
		}
	}
	har := func(antall, hendelser int) {
		t.Helper()
		alle, err := k.Tilganger(t.Context(), k.pers("24859191270"))
		maa(t, err)
		if h := k.hendelser(t); len(alle) != antall || len(h) != 1+hendelser { // the first is the receiver's
			t.Errorf("she has %d, want %d; logged %v", len(alle), antall, h)
		}
	}
	forste := gi(k.kari, "Karis", nil)
	if hos := gi(k.ola, "Olas", nil, forvaltning.FeilEndretAvAndre); hos.ID != forste.ID || hos.Navn != "Karis" || hos.Trukket != nil {
		t.Errorf("given already, he is shown %+v", hos)
	}
	gi(k.ola, "Olas", &forste.ID, forvaltning.FeilEndretAvAndre) // read, and not withdrawn: there is nothing to give
	har(1, 1)
	trekk(k.kari, forste.ID)
	trekk(k.ola, forste.ID, forvaltning.FeilEndretAvAndre)
	vist := gi(k.ola, "Olas", nil, forvaltning.FeilEndretAvAndre)
	if vist.ID != forste.ID || vist.Trukket == nil {
		t.Errorf("withdrawn already, he is shown %+v", vist)
	}
	har(0, 2)
	// A third change between what he was shown and his second press.
	andre := gi(k.kari, "Karis andre", &forste.ID)
	trekk(k.kari, andre.ID)
	igjen := gi(k.ola, "Olas", &vist.ID, forvaltning.FeilEndretAvAndre)
	if igjen.ID != andre.ID {
		t.Errorf("a third change, he is shown %+v", igjen)
	}
	har(0, 4)
	if na := gi(k.ola, "Olas", &igjen.ID); na.Navn != "Olas" || na.Trukket != nil {
		t.Errorf("control: what was looked over is not given: %+v", na)
	}
	har(1, 5)
}

// Of two who give the same right at the same moment one gives it, and the other is told; also of the whole installation, of which no row is
// locked.
func TestToGirISammeStund(t *testing.T) {
	k := nyttKontor(t)
	k.lagre(t, k.kari, bergens())
	hele := forvaltning.NyTilgang{Fodselsnummer: "24859191351", Navn: "Admin", Rolle: viewer.RolleAdmin}
	for navn, n := range map[string]forvaltning.NyTilgang{"a caseworker's": saksbehandleren(), "of the whole installation": hele} {
		var vent sync.WaitGroup
		var fikk [4]forvaltning.Tilgangsutfall
		var feil [4]error
		for i := range fikk {
			vent.Go(func() { fikk[i], feil[i] = k.GiPerson([]context.Context{k.kari, k.ola}[i%2], n) })
		}
		vent.Wait()
		gitt := 0
		for i, ut := range fikk {
			maa(t, feil[i])
			if len(ut.Feil) == 0 {
				gitt++
			} else {
				vil(t, navn, ut.Feil, forvaltning.FeilEndretAvAndre)
			}
			if ut.Tilgang == nil || fikk[0].Tilgang == nil || ut.Tilgang.ID != fikk[0].Tilgang.ID {
				t.Errorf("%s: they are shown two: %+v", navn, ut.Tilgang)
			}
		}
		if gitt != 1 {
			t.Errorf("%s was given %d times", navn, gitt)
		}
	}
}

// What is wrong is told; and no role that is not there to give is given.
func TestGalTilgang(t *testing.T) {
	k := nyttKontor(t)
	k.lagre(t, k.kari, bergens())
	for navn, c := range map[string]struct {
		endre func(*forvaltning.NyTilgang)
		kode  []forvaltning.Feilkode
	}{
		"no number":           {func(n *forvaltning.NyTilgang) { n.Fodselsnummer = "2485915432" }, []forvaltning.Feilkode{forvaltning.FeilUgyldigFormat}},
		"a digit wrong":       {func(n *forvaltning.NyTilgang) { n.Fodselsnummer = "24859191271" }, []forvaltning.Feilkode{forvaltning.FeilUgyldigFormat}},
		"two digits changed":  {func(n *forvaltning.NyTilgang) { n.Fodselsnummer = "24859119270" }, []forvaltning.Feilkode{forvaltning.FeilUgyldigFormat}},
		"no name":             {func(n *forvaltning.NyTilgang) { n.Navn = " " }, []forvaltning.Feilkode{forvaltning.FeilMangler}},
		"a long name":         {func(n *forvaltning.NyTilgang) { n.Navn = strings.Repeat("å", 101) }, []forvaltning.Feilkode{forvaltning.FeilForLang}},
		"no bydel":            {func(n *forvaltning.NyTilgang) { n.Bydelsnummer = nil }, []forvaltning.Feilkode{forvaltning.FeilMangler}},
		"no kommune":          {func(n *forvaltning.NyTilgang) { n.Kommunenummer = nil }, []forvaltning.Feilkode{forvaltning.FeilMangler}},
		"an unknown bydel":    {func(n *forvaltning.NyTilgang) { n.Bydelsnummer = til("17") }, []forvaltning.Feilkode{forvaltning.FeilUkjentBydel}},
		"a machine's role":    {func(n *forvaltning.NyTilgang) { n.Rolle = viewer.RolleFagsystem }, []forvaltning.Feilkode{forvaltning.FeilUgyldigFormat}},
		"background work's":   {func(n *forvaltning.NyTilgang) { n.Rolle = viewer.RolleSystem }, []forvaltning.Feilkode{forvaltning.FeilUgyldigFormat}},
		"an admin's bydel":    {func(n *forvaltning.NyTilgang) { n.Rolle = viewer.RolleAdmin }, []forvaltning.Feilkode{forvaltning.FeilUgyldigFormat}},
		"control: an admin's": {func(n *forvaltning.NyTilgang) { n.Rolle, n.Bydelsnummer = viewer.RolleAdmin, nil }, []forvaltning.Feilkode{}},
	} {
		n := saksbehandleren()
		c.endre(&n)
		ut, err := k.GiPerson(k.kari, n)
		maa(t, err)
		vil(t, navn, ut.Feil, c.kode...)
	}
}

// The last who administers the installation is not withdrawn, also when two withdraw each other at once.
func TestSisteAdministrator(t *testing.T) {
	k := nyttKontor(t)
	var ider []forvaltning.Persontilgang
	for _, fnr := range []string{"24859191351", "24859191432"} {
		ut, err := k.GiPerson(k.kari, forvaltning.NyTilgang{Fodselsnummer: fnr, Navn: "Admin", Rolle: viewer.RolleAdmin})
		maa(t, err)
		ider = append(ider, *ut.Tilgang)
	}
	var vent sync.WaitGroup
	var fikk [2]forvaltning.Tilgangsutfall
	var feil [2]error
	for i := range 2 {
		vent.Go(func() { fikk[i], feil[i] = k.TrekkPerson(k.kari, ider[i].ID) })
	}
	vent.Wait()
	maa(t, feil[0])
	maa(t, feil[1])
	if n := len(fikk[0].Feil) + len(fikk[1].Feil); n != 1 {
		t.Errorf("%d were refused: %v %v", n, fikk[0].Feil, fikk[1].Feil)
	}
	igjen, err := k.Persontilganger(k.kari, til(""), false)
	maa(t, err)
	if len(igjen) != 1 {
		t.Errorf("%d administer the installation", len(igjen))
	}
}

// Nobody gives herself a right, whatever she administers, nor under the hash that a turned key has left her with.
func TestIngenGirSegSelv(t *testing.T) {
	k := nyttKontor(t)
	k.lagre(t, k.kari, bergens())
	seg := saksbehandleren()
	for navn, som := range map[string]viewer.Admin{
		"the installation's":  {Person: k.pers(seg.Fodselsnummer), Hele: true},
		"the kommune's":       {Person: k.pers(seg.Fodselsnummer), Kommuner: []string{"4601"}},
		"under an older hash": {Person: viewer.Person{ID: k.pers("ny").ID, Tidligere: [][]byte{k.pers(seg.Fodselsnummer).ID}}, Hele: true},
	} {
		for _, n := range []forvaltning.NyTilgang{seg, {Fodselsnummer: seg.Fodselsnummer, Navn: "Meg", Rolle: viewer.RolleAdmin, Kommunenummer: til("4601")}} {
			ut, err := k.GiPerson(viewer.With(t.Context(), som), n)
			maa(t, err)
			vil(t, navn, ut.Feil, forvaltning.FeilEgenTilgang)
		}
	}
	// Nor does the row's own rule let it in.
	som := viewer.With(t.Context(), viewer.Admin{Person: k.pers(seg.Fodselsnummer), Hele: true})
	for _, p := range []string{seg.Fodselsnummer, "control: another"} {
		err := k.DB.Client().Tilgang.Create().SetPersonID(k.pers(p).ID).SetRolle(tilgang.RolleAdmin).SetKommunenummer("4601").SetBydelsnummer("").
			SetGitt(k.Klokke()).Exec(som)
		if (err == nil) != (p != seg.Fodselsnummer) {
			t.Errorf("%s: %v", p, err)
		}
	}
	alle, err := k.Tilganger(t.Context(), k.pers(seg.Fodselsnummer))
	maa(t, err)
	if len(alle) != 0 {
		t.Errorf("she has %v", alle)
	}
	ut, err := k.GiPerson(k.ola, seg)
	maa(t, err)
	vil(t, "control: by another", ut.Feil)
}
