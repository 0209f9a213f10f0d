package delivery_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"sync"
	"testing"

	"github.com/google/uuid"
	"pgregory.net/rapid"

	"barnevernportalen/delivery"
	"barnevernportalen/ent"
	"barnevernportalen/ent/db"
	"barnevernportalen/ent/db/avvisning"
	"barnevernportalen/ent/db/bydel"
	"barnevernportalen/ent/db/dialogmottaker"
	"barnevernportalen/ent/db/forsendelse"
	"barnevernportalen/ent/db/frist"
	"barnevernportalen/ent/db/kjede"
	"barnevernportalen/ent/db/leveranse"
	"barnevernportalen/ent/db/mottakersystem"
	"barnevernportalen/ent/db/nokkel"
	"barnevernportalen/ent/db/pakke"
	"barnevernportalen/ent/db/post"
	"barnevernportalen/ent/dbtest"
	"barnevernportalen/ent/viewer"
)

const orgnrBergen = "974760673"

// dialog is a receiver of post, with a system that fetches it.
type dialog struct {
	mottaker, system, nokkel uuid.UUID
	orgnr                    string
}

// nyDialog sets one up for an organisation; its system takes shipments of one type, or all.
func (h *hus) nyDialog(t testing.TB, orgnr, forsendelsestype string) dialog {
	t.Helper()
	ctx, c := system(t), h.db.Client()
	k := noekler()[1].Cert
	n := c.Nokkel.Create().SetBydelID(h.mottaker.ID).SetFormal(nokkel.FormalSvarinn).SetSertifikat(k.Raw).
		SetTommelavtrykk("0123456789012345678901234567890123456789012345678901234567890123").
		SetGyldigFra(k.NotBefore).SetGyldigTil(k.NotAfter).SetTattIBruk(k.NotBefore).SaveX(ctx)
	s := c.Mottakersystem.Create().SetNavn("System").SetOrgnr(orgnr).SetForsendelsestype(forsendelsestype).
		SetSikkerhetsniva(mottakersystem.SikkerhetsnivaHoyeste).SetBruker("bruker-" + uuid.NewString()).SetPassordHash(make([]byte, 32)).
		SetNokkelID(n.ID).SetOpprettet(h.klokke.Naa()).SaveX(ctx)
	d := c.Dialogmottaker.Create().SetOrgnr(orgnr).SetBydelID(h.mottaker.ID).SetMottakerOrgnr(orgnr).SetMottakerNavn("Bergen").
		SetVei(dialogmottaker.VeiSvarinn).SaveX(ctx)
	return dialog{d.ID, s.ID, n.ID, orgnr}
}

// mor is a person who writes; melder of other tests reports.
func (h *hus) mor(t testing.TB) (viewer.Innbygger, context.Context) {
	v := viewer.Innbygger{Person: viewer.Person{ID: h.s.Vault.Hash("person", "24859100002"), Navn: "Mor"}, Niva: viewer.NivaHoyt}
	return v, viewer.With(t.Context(), v)
}

// skriv is post on its way: what the ledger sees of it.
func (h *hus) skriv(t testing.TB, d dialog) (uuid.UUID, error) {
	t.Helper()
	v, ctx := h.mor(t)
	id := uuid.New()
	chiffer := bytes.Repeat([]byte(id.String()), 4)
	p := delivery.Forseglet{ID: uuid.New(), NokkelID: d.nokkel, Formal: pakke.FormalSvarinn, Innhold: chiffer, Sha256: sha256.Sum256(chiffer)}
	naa := h.klokke.Naa()
	return id, h.db.Tx(ctx, func(tx *ent.Tx) error {
		err := tx.Client().Post.Create().SetID(id).SetForsendelseID(id).SetType(post.TypePost).SetEier(v.ID).SetKommunenummer("4601").
			SetMappeID(uuid.New()).SetNokkel(uuid.New()).SetSkjemaHash(make([]byte, 32)).SetDialogmottakerID(d.mottaker).
			SetMottakersystemID(d.system).SetInnhold([]byte("x")).SetKonvolutt([]byte("x")).SetOpprettet(naa).Exec(ctx)
		if err != nil {
			return err
		}
		return h.s.Aksepter(ctx, tx, delivery.Ny{
			ID: id, Slag: forsendelse.SlagPost, Mottaker: h.mottaker, Pakker: []delivery.Forseglet{p}, Akseptert: naa,
			Veier: []delivery.Vei{{Kanal: leveranse.KanalSvarinn}},
		})
	})
}

