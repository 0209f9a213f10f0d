package innsyn_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/delivery"
	"barnevernportalen/delivery/seal"
	"barnevernportalen/ent/db/alarm"
	"barnevernportalen/ent/db/bydel"
	"barnevernportalen/ent/db/dialogmottaker"
	"barnevernportalen/ent/db/innsynslogg"
	"barnevernportalen/ent/db/leveranse"
	"barnevernportalen/ent/db/mottakersystem"
	"barnevernportalen/ent/db/nokkel"
	"barnevernportalen/ent/dbtest"
	"barnevernportalen/ent/viewer"
	"barnevernportalen/innsyn"
	"barnevernportalen/pdf"
)

// posthus is the room with a ledger behind it and somebody who receives.
type posthus struct {
	*hus
	sesjon uuid.UUID
	naa    time.Time
}

func nyttPosthus(t testing.TB) *posthus {
	t.Helper()
	h := &posthus{hus: nyttHus(t), sesjon: uuid.New(), naa: time.Now().Round(time.Microsecond)}
	renderer, err := pdf.New()
	maa(t, err)
	klokke := func() time.Time { return h.naa }
	h.Delivery = &delivery.Service{DB: h.DB, Vault: h.Vault, Klokke: klokke, Log: h.Log,
		Kanaler: map[leveranse.Kanal]delivery.Channel{leveranse.KanalSvarinn: delivery.Svarinn{}}}
	h.PDF, h.Klokke = renderer, klokke
	maa(t, dbtest.Exec(t.Context(), h.dsn, `INSERT INTO sesjon (id, innhold, opprettet, sist_brukt, utloper) VALUES ($1, 'x', now(), now(), now() + interval '1 hour')`, h.sesjon))
	k, err := seal.NewNokkel("test", time.Now().Add(-time.Hour), time.Now().Add(24*time.Hour))
	maa(t, err)
	ctx, c := system(t), h.DB.Client()
	b := c.Bydel.Create().SetKommuneID("4601").SetBydelsnummer("00").SetNavn("Bergen").SetKanal(bydel.KanalNedlasting).SaveX(ctx)
	n := c.Nokkel.Create().SetBydelID(b.ID).SetFormal(nokkel.FormalSvarinn).SetSertifikat(k.Cert.Raw).SetTommelavtrykk(delivery.Tommelavtrykk(k.Cert)).
		SetGyldigFra(k.Cert.NotBefore).SetGyldigTil(k.Cert.NotAfter).SetTattIBruk(k.Cert.NotBefore).SaveX(ctx)
	c.Mottakersystem.Create().SetNavn("S").SetOrgnr("974760673").SetSikkerhetsniva(mottakersystem.SikkerhetsnivaHoyeste).SetBruker("s").
		SetPassordHash(make([]byte, 32)).SetNokkelID(n.ID).SetOpprettet(h.naa).SaveX(ctx)
	for _, id := range []string{"", "kjent"} {
		c.Dialogmottaker.Create().SetOrgnr("974760673").SetEdialogID(id).SetBydelID(b.ID).SetMottakerOrgnr("974760673").SetMottakerNavn("Barneverntjenesten").
			SetVei(dialogmottaker.VeiSvarinn).SaveX(ctx)
	}
	return h
}

func (h *posthus) iOkt(t testing.TB, fnr string) context.Context {
	return viewer.With(t.Context(), viewer.Innbygger{Person: h.Person(fnr), Niva: viewer.NivaHoyt, SesjonID: h.sesjon})
}

func skjema(typ, id string) felter {
	f := felter{}
	if typ != "" {
		f["predefinert"] = felter{"type": typ}
	} else {
		f["egendefinert"] = felter{"bokmal": "Skriv til oss"}
	}
	if id != "" {
		f["edialogId"] = id
	}
	return f
}

