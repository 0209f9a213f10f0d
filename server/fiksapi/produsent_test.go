package fiksapi_test

import (
	"bytes"
	"crypto/x509"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/uuid"

	"barnevernportalen/delivery/seal"
	"barnevernportalen/ent/db/bekymringsmelding"
	"barnevernportalen/ent/db/pakke"
	"barnevernportalen/ent/viewer"
)

const pdf = "%PDF-1.7 Kanarifugl"

// container is a signed ASiC-E, JSON first.
func (h *hus) container(t testing.TB) []byte {
	t.Helper()
	k := testnokler().signer
	var b bytes.Buffer
	maa(t, seal.WriteContainer(&b, seal.Signer{Chain: []*x509.Certificate{k.Cert}, Key: k.Private},
		seal.File{Name: seal.MeldingJSONName, MimeType: "application/json", Body: strings.NewReader(`{"melding":"Kanarifugl"}`)},
		seal.File{Name: seal.MeldingPDFName, MimeType: "application/pdf", Body: strings.NewReader(pdf)}))
	return b.Bytes()
}

// A client written for the national service: bydeler, keys, write, seal, post, status. Only the base address is ours.
func TestEnProdusentHeleVeien(t *testing.T) {
	h := nyttHus(t)
	for _, c := range []struct {
		versjon, kommune, bydel, slag string
		nokkel                        seal.Key
		formal                        pakke.Formal
	}{
		{"v2", "0301", "01", "offentlig", h.fag, pakke.FormalFagsystem}, {"v2", "4601", "00", "privat", h.manuell, pakke.FormalManuell},
		{"v1", "0301", "02", "offentlig", h.fag, pakke.FormalFagsystem}, {"v1", "0301", "01", "privat", h.fag, pakke.FormalFagsystem},
	} {
		t.Run(c.versjon+"/"+c.kommune+"-"+c.bydel+"/"+c.slag, func(t *testing.T) {
			k := h.klient(t, c.versjon, trondheim)
			var bydeler []struct{ Bydelsnummer, StottetVersjon string }
			if k.hent("/kommuner/"+c.kommune+"/bydeler", &bydeler); len(bydeler) == 0 {
				t.Fatal("no bydeler")
			}
			m := k.lag(h, c.kommune, c.bydel)
			id := k.sendt(orgTrondheim, c.kommune, c.bydel, c.slag, m)

			var forlop []struct{ BekymringsmeldingID, Tidspunkt, Tilstand, Beskrivelse string }
			status := k.hent("/mottak/fagsystem/"+orgTrondheim.String()+"/bekymringsmelding/"+id.String()+"/status", &forlop)
			if status != http.StatusOK || len(forlop) != 1 || forlop[0].Tilstand != "AKSEPTERT" || forlop[0].BekymringsmeldingID != id.String() {
				t.Errorf("status: %d %+v", status, forlop)
			}
			r := h.db.Client().Bekymringsmelding.GetX(system(t), id)
			if strings.ToLower(string(r.Type)) != c.slag || strings.ToLower(string(r.Versjon)) != c.versjon || r.FraKommune != "5001" || r.IntegrasjonID != trondheim {
				t.Errorf("stored %v", r)
			}
			p := h.db.Client().Pakke.Query().Where(pakke.ForsendelseID(id), pakke.FormalEQ(c.formal)).OnlyX(system(t))
			vindu, err := seal.Open(bytes.NewReader(*p.Innhold), int64(len(*p.Innhold)), c.nokkel)
			maa(t, err)
			inne, err := seal.ReadContainer(vindu, vindu.Size(), seal.ReadOptions{Names: []string{seal.MeldingJSONName, seal.MeldingPDFName}})
			maa(t, err)
			if len(inne.Files) != 2 {
				t.Errorf("the receiver finds %d files", len(inne.Files))
			}
		})
	}
	// Manual reception opens a producer's report as it does one of ours.
	id := h.klient(t, "v2", trondheim).sendt(orgTrondheim, "4601", "00", "privat", h.klient(t, "v2", trondheim).lag(h, "4601", "00"))
	saks := viewer.With(t.Context(), viewer.Saksbehandler{
		Person: viewer.Person{ID: make([]byte, 32), Navn: "S"}, Niva: viewer.NivaHoyt, Bydeler: []viewer.Bydel{{Kommunenummer: "4601", Bydelsnummer: "00"}},
	})
	if d, err := h.delivery.Apne(saks, id, seal.MeldingPDFName); err != nil || string(d.Innhold) != pdf {
		t.Errorf("manual reception: %v", err)
	}
	if logg := h.logg.String(); strings.Contains(logg, "Kanarifugl") || strings.Contains(logg, "asice.zip") {
		t.Error("content or file name in the log")
	}
}

