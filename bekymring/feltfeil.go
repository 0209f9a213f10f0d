package bekymring

import "barnevernportalen/delivery"

// Svar is the answer to a submission: exactly one of its first three parts, and the warnings beside it.
type Svar struct {
	// Bekymringsmelding is the receipt. It is set only after the commit.
	Bekymringsmelding *Melding
	// AlleredeSendt is the report this key made before, from another text. The new text was not sent.
	AlleredeSendt *Melding
	Feil          []Feltfeil
	Varsler       []Varsel
}

// Kontroll is what would happen if a form were sent now.
type Kontroll struct {
	Mottaker *delivery.Mottaker // nil: Feil says why
	Feil     []Feltfeil
	Varsler  []Varsel
}

// Feilkode is what may be wrong with a field.
type Feilkode string

// The codes, as in the SDL enum Feilkode.
const (
	FeilMangler       Feilkode = "MANGLER"
	FeilForLang       Feilkode = "FOR_LANG"
	FeilUgyldigFormat Feilkode = "UGYLDIG_FORMAT"
	FeilUkjentKommune Feilkode = "UKJENT_KOMMUNE"
	FeilUkjentBydel   Feilkode = "UKJENT_BYDEL"
	FeilIkkeAktiv     Feilkode = "IKKE_AKTIV"
	FeilForMange      Feilkode = "FOR_MANGE"
	FeilSkalVaereTom  Feilkode = "SKAL_VAERE_TOM"
)

// Feltfeil is one thing wrong with one field. It never repeats what was typed.
type Feltfeil struct {
	Sti     []string // from the input object to the field; list positions as numbers
	Kode    Feilkode
	Grense  *int   // the limit broken, where there is one
	Melding string // bokmål
}

// Varselkode is what may look wrong with a field.
type Varselkode string

// The codes, as in the SDL enum Varselkode.
const (
	VarselFnr        Varselkode = "FNR_KONTROLLSIFFER"
	VarselSyntetisk  Varselkode = "FNR_SYNTETISK"
	VarselOrgnr      Varselkode = "ORGNR_KONTROLLSIFFER"
	VarselEpost      Varselkode = "EPOST_UTENFOR_FORMAT"
	VarselPostnummer Varselkode = "POSTNUMMER_FORMAT"
)

// Varsel is one thing that looks wrong. It stops nothing, and never repeats what was typed.
type Varsel struct {
	Sti     []string
	Kode    Varselkode
	Melding string // bokmål
}