// sak is a case of mor's with forms of every kind, and a decision in it.
func (h *posthus) sak(t testing.TB) (mappeID, vedtakID uuid.UUID, m, v innsyn.Melding) {
	t.Helper()
	m = endret(mappe(fnrMor, "MOR", "Mors sak"), felter{"edialogSkjemaer": []any{
		skjema("POST", ""), skjema("POST", "kjent"), skjema("POST", "ukjent"), skjema("SVAR", ""), skjema("", "kjent"),
	}})
	v = endret(journalpost(fnrMor, m, "Vedtak", "2026-03-01T12:00:00Z"), felter{"klagefrist": "2026-04-01T12:00:00Z", "edialogSkjemaer": []any{
		skjema("SVAR", "kjent"), skjema("KLAGE", "kjent"), skjema("POST", "kjent"), skjema("", ""),
	}})
	h.indekser(t, m, v)
	return rad(bergensk, m), rad(bergensk, v), m, v
}

func (h *posthus) fra(t testing.TB, n innsyn.NyPost) *innsyn.Postsvar {
	t.Helper()
	if n.Nokkel == uuid.Nil {
		n.Nokkel = uuid.New()
	}
	svar, err := h.Send(h.iOkt(t, fnrMor), n)
	maa(t, err)
	return svar
}

// Only what belongs where it stands and has a receiver is offered; an id nobody knows calls the operator, once.
func TestTilbys(t *testing.T) {
	h := nyttPosthus(t)
	mappeID, vedtakID, _, _ := h.sak(t)
	ctx := h.iOkt(t, fnrMor)
	for range 3 {
		m, err := h.Mappe(ctx, mappeID)
		maa(t, err)
		j, err := h.Journalpost(ctx, vedtakID)
		maa(t, err)
		for _, c := range []struct {
			skjemaer []innsyn.Edialogskjema
			vil      []bool
		}{{m.Skjemaer, []bool{true, true, false, false, true}}, {j.Skjemaer, []bool{true, true, false, true}}} {
			for i, sk := range c.skjemaer {
				tilbys, err := h.Tilbys(ctx, sk)
				maa(t, err)
				if tilbys != c.vil[i] {
					t.Errorf("form %d: offered %v", i, tilbys)
				}
			}
		}
	}
	alarmer := h.DB.Client().Alarm.Query().Where(alarm.SlagEQ(alarm.SlagUkjentDialog)).AllX(system(t))
	if len(alarmer) != 1 || alarmer[0].Detalj != "974760673 ukjent" {
		t.Errorf("%v", alarmer)
	}
}

