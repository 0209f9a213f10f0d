package delivery_test

import (
	"testing"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/delivery"
	"barnevernportalen/ent/db/avvisning"
	"barnevernportalen/ent/db/bydel"
)

// The first lives of TestBevaringIMinnet, lived on PostgreSQL by the calls that a machine, a person and an operator make: the job that
// deletes runs whenever time has passed or a list has come. Nothing goes that may not.
func TestBevaringIDatabasen(t *testing.T) {
	liv, start := antall(150, 10_000), time.Now()
	h := nyttMaskinhus(t, bydel.KanalFagsystem, true)
	slettet, galt := 0, 0
	for seed := range liv {
		b := &livIDatabasen{maskinhus: h, t: t}
		borte, lovlig := delivery.Livslop(uint64(seed), start.Add(-250*dogn), b.skjer) //nolint:gosec // not negative
		slettet += tall(borte)
		if borte && !lovlig {
			galt++
			t.Errorf("life %d: deleted, and it may not be", seed)
		}
	}
	t.Logf("retention on PostgreSQL: histories=%d deleted=%d wrongly=%d in %s", liv, slettet, galt, time.Since(start).Round(time.Second))
	if slettet == 0 {
		t.Error("nothing was deleted: these lives do not try it")
	}
}

type livIDatabasen struct {
	*maskinhus
	t  testing.TB
	id uuid.UUID
}

func (b *livIDatabasen) skjer(s delivery.Steg, naa time.Time) (slettet bool) {
	b.klokke.naa = naa
	m := maskin(b.t, "0301")
	var err error
	switch s {
	case "":
		b.id = b.send(b.t)
	case delivery.StegKvittert:
		b.hent(b.t, m, b.id)
		_, _, err = b.s.Bekreft(m, b.id, nil)
	case delivery.StegLagret:
		token := b.token(b.t, b.id)
		_, _, err = b.s.Bekreft(m, b.id, &token)
	case delivery.StegAvvist:
		_, _, err = b.s.Avvis(m, b.id, avvisning.GrunnAnnet, "")
	case delivery.StegBekreftet:
		_, _, err = b.s.Bekreft(b.person(b.t), b.id, nil)
	case delivery.LivNavngitt:
		b.operatorsListe(b.holdt(b.t, b.id))
	case delivery.LivSavnet:
		b.operatorsListe()
	default:
		err = b.s.SlettBeviste(system(b.t), uuid.Nil)
	}
	maa(b.t, err)
	if s == delivery.LivNavngitt {
		maa(b.t, b.s.SlettBeviste(system(b.t), uuid.Nil))
	}
	_, hele := b.innhold(b.t, b.id)
	return hele < 2
}

// operatorsListe is what `portal avstem -fil` says the receiver holds of this one number. It has no tokens.
func (b *livIDatabasen) operatorsListe(holdt ...delivery.Holdt) {
	nr := int(b.rad(b.t, b.id).Nr)
	_, feil, err := b.s.Avstem(system(b.t), delivery.Avstem{
		Kommunenummer: "0301", Bydelsnummer: b.mottaker.Bydelsnummer, FraNr: nr, TilNr: nr, Holdt: holdt,
	})
	if err != nil || feil != nil {
		b.t.Fatal(feil, err)
	}
}
