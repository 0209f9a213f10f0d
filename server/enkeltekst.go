package server

// enkeltekst is what one of the server's own pages says. The title of the tab tells nobody what the portal is for.
type enkeltekst struct {
	Fane, Tittel string
	Avsnitt      []string
	Knapp        string
}

// enkelord are the words that every such page has. They are those of the portal's pages (frontend/src/tekst).
type enkelord struct {
	Forlat, Forside, Tilbake, FeilID, Haster, Liv, Vakt, Barn string
}

// enkelsprak are the server's own pages in one language.
type enkelsprak struct {
	ord enkelord
	// utlogging is shown while the browser is on its way to the identity provider, bareHer where that cannot be asked, and
	// ikkeUt where the session could not be ended.
	utlogging, bareHer, ikkeUt enkeltekst
	// utlogget, ikkeFunnet, ikkeVises and ikkeNa are shown in place of a document.
	utlogget, ikkeFunnet, ikkeVises, ikkeNa enkeltekst
}

// enkeltekster are the server's own pages by language. Those that are not in bokmål have been read by nobody whose language it is.
var enkeltekster = map[string]enkelsprak{
	"nb": {
		ord: enkelord{"Forlat siden raskt", "Til forsiden", "Tilbake til siden du kom fra", "Feilnummer:", "Hvis det haster, ring",
			"Fare for liv: politiet", "Politiet, hvis det haster mindre", "Alarmtelefonen for barn og unge"},
		utlogging: enkeltekst{"Logger ut", "Du logges ut",
			[]string{"Du er logget ut her. Nå logges du også ut av ID-porten. Vent litt."}, "Logg ut av ID-porten"},
		bareHer: enkeltekst{Fane: "Logget ut", Tittel: "Du er logget ut her",
			Avsnitt: []string{"Men vi fikk ikke logget deg ut av ID-porten. Bruker andre denne enheten, lukk alle vinduene i nettleseren."}},
		ikkeUt: enkeltekst{"Ikke logget ut", "Vi fikk ikke logget deg ut",
			[]string{"Tjenesten svarer ikke akkurat nå, og du er fortsatt logget inn. Prøv igjen.",
				"Må du gå nå, trykk «Forlat siden raskt». Da må den som kommer hit etterpå, logge inn på nytt."}, "Logg ut"},
		utlogget: enkeltekst{Fane: "Portal", Tittel: "Du er logget ut",
			Avsnitt: []string{"Du må være logget inn for å hente dette dokumentet. Logg inn, og hent det fra siden det står på."}},
		ikkeFunnet: enkeltekst{Fane: "Portal", Tittel: "Vi finner ikke dokumentet",
			Avsnitt: []string{"Lenken kan være for gammel. Gå tilbake, last siden på nytt og prøv derfra."}},
		ikkeVises: enkeltekst{Fane: "Portal", Tittel: "Dokumentet kan ikke hentes her",
			Avsnitt: []string{"Det er for stort, eller av en type vi ikke kan vise. Be barnevernstjenesten om å få det på en annen måte."}},
		ikkeNa: enkeltekst{Fane: "Portal", Tittel: "Vi får ikke hentet dokumentet nå",
			Avsnitt: []string{"Det er ikke borte. Prøv igjen om litt."}},
	},
	"nn": {
		ord: enkelord{"Forlat sida raskt", "Til framsida", "Tilbake til sida du kom frå", "Feilnummer:", "Dersom det hastar, ring",
			"Fare for livet: politiet", "Politiet, dersom det hastar mindre", "Alarmtelefonen for barn og unge"},
		utlogging: enkeltekst{"Loggar ut", "Du blir logga ut",
			[]string{"Du er logga ut her. No blir du òg logga ut av ID-porten. Vent litt."}, "Logg ut av ID-porten"},
		bareHer: enkeltekst{Fane: "Logga ut", Tittel: "Du er logga ut her",
			Avsnitt: []string{"Men vi fekk ikkje logga deg ut av ID-porten. Bruker andre denne eininga, lukk alle vindauga i nettlesaren."}},
		ikkeUt: enkeltekst{"Ikkje logga ut", "Vi fekk ikkje logga deg ut",
			[]string{"Tenesta svarer ikkje akkurat no, og du er framleis logga inn. Prøv igjen.",
				"Må du gå no, trykk «Forlat sida raskt». Då må den som kjem hit etterpå, logge inn på nytt."}, "Logg ut"},
		utlogget: enkeltekst{Fane: "Portal", Tittel: "Du er logga ut",
			Avsnitt: []string{"Du må vere logga inn for å hente dette dokumentet. Logg inn, og hent det frå sida det står på."}},
		ikkeFunnet: enkeltekst{Fane: "Portal", Tittel: "Vi finn ikkje dokumentet",
			Avsnitt: []string{"Lenkja kan vere for gammal. Gå tilbake, last sida på nytt og prøv derifrå."}},
		ikkeVises: enkeltekst{Fane: "Portal", Tittel: "Dokumentet kan ikkje hentast her",
			Avsnitt: []string{"Det er for stort, eller av ein type vi ikkje kan vise. Be barnevernstenesta om å få det på ein annan måte."}},
		ikkeNa: enkeltekst{Fane: "Portal", Tittel: "Vi får ikkje henta dokumentet no",
			Avsnitt: []string{"Det er ikkje borte. Prøv igjen om litt."}},
	},
	"en": {
		ord: enkelord{"Leave this site quickly", "To the front page", "Back to the page you came from", "Error number:", "If it is urgent, call",
			"Danger to life: the police", "The police, if less urgent", "Helpline for children and young people"},
		utlogging: enkeltekst{"Logging out", "You are being logged out",
			[]string{"You are logged out here. Now you are being logged out of ID-porten as well. Please wait."}, "Log out of ID-porten"},
		bareHer: enkeltekst{Fane: "Logged out", Tittel: "You are logged out here",
			Avsnitt: []string{"But we could not log you out of ID-porten. If others use this device, close all windows of the browser."}},
		ikkeUt: enkeltekst{"Not logged out", "We could not log you out",
			[]string{"The service does not answer right now, and you are still logged in. Try again.",
				"If you must go now, press “Leave this site quickly”. Whoever comes here next will then have to log in again."}, "Log out"},
		utlogget: enkeltekst{Fane: "Portal", Tittel: "You are logged out",
			Avsnitt: []string{"You must be logged in to get this document. Log in, and get it from the page where it is listed."}},
		ikkeFunnet: enkeltekst{Fane: "Portal", Tittel: "We cannot find the document",
			Avsnitt: []string{"The link may be too old. Go back, reload the page and try from there."}},
		ikkeVises: enkeltekst{Fane: "Portal", Tittel: "The document cannot be fetched here",
			Avsnitt: []string{"It is too large, or of a type we cannot show. Ask the child welfare service for it in another way."}},
		ikkeNa: enkeltekst{Fane: "Portal", Tittel: "We cannot get the document right now",
			Avsnitt: []string{"It is not gone. Try again in a little while."}},
	},
	"se": {
		ord: enkelord{"Guođe siiddu jođánit", "Ovdasiidui", "Ruovttoluotta siidui gos bohtet", "Meattáhusnummir:", "Jus lea hoahppu, riŋge",
			"Heaggavárra: politiija", "Politiija, jus ii leat nu hoahppu", "Alárbmatelefovdna mánáide ja nuoraide"},
		utlogging: enkeltekst{"Logge olggos", "Don loggejuvvot olggos",
			[]string{"Don leat olggosloggejuvvon dáppe. Dál loggejuvvot olggos maiddái ID-porten-bálvalusas. Vuordde veaháš."}, "Logge olggos ID-portenis"},
		bareHer: enkeltekst{Fane: "Olggosloggejuvvon", Tittel: "Don leat olggosloggejuvvon dáppe",
			Avsnitt: []string{"Muhto mii eat sáhttán logget du olggos ID-portenis. Jus earát geavahit dán rusttega, de gidde buot láseid neahttalohkkis."}},
		ikkeUt: enkeltekst{"It leat olggosloggejuvvon", "Mii eat sáhttán logget du olggos",
			[]string{"Bálvalus ii vástit dál, ja don leat ain sisaloggejuvvon. Geahččal ođđasit.",
				"Jus fertet vuolgit dál, de deaddil «Guođe siiddu jođánit». Dalle ferte dat guhte boahtá deike maŋŋil, logget sisa ođđasit."}, "Logge olggos"},
		utlogget: enkeltekst{Fane: "Portála", Tittel: "Don leat olggosloggejuvvon",
			Avsnitt: []string{"Don fertet leat sisaloggejuvvon vai sáhtát viežžat dán dokumeantta. Logge sisa, ja viečča dan siiddus gos dat lea."}},
		ikkeFunnet: enkeltekst{Fane: "Portála", Tittel: "Mii eat gávnna dokumeantta",
			Avsnitt: []string{"Liŋka sáhttá leat menddo boaris. Mana ruovttoluotta, viečča siiddu ođđasit ja geahččal das."}},
		ikkeVises: enkeltekst{Fane: "Portála", Tittel: "Dokumeantta ii sáhte viežžat dáppe",
			Avsnitt: []string{"Dat lea menddo stuoris, dahje dakkár šládja man mii eat sáhte čájehit. Bivdde mánáidsuodjalusbálvalusa addit dan eará láhkai."}},
		ikkeNa: enkeltekst{Fane: "Portála", Tittel: "Mii eat sáhte viežžat dokumeantta dál",
			Avsnitt: []string{"Dat ii leat jávkan. Geahččal ođđasit moatti minuhta geahčen."}},
	},
}
