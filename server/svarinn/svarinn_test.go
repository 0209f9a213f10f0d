package svarinn_test

import (
	"archive/zip"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"encoding/pem"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"crypto/x509"

	"github.com/google/uuid"

	"barnevernportalen/ent/db/alarm"
	"barnevernportalen/ent/db/forsendelse"
	"barnevernportalen/ent/db/innsynsmelding"
	"barnevernportalen/ent/db/mottakersystem"
	"barnevernportalen/ent/dbtest"
	"barnevernportalen/ent/viewer"
	"barnevernportalen/innsyn"
)

const mottatt = `{"status":"MOTTATT"}`

// From the letter to the case system's own disk: listed as published, opened by another program, said to be received, and
// seen by who wrote at each step.
func TestFraBrevTilFagsystem(t *testing.T) {
	h := nyttHus(t)
	k := h.mottaker(t, bergen, edialog1, false)
	vedlagt, err := h.innsyn.LastOpp(h.somMor(t), "Bilde fra leiligheten.PNG", bytes.NewReader(png(t, 8, 8)))
	maa(t, err)
	p := h.send(t, "Jeg vil gjerne endre møtetiden. Hemmelig.", vedlagt.ID)
	if p.Status != innsyn.PostSendes || p.Vei != innsyn.VeiSvarinn || p.Mottaker != "Barneverntjenesten" {
		t.Errorf("%+v", p)
	}
	if s := h.status(t, p.ID).Status; s != innsyn.PostVenter {
		t.Errorf("it waits: %s", s)
	}

	l := k.liste()
	if len(l) != 1 {
		t.Fatalf("%d in the list", len(l))
	}
	f := l[0]
	if f.ID != p.ID.String() || f.Type != "ks.digibarnevern.dokumentmedvirkning" || f.Sikkerhetsniva != "HOYESTE" || f.Mottaker.Organisasjonsnummer != bergen ||
		f.SvarSendesTil.Fodselsnummer != fnrMor || f.Avsender.Navn != "Mor Testesen" || len(f.Filer) != 2 || f.Filer[0].Filnavn != "melding.pdf" || f.Filer[1].Filnavn != "vedlegg-1.png" {
		t.Errorf("%+v", f)
	}
	if m := f.MetadataForImport; m.JournalpostID != nil || m.MappeID == nil || m.MappeID.MappeID != "m-17" || m.MappeID.SystemID != "s-17" || m.MappeID.Saksaar != 2026 || m.MappeID.Sakssekvensnummer != 42 {
		t.Errorf("metadata for import: %+v", m.MappeID)
	}

	// Not to be said of what has not been fetched.
	if s := k.patch(f.ID, mottatt); s != http.StatusConflict {
		t.Errorf("received without having been fetched: %d", s)
	}
	filer := h.apne(t, k, f.ID)
	for _, e := range f.Filer {
		sum := sha256.Sum256(filer[e.Filnavn])
		if e.Hash != hex.EncodeToString(sum[:]) || e.Storrelse != int64(len(filer[e.Filnavn])) {
			t.Errorf("%s is not what was listed", e.Filnavn)
		}
	}
	if s := h.status(t, p.ID).Status; s != innsyn.PostHentet {
		t.Errorf("fetched is not received: %s", s)
	}
	if n := len(k.liste()); n != 1 {
		t.Errorf("fetched, and %d in the list", n)
	}

	for range 2 { // idempotent
		if s := k.patch(f.ID, mottatt); s != http.StatusOK {
			t.Errorf("received: %d", s)
		}
	}
	if s := h.status(t, p.ID).Status; s != innsyn.PostMottatt {
		t.Errorf("received: %s", s)
	}
	if n := len(k.liste()); n != 0 {
		t.Errorf("received, and %d in the list", n)
	}
	rad := h.db.Client().Forsendelse.GetX(system(t), p.ID)
	if rad.Tilstand != forsendelse.TilstandLevert || rad.Bevis != forsendelse.BevisKvittert {
		t.Errorf("%s/%s", rad.Tilstand, rad.Bevis)
	}
	if n := h.db.Client().Hendelse.Query().CountX(system(t)); n != 4 {
		t.Errorf("%d hendelser, want accepted, handed over, fetched, received", n)
	}
	if strings.Contains(h.logg.String(), fnrMor) || strings.Contains(h.logg.String(), "Hemmelig") {
		t.Error("the log tells")
	}
}

