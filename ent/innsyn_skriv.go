package ent

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/ent/db"
	"barnevernportalen/ent/db/innsynsmelding"
)

// skrivInnsyn writes rows from one list for each column: one statement whatever their number, prepared once, where ent's own
// would have a parameter for each value. The conflict is on what names the integration's own message, so that no other row
// can be written over, and each column is named: what a new message leaves out is emptied, not kept. xmax is zero in a row
// that was not there.
const skrivInnsyn = `WITH skrevet AS (
  INSERT INTO innsynsmelding (id, integrasjon_id, kommunenummer, melding_id, slag, eier, mappe_id, rolle, dokumenttype, dato,
    sikkerhetsniva, ekstern_ref, innhold, indeksert, tilgjengelig_til, klagefrist, svar_onskes)
  SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::uuid[], $5::text[], $6::bytea[], $7::uuid[], $8::text[], $9::text[],
    $10::timestamptz[], $11::bigint[], $12::bytea[], $13::bytea[], $14::timestamptz[], $15::timestamptz[], $16::timestamptz[], $17::boolean[])
  ON CONFLICT (integrasjon_id, kommunenummer, melding_id) DO UPDATE SET slag = excluded.slag, eier = excluded.eier,
    mappe_id = excluded.mappe_id, rolle = excluded.rolle, dokumenttype = excluded.dokumenttype, dato = excluded.dato,
    sikkerhetsniva = excluded.sikkerhetsniva, ekstern_ref = excluded.ekstern_ref, innhold = excluded.innhold,
    indeksert = excluded.indeksert, tilgjengelig_til = excluded.tilgjengelig_til, klagefrist = excluded.klagefrist,
    svar_onskes = excluded.svar_onskes
  RETURNING xmax = 0 AS ny
) SELECT count(*) FILTER (WHERE ny) FROM skrevet`

// SkrivInnsyn writes rows of innsynsmelding, over those there are, and returns how many there were not. No two may be of one
// message. Each is put to the policy of ent/rule first, as ent itself would; one that is refused stops all.
func (t *Tx) SkrivInnsyn(ctx context.Context, rader []db.Innsynsmelding) (nye int, err error) {
	type eier struct {
		integrasjon   uuid.UUID
		kommunenummer string
	}
	sett := map[eier]bool{} // all the policy looks at
	k := innsynskolonner{}
	for i := range rader {
		r := &rader[i]
		if e := (eier{r.IntegrasjonID, r.Kommunenummer}); !sett[e] {
			sett[e] = true
			m := t.client.Innsynsmelding.Create().SetIntegrasjonID(r.IntegrasjonID).SetKommunenummer(r.Kommunenummer).Mutation()
			if err := innsynsmelding.Policy.EvalMutation(ctx, m); err != nil {
				return 0, fmt.Errorf("store messages: %w", err)
			}
		}
		k.leggTil(r)
	}
	err = t.pgx.QueryRow(ctx, skrivInnsyn, k.id, k.integrasjon, k.kommunenummer, k.melding, k.slag, k.eier, k.mappe, k.rolle, k.dokumenttype,
		k.dato, k.sikkerhetsniva, k.eksternRef, k.innhold, k.indeksert, k.tilgjengeligTil, k.klagefrist, k.svarOnskes).Scan(&nye)
	if err != nil {
		return 0, fmt.Errorf("store messages: %w", err)
	}
	return nye, nil
}

// innsynskolonner are rows turned into columns. A uuid.UUID would be written as text and read again.
type innsynskolonner struct {
	id, integrasjon, melding, mappe [][16]byte
	kommunenummer, slag             []string
	rolle, dokumenttype             []*string
	eier, eksternRef, innhold       [][]byte
	sikkerhetsniva                  []int64
	indeksert                       []time.Time
	dato, tilgjengeligTil           []*time.Time
	klagefrist                      []*time.Time
	svarOnskes                      []bool
}

func (k *innsynskolonner) leggTil(r *db.Innsynsmelding) {
	k.id, k.integrasjon = append(k.id, r.ID), append(k.integrasjon, r.IntegrasjonID)
	k.melding, k.mappe = append(k.melding, r.MeldingID), append(k.mappe, r.MappeID)
	k.kommunenummer, k.slag = append(k.kommunenummer, r.Kommunenummer), append(k.slag, string(r.Slag))
	k.rolle, k.dokumenttype = append(k.rolle, (*string)(r.Rolle)), append(k.dokumenttype, (*string)(r.Dokumenttype))
	k.eier, k.innhold = append(k.eier, r.Eier), append(k.innhold, r.Innhold)
	k.eksternRef = append(k.eksternRef, r.EksternRef)
	k.sikkerhetsniva = append(k.sikkerhetsniva, int64(r.Sikkerhetsniva))
	k.indeksert = append(k.indeksert, r.Indeksert)
	k.dato, k.tilgjengeligTil = append(k.dato, r.Dato), append(k.tilgjengeligTil, r.TilgjengeligTil)
	k.klagefrist, k.svarOnskes = append(k.klagefrist, r.Klagefrist), append(k.svarOnskes, r.SvarOnskes)
}
