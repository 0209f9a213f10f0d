package innsyn

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
	"time"

	"entgo.io/ent/dialect/sql"
	"github.com/google/uuid"

	"barnevernportalen/ent"
	"barnevernportalen/ent/db"
	"barnevernportalen/ent/db/innsynsmelding"
	"barnevernportalen/ent/vault"
	"barnevernportalen/ent/viewer"
)

// lenkeLevetid is how long a link may be followed.
const lenkeLevetid = time.Minute

// Lenkebevis is a link to one document for one session, sealed: nobody else opens it, and no process remembers it.
type Lenkebevis struct {
	Token     string
	GyldigTil time.Time
}

// lenkemal is what a link says. Of the file it has only an imprint: one that another has taken the place of is another.
type lenkemal struct {
	journalpost uuid.UUID
	nr          uint32
	avtrykk     [sha256.Size]byte
	utloper     time.Time // whole milliseconds
}

// er reports whether the document is the one that the link was made for.
func (m lenkemal) er(d *apnet) bool { return d.sted.avtrykk() == m.avtrykk }

// LagDokumentlenke makes a link to a document of this person's, for this session, or says why there is none
// ([Dokumenthindring], [ErrForMangeSamtidige]). The document is opened to see whether it can be, and no byte of it shown, so
// it is not logged: that it is there the journalpost has told, which was.
func (s *Service) LagDokumentlenke(ctx context.Context, journalpost uuid.UUID, nr int) (*Lenkebevis, error) {
	v, err := innbygger(ctx)
	if err != nil {
		return nil, err
	}
	d, err := s.finnDokument(ctx, journalpost, nr)
	if err != nil {
		return nil, err
	}
	dok, err := s.hent(ctx, v.SesjonID, d)
	if err != nil {
		return nil, err
	}
	_ = dok.Close() // it was there, and may be shown
	mal := lenkemal{journalpost, uint32(nr), d.sted.avtrykk(), time.Now().Add(lenkeLevetid).Truncate(time.Millisecond)}
	token, err := s.forseglLenke(v, mal)
	if err != nil {
		return nil, err
	}
	return &Lenkebevis{Token: token, GyldigTil: mal.utloper}, nil
}

// finnDokument looks up a document of this person's, unlogged, or HindringIkkeFunnet.
func (s *Service) finnDokument(ctx context.Context, journalpost uuid.UUID, nr int) (*apnet, error) {
	sporring := s.DB.Client().Innsynsmelding.Query()
	medMappe(journalpost)(sporring)
	rader, err := sporring.All(ctx)
	if err != nil {
		return nil, fmt.Errorf("look for a document: %w", err)
	}
	if !slices.ContainsFunc(rader, func(r *db.Innsynsmelding) bool { return r.Slag == innsynsmelding.SlagMappe }) {
		return nil, HindringIkkeFunnet // a journalpost without its mappe is not shown
	}
	return s.dokument(rader, journalpost, nr)
}

// medMappe selects a journalpost and its mappe.
func medMappe(journalpost uuid.UUID) func(*db.InnsynsmeldingQuery) {
	return func(q *db.InnsynsmeldingQuery) {
		q.Where(func(sel *sql.Selector) {
			t := sql.Table(innsynsmelding.Table).As("spurt")
			sel.Where(sql.Or(sql.EQ(sel.C(innsynsmelding.FieldID), journalpost), sql.In(sel.C(innsynsmelding.FieldID),
				sql.Select(t.C(innsynsmelding.FieldMappeID)).From(t).Where(sql.EQ(t.C(innsynsmelding.FieldID), journalpost)))))
		})
	}
}

// apnet is a document of a journalpost that has been opened.
type apnet struct {
	rad  *db.Innsynsmelding
	sted sted
}

// dokument opens one document of a journalpost among the rows, or HindringIkkeFunnet.
func (s *Service) dokument(rader []*db.Innsynsmelding, journalpost uuid.UUID, nr int) (*apnet, error) {
	for _, r := range rader {
		if r.ID != journalpost {
			continue
		}
		var j journalpostJSON
		if err := s.apne(r, &j); err != nil {
			return nil, err
		}
		if nr < 0 || nr >= len(j.Dokumenter) || j.Dokumenter[nr] == nil {
			break
		}
		return &apnet{rad: r, sted: s.Dokumenter.sted(j, nr)}, nil
	}
	return nil, HindringIkkeFunnet
}

// forseglLenke seals a link for a session. The session stands in it as what it is sealed for: another's does not open it.
func (s *Service) forseglLenke(v viewer.Innbygger, m lenkemal) (string, error) {
	raw := append([]byte(nil), m.journalpost[:]...)
	raw = binary.BigEndian.AppendUint32(raw, m.nr)
	raw = append(raw, m.avtrykk[:]...)
	raw = binary.BigEndian.AppendUint64(raw, uint64(m.utloper.UnixMilli()))
	sealed, err := s.Vault.Encrypt(raw, aadLenke(v))
	if err != nil {
		return "", fmt.Errorf("seal a link: %w", err)
	}
	return base64.RawURLEncoding.EncodeToString(sealed), nil
}

// lenkelengde is the length of what forseglLenke seals, in bytes.
const lenkelengde = 16 + 4 + sha256.Size + 8

// apneLenke opens a link of this session's that has not run out. All else is [ent.ErrIkkeFunnet].
func (s *Service) apneLenke(v viewer.Innbygger, token string) (lenkemal, error) {
	var m lenkemal
	sealed, err := base64.RawURLEncoding.Strict().DecodeString(token)
	if err != nil || len(sealed) > 2*lenkelengde {
		return m, ent.ErrIkkeFunnet
	}
	raw, err := s.Vault.Decrypt(sealed, aadLenke(v))
	if errors.Is(err, vault.ErrDecrypt) || err == nil && len(raw) != lenkelengde {
		return m, ent.ErrIkkeFunnet
	}
	if err != nil {
		return m, fmt.Errorf("open a link: %w", err)
	}
	copy(m.journalpost[:], raw)
	m.nr = binary.BigEndian.Uint32(raw[16:])
	copy(m.avtrykk[:], raw[20:])
	m.utloper = time.UnixMilli(int64(binary.BigEndian.Uint64(raw[20+sha256.Size:])))
	if !time.Now().Before(m.utloper) {
		return m, ent.ErrIkkeFunnet
	}
	return m, nil
}

func aadLenke(v viewer.Innbygger) []byte { return vault.Context("dokumentlenke", v.SesjonID.String()) }
