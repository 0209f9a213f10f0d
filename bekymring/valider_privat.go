package bekymring

// undersok finds everything that is wrong with the form, in the form's order.
func (p Privat) undersok(s sjekk) {
	s.hode(p.hode())
	s.form(reTelefon, p.Telefonnummer, "telefonnummer")
	if p.Adresse != nil {
		s.under("adresse").adresse(*p.Adresse)
	}
	s.valgfri(p.Tolk, maksLinje, "tolk")
	for i := range s.antall(len(p.Barn), maksBarn, "barn") {
		p.Barn[i].undersok(s.under("barn", i))
	}
	s.fylt(p.Melding, maksMelding, "melding")
	s.valgfri(p.Foresatte, maksTekst, "foresatte")
}

func (b PrivatBarn) undersok(s sjekk) {
	s.navn(b.Ufoedt, b.NavnUkjent, b.Personnavn, b.MorsNavn)
	s.termin(b.Ufoedt, b.Termin)
	if b.Ufoedt {
		s.tom(b.AntattAlder == "", "antattAlder")
	}
	s.valgfri(b.AntattAlder, maksLinje, "antattAlder")
	s.valgfri(b.Relasjon, maksLinje, "relasjon")
	s.barnetsAdresse(b.Adressevalg, b.Adresse, b.Stedsbeskrivelse)
}

// navn: the child's or, of an unborn child, the mother's; or neither, when it is said to be unknown.
func (s sjekk) navn(ufoedt, ukjent bool, barnets, mors string) {
	svar, felt, annet, annetFelt := barnets, "personnavn", mors, "morsNavn"
	if ufoedt {
		svar, felt, annet, annetFelt = mors, "morsNavn", barnets, "personnavn"
	}
	if ukjent {
		s.tom(svar == "", felt)
	} else {
		s.fylt(svar, maksLinje, felt)
	}
	s.tom(annet == "", annetFelt)
}

func (s sjekk) termin(ufoedt bool, termin string) {
	s.tom(ufoedt || termin == "", "termin")
	s.valgfri(termin, maksLinje, "termin")
}

// barnetsAdresse: line 1 is asked for only when the address is known and not secret. A secret one must not be there at
// all: it is refused rather than dropped, so that whoever typed it knows that it went nowhere.
func (s sjekk) barnetsAdresse(valg Adressevalg, a *Adresse, sted string) {
	switch {
	case valg == AdresseUkjent || valg == AdresseFortrolig:
		s.tom(a == nil, "adresse")
	case a == nil:
		s.under("adresse").adresse(Adresse{})
	default:
		s.under("adresse").adresse(*a)
	}
	s.tom(valg == AdresseUkjent || sted == "", "stedsbeskrivelse")
	s.valgfri(sted, maksKort, "stedsbeskrivelse")
}

// adresse: line 1 filled in, no line too long; the postal code to warn.
func (s sjekk) adresse(a Adresse) {
	s.fylt(a.Adresselinje1, maksLinje, "adresselinje1")
	s.valgfri(a.Adresselinje2, maksLinje, "adresselinje2")
	s.valgfri(a.Adresselinje3, maksLinje, "adresselinje3")
	s.valgfri(a.Postnummer, maksLinje, "postnummer")
	s.valgfri(a.Poststed, maksLinje, "poststed")
	if a.Postnummer != "" && !rePostnummer.MatchString(a.Postnummer) {
		s.varsel(VarselPostnummer, "postnummer")
	}
}
