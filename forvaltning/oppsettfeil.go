package forvaltning

import (
	"errors"
	"maps"
	"slices"
)

// Feilkode is what may be wrong with a change of the set-up. The SDL (Oppsettfeilkode) says what each means.
type Feilkode string

// The codes.
const (
	FeilMangler           Feilkode = "MANGLER"
	FeilForLang           Feilkode = "FOR_LANG"
	FeilForMange          Feilkode = "FOR_MANGE"
	FeilUgyldigFormat     Feilkode = "UGYLDIG_FORMAT"
	FeilUkjentKommune     Feilkode = "UKJENT_KOMMUNE"
	FeilUkjentBydel       Feilkode = "UKJENT_BYDEL"
	FeilFinnesAllerede    Feilkode = "FINNES_ALLEREDE"
	FeilEndretAvAndre     Feilkode = "ENDRET_AV_ANDRE"
	FeilIkkeNoytral       Feilkode = "IKKE_NOYTRAL"
	FeilKontoOpptatt      Feilkode = "KONTO_OPPTATT"
	FeilKontoMangler      Feilkode = "KONTO_MANGLER"
	FeilAvtaleMangler     Feilkode = "AVTALE_MANGLER"
	FeilAdresseMangler    Feilkode = "ADRESSE_MANGLER"
	FeilPrintnokkel       Feilkode = "PRINTNOKKEL_MANGLER"
	FeilMottaksnokkel     Feilkode = "MOTTAKSNOKKEL_MANGLER"
	FeilSisteStandard     Feilkode = "SISTE_STANDARDMOTTAKER"
	FeilStandardMangler   Feilkode = "STANDARDMOTTAKER_MANGLER"
	FeilPrivatNokkel      Feilkode = "PRIVAT_NOKKEL"
	FeilIkkeSertifikat    Feilkode = "IKKE_SERTIFIKAT"
	FeilIkkeRSA           Feilkode = "NOKKEL_IKKE_RSA"
	FeilForSvak           Feilkode = "NOKKEL_FOR_SVAK"
	FeilUtlopt            Feilkode = "NOKKEL_UTLOPT"
	FeilIkkeGyldigEnna    Feilkode = "NOKKEL_IKKE_GYLDIG_ENNA"
	FeilNokkelIBruk       Feilkode = "NOKKEL_I_BRUK"
	FeilForslagVenter     Feilkode = "FORSLAG_VENTER"
	FeilAlleredeAvgjort   Feilkode = "ALLEREDE_AVGJORT"
	FeilSammePerson       Feilkode = "SAMME_PERSON"
	FeilTommelavtrykk     Feilkode = "FEIL_TOMMELAVTRYKK"
	FeilSisteAdministator Feilkode = "SISTE_ADMINISTRATOR"
	FeilEgenTilgang       Feilkode = "EGEN_TILGANG"
	FeilTidsrom           Feilkode = "UGYLDIG_TIDSROM"
)

// feiltekster are what a person is told, in bokmål. None repeats what was typed: it may have been a private key.
var feiltekster = map[Feilkode]string{
	FeilMangler:           "Feltet må fylles ut.",
	FeilForLang:           "Teksten er for lang.",
	FeilForMange:          "Det er for mange.",
	FeilUgyldigFormat:     "Dette er ikke på riktig form.",
	FeilUkjentKommune:     "Det finnes ingen slik kommune.",
	FeilUkjentBydel:       "Det finnes ingen slik bydel.",
	FeilFinnesAllerede:    "Denne finnes allerede. Les den på nytt, og endre den.",
	FeilEndretAvAndre:     "Noen andre har endret dette siden du leste det. Ingenting er lagret. Se hva som står nå, og gjør endringen din på nytt.",
	FeilIkkeNoytral:       "Adressen står i vinduet på konvolutten. Den må ikke vise hva brevet gjelder.",
	FeilKontoOpptatt:      "En annen mottaker har denne kontoen.",
	FeilKontoMangler:      "En mottaker over Fiks IO må ha en konto.",
	FeilAvtaleMangler:     "Det er ikke registrert noen avtale for kommunen.",
	FeilAdresseMangler:    "Postadressen mangler. Uten den har et brev ingen steder å gå.",
	FeilPrintnokkel:       "Det er ingen gyldig nøkkel for trykkeriet.",
	FeilMottaksnokkel:     "Det er ingen gyldig, godkjent nøkkel for denne måten å motta på.",
	FeilSisteStandard:     "Kommunen må ha en mottaker for meldinger der bydelen ikke er kjent. Velg en annen først.",
	FeilStandardMangler:   "Ingen aktiv mottaker i kommunen tar imot når bydelen ikke er kjent. Velg en først.",
	FeilPrivatNokkel:      "Dette inneholder en privat nøkkel. Den er ikke lagret, men må regnes som kjent for andre: lag et nytt nøkkelpar.",
	FeilIkkeSertifikat:    "Dette er ikke ett sertifikat i PEM-format.",
	FeilIkkeRSA:           "Sertifikatet har ikke en RSA-nøkkel.",
	FeilForSvak:           "RSA-nøkkelen er kortere enn 2048 bit.",
	FeilUtlopt:            "Sertifikatet er utløpt.",
	FeilIkkeGyldigEnna:    "Sertifikatet er ikke gyldig ennå.",
	FeilNokkelIBruk:       "Denne nøkkelen er allerede i bruk.",
	FeilForslagVenter:     "Et annet forslag til denne nøkkelen venter. Det må godkjennes eller avslås først.",
	FeilAlleredeAvgjort:   "Forslaget er allerede avgjort.",
	FeilSammePerson:       "Du har foreslått nøkkelen selv. En annen må godkjenne den.",
	FeilTommelavtrykk:     "Tommelavtrykket er ikke den foreslåtte nøkkelens.",
	FeilSisteAdministator: "Dette er den siste som administrerer hele installasjonen. Gi rettigheten til en annen først.",
	FeilTidsrom:           "Slutten må komme etter begynnelsen, og være senere enn nå.",
	FeilEgenTilgang:       "Ingen kan gi seg selv en tilgang. En annen administrator må gjøre det.",
}

// Feil is one thing that is wrong with a change of the set-up. When there is one, nothing has been changed.
type Feil struct {
	Sti  []string // from the input object to the field; empty: about no field
	Kode Feilkode
}

// Melding is what is wrong, for a person.
func (f Feil) Melding() string { return feiltekster[f.Kode] }

// Feilkoder lists the codes.
func Feilkoder() []Feilkode { return slices.Sorted(maps.Keys(feiltekster)) }

func feil(kode Feilkode, sti ...string) Feil {
	if sti == nil {
		sti = []string{}
	}
	return Feil{Sti: sti, Kode: kode}
}

// nei ends a transaction, and so undoes it, because something is wrong with what was asked for.
type nei []Feil

func (nei) Error() string { return "refused; what is wrong is told" }

// avslag is what was wrong, if that is why it ended; any other error stays one.
func avslag(err error) ([]Feil, error) {
	var n nei
	if errors.As(err, &n) {
		return n, nil
	}
	return []Feil{}, err
}
