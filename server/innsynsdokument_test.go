package server_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/ent/db/innsynsmelding"
	"barnevernportalen/ent/dbtest"
	"barnevernportalen/ent/viewer"
	"barnevernportalen/innsyn"
)

const pdfen = "%PDF-1.7 innhold"

// lastOppDokument uploads a document as a machine.
func (p *port) lastOppDokument(t testing.TB, m maskin, kommune, mime, innhold string, endre ...func(*http.Request)) svar {
	t.Helper()
	return p.lastOpp(t, &m, "innsynsdokument?kommunenummer="+kommune, []byte(innhold), append(endre, func(r *http.Request) { r.Header.Set("Content-Type", mime) })...)
}

// medDokument gives the melder a journalpost with one document, and returns the journalpost.
func (p *port) medDokument(t testing.TB, lenke string) string {
	t.Helper()
	f := viewer.Fagsystem{IntegrasjonID: uuid.MustParse(maskinBergen), Rettigheter: []viewer.Rettighet{{Rett: viewer.RettIndekser, Kommunenummer: "4601"}}}
	bolk := []innsyn.Melding{
		{MeldingID: uuid.MustParse(meldingMappe), Slag: innsynsmelding.SlagMappe, Metadata: tilJSON(t, map[string]any{"tittel": "M", "organisasjonsnummer": "974760673"})},
		{MeldingID: uuid.MustParse(meldingPost), Slag: innsynsmelding.SlagJournalpost, Metadata: tilJSON(t, map[string]any{"tittel": "P", "forelderMeldingId": meldingMappe,
			"dokumenter": []any{map[string]any{"tittel": "T", "filnavn": "Vedtak for Kari Nordmann.pdf", "mimeType": "application/pdf", "lenke": lenke}}})},
	}
	for i := range bolk {
		bolk[i].Kommunenummer, bolk[i].Fodselsnummer, bolk[i].Sikkerhetsniva = "4601", pidMelder, 4
	}
	svar, err := p.innsyn.Indekser(viewer.With(t.Context(), f), bolk)
	maa(t, err)
	if len(svar.Feil) > 0 {
		t.Fatalf("%+v", svar.Feil)
	}
	return radID(meldingPost)
}

// dokumentlenke makes a link, or says why there is none.
func (p *port) dokumentlenke(t testing.TB, kake *http.Cookie, post string) (sti, hindring string) {
	t.Helper()
	s := p.kjor(t, kake, dokDokumentlenke, map[string]any{"input": map[string]any{"journalpostId": post, "nr": 0}})
	sti, _ = s.les("data", "lagDokumentlenke", "lenke", "sti").(string)
	hindring, _ = s.les("data", "lagDokumentlenke", "hindring").(string)
	if (sti == "") == (hindring == "") {
		t.Fatalf("%s", s.raw)
	}
	return sti, hindring
}

