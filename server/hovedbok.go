package server

import (
	"context"
	"encoding/csv"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"log/slog"

	"barnevernportalen/delivery"
	"barnevernportalen/ent"
	"barnevernportalen/ent/viewer"
	"barnevernportalen/graph"
)

// hovedbokkolonner are the file's headings: as the contract has the fields.
var hovedbokkolonner = []string{"id", "innsendt", "kommunenummer", "kommune", "bydelsnummer", "bydel", "nr", "type", "versjon", "fraFagsystem",
	"kanal", "tilstand", "bevis", "bevist", "avvist", "slettet", "advarsler"}

// hovedbok gives the ledger as a file, a page at a time as it is read, to whoever administers the receivers: the same rows as
// the field meldinger. It ends with the session, and at the next page when any right to it is withdrawn; where it breaks off its
// last line says so, and the answer is not ended as a whole one is.
func (s *Server) hovedbok(w http.ResponseWriter, r *http.Request) {
	ctx, err := graph.Krev(r.Context(), []viewer.Rolle{viewer.RolleAdmin}, viewer.NivaHoyt, nil)
	var f delivery.Hovedbokfilter
	if err == nil {
		f, err = graph.LesHovedbokfilter(r.URL.Query())
	}
	if err != nil {
		svarFeil(w, s.feil.Feil(r.Context(), err))
		return
	}
	ctx, slutt := s.iOkten(ctx)
	defer slutt()
	var ut *csv.Writer // nil until the first page is read: what is wrong before that is told in an answer
	c, tid := http.NewResponseController(w), delivery.NewKalender()
	err = s.Delivery.HeleHovedbok(ctx, f, s.haddeOgHar, func(side []delivery.Hovedbokmelding) error {
		if ut == nil {
			ut = begynnCSV(w)
		}
		_ = c.SetReadDeadline(time.Now().Add(fristBit)) // or the request is given up when its own reading should have ended
		_ = c.SetWriteDeadline(time.Now().Add(fristBit))
		for _, m := range side {
			_ = ut.Write(trygt(hovedboklinje(m, tid))) // Error says it below
		}
		ut.Flush()
		return ut.Error()
	})
	switch {
	case err != nil && ut == nil:
		svarFeil(w, s.feil.Feil(r.Context(), err))
	case err != nil:
		if ctx.Err() == nil {
			s.Log.WarnContext(ctx, "the ledger as a file was broken off", slog.String("feil", graph.Loggtekst(err)))
		}
		linje := make([]string, len(hovedbokkolonner))
		linje[0] = ikkeHel
		_ = ut.Write(linje)
		ut.Flush()
		_ = c.Flush()               // or what is given up is not sent
		panic(http.ErrAbortHandler) // half a file must not look like a whole one
	}
}

// ikkeHel is the last line of a file that was broken off.
const ikkeHel = "IKKE HEL: filen ble brutt av her, og resten mangler"

// haddeOgHar is nil while the caller administers all that she did when her request was let in. With less than that the rest would be
// other rows than those the file began with, and nobody could see which are missing.
func (s *Server) haddeOgHar(ctx context.Context) error {
	i, _ := viewer.InnloggetFrom(ctx)
	hadde, _ := viewer.From(ctx).(viewer.Admin)
	var err error
	if i.Tilganger, err = s.Sesjoner.Tilganger(ctx, i.Person); err != nil {
		return err
	}
	v, _ := i.Som(viewer.RolleAdmin)
	har, ok := v.(viewer.Admin)
	if !ok || hadde.Hele && !har.Hele || slices.ContainsFunc(hadde.Kommuner, func(k string) bool { return !har.Kan(k) }) {
		return ent.ErrIkkeFunnet
	}
	return nil
}

func begynnCSV(w http.ResponseWriter) *csv.Writer {
	h := w.Header()
	h.Set("Content-Type", "text/csv; charset=utf-8; header=present")
	h.Set("Content-Disposition", `attachment; filename="hovedbok.csv"`)
	h.Set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'; sandbox")
	_, _ = w.Write([]byte("\ufeff")) // a spreadsheet takes it for another alphabet otherwise
	ut := csv.NewWriter(w)
	ut.Comma, ut.UseCRLF = ';', true // as a spreadsheet in Norway splits a line
	_ = ut.Write(hovedbokkolonner)
	return ut
}

func hovedboklinje(m delivery.Hovedbokmelding, k delivery.Kalender) []string {
	tid := func(t *time.Time) string {
		if t == nil {
			return ""
		}
		return k.Lokal(*t).Format(time.RFC3339)
	}
	var advarsler []string
	for _, a := range m.Advarsler {
		advarsler = append(advarsler, string(a))
	}
	return []string{m.ID.String(), tid(&m.Innsendt), m.Mottaker.Kommunenummer, m.Mottaker.Kommunenavn, m.Mottaker.Bydelsnummer, m.Mottaker.Bydelsnavn,
		strconv.Itoa(m.Nr), string(m.Type), string(m.Versjon), strconv.FormatBool(m.FraFagsystem), string(m.Kanal), string(m.Tilstand), string(m.Bevis),
		tid(m.Bevist), tid(m.Avvist), tid(m.Slettet), strings.Join(advarsler, " ")}
}

// trygt keeps a spreadsheet from taking a name for a formula. Source: OWASP, «CSV Injection».
func trygt(linje []string) []string {
	for i, celle := range linje {
		if celle != "" && strings.ContainsRune("=+-@\t\r\n", rune(celle[0])) {
			linje[i] = "'" + celle
		}
	}
	return linje
}
