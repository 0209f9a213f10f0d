package bekymring_test

import (
	"bytes"
	"context"
	"crypto/rand"
	"crypto/sha256"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/bekymring"
	"barnevernportalen/delivery/seal"
	"barnevernportalen/ent/db/pakke"
	"barnevernportalen/pdf"
)

const senderne = 4

// strom is a stream of submissions from four senders, and the journal of what they were told, kept outside everything
// that can be killed. A sender who gets an error sends the same again, until there is a receipt.
type strom struct {
	h       *hus
	senders sync.WaitGroup
	done    chan struct{} // closed: finish the report in hand, and send no more
	given   chan struct{} // closed: the test is over; give up

	mu           sync.Mutex
	up           chan struct{}                // closed while the database should answer
	news         chan struct{}                // one for each receipt, if somebody waits
	bad          chan error                   // the error each sender was stopped by, since nede
	keys         []uuid.UUID                  // every klientnokkel used
	kvitteringer map[uuid.UUID]uuid.UUID      // klientnokkel → the report the receipt named
	dokumenter   map[string][sha256.Size]byte // reference and rolle → what was sealed
	errors       []error
	again        int
	motsagt      []uuid.UUID // receipts that a later one for the same key contradicts
}

func startStrom(t testing.TB, h *hus) *strom {
	t.Helper()
	s := &strom{
		h: h, done: make(chan struct{}), given: make(chan struct{}), up: make(chan struct{}), news: make(chan struct{}), bad: make(chan error, senderne),
		kvitteringer: map[uuid.UUID]uuid.UUID{}, dokumenter: map[string][sha256.Size]byte{},
	}
	close(s.up)
	h.bekymring.PDF = s
	t.Cleanup(func() {
		close(s.given)
		s.senders.Wait()
	})
	for i, kommune := range []string{"4601", "4601", "0301", "0301"} {
		melder := h.innbygger(t, fmt.Sprintf("2485910%d000", i), "Melder Meldesen")
		s.senders.Go(func() {
			for n := 0; ; n++ {
				select {
				case <-s.done:
					return
				case <-s.given:
					return
				default:
				}
				p := melding()
				p.Kommunenummer = kommune
				s.send(t, melder, p, n%5 == 0)
			}
		})
	}
	return s
}

// Render keeps in the journal what will be sealed.
func (s *strom) Render(ctx context.Context, d pdf.Document) ([]byte, error) {
	doc, err := kort{}.Render(ctx, d)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.dokumenter[d.Reference+rolle(d.Address != nil)] = sha256.Sum256(doc)
	return doc, err
}

// rolle tells the letter, which print gets, from the report, which all others get.
func rolle(brev bool) string {
	if brev {
		return " brev"
	}
	return ""
}

// kort renders a document of a few bytes that no other is like, for tests where the PDF does not matter.
type kort struct{}

func (kort) Render(_ context.Context, d pdf.Document) ([]byte, error) {
	return []byte("%PDF-1.7 " + d.Reference + rand.Text()), nil
}

func (s *strom) send(t testing.TB, melder context.Context, p bekymring.Privat, twice bool) {
	s.mu.Lock()
	s.keys = append(s.keys, p.Klientnokkel)
	s.mu.Unlock()
	for {
		svar, err := s.h.bekymring.SendPrivat(melder, p)
		if err != nil {
			if svar.Bekymringsmelding != nil {
				t.Error("an error and a receipt")
			}
			s.mu.Lock()
			s.errors = append(s.errors, err)
			up := s.up
			s.mu.Unlock()
			select {
			case s.bad <- err:
			default:
			}
			select {
			case <-up:
				continue
			case <-s.given:
				return
			}
		}
		if svar.Bekymringsmelding == nil {
			t.Errorf("neither error nor receipt: %+v", svar)
			return
		}
		s.mu.Lock()
		before, told := s.kvitteringer[p.Klientnokkel]
		s.kvitteringer[p.Klientnokkel] = svar.Bekymringsmelding.ID
		if told {
			s.again++
		}
		if told && before != svar.Bekymringsmelding.ID {
			s.motsagt = append(s.motsagt, before)
		}
		s.mu.Unlock()
		if !told && twice {
			continue // as from a second tab
		}
		select {
		case s.news <- struct{}{}:
		default:
		}
		return
	}
}

// venter waits until n more reports have got their receipts.
func (s *strom) venter(t testing.TB, n int) {
	t.Helper()
	late := time.After(time.Minute)
	for range n {
		select {
		case <-s.news:
		case <-late:
			t.Fatal("no receipts for a minute")
		}
	}
}

