package innsyn

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/jpeg"
	"image/png"
	"io"
	"path"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"entgo.io/ent/dialect/sql"
	"github.com/google/uuid"

	"barnevernportalen/ent"
	"barnevernportalen/ent/db"
	"barnevernportalen/ent/db/vedlegg"
	"barnevernportalen/ent/vault"
	"barnevernportalen/pdf"
)

// What may be sent with post. Ours: the limits of the national service's form are not published.
const (
	// MaksVedlegg is the size of one file in bytes; a check of the table has the same.
	MaksVedlegg = 10 << 20
	// MaksVedleggTotalt is the size of all files of one letter.
	MaksVedleggTotalt = 30 << 20
	// MaksAntallVedlegg is how many files one letter has.
	MaksAntallVedlegg = 10
	// maksPiksler is what a picture may come to, and maksUtpakket what it may take unpacked, in bytes, for a moment: 50
	// megapixels of four bytes. See utpakket.
	maksPiksler, maksUtpakket = 50_000_000, 200_000_000
	// vedleggLevetid is how long a file waits to be sent; it ends with the session, which lives as long.
	vedleggLevetid = 12 * time.Hour
	// maksVentende and maksVentendeAntall are what one session may have waiting.
	maksVentende, maksVentendeAntall = 60 << 20, 30
	maksFilnavn                      = 200
)

// Vedleggsfeil is why a file is not taken.
type Vedleggsfeil string

// The reasons, as told over HTTP and in the SDL.
const (
	VedleggTomt           Vedleggsfeil = "TOM_FIL"
	VedleggForStort       Vedleggsfeil = "FOR_STOR"
	VedleggForMange       Vedleggsfeil = "FOR_MANGE"
	VedleggType           Vedleggsfeil = "UGYLDIG_TYPE"      // neither PDF, JPEG nor PNG, by what it holds
	VedleggUlesbart       Vedleggsfeil = "KAN_IKKE_LESES"    // it says that it is one, and is not a whole one
	VedleggKryptert       Vedleggsfeil = "PASSORDBESKYTTET"  // nobody could open it
	VedleggAktivt         Vedleggsfeil = "AKTIVT_INNHOLD"    // scripts, embedded files, forms that are sent
	VedleggForMangePunkt  Vedleggsfeil = "FOR_MANGE_PIKSLER" // before it is unpacked
	VedleggUkjent         Vedleggsfeil = "UKJENT_VEDLEGG"    // run out, sent already, or of another session
	VedleggForStortTilSam Vedleggsfeil = "FOR_STORE_TIL_SAMMEN"
)

// Error implements error.
func (v Vedleggsfeil) Error() string { return "the file is not taken: " + string(v) }

// OpplastetVedlegg is a file that waits to be sent.
type OpplastetVedlegg struct {
	ID        uuid.UUID
	Navn      string
	MimeType  string
	Storrelse int64 // bytes, as it will be sent
}

