package forvaltning_test

import (
	"context"
	"errors"
	"slices"
	"testing"

	"barnevernportalen/delivery/seal"
	"barnevernportalen/ent"
	"barnevernportalen/ent/db/dialogmottaker"
	"barnevernportalen/ent/db/mottakersystem"
	"barnevernportalen/ent/db/tilgangshendelse"
	"barnevernportalen/ent/viewer"
	"barnevernportalen/forvaltning"
)

const (
	bergensOrgnr = "974760673"
	oslosOrgnr   = "974761076"
)

func oslosMottak() forvaltning.Mottaksendring {
	m := bergens()
	m.Kommunenummer, m.Bydelsnavn = "0301", "Oslo"
	return m
}

func dialog(orgnr, edialogID, kommune string) forvaltning.Dialogmottaker {
	return forvaltning.Dialogmottaker{Orgnr: orgnr, EdialogID: edialogID, Kommunenummer: kommune, Bydelsnummer: "00", MottakerOrgnr: orgnr,
		MottakerNavn: "Barnevernstjenesten", Vei: dialogmottaker.VeiSvarinn}
}

func postsystem(orgnr, type_, bruker, kommune string, k seal.Key) forvaltning.Systemforslag {
	return forvaltning.Systemforslag{Kommunenummer: kommune, Bydelsnummer: "00", Navn: "Postmottak", Orgnr: orgnr, Forsendelsestype: type_,
		Bruker: bruker, Sikkerhetsniva: mottakersystem.SikkerhetsnivaHoyeste, Sertifikat: *pem(k)}
}

// Who administers Oslo cannot have what Bergen's inhabitants write sent to Oslo, neither where Bergen has set up its post nor
// where it has not. What an administrator of the whole installation has once made Oslo's, is Oslo's to change.
func TestAndresOrganisasjonNasIkke(t *testing.T) {
	k := nyttKontor(t)
	k.lagre(t, k.kari, bergens())
	k.lagre(t, k.kari, oslosMottak())
	for _, d := range []struct {
		navn string
		ctx  context.Context
		hva  forvaltning.Dialogmottaker
		gaar bool
	}{
		{"Bergen’s, by Oslo’s, before Bergen has any", k.oslo, dialog(bergensOrgnr, "", "0301"), false},
		{"Bergen’s, by one of the whole installation", k.kari, dialog(bergensOrgnr, "", "4601"), true},
		{"another of Bergen’s, by Oslo’s", k.oslo, dialog(bergensOrgnr, "mote", "0301"), false},
		{"another of Bergen’s, by Bergen’s", k.bergen, dialog(bergensOrgnr, "mote", "4601"), true},
		{"Oslo’s, by Oslo’s, before it is known as hers", k.oslo, dialog(oslosOrgnr, "", "0301"), false},
	} {
		ut, err := k.EndreDialogmottaker(d.ctx, d.hva)
		if d.gaar && (err != nil || len(ut.Feil) > 0) || !d.gaar && !errors.Is(err, ent.ErrIkkeFunnet) {
			t.Errorf("%s: %v %v", d.navn, err, ut.Feil)
		}
	}
	if _, err := k.ForeslaMottakersystem(k.oslo, postsystem(bergensOrgnr, "barnevern.post", "tyv", "0301", k.annet)); !errors.Is(err, ent.ErrIkkeFunnet) {
		t.Errorf("a system for Bergen’s post, proposed by Oslo’s: %v", err)
	}
	// A machine with a right in Oslo makes its organisation Oslo's.
	i, _, err := k.OpprettIntegrasjon(k.kari, forvaltning.NyIntegrasjon{Navn: "Oslos", Orgnr: oslosOrgnr})
	maa(t, err)
	maa(t, k.GiRettighet(k.kari, i.ID, viewer.Rettighet{Rett: viewer.RettIndekser, Kommunenummer: "0301"}))
	ut, err := k.EndreDialogmottaker(k.oslo, dialog(oslosOrgnr, "", "0301"))
	maa(t, err)
	vil(t, "Oslo’s, by Oslo’s", ut.Feil)
}

