package delivery_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/delivery"
	"barnevernportalen/ent/db/bekymringsmelding"
	"barnevernportalen/ent/db/bydel"
	"barnevernportalen/ent/db/forsendelse"
	"barnevernportalen/ent/db/leveranse"
)

// finn are the ids a filter gives, newest first.
func (h *hus) finn(t testing.TB, f delivery.Hovedbokfilter) (ids []uuid.UUID, alle []delivery.Hovedbokmelding) {
	t.Helper()
	side, err := h.s.Hovedbok(h.admin(t), delivery.Hovedboksok{Filter: f, Antall: 100})
	maa(t, err)
	for _, m := range side.Meldinger {
		ids = append(ids, m.ID)
	}
	return ids, side.Meldinger
}

// Each filter finds its own and no other; a page begins where the last ended, also among those of one instant.
func TestHovedboksok(t *testing.T) {
	h := nyttMaskinhus(t, bydel.KanalFiksio, true)
	fiks := h.send(t)
	maa(t, h.sql(t, `ALTER TABLE bekymringsmelding DISABLE TRIGGER USER`))
	maa(t, h.sql(t, `UPDATE bekymringsmelding SET type = 'OFFENTLIG', versjon = 'V1'`))
	h.klokke.Fram(time.Hour)
	nr := "00"
	var err error
	h.mottaker, err = h.s.FinnMottaker(system(t), "4601", &nr)
	maa(t, err)
	manuell := h.send(t)
	p := func(s string) *string { return &s }
	nei, tid := false, mandag.Add(30*time.Minute)
	offentlig, v1, kanal, bevis := bekymringsmelding.TypeOffentlig, bydel.StottetVersjonV1, bydel.KanalFiksio, forsendelse.BevisOverlevert
	begge := []uuid.UUID{manuell, fiks}
	for navn, c := range map[string]struct {
		f   delivery.Hovedbokfilter
		vil []uuid.UUID
	}{
		"all": {delivery.Hovedbokfilter{}, begge}, "id": {delivery.Hovedbokfilter{Sok: p(strings.ToUpper(fiks.String()))}, begge[1:]},
		"beginning": {delivery.Hovedbokfilter{Sok: p(" " + fiks.String()[:11])}, begge[1:]}, "too short": {delivery.Hovedbokfilter{Sok: p(fiks.String()[:7])}, nil},
		"no id": {delivery.Hovedbokfilter{Sok: p("' OR 1=1 --")}, nil}, "kommune": {delivery.Hovedbokfilter{Kommunenummer: p("4601")}, begge[:1]},
		"bydel": {delivery.Hovedbokfilter{Kommunenummer: p("0301"), Bydelsnummer: p("03")}, begge[1:]}, "no bydel": {delivery.Hovedbokfilter{Kommunenummer: p("0301"), Bydelsnummer: p("00")}, nil},
		"channel": {delivery.Hovedbokfilter{Kanal: &kanal}, begge[1:]}, "type": {delivery.Hovedbokfilter{Type: &offentlig}, begge[1:]},
		"version": {delivery.Hovedbokfilter{Versjon: &v1}, begge[1:]}, "persons'": {delivery.Hovedbokfilter{FraFagsystem: &nei}, begge},
		"proof": {delivery.Hovedbokfilter{Bevis: &bevis}, begge[1:]}, "from": {delivery.Hovedbokfilter{Fra: &tid}, begge[:1]}, "until": {delivery.Hovedbokfilter{Til: &tid}, begge[1:]},
		"warned of": {delivery.Hovedbokfilter{MedAdvarsel: true}, nil},
	} {
		if fikk, _ := h.finn(t, c.f); !slices.Equal(fikk, c.vil) {
			t.Errorf("%s: %v, want %v", navn, fikk, c.vil)
		}
	}
	for range 6 {
		begge = append(begge, h.send(t)) // all in one instant
	}
	var fikk []uuid.UUID
	for etter, mer := (*string)(nil), true; mer; {
		side, err := h.s.Hovedbok(h.admin(t), delivery.Hovedboksok{Antall: 3, Etter: etter})
		maa(t, err)
		for _, m := range side.Meldinger {
			mark := m.Markor()
			fikk, etter = append(fikk, m.ID), &mark
		}
		mer = side.HarFlere
	}
	var fil []uuid.UUID
	maa(t, h.s.HeleHovedbok(h.admin(t), delivery.Hovedbokfilter{}, alltid, func(side []delivery.Hovedbokmelding) error {
		for _, m := range side {
			fil = append(fil, m.ID)
		}
		return nil
	}))
	if !slices.Equal(fikk, fil) || len(fikk) != len(begge) {
		t.Errorf("pages: %v\nat once: %v", fikk, fil)
	}
	for _, id := range begge {
		if !slices.Contains(fikk, id) {
			t.Errorf("%s is missing", id)
		}
	}
}

