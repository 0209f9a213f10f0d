package main

import (
	"bytes"
	"context"
	"crypto/x509"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"sync"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/delivery/fiksio"
	"barnevernportalen/delivery/seal"
)

// fiksIO is what is needed of Fiks IO to answer; [fiksio.Klient] is it.
type fiksIO interface {
	Send(ctx context.Context, m fiksio.Melding) (fiksio.Sendt, error)
	Nokkel(ctx context.Context, kontoID uuid.UUID) (*x509.Certificate, error)
}

// fiksioKanal is reception over Fiks IO: what ta returns decides whether the message is acknowledged.
//
//	nil     acknowledged: it is stored and answered, or refused and answered, or kept because we do not know what it is
//	error   not acknowledged: it stays with the broker, and comes again
//
// It is never rejected («nack»): the broker would discard it, and tell nobody.
type fiksioKanal struct {
	fiks      fiksIO
	mottak    *mottak
	lager     *lager
	portal    *portal     // for the chain, and to give tokens back; nil: there is none
	signer    seal.Signer // of the reason for a refusal
	tjeneste  uuid.UUID   // the account reports come from; Nil: any
	log       *slog.Logger
	steg      func(string)
	mottakere []mottaker
	vekk      chan struct{} // of one: there is something for the portal; nil: it is looked for anyway

	en    sync.Mutex // over the portal's affairs
	kjede kjedevakt
}

// rapporttyper are the messages that are reports. Reports of version 2 are answered by receipts of version 1.
var rapporttyper = []string{fiksio.TypePrivatV1, fiksio.TypePrivatV2, fiksio.TypeOffentligV1, fiksio.TypeOffentligV2}

// ta receives one message, whatever it is.
func (k *fiksioKanal) ta(ctx context.Context, m *fiksio.Mottatt) error {
	if !slices.Contains(rapporttyper, m.Type) || (k.tjeneste != uuid.Nil && m.AvsenderKontoID != k.tjeneste) {
		return k.ukjent(ctx, m)
	}
	id := meldingsID(m)
	_, err := k.mottak.ta(ctx, innkommet{ID: id, Type: m.Type, Kanal: "fiksio", Innhold: m.Innhold})
	if errors.Is(err, fiksio.ErrForStor) {
		err = &ubrukelig{grunnForStor, "Innholdet er større enn fagsystemet tar imot."}
	}
	// 1. It can never be stored here: say so, and a letter leaves.
	if u := new(ubrukelig); errors.As(err, &u) {
		k.log.ErrorContext(ctx, "refusing a report", "id", id, "melding", m.MeldingID, "grunn", u.Grunn)
		if err := k.feilet(ctx, m, u); err != nil {
			return err
		}
		return k.noter(ctx, id, svar{Svar: svarAvvist, Grunn: u.Grunn})
	}
	// 2. It could not be stored now: say nothing. It stays with the broker.
	if err != nil {
		return err
	}
	// 3. It is on the disk: say so, and prove it if there is a token. Only after this returns is the message acknowledged; if
	// we die before, it comes again and the receipt is repeated. svar-til and the correlation id are copied, and the id of
	// our own message comes of the one it answers, so that the repeated receipt is known for the same.
	if _, err := k.fiks.Send(ctx, m.Svar(fiksio.TypeMottatt)); err != nil {
		return fmt.Errorf("send mottatt: %w", err)
	}
	k.steg("svart")
	if err := k.noter(ctx, id, svar{Svar: svarMottatt}); err != nil {
		return err
	}
	// The portal is told by another: one that is slow must not hold back what is stored and answered.
	select {
	case k.vekk <- struct{}{}:
	default: // it is to be woken already
	}
	return nil
}

// etterpa is what is done for the portal's sake when there is a portal to speak with; what fails is done again.
func (k *fiksioKanal) etterpa(ctx context.Context) {
	if k.portal == nil {
		return
	}
	k.en.Lock()
	defer k.en.Unlock()
	if err := k.bevis(ctx); err != nil && ctx.Err() == nil {
		k.log.WarnContext(ctx, "some of what is stored is not proven yet; trying again", "feil", err)
	}
	for _, m := range k.mottakere {
		if err := k.kjede.se(ctx, m); err != nil && ctx.Err() == nil {
			k.log.WarnContext(ctx, "the chain could not be checked", "mottaker", m.String(), "feil", err)
		}
	}
}