// Whatever is sent in whatever order, post is in no inbox, with no machine that receives reports, and in no chain of
// reports; and of what is not a report nothing can be opened, confirmed or refused by who receives those.
func TestPostVisesIkkeSomMelding(t *testing.T) {
	h := nyttHus(t, mandag)
	d := h.nyDialog(t, orgnrBergen, "")
	var meldinger, post []uuid.UUID
	rapid.Check(t, func(rt *rapid.T) {
		for _, erPost := range rapid.SliceOfN(rapid.Bool(), 1, 3).Draw(rt, "what is sent") {
			if !erPost {
				meldinger = append(meldinger, h.send(t))
				continue
			}
			id, err := h.skriv(t, d)
			maa(t, err)
			maa(t, h.s.Overlever(system(t), id))
			post = append(post, id)
		}
		if err := h.barMeldinger(t, meldinger, post); err != nil {
			rt.Fatal(err)
		}
	})
	for slag, antall := range map[forsendelse.Slag]int{forsendelse.SlagBekymringsmelding: len(meldinger), forsendelse.SlagPost: len(post)} {
		if antall == 0 {
			t.Fatalf("no %s was sent", slag)
		}
		h.sjekkKjede(t, slag, antall)
	}

	// The control: one that the database says is a report is seen.
	maa(t, dbtest.Exec(t.Context(), h.dsn, `BEGIN; SET LOCAL session_replication_role = replica;
		UPDATE forsendelse SET slag = 'BEKYMRINGSMELDING', nr = nr + 1000000 WHERE id = '`+post[0].String()+`'; COMMIT`))
	if h.barMeldinger(t, meldinger, post) == nil {
		t.Error("post that stands as a report was not seen: the test sees nothing")
	}
}

func (h *hus) barMeldinger(t testing.TB, meldinger, post []uuid.UUID) error {
	t.Helper()
	v, _ := h.mor(t)
	saksbehandler := viewer.With(t.Context(), viewer.Saksbehandler{
		Person: viewer.Person{ID: h.s.Vault.Hash("person", "24859199999")}, Bydeler: []viewer.Bydel{{Kommunenummer: "4601", Bydelsnummer: "00"}}})
	maskin := viewer.With(t.Context(), viewer.Fagsystem{IntegrasjonID: uuid.New(), Rettigheter: []viewer.Rettighet{
		{Rett: viewer.RettKonsument, Kommunenummer: "4601"}, {Rett: viewer.RettProdusent, Kommunenummer: "4601"}, {Rett: viewer.RettIndekser, Kommunenummer: "4601"}}})
	for _, ctx := range []context.Context{saksbehandler, maskin} {
		side, err := h.s.Mottak(ctx, delivery.MottakSok{Kommunenummer: "4601", Bydelsnummer: "00", MedBekreftede: true, Antall: 100})
		if err != nil {
			return err
		}
		if len(side.Meldinger) != min(len(meldinger), 100) || side.AntallUbekreftede != len(meldinger) {
			return errors.New("the inbox holds other than the reports")
		}
		id := uuid.Nil
		if len(post) > 0 {
			id = post[len(post)-1]
			if _, err := h.s.Mottatt(ctx, post[0]); !errors.Is(err, ent.ErrIkkeFunnet) {
				return errors.New("post is found by its id")
			}
		}
		_, _, bekreftet := h.s.Bekreft(ctx, id, nil)
		_, _, avvist := h.s.Avvis(ctx, id, avvisning.GrunnAnnet, "")
		_, hentet := h.s.HentForseglet(ctx, id)
		_, apnet := h.s.Apne(ctx, id, "bekymringsmelding.pdf")
		for _, err := range []error{bekreftet, avvist, hentet, apnet} {
			if !errors.Is(err, ent.ErrIkkeFunnet) {
				return errors.New("post is not «not found» to who receives reports")
			}
		}
		for _, n := range []func() (int, error){
			func() (int, error) {
				return h.db.Client().Pakke.Query().Where(pakke.ForsendelseIDIn(post...)).Count(ctx)
			},
			func() (int, error) {
				return h.db.Client().Leveranse.Query().Where(leveranse.ForsendelseIDIn(post...)).Count(ctx)
			},
			func() (int, error) {
				return h.db.Client().Frist.Query().Where(frist.ForsendelseIDIn(post...)).Count(ctx)
			},
		} {
			if antall, err := n(); err != nil || antall != 0 {
				return errors.New("rows of post are seen by who receives reports")
			}
		}
	}
	// The writer's own status page of reports; and at the lower level, which that page has, nothing of her post at all.
	if n := h.db.Client().Bekymringsmelding.Query().CountX(viewer.With(t.Context(), v)); n != 0 {
		return errors.New("post is among what a person has reported")
	}
	lavt := v
	lavt.Niva = viewer.NivaBetydelig
	if n := h.db.Client().Forsendelse.Query().CountX(viewer.With(t.Context(), lavt)); n != 0 {
		return errors.New("post is seen at the lower level")
	}
	if n := h.db.Client().Forsendelse.Query().CountX(viewer.With(t.Context(), v)); n > len(post) {
		return errors.New("a writer sees others' shipments")
	}
	return nil
}

