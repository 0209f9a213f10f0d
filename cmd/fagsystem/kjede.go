package main

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"

	"github.com/google/uuid"
)

// mottaker is a receiver: a kommune's bydel, «00» where it has none.
type mottaker struct {
	Kommunenummer string `json:"kommunenummer"`
	Bydelsnummer  string `json:"bydelsnummer"`
}

func (m mottaker) String() string { return m.Kommunenummer + "-" + m.Bydelsnummer }

// ledd is one link of a receiver's chain, as the inbox lists it. Every report gets the next number, and a hash that ties it
// to all before it. So we notice a report that never came, without anybody telling us.
type ledd struct {
	Nr        int64     `json:"nr"`
	ID        uuid.UUID `json:"id"`
	Sha256    string    `json:"sha256"`    // of the sealed bytes, hexadecimal
	Kjedehash string    `json:"kjedehash"` // hexadecimal
}

// kjedehash is what the hash of a link must be: SHA-256 of six lines, each ended by a line feed. Text, so that it can be
// checked with nothing but a shell: see docs/fagsystem.md.
func (m mottaker) kjedehash(l ledd, forrige string) string {
	return fmt.Sprintf("%x", sha256.Sum256(fmt.Appendf(nil, "barnevernportalen kjede 1\n%s\n%d\n%s\n%s\n%s\n", m, l.Nr, l.ID, l.Sha256, forrige)))
}

// avvik is something wrong with a chain. Each is a person's business: a report may be missing.
type avvik struct {
	Nr  int64  `json:"nr"`
	Hva string `json:"hva"`
}

// The things that can be wrong.
const (
	avvikHull      = "a number is missing: a report may be lost"
	avvikRekke     = "a number comes twice, or out of order"
	avvikHash      = "the hash does not hold: this report, or one before it, was changed, moved or taken away"
	avvikDobbel    = "a report has two numbers"
	avvikEndret    = "the portal now says something else about this number than it did"
	avvikAvkortet  = "the portal's list ends before what it has told us"
	avvikIkkeHer   = "in the chain, and neither stored nor refused here"
	avvikAnnetHer  = "the sealed bytes stored here are not those of the chain"
	avvikUleselig  = "our copy of the chain cannot be read from here on"
	avvikSkadetHer = "stored here, and damaged since"
)

// kontrollerKjede goes through a whole chain from number 1 and says all that is wrong with it.
func (m mottaker) kontrollerKjede(kjede []ledd) (feil []avvik) {
	forrige, neste := "", int64(1)
	sett := make(map[uuid.UUID]bool, len(kjede))
	for _, l := range kjede {
		switch {
		case l.Nr > neste:
			feil = append(feil, avvik{neste, avvikHull})
		case l.Nr < neste:
			feil = append(feil, avvik{l.Nr, avvikRekke})
		}
		if m.kjedehash(l, forrige) != l.Kjedehash {
			feil = append(feil, avvik{l.Nr, avvikHash})
		}
		if sett[l.ID] {
			feil = append(feil, avvik{l.Nr, avvikDobbel})
		}
		sett[l.ID] = true
		forrige, neste = l.Kjedehash, l.Nr+1
	}
	return feil
}

// utvid compares what the portal lists now, oldest first, with our own copy, and returns what is new. The list must begin at
// or before the last link of the copy, which ties it to all we have seen: only then can a chain cut off at its end, or made
// anew from some number on, be told from a whole one. hel: it is all that the portal has.
func utvid(kopi, liste []ledd, hel bool) (nye []ledd, feil []avvik) {
	if len(kopi) == 0 {
		return liste, nil
	}
	siste := kopi[len(kopi)-1]
	if len(liste) == 0 || liste[len(liste)-1].Nr < siste.Nr {
		feil = append(feil, avvik{siste.Nr, avvikAvkortet})
	}
	forste := siste.Nr + 1 // at the latest
	if hel {
		forste = 1
	}
	if len(liste) > 0 && liste[0].Nr > forste {
		feil = append(feil, avvik{forste, avvikHull})
	}
	for i := 1; i < len(liste); i++ {
		switch forrige := liste[i-1].Nr; {
		case liste[i].Nr > forrige+1:
			feil = append(feil, avvik{forrige + 1, avvikHull})
		case liste[i].Nr <= forrige:
			feil = append(feil, avvik{liste[i].Nr, avvikRekke})
		}
	}
	kjent := make(map[int64]ledd, len(kopi))
	for _, l := range kopi {
		kjent[l.Nr] = l
	}
	for _, l := range liste {
		switch k, har := kjent[l.Nr]; {
		case har && k != l:
			feil = append(feil, avvik{l.Nr, avvikEndret})
		case !har:
			nye = append(nye, l)
		}
	}
	return nye, feil
}

// Our copy of a chain is a file of lines, to which is only added; what was wrong when the portal was asked is another.

func (l *lager) kjedefil(m mottaker) string { return l.sti(kjedeMappe, m.String()+".jsonl") }
func (l *lager) avviksfil(m mottaker) string {
	return l.sti(kjedeMappe, m.String()+".avvik.jsonl")
}

