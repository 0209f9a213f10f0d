package verify_test

import (
	"context"
	"crypto/ed25519"
	"database/sql"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"barnevernportalen/cmd/portal/verify"
	"barnevernportalen/ent"
)

// What the sender has written is right by other eyes too, and nothing is unaccounted.
func TestEnHovedbokSomErIOrden(t *testing.T) {
	h := liv(t)
	r := h.se(t)
	if len(r.Funn) > 0 {
		t.Fatalf("found:\n%s", funnene(r))
	}
	if r.Akseptert != 32 || r.Bevist != 8 || r.Underveis != 8 || r.Eskalert != 16 || r.Uredegjort != 0 {
		t.Errorf("%+v", r.Regnskap)
	}
	if len(r.Hoder) != 2 || r.Hendelser < 32*2 {
		t.Errorf("%d heads, %d hendelser", len(r.Hoder), r.Hendelser)
	}
}

// Whoever holds the reader's connection cannot write with it, not even by asking for it.
func TestLeserenSkriverIkke(t *testing.T) {
	h := nyHovedbok(t)
	les, err := ent.OpenReadOnly(t.Context(), h.dsn)
	maa(t, err)
	defer les.Close()
	if !les.EgenRolle {
		t.Fatal("no role of its own")
	}
	for _, forsok := range []string{
		"INSERT INTO alarm (id, slag, tidspunkt) VALUES (gen_random_uuid(), 'BREV_MANGLER', now())",
		"SET TRANSACTION READ WRITE; UPDATE bydel SET navn = 'x'", "SELECT innhold FROM sesjon",
	} {
		err := les.Snapshot(t.Context(), func(tx *sql.Tx) error {
			_, err := tx.ExecContext(t.Context(), forsok)
			return err
		})
		if err == nil {
			t.Errorf("allowed: %s", forsok)
		}
	}
}

// inngrep is one thing that whoever owns the database may do. It returns the row that verify must name.
type inngrep struct {
	hva    string
	rad    string // picks the row: its id as text
	gjor   string // with $1
	tabell string
}

