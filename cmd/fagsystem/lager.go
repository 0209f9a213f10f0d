package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/delivery/seal"
)

// The store is a folder (0700) of files (0600), all named by ids and never by anybody:
//
//	inn/                      sealed bytes on their way in; emptied at start
//	meldinger/<id>/           a report, whole from the moment the folder is there
//	    melding.json            its envelope and the SHA-256 of every file
//	    forseglet.cms           as it came
//	    bekymringsmelding.json  bekymringsmelding.pdf  bevis.json
//	svar/<id>.json            what has been answered about it; written after the answer has been taken
//	avvist/<id>/              sealed bytes that were refused, and why
//	ukjent/<id>/              messages of types we do not know, and of none
//	kjede/                    the receivers' chains of numbers; see kjede.go
//
// The content is NOT encrypted at rest, so that the example stays short. A real case system encrypts it.
type lager struct {
	rot  string
	synk func(*os.File) error // through to the disk; the tests look on, and let it fail
	steg func(string)
	laas io.Closer
}

// The folders of the store.
const (
	innMappe     = "inn"
	meldingMappe = "meldinger"
	svarMappe    = "svar"
	avvistMappe  = "avvist"
	ukjentMappe  = "ukjent"
	skadetMappe  = "skadet"
	kjedeMappe   = "kjede"
)

const (
	meldingFil   = "melding.json"
	forsegletFil = "forseglet.cms"
	underArbeid  = ".ny-" // a folder that is not finished
)

var (
	errIkkeHer  = errors.New("no such report here")
	errSkadet   = errors.New("the stored report is damaged")
	errAnnetHer = errors.New("another report is stored under this id")
	errForStor  = errors.New("larger than is taken here")
)

// melding is melding.json: the envelope of a stored report, and nothing of what it says.
type melding struct {
	ID       uuid.UUID         `json:"id"`
	Type     string            `json:"type"`
	Kanal    string            `json:"kanal"`
	Mottatt  time.Time         `json:"mottatt"`
	Sha256   string            `json:"sha256"` // of the sealed bytes
	Filer    map[string]string `json:"filer"`  // SHA-256 of each file inside, by name
	Avsender signatur          `json:"avsender"`

	bevis string // from bevis.json, as it stands on the disk
}

// signatur is whose key signed the container. That it verifies says only that whoever has the key signed it: trust is for
// who knows the certificate.
type signatur struct {
	Navn   string `json:"navn"`
	Sha256 string `json:"sha256"` // of the certificate
}

// sammeInnhold compares what is inside: the same report sealed anew is still the same.
func (m melding) sammeInnhold(n melding) bool { return maps.Equal(m.Filer, n.Filer) }

// apneLager makes the folders, and takes the store for this process alone if it is to write.
func apneLager(rot string, skrive bool, steg func(string)) (*lager, error) {
	return apneMapper(rot, skrive, steg, innMappe, meldingMappe, svarMappe, avvistMappe, ukjentMappe, skadetMappe, kjedeMappe)
}

func apneMapper(rot string, skrive bool, steg func(string), mapper ...string) (*lager, error) {
	l := &lager{rot: rot, synk: (*os.File).Sync, steg: steg}
	for _, m := range append([]string{""}, mapper...) {
		if err := os.MkdirAll(filepath.Join(rot, m), 0o700); err != nil {
			return nil, fmt.Errorf("make the store: %w", err)
		}
	}
	if !skrive {
		return l, nil
	}
	var err error
	if l.laas, err = laas(filepath.Join(rot, "laas")); err != nil {
		return nil, fmt.Errorf("take the store: %w", err)
	}
	// What a killed process left half done was never answered, and comes again.
	halve := []string{filepath.Join(innMappe, "*")}
	for _, m := range mapper {
		halve = append(halve, filepath.Join(m, underArbeid+"*"))
	}
	for _, m := range halve {
		rester, _ := filepath.Glob(filepath.Join(rot, m))
		for _, r := range rester {
			if err := os.RemoveAll(r); err != nil {
				return nil, fmt.Errorf("clear the store: %w", err)
			}
		}
	}
	// The folders themselves are names in folders, and must be on the disk before anything in them can be.
	for _, m := range []string{rot, filepath.Dir(rot)} {
		if err := l.synkMappe(m); err != nil {
			return nil, err
		}
	}
	return l, nil
}

func (l *lager) lukk() {
	if l.laas != nil {
		_ = l.laas.Close()
	}
}

func (l *lager) sti(deler ...string) string {
	return filepath.Join(append([]string{l.rot}, deler...)...)
}

// spolt is sealed bytes on the disk. They do not change any more.
type spolt struct {
	fil       *os.File
	storrelse int64
	sha256    string
}

// fjern closes the file, and removes it if it has not been moved to its place.
func (s *spolt) fjern() {
	_ = s.fil.Close()
	_ = os.Remove(s.fil.Name())
}

