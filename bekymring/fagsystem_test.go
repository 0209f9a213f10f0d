package bekymring_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"crypto/x509"
	"errors"
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/bekymring"
	"barnevernportalen/delivery/seal"
	"barnevernportalen/ent"
	"barnevernportalen/ent/db/alarm"
	"barnevernportalen/ent/db/bekymringsmelding"
	"barnevernportalen/ent/db/forsendelse"
	"barnevernportalen/ent/db/leveranse"
	"barnevernportalen/ent/db/nokkel"
	"barnevernportalen/ent/db/pakke"
	"barnevernportalen/ent/dbtest"
	"barnevernportalen/ent/viewer"
)

// maskin is an integration that produces for Trondheim, which receives nothing here.
func maskin(t testing.TB) context.Context { return maskinFor(t, uuid.New(), "5001") }

func maskinFor(t testing.TB, id uuid.UUID, kommuner ...string) context.Context {
	v := viewer.Fagsystem{IntegrasjonID: id, Orgnr: "974760673"}
	for _, k := range kommuner {
		v.Rettigheter = append(v.Rettigheter, viewer.Rettighet{Rett: viewer.RettProdusent, Kommunenummer: k})
	}
	return viewer.With(t.Context(), v)
}

// forseglet is a valid sealed report from Trondheim to Gamle Oslo; a test changes one thing of it.
func (h *hus) forseglet(t testing.TB) bekymring.Forseglet {
	t.Helper()
	return bekymring.Forseglet{
		FraKommune: "5001", Kommunenummer: "0301", Bydelsnummer: "01",
		Type: bekymringsmelding.TypeOffentlig, Versjon: bekymringsmelding.VersjonV2,
		Asice: forsegl(t, h.fag.Cert, h.container(t)), PDF: forsegl(t, h.print.Cert, []byte("%PDF-1.7 hemmelig")),
	}
}