var inngrepene = []inngrep{
	{"change a hendelse", "SELECT id::text FROM hendelse", "UPDATE hendelse SET tidspunkt = tidspunkt + interval '1 hour' WHERE id::text = $1", "hendelse"},
	{"change what a hendelse says", "SELECT id::text FROM hendelse", "UPDATE hendelse SET slag = 'APNET', detalj = 'x' WHERE id::text = $1", "hendelse"},
	{"delete a hendelse", "SELECT id::text FROM hendelse", "DELETE FROM hendelse WHERE id::text = $1", "hendelse"},
	{"put a hendelse outside the chain", "SELECT max(id)::text FROM hendelse", "UPDATE hendelsekjede SET hendelse_id = -1 WHERE hendelse_id::text = $1", "hendelse"},
	{"change a number", "SELECT id::text FROM forsendelse", "UPDATE forsendelse SET nr = nr + 1000 WHERE id::text = $1", "forsendelse"},
	{"change when it was accepted", "SELECT id::text FROM forsendelse", "UPDATE forsendelse SET akseptert = akseptert + interval '1 s' WHERE id::text = $1", "forsendelse"},
	{"say that it is proven", "SELECT id::text FROM forsendelse WHERE bevis <> 'REGISTRERT'", "UPDATE forsendelse SET bevis = 'LAGRET', bevist = now(), tilstand = 'LEVERT' WHERE id::text = $1", "forsendelse"},
	{"say that a person confirmed it", "SELECT id::text FROM forsendelse WHERE bevis <> 'REGISTRERT'", "UPDATE forsendelse SET bevis = 'REGISTRERT', bekreftet = now(), bevist = now() WHERE id::text = $1", "forsendelse"},
	{"say that it is further on", "SELECT id::text FROM forsendelse WHERE tilstand <> 'LEVERT'", "UPDATE forsendelse SET tilstand = 'LEVERT' WHERE id::text = $1", "forsendelse"},
	{"delete a forsendelse", "SELECT id::text FROM forsendelse", "DELETE FROM forsendelse WHERE id::text = $1", "forsendelse"},
	{"give a report to another", "SELECT id::text FROM bekymringsmelding", "UPDATE bekymringsmelding SET melder_id = sha256('x') WHERE id::text = $1", "bekymringsmelding"},
	{"delete a report", "SELECT id::text FROM bekymringsmelding", "DELETE FROM bekymringsmelding WHERE id::text = $1", "bekymringsmelding"},
	{"put other ciphertext in", "SELECT id::text FROM pakke", "UPDATE pakke SET innhold = innhold || 'x'::bytea WHERE id::text = $1", "pakke"},
	{"put other ciphertext in, and its hash", "SELECT id::text FROM pakke", "UPDATE pakke SET innhold = 'x', sha256 = sha256('x'), storrelse = 1 WHERE id::text = $1", "pakke"},
	{"delete ciphertext", "SELECT id::text FROM pakke", "UPDATE pakke SET innhold = NULL WHERE id::text = $1", "pakke"},
	{"delete a parcel", "SELECT id::text FROM pakke", "DELETE FROM pakke WHERE id::text = $1", "pakke"},
	{"delete a deadline", "SELECT id::text FROM frist WHERE type NOT IN ('PRINTSVAR', 'AVVIST_PRINT', 'UKENTLIG')", "DELETE FROM frist WHERE id::text = $1", "frist"},
	{"delete the weekly deadline", "SELECT forsendelse_id::text FROM frist WHERE type = 'UKENTLIG'", "DELETE FROM frist WHERE type = 'UKENTLIG' AND forsendelse_id::text = $1", "forsendelse"},
	{"put a deadline off", "SELECT id::text FROM frist WHERE type NOT IN ('PRINTSVAR', 'AVVIST_PRINT')", "UPDATE frist SET forfall = forfall + interval '90 days' WHERE id::text = $1", "frist"},
	{"clear a deadline", "SELECT t.id::text FROM frist t JOIN forsendelse f ON f.id = t.forsendelse_id WHERE f.bevis <> 'REGISTRERT' AND t.type NOT IN ('PRINTSVAR', 'AVVIST_PRINT')", "UPDATE frist SET klarert = now() WHERE id::text = $1", "frist"},
	{"say that a deadline has fired", "SELECT id::text FROM frist WHERE utlost IS NULL AND type NOT IN ('PRINTSVAR', 'AVVIST_PRINT')", "UPDATE frist SET utlost = now() WHERE id::text = $1", "frist"},
	{"say that a deadline has not fired", "SELECT id::text FROM frist WHERE utlost IS NOT NULL AND type NOT IN ('PRINTSVAR', 'AVVIST_PRINT')", "UPDATE frist SET utlost = NULL WHERE id::text = $1", "frist"},
	{"call every delivery off", "SELECT id::text FROM forsendelse WHERE tilstand = 'SENDT_FAGSYSTEM'", "UPDATE leveranse SET status = 'AVLYST' WHERE forsendelse_id::text = $1", "forsendelse"},
	{"put the weekly deadline off", "SELECT id::text FROM frist WHERE type = 'UKENTLIG'", "UPDATE frist SET forfall = forfall + interval '1 hour' WHERE id::text = $1", "frist"},
	{"put the letter's deadline off", "SELECT id::text FROM frist WHERE type = 'PRINTSVAR' AND klarert IS NULL", "UPDATE frist SET forfall = forfall + interval '90 days' WHERE id::text = $1", "frist"},
	{"delete the letter's deadline", "SELECT forsendelse_id::text FROM frist WHERE type = 'PRINTSVAR'", "DELETE FROM frist WHERE type = 'PRINTSVAR' AND forsendelse_id::text = $1", "forsendelse"},
	{"write a deadline that was never set", "SELECT id::text FROM forsendelse WHERE bevis = 'REGISTRERT'", "INSERT INTO frist (id, forsendelse_id, type, forfall) VALUES ($1::uuid, $1::uuid, 'AVVIST_PRINT', now())", "frist"},
	{"delete the alarms of a report", "SELECT forsendelse_id::text FROM alarm WHERE slag = 'FRIST_UTLOST'", "DELETE FROM alarm WHERE forsendelse_id::text = $1", "forsendelse"},
	{"delete a delivery", "SELECT pakke_id::text FROM leveranse", "DELETE FROM leveranse WHERE pakke_id::text = $1", "pakke"},
	{"let a letter wait that was called off", "SELECT id::text FROM leveranse WHERE status = 'AVLYST'", "UPDATE leveranse SET status = 'VENTER' WHERE id::text = $1", "leveranse"},
	{"delete a receiver", "SELECT id::text FROM bydel", "DELETE FROM bydel WHERE id::text = $1", "bydel"},
	{"set a chain back", "SELECT id::text FROM bydel", "UPDATE bydel SET siste_nr = siste_nr - 1 WHERE id::text = $1", "bydel"},
}

