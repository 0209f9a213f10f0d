package server

import (
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"html/template"
	"log/slog"
	"net/http"
	"strings"
)

// LoggUt answers POST /logg-ut: it ends the session here, closes its sockets, and takes the browser to the provider's
// end_session endpoint, so that the next person at this machine is not logged in by one click.
//
// The id_token goes there by a form, as ID-porten recommends, and not in the address of a redirect: it holds the
// identity number, and an address ends up in histories and logs. The page with the form sends itself; without scripts
// there is a button.
func (i *Innlogging) LoggUt(w http.ResponseWriter, r *http.Request) {
	s := i.sesjoner
	ses, err := s.les(r)
	if err == nil {
		err = s.avslutt(r.Context(), ses.id)
	}
	if err != nil && !errors.Is(err, errIngenSesjon) {
		s.utilgjengelig(w, r, err) // the cookie stays: whoever is told «logged out» must be
		return
	}
	s.Adresse.slettKake(w, kakeSesjon)
	s.Adresse.slettKake(w, kakeInnlogging)
	// Not "cookies": that would clear those of every site under the same registered domain.
	w.Header().Set("Clear-Site-Data", `"cache", "storage"`)
	if err != nil {
		videre(w, StiUtlogget)
		return
	}
	m, err := i.utsteder.metadata.les(r.Context())
	if err != nil {
		s.Logg.LogAttrs(r.Context(), slog.LevelWarn, "utlogging bare her", slog.Any("feil", err))
		videre(w, StiUtlogget)
		return
	}
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Cache-Control", "no-store")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("X-Content-Type-Options", "nosniff")
	// No form-action: browsers apply it to every redirect after the form, and ID-porten sends the browser through the
	// other services of the same session, whose addresses nobody here knows.
	h.Set("Content-Security-Policy", "default-src 'none'; base-uri 'none'; frame-ancestors 'none'; script-src "+skriptHash)
	_ = utlogging.Execute(w, map[string]string{ // the browser is gone
		"Adresse": m.EndSession, "Token": ses.Identitet.Token, "Klient": i.klient.id, "Etter": s.Adresse.String() + StiUtlogget,
	})
}

const utloggingSkript = `document.forms[0].submit()`

var (
	skriptHash = func() string {
		h := sha256.Sum256([]byte(utloggingSkript))
		return "'sha256-" + base64.StdEncoding.EncodeToString(h[:]) + "'"
	}()
	utlogging = template.Must(template.New("utlogging").Parse(strings.TrimSpace(`
<!doctype html>
<html lang="nb">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Logger ut</title></head>
<body>
<main>
<h1>Du logges ut</h1>
<form method="post" action="{{.Adresse}}">
<input type="hidden" name="id_token_hint" value="{{.Token}}">
<input type="hidden" name="client_id" value="{{.Klient}}">
<input type="hidden" name="post_logout_redirect_uri" value="{{.Etter}}">
<noscript><p>Du er logget ut her. Logg også ut av ID-porten:</p><button>Logg ut av ID-porten</button></noscript>
</form>
</main>
<script>` + utloggingSkript + `</script>
</body>
</html>`)))
)
