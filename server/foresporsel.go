package server

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"net/http"
	"strings"

	"github.com/99designs/gqlgen/graphql"
)

// The two media types of an answer. The old one stays what is given to who asks for nothing in particular.
const (
	medieJSON    = "application/json"
	medieGraphQL = "application/graphql-response+json"
)

// svarmedie picks the media type: the first that both sides know.
func svarmedie(accept []string) string {
	for del := range strings.SplitSeq(strings.Join(accept, ","), ",") {
		m, _, err := mime.ParseMediaType(strings.TrimSpace(del))
		if err != nil {
			continue
		}
		switch m {
		case medieGraphQL:
			return medieGraphQL
		case medieJSON, "application/*", "*/*":
			return medieJSON
		}
	}
	return medieJSON
}

// lesForesporsel reads a GraphQL request, or says with which status it is refused. One request is one operation: a list
// of them (batching) would be one request to every limit we count by.
func lesForesporsel(r *http.Request) (*graphql.RawParams, int) {
	var p *graphql.RawParams
	var status int
	switch r.Method {
	case http.MethodPost:
		p, status = lesPost(r)
	case http.MethodGet:
		p, status = lesGet(r)
	default:
		return nil, http.StatusMethodNotAllowed
	}
	if p == nil {
		return nil, status
	}
	if _, harHash := hashen(p.Extensions); p.Query == "" && !harHash {
		return nil, http.StatusBadRequest
	}
	p.Headers = r.Header
	return p, 0
}

func lesPost(r *http.Request) (*graphql.RawParams, int) {
	m, mp, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	// No other type: a form or text/plain would come without the browser asking leave first.
	if err != nil || m != medieJSON || (mp["charset"] != "" && !strings.EqualFold(mp["charset"], "utf-8")) {
		return nil, http.StatusUnsupportedMediaType
	}
	body, err := io.ReadAll(r.Body)
	if tooBig := (*http.MaxBytesError)(nil); errors.As(err, &tooBig) {
		return nil, http.StatusRequestEntityTooLarge
	}
	if err != nil {
		return nil, http.StatusBadRequest
	}
	p := new(graphql.RawParams)
	d := json.NewDecoder(bytes.NewReader(body))
	d.UseNumber()
	if bytes.HasPrefix(bytes.TrimLeft(body, " \t\r\n"), []byte("{")) && d.Decode(p) == nil && !d.More() {
		return p, 0
	}
	return nil, http.StatusBadRequest
}

// lesGet reads the form that tools use for queries. Only who may send free documents gets further with it (trusted.go):
// the portal never puts a variable where it ends in a log or a history.
func lesGet(r *http.Request) (*graphql.RawParams, int) {
	q := r.URL.Query()
	p := &graphql.RawParams{Query: q.Get("query"), OperationName: q.Get("operationName")}
	for navn, til := range map[string]*map[string]any{"variables": &p.Variables, "extensions": &p.Extensions} {
		if s := q.Get(navn); s != "" && json.Unmarshal([]byte(s), til) != nil {
			return nil, http.StatusBadRequest
		}
	}
	if _, harHash := hashen(p.Extensions); harHash {
		return nil, http.StatusMethodNotAllowed
	}
	return p, 0
}
