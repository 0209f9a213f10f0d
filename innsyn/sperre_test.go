package innsyn_test

import (
	"context"
	"errors"
	"log/slog"
	"math/rand/v2"
	"sync"
	"testing"

	"github.com/google/uuid"

	"barnevernportalen/ent"
	"barnevernportalen/ent/dbtest"
	"barnevernportalen/ent/viewer"
	"barnevernportalen/innsyn"
)

func admin(t testing.TB, h *hus) context.Context {
	return viewer.With(t.Context(), viewer.Admin{Person: h.Person("24859100009"), Niva: viewer.NivaHoyt, Hele: true})
}

// Deny wins and sticks: whatever is indexed, deleted, sent again and in whatever order, she who is shut out sees nothing of
// that kommune, and the others see what they did.
func TestSperrenHolder(t *testing.T) {
	h := nyttHus(t)
	m, f := mappe(fnrMor, "MOR", "Mors"), mappe(fnrFar, "FAR", "Fars")
	oslo := mappe(fnrMor, "MOR", "Oslos")
	oslo.Kommunenummer = "0301"
	post := journalpost(fnrMor, m, "A", "2026-04-01T12:00:00Z")
	alle := []innsyn.Melding{m, f, post, journalpost(fnrFar, f, "B", "2026-04-01T12:00:00Z")}
	h.indekser(t, alle...)
	h.indekserSom(t, maskin(t, bergensk, "0301"), oslo)
	far, hennes := h.bilde(t, fnrFar), h.bilde(t, fnrMor)
	if hennes == "" {
		t.Fatal("nothing to shut")
	}
	id, feil, err := h.Sperr(maskin(t, annen, "4601"), fnrMor, "4601") // any case system of the kommune
	if err != nil || len(feil) > 0 {
		t.Fatal(err, feil)
	}
	if igjen, _, err := h.Sperr(admin(t, h), fnrMor, "4601"); err != nil || igjen != id {
		t.Errorf("again: %v %v", igjen, err)
	}
	stengt := func(hva string) {
		t.Helper()
		mapper, err := h.MineMapper(h.som(t, fnrMor), nil)
		maa(t, err)
		if len(mapper) != 1 || mapper[0].Tittel != "Oslos" {
			t.Errorf("%s: sees %+v", hva, mapper)
		}
		ider, err := h.MappeIDer(h.som(t, fnrMor))
		if err != nil || len(ider) != 1 {
			t.Errorf("%s: ids %v %v", hva, ider, err)
		}
		if _, err := h.Mappe(h.som(t, fnrMor), rad(bergensk, m)); !errors.Is(err, ent.ErrIkkeFunnet) {
			t.Errorf("%s: mappe %v", hva, err)
		}
		if _, err := h.Journalpost(h.som(t, fnrMor), rad(bergensk, post)); !errors.Is(err, ent.ErrIkkeFunnet) {
			t.Errorf("%s: journalpost %v", hva, err)
		}
		if h.bilde(t, fnrFar) != far {
			t.Errorf("%s: another's set changed", hva)
		}
	}
	stengt("shut")
	for range 20 {
		rand.Shuffle(len(alle), func(i, j int) { alle[i], alle[j] = alle[j], alle[i] })
		if rand.IntN(2) == 0 {
			if _, err := h.Slett(maskin(t, bergensk, "4601"), innsyn.Utvalg{Kommunenummer: "4601"}); err != nil {
				t.Fatal(err)
			}
		}
		h.indekser(t, alle...)
		h.indekserSom(t, maskin(t, annen, "4601"), journalpost(fnrMor, m, "Ny", "2026-05-01T12:00:00Z"))
	}
	stengt("after everything was sent again")

	// Nobody lifts it but an administrator, and no row of it goes.
	for navn, ctx := range map[string]context.Context{"the case system": maskin(t, annen, "4601"), "herself": h.som(t, fnrMor), "background work": system(t)} {
		if ok, err := h.OpphevSperre(ctx, id); ok || err == nil {
			t.Errorf("%s lifts it", navn)
		}
	}
	for _, s := range []string{`DELETE FROM innsynssperre`, `UPDATE innsynssperre SET eier = eier || 'x'`, `UPDATE innsynssperre SET kommunenummer = '0301'`} {
		if dbtest.Exec(t.Context(), h.dsn, s) == nil {
			t.Errorf("the database lets through: %s", s)
		}
	}
	if ok, err := h.OpphevSperre(admin(t, h), id); !ok || err != nil {
		t.Errorf("lifted: %v %v", ok, err)
	}
	if h.bilde(t, fnrMor) != hennes {
		t.Error("lifted, and not seen as before")
	}
	if ok, _ := h.OpphevSperre(admin(t, h), id); ok {
		t.Error("lifted twice")
	}
}

