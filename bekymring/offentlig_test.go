package bekymring_test

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/uuid"

	"barnevernportalen/bekymring"
	"barnevernportalen/ent/db/bekymringsmelding"
)

func fraLaerer() bekymring.Offentlig {
	nei := false
	return bekymring.Offentlig{
		Klientnokkel: uuid.New(), Kommunenummer: "4601",
		Melder: bekymring.OffentligMelder{
			Rolle: "Lærer", Telefonnummer: "55 12 34 56", Epost: "ola+skole@skole.no",
			Virksomhet: bekymring.Virksomhet{Navn: "Prøveskolen", Orgnr: "123", Adresse: bekymring.Adresse{Adresselinje1: "Skolegata 1"}},
		},
		Barn: []bekymring.OffentligBarn{{
			Ufoedt: &nei, Fnr: "01813999868", Personnavn: "Barn Prøvesen", Adressevalg: bekymring.AdresseFortrolig,
			Orientert: &nei, OrientertGrunn: "For liten",
		}},
		Foresatte: []bekymring.Foresatt{{Ukjent: true}},
		Melding:   "Bekymringen", Historie: "Historien", AndreSynspunkter: "Synspunktene",
	}
}

// A public report goes the whole way to receivers of both versions, with warnings that stop nothing.
func TestOffentligHeleVeien(t *testing.T) {
	for _, versjon := range []string{"V1", "V2"} {
		t.Run(versjon, func(t *testing.T) {
			h := nyttHus(t)
			h.sql(t, `UPDATE bydel SET stottet_versjon = $1`, versjon)
			melder := h.innbygger(t, "24859123456", "Lærer Læresen")
			o := fraLaerer()
			svar, err := h.bekymring.SendOffentlig(melder, o)
			if err != nil || svar.Bekymringsmelding == nil {
				t.Fatalf("%+v, %v", svar, err)
			}
			if m := svar.Bekymringsmelding; m.Type != bekymringsmelding.TypeOffentlig || len(svar.Varsler) != 3 {
				t.Errorf("a %s with warnings %+v", m.Type, svar.Varsler)
			}
			id := svar.Bekymringsmelding.ID
			if kopi, err := h.bekymring.Kopi(melder, id); err != nil || !bytes.HasPrefix(kopi, []byte("%PDF-")) {
				t.Fatalf("own copy: %v", err)
			}
			if err := h.delivery.Overlever(system(t), id); err != nil {
				t.Fatal(err)
			}
			dok, err := h.delivery.Apne(h.saksbehandler(t, bergen), id, "bekymringsmelding.json")
			if err != nil {
				t.Fatal(err)
			}
			var wire struct {
				OffentligMelder struct{ Personnavn, Epost string }
				Melding         map[string]string
			}
			if err := json.Unmarshal(dok.Innhold, &wire); err != nil {
				t.Fatal(err)
			}
			if wire.OffentligMelder.Personnavn != "Lærer Læresen" || !strings.HasSuffix(wire.OffentligMelder.Epost, ".invalid") {
				t.Errorf("the reporter: %+v", wire.OffentligMelder)
			}
			if !strings.Contains(wire.Melding["historie"], o.Melder.Epost) {
				t.Error("the e-mail that has no room is not in the text")
			}
			_, room := wire.Melding["andreSynspunkter"]
			if inHistorie := strings.Contains(wire.Melding["historie"], o.AndreSynspunkter); room == inHistorie || room != (versjon == "V2") {
				t.Errorf("the views: a property of their own %v, in historie %v", room, inHistorie)
			}
			t.Run("the same key from the other form is another text", func(t *testing.T) {
				p := melding()
				p.Klientnokkel = o.Klientnokkel
				svar, err := h.bekymring.SendPrivat(melder, p)
				if err != nil || svar.AlleredeSendt == nil || svar.AlleredeSendt.ID != id {
					t.Errorf("%+v, %v", svar, err)
				}
			})
			t.Run("a lost answer is repeated also when the receiver has closed since", func(t *testing.T) {
				h.sql(t, `UPDATE bydel SET aktiv = false`)
				svar, err := h.bekymring.SendOffentlig(melder, o)
				if err != nil || svar.Bekymringsmelding == nil || svar.Bekymringsmelding.ID != id {
					t.Errorf("%+v, %v", svar, err)
				}
				o := o
				o.Klientnokkel = uuid.New()
				if svar, err := h.bekymring.SendOffentlig(melder, o); err != nil || len(svar.Feil) != 1 || svar.Feil[0].Kode != bekymring.FeilIkkeAktiv {
					t.Errorf("control: a new one, %+v, %v", svar, err)
				}
			})
		})
	}
}
