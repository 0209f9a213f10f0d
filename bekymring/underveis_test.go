package bekymring_test

import (
	"context"
	"testing"

	"barnevernportalen/bekymring"
	"barnevernportalen/ent/viewer"
	"barnevernportalen/pdf"
)

// underveis draws the report, and lets something happen meanwhile: after the look-ups and before the commit.
type underveis struct {
	bekymring.Renderer
	skjer func()
}

func (u underveis) Render(ctx context.Context, d pdf.Document) ([]byte, error) {
	u.skjer()
	return u.Renderer.Render(ctx, d)
}

func TestSesjonenSlutterMensMeldingenTegnes(t *testing.T) {
	h := nyttHus(t)
	melder := h.innbygger(t, "24859100110", "Melder Testesen")
	h.bekymring.PDF = underveis{h.bekymring.PDF, func() {
		if err := h.db.SlettSesjon(t.Context(), viewer.From(melder).(viewer.Innbygger).SesjonID); err != nil {
			t.Error(err)
		}
	}}
	svar, err := h.bekymring.SendPrivat(melder, melding())
	if err != nil || svar.Bekymringsmelding == nil {
		t.Fatalf("the report was refused: %+v, %v", svar, err)
	}
	if svar.Bekymringsmelding.HarKopi || h.tell(t, "kopi") != 0 {
		t.Error("the copy outlives its session")
	}
}

func TestMottaketStengesMensMeldingenTegnes(t *testing.T) {
	h := nyttHus(t)
	h.bekymring.PDF = underveis{h.bekymring.PDF, func() { h.sql(t, `UPDATE bydel SET aktiv = false WHERE kommunenummer = '4601'`) }}
	svar, err := h.bekymring.SendPrivat(h.innbygger(t, "24859100110", "Melder Testesen"), melding())
	if err != nil || len(svar.Feil) != 1 || svar.Feil[0].Kode != bekymring.FeilIkkeAktiv {
		t.Errorf("the answer is %+v, %v", svar, err)
	}
	if n := h.tell(t, "forsendelse"); n != 0 {
		t.Errorf("%d stored at a receiver that has closed", n)
	}
}