// LastOpp takes one file, checks it, draws a picture anew (so that place, time and whatever else lies in it is gone), and
// keeps it encrypted for the session until it is sent. Errors: [ErrIkkeInnbygger], [Vedleggsfeil], and r's own.
func (s *Service) LastOpp(ctx context.Context, navn string, r io.Reader) (*OpplastetVedlegg, error) {
	v, err := innbygger(ctx)
	if err != nil || v.SesjonID == uuid.Nil {
		return nil, ErrIkkeInnbygger
	}
	raw, err := io.ReadAll(io.LimitReader(r, MaksVedlegg+1))
	switch {
	case err != nil:
		return nil, fmt.Errorf("read a file: %w", err)
	case len(raw) == 0:
		return nil, VedleggTomt
	case len(raw) > MaksVedlegg:
		return nil, VedleggForStort
	}
	mime, klar, err := s.sjekkFil(ctx, raw)
	if err != nil {
		return nil, err
	}
	if len(klar) > MaksVedlegg {
		return nil, VedleggForStort
	}
	c := s.DB.Client()
	var venter []struct{ Antall, Sum int64 }
	err = c.Vedlegg.Query().Aggregate(db.As(db.Count(), "antall"), func(sel *sql.Selector) string {
		return "COALESCE(SUM(" + sel.C(vedlegg.FieldStorrelse) + "), 0) AS sum"
	}).Scan(ctx, &venter)
	if err != nil {
		return nil, fmt.Errorf("count files that wait: %w", err)
	}
	if len(venter) == 1 && (venter[0].Antall >= maksVentendeAntall || venter[0].Sum+int64(len(klar)) > maksVentende) {
		return nil, VedleggForMange
	}
	ut := &OpplastetVedlegg{ID: uuid.New(), Navn: filnavn(navn, mime), MimeType: string(mime), Storrelse: int64(len(klar))}
	innhold, err := s.Vault.Encrypt(klar, aadVedlegg(ut.ID, "innhold"))
	if err != nil {
		return nil, err
	}
	kalt, err := s.Vault.Encrypt([]byte(ut.Navn), aadVedlegg(ut.ID, "navn"))
	if err != nil {
		return nil, err
	}
	naa := time.Now().Round(time.Microsecond) // real time, as the session
	err = s.DB.Tx(ctx, func(tx *ent.Tx) error {
		if runs, err := tx.HoldSesjon(ctx, v.SesjonID); err != nil || !runs {
			return errors.Join(err, ent.ErrIkkeFunnet)
		}
		return tx.Client().Vedlegg.Create().SetID(ut.ID).SetSesjonID(v.SesjonID).SetEier(v.ID).SetMimeType(mime).SetNavn(kalt).
			SetInnhold(innhold).SetStorrelse(ut.Storrelse).SetLastetOpp(naa).SetUtloper(naa.Add(vedleggLevetid)).Exec(ctx)
	})
	if err != nil {
		return nil, fmt.Errorf("store a file: %w", err)
	}
	return ut, nil
}

// SlettVedlegg takes away a file that has not been sent. One that is not hers, or not there, is gone too.
func (s *Service) SlettVedlegg(ctx context.Context, id uuid.UUID) error {
	if _, err := innbygger(ctx); err != nil {
		return err
	}
	if _, err := s.DB.Client().Vedlegg.Delete().Where(vedlegg.ID(id)).Exec(ctx); err != nil {
		return fmt.Errorf("take a file away: %w", err)
	}
	return nil
}

// RyddVedlegg deletes what was never sent. It runs as background work, which can read none of it.
func (s *Service) RyddVedlegg(ctx context.Context) error {
	if _, err := s.DB.Client().Vedlegg.Delete().Where(vedlegg.UtloperLTE(time.Now())).Exec(ctx); err != nil {
		return fmt.Errorf("delete files that have run out: %w", err)
	}
	return nil
}

// sjekkFil finds what a file is by what it holds, whatever it was called, and makes it safe to open.
func (s *Service) sjekkFil(ctx context.Context, raw []byte) (vedlegg.MimeType, []byte, error) {
	switch {
	case bytes.HasPrefix(raw, []byte("%PDF-")):
		switch err := s.PDF.Check(ctx, raw); {
		case errors.Is(err, pdf.ErrEncrypted):
			return "", nil, VedleggKryptert
		case errors.Is(err, pdf.ErrActive):
			return "", nil, VedleggAktivt
		case errors.Is(err, pdf.ErrUnreadable):
			return "", nil, VedleggUlesbart
		default:
			return vedlegg.MimeTypePDF, raw, err
		}
	case bytes.HasPrefix(raw, []byte("\xff\xd8\xff")):
		klar, err := s.tegnPaNytt(ctx, raw, jpeg.DecodeConfig, jpeg.Decode, func(w io.Writer, m image.Image) error {
			return jpeg.Encode(w, rett(m, orientering(raw)), &jpeg.Options{Quality: 90})
		})
		return vedlegg.MimeTypeJPEG, klar, err
	case bytes.HasPrefix(raw, []byte("\x89PNG\r\n\x1a\n")):
		klar, err := s.tegnPaNytt(ctx, raw, png.DecodeConfig, png.Decode, png.Encode)
		return vedlegg.MimeTypePNG, klar, err
	}
	return "", nil, VedleggType
}