// From a machine's upload to the person's browser, in two processes; and for all others as if it had never been.
func TestDokumentTilEnPerson(t *testing.T) {
	p := nyttHus(t)
	s := p.lastOppDokument(t, p.hus.maskiner[maskinBergen], "4601", "application/pdf", pdfen)
	lenke, _ := s.les("lenke").(string)
	id, _ := s.les("id").(string)
	if s.status != http.StatusCreated || lenke != p.url+innsyn.StiDokument+id {
		t.Fatalf("upload: %d %s", s.status, s.raw)
	}
	post := p.medDokument(t, lenke)
	mor := p.okt(t, pidMelder, viewer.NivaHoyt)
	if s := p.kjor(t, mor, dokJournalpost, map[string]any{"id": post}); s.les("data", "journalpost", "dokumenter", 0, "kilde") != "PORTAL" {
		t.Errorf("kilde: %s", s.raw)
	}
	sti, _ := p.dokumentlenke(t, mor, post)
	annen := p.hus.prosess(t)
	annen.innsyn.Dokumenter.Opphav = p.url // one installation has one address
	for _, sted := range []*port{p, annen} {
		for spor, visning := range map[string]string{"": "inline", "?last-ned": "attachment"} {
			s := sted.get(t, mor, sti+spor)
			if s.status != http.StatusOK || string(s.raw) != pdfen {
				t.Fatalf("%d %s", s.status, s.raw)
			}
			for navn, vil := range map[string]string{
				"Content-Type": "application/pdf", "Content-Length": fmt.Sprint(len(pdfen)), "Content-Disposition": visning + `; filename="dokument.pdf"`,
				"X-Content-Type-Options": "nosniff", "Cache-Control": "no-store", "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
				"Cross-Origin-Resource-Policy": "same-origin",
			} {
				if s.hode.Get(navn) != vil {
					t.Errorf("%s: %q", navn, s.hode.Get(navn))
				}
			}
		}
	}
	aldri := p.get(t, mor, "/last-ned/dokument/"+strings.Repeat("A", 122))
	likt := func(hva string, s svar) {
		t.Helper()
		if s.status != http.StatusNotFound || !bytes.Equal(s.raw, aldri.raw) || s.status != aldri.status {
			t.Errorf("%s: %d %s, never: %d %s", hva, s.status, s.raw, aldri.status, aldri.raw)
		}
	}
	likt("her other session", p.get(t, p.okt(t, pidMelder, viewer.NivaHoyt), sti))
	likt("another person", p.get(t, p.okt(t, pidFremmed, viewer.NivaHoyt), sti))
	if s := p.get(t, p.okt(t, pidMelder, viewer.NivaBetydelig), sti); s.les("kode") != lavt {
		t.Errorf("too low: %d %s", s.status, s.raw)
	}
	if s := p.get(t, nil, sti); s.les("kode") != logInn {
		t.Errorf("nobody: %d %s", s.status, s.raw)
	}
	if s := p.get(t, mor, sti, "Sec-Fetch-Site", "cross-site"); s.status != http.StatusForbidden {
		t.Errorf("from another site: %d", s.status)
	}
	if s := p.get(t, mor, sti); s.status != http.StatusOK {
		t.Errorf("the control: %d", s.status)
	}
	var linjer int
	maa(t, dbtest.QueryRow(t.Context(), p.hus.dsn, `SELECT count(*) FROM innsynslogg WHERE handling = 'DOKUMENT'`, nil, &linjer))
	if linjer != 5 {
		t.Errorf("%d lines, read five times", linjer)
	}
	if s := p.slettDokument(t, p.hus.maskiner[maskinBergen], id); s.status != http.StatusNoContent {
		t.Errorf("delete: %d %s", s.status, s.raw)
	}
	likt("deleted", p.get(t, mor, sti))
	if _, hindring := p.dokumentlenke(t, mor, post); hindring != "IKKE_FUNNET" {
		t.Errorf("deleted: %s", hindring)
	}
	for _, ord := range []string{"Nordmann", strings.TrimPrefix(sti, "/last-ned/dokument/"), id} {
		if strings.Contains(p.logg.String()+annen.logg.String(), ord) {
			t.Errorf("%s in the log", ord)
		}
	}
}

func (p *port) slettDokument(t testing.TB, m maskin, id string, endre ...func(*http.Request)) svar {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodDelete, p.url+"/last-opp/innsynsdokument/"+id, nil)
	maa(t, err)
	m.bruk(r)
	for _, e := range endre {
		e(r)
	}
	return gjor(t, r)
}

