package forvaltning_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/ent/db/alarm"
	"barnevernportalen/forvaltning"
)

// A key that runs out is told of at each step, once; one that has been replaced, or whose receiver is closed, is not.
func TestNokkelSomUtloperVarsles(t *testing.T) {
	k := nyttKontor(t)
	k.aktiv(t) // the print key and Bergen's: two in use
	slutt := k.fagsystem.Cert.NotAfter
	varslet := func() (ut []string) {
		t.Helper()
		alle, err := k.DB.Client().Alarm.Query().Where(alarm.SlagEQ(alarm.SlagNokkelUtloper)).Order(alarm.ByTidspunkt(), alarm.ByDetalj()).All(k.system)
		maa(t, err)
		for _, a := range alle {
			ut = append(ut, strings.Join(strings.Fields(a.Detalj)[:2], " "))
		}
		return ut
	}
	maa(t, k.VarsleUtlop(k.system, uuid.Nil))
	if v := varslet(); len(v) > 0 {
		t.Errorf("told of more than a year ahead: %v", v)
	}
	ventet := 0
	for _, steg := range []struct {
		dager  int
		varsel string
	}{{31, ""}, {30, "DAGER_30"}, {20, ""}, {14, "DAGER_14"}, {7, "DAGER_7"}, {3, ""}, {1, "DAGER_1"}, {-1, "UTLOPT"}} {
		naa := slutt.Add(-time.Duration(steg.dager)*24*time.Hour - time.Hour)
		maa(t, k.VarsleUtlopVed(k.system, naa))
		maa(t, k.VarsleUtlopVed(k.system, naa.Add(time.Minute))) // once
		if steg.varsel != "" {
			ventet += 2
		}
		v := varslet()
		if len(v) != ventet || steg.varsel != "" && (v[len(v)-2] != steg.varsel+" FAGSYSTEM" || v[len(v)-1] != steg.varsel+" PRINT") {
			t.Errorf("%d days ahead: %v", steg.dager, v)
		}
	}
	k.nokkel(t, bergensNokkel(k.annet)) // the new one runs out as soon: it is told of; the one before it is not
	maa(t, k.VarsleUtlopVed(k.system, slutt.Add(-7*24*time.Hour+time.Hour)))
	ventet++
	if v := varslet(); len(v) != ventet {
		t.Errorf("after a change: %v", v)
	}
	k.settAktiv(t, "00", false)
	maa(t, k.VarsleUtlopVed(k.system, slutt.Add(-time.Hour)))
	if v := varslet(); len(v) != ventet {
		t.Errorf("of a receiver that is closed: %v", v)
	}
}

func TestDagerIgjen(t *testing.T) {
	naa := time.Now()
	for dager, vil := range map[int]forvaltning.Nokkelvarsel{40: "", 31: "", 29: "DAGER_30", 14: "DAGER_14", 13: "DAGER_14", 8: "DAGER_14", 7: "DAGER_7", 2: "DAGER_7", 1: "DAGER_1", 0: "DAGER_1", -1: "UTLOPT"} {
		n := forvaltning.Nokkelstatus{GyldigTil: naa.Add(time.Duration(dager)*24*time.Hour + time.Hour)}
		fikk := forvaltning.Nokkelvarsel("")
		if v := n.Varsel(); v != nil {
			fikk = *v
		}
		if fikk != vil || n.DagerIgjen() != dager {
			t.Errorf("%d days: %s, %d", dager, fikk, n.DagerIgjen())
		}
	}
}

func TestFodselsdato(t *testing.T) {
	for nr, vil := range map[string]string{
		"24859112345": "1991-05-24", "64059112345": "1991-05-24", "24059112345": "1991-05-24", "24450550045": "2005-05-24",
		"24055454345": "1854-05-24", "24054095045": "1940-05-24", "31029112345": "", "00000000000": "", "1": "", "2405911234x": "",
	} {
		if fikk := forvaltning.Fodselsdato(nr); fikk != vil {
			t.Errorf("%s: %q, want %q", nr, fikk, vil)
		}
	}
}