// Kommune to kommune: Bergen's own case system sends to Oslo, and to Bergen itself.
func TestKommuneTilKommune(t *testing.T) {
	h := nyttHus(t)
	k := h.klient(t, "v2", bergenMask)
	for _, til := range [][2]string{{"0301", "01"}, {"4601", "00"}} {
		id := k.sendt(orgBergen, til[0], til[1], "offentlig", k.lag(h, til[0], til[1]))
		if r := h.db.Client().Bekymringsmelding.GetX(system(t), id); r.FraKommune != "4601" {
			t.Errorf("from %s", r.FraKommune)
		}
	}
}

// The same bytes twenty times at once: one uuid, one report.
func TestSammeByteTjueGanger(t *testing.T) {
	h := nyttHus(t)
	k := h.klient(t, "v2", trondheim)
	m := k.lag(h, "0301", "01")
	svar := make(chan string, 20)
	var wg sync.WaitGroup
	for range cap(svar) {
		wg.Go(func() {
			status, raw := k.post(orgTrondheim, "0301", "01", "privat", m)
			if status != http.StatusCreated {
				t.Errorf("%d %s", status, raw)
			}
			svar <- string(raw)
		})
	}
	wg.Wait()
	close(svar)
	ulike := map[string]bool{}
	for s := range svar {
		ulike[s] = true
	}
	if n := h.db.Client().Bekymringsmelding.Query().CountX(system(t)); n != 1 || len(ulike) != 1 {
		t.Errorf("%d reports, %d answers", n, len(ulike))
	}
}

// V2 to a V1 receiver is refused on v2's path and taken on v1's.
func TestVersjonene(t *testing.T) {
	h := nyttHus(t)
	foran := h.rader(t)
	k := h.klient(t, "v2", trondheim)
	m := k.lag(h, "0301", "02")
	if status, raw := k.post(orgTrondheim, "0301", "02", "offentlig", m); status != http.StatusBadRequest || kode(raw) != "STOTTER_IKKE_V2" {
		t.Errorf("%d %s", status, raw)
	}
	if n := h.rader(t); n != foran {
		t.Errorf("%d rows stored", n-foran)
	}
	id := h.klient(t, "v1", trondheim).sendt(orgTrondheim, "0301", "02", "offentlig", m)
	if r := h.db.Client().Bekymringsmelding.GetX(system(t), id); r.Versjon != bekymringsmelding.VersjonV1 {
		t.Errorf("stored as %s", r.Versjon)
	}
}

func TestKatalogen(t *testing.T) {
	h := nyttHus(t)
	for _, versjon := range []string{"v1", "v2"} {
		for _, hvem := range []uuid.UUID{trondheim, konsument} {
			k := h.klient(t, versjon, hvem)
			var kommuner, iOslo []struct{ Kommunenr, Navn string }
			var fylker []struct{ Fylkenummer, Navn string }
			k.hent("/kommuner?sprakKode=nn", &kommuner)
			k.hent("/kommuner/fylker", &fylker)
			k.hent("/kommuner/fylker/03/kommuner?sprakKode=nb", &iOslo)
			if len(kommuner) != 357 || len(fylker) != 15 || len(iOslo) != 1 || iOslo[0].Navn != "Oslo" {
				t.Errorf("%d kommuner, %d fylker, %v in Oslo", len(kommuner), len(fylker), iOslo)
			}
			sum := 0
			for _, f := range fylker {
				var i []struct{ Kommunenr string }
				k.hent("/kommuner/fylker/"+f.Fylkenummer+"/kommuner", &i)
				sum += len(i)
			}
			if sum != 357 {
				t.Errorf("%d kommuner in all fylker", sum)
			}
			var oslo struct {
				Kommunenr, Navn string
				Bydeler         []struct {
					Bydelsnummer, Bydelsnavn, StottetVersjon string
					StandardMottaker                         bool
				}
			}
			k.hent("/kommuner/0301?sprakKode=en", &oslo)
			if len(oslo.Bydeler) != 2 || !oslo.Bydeler[0].StandardMottaker || oslo.Bydeler[1].StandardMottaker {
				t.Errorf("Oslo: %+v", oslo)
			}
			if vil := map[string]string{"v1": "", "v2": "V1"}[versjon]; oslo.Bydeler[1].StottetVersjon != vil {
				t.Errorf("Grünerløkka reads %q", oslo.Bydeler[1].StottetVersjon)
			}
			for sti, antall := range map[string]int{"/kommuner/5001/bydeler": 0, "/kommuner/9999/bydeler": 0, "/kommuner/0301/bydeler": 2, "/kommuner/fylker/99/kommuner": 0} {
				var liste []any
				if status := k.hent(sti, &liste); status != http.StatusOK || len(liste) != antall || liste == nil {
					t.Errorf("%s: %d, %d of %d", sti, status, len(liste), antall)
				}
			}
			for sti, vil := range map[string]int{
				"/kommuner/4601/bydeler/00": 200, "/kommuner/4601/bydeler/01": 404, "/kommuner/5001/bydeler/00": 404, "/kommuner/9999": 404, "/kommuner/5001": 200,
				"/kommuner/fylker/3/kommuner": 400, "/kommuner/460": 400, "/kommuner/4601/bydeler/0": 400, "/mottak/fagsystem/9999/00/krypteringsnokler": 404,
				"/mottak/fagsystem/5001/00/krypteringsnokler": 404, "/mottak/fagsystem/4601/00/krypteringsnokler": 200,
			} {
				var hva any
				if status := k.hent(sti, &hva); status != vil {
					t.Errorf("%s %s: %d, want %d", versjon, sti, status, vil)
				}
			}
			if status, raw := k.gjor(http.MethodHead, "/kommuner", "", nil); status != http.StatusOK || len(raw) > 0 {
				t.Errorf("HEAD: %d", status)
			}
		}
	}
}

