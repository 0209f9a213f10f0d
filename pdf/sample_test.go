package pdf

import (
	"strings"
	"time"
)

// sample is a document like those the portal makes; on two pages. All persons in it
// are made up.
func sample() Document {
	return Document{
		Title:     "Bekymringsmelding til barnevernstjenesten",
		Language:  "nb",
		Reference: "Referanse 7F3K-92QD",
		Header:    "Unntatt offentlighet, jf. offentleglova § 13, jf. barnevernsloven § 13-1",
		Created:   time.Date(2026, 11, 21, 14, 3, 9, 0, time.FixedZone("CET", 3600)),
		Sections: []Section{
			{Title: "Mottaker", Items: []Item{
				{"Kommune", "Kárášjohka – Karasjok (5610)"},
				{"Barnevernstjeneste", "Barneverntjenesten i Karasjok"},
			}},
			{Title: "Om barnet", Items: []Item{
				{"Navn", "Áilu Čáhppes Đorđe Ŋuorra Šuŋŋá Ŧeađgi Žižžu"},
				{"Fødselsnummer", "15 88 14 00000"},
				{"Adresse", "Gáŋgaviikgeaidnu 12 B\n9730 Kárášjohka"},
				{"Hvor oppholder barnet seg nå?", "Hos mor. Faren kommer i helgene. Skolen er Kárášjoga skuvla, 4. trinn."},
			}},
			{Title: "Bekymringen", Items: []Item{
				{"Hva er du bekymret for?", strings.Repeat("Gutten har de siste ukene kommet på skolen uten matpakke og uten vinterklær, selv når det er tjue minus ute. "+
					"Han sovner i timene og sier at han «passer på lillesøster om natta». ", 4) +
					"\n\nPå mandag hadde han et blåmerke på venstre arm. Da helsesykepleier spurte, sa han først at han hadde falt, siden at han ikke husket det. 😢"},
				{"Hvor lenge har dette vart?", "Siden begynnelsen av oktober."},
				{"Hva har du selv gjort?", strings.Repeat("Jeg har snakket med mor to ganger på telefon og én gang på skolen. Hun sier at alt går bra. ", 6)},
			}},
			{Title: "Om deg som melder", Items: []Item{
				{"Navn", "Ærlig Øyvind Åsmundsen"},
				{"Forhold til barnet", "Nabo"},
				{"Telefon", "+47 900 00 000"},
				{"Ønsker du at familien ikke skal vite hvem du er?", "Nei. Jeg har sagt til moren at jeg kommer til å melde fra, og at jeg gjør det fordi jeg er glad i dem begge."},
			}},
		},
	}
}
