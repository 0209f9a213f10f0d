package main

import (
	"archive/zip"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/delivery/seal"
)

// The store of post is a folder like that of reports (lager.go), of its own:
//
//	inn/            sealed bytes on their way in; emptied at start
//	post/<id>/      a letter, whole from the moment the folder is there
//	    post.json     what the list said of it, and the SHA-256 of every file
//	    forseglet.cms as it came
//	    melding.pdf … its files
//	besvart/        <id>.json of what has been answered
const (
	postMappe    = "post"
	besvartMappe = "besvart"
	postkortfil  = "post.json"
)

// postkort is post.json.
type postkort struct {
	Forsendelse forsendelse `json:"forsendelse"`
	Mottatt     time.Time   `json:"mottatt"`
	Sha256      string      `json:"sha256"` // of the sealed bytes
}

// postmottak is the whole of receiving post: from the list to the yes, in the order it happens.
type postmottak struct {
	svarinn *svarinn
	lager   *lager
	nokler  []seal.Key
	log     *slog.Logger
	steg    func(string)
}

// apnePostlager: only who fetches takes the store for itself. An answer is one small file, replaced in one act.
func apnePostlager(rot string, henter bool, steg func(string)) (*lager, error) {
	return apneMapper(rot, henter, steg, innMappe, postMappe, besvartMappe, skadetMappe)
}

// runde takes all that waits, and gives the letters that are stored now. One that fails does not stop the others.
func (m *postmottak) runde(ctx context.Context) (nye []postkort, err error) {
	liste, err := m.svarinn.liste(ctx)
	if err != nil {
		return nil, fmt.Errorf("list post: %w", err)
	}
	var feil []error
	for _, f := range liste {
		k, err := m.ta(ctx, f)
		if err != nil {
			feil = append(feil, fmt.Errorf("%s: %w", f.ID, err))
			if ctx.Err() != nil || errors.Is(err, errTilgang) || errors.Is(err, errUtilgjengelig) {
				break
			}
			continue
		}
		nye = append(nye, k)
	}
	return nye, errors.Join(feil...)
}

// ta receives one shipment.
func (m *postmottak) ta(ctx context.Context, f forsendelse) (postkort, error) {
	err := m.lagre(ctx, f)
	// 1. It can never be stored here: say so, and it goes another way.
	if u := new(ubrukeligPost); errors.As(err, &u) {
		m.log.ErrorContext(ctx, "refusing a letter", "id", f.ID)
		return postkort{}, errors.Join(err, m.svarinn.feilet(ctx, f.ID, u.tekst, true))
	}
	// 2. The portal could not be reached: there is nobody to say anything to. It stands in the list the next time.
	if errors.Is(err, errUtilgjengelig) || errors.Is(err, errTilgang) || ctx.Err() != nil {
		return postkort{}, err
	}
	// 3. It could not be stored now: say so too, so that its writer sees that it waits.
	if err != nil {
		return postkort{}, errors.Join(err, m.svarinn.feilet(ctx, f.ID, "Fagsystemet kan ikke lagre akkurat nå.", false))
	}
	// 4. It is on the disk. The yes is made of what is read back from there.
	k, err := m.lesTilbake(f.ID)
	if err != nil {
		return postkort{}, errors.Join(err, m.svarinn.feilet(ctx, f.ID, "Fagsystemet kan ikke lese det som ble lagret.", false))
	}
	m.steg("lest")
	if err := m.svarinn.mottatt(ctx, f.ID); err != nil {
		return postkort{}, fmt.Errorf("say received: %w", err)
	}
	m.steg("sagt")
	m.log.InfoContext(ctx, "a letter is stored", "id", f.ID)
	return k, nil
}