// Who gets post is edited upon the version that was read. What another has set up, changed or taken away meanwhile stays as it is, and is
// told, also after a third change; what was looked over is stored.
func TestPostmottakerEndresPaDetSomErLest(t *testing.T) {
	k := nyttKontor(t)
	k.lagre(t, k.kari, bergens())
	lagre := func(ctx context.Context, lest *int, navn string, kode ...forvaltning.Feilkode) *forvaltning.Dialogoppsett {
		t.Helper()
		d := dialog(bergensOrgnr, "", "4601")
		d.MottakerNavn, d.Versjon = navn, lest
		ut, err := k.EndreDialogmottaker(ctx, d)
		maa(t, err)
		vil(t, navn, ut.Feil, kode...)
		if ut.Dialogmottaker == nil {
			t.Fatal("what stands is not told")
		}
		return ut.Dialogmottaker
	}
	forste := lagre(k.kari, nil, "Karis")
	if hos := lagre(k.ola, nil, "Olas", forvaltning.FeilFinnesAllerede); hos.MottakerNavn != "Karis" {
		t.Errorf("set up already, he is shown %+v", hos)
	}
	lagre(k.kari, forste.Versjon, "Karis andre")
	vist := lagre(k.ola, forste.Versjon, "Olas", forvaltning.FeilEndretAvAndre)
	tredje := lagre(k.kari, vist.Versjon, "Karis tredje")
	igjen := lagre(k.ola, vist.Versjon, "Olas", forvaltning.FeilEndretAvAndre)
	if vist.MottakerNavn != "Karis andre" || igjen.MottakerNavn != "Karis tredje" || *igjen.Versjon != *tredje.Versjon {
		t.Errorf("he was shown %+v and %+v", vist, igjen)
	}
	if na := lagre(k.ola, igjen.Versjon, "Olas"); na.MottakerNavn != "Olas" || na.ID != forste.ID {
		t.Errorf("control: what was looked over is not stored: %+v", na)
	}
	naa := lagre(k.bergen, igjen.Versjon, "Olas") // as it stands already: nothing to do, whatever was read
	_, err := k.FjernDialogmottaker(k.kari, forste.ID)
	maa(t, err)
	if borte := lagre(k.ola, naa.Versjon, "Olas nye", forvaltning.FeilEndretAvAndre); borte.Aktiv || *borte.Versjon == *naa.Versjon {
		t.Errorf("taken away, he is shown %+v", borte)
	}
	if na := lagre(k.ola, nil, "Olas nye"); !na.Aktiv || na.MottakerNavn != "Olas nye" {
		t.Errorf("control: added again: %+v", na)
	}
	if h := k.hendelser(t); len(h) != 1+4+2 {
		t.Errorf("logged %v", h)
	}
	d := dialog(bergensOrgnr, "aldri", "4601")
	d.Versjon = new(int)
	ut, err := k.EndreDialogmottaker(k.ola, d)
	maa(t, err)
	vil(t, "never set up", ut.Feil, forvaltning.FeilEndretAvAndre)
}

// A system that another takes the place of is withdrawn, and the log says so of it too.
func TestErstattetSystemStarILoggen(t *testing.T) {
	k := nyttKontor(t)
	k.lagre(t, k.kari, bergens())
	sett := func(bruker string, n seal.Key) {
		f, err := k.ForeslaMottakersystem(k.kari, postsystem(bergensOrgnr, "", bruker, "4601", n))
		maa(t, err)
		vil(t, bruker, f.Feil)
		f, err = k.GodkjennNokkel(k.ola, f.Forslag.ID, f.Forslag.Tommelavtrykk)
		maa(t, err)
		vil(t, bruker, f.Feil)
	}
	sett("en", k.annet)
	if slag := k.hendelser(t); slices.Contains(slag, tilgangshendelse.SlagMottakersystemTrukket) {
		t.Errorf("control: withdrawn already: %v", slag)
	}
	sett("to", k.fagsystem)
	alle, err := k.Mottakersystemer(k.bergen, nil)
	maa(t, err)
	if len(alle) != 2 || alle[0].Trukket == nil || alle[1].Trukket != nil {
		t.Fatalf("%+v", alle)
	}
	if slag := k.hendelser(t); !slices.Contains(slag, tilgangshendelse.SlagMottakersystemTrukket) {
		t.Errorf("not in the log: %v", slag)
	}
}

// Of two who set up the same post the second is told, and takes away what the first has set up only by saying so.
func TestPostmottakerErstattesIkkeUsett(t *testing.T) {
	k := nyttKontor(t)
	k.lagre(t, k.kari, bergens())
	karis, olas := dialog(bergensOrgnr, "", "4601"), dialog(bergensOrgnr, "", "4601")
	olas.MottakerNavn = "Et annet kontor"
	forst, err := k.EndreDialogmottaker(k.kari, karis)
	maa(t, err)
	igjen, err := k.EndreDialogmottaker(k.ola, karis)
	maa(t, err)
	vil(t, "the same by both", igjen.Feil)
	ut, err := k.EndreDialogmottaker(k.ola, olas)
	maa(t, err)
	vil(t, "something else", ut.Feil, forvaltning.FeilFinnesAllerede)
	staar := func() string {
		alle, err := k.Dialogmottakere(k.kari, nil)
		maa(t, err)
		return alle[0].MottakerNavn
	}
	if staar() != karis.MottakerNavn {
		t.Error("hers is replaced unseen")
	}
	_, err = k.FjernDialogmottaker(k.ola, forst.Dialogmottaker.ID)
	maa(t, err)
	ut, err = k.EndreDialogmottaker(k.ola, olas)
	maa(t, err)
	if vil(t, "control: after hers was taken away", ut.Feil); staar() != olas.MottakerNavn {
		t.Error("not set up")
	}
}
