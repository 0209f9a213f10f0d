package delivery

import (
	"bytes"
	"context"
	"crypto/x509"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/google/uuid"

	"barnevernportalen/delivery/fiksio"
	"barnevernportalen/delivery/seal"
	"barnevernportalen/ent"
	"barnevernportalen/ent/db"
	"barnevernportalen/ent/db/alarm"
	"barnevernportalen/ent/db/fiksioinn"
	"barnevernportalen/ent/db/nokkel"
	"barnevernportalen/ent/viewer"
)

// How much of a message is kept, in bytes: of one we do not know, and of a refusal's content and text. A report is at most
// 5 MB, and what answers one is less.
const (
	maksInnhold   = 16 << 20
	maksFeilet    = 1 << 20
	maksFeiltekst = 64 << 10
)

// lesInnhold reads a message's content as it came. fiksio.ErrForStor: more than is kept.
func lesInnhold(ctx context.Context, m *fiksio.Mottatt) ([]byte, error) {
	return lesInntil(ctx, m, maksInnhold)
}

// erBorte: Dokumentlager says that the payload is not to be had, and it is not who we are that it refuses. Such a message is not
// held back: it would take one of the few places there are for ever, and a full house takes no receipts either.
func erBorte(err error) bool {
	refused := new(fiksio.Avvist)
	return errors.As(err, &refused) && !refused.Tilgang()
}

func lesInntil(ctx context.Context, m *fiksio.Mottatt, maks int64) ([]byte, error) {
	if m.Innhold == nil {
		return nil, nil
	}
	r, err := m.Innhold(ctx)
	if err != nil {
		return nil, fmt.Errorf("read a message: %w", err)
	}
	if r == nil {
		return nil, nil
	}
	defer func() { _ = r.Close() }()
	raw, err := io.ReadAll(io.LimitReader(r, maks+1))
	if err != nil {
		return nil, fmt.Errorf("read a message: %w", err)
	}
	if int64(len(raw)) > maks {
		return nil, fmt.Errorf("read a message: %w", fiksio.ErrForStor)
	}
	return raw, nil
}

// feilmelding is what could be read of why a receiver's system would not have a report.
type feilmelding struct {
	kode  string // one of those below
	tekst string // its own words, which may be anything
}

// The codes: how far we came with it. A refusal that nobody can read is a refusal.
const (
	feiletLest     = "FEILET"
	feiletTom      = "FEILET_TOM"      // no content
	feiletUlest    = "FEILET_ULEST"    // it could not be fetched
	feiletUapnelig = "FEILET_UAPNELIG" // not sealed to us; at least one client seals it to itself
	feiletUgyldig  = "FEILET_UGYLDIG"  // opened, and not what it should be
)

// lesFeilet reads the content of a refusal, and opens it if that can be done.
func (s *Service) lesFeilet(ctx context.Context, m *fiksio.Mottatt) ([]byte, feilmelding) {
	raw, err := lesInntil(ctx, m, maksFeilet)
	if err != nil {
		return nil, feilmelding{kode: feiletUlest} // the letter does not wait for the reason
	}
	if len(raw) == 0 {
		return nil, feilmelding{kode: feiletTom}
	}
	keys, err := s.tjenestenokler(ctx)
	if err != nil || len(keys) == 0 {
		return raw, feilmelding{kode: feiletUapnelig}
	}
	container, err := seal.Open(bytes.NewReader(raw), int64(len(raw)), keys...)
	if err != nil {
		return raw, feilmelding{kode: feiletUapnelig}
	}
	text, err := lesFeilmelding(container)
	if err != nil {
		return raw, feilmelding{kode: feiletUgyldig}
	}
	return raw, feilmelding{feiletLest, text}
}

func lesFeilmelding(container *io.SectionReader) (string, error) {
	whole, err := seal.ReadContainer(container, container.Size(), seal.ReadOptions{Names: []string{seal.FeilName}, MaxBytes: maksFeilet})
	if err != nil {
		return "", err
	}
	part, ok := whole.File(seal.FeilName)
	if !ok {
		return "", errors.New("no feilmelding.json")
	}
	raw, err := part.Bytes()
	if err != nil {
		return "", err
	}
	var f struct {
		Melding *string `json:"melding"`
	}
	if err := json.Unmarshal(raw, &f); err != nil || f.Melding == nil {
		return "", errors.New("not a feilmelding")
	}
	return strings.ToValidUTF8((*f.Melding)[:min(len(*f.Melding), maksFeiltekst)], ""), nil
}

// tjenestenokler are the service's own keys, the newest first: a receiver may still have an older one.
func (s *Service) tjenestenokler(ctx context.Context) ([]seal.Key, error) {
	if s.Mappe == nil {
		return nil, nil
	}
	rows, err := s.DB.Client().Nokkel.Query().Where(nokkel.FormalEQ(nokkel.FormalTjeneste)).Order(db.Desc(nokkel.FieldTattIBruk)).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("read the service keys: %w", err)
	}
	var keys []seal.Key
	for _, r := range rows {
		cert, err := x509.ParseCertificate(r.Sertifikat)
		if err != nil {
			continue
		}
		if k, err := s.Mappe.Hent(cert); err == nil {
			keys = append(keys, k)
		}
	}
	return keys, nil
}

// TaImotUleselig keeps a message that lacks what every message must have, and calls the operator. For fiksio.Oppsett.
func (s *Service) TaImotUleselig(ctx context.Context, r fiksio.Raa) error {
	ctx = viewer.With(ctx, viewer.System{Oppgave: "kvittering"})
	id := uuid.NewSHA1(r.MottakerKontoID, nokkelAv(r)) // the same message is the same row
	there, err := s.DB.Client().Fiksioinn.Query().Where(fiksioinn.ID(id)).Exist(ctx)
	if err != nil || there {
		return err
	}
	hode, err := s.forseglHode(id, map[string]any{"mangler": r.Mangler, "headere": r.Headere})
	if err != nil {
		return err
	}
	return s.DB.Tx(ctx, func(tx *ent.Tx) error {
		c := tx.Client()
		row := c.Fiksioinn.Create().SetID(id).SetAvsenderKonto(uuid.Nil).SetSlag(fiksioinn.SlagUkjent).
			SetUtfall(fiksioinn.UtfallUkjentType).SetHode(hode).SetMottatt(s.Klokke())
		if len(r.Innhold) > 0 && len(r.Innhold) <= maksInnhold {
			row.SetInnhold(r.Innhold)
		}
		if err := row.Exec(ctx); err != nil {
			return fmt.Errorf("store a message: %w", err)
		}
		err := c.Alarm.Create().SetSlag(alarm.SlagUkjentMelding).SetDetalj("ULESELIG").SetTidspunkt(s.Klokke()).Exec(ctx)
		if err != nil {
			return fmt.Errorf("raise an alarm: %w", err)
		}
		s.Log.Error("a message over fiks io lacks a required header", "alarm", string(alarm.SlagUkjentMelding), "melding", id)
		return nil
	})
}

// nokkelAv is a message's headers and content in one order.
func nokkelAv(r fiksio.Raa) []byte {
	var b bytes.Buffer
	names := make([]string, 0, len(r.Headere))
	for name := range r.Headere {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		fmt.Fprintf(&b, "%q=%q\n", name, r.Headere[name])
	}
	b.Write(r.Innhold)
	return b.Bytes()
}
