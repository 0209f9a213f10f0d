package innsyn_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/ent"
	"barnevernportalen/ent/dbtest"
	"barnevernportalen/ent/viewer"
	"barnevernportalen/innsyn"
)

// 2 000 random interleavings on real PostgreSQL (200 with -short): acts that go at once, through the room's own functions, each
// as who does it. What came of them must be what some order of them gives, by the model: answers, rows and history.
func TestSamtykkeFlettetIDatabasen(t *testing.T) {
	antall := 2000
	if testing.Short() {
		antall = 200
	}
	h := nyttHus(t)
	frø := uint64(time.Now().UnixNano())
	begynte, samtidige := time.Now(), atomic.Int64{}
	var vent sync.WaitGroup
	neste := atomic.Int64{}
	for w := range 8 {
		vent.Go(func() {
			r := rand.New(rand.NewPCG(frø, uint64(w)))
			// A room of its own on the same database: the clock is each one's own.
			egen := &hus{Service: &innsyn.Service{DB: h.DB, Vault: h.Vault, Person: h.Person, Log: h.Log}, dsn: h.dsn, logg: h.logg}
			for !t.Failed() && neste.Add(1) <= int64(antall) {
				n, feil := egen.lopSamtidig(t, r)
				samtidige.Add(int64(n))
				if feil != "" {
					t.Errorf("seed %d, runner %d: %s", frø, w, feil)
				}
			}
		})
	}
	vent.Wait()
	t.Logf("%d interleavings of %d acts in %s (seed %d)", antall, samtidige.Load(), time.Since(begynte).Round(time.Millisecond), frø)
}

var loperne = []string{fnrMor, fnrFar, fnrBarn}

// lopSamtidig runs one consent: a round of acts at once, and one more. It returns how many acts and what nothing explains.
func (h *hus) lopSamtidig(t *testing.T, r *rand.Rand) (antall int, feil string) {
	parter := 1 + r.IntN(3)
	var idag atomic.Pointer[string]
	m := nyModell(parter)
	idag.Store(&m.idag)
	h.Klokke = func() time.Time { return dag(t, *idag.Load()).Slutt().Add(-12 * time.Hour) }
	n := innsyn.NyttSamtykke{Kommunenummer: "4601", Navn: "S", Akseptfrist: dag(t, m.frist), SluttDato: dagen(t, m.slutt), Saksbehandler: saksbehandler}
	for i := range parter {
		n.Personer = append(n.Personer, innsyn.NyPart{Fodselsnummer: loperne[i], Navn: "N", HarTilgang: true})
	}
	id, _, err := h.OpprettSamtykke(samtykkemaskin(t, "4601"), n)
	if err != nil {
		return 0, err.Error()
	}
	for range 2 {
		var alle []gjort
		var forrige []handling
		for range 2 + r.IntN(3) {
			en := tilfeldig(r, parter, forrige)
			forrige = append(forrige, en)
			alle = append(alle, gjort{h: en})
		}
		antall += len(alle)
		var vent sync.WaitGroup
		var feilene [8]error
		start := make(chan struct{})
		for i := range alle {
			vent.Go(func() {
				<-start
				alle[i].svar, feilene[i] = h.gjor(t, id, alle[i].h, &idag)
			})
		}
		close(start)
		vent.Wait()
		if err := errors.Join(feilene[:]...); err != nil {
			return antall, fmt.Sprintf("%+v: %v", alle, err)
		}
		naa, err := h.lesModell(t, id, *idag.Load())
		if err != nil {
			return antall, err.Error()
		}
		if !forklares(m, alle, *naa) {
			return antall, fmt.Sprintf("from %+v\nthese acts %+v\ngave %+v", *m, alle, *naa)
		}
		m = naa
	}
	return antall, ""
}

// gjor does one act as who does it; the answer as the model spells it.
func (h *hus) gjor(t *testing.T, id uuid.UUID, en handling, idag *atomic.Pointer[string]) (string, error) {
	maskin := samtykkemaskin(t, "4601")
	var u *innsyn.Samtykkeutfall
	var err error
	switch en.slag {
	case "klokke":
		for {
			for0 := *idag.Load()
			ny, p := max(for0, en.dag), idag.Load()
			if *p == for0 && idag.CompareAndSwap(p, &ny) {
				return "", nil
			}
		}
	case "svar":
		_, hindring, err := h.BesvarSamtykke(h.som(t, loperne[en.part]), id, en.til)
		if errors.Is(err, ent.ErrIkkeFunnet) {
			return "IKKE_FUNNET", nil
		}
		return string(hindring), err
	case "paa vegne":
		u, err = h.OppdaterSamtykkeForPart(maskin, id, loperne[en.part], en.til, nil, saksbehandler)
	case "datoer":
		u, err = h.EndreSamtykke(maskin, id, dag(t, en.frist), dagen(t, en.slutt), saksbehandler)
	case "tilgang":
		u, err = h.EndreTilgangForPart(maskin, id, loperne[en.part], en.tilgang)
	case "invalider":
		u, err = h.InvaliderSamtykke(maskin, id, "", saksbehandler)
	}
	if err != nil || u.Hindring == nil {
		return "", err
	}
	return string(*u.Hindring), nil
}