// A hundred rows, by chance, changed or deleted past every trigger: each is named, by table and id. Each in a transaction of
// its own that is undone, in which the same checks run.
func TestHundreInngrep(t *testing.T) {
	h := liv(t)
	d := h.eier(t)
	r := rand.New(rand.NewPCG(8, 2026))
	var navngitt int
	for i := range 100 {
		g := inngrepene[i%len(inngrepene)]
		err := iEgenTransaksjon(t.Context(), d, func(tx *sql.Tx) error {
			rad, err := velg(t.Context(), tx, r, g.rad)
			if err != nil {
				return err
			}
			if _, err := tx.ExecContext(t.Context(), g.gjor, rad); err != nil {
				return fmt.Errorf("%s: %w", g.hva, err)
			}
			rapport, err := verify.Alt(t.Context(), tx, h.naa)
			if err != nil {
				return err
			}
			for _, f := range rapport.Funn {
				if f.Tabell == g.tabell && f.ID == rad {
					navngitt++
					return nil
				}
			}
			t.Errorf("%s of %s was not named; found:\n%s", g.hva, rad, funnene(rapport))
			return nil
		})
		maa(t, err)
	}
	if navngitt != 100 {
		t.Errorf("%d of 100 named", navngitt)
	}
	t.Logf("inngrep=100 navngitt=%d", navngitt)
}

// iEgenTransaksjon runs f where no trigger and no foreign key counts, and undoes it.
func iEgenTransaksjon(ctx context.Context, d *sql.DB, f func(*sql.Tx) error) error {
	tx, err := d.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }()
	if _, err := tx.ExecContext(ctx, "SET LOCAL session_replication_role = replica"); err != nil {
		return err
	}
	return f(tx)
}

func velg(ctx context.Context, tx *sql.Tx, r *rand.Rand, sporring string) (string, error) {
	rader, err := tx.QueryContext(ctx, sporring+" ORDER BY 1")
	if err != nil {
		return "", err
	}
	defer func() { _ = rader.Close() }()
	var alle []string
	for rader.Next() {
		var id string
		if err := rader.Scan(&id); err != nil {
			return "", err
		}
		alle = append(alle, id)
	}
	if len(alle) == 0 {
		return "", errors.New("nothing to tamper with: " + sporring)
	}
	return alle[r.IntN(len(alle))], rader.Err()
}

// omskriv is what an owner of the database does who knows how the chain is made: it is computed anew, and holds.
const omskriv = `
	CREATE TEMP TABLE gamle ON COMMIT DROP AS SELECT h.* FROM hendelse h JOIN hendelsekjede k ON k.hendelse_id = h.id ORDER BY k.bydel_id, k.nr;
	DELETE FROM hendelsekjede;
	DO $$ DECLARE h hendelse; BEGIN FOR h IN SELECT * FROM hendelse ORDER BY id LOOP PERFORM hendelse_kjed(h.id); END LOOP; END $$`

