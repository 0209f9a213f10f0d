package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/delivery/seal"
)

// This file is how a report is received. Whatever channel it comes by, it goes through ta, top to bottom:
//
//	1. have it?  the same report again is answered again, and not done again
//	2. spool     the sealed bytes to disk; clear text does not touch it before step 4
//	3. open      with one of our keys; verify ALL of the container before using ANY of it
//	4. store     temporary folder, every file synced, folder synced, renamed, the folder above synced
//	5. read back from the disk, and compare every byte's hash with what was verified
//
// Only what comes out of step 5 may be answered. Three things can come of it:
//
//	kvittering, nil    it is on disk: answer «mottatt», or prove it with the token that was read back
//	*ubrukelig         it can never be stored here, however often it is sent: answer «feilet», and a letter leaves at once
//	any other error    the disk is full, the line is down: answer NOTHING. The message stays where it is and comes again,
//	                   and if that goes on, the sender's clock sends a letter. Saying «feilet» here would be a lie of the
//	                   other kind: the report is fine, it is we who are not.

// innkommet is a sealed report as a channel brought it. The envelope is the channel's word; nothing of it is proven yet.
type innkommet struct {
	ID     uuid.UUID // the report's own id: what everything stored of it is named by, so that it cannot be stored twice
	Type   string    // «PRIVAT» or «OFFENTLIG», or Fiks IO's message type
	Kanal  string    // where it came from, for people
	Sha256 string    // of the sealed bytes, hexadecimal, when the channel tells; else ""
	// Innhold opens the sealed bytes; nil, nil when nothing came along.
	Innhold func(context.Context) (io.ReadCloser, error)
}

// kvittering is what may be answered: the report has been read back from the disk.
type kvittering struct {
	Bevis    string // the token that lay inside the seal, as our own store has it; "" for a report without one
	Gjentatt bool   // it was here already
}

// ubrukelig is a report that will never be stored here. Its text goes to the sender, and has nothing of the content in it.
type ubrukelig struct {
	Grunn grunn
	Tekst string // Norwegian: a person at the other end reads it
}

func (u *ubrukelig) Error() string { return "the report cannot be used: " + string(u.Grunn) }

// grunn is why, in one word.
type grunn string

const (
	grunnUleselig grunn = "ULESELIG"  // no key of ours opens it, or the signature or a digest does not hold
	grunnInnhold  grunn = "INNHOLD"   // it opens, and is no report
	grunnForStor  grunn = "FOR_STOR"  // more bytes than we take
	grunnFeilID   grunn = "FEIL_ID"   // the token inside belongs to another report
	grunnAnnetHer grunn = "ANNET_HER" // another report is stored under the same id
)

// mottak receives reports. It is for one at a time: a case system that wants more runs one for each account.
type mottak struct {
	lager  *lager
	nokler []seal.Key // tried in order: messages sealed to the previous certificate must still open
	sha1   bool       // believe SHA-1 signatures: KS's own Java senders still write them
	maks   int64      // bytes of sealed content
	naa    func() time.Time
	log    *slog.Logger
	steg   func(string)
}

// ta receives one report. See the top of this file for what it may answer.
func (m *mottak) ta(ctx context.Context, inn innkommet) (kvittering, error) {
	// 1. Have we stored these very bytes already? Then it was our answer that was lost on its way, not the report: read it
	// back and answer again. (A stored copy that has been damaged since is not one: the report is stored anew below.)
	if inn.Sha256 != "" {
		if kv, har, err := m.igjen(inn.ID, inn.Sha256); har || err != nil {
			return kv, err
		}
	}

	// 2. The sealed bytes to disk, so that a report of any size costs little memory and is read from one place. Fiks IO tells
	// no hash beforehand, so for its messages the same question is asked here.
	forseglet, err := m.spol(ctx, inn)
	if err != nil {
		return kvittering{}, err
	}
	defer forseglet.fjern() // what is kept of it has been moved away by then
	m.steg("spolt")
	if kv, har, err := m.igjen(inn.ID, forseglet.sha256); har || err != nil {
		return kv, err
	}

	// 3. Open and verify. Not a byte of the container is used before its signature, its digests and its list of files hold.
	beholder, err := m.apne(forseglet)
	if err != nil {
		return kvittering{}, m.tilSide(inn, forseglet, err)
	}
	if err := kontroller(inn, beholder); err != nil {
		return kvittering{}, m.tilSide(inn, forseglet, err)
	}
	m.steg("apnet")

	// 4. Store: all of it or none of it, and through to the disk.
	ny := melding{
		ID: inn.ID, Type: inn.Type, Kanal: inn.Kanal, Mottatt: m.naa(), Sha256: forseglet.sha256,
		Filer: filer(beholder), Avsender: avsender(beholder.Signer),
	}
	if err := m.lager.lagre(ny, forseglet, beholder.Files); errors.Is(err, errAnnetHer) {
		return kvittering{}, m.tilSide(inn, forseglet, &ubrukelig{grunnAnnetHer, "En annen melding er mottatt med samme id."})
	} else if err != nil {
		return kvittering{}, err
	}

	// 5. Read back. The proof is made of what the disk says, not of what we remember having written.
	holdt, err := m.lager.lesTilbake(inn.ID)
	if err != nil {
		return kvittering{}, err
	}
	if !holdt.sammeInnhold(ny) {
		return kvittering{}, fmt.Errorf("%w: it is not what was verified", errSkadet)
	}
	m.steg("lest")
	return kvittering{Bevis: holdt.bevis}, nil
}