// The three warnings, each from where it comes until it is proven; and not before.
func TestAdvarsler(t *testing.T) {
	h := nyttMaskinhus(t, bydel.KanalFiksio, true)
	delete(h.s.Kanaler, leveranse.KanalFiksio) // it cannot be handed over
	id := h.send(t)
	sier := func(vil ...delivery.Advarsel) {
		t.Helper()
		_, alle := h.finn(t, delivery.Hovedbokfilter{})
		if !slices.Equal(alle[0].Advarsler, vil) {
			t.Errorf("%s: %v, want %v", h.klokke.Naa().Sub(mandag), alle[0].Advarsler, vil)
		}
		for _, a := range delivery.Advarslene {
			if ids, _ := h.finn(t, delivery.Hovedbokfilter{Advarsel: &a}); (len(ids) == 1) != slices.Contains(vil, a) {
				t.Errorf("the filter %s: %v", a, ids)
			}
		}
		if ids, _ := h.finn(t, delivery.Hovedbokfilter{MedAdvarsel: true}); (len(ids) == 1) != (len(vil) > 0) {
			t.Errorf("any: %v", ids)
		}
	}
	sier()
	h.klokke.Fram(15 * time.Minute)
	sier(delivery.AdvarselIkkeSendt)
	h.klokke.Fram(2 * time.Hour)
	h.arbeid(t, id)
	sier(delivery.AdvarselIkkeSendt, delivery.AdvarselIkkeFagsystem)
	h.klokke.Fram(3 * 24 * time.Hour)
	h.arbeid(t, id) // the letter leaves
	sier(delivery.AdvarselIkkeFagsystem)
	h.klokke.Fram(25 * time.Hour)
	sier(delivery.AdvarselIkkeFagsystem, delivery.AdvarselIkkePrint)
	h.hus.svar(t, id, delivery.BrevPostlagt, "PRINTET", h.klokke.Naa())
	sier(delivery.AdvarselIkkeFagsystem)
	maa(t, h.sql(t, `UPDATE forsendelse SET bevis = 'LAGRET', bevist = now()`))
	sier()
}

// A place that is none, and a bydel of no kommune, are refused: neither may end in the database, nor give more than was asked for.
func TestGalHovedboksok(t *testing.T) {
	h := nyttHus(t, mandag)
	id := h.send(t)
	for _, m := range []string{"", ".", "x", "1." + id.String()[:35], "-1y2p0ij32e8e7." + id.String(), "1y2p0ij32e8e7." + id.String()} {
		if _, err := h.s.Hovedbok(h.admin(t), delivery.Hovedboksok{Antall: 1, Etter: &m}); !errors.Is(err, delivery.ErrMarkor) {
			t.Errorf("%q: %v", m, err)
		}
	}
	nr := "00"
	if side, err := h.s.Hovedbok(h.admin(t), delivery.Hovedboksok{Antall: 1, Filter: delivery.Hovedbokfilter{Bydelsnummer: &nr}}); !errors.Is(err, delivery.ErrFilter) {
		t.Errorf("a bydel of no kommune: %v %v", side, err)
	}
	if err := h.s.HeleHovedbok(h.admin(t), delivery.Hovedbokfilter{Bydelsnummer: &nr}, nil, nil); !errors.Is(err, delivery.ErrFilter) {
		t.Errorf("as a file: %v", err)
	}
}

// alltid lets who reads the ledger go on.
func alltid(context.Context) error { return nil }

// Who may no more is given no page more.
func TestHeleHovedbokSporForHverSide(t *testing.T) {
	h := nyttHus(t, mandag)
	for range 5 {
		h.send(t)
	}
	h.s.Hovedbokbunke = 2
	borte := errors.New("withdrawn")
	for spurt, vil := range map[int]int{1: 0, 2: 2, 3: 4, 4: 5} {
		sett, n := 0, 0
		err := h.s.HeleHovedbok(h.admin(t), delivery.Hovedbokfilter{}, func(context.Context) error {
			if n++; n == spurt {
				return borte
			}
			return nil
		}, func(side []delivery.Hovedbokmelding) error {
			sett += len(side)
			return nil
		})
		if sett != vil || errors.Is(err, borte) != (vil < 5) {
			t.Errorf("withdrawn before page %d: %d are given, %v", spurt, sett, err)
		}
	}
}
