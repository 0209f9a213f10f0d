package delivery_test

import (
	"bytes"
	"context"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/delivery"
	"barnevernportalen/delivery/fiksio"
	"barnevernportalen/ent/db/avvisning"
	"barnevernportalen/ent/db/bydel"
)

// logner is a receiver that lies, in one way. None of its reports may ever be closed.
type logner struct {
	navn  string
	kanal bydel.Kanal
	token bool // it has opted in to tokens
	brev  bool // nobody has said yes in time, or it has said no: the letter leaves
	far   func(v *verden, r *rapport)
	natt  func(v *verden, k *mottakeren) // its list, each night
}

// lognere are they. What a receiver's system does to its own queue (nack, ack of several) is seen from here as what Fiks IO then
// says, or as nothing.
func lognere() []logner {
	const fiks, graf = bydel.KanalFiksio, bydel.KanalFagsystem
	return []logner{
		{"acks without storing", fiks, false, false, func(v *verden, r *rapport) { v.mottatt(r) }, nil},
		{"acks without storing, and has opted in to tokens", fiks, true, false, func(v *verden, r *rapport) { v.mottatt(r) }, nil},
		{"never answers", fiks, false, true, func(*verden, *rapport) {}, nil},
		{"nacks: Fiks IO takes it away, each time", fiks, false, true, func(v *verden, r *rapport) {
			v.ta(v.t, v.fiksio(fiksio.TypeServerfeil, r))
		}, nil},
		{"holds it until it times out, each time", fiks, false, true, func(v *verden, r *rapport) {
			v.om(3*time.Hour, func() { v.ta(v.t, v.fiksio(fiksio.TypeTidsavbrudd, r)) })
		}, nil},
		{"acks multiple: stores and answers every tenth", fiks, false, true, func(v *verden, r *rapport) {
			if r.nr()%10 == 0 {
				r.holdt = true
				v.om(4*dogn, func() { v.mottatt(r) }) // after the letters of the others
			}
		}, nil},
		{"answers from another account", fiks, false, true, func(v *verden, r *rapport) {
			m := v.sier(fiksio.TypeMottatt, r)
			m.AvsenderKontoID = uuid.New()
			v.ta(v.t, m)
		}, nil},
		{"answers about another's report", fiks, false, true, func(v *verden, r *rapport) {
			for _, annen := range slices.Backward(v.rapporter) {
				if annen.til != r.til && annen.til.Kanal == fiks && annen.ganger > 0 {
					m := v.sier(fiksio.TypeMottatt, annen)
					m.AvsenderKontoID = r.til.konto
					v.ta(v.t, m)
					return
				}
			}
		}, nil},
		{"answers all with the receipt of its first", fiks, false, true, func(v *verden, r *rapport) {
			if r.nr() == 0 {
				return // which it never gave
			}
			m := v.sier(fiksio.TypeMottatt, r.til.rapporter[0])
			m.KlientKorrelasjonsID = r.id.String()
			v.ta(v.t, m)
			igjen := *m // as another message
			igjen.MeldingID = uuid.New()
			v.ta(v.t, &igjen)
		}, nil},
		{"replays the same message for all", fiks, false, true, func(v *verden, r *rapport) {
			m := v.sier(fiksio.TypeMottatt, r)
			m.MeldingID = r.til.konto // one id for all
			m.SvarPaMelding, m.KlientKorrelasjonsID = uuid.New(), ""
			v.ta(v.t, m)
		}, nil},
		{"says no, in words that cannot be opened", fiks, false, true, func(v *verden, r *rapport) { v.ta(v.t, v.uapnelig(r)) }, nil},
		{"says yes, and then no", fiks, false, true, func(v *verden, r *rapport) {
			v.mottatt(r)
			v.om(time.Hour, func() { v.ta(v.t, v.uapnelig(r)) })
		}, nil},
		{"says no, and then yes", fiks, true, true, func(v *verden, r *rapport) {
			v.ta(v.t, v.uapnelig(r))
			v.om(time.Hour, func() { v.mottatt(r) })
		}, nil},
		{"answers after the letter", fiks, false, true, func(v *verden, r *rapport) { v.om(6*dogn, func() { v.mottatt(r) }) }, nil},
		{"answers in types that are none of these", fiks, false, true, func(v *verden, r *rapport) {
			for _, typ := range []string{"no.ks.fiks.bekymringsmelding.lagret.v9", "mottatt", fiksio.TypeForesporselSvar, ""} {
				v.ta(v.t, v.sier(typ, r))
			}
		}, nil},
		{"says yes many times", fiks, false, false, func(v *verden, r *rapport) {
			for i := range 5 {
				v.om(time.Duration(i*i)*dogn, func() { v.mottatt(r) })
			}
		}, nil},
		{"a token that is none", graf, true, true, func(v *verden, r *rapport) {
			for _, token := range []string{"", "AAAAAAAAAAAAAAAAAAAAAA", r.id.String(), "true", strings.Repeat("A", 300)} {
				v.henter(r)
				v.bekrefter(r, &token)
			}
		}, nil},
		{"a token nearly right", graf, true, true, func(v *verden, r *rapport) {
			v.henter(r)
			riktig := v.tokenAv(r)
			for _, token := range []string{riktig + "\n", " " + riktig, riktig + "==", riktig[:21], `"` + riktig + `"`} {
				v.bekrefter(r, &token)
			}
		}, nil},
		{"the token of the report before", graf, true, true, func(v *verden, r *rapport) {
			v.henter(r)
			if forrige := r.nr() - 1; forrige >= 0 {
				token := v.tokenAv(r.til.rapporter[forrige])
				v.bekrefter(r, &token)
			}
		}, nil},
		{"another receiver's token", graf, true, true, func(v *verden, r *rapport) {
			v.henter(r)
			for _, annen := range v.rapporter {
				if annen.til != r.til && annen.til.token {
					token := v.tokenAv(annen)
					v.bekrefter(r, &token)
					return
				}
			}
		}, nil},
		{"a token over Fiks IO's receiver, wrong, and a yes", fiks, true, false, func(v *verden, r *rapport) {
			token := "AAAAAAAAAAAAAAAAAAAAAA"
			v.bekrefter(r, &token)
			v.mottatt(r)
		}, nil},
		{"says yes without having fetched", graf, false, true, func(v *verden, r *rapport) { v.bekrefter(r, nil) }, nil},
		{"fetches, and never answers", graf, true, true, func(v *verden, r *rapport) { v.henter(r) }, nil},
		{"fetches, says yes, stores nothing", graf, false, false, func(v *verden, r *rapport) { v.henter(r); v.bekrefter(r, nil) }, nil},
		{"fetches, says yes, and then no", graf, false, true, func(v *verden, r *rapport) {
			v.henter(r)
			v.bekrefter(r, nil)
			v.om(30*time.Hour, func() {
				_, _, err := v.s.Avvis(maskin(v.t, "0301"), r.id, avvisning.GrunnAnnet, "")
				maa(v.t, err)
			})
		}, nil},
		{"stores, names it for a week, and loses it", graf, false, false, lagrer(nil), arlig},
		{"stores, proves it, names it for a week, and loses it", graf, true, false, lagrer(func(v *verden, r *rapport) {
			token := v.tokenAv(r)
			v.bekrefter(r, &token)
		}), arlig},
		{"says yes, and lists other bytes under its name", graf, false, false, lagrer(nil), liste(func(h *delivery.Holdt) {
			h.Sha256 = strings.Repeat("00", 32)
		})},
		{"says yes, and lists another number", graf, false, false, lagrer(nil), liste(func(h *delivery.Holdt) {
			h.Nr = max(h.Nr-1, 1)
			h.Sha256 = h.Sha256[:len(h.Sha256)-tall(h.Nr == 1)] // the first has none before it
		})},
		{"says yes, and lists a wrong token", graf, true, false, lagrer(nil), liste(func(h *delivery.Holdt) {
			token := "AAAAAAAAAAAAAAAAAAAAAA"
			h.Bevis = &token
		})},
		{"says yes, and lists it without the token it should have", graf, true, false, lagrer(nil), liste(func(h *delivery.Holdt) { h.Bevis = nil })},
		{"lists what it has not fetched", graf, false, true, func(*verden, *rapport) {}, liste(func(h *delivery.Holdt) { h.Bevis = nil })},
	}
}

