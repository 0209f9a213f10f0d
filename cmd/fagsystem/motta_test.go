package main

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"

	"github.com/google/uuid"

	"barnevernportalen/delivery/seal"
)

func inn(r rapport) innkommet {
	return innkommet{ID: r.id, Type: "PRIVAT", Kanal: "test", Innhold: func(context.Context) (io.ReadCloser, error) {
		return io.NopCloser(bytes.NewReader(r.forseglet)), nil
	}}
}

func TestEnMeldingLagresLesesOgBevises(t *testing.T) {
	k, _ := nyKanal(t, nyPortalTest(t))
	for i, nokkel := range nokler()[:2] { // also sealed to the key we had before
		r := nyRapport(t, i, nokkel, true)
		kv, err := k.mottak.ta(t.Context(), inn(r))
		if err != nil || kv.Bevis != r.bevis || kv.Gjentatt {
			t.Fatalf("%+v %v", kv, err)
		}
		if err := r.paDisk(k.lager.rot); err != nil {
			t.Error(err)
		}
		// Again: the receipt is repeated, the work is not.
		kv, err = k.mottak.ta(t.Context(), inn(r))
		if err != nil || kv.Bevis != r.bevis || !kv.Gjentatt {
			t.Errorf("again: %+v %v", kv, err)
		}
		// And sealed anew, as some senders do when they send again: still the same report.
		r.forseglet = beholder(t, nokkel, r.filer)
		if kv, err = k.mottak.ta(t.Context(), inn(r)); err != nil || kv.Bevis != r.bevis {
			t.Errorf("sealed anew: %+v %v", kv, err)
		}
	}
	var apne []string
	err := filepath.WalkDir(k.lager.rot, func(sti string, d os.DirEntry, err error) error {
		if info, err := os.Stat(sti); err == nil && info.Mode().Perm()&0o077 != 0 {
			apne = append(apne, sti)
		}
		return err
	})
	if err != nil || len(apne) > 0 {
		t.Errorf("others may read %v %v", apne, err)
	}
}

func TestDetSomAldriKanLagres(t *testing.T) {
	rett := nokler()[0]
	en := func(endre func(r *rapport)) rapport {
		r := nyRapport(t, 1, rett, true)
		endre(&r)
		return r
	}
	uten := func(navn string) func(*rapport) {
		return func(r *rapport) { delete(r.filer, navn); r.forseglet = beholder(t, rett, r.filer) }
	}
	med := func(navn, innhold string) func(*rapport) {
		return func(r *rapport) { r.filer[navn] = []byte(innhold); r.forseglet = beholder(t, rett, r.filer) }
	}
	for navn, c := range map[string]struct {
		r    rapport
		vent grunn
	}{
		"another's key":     {nyRapport(t, 1, nokler()[2], true), grunnUleselig},
		"a changed byte":    {en(func(r *rapport) { r.forseglet[len(r.forseglet)/2] ^= 1 }), grunnUleselig},
		"cut off":           {en(func(r *rapport) { r.forseglet = r.forseglet[:len(r.forseglet)-20] }), grunnUleselig},
		"no seal":           {en(func(r *rapport) { r.forseglet = []byte("<html>") }), grunnUleselig},
		"a name not ours":   {en(uten(seal.MeldingPDFName)), grunnInnhold},
		"a strange file":    {en(med(seal.FeilName, "{}")), grunnUleselig},
		"no JSON file":      {en(uten(seal.MeldingJSONName)), grunnInnhold},
		"JSON that is none": {en(med(seal.MeldingJSONName, "{")), grunnInnhold},
		"JSON, no object":   {en(med(seal.MeldingJSONName, "[]")), grunnInnhold},
		"an empty PDF":      {en(med(seal.MeldingPDFName, "")), grunnInnhold},
		"token of another":  {en(func(r *rapport) { r.id = uuid.New() }), grunnFeilID},
		"token unreadable":  {en(med(seal.BevisName, "x")), grunnInnhold},
		"too large":         {rapport{id: uuid.New(), forseglet: make([]byte, 2<<20)}, grunnForStor},
	} {
		t.Run(navn, func(t *testing.T) {
			k, _ := nyKanal(t, nyPortalTest(t))
			_, err := k.mottak.ta(t.Context(), inn(c.r))
			if u := new(ubrukelig); !errors.As(err, &u) || u.Grunn != c.vent {
				t.Fatalf("%v", err)
			}
			if _, err := k.lager.lesTilbake(c.r.id); !errors.Is(err, errIkkeHer) {
				t.Errorf("something was stored: %v", err)
			}
			if c.vent == grunnForStor {
				return
			}
			// The sealed bytes are kept: a key may turn up that opens them.
			raw, err := os.ReadFile(k.lager.sti(avvistMappe, c.r.id.String(), forsegletFil))
			if err != nil || !bytes.Equal(raw, c.r.forseglet) {
				t.Errorf("what was refused is not kept: %v", err)
			}
			if rester, _ := filepath.Glob(k.lager.sti(innMappe, "*")); len(rester) > 0 {
				t.Errorf("left behind: %v", rester)
			}
		})
	}
}

