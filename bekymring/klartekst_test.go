package bekymring_test

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"barnevernportalen/bekymring"
	"barnevernportalen/delivery/seal"
	"barnevernportalen/ent"
	"barnevernportalen/ent/db/pakke"
	"barnevernportalen/pdf"
)

// Clear text nowhere. Reports with a word of their own in every field are sent, some of them broken off by a panic or a
// rollback; then every byte of the data folder (heap, WAL, the server's log), the temporary folder and our own log is
// searched for the words, in every dress they might wear.
func TestKlartekstIngenSteder(t *testing.T) {
	dir := t.TempDir()
	tmp := filepath.Join(dir, "tmp")
	if err := os.Mkdir(tmp, 0o700); err != nil {
		t.Fatal(err)
	}
	t.Setenv("TMPDIR", tmp)
	// A server of its own with the real settings, so that the WAL is really written.
	server, err := ent.StartPrivate(t.Context(), ent.PrivateConfig{DataDir: filepath.Join(dir, "postgres")})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = server.Stop(context.Background()) })
	if err := server.EnsureDatabase(t.Context(), "kanari"); err != nil {
		t.Fatal(err)
	}
	dsn := server.DSN("kanari")
	if err := ent.Migrate(t.Context(), dsn); err != nil {
		t.Fatal(err)
	}
	h := husPa(t, dsn, dir)

	words := canaries{fnr: "24859" + digits(6), saksbehandler: "Siri " + word()}
	for _, w := range []*string{&words.navn, &words.barn, &words.melding, &words.panikk, &words.rullet, &words.utkast} {
		*w = word()
	}
	melder := h.innbygger(t, words.fnr, words.navn)
	send := func(text string) bekymring.Svar {
		p := melding()
		p.Barn[0].Personnavn, p.Melding = words.barn, "Foran "+text+" og etter."
		svar, err := h.bekymring.SendPrivat(melder, p)
		if err != nil {
			return bekymring.Svar{}
		}
		return svar
	}
	first := send(words.melding)
	if first.Bekymringsmelding == nil {
		t.Fatal("not sent")
	}
	id := first.Bekymringsmelding.ID
	for range 20 {
		send(words.melding)
	}

	// Drafts: one saved over another, one deleted, one left lying.
	var forrige *time.Time
	for i := range 3 {
		n := nyttUtkast(fmt.Sprintf(`{"melding":"utkast %d %s"}`, i, words.utkast))
		n.ForrigeLagret = forrige
		svar, err := h.bekymring.LagreUtkast(melder, n)
		if err != nil || svar.Utkast == nil {
			t.Fatalf("draft: %+v %v", svar, err)
		}
		forrige = &svar.Utkast.Lagret
	}
	slettes := nyttUtkast(`{"melding":"` + words.utkast + `"}`)
	slettes.Skjema = offentlig
	if _, err := h.bekymring.LagreUtkast(melder, slettes); err != nil {
		t.Fatal(err)
	}
	if gone, err := h.bekymring.SlettUtkast(melder, slettes.Klientnokkel); err != nil || !gone {
		t.Fatalf("delete a draft: %v %v", gone, err)
	}

	// A panic with the report in its hands.
	whole := h.bekymring.PDF
	h.bekymring.PDF = panicking{}
	func() {
		defer func() {
			if recover() == nil {
				t.Error("the renderer did not panic")
			}
		}()
		send(words.panikk)
	}()
	h.bekymring.PDF = whole

	// Rollbacks, late: the parcels are already written when the hendelse is refused.
	h.sql(t, `ALTER TABLE hendelse ADD CONSTRAINT nei CHECK (id < 0) NOT VALID`)
	for range 5 {
		if svar := send(words.rullet); svar.Bekymringsmelding != nil {
			t.Error("a receipt for what was rolled back")
		}
	}
	h.sql(t, `ALTER TABLE hendelse DROP CONSTRAINT nei`)

	// Opened, and confirmed by somebody with a name.
	saks := h.saksbehandlerNamed(t, words.saksbehandler, bergen)
	if _, err := h.delivery.Apne(saks, id, seal.MeldingPDFName); err != nil {
		t.Fatal(err)
	}
	if _, _, err := h.delivery.Bekreft(saks, id, nil); err != nil {
		t.Fatal(err)
	}

	search := func() []string {
		h.sql(t, `CHECKPOINT`)
		return words.search(t, dir, h.logg.Bytes())
	}
	if found := search(); len(found) > 0 {
		t.Errorf("clear text in:\n%s", strings.Join(found, "\n"))
	}

	// Controls: the search must find each of the two parcels with its seal off.
	parcel := func(f pakke.Formal) []byte {
		return *h.db.Client().Pakke.Query().Where(pakke.ForsendelseID(id), pakke.FormalEQ(f)).OnlyX(system(t)).Innhold
	}
	h.sql(t, `ALTER TABLE pakke DISABLE TRIGGER USER`)
	// In this order: of a PDF only its first line can be found, so what the second finds is not left over from the first.
	for _, c := range []struct {
		formal pakke.Formal
		key    seal.Key
		what   string
	}{{pakke.FormalPrint, h.print, ": a PDF"}, {pakke.FormalManuell, h.manuell, ": text as UTF-8"}} {
		t.Run("control: the seal off the "+string(c.formal)+" parcel", func(t *testing.T) {
			sealed := parcel(c.formal)
			var open bytes.Buffer
			if err := seal.Decrypt(&open, bytes.NewReader(sealed), c.key); err != nil {
				t.Fatal(err)
			}
			h.sql(t, `UPDATE pakke SET innhold = $1 WHERE forsendelse_id = $2 AND formal = $3`, open.Bytes(), id, string(c.formal))
			if found := strings.Join(search(), "\n"); !strings.Contains(found, c.what) {
				t.Error("the search does not find a parcel that is not sealed")
			}
			h.sql(t, `UPDATE pakke SET innhold = $1 WHERE forsendelse_id = $2 AND formal = $3`, sealed, id, string(c.formal))
		})
	}
	t.Run("control: a draft that is not encrypted", func(t *testing.T) {
		h.sql(t, `UPDATE utkast SET innhold = $1`, []byte(words.utkast))
		if found := strings.Join(search(), "\n"); !strings.Contains(found, ": draft as UTF-8") {
			t.Error("the search does not find a draft in clear")
		}
	})
}

