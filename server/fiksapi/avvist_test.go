package fiksapi_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/google/uuid"

	"barnevernportalen/bekymring"
	"barnevernportalen/delivery/seal"
)

// Every refusal outside the parts: who calls, which path, which method, which type. The transport checks the error body.
func TestAvvisninger(t *testing.T) {
	h := nyttHus(t)
	foran := h.rader(t)
	k := h.klient(t, "v2", trondheim)
	med := func(f func(http.Header)) *klient {
		ny := *k
		ny.hode = k.hode.Clone()
		f(ny.hode)
		return &ny
	}
	som := func(id uuid.UUID) *klient { return h.klient(t, "v2", id) }
	const bydeler, nokler = "/kommuner/4601/bydeler", "/mottak/fagsystem/4601/00/krypteringsnokler"
	privat := "/mottak/fagsystem/" + orgTrondheim.String() + "/4601/00/privat"
	for navn, c := range map[string]struct {
		k            *klient
		metode, sti  string
		type_, kropp string
		status       int
		melding      string
	}{
		"no headers": {med(func(h http.Header) { clear(h) }), "GET", bydeler, "", "", 401, "Klarte ikke å validere access_token"},
		"no token":   {med(func(h http.Header) { h.Del("Authorization") }), "GET", nokler, "", "", 401, "Klarte ikke å validere access_token"},
		"a bad token, on a post": {med(func(h http.Header) { h.Set("Authorization", "Bearer x") }), "POST", privat, "text/plain", "x", 401,
			"Klarte ikke å validere access_token"},
		"a wrong password": {med(func(h http.Header) { h.Set("IntegrasjonPassord", "x") }), "GET", bydeler, "", "", 401,
			"Autentisering feilet for integrasjon med id " + trondheim.String()},
		"an unknown integration": {som(orgBergen), "GET", bydeler, "", "", 401, "Autentisering feilet for integrasjon med id " + orgBergen.String()},
		"an id that is none": {med(func(h http.Header) { h.Set("IntegrasjonId", "<script>") }), "GET", bydeler, "", "", 401,
			"Autentisering feilet for integrasjon med id (ugyldig)"},
		"another right":          {som(indekserer), "GET", bydeler, "", "", 403, "Integrasjonen har verken rettigheten PRODUSENT eller KONSUMENT."},
		"KONSUMENT sends":        {som(konsument), "POST", privat, "multipart/form-data; boundary=x", "", 403, "Integrasjonen har ikke rettigheten PRODUSENT for denne organisasjonen."},
		"for another kommune":    {som(bergenMask), "POST", privat, "multipart/form-data; boundary=x", "", 403, "Integrasjonen har ikke rettigheten PRODUSENT for denne organisasjonen."},
		"for no organisation":    {k, "POST", "/mottak/fagsystem/" + uuid.NewString() + "/4601/00/privat", "", "", 403, "Integrasjonen har ikke rettigheten PRODUSENT for denne organisasjonen."},
		"no such path":           {k, "GET", "/kommune", "", "", 404, "Stien finnes ikke."},
		"no such path, nobody":   {med(func(h http.Header) { clear(h) }), "GET", "/", "", "", 404, "Stien finnes ikke."},
		"a slash too many":       {k, "GET", bydeler + "/", "", "", 404, "Stien finnes ikke."},
		"a third form":           {k, "POST", "/mottak/fagsystem/" + orgTrondheim.String() + "/4601/00/annet", "", "", 404, "Stien finnes ikke."},
		"delete":                 {k, "DELETE", bydeler, "", "", 405, "Stien tar ikke denne metoden."},
		"post to a list":         {k, "POST", "/kommuner/fylker", "", "", 405, "Stien tar ikke denne metoden."},
		"get what is posted":     {k, "GET", privat, "", "", 405, "Stien tar ikke denne metoden."},
		"an organisation's name": {k, "POST", "/mottak/fagsystem/trondheim/4601/00/privat", "", "", 400, "fraFiksOrgId i stien må være en UUID."},
		"a kommune's name":       {k, "GET", "/mottak/fagsystem/bergen/00/krypteringsnokler", "", "", 400, "kommunenummer i stien må være fire sifre."},
		"one digit":              {k, "GET", "/mottak/fagsystem/4601/0/krypteringsnokler", "", "", 400, "bydelsnummer i stien må være to sifre."},
		"an id that is no uuid": {k, "GET", "/mottak/fagsystem/" + orgTrondheim.String() + "/bekymringsmelding/1%20OR%201=1/status", "", "", 400,
			"bekymringsmeldingId i stien må være en UUID."},
		"JSON":          {k, "POST", privat, "application/json", "{}", 415, "Innholdet må være multipart/form-data, uten Content-Encoding."},
		"no type":       {k, "POST", privat, "", "x", 415, "Innholdet må være multipart/form-data, uten Content-Encoding."},
		"another type":  {k, "POST", privat, "multipart/mixed; boundary=x", "--x--", 415, "Innholdet må være multipart/form-data, uten Content-Encoding."},
		"packed":        {med(func(h http.Header) { h.Set("Content-Encoding", "gzip") }), "POST", privat, "multipart/form-data; boundary=x", "x", 415, "Innholdet må være multipart/form-data, uten Content-Encoding."},
		"twice a token": {med(func(h http.Header) { h.Add("Authorization", "Bearer t0k3n") }), "GET", bydeler, "", "", 401, "Klarte ikke å validere access_token"},
	} {
		t.Run(navn, func(t *testing.T) {
			status, raw := c.k.gjor(c.metode, c.sti, c.type_, strings.NewReader(c.kropp))
			if status != c.status || melding(raw) != c.melding {
				t.Errorf("%d %s", status, raw)
			}
			if id := feltet(raw, "errorId"); !strings.Contains(h.logg.String(), id) {
				t.Errorf("%s is not in the log", id)
			}
		})
	}
	if n := h.rader(t); n != foran {
		t.Errorf("%d rows stored", n-foran)
	}
	if logg := h.logg.String(); strings.Contains(logg, "script") || strings.Contains(logg, "t0k3n") {
		t.Error("what was sent is in the log")
	}
}

