package server_test

import (
	"fmt"
	"reflect"
	"regexp"
	"strings"
	"sync"
	"testing"

	"github.com/google/uuid"

	"barnevernportalen/ent/dbtest"
	"barnevernportalen/ent/viewer"
)

// setninger are the statements a process has sent, each with its values.
type setninger struct {
	mu   sync.Mutex
	alle []string
}

func (s *setninger) hor(sql string, verdier []any) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for i, v := range verdier {
		if u, ok := v.(uuid.UUID); ok {
			verdier[i] = u.String()
		}
	}
	s.alle = append(s.alle, fmt.Sprintf("%s %v", sql, verdier))
}

func (s *setninger) ta() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	alle := s.alle
	s.alle = nil
	return alle
}

// A whole case through the whole gateway is three statements and three round trips: the session, the person's rights (of
// which a party of a case needs none, but they are read anew on every request), and the case with the line in its log. The
// second waits for the first, since a session's person is known only when it is opened. What is another's and what never
// was cost the same three, to the value, and give the same answer to the byte.
func TestEnSakErEnSetning(t *testing.T) {
	forst := nyttHus(t)
	vei := dbtest.NewProxy(t, forst.hus.dsn)
	var s setninger
	p := (&hus{dsn: vei.DSN(), dir: forst.hus.dir, signer: forst.hus.signer, setning: s.hor}).prosess(t)
	egen, _ := p.helIndeksert(t, pidMelder)
	andres, _ := p.helIndeksert(t, pidFremmed)
	mor := p.okt(t, pidMelder, viewer.NivaHoyt)
	p.kjor(t, mor, dokMappe, map[string]any{"id": egen}) // once, to be prepared

	spor := func(id string) (svar, []string) {
		t.Helper()
		s.ta()
		runder := vei.Rounds()
		svar := p.kjor(t, mor, dokMappe, map[string]any{"id": id})
		alle := s.ta()
		if n := vei.Rounds() - runder; n != 3 || len(alle) != 3 {
			t.Fatalf("%d round trips, %d statements:\n%s", n, len(alle), strings.Join(alle, "\n"))
		}
		for i, hva := range []string{`FROM "sesjon"`, `FROM "tilgang"`, `INSERT INTO innsynslogg`} {
			if !strings.Contains(alle[i], hva) {
				t.Errorf("statement %d is %s", i, alle[i])
			}
			alle[i] = strings.ReplaceAll(alle[i], id, "the id")
		}
		return svar, alle
	}
	svar, vil := spor(egen)
	poster, _ := svar.les("data", "mappe", "journalposter", "edges").([]any)
	if d := len(regexp.MustCompile(`"filnavn"`).FindAll(svar.raw, -1)); len(poster) != sakPoster || d != sakPoster*sakDokumenter {
		t.Fatalf("%d entries, %d documents", len(poster), d)
	}
	skjult, fikk := spor(andres)
	aldri, fikk2 := spor(uuid.NewString())
	if !reflect.DeepEqual(fikk, vil) || !reflect.DeepEqual(fikk2, vil) {
		t.Errorf("one's own:\n%s\nanother's:\n%s\nnever was:\n%s", strings.Join(vil, "\n"), strings.Join(fikk, "\n"), strings.Join(fikk2, "\n"))
	}
	if string(skjult.raw) != string(aldri.raw) || skjult.status != aldri.status || skjult.les("data", "mappe") != nil {
		t.Errorf("told apart: %s %s", skjult.raw, aldri.raw)
	}
}
