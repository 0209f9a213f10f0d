package bekymring

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/uuid"
	"pgregory.net/rapid"

	"barnevernportalen/delivery"
	"barnevernportalen/ent/db/bydel"
)

var update = flag.Bool("update", false, "write the golden files anew")

var (
	mottakerV1 = delivery.Mottaker{Kommunenummer: "4601", Kommunenavn: "Bergen", Bydelsnummer: "02", Bydelsnavn: "Bergenhus", StottetVersjon: bydel.StottetVersjonV1}
	mottakerV2 = delivery.Mottaker{Kommunenummer: "4601", Kommunenavn: "Bergen", Bydelsnummer: "02", Bydelsnavn: "Bergenhus", StottetVersjon: bydel.StottetVersjonV2}
	sendt      = time.Date(2026, 11, 16, 9, 0, 0, 0, time.UTC)
)

const melderen = "Melder Meldesen"

// utgaver are the four formats, and the receiver that gets each.
var utgaver = map[string]struct {
	mottaker delivery.Mottaker
	fylt     skjema
	gen      func(*rapid.T) skjema
}{
	"privat.v1":    {mottakerV1, privatFylt(), func(rt *rapid.T) skjema { return tilfeldigPrivat(rt) }},
	"privat.v2":    {mottakerV2, privatFylt(), func(rt *rapid.T) skjema { return tilfeldigPrivat(rt) }},
	"offentlig.v1": {mottakerV1, offentligFylt(), func(rt *rapid.T) skjema { return tilfeldigOffentlig(rt) }},
	"offentlig.v2": {mottakerV2, offentligFylt(), func(rt *rapid.T) skjema { return tilfeldigOffentlig(rt) }},
}

