package innsyn_test

import (
	"bytes"
	"io"
	"testing"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/ent/dbtest"
	"barnevernportalen/ent/vault"
)

// The pieces of documents in our own store are sealed under the keys too: they are counted, they turn, and they open when
// the old keys are gone; also of a document that is being uploaded while the keys turn.
func TestDokumenterSnus(t *testing.T) {
	dir := t.TempDir()
	h := husPa(t, dbtest.DSN(t), dir).medLager(t)
	stor, liten := pdfen(600<<10), pdfen(256<<10) // three pieces; one, and no more by a byte
	_, lenkeStor := h.lastOpp(t, maskin(t, bergensk, "4601"), "4601", stor)
	_, lenkeLiten := h.lastOpp(t, maskin(t, bergensk, "4601"), "4601", liten)

	// One that stops under way until the keys have turned.
	halvt, rest := io.Pipe()
	lastet := make(chan string)
	go func() {
		_, lenke, err := h.LastOppDokument(maskin(t, bergensk, "4601"), "4601", int64(len(stor)), "", halvt)
		if err != nil {
			t.Error(err)
		}
		lastet <- lenke
	}()
	_, err := rest.Write(stor[:300<<10])
	maa(t, err)

	maa(t, h.Vault.Rotate())
	if _, av := h.igjen(t); av["innsynsfildel"] < 5 {
		t.Fatalf("pieces under the old keys are not counted: %v", av)
	}
	maa(t, h.SnuNokler(system(t)))
	_, err = rest.Write(stor[300<<10:])
	maa(t, err)
	maa(t, rest.Close())
	lenkeSen := <-lastet
	maa(t, h.SnuNokler(system(t)))
	if n, av := h.igjen(t); n != 0 {
		t.Fatalf("left under the old keys: %v", av)
	}
	maa(t, h.Vault.Retire(time.Now().Add(vault.Quarantine)))

	ny := husPa(t, h.dsn, dir).medLager(t)
	_, p := ny.sak(t, lenkeStor, lenkeLiten, lenkeSen)
	mor := ny.iOkt(t, fnrMor, "a")
	for nr, vil := range [][]byte{stor, liten, stor} {
		ny.ser(t, mor, ny.lenke(t, mor, p, nr), vil)
	}
	// Still each in its own place: two that change places do not open.
	maa(t, dbtest.Exec(t.Context(), h.dsn, `UPDATE innsynsfildel d SET innhold = e.innhold FROM innsynsfildel e
		WHERE d.fil_id = e.fil_id AND d.nr + e.nr = 1 AND d.nr <> e.nr`))
	d, err := ny.ApneDokument(mor, ny.lenke(t, mor, p, 1))
	maa(t, err)
	maa(t, d.Close())
	if _, err := ny.LagDokumentlenke(mor, rad(bergensk, p), 0); err == nil {
		t.Error("pieces that have changed places are opened")
	}
}

// A row that cannot be opened (altered on the disk, say) stays and is counted; it does not keep the others under the old keys.
func TestEnRadStopperIkkeResten(t *testing.T) {
	h := nyttHus(t)
	m := mappe(fnrMor, "MOR", "M")
	h.indekser(t, m, journalpost(fnrMor, m, "P", "2026-04-01T12:00:00Z"), mappe(fnrFar, "FAR", "F"))
	maa(t, dbtest.Exec(t.Context(), h.dsn, `UPDATE innsynsmelding SET innhold = set_byte(innhold, 40, 255 - get_byte(innhold, 40)) WHERE id = $1`, rad(bergensk, m)))
	maa(t, h.Vault.Rotate())
	_ = h.SnuNokler(system(t))
	if _, av := h.igjen(t); av["innsynsmelding"] != 1 || av["innsynslogg"] != 0 {
		t.Errorf("under the old keys: %v", av)
	}
	if !bytes.Contains([]byte(h.logg.String()), []byte(rad(bergensk, m).String())) {
		t.Errorf("the operator is not told which: %s", h.logg)
	}
}

// A process that has not heard of the new keys shuts out somebody who is shut out under them: two blocks of one person, which
// cannot stand under one hash. The second stays as it is, and is counted until one is lifted; all else turns, and she is shut
// out throughout.
func TestToSperrerStopperIkkeResten(t *testing.T) {
	dir := t.TempDir()
	h := husPa(t, dbtest.DSN(t), dir)
	m := mappe(fnrMor, "MOR", "M")
	h.indekser(t, m, mappe(fnrFar, "FAR", "F"))
	b := husPa(t, h.dsn, dir)
	sperr := func(x *hus, fnr string) uuid.UUID {
		id, feil, err := x.Sperr(admin(t, x), fnr, "4601")
		if err != nil || len(feil) > 0 {
			t.Fatal(err, feil)
		}
		return id
	}
	maa(t, h.Vault.Rotate())
	sperr(h, fnrMor)
	dobbel := sperr(b, fnrMor)
	for i := range 5 { // some that sort before and after
		sperr(b, "2485910010"+string(rune('0'+i)))
	}
	maa(t, h.SnuNokler(system(t)))
	if _, av := h.igjen(t); av["innsynssperre"] != 1 || av["innsynsmelding"] != 0 || av["innsynslogg"] != 0 {
		t.Errorf("under the old keys: %v", av)
	}
	if !bytes.Contains([]byte(h.logg.String()), []byte(dobbel.String())) {
		t.Errorf("the operator is not told which: %s", h.logg)
	}
	if h.bilde(t, fnrMor) != "" {
		t.Error("the block does not hold")
	}
	if ok, err := h.OpphevSperre(admin(t, h), dobbel); err != nil || !ok {
		t.Fatal(ok, err)
	}
	maa(t, h.SnuNokler(system(t)))
	if n, av := h.igjen(t); n != 0 || h.bilde(t, fnrMor) != "" {
		t.Errorf("at last: %v", av)
	}
}