// apne fetches a shipment and opens it with another program than ours.
func (h *hus) apne(t *testing.T, k *klient, id string) map[string][]byte {
	t.Helper()
	status, hode, raw := k.kall(http.MethodGet, "forsendelser/"+id, "")
	if status != http.StatusOK || !strings.Contains(hode.Get("Content-Disposition"), id) {
		t.Fatalf("fetch: %d", status)
	}
	dir := t.TempDir()
	key, err := x509.MarshalPKCS8PrivateKey(h.nokkel.Private)
	maa(t, err)
	for navn, innhold := range map[string][]byte{
		"k.pem": pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: key}), "c.pem": pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: h.nokkel.Cert.Raw}), "f.cms": raw,
	} {
		maa(t, os.WriteFile(filepath.Join(dir, navn), innhold, 0o600))
	}
	cmd := exec.CommandContext(t.Context(), "openssl", "cms", "-decrypt", "-inform", "DER", "-in", "f.cms", "-inkey", "k.pem", "-recip", "c.pem", "-binary", "-out", "f.zip")
	cmd.Dir = dir
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("openssl: %v\n%s", err, out)
	}
	z, err := zip.OpenReader(filepath.Join(dir, "f.zip"))
	maa(t, err)
	defer func() { _ = z.Close() }()
	ut := map[string][]byte{}
	for _, f := range z.File {
		r, err := f.Open()
		maa(t, err)
		ut[f.Name], err = io.ReadAll(r)
		maa(t, err)
	}
	if !bytes.HasPrefix(ut["melding.pdf"], []byte("%PDF-")) {
		t.Error("the letter is no PDF")
	}
	return ut
}

// An answer carries the names of the entry that is answered.
func TestSvarHarJournalposten(t *testing.T) {
	h := nyttHus(t)
	k := h.mottaker(t, bergen, edialog1, false)
	m := map[string]any{"tittel": "Sak", "organisasjonsnummer": bergen}
	raw, err := json.Marshal(m)
	maa(t, err)
	indekserer := viewer.With(t.Context(), viewer.Fagsystem{IntegrasjonID: integrasjon, Rettigheter: []viewer.Rettighet{{Rett: viewer.RettIndekser, Kommunenummer: "4601"}}})
	mappe := innsyn.Melding{MeldingID: uuid.New(), Kommunenummer: "4601", Slag: innsynsmelding.SlagMappe, Fodselsnummer: fnrMor, Sikkerhetsniva: 4, Metadata: raw}
	svar, err := h.innsyn.Indekser(indekserer, []innsyn.Melding{mappe})
	if err != nil || len(svar.Feil) > 0 {
		t.Fatal(svar, err)
	}
	referat := h.legg(t, innsynsmelding.SlagJournalpost, map[string]any{
		"tittel": "Referat", "forelderMeldingId": mappe.MeldingID, "systemId": "j-1", "registreringsId": "r-1", "journalpostnummer": 7,
		"mappeId":         map[string]any{"mappeId": "m-9", "systemId": "s-9", "saksaar": 2025, "sakssekvensnummer": 3},
		"edialogSkjemaer": []any{map[string]any{"edialogId": edialog1, "predefinert": map[string]any{"type": "SVAR"}}},
	})
	s, err := h.innsyn.Send(h.somMor(t), innsyn.NyPost{Nokkel: uuid.New(), Type: innsyn.SkjemaSvar, JournalpostID: &referat, Tekst: "Jeg er uenig"})
	maa(t, err)
	if s.Post == nil {
		t.Fatalf("%+v", s.Feil)
	}
	l := k.liste()
	if len(l) != 1 || l[0].Tittel != "Svar fra innbygger" {
		t.Fatalf("%+v", l)
	}
	md := l[0].MetadataForImport
	if md.MappeID == nil || md.MappeID.MappeID != "m-9" || md.MappeID.Saksaar != 2025 || md.JournalpostID == nil || md.JournalpostID.SystemID != "j-1" ||
		md.JournalpostID.RegistreringsID != "r-1" || md.JournalpostID.Journalpostnummer != 7 {
		t.Errorf("%+v %+v", md.MappeID, md.JournalpostID)
	}
}

