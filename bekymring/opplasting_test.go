package bekymring_test

import (
	"bytes"
	"context"
	"errors"
	"slices"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/google/uuid"

	"barnevernportalen/bekymring"
	"barnevernportalen/ent"
	"barnevernportalen/ent/db/bekymringsmelding"
	"barnevernportalen/ent/db/bydel"
	"barnevernportalen/ent/db/opplasting"
	"barnevernportalen/ent/dbtest"
)

func TestOpplasting(t *testing.T) {
	h := nyttHus(t)
	f, maskinID := h.forseglet(t), uuid.New()
	ctx := maskinFor(t, maskinID, "5001")
	last := func(ctx context.Context, slag string, b []byte) uuid.UUID {
		t.Helper()
		id, err := h.bekymring.LastOpp(ctx, slag, bytes.NewReader(b))
		if err != nil {
			t.Fatal(err)
		}
		return id
	}
	o := bekymring.Opplastet{
		FraKommune: f.FraKommune, Kommunenummer: f.Kommunenummer, Bydelsnummer: f.Bydelsnummer, Type: f.Type, Versjon: bydel.StottetVersjon(f.Versjon),
		Asice: last(ctx, "asice", f.Asice), Bekymringsmelding: last(ctx, "bekymringsmelding", f.PDF),
	}
	avvist := func(navn string, ctx context.Context, o bekymring.Opplastet, vil ...string) {
		t.Helper()
		if id, err := h.bekymring.SendOpplastet(ctx, o); id != uuid.Nil || !slices.Equal(grunner(err), vil) {
			t.Errorf("%s: %v %v, want %v", navn, id, err, vil)
		}
	}
	avvist("another integration's", maskin(t), o, "UKJENT_OPPLASTING asice", "UKJENT_OPPLASTING bekymringsmelding")
	byttet := o
	byttet.Asice, byttet.Bekymringsmelding = o.Bekymringsmelding, o.Asice
	avvist("of the other kind", ctx, byttet, "UKJENT_OPPLASTING asice", "UKJENT_OPPLASTING bekymringsmelding")
	ukjent := o
	ukjent.Kommunenummer = "9999"
	avvist("refused, and not used up", ctx, ukjent, "UKJENT_KOMMUNE kommunenummer")
	if n := h.tell(t, "opplasting"); n != 2 {
		t.Errorf("%d uploads wait", n)
	}

	hash := "zz"
	feil := o
	feil.BevisHash = &hash
	avvist("a hash that is none", ctx, feil, "UGYLDIG_FORMAT bevisHash")
	hash = "abcd"
	avvist("a hash of another length", ctx, feil, "UGYLDIG_FORMAT bevisHash")
	hash = ""
	avvist("an empty hash", ctx, feil, "UGYLDIG_FORMAT bevisHash")

	id, err := h.bekymring.SendOpplastet(ctx, o)
	if err != nil {
		t.Fatal(err)
	}
	if n := h.tell(t, "opplasting"); n != 0 {
		t.Errorf("%d uploads left", n)
	}
	avvist("used", ctx, o, "UKJENT_OPPLASTING asice", "UKJENT_OPPLASTING bekymringsmelding")
	o.Asice, o.Bekymringsmelding = last(ctx, "asice", f.Asice), last(ctx, "bekymringsmelding", f.PDF)
	if igjen, err := h.bekymring.SendOpplastet(ctx, o); err != nil || igjen != id {
		t.Errorf("the same bytes, uploaded again: %v %v", igjen, err)
	}

	h.sql(t, `UPDATE opplasting SET lastet_opp = lastet_opp - interval '61 minutes', utloper = utloper - interval '61 minutes'`)
	avvist("an hour old", ctx, o, "UKJENT_OPPLASTING asice", "UKJENT_OPPLASTING bekymringsmelding")
	ny := last(ctx, "asice", f.Asice)
	if err := h.bekymring.RyddOpplastinger(system(t)); err != nil {
		t.Fatal(err)
	}
	if n := h.db.Client().Opplasting.Query().Where(opplasting.ID(ny)).CountX(ctx); n != 1 || h.tell(t, "opplasting") != 1 {
		t.Error("the sweep takes what has run out, and that only")
	}
}

