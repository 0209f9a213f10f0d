package delivery_test

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/google/uuid"
	"pgregory.net/rapid"

	"barnevernportalen/delivery"
	"barnevernportalen/delivery/fiksio"
	"barnevernportalen/ent/db/avvisning"
	"barnevernportalen/ent/db/bydel"
	"barnevernportalen/ent/db/forsendelse"
	"barnevernportalen/ent/db/leveranse"
	"barnevernportalen/ent/db/nokkel"
	"barnevernportalen/ent/viewer"
)

// byttende is a receiver that changes how it receives, with reports of every age and state under every method.
type byttende struct {
	*maskinhus
	sendt []*undervegs
}

// undervegs is a report, and how it was sent.
type undervegs struct {
	id    uuid.UUID
	kanal bydel.Kanal
	konto uuid.UUID
	token string // "": its container has none
}

func nyttByttende(t testing.TB) *byttende {
	h := &byttende{maskinhus: nyttMaskinhus(t, bydel.KanalFagsystem, true)}
	k := noekler()[0].Cert
	maa(t, h.db.Client().Nokkel.Create().SetBydelID(h.mottaker.ID).SetFormal(nokkel.FormalManuell).SetSertifikat(k.Raw).
		SetTommelavtrykk(delivery.Tommelavtrykk(k)).SetGyldigFra(k.NotBefore).SetGyldigTil(k.NotAfter).SetTattIBruk(time.Now()).Exec(system(t)))
	return h
}

// bytt changes the method as an operator does: the bydel's row, and no other.
func (h *byttende) bytt(t testing.TB, kanal bydel.Kanal, girBevis bool) {
	t.Helper()
	h.konto = uuid.New()
	maa(t, h.db.Client().Bydel.UpdateOneID(h.mottaker.ID).SetKanal(kanal).SetGirBevis(girBevis).SetFiksioKonto(h.konto).Exec(system(t)))
	var err error
	nr := h.mottaker.Bydelsnummer
	h.mottaker, err = h.s.FinnMottaker(system(t), "0301", &nr)
	maa(t, err)
}

func (h *byttende) nySendt(t testing.TB) *undervegs {
	u := &undervegs{id: h.aksepter(t), kanal: h.mottaker.Kanal, konto: h.konto}
	if h.mottaker.GirBevis && u.kanal != bydel.KanalNedlasting {
		u.token = h.maskinhus.token(t, u.id)
	}
	h.sendt = append(h.sendt, u)
	return u
}

// strandet says what is wrong with a report, or nil: until the receiver has answered, something of it runs, and its way and its
// letter are there.
func (h *byttende) strandet(t testing.TB, u *undervegs) error {
	ctx, c := system(t), h.db.Client()
	f := c.Forsendelse.Query().Where(forsendelse.ID(u.id)).WithFrister().WithLeveranser().OnlyX(ctx)
	if f.Kanal != forsendelse.Kanal(u.kanal) {
		return fmt.Errorf("sent by %s, and moved to %s", u.kanal, f.Kanal)
	}
	if f.Bevist != nil || f.Avstemt != nil && f.Savnet == nil && f.Avvist == nil {
		return nil
	}
	lever, brev := false, false
	for _, r := range f.Edges.Frister {
		lever = lever || r.Klarert == nil && r.Utlost == nil
	}
	for _, l := range f.Edges.Leveranser {
		if l.Konto != nil && *l.Konto != u.konto {
			return errors.New("sealed for one account, and sent to another")
		}
		brev = brev || l.Kanal == leveranse.KanalBrev && l.Status != leveranse.StatusAvlyst
	}
	switch {
	case !lever:
		return errors.New("nothing of it runs")
	case !brev && !delivery.MinstBevis(delivery.StillingAv(f).Gjelder(), forsendelse.BevisKvittert):
		return errors.New("its letter is gone")
	}
	return nil
}

// svarer lets the receiver answer by the method the report was sent under, whatever its method is now.
func (h *byttende) svarer(t testing.TB, u *undervegs) {
	t.Helper()
	m := maskin(t, "0301")
	switch {
	case u.kanal == bydel.KanalNedlasting:
		ctx := viewer.With(t.Context(), viewer.Saksbehandler{
			Person: viewer.Person{ID: h.s.Vault.Hash("person", "24859199999"), Navn: "Saksbehandler Testesen"}, Niva: viewer.NivaHoyt,
			Bydeler: []viewer.Bydel{{Kommunenummer: "0301", Bydelsnummer: "03"}},
		})
		_, feil, err := h.s.Bekreft(ctx, u.id, nil)
		maa(t, errors.Join(err, somFeil(feil)))
	case u.token != "":
		_, feil, err := h.s.Bekreft(m, u.id, &u.token)
		maa(t, errors.Join(err, somFeil(feil)))
	case u.kanal == bydel.KanalFiksio:
		maa(t, h.s.TaImot(t.Context(), &fiksio.Mottatt{MeldingID: uuid.New(), AvsenderKontoID: u.konto, Type: fiksio.TypeMottatt,
			KlientKorrelasjonsID: u.id.String(), KlientMeldingID: uuid.NewString()}))
	default:
		h.hentOgSi(t, m, u.id)
	}
}