// del is one part as it stands in the body.
func del(hode string, innhold []byte) string { return hode + "\r\n\r\n" + string(innhold) }

func hode(navn, fil string) string {
	return fmt.Sprintf("Content-Disposition: form-data; name=%q; filename=%q\r\nContent-Type: application/octet-stream", navn, fil)
}

// Multipart that is not as it should be, one thing at a time: 400, and not a row.
func TestTukletMultipart(t *testing.T) {
	h := nyttHus(t)
	k := h.klient(t, "v2", trondheim)
	m := k.lag(h, "4601", "00")
	a, p := del(hode("asice", "asice.zip"), m.asice), del(hode("bekymringsmelding", "bekymringsmelding.pdf"), m.pdf)
	sammen := func(deler ...string) string {
		return "--skille\r\n" + strings.Join(deler, "\r\n--skille\r\n") + "\r\n--skille--\r\n"
	}
	const vanlig = "multipart/form-data; boundary=skille"
	foran := h.rader(t)
	for navn, c := range map[string]struct{ type_, kropp, kode string }{
		"no boundary":            {"multipart/form-data", sammen(a, p), "UGYLDIG_MULTIPART"},
		"an empty boundary":      {`multipart/form-data; boundary=""`, sammen(a, p), "UGYLDIG_MULTIPART"},
		"another boundary":       {"multipart/form-data; boundary=annet", sammen(a, p), "UGYLDIG_MULTIPART"},
		"two boundaries":         {"multipart/form-data; boundary=skille; boundary=annet", sammen(a, p), "UGYLDIG_MULTIPART"},
		"empty":                  {vanlig, "", "UGYLDIG_MULTIPART"},
		"no parts":               {vanlig, "--skille--\r\n", "MANGLER"},
		"one part":               {vanlig, sammen(a), "MANGLER"},
		"the other part":         {vanlig, sammen(p), "MANGLER"},
		"an empty part":          {vanlig, sammen(a, del(hode("bekymringsmelding", "b.pdf"), nil)), "MANGLER"},
		"twice the same":         {vanlig, sammen(a, a), "UGYLDIG_MULTIPART"},
		"three, one twice":       {vanlig, sammen(a, p, a), "UGYLDIG_MULTIPART"},
		"one too many":           {vanlig, sammen(a, p, del(hode("vedlegg", "v.pdf"), m.pdf)), "UGYLDIG_MULTIPART"},
		"another name":           {vanlig, sammen(a, del(hode("Bekymringsmelding", "b.pdf"), m.pdf)), "UGYLDIG_MULTIPART"},
		"no name":                {vanlig, sammen(a, del("Content-Disposition: form-data", m.pdf)), "UGYLDIG_MULTIPART"},
		"no header":              {vanlig, sammen(a, "\r\n"+string(m.pdf)), "UGYLDIG_MULTIPART"},
		"an attachment":          {vanlig, sammen(a, del("Content-Disposition: attachment; name=bekymringsmelding", m.pdf)), "UGYLDIG_MULTIPART"},
		"two dispositions":       {vanlig, sammen(a, del(hode("bekymringsmelding", "b.pdf")+"\r\n"+hode("asice", "b.pdf"), m.pdf)), "UGYLDIG_MULTIPART"},
		"two names":              {vanlig, sammen(a, del(`Content-Disposition: form-data; name="bekymringsmelding"; name="asice"`, m.pdf)), "UGYLDIG_MULTIPART"},
		"nested":                 {vanlig, sammen(del("Content-Disposition: form-data; name=\"asice\"\r\nContent-Type: multipart/mixed; boundary=inni", []byte("--inni\r\n\r\nx\r\n--inni--")), p), "UGYLDIG_MULTIPART"},
		"base64":                 {vanlig, sammen(del(hode("asice", "a")+"\r\nContent-Transfer-Encoding: base64", m.asice), p), "UGYLDIG_MULTIPART"},
		"quoted-printable":       {vanlig, sammen(del(hode("asice", "a")+"\r\nContent-Transfer-Encoding: quoted-printable", m.asice), p), "UGYLDIG_MULTIPART"},
		"cut in a part":          {vanlig, sammen(a, p)[:len(a)+300], "UGYLDIG_MULTIPART"},
		"cut in a header":        {vanlig, sammen(a, p)[:len(a)+100], "MANGLER"}, // the part is not there
		"cut before the end":     {vanlig, strings.TrimSuffix(sammen(a, p), "\r\n--skille--\r\n"), "UGYLDIG_MULTIPART"},
		"cut in the end":         {vanlig, strings.TrimSuffix(sammen(a, p), "--\r\n"), "UGYLDIG_MULTIPART"},
		"a huge header":          {vanlig, sammen(del(hode("asice", "a")+"\r\nX-Stor: "+strings.Repeat("x", 5000), m.asice), p), "UGYLDIG_MULTIPART"},
		"a header of a megabyte": {vanlig, sammen(del(hode("asice", "a")+"\r\nX-Stor: "+strings.Repeat("x", 1<<20), m.asice), p), "UGYLDIG_MULTIPART"},
		"thousands of headers":   {vanlig, sammen(del(hode("asice", "a")+strings.Repeat("\r\nX-A: b", 9000), m.asice), p), "UGYLDIG_MULTIPART"},
		"a path up":              {vanlig, sammen(a, del(hode("bekymringsmelding", "../../etc/passwd"), m.pdf)), "UGYLDIG_MULTIPART"},
		"a path up, backwards":   {vanlig, sammen(a, del(`Content-Disposition: form-data; name="bekymringsmelding"; filename="..\\..\\b.pdf"`, m.pdf)), "UGYLDIG_MULTIPART"},
		"a path":                 {vanlig, sammen(a, del(hode("bekymringsmelding", "/tmp/b.pdf"), m.pdf)), "UGYLDIG_MULTIPART"},
		"a path, hidden":         {vanlig, sammen(a, del(`Content-Disposition: form-data; name="bekymringsmelding"; filename*=UTF-8''..%2Fb.pdf`, m.pdf)), "UGYLDIG_MULTIPART"},
		"a zero byte":            {vanlig, sammen(a, del(`Content-Disposition: form-data; name="bekymringsmelding"; filename*=UTF-8''b%00.pdf`, m.pdf)), "UGYLDIG_MULTIPART"},
		"not sealed":             {vanlig, sammen(del(hode("asice", "asice.zip"), h.container(t)), p), "IKKE_FORSEGLET"},
		"exchanged":              {vanlig, sammen(del(hode("asice", "asice.zip"), m.pdf), del(hode("bekymringsmelding", "b.pdf"), m.asice)), "FREMMED_NOKKEL"},
	} {
		t.Run(navn, func(t *testing.T) {
			status, raw := k.gjor(http.MethodPost, "/mottak/fagsystem/"+orgTrondheim.String()+"/4601/00/privat", c.type_, strings.NewReader(c.kropp))
			if status != http.StatusBadRequest || kode(raw) != c.kode {
				t.Errorf("%d %s, want %s", status, raw, c.kode)
			}
			if n := h.rader(t); n != foran {
				t.Errorf("%d rows stored", n-foran)
			}
		})
	}
	if logg := h.logg.String(); strings.Contains(logg, "passwd") || strings.Contains(logg, "b.pdf") || strings.Contains(logg, "Kanarifugl") {
		t.Error("a file name or content in the log")
	}
	// Controls: the same by hand, the parts in either order, names without quotes, without file names, an epilogue.
	for navn, kropp := range map[string]string{
		"as it should be": sammen(a, p), "in the other order": sammen(p, a) + "epilogue",
		"plainly": sammen(del("content-disposition: form-data; name=asice\r\nContent-Transfer-Encoding: binary", m.asice), del("Content-Disposition: form-data; name=bekymringsmelding", m.pdf)),
	} {
		if status, raw := k.gjor(http.MethodPost, "/mottak/fagsystem/"+orgTrondheim.String()+"/4601/00/privat", vanlig, strings.NewReader(kropp)); status != http.StatusCreated {
			t.Errorf("control, %s: %d %s", navn, status, raw)
		}
	}
	if n := h.db.Client().Bekymringsmelding.Query().CountX(system(t)); n != 1 {
		t.Errorf("control: %d reports, and the bytes were the same", n)
	}
}

