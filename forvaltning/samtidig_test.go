package forvaltning_test

import (
	"context"
	"testing"

	"barnevernportalen/ent/db/driftsmelding"
	"barnevernportalen/ent/db/innhold"
	"barnevernportalen/forvaltning"
)

// Kari and Ola change the same thing at once, and a third time somebody does between what Ola was shown and his second press. In every
// form he is refused twice, each time with what stands then, and his third press, upon that, is stored.
func TestToAdministratorerOgEnTredjeEndring(t *testing.T) {
	k := nyttKontor(t)
	mottak := k.lagre(t, k.kari, bergens()).Versjon
	tekst := func(s string) forvaltning.Spraktekster { return forvaltning.Spraktekster{Nb: s} }
	drift, err := k.SettDriftsmelding(k.kari, forvaltning.NyDriftsmelding{Alvorlighet: driftsmelding.AlvorlighetInfo, Tekster: tekst("a")})
	maa(t, err)
	hjelp := forvaltning.NyttInnhold{Slag: innhold.SlagHjelpelinje, Nokkel: "PROVE", Tekster: tekst("a"), Telefon: til("116 111"), Publisert: true}
	_, err = k.LagreInnhold(k.kari, hjelp)
	maa(t, err)
	maskin, _, err := k.OpprettIntegrasjon(k.kari, forvaltning.NyIntegrasjon{Navn: "Fagsystemet", Orgnr: leverandor})
	maa(t, err)

	// Each stores upon what was read, and tells what is wrong and which version stands now.
	for navn, c := range map[string]struct {
		lest  int
		lagre func(ctx context.Context, lest int, navn string) ([]forvaltning.Feil, int, error)
	}{
		"a receiver": {mottak, func(ctx context.Context, lest int, navn string) ([]forvaltning.Feil, int, error) {
			e := bergens()
			e.Versjon, e.Bydelsnavn = &lest, navn
			ut, err := k.EndreMottak(ctx, e)
			return ut.Feil, ut.Mottak.Versjon, err
		}},
		"an agreement": {0, func(ctx context.Context, lest int, navn string) ([]forvaltning.Feil, int, error) {
			a := nyAvtale()
			a.Lest, a.SignertAv = &lest, navn
			ut, err := k.LagreAvtale(ctx, a)
			return ut.Feil, len(ut.Kommune.Avtaler), err
		}},
		"a message of operations": {1, func(ctx context.Context, lest int, navn string) ([]forvaltning.Feil, int, error) {
			ut, err := k.SettDriftsmelding(ctx, forvaltning.NyDriftsmelding{ID: &drift.Driftsmelding.ID, Versjon: &lest,
				Alvorlighet: driftsmelding.AlvorlighetInfo, Tekster: tekst(navn)})
			return ut.Feil, ut.Driftsmelding.Versjon, err
		}},
		"content": {1, func(ctx context.Context, lest int, navn string) ([]forvaltning.Feil, int, error) {
			n := hjelp
			n.Versjon, n.Tekster = &lest, tekst(navn)
			ut, err := k.LagreInnhold(ctx, n)
			return ut.Feil, ut.Innhold.Versjon, err
		}},
		"a password": {maskin.PassordNr, func(ctx context.Context, lest int, _ string) ([]forvaltning.Feil, int, error) {
			ut, err := k.ByttPassord(ctx, maskin.ID, &lest)
			if (ut.Passord == "") != (len(ut.Feil) > 0) {
				t.Error("a password that was not changed is shown, or one that was is not")
			}
			return ut.Feil, ut.Integrasjon.PassordNr, err
		}},
	} {
		t.Run(navn, func(t *testing.T) {
			lagre := func(ctx context.Context, lest int, hvem string, kode ...forvaltning.Feilkode) int {
				t.Helper()
				f, staar, err := c.lagre(ctx, lest, hvem)
				maa(t, err)
				vil(t, hvem, f, kode...)
				return staar
			}
			lagre(k.kari, c.lest, "Karis")
			vist := lagre(k.ola, c.lest, "Olas", forvaltning.FeilEndretAvAndre)
			tredje := lagre(k.kari, vist, "Karis andre")
			igjen := lagre(k.ola, vist, "Olas", forvaltning.FeilEndretAvAndre)
			if vist == c.lest || igjen != tredje || tredje == vist {
				t.Errorf("he was shown %d and %d, and %d stands", vist, igjen, tredje)
			}
			if na := lagre(k.ola, igjen, "Olas"); na == igjen {
				t.Error("control: what was looked over is not stored")
			}
		})
	}
}