// The JSON on the wire, to the byte. Receivers depend on it; a change here is a change of the protocol.
func TestWireGull(t *testing.T) {
	for navn, u := range utgaver {
		if f := funnI(u.fylt); len(f.feil) > 0 {
			t.Fatalf("%s: the golden report would be refused: %v", navn, f.feil)
		}
		var got bytes.Buffer
		if err := json.Indent(&got, wireAv(t, u.fylt, u.mottaker), "", "  "); err != nil {
			t.Fatal(err)
		}
		file := filepath.Join("testdata", navn+".json")
		if *update {
			if err := os.WriteFile(file, got.Bytes(), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got.Bytes(), want) {
			t.Errorf("%s changed:\n%s\nwant\n%s", navn, got.Bytes(), want)
		}
	}
}

// The published examples go through our types and come back as they were, to the byte but for white space.
func TestPubliserteEksempler(t *testing.T) {
	dir := filepath.Join(spesifikasjoner(t), "examples")
	for file, typed := range map[string]any{
		"privatBekymringsmeldingV1.json": new(privatV1), "privatBekymringsmeldingV2.json": new(privatV2),
		"offentligBekymringsmeldingV1.json": new(offentligV1), "offentligBekymringsmeldingV2.json": new(offentligV2),
	} {
		raw, err := os.ReadFile(filepath.Join(dir, file))
		if err != nil {
			t.Fatal(err)
		}
		d := json.NewDecoder(bytes.NewReader(raw))
		d.DisallowUnknownFields()
		if err := d.Decode(typed); err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		back, err := tilJSON(typed)
		if err != nil {
			t.Fatal(err)
		}
		var want bytes.Buffer
		if err := json.Compact(&want, raw); err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(back, want.Bytes()) {
			t.Errorf("%s came back as\n%s", file, back)
		}
	}
	t.Run("control: V2 does not fit in V1", func(t *testing.T) {
		raw, err := os.ReadFile(filepath.Join(dir, "offentligBekymringsmeldingV2.json"))
		if err != nil {
			t.Fatal(err)
		}
		d := json.NewDecoder(bytes.NewReader(raw))
		d.DisallowUnknownFields()
		if d.Decode(new(offentligV1)) == nil {
			t.Error("a property that V1 does not have was taken in silence")
		}
	})
}

// A report that nobody would write by hand, but with every branch in it.
func privatFylt() Privat {
	return Privat{
		Klientnokkel: uuid.MustParse("7f2a7e3c-8a57-4f0e-9d0f-3f2b8f0b9a11"), Kommunenummer: "4601",
		Telefonnummer: "(+47) 55.12.34–56", Adresse: adresseFylt("Meldergata"), SkjulNavn: true, Tolk: "Tigrinja",
		Barn: []PrivatBarn{
			{Personnavn: "Lillebror  Prøvesen", AntattAlder: "3–4 år", Relasjon: "Nabo", Adresse: adresseFylt("Barnegata")},
			{Ufoedt: true, MorsNavn: "Áilu Čáhppe-Ŋuorra", Termin: "i mars", Adressevalg: AdresseFortrolig},
			{NavnUkjent: true, Adressevalg: AdresseUkjent, Stedsbeskrivelse: "Går på\nskolen ved kirken"},
		},
		Melding: "Første linje med «anførsel» & <tegn>.\r\n\tAndre linje 😢", Temaer: []Tema{TemaVold, TemaRus, TemaVold},
		FareNa: ptr(true), Foresatte: "Mor heter Kari\nFar er ukjent", Sprak: SprakNordsamisk,
	}.normaliser()
}

func offentligFylt() Offentlig {
	return Offentlig{
		Klientnokkel: uuid.MustParse("7f2a7e3c-8a57-4f0e-9d0f-3f2b8f0b9a12"), Kommunenummer: "4601",
		Melder: OffentligMelder{
			Rolle: "Lærer", Melderkode: ptr(11), Telefonnummer: "55 12 34 56", Epost: "lærer@skole.no", Kontakt: "Rektor Rektorsen",
			Virksomhet: Virksomhet{Navn: "Lærerskolen", Orgnr: "974 760 673", Adresse: *adresseFylt("Skolegata")},
		},
		Barn: []OffentligBarn{
			{
				Ufoedt: ptr(false), Fnr: "28871364453", Personnavn: "Barn Barnesen", Telefonnummer: "12121212", Adresse: adresseFylt("Barnegata"),
				Orientert: ptr(true), OrientertGrunn: "Vi snakket om det.\nHun ville det.", Skole: "Lærerskolen, 3B",
			},
			{
				Ufoedt: ptr(true), MorsNavn: "Mor Barnesen", Termin: "1. mars 2027", SamtykkeGravid: SvarVetIkke,
				Adressevalg: AdresseUkjent, Stedsbeskrivelse: "Bor hos en venninne",
			},
		},
		Foresatte: []Foresatt{
			{
				Personnavn: "Mor Barnesen", Telefonnummer: "45444342", Orientert: ptr(true), OrientertGrunn: "I møte 3. november",
				Relasjon: "Mor", Adresse: "Et annet sted 1\n5003 Bergen", Samtykke: SvarJa, SamtykkeBeskrivelse: "Muntlig",
			},
			{Ukjent: true},
		},
		MerOmForesatte: "Delt bosted", Melding: "Bekymringen\nover to linjer", Historie: "Siden 2024", AndreSynspunkter: "Barnet sier nei",
		Temaer: []Tema{TemaOmsorgssvikt}, Vilkar: []Meldevilkar{VilkarMishandling, VilkarAtferd}, FareNa: ptr(false),
		Tolkebehov: SvarJa, Tolkebeskrivelse: "Polsk med mor", Hjelpeinstanser: []Hjelpeinstans{InstansPPT, InstansBUP},
		AndreHjelpeinstanser: "Støttekontakt siden i fjor", Sprak: SprakEngelsk,
	}.normaliser()
}

func adresseFylt(gate string) *Adresse {
	return &Adresse{Adresselinje1: gate + " 1", Adresselinje2: "Inngang B", Adresselinje3: "c/o Noen", Postnummer: "5003", Poststed: "Bergen"}
}

func ptr[T any](v T) *T { return &v }

func wireAv(t interface{ Fatal(...any) }, s skjema, m delivery.Mottaker) []byte {
	raw, err := s.wire(m, melderen, sendt)
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

// funnI checks a form as if its receiver existed.
func funnI(s skjema) funn {
	var f funn
	s.undersok(sjekk{funn: &f})
	return f
}
