package main

import (
	"crypto/sha256"
	"crypto/x509"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/delivery/seal"
)

// lesTilbake reads a whole report back and compares every file with melding.json. Its bevis is what the disk says.
// Errors: errIkkeHer; errSkadet; any other is the disk's.
func (l *lager) lesTilbake(id uuid.UUID) (melding, error) {
	var m melding
	raw, err := os.ReadFile(l.sti(meldingMappe, id.String(), meldingFil))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		if _, err := os.Stat(l.sti(meldingMappe, id.String())); err == nil {
			return melding{}, errSkadet
		}
		return melding{}, errIkkeHer
	case err != nil:
		return melding{}, fmt.Errorf("read back: %w", err)
	case json.Unmarshal(raw, &m) != nil || m.ID != id || len(m.Filer) == 0:
		return melding{}, errSkadet
	}
	if err := l.stemmer(id, forsegletFil, m.Sha256); err != nil {
		return melding{}, err
	}
	for navn, sum := range m.Filer {
		if err := l.stemmer(id, navn, sum); err != nil {
			return melding{}, err
		}
	}
	if _, har := m.Filer[seal.BevisName]; har {
		raw, err := os.ReadFile(l.sti(meldingMappe, id.String(), seal.BevisName))
		if err != nil {
			return melding{}, fmt.Errorf("read back: %w", err)
		}
		var b bevisfil
		if json.Unmarshal(raw, &b) != nil {
			return melding{}, errSkadet
		}
		m.bevis = b.Bevis
	}
	return m, nil
}

// stemmer hashes a file as it lies on the disk.
func (l *lager) stemmer(id uuid.UUID, navn, sum string) error {
	return l.stemmerI(meldingMappe, id, navn, sum)
}

func (l *lager) stemmerI(under string, id uuid.UUID, navn, sum string) error {
	if navn != filepath.Base(navn) {
		return errSkadet
	}
	f, err := os.Open(l.sti(under, id.String(), navn))
	if errors.Is(err, fs.ErrNotExist) {
		return errSkadet
	}
	if err != nil {
		return fmt.Errorf("read back: %w", err)
	}
	defer func() { _ = f.Close() }()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return fmt.Errorf("read back: %w", err)
	}
	if hex.EncodeToString(h.Sum(nil)) != sum {
		return errSkadet
	}
	return nil
}

// flyttSkadet takes a damaged report out of the way; it is kept, since part of it may still be read.
func (l *lager) flyttSkadet(id uuid.UUID) error {
	til := l.sti(skadetMappe, id.String()+"-"+uuid.NewString())
	if err := os.Rename(l.sti(meldingMappe, id.String()), til); err != nil {
		return fmt.Errorf("set a damaged report aside: %w", err)
	}
	return l.synkMappe(l.sti(skadetMappe))
}

// alle are the ids in one of the folders.
func (l *lager) alle(under string) ([]uuid.UUID, error) {
	mapper, err := os.ReadDir(l.sti(under))
	if err != nil {
		return nil, fmt.Errorf("list the store: %w", err)
	}
	var ids []uuid.UUID
	for _, e := range mapper {
		if id, err := uuid.Parse(e.Name()); err == nil && e.Name() == id.String() {
			ids = append(ids, id)
		}
	}
	return ids, nil
}

// tilSide is what is known of sealed bytes that were kept without being opened.
type tilSide struct {
	Type   string            `json:"type"`
	Kanal  string            `json:"kanal"`
	Grunn  grunn             `json:"grunn,omitempty"`
	Tid    time.Time         `json:"tid"`
	Hoder  map[string]string `json:"hoder,omitempty"`
	Sha256 string            `json:"sha256,omitempty"`
}

const tilSideFil = "melding.json"

// tilSide keeps sealed bytes as they came, synced like a report. What is kept under the id already stays as it is: the first
// to come is the one that was judged.
func (l *lager) tilSide(under string, id uuid.UUID, f *spolt, t tilSide) error {
	if _, err := os.Stat(l.sti(under, id.String())); err == nil {
		return l.synkMappe(l.sti(under)) // its name may be in the machine's memory alone
	}
	if f != nil {
		t.Sha256 = f.sha256
	}
	return l.skrivMappe(under, id, t, tilSideFil, f, nil)
}

// svar is what has been answered about a report, and taken by the other side.
type svar struct {
	Svar  string    `json:"svar"` // svarLagret, svarMottatt, svarAvvist
	Grunn grunn     `json:"grunn,omitempty"`
	Tid   time.Time `json:"tid"`
}

// What an answer is.
const (
	svarLagret  = "LAGRET"  // the token was given back, and was right: proven
	svarMottatt = "MOTTATT" // we said yes; nobody can check it
	svarAvvist  = "AVVIST"  // we said no
	svarFeil    = "FEIL"    // we gave a token back and it was called wrong: a person must look
)

// noter writes down what was answered. It is for people and for not asking again: were it lost, the answer is only repeated.
func (l *lager) noter(id uuid.UUID, s svar) error { return l.noterI(svarMappe, id, s) }

// noterI writes <id>.json in a folder, in the place of the one before.
func (l *lager) noterI(under string, id uuid.UUID, v any) error {
	ny := l.sti(under, underArbeid+id.String())
	if err := os.RemoveAll(ny); err != nil {
		return fmt.Errorf("note an answer: %w", err)
	}
	if err := l.skrivJSON(ny, v); err != nil {
		return err
	}
	if err := os.Rename(ny, l.sti(under, id.String()+".json")); err != nil {
		return fmt.Errorf("note an answer: %w", err)
	}
	if err := l.synkMappe(l.sti(under)); err != nil {
		return err
	}
	l.steg("notert")
	return nil
}

// svaret is what has been answered; nil: nothing that we know of.
func (l *lager) svaret(id uuid.UUID) (*svar, error) {
	raw, err := os.ReadFile(l.sti(svarMappe, id.String()+".json"))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read an answer: %w", err)
	}
	s := new(svar)
	if err := json.Unmarshal(raw, s); err != nil {
		s = nil // a note that cannot be read is none: the answer is repeated
	}
	return s, nil
}

// filer are the digests of a verified container's files.
func filer(c *seal.Container) map[string]string {
	f := make(map[string]string, len(c.Files))
	for _, e := range c.Files {
		f[e.Name] = hex.EncodeToString(e.SHA256[:])
	}
	return f
}

func avsender(c *x509.Certificate) signatur {
	sum := sha256.Sum256(c.Raw)
	return signatur{Navn: c.Subject.String(), Sha256: hex.EncodeToString(sum[:])}
}

func (l *lager) lesTilSide(under string, id uuid.UUID) (t tilSide, err error) {
	raw, err := os.ReadFile(l.sti(under, id.String(), tilSideFil))
	if err != nil {
		return t, fmt.Errorf("read what was kept: %w", err)
	}
	if json.Unmarshal(raw, &t) != nil {
		return t, errSkadet
	}
	return t, nil
}