// While hashes turn, rows and blocks may stand under different ones.
func TestSperreMensNoklerSkiftes(t *testing.T) {
	h := nyttHus(t)
	if _, _, err := h.Sperr(admin(t, h), fnrMor, "4601"); err != nil {
		t.Fatal(err)
	}
	h.indekser(t, mappe(fnrFar, "FAR", "Fars"))
	maa(t, h.Vault.Rotate())
	h.indekser(t, mappe(fnrMor, "MOR", "Mors"))
	if b := h.bilde(t, fnrMor); b != "" {
		t.Errorf("a new hash got past the block: %s", b)
	}
	if h.bilde(t, fnrFar) == "" {
		t.Error("what was indexed under the old hash is not found")
	}
}

func TestSperrFeil(t *testing.T) {
	h := nyttHus(t)
	if _, _, err := h.Sperr(maskin(t, bergensk, "0301"), fnrMor, "4601"); !errors.Is(err, innsyn.ErrIkkeIndekserer) {
		t.Errorf("another kommune: %v", err)
	}
	if _, feil, err := h.Sperr(admin(t, h), "123", "46"); err != nil || len(feil) != 2 {
		t.Errorf("%v %v", feil, err)
	}
	if _, feil, err := h.Sperr(admin(t, h), fnrMor, "9999"); err != nil || len(feil) != 1 {
		t.Errorf("no such kommune: %v %v", feil, err)
	}
}

// A commit wakes those whose set it changes: old owner and new, and her who is shut out.
func TestVarsler(t *testing.T) {
	h := nyttHus(t)
	klar, hort := make(chan struct{}), make(chan ent.Varsel, 100)
	ctx, stopp := context.WithCancel(t.Context())
	var vent sync.WaitGroup
	vent.Go(func() {
		h.DB.Listen(ctx, slog.New(slog.DiscardHandler), func(v ent.Varsel) {
			if v.Tapt {
				close(klar)
				return
			}
			hort <- v
		})
	})
	t.Cleanup(func() { stopp(); vent.Wait() })
	<-klar
	neste := func(n int) map[ent.Varsel]bool {
		ut := map[ent.Varsel]bool{}
		for range n {
			ut[<-hort] = true
		}
		return ut
	}
	m := mappe(fnrMor, "MOR", "Mors")
	id := rad(bergensk, m)
	mor, far := ent.EmneAv(h.Person(fnrMor).ID), ent.EmneAv(h.Person(fnrFar).ID)
	h.indekser(t, m, journalpost(fnrMor, m, "A", "2026-04-01T12:00:00Z"), journalpost(fnrMor, m, "B", "2026-04-01T12:00:00Z"))
	if v := neste(1); !v[ent.Varsel{Eier: mor, MappeID: id}] {
		t.Errorf("indexed: %v", v)
	}
	til := endret(m, felter{"minPart": nil})
	til.Fodselsnummer = fnrFar
	h.indekser(t, til)
	if v := neste(2); !v[ent.Varsel{Eier: mor, MappeID: id}] || !v[ent.Varsel{Eier: far, MappeID: id}] {
		t.Errorf("changed hands: %v", v)
	}
	if _, err := h.Slett(maskin(t, bergensk, "4601"), innsyn.Utvalg{Kommunenummer: "4601", MeldingIDer: []uuid.UUID{m.MeldingID}}); err != nil {
		t.Fatal(err)
	}
	if v := neste(1); !v[ent.Varsel{Eier: far, MappeID: id}] {
		t.Errorf("deleted: %v", v)
	}
	if _, _, err := h.Sperr(admin(t, h), fnrMor, "4601"); err != nil {
		t.Fatal(err)
	}
	if v := neste(1); !v[ent.Varsel{Eier: mor, SamtykkeEmne: ent.SamtykkeEmneTil(h.Person(fnrMor).ID),
		ForesporselEmne: ent.ForesporselEmneTil(h.Person(fnrMor).ID)}] {
		t.Errorf("shut out: %v", v)
	}
}