// lagre brings a shipment onto the disk, if it is not there: one that is only lacks our yes. One that is damaged there is set
// aside, and fetched again.
func (m *postmottak) lagre(ctx context.Context, f forsendelse) error {
	if err := f.sjekk(); err != nil {
		return err
	}
	switch _, err := m.lesTilbake(f.ID); {
	case err == nil:
		return m.lager.synkMappe(m.lager.sti(postMappe))
	case errors.Is(err, errSkadet):
		til := m.lager.sti(skadetMappe, f.ID.String()+"-"+uuid.NewString())
		if err := os.Rename(m.lager.sti(postMappe, f.ID.String()), til); err != nil {
			return fmt.Errorf("set a damaged letter aside: %w", err)
		}
	case !errors.Is(err, errIkkeHer):
		return err
	}
	r, err := m.svarinn.hent(ctx, f.ID)
	if err != nil {
		return fmt.Errorf("fetch: %w", err)
	}
	defer func() { _ = r.Close() }()
	// What breaks off on the way is the network's or the disk's; either way it is worth another try.
	forseglet, err := m.lager.spol(r, maksZip)
	if errors.Is(err, errForStor) {
		return &ubrukeligPost{"Forsendelsen er større enn fagsystemet tar imot."}
	}
	if err != nil {
		return err
	}
	defer forseglet.fjern()
	innhold, err := m.apne(forseglet, f)
	if err != nil {
		return err
	}
	k := postkort{Forsendelse: f, Mottatt: time.Now().UTC(), Sha256: forseglet.sha256}
	return m.lager.skrivMappe(postMappe, f.ID, k, postkortfil, forseglet, innhold)
}

// apne unseals the zip and holds it to the list: the same files, no more and no fewer, of the same size and SHA-256.
func (m *postmottak) apne(forseglet *spolt, f forsendelse) ([]fil, error) {
	klar, err := seal.Open(forseglet.fil, forseglet.storrelse, m.nokler...)
	if errors.Is(err, seal.ErrUleselig) {
		return nil, &ubrukeligPost{"Forsendelsen kan ikke åpnes med fagsystemets nøkler."}
	}
	if err != nil {
		return nil, fmt.Errorf("open a letter: %w", err)
	}
	z, err := zip.NewReader(klar, klar.Size())
	if err != nil {
		return nil, &ubrukeligPost{"Forsendelsen er ikke en zip-fil."}
	}
	ulik := &ubrukeligPost{"Filene i forsendelsen er ikke de som var varslet."}
	if len(z.File) != len(f.Filer) {
		return nil, ulik
	}
	ut := make([]fil, 0, len(f.Filer))
	for _, e := range f.Filer {
		var raw []byte
		funnet := 0
		for _, zf := range z.File {
			if zf.Name != e.Filnavn {
				continue
			}
			funnet++
			if raw, err = lesZipfil(zf, e.Storrelse); err != nil {
				return nil, ulik
			}
		}
		sum := sha256.Sum256(raw)
		if funnet != 1 || int64(len(raw)) != e.Storrelse || hex.EncodeToString(sum[:]) != e.Hash {
			return nil, ulik
		}
		ut = append(ut, fil{e.Filnavn, bytes.NewReader(raw)})
	}
	return ut, nil
}

// lesZipfil unpacks one file, and no more of it than was told: a zip can promise anything.
func lesZipfil(zf *zip.File, storrelse int64) ([]byte, error) {
	if storrelse < 0 || storrelse > maksZip {
		return nil, errForStor
	}
	r, err := zf.Open()
	if err != nil {
		return nil, errors.New("a file of the zip cannot be opened")
	}
	defer func() { _ = r.Close() }()
	raw, err := io.ReadAll(io.LimitReader(r, storrelse+1))
	if err != nil {
		return nil, errors.New("a file of the zip cannot be read")
	}
	return raw, nil
}

// lesTilbake reads a whole letter back and compares every file with post.json. Errors: errIkkeHer; errSkadet; any other is the
// disk's.
func (m *postmottak) lesTilbake(id uuid.UUID) (postkort, error) { return m.lager.lesPost(id) }

func (l *lager) lesPost(id uuid.UUID) (postkort, error) {
	var k postkort
	raw, err := os.ReadFile(l.sti(postMappe, id.String(), postkortfil))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		if _, err := os.Stat(l.sti(postMappe, id.String())); err == nil {
			return k, errSkadet
		}
		return k, errIkkeHer
	case err != nil:
		return k, fmt.Errorf("read back: %w", err)
	case json.Unmarshal(raw, &k) != nil || k.Forsendelse.ID != id || len(k.Forsendelse.Filer) == 0:
		return k, errSkadet
	}
	if err := l.stemmerI(postMappe, id, forsegletFil, k.Sha256); err != nil {
		return k, err
	}
	for _, f := range k.Forsendelse.Filer {
		if err := l.stemmerI(postMappe, id, f.Filnavn, f.Hash); err != nil {
			return k, err
		}
	}
	return k, nil
}
