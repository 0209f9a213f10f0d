package innsyn

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/ent"
	"barnevernportalen/ent/db"
	"barnevernportalen/ent/db/innsynsfil"
	"barnevernportalen/ent/db/innsynsfildel"
	"barnevernportalen/ent/vault"
)

// Our own document store: files in pieces, each sealed for its place, so that none is ever whole in memory, here or in the
// database.

const (
	// delstorrelse is the size of a piece in bytes; a check of the table has it, sealed.
	delstorrelse = 256 << 10
	// opplastingsfrist is when an upload that has not finished is given up; the request itself is given far less.
	opplastingsfrist = time.Hour
	// ryddefrist is for taking away what came to nothing. The caller may be gone.
	ryddefrist = 10 * time.Second
	// maksOpplastinger is how many documents one integration may upload at once to one process, and maksOpplastingerAlle all
	// of them: each holds half a megabyte and, for a moment at a time, a connection.
	maksOpplastinger     = 4
	maksOpplastingerAlle = 32
)

// Why a document is not taken.
var (
	// ErrForStortDokument: beyond Dokumenter.Maks.
	ErrForStortDokument = errors.New("the document is larger than is taken here")
	// ErrUgyldigDokument: no kind of file that is shown here, or an empty one.
	ErrUgyldigDokument = errors.New("no kind of file that is taken here")
	// ErrFullt: the integration keeps as many bytes here as it may.
	ErrFullt = errors.New("the integration has no more room in the document store")
	// ErrForMangeSamtidige: as many documents, or large batches, pass at once as may.
	ErrForMangeSamtidige = errors.New("too many at once")
)

// LastOppDokument stores a document that a case system may link to, and returns its id and the `lenke` to write. lengde is
// its size in bytes, or -1 where the sender does not say. It is there when all of it is, and not before: an error from r, or
// a process that dies, leaves nothing that can be read. Errors: [ErrIkkeIndekserer], [ErrForStortDokument],
// [ErrUgyldigDokument], [ErrFullt], [ErrForMangeSamtidige], and r's own.
func (s *Service) LastOppDokument(ctx context.Context, kommunenummer string, lengde int64, kalt string, r io.Reader) (id uuid.UUID, lenke string, err error) {
	v, err := indekserer(ctx, kommunenummer)
	if err != nil {
		return uuid.Nil, "", err
	}
	if lengde > s.Dokumenter.maks() {
		return uuid.Nil, "", ErrForStortDokument
	}
	ferdig, ok := s.opplastinger.ta(v.IntegrasjonID, maksOpplastinger, maksOpplastingerAlle)
	if !ok {
		return uuid.Nil, "", ErrForMangeSamtidige
	}
	defer ferdig()
	inn := bufio.NewReaderSize(r, hodelengde)
	hode, err := inn.Peek(hodelengde)
	if err != nil && !errors.Is(err, io.EOF) {
		return uuid.Nil, "", fmt.Errorf("read a document: %w", err)
	}
	t, ok := kjennIgjen(hode, kalt)
	if !ok {
		return uuid.Nil, "", ErrUgyldigDokument
	}
	if lengde < 0 {
		lengde = s.Dokumenter.maks() // until it is known, it takes the room it may come to need
	}
	fil := &db.Innsynsfil{ID: uuid.New(), IntegrasjonID: v.IntegrasjonID, Kommunenummer: kommunenummer, Storrelse: lengde, Type: &t.Type}
	if err := s.holdAv(ctx, fil); err != nil {
		return uuid.Nil, "", err
	}
	if err = s.skrivDeler(ctx, fil, somType(inn, t)); err != nil {
		rydd, cancel := context.WithTimeout(context.WithoutCancel(ctx), ryddefrist)
		defer cancel()
		if _, feil := s.DB.Client().Innsynsfil.Delete().Where(innsynsfil.ID(fil.ID)).Exec(rydd); feil != nil {
			s.Log.WarnContext(ctx, "an upload that failed is swept later", "err", feil)
		}
		return uuid.Nil, "", err
	}
	return fil.ID, s.Dokumenter.Opphav + StiDokument + fil.ID.String(), nil
}

// holdAv keeps room for a file. The row is there before the sum is made, so of two that come at once both count, and an
// integration never gets more than it may; both may be refused.
func (s *Service) holdAv(ctx context.Context, fil *db.Innsynsfil) error {
	c := s.DB.Client()
	err := c.Innsynsfil.Create().SetID(fil.ID).SetIntegrasjonID(fil.IntegrasjonID).SetKommunenummer(fil.Kommunenummer).
		SetStorrelse(fil.Storrelse).SetLastetOpp(time.Now()).Exec(ctx)
	if err != nil {
		return fmt.Errorf("keep room for a document: %w", err)
	}
	var sum []struct{ Sum int64 }
	if err = c.Innsynsfil.Query().Aggregate(db.Sum(innsynsfil.FieldStorrelse)).Scan(ctx, &sum); err != nil {
		err = fmt.Errorf("add up documents: %w", err)
	} else if sum[0].Sum > s.Dokumenter.maksHver() {
		err = ErrFullt
	}
	if err == nil {
		return nil
	}
	if _, feil := c.Innsynsfil.Delete().Where(innsynsfil.ID(fil.ID)).Exec(ctx); feil != nil {
		return errors.Join(err, fmt.Errorf("give back room: %w", feil))
	}
	return err
}