// lesKjede reads our copy. A line that was cut short by a power cut is the last, and is fetched again; any other that cannot
// be read is an avvik.
func (l *lager) lesKjede(m mottaker) (kjede []ledd, feil []avvik, err error) {
	err = lesLinjer(l.kjedefil(m), func(linje []byte, siste bool) {
		var d ledd
		switch err := json.Unmarshal(linje, &d); {
		case err == nil:
			kjede = append(kjede, d)
		case !siste:
			feil = append(feil, avvik{int64(len(kjede) + 1), avvikUleselig})
		}
	})
	return kjede, feil, err
}

// lesAvvik reads what has been wrong with a chain. It stays until a person has looked into it, and removed the file.
func (l *lager) lesAvvik(m mottaker) (feil []avvik, err error) {
	err = lesLinjer(l.avviksfil(m), func(linje []byte, _ bool) {
		var a avvik
		if json.Unmarshal(linje, &a) == nil {
			feil = append(feil, a)
		}
	})
	return feil, err
}

func lesLinjer(sti string, ta func(linje []byte, siste bool)) error {
	raw, err := os.ReadFile(sti)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("read the chain: %w", err)
	}
	for len(raw) > 0 {
		linje, resten, hel := bytes.Cut(raw, []byte("\n"))
		ta(linje, !hel)
		raw = resten
	}
	return nil
}

// leggTil adds lines to a file, through to the disk. A half line at its end is taken away first.
func leggTil[T any](l *lager, sti string, linjer []T) (err error) {
	f, err := os.OpenFile(sti, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return fmt.Errorf("write the chain: %w", err)
	}
	defer func() {
		if feil := f.Close(); err == nil && feil != nil {
			err = fmt.Errorf("write the chain: %w", feil)
		}
	}()
	slutt, err := sisteHele(f)
	if err == nil {
		err = f.Truncate(slutt)
	}
	if err == nil {
		_, err = f.Seek(slutt, 0)
	}
	w := bufio.NewWriter(f)
	e := json.NewEncoder(w)
	for _, linje := range linjer {
		if err == nil {
			err = e.Encode(linje)
		}
	}
	if err == nil {
		err = w.Flush()
	}
	if err == nil {
		// Lines of which the sync failed are taken away, and written anew: a second sync would not write them.
		if err = l.synk(f); err != nil {
			err = errors.Join(err, f.Truncate(slutt))
		}
	}
	if err != nil {
		return fmt.Errorf("write the chain: %w", err)
	}
	if err := l.synkMappe(l.sti(kjedeMappe)); err != nil {
		if slutt == 0 { // so may the file's name be lost
			err = errors.Join(err, os.Remove(sti))
		}
		return err
	}
	return nil
}

// sisteHele is where the last whole line ends.
func sisteHele(f *os.File) (int64, error) {
	info, err := f.Stat()
	if err != nil {
		return 0, err
	}
	hale := make([]byte, min(info.Size(), 64<<10))
	if _, err := f.ReadAt(hale, info.Size()-int64(len(hale))); err != nil {
		return 0, err
	}
	return info.Size() - int64(len(hale)) + int64(bytes.LastIndexByte(hale, '\n')+1), nil
}

// utvidKjede takes in what the portal lists, oldest first, and returns all that is wrong: with the list, and with the chain
// as it now is. A chain that does not hold stops nothing: what arrives is stored all the same, and the alarm stays.
func (l *lager) utvidKjede(m mottaker, liste []ledd, hel bool) ([]avvik, error) {
	kopi, feil, err := l.lesKjede(m)
	if err != nil {
		return nil, err
	}
	nye, galt := utvid(kopi, liste, hel)
	if len(nye) > 0 {
		if err := leggTil(l, l.kjedefil(m), nye); err != nil {
			return nil, err
		}
	}
	kjente, err := l.lesAvvik(m)
	if err != nil {
		return nil, err
	}
	ukjente := slices.DeleteFunc(slices.Clone(galt), func(a avvik) bool { return slices.Contains(kjente, a) })
	if len(ukjente) > 0 {
		if err := leggTil(l, l.avviksfil(m), ukjente); err != nil {
			return nil, err
		}
	}
	for _, a := range slices.Concat(m.kontrollerKjede(append(kopi, nye...)), kjente, ukjente) {
		if !slices.Contains(feil, a) {
			feil = append(feil, a)
		}
	}
	return feil, nil
}

// kontrollerLager compares a chain with what is stored: every link must be here, or have been refused.
func (l *lager) kontrollerLager(kjede []ledd) (feil []avvik, err error) {
	for _, d := range kjede {
		m, err := l.lesTilbake(d.ID)
		switch {
		case errors.Is(err, errIkkeHer):
			if _, err := os.Stat(l.sti(avvistMappe, d.ID.String())); err != nil {
				feil = append(feil, avvik{d.Nr, avvikIkkeHer})
			}
		case errors.Is(err, errSkadet):
			feil = append(feil, avvik{d.Nr, avvikSkadetHer})
		case err != nil:
			return nil, err
		case m.Sha256 != d.Sha256:
			feil = append(feil, avvik{d.Nr, avvikAnnetHer})
		}
	}
	return feil, nil
}