// spol writes sealed bytes to the disk. errForStor: more than maks.
func (l *lager) spol(r io.Reader, maks int64) (*spolt, error) {
	f, err := os.CreateTemp(l.sti(innMappe), "*.cms") // 0600
	if err != nil {
		return nil, fmt.Errorf("spool: %w", err)
	}
	s := &spolt{fil: f}
	sum := sha256.New()
	s.storrelse, err = io.Copy(io.MultiWriter(f, sum), io.LimitReader(r, maks+1))
	if err == nil && s.storrelse > maks {
		err = errForStor
	}
	if err == nil {
		err = l.synk(f)
	}
	if err != nil {
		s.fjern()
		return nil, fmt.Errorf("spool: %w", err)
	}
	s.sha256 = hex.EncodeToString(sum.Sum(nil))
	return s, nil
}

// lagre stores a report: when it returns nil the report is on the disk, whole. The sealed bytes move to its folder.
//
// One that is here already is left as it is if it is the same, and is errAnnetHer if not. One that has been damaged since is
// moved aside, and stored anew.
func (l *lager) lagre(m melding, forseglet *spolt, innhold []seal.Entry) error {
	switch holdt, err := l.lesTilbake(m.ID); {
	case err == nil && holdt.sammeInnhold(m):
		return l.fest()
	case err == nil:
		return errAnnetHer
	case errors.Is(err, errSkadet):
		if err := l.flyttSkadet(m.ID); err != nil {
			return err
		}
	case !errors.Is(err, errIkkeHer):
		return err
	}
	skriv := make([]fil, 0, len(innhold)+1)
	for _, e := range innhold {
		r := e.Open() // verified again as it is read
		defer func() { _ = r.Close() }()
		skriv = append(skriv, fil{e.Name, r})
	}
	return l.skrivMappe(meldingMappe, m.ID, m, meldingFil, forseglet, skriv)
}

// fil is one file to be written.
type fil struct {
	navn string
	fra  io.Reader
}

// skrivMappe writes a folder that is there whole or not at all, also when the power goes on any line of it.
func (l *lager) skrivMappe(under string, id uuid.UUID, meta any, metaFil string, forseglet *spolt, innhold []fil) (err error) {
	ny, ferdig := l.sti(under, underArbeid+id.String()), l.sti(under, id.String())
	if err := os.RemoveAll(ny); err != nil {
		return fmt.Errorf("store: %w", err)
	}
	if err := os.Mkdir(ny, 0o700); err != nil {
		return fmt.Errorf("store: %w", err)
	}
	defer func() {
		if err != nil {
			_ = os.RemoveAll(ny)
		}
	}()
	// 1. Every file, through to the disk. The sealed bytes are there already (spol) and only move.
	for _, p := range innhold {
		if err := l.skrivFil(filepath.Join(ny, p.navn), p.fra); err != nil {
			return err
		}
	}
	if forseglet != nil {
		if err := os.Rename(forseglet.fil.Name(), filepath.Join(ny, forsegletFil)); err != nil {
			return fmt.Errorf("store: %w", err)
		}
	}
	if err := l.skrivJSON(filepath.Join(ny, metaFil), meta); err != nil {
		return err
	}
	// 2. The folder itself: the names of the files are its content.
	if err := l.synkMappe(ny); err != nil {
		return err
	}
	l.steg("skrevet")
	// 3. Now it has its name, in one act …
	if err := os.Rename(ny, ferdig); err != nil {
		return fmt.Errorf("store: %w", err)
	}
	l.steg("navngitt")
	// 4. … which is on the disk when the folder above is. If it is not, it goes away again, and is written anew when it comes
	// again: a folder whose sync failed can be synced once more with success, and the name be lost.
	if err := l.synkMappe(l.sti(under)); err != nil {
		return errors.Join(err, os.RemoveAll(ferdig))
	}
	l.steg("lagret")
	return nil
}

// fest makes sure that the names of all reports are on the disk.
func (l *lager) fest() error { return l.synkMappe(l.sti(meldingMappe)) }

func (l *lager) skrivFil(sti string, fra io.Reader) error {
	f, err := os.OpenFile(sti, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return fmt.Errorf("store: %w", err)
	}
	_, err = io.Copy(f, fra)
	if err == nil {
		err = l.synk(f)
	}
	if feil := f.Close(); err == nil { // some disks say only now that they are full
		err = feil
	}
	if err != nil {
		return fmt.Errorf("store: %w", err)
	}
	return nil
}

func (l *lager) skrivJSON(sti string, v any) error {
	raw, err := json.MarshalIndent(v, "", "  ")
	if err != nil {
		return fmt.Errorf("store: %w", err)
	}
	return l.skrivFil(sti, bytes.NewReader(append(raw, '\n')))
}

func (l *lager) synkMappe(sti string) error {
	f, err := os.Open(sti)
	if err != nil {
		return fmt.Errorf("store: %w", err)
	}
	defer func() { _ = f.Close() }()
	if err := l.synk(f); err != nil {
		return fmt.Errorf("store: %w", err)
	}
	return nil
}