// 450 shipments come 200 at a time, each once, and none is left.
func TestFireHundreOgFemti(t *testing.T) {
	h := nyttHus(t)
	k := h.mottaker(t, bergen, edialog1, false)
	sendt := map[string]bool{}
	for range 450 {
		svar, err := h.innsyn.Send(h.somMor(t), innsyn.NyPost{Nokkel: uuid.New(), Type: innsyn.SkjemaPost, MappeID: h.mappe, Tekst: "Hei"})
		maa(t, err)
		sendt[svar.Post.ID.String()] = true
	}
	for _, vil := range []int{200, 200, 50, 0} {
		l := k.liste()
		if len(l) != vil {
			t.Fatalf("%d in the list, want %d", len(l), vil)
		}
		for _, f := range l {
			if !sendt[f.ID] {
				t.Fatal("listed twice, or never sent")
			}
			delete(sendt, f.ID)
			if s, _, _ := k.kall(http.MethodGet, "forsendelser/"+f.ID, ""); s != http.StatusOK {
				t.Fatalf("fetch: %d", s)
			}
			if s := k.patch(f.ID, mottatt); s != http.StatusOK {
				t.Fatalf("received: %d", s)
			}
		}
	}
	if len(sendt) > 0 {
		t.Errorf("%d were never listed", len(sendt))
	}
}

// What a system may not, what is not its own, and what is not a status.
func TestStrengt(t *testing.T) {
	h := nyttHus(t)
	k := h.mottaker(t, bergen, edialog1, false)
	annen := h.mottaker(t, askoy, "", false)
	p := h.send(t, "Hei").ID.String()
	if n := len(annen.liste()); n != 0 {
		t.Errorf("another organisation's system lists %d", n)
	}
	for _, sti := range []string{p, uuid.NewString(), "x", strings.ToUpper(p) + "x"} {
		if s, _, _ := annen.kall(http.MethodGet, "forsendelser/"+sti, ""); s != http.StatusNotFound {
			t.Errorf("another's: %d", s)
		}
		if s := annen.patch(sti, mottatt); s != http.StatusNotFound {
			t.Errorf("another's status: %d", s)
		}
	}
	for kropp, vil := range map[string]int{
		`{"status":"FEILET"}`: 400, `{"status":"FEILET","feil":{"feilmelding":"x"}}`: 400, `{"status":"FEILET","feil":{"permanent":true}}`: 400,
		`{"status":"SENDT"}`: 400, `{}`: 400, `[`: 400, ``: 400, `{"status":"` + strings.Repeat("x", 1<<17) + `"}`: 413,
	} {
		if s := k.patch(p, kropp); s != vil {
			t.Errorf("%.40s: %d, want %d", kropp, s, vil)
		}
	}
	for sti, vil := range map[string]int{"": 404, "forsendelser/": 404, "forsendelser/" + p + "/annet": 404, "mottaker": 404} {
		if s, _, _ := k.kall(http.MethodGet, sti, ""); s != vil {
			t.Errorf("%q: %d, want %d", sti, s, vil)
		}
	}
	if s, hode, _ := k.kall(http.MethodDelete, "forsendelser/"+p, ""); s != 405 || hode.Get("Allow") != "GET" {
		t.Errorf("delete: %d", s)
	}
	if len(k.liste()) != 1 {
		t.Error("something of all that moved it")
	}
	// The other spelling of where the paths begin.
	api := *k
	api.url = h.url + "/api/svarinn/v2/"
	if len(api.liste()) != 1 {
		t.Error("not there below /api")
	}
}