// Who uploads and who takes away: the three machines, and a person.
func TestHvemSomLasterOppDokumenter(t *testing.T) {
	p := nyttHus(t)
	kake := p.okt(t, pidAdmin, viewer.NivaHoyt)
	somPerson := func(r *http.Request) {
		for h := range (maskin{}).hode() {
			r.Header.Del(h)
		}
		r.AddCookie(kake)
	}
	for _, c := range []struct {
		maskin, opp, ned string // when the document is Bergen's
		endre            []func(*http.Request)
	}{
		{maskinBergen, "", "", nil}, {maskinOslo, skjult, skjult, nil}, {maskinTredje, manglerRett, manglerRett, nil},
		{maskinBergen, skjult, skjult, []func(*http.Request){somPerson}},
	} {
		bergens := p.lastOppDokument(t, p.hus.maskiner[maskinBergen], "4601", "", pdfen)
		id, _ := bergens.les("id").(string)
		kode := func(s svar) string { k, _ := s.les("kode").(string); return k }
		if s := p.lastOppDokument(t, p.hus.maskiner[c.maskin], "4601", "", pdfen, c.endre...); kode(s) != c.opp || (s.status == http.StatusCreated) != (c.opp == "") {
			t.Errorf("%s uploads: %d %s", c.maskin, s.status, s.raw)
		}
		if s := p.slettDokument(t, p.hus.maskiner[c.maskin], id, c.endre...); kode(s) != c.ned || (s.status == http.StatusNoContent) != (c.ned == "") {
			t.Errorf("%s deletes: %d %s", c.maskin, s.status, s.raw)
		}
	}
	bergen := p.hus.maskiner[maskinBergen]
	p.innsyn.Dokumenter.Maks = 1000
	for navn, c := range map[string]struct {
		s      svar
		status int
		kode   string
	}{
		"a page":                {p.lastOppDokument(t, bergen, "4601", "text/html", "<html>"), 415, "UGYLDIG_TYPE"},
		"too large":             {p.lastOppDokument(t, bergen, "4601", "", pdfen+strings.Repeat("x", 1000)), 413, "FOR_STOR"},
		"too large, unsaid":     {p.lastOppDokument(t, bergen, "4601", "", pdfen+strings.Repeat("x", 1000), func(r *http.Request) { r.ContentLength = -1 }), 413, "FOR_STOR"},
		"unsaid":                {p.lastOppDokument(t, bergen, "4601", "", pdfen, func(r *http.Request) { r.ContentLength = -1 }), 201, ""},
		"no kommune":            {p.lastOppDokument(t, bergen, "", "", pdfen), 404, skjult},
		"deleted, no such":      {p.slettDokument(t, bergen, uuid.NewString()), 404, skjult},
		"deleted, not an id":    {p.slettDokument(t, bergen, "x"), 404, skjult},
		"text, as what it says": {p.lastOppDokument(t, bergen, "4601", "text/plain", "Hei\n"), 201, ""},
	} {
		if k, _ := c.s.les("kode").(string); c.s.status != c.status || k != c.kode {
			t.Errorf("%s: %d %s", navn, c.s.status, c.s.raw)
		}
	}
	p.innsyn.Dokumenter.MaksHver = 1
	if s := p.lastOppDokument(t, bergen, "4601", "", pdfen); s.status != http.StatusInsufficientStorage || s.les("kode") != "FULLT" {
		t.Errorf("full: %d %s", s.status, s.raw)
	}
}

// A body that is cut off on the way leaves nothing.
func TestDokumentKuttetPaaVeiInn(t *testing.T) {
	p := nyttHus(t)
	send := func(lengde int, innhold string) string {
		c, err := net.Dial("tcp", strings.TrimPrefix(p.url, "http://"))
		maa(t, err)
		defer func() { _ = c.Close() }()
		r, err := http.NewRequest(http.MethodPost, p.url+"/last-opp/innsynsdokument?kommunenummer=4601", nil)
		maa(t, err)
		p.hus.maskiner[maskinBergen].bruk(r)
		var b bytes.Buffer
		fmt.Fprintf(&b, "POST %s HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: %d\r\n", r.URL.RequestURI(), lengde)
		maa(t, r.Header.Write(&b))
		_, err = c.Write(append(b.Bytes(), "\r\n"+innhold...))
		maa(t, err)
		if len(innhold) < lengde {
			maa(t, c.(*net.TCPConn).CloseWrite())
		}
		svar, err := io.ReadAll(c)
		maa(t, err)
		return string(svar)
	}
	if svar := send(len(pdfen)+9, pdfen); !strings.Contains(svar, "400 Bad Request") || !strings.Contains(svar, "UGYLDIG_FORESPORSEL") {
		t.Errorf("cut off: %s", svar)
	}
	var filer int
	maa(t, dbtest.QueryRow(t.Context(), p.hus.dsn, `SELECT count(*) FROM innsynsfil`, nil, &filer))
	if filer != 0 {
		t.Errorf("%d files", filer)
	}
	if svar := send(len(pdfen), pdfen); !strings.Contains(svar, "201 Created") {
		t.Errorf("the control: %s", svar)
	}
}

// dokumentvert is a host that gives what a test says.
type dokumentvert struct {
	innhold io.Reader
	lengde  int64
}

func (dokumentvert) Tar(u *url.URL) bool { return u.Host == "arkiv.example" }

func (k *dokumentvert) Hent(context.Context, *url.URL) (*innsyn.Hentet, error) {
	return &innsyn.Hentet{ReadCloser: io.NopCloser(k.innhold), Lengde: k.lengde}, nil
}

