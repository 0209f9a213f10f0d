package innsyn_test

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"

	"barnevernportalen/ent"
	"barnevernportalen/ent/dbtest"
	"barnevernportalen/innsyn"
)

// At rest nothing tells: cases are indexed, written over, read, searched, shut, deleted, run out and brought under new keys.
// Then a dump of the database, and every byte of the data folder (heap, indexes, WAL, the server's temporary files and log), of
// our own temporary folder and log, is searched for each of what was in them.
func TestKlartekstIngenSteder(t *testing.T) {
	dir := t.TempDir()
	tmp := filepath.Join(dir, "tmp")
	maa(t, os.Mkdir(tmp, 0o700))
	t.Setenv("TMPDIR", tmp)
	// A server of its own with the real settings, so that the WAL is really written; one that pg_dump can speak with.
	bin := pgDumpMappe()
	server, err := ent.StartPrivate(t.Context(), ent.PrivateConfig{DataDir: filepath.Join(dir, "postgres"), BinDir: bin})
	maa(t, err)
	t.Cleanup(func() { _ = server.Stop(context.Background()) })
	maa(t, server.EnsureDatabase(t.Context(), "kanari"))
	maa(t, ent.Migrate(t.Context(), server.DSN("kanari")))
	h := husPa(t, server.DSN("kanari"), dir)

	naaler := naaler{}
	o := naaler.ord
	fnr, annet := naaler.lik("a number", "24859177341"), naaler.lik("another's number", "24859177342")
	gruppe := naaler.lik("a group", "gruppe-"+rand.Text())
	tekst := func(navn string) felter {
		return felter{"bokmal": o(navn), "nynorsk": o(navn), "engelsk": o(navn), "nordsamisk": o(navn)}
	}
	m := endret(mappe(fnr, "MOR", o("a title")), felter{
		"beskrivelse": o("a description"), "mappeId": o("a Noark id"), "systemId": o("a system id"), "saksansvarlig": o("a caseworker"),
		"organisasjonsnummer": naaler.lik("an organisation", "974760673"),
		"minPart":             felter{"rolle": "MOR", "fornavn": o("a first name"), "etternavn": o("a last name"), "fodselsnummer": fnr},
		"andreParter":         []felter{{"rolle": "HOVEDPERSON", "fornavn": o("a child"), "etternavn": o("a child's name"), "fodselsnummer": annet}},
		"milepeler":           []felter{{"navn": o("a milestone"), "startdato": "2026-01-01T12:00:00Z", "beskrivelse": o("of a milestone")}},
		"lenker":              []felter{{"url": "https://" + o("a URL"), "egendefinert": tekst("a link's text")}},
		"edialogSkjemaer":     []felter{{"egendefinert": tekst("a form's text"), "edialogId": o("a form")}},
	})
	m.EksternRef = gruppe
	p := endret(journalpost(fnr, m, o("an entry"), "2026-04-01T12:00:00Z"), felter{
		"beskrivelse": o("an entry's description"),
		"dokumenter": []felter{{"tittel": o("a document"), "filnavn": o("a file") + ".pdf", "mimeType": "application/pdf",
			"lenke": "https://" + o("a document's URL")}},
		"korrespondanseparter": []felter{{"korrespondanseparttype": "EA", "person": felter{"fornavn": o("a correspondent"), "etternavn": o("a correspondent's name"), "fodselsnummer": annet}}},
	})
	for range 3 {
		h.indekser(t, m, p)
	}
	sett := h.bilde(t, fnr)
	for _, navn := range []string{"a title", "a file", "a URL", "a correspondent"} {
		if !strings.Contains(sett, naaler[navn]) {
			t.Fatalf("%s was not indexed: %s", navn, sett)
		}
	}
	_, err = h.Slett(maskin(t, bergensk, "4601"), innsyn.Utvalg{Kommunenummer: "4601", EksternRef: gruppe})
	maa(t, err)
	h.indekser(t, m, p)
	_, _, err = h.Sperr(admin(t, h), fnr, "4601")
	maa(t, err)
	maa(t, h.Vault.Rotate())
	maa(t, h.SnuNokler(system(t)))
	if n, av := h.igjen(t); n != 0 {
		t.Fatalf("the keys did not turn: %v", av)
	}

	sok := func() (funnet []string) {
		t.Helper()
		maa(t, dbtest.Exec(t.Context(), h.dsn, `CHECKPOINT`))
		former := naaler.former()
		se := func(hvor string, raw []byte) {
			for navn, n := range former {
				if bytes.Contains(raw, n) {
					funnet = append(funnet, hvor+": "+navn)
				}
			}
		}
		se("our log", []byte(h.logg.String()))
		dump := dumpAv(t, h.dsn, bin)
		if !bytes.Contains(dump, []byte("innsynsmelding")) {
			t.Fatal("the dump is of something else")
		}
		se("dump", dump)
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
			rel, _ := filepath.Rel(dir, sti)
			se(rel, raw)
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
	// Control: a row that is not sealed is found: in the dump, in the table, in the WAL; and a file that was left behind.
	plantet := naaler["a title"] + naaler["a number"]
	maa(t, dbtest.Exec(t.Context(), h.dsn, `UPDATE innsynsmelding SET innhold = $1`, []byte(strings.Repeat(plantet, 3))))
	maa(t, os.WriteFile(filepath.Join(tmp, "glemt"), []byte(naaler["a file"]), 0o600))
	f := strings.Join(sok(), "\n")
	for _, vil := range []string{"dump: a title in hex", "dump: a number in hex", "/base/", "/pg_wal/", "tmp/glemt: a file"} {
		if !strings.Contains(f, vil) {
			t.Errorf("the search does not find %s:\n%s", vil, f)
		}
	}
}

// naaler are what is searched for, by what it is.
type naaler map[string]string

// ord is a word of its own for what it is.
func (n naaler) ord(hva string) string { return n.lik(hva, "kanari"+strings.ToLower(rand.Text())) }

func (n naaler) lik(hva, verdi string) string {
	n[hva] = verdi
	return verdi
}

// former are the needles as they might lie there: as they are, in hex, and in base64, where it depends on what went before.
func (n naaler) former() map[string][]byte {
	ut := map[string][]byte{}
	for navn, o := range n {
		ut[navn], ut[navn+" in hex"] = []byte(o), []byte(hex.EncodeToString([]byte(o)))
		for skift := range 3 {
			b := base64.StdEncoding.EncodeToString(append(make([]byte, skift), o...))
			ut[fmt.Sprintf("%s in base64, %d on", navn, skift)] = []byte(b[4 : len(b)-4])
		}
	}
	return ut
}

// pgDumpMappe is the newest of Debian's PostgreSQL that has a pg_dump; empty: there is none.
func pgDumpMappe() string {
	alle, _ := filepath.Glob("/usr/lib/postgresql/*/bin/pg_dump")
	if len(alle) == 0 {
		return ""
	}
	slices.Sort(alle)
	return filepath.Dir(alle[len(alle)-1])
}

// dumpAv is a dump of the database: pg_dump's, or, where there is none, the content of every table as pg_dump would copy it.
func dumpAv(t *testing.T, dsn, bin string) []byte {
	t.Helper()
	if bin != "" {
		u, err := url.Parse(dsn)
		maa(t, err)
		q := u.Query()
		for navn := range q {
			if navn != "host" && navn != "port" { // settings of pgx's own
				q.Del(navn)
			}
		}
		u.RawQuery = q.Encode()
		var feil bytes.Buffer
		cmd := exec.CommandContext(t.Context(), filepath.Join(bin, "pg_dump"), u.String())
		cmd.Stderr = &feil
		ut, err := cmd.Output()
		if err != nil {
			t.Fatalf("pg_dump: %v: %s", err, feil.String())
		}
		return ut
	}
	t.Log("no pg_dump here: each table is copied out instead")
	conn, err := pgx.Connect(t.Context(), dsn)
	maa(t, err)
	defer func() { _ = conn.Close(context.Background()) }()
	rader, err := conn.Query(t.Context(), `SELECT format('%I.%I', schemaname, tablename) FROM pg_tables WHERE schemaname = 'public'`)
	maa(t, err)
	tabeller, err := pgx.CollectRows(rader, pgx.RowTo[string])
	maa(t, err)
	var ut bytes.Buffer
	for _, tabell := range tabeller {
		fmt.Fprintln(&ut, tabell)
		_, err := conn.PgConn().CopyTo(t.Context(), &ut, "COPY "+tabell+" TO STDOUT")
		maa(t, err)
	}
	return ut.Bytes()
}
