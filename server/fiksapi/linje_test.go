package fiksapi_test

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/bekymring"
)

// skrivAlt sends a whole request before it reads a word of the answer, as the Java clients do.
func (h *hus) skrivAlt(t testing.TB, sti string, hode http.Header, kropp []byte) (int, []byte) {
	t.Helper()
	c, err := (&net.Dialer{}).DialContext(t.Context(), "tcp", strings.TrimPrefix(h.url, "http://"))
	maa(t, err)
	defer c.Close() //nolint:errcheck // the test is over
	var foran bytes.Buffer
	fmt.Fprintf(&foran, "POST /bekymringsmelding/api/v2%s HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n", sti, len(kropp))
	maa(t, hode.Write(&foran))
	foran.WriteString("\r\n")
	for _, b := range [][]byte{foran.Bytes(), kropp} {
		if _, err := c.Write(b); err != nil {
			t.Errorf("cut off while writing: %v", err)
			return 0, nil
		}
	}
	res, err := http.ReadResponse(bufio.NewReader(c), nil)
	if err != nil {
		t.Errorf("no answer: %v", err)
		return 0, nil
	}
	defer res.Body.Close() //nolint:errcheck // the test is over
	raw, err := io.ReadAll(res.Body)
	maa(t, err)
	return res.StatusCode, raw
}

// Whoever is refused while still sending five megabytes is told why.
func TestAvvistMidtISendingen(t *testing.T) {
	h := nyttHus(t)
	stor := bytes.Repeat([]byte("x"), bekymring.MaksForseglet)
	sti := func(fra uuid.UUID) string { return "/mottak/fagsystem/" + fra.String() + "/4601/00/privat" }
	hode := h.klient(t, "v2", trondheim).hode
	hode.Set("Content-Type", "multipart/form-data; boundary=skille")
	utlopt := hode.Clone()
	utlopt.Set("Authorization", "Bearer x")
	uten := h.klient(t, "v2", indekserer).hode
	for navn, c := range map[string]struct {
		sti    string
		hode   http.Header
		status int
	}{
		"a token that has run out": {sti(orgTrondheim), utlopt, 401}, "no right": {sti(orgTrondheim), uten, 403},
		"another kommune": {sti(orgBergen), hode, 403}, "no such path": {"/mottak", hode, 404}, "a path of no form": {"/mottak/fagsystem/x/4601/00/privat", hode, 400},
		"no multipart": {sti(orgTrondheim), hode, 400},
	} {
		if status, raw := h.skrivAlt(t, c.sti, c.hode, stor); status != c.status || feltet(raw, "errorId") == "" {
			t.Errorf("%s: %d %s", navn, status, raw)
		}
	}
	// A client that waits for leave is refused before it has sent a byte.
	utlopt.Set("Expect", "100-continue")
	if status, raw := h.skrivAlt(t, sti(orgTrondheim), utlopt, nil); status != 401 {
		t.Errorf("with Expect: %d %s", status, raw)
	}
}

// A machine that has been let in has longer than a browser to send a report, and to be answered.
func TestLangsomLinje(t *testing.T) {
	h := nyttHus(t)
	k := h.klient(t, "v2", trondheim)
	m := k.lag(h, "4601", "00")
	ts := httptest.NewUnstartedServer(h.api)
	ts.Config.ReadHeaderTimeout, ts.Config.ReadTimeout, ts.Config.WriteTimeout = time.Minute, 1, 1 // over as soon as the header is read
	ts.Start()
	t.Cleanup(ts.Close)
	k.base = ts.URL + "/bekymringsmelding/api/v2"
	m.asice = paaByten(t, h.manuell, 1<<20) // more than any buffer on the way
	k.sendt(orgTrondheim, "4601", "00", "privat", m)
}

// Who is too slow is told that, and not that the bytes are wrong.
func TestForSen(t *testing.T) {
	h := nyttHus(t)
	r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/bekymringsmelding/api/v2/mottak/fagsystem/"+orgTrondheim.String()+"/4601/00/privat",
		io.MultiReader(strings.NewReader("--x\r\n"+hode("asice", "a")+"\r\n\r\nabc"), sen{}))
	r.Header = h.klient(t, "v2", trondheim).hode
	r.Header.Set("Content-Type", "multipart/form-data; boundary=x")
	w := httptest.NewRecorder()
	h.api.ServeHTTP(w, r)
	if w.Code != http.StatusRequestTimeout || kode(w.Body.Bytes()) != "TIDSAVBRUDD" {
		t.Errorf("%d %s", w.Code, w.Body)
	}
}

type sen struct{}

func (sen) Read([]byte) (int, error) { return 0, os.ErrDeadlineExceeded }