// sjekkKjede reads a chain as anybody could.
func (h *hus) sjekkKjede(t testing.TB, slag forsendelse.Slag, antall int) {
	t.Helper()
	var forrige []byte
	rader := h.db.Client().Forsendelse.Query().Where(forsendelse.SlagEQ(slag), forsendelse.BydelID(h.mottaker.ID)).
		Order(db.Asc(forsendelse.FieldNr)).AllX(system(t))
	if len(rader) != antall {
		t.Fatalf("%d of %s, want %d", len(rader), slag, antall)
	}
	for i, r := range rader {
		ledd := delivery.Ledd{Slag: slag, Kommunenummer: "4601", Bydelsnummer: "00", Nr: int64(i + 1), Forsendelse: r.ID, Sha256: [32]byte(r.Sha256), Forrige: forrige}
		hash := ledd.Hash()
		if r.Nr != int64(i+1) || !bytes.Equal(r.Kjedehash, hash[:]) {
			t.Fatalf("link %d of %s does not fit", i+1, slag)
		}
		forrige = hash[:]
	}
	var hode []byte
	if slag == forsendelse.SlagBekymringsmelding {
		hode = h.db.Client().Bydel.Query().Where(bydel.ID(h.mottaker.ID)).OnlyX(system(t)).SisteHash
	} else {
		hode = h.db.Client().Kjede.Query().Where(kjede.BydelID(h.mottaker.ID), kjede.SlagEQ(kjede.Slag(slag))).OnlyX(system(t)).SisteHash
	}
	if !bytes.Equal(hode, forrige) {
		t.Errorf("the head of %s is not its last link", slag)
	}
}

// Many who write the receiver's very first post at once begin one chain, without a gap.
func TestForstePostSamtidig(t *testing.T) {
	h := nyttHus(t, mandag)
	d := h.nyDialog(t, orgnrBergen, "")
	var w sync.WaitGroup
	feil := make([]error, 8)
	for i := range feil {
		w.Go(func() { _, feil[i] = h.skriv(t, d) })
	}
	w.Wait()
	maa(t, errors.Join(feil...))
	h.sjekkKjede(t, forsendelse.SlagPost, len(feil))
}

// What the database refuses of the chains of other kinds, whoever asks.
func TestDatabasenVernerKjedene(t *testing.T) {
	h := nyttHus(t, mandag)
	d := h.nyDialog(t, orgnrBergen, "")
	_, err := h.skriv(t, d)
	maa(t, err)
	h.send(t)
	for navn, sql := range map[string]string{
		"skip a number":               `UPDATE kjede SET siste_nr = siste_nr + 2`,
		"a head without a link":       `UPDATE kjede SET siste_nr = siste_nr + 1, siste_hash = sha256('x')`,
		"forget a chain":              `DELETE FROM kjede`,
		"a chain from the middle":     `INSERT INTO kjede (id, slag, siste_nr, bydel_id) SELECT gen_random_uuid(), 'INNSYNSFORESPORSEL', 1, bydel_id FROM kjede`,
		"make something else of post": `UPDATE forsendelse SET slag = 'INNSYNSFORESPORSEL' WHERE slag = 'POST'`,
		"forget what was written":     `DELETE FROM post`,
		"another's post":              `UPDATE post SET mottakersystem_id = NULL`,
		"post above its head":         `INSERT INTO forsendelse (id, slag, kanal, nr, sha256, kjedehash, tilstand, bevis, akseptert, bydel_id) SELECT gen_random_uuid(), slag, kanal, nr + 1, sha256, kjedehash, tilstand, 'INGEN', akseptert, bydel_id FROM forsendelse WHERE slag = 'POST'`,
		"empty a parcel of post":      `UPDATE pakke SET innhold = NULL WHERE formal = 'SVARINN'`,
		"the reports' head by post":   `UPDATE bydel SET siste_nr = siste_nr + 1, siste_hash = (SELECT kjedehash FROM forsendelse WHERE slag = 'POST')`,
	} {
		var pg interface{ SQLState() string }
		if err := dbtest.Exec(t.Context(), h.dsn, sql); !errors.As(err, &pg) || pg.SQLState()[:2] != "23" {
			t.Errorf("%s: %v", navn, err)
		}
		if err := dbtest.Exec(t.Context(), h.dsn, `BEGIN; SET LOCAL session_replication_role = replica; `+sql+`; ROLLBACK`); err != nil {
			t.Errorf("control, %s: with the triggers off: %v", navn, err)
		}
	}
}

// Post has the deadlines of its kind and no letter; the two hours raise an alarm.
func TestFristerAvPost(t *testing.T) {
	h := nyttHus(t, mandag)
	id, err := h.skriv(t, h.nyDialog(t, orgnrBergen, ""))
	maa(t, err)
	var typer []string
	maa(t, h.db.Client().Frist.Query().Where(frist.ForsendelseID(id)).Order(frist.ByForfall()).Select(frist.FieldType).Scan(system(t), &typer))
	if len(typer) != 3 || typer[0] != "ALARM_2T" || typer[1] != "KONTAKT_5D" || typer[2] != "OPERATOR_21D" {
		t.Errorf("deadlines %v", typer)
	}
	h.klokke.Fram(3 * 60 * 60 * 1e9)
	maa(t, h.s.FeiFrister(system(t), uuid.Nil))
	if n := h.db.Client().Alarm.Query().CountX(system(t)); n != 1 {
		t.Errorf("%d alarms after three hours", n)
	}
}
