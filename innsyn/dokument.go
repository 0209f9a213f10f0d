package innsyn

import (
	"crypto/sha256"
	"errors"
	"net/url"
	"slices"
	"strings"

	"github.com/google/uuid"
)

// Dokumentkilde is where the file of a document lies.
type Dokumentkilde string

// The places, as in the SDL.
const (
	KildePortal    Dokumentkilde = "PORTAL"
	KildePostkasse Dokumentkilde = "POSTKASSE"
	KildeIngen     Dokumentkilde = "INGEN"
)

// Dokumenthindring is why a document cannot be opened here. It is an error, so that it can be told from one of ours.
type Dokumenthindring string

// The reasons, as in the SDL.
const (
	HindringIkkeFunnet       Dokumenthindring = "IKKE_FUNNET"
	HindringPostkasse        Dokumenthindring = "POSTKASSE"
	HindringIkkeTilgjengelig Dokumenthindring = "IKKE_TILGJENGELIG_NA"
	HindringForStor          Dokumenthindring = "FOR_STOR"
	HindringUgyldigType      Dokumenthindring = "UGYLDIG_TYPE"
)

func (h Dokumenthindring) Error() string { return "the document cannot be opened here: " + string(h) }

// Where documents are addressed: in our own store, below [Dokumenter.Opphav], which a case system writes as a document's
// `lenke`; and at Dokumentlager by a person (spec: «person download»), of which the second form is for level 4.
const (
	StiDokument       = "/innsyn/dokument/"
	stiNedlasting     = "/dokumentlager/nedlasting/"
	stiNedlastingNiva = "/dokumentlager/nedlasting/niva4/"
)

// personverter are the hosts of Dokumentlager's addresses for persons. We never go there: a machine fetches the same
// document by its id at another address, with its own token.
var personverter = []string{"min.kommune.no", "minside.kommune.no"}

// sted is where one document is: at one of the three places that can be opened here, or at none.
type sted struct {
	kilde         Dokumentkilde
	egen          uuid.UUID
	dokumentlager uuid.UUID
	vert          *url.URL
	adresse       string // what the case system wrote
}

// avtrykk tells two places apart, without saying where they are.
func (s sted) avtrykk() [sha256.Size]byte { return sha256.Sum256([]byte(s.adresse)) }

// sted finds a document of a journalpost, that there is. A link to where nobody has allowed us to go is as good as none.
func (d Dokumenter) sted(j journalpostJSON, nr int) sted {
	dok := j.Dokumenter[nr]
	ut := sted{kilde: KildeIngen}
	if dok.Lenke != nil {
		ut.adresse = *dok.Lenke
	}
	if d.apnes(&ut) == nil {
		ut.kilde = KildePortal
	} else if dok.SvarUtFilnummer != nil && j.SvarUtForsendelseID != nil {
		ut.kilde = KildePostkasse
	}
	return ut
}

var errIngenVei = errors.New("no way to the document")

// apnes finds the way to a place.
func (d Dokumenter) apnes(s *sted) (err error) {
	if id, egen := strings.CutPrefix(s.adresse, d.Opphav+StiDokument); egen && d.Opphav != "" {
		s.egen, err = uuid.Parse(id)
		return err
	}
	u, err := url.Parse(s.adresse)
	switch {
	case err != nil:
		return errIngenVei // the text would quote it
	case u.Scheme != "https" || u.User != nil:
	case slices.Contains(personverter, u.Host):
		if d.Dokumentlager != nil {
			s.dokumentlager, err = nedlasting(u.Path)
			return err
		}
	case d.Verter != nil && d.Verter.Tar(u):
		s.vert = u
		return nil
	}
	return errIngenVei
}

// nedlasting is the document that a person's address at Dokumentlager names.
func nedlasting(sti string) (uuid.UUID, error) {
	for _, foran := range []string{stiNedlastingNiva, stiNedlasting} {
		if id, ok := strings.CutPrefix(sti, foran); ok {
			return uuid.Parse(id)
		}
	}
	return uuid.Nil, errIngenVei
}
