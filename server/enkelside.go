package server

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"html/template"
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// enkelside is a page the server writes itself, where the portal's own cannot be: on the way out to the identity provider,
// and in place of a document that could not be fetched. Like the portal's it has whom to call and the way out.
type enkelside struct {
	Sprak   string
	Tekst   enkeltekst
	Ord     enkelord
	Utgang  string
	Tilbake string // the page one came from, or "": then there is no link to it
	FeilID  string
	// UtAdresse and Skjema are a form that sends itself: the provider's end_session and what it takes. UtAdresse alone, without
	// Skjema, is a form one sends oneself.
	UtAdresse string
	Skjema    map[string]string
}

// Forside is the front page in the language.
func (e enkelside) Forside() string { return paSprak(e.Sprak, "/") }

// svar writes the page. Its policy lets in its own script and style by their sums, and nothing else; what the script asks for is
// the end of the session. There is no form-action: browsers apply it to every redirect after the form, and ID-porten sends the
// browser through the other services of the same session, whose addresses nobody here knows.
func (e enkelside) svar(w http.ResponseWriter, status int) {
	e.Ord = enkeltekster[e.Sprak].ord
	if e.Utgang == "" {
		e.Utgang = StandardUtgang
	}
	var b bytes.Buffer
	if err := enkelmal.Execute(&b, e); err != nil {
		w.WriteHeader(http.StatusInternalServerError)
		return
	}
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Cache-Control", "no-store")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Content-Security-Policy", "default-src 'none'; base-uri 'none'; frame-ancestors 'none'; connect-src 'self'; img-src 'self'; script-src "+
		kildesum(enkelskript)+"; style-src "+kildesum(enkelstil))
	w.WriteHeader(status)
	_, _ = b.WriteTo(w) // the browser is gone
}

// kildesum is how a policy names an inline script or style.
func kildesum(s string) string {
	h := sha256.Sum256([]byte(s))
	return "'sha256-" + base64.StdEncoding.EncodeToString(h[:]) + "'"
}

// sprakene are the portal's languages, by their codes in paths.
var sprakene = []string{"nb", "nn", "en", "se"}

// paSprak is a path in a language, as frontend/src/tekst/sprakkode.ts has them.
func paSprak(sprak, sti string) string {
	switch {
	case sprak == "nb" || !slices.Contains(sprakene, sprak):
		return sti
	case sti == "/":
		return "/" + sprak
	}
	return "/" + sprak + sti
}

// sprakISti is the language in which the portal shows a path.
func sprakISti(sti string) string {
	forste, _, _ := strings.Cut(strings.TrimPrefix(sti, "/"), "/")
	if forste != "nb" && slices.Contains(sprakene, forste) {
		return forste
	}
	return "nb"
}

// fraSide is the path of the portal's page that a request came from, "" if it came from none.
func (a Adresse) fraSide(r *http.Request) string {
	u, err := url.Parse(r.Referer())
	if err != nil || u.Path == "" || u.Scheme+"://"+u.Host != a.String() {
		return ""
	}
	return lokalSti(u.RequestURI())
}

// sprakFor is the language of who asks: that of the page she came from, or the first her browser prefers that we have.
func sprakFor(r *http.Request, fra string) string {
	if fra != "" {
		return sprakISti(fra)
	}
	for _, onske := range strings.Split(r.Header.Get("Accept-Language"), ",") {
		onske, _, _ = strings.Cut(strings.TrimSpace(onske), ";")
		onske, _, _ = strings.Cut(strings.ToLower(onske), "-")
		if onske == "no" {
			return "nb"
		}
		if slices.Contains(sprakene, onske) {
			return onske
		}
	}
	return "nb"
}