// A document that breaks off on the way looks like no whole file to the browser, whether its length was known or not.
func TestHalvtDokumentSerIkkeHeltUt(t *testing.T) {
	p := nyttHus(t)
	k := &dokumentvert{}
	p.innsyn.Dokumenter.Verter = k
	post := p.medDokument(t, "https://arkiv.example/x")
	mor := p.okt(t, pidMelder, viewer.NivaHoyt)
	stor := pdfen + strings.Repeat("x", 200<<10)
	hent := func(innhold io.Reader, lengde int64) (int, error) {
		k.innhold, k.lengde = strings.NewReader(pdfen), -1
		sti, _ := p.dokumentlenke(t, mor, post)
		k.innhold, k.lengde = innhold, lengde
		r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, p.url+sti, nil)
		maa(t, err)
		r.AddCookie(mor)
		res, err := http.DefaultClient.Do(r)
		if err != nil {
			return 0, err
		}
		defer func() { _ = res.Body.Close() }()
		b, err := io.ReadAll(res.Body)
		return len(b), err
	}
	brutt := func() io.Reader { return io.MultiReader(strings.NewReader(stor), bruddet{}) }
	for navn, c := range map[string]struct {
		r      io.Reader
		lengde int64
		hel    bool
	}{
		"broken, length known":   {brutt(), int64(len(stor)) + 9, false},
		"broken, length unknown": {brutt(), -1, false},
		"ends too soon":          {strings.NewReader(stor), int64(len(stor)) + 9, false},
		"goes on too long":       {strings.NewReader(stor), int64(len(stor)) - 9, false},
		"whole, length known":    {strings.NewReader(stor), int64(len(stor)), true},
		"whole, length unknown":  {strings.NewReader(stor), -1, true},
	} {
		n, err := hent(c.r, c.lengde)
		if (err == nil) != c.hel || c.hel && n != len(stor) {
			t.Errorf("%s: %d bytes, %v", navn, n, err)
		}
	}
	if !strings.Contains(p.logg.String(), "a document was broken off") {
		t.Error("the operator is not told")
	}
	for mime, innhold := range map[string]string{"UGYLDIG_TYPE": "<html>", "": pdfen} {
		k.innhold, k.lengde = strings.NewReader(innhold), -1
		if _, hindring := p.dokumentlenke(t, mor, post); hindring != mime {
			t.Errorf("%s: %s", innhold, hindring)
		}
	}
}

type bruddet struct{}

func (bruddet) Read([]byte) (int, error) { return 0, errors.New("the line broke") }

// A document under way ends when the session does, here or by another replica: half of it, and the connection broken.
func TestDokumentSlutterMedOkten(t *testing.T) {
	p := nyttHus(t)
	lager := &halvtLager{resten: make(chan struct{})}
	defer close(lager.resten)
	p.innsyn.Dokumenter.Dokumentlager = lager
	post := p.medDokument(t, "https://min.kommune.no/dokumentlager/nedlasting/"+uuid.NewString())
	kake, okt, err := p.sesjoner.NyOkt(t.Context(), pidMelder, "Navn", viewer.NivaHoyt)
	maa(t, err)
	sti, hindring := p.dokumentlenke(t, kake, post)
	if hindring != "" {
		t.Fatal(hindring)
	}
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, p.url+sti, nil)
	maa(t, err)
	r.AddCookie(kake)
	svar, err := http.DefaultClient.Do(r)
	maa(t, err)
	defer func() { _ = svar.Body.Close() }()
	_, err = io.ReadFull(svar.Body, make([]byte, forsteHalvdel))
	maa(t, err)
	start := time.Now()
	p.sesjoner.MeldAvsluttet(okt)
	if b, err := io.ReadAll(svar.Body); err == nil || len(b) > 0 || time.Since(start) > 10*time.Second { // who is silent is given up after 15 s
		t.Errorf("%d bytes after the session, %v, after %v", len(b), err, time.Since(start))
	}
}

// forsteHalvdel is as much as halvtLager gives at once, in bytes: a piece as the server writes it.
const forsteHalvdel = 64 << 10

// halvtLager has a document of which the second half does not come.
type halvtLager struct{ resten chan struct{} }

func (h *halvtLager) Hent(ctx context.Context, _ uuid.UUID) (*innsyn.Hentet, error) {
	forst := append([]byte(pdfen), make([]byte, forsteHalvdel-len(pdfen))...)
	return &innsyn.Hentet{ReadCloser: io.NopCloser(io.MultiReader(bytes.NewReader(forst), venter{ctx, h.resten})), Lengde: 2 * forsteHalvdel}, nil
}

type venter struct {
	ctx    context.Context
	resten chan struct{}
}

func (v venter) Read(p []byte) (int, error) {
	select {
	case <-v.ctx.Done():
		return 0, v.ctx.Err()
	case <-v.resten:
		return 0, io.ErrUnexpectedEOF
	}
}
