package server_test

import (
	"encoding/hex"
	"encoding/json"
	"io"
	"net/http"
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"barnevernportalen/ent/vault"
)

// barSak is a case as the bare handler answers it: the same fields of the same rows, by plain structs.
type barSak struct {
	ID                uuid.UUID    `json:"id"`
	Rolle             *string      `json:"rolle"`
	Kommunenummer     string       `json:"kommunenummer"`
	Tittel            string       `json:"tittel"`
	Beskrivelse       *string      `json:"beskrivelse"`
	MinPart           *barPart     `json:"minPart"`
	AndreParter       []barPart    `json:"andreParter"`
	Saksdato          *time.Time   `json:"saksdato"`
	Avsluttet         *time.Time   `json:"avsluttet"`
	SistOppdatert     *time.Time   `json:"sistOppdatert"`
	Milepeler         []barMilepel `json:"milepeler"`
	NavaerendeMilepel *barMilepel  `json:"navaerendeMilepel"`
	Saksansvarlig     *string      `json:"saksansvarlig"`
	Lenker            []barLenke   `json:"lenker"`
	Journalposter     []barPost    `json:"journalposter"`
}

type barPart struct {
	Rolle     string `json:"rolle"`
	Fornavn   string `json:"fornavn"`
	Etternavn string `json:"etternavn"`
}

type barMilepel struct {
	Navn        string     `json:"navn"`
	Startdato   time.Time  `json:"startdato"`
	Sluttdato   *time.Time `json:"sluttdato"`
	Beskrivelse *string    `json:"beskrivelse"`
}

type barLenke struct {
	URL string `json:"url"`
}

type barPost struct {
	ID                   uuid.UUID     `json:"id"`
	MappeID              uuid.UUID     `json:"mappeId"`
	Tittel               string        `json:"tittel"`
	Beskrivelse          *string       `json:"beskrivelse"`
	Dokumenttype         *string       `json:"dokumenttype"`
	Journalposttype      *string       `json:"journalposttype"`
	Dato                 *time.Time    `json:"dato"`
	Journaldato          *time.Time    `json:"journaldato"`
	DokumentetsDato      *time.Time    `json:"dokumentetsDato"`
	Klagefrist           *time.Time    `json:"klagefrist"`
	Tidslinje            bool          `json:"tidslinje"`
	Status               *string       `json:"innsynsforesporselStatus"`
	Dokumenter           []barDokument `json:"dokumenter"`
	Korrespondanseparter []struct {
		Type         string `json:"korrespondanseparttype"`
		Person       *struct{ Fornavn, Etternavn string }
		Organisasjon *struct{ Navn string }
	} `json:"korrespondanseparter"`
	Lenker []barLenke `json:"lenker"`
}

type barDokument struct {
	Tittel    string   `json:"tittel"`
	Filnavn   string   `json:"filnavn"`
	MimeType  string   `json:"mimeType"`
	Storrelse *float64 `json:"storrelse"`
}

// barSporring is how one would write it who does not have five kinds of viewer: the rows and the line in the log at once.
const barSporring = `WITH lest AS (
  SELECT m.id, m.eier, m.slag, m.rolle, m.kommunenummer, m.dato, m.innhold FROM innsynsmelding m
  WHERE m.eier = $1 AND m.mappe_id = $2 AND m.sikkerhetsniva <= 4 AND (m.tilgjengelig_til IS NULL OR m.tilgjengelig_til > now())
    AND NOT EXISTS (SELECT FROM innsynssperre s WHERE s.eier = $1 AND s.kommunenummer = m.kommunenummer AND s.opphevet IS NULL)
), logget AS (
  INSERT INTO innsynslogg (tidspunkt, eier, aktor, handling, mappe_id)
  SELECT now(), $1, 'INNBYGGER', 'MAPPE', id FROM lest WHERE slag = 'MAPPE' RETURNING id
) SELECT * FROM lest WHERE EXISTS (SELECT FROM logget)`

// bar is the bare handler. Whose the cookie is it has in its hand.
func (w *innsynslast) bar(b *testing.B) http.Handler {
	personer := map[string][]byte{}
	for _, s := range w.saker {
		personer[s.kake.Value] = s.eier
	}
	return http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		svar, err := w.barLes(r, personer)
		if err != nil {
			b.Error(err)
			rw.WriteHeader(http.StatusInternalServerError)
			return
		}
		rw.Header().Set("Content-Type", "application/json")
		_ = json.NewEncoder(rw).Encode(svar)
	})
}

func (w *innsynslast) barLes(r *http.Request, personer map[string][]byte) (*barSak, error) {
	kake, err := r.Cookie(w.saker[0].kake.Name)
	if err != nil {
		return nil, err
	}
	raw, err := io.ReadAll(r.Body)
	if err != nil {
		return nil, err
	}
	var spurt struct{ Variables struct{ ID uuid.UUID } }
	if err := json.Unmarshal(raw, &spurt); err != nil {
		return nil, err
	}
	rader, err := w.pool.Query(r.Context(), barSporring, personer[kake.Value], spurt.Variables.ID)
	if err != nil {
		return nil, err
	}
	defer rader.Close()
	var sak barSak
	var poster []barPost
	for rader.Next() {
		if err := w.barRad(rader, spurt.Variables.ID, &sak, &poster); err != nil {
			return nil, err
		}
	}
	slices.SortFunc(poster, func(a, b barPost) int { return b.Dato.Compare(*a.Dato) })
	sak.Journalposter = poster
	return &sak, rader.Err()
}

func (w *innsynslast) barRad(rader pgx.Rows, mappe uuid.UUID, sak *barSak, poster *[]barPost) error {
	var (
		id                  uuid.UUID
		eier, innhold       []byte
		slag, kommunenummer string
		rolle               *string
		dato                *time.Time
	)
	if err := rader.Scan(&id, &eier, &slag, &rolle, &kommunenummer, &dato, &innhold); err != nil {
		return err
	}
	raw, err := w.port.vault.Decrypt(innhold, vault.Context("innsynsmelding", id.String(), hex.EncodeToString(eier)))
	if err != nil {
		return err
	}
	if slag == "MAPPE" {
		return json.Unmarshal(raw, &struct{ Metadata *barSak }{sak}) //nolint:staticcheck // into what is there
	}
	p := barPost{ID: id, MappeID: mappe, Dato: dato}
	if err := json.Unmarshal(raw, &struct{ Metadata *barPost }{&p}); err != nil {
		return err
	}
	*poster = append(*poster, p)
	return nil
}
