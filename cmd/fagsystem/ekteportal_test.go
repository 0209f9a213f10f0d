package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"barnevernportalen/delivery"
	"barnevernportalen/ent"
	"barnevernportalen/ent/dbtest"
	"barnevernportalen/ent/vault"
	"barnevernportalen/ent/viewer"
	"barnevernportalen/innsyn"
)

// ekteportal is the portal itself, built and started as `make run` does, on a data folder of its own.
type ekteportal struct {
	t    testing.TB
	url  string
	data string
	dsn  string
	logg *logg
	rom  *innsyn.Service // the same room on the same rows, to see what a person sees
}

const passfrase = "bare for prøver"

func startEkteportal(t testing.TB, oppsett ...string) *ekteportal {
	t.Helper()
	mappe := t.TempDir()
	program := filepath.Join(mappe, "portal")
	if ut, err := exec.CommandContext(t.Context(), "go", "build", "-o", program, "../portal").CombinedOutput(); err != nil {
		t.Fatalf("build the portal: %v\n%s", err, ut)
	}
	p := &ekteportal{t: t, data: filepath.Join(mappe, "data"), logg: new(logg)}
	c := exec.Command(program, "serve") //nolint:noctx // it is told to stop in the clean-up, so that PostgreSQL ends in order
	c.Env = []string{"PATH=" + os.Getenv("PATH"), "PORTAL_MODUS=dev", "PORTAL_PASSFRASE=" + passfrase, "DATA_DIR=" + p.data, "PORT=" + ledigPort(t)}
	c.Env = append(c.Env, oppsett...)
	c.Stderr = p.logg
	ut, err := c.StdoutPipe()
	if err == nil {
		err = c.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	oppe, slutt := make(chan string, 1), make(chan error, 1)
	go func() {
		for linjer := bufio.NewScanner(io.TeeReader(ut, p.logg)); linjer.Scan(); {
			if url, ok := strings.CutPrefix(linjer.Text(), "Barnevernportalen: "); ok {
				oppe <- url
			}
		}
		slutt <- c.Wait()
	}()
	t.Cleanup(func() {
		_ = c.Process.Signal(syscall.SIGINT)
		select {
		case err := <-slutt:
			if err != nil {
				t.Errorf("the portal did not end in order: %v", err)
			}
		case <-time.After(3 * time.Minute): // its PostgreSQL and RabbitMQ too
			_ = c.Process.Kill()
			t.Errorf("the portal did not end: %v", <-slutt)
		}
	})
	select {
	case p.url = <-oppe:
	case err := <-slutt:
		slutt <- err
		t.Fatalf("the portal ended: %v\n%s", err, p.logg)
	}
	return p.medRom()
}

// medRom opens what the portal has stored, with its keys.
func (p *ekteportal) medRom() *ekteportal {
	p.t.Helper()
	raw, err := os.ReadFile(filepath.Join(p.data, "postgres", "cluster", "postmaster.pid"))
	linjer := strings.Split(string(raw), "\n")
	if err != nil || len(linjer) < 5 {
		p.t.Fatalf("no PostgreSQL: %v", err)
	}
	p.dsn = fmt.Sprintf("user=portal dbname=barnevernportalen host=%s port=%s sslmode=disable", linjer[4], linjer[3])
	log := slog.New(slog.DiscardHandler)
	db, err := ent.Open(p.t.Context(), ent.Config{DSN: p.dsn, Log: log})
	if err != nil {
		p.t.Fatal(err)
	}
	p.t.Cleanup(db.Close)
	v, err := vault.Open(filepath.Join(p.data, "nokler"), passfrase)
	if err != nil {
		p.t.Fatal(err)
	}
	p.rom = &innsyn.Service{DB: db, Vault: v, Log: log, Delivery: &delivery.Service{DB: db, Vault: v, Log: log, Klokke: time.Now}, Dokumenter: innsyn.Dokumenter{Opphav: p.url}, Person: func(fnr string) viewer.Person {
		h := v.Hashes("person", fnr)
		return viewer.Person{ID: h[0], Tidligere: h[1:]}
	}}
	return p
}

func (p *ekteportal) som(fnr string) context.Context {
	return viewer.With(p.t.Context(), viewer.Innbygger{Person: p.rom.Person(fnr), Niva: viewer.NivaHoyt})
}

// ser is all that a person sees, as JSON that can be compared.
func (p *ekteportal) ser(fnr string) string {
	p.t.Helper()
	ctx := p.som(fnr)
	ider, err := p.rom.MappeIDer(ctx)
	if err != nil {
		p.t.Fatal(err)
	}
	var alt []any
	for _, id := range ider {
		m, err := p.rom.Mappe(ctx, id)
		if err != nil {
			p.t.Fatal(err)
		}
		treff, err := m.Sok(innsyn.Sok{Sortering: innsyn.DatoSynkende, Antall: 500})
		if err != nil {
			p.t.Fatal(err)
		}
		alt = append(alt, m, treff)
	}
	raw, err := json.Marshal(alt)
	if err != nil {
		p.t.Fatal(err)
	}
	return string(raw)
}

// lagret is how many documents the portal holds.
func (p *ekteportal) lagret() (n int) {
	p.t.Helper()
	if err := dbtest.QueryRow(p.t.Context(), p.dsn, `SELECT count(*) FROM innsynsfil`, nil, &n); err != nil {
		p.t.Fatal(err)
	}
	return n
}

// arkivert is how many the two case systems know of.
func (p *ekteportal) arkivert() (n int) {
	p.t.Helper()
	filer, err := filepath.Glob(filepath.Join(p.data, "arkiv-*", "innsyn", "*", "*", arkivfil))
	if err != nil || len(filer) != 2 {
		p.t.Fatalf("%v %v", filer, err)
	}
	for _, f := range filer {
		raw, err := os.ReadFile(f)
		var ligger map[string]opplastet
		if err != nil || json.Unmarshal(raw, &ligger) != nil {
			p.t.Fatalf("%s: %v", f, err)
		}
		n += len(ligger)
	}
	return n
}

// argumenter are those of a kommune's case system, with its archive in a folder of its own.
func (p *ekteportal) argumenter(navn string, mer ...string) []string {
	return append([]string{
		"indekser", "-oppsett", filepath.Join(p.data, "liksom", "integrasjoner", navn+".json"),
		"-portal", p.url, "-mappe", filepath.Join(p.data, "arkiv-"+navn),
	}, mer...)
}
