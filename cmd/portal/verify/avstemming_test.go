package verify_test

import (
	"strings"
	"testing"

	"barnevernportalen/delivery"
	"barnevernportalen/ent/db/forsendelse"
	"barnevernportalen/ent/viewer"
)

// A ledger with a signed list is in order; and what is made to look reconciled, or found again, is named.
func TestAvstemtHovedbok(t *testing.T) {
	h := liv(t)
	sb := viewer.With(t.Context(), viewer.Saksbehandler{
		Person: viewer.Person{ID: h.s.Vault.Hash("person", "24859199999"), Navn: "Saksbehandler Testesen"}, Niva: viewer.NivaHoyt,
		Bydeler: []viewer.Bydel{{Kommunenummer: "4601", Bydelsnummer: "00"}},
	})
	l, err := h.s.Dagsliste(sb, "4601", "00")
	maa(t, err)
	a := delivery.Avstem{Kommunenummer: "4601", Bydelsnummer: "00", Liste: l.Dato}
	for i, m := range l.Meldinger {
		if i%2 == 0 {
			a.Holdt = append(a.Holdt, delivery.Holdt{ID: m.ID, Nr: m.Nr, Sha256: m.Sha256})
		}
	}
	ut, feil, err := h.s.Avstem(sb, a)
	if err != nil || feil != nil || ut.Enige == 0 || len(ut.Avvik) == 0 {
		t.Fatalf("%+v %v %v", ut, feil, err)
	}
	if r := h.se(t); len(r.Funn) > 0 || r.Uredegjort != 0 {
		t.Fatalf("a ledger in order: %s", funnene(r))
	}
	d := h.eier(t)
	savnet := ut.Avvik[0].ID
	annet := h.db.Client().Forsendelse.Query().Where(forsendelse.AvstemtIsNil(), forsendelse.SavnetIsNil()).FirstX(system(t)).ID
	_, err = d.ExecContext(t.Context(), `UPDATE forsendelse SET avstemt = now() WHERE id = $1`, annet)
	maa(t, err)
	_, err = d.ExecContext(t.Context(), `UPDATE forsendelse SET savnet = NULL WHERE id = $1`, savnet)
	maa(t, err)
	funn := funnene(h.se(t))
	for _, id := range []string{savnet.String(), annet.String()} {
		if !strings.Contains(funn, id) {
			t.Errorf("%s was not named:\n%s", id, funn)
		}
	}
}
