package testidp

import (
	"crypto/sha256"
	"encoding/base64"
	"html/template"
	"net/http"
	"net/url"
	"strings"
)

const stil = `
body{font:18px/1.5 system-ui,sans-serif;max-width:44rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a;background:#fff}
ul{list-style:none;padding:0}
li{margin:.5rem 0}
button{font:inherit;width:100%;text-align:left;padding:.6rem 1rem;border:2px solid #0b3c5d;border-radius:.3rem;background:#fff;color:#0b3c5d;cursor:pointer}
button:hover{background:#e8f1f7}
button:focus-visible{outline:3px solid #0b3c5d;outline-offset:3px}
button span{display:block;color:#444}
.varsel{border-left:.4rem solid #8a5a00;padding:.3rem 1rem;background:#fff7e6}
`

var (
	stilHash = func() string {
		h := sha256.Sum256([]byte(stil))
		return "'sha256-" + base64.StdEncoding.EncodeToString(h[:]) + "'"
	}()
	sider = template.Must(template.New("").Parse(`{{define "topp"}}<!doctype html>
<html lang="nb">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{.Tittel}}</title>
<style>` + stil + `</style>
</head>
<body>
<main>
<h1>{{.Tittel}}</h1>
{{end}}
{{define "personer"}}{{template "topp" .}}
<p class="varsel">Dette er ikke ID-porten. Ingen av personene finnes, og ingen må bevise hvem de er.</p>
<p>Nivå: <strong>{{.Niva}}</strong></p>
<form method="post" action="{{.Handling}}">
<input type="hidden" name="request_uri" value="{{.URI}}">
<h2>Hvem vil du være?</h2>
<ul>{{range .Personer}}
<li><button name="person" value="{{.Bruker}}">{{.Navn}}<span>{{.Hva}} ({{.Bruker}})</span></button></li>{{end}}
</ul>
<p><button name="person" value="">Avbryt</button></p>
</form>
</main>
</body>
</html>{{end}}
{{define "ukjent"}}{{template "topp" .}}
<p>Innloggingen er for gammel eller allerede brukt. Gå tilbake til tjenesten og begynn på nytt.</p>
</main>
</body>
</html>{{end}}
{{define "utlogget"}}{{template "topp" .}}
<p>Du kan lukke vinduet.</p>
</main>
</body>
</html>{{end}}`))
)

func (i *IDP) sidePersoner(w http.ResponseWriter, uri string, f foresporsel) {
	niva := map[string]string{nivaer[0]: "betydelig", nivaer[1]: "høyt"}[f.acr]
	i.side(w, http.StatusOK, "personer", map[string]any{
		"Tittel": "Test-innlogging", "Niva": niva, "URI": uri, "Personer": Personer(), "Handling": i.sti + "/authorize",
	})
}

func (i *IDP) sideUkjent(w http.ResponseWriter) {
	i.side(w, http.StatusBadRequest, "ukjent", map[string]any{"Tittel": "Ukjent innlogging"})
}

func (i *IDP) side(w http.ResponseWriter, status int, navn string, data any) {
	// Browsers apply form-action to the redirect after the form too, so the client's origin must be in it.
	mal := []string{"'self'"}
	if u, err := url.Parse(i.o.Klient.RedirectURI); err == nil {
		mal = append(mal, u.Scheme+"://"+u.Host)
	}
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Content-Security-Policy", "default-src 'none'; base-uri 'none'; frame-ancestors 'none'; style-src "+stilHash+
		"; form-action "+strings.Join(mal, " "))
	w.WriteHeader(status)
	_ = sider.ExecuteTemplate(w, navn, data) // the browser is gone
}
