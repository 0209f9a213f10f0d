package fiksapi

import (
	"errors"
	"log/slog"
	"net/http"
	"strings"

	"github.com/google/uuid"

	"barnevernportalen/bekymring"
	"barnevernportalen/graph"
	"barnevernportalen/server"
)

// The texts of errors, in bokmål as the platform's own. Those of 401 are in server.Maskiner.
const (
	ukjentSti     = "Stien finnes ikke."
	feilMetode    = "Stien tar ikke denne metoden."
	ingenRett     = "Integrasjonen har verken rettigheten PRODUSENT eller KONSUMENT."
	ikkeProdusent = "Integrasjonen har ikke rettigheten PRODUSENT for denne organisasjonen."
	ikkeFunnet    = "Finnes ikke."
	ugyldig       = "Forespørselen kan ikke leses."
	forSen        = "Det tok for lang tid å sende forespørselen. Ingenting ble lagret. Prøv igjen."
	forStor       = "Forespørselen er for stor."
	utilgjengelig = "Tjenesten er utilgjengelig nå. Ingenting ble lagret. Prøv igjen."
	uvisst        = "Det er ikke sikkert om meldingen ble lagret. Send de samme bytene igjen: da blir det den samme meldingen."
	intern        = "Noe gikk galt hos oss."
)

// feil is an error with its answer.
type feil struct {
	status  int
	kode    string // errorCode; empty: none
	melding string
	grunner any   // errorJson; nil: none
	arsak   error // for the log; nil: the caller's own doing
}

// Error implements error.
func (f feil) Error() string { return f.kode + " " + f.melding }

// grunn is one reason in errorJson.
type grunn struct {
	Sti     []string `json:"sti"`
	Kode    string   `json:"kode"`
	Melding string   `json:"melding"`
}

// tilFeil finds the answer to an error.
func tilFeil(err error) feil {
	var f feil
	avvist, tooBig, panikk := new(bekymring.Avvist), new(http.MaxBytesError), graph.Feil{}
	switch {
	case errors.As(err, &f):
		return f
	case errors.Is(err, bekymring.ErrIkkeProdusent):
		return feil{status: http.StatusForbidden, melding: ikkeProdusent}
	case errors.As(err, &avvist):
		return avvisning(avvist)
	case errors.As(err, &tooBig):
		return feil{status: http.StatusRequestEntityTooLarge, kode: string(bekymring.AvvistForStor), melding: forStor}
	case errors.As(err, &panikk):
		return feil{status: http.StatusInternalServerError, melding: intern, arsak: err}
	}
	kode, logges := graph.Arsak(err)
	f = feil{status: http.StatusInternalServerError, melding: intern}
	switch kode {
	case graph.KodeIkkeFunnet:
		f = feil{status: http.StatusNotFound, melding: ikkeFunnet}
	case graph.KodeUgyldigForesporsel:
		f = feil{status: http.StatusBadRequest, melding: ugyldig}
	case graph.KodeUtilgjengelig, graph.KodeForMye: // no more than this was published, and clients know to come again
		f = feil{status: http.StatusServiceUnavailable, kode: string(kode), melding: utilgjengelig}
	case graph.KodeUvisst:
		f = feil{status: http.StatusInternalServerError, kode: string(kode), melding: uvisst}
	}
	if logges {
		f.arsak = err
	}
	return f
}

// avvisning: what the path names and is not there is 404, too much is 413, all else is 400.
func avvisning(a *bekymring.Avvist) feil {
	grunner := make([]grunn, 0, len(a.Grunner))
	for _, g := range a.Grunner {
		grunner = append(grunner, grunn{g.Sti, string(g.Kode), g.Melding})
	}
	forste := grunner[0]
	f := feil{status: http.StatusBadRequest, kode: forste.Kode, melding: strings.Join(forste.Sti, ".") + ": " + forste.Melding, grunner: grunner}
	switch a.Grunner[0].Kode {
	case bekymring.AvvistUkjentKommune, bekymring.AvvistUkjentBydel, bekymring.AvvistIkkeAktiv:
		f.status = http.StatusNotFound
	case bekymring.AvvistForStor:
		f.status = http.StatusRequestEntityTooLarge
	}
	return f
}

// svarFeil answers with the error body and writes a line in the log under the same errorId: the path's pattern is in the
// line of the access log, and no part of the path is in either.
func (a *API) svarFeil(w http.ResponseWriter, r *http.Request, err error) {
	f, id := tilFeil(err), uuid.New()
	niva, felt := slog.LevelInfo, []slog.Attr{slog.String("errorId", id.String()), slog.Int("status", f.status), slog.String("kode", f.kode)}
	if f.status == http.StatusServiceUnavailable {
		w.Header().Set("Retry-After", "5")
	}
	if f.status >= http.StatusInternalServerError {
		niva = slog.LevelError
	}
	if f.arsak != nil {
		felt = append(felt, slog.String("feil", graph.Loggtekst(f.arsak)))
	}
	a.Log.LogAttrs(r.Context(), niva, "fiksapi", felt...)
	server.Fiksfeil{Status: f.status, Melding: f.melding, ErrorID: id, Kode: f.kode, Grunner: f.grunner}.Skriv(w, r)
}