// What is wrong, all of it at once, and nothing sent.
func TestPostfeil(t *testing.T) {
	h := nyttPosthus(t)
	mappeID, vedtakID, _, _ := h.sak(t)
	h.indekser(t, endret(mappe(fnrFar, "FAR", "Fars"), felter{"edialogSkjemaer": []any{skjema("POST", "")}}))
	far := rad(bergensk, endret(mappe(fnrFar, "FAR", "x"), nil))
	fil, err := h.LastOpp(h.iOkt(t, fnrMor), "a", bytes.NewReader(bildet(t, 2, 2)))
	maa(t, err)
	fars, err := h.LastOpp(h.iOkt(t, fnrFar), "a", bytes.NewReader(bildet(t, 2, 2)))
	maa(t, err)
	post := innsyn.NyPost{Type: innsyn.SkjemaPost, MappeID: mappeID, Tekst: "Hei"}
	for navn, c := range map[string]struct {
		endre func(*innsyn.NyPost)
		vil   []innsyn.Postfeil
	}{
		"no text":            {func(n *innsyn.NyPost) { n.Tekst = " \n" }, []innsyn.Postfeil{{"tekst", innsyn.PostMangler}}},
		"too long":           {func(n *innsyn.NyPost) { n.Tekst = strings.Repeat("ø", innsyn.MaksTekst+1) }, []innsyn.Postfeil{{"tekst", innsyn.PostForLang}}},
		"another's case":     {func(n *innsyn.NyPost) { n.MappeID = far }, []innsyn.Postfeil{{"sted", innsyn.PostIkkeFunnet}}},
		"no such form":       {func(n *innsyn.NyPost) { n.SkjemaNr = 9 }, []innsyn.Postfeil{{"skjemaNr", innsyn.PostIkkeTilbudt}}},
		"a negative form":    {func(n *innsyn.NyPost) { n.SkjemaNr = -1 }, []innsyn.Postfeil{{"skjemaNr", innsyn.PostIkkeTilbudt}}},
		"nobody receives it": {func(n *innsyn.NyPost) { n.SkjemaNr = 2 }, []innsyn.Postfeil{{"skjemaNr", innsyn.PostIkkeTilbudt}}},
		"an answer to a case": {func(n *innsyn.NyPost) { n.SkjemaNr = 3 },
			[]innsyn.Postfeil{{"skjemaNr", innsyn.PostIkkeTilbudt}}},
		"a complaint by the answer's form": {func(n *innsyn.NyPost) { n.Type, n.JournalpostID, n.SkjemaNr = innsyn.SkjemaKlage, &vedtakID, 0 },
			[]innsyn.Postfeil{{"skjemaNr", innsyn.PostIkkeTilbudt}}},
		"another's file":    {func(n *innsyn.NyPost) { n.Filer = []uuid.UUID{fars.ID} }, []innsyn.Postfeil{{"filer", innsyn.PostUkjentFil}}},
		"a file twice":      {func(n *innsyn.NyPost) { n.Filer = []uuid.UUID{fil.ID, fil.ID} }, []innsyn.Postfeil{{"filer", innsyn.PostUkjentFil}}},
		"eleven files":      {func(n *innsyn.NyPost) { n.Filer = make([]uuid.UUID, 11) }, []innsyn.Postfeil{{"filer", innsyn.PostForMange}}},
		"all of it at once": {func(n *innsyn.NyPost) { n.Tekst, n.SkjemaNr, n.Filer = "", 9, []uuid.UUID{uuid.New()} }, []innsyn.Postfeil{{"tekst", innsyn.PostMangler}, {"skjemaNr", innsyn.PostIkkeTilbudt}, {"filer", innsyn.PostUkjentFil}}},
	} {
		n := post
		c.endre(&n)
		svar := h.fra(t, n)
		if svar.Post != nil || len(svar.Feil) != len(c.vil) {
			t.Errorf("%s: %+v", navn, svar)
			continue
		}
		for i := range c.vil {
			if svar.Feil[i] != c.vil[i] {
				t.Errorf("%s: %+v", navn, svar.Feil)
			}
		}
	}
	if n := h.DB.Client().Forsendelse.Query().CountX(system(t)); n != 0 {
		t.Errorf("%d were sent", n)
	}
	// Shut out: as if the case were not there, and she sees nothing of what she wrote before either.
	if h.fra(t, post).Post == nil {
		t.Fatal("control: a right letter is not sent")
	}
	_, feil, err := h.Sperr(maskin(t, bergensk, "4601"), fnrMor, "4601")
	if err != nil || len(feil) > 0 {
		t.Fatal(feil, err)
	}
	if svar := h.fra(t, post); svar.Post != nil || svar.Feil[0].Kode != innsyn.PostIkkeFunnet {
		t.Errorf("shut out: %+v", svar)
	}
	if trad, err := h.MineMeldinger(h.iOkt(t, fnrMor)); err != nil || len(trad) != 0 {
		t.Errorf("shut out, and sees %d: %v", len(trad), err)
	}
}

// The same key is the same letter, however many times and however many at once; files are used once.
func TestSammeNokkel(t *testing.T) {
	h := nyttPosthus(t)
	mappeID, _, _, _ := h.sak(t)
	fil, err := h.LastOpp(h.iOkt(t, fnrMor), "a", bytes.NewReader(bildet(t, 2, 2)))
	maa(t, err)
	n := innsyn.NyPost{Nokkel: uuid.New(), Type: innsyn.SkjemaPost, MappeID: mappeID, Tekst: "Hei", Filer: []uuid.UUID{fil.ID}}
	svar := make([]*innsyn.Postsvar, 6)
	var w sync.WaitGroup
	for i := range svar {
		w.Go(func() { svar[i], _ = h.Send(h.iOkt(t, fnrMor), n) })
	}
	w.Wait()
	for _, s := range svar {
		if s == nil || s.Post == nil || s.Post.ID != svar[0].Post.ID {
			t.Fatalf("%+v", s)
		}
	}
	if antall := h.DB.Client().Forsendelse.Query().CountX(system(t)); antall != 1 {
		t.Errorf("%d were sent", antall)
	}
	annet := n
	annet.Tekst = "Noe annet"
	if s := h.fra(t, annet); s.Post != nil || s.AlleredeSendt == nil || s.AlleredeSendt.Tekst != "Hei" {
		t.Errorf("another letter under the key: %+v", s)
	}
	annet.Nokkel = uuid.New()
	if s := h.fra(t, annet); s.Post != nil || s.Feil[0].Kode != innsyn.PostUkjentFil {
		t.Errorf("a file sent twice: %+v", s)
	}
}