// bevis gives the tokens back that are owed. mottatt.v1, which has no room for one, says that we have the report; this lets
// the portal know that it is true. A report that cannot be proven does not stop those behind it.
func (k *fiksioKanal) bevis(ctx context.Context) error {
	ids, err := k.lager.alle(meldingMappe)
	if err != nil {
		return err
	}
	var feil []error
	for _, id := range ids {
		err := k.bevisEn(ctx, id)
		if err == nil {
			continue
		}
		feil = append(feil, fmt.Errorf("%s: %w", id, err))
		if ctx.Err() != nil || errors.Is(err, errTilgang) || errors.Is(err, errUtilgjengelig) {
			break // nor will the next one
		}
	}
	return errors.Join(feil...)
}

// bevisEn gives the token of one report back, if it is owed.
func (k *fiksioKanal) bevisEn(ctx context.Context, id uuid.UUID) error {
	s, err := k.lager.svaret(id)
	if err != nil || s == nil || s.Svar != svarMottatt {
		return err
	}
	m, err := k.lager.lesTilbake(id)
	if err != nil || m.bevis == "" {
		return err
	}
	ny := svar{Svar: svarLagret}
	if err := k.portal.bekreft(ctx, id, m.bevis); err != nil {
		f := new(mottakFeil)
		if !errors.As(err, &f) {
			return err
		}
		k.log.ErrorContext(ctx, "THE PORTAL DOES NOT TAKE OUR PROOF; a person must look", "id", id, "kode", f.Kode)
		ny = svar{Svar: svarFeil, Grunn: grunn(f.Kode)}
	}
	return k.noter(ctx, id, ny)
}

func (k *fiksioKanal) noter(ctx context.Context, id uuid.UUID, s svar) error {
	s.Tid = k.mottak.naa()
	if err := k.lager.noter(id, s); err != nil {
		return err
	}
	k.log.InfoContext(ctx, "answered", "id", id, "svar", s.Svar)
	return nil
}

// feilmelding is feilmelding.json. encoding/json writes it, so that a quote in the text is a quote.
type feilmelding struct {
	Melding string `json:"melding"`
}

// feilet refuses a report, with the reason sealed to the sender's key as the katalog has it now. The refusal is what sends the
// letter, the reason only explains it: without a key to seal to it goes without one.
func (k *fiksioKanal) feilet(ctx context.Context, m *fiksio.Mottatt, u *ubrukelig) error {
	ut := m.Svar(fiksio.TypeFeilet)
	cert, err := k.fiks.Nokkel(ctx, m.AvsenderKontoID)
	if err == nil {
		ut.Data, err = forsegl(cert, k.signer, seal.FeilName, feilmelding{Melding: u.Tekst}, k.mottak.naa())
	}
	if err != nil {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		k.log.WarnContext(ctx, "the reason for a refusal cannot be sealed, and is left out", "melding", m.MeldingID, "feil", err)
	}
	if _, err := k.fiks.Send(ctx, ut); err != nil {
		return fmt.Errorf("send feilet: %w", err)
	}
	k.steg("svart")
	return nil
}

// forsegl makes a container of one JSON file, sealed to a key that holds now.
func forsegl(cert *x509.Certificate, signer seal.Signer, navn string, innhold any, naa time.Time) ([]byte, error) {
	if err := seal.CheckNokkel(cert, naa); err != nil {
		return nil, err
	}
	raw, err := json.Marshal(innhold)
	if err != nil {
		return nil, fmt.Errorf("write %s: %w", navn, err)
	}
	var ut bytes.Buffer
	w, err := seal.Encrypt(&ut, cert)
	if err != nil {
		return nil, err
	}
	if err := seal.WriteContainer(w, signer, seal.File{Name: navn, MimeType: "application/json", Body: bytes.NewReader(raw)}); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return ut.Bytes(), nil
}

// ukjent keeps a message that is no report.
func (k *fiksioKanal) ukjent(ctx context.Context, m *fiksio.Mottatt) error {
	return ukjente{k.lager, k.mottak.naa, k.log}.ta(ctx, m)
}

// uleselig keeps a message that lacks what every message must have.
func (k *fiksioKanal) uleselig(ctx context.Context, r fiksio.Raa) error {
	return ukjente{k.lager, k.mottak.naa, k.log}.uleselig(ctx, r)
}

// meldingsID is the report's own id. Version 1 reports come without it; then the sender's id for the message is what is the
// same when it is sent again, and last the message's own, which is not.
func meldingsID(m *fiksio.Mottatt) uuid.UUID {
	if id, err := uuid.Parse(m.Egendefinert["bekymringsmelding-id"]); err == nil && id != uuid.Nil {
		return id
	}
	if m.KlientMeldingID != "" {
		if id, err := uuid.Parse(m.KlientMeldingID); err == nil && id != uuid.Nil {
			return id
		}
		return uuid.NewSHA1(m.AvsenderKontoID, []byte(m.KlientMeldingID))
	}
	return m.MeldingID
}
