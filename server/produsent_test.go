package server_test

import (
	"bufio"
	"bytes"
	"encoding/hex"
	"errors"
	"net"
	"net/http"
	"strconv"
	"strings"
	"testing"

	"github.com/google/uuid"

	"barnevernportalen/bekymring"
	"barnevernportalen/delivery/seal"
	"barnevernportalen/ent/viewer"
)

// lastOpp uploads one part as a machine, or as nobody.
func (p *port) lastOpp(t testing.TB, m *maskin, del string, innhold []byte, endre ...func(*http.Request)) svar {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, p.url+"/last-opp/"+del, bytes.NewReader(innhold))
	maa(t, err)
	r.Header.Set("Content-Type", "application/octet-stream")
	if m != nil {
		m.bruk(r)
	}
	for _, e := range endre {
		e(r)
	}
	return gjor(t, r)
}

// forseglTil seals to the key that the contract gave.
func forseglTil(t testing.TB, pem any, klar string) []byte {
	t.Helper()
	s, _ := pem.(string)
	cert, err := seal.ParseCertificate([]byte(s))
	maa(t, err)
	var b bytes.Buffer
	w, err := seal.Encrypt(&b, cert)
	maa(t, err)
	_, err = w.Write([]byte(klar))
	maa(t, err)
	maa(t, w.Close())
	return b.Bytes()
}

// Over GraphQL: keys, two uploads, send; kommune to kommune. The second time the uploads are used, and uploaded again the
// bytes are the same report.
func TestEnMaskinSenderForseglet(t *testing.T) {
	p := nyttHus(t)
	bergen := p.hus.maskiner[maskinBergen]
	nokler := p.sporsmal(t, bergen, dokNokler, map[string]any{"k": "0301", "b": "01"})
	asice := forseglTil(t, nokler.les("data", "krypteringsnokler", "mottak", "nokkel"), "Kanarifugl")
	pdf := forseglTil(t, nokler.les("data", "krypteringsnokler", "print", "nokkel"), "Kanarifugl")
	if nokler.les("data", "krypteringsnokler", "print", "gyldig") != true {
		t.Errorf("keys: %s", nokler.raw)
	}
	input := map[string]any{
		"fraKommune": "4601", "kommunenummer": "0301", "bydelsnummer": "01", "type": "OFFENTLIG", "versjon": "V2",
		"bevisHash": hex.EncodeToString(make([]byte, 32)),
	}
	last := func() {
		t.Helper()
		for felt, innhold := range map[string][]byte{"asice": asice, "bekymringsmelding": pdf} {
			s := p.lastOpp(t, &bergen, felt, innhold)
			if input[felt] = s.les("id"); s.status != http.StatusCreated || input[felt] == nil {
				t.Fatalf("upload: %d %s", s.status, s.raw)
			}
		}
	}
	send := func() svar { return p.sporsmal(t, bergen, dokForseglet, map[string]any{"input": input}) }
	last()
	id, ok := send().les("data", "sendForsegletBekymringsmelding", "id").(string)
	if !ok {
		t.Fatalf("not sent: %s", send().raw)
	}
	brukt := send()
	if brukt.les("data", "sendForsegletBekymringsmelding", "id") != nil ||
		brukt.les("data", "sendForsegletBekymringsmelding", "feil", 0, "kode") != "UKJENT_OPPLASTING" ||
		brukt.les("data", "sendForsegletBekymringsmelding", "feil", 1, "sti", 0) != "bekymringsmelding" {
		t.Errorf("the uploads were used: %s", brukt.raw)
	}
	last()
	if igjen := send().les("data", "sendForsegletBekymringsmelding", "id"); igjen != id {
		t.Errorf("the same bytes: %v, first %v", igjen, id)
	}
	// Oslo receives it; Bergen, which may both send and receive, does not see it in Oslo's inbox.
	const dokInnboks = `{mottak(kommunenummer:"0301",bydelsnummer:"01"){edges{node{id}}}}`
	if s := p.sporsmal(t, p.hus.maskiner[maskinOslo], dokInnboks, nil); s.les("data", "mottak", "edges", 0, "node", "id") != id {
		t.Errorf("Oslo's inbox: %s", s.raw)
	}
	if s := p.sporsmal(t, bergen, dokInnboks, nil); strings.Contains(string(s.raw), id) {
		t.Errorf("Bergen sees Oslo's inbox: %s", s.raw)
	}
	if strings.Contains(p.logg.String(), "Kanarifugl") {
		t.Error("content in the log")
	}
}

