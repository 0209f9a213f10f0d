package delivery_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/delivery"
	"barnevernportalen/ent"
	"barnevernportalen/ent/db/bydel"
	"barnevernportalen/ent/db/forsendelse"
	"barnevernportalen/ent/db/frist"
	"barnevernportalen/ent/db/hendelse"
	"barnevernportalen/ent/db/leveranse"
	"barnevernportalen/ent/dbtest"
	"barnevernportalen/ent/viewer"
)

func (h *hus) admin(t testing.TB, kommuner ...string) context.Context {
	return viewer.With(t.Context(), viewer.Admin{Person: viewer.Person{ID: h.s.Vault.Hash("person", "24859111111"), Navn: "Adm Istrator"},
		Niva: viewer.NivaHoyt, Hele: len(kommuner) == 0, Kommuner: kommuner})
}

// paNytt asks for it with a reason.
func (h *hus) paNytt(ctx context.Context, id uuid.UUID, forsok int) (delivery.Hovedbokmelding, bool, error) {
	ut, err := h.s.SendPaNytt(ctx, delivery.NySending{ID: id, Forsok: forsok, Grunn: nysendingsgrunn})
	if err != nil {
		return delivery.Hovedbokmelding{}, false, err
	}
	return ut.Melding, ut.Satt, nil
}

const nysendingsgrunn = "Fagsystemet mistet den da det ble gjenopprettet."

func (h *hus) ikkeFunnet(t testing.TB, err error) {
	t.Helper()
	if err == nil || err.Error() != ent.ErrIkkeFunnet.Error() {
		t.Errorf("%v, want not found", err)
	}
}

// A report is not sent again without a reason. It is kept sealed, with how the way stood, for those who administer the receiver, and stands
// in no log; and once written it stays.
func TestGrunnTilNySending(t *testing.T) {
	h := nyttHus(t, mandag)
	id := h.brevUte(t)
	h.svar(t, id, delivery.BrevAvvist, "IKKE_LEVERT", h.klokke.Naa())
	forrige := h.brevet(t, id)
	for grunn, vil := range map[string]delivery.SendPaNyttFeil{"": delivery.PaNyttUtenGrunn, strings.Repeat(" ", 3): delivery.PaNyttUtenGrunn,
		strings.Repeat("å", 501): delivery.PaNyttForLangGrunn} {
		ut, err := h.s.SendPaNytt(h.admin(t), delivery.NySending{ID: id, Forsok: 1, Grunn: grunn})
		if maa(t, err); ut.Feil == nil || *ut.Feil != vil || ut.Satt || ut.Melding.ID != id {
			t.Errorf("%.10q: %+v", grunn, ut)
		}
	}
	if n := h.hendelser(t, id, hendelse.SlagSendtPaNytt); n != 0 {
		t.Errorf("%d in its history without a reason", n)
	}
	_, err := h.s.SendPaNytt(h.admin(t, "0301"), delivery.NySending{ID: id})
	h.ikkeFunnet(t, err) // another kommune's is told nothing, not even of the reason
	lang := strings.Repeat("å", 500)
	ut, err := h.s.SendPaNytt(h.admin(t, "4601"), delivery.NySending{ID: id, Forsok: 1, Grunn: " " + lang + " "})
	if maa(t, err); !ut.Satt || ut.Feil != nil {
		t.Fatalf("%+v", ut)
	}
	hist, err := h.s.Hovedbokhistorikken(h.admin(t, "4601"), id)
	maa(t, err)
	if len(hist.Nysendinger) != 1 {
		t.Fatalf("%d are told", len(hist.Nysendinger))
	}
	n := hist.Nysendinger[0]
	if n.Grunn != lang || n.Kanal != leveranse.KanalBrev || n.Forsok != 1 || n.PersonRef != delivery.KollegaID(h.s.Vault.Hash("person", "24859111111")) {
		t.Errorf("told as %+v", n)
	}
	if n.EksternID == nil || *n.EksternID != forrige.EksternID || n.EksternStatus == nil || *n.EksternStatus != forrige.EksternStatus || forrige.EksternID == "" {
		t.Errorf("the letter before was %q %q, and is told as %+v", forrige.EksternID, forrige.EksternStatus, n)
	}
	var klar int
	d := dbtest.Open(t, h.dsn)
	maa(t, d.QueryRow(t.Context(), `SELECT count(*) FROM (SELECT to_jsonb(n)::text AS rad FROM nysending n UNION ALL SELECT to_jsonb(h)::text FROM hendelse h) r
		WHERE rad LIKE '%ååå%' OR rad LIKE '%c3a5c3a5%'`).Scan(&klar))
	if klar != 0 {
		t.Error("the reason is stored in clear")
	}
	for _, sql := range []string{`DELETE FROM nysending`, `UPDATE nysending SET forsok = 9`} {
		if h.sql(t, sql) == nil {
			t.Errorf("let through: %s", sql)
		}
	}
}

