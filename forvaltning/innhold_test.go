package forvaltning_test

import (
	"testing"
	"time"

	"barnevernportalen/ent/db/driftsmelding"
	"barnevernportalen/ent/db/innhold"
	"barnevernportalen/forvaltning"
)

func apningstid(kommunenummer string) forvaltning.NyttInnhold {
	return forvaltning.NyttInnhold{Slag: innhold.SlagApningstid, Nokkel: "00", Kommunenummer: &kommunenummer,
		Tekster: forvaltning.Spraktekster{Nb: "Hverdager 8–15"}, Publisert: true}
}

// Opening hours of no kommune are refused as that, and not as somebody else's change; and nothing is stored of them.
func TestInnholdIUkjentKommune(t *testing.T) {
	k := nyttKontor(t)
	for kommune, kode := range map[string][]forvaltning.Feilkode{
		"": {forvaltning.FeilMangler}, "9999": {forvaltning.FeilUkjentKommune}, "46010": {forvaltning.FeilUkjentKommune},
		"4601": nil, // the control
	} {
		ut, err := k.LagreInnhold(k.kari, apningstid(kommune))
		if err != nil {
			t.Errorf("%q: %v", kommune, err)
			continue
		}
		vil(t, kommune, ut.Feil, kode...)
		if (ut.Innhold != nil) != (kode == nil) {
			t.Errorf("%q: %+v", kommune, ut.Innhold)
		}
	}
	alle, err := k.Innholdsversjoner(k.kari, nil, nil)
	maa(t, err)
	if len(alle) != 1 {
		t.Errorf("%d are stored", len(alle))
	}
}

// What is wrong is told in the same order each time, so that a person who listens to it finds her way.
func TestFeilIRekkefolge(t *testing.T) {
	k := nyttKontor(t)
	gal := "\u0007"
	for range 40 {
		ut, err := k.SettDriftsmelding(k.kari, forvaltning.NyDriftsmelding{Alvorlighet: driftsmelding.AlvorlighetInfo,
			Tekster: forvaltning.Spraktekster{Nb: "x", Nn: &gal, En: &gal, Se: &gal}})
		maa(t, err)
		var fikk string
		for _, f := range ut.Feil {
			fikk += f.Sti[1] + " "
		}
		if fikk != "nn en se " {
			t.Fatalf("%q", fikk)
		}
	}
}

// Which version holds is said by its number, whatever the clocks of two processes say: it is the one that is listed, and
// that the next change is made upon.
func TestDriftsmeldingNyesteVersjon(t *testing.T) {
	k := nyttKontor(t)
	naa := time.Now()
	k.Klokke = func() time.Time { return naa }
	en, err := k.SettDriftsmelding(k.kari, forvaltning.NyDriftsmelding{Alvorlighet: driftsmelding.AlvorlighetInfo, Tekster: forvaltning.Spraktekster{Nb: "en"}})
	maa(t, err)
	n := forvaltning.NyDriftsmelding{ID: &en.Driftsmelding.ID, Versjon: til(1), Alvorlighet: driftsmelding.AlvorlighetKritisk, Fra: &naa,
		Tekster: forvaltning.Spraktekster{Nb: "to"}}
	k.Klokke = func() time.Time { return naa.Add(-time.Second) } // another process's
	to, err := k.SettDriftsmelding(k.ola, n)
	maa(t, err)
	if to.Driftsmelding.Versjon != 2 {
		t.Errorf("what was stored is version %d", to.Driftsmelding.Versjon)
	}
	imot, err := k.SettDriftsmelding(k.kari, n)
	maa(t, err)
	if vil(t, "stale", imot.Feil, forvaltning.FeilEndretAvAndre); imot.Driftsmelding.Versjon != 2 {
		t.Errorf("the change that was in the way is shown as version %d: nobody could ever go on from there", imot.Driftsmelding.Versjon)
	}
	alle, err := k.AlleDriftsmeldinger(k.kari)
	maa(t, err)
	if len(alle) != 1 || alle[0].Versjon != 2 || alle[0].Alvorlighet != driftsmelding.AlvorlighetKritisk {
		t.Errorf("listed: %+v", alle)
	}
}

// A new message that is over when it is made would be shown to nobody: that is told. One that is running may be ended.
func TestDriftsmeldingOverFor(t *testing.T) {
	k := nyttKontor(t)
	fra, til_ := time.Now().Add(-2*time.Hour), time.Now().Add(-time.Hour)
	n := forvaltning.NyDriftsmelding{Alvorlighet: driftsmelding.AlvorlighetInfo, Tekster: forvaltning.Spraktekster{Nb: "x"}, Fra: &fra, Til: &til_}
	ut, err := k.SettDriftsmelding(k.kari, n)
	maa(t, err)
	vil(t, "over", ut.Feil, forvaltning.FeilTidsrom)
	n.Til = nil
	ut, err = k.SettDriftsmelding(k.kari, n)
	maa(t, err)
	vil(t, "control", ut.Feil)
	n.ID, n.Versjon, n.Til = &ut.Driftsmelding.ID, til(1), &til_
	ut, err = k.SettDriftsmelding(k.kari, n)
	maa(t, err)
	if vil(t, "ended", ut.Feil); ut.Driftsmelding.Vises {
		t.Error("it is shown")
	}
}