// tegnPaNytt unpacks a picture and packs it anew: only what is seen is left. How large it is is asked first, and one is
// unpacked at a time.
func (s *Service) tegnPaNytt(ctx context.Context, raw []byte, mal func(io.Reader) (image.Config, error),
	les func(io.Reader) (image.Image, error), skriv func(io.Writer, image.Image) error) ([]byte, error) {
	c, err := mal(bytes.NewReader(raw))
	if err != nil || c.Width < 1 || c.Height < 1 {
		return nil, VedleggUlesbart
	}
	if punkter := int64(c.Width) * int64(c.Height); punkter > maksPiksler || utpakket(raw, c, punkter) > maksUtpakket {
		return nil, VedleggForMangePunkt
	}
	s.bildeplass.Lock()
	defer s.bildeplass.Unlock()
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	m, err := les(bytes.NewReader(raw))
	if err != nil {
		return nil, VedleggUlesbart
	}
	var ut bytes.Buffer
	if err := skriv(&ut, m); err != nil {
		return nil, VedleggUlesbart
	}
	return ut.Bytes(), nil
}

var endelser = map[vedlegg.MimeType]string{vedlegg.MimeTypePDF: ".pdf", vedlegg.MimeTypeJPEG: ".jpg", vedlegg.MimeTypePNG: ".png"}

// filnavn is what she called a file, without folders and what cannot be printed, with the ending of what it is.
func filnavn(navn string, mime vedlegg.MimeType) string {
	if !utf8.ValidString(navn) {
		navn = ""
	}
	navn = path.Base(strings.ReplaceAll(navn, `\`, "/"))
	navn = strings.Map(func(r rune) rune {
		if !unicode.IsPrint(r) || strings.ContainsRune(`<>:"|?*/`, r) {
			return -1
		}
		return r
	}, strings.TrimSuffix(navn, path.Ext(navn)))
	if r := []rune(navn); len(r) > maksFilnavn {
		navn = string(r[:maksFilnavn])
	}
	if navn = strings.Trim(navn, " ."); navn == "" {
		navn = "vedlegg"
	}
	return navn + endelser[mime]
}

// hentVedlegg opens the files that are to be sent, in the order given.
func (s *Service) hentVedlegg(ctx context.Context, ider []uuid.UUID) ([]vedlagt, error) {
	var ut []vedlagt
	for _, id := range ider {
		r, err := s.DB.Client().Vedlegg.Query().Where(vedlegg.ID(id), vedlegg.UtloperGT(time.Now())).Only(ctx)
		if db.IsNotFound(err) {
			return nil, VedleggUkjent
		}
		if err != nil {
			return nil, fmt.Errorf("read a file: %w", err)
		}
		innhold, err := s.Vault.Decrypt(r.Innhold, aadVedlegg(id, "innhold"))
		if err != nil {
			return nil, fmt.Errorf("open a file: %w", err)
		}
		navn, err := s.Vault.Decrypt(r.Navn, aadVedlegg(id, "navn"))
		if err != nil {
			return nil, fmt.Errorf("open a file: %w", err)
		}
		ut = append(ut, vedlagt{Navn: string(navn), MimeType: r.MimeType, innhold: innhold})
	}
	return ut, nil
}

// vedlagt is a file about to be sent, in clear.
type vedlagt struct {
	Navn     string
	MimeType vedlegg.MimeType
	innhold  []byte
}

func aadVedlegg(id uuid.UUID, hva string) []byte { return vault.Context("vedlegg", id.String(), hva) }
