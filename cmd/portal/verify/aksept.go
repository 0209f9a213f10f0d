package verify

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"strconv"

	"github.com/google/uuid"
)

// radlengde is one row's digest in the link of AKSEPTERT: a letter, an id and a SHA-256.
const radlengde = 1 + 16 + sha256.Size

// tabellnavn is the letter's table.
var tabellnavn = map[byte]string{'F': "forsendelse", 'B': "bekymringsmelding", 'M': "post", 'P': "pakke", 'T': "frist"}

// radnavn is one row that was written with a shipment.
type radnavn struct {
	bokstav byte
	id      uuid.UUID
}

// Aksept checks what was written with each shipment against the digests that its first hendelse holds. It reads the
// ledger receiver by receiver.
func Aksept(ctx context.Context, q Sporrer, r *Rapport) error {
	var bydeler []string
	err := hver(ctx, q, "the receivers", `SELECT DISTINCT bydel_id FROM forsendelse UNION SELECT DISTINCT bydel_id FROM hendelsekjede`, nil,
		func(rader *sql.Rows) error {
			var b string
			err := rader.Scan(&b)
			bydeler = append(bydeler, b)
			return err
		})
	if err != nil {
		return err
	}
	for _, b := range bydeler {
		if err := r.aksept(ctx, q, b); err != nil {
			return err
		}
	}
	return nil
}

func (r *Rapport) aksept(ctx context.Context, q Sporrer, bydel string) error {
	skal, err := holdt(ctx, q, bydel)
	if err != nil {
		return err
	}
	er := map[radnavn]bool{}
	err = hverRad(ctx, q, bydel, func(n radnavn, s [sha256.Size]byte) {
		if n.bokstav == 't' { // it has moved, and was allowed to
			er[radnavn{'T', n.id}] = true
			return
		}
		er[n] = true
		switch want, holdt := skal[n]; {
		case !holdt && n.bokstav == 'T':
			// a letter's deadlines come with the letter; what they may be, Tilstand says
		case !holdt:
			r.funn(tabellnavn[n.bokstav], n.id.String(), "sto der ikke da forsendelsen ble akseptert")
		case want != s:
			r.funn(tabellnavn[n.bokstav], n.id.String(), "er endret siden forsendelsen ble akseptert")
		}
	})
	if err != nil {
		return err
	}
	for n := range skal {
		if !er[n] {
			r.funn(tabellnavn[n.bokstav], n.id.String(), "er slettet")
		}
	}
	return nil
}

// holdt reads the digests that a receiver's log holds.
func holdt(ctx context.Context, q Sporrer, bydel string) (map[radnavn][sha256.Size]byte, error) {
	skal := map[radnavn][sha256.Size]byte{}
	err := hver(ctx, q, "what was accepted", `SELECT rader FROM hendelsekjede WHERE bydel_id = $1 AND rader IS NOT NULL`, []any{bydel},
		func(rader *sql.Rows) error {
			var b []byte
			if err := rader.Scan(&b); err != nil {
				return err
			}
			for ; len(b) >= radlengde; b = b[radlengde:] {
				skal[radnavn{b[0], uuid.UUID(b[1:17])}] = [sha256.Size]byte(b[17:radlengde])
			}
			return nil
		})
	return skal, err
}