func somFeil(f *delivery.Mottaksfeil) error {
	if f != nil {
		return errors.New(string(f.Kode))
	}
	return nil
}

// Random changes of method and account, with reports in every state: what was sent under the old one keeps its way, can be
// answered by it, and leaves as a letter in its time if it is not.
func TestBytteStranderIngen(t *testing.T) {
	delt := nyttByttende(t)
	rapid.Check(t, func(rt *rapid.T) {
		h := &byttende{maskinhus: delt.maskinhus}
		besvart := map[uuid.UUID]bool{}
		noen := func() *undervegs {
			if len(h.sendt) == 0 {
				return h.nySendt(t)
			}
			return rapid.SampledFrom(h.sendt).Draw(rt, "report")
		}
		rt.Repeat(map[string]func(*rapid.T){
			"send": func(*rapid.T) { h.nySendt(t) },
			"change": func(rt *rapid.T) {
				h.bytt(t, rapid.SampledFrom([]bydel.Kanal{bydel.KanalFagsystem, bydel.KanalFiksio, bydel.KanalNedlasting}).Draw(rt, "to"), rapid.Bool().Draw(rt, "token"))
			},
			"work": func(*rapid.T) { _ = h.s.Overlever(system(t), noen().id) },
			"answer": func(*rapid.T) {
				u := noen()
				maa(t, h.s.Overlever(system(t), u.id))
				h.svarer(t, u)
				besvart[u.id] = true
			},
			"refuse": func(*rapid.T) {
				if u := noen(); u.kanal != bydel.KanalNedlasting {
					_, _, err := h.s.Avvis(maskin(t, "0301"), u.id, avvisning.GrunnKanIkkeLagres, "")
					ja(rt, err)
				}
			},
			"list": func(*rapid.T) { // the receiver's own list names it, or misses it
				u := noen()
				nr := int(h.rad(t, u.id).Nr)
				var holdt []delivery.Holdt
				if rapid.Bool().Draw(rt, "held") {
					holdt = append(holdt, h.holdt(t, u.id))
				}
				_, _, err := h.s.Avstem(system(t), delivery.Avstem{Kommunenummer: "0301", Bydelsnummer: "03", FraNr: nr, TilNr: nr, Holdt: holdt})
				ja(rt, err)
			},
			"time": func(rt *rapid.T) {
				h.klokke.Fram(rapid.SampledFrom([]time.Duration{time.Hour, 3 * time.Hour, dogn, 3 * dogn, 8 * dogn}).Draw(rt, "time"))
				ja(rt, h.s.FeiFrister(system(t), uuid.Nil))
			},
			"": func(rt *rapid.T) {
				for _, u := range h.sendt {
					if err := h.strandet(t, u); err != nil {
						rt.Fatalf("sent by %s: %v", u.kanal, err)
					}
				}
			},
		})
		// In the end each has been answered by its own way, or left as a letter.
		h.klokke.Fram(8 * dogn)
		maa(t, h.s.FeiFrister(system(t), uuid.Nil))
		for _, u := range h.sendt {
			maa(t, h.s.Overlever(system(t), u.id))
			f := h.rad(t, u.id)
			svart := delivery.MinstBevis(delivery.StillingAv(f).Gjelder(), forsendelse.BevisKvittert)
			if l := h.brevet(t, u.id); !svart && l.Status != leveranse.StatusOverlevert {
				rt.Fatalf("sent by %s, not answered, and its letter is %s", u.kanal, l.Status)
			}
			h.svarer(t, u) // also late, also now
			if f.Avvist == nil && !delivery.MinstBevis(h.rad(t, u.id).Bevis, forsendelse.BevisKvittert) {
				rt.Fatalf("sent by %s, and its answer is not taken any more", u.kanal)
			}
			maa(t, h.sql(t, `UPDATE frist SET klarert = forfall WHERE forsendelse_id = $1`, u.id)) // so that it does not run on into the next
		}
	})
}

// The control: a change of method that touched what was sent before is found, whatever it did.
func TestBytteStranderIngenSerBrudd(t *testing.T) {
	for navn, galt := range map[string]string{
		"its deadlines are cleared":     `UPDATE frist SET klarert = now() WHERE forsendelse_id = $1`,
		"its letter is called off":      `UPDATE leveranse SET status = 'AVLYST' WHERE forsendelse_id = $1`,
		"it is moved to the new method": `UPDATE forsendelse SET kanal = 'NEDLASTING' WHERE id = $1`,
		"it is sent to the new account": `UPDATE leveranse SET konto = gen_random_uuid() WHERE kanal = 'FIKSIO' AND forsendelse_id = $1`,
	} {
		t.Run(navn, func(t *testing.T) {
			h := nyttByttende(t)
			h.bytt(t, bydel.KanalFiksio, false)
			u := h.nySendt(t)
			maa(t, h.s.Overlever(system(t), u.id))
			maa(t, h.strandet(t, u))
			maa(t, h.sql(t, `ALTER TABLE forsendelse DISABLE TRIGGER USER`))
			maa(t, h.sql(t, galt, u.id))
			if h.strandet(t, u) == nil {
				t.Error("not found")
			}
		})
	}
}