// skrivDeler seals and stores piece after piece, and says that the file is there when the last one is.
func (s *Service) skrivDeler(ctx context.Context, fil *db.Innsynsfil, r io.Reader) error {
	inn, buf, sum := bufio.NewReader(r), make([]byte, delstorrelse), int64(0)
	for nr, siste := 0, false; !siste; nr++ {
		n, slutt, err := lesDel(inn, buf)
		if errors.Is(err, errIkkeTekst) {
			return ErrUgyldigDokument
		}
		if err != nil {
			return fmt.Errorf("read a document: %w", err)
		}
		siste = slutt
		if sum += int64(n); sum > fil.Storrelse {
			return ErrForStortDokument
		}
		del, err := s.Vault.Encrypt(buf[:n], aadDel(fil, nr, siste))
		if err != nil {
			return err
		}
		if err := s.DB.Client().Innsynsfildel.Create().SetFilID(fil.ID).SetNr(nr).SetInnhold(del).Exec(ctx); err != nil {
			return fmt.Errorf("store a piece of a document: %w", err)
		}
	}
	n, err := s.DB.Client().Innsynsfil.Update().Where(innsynsfil.ID(fil.ID)).SetStorrelse(sum).SetType(*fil.Type).
		SetFerdig(time.Now()).Save(ctx)
	if err != nil {
		return fmt.Errorf("finish a document: %w", err)
	}
	if n == 0 { // taken away meanwhile, or the right was
		return ent.ErrIkkeFunnet
	}
	return nil
}

// lesDel fills a piece, and says whether it is the last. Only io.EOF is an end: io.ReadFull would call a body that was cut
// short by the same name as a last piece that is not full.
func lesDel(r *bufio.Reader, del []byte) (n int, siste bool, err error) {
	for n < len(del) && err == nil {
		var m int
		m, err = r.Read(del[n:])
		n += m
	}
	if err == nil {
		_, err = r.Peek(1)
	}
	if errors.Is(err, io.EOF) {
		return n, true, nil
	}
	return n, false, err
}

// aadDel ties a piece to its file, its place in it, and whether the file ends with it: pieces that are moved, left out or
// cut off do not open.
func aadDel(fil *db.Innsynsfil, nr int, siste bool) []byte {
	return vault.Context("innsynsfil", fil.ID.String(), fil.IntegrasjonID.String(), fil.Kommunenummer, strconv.Itoa(nr), strconv.FormatBool(siste))
}

// SlettDokument takes a document of this integration's away, at once and for all who could open it; ent.ErrIkkeFunnet where
// there is none such.
func (s *Service) SlettDokument(ctx context.Context, id uuid.UUID) error {
	n, err := s.DB.Client().Innsynsfil.Delete().Where(innsynsfil.ID(id)).Exec(ctx)
	if err != nil {
		return fmt.Errorf("delete a document: %w", err)
	}
	if n == 0 {
		return ent.ErrIkkeFunnet
	}
	return nil
}

// RyddOpplastinger takes away uploads that came to nothing. It runs as background work.
func (s *Service) RyddOpplastinger(ctx context.Context) error {
	if _, err := s.DB.Client().Innsynsfil.Delete().Where(innsynsfil.LastetOppLT(time.Now().Add(-opplastingsfrist))).Exec(ctx); err != nil {
		return fmt.Errorf("delete uploads that came to nothing: %w", err)
	}
	return nil
}

// lesFil opens a file of our own store for a person. Each piece is asked for as her, so one who is shut out meanwhile gets
// no more of it.
func (s *Service) lesFil(ctx context.Context, r *db.Innsynsmelding, id uuid.UUID) (*Hentet, error) {
	fil, err := s.DB.Client().Innsynsfil.Query().Where(innsynsfil.ID(id), innsynsfil.IntegrasjonID(r.IntegrasjonID),
		innsynsfil.Kommunenummer(r.Kommunenummer)).Only(ctx)
	if db.IsNotFound(err) {
		return nil, HindringIkkeFunnet
	}
	if err != nil {
		return nil, fmt.Errorf("look for a document: %w", err)
	}
	nr, igjen := 0, fil.Storrelse
	neste := func() ([]byte, error) {
		if igjen == 0 {
			return nil, io.EOF
		}
		sealed, err := s.DB.Client().Innsynsfildel.Query().Where(innsynsfildel.FilID(fil.ID), innsynsfildel.Nr(nr)).
			Select(innsynsfildel.FieldInnhold).Only(ctx)
		if err != nil {
			return nil, fmt.Errorf("read a piece of a document: %w", err)
		}
		del, err := s.Vault.Decrypt(sealed.Innhold, aadDel(fil, nr, igjen <= delstorrelse))
		if err != nil {
			return nil, fmt.Errorf("open a piece of a document: %w", err)
		}
		if int64(len(del)) != min(igjen, delstorrelse) {
			return nil, fmt.Errorf("open a piece of a document: %w", vault.ErrDecrypt)
		}
		nr, igjen = nr+1, igjen-int64(len(del))
		return del, nil
	}
	ut := &Hentet{ReadCloser: io.NopCloser(&deler{neste: neste}), Lengde: fil.Storrelse}
	for _, t := range filtyper {
		if t.Type == *fil.Type {
			ut.Mime = t.Mime
		}
	}
	return ut, nil
}

// deler reads piece after piece.
type deler struct {
	neste func() ([]byte, error)
	del   []byte
}

func (d *deler) Read(p []byte) (n int, err error) {
	if len(d.del) == 0 {
		if d.del, err = d.neste(); err != nil {
			return 0, err
		}
	}
	n = copy(p, d.del)
	d.del = d.del[n:]
	return n, nil
}