// The reasons stand in errorJson, all of them, as JSON in a string.
func TestAlleGrunner(t *testing.T) {
	h := nyttHus(t)
	k := h.klient(t, "v2", trondheim)
	status, raw := k.post(orgTrondheim, "0301", "02", "privat", kryptert{asice: []byte("x"), pdf: []byte("y")})
	var grunner []struct {
		Sti     []string
		Kode    string
		Melding string
	}
	if status != http.StatusBadRequest || json.Unmarshal([]byte(feltet(raw, "errorJson")), &grunner) != nil || len(grunner) != 3 ||
		grunner[0].Kode != kode(raw) || grunner[2].Sti[0] != "bekymringsmelding" || grunner[2].Kode != "IKKE_FORSEGLET" {
		t.Errorf("%d %s", status, raw)
	}
	for sti, vil := range map[string]string{"9999/00": "UKJENT_KOMMUNE", "0301/09": "UKJENT_BYDEL", "5001/00": "IKKE_AKTIV"} {
		kommune, bydel, _ := strings.Cut(sti, "/")
		if status, raw := k.post(orgTrondheim, kommune, bydel, "privat", k.lag(h, "0301", "01")); status != http.StatusNotFound || kode(raw) != vil {
			t.Errorf("%s: %d %s", sti, status, raw)
		}
	}
}