// Status is the producing kommune's: another's report is as one that never was.
func TestStatusErKommunensEgen(t *testing.T) {
	h := nyttHus(t)
	k := h.klient(t, "v2", trondheim)
	id := k.sendt(orgTrondheim, "0301", "01", "privat", k.lag(h, "0301", "01"))
	sti := func(org, id uuid.UUID) string {
		return "/mottak/fagsystem/" + org.String() + "/bekymringsmelding/" + id.String() + "/status"
	}
	annens := func(id uuid.UUID) (int, string) {
		status, raw := h.klient(t, "v2", bergenMask).gjor(http.MethodGet, sti(orgBergen, id), "", nil)
		return status, melding(raw)
	}
	status, tekst := annens(id)
	aldri, aldriTekst := annens(uuid.New())
	if status != http.StatusNotFound || aldri != status || tekst != aldriTekst {
		t.Errorf("another's %d %q, never %d %q", status, tekst, aldri, aldriTekst)
	}
	for navn, org := range map[string]uuid.UUID{"another's organisation": orgBergen, "no organisation": uuid.New()} {
		if status, raw := k.gjor(http.MethodGet, sti(org, id), "", nil); status != http.StatusForbidden || melding(raw) == "" {
			t.Errorf("%s: %d %s", navn, status, raw)
		}
	}
	if status := k.hent(sti(orgTrondheim, id), new(any)); status != http.StatusOK {
		t.Errorf("control: %d", status)
	}
}

// .NET's clients name the same certificate twice; one that is sealed to somebody else too is refused.
func TestToMottakere(t *testing.T) {
	h := nyttHus(t)
	k := h.klient(t, "v2", trondheim)
	m := k.lag(h, "0301", "01")
	fremmed := testnokler().signer
	for navn, c := range map[string]struct {
		args []string
		vil  []string
	}{
		"PKCS #1 v1.5 and OAEP to the same": {[]string{"-recip", pem(t, h.fag), "-recip", pem(t, h.fag), "-keyopt", "rsa_padding_mode:oaep", "-keyopt", "rsa_oaep_md:sha256", "-keyopt", "rsa_mgf1_md:sha256"}, nil},
		"PKCS #1 v1.5 alone":                {[]string{"-recip", pem(t, h.fag)}, []string{"FREMMED_NOKKEL"}},
		"to another too": {[]string{"-recip", pem(t, h.fag), "-keyopt", "rsa_padding_mode:oaep", "-recip", pem(t, fremmed), "-keyopt", "rsa_padding_mode:oaep"},
			[]string{"FREMMED_NOKKEL"}},
		"with a password too": {[]string{"-recip", pem(t, h.fag), "-keyopt", "rsa_padding_mode:oaep", "-pwri_password", "hemmelig"}, []string{"FREMMED_NOKKEL"}},
		"by key identifier":   {[]string{"-keyid", "-recip", pem(t, h.fag), "-keyopt", "rsa_padding_mode:oaep"}, nil},
	} {
		t.Run(navn, func(t *testing.T) {
			n := kryptert{pdf: m.pdf, asice: opensslMed(t, h.container(t), c.args...)}
			status, raw := k.post(orgTrondheim, "0301", "01", "privat", n)
			var fikk []string
			if status != http.StatusCreated {
				fikk = append(fikk, kode(raw))
			}
			if !slices.Equal(fikk, c.vil) {
				t.Errorf("%d %s, want %v", status, raw, c.vil)
			}
		})
	}
}
