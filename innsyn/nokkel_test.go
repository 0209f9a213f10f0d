package innsyn_test

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"barnevernportalen/ent/dbtest"
	"barnevernportalen/ent/vault"
	"barnevernportalen/innsyn"
)

// TestNokkelBarn is no test but the process that TestNoklerSnus kills: it turns keys, and says so after each batch.
func TestNokkelBarn(t *testing.T) {
	dsn := os.Getenv("NOKKELBARN_DSN")
	if dsn == "" {
		return
	}
	h := husPa(t, dsn, os.Getenv("NOKKELBARN_MAPPE"))
	h.Log = slog.New(slog.NewTextHandler(stopper{bufio.NewReader(os.Stdin)}, nil))
	maa(t, h.SnuNokler(system(t)))
	fmt.Println("FERDIG")
}

// stopper is a log that says BOLK for each line, and waits for leave to go on.
type stopper struct{ inn *bufio.Reader }

func (s stopper) Write(p []byte) (int, error) {
	fmt.Println("BOLK")
	_, err := s.inn.ReadString('\n')
	return len(p), err
}

// drep runs the turning in a process of its own and kills it after so many batches, before it can begin the next.
func drep(t *testing.T, dsn, mappe string, bolker int) {
	t.Helper()
	cmd := exec.Command(os.Args[0], "-test.run=^TestNokkelBarn$", "-test.v") //nolint:noctx // killed below
	cmd.Env = append(os.Environ(), "NOKKELBARN_DSN="+dsn, "NOKKELBARN_MAPPE="+mappe)
	ut, err := cmd.StdoutPipe()
	maa(t, err)
	inn, err := cmd.StdinPipe()
	maa(t, err)
	maa(t, cmd.Start())
	linjer := bufio.NewScanner(ut)
	for sett := 0; sett < bolker && linjer.Scan(); {
		if strings.Contains(linjer.Text(), "FERDIG") {
			t.Error("it was done before it could be killed")
		}
		if !strings.Contains(linjer.Text(), "BOLK") {
			continue
		}
		if sett++; sett < bolker {
			_, _ = fmt.Fprintln(inn)
		}
	}
	maa(t, cmd.Process.Kill())
	_ = cmd.Wait()
}

func (h *hus) igjen(t testing.TB) (sum int, av map[string]int) {
	t.Helper()
	av, err := h.UnderGamleNokler(system(t))
	maa(t, err)
	for n := range maps.Values(av) {
		sum += n
	}
	return sum, av
}