// A chain that was written anew after a change holds by itself. Held against a checkpoint that is kept elsewhere it does
// not, and the row is named. The same for a tail that was cut off.
func TestOmskrevetKjedeSesMotSjekkpunkt(t *testing.T) {
	h := liv(t)
	d := h.eier(t)
	dir := t.TempDir()
	pub, key, err := ed25519.GenerateKey(nil)
	maa(t, err)
	lag := func() []verify.Signert {
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
		for_, err = verify.Les(dir, pub)
		maa(t, err)
		return for_
	}
	lag()
	h.send(t, 0)
	punkter := lag()
	if r := h.se(t, punkter...); len(r.Funn) > 0 {
		t.Fatalf("nothing was done, and found:\n%s", funnene(r))
	}
	h.naa = h.naa.Add(time.Minute)
	h.send(t, 1) // younger than every checkpoint
	if r := h.se(t, punkter...); len(r.Funn) > 0 {
		t.Fatalf("the log has grown, and found:\n%s", funnene(r))
	}
	for _, sak := range []struct {
		hva, rad, gjor string
	}{
		{"a change", "SELECT min(id)::text FROM hendelse", "UPDATE hendelse SET tidspunkt = tidspunkt - interval '9 hours' WHERE id::text = $1"},
		{"a deletion", "SELECT (min(id) + 3)::text FROM hendelse", "DELETE FROM hendelse WHERE id::text = $1"},
		{"a truncated tail", "SELECT id::text FROM hendelse ORDER BY id DESC OFFSET 2 LIMIT 1", "DELETE FROM hendelse WHERE id >= $1::bigint"},
	} {
		maa(t, iEgenTransaksjon(t.Context(), d, func(tx *sql.Tx) error {
			var rad string
			if err := tx.QueryRowContext(t.Context(), sak.rad).Scan(&rad); err != nil {
				return err
			}
			if _, err := tx.ExecContext(t.Context(), sak.gjor, rad); err != nil {
				return err
			}
			if _, err := tx.ExecContext(t.Context(), omskriv); err != nil {
				return err
			}
			r := &verify.Rapport{Tidspunkt: h.naa}
			if err := verify.Hendelser(t.Context(), tx, r); err != nil {
				return err
			}
			if len(r.Funn) > 0 {
				t.Errorf("%s: the chain was not written anew well enough for this test:\n%s", sak.hva, funnene(r))
			}
			if err := verify.Mot(t.Context(), tx, r, punkter); err != nil {
				return err
			}
			if !strings.Contains(funnene(r), "hendelse "+rad+": ") {
				t.Errorf("%s of %s is not named by the checkpoint:\n%s", sak.hva, rad, funnene(r))
			}
			return nil
		}))
	}
}

// A checkpoint that was changed, taken away from the middle, or signed by another is refused.
func TestSjekkpunktSomErRortVed(t *testing.T) {
	h := nyHovedbok(t)
	pub, key, err := ed25519.GenerateKey(nil)
	maa(t, err)
	annen, _, err := ed25519.GenerateKey(nil)
	maa(t, err)
	dir := t.TempDir()
	for range 3 {
		h.send(t, 0)
		for_, err := verify.Les(dir, pub)
		maa(t, err)
		les, err := ent.OpenReadOnly(t.Context(), h.dsn)
		maa(t, err)
		maa(t, les.Snapshot(t.Context(), func(tx *sql.Tx) error {
			s, err := verify.Lag(t.Context(), tx, for_, h.naa)
			if err == nil {
				_, err = verify.Skriv(dir, s, key)
			}
			return err
		}))
		les.Close()
	}
	if p, err := verify.Les(dir, pub); err != nil || len(p) != 3 {
		t.Fatalf("%d checkpoints, %v", len(p), err)
	}
	if _, err := verify.Les(dir, annen); !errors.Is(err, verify.ErrSignatur) {
		t.Errorf("another's key: %v", err)
	}
	to := filepath.Join(dir, "00000002.sjekkpunkt")
	b, err := os.ReadFile(to)
	maa(t, err)
	for i := range b {
		if i%37 != 0 {
			continue
		}
		b[i] ^= 1
		maa(t, os.WriteFile(to, b, 0o600))
		if _, err := verify.Les(dir, pub); err == nil {
			t.Errorf("byte %d was changed, and it was read", i)
		}
		b[i] ^= 1
	}
	maa(t, os.Remove(to))
	if _, err := verify.Les(dir, pub); !errors.Is(err, verify.ErrRekke) {
		t.Errorf("one is missing: %v", err)
	}
}
