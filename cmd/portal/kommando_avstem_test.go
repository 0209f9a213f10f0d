package main

import (
	"bytes"
	"errors"
	"log/slog"
	"strings"
	"testing"
	"time"

	"barnevernportalen/delivery"
	"barnevernportalen/ent"
	"barnevernportalen/ent/db/bydel"
	"barnevernportalen/ent/dbtest"
	"barnevernportalen/ent/viewer"
)

func TestLesHoldt(t *testing.T) {
	const id, sum = "8f6e0c52-8f0b-4c0e-9d84-0c8b1f1f2a11", "aa00"
	for navn, tekst := range map[string]string{
		"commas": id + ",7," + sum + ",tok\n", "semicolons": "\ufeffid;nr;sha256;bevis\r\n" + id + "; 7;" + sum + ";tok\r\n",
	} {
		h, err := lesHoldt(strings.NewReader(tekst))
		if err != nil || len(h) != 1 || h[0].ID.String() != id || h[0].Nr != 7 || h[0].Sha256 != sum || *h[0].Bevis != "tok" {
			t.Errorf("%s: %+v %v", navn, h, err)
		}
	}
	for navn, tekst := range map[string]string{
		"too few": id + ",7\n", "no number": id + ",x,aa\n", "no id": "24859123456,7,aa\n", "number 0": id + ",0,aa\n", "a quote left open": id + ",7,\"aa\n",
	} {
		if _, err := lesHoldt(strings.NewReader(tekst)); err == nil {
			t.Errorf("%s was read", navn)
		} else if strings.Contains(err.Error(), "24859123456") {
			t.Errorf("%s: what stands in the list is told", navn)
		}
	}
	if h, err := lesHoldt(strings.NewReader("")); err != nil || len(h) != 0 {
		t.Error("an empty list holds nothing", err)
	}
}

// A list that ends before what was sent, or holds nothing at all, is not «no differences».
func TestAvstemNevnerHalen(t *testing.T) {
	db, err := ent.Open(t.Context(), ent.Config{DSN: dbtest.DSN(t), UnsafeForTests: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(db.Close)
	ctx, c := viewer.With(t.Context(), viewer.System{Oppgave: "test"}), db.Client()
	c.Kommune.Create().SetID("4601").SetNavn("Bergen").SetGyldigFra(time.Now()).ExecX(ctx)
	c.Bydel.Create().SetKommuneID("4601").SetBydelsnummer("00").SetNavn("Bergen").SetKanal(bydel.KanalNedlasting).SetSisteNr(3).ExecX(ctx)
	s := &delivery.Service{DB: db, Klokke: time.Now, Log: slog.New(slog.DiscardHandler)}
	var ut bytes.Buffer
	if err := avstem(ctx, s, "4601-00", 1, 0, nil, &ut); !errors.Is(err, errHale) || !strings.Contains(ut.String(), "IKKE SPURT OM nr. 1 til 3") {
		t.Errorf("an empty list of a receiver that was sent three: %v\n%s", err, ut.String())
	}
	// And when it is said that they should be there, each is a difference.
	ut.Reset()
	if err := avstem(ctx, s, "4601-00", 1, 3, nil, &ut); !errors.Is(err, errAvstemming) || strings.Contains(ut.String(), "IKKE SPURT") {
		t.Errorf("asked for all three: %v\n%s", err, ut.String())
	}
}
