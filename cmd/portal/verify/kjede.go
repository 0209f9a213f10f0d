package verify

import (
	"bytes"
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"fmt"
	"strconv"
	"strings"
)

// Kjeder checks each receiver's chain of shipments of each kind: numbers from 1 without a gap, every link computed again,
// and the head that the next will be hung on.
func Kjeder(ctx context.Context, q Sporrer, r *Rapport) error {
	type sted struct{ bydel, slag string }
	var (
		her     sted
		nr      int64
		forrige []byte
	)
	hoder := map[sted]struct {
		nr   int64
		hash []byte
	}{}
	err := hver(ctx, q, "the chains", `
		SELECT f.bydel_id, f.slag, f.nr, f.id, f.sha256, f.kjedehash, b.kommunenummer, b.bydelsnummer,
		       EXISTS (SELECT FROM pakke p WHERE p.forsendelse_id = f.id AND p.sha256 = f.sha256)
		  FROM forsendelse f JOIN bydel b ON b.id = f.bydel_id ORDER BY f.bydel_id, f.slag, f.nr`, nil, func(rader *sql.Rows) error {
		var s sted
		var n int64
		var id, kommune, bydel string
		var sum, hash []byte
		var harPakke bool
		if err := rader.Scan(&s.bydel, &s.slag, &n, &id, &sum, &hash, &kommune, &bydel, &harPakke); err != nil {
			return err
		}
		if s != her {
			her, nr, forrige = s, 0, nil
		}
		for nr++; nr < n; nr++ {
			r.funn("mottaker", kommune+"-"+bydel, fmt.Sprintf("%s nr. %d er borte", s.slag, nr))
		}
		if want := kjedeledd(s.slag, kommune, bydel, n, id, sum, forrige); !bytes.Equal(hash, want) {
			r.funn("forsendelse", id, fmt.Sprintf("leddet nr. %d i mottakerens kjede stemmer ikke", n))
		}
		if !harPakke {
			r.funn("forsendelse", id, "pakken som kjeden taler om, finnes ikke")
		}
		forrige = hash
		hoder[s] = struct {
			nr   int64
			hash []byte
		}{n, hash}
		return nil
	})
	if err != nil {
		return err
	}
	err = hver(ctx, q, "the heads of the chains", kjedehoder, nil, func(rader *sql.Rows) error {
		var s sted
		var n int64
		var hash []byte
		if err := rader.Scan(&s.bydel, &s.slag, &n, &hash); err != nil {
			return err
		}
		if h := hoder[s]; h.nr != n || !bytes.Equal(h.hash, hash) {
			r.funn("bydel", s.bydel, fmt.Sprintf("kjeden av %s sier at den ender i nr. %d, og ender i nr. %d", s.slag, n, h.nr))
		}
		delete(hoder, s)
		return nil
	})
	for s := range hoder { // the next would be number 1 again
		r.funn("bydel", s.bydel, fmt.Sprintf("hodet av kjeden av %s er borte", s.slag))
	}
	return err
}

const kjedehoder = `
	SELECT id, 'BEKYMRINGSMELDING', siste_nr, siste_hash FROM bydel UNION ALL SELECT bydel_id, slag, siste_nr, siste_hash FROM kjede`

// kjedeledd is a link's hash, as docs/fagsystem.md tells a receiver to compute it.
func kjedeledd(slag, kommune, bydel string, nr int64, id string, sum, forrige []byte) []byte {
	hode := "barnevernportalen kjede 1"
	if slag != "BEKYMRINGSMELDING" {
		hode += " " + slag
	}
	h := sha256.Sum256([]byte(strings.Join([]string{
		hode, kommune + "-" + bydel, strconv.FormatInt(nr, 10), id, hex.EncodeToString(sum), hex.EncodeToString(forrige), "",
	}, "\n")))
	return h[:]
}
