package innsyn_test

import (
	"errors"
	"testing"

	"github.com/google/uuid"

	"barnevernportalen/ent"
	"barnevernportalen/ent/db/utkast"
	"barnevernportalen/innsyn"
)

// Who is shut out of a kommune reads no draft from a case there, as she reads no letter; and it is there when she is let in.
func TestBrevutkastUtestengt(t *testing.T) {
	h := nyttPosthus(t)
	mappeID, _, _, _ := h.sak(t)
	ctx := h.iOkt(t, fnrMor)
	svar, err := h.LagreBrevutkast(ctx, innsyn.NyttBrevutkast{Slag: utkast.SkjemaBrev, StedID: mappeID, Nokkel: uuid.New(), Versjon: 1, Innhold: `"Hei"`})
	maa(t, err)
	if svar.Utkast == nil {
		t.Fatalf("%+v", svar)
	}
	sperre, _, err := h.Sperr(admin(t, h.hus), fnrMor, "4601")
	maa(t, err)
	if _, err := h.Brevutkast(ctx, utkast.SkjemaBrev, mappeID); !errors.Is(err, ent.ErrIkkeFunnet) {
		t.Errorf("shut out: %v", err)
	}
	_, err = h.OpphevSperre(admin(t, h.hus), sperre)
	maa(t, err)
	if u, err := h.Brevutkast(ctx, utkast.SkjemaBrev, mappeID); err != nil || u.Innhold != `"Hei"` {
		t.Errorf("let in again: %v", err)
	}
}
