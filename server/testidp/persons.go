package testidp

// Person is somebody who does not exist.
type Person struct {
	Bruker string // what `/logg-inn?som=` and login_hint name her by
	Fnr    string // synthetic: the month is 80 too high, which no real number has
	Navn   string
	Hva    string // what she is for
}

// Personer returns the test persons, in the order of the page.
func Personer() []Person {
	return []Person{
		{"melder", "14838831231", "Marte Synt Melder", "privatperson som melder"},
		{"laerer", "02917922317", "Lars Synt Lærer", "melder som offentlig ansatt"},
		{"saksbehandler1", "23868441070", "Siri Synt Saksbehandler", "barneverntjenesten, første kommune"},
		{"saksbehandler2", "09819112964", "Sander Synt Saksbehandler", "barneverntjenesten, andre kommune"},
		{"admin1", "17887233438", "Anne Synt Admin", "forvalter mottakere og tilganger"},
		{"admin2", "30846910553", "Arne Synt Admin", "den andre, der det må to til"},
		{"mor", "05898627006", "Mona Synt Mor", "part i en sak: mor"},
		{"far", "28828319363", "Finn Synt Far", "part i samme sak: far"},
		{"barn", "12851064263", "Berit Synt Barn", "part i samme sak: barnet, 16 år"},
		{"verge", "19926526009", "Vera Synt Verge", "barnets verge"},
		{"medmor", "17838420257", "Mette Synt Medmor", "part i to saker: medmor i den ene, mor i den andre"},
		{"medfar", "03918133355", "Amir Synt Medfar", "part i en av dem: medfar"},
	}
}

// Finn returns the test person bruker.
func Finn(bruker string) (Person, bool) {
	for _, p := range Personer() {
		if p.Bruker == bruker {
			return p, true
		}
	}
	return Person{}, false
}
