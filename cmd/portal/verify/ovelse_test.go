package verify_test

import (
	"context"
	"crypto/ed25519"
	"database/sql"
	"encoding/hex"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"barnevernportalen/cmd/portal/verify"
	"barnevernportalen/delivery"
	"barnevernportalen/ent"
	"barnevernportalen/ent/viewer"
)

// The drill of docs/drift.md, walked on a real server: a base backup is taken while reports come in, more come after it, the disk
// is gone, the backup is restored on another machine, and verify and the receiver's own list say what was lost, report by report.
// (The backup is made by PostgreSQL's own protocol, as pg_basebackup does it; its client is not where our own server is.)
func TestOvelseSikkerhetskopiErEldreEnnSisteKvittering(t *testing.T) {
	ctx := t.Context()
	rot := t.TempDir()
	server := startServer(t, filepath.Join(rot, "gammel"))
	maa(t, server.EnsureDatabase(ctx, "portal"))
	dsn := server.DSN("portal")
	maa(t, ent.Migrate(ctx, dsn))
	h := hovedbokPaa(t, dsn)
	pub, key, err := ed25519.GenerateKey(nil)
	maa(t, err)
	annetsteds := filepath.Join(rot, "annetsteds") // where checkpoints are copied
	maa(t, verify.Mappe(annetsteds))

	// 1. The backup, while reports come in.
	for range 3 {
		h.send(t, 0)
	}
	h.sjekkpunkt(t, annetsteds, pub, key)
	kopi := filepath.Join(rot, "ny")
	underveis := grunnkopi(t, dsn, filepath.Join(rot, "gammel", "cluster"), filepath.Join(kopi, "cluster"), func() uuid.UUID { return h.send(t, 0) })
	bekreftet := h.send(t, 1) // before the end of it or not, it has a receipt

	// 2. Receipts after it; the receiver fetches and keeps them.
	tapt := []uuid.UUID{bekreftet, h.send(t, 0), h.send(t, 0)}
	h.sjekkpunkt(t, annetsteds, pub, key)
	holdt := h.holdes(t, "0301")
	h.db.Close()

	// 3. The disk is gone.
	maa(t, server.Stop(context.WithoutCancel(ctx)))
	maa(t, os.RemoveAll(filepath.Join(rot, "gammel")))

	// 4. Restored: the server replays its log to a whole state.
	ny := startServer(t, kopi)
	les := &hovedbok{dsn: ny.DSN("portal"), naa: h.naa.Add(time.Minute)}
	if r := les.se(t); len(r.Funn) > 0 || r.Uredegjort != 0 || r.Akseptert != 4 {
		t.Fatalf("the backup is not whole: %d accepted\n%s", r.Akseptert, funnene(r))
	}

	// 5. Against the checkpoints: what the backup lacks is named. The control is the line above: without them nothing is.
	punkter, err := verify.Les(annetsteds, pub)
	maa(t, err)
	r := les.se(t, punkter...)
	for _, nummer := range []string{"0301-00: BEKYMRINGSMELDING nr. 5 er borte", "0301-00: BEKYMRINGSMELDING nr. 6 er borte", "4601-00: BEKYMRINGSMELDING nr. 1 er borte"} {
		if !strings.Contains(funnene(r), "mottaker "+nummer) {
			t.Errorf("not named: %s", nummer)
		}
	}
	if strings.Contains(funnene(r), "nr. 4 er borte: det var gitt") {
		t.Error("named, and in the backup")
	}
	t.Logf("against the checkpoints:\n%s", funnene(r))

	// 6. And the receiver's list names them one by one, and says of the rest that it is right.
	db, err := ent.Open(ctx, ent.Config{DSN: les.dsn, UnsafeForTests: true})
	maa(t, err)
	defer db.Close()
	h.s.DB = db
	sys := viewer.With(ctx, viewer.System{Oppgave: "avstem"})
	ut, feil, err := h.s.Avstem(sys, delivery.Avstem{Kommunenummer: "0301", Bydelsnummer: "00", FraNr: 1, TilNr: len(holdt), Holdt: holdt})
	if err != nil || feil != nil {
		t.Fatal(feil, err)
	}
	ukjent := map[uuid.UUID]int{}
	for _, a := range ut.Avvik {
		if a.Slag == delivery.AvvikUkjent {
			ukjent[a.ID] = a.Nr
		}
	}
	t.Logf("the receiver's list: %d sent, %d held, unknown here %v", ut.Sendt, ut.Holdt, ukjent)
	if ukjent[tapt[1]] != 5 || ukjent[tapt[2]] != 6 || len(ukjent) != 2 || ukjent[underveis] != 0 {
		t.Errorf("named %v", ukjent)
	}
	db.Close()
	maa(t, ny.Stop(context.WithoutCancel(ctx)))
}

