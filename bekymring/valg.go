package bekymring

// The choices of the forms. Their values are the contract's; what a receiver reads is bokmål, whatever language the form
// was filled in in.

// Adressevalg says whether a child's address is given. The zero value is OPPGITT, as in the contract.
type Adressevalg string

// The values, as in the SDL enum Adressevalg.
const (
	AdresseOppgitt   Adressevalg = "OPPGITT"
	AdresseUkjent    Adressevalg = "UKJENT"
	AdresseFortrolig Adressevalg = "FORTROLIG"
)

// JaNeiVetIkke is an answer to a question that one may not know the answer to; empty is not answered.
type JaNeiVetIkke string

// The values, as in the SDL enum JaNeiVetIkke.
const (
	SvarJa      JaNeiVetIkke = "JA"
	SvarNei     JaNeiVetIkke = "NEI"
	SvarVetIkke JaNeiVetIkke = "VET_IKKE"
)

func (v JaNeiVetIkke) tekst() string {
	switch v {
	case SvarJa:
		return "Ja"
	case SvarNei:
		return "Nei"
	case SvarVetIkke:
		return "Vet ikke"
	}
	return string(v)
}

// Tema is what a concern is about.
type Tema string

// The values, as in the SDL enum Tema.
const (
	TemaVold              Tema = "VOLD"
	TemaSeksuelleOvergrep Tema = "SEKSUELLE_OVERGREP"
	TemaOmsorgssvikt      Tema = "OMSORGSSVIKT"
	TemaRus               Tema = "RUS"
	TemaKonflikt          Tema = "KONFLIKT"
	TemaPsykiskHelse      Tema = "PSYKISK_HELSE"
	TemaBarnetsAtferd     Tema = "BARNETS_ATFERD"
	TemaAnnet             Tema = "ANNET"
)

func (v Tema) tekst() string {
	switch v {
	case TemaVold:
		return "Vold"
	case TemaSeksuelleOvergrep:
		return "Seksuelle overgrep"
	case TemaOmsorgssvikt:
		return "Omsorgssvikt"
	case TemaRus:
		return "Rus eller alkohol"
	case TemaKonflikt:
		return "Konflikt mellom voksne"
	case TemaPsykiskHelse:
		return "Psykisk helse i familien"
	case TemaBarnetsAtferd:
		return "Barnets atferd"
	case TemaAnnet:
		return "Annet"
	}
	return string(v)
}

// Meldevilkar is a condition of the duty to report (barnevernsloven § 13-2), in short.
type Meldevilkar string

// The values, as in the SDL enum Meldevilkar.
const (
	VilkarMishandling    Meldevilkar = "MISHANDLING_ELLER_OMSORGSSVIKT"
	VilkarSykdom         Meldevilkar = "SYKDOM_UTEN_BEHANDLING"
	VilkarSarligeBehov   Meldevilkar = "SARLIGE_BEHOV_UTEN_HJELP"
	VilkarAtferd         Meldevilkar = "ALVORLIGE_ATFERDSVANSKER"
	VilkarMenneskehandel Meldevilkar = "MENNESKEHANDEL"
)

func (v Meldevilkar) tekst() string {
	switch v {
	case VilkarMishandling:
		return "Mishandling, alvorlige mangler ved den daglige omsorgen eller annen alvorlig omsorgssvikt"
	case VilkarSykdom:
		return "Livstruende eller alvorlig sykdom eller skade uten undersøkelse eller behandling"
	case VilkarSarligeBehov:
		return "Nedsatt funksjonsevne eller særlige behov uten behandling eller opplæring"
	case VilkarAtferd:
		return "Alvorlige atferdsvansker"
	case VilkarMenneskehandel:
		return "Utnyttelse til menneskehandel, eller fare for det"
	}
	return string(v)
}

// Hjelpeinstans is an agency that may have been in contact with a child.
type Hjelpeinstans string

// The values, as in the SDL enum Hjelpeinstans.
const (
	InstansBarnehage    Hjelpeinstans = "BARNEHAGE"
	InstansSkole        Hjelpeinstans = "SKOLE"
	InstansHelsestasjon Hjelpeinstans = "HELSESTASJON"
	InstansPPT          Hjelpeinstans = "PPT"
	InstansBUP          Hjelpeinstans = "BUP"
	InstansFastlege     Hjelpeinstans = "FASTLEGE"
	InstansSykehus      Hjelpeinstans = "SYKEHUS"
	InstansNAV          Hjelpeinstans = "NAV"
	InstansPoliti       Hjelpeinstans = "POLITI"
	InstansFamilievern  Hjelpeinstans = "FAMILIEVERNKONTOR"
	InstansKrisesenter  Hjelpeinstans = "KRISESENTER"
	InstansBarnevern    Hjelpeinstans = "BARNEVERN"
	InstansAnnen        Hjelpeinstans = "ANNEN"
)

func (v Hjelpeinstans) tekst() string {
	switch v {
	case InstansBarnehage:
		return "Barnehage"
	case InstansSkole:
		return "Skole"
	case InstansHelsestasjon:
		return "Helsestasjon eller skolehelsetjeneste"
	case InstansPPT:
		return "PPT"
	case InstansBUP:
		return "BUP"
	case InstansFastlege:
		return "Fastlege"
	case InstansSykehus:
		return "Sykehus"
	case InstansNAV:
		return "NAV"
	case InstansPoliti:
		return "Politi"
	case InstansFamilievern:
		return "Familievernkontor"
	case InstansKrisesenter:
		return "Krisesenter"
	case InstansBarnevern:
		return "Barnevern"
	case InstansAnnen:
		return "Andre"
	}
	return string(v)
}

// Sprak is a language of the portal. The zero value is bokmål.
type Sprak string

// The values, as in the SDL enum Sprak.
const (
	SprakBokmal     Sprak = "NB"
	SprakNynorsk    Sprak = "NN"
	SprakEngelsk    Sprak = "EN"
	SprakNordsamisk Sprak = "SE"
)

func (v Sprak) tekst() string {
	switch v {
	case SprakBokmal:
		return "bokmål"
	case SprakNynorsk:
		return "nynorsk"
	case SprakEngelsk:
		return "engelsk"
	case SprakNordsamisk:
		return "nordsamisk"
	}
	return string(v)
}
