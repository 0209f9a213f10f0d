package server_test

import (
	"bufio"
	"bytes"
	"crypto/rand"
	"encoding/binary"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"barnevernportalen/ent/dbtest"
	"barnevernportalen/ent/viewer"
)

const (
	malteSaker = 200    // persons whose whole case is read
	posterPer  = 10     // journalposter for each citizen
	radlengde  = 700    // bytes of a sealed row of those that are never read
	kopibolk   = 50_000 // rows in one COPY
)

// innsynslast is a process and its database, with the cases of many.
type innsynslast struct {
	port  *port
	pool  *pgxpool.Pool // past every rule
	saker []lastetSak
}

// lastetSak is a whole case and the cookie of the person whose it is.
type lastetSak struct {
	mappe, post string
	kake        *http.Cookie
	eier        []byte
}

func nyInnsynslast(b *testing.B) *innsynslast {
	b.Helper()
	innbyggere := fraMiljo(b, "INNSYN_INNBYGGERE", 2000)
	p := nyttHus(b)
	w := &innsynslast{port: p, pool: dbtest.Open(b, p.hus.dsn)}
	malte := min(malteSaker, innbyggere/4)
	for i := range malte {
		pid := fmt.Sprintf("248592%05d", i)
		mappe, post := p.helIndeksert(b, pid)
		w.saker = append(w.saker, lastetSak{mappe: mappe, post: post, kake: p.okt(b, pid, viewer.NivaHoyt), eier: p.vault.Hash("person", pid)})
	}
	w.fyll(b, innbyggere-malte, innbyggere*posterPer-malte*sakPoster)
	if _, err := w.pool.Exec(b.Context(), `VACUUM ANALYZE`); err != nil {
		b.Fatal(err)
	}
	var mapper, poster int
	maa(b, w.pool.QueryRow(b.Context(), `SELECT count(*) FILTER (WHERE slag = 'MAPPE'), count(*) FILTER (WHERE slag = 'JOURNALPOST') FROM innsynsmelding`).Scan(&mapper, &poster))
	b.Logf("%d citizens, %d journalposter", mapper, poster)
	return w
}

// fyll copies in the cases of all others: right columns, and noise where the sealed content would be, which nobody opens.
func (w *innsynslast) fyll(b *testing.B, innbyggere, poster int) {
	b.Helper()
	conn, err := w.pool.Acquire(b.Context())
	maa(b, err)
	defer conn.Release()
	// Nobody listens to who has changed, and a million notices are no part of what is measured.
	_, err = conn.Exec(b.Context(), `SET session_replication_role = replica`)
	maa(b, err)
	stoy := make([]byte, 1<<20)
	_, _ = rand.Read(stoy)
	integrasjon, n := uuid.MustParse(maskinBergen), 0
	for rader := make([][]any, 0, kopibolk); innbyggere > 0; rader = rader[:0] {
		for len(rader) < kopibolk && innbyggere > 0 {
			hennes := poster / innbyggere
			innbyggere, poster = innbyggere-1, poster-hennes
			mappe := uuid.New()
			eier := make([]byte, 32)
			binary.BigEndian.PutUint64(eier, uint64(innbyggere))
			_, _ = rand.Read(eier[8:])
			for i := range hennes + 1 {
				id, slag := mappe, "MAPPE"
				if i > 0 {
					id, slag = uuid.New(), "JOURNALPOST"
				}
				n = (n + 8191) % (len(stoy) - radlengde)
				rader = append(rader, []any{id, integrasjon, "4601", uuid.New(), slag, eier, mappe, 4, stoy[n : n+radlengde], time.Now()})
			}
		}
		_, err := conn.CopyFrom(b.Context(), pgx.Identifier{"innsynsmelding"},
			[]string{"id", "integrasjon_id", "kommunenummer", "melding_id", "slag", "eier", "mappe_id", "sikkerhetsniva", "innhold", "indeksert"}, pgx.CopyFromRows(rader))
		maa(b, err)
	}
}

// foresporsel is the raw HTTP request for a whole case, the same on every side.
func (w *innsynslast) foresporsel(s lastetSak) []byte { return w.sporsmal(s, dokMappe, s.mappe) }

func (w *innsynslast) sporsmal(s lastetSak, dok, id string) []byte {
	kropp := `{"variables":{"id":"` + id + `"},"extensions":{"persistedQuery":{"version":1,"sha256Hash":"` + hashAv(dok) + `"}}}`
	return fmt.Appendf(nil, "POST /graphql HTTP/1.1\r\nHost: %s\r\nContent-Type: application/json\r\nX-Portal: 1\r\nCookie: %s=%s\r\nContent-Length: %d\r\n\r\n%s",
		strings.TrimPrefix(w.port.url, "http://"), s.kake.Name, s.kake.Value, len(kropp), kropp)
}

// klient is one connection that asks and reads with as little as it can: it stands in the figures of every side.
type klient struct {
	conn net.Conn
	r    *bufio.Reader
}

func nyKlient(b *testing.B, url string) *klient {
	b.Helper()
	conn, err := (&net.Dialer{}).DialContext(b.Context(), "tcp", strings.TrimPrefix(url, "http://"))
	maa(b, err)
	return &klient{conn, bufio.NewReaderSize(conn, 64<<10)}
}

func (k *klient) lukk() { _ = k.conn.Close() }

func (k *klient) spor(raw []byte) ([]byte, error) {
	if _, err := k.conn.Write(raw); err != nil {
		return nil, err
	}
	svar, err := http.ReadResponse(k.r, nil)
	if err != nil {
		return nil, err
	}
	kropp, err := io.ReadAll(svar.Body)
	if err != nil {
		return nil, err
	}
	if svar.StatusCode != http.StatusOK || bytes.Contains(kropp, []byte(`"errors"`)) {
		return nil, fmt.Errorf("%s: %s", svar.Status, kropp)
	}
	return kropp, nil
}

// svar asks once.
func (w *innsynslast) svar(b *testing.B, url string, raw []byte) []byte {
	b.Helper()
	k := nyKlient(b, url)
	defer k.lukk()
	svar, err := k.spor(raw)
	maa(b, err)
	return svar
}