// hverRad reads the same rows as they stand, and computes their digests.
func hverRad(ctx context.Context, q Sporrer, bydel string, f func(radnavn, [sha256.Size]byte)) error {
	arg := []any{bydel}
	err := hver(ctx, q, "the ledger", `SELECT id, slag, bydel_id, kanal, nr, sha256, kjedehash, akseptert FROM forsendelse WHERE bydel_id = $1`, arg,
		func(rader *sql.Rows) error {
			var id uuid.UUID
			var slag, b, kanal string
			var nr int64
			var s, hash []byte
			var tid sql.NullTime
			err := rader.Scan(&id, &slag, &b, &kanal, &nr, &s, &hash, &tid)
			f(radnavn{'F', id}, sum("forsendelse", id.String(), slag, b, kanal, strconv.FormatInt(nr, 10), hex.EncodeToString(s), hex.EncodeToString(hash), mikro(tid.Time)))
			return err
		})
	if err != nil {
		return err
	}
	err = hver(ctx, q, "the reports", `
		SELECT b.id, b.forsendelse_id, b.type, b.versjon, b.melder_id, b.klientnokkel, b.skjema_hash, b.integrasjon_id, b.fra_kommune, b.sendt_hash, b.opprettet
		  FROM bekymringsmelding b JOIN forsendelse f ON f.id = b.forsendelse_id WHERE f.bydel_id = $1`, arg,
		func(rader *sql.Rows) error {
			var id uuid.UUID
			var fid, typ, versjon string
			var klient, integrasjon, fra sql.NullString
			var melder, skjema, sendt []byte
			var tid sql.NullTime
			err := rader.Scan(&id, &fid, &typ, &versjon, &melder, &klient, &skjema, &integrasjon, &fra, &sendt, &tid)
			f(radnavn{'B', id}, sum("bekymringsmelding", id.String(), fid, typ, versjon, hex.EncodeToString(melder), klient.String,
				hex.EncodeToString(skjema), integrasjon.String, fra.String, hex.EncodeToString(sendt), mikro(tid.Time)))
			return err
		})
	if err != nil {
		return err
	}
	err = hver(ctx, q, "the letters", `
		SELECT m.id, m.forsendelse_id, m.type, m.kommunenummer, m.mappe_id, m.journalpost_id, m.nokkel, m.dialogmottaker_id, m.opprettet
		  FROM post m JOIN forsendelse f ON f.id = m.forsendelse_id WHERE f.bydel_id = $1`, arg,
		func(rader *sql.Rows) error {
			var id uuid.UUID
			var fid, typ, kommune, mappe, nokkel, mottaker string
			var post sql.NullString
			var tid sql.NullTime
			err := rader.Scan(&id, &fid, &typ, &kommune, &mappe, &post, &nokkel, &mottaker, &tid)
			f(radnavn{'M', id}, sum("post", id.String(), fid, typ, kommune, mappe, post.String, nokkel, mottaker, mikro(tid.Time)))
			return err
		})
	if err != nil {
		return err
	}
	err = hver(ctx, q, "the parcels", `
		SELECT p.id, p.forsendelse_id, p.nokkel_id, p.formal, p.sha256, p.storrelse, p.bevis_hash
		  FROM pakke p JOIN forsendelse f ON f.id = p.forsendelse_id WHERE f.bydel_id = $1`, arg,
		func(rader *sql.Rows) error {
			var id uuid.UUID
			var fid, nokkel, formal string
			var s, bevis []byte
			var storrelse int64
			err := rader.Scan(&id, &fid, &nokkel, &formal, &s, &storrelse, &bevis)
			f(radnavn{'P', id}, sum("pakke", id.String(), fid, nokkel, formal, hex.EncodeToString(s), strconv.FormatInt(storrelse, 10), hex.EncodeToString(bevis)))
			return err
		})
	if err != nil {
		return err
	}
	return hver(ctx, q, "the deadlines", `
		SELECT t.id, t.forsendelse_id, t.type, t.forfall,
		       -- the letter's deadline falls at once when the receiver's system says no
		       coalesce(t.type = 'BREV' AND t.forfall = t.utlost AND f.avvist IS NOT NULL, false) FROM frist t JOIN forsendelse f ON f.id = t.forsendelse_id WHERE f.bydel_id = $1`, arg,
		func(rader *sql.Rows) error {
			var id uuid.UUID
			var fid, typ string
			var tid sql.NullTime
			var flyttet bool
			err := rader.Scan(&id, &fid, &typ, &tid, &flyttet)
			if !flyttet {
				f(radnavn{'T', id}, sum("frist", id.String(), fid, typ, mikro(tid.Time)))
				return err
			}
			f(radnavn{'t', id}, [sha256.Size]byte{})
			return err
		})
}