// lesModell is the consent as it is stored.
func (h *hus) lesModell(t *testing.T, id uuid.UUID, idag string) (*modell, error) {
	s, err := h.HentSamtykke(samtykkemaskin(t, "4601"), id)
	if err != nil {
		return nil, err
	}
	m := &modell{frist: s.Akseptfrist.String(), slutt: s.SluttDato.String(), invalidert: s.Invalidert != nil, idag: idag}
	for _, p := range s.Personer {
		m.svar, m.tilgang = append(m.svar, p.Svar), append(m.tilgang, p.HarTilgang)
	}
	linjer, err := h.FagSamtykkehistorikk(samtykkemaskin(t, "4601"), id)
	if err != nil {
		return nil, err
	}
	for i, l := range linjer {
		if l.Sekvensnummer != i+1 {
			return nil, fmt.Errorf("line %d has number %d", i+1, l.Sekvensnummer)
		}
		linje := string(l.Type)
		if l.Fodselsnummer != nil {
			linje += fmt.Sprintf(" %d", slices.Index(loperne, *l.Fodselsnummer))
		}
		if l.TilSvar != nil {
			linje += fmt.Sprintf(" %s→%s", *l.FraSvar, *l.TilSvar)
		}
		m.linjer = append(m.linjer, linje)
	}
	return m, nil
}

// The controls of the above: it is the lock that makes it so, and the database refuses what the program would not do.
func TestSamtykkeVernetIDatabasen(t *testing.T) {
	h := nyttHus(t)
	h.settKlokke("2026-11-22T10:00:00Z")
	id := h.opprett(t, nyttSamtykke(t))
	h.besvar(t, fnrMor, id, innsyn.SvarSamtykket)
	// The answers that the model would have to explain, without one of them: it cannot.
	m, _ := h.lesModell(t, id, "2026-11-22")
	gitt := gjort{h: handling{slag: "svar", til: innsyn.SvarSamtykket}}
	if !forklares(nyModell(2), []gjort{gitt}, *m) || forklares(nyModell(2), []gjort{gitt, {h: handling{slag: "svar", part: 1, til: innsyn.SvarSamtykket}}}, *m) {
		t.Error("a lost answer is not seen")
	}
	_, err := h.InvaliderSamtykke(samtykkemaskin(t, "4601"), id, "", saksbehandler)
	maa(t, err)
	for navn, sql := range map[string]string{
		"an answer after the end":   `UPDATE samtykkepart SET svar = 'TRUKKET', svar_dato = now() WHERE samtykke_id = $1 AND nr = 0`,
		"alive again":               `UPDATE samtykke SET invalidert = NULL WHERE id = $1`,
		"another time":              `UPDATE samtykke SET invalidert = now() WHERE id = $1`,
		"a date after the end":      `UPDATE samtykke SET akseptfrist = '2030-01-01' WHERE id = $1`,
		"another kommune's":         `UPDATE samtykke SET kommunenummer = '0301' WHERE id = $1`,
		"a gap":                     `UPDATE samtykke SET hendelser = hendelser + 2 WHERE id = $1`,
		"history rewritten":         `UPDATE samtykkehendelse SET til_svar = 'TRUKKET' WHERE samtykke_id = $1`,
		"history deleted":           `DELETE FROM samtykkehendelse WHERE samtykke_id = $1`,
		"a party deleted":           `DELETE FROM samtykkepart WHERE samtykke_id = $1`,
		"the consent deleted":       `DELETE FROM samtykke WHERE id = $1`,
		"a party moved":             `UPDATE samtykkepart SET nr = 7 WHERE samtykke_id = $1 AND nr = 0`,
		"an answer without its day": `UPDATE samtykkepart SET svar_dato = NULL WHERE samtykke_id = $1 AND nr = 0`,
		"a line out of order": `INSERT INTO samtykkehendelse (samtykke_id, kommunenummer, sekvensnummer, type, tidspunkt, aktor, integrasjon_id, innhold)
			SELECT samtykke_id, kommunenummer, 9, type, tidspunkt, aktor, integrasjon_id, innhold FROM samtykkehendelse WHERE samtykke_id = $1 AND sekvensnummer = 1`,
		"the same number twice": `INSERT INTO samtykkehendelse (samtykke_id, kommunenummer, sekvensnummer, type, tidspunkt, aktor, integrasjon_id, innhold)
			SELECT samtykke_id, kommunenummer, 1, type, tidspunkt, aktor, integrasjon_id, innhold FROM samtykkehendelse WHERE samtykke_id = $1 AND sekvensnummer = 1`,
	} {
		if err := dbtest.Exec(t.Context(), h.dsn, sql, id); err == nil || !strings.Contains(err.Error(), "SQLSTATE 23") {
			t.Errorf("%s: %v", navn, err)
		}
	}
}

