package delivery

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"barnevernportalen/ent/vault"

	"github.com/google/uuid"
)

// Printmappe is the embedded print supplier: a folder that a print house, or a person with the print key, empties.
//
//	<id>.cms        the letter, sealed to the print key
//	<id>.json       {"forsendelse", "sha256", "storrelse", "tid"}, written last: where it stands, the parcel is whole.
//	                With "adresse", a list of lines: a case system sealed this one without an address page, so whoever
//	                prints it puts these lines in the envelope's window. Without: the letter has its own address page
//	svar/<id>.json  the answer, by the one who prints: {"status", "tid"}; status is MOTTATT, SENDT_PRINT, PRINTET or AVVIST
//
// No name or word of the report is in any of them. Whoever prints takes files away from the folder; what we wrote before
// we do not write again.
type Printmappe struct{ dir string }

const svarmappe = "svar"

// OpenPrintmappe opens the folder, making it (0700) if it is not there.
func OpenPrintmappe(dir string) (*Printmappe, error) {
	if err := os.MkdirAll(filepath.Join(dir, svarmappe), 0o700); err != nil {
		return nil, fmt.Errorf("make the print outbox: %w", err)
	}
	return &Printmappe{dir: dir}, nil
}

type printmetadata struct {
	Forsendelse uuid.UUID `json:"forsendelse"`
	Sha256      string    `json:"sha256"` // of the ciphertext, hexadecimal
	Storrelse   int       `json:"storrelse"`
	Tid         time.Time `json:"tid"` // when it was handed over, by our clock
	Adresse     []string  `json:"adresse,omitempty"`
}

// Send implements [Utskrift]: when it returns, both files are on the disk, and so are their names. The same letter again
// gives the same bytes under the same names.
func (m *Printmappe) Send(_ context.Context, b Brevpakke) (string, error) {
	sum := sha256.Sum256(b.Innhold)
	if !bytes.Equal(sum[:], b.Sha256) {
		return "", errors.New("a sealed letter is not what it was") // the row was damaged: not to be printed, and not to be forgotten
	}
	metadata := printmetadata{
		Forsendelse: b.ID, Sha256: hex.EncodeToString(sum[:]), Storrelse: len(b.Innhold), Tid: b.Tid.UTC(),
	}
	if b.UtenAdresse {
		metadata.Adresse = b.Mottaker.Brevadresse()
	}
	meta, err := json.Marshal(metadata)
	if err != nil {
		return "", fmt.Errorf("write a letter: %w", err)
	}
	id := b.ID.String()
	if err := vault.WriteFile(filepath.Join(m.dir, id+".cms"), b.Innhold); err != nil {
		return "", err
	}
	return id, vault.WriteFile(filepath.Join(m.dir, id+".json"), append(meta, '\n'))
}

// mappestatus are the words an answer may hold.
var mappestatus = map[string]Brevutfall{
	"MOTTATT": BrevUnderveis, "SENDT_PRINT": BrevUnderveis, "PRINTET": BrevPostlagt, "AVVIST": BrevAvvist,
}

// maksSvar is more than any answer needs, in bytes.
const maksSvar = 4096

// Status implements [Utskrift]. An answer that is not there, half written or of another form says nothing: the letter's
// own deadline speaks for it.
func (m *Printmappe) Status(_ context.Context, ids []string) ([]Brevsvar, error) {
	var out []Brevsvar
	for _, id := range ids {
		if _, err := uuid.Parse(id); err != nil {
			continue // never a path
		}
		path := filepath.Join(m.dir, svarmappe, id+".json")
		info, err := os.Lstat(path)
		if errors.Is(err, os.ErrNotExist) {
			continue
		}
		if err != nil {
			return out, fmt.Errorf("read the print supplier's answers: %w", err)
		}
		if !info.Mode().IsRegular() || info.Size() > maksSvar {
			continue
		}
		raw, err := os.ReadFile(path)
		if err != nil {
			return out, fmt.Errorf("read the print supplier's answers: %w", err)
		}
		var s struct {
			Status string    `json:"status"`
			Tid    time.Time `json:"tid"`
		}
		if json.Unmarshal(raw, &s) != nil {
			continue
		}
		if utfall, ok := mappestatus[s.Status]; ok {
			out = append(out, Brevsvar{EksternID: id, Utfall: utfall, Kode: s.Status, Tid: s.Tid})
		}
	}
	return out, nil
}
