package forvaltning_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/delivery/maskinporten"
	"barnevernportalen/ent"
	"barnevernportalen/ent/db/tilgangshendelse"
	"barnevernportalen/ent/dbtest"
	"barnevernportalen/ent/viewer"
	"barnevernportalen/forvaltning"
)

// orgnr of nobody that exists, with the right control digit.
const (
	leverandor = "910000004"
	annet      = "920000002"
)

// tokener are tokens that need no signature: each is the orgnr it speaks for.
type tokener map[string]string

func (t tokener) Konsument(_ context.Context, token string) (string, error) {
	switch orgnr, er := t[token]; {
	case er:
		return orgnr, nil
	case token == "nede":
		return "", errors.New("no keys")
	}
	return "", fmt.Errorf("%w: signature", maskinporten.ErrUgyldig)
}

type rom struct {
	*forvaltning.Service
	admin context.Context
	id    []byte // the administrator's
}

func nyttRom(t *testing.T) rom {
	t.Helper()
	d, err := ent.Open(t.Context(), ent.Config{DSN: dbtest.DSN(t), UnsafeForTests: true})
	maa(t, err)
	t.Cleanup(d.Close)
	s := &forvaltning.Service{DB: d, Klokke: time.Now, Log: slog.Default(), Tokensjekk: tokener{"vår": leverandor, "andres": annet}}
	maa(t, s.LagreKommuner(viewer.With(t.Context(), viewer.System{Oppgave: "test"})))
	id := bytes.Repeat([]byte{9}, 32)
	return rom{s, viewer.With(t.Context(), viewer.Admin{Person: viewer.Person{ID: id}, Hele: true}), id}
}

