package verify

import (
	"context"
	"database/sql"
	"encoding/hex"
	"fmt"
)

// Kjedehode is the last number that one receiver's chain of one kind had given at a checkpoint. The log says that something is
// gone; this says which reports, by the number that the receiver knows them by.
type Kjedehode struct {
	Bydel string `json:"bydel"`
	Slag  string `json:"slag"`
	Nr    int64  `json:"nr"`
	Hash  string `json:"hash"` // hexadecimal
}

// nyeKjedehoder reads where the chains end that the checkpoints before do not have: by what was sent, and not by what the
// receiver's row says of it.
func nyeKjedehoder(ctx context.Context, q Sporrer, for_ []Signert) (ut []Kjedehode, err error) {
	kjent := map[Kjedehode]bool{}
	for _, p := range for_ {
		for _, k := range p.Kjeder {
			kjent[k] = true
		}
	}
	err = hver(ctx, q, "the ends of the chains", `
		SELECT DISTINCT ON (bydel_id, slag) bydel_id, slag, nr, encode(kjedehash, 'hex') FROM forsendelse ORDER BY bydel_id, slag, nr DESC`, nil,
		func(rader *sql.Rows) error {
			var k Kjedehode
			err := rader.Scan(&k.Bydel, &k.Slag, &k.Nr, &k.Hash)
			if !kjent[k] {
				ut = append(ut, k)
			}
			return err
		})
	return ut, err
}

// motKjeder names every number that had been given at a checkpoint and is no more, and what has taken another's.
func (r *Rapport) motKjeder(ctx context.Context, q Sporrer, punkter []Signert) error {
	type sted struct {
		bydel, slag string
		nr          int64
	}
	skal, punkt := map[sted]string{}, map[sted]int64{}
	for _, p := range punkter {
		for _, k := range p.Kjeder {
			her := sted{k.Bydel, k.Slag, k.Nr}
			if _, sett := skal[her]; !sett {
				skal[her], punkt[her] = k.Hash, p.Nr
			}
		}
	}
	if len(skal) == 0 {
		return nil
	}
	ender := map[sted]int64{} // with nr 0: the last number of a chain
	err := hver(ctx, q, "the chains", `SELECT bydel_id, slag, nr, id, kjedehash FROM forsendelse`, nil, func(rader *sql.Rows) error {
		var s sted
		var id string
		var hash []byte
		if err := rader.Scan(&s.bydel, &s.slag, &s.nr, &id, &hash); err != nil {
			return err
		}
		if vil, hode := skal[s]; hode && vil != hex.EncodeToString(hash) {
			r.funn("forsendelse", id, fmt.Sprintf("er ikke den som hadde nr. %d ved sjekkpunkt %d", s.nr, punkt[s]))
		}
		kjede := sted{bydel: s.bydel, slag: s.slag}
		ender[kjede] = max(ender[kjede], s.nr)
		return nil
	})
	if err != nil {
		return err
	}
	navn := map[string]string{}
	err = hver(ctx, q, "the receivers", `SELECT id, kommunenummer || '-' || bydelsnummer FROM bydel`, nil, func(rader *sql.Rows) error {
		var id, b string
		err := rader.Scan(&id, &b)
		navn[id] = b
		return err
	})
	if err != nil {
		return err
	}
	for _, p := range punkter {
		for _, k := range p.Kjeder {
			kjede, mottaker := sted{bydel: k.Bydel, slag: k.Slag}, k.Bydel
			if navn[k.Bydel] != "" {
				mottaker = navn[k.Bydel]
			}
			for nr := ender[kjede] + 1; nr <= k.Nr; nr++ {
				r.funn("mottaker", mottaker, fmt.Sprintf("%s nr. %d er borte: det var gitt ved sjekkpunkt %d", k.Slag, nr, p.Nr))
			}
			ender[kjede] = max(ender[kjede], k.Nr)
		}
	}
	return nil
}