// Both keys turn while two processes, of which one has not heard of it yet, index and read; the turning is killed twice, and
// done by two at once. Nobody ever sees anything else than her own, and at the end nothing is left under the old keys.
func TestNoklerSnus(t *testing.T) {
	dir := t.TempDir()
	a := husPa(t, dbtest.DSN(t), dir)
	gamleNokler := kopier(t, dir)
	b := husPa(t, a.dsn, dir) // another process: a vault and a pool of its own
	var personer []string
	bolker, vil := map[string][]innsyn.Melding{}, map[string]string{}
	for i := range 12 {
		fnr := fmt.Sprintf("248591%05d", i)
		personer = append(personer, fnr)
		m := mappe(fnr, "MOR", "Saken")
		m.EksternRef = "gruppe " + fnr
		bolk := []innsyn.Melding{m}
		for j := range 60 {
			bolk = append(bolk, journalpost(fnr, m, fmt.Sprintf("%s nr. %d", fnr, j), "2026-04-01T12:00:00Z"))
		}
		bolker[fnr] = bolk
		a.indekser(t, bolk...)
		vil[fnr] = a.bilde(t, fnr)
	}
	stengt := "24859100888"
	for _, fnr := range []string{stengt, personer[0]} { // one shut out here, and one elsewhere: blocks turn too
		kommune := map[bool]string{true: "4601", false: "0301"}[fnr == stengt]
		a.indekser(t, mappe(stengt, "FAR", "Stengt"))
		if _, feil, err := a.Sperr(admin(t, a), fnr, kommune); err != nil || len(feil) > 0 {
			t.Fatal(err, feil)
		}
	}
	if n, av := a.igjen(t); n != 0 {
		t.Fatalf("before: %v", av)
	}
	loggFor, err := a.Innsynslogg(a.som(t, personer[0]), 100, "")
	maa(t, err)

	// 1. The operator's steps: all know the new key, then one begins to write with it. b goes on with the old one.
	maa(t, a.Vault.Prepare())
	maa(t, b.Vault.Reload())
	gammel := a.Person(personer[0]).ID
	maa(t, a.Vault.Promote())
	if bytes.Equal(a.Person(personer[0]).ID, gammel) || !bytes.Equal(b.Person(personer[0]).ID, gammel) {
		t.Fatal("the two do not write under different keys")
	}
	fra, _ := a.igjen(t)
	if fra < 12*61 {
		t.Fatalf("%d rows under the old keys", fra)
	}

	// 2. All at once.
	ctx, nok := context.WithCancel(t.Context())
	var arbeid sync.WaitGroup
	var lest, indeksert atomic.Int64
	for nr, h := range []*hus{a, b} {
		arbeid.Go(func() {
			for i := nr; ctx.Err() == nil; i++ {
				fnr := personer[i%len(personer)]
				svar, err := h.Indekser(maskin(t, bergensk, "4601"), bolker[fnr])
				if err != nil || len(svar.Feil) > 0 || svar.Opprettet > 0 { // the same rows, or an id would have changed
					t.Errorf("index: %+v %v", svar, err)
					return
				}
				indeksert.Add(1)
			}
		})
		arbeid.Go(func() {
			for i := nr; ctx.Err() == nil; i++ {
				fnr := personer[i%len(personer)]
				if sett := h.bilde(t, fnr); sett != vil[fnr] {
					t.Errorf("a person sees something else:\n%.300s\n%.300s", sett, vil[fnr])
					return
				}
				if sett := h.bilde(t, stengt); sett != "" {
					t.Errorf("the block does not hold: %s", sett)
					return
				}
				lest.Add(1)
			}
		})
	}
	drep(t, a.dsn, dir, 1)
	midt, _ := a.igjen(t)
	drep(t, a.dsn, dir, 2)
	var begge sync.WaitGroup
	for _, h := range []*hus{a, husPa(t, a.dsn, dir)} {
		begge.Go(func() {
			if err := h.SnuNokler(system(t)); err != nil {
				t.Error(err)
			}
		})
	}
	begge.Wait()
	nok()
	arbeid.Wait()
	if midt == 0 || lest.Load() == 0 || indeksert.Load() == 0 {
		t.Fatalf("the test saw too little: %d left after the kill, %d read, %d indexed", midt, lest.Load(), indeksert.Load())
	}

	// 3. b hears of it, and the last round leaves nothing. Control: what it writes before is found.
	b.indekser(t, bolker[personer[1]]...)
	if n, av := a.igjen(t); n < 61 {
		t.Errorf("what was written under the old keys is not found: %v", av)
	}
	maa(t, b.Vault.Reload())
	maa(t, b.SnuNokler(system(t)))
	if n, av := a.igjen(t); n != 0 {
		t.Errorf("left under the old keys: %v", av)
	}
	t.Logf("under the old keys: %d, after the first kill %d, at last 0; meanwhile %d batches and %d readings", fra, midt, indeksert.Load(), lest.Load())

	// 4. The old keys are thrown away, and all is as it was.
	if err := a.Vault.Retire(time.Now()); !errors.Is(err, vault.ErrTooSoon) {
		t.Errorf("at once: %v", err)
	}
	maa(t, a.Vault.Retire(time.Now().Add(vault.Quarantine)))
	ny := husPa(t, a.dsn, dir)
	if len(ny.Person(personer[0]).Tidligere) != 0 {
		t.Fatal("the old keys are still there")
	}
	for _, fnr := range personer {
		if sett := ny.bilde(t, fnr); sett != vil[fnr] {
			t.Errorf("without the old keys a person sees something else:\n%.300s", sett)
		}
	}
	if sett := ny.bilde(t, stengt); sett != "" {
		t.Error("without the old keys the block does not hold")
	}
	if antall, forst := heleLoggen(t, ny, personer[0]); antall < len(loggFor.Innslag) || !forst.Equal(loggFor.Innslag[len(loggFor.Innslag)-1].Tidspunkt) {
		t.Errorf("her log begins at %v with %d lines", forst, antall)
	}
	if n, err := ny.Slett(maskin(t, bergensk, "4601"), innsyn.Utvalg{Kommunenummer: "4601", EksternRef: "gruppe " + personer[3]}); err != nil || n != 1 {
		t.Errorf("the group is not found under its new hash: %d %v", n, err)
	}
	// Control: what was written under the old keys after all is told of, and read by nobody.
	etternoleren := husPa(t, a.dsn, gamleNokler)
	const senest = "24859100999"
	sen := mappe(senest, "MOR", "For sent")
	etternoleren.indekser(t, sen)
	if n, av := ny.igjen(t); av["innsynsmelding"] != 1 || av["innsynslogg"] != 1 || n != 2 {
		t.Errorf("the row left behind: %v", av)
	}
	if etternoleren.bilde(t, senest) == "" || ny.bilde(t, senest) != "" {
		t.Error("the old keys are not gone, or were not needed")
	}
}

// kopier copies the key folder, as a backup would.
func kopier(t *testing.T, dir string) string {
	t.Helper()
	til := t.TempDir()
	maa(t, os.CopyFS(til, os.DirFS(dir)))
	maa(t, os.Chmod(filepath.Join(til, "nokler", "vault.json"), 0o600))
	return til
}

// heleLoggen counts a person's lines, and tells the oldest.
func heleLoggen(t *testing.T, h *hus, fnr string) (antall int, forst time.Time) {
	t.Helper()
	for etter := ""; ; {
		side, err := h.Innsynslogg(h.som(t, fnr), 100, etter)
		maa(t, err)
		antall += len(side.Innslag)
		if len(side.Innslag) > 0 {
			siste := side.Innslag[len(side.Innslag)-1]
			forst, etter = siste.Tidspunkt, siste.Markor
		}
		if !side.HarFlere {
			return antall, forst
		}
	}
}
