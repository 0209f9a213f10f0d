package main

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"barnevernportalen/ent/dbtest"
)

// diskfeil is two or three of each kind.
const diskfeil = 20

// TestDiskfeil lets disks run full and fail under reporters who send: PostgreSQL's, the portal's data folder, and that of a
// receiver's case system. No receipt is given for what is not stored, nobody need do anything when the disk works again but
// what starts a program that has ended, and what was promised is there once.
//
// DISK_FEIL is how many faults, 20 where nothing else is said, and DISK_RAPPORT a file that gets the table.
func TestDiskfeil(t *testing.T) {
	t.Parallel() // much of it is waiting
	if os.Geteuid() != 0 {
		t.Skip("SKIPPED DISK FAULTS: only root may mount small disks")
	}
	if _, err := exec.LookPath("strace"); err != nil {
		mangler(t, "SKIPPED DISK FAULTS: %v", err)
	}
	if err := kanFolges(t.Context()); err != nil { // what a kernel or a container forbids, no package mends
		t.Skipf("SKIPPED DISK FAULTS: running processes may not be traced here: %v", err)
	}
	antall := diskfeil
	if s := os.Getenv("DISK_FEIL"); s != "" {
		var err error
		if antall, err = strconv.Atoi(s); err != nil {
			t.Fatalf("DISK_FEIL: %v", err)
		}
	}
	w := nyDiskverden(t, antall)
	began := time.Now()
	m := w.startMeldere("0301-03", "4601-00", "4601-00", "4601-00") // most where no machine must keep up
	d := &diskplage{krasjverden: w, m: m}
	d.kjor(antall)
	m.stopp(t)
	tok := time.Since(began)
	w.faFred()

	lovet := m.journal.alle
	o := gjorOpp(lovet, w.hovedbok(), w.disk("03"))
	for hva, funn := range map[string][]string{"LOST": o.tapt, "TWICE": o.dobbelt, "RETRIED": d.provd} {
		for _, f := range funn {
			t.Errorf("%s %s", hva, f)
		}
	}
	w.kontroller(o)
	w.portal.stopp(syscall.SIGINT)
	d.rapporter(fmt.Sprintf("%d receipts, %d times none, in %s\ndisk faults=%d accepted=%d proven=%d inflight=%d escalated=%d lost=%d duplicates=%d retried=%d\n",
		len(lovet), m.nektet.Load(), tok.Round(time.Second), antall, o.akseptert, o.bevist, o.underveis, o.eskalert, len(o.tapt), len(o.dobbelt), len(d.provd)))
}

// diskplage is what can go wrong with the disks of a world.
type diskplage struct {
	*krasjverden
	m     *meldere
	feil  []*diskslag
	provd []string // files whose fsync failed, and was tried again
}

// diskslag is one way for a disk to fail.
type diskslag struct {
	navn string
	gjor func(context.Context) error // from the fault until the disk works again
	// iOrden tells whether what stood on the disk works again, asked after gjor.
	iOrden func() bool
	antall int
	nede   []time.Duration
}

func (d *diskplage) slag() []*diskslag {
	var merke int64
	kvittert := func() bool { return d.m.journal.kvittert() >= merke+3 }
	pg := func(navn string, gjor func(context.Context) error) *diskslag {
		return &diskslag{navn: navn, iOrden: kvittert, gjor: func(ctx context.Context) error {
			defer func() { merke = d.m.journal.kvittert() }()
			return gjor(ctx)
		}}
	}
	fag := func(navn string, gjor func(context.Context) error) *diskslag {
		return &diskslag{navn: navn, iOrden: d.fag["03"].iArbeid, gjor: func(ctx context.Context) error {
			defer d.fag["03"].sett.Store(0)
			return gjor(ctx)
		}}
	}
	return []*diskslag{
		pg("PostgreSQL full: rows", d.full(d.pgmappe(), d.nektet, nil)),
		pg("PostgreSQL full: log", d.full(d.pgmappe(), d.nektet, d.fyllLoggen)),
		pg("PostgreSQL EIO: fsync of the log", d.eioPostgres("fdatasync:error=EIO:when=1", ": portal "+databasenavn, true)),
		pg("PostgreSQL EIO: write of the log", d.eioPostgres("pwrite64:error=EIO:when=1", ": portal "+databasenavn, true)),
		pg("PostgreSQL EIO: fsync of rows", d.eioPostgres("fsync:error=EIO:when=1", ": checkpointer", true)),
		pg("data folder full", d.full(d.data(), d.nyeKvitteringer, nil)),
		fag("case system full", d.full(d.lager("03"), d.sierFullt("03"), nil)),
		fag("case system EIO: fsync", d.eioProgram(d.fag["03"], "fsync:error=EIO:when=2")),
	}
}