// The case system has said yes and lost it. Sent again it is the same parcel under the same ids, once, and nothing is proven by it.
func TestSendPaNytt(t *testing.T) {
	h := nyttMaskinhus(t, bydel.KanalFiksio, true)
	id := h.send(t)
	forste := h.megler.siste(t)
	_, _, err := h.paNytt(h.admin(t, "4601"), id, 1)
	h.ikkeFunnet(t, err) // another kommune's
	for _, c := range []struct {
		forsok int
		satt   bool
	}{{0, false}, {1, true}, {1, false}} {
		m, satt, err := h.paNytt(h.admin(t, "0301"), id, c.forsok)
		maa(t, err)
		if satt != c.satt || m.Forsok != 1 {
			t.Errorf("%d: %v %+v", c.forsok, satt, m)
		}
	}
	maa(t, h.s.Overlever(system(t), id))
	andre := h.megler.siste(t)
	if n := len(h.megler.sendt); n != 2 || andre.KlientMeldingID != forste.KlientMeldingID || !slices.Equal(andre.Data, forste.Data) {
		t.Errorf("%d sent; %v and %v", n, forste.KlientMeldingID, andre.KlientMeldingID)
	}
	h.er(t, id, forsendelse.TilstandSendtFagsystem, forsendelse.BevisOverlevert)
	if m, satt, err := h.paNytt(h.admin(t), id, 1); err != nil || satt || m.Forsok != 2 {
		t.Errorf("the number of before: %v %v", satt, err)
	}
	if n := h.hendelser(t, id, hendelse.SlagSendtPaNytt); n != 1 {
		t.Errorf("%d in its history", n)
	}
	hist, err := h.s.Hovedbokhistorikken(h.admin(t), id)
	maa(t, err)
	i := slices.IndexFunc(hist.Hendelser, func(e delivery.Hovedbokhendelse) bool { return e.Slag == hendelse.SlagSendtPaNytt })
	if e := hist.Hendelser[i]; e.Rolle != hendelse.AktorAdmin || e.PersonRef == nil || *e.PersonRef != delivery.KollegaID(h.s.Vault.Hash("person", "24859111111")) {
		t.Errorf("who did it: %+v", e)
	}

	// The letter has left: the carrier may hold what is sent again for two days, and not until a deadline that is over.
	h.klokke.Fram(5 * 24 * time.Hour)
	h.arbeid(t, id)
	m, satt, err := h.paNytt(h.admin(t), id, 2)
	if maa(t, err); satt { // control: at two hours the ladder had tried again, too late for the carrier
		t.Error("sent by the number of before")
	}
	_, satt, err = h.paNytt(h.admin(t), id, m.Forsok)
	maa(t, err)
	maa(t, h.s.Overlever(system(t), id))
	if ttl := h.megler.siste(t).TTL; !satt || len(h.megler.sendt) != 3 || ttl != 48*time.Hour {
		t.Errorf("%v, %d sent, for %s", satt, len(h.megler.sendt), ttl)
	}
	h.er(t, id, forsendelse.TilstandSendtPrint, forsendelse.BevisOverlevert)
}

// What may not be sent again is not, and is told why.
func TestKanIkkeSendesPaNytt(t *testing.T) {
	for vil, gjor := range map[delivery.SendPaNyttStatus]func(*testing.T, *maskinhus, uuid.UUID){
		delivery.KanSendesPaNytt: func(*testing.T, *maskinhus, uuid.UUID) {}, // the control
		delivery.PaNyttBevist: func(t *testing.T, h *maskinhus, id uuid.UUID) {
			maa(t, h.sql(t, `UPDATE forsendelse SET bevis = 'LAGRET', tilstand = 'LEVERT', bevist = akseptert WHERE id = '`+id.String()+`'`))
		},
		delivery.PaNyttSlettet: func(t *testing.T, h *maskinhus, id uuid.UUID) {
			maa(t, h.sql(t, `UPDATE forsendelse SET slettet = akseptert WHERE id = '`+id.String()+`'`))
		},
		delivery.PaNyttSendes: func(t *testing.T, h *maskinhus, id uuid.UUID) {
			maa(t, h.sql(t, `UPDATE leveranse SET status = 'SENDES' WHERE kanal = 'FIKSIO'`))
		},
		delivery.PaNyttBrev: func(t *testing.T, h *maskinhus, id uuid.UUID) {
			maa(t, h.sql(t, `UPDATE forsendelse SET avvist = akseptert, tilstand = 'AVVIST_FAGSYSTEM' WHERE id = '`+id.String()+`'`))
		},
	} {
		t.Run(string(vil), func(t *testing.T) {
			h := nyttMaskinhus(t, bydel.KanalFiksio, true)
			id := h.send(t)
			gjor(t, h, id)
			m, satt, err := h.paNytt(h.admin(t), id, 1)
			maa(t, err)
			kan := vil == delivery.KanSendesPaNytt
			if kan {
				vil = delivery.PaNyttSendes // it now is
			}
			if satt != kan || m.SendPaNytt != vil {
				t.Errorf("%v, %s", satt, m.SendPaNytt)
			}
		})
	}
	t.Run("manual reception", func(t *testing.T) {
		h := nyttHus(t, mandag)
		if m, satt, err := h.paNytt(h.admin(t), h.send(t), 1); err != nil || satt || m.SendPaNytt != delivery.PaNyttManuelt {
			t.Errorf("%v %v %+v", satt, err, m)
		}
	})
}