// What a rule shows: a person her own row, at the high level, and no other's; a case system its kommuner.
func TestSamtykkeRegler(t *testing.T) {
	h := nyttHus(t)
	id := h.opprett(t, nyttSamtykke(t))
	lav := viewer.With(t.Context(), viewer.Innbygger{Person: h.Person(fnrMor), Niva: viewer.NivaBetydelig})
	for navn, c := range map[string]struct {
		ctx                       context.Context
		samtykker, parter, linjer int
	}{
		"mor": {h.som(t, fnrMor), 1, 1, 1}, "a stranger": {h.som(t, fnrFremmed), 0, 0, 0}, "mor at the lower level": {lav, -1, -1, -1},
		"the kommune": {samtykkemaskin(t, "4601"), 1, 2, 1}, "another": {samtykkemaskin(t, "0301"), 0, 0, 0}, "who indexes": {maskin(t, bergensk, "4601"), 0, 0, 0},
		"background work": {system(t), -1, -1, -1}, "an administrator": {admin(t, h), -1, -1, -1}, "nobody": {t.Context(), -1, -1, -1},
	} {
		tell := func(n int, err error) int {
			if err != nil {
				return -1
			}
			return n
		}
		cl := h.DB.Client()
		s, p, l := tell(cl.Samtykke.Query().Count(c.ctx)), tell(cl.Samtykkepart.Query().Count(c.ctx)), tell(cl.Samtykkehendelse.Query().Count(c.ctx))
		if s != c.samtykker || p != c.parter || l != c.linjer {
			t.Errorf("%s sees %d consents, %d parties, %d lines", navn, s, p, l)
		}
	}
	// She cannot write another's answer, nor her own access, nor the dates; a machine cannot write as a person.
	cl := h.DB.Client()
	if n, err := cl.Samtykkepart.Update().SetSvar(innsyn.SvarSamtykket).SetSvarDato(time.Now()).Save(h.som(t, fnrMor)); err != nil || n != 1 {
		t.Errorf("mor answers for %d: %v", n, err)
	}
	for navn, err := range map[string]error{
		"her access":  cl.Samtykkepart.Update().SetHarTilgang(true).Exec(h.som(t, fnrMor)),
		"the dates":   cl.Samtykke.Update().SetAkseptfrist(time.Now()).Exec(h.som(t, fnrMor)),
		"the content": cl.Samtykke.Update().SetInnhold([]byte("x")).Exec(h.som(t, fnrMor)),
		"a number":    cl.Samtykkepart.Update().SetEier(h.Person(fnrFremmed).ID).Exec(samtykkemaskin(t, "4601")),
		"as a person": cl.Samtykkehendelse.Create().SetSamtykkeID(id).SetKommunenummer("4601").SetSekvensnummer(2).SetType("OPPRETTET").
			SetTidspunkt(time.Now()).SetAktor("INNBYGGER").SetInnhold([]byte("x")).Exec(samtykkemaskin(t, "4601")),
	} {
		if err == nil {
			t.Errorf("%s is written", navn)
		}
	}
	for navn, n := range map[string]func() (int, error){
		"another kommune's": func() (int, error) {
			return cl.Samtykke.Update().SetAkseptfrist(time.Now()).Save(samtykkemaskin(t, "0301"))
		},
		"with the right to index": func() (int, error) {
			return cl.Samtykkepart.Update().SetSvar(innsyn.SvarTrukket).Save(maskin(t, bergensk, "4601"))
		},
		"a stranger": func() (int, error) {
			return cl.Samtykkepart.Update().SetSvar(innsyn.SvarTrukket).Save(h.som(t, fnrFremmed))
		},
	} {
		if n, err := n(); err == nil && n != 0 {
			t.Errorf("%s: %d rows", navn, n)
		}
	}
}