// Who may not, and what is not taken.
func TestEnMaskinAvvises(t *testing.T) {
	p := nyttHus(t)
	bergen, uten := p.hus.maskiner[maskinBergen], p.hus.maskiner[maskinTredje]
	for navn, c := range map[string]struct {
		m    maskin
		fra  string
		kode string
	}{
		"no right at all":    {uten, "4601", "MANGLER_RETTIGHET"},
		"for another":        {bergen, "0301", "IKKE_FUNNET"},
		"for no kommune":     {bergen, "", "IKKE_FUNNET"},
		"control: its own":   {bergen, "4601", ""},
		"control: Oslo's is": {p.hus.maskiner[maskinOslo], "0301", ""},
	} {
		input := map[string]any{"fraKommune": c.fra, "kommunenummer": "4601", "bydelsnummer": "00", "type": "PRIVAT", "versjon": "V2",
			"asice": uuid.NewString(), "bekymringsmelding": uuid.NewString()}
		if s := p.sporsmal(t, c.m, dokForseglet, map[string]any{"input": input}); s.kode() != c.kode {
			t.Errorf("send, %s: %s", navn, s.raw)
		}
	}
	if s := p.sporsmal(t, uten, dokNokler, bergenVar); s.kode() != "MANGLER_RETTIGHET" {
		t.Errorf("keys without a right: %s", s.raw)
	}
	for navn, v := range map[string]map[string]any{"no kommune": {"k": "9999", "b": "00"}, "no bydel": {"k": "4601", "b": "77"}, "not active": {"k": "5001", "b": "00"}} {
		if s := p.sporsmal(t, bergen, dokNokler, v); s.kode() != "" || s.les("data", "krypteringsnokler") != nil {
			t.Errorf("keys of %s: %s", navn, s.raw)
		}
	}

	sealed := forseglTil(t, string(seal.EncodeCertificate(p.hus.signer.Cert)), "x")
	stor := bytes.Repeat([]byte{'x'}, bekymring.MaksForseglet+1)
	kake := p.okt(t, pidBergen, viewer.NivaHoyt)
	for navn, c := range map[string]struct {
		s      svar
		status int
		kode   string
	}{
		"control":            {p.lastOpp(t, &bergen, "asice", sealed), 201, ""},
		"nobody":             {p.lastOpp(t, nil, "asice", sealed), 401, "IKKE_INNLOGGET"},
		"a caseworker":       {p.lastOpp(t, nil, "asice", sealed, func(r *http.Request) { r.AddCookie(kake) }), 404, "IKKE_FUNNET"},
		"no right":           {p.lastOpp(t, &uten, "asice", sealed), 403, "MANGLER_RETTIGHET"},
		"another part":       {p.lastOpp(t, &bergen, "annet", sealed), 404, "IKKE_FUNNET"},
		"clear text":         {p.lastOpp(t, &bergen, "asice", []byte("%PDF-1.7 Kanarifugl")), 400, "IKKE_FORSEGLET"},
		"nothing":            {p.lastOpp(t, &bergen, "asice", nil), 400, "MANGLER"},
		"too much":           {p.lastOpp(t, &bergen, "asice", stor), 413, "FOR_MYE"},
		"from another page":  {p.lastOpp(t, &bergen, "asice", sealed, func(r *http.Request) { r.Header.Set("Sec-Fetch-Site", "cross-site") }), 403, "UGYLDIG_FORESPORSEL"},
		"of unknown length":  {p.lastOpp(t, &bergen, "asice", stor, func(r *http.Request) { r.ContentLength = -1 }), 413, "FOR_MYE"},
		"with a wrong token": {p.lastOpp(t, &maskin{bergen.id, bergen.passord, "x"}, "asice", sealed), 401, ""},
	} {
		kode, _ := c.s.les("kode").(string)
		if c.s.status != c.status || kode != c.kode {
			t.Errorf("upload, %s: %d %s, want %d %s", navn, c.s.status, c.s.raw, c.status, c.kode)
		}
	}
	ctx := viewer.With(t.Context(), viewer.Fagsystem{IntegrasjonID: uuid.MustParse(maskinBergen)})
	if n := p.db.Client().Opplasting.Query().CountX(ctx); n != 1 {
		t.Errorf("%d uploads stored, want the control's", n)
	}
	if strings.Contains(p.logg.String(), "Kanarifugl") {
		t.Error("content in the log")
	}
}

// Whoever is refused at /last-opp while still sending is told why, also a client that writes all before it reads.
func TestOpplastingAvvistMidtISendingen(t *testing.T) {
	p := nyttHus(t)
	bergen, uten := p.hus.maskiner[maskinBergen], p.hus.maskiner[maskinTredje]
	utlopt := bergen
	utlopt.token = "x"
	for navn, c := range map[string]struct {
		m      maskin
		status int
	}{"a bad token": {utlopt, 401}, "no right": {uten, 403}, "no CMS": {bergen, 400}, "too much": {bergen, 413}} {
		kropp := make([]byte, bekymring.MaksForseglet)
		if navn == "too much" {
			kropp = append(kropp, 'x')
		}
		linje, err := (&net.Dialer{}).DialContext(t.Context(), "tcp", strings.TrimPrefix(p.url, "http://"))
		maa(t, err)
		var foran bytes.Buffer
		foran.WriteString("POST /last-opp/asice HTTP/1.1\r\nHost: x\r\nContent-Length: " + strconv.Itoa(len(kropp)) + "\r\n")
		maa(t, c.m.hode().Write(&foran))
		foran.WriteString("\r\n")
		_, err = linje.Write(append(foran.Bytes(), kropp...))
		if err != nil {
			t.Errorf("%s: cut off: %v", navn, err)
			continue
		}
		res, err := http.ReadResponse(bufio.NewReader(linje), nil)
		if err != nil || res.StatusCode != c.status {
			t.Errorf("%s: %v %v", navn, res, err)
			continue
		}
		maa(t, errors.Join(res.Body.Close(), linje.Close()))
	}
}
