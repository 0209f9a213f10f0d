package bekymring_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/delivery"
	"barnevernportalen/ent/db/leveranse"
)

// A producer's letter has no address page inside the seal, so the address goes beside it. The portal's own has one, and
// must not get two.
func TestBrevetTilEtForsegletFarAdressen(t *testing.T) {
	h := nyttHus(t)
	dir := filepath.Join(t.TempDir(), "print")
	mappe, err := delivery.OpenPrintmappe(dir)
	if err != nil {
		t.Fatal(err)
	}
	h.delivery.Kanaler[leveranse.KanalBrev] = delivery.Brev{DB: h.db, Utskrift: mappe}
	maskinens, err := h.bekymring.SendForseglet(maskin(t), h.forseglet(t))
	if err != nil {
		t.Fatal(err)
	}
	svar, err := h.bekymring.SendPrivat(h.innbygger(t, "24859123456", "Melder Meldesen"), melding())
	if err != nil {
		t.Fatal(err)
	}
	h.klokke.Fram(5 * 24 * time.Hour)
	if err := h.delivery.FeiFrister(system(t), uuid.Nil); err != nil {
		t.Fatal(err)
	}
	for id, vil := range map[uuid.UUID][]string{
		maskinens: {"Postmottak", "Postboks 1", "0001 Prøvestad"}, svar.Bekymringsmelding.ID: nil,
	} {
		if err := h.delivery.Overlever(system(t), id); err != nil {
			t.Fatal(err)
		}
		raw, err := os.ReadFile(filepath.Join(dir, id.String()+".json"))
		if err != nil {
			t.Fatal(err)
		}
		var meta struct{ Adresse []string }
		if err := json.Unmarshal(raw, &meta); err != nil || !slices.Equal(meta.Adresse, vil) {
			t.Errorf("address %q, want %q (%v)", meta.Adresse, vil, err)
		}
	}
}