// A letter that the supplier refused is sent again as a new letter.
func TestBrevSendesPaNytt(t *testing.T) {
	h := nyttHus(t, mandag)
	id := h.brevUte(t)
	h.svar(t, id, delivery.BrevAvvist, "IKKE_LEVERT", h.klokke.Naa())
	h.er(t, id, forsendelse.TilstandAvvistPrint, forsendelse.BevisOverlevert)
	m, satt, err := h.paNytt(h.admin(t), id, 1)
	maa(t, err)
	maa(t, h.s.Overlever(system(t), id))
	if !satt || len(h.trykkeri.sendt) != 2 || m.SendPaNytt != delivery.PaNyttSendes {
		t.Errorf("%v, %d letters, %s", satt, len(h.trykkeri.sendt), m.SendPaNytt)
	}
	h.er(t, id, forsendelse.TilstandSendtPrint, forsendelse.BevisOverlevert)
	if l := h.brevet(t, id); l.Status != leveranse.StatusOverlevert || l.EksternStatus != "" {
		t.Errorf("%s %q", l.Status, l.EksternStatus)
	}
}

// The case system has proven that it has the report, and then its own list misses it. It can be sent again, as the same parcel; no
// proof falls, no deadline opens, and it is not deleted before a list names it.
func TestBevistOgSavnetSendesPaNytt(t *testing.T) {
	h := nyttMaskinhus(t, bydel.KanalFiksio, true)
	id := h.send(t)
	frister := func() []string {
		alle, err := h.s.DB.Client().Frist.Query().Where(frist.ForsendelseID(id)).Order(frist.ByType()).All(system(t))
		maa(t, err)
		var ut []string
		for _, f := range alle {
			ut = append(ut, fmt.Sprint(f.Type, f.Forfall, f.Klarert != nil, f.Utlost != nil))
		}
		return ut
	}
	maa(t, h.sql(t, `UPDATE forsendelse SET bevis = 'LAGRET', tilstand = 'LEVERT', bevist = akseptert, avvist = NULL`))
	maa(t, h.sql(t, `UPDATE frist SET klarert = forfall WHERE forsendelse_id = '`+id.String()+`'`))
	if m, satt, err := h.paNytt(h.admin(t), id, 1); err != nil || satt || m.SendPaNytt != delivery.PaNyttBevist {
		t.Errorf("control: nobody misses it: %v %v %s", err, satt, m.SendPaNytt)
	}
	maa(t, h.sql(t, `UPDATE forsendelse SET savnet = akseptert`))
	for_ := frister()
	_, satt, err := h.paNytt(h.admin(t), id, 1)
	maa(t, err)
	maa(t, h.s.Overlever(system(t), id))
	if n := len(h.megler.sendt); !satt || n != 2 || !slices.Equal(h.megler.sendt[0].Data, h.megler.sendt[1].Data) {
		t.Errorf("%v, %d sent", satt, n)
	}
	h.er(t, id, forsendelse.TilstandLevert, forsendelse.BevisLagret)
	if etter := frister(); !slices.Equal(for_, etter) {
		t.Errorf("the deadlines were %v, and are %v", for_, etter)
	}
	if h.rad(t, id).Savnet == nil {
		t.Error("that it was sent again has settled what its list misses")
	}
	maa(t, h.sql(t, `UPDATE forsendelse SET bekreftet = savnet, bevis = 'REGISTRERT'`))
	if m, satt, err := h.paNytt(h.admin(t), id, 2); err != nil || satt || m.SendPaNytt != delivery.PaNyttBevist {
		t.Errorf("a person has answered for it since: %v %v %s", err, satt, m.SendPaNytt)
	}
}

// What the case system fetches itself it fetches again itself: nothing is said to be sent.
func TestBevistOgSavnetSomHentes(t *testing.T) {
	h := nyttMaskinhus(t, bydel.KanalFagsystem, true)
	id := h.send(t)
	maa(t, h.sql(t, `UPDATE forsendelse SET bevis = 'LAGRET', tilstand = 'LEVERT', bevist = akseptert, savnet = akseptert`))
	if m, satt, err := h.paNytt(h.admin(t), id, 1); err != nil || satt || m.SendPaNytt != delivery.PaNyttBevist {
		t.Errorf("%v %v %s", err, satt, m.SendPaNytt)
	}
}