func TestOpplastingAvvises(t *testing.T) {
	h := nyttHus(t)
	for navn, c := range map[string]struct {
		bytes []byte
		vil   string
	}{
		"nothing": {nil, "MANGLER asice"}, "clear text": {h.container(t), "IKKE_FORSEGLET asice"},
		"too much": {make([]byte, bekymring.MaksForseglet+1), "FOR_STOR asice"},
	} {
		_, err := h.bekymring.LastOpp(maskin(t), "asice", bytes.NewReader(c.bytes))
		if fikk := grunner(err); !slices.Equal(fikk, []string{c.vil}) {
			t.Errorf("%s: %v", navn, err)
		}
	}
	sealed := forsegl(t, h.fag.Cert, []byte("x"))
	for navn, ctx := range map[string]context.Context{"nobody": t.Context(), "a person": h.innbygger(t, "24859123456", "M"), "a machine without the right": maskinFor(t, uuid.New())} {
		if _, err := h.bekymring.LastOpp(ctx, "asice", bytes.NewReader(sealed)); !errors.Is(err, bekymring.ErrIkkeProdusent) {
			t.Errorf("%s: %v", navn, err)
		}
	}
	for _, del := range []string{"", "ASICE", "annet", "Asice"} {
		if _, err := h.bekymring.LastOpp(maskin(t), del, bytes.NewReader(sealed)); !errors.Is(err, ent.ErrIkkeFunnet) {
			t.Errorf("part %q: %v", del, err)
		}
	}
	if n := h.tell(t, "opplasting"); n != 0 {
		t.Errorf("%d stored", n)
	}
	ctx := maskin(t)
	for range 32 {
		if _, err := h.bekymring.LastOpp(ctx, "asice", bytes.NewReader(sealed)); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := h.bekymring.LastOpp(ctx, "asice", bytes.NewReader(sealed)); !errors.Is(err, bekymring.ErrForMangeOpplastinger) {
		t.Errorf("one more than may wait: %v", err)
	}
}

// Two reports made of the same uploads at the same time: one gets them.
func TestOpplastingBrukesEnGang(t *testing.T) {
	h := nyttHus(t)
	f, ctx := h.forseglet(t), maskin(t)
	last := func(slag string, b []byte) uuid.UUID {
		id, err := h.bekymring.LastOpp(ctx, slag, bytes.NewReader(b))
		if err != nil {
			t.Fatal(err)
		}
		return id
	}
	o := bekymring.Opplastet{
		FraKommune: f.FraKommune, Kommunenummer: f.Kommunenummer, Bydelsnummer: f.Bydelsnummer, Versjon: bydel.StottetVersjon(f.Versjon),
		Asice: last("asice", f.Asice), Bekymringsmelding: last("bekymringsmelding", f.PDF),
	}
	var sendt, brukt atomic.Int32
	var wg sync.WaitGroup
	// Nobody gets further than the lock on the receiver's chain until both have read the uploads.
	err := h.db.Tx(system(t), func(tx *ent.Tx) error {
		_, err := tx.Client().Bydel.Query().ForUpdate().IDs(system(t))
		if err != nil {
			return err
		}
		for _, typ := range []bekymringsmelding.Type{bekymringsmelding.TypePrivat, bekymringsmelding.TypeOffentlig} {
			wg.Go(func() {
				min := o
				min.Type = typ
				id, err := h.bekymring.SendOpplastet(ctx, min)
				switch {
				case err == nil && id != uuid.Nil:
					sendt.Add(1)
				case slices.Equal(grunner(err), []string{"UKJENT_OPPLASTING asice", "UKJENT_OPPLASTING bekymringsmelding"}):
					brukt.Add(1)
				default:
					t.Errorf("%v %v", id, err)
				}
			})
		}
		for venter := 0; venter < 2; {
			err := dbtest.QueryRow(t.Context(), h.dsn, `SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`, nil, &venter)
			if err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	wg.Wait()
	if sendt.Load() != 1 || brukt.Load() != 1 || h.tell(t, "bekymringsmelding") != 1 || h.tell(t, "opplasting") != 0 {
		t.Errorf("%d sent, %d told that the uploads are used, %d stored", sendt.Load(), brukt.Load(), h.tell(t, "bekymringsmelding"))
	}
}
