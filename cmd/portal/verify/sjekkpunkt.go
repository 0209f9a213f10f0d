package verify

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"time"
)

// Sjekkpunkt is what the logs of all receivers were at one instant, to be kept where no one who can write the database
// can reach. A file of two lines: this as JSON, and the Ed25519 signature of that line in base64, so that
//
//	head -c -1 <(head -1 F) > m; tail -1 F | base64 -d > s; openssl pkeyutl -verify -pubin -inkey K -rawin -in m -sigfile s
//
// checks it without us.
type Sjekkpunkt struct {
	Versjon   int       `json:"versjon"` // 1
	Nr        int64     `json:"nr"`      // from 1, without a gap
	Tidspunkt time.Time `json:"tidspunkt"`
	Forrige   string    `json:"forrige"` // SHA-256 of the line before's first line, hexadecimal; empty for nr 1
	Logger    []Loggdel `json:"logger"`
	// Kjeder are where the numbers of what was sent end, of those chains that have grown since the checkpoint before.
	Kjeder []Kjedehode `json:"kjeder,omitempty"`
}

// Loggdel is what has come to one receiver's log since the checkpoint before, and where it ends.
type Loggdel struct {
	Bydel string `json:"bydel"`
	Fra   int64  `json:"fra"`  // the first number here
	Til   int64  `json:"til"`  // the head's
	Hode  string `json:"hode"` // its hash, hexadecimal
	// Rader, base64, are 24 bytes for each hendelse: its id (big-endian) and the first 16 bytes of its digest.
	Rader string `json:"rader"`
}

// bladlengde is one hendelse in Rader.
const bladlengde = 8 + 16

// Errors of checkpoints.
var (
	// ErrSignatur: a checkpoint is not signed by this key, or has been changed.
	ErrSignatur = errors.New("the checkpoint is not signed by this key, or has been changed")
	// ErrRekke: checkpoints are missing, or one was put in between.
	ErrRekke = errors.New("the checkpoints do not follow one another")
)

// Lag makes the checkpoint after those that there are.
func Lag(ctx context.Context, q Sporrer, for_ []Signert, naa time.Time) (Sjekkpunkt, error) {
	s := Sjekkpunkt{Versjon: 1, Nr: int64(len(for_)) + 1, Tidspunkt: naa.UTC().Truncate(time.Microsecond)}
	sist := map[string]int64{}
	for _, f := range for_ {
		for _, l := range f.Logger {
			sist[l.Bydel] = l.Til
		}
		s.Forrige = f.sum
	}
	var rader []byte
	slutt := func() {
		if n := len(s.Logger); n > 0 {
			s.Logger[n-1].Rader = base64.StdEncoding.EncodeToString(rader)
		}
		rader = nil
	}
	err := hverHendelse(ctx, q, func(l ledd) {
		if l.nr <= sist[l.bydel] || l.nr == 0 {
			return
		}
		if n := len(s.Logger); n == 0 || s.Logger[n-1].Bydel != l.bydel {
			slutt()
			s.Logger = append(s.Logger, Loggdel{Bydel: l.bydel, Fra: l.nr})
		}
		d := &s.Logger[len(s.Logger)-1]
		d.Til, d.Hode = l.nr, hex.EncodeToString(l.hash)
		rader = binary.BigEndian.AppendUint64(rader, uint64(l.id)) //nolint:gosec // an identity column: never negative
		rader = append(rader, l.blad[:16]...)
	})
	slutt()
	if err == nil {
		s.Kjeder, err = nyeKjedehoder(ctx, q, for_)
	}
	return s, err
}

// Signert is a checkpoint that was read back and whose signature holds.
type Signert struct {
	Sjekkpunkt
	sum string
}

// Skriv signs a checkpoint and writes its file into the folder, which never holds half of one.
func Skriv(dir string, s Sjekkpunkt, key ed25519.PrivateKey) (string, error) {
	linje, err := json.Marshal(s)
	if err != nil {
		return "", fmt.Errorf("encode a checkpoint: %w", err)
	}
	navn := filepath.Join(dir, fmt.Sprintf("%08d.sjekkpunkt", s.Nr))
	halv, err := os.CreateTemp(dir, ".sjekkpunkt-*")
	if err != nil {
		return "", fmt.Errorf("write a checkpoint: %w", err)
	}
	defer func() { _ = os.Remove(halv.Name()) }()
	_, err = fmt.Fprintf(halv, "%s\n%s\n", linje, base64.StdEncoding.EncodeToString(ed25519.Sign(key, linje)))
	if err = errors.Join(err, halv.Sync(), halv.Close()); err != nil {
		return "", fmt.Errorf("write a checkpoint: %w", err)
	}
	if err := os.Link(halv.Name(), navn); err != nil { // not over one that is there
		return "", fmt.Errorf("write a checkpoint: %w", err)
	}
	// The name too. One that may be lost goes away, so that the next is no link from nothing; nobody syncs it a second time.
	if err := synkMappe(dir); err != nil {
		return "", fmt.Errorf("write a checkpoint: %w", errors.Join(err, os.Remove(navn)))
	}
	return navn, nil
}

