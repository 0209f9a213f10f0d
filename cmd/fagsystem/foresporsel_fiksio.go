package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/delivery/fiksio"
	"barnevernportalen/delivery/seal"
)

// The store of requests is a folder like that of reports (lager.go), of its own:
//
//	inn/               sealed bytes on their way in; emptied at start
//	foresporsler/<id>/ a request, whole from the moment the folder is there
//	    foresporsel.json what it asks, and whom to answer
//	    forseglet.cms    as it came
//	svart/             <id>.json of what has been answered last
//	avvist/ ukjent/    what could not be read, and messages the account is not for
const (
	foresporselMappe = "foresporsler"
	svartMappe       = "svart"
	foresporselFil   = "foresporsel.json"
)

// payloadFil is the file inside a container of this protocol. Its name is not published: it is as in KS's other JSON protocols.
const payloadFil = "payload.json"

// maksForesporsel is the most a request may take: fifty entries and a reason of 2 000 characters are a tenth of it.
const maksForesporsel = 1 << 20

// statusIkkeFunnet is no status of the protocol: over Fiks IO it is a message of its own.
const statusIkkeFunnet = "IKKE_FUNNET"

// foresporselkort is foresporsel.json.
type foresporselkort struct {
	Foresporsel foresporsel `json:"foresporsel"`
	SvarTil     svaradresse `json:"svarTil"`
	Mottatt     time.Time   `json:"mottatt"`
	Sha256      string      `json:"sha256"` // of the sealed bytes
}

// svaradresse is what an answer copies from what it answers.
type svaradresse struct {
	Konto       uuid.UUID `json:"konto"`
	Melding     uuid.UUID `json:"melding"`
	Korrelasjon string    `json:"korrelasjon"`
}

func adresseAv(m *fiksio.Mottatt) svaradresse {
	return svaradresse{m.AvsenderKontoID, m.MeldingID, m.KlientKorrelasjonsID}
}

// foresporselFiksIO is requests over Fiks IO, at our protokollkonto. What comes is on the disk before it is acknowledged, and is
// answered from there: by a decision, or by a person weeks later.
type foresporselFiksIO struct {
	fiks     fiksIO
	mottak   *mottak // how sealed bytes are brought in; its store is this one's
	signer   seal.Signer
	tjeneste uuid.UUID // the account requests come from; Nil: any
	log      *slog.Logger
	steg     func(string)
	vekk     chan struct{} // of one: there is something to answer
}

// ta receives one message, whatever it is. As in fiksioKanal, only what returns nil is acknowledged, and nothing is rejected.
func (k *foresporselFiksIO) ta(ctx context.Context, m *fiksio.Mottatt) error {
	lager := k.mottak.lager
	if m.Type != fiksio.TypeForesporselSend || (k.tjeneste != uuid.Nil && m.AvsenderKontoID != k.tjeneste) {
		return ukjente{lager, k.mottak.naa, k.log}.ta(ctx, m)
	}
	id := meldingsID(m)
	err := k.lagre(ctx, id, m)
	// 1. It can never be read here: say so. She may ask again.
	if u := new(ubrukelig); errors.As(err, &u) {
		k.log.ErrorContext(ctx, "a request that cannot be read", "id", id, "melding", m.MeldingID, "grunn", u.Grunn)
		return k.send(ctx, adresseAv(m), fiksio.TypeForesporselUgyldig, feilsvar{ErrorID: id.String(), Feilmelding: u.Tekst})
	}
	// 2. It could not be stored now: say nothing. It stays with the broker.
	if err != nil {
		return err
	}
	k.steg("tatt")
	// 3. It is on the disk. Sent again after we answered it, it is the answer that was lost: the same is said again, to this one.
	s, err := k.svart(id)
	if err != nil {
		return err
	}
	if s != nil {
		return k.si(ctx, id, adresseAv(m), *s)
	}
	select {
	case k.vekk <- struct{}{}:
	default: // it is to be woken already
	}
	return nil
}