type panicking struct{}

func (panicking) Render(_ context.Context, d pdf.Document) ([]byte, error) { panic(fmt.Sprint(d)) }

// canaries are the words to look for.
type canaries struct{ fnr, navn, barn, melding, panikk, rullet, utkast, saksbehandler string }

// search looks through all files below dir and through log. It returns where something was found, and as what.
func (c canaries) search(t *testing.T, dir string, log []byte) []string {
	t.Helper()
	needles := map[string][]byte{"a PDF": []byte("%PDF-1")} // its text is packed, its first line is not
	for name, w := range map[string]string{
		"fnr": c.fnr, "reporter": c.navn, "child": c.barn, "text": c.melding, "panicked text": c.panikk,
		"rolled back text": c.rullet, "draft": c.utkast, "caseworker": c.saksbehandler,
	} {
		for dress, bytes := range dresses(w) {
			needles[name+" as "+dress] = bytes
		}
	}
	var found []string
	look := func(where string, data []byte) {
		for what, needle := range needles {
			if bytes.Contains(data, needle) {
				found = append(found, where+": "+what)
			}
		}
	}
	look("log", log)
	files, size := 0, 0
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return nil //nolint:nilerr // a file that PostgreSQL took away meanwhile
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return nil //nolint:nilerr // likewise
		}
		files, size = files+1, size+len(data)
		rel, _ := filepath.Rel(dir, path)
		look(rel, data)
		return nil
	})
	if err != nil || files < 100 || size < 1<<24 {
		t.Fatalf("searched %d files, %d bytes: the search looks at the wrong place (%v)", files, size, err)
	}
	return found
}

// dresses are the forms in which a word may stand in a file.
func dresses(w string) map[string][]byte {
	d := map[string][]byte{
		"UTF-8": []byte(w), "hex": []byte(hex.EncodeToString([]byte(w))), "HEX": []byte(strings.ToUpper(hex.EncodeToString([]byte(w)))),
	}
	var le, be []byte
	for _, u := range utf16.Encode([]rune(w)) {
		le = append(le, byte(u), byte(u>>8))
		be = append(be, byte(u>>8), byte(u))
	}
	d["UTF-16LE"], d["UTF-16BE"] = le, be
	// In base64 a word looks different for each of three places it may begin at; the letters at its ends are mixed with
	// what stands beside it.
	for shift := range 3 {
		b := base64.StdEncoding.EncodeToString(append(make([]byte, shift), w...))
		d[fmt.Sprintf("base64+%d", shift)] = []byte(b[4 : len(b)-4])
	}
	return d
}

func word() string { return "Kanari" + strings.ToLower(rand.Text()) }

func digits(n int) string {
	b := make([]byte, n)
	_, _ = rand.Read(b)
	for i := range b {
		b[i] = '0' + b[i]%10
	}
	return string(b)
}
