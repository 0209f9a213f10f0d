package forvaltning

import (
	"context"
	"errors"
	"fmt"

	"barnevernportalen/ent"
	"barnevernportalen/ent/db"
	"barnevernportalen/ent/db/innhold"
)

// Vist is what everybody is shown of what can be edited. What is not published is not here, nor a place in the law that
// nobody has verified: ent/rule selects the rows.
type Vist struct {
	Hjelpelinjer    []Hjelpelinje
	Apningstider    []Apningstid
	Lovhenvisninger []Lovhenvisning
}

// Hjelpelinje is a number to call.
type Hjelpelinje struct {
	Tekster  Spraktekster
	Nokkel   string
	Telefon  string
	Nettside *string
}

// Apningstid is when a barnevern can be reached.
type Apningstid struct {
	Tekster      Spraktekster
	Bydelsnummer string // «00»: the whole kommune's
	Telefon      *string
	Nettside     *string
}

// Lovhenvisning is a place in the law, verified.
type Lovhenvisning struct {
	Tekster  Spraktekster
	Nokkel   string
	Nettside *string
}

// Vist reads what everybody is shown; the opening hours of one kommune, or of none.
func (s *Service) Vist(ctx context.Context, kommunenummer *string) (*Vist, error) {
	hvis := innhold.Kommunenummer("")
	if kommunenummer != nil {
		hvis = innhold.KommunenummerIn("", *kommunenummer)
	}
	rader, err := s.DB.Client().Innhold.Query().Where(hvis).Order(innhold.ByRekkefolge(), innhold.ByNokkel()).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("read what is published: %w", err)
	}
	ut := &Vist{}
	for _, r := range rader {
		t, nettside := tekstene(r), ikkeTom(r.Nettside)
		switch r.Slag {
		case innhold.SlagHjelpelinje:
			ut.Hjelpelinjer = append(ut.Hjelpelinjer, Hjelpelinje{t, r.Nokkel, r.Telefon, nettside})
		case innhold.SlagApningstid:
			ut.Apningstider = append(ut.Apningstider, Apningstid{t, r.Nokkel, ikkeTom(r.Telefon), nettside})
		case innhold.SlagLovhenvisning:
			ut.Lovhenvisninger = append(ut.Lovhenvisninger, Lovhenvisning{t, r.Nokkel, nettside})
		}
	}
	return ut, nil
}

// forsteInnhold is what a new installation shows. The numbers and the law are as the portal's pages have had them; sources:
// 116111.no, politiet.no, bufdir.no, helsedirektoratet.no.
func forsteInnhold() []NyttInnhold {
	t := func(nb, nn, en, se string) Spraktekster { return Spraktekster{Nb: nb, Nn: &nn, En: &en, Se: &se} }
	p := func(v string) *string { return &v }
	linje := func(nr int, nokkel, telefon string, tekster Spraktekster, nettside *string) NyttInnhold {
		return NyttInnhold{Slag: innhold.SlagHjelpelinje, Nokkel: nokkel, Telefon: &telefon, Tekster: tekster, Nettside: nettside, Publisert: true, Rekkefolge: nr}
	}
	lov := func(nr int, nokkel string, tekster Spraktekster, kilde string, verifisert bool) NyttInnhold {
		return NyttInnhold{Slag: innhold.SlagLovhenvisning, Nokkel: nokkel, Tekster: tekster, Kilde: &kilde, Verifisert: verifisert, Publisert: verifisert, Rekkefolge: nr}
	}
	return []NyttInnhold{
		linje(10, "POLITI_NOD", "112", t("Fare for liv: politiet", "Fare for livet: politiet",
			"Danger to life: the police", "Heaggavárra: politiija"), nil),
		linje(20, "POLITI", "02800", t("Politiet, hvis det haster mindre", "Politiet, dersom det hastar mindre",
			"The police, if less urgent", "Politiija, jus ii leat nu hoahppu"), nil),
		linje(30, "ALARMTELEFONEN", "116 111", t("Alarmtelefonen for barn og unge", "Alarmtelefonen for barn og unge",
			"Helpline for children and young people", "Alárbmatelefovdna mánáide ja nuoraide"), p("https://www.116111.no")),
		lov(10, "MELDEPLIKT", t("barnevernsloven § 13-2", "barnevernslova § 13-2", "section 13-2 of the Child Welfare Act", "mánáidsuodjaluslága § 13-2"), "bufdir.no, om meldeplikt (etter loven av 2021)", true),
		lov(20, "HELSEPERSONELL", t("helsepersonelloven § 33", "helsepersonellova § 33", "section 33 of the Health Personnel Act", "dearvvašvuođabargiidlága § 33"), "helsedirektoratet.no, rundskriv til helsepersonelloven", true),
		lov(30, "TILBAKEHOLDELSE", t("helse- og omsorgstjenesteloven § 10-3", "helse- og omsorgstenestelova § 10-3",
			"section 10-3 of the Health and Care Services Act", "dearvvašvuođa- ja fuolahusbálvaluslága § 10-3"), "helsedirektoratet.no, rundskriv til helsepersonelloven", true),
		lov(40, "PALEGG", t("barnevernsloven § 13-4", "barnevernslova § 13-4", "section 13-4 of the Child Welfare Act", "mánáidsuodjaluslága § 13-4"), "antatt: opplysningsplikt etter pålegg; ikke holdt opp mot Lovdata", false),
		lov(50, "TILBAKEMELDING", t("barnevernsloven § 6-7 a", "barnevernslova § 6-7 a", "section 6-7 a of the Child Welfare Act", "mánáidsuodjaluslága § 6-7 a"), "bufdir.no viser til loven av 1992; paragrafen i loven av 2021 er ikke funnet", false),
	}
}

// LagreForsteInnhold writes, as the system, the first version of what a new installation shows. It may be called at every
// start, by many at once: a piece that is there is left as it is.
func (s *Service) LagreForsteInnhold(ctx context.Context) error {
	for _, n := range forsteInnhold() {
		err := s.DB.Tx(ctx, func(tx *ent.Tx) error {
			there, err := tx.Client().Innhold.Query().Where(innhold.SlagEQ(n.Slag), innhold.Nokkel(n.Nokkel), innhold.Kommunenummer("")).Exist(ctx)
			if err != nil || there {
				return err
			}
			_, err = s.skrivInnhold(ctx, tx.Client(), n, 1)
			return err
		})
		if err != nil && !db.IsConstraintError(err) { // another process was first
			return errors.Join(errors.New("store what a new installation shows"), err)
		}
	}
	return nil
}