func (h *hus) container(t testing.TB) []byte {
	t.Helper()
	k := testnokler().signer
	var b bytes.Buffer
	err := seal.WriteContainer(&b, seal.Signer{Chain: []*x509.Certificate{k.Cert}, Key: k.Private},
		seal.File{Name: seal.MeldingJSONName, MimeType: "application/json", Body: strings.NewReader(`{"hemmelig":true}`)},
		seal.File{Name: seal.MeldingPDFName, MimeType: "application/pdf", Body: strings.NewReader("%PDF-1.7 hemmelig")})
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func forsegl(t testing.TB, til *x509.Certificate, klar []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	w, err := seal.Encrypt(&b, til)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write(klar); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// innholdstabeller are where a report leaves rows.
var innholdstabeller = []string{
	"bekymringsmelding", "forsendelse", "pakke", "leveranse", "frist", "hendelse", "alarm", "opplasting", "river_job",
}

func (h *hus) rader(t testing.TB) map[string]int {
	t.Helper()
	n := map[string]int{}
	for _, tabell := range innholdstabeller {
		n[tabell] = h.tell(t, tabell)
	}
	return n
}

func TestForsegletBlirEnMeldingSomAndre(t *testing.T) {
	h := nyttHus(t)
	f := h.forseglet(t)
	token := sha256.Sum256([]byte("token"))
	f.BevisHash = token[:]
	id, err := h.bekymring.SendForseglet(maskin(t), f)
	if err != nil {
		t.Fatal(err)
	}
	for tabell, vil := range map[string]int{
		"bekymringsmelding": 1, "forsendelse": 1, "pakke": 2, "leveranse": 2, "frist": 6, "hendelse": 1, "alarm": 0, "river_job": 1,
	} {
		if n := h.tell(t, tabell); n != vil {
			t.Errorf("%d rows in %s, want %d", n, tabell, vil)
		}
	}
	c, sys := h.db.Client(), system(t)
	r := c.Forsendelse.GetX(sys, id)
	if r.Nr != 1 || r.Kanal != forsendelse.KanalFagsystem || r.Tilstand != forsendelse.TilstandAkseptert || r.Bevis != forsendelse.BevisIngen {
		t.Errorf("forsendelse: %v", r)
	}
	if sum := sha256.Sum256(f.Asice); !bytes.Equal(r.Sha256, sum[:]) {
		t.Error("the chain speaks of something else than the container")
	}
	for formal, bytesVil := range map[pakke.Formal][]byte{pakke.FormalFagsystem: f.Asice, pakke.FormalPrint: f.PDF} {
		p := c.Pakke.Query().Where(pakke.ForsendelseID(id), pakke.FormalEQ(formal)).OnlyX(sys)
		if !bytes.Equal(*p.Innhold, bytesVil) {
			t.Errorf("the %s parcel is not what was sent, byte for byte", formal)
		}
		if vil := map[bool][]byte{true: token[:], false: nil}[formal == pakke.FormalFagsystem]; !bytes.Equal(p.BevisHash, vil) {
			t.Errorf("the %s parcel has the token's hash %x", formal, p.BevisHash)
		}
	}
	if n := c.Leveranse.Query().Where(leveranse.KanalEQ(leveranse.KanalBrev), leveranse.StatusEQ(leveranse.StatusVenter)).CountX(sys); n != 1 {
		t.Errorf("%d letters wait", n)
	}
	if err := h.sjekkHovedbok(t, h.dsn); err != nil {
		t.Error(err)
	}
	if err := h.sjekkKjeder(t, h.dsn); err != nil {
		t.Error(err)
	}
}

// Nothing this installation has can open a producer's report to a case system: not its own key folder, not its signer.
func TestViKanIkkeApneEtForseglet(t *testing.T) {
	h := nyttHus(t)
	f := h.forseglet(t)
	id, err := h.bekymring.SendForseglet(maskin(t), f)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range h.db.Client().Pakke.Query().Where(pakke.ForsendelseID(id)).WithNokkel().AllX(system(t)) {
		cert, err := x509.ParseCertificate(p.Edges.Nokkel.Sertifikat)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := h.delivery.Mappe.Hent(cert); err == nil {
			t.Errorf("the private half of the %s key is here", p.Formal)
		}
		egne := []seal.Key{h.manuell, testnokler().signer}
		if _, err := seal.Open(bytes.NewReader(*p.Innhold), int64(len(*p.Innhold)), egne...); !errors.Is(err, seal.ErrUleselig) {
			t.Errorf("we open the %s parcel: %v", p.Formal, err)
		}
		mottakers := map[pakke.Formal]seal.Key{pakke.FormalFagsystem: h.fag, pakke.FormalPrint: h.print}[p.Formal]
		if _, err := seal.Open(bytes.NewReader(*p.Innhold), int64(len(*p.Innhold)), mottakers); err != nil {
			t.Errorf("control: the receiver cannot open the %s parcel: %v", p.Formal, err)
		}
	}
}

// Each thing wrong, one at a time: the reason and the part, and not a row.
func TestForsegletAvvises(t *testing.T) {
	h := nyttHus(t)
	fremmed, err := seal.NewNokkel("fremmed", time.Now().Add(-time.Hour), time.Now().Add(time.Hour))
	if err != nil {
		t.Fatal(err)
	}
	tomt := h.rader(t)
	for navn, c := range map[string]struct {
		galt func(*bekymring.Forseglet)
		vil  []string
	}{
		"no container": {func(f *bekymring.Forseglet) { f.Asice = nil }, []string{"MANGLER asice"}},
		"an empty pdf": {func(f *bekymring.Forseglet) { f.PDF = []byte{} }, []string{"MANGLER bekymringsmelding"}},
		"no type, no version, strange numbers": {func(f *bekymring.Forseglet) {
			f.Type, f.Versjon, f.Kommunenummer, f.Bydelsnummer = "", "V3", "301", "1a"
		},
			[]string{"MANGLER type", "MANGLER versjon", "UGYLDIG_FORMAT kommunenummer", "UGYLDIG_FORMAT bydelsnummer"}},
		"a hash of another length": {func(f *bekymring.Forseglet) { f.BevisHash = make([]byte, 31) }, []string{"UGYLDIG_FORMAT bevisHash"}},
		"an empty hash":            {func(f *bekymring.Forseglet) { f.BevisHash = []byte{} }, []string{"UGYLDIG_FORMAT bevisHash"}},
		"no such kommune":          {func(f *bekymring.Forseglet) { f.Kommunenummer = "9999" }, []string{"UKJENT_KOMMUNE kommunenummer"}},
		"no such bydel":            {func(f *bekymring.Forseglet) { f.Bydelsnummer = "17" }, []string{"UKJENT_BYDEL bydelsnummer"}},
		"not active":               {func(f *bekymring.Forseglet) { f.Kommunenummer, f.Bydelsnummer = "5001", "00" }, []string{"IKKE_AKTIV kommunenummer"}},
		"clear text": {func(f *bekymring.Forseglet) { f.Asice, f.PDF = h.container(t), []byte("%PDF-1.7 hemmelig") },
			[]string{"IKKE_FORSEGLET asice", "IKKE_FORSEGLET bekymringsmelding"}},
		"cut short":           {func(f *bekymring.Forseglet) { f.Asice = f.Asice[:len(f.Asice)-1] }, []string{"IKKE_FORSEGLET asice"}},
		"a byte too many":     {func(f *bekymring.Forseglet) { f.PDF = append(f.PDF, 0) }, []string{"IKKE_FORSEGLET bekymringsmelding"}},
		"to a foreign key":    {func(f *bekymring.Forseglet) { f.Asice = forsegl(t, fremmed.Cert, []byte("x")) }, []string{"FREMMED_NOKKEL asice"}},
		"the keys exchanged":  {func(f *bekymring.Forseglet) { f.Asice, f.PDF = f.PDF, f.Asice }, []string{"FREMMED_NOKKEL asice", "FREMMED_NOKKEL bekymringsmelding"}},
		"to another receiver": {func(f *bekymring.Forseglet) { f.Kommunenummer, f.Bydelsnummer = "4601", "00" }, []string{"FREMMED_NOKKEL asice"}},
		"receiver and seal": {func(f *bekymring.Forseglet) { f.Kommunenummer, f.PDF = "9999", []byte("%PDF") },
			[]string{"UKJENT_KOMMUNE kommunenummer", "IKKE_FORSEGLET bekymringsmelding"}},
	} {
		t.Run(navn, func(t *testing.T) {
			f := h.forseglet(t)
			c.galt(&f)
			id, err := h.bekymring.SendForseglet(maskin(t), f)
			if fikk := grunner(err); id != uuid.Nil || !slices.Equal(fikk, c.vil) {
				t.Errorf("%v %v (%v), want %v", id, fikk, err, c.vil)
			}
			if n := h.rader(t); !maps.Equal(n, tomt) {
				t.Errorf("stored: %v, before: %v", n, tomt)
			}
		})
	}
	for navn, ctx := range map[string]context.Context{
		"nobody": t.Context(), "a person": h.innbygger(t, "24859123456", "Melder"), "a machine of another kommune": maskinFor(t, uuid.New(), "0301"),
		"a consumer of the kommune": viewer.With(t.Context(), viewer.Fagsystem{
			IntegrasjonID: uuid.New(), Rettigheter: []viewer.Rettighet{{Rett: viewer.RettKonsument, Kommunenummer: "5001"}}}),
	} {
		if _, err := h.bekymring.SendForseglet(ctx, h.forseglet(t)); !errors.Is(err, bekymring.ErrIkkeProdusent) {
			t.Errorf("%s: %v", navn, err)
		}
	}
	if n := h.rader(t); !maps.Equal(n, tomt) {
		t.Errorf("stored: %v, before: %v", n, tomt)
	}
	if bytes.Contains(h.logg.Bytes(), []byte("hemmelig")) {
		t.Error("content in the log")
	}
	if _, err := h.bekymring.SendForseglet(maskin(t), h.forseglet(t)); err != nil {
		t.Errorf("control: %v", err)
	}
}

func grunner(err error) (ut []string) {
	a := new(bekymring.Avvist)
	if errors.As(err, &a) {
		for _, g := range a.Grunner {
			ut = append(ut, string(g.Kode)+" "+strings.Join(g.Sti, "."))
		}
	}
	return ut
}

// 5 MB together is taken, and not a byte more.
func TestForsegletGrensen(t *testing.T) {
	h := nyttHus(t)
	for over, vil := range map[int][]string{-1: nil, 0: nil, 1: {"FOR_STOR asice"}} {
		f := h.forseglet(t)
		f.Asice = forseglTil(t, h.fag.Cert, bekymring.MaksForseglet-len(f.PDF)+over)
		foran := h.rader(t)
		_, err := h.bekymring.SendForseglet(maskin(t), f)
		if fikk := grunner(err); !slices.Equal(fikk, vil) || (err == nil) != (vil == nil) {
			t.Errorf("%d over: %v", over, err)
		}
		if vil != nil && !maps.Equal(h.rader(t), foran) {
			t.Errorf("%d over: stored", over)
		}
	}
}

// forseglTil makes a seal of exactly n bytes: ciphertext grows by whole blocks, so the lengths of its chunks are written
// with zeros in front, as BER allows.
func forseglTil(t testing.TB, til *x509.Certificate, n int) []byte {
	t.Helper()
	b := forsegl(t, til, make([]byte, n-n/1000-4096))
	b = forsegl(t, til, make([]byte, n-n/1000-4096+(n-len(b)-64)))
	kort, lang := []byte{0x04, 0x82, 0x40, 0x00}, []byte{0x04, 0x83, 0x00, 0x40, 0x00}
	b = bytes.Replace(b, kort, lang, n-len(b))
	if len(b) != n {
		t.Fatalf("made %d bytes, want %d", len(b), n)
	}
	return b
}

// V2 implies V1, and is never sent to a receiver that reads V1.
func TestForsegletVersjoner(t *testing.T) {
	h := nyttHus(t)
	send := func(v bekymringsmelding.Versjon) error {
		f := h.forseglet(t)
		f.Versjon = v
		_, err := h.bekymring.SendForseglet(maskin(t), f)
		return err
	}
	for _, v := range []bekymringsmelding.Versjon{bekymringsmelding.VersjonV1, bekymringsmelding.VersjonV2} {
		if err := send(v); err != nil {
			t.Errorf("%s to a V2 receiver: %v", v, err)
		}
	}
	h.sql(t, `UPDATE bydel SET stottet_versjon = 'V1'`)
	foran := h.rader(t)
	if fikk := grunner(send(bekymringsmelding.VersjonV2)); !slices.Equal(fikk, []string{"STOTTER_IKKE_V2 versjon"}) {
		t.Errorf("V2 to a V1 receiver: %v", fikk)
	}
	if n := h.rader(t); !maps.Equal(n, foran) {
		t.Errorf("stored: %v", n)
	}
	if err := send(bekymringsmelding.VersjonV1); err != nil {
		t.Errorf("V1 to a V1 receiver: %v", err)
	}
}

// Twenty at once, from two processes: one uuid, one of each row.
func TestSammeByteSammeMelding(t *testing.T) {
	h := nyttHus(t)
	annen := husPaa(t, h)
	id, f := uuid.New(), h.forseglet(t)
	ids := make(chan uuid.UUID, 20)
	var wg sync.WaitGroup
	for i := range cap(ids) {
		wg.Go(func() {
			s := h.bekymring
			if i%2 == 1 {
				s = annen
			}
			got, err := s.SendForseglet(maskinFor(t, id, "5001"), f)
			if err != nil {
				t.Error(err)
			}
			ids <- got
		})
	}
	wg.Wait()
	forste := <-ids
	for range cap(ids) - 1 {
		if got := <-ids; got != forste {
			t.Errorf("another uuid: %s", got)
		}
	}
	for tabell, vil := range map[string]int{"bekymringsmelding": 1, "forsendelse": 1, "pakke": 2, "river_job": 1} {
		if n := h.tell(t, tabell); n != vil {
			t.Errorf("%d rows in %s, want %d", n, tabell, vil)
		}
	}
	igjen := func(navn string, ctx context.Context, f bekymring.Forseglet, samme bool) {
		t.Helper()
		got, err := h.bekymring.SendForseglet(ctx, f)
		if err != nil || (got == forste) != samme {
			t.Errorf("%s: %s %v", navn, got, err)
		}
	}
	igjen("another integration", maskin(t), f, false)
	other := f
	other.Type = bekymringsmelding.TypePrivat
	igjen("another form", maskinFor(t, id, "5001"), other, false)
	h.klokke.Fram(24*time.Hour - time.Second)
	igjen("just under 24 hours later", maskinFor(t, id, "5001"), f, true)
	h.sql(t, `UPDATE bydel SET aktiv = false`)
	igjen("the receiver has closed", maskinFor(t, id, "5001"), f, true)
	h.sql(t, `UPDATE bydel SET aktiv = true`)
	h.klokke.Fram(time.Second)
	igjen("24 hours later", maskinFor(t, id, "5001"), f, false)
}

// The control: without the trigger the look before is not enough.
func TestSammeByteKontroll(t *testing.T) {
	h := nyttHus(t)
	h.sql(t, `DROP TRIGGER bekymringsmelding_en_gang ON bekymringsmelding`)
	id, f := uuid.New(), h.forseglet(t)
	var wg sync.WaitGroup
	for range 20 {
		wg.Go(func() { _, _ = h.bekymring.SendForseglet(maskinFor(t, id, "5001"), f) })
	}
	wg.Wait()
	if n := h.tell(t, "bekymringsmelding"); n < 2 {
		t.Errorf("%d rows: twenty at once are one also without the guard, so the test shows nothing", n)
	}
}

// husPaa is one more process on the same database.
func husPaa(t testing.TB, h *hus) *bekymring.Service {
	t.Helper()
	db, err := ent.Open(t.Context(), ent.Config{DSN: h.dsn, UnsafeForTests: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(db.Close)
	d := *h.delivery
	d.DB = db
	s := *h.bekymring
	s.DB, s.Delivery = db, &d
	return &s
}

// A COMMIT, or its answer, is lost: the same bytes again give the one uuid of the one report.
func TestForsegletSvaretGarTapt(t *testing.T) {
	dsn := dbtest.DSN(t)
	proxy := dbtest.NewProxy(t, dsn)
	h := husPa(t, proxy.DSN(), t.TempDir())
	for i, c := range []struct {
		fate     dbtest.Fate
		cut      bool
		lagret   bool
		kvittert bool
	}{
		{dbtest.LostOnTheWay, false, false, false}, {dbtest.LostOnTheWay, true, false, false},
		{dbtest.LostOnTheWayBack, false, true, true}, {dbtest.LostOnTheWayBack, true, true, false},
	} {
		id, f := uuid.New(), h.forseglet(t)
		var after func()
		if c.cut {
			after = proxy.Cut
		}
		proxy.Lose("commit", c.fate, after)
		got, err := h.bekymring.SendForseglet(maskinFor(t, id, "5001"), f)
		proxy.Lose("commit", dbtest.Arrives, nil)
		if (got != uuid.Nil) != c.kvittert || (err == nil) != c.kvittert {
			t.Errorf("%+v: %s %v", c, got, err)
		}
		if err != nil && !errors.Is(err, ent.ErrUvisst) {
			t.Errorf("%+v: the sender is told that nothing was stored: %v", c, err)
		}
		if n := rader(t, dsn, "bekymringsmelding") - i; (n == 1) != c.lagret || n > 1 {
			t.Errorf("%+v: %d stored", c, n)
		}
		if c.cut {
			proxy.Mend()
		}
		igjen, err := h.bekymring.SendForseglet(maskinFor(t, id, "5001"), f)
		if err != nil || got != uuid.Nil && igjen != got || rader(t, dsn, "bekymringsmelding") != i+1 {
			t.Errorf("%+v: sent again: %s %v", c, igjen, err)
		}
	}
}

// A key that was replaced 23 hours ago is taken, 25 hours ago is not; so also one that has run out, unless it is the
// newest there is: then the letter leaves at once, and somebody is told.
func TestForsegletTilGamleNokler(t *testing.T) {
	lag := func(fra, til time.Duration) seal.Key {
		k, err := seal.NewNokkel("gammel", time.Now().Add(fra), time.Now().Add(til))
		if err != nil {
			t.Fatal(err)
		}
		return k
	}
	const dag = 24 * time.Hour
	frisk, utlopt23, utlopt25 := lag(-9*dag, dag), lag(-9*dag, -23*time.Hour), lag(-9*dag, -25*time.Hour)
	for navn, c := range map[string]struct {
		nokkel    seal.Key
		iBruk     time.Duration // when the key was put into use
		erstattet time.Duration // 0: its row does not say so
		etterpa   time.Duration // when the present key was put into use
		vil       bool
	}{
		"replaced 23 hours ago":                    {frisk, -5 * dag, -23 * time.Hour, -23 * time.Hour, true},
		"replaced 25 hours ago":                    {frisk, -5 * dag, -25 * time.Hour, -25 * time.Hour, false},
		"another put into use 23 hours ago":        {frisk, -5 * dag, 0, -23 * time.Hour, true},
		"another put into use 25 hours ago":        {frisk, -5 * dag, 0, -25 * time.Hour, false},
		"replaced lately, ran out 23 hours ago":    {utlopt23, -5 * dag, 0, -time.Hour, true},
		"replaced lately, ran out 25 hours ago":    {utlopt25, -5 * dag, 0, -time.Hour, false},
		"not put into use yet":                     {frisk, time.Hour, 0, -dag, false},
		"the newest, not marked, beside the older": {frisk, -time.Minute, 0, -dag, true},
	} {
		for _, del := range []string{"asice", "bekymringsmelding"} {
			t.Run(navn+"/"+del, func(t *testing.T) {
				h := nyttHus(t)
				formal, bydelID := nokkel.FormalFagsystem, h.oslo(t)
				if del == "bekymringsmelding" {
					formal, bydelID = nokkel.FormalPrint, nil
				}
				h.sql(t, `UPDATE nokkel SET tatt_i_bruk = $1 WHERE formal = $2`, time.Now().Add(c.etterpa), string(formal))
				h.nokkel(t, bydelID, formal, c.nokkel.Cert, c.iBruk, c.erstattet)
				f := h.forseglet(t)
				if del == "asice" {
					f.Asice = forsegl(t, c.nokkel.Cert, []byte("x"))
				} else {
					f.PDF = forsegl(t, c.nokkel.Cert, []byte("x"))
				}
				foran := h.rader(t)
				_, err := h.bekymring.SendForseglet(maskin(t), f)
				if c.vil {
					if err != nil || h.tell(t, "alarm") != 0 {
						t.Errorf("%v, %d alarms", err, h.tell(t, "alarm"))
					}
					return
				}
				if fikk := grunner(err); !slices.Equal(fikk, []string{"FREMMED_NOKKEL " + del}) || !maps.Equal(h.rader(t), foran) {
					t.Errorf("%v (%v)", fikk, err)
				}
			})
		}
	}
	t.Run("the newest there is, and it has run out", func(t *testing.T) {
		h := nyttHus(t)
		h.sql(t, `UPDATE nokkel SET erstattet = $1 WHERE formal = 'FAGSYSTEM'`, time.Now().Add(-2*dag))
		h.nokkel(t, h.oslo(t), nokkel.FormalFagsystem, utlopt25.Cert, -5*dag, 0)
		f := h.forseglet(t)
		f.Asice = forsegl(t, utlopt25.Cert, []byte("x"))
		if _, err := h.bekymring.SendForseglet(maskin(t), f); err != nil {
			t.Fatal(err)
		}
		if n := h.db.Client().Alarm.Query().Where(alarm.SlagEQ(alarm.SlagNokkelUtlopt)).CountX(system(t)); n != 1 {
			t.Errorf("%d alarms", n)
		}
		if err := h.delivery.FeiFrister(system(t), uuid.Nil); err != nil {
			t.Fatal(err)
		}
		brev := h.db.Client().Leveranse.Query().Where(leveranse.KanalEQ(leveranse.KanalBrev)).OnlyX(system(t))
		fag := h.db.Client().Leveranse.Query().Where(leveranse.KanalEQ(leveranse.KanalFagsystem)).OnlyX(system(t))
		if brev.Status != leveranse.StatusKlar || fag.Status != leveranse.StatusKlar {
			t.Errorf("letter %s, case system %s: both should leave at once", brev.Status, fag.Status)
		}
	})
}

func (h *hus) oslo(t testing.TB) *uuid.UUID {
	t.Helper()
	for _, b := range h.db.Client().Bydel.Query().AllX(system(t)) {
		if b.KommuneID == "0301" {
			return &b.ID
		}
	}
	t.Fatal("no Oslo")
	return nil
}

// nokkel writes a key's row with the times wanted; LagreNokkel would write now.
func (h *hus) nokkel(t testing.TB, bydel *uuid.UUID, formal nokkel.Formal, cert *x509.Certificate, iBruk, erstattet time.Duration) {
	t.Helper()
	r := h.db.Client().Nokkel.Create().SetNillableBydelID(bydel).SetFormal(formal).SetSertifikat(cert.Raw).
		SetTommelavtrykk(strings.Repeat("0", 64)).SetGyldigFra(cert.NotBefore).SetGyldigTil(cert.NotAfter).SetTattIBruk(time.Now().Add(iBruk))
	if erstattet != 0 {
		r.SetErstattet(time.Now().Add(erstattet))
	}
	if err := r.Exec(system(t)); err != nil {
		t.Fatal(err)
	}
}