// A wrong password is 401, and ten times the same makes it wait: nobody else, and not the one with the right password.
func TestFeilPassord(t *testing.T) {
	h := nyttHus(t)
	k := h.mottaker(t, bergen, edialog1, false)
	annen := h.mottaker(t, askoy, "", false)
	ingen := *k
	ingen.bruker = ""
	if s, hode, _ := ingen.kall(http.MethodGet, "forsendelser", ""); s != 401 || !strings.HasPrefix(hode.Get("WWW-Authenticate"), "Basic ") {
		t.Errorf("without: %d", s)
	}
	feil := *k
	feil.passord = annen.passord
	for i := range 10 {
		if s, _, _ := feil.kall(http.MethodGet, "forsendelser", ""); s != 401 {
			t.Fatalf("wrong password %d: %d", i, s)
		}
	}
	if s, hode, _ := feil.kall(http.MethodGet, "forsendelser", ""); s != 429 || hode.Get("Retry-After") == "" {
		t.Errorf("the eleventh: %d", s)
	}
	if len(annen.liste()) != 0 {
		t.Error("another system cannot get in")
	}
	if len(k.liste()) != 0 { // from the same address, as all are behind a proxy
		t.Error("the system itself is shut out by who guesses at its password")
	}
	if strings.Contains(h.logg.String(), k.passord) || strings.Contains(h.logg.String(), annen.passord) {
		t.Error("the log has a password")
	}
}

// Not now: it stays, behind the others. Never: it leaves the list, and where there is no other way the operator and the
// writer are told.
func TestFeilet(t *testing.T) {
	h := nyttHus(t)
	k := h.mottaker(t, bergen, edialog1, false)
	forst, sist := h.send(t, "Den første").ID, h.send(t, "Den andre").ID
	h.naa = h.naa.Add(1e9)
	if s := k.patch(forst.String(), `{"status":"FEILET","feil":{"feilmelding":"Full disk hos Mor Testesen","permanent":false}}`); s != 200 {
		t.Fatalf("temporary: %d", s)
	}
	if l := k.liste(); len(l) != 2 || l[0].ID != sist.String() || l[1].ID != forst.String() {
		t.Errorf("after a temporary failure: %d", len(l))
	}
	for range 2 {
		if s := k.patch(forst.String(), `{"status":"FEILET","feil":{"feilmelding":"Ukjent sak","permanent":true}}`); s != 200 {
			t.Fatalf("permanent: %d", s)
		}
	}
	if l := k.liste(); len(l) != 1 {
		t.Errorf("after a permanent failure: %d", len(l))
	}
	if s := k.patch(forst.String(), mottatt); s != http.StatusConflict {
		t.Errorf("received after it was refused: %d", s)
	}
	if s, _, _ := k.kall(http.MethodGet, "forsendelser/"+forst.String(), ""); s != http.StatusNotFound {
		t.Errorf("fetched after it was refused: %d", s)
	}
	if s := h.status(t, forst).Status; s != innsyn.PostIkkeLevert {
		t.Errorf("the writer sees %s", s)
	}
	if n := h.db.Client().Alarm.Query().Where(alarm.SlagEQ(alarm.SlagPostAvvist), alarm.ForsendelseID(forst)).CountX(system(t)); n != 1 {
		t.Errorf("%d alarms", n)
	}
	tekster, err := h.delivery.Avvisningstekster(system(t), forst)
	maa(t, err)
	if len(tekster) != 2 || strings.Contains(h.logg.String(), "Full disk") {
		t.Errorf("%d texts kept", len(tekster))
	}
}

// A system for this very type beats one for all; one that does not take the level gets nothing; one for another type
// neither.
func TestHvilketSystem(t *testing.T) {
	h := nyttHus(t)
	alle := h.mottaker(t, bergen, edialog1, false)
	h.send(t, "Til det som tar alle typer")
	annet := h.system(t, bergen, "annen.type", mottakersystem.SikkerhetsnivaHoyeste)
	lavt := h.system(t, bergen, "ks.digibarnevern.dokumentmedvirkning", mottakersystem.SikkerhetsnivaBetydelig)
	h.send(t, "Fortsatt")
	if a, b, c := len(alle.liste()), len(annet.liste()), len(lavt.liste()); a != 2 || b != 0 || c != 0 {
		t.Errorf("all types %d, another type %d, too low a level %d", a, b, c)
	}
	bestemt := h.system(t, bergen, "ks.digibarnevern.dokumentmedvirkning", mottakersystem.SikkerhetsnivaHoyeste)
	h.send(t, "Til det bestemte")
	if a, b := len(alle.liste()), len(bestemt.liste()); a != 2 || b != 1 {
		t.Errorf("all types %d, this type %d", a, b)
	}
}

