package bekymring

// undersok finds everything that is wrong with the form, in the form's order.
func (o Offentlig) undersok(s sjekk) {
	s.hode(o.hode())
	o.Melder.undersok(s.under("melder"))
	for i := range s.antall(len(o.Barn), maksBarn, "barn") {
		o.Barn[i].undersok(s.under("barn", i))
	}
	for i := range s.antall(len(o.Foresatte), maksForesatte, "foresatte") {
		o.Foresatte[i].undersok(s.under("foresatte", i))
	}
	s.valgfri(o.MerOmForesatte, maksTekst, "merOmForesatte")
	s.fylt(o.Melding, maksMelding, "melding")
	s.fylt(o.Historie, maksMelding, "historie")
	s.valgfri(o.AndreSynspunkter, maksMelding, "andreSynspunkter")
	s.valgfri(o.Tolkebeskrivelse, maksKort, "tolkebeskrivelse")
	s.valgfri(o.AndreHjelpeinstanser, maksTekst, "andreHjelpeinstanser")
}

func (m OffentligMelder) undersok(s sjekk) {
	s.fylt(m.Rolle, maksLinje, "rolle")
	if m.Melderkode != nil && melderkode(*m.Melderkode) == "" {
		s.feil(FeilUgyldigFormat, "melderkode")
	}
	s.fyltForm(reTelefon, m.Telefonnummer, "telefonnummer")
	s.fyltForm(reEpost, m.Epost, "epost")
	if m.epostUtenfor() {
		s.varsel(VarselEpost, "epost")
	}
	v := s.under("virksomhet")
	v.fylt(m.Virksomhet.Navn, maksLinje, "navn")
	v.valgfri(m.Virksomhet.Orgnr, maksLinje, "orgnr")
	if m.Virksomhet.Orgnr != "" && !gyldigOrgnr(sifre(m.Virksomhet.Orgnr)) {
		v.varsel(VarselOrgnr, "orgnr")
	}
	v.under("adresse").adresse(m.Virksomhet.Adresse)
	s.valgfri(m.Kontakt, maksKort, "kontakt")
}

// epostUtenfor: right as an address, but outside the published pattern (it knows no «+», for one).
func (m OffentligMelder) epostUtenfor() bool {
	return reEpost.MatchString(m.Epost) && !reEpostKS.MatchString(m.Epost)
}

func (b OffentligBarn) undersok(s sjekk) {
	s.svart(b.Ufoedt != nil, "ufoedt")
	ufoedt := ja(b.Ufoedt)
	if ufoedt {
		s.tom(b.Fnr == "", "fnr")
		s.tom(b.Telefonnummer == "", "telefonnummer")
		s.tom(b.Orientert == nil, "orientert")
		s.tom(b.OrientertGrunn == "", "orientertGrunn")
		s.svart(b.SamtykkeGravid != "", "samtykkeGravid")
	} else {
		s.fylt(b.Fnr, maksLinje, "fnr")
		s.valgfri(b.Telefonnummer, maksLinje, "telefonnummer")
		s.orientert(b.Orientert, b.OrientertGrunn)
		s.tom(b.SamtykkeGravid == "", "samtykkeGravid")
	}
	if fnr := sifre(b.Fnr); reElleve.MatchString(fnr) { // else it is a date, or text
		switch sjekkFnr(fnr) {
		case fnrUgyldig:
			s.varsel(VarselFnr, "fnr")
		case fnrSyntetisk:
			s.varsel(VarselSyntetisk, "fnr")
		}
	}
	s.navn(ufoedt, b.NavnUkjent, b.Personnavn, b.MorsNavn)
	s.termin(ufoedt, b.Termin)
	s.barnetsAdresse(b.Adressevalg, b.Adresse, b.Stedsbeskrivelse)
	s.valgfri(b.Skole, maksKort, "skole")
}

// orientert: answered, and with a reason when not informed.
func (s sjekk) orientert(orientert *bool, grunn string) {
	s.svart(orientert != nil, "orientert")
	if orientert != nil && !*orientert {
		s.fylt(grunn, maksKort, "orientertGrunn")
		return
	}
	s.valgfri(grunn, maksKort, "orientertGrunn")
}

func (f Foresatt) undersok(s sjekk) {
	if f.Ukjent {
		s.tom(f.Personnavn == "", "personnavn")
		s.tom(f.Telefonnummer == "", "telefonnummer")
		s.tom(f.Orientert == nil, "orientert")
		s.tom(f.OrientertGrunn == "", "orientertGrunn")
		s.tom(f.Relasjon == "", "relasjon")
		s.tom(f.Adresse == "", "adresse")
		s.tom(f.Samtykke == "", "samtykke")
		s.tom(f.SamtykkeBeskrivelse == "", "samtykkeBeskrivelse")
		return
	}
	s.fylt(f.Personnavn, maksLinje, "personnavn")
	s.valgfri(f.Telefonnummer, maksLinje, "telefonnummer")
	s.orientert(f.Orientert, f.OrientertGrunn)
	s.valgfri(f.Relasjon, maksLinje, "relasjon")
	s.valgfri(f.Adresse, maksKort, "adresse")
	s.valgfri(f.SamtykkeBeskrivelse, maksKort, "samtykkeBeskrivelse")
}

func ja(b *bool) bool { return b != nil && *b }
