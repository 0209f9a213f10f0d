package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"strings"
	"testing"

	"github.com/google/uuid"

	"barnevernportalen/frontend"
)

// melder is a reporter at a browser of her own, as the server sees it: logged in with a cookie, and sending the hash of
// the portal's own document.
type melder struct {
	http   *http.Client
	url    string
	hash   string
	person string // what her page is told of whose it is, and says when it sends
}

// nyMelder logs in a test person the whole way: to the identity provider, back, and a session.
func nyMelder(t testing.TB, p *program, som string) *melder {
	t.Helper()
	m := &melder{http: &http.Client{}, url: p.url, hash: dokumenthash(t, sendDokument)}
	if err := m.loggInn(som); err != nil {
		t.Fatal(err)
	}
	return m
}

// sendDokument is how the document that sends a private person's report begins.
const sendDokument = "mutation SendPrivatBekymringsmelding("

// loggInn gives the reporter a new session, whatever she had before.
func (m *melder) loggInn(som string) (err error) {
	if m.http.Jar, err = cookiejar.New(nil); err != nil {
		return err
	}
	answer, err := m.http.Get(m.url + "/logg-inn?" + url.Values{"som": {som}, "niva": {"betydelig"}, "til": {"/sesjon"}}.Encode())
	if err != nil {
		return err
	}
	defer func() { _ = answer.Body.Close() }()
	body, err := io.ReadAll(answer.Body)
	var sesjon struct{ Person string }
	if err := errors.Join(err, json.Unmarshal(body, &sesjon)); err != nil || sesjon.Person == "" {
		return errors.Join(fmt.Errorf("%s is not logged in: %s", som, body), err)
	}
	m.person = sesjon.Person
	return nil
}

// dokumenthash finds the hash of one of the portal's documents, in the list the server lets through.
func dokumenthash(t testing.TB, operation string) string {
	t.Helper()
	raw, err := fs.ReadFile(frontend.Dist, "dist/persisted-documents.json")
	if err != nil {
		t.Fatalf("the portal is not built (make build): %v", err)
	}
	var documents map[string]string
	if err := json.Unmarshal(raw, &documents); err != nil {
		t.Fatal(err)
	}
	for hash, text := range documents {
		if strings.Contains(text, operation) {
			return hash
		}
	}
	t.Fatalf("the portal has no %s", operation)
	return ""
}

var errIngenKvittering = errors.New("no receipt")

// send sends a new report, of a page and a half, and returns its reference. Anything but a receipt is an error.
func (m *melder) send(kommunenummer string) (string, error) {
	return m.sendSkjema(skjema{nokkel: uuid.New(), kommunenummer: kommunenummer, melding: strings.Repeat("Jeg er bekymret for barnet i etasjen over. ", 60)})
}

// skjema is what differs between the reports that are sent here.
type skjema struct {
	nokkel        uuid.UUID
	kommunenummer string
	bydelsnummer  *string // nil: the one the kommune has chosen
	melding       string
}

// sendSkjema sends a report, the same again if its key is.
func (m *melder) sendSkjema(s skjema) (string, error) {
	sporsmal, err := json.Marshal(map[string]any{
		"operationName": "SendPrivatBekymringsmelding",
		"extensions":    map[string]any{"persistedQuery": map[string]any{"version": 1, "sha256Hash": m.hash}},
		"variables": map[string]any{"input": map[string]any{
			"klientnokkel": s.nokkel, "kommunenummer": s.kommunenummer, "bydelsnummer": s.bydelsnummer,
			"telefonnummer": "55 12 34 56", "skjulNavn": true, "temaer": []string{"VOLD", "RUS"}, "fareNa": false,
			"barn": []any{map[string]any{
				"personnavn": "Lillebror Prøvesen", "antattAlder": "8 år", "relasjon": "Nabo", "adressevalg": "OPPGITT",
				"adresse": map[string]any{"adresselinje1": "Prøvegata 1", "postnummer": "5020", "poststed": "Bergen"},
			}},
			"melding": s.melding,
		}},
	})
	if err != nil {
		return "", err
	}
	req, err := http.NewRequest(http.MethodPost, m.url+"/graphql", bytes.NewReader(sporsmal))
	if err != nil {
		return "", err
	}
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("X-Portal", "1")
	req.Header.Set("X-Portal-Person", m.person)
	answer, err := m.http.Do(req)
	if err != nil {
		return "", err
	}
	defer func() { _ = answer.Body.Close() }()
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		return "", err
	}
	var svar struct {
		Data struct {
			Sendt struct {
				Bekymringsmelding *struct{ Referanse string }
			}
		}
	}
	if err := json.Unmarshal(body, &svar); err != nil {
		return "", err
	}
	if svar.Data.Sendt.Bekymringsmelding == nil {
		return "", fmt.Errorf("%w: %s %s", errIngenKvittering, answer.Status, body)
	}
	return svar.Data.Sendt.Bekymringsmelding.Referanse, nil
}
