package server

import (
	"bytes"
	"crypto/rand"
	"net/http"
	"net/url"

	"barnevernportalen/ent/viewer"
)

// Where GraphiQL is, in the portal's two languages.
const (
	StiGraphiql   = "/admin/graphiql"
	stiGraphiqlEn = "/en/admin/graphiql"
)

// graphiqlfil is the page, as the portal's build names it. It stands at no other path.
const graphiqlfil = "graphiql.html"

// nonceplass is what stands in the page for the nonce of one answer.
const nonceplass = "__NONCE__"

// cspGraphiql is [csp] but for two things that Monaco, the editor in GraphiQL, cannot do without. It places each line of text
// with a style attribute in HTML that it builds as text, so style attributes are let in; and it keeps its theme in a style
// element that it makes itself, which must carry the nonce of this answer. No script is let in that the portal's own policy
// would not let in, and there is no other host to ask for anything: a style that should not be there has nobody to tell.
func cspGraphiql(nonce string) string {
	return "default-src 'none'; script-src 'self'; worker-src 'self'; style-src-elem 'self' 'nonce-" + nonce + "'; style-src-attr 'unsafe-inline'; " +
		"img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
}

// graphiql answers with GraphiQL, to an administrator logged in at the high level. Others go through the login, or are told
// what they would be told of a page that does not exist: the portal's own «not found», with its status.
//
// The page is a form without words: what it may ask is decided at /graphql, again, for each question.
func (s *Server) graphiql(p *portal) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		i, inne := viewer.InnloggetFrom(r.Context())
		_, admin := i.Som(viewer.RolleAdmin)
		switch {
		case inne && !admin, len(p.graphiql.innhold) == 0: // not built
			p.svar(w, r, p.filer["index.html"], http.StatusNotFound)
		case !inne, i.Niva < viewer.NivaHoyt:
			http.Redirect(w, r, "/logg-inn?"+url.Values{"niva": {"hoyt"}, "til": {r.URL.Path}}.Encode(), http.StatusSeeOther)
		default:
			nonce := rand.Text()
			w.Header().Set("Content-Security-Policy", cspGraphiql(nonce))
			w.Header().Set("Content-Type", p.graphiql.mime)
			_, _ = w.Write(bytes.ReplaceAll(p.graphiql.innhold, []byte(nonceplass), []byte(nonce))) // the browser is gone
		}
	})
}
