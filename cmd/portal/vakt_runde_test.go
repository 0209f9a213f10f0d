package main

import (
	"context"
	"crypto/ed25519"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/ent"
	"barnevernportalen/ent/dbtest"
)

// What is done to the database between two rounds is found in the second, and not an hour later: the heartbeat stops, and the metrics
// say why. When it is put right the heart beats again. Checkpoints are written each hour only.
func TestVaktSerHvertMinutt(t *testing.T) {
	var slag atomic.Int64
	utenfor := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { slag.Add(1) }))
	defer utenfor.Close()
	dsn := dbtest.DSN(t)
	les, err := ent.OpenReadOnly(t.Context(), dsn)
	if err != nil {
		t.Fatal(err)
	}
	defer les.Close()
	_, key, err := ed25519.GenerateKey(nil)
	if err != nil {
		t.Fatal(err)
	}
	mappe := t.TempDir()
	v := &vakt{oppsett: vaktOppsett{hjerteslag: utenfor.URL, mappe: mappe}, les: les, key: key, klokke: time.Now, log: slog.New(slog.DiscardHandler),
		trygg: func(context.Context) error { return nil }}
	metrikk := func() string {
		w := httptest.NewRecorder()
		v.ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/metrics", nil))
		return w.Body.String()
	}
	bydel, vil := uuid.New(), int64(0)
	for _, r := range []struct {
		hva, sql string
		iOrden   bool
	}{
		{"all is well", "", true},
		{"a row of the log is deleted", `SET session_replication_role = replica;
			INSERT INTO hendelsekjede (bydel_id, nr, hendelse_id, hash) VALUES ('` + bydel.String() + `', 1, 4711, sha256('x'))`, false},
		{"it is put back", `SET session_replication_role = replica; DELETE FROM hendelsekjede`, true},
		{"and all is well", "", true},
	} {
		if r.sql != "" {
			if err := dbtest.Exec(t.Context(), dsn, r.sql); err != nil {
				t.Fatal(err)
			}
		}
		v.enRunde(t.Context())
		if r.iOrden {
			vil++
		}
		if slag.Load() != vil || r.iOrden != strings.Contains(metrikk(), "\nbarnevernportalen_findings 0\n") {
			t.Errorf("%s: %d heartbeats, want %d\n%s", r.hva, slag.Load(), vil, metrikk())
		}
	}
	if filer, err := os.ReadDir(mappe); err != nil || len(filer) != 0 {
		t.Errorf("%d checkpoints of an empty ledger: %v", len(filer), err)
	}
	// The control: a ledger so large that it is not looked through each minute. What is found then is found within the hour.
	sist := *v.sist.Load()
	sist.fullTok = fullRask + 1
	v.sist.Store(&sist)
	if err := dbtest.Exec(t.Context(), dsn, `SET session_replication_role = replica;
		INSERT INTO hendelsekjede (bydel_id, nr, hendelse_id, hash) VALUES ('`+bydel.String()+`', 1, 4711, sha256('x'))`); err != nil {
		t.Fatal(err)
	}
	if v.enRunde(t.Context()); slag.Load() != vil+1 {
		t.Error("it was looked through all the same")
	}
	sist.punkt = time.Now().Add(-fullHver)
	v.sist.Store(&sist)
	if v.enRunde(t.Context()); slag.Load() != vil+1 {
		t.Error("an hour has gone, and nothing was found")
	}
}
