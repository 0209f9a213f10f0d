package innsyn_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"testing"
	"time"

	"barnevernportalen/delivery"
	"barnevernportalen/delivery/fiksio"
	"barnevernportalen/ent/db/innsynsforesporsel"
	"barnevernportalen/ent/db/innsynsforesporselsvar"
)

// The model: a request as prose has it. Of the answers that came, the first that decides is the end of it; of those before it
// the last stands; after it only the same decision is heard. Written as one look over all that came, not step by step.
type foresporselmodell struct{ svar []delivery.Foresporselsvar }

func (m foresporselmodell) naa() (status innsynsforesporsel.Status, grunn string) {
	status = "SENDT"
	for i, s := range m.svar {
		if s.Status == "INNVILGET" || s.Status == "AVVIST" {
			status, grunn = s.Status, s.Begrunnelse
			for _, n := range m.svar[i:] {
				if n.Status == status {
					grunn = n.Begrunnelse
				}
			}
			return status, grunn
		}
		status, grunn = s.Status, s.Begrunnelse
	}
	return status, grunn
}

var foresporselsvarene = []innsynsforesporsel.Status{"MANUELL_BEHANDLING", "UNDER_BEHANDLING", "INNVILGET", "AVVIST", "IKKE_FUNNET", "UGYLDIG", "SERVERFEIL"}

func tilfeldigSvar(r *rand.Rand) delivery.Foresporselsvar {
	s := delivery.Foresporselsvar{Status: foresporselsvarene[r.IntN(len(foresporselsvarene))]}
	if r.IntN(2) == 0 && s.Status != "IKKE_FUNNET" && s.Status != "UGYLDIG" && s.Status != "SERVERFEIL" {
		s.Begrunnelse = fmt.Sprint("grunn ", r.IntN(2))
	}
	return s
}

// trinnvis takes answers one by one, as the room does.
func trinnvis(svar []delivery.Foresporselsvar, etter func(fra, s innsynsforesporsel.Status, likt bool) (innsynsforesporsel.Status, innsynsforesporselsvar.Utfall)) (status innsynsforesporsel.Status, grunn string, avgjorelser int) {
	status = "SENDT"
	for _, s := range svar {
		til, utfall := etter(status, s.Status, s.Begrunnelse == grunn)
		if utfall != "BRUKT" {
			continue
		}
		if delivery.Avgjort(til) && til != status {
			avgjorelser++
		}
		status, grunn = til, s.Begrunnelse
	}
	return status, grunn, avgjorelser
}

// 50 000 requests with answers by chance: each is decided once at most, and stands as the model says.
func TestForesporselModellIMinnet(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	kontroll, avgjort := 0, 0
	for range 50_000 {
		var m foresporselmodell
		for range r.IntN(8) {
			m.svar = append(m.svar, tilfeldigSvar(r))
		}
		vilStatus, vilGrunn := m.naa()
		status, grunn, n := trinnvis(m.svar, delivery.EtterSvar)
		if status != vilStatus || grunn != vilGrunn || n > 1 {
			t.Fatalf("%+v: %s %q decided %d times, want %s %q", m.svar, status, grunn, n, vilStatus, vilGrunn)
		}
		if n == 1 {
			avgjort++
		}
		// The control: a room where the last word wins.
		status, grunn, _ = trinnvis(m.svar, func(_, s innsynsforesporsel.Status, _ bool) (innsynsforesporsel.Status, innsynsforesporselsvar.Utfall) {
			return s, "BRUKT"
		})
		if status != vilStatus || grunn != vilGrunn {
			kontroll++
		}
	}
	if kontroll < 5_000 || avgjort < 10_000 {
		t.Errorf("the control was wrong %d times, %d were decided: the test sees little", kontroll, avgjort)
	}
}

// The same on PostgreSQL, over Fiks IO and over GraphQL by turns: what she sees is what the model says, and every answer that
// came is kept, whatever came of it. 500 requests; 2 000 with `make proof`.
func TestForesporselModellIBasen(t *testing.T) {
	antall := 500
	if testing.Short() {
		antall = 50
	}
	if os.Getenv("PROOF") != "" {
		antall = 2000
	}
	begynte, besvart := time.Now(), 0
	r := rand.New(rand.NewPCG(3, 4))
	for _, fiks := range []bool{false, true} {
		h := nyttForesporselhus(t)
		if fiks {
			h.medKonto(t)
		}
		kom := 0
		for i := range antall / 2 {
			p := h.tilbakeholdt(fmt.Sprint("Post ", i), fmt.Sprint("jp-", i))
			h.indekser(t, p)
			h.fram(time.Second) // only the newest are listed
			f := h.spurt(t, rad(bergensk, p))
			if fiks {
				maa(t, h.Delivery.Overlever(system(t), f.ID))
			}
			var m foresporselmodell
			for range r.IntN(6) {
				s := tilfeldigSvar(r)
				if !fiks && delivery.Strandet(s.Status) {
					continue // not a word of GraphQL's
				}
				m.svar = append(m.svar, s)
				kom++
				if !fiks {
					ut, err := h.BesvarForesporsel(maskin(t, bergensk, "4601"), f.ID, s.Status, s.Begrunnelse)
					maa(t, err)
					if ut.Utfall == nil {
						t.Fatalf("%+v", ut)
					}
					continue
				}
				h.ta(t, h.svar(t, foresporselstype(s), foresporselskropp(s), h.fiks.siste(t)))
			}
			vil, grunn := m.naa()
			l := h.lest(t, f.ID)
			if l.Status != vil || (grunn == "") != (l.Svar == nil) || l.Svar != nil && *l.Svar != grunn {
				t.Fatalf("%+v: %s, want %s %q", m.svar, l.Status, vil, grunn)
			}
		}
		if n := h.DB.Client().Innsynsforesporselsvar.Query().CountX(system(t)); n != kom {
			t.Errorf("%d answers came, %d are kept", kom, n)
		}
		besvart += kom
	}
	t.Logf("%d requests with %d answers in %s", antall, besvart, time.Since(begynte).Round(time.Millisecond))
}

func foresporselstype(s delivery.Foresporselsvar) string {
	switch s.Status {
	case "IKKE_FUNNET":
		return fiksio.TypeForesporselIkkeFunnet
	case "UGYLDIG":
		return fiksio.TypeForesporselUgyldig
	case "SERVERFEIL":
		return fiksio.TypeForesporselServerfeil
	}
	return fiksio.TypeForesporselSvar
}

func foresporselskropp(s delivery.Foresporselsvar) string {
	if delivery.Strandet(s.Status) {
		return `{"errorId":"e","feilmelding":"f"}`
	}
	if s.Begrunnelse == "" {
		return fmt.Sprintf(`{"status":%q}`, s.Status)
	}
	return fmt.Sprintf(`{"status":%q,"begrunnelse":%q}`, s.Status, s.Begrunnelse)
}