// synkMappe makes the names in a folder durable.
func synkMappe(dir string) error {
	f, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

// Les reads all checkpoints of a folder in order, and refuses them all if one is not signed ([ErrSignatur]) or is not the
// one that follows ([ErrRekke]). All from number 1 must be there.
func Les(dir string, pub ed25519.PublicKey) ([]Signert, error) {
	navn, err := filepath.Glob(filepath.Join(dir, "*.sjekkpunkt"))
	if err != nil {
		return nil, fmt.Errorf("look for checkpoints: %w", err)
	}
	slices.Sort(navn)
	ut := make([]Signert, 0, len(navn))
	for _, n := range navn {
		b, err := os.ReadFile(n)
		if err != nil {
			return nil, fmt.Errorf("read a checkpoint: %w", err)
		}
		s, err := aapne(b, pub)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", filepath.Base(n), err)
		}
		if len(ut) > 0 && (s.Nr != ut[len(ut)-1].Nr+1 || s.Forrige != ut[len(ut)-1].sum) || len(ut) == 0 && s.Nr != 1 {
			return nil, fmt.Errorf("%s: %w", filepath.Base(n), ErrRekke)
		}
		ut = append(ut, s)
	}
	return ut, nil
}

func aapne(b []byte, pub ed25519.PublicKey) (Signert, error) {
	linje, rest, _ := bytes.Cut(b, []byte("\n"))
	sig, err := base64.StdEncoding.DecodeString(string(bytes.TrimRight(rest, "\n")))
	if err != nil || !ed25519.Verify(pub, linje, sig) {
		return Signert{}, ErrSignatur
	}
	s := Signert{}
	if err := json.Unmarshal(linje, &s.Sjekkpunkt); err != nil || s.Versjon != 1 {
		return s, fmt.Errorf("%w: version %d", ErrSignatur, s.Versjon)
	}
	h := sha256.Sum256(linje)
	s.sum = hex.EncodeToString(h[:])
	return s, nil
}

// Mot holds the log against checkpoints, and names every hendelse that was there then and is not the same now.
func Mot(ctx context.Context, q Sporrer, r *Rapport, punkter []Signert) error {
	type sett struct {
		blad  [16]byte
		nr    int64
		punkt int64
	}
	skal := map[string]map[int64]sett{} // by receiver and the hendelse's id
	hoder := map[string]map[int64]string{}
	for _, p := range punkter {
		for _, l := range p.Logger {
			b, err := base64.StdEncoding.DecodeString(l.Rader)
			if err != nil || int64(len(b)) != (l.Til-l.Fra+1)*bladlengde {
				return fmt.Errorf("checkpoint %d: %w", p.Nr, ErrSignatur)
			}
			if skal[l.Bydel] == nil {
				skal[l.Bydel], hoder[l.Bydel] = map[int64]sett{}, map[int64]string{}
			}
			hoder[l.Bydel][l.Til] = l.Hode
			for nr := l.Fra; len(b) > 0; nr, b = nr+1, b[bladlengde:] {
				id := int64(binary.BigEndian.Uint64(b)) //nolint:gosec // as it was written
				skal[l.Bydel][id] = sett{[16]byte(b[8:bladlengde]), nr, p.Nr}
			}
		}
	}
	err := hverHendelse(ctx, q, func(l ledd) {
		id := strconv.FormatInt(l.id, 10)
		s, sett := skal[l.bydel][l.id]
		switch {
		case !sett:
			if h, hode := hoder[l.bydel][l.nr]; hode && h != hex.EncodeToString(l.hash) {
				r.funn("hendelse", id, fmt.Sprintf("er satt inn i loggen etter et sjekkpunkt (nr. %d)", l.nr))
			}
			return
		case !l.finnes || s.blad != [16]byte(l.blad[:16]):
			r.funn("hendelse", id, fmt.Sprintf("er ikke den den var ved sjekkpunkt %d", s.punkt))
		case s.nr != l.nr:
			r.funn("hendelse", id, fmt.Sprintf("har flyttet seg siden sjekkpunkt %d: fra nr. %d til nr. %d", s.punkt, s.nr, l.nr))
		case hoder[l.bydel][l.nr] != "" && hoder[l.bydel][l.nr] != hex.EncodeToString(l.hash):
			r.funn("mottaker", l.bydel, fmt.Sprintf("loggen er skrevet om siden sjekkpunkt %d", s.punkt))
		}
		delete(skal[l.bydel], l.id)
	})
	if err != nil {
		return err
	}
	for _, bydel := range slices.Sorted(maps.Keys(skal)) {
		m := skal[bydel]
		for _, id := range slices.Sorted(maps.Keys(m)) {
			r.funn("hendelse", strconv.FormatInt(id, 10), fmt.Sprintf("er borte: den sto der ved sjekkpunkt %d, som nr. %d i loggen til %s", m[id].punkt, m[id].nr, bydel))
		}
	}
	return r.motKjeder(ctx, q, punkter)
}

// Mappe makes the folder of checkpoints if it is not there.
func Mappe(dir string) error {
	if err := os.MkdirAll(dir, 0o700); err != nil && !errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("make the folder of checkpoints: %w", err)
	}
	return nil
}