// full fills a disk, and makes room when it has been felt.
func (d *diskplage) full(disk string, merkes func() func() bool, mer func(context.Context)) func(context.Context) error {
	return func(ctx context.Context) error {
		rom, err := fyll(disk)
		if err != nil {
			return err
		}
		if mer != nil {
			mer(ctx)
		}
		if !snart(ctx, krasjfrist, merkes()) {
			err = errors.New("nobody noticed")
		}
		return errors.Join(err, rom())
	}
}

// nektet: some have been told that they get no receipt.
func (d *diskplage) nektet() func() bool {
	for_ := d.m.nektet.Load()
	return func() bool { return d.m.nektet.Load() >= for_+3 }
}

// nyeKvitteringer: reports are taken all the same.
func (d *diskplage) nyeKvitteringer() func() bool {
	for_ := d.m.journal.kvittert()
	return func() bool { return d.m.journal.kvittert() >= for_+10 }
}

// sierFullt: a case system has said once more that there is no room.
func (d *diskplage) sierFullt(bydelsnummer string) func() func() bool {
	return func() func() bool {
		for_ := d.fag[bydelsnummer].fullt.Load()
		return func() bool { return d.fag[bydelsnummer].fullt.Load() > for_ }
	}
}

// eioPostgres lets a call fail in those of PostgreSQL's processes that have a word in their names. dor: it is to panic, so that
// all of them die, and recover.
func (d *diskplage) eioPostgres(regel, hvem string, dor bool) func(context.Context) error {
	return func(ctx context.Context) error {
		pid, err := d.postmaster()
		if err != nil {
			return err
		}
		var pider []int
		for barn, navn := range barnAv(pid) {
			if strings.Contains(navn, hvem) {
				pider = append(pider, barn)
			}
		}
		if hvem == ": checkpointer" {
			go func() { <-time.After(200 * time.Millisecond); _ = dbtest.Exec(ctx, d.dsn(), `CHECKPOINT`) }()
		}
		spor, err := d.eio(ctx, regel, pider, dor)
		d.provd = append(d.provd, provdIgjen(spor)...)
		return err
	}
}

func (d *diskplage) eioProgram(v *vokter, regel string) func(context.Context) error {
	return func(ctx context.Context) error {
		pid := 0
		snart(ctx, krasjfrist, func() bool { // it may be on its way up
			v.mu.Lock()
			defer v.mu.Unlock()
			if v.cmd != nil && v.cmd.Process != nil {
				pid = v.cmd.Process.Pid
			}
			return pid != 0
		})
		spor, err := d.eio(ctx, regel, []int{pid}, false)
		d.provd = append(d.provd, provdIgjen(spor)...)
		return err
	}
}

// kjor lets each fail in turn, in no order, until all have as often as they are to.
func (d *diskplage) kjor(antall int) {
	d.t.Helper()
	d.til("the case system answers", d.fag["03"].iArbeid)
	d.feil = d.slag()
	var tur []*diskslag
	for i := range antall {
		tur = append(tur, d.feil[i%len(d.feil)])
	}
	rand.Shuffle(len(tur), func(i, j int) { tur[i], tur[j] = tur[j], tur[i] })
	for i, s := range tur {
		d.til("receipts are given, before: "+s.navn, d.nyeKvitteringer())
		d.t.Logf("%d/%d %s", i+1, antall, s.navn)
		began := time.Now()
		if err := s.gjor(d.t.Context()); err != nil {
			d.t.Fatalf("%s: %v", s.navn, err)
		}
		d.til("it works again, after: "+s.navn, s.iOrden)
		s.antall++
		s.nede = append(s.nede, time.Since(began))
		d.t.Logf("%d/%d in %s, %d receipts", i+1, antall, time.Since(began).Round(10*time.Millisecond), d.m.journal.kvittert())
	}
}

func (d *diskplage) rapporter(slutt string) {
	d.t.Helper()
	var b strings.Builder
	fmt.Fprintf(&b, "%-34s %6s %16s %16s\n", "fault", "times", "to work, median", "longest")
	for _, s := range d.feil {
		if s.antall == 0 {
			continue
		}
		slices.Sort(s.nede)
		fmt.Fprintf(&b, "%-34s %6d %16s %16s\n", s.navn, s.antall,
			s.nede[len(s.nede)/2].Round(10*time.Millisecond), s.nede[len(s.nede)-1].Round(10*time.Millisecond))
	}
	b.WriteString(slutt)
	d.t.Log("\n" + b.String())
	if fil := os.Getenv("DISK_RAPPORT"); fil != "" {
		if err := os.WriteFile(filepath.Clean(fil), []byte(b.String()), 0o600); err != nil {
			d.t.Error(err)
		}
	}
}
