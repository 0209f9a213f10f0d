package innsyn

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/ent"
	"barnevernportalen/ent/db"
	"barnevernportalen/ent/db/innsynslogg"
	"barnevernportalen/ent/db/innsynsmelding"
)

const (
	// maksHentinger is how many documents pass to one session at once (a person opens a few), and maksHentingerAlle to all
	// that one process serves.
	maksHentinger     = 4
	maksHentingerAlle = 64
	// A store that answers slowly, or drop by drop, holds a place: one read may take fristLesing, and all reads of a
	// document together fristLesinger. The browser's own slowness is bounded by the server.
	fristLesing   = 15 * time.Second
	fristLesinger = 2 * time.Minute
)

// Dokument is a document on its way to a person. Read it to its end, and Close it: only io.EOF says that it was whole.
type Dokument struct {
	Filtype
	Lengde int64 // bytes; -1: not known before the end
	io.ReadCloser
}

// ApneDokument opens what a link of this session's points to. Whether she may is asked here again, in the transaction that
// logs the reading; what she gets is opened and looked at before that, so that a log line means a document, and not a byte
// leaves before there is one. Errors: [ent.ErrIkkeFunnet], whatever the reason, [Dokumenthindring], [ErrForMangeSamtidige].
func (s *Service) ApneDokument(ctx context.Context, token string) (*Dokument, error) {
	v, err := innbygger(ctx)
	if err != nil {
		return nil, err
	}
	mal, err := s.apneLenke(v, token)
	if err != nil {
		return nil, err
	}
	d, err := s.finnDokument(ctx, mal.journalpost, int(mal.nr))
	if err == nil && !mal.er(d) {
		err = HindringIkkeFunnet
	}
	if err != nil {
		return nil, skjult(err)
	}
	dok, err := s.hent(ctx, v.SesjonID, d)
	if err != nil {
		return nil, skjult(err)
	}
	// The very row that was opened above: one that has been written over meanwhile is another, sealed anew.
	rader, err := s.DB.LesInnsyn(ctx, ent.Lesing{Handling: innsynslogg.HandlingDokument, Mal: mal.journalpost, Maks: maksLest}, func(q *db.InnsynsmeldingQuery) {
		medMappe(mal.journalpost)(q)
		q.Where(innsynsmelding.Or(innsynsmelding.SlagEQ(innsynsmelding.SlagMappe), innsynsmelding.Innhold(d.rad.Innhold)))
	})
	if err == nil && len(rader) == 0 {
		err = HindringIkkeFunnet
	}
	if err != nil {
		_ = dok.Close()
		return nil, skjult(err)
	}
	ser := func() error {
		d, err := s.finnDokument(ctx, mal.journalpost, int(mal.nr))
		if err == nil && !mal.er(d) {
			err = HindringIkkeFunnet
		}
		return err
	}
	dok.ReadCloser = lukkes{&vakt{r: dok.ReadCloser, ser: ser, sist: time.Now()}, dok.Close}
	return dok, nil
}

// vaktHver is how old the answer to «may she see it?» may be when a piece of a document is handed over: shut out, she gets
// no more within a second.
const vaktHver = 500 * time.Millisecond

// vakt asks again, as the person, while a document passes, and ends it when she may not see it any more.
type vakt struct {
	r    io.Reader
	ser  func() error
	sist time.Time
}

func (v *vakt) Read(p []byte) (int, error) {
	n, err := v.r.Read(p)
	if time.Since(v.sist) >= vaktHver { // after the reading, which may have taken long
		if feil := v.ser(); feil != nil {
			return 0, feil
		}
		v.sist = time.Now()
	}
	return n, err
}

// skjult makes one answer of all that is not there, or not hers.
func skjult(err error) error {
	if errors.Is(err, HindringIkkeFunnet) {
		return ent.ErrIkkeFunnet
	}
	return err
}