// The last day to complain is the whole day in Norway, as the page counts it: a letter of that day does not say that it is
// late, whatever hour the case system wrote beside the day.
func TestKlagePaSisteDag(t *testing.T) {
	h := nyttPosthus(t)
	_, _, m, _ := h.sak(t)
	for i, c := range []struct {
		frist, naa string
		sent       bool
	}{
		{"2026-04-01T00:00:00Z", "2026-04-01T00:30:00+02:00", false},
		{"2026-04-01T00:00:00Z", "2026-04-01T08:00:00+02:00", false},
		{"2026-04-01T00:00:00Z", "2026-04-01T23:59:59+02:00", false},
		{"2026-04-01T00:00:00Z", "2026-04-02T00:00:00+02:00", true},
		{"2026-03-31T22:00:00Z", "2026-04-01T23:59:59+02:00", false}, // midnight in Norway
		{"2026-04-01T21:59:00Z", "2026-04-01T23:59:59+02:00", false},
	} {
		v := endret(journalpost(fnrMor, m, "Vedtak", "2026-03-01T12:00:00Z"), felter{"klagefrist": c.frist, "edialogSkjemaer": []any{skjema("KLAGE", "kjent")}})
		h.indekser(t, v)
		id := rad(bergensk, v)
		naa, err := time.Parse(time.RFC3339, c.naa)
		maa(t, err)
		h.naa = naa
		if s := h.fra(t, innsyn.NyPost{Type: innsyn.SkjemaKlage, JournalpostID: &id, Tekst: "Jeg klager"}); s.Post == nil || s.Post.EtterKlagefrist != c.sent {
			t.Errorf("%d: deadline %s, sent %s: %+v", i, c.frist, c.naa, s)
		}
	}
}

// What comes the same day is an answer: a day has no hour to compare.
func TestSvarSammeDag(t *testing.T) {
	h := nyttPosthus(t)
	mappeID, vedtakID, m, v := h.sak(t)
	h.naa = time.Date(2026, 3, 20, 12, 0, 0, 0, time.UTC)
	h.fra(t, innsyn.NyPost{Type: innsyn.SkjemaSvar, JournalpostID: &vedtakID, Tekst: "Hva betyr dette?"})
	for tittel, dato := range map[string]string{
		"samme dag": "2026-03-20T00:00:00Z", "samme dag i Norge": "2026-03-19T23:00:00Z", "en time senere": "2026-03-20T13:00:00Z",
		"dagen før": "2026-03-19T00:00:00Z", "en time før": "2026-03-20T11:00:00Z",
	} {
		h.indekser(t, endret(journalpost(fnrMor, m, tittel, dato), felter{"relaterteJournalposter": []any{v.MeldingID}}))
	}
	ctx := h.iOkt(t, fnrMor)
	sak, err := h.Mappe(ctx, mappeID)
	maa(t, err)
	trad, err := h.TradAv(ctx, sak)
	maa(t, err)
	var titler []string
	for _, s := range trad[0].Svar {
		titler = append(titler, s.Tittel)
	}
	slices.Sort(titler)
	if !slices.Equal(titler, []string{"en time senere", "samme dag", "samme dag i Norge"}) {
		t.Errorf("answers: %v", titler)
	}
}