func TestSammeIDAnnetInnhold(t *testing.T) {
	k, _ := nyKanal(t, nyPortalTest(t))
	forst := nyRapport(t, 1, nokler()[0], false)
	annen := nyRapport(t, 2, nokler()[0], false)
	annen.id = forst.id
	if _, err := k.mottak.ta(t.Context(), inn(forst)); err != nil {
		t.Fatal(err)
	}
	_, err := k.mottak.ta(t.Context(), inn(annen))
	if u := new(ubrukelig); !errors.As(err, &u) || u.Grunn != grunnAnnetHer {
		t.Fatalf("%v", err)
	}
	if err := forst.paDisk(k.lager.rot); err != nil {
		t.Errorf("the first was touched: %v", err)
	}
}

// A copy that has rotted is no copy: the report is stored anew, and what was left of the old one is kept.
func TestSkadetPaDisk(t *testing.T) {
	for _, fil := range []string{seal.MeldingPDFName, seal.BevisName, meldingFil, forsegletFil} {
		k, _ := nyKanal(t, nyPortalTest(t))
		r := nyRapport(t, 1, nokler()[0], true)
		if _, err := k.mottak.ta(t.Context(), inn(r)); err != nil {
			t.Fatal(err)
		}
		sti := k.lager.sti(meldingMappe, r.id.String(), fil)
		if fil == meldingFil {
			if err := os.Remove(sti); err != nil {
				t.Fatal(err)
			}
		} else {
			skrivTest(t, sti, []byte("rotten"))
		}
		if _, err := k.lager.lesTilbake(r.id); !errors.Is(err, errSkadet) {
			t.Fatalf("%s: %v", fil, err)
		}
		if kv, err := k.mottak.ta(t.Context(), inn(r)); err != nil || kv.Gjentatt || kv.Bevis != r.bevis {
			t.Fatalf("%s: %+v %v", fil, kv, err)
		}
		if err := r.paDisk(k.lager.rot); err != nil {
			t.Errorf("%s: %v", fil, err)
		}
		if rest, _ := filepath.Glob(k.lager.sti(skadetMappe, "*")); len(rest) != 1 {
			t.Errorf("%s: the damaged copy is not kept", fil)
		}
	}
}

// Nothing is answered before every file, the folder, and the folder above have been synced, in this order.
func TestSynketForSvar(t *testing.T) {
	k, _ := nyKanal(t, nyPortalTest(t))
	var synket []string
	k.lager.synk = func(f *os.File) error { synket = append(synket, f.Name()); return f.Sync() }
	r := nyRapport(t, 1, nokler()[0], true)
	if _, err := k.mottak.ta(t.Context(), inn(r)); err != nil {
		t.Fatal(err)
	}
	ny := k.lager.sti(meldingMappe, underArbeid+r.id.String())
	vil := []string{
		filepath.Join(ny, seal.MeldingJSONName), filepath.Join(ny, seal.MeldingPDFName), filepath.Join(ny, seal.BevisName),
		filepath.Join(ny, meldingFil), ny, k.lager.sti(meldingMappe),
	}
	if len(synket) != 7 || !strings.HasPrefix(synket[0], k.lager.sti(innMappe)) || !slices.Equal(synket[1:], vil) {
		t.Errorf("synced %v", synket)
	}
}

