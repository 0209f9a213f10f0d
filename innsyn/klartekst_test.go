package innsyn_test

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/base64"
	"encoding/hex"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"barnevernportalen/ent"
	"barnevernportalen/ent/dbtest"
	"barnevernportalen/innsyn"
)

// At rest nothing tells: cases are indexed, written over, read, shut and deleted, and then every byte of the data folder
// (heap, WAL, indexes, the server's log), the temporary folder and our own log is searched for what was in them.
func TestKlartekstIngenSteder(t *testing.T) {
	dir := t.TempDir()
	tmp := filepath.Join(dir, "tmp")
	maa(t, os.Mkdir(tmp, 0o700))
	t.Setenv("TMPDIR", tmp)
	// A server of its own with the real settings, so that the WAL is really written.
	server, err := ent.StartPrivate(t.Context(), ent.PrivateConfig{DataDir: filepath.Join(dir, "postgres")})
	maa(t, err)
	t.Cleanup(func() { _ = server.Stop(context.Background()) })
	maa(t, server.EnsureDatabase(t.Context(), "kanari"))
	maa(t, ent.Migrate(t.Context(), server.DSN("kanari")))
	h := husPa(t, server.DSN("kanari"), dir)

	ord, fnr, orgnr, gruppe := "Kanari"+rand.Text(), "248591"+"77341", "974760673", "gruppe-"+rand.Text()
	m := endret(mappe(fnr, "MOR", ord), felter{"mappeId": ord, "systemId": ord, "saksansvarlig": ord, "lenker": []felter{{"url": "https://" + ord, "predefinert": felter{"type": "SVAR"}}}})
	m.EksternRef = gruppe
	p := journalpost(fnr, m, ord, "2026-04-01T12:00:00Z")
	for range 3 {
		h.indekser(t, m, p)
	}
	if !strings.Contains(h.bilde(t, fnr), ord) {
		t.Fatal("not indexed")
	}
	_, err = h.Slett(maskin(t, bergensk, "4601"), innsyn.Utvalg{Kommunenummer: "4601", EksternRef: gruppe})
	maa(t, err)
	h.indekser(t, m, p)
	_, _, err = h.Sperr(admin(t, h), fnr, "4601")
	maa(t, err)

	sok := func() (funnet []string) {
		maa(t, dbtest.Exec(t.Context(), h.dsn, `CHECKPOINT`))
		naaler := map[string][]byte{}
		for navn, o := range map[string]string{"word": ord, "number": fnr, "organisation": orgnr, "group": gruppe} {
			naaler[navn], naaler[navn+" in hex"] = []byte(o), []byte(hex.EncodeToString([]byte(o)))
			for skift := range 3 { // in base64 it looks different for each of three places to begin at
				b := base64.StdEncoding.EncodeToString(append(make([]byte, skift), o...))
				naaler[navn+" in base64"+string(rune('0'+skift))] = []byte(b[4 : len(b)-4])
			}
		}
		if strings.Contains(h.logg.String(), ord) || strings.Contains(h.logg.String(), fnr) {
			funnet = append(funnet, "our log")
		}
		filer, sum := 0, 0
		maa(t, filepath.WalkDir(dir, func(sti string, d fs.DirEntry, err error) error {
			if err != nil || !d.Type().IsRegular() {
				return nil //nolint:nilerr // a file that PostgreSQL took away meanwhile
			}
			raw, err := os.ReadFile(sti)
			if err != nil {
				return nil //nolint:nilerr // likewise
			}
			filer, sum = filer+1, sum+len(raw)
			for navn, n := range naaler {
				if bytes.Contains(raw, n) {
					funnet = append(funnet, filepath.Base(sti)+": "+navn)
				}
			}
			return nil
		}))
		if filer < 100 || sum < 1<<24 {
			t.Fatalf("searched %d files, %d bytes: the search looks at the wrong place", filer, sum)
		}
		return funnet
	}
	if f := sok(); len(f) > 0 {
		t.Errorf("clear text in:\n%s", strings.Join(f, "\n"))
	}
	// Control: a row that is not sealed is found.
	maa(t, dbtest.Exec(t.Context(), h.dsn, `UPDATE innsynsmelding SET innhold = $1`, []byte(strings.Repeat(ord+fnr, 3))))
	if f := strings.Join(sok(), "\n"); !strings.Contains(f, ": word") || !strings.Contains(f, ": number") {
		t.Errorf("the search does not find a row in clear: %s", f)
	}
}
