package innsyn

import (
	"context"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/ent/db"
	"barnevernportalen/ent/db/innsynslogg"
	"barnevernportalen/ent/vault"
	"barnevernportalen/ent/viewer"
)

// MaksLogg is the longest page of the log.
const MaksLogg = 100

// Innslag is one reading of a person's set: what, when, and who by kind. It names nobody and no place.
type Innslag struct {
	Tidspunkt              time.Time
	Handling               innsynslogg.Handling
	Aktor                  innsynslogg.Aktor
	MappeID, JournalpostID *uuid.UUID
	SamtykkeID             *uuid.UUID
	Markor                 string // its place in the log, for the session that read it
}

// Loggside is a page of the log.
type Loggside struct {
	Innslag  []Innslag
	HarFlere bool
}

// Innsynslogg reads who has read this person's set, newest first: at most antall (1 to [MaksLogg]) from before the entry of a
// cursor, or from the end if that is empty. Error: [ErrSok], of a cursor that this session has not been given.
func (s *Service) Innsynslogg(ctx context.Context, antall int, etter string) (*Loggside, error) {
	v, err := innbygger(ctx)
	if err != nil {
		return nil, err
	}
	antall = min(max(antall, 1), MaksLogg)
	q := s.DB.Client().Innsynslogg.Query().Order(db.Desc(innsynslogg.FieldID)).Limit(antall + 1)
	if etter != "" {
		nr, err := s.lesLoggmarkor(v, etter)
		if err != nil {
			return nil, err
		}
		q = q.Where(innsynslogg.IDLT(nr))
	}
	rader, err := q.All(ctx)
	if err != nil {
		return nil, fmt.Errorf("read the log of a person's set: %w", err)
	}
	ut := &Loggside{HarFlere: len(rader) > antall}
	for _, r := range rader[:min(antall, len(rader))] {
		markor, err := s.loggmarkor(v, r.ID)
		if err != nil {
			return nil, err
		}
		ut.Innslag = append(ut.Innslag, Innslag{Tidspunkt: r.Tidspunkt, Handling: r.Handling, Aktor: r.Aktor,
			MappeID: r.MappeID, JournalpostID: r.JournalpostID, SamtykkeID: r.SamtykkeID, Markor: markor})
	}
	return ut, nil
}

// loggmarkor seals an entry's number for a session. All persons' entries are numbered in one row: whoever saw two of her own
// would see how much is read by others between.
func (s *Service) loggmarkor(v viewer.Innbygger, nr int64) (string, error) {
	sealed, err := s.Vault.Encrypt(binary.BigEndian.AppendUint64(nil, uint64(nr)), aadLoggmarkor(v))
	if err != nil {
		return "", fmt.Errorf("seal a place in the log: %w", err)
	}
	return base64.RawURLEncoding.EncodeToString(sealed), nil
}

// maksLoggmarkor is longer than any cursor of the log, in characters.
const maksLoggmarkor = 100

func (s *Service) lesLoggmarkor(v viewer.Innbygger, markor string) (int64, error) {
	if len(markor) > maksLoggmarkor {
		return 0, ErrSok
	}
	sealed, err := base64.RawURLEncoding.Strict().DecodeString(markor)
	if err != nil {
		return 0, ErrSok
	}
	raw, err := s.Vault.Decrypt(sealed, aadLoggmarkor(v))
	if errors.Is(err, vault.ErrDecrypt) || err == nil && len(raw) != 8 {
		return 0, ErrSok
	}
	if err != nil {
		return 0, fmt.Errorf("open a place in the log: %w", err)
	}
	return int64(binary.BigEndian.Uint64(raw)), nil
}

func aadLoggmarkor(v viewer.Innbygger) []byte {
	return vault.Context("loggmarkor", v.SesjonID.String())
}
