// Package liksom is a look-alike of Enhetsregisteret's open API for tests and development: a few made-up workplaces, and those at
// which it answers wrongly. It shares no code with the client, so that a misreading of the API is not made twice.
package liksom

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"sync"
)

// The made-up workplaces. Numbers that begin with 3 are given to nobody; the control digits are right.
const (
	Skole      = "311090011" // a sub-unit with a place
	Kommune    = "311090038" // a main unit with a business address
	UtenSted   = "311090046" // a sub-unit with a postal address only
	Nedlagt    = "311090054" // struck off
	Fjernet    = "311090062" // 410
	Utland     = "311090070" // five lines, and no postnummer
	UtenAdr    = "311090089" // a name and nothing more
	Treg       = "311090097" // does not answer
	Feil500    = "311090100"
	Uendelig   = "311090119" // a body without end
	Forbyttet  = "311090127" // answers about another unit
	Viderevist = "311090135" // sends the caller to another host
	Ukjent     = "311024019" // no unit
	IkkeJSON   = "311024027" // a login page
	Usynlig    = "311024035" // a name of what nobody can see
)

var underenheter = map[string]string{
	Skole: `{"organisasjonsnummer":"311090011","navn":"SOLSLETTA  SKOLE","organisasjonsform":{"kode":"BEDR","beskrivelse":"Underenhet"},
		"overordnetEnhet":"311090038","antallAnsatte":41,"beliggenhetsadresse":{"land":"Norge","landkode":"NO","postnummer":"5003",
		"poststed":"BERGEN","adresse":["Prøveveien 12"],"kommune":"BERGEN","kommunenummer":"4601"},
		"postadresse":{"postnummer":"5804","poststed":"BERGEN","adresse":["Postboks 99"]},"_links":{"self":{"href":"https://example.com/"}}}`,
	UtenSted:  `{"organisasjonsnummer":"311090046","navn":"PRØVEBYEN HELSESTASJON","postadresse":{"postnummer":"0001","poststed":"OSLO","adresse":["Postboks 7","Prøvebyen"]}}`,
	Nedlagt:   `{"organisasjonsnummer":"311090054","navn":"NEDLAGT BARNEHAGE","slettedato":"2020-01-31","_links":{}}`,
	Utland:    `{"organisasjonsnummer":"311090070","navn":"TEST ABROAD","beliggenhetsadresse":{"landkode":"GB","postnummer":"","poststed":"LONDON SW1","adresse":["c/o Prøve","Floor 3","1 Test Road","Testborough",""]}}`,
	UtenAdr:   `{"organisasjonsnummer":"311090089","navn":"UTEN ADRESSE"}`,
	Forbyttet: `{"organisasjonsnummer":"311090011","navn":"EN ANNEN SKOLE"}`,
	IkkeJSON:  `<!doctype html><title>Logg inn</title>`,
	Usynlig:   `{"organisasjonsnummer":"311024035","navn":"SKOLE\u202e\u0000"}`,
}

var enheter = map[string]string{
	Kommune: `{"organisasjonsnummer":"311090038","navn":"PRØVEBYEN KOMMUNE","organisasjonsform":{"kode":"KOMM"},
		"forretningsadresse":{"land":"Norge","landkode":"NO","postnummer":"5020","poststed":"BERGEN","adresse":["Rådhusgata 1"]}}`,
}

// Register answers as the API does. The zero value is right.
type Register struct {
	mu    sync.Mutex
	spurt []string
}

// Spurt are the paths asked for, in order.
func (l *Register) Spurt() []string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return append([]string(nil), l.spurt...)
}

// ServeHTTP implements [http.Handler].
func (l *Register) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	l.mu.Lock()
	l.spurt = append(l.spurt, r.URL.RequestURI())
	l.mu.Unlock()
	slag, nr, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, "/"), "/")
	svar := map[string]map[string]string{"underenheter": underenheter, "enheter": enheter}[slag][nr]
	h := w.Header()
	h.Set("Content-Type", "application/json;charset=UTF-8")
	switch {
	case r.Method != http.MethodGet:
		w.WriteHeader(http.StatusMethodNotAllowed)
	case nr == Treg:
		<-r.Context().Done()
	case nr == Feil500:
		w.WriteHeader(http.StatusInternalServerError)
		_ = json.NewEncoder(w).Encode(map[string]any{"status": 500, "feilmelding": "Feil for " + nr})
	case nr == Fjernet:
		w.WriteHeader(http.StatusGone)
	case nr == Uendelig:
		_, _ = fmt.Fprintf(w, `{"organisasjonsnummer":%q,"navn":"`, nr)
		for r.Context().Err() == nil {
			if _, err := w.Write([]byte(strings.Repeat("A", 4096))); err != nil {
				return
			}
		}
	case nr == Viderevist:
		h.Set("Location", "/underenheter/"+Skole)
		w.WriteHeader(http.StatusFound)
	case svar == "":
		w.WriteHeader(http.StatusNotFound)
		_ = json.NewEncoder(w).Encode(map[string]any{"status": 404})
	default:
		_, _ = w.Write([]byte(svar))
	}
}