// enkelskript makes the way out work as on the portal's pages (frontend/src/flukt), and sends the form that is to send itself. It
// holds no comment and no grave accent: the template would change them, and the sum would not be its own.
const enkelskript = `(function () {
  var ut = document.getElementById('ut'), sikker = location.protocol === 'https:', trykk = [], alene = false;
  var navn = (sikker ? '__Host-' : '') + 'forlatt', kanal = window.BroadcastChannel && new BroadcastChannel('forlat');
  function bort() {
    document.documentElement.hidden = true;
    location.replace(ut.href);
  }
  function forlat(h) {
    if (h) h.preventDefault();
    document.cookie = navn + '=1; Path=/; Max-Age=7200; SameSite=Lax' + (sikker ? '; Secure' : '');
    fetch('/forlat', { method: 'POST', keepalive: true, headers: { 'X-Portal': '1' } }).catch(function () {});
    bort();
    if (kanal) kanal.postMessage(null);
  }
  function glem() {
    trykk = [];
    alene = false;
  }
  var kom = performance.getEntriesByType('navigation')[0];
  if (kom && kom.type === 'back_forward' && document.cookie.split('; ').indexOf(navn + '=1') >= 0) return bort();
  if (kanal) kanal.onmessage = bort;
  ut.addEventListener('click', forlat);
  addEventListener('pointerdown', glem, true);
  addEventListener('keydown', function (h) {
    if (h.key !== 'Shift' || h.altKey || h.ctrlKey || h.metaKey) glem();
    else if (!h.repeat) alene = true;
  }, true);
  addEventListener('keyup', function (h) {
    if (h.key !== 'Shift' || !alene) return;
    alene = false;
    trykk = trykk.filter(function (da) { return h.timeStamp - da < 5000; }).concat(h.timeStamp);
    if (trykk.length >= 3) forlat();
  }, true);
  var selv = document.getElementById('selv');
  if (selv) selv.submit();
})();`

// enkelstil is the portal's look in a few lines, without its fonts.
const enkelstil = `*{box-sizing:border-box}html[hidden]{display:none}
body{margin:0;font:1.125rem/1.6 Inter,system-ui,sans-serif;color:#242c34;background:#fff}
header{display:flex;justify-content:flex-end;padding:.75rem 1rem;border-bottom:1px solid #b9bcbe}
main{max-width:40rem;margin:0 auto;padding:2rem 1rem 3rem;overflow-wrap:anywhere}
h1{font-size:1.75rem;line-height:1.25;margin:0 0 1rem}h2{font-size:1.125rem;margin:2.5rem 0 .5rem}p{margin:0 0 1rem}
ul{list-style:none;margin:0;padding:0}.nr li{padding:.25rem 0}.nr a{font-weight:600;margin-right:.5rem}.veier a{display:inline-block;padding:.6rem 0}
a{color:#25284c}a:focus-visible,button:focus-visible{outline:3px solid #25284c;outline-offset:2px}
.ut,button{display:inline-block;font:inherit;font-weight:600;padding:.5rem 1rem;min-height:2.75rem;border:2px solid #00042e;border-radius:.5rem;background:#00042e;color:#fff;text-decoration:none}`

var enkelmal = template.Must(template.New("enkelside").Parse(strings.TrimSpace(`
<!doctype html>
<html lang="{{.Sprak}}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">
<meta name="format-detection" content="telephone=no"><link rel="icon" href="/favicon.svg" type="image/svg+xml"><title>{{.Tekst.Fane}}</title>
<style>` + enkelstil + `</style></head>
<body>
<header><a class="ut" id="ut" href="{{.Utgang}}" rel="noreferrer">{{.Ord.Forlat}}</a></header>
<main>
<h1>{{.Tekst.Tittel}}</h1>
{{range .Tekst.Avsnitt}}<p>{{.}}</p>
{{end}}{{with .FeilID}}<p>{{$.Ord.FeilID}} {{.}}</p>
{{end}}{{if .Skjema}}<form id="selv" method="post" action="{{.UtAdresse}}">
{{range $navn, $verdi := .Skjema}}<input type="hidden" name="{{$navn}}" value="{{$verdi}}">
{{end}}<noscript><button>{{.Tekst.Knapp}}</button></noscript>
</form>
{{else if .UtAdresse}}<form method="post" action="{{.UtAdresse}}"><input type="hidden" name="sprak" value="{{.Sprak}}"><p><button>{{.Tekst.Knapp}}</button></p></form>
{{end}}<ul class="veier">
{{with .Tilbake}}<li><a href="{{.}}">{{$.Ord.Tilbake}}</a></li>
{{end}}<li><a href="{{.Forside}}">{{.Ord.Forside}}</a></li>
</ul>
<h2>{{.Ord.Haster}}</h2>
<ul class="nr">
<li><a href="tel:112">112</a>{{.Ord.Liv}}</li>
<li><a href="tel:02800">02800</a>{{.Ord.Vakt}}</li>
<li><a href="tel:116111">116 111</a>{{.Ord.Barn}}</li>
</ul>
</main>
<script>` + enkelskript + `</script>
</body>
</html>`)))