// nr is its place among those of its receiver, from 0.
func (r *rapport) nr() int {
	for i, annen := range r.til.rapporter {
		if annen == r {
			return i
		}
	}
	return -1
}

// fiksio is a message of Fiks IO's own about a report.
func (v *verden) fiksio(typ string, r *rapport) *fiksio.Mottatt {
	m := v.sier(typ, r)
	m.AvsenderKontoID = uuid.MustParse("00000000-0000-4000-8000-000000000001")
	return m
}

// uapnelig is a no whose words were sealed with the receiver's own key, as a real one was.
func (v *verden) uapnelig(r *rapport) *fiksio.Mottatt {
	m := v.sier(fiksio.TypeFeilet, r)
	m.Innhold = func(context.Context) (io.ReadCloser, error) {
		return io.NopCloser(bytes.NewReader([]byte("for nobody"))), nil
	}
	return m
}

// lagrer is a receiver that fetches, stores, says yes, and has nothing left after a week.
func lagrer(ja func(*verden, *rapport)) func(*verden, *rapport) {
	return func(v *verden, r *rapport) {
		v.henter(r)
		if r.holdt = true; ja != nil {
			ja(v, r)
		} else {
			v.bekrefter(r, nil)
		}
		v.om(7*dogn, func() { r.holdt = false })
	}
}

// arlig is a list of what it really holds.
func arlig(v *verden, k *mottakeren) { v.navngir(k, v.holder(k)) }

// liste names everything it was sent, made up in one way.
func liste(lyv func(*delivery.Holdt)) func(*verden, *mottakeren) {
	return func(v *verden, k *mottakeren) {
		var alle []delivery.Holdt
		for _, r := range k.rapporter {
			h := v.linje(r)
			h.Bevis = nil
			lyv(&h)
			alle = append(alle, h)
		}
		v.navngir(k, alle)
	}
}
