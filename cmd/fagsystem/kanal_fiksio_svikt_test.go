package main

import (
	"context"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/delivery/fiksio"
	"barnevernportalen/delivery/seal"
)

// A stored report that is damaged, or that the portal will not hear of, does not keep those behind it from being proven.
func TestFiksIOBevisForbiDetSomFeiler(t *testing.T) {
	l := nyPortalTest(t)
	rapporter := make([]rapport, 4)
	noder := make([]*listet, len(rapporter))
	for i := range rapporter {
		rapporter[i] = nyRapport(t, i+1, nokler()[0], true)
		noder[i] = l.legg(rapporter[i])
	}
	ukjent := nyRapport(t, 5, nokler()[0], true) // the portal has never had it
	k, _, _ := nyFiksKanal(t, l)
	for _, r := range append(rapporter, ukjent) {
		if err := k.ta(t.Context(), fiksmelding(r)); err != nil {
			t.Fatal(err)
		}
	}
	// The first in the order they are gone through.
	ids, err := k.lager.alle(meldingMappe)
	if err != nil {
		t.Fatal(err)
	}
	skadet := ids[0]
	if skadet == ukjent.id {
		skadet = ids[1]
	}
	skrivTest(t, k.lager.sti(meldingMappe, skadet.String(), seal.MeldingPDFName), []byte("rotten"))
	k.etterpa(t.Context())
	for i, r := range rapporter {
		if want := r.id != skadet; bevist(l, noder[i])() != want {
			t.Errorf("number %d is proven: %t", i+1, !want)
		}
	}
}

// The portal has taken the call and says nothing. What is on the disk and answered is acknowledged all the same.
func TestFiksIOVenterIkkePaPortalen(t *testing.T) {
	l := nyPortalTest(t)
	r := nyRapport(t, 1, nokler()[0], true)
	n := l.legg(r)
	k, _, _ := nyFiksKanal(t, l)
	slipp := make(chan struct{})
	l.settForstyr(func(_ http.ResponseWriter, r *http.Request) bool {
		select {
		case <-slipp:
		case <-r.Context().Done():
		}
		return true
	})
	tatt := make(chan error, 1)
	go func() { tatt <- k.ta(t.Context(), fiksmelding(r)) }()
	select {
	case err := <-tatt:
		if err != nil {
			t.Error(err)
		}
	case <-time.After(5 * time.Second):
		t.Error("a silent portal holds a message back")
	}
	close(slipp)
	l.settForstyr(nil)
	select {
	case <-k.vekk:
	default:
		t.Error("the proof waits for the next round")
	}
	k.etterpa(t.Context())
	if !bevist(l, n)() {
		t.Error("not proven")
	}
}

// A message that is no report, and whose payload is too large or gone, is kept without it: held back for ever, ten of them
// would stop the account.
func TestFiksIOUkjentUtenInnhold(t *testing.T) {
	for navn, c := range map[string]struct {
		feil   error
		holdes bool
	}{
		"too large":   {fiksio.ErrForStor, false},
		"gone":        {&fiksio.Avvist{Kode: 404}, false},
		"not allowed": {&fiksio.Avvist{Kode: 403}, true},
		"away":        {fiksio.ErrUtilgjengelig, true},
	} {
		t.Run(navn, func(t *testing.T) {
			k, f, _ := nyFiksKanal(t, nyPortalTest(t))
			for sted, innhold := range map[string]func(context.Context) (io.ReadCloser, error){
				"at once":  func(context.Context) (io.ReadCloser, error) { return nil, c.feil },
				"half-way": func(context.Context) (io.ReadCloser, error) { return io.NopCloser(feiler{c.feil}), nil },
			} {
				lager := uuid.New()
				m := &fiksio.Mottatt{MeldingID: uuid.New(), AvsenderKontoID: tjeneste, Type: "no.ks.fiks.noe.v9", DokumentlagerID: lager, Innhold: innhold}
				if err := k.ta(t.Context(), m); (err != nil) != c.holdes {
					t.Errorf("%s: %v", sted, err)
				}
				if tl, err := k.lager.lesTilSide(ukjentMappe, m.MeldingID); !c.holdes && (err != nil || tl.Hoder["dokumentlager-id"] != lager.String()) {
					t.Errorf("%s: %+v, %v", sted, tl, err)
				}
			}
			if len(f.sendt) > 0 {
				t.Errorf("answered %v", f.typer())
			}
		})
	}
}

type feiler struct{ err error }

func (f feiler) Read([]byte) (int, error) { return 0, f.err }

// What was kept under an id is on the disk before it is said to be, also when the first try failed on the last line.
func TestTilSideErPaDisken(t *testing.T) {
	k, _, _ := nyFiksKanal(t, nyPortalTest(t))
	var full error = syscall.EIO
	over := k.lager.sti(ukjentMappe)
	synket := 0
	k.lager.synk = func(f *os.File) error {
		if filepath.Clean(f.Name()) != over {
			return nil
		}
		synket++
		return full
	}
	m := &fiksio.Mottatt{
		MeldingID: uuid.New(), AvsenderKontoID: tjeneste, Type: "no.ks.fiks.noe.v9", Innhold: inn(rapport{forseglet: []byte("sealed")}).Innhold,
	}
	for range 2 {
		if err := k.ta(t.Context(), m); err == nil {
			t.Fatal("acknowledged, and only the machine's memory has it")
		}
	}
	full = nil
	if err := k.ta(t.Context(), m); err != nil || synket != 3 {
		t.Errorf("%v, synced %d times", err, synket)
	}
}