// A complaint after the deadline is sent, and says so; the answer that comes names what was complained of, and is tied to it;
// reading and writing are in her log.
func TestKlageOgTrad(t *testing.T) {
	h := nyttPosthus(t)
	mappeID, vedtakID, m, v := h.sak(t)
	h.naa = time.Date(2026, 3, 20, 12, 0, 0, 0, time.UTC)
	if s := h.fra(t, innsyn.NyPost{Type: innsyn.SkjemaKlage, JournalpostID: &vedtakID, SkjemaNr: 1, Tekst: "I tide"}); s.Post == nil || s.Post.EtterKlagefrist || s.Post.Klagefrist == nil {
		t.Fatalf("%+v", s)
	}
	h.naa = time.Date(2026, 4, 2, 12, 0, 0, 0, time.UTC)
	s := h.fra(t, innsyn.NyPost{Type: innsyn.SkjemaKlage, JournalpostID: &vedtakID, SkjemaNr: 1, Tekst: "For sent"})
	if s.Post == nil || !s.Post.EtterKlagefrist {
		t.Fatalf("%+v", s)
	}
	h.indekser(t, endret(journalpost(fnrMor, m, "Svar på klagen", "2026-04-10T12:00:00Z"), felter{"relaterteJournalposter": []any{v.MeldingID}}))
	ctx := h.iOkt(t, fnrMor)
	sak, err := h.Mappe(ctx, mappeID)
	maa(t, err)
	trad, err := h.TradAv(ctx, sak)
	maa(t, err)
	if len(trad) != 2 || trad[0].Tekst != "I tide" || len(trad[1].Svar) != 1 || trad[1].Svar[0].Tittel != "Svar på klagen" {
		t.Fatalf("%+v", trad)
	}
	kopi, err := h.Kvittering(ctx, s.Post.ID)
	maa(t, err)
	igjen, err := h.Kvittering(ctx, s.Post.ID)
	maa(t, err)
	if !bytes.HasPrefix(kopi, []byte("%PDF-")) || !bytes.Equal(kopi, igjen) {
		t.Error("the copy is not the same letter each time")
	}
	if _, err := h.Kvittering(h.iOkt(t, fnrFar), s.Post.ID); err == nil {
		t.Error("another fetches her copy")
	}
	for handling, vil := range map[innsynslogg.Handling]int{innsynslogg.HandlingSkrevet: 2, innsynslogg.HandlingTrad: 5} {
		if n := h.DB.Client().Innsynslogg.Query().Where(innsynslogg.HandlingEQ(handling)).CountX(ctx); n != vil {
			t.Errorf("%d of %s in the log, want %d", n, handling, vil)
		}
	}
}

func bildet(t testing.TB, b, h int) []byte {
	t.Helper()
	var ut bytes.Buffer
	maa(t, png.Encode(&ut, image.NewRGBA(image.Rect(0, 0, b, h))))
	return ut.Bytes()
}

// medExif is a JPEG as a telephone makes it: held on its side, and it says where.
func medExif(t testing.TB) []byte {
	t.Helper()
	m := image.NewRGBA(image.Rect(0, 0, 32, 16))
	for x := range 8 {
		for y := range 16 {
			m.Set(x, y, color.White) // white at the left edge; held so that that is on top
		}
	}
	var ut bytes.Buffer
	maa(t, jpeg.Encode(&ut, m, nil))
	tiff := []byte("MM\x00\x2a\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01\x00\x06\x00\x00\x00\x00\x00\x00GPS 60.39N 5.32E")
	del := append([]byte("Exif\x00\x00"), tiff...)
	hode := binary.BigEndian.AppendUint16([]byte{0xff, 0xd8, 0xff, 0xe1}, uint16(len(del)+2))
	return append(append(hode, del...), ut.Bytes()[2:]...)
}

