package enhetsregister_test

import (
	"context"
	"errors"
	"net/http/httptest"
	"reflect"
	"strings"
	"testing"
	"time"

	"barnevernportalen/bekymring/enhetsregister"
	"barnevernportalen/bekymring/enhetsregister/liksom"
)

func nytt(t *testing.T) (*enhetsregister.Klient, *liksom.Register) {
	t.Helper()
	l := &liksom.Register{}
	s := httptest.NewServer(l)
	t.Cleanup(s.Close)
	k, err := enhetsregister.Ny(s.URL)
	if err != nil {
		t.Fatal(err)
	}
	return k, l
}

func TestFinn(t *testing.T) {
	k, _ := nytt(t)
	for nr, vil := range map[string]enhetsregister.Enhet{
		liksom.Skole:    {Navn: "SOLSLETTA SKOLE", Adresselinjer: []string{"Prøveveien 12"}, Postnummer: "5003", Poststed: "BERGEN"},
		liksom.Kommune:  {Navn: "PRØVEBYEN KOMMUNE", Adresselinjer: []string{"Rådhusgata 1"}, Postnummer: "5020", Poststed: "BERGEN"},
		liksom.UtenSted: {Navn: "PRØVEBYEN HELSESTASJON", Adresselinjer: []string{"Postboks 7", "Prøvebyen"}, Postnummer: "0001", Poststed: "OSLO"},
		liksom.Utland:   {Navn: "TEST ABROAD", Adresselinjer: []string{"c/o Prøve", "Floor 3", "1 Test Road, Testborough"}, Poststed: "LONDON SW1"},
		liksom.UtenAdr:  {Navn: "UTEN ADRESSE"},
	} {
		if fikk, err := k.Finn(t.Context(), nr); err != nil || !reflect.DeepEqual(fikk, vil) {
			t.Errorf("%s: %+v %v", vil.Navn, fikk, err)
		}
	}
}

// Whatever the register does, the answer comes in time, nothing is believed of it, and no error holds the number.
func TestFinnIkke(t *testing.T) {
	k, l := nytt(t)
	for nr, vil := range map[string]error{
		liksom.Ukjent: enhetsregister.ErrIkkeFunnet, liksom.Nedlagt: enhetsregister.ErrIkkeFunnet, liksom.Fjernet: enhetsregister.ErrIkkeFunnet,
		liksom.Feil500: enhetsregister.ErrUtilgjengelig, liksom.Uendelig: enhetsregister.ErrUtilgjengelig,
		liksom.Forbyttet: enhetsregister.ErrUtilgjengelig, liksom.Viderevist: enhetsregister.ErrUtilgjengelig,
		liksom.IkkeJSON: enhetsregister.ErrUtilgjengelig, liksom.Usynlig: enhetsregister.ErrUtilgjengelig,
		"../" + liksom.Skole[:6]: enhetsregister.ErrIkkeFunnet, "": enhetsregister.ErrIkkeFunnet, "31109001１": enhetsregister.ErrIkkeFunnet,
	} {
		fikk, err := k.Finn(t.Context(), nr)
		if !errors.Is(err, vil) || !reflect.DeepEqual(fikk, enhetsregister.Enhet{}) {
			t.Errorf("%s: %+v %v", nr, fikk, err)
		}
		if nr != "" && strings.Contains(err.Error(), nr) {
			t.Errorf("the error holds the number: %v", err)
		}
	}
	for _, sti := range l.Spurt() {
		if strings.Contains(sti, "..") || strings.Contains(sti, liksom.Skole) {
			t.Errorf("asked for %s", sti)
		}
	}
	ctx, slutt := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer slutt()
	if _, err := k.Finn(ctx, liksom.Treg); !errors.Is(err, enhetsregister.ErrUtilgjengelig) || strings.Contains(err.Error(), liksom.Treg) {
		t.Errorf("slow: %v", err)
	}
	borte, err := enhetsregister.Ny("http://127.0.0.1:1/api")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := borte.Finn(t.Context(), liksom.Skole); !errors.Is(err, enhetsregister.ErrUtilgjengelig) || strings.Contains(err.Error(), liksom.Skole) {
		t.Errorf("nobody there: %v", err)
	}
}

func TestNy(t *testing.T) {
	for adresse, ok := range map[string]bool{
		"https://data.brreg.no/enhetsregisteret/api": true, "http://127.0.0.1:99": true, "http://localhost:99/api": true,
		"http://data.brreg.no": false, "data.brreg.no": false, "": false, "https://u:p@data.brreg.no": false, "https://data.brreg.no/?x": false,
		"https://data.brreg.no/#x": false, "ftp://data.brreg.no": false,
	} {
		if _, err := enhetsregister.Ny(adresse); (err == nil) != ok {
			t.Errorf("%q: %v", adresse, err)
		}
	}
}
