package delivery_test

import (
	"cmp"
	"container/heap"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"testing"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/delivery"
	"barnevernportalen/delivery/fiksio"
	"barnevernportalen/ent/db/bydel"
	"barnevernportalen/ent/db/leveranse"
	"barnevernportalen/ent/db/pakke"
)

// antall is how many of something a test does: all of it by `make proof`, which takes its time, and fewer by `make test`.
func antall(faa, alle int) int {
	if os.Getenv("PROOF") != "" {
		return alle
	}
	return faa
}

// verden is the ledger on a real database, a clock that the test moves, and everybody whom the ledger speaks with. Nothing in it
// knows a rule of ours: it only does, at its time, what a receiver, a carrier or a print supplier would do.
type verden struct {
	*maskinhus
	t         testing.TB
	ko        hendelsesko
	meldt     int
	rapporter []*rapport
	forID     map[uuid.UUID]*rapport

	noder  int    // processes that share the ledger; 0: one
	veksle func() // makes another of them the one that does what happens next; nil: there is one
}

// mottakeren is a receiver, and what it does with what it is given.
type mottakeren struct {
	delivery.Mottaker
	konto     uuid.UUID
	token     bool // it has opted in to tokens
	rapporter []*rapport
	// far is called each time a report reaches it: over Fiks IO for each copy, on the native channel once.
	far func(r *rapport)
}

// rapport is a report, as the test knows it who did it all.
type rapport struct {
	id        uuid.UUID
	til       *mottakeren
	akseptert time.Time
	pakker    map[uuid.UUID][sha256.Size]byte // as they were when it was accepted
	ganger    int                             // it has reached the receiver
	sendt     sendtMelding                    // the last time, without its content
	holdt     bool                            // the receiver really has it now
	bevis     string                          // the token, once somebody has looked
}

// nyVerden opens the ledger at naa.
func nyVerden(t testing.TB, naa time.Time) *verden {
	v := &verden{maskinhus: nyttMaskinhus(t, bydel.KanalFagsystem, false), t: t, forID: map[uuid.UUID]*rapport{}}
	v.klokke.naa = naa
	v.s.Kanaler[leveranse.KanalFiksio] = delivery.Fiksio{DB: v.db, Klient: v, Klokke: v.klokke.Naa}
	v.s.Kanaler[leveranse.KanalBrev] = delivery.Brev{DB: v.db, Utskrift: &villigTrykkeri{klokke: v.klokke}}
	return v
}

// villigTrykkeri posts every letter.
type villigTrykkeri struct{ klokke *klokke }

func (villigTrykkeri) Send(_ context.Context, b delivery.Brevpakke) (string, error) {
	return "ekstern-" + b.ID.String(), nil
}

func (p villigTrykkeri) Status(_ context.Context, ids []string) ([]delivery.Brevsvar, error) {
	var ut []delivery.Brevsvar
	for _, id := range ids {
		ut = append(ut, delivery.Brevsvar{EksternID: id, Utfall: delivery.BrevPostlagt, Kode: "PRINTET", Tid: p.klokke.Naa()})
	}
	return ut, nil
}

// Send is Fiks IO: it takes everything, and the receiver has it a minute later.
func (v *verden) Send(_ context.Context, m fiksio.Melding) (fiksio.Sendt, error) {
	id, ttl := uuid.New(), m.TTL
	m.Data = nil // or ten thousand parcels lie in memory
	rapportID := uuid.MustParse(m.KlientKorrelasjonsID)
	v.om(time.Minute, func() { v.naadd(v.forID[rapportID], sendtMelding{m, id}) })
	return fiksio.Sendt{MeldingID: id, TTL: ttl}, nil
}

func (v *verden) naadd(r *rapport, m sendtMelding) {
	r.ganger++
	r.sendt = m
	r.til.far(r)
}

func (v *verden) nyttMottak(kanal bydel.Kanal, token bool) *mottakeren {
	v.meldt++
	k := &mottakeren{konto: uuid.New(), token: token}
	k.Mottaker = v.nyMottaker(v.t, fmt.Sprintf("%02d", 10+v.meldt), kanal, token, k.konto)
	return k
}

// meld accepts a report to a receiver now.
func (v *verden) meld(k *mottakeren) *rapport {
	v.mottaker = k.Mottaker
	r := &rapport{til: k, akseptert: v.klokke.naa, pakker: map[uuid.UUID][sha256.Size]byte{}}
	r.id = v.send(v.t)
	for _, p := range v.db.Client().Pakke.Query().Where(pakke.ForsendelseID(r.id)).AllX(system(v.t)) {
		r.pakker[p.ID] = sha256.Sum256(*p.Innhold)
	}
	v.rapporter, k.rapporter = append(v.rapporter, r), append(k.rapporter, r)
	v.forID[r.id] = r
	if k.Kanal == bydel.KanalFagsystem {
		v.om(time.Minute, func() { v.naadd(r, sendtMelding{}) })
	}
	return r
}

// sier is a message from a receiver about a report, over Fiks IO.
func (v *verden) sier(typ string, r *rapport) *fiksio.Mottatt {
	m := v.svar(typ, r.sendt)
	m.AvsenderKontoID = r.til.konto
	return m
}

func (v *verden) mottatt(r *rapport) { v.ta(v.t, v.sier(fiksio.TypeMottatt, r)) }

// bekrefter is a receiver's answer over GraphQL. What is thought of it is the ledger's matter.
func (v *verden) bekrefter(r *rapport, bevis *string) {
	_, _, err := v.s.Bekreft(maskin(v.t, "0301"), r.id, bevis)
	maa(v.t, err)
}