// What a file holds decides what it is; of a picture only what is seen is left, the right way up; a bomb is not unpacked.
func TestSjekkFil(t *testing.T) {
	h := nyttPosthus(t)
	foto := medExif(t)
	mime, klar, err := h.SjekkFil(t.Context(), foto)
	maa(t, err)
	m, err := jpeg.Decode(bytes.NewReader(klar))
	maa(t, err)
	if mime != "image/jpeg" || bytes.Contains(klar, []byte("GPS")) || bytes.Contains(klar, []byte("Exif")) || !bytes.Contains(foto, []byte("GPS")) {
		t.Error("the place is still in the picture")
	}
	if b := m.Bounds(); b.Dx() != 16 || b.Dy() != 32 {
		t.Fatalf("not turned: %v", b)
	}
	if r, _, _, _ := m.At(8, 3).RGBA(); r < 0xe000 {
		t.Error("turned the wrong way")
	}
	bombe := bildet(t, 1, 1)
	binary.BigEndian.PutUint32(bombe[16:], 100_000)
	binary.BigEndian.PutUint32(bombe[20:], 100_000)
	sumAv(bombe)
	for navn, c := range map[string]struct {
		fil []byte
		vil innsyn.Vedleggsfeil
	}{
		"a bomb": {bombe, innsyn.VedleggForMangePunkt}, "half a picture": {foto[:len(foto)-40], innsyn.VedleggUlesbart}, "html": {[]byte("<html>"), innsyn.VedleggType},
		"a zip": {[]byte("PK\x03\x04"), innsyn.VedleggType}, "a gif": {[]byte("GIF89a"), innsyn.VedleggType}, "half a pdf": {[]byte("%PDF-1.7"), innsyn.VedleggUlesbart},
	} {
		if _, _, err := h.SjekkFil(t.Context(), c.fil); !errors.Is(err, c.vil) {
			t.Errorf("%s: %v", navn, err)
		}
	}
	pall := bildet(t, 3, 3)
	if mime, klar, err := h.SjekkFil(t.Context(), append(pall, []byte("<script>")...)); err != nil || mime != "image/png" || bytes.Contains(klar, []byte("script")) {
		t.Errorf("what stands behind a picture: %v", err)
	}
}

// Files wait for the session that uploaded them, and end with it.
func TestVedleggFolgerSesjonen(t *testing.T) {
	h := nyttPosthus(t)
	ctx := h.iOkt(t, fnrMor)
	f, err := h.LastOpp(ctx, `C:\Mine bilder\..\a<b>.exe`, bytes.NewReader(bildet(t, 2, 2)))
	maa(t, err)
	if f.Navn != "ab.png" {
		t.Errorf("called %q", f.Navn)
	}
	annen := viewer.With(t.Context(), viewer.Innbygger{Person: h.Person(fnrMor), Niva: viewer.NivaHoyt, SesjonID: uuid.New()})
	if n := h.DB.Client().Vedlegg.Query().CountX(annen); n != 0 {
		t.Error("seen in another session")
	}
	if n := h.DB.Client().Vedlegg.Query().CountX(ctx); n != 1 {
		t.Error("control: not seen in its own")
	}
	if _, err := h.LastOpp(annen, "a", bytes.NewReader(bildet(t, 2, 2))); err == nil {
		t.Error("uploaded in a session that is not there")
	}
	maa(t, dbtest.Exec(t.Context(), h.dsn, `DELETE FROM sesjon WHERE id = $1`, h.sesjon))
	if n := h.DB.Client().Vedlegg.Query().CountX(ctx); n != 0 {
		t.Error("it outlives the session")
	}
}

// When keys turn her letters turn with them: her thread is whole, and stands under the new hash.
func TestBrevSnusMedNoklene(t *testing.T) {
	h := nyttPosthus(t)
	mappeID, _, _, _ := h.sak(t)
	s := h.fra(t, innsyn.NyPost{Type: innsyn.SkjemaPost, MappeID: mappeID, Tekst: "Hei"})
	gammel := h.Person(fnrMor).ID
	maa(t, h.Vault.Rotate())
	maa(t, h.SnuNokler(system(t)))
	if bytes.Equal(gammel, h.Person(fnrMor).ID) {
		t.Fatal("control: the hash did not turn")
	}
	v := viewer.Innbygger{Person: viewer.Person{ID: h.Person(fnrMor).ID}, Niva: viewer.NivaHoyt, SesjonID: h.sesjon}
	trad, err := h.MineMeldinger(viewer.With(t.Context(), v))
	if err != nil || len(trad) != 1 || trad[0].ID != s.Post.ID {
		t.Errorf("%v %v", trad, err)
	}
}