// A disk that fails at any of these points gives no answer, and the report is received when it is well again. The last point
// is the treacherous one: the report has its name and can be read back, but the name is not on the disk.
func TestDiskSomSvikter(t *testing.T) {
	for svikt := 1; svikt <= 7; svikt++ {
		k, _ := nyKanal(t, nyPortalTest(t))
		r := nyRapport(t, 1, nokler()[0], true)
		n, sist := 0, ""
		k.lager.synk = func(f *os.File) error {
			if n++; n == svikt {
				return syscall.ENOSPC
			}
			sist = f.Name()
			return f.Sync()
		}
		_, err := k.mottak.ta(t.Context(), inn(r))
		if u := new(ubrukelig); !errors.Is(err, syscall.ENOSPC) || errors.As(err, &u) {
			t.Fatalf("%d: %v", svikt, err)
		}
		// A folder whose sync failed is not synced once more and believed: what lay in it is written anew.
		if _, err := os.Stat(k.lager.sti(meldingMappe, r.id.String())); !errors.Is(err, os.ErrNotExist) {
			t.Errorf("%d: it can be read back, and is not on the disk: %v", svikt, err)
		}
		kv, err := k.mottak.ta(t.Context(), inn(r))
		if err != nil || kv.Bevis != r.bevis {
			t.Fatalf("%d: again: %+v %v", svikt, kv, err)
		}
		if sist != k.lager.sti(meldingMappe) {
			t.Errorf("%d: answered, and the last that was synced is %s", svikt, sist)
		}
		if err := r.paDisk(k.lager.rot); err != nil {
			t.Errorf("%d: %v", svikt, err)
		}
	}
}

// Bytes that were spoilt on the line are no reason to refuse: they are fetched again another time.
func TestFeilBytesPaLinjen(t *testing.T) {
	k, _ := nyKanal(t, nyPortalTest(t))
	r := nyRapport(t, 1, nokler()[0], true)
	i := inn(r)
	i.Sha256 = r.sha256()
	spoilt := bytes.Clone(r.forseglet)
	spoilt[0] ^= 1
	rett := i.Innhold
	i.Innhold = func(context.Context) (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(spoilt)), nil }
	if _, err := k.mottak.ta(t.Context(), i); !errors.Is(err, errFeilBytes) {
		t.Errorf("%v", err)
	}
	i.Innhold = rett
	if kv, err := k.mottak.ta(t.Context(), i); err != nil || kv.Bevis != r.bevis {
		t.Errorf("again: %v", err)
	}
}

func TestLaasOgRester(t *testing.T) {
	k, _ := nyKanal(t, nyPortalTest(t))
	if _, err := apneLager(k.lager.rot, true, func(string) {}); err == nil {
		t.Error("two write to one store")
	}
	if _, err := apneLager(k.lager.rot, false, func(string) {}); err != nil {
		t.Errorf("it cannot be read while it is written: %v", err)
	}
	halv := k.lager.sti(meldingMappe, underArbeid+uuid.NewString())
	if err := os.Mkdir(halv, 0o700); err != nil {
		t.Fatal(err)
	}
	skrivTest(t, k.lager.sti(innMappe, "x.cms"), nil)
	k.lager.lukk()
	if _, err := apneLager(k.lager.rot, true, func(string) {}); err != nil {
		t.Fatal(err)
	}
	for _, sti := range []string{halv, k.lager.sti(innMappe, "x.cms")} {
		if _, err := os.Stat(sti); err == nil {
			t.Errorf("%s is left", sti)
		}
	}
}
