package innsyn_test

import (
	"bytes"
	"io"
	"math/rand/v2"
	"net"
	"net/url"
	"path/filepath"
	"strings"
	"testing"

	"barnevernportalen/ent"
	"barnevernportalen/innsyn"
)

// The control of TestSamtykkeFlettetIDatabasen: the same acts on the same real PostgreSQL, but between the program and the
// server the row lock is taken out of the SQL. Some acts then fail halfway, and soon something is stored that no order of the
// acts explains: so the lock is what holds, and the test would see it go. With the lock left in, by the same way, there is
// neither.
func TestSamtykkeFlettetUtenLas(t *testing.T) {
	const (
		med   = 50
		hoyst = 2000 // as many as the test with the lock runs
	)
	h := nyttHus(t)
	forste := func(laas string, antall int, er string) (int, string) {
		d, err := ent.Open(t.Context(), ent.Config{DSN: utenOrd(t, h.dsn, laas), Log: h.Log, UnsafeForTests: true})
		maa(t, err)
		t.Cleanup(d.Close)
		egen := &hus{Service: &innsyn.Service{DB: d, Vault: h.Vault, Person: h.Person, Log: h.Log}, dsn: h.dsn, logg: h.logg}
		r := rand.New(rand.NewPCG(1, 2))
		for i := range antall {
			if _, feil := egen.lopSamtidig(t, r); feil != "" && strings.HasPrefix(feil, er) {
				return i + 1, feil
			}
		}
		return 0, ""
	}
	if n, feil := forste("NO SUCH WORD", med, ""); n > 0 {
		t.Fatalf("with the lock, after %d interleavings: %s", n, feil)
	}
	n, feil := forste("FOR UPDATE", hoyst, "from ")
	if n == 0 {
		t.Fatalf("%d interleavings without the lock, and nothing is seen", hoyst)
	}
	t.Logf("without the lock it is seen after %d interleavings: %s", n, feil)
}

// utenOrd is the address of a server that passes all on to that of a DSN, but for some words, which it makes blanks: the
// message is as long as before.
func utenOrd(t testing.TB, dsn, ord string) string {
	t.Helper()
	u, err := url.Parse(dsn)
	maa(t, err)
	q := u.Query()
	const navn = ".s.PGSQL."
	ekte := filepath.Join(q.Get("host"), navn+q.Get("port"))
	mappe := t.TempDir()
	ln, err := net.Listen("unix", filepath.Join(mappe, navn+q.Get("port")))
	maa(t, err)
	t.Cleanup(func() { _ = ln.Close() })
	go func() {
		for {
			inn, err := ln.Accept()
			if err != nil {
				return
			}
			ut, err := net.Dial("unix", ekte)
			if err != nil {
				_ = inn.Close()
				return
			}
			go func() { _, _ = io.Copy(inn, ut); _ = inn.Close() }()
			go func() { _, _ = io.Copy(blank{ut, []byte(ord)}, inn); _ = ut.Close() }()
		}
	}()
	q.Set("host", mappe)
	u.RawQuery = q.Encode()
	return u.String()
}

// blank writes what it is given, with blanks for some words. A message that was cut in two keeps them: a control that now and
// then sees less, and the server never anything that is no message.
type blank struct {
	til io.Writer
	ord []byte
}

func (b blank) Write(p []byte) (int, error) {
	return b.til.Write(bytes.ReplaceAll(p, b.ord, bytes.Repeat([]byte(" "), len(b.ord))))
}