func (v *verden) henter(r *rapport) { v.hent(v.t, maskin(v.t, "0301"), r.id) }

// navngir is a receiver's list of what it says it holds, of everything it was ever sent.
func (v *verden) navngir(k *mottakeren, holdt []delivery.Holdt) *delivery.Avstemt {
	siste := int(v.db.Client().Bydel.GetX(system(v.t), k.ID).SisteNr)
	if siste == 0 {
		return &delivery.Avstemt{}
	}
	v.mottaker = k.Mottaker
	return v.avstem(v.t, maskin(v.t, "0301"), 1, siste, holdt...)
}

// linje is a line of such a list, true in all.
func (v *verden) linje(r *rapport) delivery.Holdt {
	f := v.rad(v.t, r.id)
	h := delivery.Holdt{ID: r.id, Nr: int(f.Nr), Sha256: hex.EncodeToString(f.Sha256)}
	if r.til.token {
		token := v.tokenAv(r)
		h.Bevis = &token
	}
	return h
}

// tokenAv is what lies in the container; opening one takes milliseconds, and lists have many.
func (v *verden) tokenAv(r *rapport) string {
	if r.bevis == "" {
		r.bevis = v.token(v.t, r.id)
	}
	return r.bevis
}

// holdt is the honest list of a receiver: what it really has.
func (v *verden) holder(k *mottakeren) []delivery.Holdt {
	var ut []delivery.Holdt
	for _, r := range k.rapporter {
		if r.holdt {
			ut = append(ut, v.linje(r))
		}
	}
	return ut
}

// daglig lets something happen at the same time each day.
func (v *verden) daglig(forste, siste time.Time, gjor func()) {
	for at := forste; at.Before(siste); at = at.Add(dogn) {
		v.ko.leggTil(at, gjor)
	}
}

func (v *verden) om(d time.Duration, gjor func()) { v.ko.leggTil(v.klokke.naa.Add(d), gjor) }

// til lets time pass until then. Everything happens at its time, and the ledger's jobs run at each skritt.
func (v *verden) til(da time.Time, skritt time.Duration) {
	for naa := v.klokke.naa; naa.Before(da); {
		naa = naa.Add(skritt)
		for len(v.ko.alle) > 0 && !v.ko.alle[0].tid.After(naa) {
			h := heap.Pop(&v.ko).(hendelsen)
			v.klokke.naa = h.tid
			if v.veksle != nil {
				v.veksle()
			}
			h.gjor()
		}
		v.klokke.naa = naa
		for range max(v.noder, 1) {
			if v.veksle != nil {
				v.veksle()
			}
			v.jobber()
		}
	}
}

// tett is til, with the ledger's jobs each 30 s in which there is something for them, as they run in earnest.
func (v *verden) tett(da time.Time) {
	const rute = 30 * time.Second
	for v.klokke.naa.Before(da) {
		neste := da
		if len(v.ko.alle) > 0 && v.ko.alle[0].tid.Before(neste) {
			neste = v.ko.alle[0].tid
		}
		var forfall *time.Time
		maa(v.t, v.eierPool(v.t).QueryRow(v.t.Context(), `SELECT min(forfall) FROM frist WHERE klarert IS NULL AND utlost IS NULL`).Scan(&forfall))
		if forfall != nil && forfall.Before(neste) {
			neste = *forfall
		}
		if skritt := neste.Add(rute - 1).Truncate(rute).Sub(v.klokke.naa); skritt > 0 {
			v.til(v.klokke.naa.Add(skritt), skritt)
		} else {
			v.til(v.klokke.naa.Add(rute), rute)
		}
	}
}

// jobber are the ledger's own, as often as it takes.
func (v *verden) jobber() {
	ctx := system(v.t)
	for due := 1; due > 0; {
		maa(v.t, v.s.FeiFrister(ctx, uuid.Nil))
		maa(v.t, v.eierPool(v.t).QueryRow(ctx, `SELECT count(*) FROM frist WHERE klarert IS NULL AND utlost IS NULL AND forfall <= $1`, v.s.Klokke()).Scan(&due))
	}
	for _, l := range v.db.Client().Leveranse.Query().Where(leveranse.StatusEQ(leveranse.StatusKlar)).AllX(ctx) {
		if l.Tidligst == nil || !l.Tidligst.After(v.s.Klokke()) {
			maa(v.t, v.s.Overlever(ctx, l.ForsendelseID))
		}
	}
	maa(v.t, v.s.HentBrevsvar(ctx, uuid.Nil))
}

// hendelsesko is what is to happen, the first first. Of two at the same time the one said first.
type hendelsesko struct {
	alle []hendelsen
	n    int
}

type hendelsen struct {
	tid  time.Time
	nr   int
	gjor func()
}

func (k *hendelsesko) leggTil(tid time.Time, gjor func()) {
	k.n++
	heap.Push(k, hendelsen{tid, k.n, gjor})
}

func (k *hendelsesko) Len() int { return len(k.alle) }
func (k *hendelsesko) Less(i, j int) bool {
	a, b := k.alle[i], k.alle[j]
	return cmp.Or(a.tid.Compare(b.tid), cmp.Compare(a.nr, b.nr)) < 0
}
func (k *hendelsesko) Swap(i, j int) { k.alle[i], k.alle[j] = k.alle[j], k.alle[i] }
func (k *hendelsesko) Push(h any)    { k.alle = append(k.alle, h.(hendelsen)) }
func (k *hendelsesko) Pop() any {
	siste := k.alle[len(k.alle)-1]
	k.alle = k.alle[:len(k.alle)-1]
	return siste
}