// hent opens a document where it lies and looks at it. It holds one of the session's places until it is closed.
func (s *Service) hent(ctx context.Context, sesjon uuid.UUID, d *apnet) (_ *Dokument, err error) {
	ferdig, ok := s.hentinger.ta(sesjon, maksHentinger, maksHentingerAlle)
	if !ok {
		return nil, ErrForMangeSamtidige
	}
	ctx, avbryt := context.WithCancel(ctx)
	lukk := func() { avbryt(); ferdig() }
	defer func() {
		if errors.Is(err, HindringIkkeTilgjengelig) {
			s.Log.WarnContext(ctx, "a document cannot be fetched", "err", err) // the operator's to mend
		}
		if err != nil {
			lukk()
		}
	}()
	frist := time.AfterFunc(fristLesing, avbryt) // to where it begins
	h, err := s.hentFra(ctx, d)
	if err != nil {
		return nil, err
	}
	if !frist.Stop() {
		_ = h.Close()
		return nil, HindringIkkeTilgjengelig
	}
	if h.Lengde > s.Dokumenter.maks() && d.sted.egen == uuid.Nil {
		_ = h.Close()
		return nil, HindringForStor
	}
	r := &seig{r: h, avbryt: avbryt, igjen: fristLesinger}
	hode := make([]byte, hodelengde)
	n, err := io.ReadFull(r, hode)
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		_ = h.Close()
		return nil, fmt.Errorf("%w: %w", HindringIkkeTilgjengelig, err)
	}
	t, ok := kjennIgjen(hode[:n], h.Mime)
	if !ok {
		_ = h.Close()
		return nil, HindringUgyldigType
	}
	hele := &inntil{r: io.MultiReader(bytes.NewReader(hode[:n]), r), lengde: h.Lengde, maks: s.Dokumenter.maks()}
	return &Dokument{t, h.Lengde, lukkes{somType(hele, t), func() error { defer lukk(); return h.Close() }}}, nil
}

func (s *Service) hentFra(ctx context.Context, d *apnet) (*Hentet, error) {
	switch {
	case d.sted.kilde == KildePostkasse:
		return nil, HindringPostkasse
	case d.sted.egen != uuid.Nil:
		return s.lesFil(ctx, d.rad, d.sted.egen)
	case d.sted.dokumentlager != uuid.Nil:
		return s.Dokumenter.Dokumentlager.Hent(ctx, d.sted.dokumentlager)
	case d.sted.vert != nil:
		return s.Dokumenter.Verter.Hent(ctx, d.sted.vert)
	case d.sted.adresse != "":
		return nil, HindringIkkeTilgjengelig // it lies where we may not go
	}
	return nil, HindringIkkeFunnet
}

type lukkes struct {
	io.Reader
	lukk func() error
}

func (l lukkes) Close() error { return l.lukk() }

// errAvkortet: not all of a document came, or more than there was to be.
var errAvkortet = errors.New("a document that is not as long as was said")

// inntil holds a document to the length that was said, or to the longest there may be.
type inntil struct {
	r            io.Reader
	lengde, maks int64 // lengde -1: not said
	lest         int64
}

func (i *inntil) Read(p []byte) (int, error) {
	n, err := i.r.Read(p)
	i.lest += int64(n)
	switch {
	case i.lengde < 0 && i.lest > i.maks, i.lengde >= 0 && i.lest > i.lengde, errors.Is(err, io.EOF) && i.lengde >= 0 && i.lest < i.lengde:
		return 0, errAvkortet
	}
	return n, err
}

// seig gives up on who sends too slowly.
type seig struct {
	r      io.Reader
	avbryt context.CancelFunc
	igjen  time.Duration // of all reads together
}

func (s *seig) Read(p []byte) (int, error) {
	start := time.Now()
	frist := time.AfterFunc(min(fristLesing, s.igjen), s.avbryt)
	n, err := s.r.Read(p)
	s.igjen -= time.Since(start)
	if !frist.Stop() || s.igjen <= 0 {
		s.avbryt()
		return 0, HindringIkkeTilgjengelig
	}
	return n, err
}