func maa(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// ny makes an integration that receives for Bergen.
func (r rom) ny(t *testing.T) (uuid.UUID, string) {
	t.Helper()
	i, passord, err := r.OpprettIntegrasjon(r.admin, forvaltning.NyIntegrasjon{Navn: "Fagsystemet", Orgnr: leverandor})
	maa(t, err)
	maa(t, r.GiRettighet(r.admin, i.ID, bergenKonsument))
	return i.ID, passord
}

var bergenKonsument = viewer.Rettighet{Rett: viewer.RettKonsument, Kommunenummer: "4601"}

func TestAutentiser(t *testing.T) {
	r := nyttRom(t)
	id, passord := r.ny(t)
	annen, annetPassord := r.ny(t)
	trukket, trukketPassord := r.ny(t)
	maa(t, r.TrekkIntegrasjon(r.admin, trukket))
	byttet, gammelt := r.ny(t)
	nytt, err := r.NyttPassord(r.admin, byttet)
	maa(t, err)

	for navn, c := range map[string]struct {
		token, id, passord string
		vil                error
	}{
		"control":                        {"vår", id.String(), passord, nil},
		"control: the other one":         {"vår", annen.String(), annetPassord, nil},
		"control: the new password":      {"vår", byttet.String(), nytt, nil},
		"no token":                       {"", id.String(), passord, forvaltning.ErrToken},
		"a token that is no good":        {"falskt", id.String(), passord, forvaltning.ErrToken},
		"a token of another":             {"andres", id.String(), passord, forvaltning.ErrIntegrasjon},
		"no password":                    {"vår", id.String(), "", forvaltning.ErrIntegrasjon},
		"wrong password":                 {"vår", id.String(), passord[:len(passord)-2] + "xx", forvaltning.ErrIntegrasjon},
		"another's password":             {"vår", id.String(), annetPassord, forvaltning.ErrIntegrasjon},
		"another's id":                   {"vår", annen.String(), passord, forvaltning.ErrIntegrasjon},
		"a very long password":           {"vår", id.String(), passord + strings.Repeat("x", 1<<16), forvaltning.ErrIntegrasjon},
		"an old password":                {"vår", byttet.String(), gammelt, forvaltning.ErrIntegrasjon},
		"unknown":                        {"vår", uuid.NewString(), passord, forvaltning.ErrIntegrasjon},
		"no id":                          {"vår", "", passord, forvaltning.ErrIntegrasjon},
		"no uuid":                        {"vår", "1 OR 1=1", passord, forvaltning.ErrIntegrasjon},
		"the id in another spelling":     {"vår", "urn:uuid:" + id.String(), passord, forvaltning.ErrIntegrasjon},
		"the nil uuid and no password":   {"vår", uuid.Nil.String(), "", forvaltning.ErrIntegrasjon},
		"withdrawn":                      {"vår", trukket.String(), trukketPassord, forvaltning.ErrIntegrasjon},
		"withdrawn, and a foreign token": {"andres", trukket.String(), trukketPassord, forvaltning.ErrIntegrasjon},
	} {
		t.Run(navn, func(t *testing.T) {
			f, err := r.Autentiser(t.Context(), c.token, c.id, c.passord)
			if !errors.Is(err, c.vil) || (c.vil == nil) != (err == nil) {
				t.Fatalf("got %v, want %v", err, c.vil)
			}
			if err == nil {
				if f.IntegrasjonID.String() != c.id || f.Orgnr != leverandor || !f.Har(viewer.RettKonsument, "4601") || f.Har(viewer.RettProdusent, "4601") {
					t.Errorf("came in as %+v", f)
				}
				return
			}
			for _, hemmelig := range []string{c.token, c.passord, passord} {
				if hemmelig != "" && strings.Contains(err.Error(), hemmelig) {
					t.Errorf("the error holds a secret: %v", err)
				}
			}
		})
	}
	_, err = r.Autentiser(t.Context(), "nede", id.String(), passord)
	if err == nil || errors.Is(err, forvaltning.ErrToken) || errors.Is(err, forvaltning.ErrIntegrasjon) {
		t.Errorf("a provider that is down is told as %v", err)
	}
}

// A right is read each time; a socket's machine is read again, and ends with its password.
func TestRettigheterLesesHverGang(t *testing.T) {
	r := nyttRom(t)
	id, passord := r.ny(t)
	f, err := r.Autentiser(t.Context(), "vår", id.String(), passord)
	maa(t, err)

	oslo := viewer.Rettighet{Rett: viewer.RettProdusent, Kommunenummer: "0301"}
	maa(t, r.GiRettighet(r.admin, id, oslo))
	maa(t, r.GiRettighet(r.admin, id, oslo)) // again: nothing changes
	naa, err := r.MaskinNaa(t.Context(), f)
	maa(t, err)
	if !naa.Har(viewer.RettProdusent, "0301") || len(naa.Rettigheter) != 2 {
		t.Errorf("after a right is given: %+v", naa)
	}
	maa(t, r.TrekkRettighet(r.admin, id, bergenKonsument))
	maa(t, r.TrekkRettighet(r.admin, id, bergenKonsument))
	naa, err = r.MaskinNaa(t.Context(), f)
	maa(t, err)
	if naa.Har(viewer.RettKonsument, "4601") || len(naa.Rettigheter) != 1 {
		t.Errorf("after a right is withdrawn: %+v", naa)
	}
	maa(t, r.GiRettighet(r.admin, id, bergenKonsument)) // and once more
	if _, err := r.NyttPassord(r.admin, id); err != nil {
		t.Fatal(err)
	}
	if _, err := r.MaskinNaa(t.Context(), f); !errors.Is(err, ent.ErrIkkeFunnet) {
		t.Errorf("with an old password: %v", err)
	}
	maa(t, r.TrekkIntegrasjon(r.admin, id))
	for navn, err := range map[string]error{
		"withdrawn again":  r.TrekkIntegrasjon(r.admin, id),
		"a right":          r.GiRettighet(r.admin, id, oslo),
		"a right taken":    r.TrekkRettighet(r.admin, id, oslo),
		"unknown":          r.GiRettighet(r.admin, uuid.New(), oslo),
		"unknown password": feilAv(r.NyttPassord(r.admin, uuid.New())),
	} {
		if !errors.Is(err, ent.ErrIkkeFunnet) {
			t.Errorf("%s: %v", navn, err)
		}
	}
}

func feilAv(_ string, err error) error { return err }

func TestOpprettAvviser(t *testing.T) {
	r := nyttRom(t)
	for navn, c := range map[string]struct {
		navn, orgnr string
		vil         error
	}{
		"no name":         {" ", leverandor, forvaltning.ErrNavn},
		"a long name":     {strings.Repeat("ø", 101), leverandor, forvaltning.ErrNavn},
		"no orgnr":        {"x", "", forvaltning.ErrOrgnr},
		"a wrong control": {"x", "910000005", forvaltning.ErrOrgnr},
		"letters":         {"x", "91000000a", forvaltning.ErrOrgnr},
	} {
		if _, _, err := r.OpprettIntegrasjon(r.admin, forvaltning.NyIntegrasjon{Navn: c.navn, Orgnr: c.orgnr}); !errors.Is(err, c.vil) {
			t.Errorf("%s: %v", navn, err)
		}
	}
	i, _, err := r.OpprettIntegrasjon(r.admin, forvaltning.NyIntegrasjon{Navn: strings.Repeat("ø", 100), Orgnr: leverandor})
	maa(t, err)
	if err := r.GiRettighet(r.admin, i.ID, viewer.Rettighet{Rett: viewer.RettKonsument, Kommunenummer: "9999"}); !errors.Is(err, forvaltning.ErrUkjentKommune) {
		t.Errorf("an unknown kommune: %v", err)
	}
}

// Every change leaves a row that says who, what and of which integration; a change that fails leaves none.
func TestEndringerLogges(t *testing.T) {
	r := nyttRom(t)
	id, _ := r.ny(t)
	if _, err := r.NyttPassord(r.admin, id); err != nil {
		t.Fatal(err)
	}
	maa(t, r.TrekkRettighet(r.admin, id, bergenKonsument))
	maa(t, r.TrekkIntegrasjon(r.admin, id))
	_ = r.TrekkIntegrasjon(r.admin, id)

	rader, err := r.DB.Client().Tilgangshendelse.Query().Order(tilgangshendelse.ByTidspunkt()).All(r.admin)
	maa(t, err)
	var fikk []string
	for _, l := range rader {
		fikk = append(fikk, string(l.Slag)+l.Kommunenummer)
		if !bytes.Equal(l.UtfortAv, r.id) {
			t.Errorf("%s by %x", l.Slag, l.UtfortAv)
		}
		if l.Slag != tilgangshendelse.SlagFiksOrgSatt && (l.IntegrasjonID == nil || *l.IntegrasjonID != id) {
			t.Errorf("%s of %v", l.Slag, l.IntegrasjonID)
		}
	}
	vil := "INTEGRASJON_OPPRETTET FIKS_ORG_SATT4601 RETT_GITT4601 PASSORD_SATT RETT_TRUKKET4601 INTEGRASJON_TRUKKET"
	if strings.Join(fikk, " ") != vil {
		t.Errorf("logged %v", fikk)
	}
}

// No password stands in the database, in any row.
func TestPassordetLagresIkke(t *testing.T) {
	r := nyttRom(t)
	id, passord := r.ny(t)
	rad, err := r.DB.Client().Integrasjon.Get(r.admin, id)
	maa(t, err)
	if bytes.Contains(rad.PassordHash, []byte(passord)) || len(rad.PassordHash) != 32 || len(passord) != 43 {
		t.Errorf("hash of %d bytes, password of %d", len(rad.PassordHash), len(passord))
	}
	if s := fmt.Sprint(rad); !strings.Contains(s, "passord_hash=<sensitive>") {
		t.Errorf("the hash is printed with the row: %s", s)
	}
}

func TestFiksOrg(t *testing.T) {
	r := nyttRom(t)
	if _, err := r.FiksOrgID(t.Context(), "4601"); !errors.Is(err, ent.ErrIkkeFunnet) {
		t.Errorf("before any machine: %v", err)
	}
	oslo := uuid.New()
	maa(t, r.SettFiksOrg(r.admin, "0301", oslo))
	maa(t, r.SettFiksOrg(r.admin, "0301", oslo))
	id, _ := r.ny(t)
	maa(t, r.GiRettighet(r.admin, id, viewer.Rettighet{Rett: viewer.RettKonsument, Kommunenummer: "0301"}))
	if fikk, err := r.FiksOrgID(t.Context(), "0301"); err != nil || fikk != oslo {
		t.Errorf("what was set: %v %v", fikk, err)
	}
	bergen, err := r.FiksOrgID(t.Context(), "4601")
	maa(t, err)
	if nr, err := r.FiksOrg(t.Context(), bergen); err != nil || nr != "4601" {
		t.Errorf("back: %s %v", nr, err)
	}
	if _, err := r.FiksOrg(t.Context(), uuid.New()); !errors.Is(err, ent.ErrIkkeFunnet) {
		t.Errorf("unknown: %v", err)
	}
	for navn, c := range map[string]struct {
		nr  string
		id  uuid.UUID
		vil error
	}{
		"another's": {"1103", oslo, forvaltning.ErrFiksOrgOpptatt}, "changed": {"0301", uuid.New(), forvaltning.ErrFiksOrgOpptatt},
		"unknown": {"9999", uuid.New(), forvaltning.ErrUkjentKommune},
	} {
		if err := r.SettFiksOrg(r.admin, c.nr, c.id); !errors.Is(err, c.vil) {
			t.Errorf("%s: %v", navn, err)
		}
	}
}
