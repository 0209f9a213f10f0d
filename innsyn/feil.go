package innsyn

// Feilkode is what may be wrong with a message.
type Feilkode string

// The codes, as in the SDL enum Indekseringsfeilkode.
const (
	FeilMangler       Feilkode = "MANGLER"
	FeilType          Feilkode = "FEIL_TYPE"
	FeilUgyldigFormat Feilkode = "UGYLDIG_FORMAT"
	FeilUkjentVerdi   Feilkode = "UKJENT_VERDI"
	FeilUkjentFelt    Feilkode = "UKJENT_FELT"
	FeilSkalVaereTom  Feilkode = "SKAL_VAERE_TOM"
	FeilForMange      Feilkode = "FOR_MANGE"
	FeilForStor       Feilkode = "FOR_STOR"
	FeilAnnenPerson   Feilkode = "ANNEN_PERSON"
	FeilUkjentDialog  Feilkode = "UKJENT_EDIALOG_ID" // only ever a warning
)

var feiltekster = map[Feilkode]string{
	FeilMangler:       "Må være med.",
	FeilType:          "Er av feil JSON-type.",
	FeilUgyldigFormat: "Har feil format.",
	FeilUkjentVerdi:   "Er ingen av de gyldige verdiene.",
	FeilUkjentFelt:    "Feltet finnes ikke i skjemaet.",
	FeilSkalVaereTom:  "Skal utelates eller være null.",
	FeilForMange:      "Det er for mange.",
	FeilForStor:       "Er for stor.",
	FeilAnnenPerson:   "minPart er en annen person enn den meldingen er eksponert for.",
	FeilUkjentDialog:  "edialogId er ikke satt opp her. Meldingen er lagret, men skjemaet tilbys ikke.",
}

// Feil is one thing wrong with one message. It never repeats what was sent: of an unknown field not even the name, if it is
// not a plain one.
type Feil struct {
	Sti     []string // from the batch to the field; list positions as numbers
	Kode    Feilkode
	Melding string // bokmål
}

// maksFeil bounds the answer to a batch in which everything is wrong.
const maksFeil = 1000

// funn collects what is wrong, and counts what there is no more room to tell: what comes after that is still wrong.
type funn struct {
	alle   []Feil // at most maksFeil
	antall int    // of all
}

func (f *funn) feil(sti []string, k Feilkode) {
	f.antall++
	if len(f.alle) < maksFeil {
		f.alle = append(f.alle, Feil{Sti: append([]string(nil), sti...), Kode: k, Melding: feiltekster[k]})
	}
}