// igjen answers for a report that is stored already, sealed in these bytes; har: it is. That we can read it does not
// mean that it is on the disk: if we were killed, or the disk failed, between its name and the folder above, only the
// machine's memory has it. So the folder is synced here too.
func (m *mottak) igjen(id uuid.UUID, sha256 string) (kv kvittering, har bool, err error) {
	holdt, err := m.lager.lesTilbake(id)
	switch {
	case errors.Is(err, errIkkeHer), errors.Is(err, errSkadet), err == nil && holdt.Sha256 != sha256:
		return kvittering{}, false, nil
	case err != nil:
		return kvittering{}, false, err
	}
	if err := m.lager.fest(); err != nil {
		return kvittering{}, false, err
	}
	return kvittering{Bevis: holdt.bevis, Gjentatt: true}, true, nil
}

// errFeilBytes: what was fetched is not what the sender has the hash of. It says nothing about the report: a proxy's page is
// no report either.
var errFeilBytes = errors.New("the bytes are not those that were to be fetched")

// spol brings the sealed bytes in.
func (m *mottak) spol(ctx context.Context, inn innkommet) (*spolt, error) {
	f, err := m.hent(ctx, inn)
	if err == nil && inn.Sha256 != "" && inn.Sha256 != f.sha256 {
		f.fjern()
		return nil, errFeilBytes
	}
	return f, err
}

func (m *mottak) hent(ctx context.Context, inn innkommet) (*spolt, error) {
	r, err := inn.Innhold(ctx)
	if err != nil {
		return nil, err
	}
	if r == nil {
		return nil, &ubrukelig{grunnInnhold, "Meldingen har ikke noe innhold."}
	}
	defer func() { _ = r.Close() }()
	f, err := m.lager.spol(r, m.maks)
	if errors.Is(err, errForStor) {
		return nil, &ubrukelig{grunnForStor, "Innholdet er større enn fagsystemet tar imot."}
	}
	return f, err
}

// apne opens the seal with one of our keys and verifies the container: zip structure, names, signature over the manifest,
// manifest against files and files against manifest. [seal.ErrUleselig] is all it says of what does not hold, and all that
// may be told to the sender: the reason would help who is probing our key.
func (m *mottak) apne(f *spolt) (*seal.Container, error) {
	klar, err := seal.Open(f.fil, f.storrelse, m.nokler...)
	if err == nil {
		var c *seal.Container
		c, err = seal.ReadContainer(klar, klar.Size(), seal.ReadOptions{
			// The names are ours, never the sender's: a name from a zip must not choose where a file lands.
			Names: []string{seal.MeldingJSONName, seal.MeldingPDFName}, Bevis: true, MaxBytes: 4 * m.maks, SHA1: m.sha1,
		})
		if err == nil {
			return c, nil
		}
	}
	if errors.Is(err, seal.ErrUleselig) {
		return nil, &ubrukelig{grunnUleselig, "Innholdet kunne ikke åpnes med noen av fagsystemets nøkler, eller signaturen holdt ikke."}
	}
	return nil, fmt.Errorf("read the sealed bytes: %w", err) // our disk's doing, not the sender's
}

// bevisfil is bevis.json: what proves that we stored the report is that we can say this again.
type bevisfil struct {
	BekymringsmeldingID *uuid.UUID `json:"bekymringsmeldingId"` // nil from a producer, who does not know it yet
	Bevis               string     `json:"bevis"`
}

// kontroller tells whether a verified container holds a report, and this report.
func kontroller(inn innkommet, c *seal.Container) error {
	pdf, harPDF := c.File(seal.MeldingPDFName)
	rapport, harJSON := c.File(seal.MeldingJSONName)
	if !harPDF || !harJSON || pdf.Size == 0 {
		return &ubrukelig{grunnInnhold, "Bekymringsmelding.json eller bekymringsmelding.pdf mangler."}
	}
	raw, err := rapport.Bytes()
	if err != nil {
		return err
	}
	if !json.Valid(raw) || !bytes.HasPrefix(bytes.TrimLeft(raw, " \t\r\n"), []byte("{")) {
		return &ubrukelig{grunnInnhold, "Bekymringsmelding.json er ikke gyldig JSON."}
	}
	if e, ok := c.File(seal.BevisName); ok {
		raw, err := e.Bytes()
		if err != nil {
			return err
		}
		var b bevisfil
		if json.Unmarshal(raw, &b) != nil || b.Bevis == "" {
			return &ubrukelig{grunnInnhold, "Bevis.json kan ikke leses."}
		}
		// A container is not bound to its envelope by anything but this: another report's would open just as well.
		if b.BekymringsmeldingID != nil && *b.BekymringsmeldingID != inn.ID {
			return &ubrukelig{grunnFeilID, "Beviset i meldingen tilhører en annen melding."}
		}
	}
	return nil
}

// tilSide keeps the sealed bytes of a report that is refused, before anybody is told: a key may turn up that opens them.
// If they cannot be kept, nobody is told yet.
func (m *mottak) tilSide(inn innkommet, f *spolt, err error) error {
	var u *ubrukelig
	if !errors.As(err, &u) {
		return err
	}
	if feil := m.lager.tilSide(avvistMappe, inn.ID, f, tilSide{Type: inn.Type, Kanal: inn.Kanal, Grunn: u.Grunn, Tid: m.naa()}); feil != nil {
		return feil
	}
	return err
}