func startServer(t *testing.T, dir string) *ent.Private {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Minute)
	defer cancel()
	p, err := ent.StartPrivate(ctx, ent.PrivateConfig{DataDir: dir})
	maa(t, err)
	t.Cleanup(func() { _ = p.Stop(context.Background()) })
	return p
}

// grunnkopi copies a running server's files as pg_basebackup does, and lets something be written meanwhile.
func grunnkopi(t *testing.T, dsn, fra, til string, under func() uuid.UUID) uuid.UUID {
	t.Helper()
	ctx := t.Context()
	conn, err := pgx.Connect(ctx, dsn)
	maa(t, err)
	defer func() { _ = conn.Close(context.Background()) }()
	_, err = conn.Exec(ctx, `SELECT pg_backup_start('ovelse', true)`)
	maa(t, err)
	maa(t, os.MkdirAll(filepath.Dir(til), 0o700))
	kopier(t, fra, til, func(navn string) bool { return navn == "pg_wal" || strings.HasPrefix(navn, "postmaster.") })
	id := under()
	var merke string
	maa(t, conn.QueryRow(ctx, `SELECT labelfile FROM pg_backup_stop(false)`).Scan(&merke))
	kopier(t, filepath.Join(fra, "pg_wal"), filepath.Join(til, "pg_wal"), func(string) bool { return false })
	maa(t, os.WriteFile(filepath.Join(til, "backup_label"), []byte(merke), 0o600))
	return id
}

// kopier copies a folder. A file that goes while it is copied is replayed from the log.
func kopier(t *testing.T, fra, til string, uten func(navn string) bool) {
	t.Helper()
	maa(t, filepath.WalkDir(fra, func(sti string, d fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(fra, sti)
		if err != nil {
			return err
		}
		if rel != "." && uten(rel) {
			if !d.IsDir() {
				return nil
			}
			if err := os.MkdirAll(filepath.Join(til, rel), 0o700); err != nil {
				return err
			}
			return fs.SkipDir
		}
		if d.IsDir() {
			return os.MkdirAll(filepath.Join(til, rel), 0o700)
		}
		b, err := os.ReadFile(sti)
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		return errors.Join(err, os.WriteFile(filepath.Join(til, rel), b, 0o600))
	}))
}

// sjekkpunkt writes one, as the watch does each hour.
func (h *hovedbok) sjekkpunkt(t *testing.T, dir string, pub ed25519.PublicKey, key ed25519.PrivateKey) {
	t.Helper()
	for_, err := verify.Les(dir, pub)
	maa(t, err)
	les, err := ent.OpenReadOnly(t.Context(), h.dsn)
	maa(t, err)
	defer les.Close()
	maa(t, les.Snapshot(t.Context(), func(tx *sql.Tx) error {
		s, err := verify.Lag(t.Context(), tx, for_, h.naa)
		if err == nil {
			_, err = verify.Skriv(dir, s, key)
		}
		return err
	}))
}

// holdes is everything that a receiver has been sent, as it would name it.
func (h *hovedbok) holdes(t *testing.T, kommune string) []delivery.Holdt {
	t.Helper()
	var ut []delivery.Holdt
	for _, f := range h.db.Client().Forsendelse.Query().WithBydel().AllX(system(t)) {
		if f.Edges.Bydel.KommuneID == kommune {
			ut = append(ut, delivery.Holdt{ID: f.ID, Nr: int(f.Nr), Sha256: hex.EncodeToString(f.Sha256)})
		}
	}
	return ut
}