// lagre brings a request onto the disk, if it is not there. Errors: *ubrukelig, it is no request; any other is to be tried again.
func (k *foresporselFiksIO) lagre(ctx context.Context, id uuid.UUID, m *fiksio.Mottatt) error {
	l := k.mottak.lager
	switch _, err := k.les(id); {
	case err == nil:
		return l.synkMappe(l.sti(foresporselMappe)) // its name may be in the machine's memory alone
	case errors.Is(err, errSkadet):
		if err := os.Rename(l.sti(foresporselMappe, id.String()), l.sti(skadetMappe, id.String()+"-"+uuid.NewString())); err != nil {
			return fmt.Errorf("set a damaged request aside: %w", err)
		}
	case !errors.Is(err, errIkkeHer):
		return err
	}
	inn := innkommet{ID: id, Type: m.Type, Kanal: "fiksio", Innhold: m.Innhold}
	forseglet, err := k.mottak.hent(ctx, inn)
	if errors.Is(err, fiksio.ErrForStor) {
		err = &ubrukelig{grunnForStor, "Innholdet er større enn fagsystemet tar imot."}
	}
	if err != nil {
		return err
	}
	defer forseglet.fjern()
	f, err := k.apne(forseglet)
	if err != nil {
		return k.mottak.tilSide(inn, forseglet, err)
	}
	f.ID = id
	kort := foresporselkort{Foresporsel: f, SvarTil: adresseAv(m), Mottatt: k.mottak.naa().UTC(), Sha256: forseglet.sha256}
	if err := l.skrivMappe(foresporselMappe, id, kort, foresporselFil, forseglet, nil); err != nil {
		return err
	}
	_, err = k.les(id) // what is answered is what the disk says
	return err
}

var elleveSifre = regexp.MustCompile(`^\d{11}$`)

// apne opens the seal, and reads the body by its published schema.
func (k *foresporselFiksIO) apne(forseglet *spolt) (f foresporsel, err error) {
	ubrukt := &ubrukelig{grunnUleselig, "Forespørselen kunne ikke åpnes med noen av fagsystemets nøkler, eller signaturen holdt ikke."}
	klar, err := seal.Open(forseglet.fil, forseglet.storrelse, k.mottak.nokler...)
	if errors.Is(err, seal.ErrUleselig) {
		return f, ubrukt
	}
	if err != nil {
		return f, fmt.Errorf("open a request: %w", err)
	}
	hel, err := seal.ReadContainer(klar, klar.Size(), seal.ReadOptions{Names: []string{payloadFil}, MaxBytes: maksForesporsel, SHA1: k.mottak.sha1})
	if errors.Is(err, seal.ErrUleselig) {
		return f, ubrukt
	}
	if err != nil {
		return f, fmt.Errorf("read a request: %w", err)
	}
	fil, _ := hel.File(payloadFil) // the only name it may have, and it has one
	raw, err := fil.Bytes()
	if err != nil {
		return f, fmt.Errorf("read a request: %w", err)
	}
	var body struct {
		Fnr           *string `json:"fnr"`
		Begrunnelse   *string `json:"begrunnelse"`
		Journalposter []struct {
			MappeID  *string `json:"mappeId"`
			SystemID *string `json:"systemId"`
		} `json:"journalposter"`
	}
	feil := &ubrukelig{grunnInnhold, "Forespørselen har ikke fnr, begrunnelse og journalposter som publisert."}
	if json.Unmarshal(raw, &body) != nil || body.Fnr == nil || !elleveSifre.MatchString(*body.Fnr) || body.Begrunnelse == nil || len(body.Journalposter) == 0 {
		return f, feil
	}
	f = foresporsel{Status: "SENDT", Fodselsnummer: *body.Fnr, Begrunnelse: *body.Begrunnelse}
	for _, p := range body.Journalposter {
		if p.MappeID == nil || p.SystemID == nil {
			return f, feil
		}
		f.Journalposter = append(f.Journalposter, forespurtRef{SystemID: *p.SystemID})
	}
	return f, nil
}