// nede says that the database is about to go; the senders wait for oppe before they try again.
func (s *strom) nede() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.up = make(chan struct{})
	for len(s.bad) > 0 {
		<-s.bad //nolint:errcheck // those from before are looked at already, or of no account
	}
}

// feilet waits until every sender has been stopped by an error after nede, and returns the errors.
func (s *strom) feilet(t testing.TB) []error {
	t.Helper()
	late := time.After(time.Minute)
	var errs []error
	for range senderne {
		select {
		case err := <-s.bad:
			errs = append(errs, err)
		case <-late:
			t.Fatalf("of %d senders %d were stopped", senderne, len(errs))
		}
	}
	return errs
}

func (s *strom) oppe() {
	s.mu.Lock()
	defer s.mu.Unlock()
	close(s.up)
}

// slutt lets every sender finish the report in her hands.
func (s *strom) slutt() {
	close(s.done)
	s.senders.Wait()
}

// tapte are the receipts for which there is no report with that key and that id.
func (s *strom) tapte(t testing.TB) []uuid.UUID {
	t.Helper()
	stored := map[uuid.UUID]uuid.UUID{}
	for _, r := range s.lagret(t) {
		stored[r.Klientnokkel] = r.ID
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	var lost []uuid.UUID
	for key, id := range s.kvitteringer {
		if stored[key] != id {
			lost = append(lost, id)
		}
	}
	return lost
}

type lagretRad struct{ ID, Klientnokkel uuid.UUID }

func (s *strom) lagret(t testing.TB) []lagretRad {
	t.Helper()
	return les[lagretRad](t, s.h.dsn, `SELECT forsendelse_id AS id, klientnokkel FROM bekymringsmelding`)
}

// sjekk holds what is stored against the journal, after slutt: every receipt has its report, every key has exactly one,
// and what its parcels open to is, to the byte, what was sealed for the reference on the receipt.
func (s *strom) sjekk(t *testing.T) {
	t.Helper()
	if lost := s.tapte(t); len(lost) > 0 {
		t.Errorf("%d receipts for what is not stored: %v", len(lost), lost)
	}
	if len(s.motsagt) > 0 {
		t.Errorf("one key, two receipts: %v", s.motsagt)
	}
	if len(s.kvitteringer) != len(s.keys) {
		t.Errorf("%d reports sent, %d receipts", len(s.keys), len(s.kvitteringer))
	}
	if stored := s.lagret(t); len(stored) != len(s.keys) {
		t.Errorf("%d reports sent, %d stored", len(s.keys), len(stored))
	}
	parcels := s.h.db.Client().Pakke.Query().AllX(system(t))
	if len(parcels) != 2*len(s.keys) {
		t.Errorf("%d reports, %d parcels", len(s.keys), len(parcels))
	}
	for _, p := range parcels {
		sum, err := s.apne(p.Formal, *p.Innhold)
		if err != nil || sum != s.dokumenter[p.ForsendelseID.String()+rolle(p.Formal == pakke.FormalPrint)] {
			t.Errorf("the %s parcel of %s is not what was sealed: %v", p.Formal, p.ForsendelseID, err)
		}
	}
	if err := s.h.sjekkHovedbok(t, s.h.dsn); err != nil {
		t.Error(err)
	}
}

// apne opens a parcel with its receiver's key and hashes the document in it.
func (s *strom) apne(formal pakke.Formal, sealed []byte) ([sha256.Size]byte, error) {
	key := map[pakke.Formal]seal.Key{pakke.FormalPrint: s.h.print, pakke.FormalFagsystem: s.h.fag, pakke.FormalManuell: s.h.manuell}[formal]
	if formal == pakke.FormalPrint {
		var out bytes.Buffer
		err := seal.Decrypt(&out, bytes.NewReader(sealed), key)
		return sha256.Sum256(out.Bytes()), err
	}
	open, err := seal.Open(bytes.NewReader(sealed), int64(len(sealed)), key)
	if err != nil {
		return [sha256.Size]byte{}, err
	}
	whole, err := seal.ReadContainer(open, open.Size(), seal.ReadOptions{Names: []string{seal.MeldingJSONName, seal.MeldingPDFName}})
	if err != nil {
		return [sha256.Size]byte{}, err
	}
	part, ok := whole.File(seal.MeldingPDFName)
	if !ok {
		return [sha256.Size]byte{}, fmt.Errorf("no %s inside", seal.MeldingPDFName)
	}
	doc, err := part.Bytes()
	return sha256.Sum256(doc), err
}