// 5 MB together is taken, and not a byte more; what is far too much is refused before it is read.
func TestFemMegabyte(t *testing.T) {
	h := nyttHus(t)
	k := h.klient(t, "v2", trondheim)
	foran := h.rader(t)
	m := k.lag(h, "0301", "01")
	for _, over := range []int{1, 100_000, 3 << 20} {
		m.asice = paaByten(t, h.fag, bekymring.MaksForseglet-len(m.pdf)+over)
		if status, raw := k.post(orgTrondheim, "0301", "01", "privat", m); status != http.StatusRequestEntityTooLarge || kode(raw) != "FOR_STOR" {
			t.Errorf("%d over: %d %s", over, status, raw)
		}
	}
	uten := struct{ io.Reader }{strings.NewReader("--x\r\n" + del(hode("asice", "a"), bytes.Repeat([]byte("x"), 6<<20)))}
	if status, raw := k.gjor(http.MethodPost, "/mottak/fagsystem/"+orgTrondheim.String()+"/4601/00/privat", "multipart/form-data; boundary=x", uten); status != http.StatusRequestEntityTooLarge {
		t.Errorf("of unknown length: %d %s", status, raw)
	}
	if n := h.rader(t); n != foran {
		t.Errorf("%d rows stored", n-foran)
	}
	for _, under := range []int{0, 1} {
		m.asice = paaByten(t, h.fag, bekymring.MaksForseglet-len(m.pdf)-under)
		k.sendt(orgTrondheim, "0301", "01", "privat", m)
	}
}

// paaByten makes a seal of exactly n bytes: ciphertext grows by whole blocks, so the lengths of its chunks are written with
// zeros in front, as BER allows.
func paaByten(t testing.TB, til seal.Key, n int) []byte {
	t.Helper()
	lag := func(klar int) []byte {
		var b bytes.Buffer
		w, err := seal.Encrypt(&b, til.Cert)
		maa(t, err)
		_, err = w.Write(make([]byte, klar))
		maa(t, err)
		maa(t, w.Close())
		return b.Bytes()
	}
	klar := n - n/1000 - 4096
	b := lag(klar + n - len(lag(klar)) - 64)
	b = bytes.Replace(b, []byte{0x04, 0x82, 0x40, 0x00}, []byte{0x04, 0x83, 0x00, 0x40, 0x00}, n-len(b))
	if len(b) != n {
		t.Fatalf("made %d bytes, want %d", len(b), n)
	}
	return b
}