// les reads a request back. Errors: errIkkeHer; errSkadet; any other is the disk's.
func (k *foresporselFiksIO) les(id uuid.UUID) (kort foresporselkort, err error) {
	l := k.mottak.lager
	raw, err := os.ReadFile(l.sti(foresporselMappe, id.String(), foresporselFil))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		if _, err := os.Stat(l.sti(foresporselMappe, id.String())); err == nil {
			return kort, errSkadet
		}
		return kort, errIkkeHer
	case err != nil:
		return kort, fmt.Errorf("read back: %w", err)
	case json.Unmarshal(raw, &kort) != nil || kort.Foresporsel.ID != id:
		return kort, errSkadet
	}
	return kort, l.stemmerI(foresporselMappe, id, forsegletFil, kort.Sha256)
}

// svart is what was answered last; nil: nothing that we know of.
func (k *foresporselFiksIO) svart(id uuid.UUID) (*foresporselsvar, error) {
	s := new(foresporselsvar)
	if err := lesFast(filepath.Join(k.mottak.lager.sti(svartMappe), id.String()+".json"), s); err != nil || s.Status == "" {
		return nil, err
	}
	return s, nil
}

// ubesvarte are the requests that are held and not closed, oldest first.
func (k *foresporselFiksIO) ubesvarte(context.Context) (ut []foresporsel, err error) {
	ider, err := k.mottak.lager.alle(foresporselMappe)
	if err != nil {
		return nil, err
	}
	for _, id := range ider {
		s, err := k.svart(id)
		if err != nil {
			return nil, err
		}
		if s != nil && (s.Status == "INNVILGET" || s.Status == "AVVIST" || s.Status == statusIkkeFunnet) {
			continue
		}
		kort, err := k.les(id)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", id, err)
		}
		if s != nil {
			kort.Foresporsel.Status = s.Status
		}
		kort.Foresporsel.mottatt = kort.Mottatt
		ut = append(ut, kort.Foresporsel)
	}
	slices.SortFunc(ut, func(a, b foresporsel) int { return a.mottatt.Compare(b.mottatt) })
	return ut, nil
}

// besvar answers a request that is held, and notes it. Killed between the two, the same is said once more, and is the same.
func (k *foresporselFiksIO) besvar(ctx context.Context, id uuid.UUID, s foresporselsvar) error {
	kort, err := k.les(id)
	if err != nil {
		return err
	}
	if err := k.si(ctx, id, kort.SvarTil, s); err != nil {
		return err
	}
	k.steg("sagt")
	return k.mottak.lager.noterI(svartMappe, id, s)
}

// feilsvar is the body of the three messages that are no svar. Source: their schemas.
type feilsvar struct {
	ErrorID     string `json:"errorId"`
	Feilmelding string `json:"feilmelding"`
}

func (k *foresporselFiksIO) si(ctx context.Context, id uuid.UUID, til svaradresse, s foresporselsvar) error {
	if s.Status == statusIkkeFunnet {
		return k.send(ctx, til, fiksio.TypeForesporselIkkeFunnet, feilsvar{ErrorID: id.String(), Feilmelding: "Journalposten finnes ikke, eller er ikke skjermet for parten."})
	}
	return k.send(ctx, til, fiksio.TypeForesporselSvar, s) // its fields are the schema's
}

// send seals an answer to the key the asker has now. Without one it is not sent: an answer tells of a case.
func (k *foresporselFiksIO) send(ctx context.Context, til svaradresse, slag string, innhold any) error {
	cert, err := k.fiks.Nokkel(ctx, til.Konto)
	if err != nil {
		return fmt.Errorf("find the key to answer with: %w", err)
	}
	m := (&fiksio.Mottatt{MeldingID: til.Melding, AvsenderKontoID: til.Konto, KlientKorrelasjonsID: til.Korrelasjon}).Svar(slag)
	raw, err := json.Marshal(innhold)
	if err != nil {
		return fmt.Errorf("write an answer: %w", err)
	}
	m.KlientMeldingID = uuid.NewSHA1(m.KlientMeldingID, raw) // one request may be answered many times, with different words
	if m.Data, err = forsegl(cert, k.signer, payloadFil, innhold, k.mottak.naa()); err != nil {
		return err
	}
	if _, err := k.fiks.Send(ctx, m); err != nil {
		return fmt.Errorf("send an answer: %w", err)
	}
	return nil
}
