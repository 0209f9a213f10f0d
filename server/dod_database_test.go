package server_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/google/uuid"

	"barnevernportalen/ent/dbtest"
	"barnevernportalen/ent/viewer"
)

// What a person sees when the database dies under her hands: that nothing was stored, or that nobody knows, and that she
// may try again; never a receipt and never a detail. When it is back, the same form gives the one receipt.
func TestDodDatabaseOverHTTP(t *testing.T) {
	p := nyttHus(t)
	// A second process of the same installation, on a way to the database that can be cut.
	proxy := dbtest.NewProxy(t, p.hus.dsn)
	by := *p.hus
	by.dsn = proxy.DSN()
	q := by.prosess(t)
	kake := q.okt(t, pidMelder, viewer.NivaBetydelig)
	input := func() map[string]any {
		return map[string]any{"input": map[string]any{
			"klientnokkel": uuid.NewString(), "kommunenummer": "4601", "barn": []any{map[string]any{"personnavn": "Lillebror Kanariprøvesen", "adressevalg": "UKJENT"}},
			"melding": "Kanarimeldingen.",
		}}
	}
	for name, c := range map[string]struct {
		dies string // at which statement; "": before we ask
		fate dbtest.Fate
		kode string
	}{
		"before":                          {"", dbtest.Arrives, "UTILGJENGELIG"},
		"in the midst":                    {"begin", dbtest.LostOnTheWayBack, "UTILGJENGELIG"},
		"at the commit, nothing stored":   {"commit", dbtest.LostOnTheWay, "UVISST"},
		"at the commit, all of it stored": {"commit", dbtest.LostOnTheWayBack, "UVISST"},
	} {
		t.Run(name, func(t *testing.T) {
			if proxy.Lose(c.dies, c.fate, proxy.Cut); c.dies == "" {
				proxy.Cut()
			}
			in := input()
			s := q.kjor(t, kake, dokSend, in)
			utenDetaljer(t, s, c.kode)
			if s.les("data", "sendPrivatBekymringsmelding", "bekymringsmelding") != nil {
				t.Errorf("a receipt: %s", s.raw)
			}
			utenDetaljer(t, q.kjor(t, kake, dokMine, nil), "UTILGJENGELIG")
			if got := q.helse(t); got != http.StatusServiceUnavailable {
				t.Errorf("/helse: %d", got)
			}

			proxy.Mend()
			if got := q.helse(t); got != http.StatusOK {
				t.Errorf("/helse, when it is back: %d", got)
			}
			again := q.kjor(t, kake, dokSend, in)
			if again.les("data", "sendPrivatBekymringsmelding", "bekymringsmelding", "id") == nil {
				t.Fatalf("sent again: %s", again.raw)
			}
			third := q.kjor(t, kake, dokSend, in)
			if string(third.raw) != string(again.raw) {
				t.Errorf("two receipts for one form: %s and %s", again.raw, third.raw)
			}
		})
	}
	if log := q.logg.String(); strings.Contains(log, "Kanari") {
		t.Error("the log holds what was typed")
	}
}

func (p *port) helse(t testing.TB) int {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, p.url+"/helse", nil)
	maa(t, err)
	s := gjor(t, r)
	if len(s.raw) > 0 {
		t.Errorf("/helse says more than yes or no: %s", s.raw)
	}
	return s.status
}

// utenDetaljer: the code, and nothing of what lies behind it. Where not even the session can be read, the answer is the
// gateway's own and no GraphQL.
func utenDetaljer(t testing.TB, s svar, kode string) {
	t.Helper()
	own, _ := s.les("kode").(string)
	if s.kode() != kode && (s.status != http.StatusServiceUnavailable || own != kode) {
		t.Errorf("status %d, %s", s.status, s.raw)
	}
	for _, detail := range []string{"Kanari", "sock", "SQL", "connect", "EOF", "commit", "/tmp", "portal@", "vei"} {
		if strings.Contains(string(s.raw), detail) {
			t.Errorf("the answer tells of %q: %s", detail, s.raw)
		}
	}
}
