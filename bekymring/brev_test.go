package bekymring_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/delivery"
	"barnevernportalen/delivery/seal"
	"barnevernportalen/ent/db/forsendelse"
	"barnevernportalen/ent/db/leveranse"
)

// brevhus is the house with the embedded print outbox, and the outbox's folder.
func brevhus(t testing.TB) (*hus, string) {
	t.Helper()
	h := nyttHus(t)
	dir := filepath.Join(h.dir, "utboks", "print")
	mappe, err := delivery.OpenPrintmappe(dir)
	if err != nil {
		t.Fatal(err)
	}
	h.delivery.Kanaler[leveranse.KanalBrev] = delivery.Brev{DB: h.db, Utskrift: mappe}
	h.delivery.Brevansvarlig = "Ansvarlig Testesen"
	return h, dir
}

// Two virkedager pass and nobody confirms: the letter lies in the outbox, opens with the print supplier's key, and has
// the receiver's address in front. Not a second earlier.
func TestBrevetGaarNaarIngenBekrefter(t *testing.T) {
	h, dir := brevhus(t)
	h.bekymring.Retur = []string{"Retur: Postboks 99", "0001 Prøvestad"}
	svar, err := h.bekymring.SendPrivat(h.innbygger(t, "24859123456", "Melder Meldesen"), melding())
	if err != nil || svar.Bekymringsmelding == nil {
		t.Fatalf("%+v, %v", svar, err)
	}
	id := svar.Bekymringsmelding.ID
	h.arbeid(t, id)

	due := time.Date(2026, 11, 18, 23, 0, 0, 0, time.UTC) // the end of Wednesday in Oslo
	h.klokke.Fram(due.Add(-time.Second).Sub(h.klokke.Naa()))
	h.arbeid(t, id)
	if left := brevene(t, dir); len(left) != 0 {
		t.Fatalf("left early: %v", left)
	}
	h.klokke.Fram(time.Second)
	h.arbeid(t, id)
	h.arbeid(t, id) // again: nothing more happens
	if left := brevene(t, dir); len(left) != 1 || left[0] != id.String()+".cms" {
		t.Fatalf("in the outbox: %v", left)
	}
	f := h.db.Client().Forsendelse.GetX(system(t), id)
	if f.Tilstand != forsendelse.TilstandSendtPrint || f.Bevis != forsendelse.BevisOverlevert {
		t.Errorf("the letter has left: %s/%s", f.Tilstand, f.Bevis)
	}

	sealed, err := os.ReadFile(filepath.Join(dir, id.String()+".cms"))
	if err != nil {
		t.Fatal(err)
	}
	var letter bytes.Buffer
	if err := seal.Decrypt(&letter, bytes.NewReader(sealed), h.print); err != nil {
		t.Fatalf("the print supplier cannot open it: %v", err)
	}
	if err := seal.Decrypt(&bytes.Buffer{}, bytes.NewReader(sealed), h.fag, h.manuell); err == nil {
		t.Error("another key opens it")
	}
	pages := sider(t, letter.Bytes())
	if got := strings.Fields(pages[0]); strings.Join(got, " ") != "Retur: Postboks 99 0001 Prøvestad Postmottak Postboks 1 0001 Prøvestad" {
		t.Errorf("on the envelope side: %q", got)
	}
	if strings.TrimSpace(pages[1]) != "" {
		t.Errorf("on its back: %q", pages[1])
	}
	if !strings.Contains(strings.Join(pages[2:], ""), melding().Melding) {
		t.Error("the report is not behind it")
	}

	meta, err := os.ReadFile(filepath.Join(dir, id.String()+".json"))
	if err != nil {
		t.Fatal(err)
	}
	var m map[string]any
	if err := json.Unmarshal(meta, &m); err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256(sealed)
	if len(m) != 4 || m["forsendelse"] != id.String() || m["sha256"] != hex.EncodeToString(sum[:]) || m["storrelse"] != float64(len(sealed)) || m["tid"] == nil {
		t.Errorf("metadata: %s", meta)
	}
}

// A confirmation between the deadline and the hand-over calls the letter off.
func TestBekreftetForBrevetGikk(t *testing.T) {
	h, dir := brevhus(t)
	svar, err := h.bekymring.SendPrivat(h.innbygger(t, "24859123456", "Melder Meldesen"), melding())
	if err != nil {
		t.Fatal(err)
	}
	id := svar.Bekymringsmelding.ID
	h.arbeid(t, id)
	h.klokke.Fram(7 * 24 * time.Hour)
	if err := h.delivery.FeiFrister(system(t), uuid.Nil); err != nil {
		t.Fatal(err)
	}
	l := h.db.Client().Leveranse.Query().Where(leveranse.ForsendelseID(id), leveranse.KanalEQ(leveranse.KanalBrev)).OnlyX(system(t))
	if l.Status != leveranse.StatusKlar {
		t.Fatalf("the letter is %s: the test begins at the wrong place", l.Status)
	}
	if _, _, err := h.delivery.Bekreft(h.saksbehandler(t, bergen), id, nil); err != nil {
		t.Fatal(err)
	}
	h.arbeid(t, id)
	if left := brevene(t, dir); len(left) != 0 {
		t.Errorf("the letter left all the same: %v", left)
	}
}

// arbeid is what the jobs would do now.
func (h *hus) arbeid(t testing.TB, id uuid.UUID) {
	t.Helper()
	for _, job := range []func(context.Context, uuid.UUID) error{h.delivery.FeiFrister, h.delivery.Overlever, h.delivery.HentBrevsvar} {
		if err := job(system(t), id); err != nil {
			t.Fatal(err)
		}
	}
}

// brevene are the sealed letters in the outbox.
func brevene(t testing.TB, dir string) []string {
	t.Helper()
	found, err := filepath.Glob(filepath.Join(dir, "*.cms"))
	if err != nil {
		t.Fatal(err)
	}
	for i := range found {
		found[i] = filepath.Base(found[i])
	}
	return found
}
