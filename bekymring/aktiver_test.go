package bekymring_test

import (
	"errors"
	"testing"

	"barnevernportalen/delivery"
	"barnevernportalen/ent/db/bydel"
	"barnevernportalen/ent/db/nokkel"
	"barnevernportalen/forvaltning"
)

// A receiver opens only with the key its own channel opens with: another kind, or one that is not valid yet, is none.
func TestMottakAapnesBareMedSinKanalsNokkel(t *testing.T) {
	h := nyttHus(t)
	ctx := system(t)
	id, err := h.forvaltning.LagreMottak(ctx, forvaltning.Mottak{
		Kommunenummer: "5001", Bydelsnummer: "00", Navn: "Trondheim", Kanal: bydel.KanalNedlasting, StandardMottaker: true,
		StottetVersjon: bydel.StottetVersjonV2, AvtaleInngatt: h.klokke.Naa(),
		Postadresse: delivery.Postadresse{Navn: "Postmottak", Linje1: "Postboks 1", Postnummer: "0001", Poststed: "Prøvestad"},
	})
	if err != nil {
		t.Fatal(err)
	}
	ny := func(formal nokkel.Formal) {
		t.Helper()
		if err := h.forvaltning.LagreNokkel(ctx, &id, formal, h.manuell.Cert); err != nil {
			t.Fatal(err)
		}
	}
	refused := func(why string) {
		t.Helper()
		if err := h.forvaltning.AktiverMottak(ctx, id); !errors.Is(err, forvaltning.ErrIkkeKlar) {
			t.Errorf("%s: %v", why, err)
		}
	}
	refused("no key")
	ny(nokkel.FormalFagsystem)
	refused("a case system's key for manual reception")
	ny(nokkel.FormalManuell)
	h.sql(t, `UPDATE nokkel SET gyldig_fra = now() + interval '1 day' WHERE bydel_id = $1`, id)
	refused("not valid yet")
	h.sql(t, `UPDATE nokkel SET gyldig_fra = now() - interval '1 day' WHERE bydel_id = $1`, id)
	if err := h.forvaltning.AktiverMottak(ctx, id); err != nil {
		t.Errorf("control: %v", err)
	}
}