// The database holds nothing of a letter that a thief could read.
func TestIngentingIKlartekst(t *testing.T) {
	h := nyttHus(t)
	h.mottaker(t, bergen, edialog1, false)
	v, err := h.innsyn.LastOpp(h.somMor(t), "epikrise.png", bytes.NewReader(png(t, 9, 9)))
	maa(t, err)
	h.send(t, "Et ord som ikke finnes: kvikkbrønn", v.ID)
	_, err = h.innsyn.LastOpp(h.somMor(t), "epikrise.png", bytes.NewReader(png(t, 9, 9)))
	maa(t, err)
	pool := dbtest.Open(t, h.dsn)
	var tabeller []string
	maa(t, pool.QueryRow(t.Context(), `SELECT array_agg(tablename::text) FROM pg_tables WHERE schemaname = 'public'`).Scan(&tabeller))
	var raw []byte
	for _, tabell := range tabeller {
		var alt string
		maa(t, pool.QueryRow(t.Context(), `SELECT COALESCE(string_agg(r::text, E'\n'), '') FROM "`+tabell+`" r`).Scan(&alt))
		raw = append(raw, alt...)
	}
	for _, ord := range []string{"kvikkbrønn", hex.EncodeToString([]byte("kvikkbrønn")), fnrMor, hex.EncodeToString([]byte(fnrMor)), "epikrise", hex.EncodeToString([]byte("epikrise")), "m-17"} {
		if bytes.Contains(raw, []byte(ord)) {
			t.Errorf("%q is in the database", ord)
		}
	}
	if !bytes.Contains(raw, []byte(bergen)) {
		t.Error("control: what is configuration is not there either")
	}
}

// Nothing here is another viewer's: a machine that indexes, and one that fetches, as each other.
func TestMottakersystemSerIkkeAnnet(t *testing.T) {
	h := nyttHus(t)
	h.mottaker(t, bergen, edialog1, false)
	h.send(t, "Hei")
	fremmed := viewer.With(context.WithoutCancel(t.Context()), viewer.Mottakersystem{ID: uuid.New(), Orgnr: bergen})
	for navn, n := range map[string]func() (int, error){
		"forsendelse": func() (int, error) { return h.db.Client().Forsendelse.Query().Count(fremmed) },
		"post":        func() (int, error) { return h.db.Client().Post.Query().Count(fremmed) },
		"pakke":       func() (int, error) { return h.db.Client().Pakke.Query().Count(fremmed) },
		"leveranse":   func() (int, error) { return h.db.Client().Leveranse.Query().Count(fremmed) },
		"frist":       func() (int, error) { return h.db.Client().Frist.Query().Count(fremmed) },
		"hendelse":    func() (int, error) { return h.db.Client().Hendelse.Query().Count(fremmed) },
	} {
		if antall, err := n(); antall != 0 || err != nil {
			t.Errorf("another system reads %d of %s: %v", antall, navn, err)
		}
	}
	if _, err := h.db.Client().Innsynsmelding.Query().Count(fremmed); err == nil {
		t.Error("a system that fetches post reads cases")
	}
	if n := h.db.Client().Forsendelse.Query().CountX(system(t)); n != 1 {
		t.Error("control: there is nothing to see")
	}
}

// One envelope that cannot be opened does not hide the others: they are fetched, and of that one its deadline calls.
func TestUlesbarKonvolutt(t *testing.T) {
	h := nyttHus(t)
	k := h.mottaker(t, bergen, edialog1, false)
	forst := h.send(t, "Første")
	andre := h.send(t, "Andre")
	maa(t, dbtest.Exec(t.Context(), h.dsn, `ALTER TABLE post DISABLE TRIGGER USER`))
	maa(t, dbtest.Exec(t.Context(), h.dsn, `UPDATE post SET konvolutt = '\x00' WHERE id = $1`, forst.ID))
	if l := k.liste(); len(l) != 1 || l[0].ID != andre.ID.String() {
		t.Errorf("%+v", l)
	}
	if !strings.Contains(h.logg.String(), forst.ID.String()) {
		t.Error("nobody is told which")
	}
}
