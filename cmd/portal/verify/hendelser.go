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
	"time"
)

// ledd is one link of a receiver's log, with the hendelse it holds where that is still there.
type ledd struct {
	bydel  string
	nr     int64 // 0: the hendelse stands outside the chain
	id     int64 // the hendelse's
	finnes bool
	hash   []byte
	blad   [sha256.Size]byte // the hendelse's own digest
}

// Hendelser checks each receiver's log: numbers from 1 without a gap, no hendelse outside, none gone, none changed.
func Hendelser(ctx context.Context, q Sporrer, r *Rapport) error {
	var forrige ledd
	return hverHendelse(ctx, q, func(l ledd) {
		r.Hendelser++
		id := strconv.FormatInt(l.id, 10)
		if l.bydel != forrige.bydel {
			forrige = ledd{bydel: l.bydel}
			r.Hoder = append(r.Hoder, Hode{Bydel: l.bydel})
		}
		switch {
		case l.nr == 0:
			r.funn("hendelse", id, "står utenfor kjeden")
			return
		case !l.finnes:
			r.funn("hendelse", id, fmt.Sprintf("er slettet (nr. %d i mottakerens logg)", l.nr))
		case !bytes.Equal(l.hash, lenket(forrige.hash, l.blad)) && l.nr == forrige.nr+1:
			r.funn("hendelse", id, fmt.Sprintf("er endret (nr. %d i mottakerens logg)", l.nr))
		}
		for nr := forrige.nr + 1; nr < l.nr; nr++ {
			r.funn("mottaker", l.bydel, fmt.Sprintf("nr. %d i loggen er borte", nr))
		}
		forrige = l
		r.Hoder[len(r.Hoder)-1] = Hode{l.bydel, l.nr, l.hash}
	})
}

// hverHendelse reads the log of all receivers, each in the chain's order; what stands outside it comes last.
func hverHendelse(ctx context.Context, q Sporrer, f func(ledd)) error {
	return hver(ctx, q, "the log", `
		SELECT coalesce(k.bydel_id, h.bydel_id), coalesce(k.nr, 0), coalesce(k.hendelse_id, h.id), h.id IS NOT NULL, k.hash, k.rader,
		       h.forsendelse_id, h.bydel_id, h.tidspunkt, h.slag, h.tilstand, h.bevis, h.detalj, h.aktor, h.aktor_id, h.aktor_navn
		  FROM hendelsekjede k FULL JOIN hendelse h ON h.id = k.hendelse_id
		 ORDER BY 1, k.nr NULLS LAST, 3`, nil, func(rader *sql.Rows) error {
		var l ledd
		var rest []byte
		var forsendelse, bydel, slag, tilstand, bevis, detalj, aktor sql.NullString
		var tid sql.NullTime
		var aktorID, navn []byte
		err := rader.Scan(&l.bydel, &l.nr, &l.id, &l.finnes, &l.hash, &rest, &forsendelse, &bydel, &tid, &slag, &tilstand, &bevis,
			&detalj, &aktor, &aktorID, &navn)
		if err != nil {
			return err
		}
		radsum := ""
		if rest != nil {
			s := sha256.Sum256(rest)
			radsum = hex.EncodeToString(s[:])
		}
		l.blad = sum("hendelse", strconv.FormatInt(l.id, 10), forsendelse.String, bydel.String, mikro(tid.Time), slag.String, tilstand.String,
			bevis.String, detalj.String, aktor.String, hex.EncodeToString(aktorID), hex.EncodeToString(navn), radsum)
		f(l)
		return nil
	})
}

// sum is the digest of fields as text, one to a line.
func sum(felt ...string) [sha256.Size]byte { return sha256.Sum256([]byte(strings.Join(felt, "\n"))) }

// lenket is a link's hash: of the one before it and the hendelse's digest.
func lenket(forrige []byte, blad [sha256.Size]byte) []byte {
	h := sha256.Sum256(append(bytes.Clone(forrige), blad[:]...))
	return h[:]
}

// mikro is a time as the chain writes it.
func mikro(t time.Time) string { return strconv.FormatInt(t.UnixMicro(), 10) }
