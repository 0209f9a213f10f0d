package fiksapi_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/uuid"

	"barnevernportalen/delivery/seal"
)

// klient is a producer as one is written for the national service: by its published files, with openssl for the seal, and
// nothing of ours but the base address.
type klient struct {
	t    testing.TB
	base string // with version: http://…/bekymringsmelding/api/v2
	hode http.Header
	http *http.Client
}

func (h *hus) klient(t testing.TB, versjon string, integrasjon uuid.UUID) *klient {
	t.Helper()
	return &klient{t, h.url + "/bekymringsmelding/api/" + versjon, http.Header{
		"Authorization": {"Bearer t0k3n"}, "Integrasjonid": {integrasjon.String()}, "Integrasjonpassord": {integrasjon.String()},
	}, &http.Client{Transport: bevoktet{t, publiserte(t)}}}
}

func (k *klient) gjor(metode, sti, innholdstype string, kropp io.Reader) (int, []byte) {
	k.t.Helper()
	r, err := http.NewRequestWithContext(k.t.Context(), metode, k.base+sti, kropp)
	maa(k.t, err)
	r.Header = k.hode.Clone()
	if innholdstype != "" {
		r.Header.Set("Content-Type", innholdstype)
	}
	res, err := k.http.Do(r)
	maa(k.t, err)
	raw, err := io.ReadAll(res.Body)
	maa(k.t, err)
	maa(k.t, res.Body.Close())
	return res.StatusCode, raw
}

func (k *klient) hent(sti string, til any) int {
	k.t.Helper()
	status, raw := k.gjor(http.MethodGet, sti, "", nil)
	if status == http.StatusOK {
		maa(k.t, json.Unmarshal(raw, til))
	}
	return status
}

type nokler struct {
	PrintOffentligNokkel, FiksIOOffentligNokkel struct {
		Nokkel string
		Gyldig *bool
	}
}

// kryptert is a report ready to post.
type kryptert struct{ asice, pdf []byte }

// lag asks for the keys, writes the report and seals it.
func (k *klient) lag(h *hus, kommune, bydel string) kryptert {
	k.t.Helper()
	var n nokler
	if status := k.hent("/mottak/fagsystem/"+kommune+"/"+bydel+"/krypteringsnokler", &n); status != http.StatusOK {
		k.t.Fatalf("keys: %d", status)
	}
	return kryptert{
		asice: openssl(k.t, n.FiksIOOffentligNokkel.Nokkel, h.container(k.t)), pdf: openssl(k.t, n.PrintOffentligNokkel.Nokkel, []byte(pdf)),
	}
}

// post sends the two parts as the published client names them.
func (k *klient) post(fra uuid.UUID, kommune, bydel, slag string, m kryptert) (int, []byte) {
	k.t.Helper()
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	for _, d := range []struct {
		navn, fil string
		innhold   []byte
	}{{"bekymringsmelding", "bekymringsmelding.pdf", m.pdf}, {"asice", "asice.zip", m.asice}} {
		p, err := w.CreateFormFile(d.navn, d.fil)
		maa(k.t, err)
		_, err = p.Write(d.innhold)
		maa(k.t, err)
	}
	maa(k.t, w.Close())
	return k.gjor(http.MethodPost, fmt.Sprintf("/mottak/fagsystem/%s/%s/%s/%s", fra, kommune, bydel, slag), w.FormDataContentType(), &b)
}

// sendt posts what must be taken, and returns the report's id.
func (k *klient) sendt(fra uuid.UUID, kommune, bydel, slag string, m kryptert) uuid.UUID {
	k.t.Helper()
	status, raw := k.post(fra, kommune, bydel, slag, m)
	var svar struct{ UUID uuid.UUID }
	if status != http.StatusCreated || json.Unmarshal(raw, &svar) != nil || svar.UUID == uuid.Nil {
		k.t.Fatalf("%d %s", status, raw)
	}
	return svar.UUID
}

// openssl seals as the platform's own library does: BER, AES-256-CBC, RSA-OAEP with SHA-256.
func openssl(t testing.TB, sertifikat string, klar []byte) []byte {
	t.Helper()
	cert := filepath.Join(t.TempDir(), "cert.pem")
	maa(t, os.WriteFile(cert, []byte(sertifikat), 0o600))
	return opensslMed(t, klar, "-recip", cert, "-keyopt", "rsa_padding_mode:oaep", "-keyopt", "rsa_oaep_md:sha256", "-keyopt", "rsa_mgf1_md:sha256")
}

// opensslMed seals with the arguments given.
func opensslMed(t testing.TB, klar []byte, args ...string) []byte {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "openssl", append([]string{"cms", "-encrypt", "-binary", "-stream", "-outform", "DER", "-aes-256-cbc"}, args...)...)
	cmd.Stdin = bytes.NewReader(klar)
	var feil strings.Builder
	cmd.Stderr = &feil
	ut, err := cmd.Output()
	if err != nil {
		t.Fatalf("openssl is needed for this test (apt install openssl): %v %s", err, feil.String())
	}
	return ut
}

// pem writes a certificate to a file and names it.
func pem(t testing.TB, k seal.Key) string {
	t.Helper()
	fil := filepath.Join(t.TempDir(), "cert.pem")
	maa(t, os.WriteFile(fil, seal.EncodeCertificate(k.Cert), 0o600))
	return fil
}

// kode and melding are what an error body says.
func kode(raw []byte) string    { return feltet(raw, "errorCode") }
func melding(raw []byte) string { return feltet(raw, "message") }

func feltet(raw []byte, navn string) string {
	var f map[string]any
	_ = json.Unmarshal(raw, &f)
	s, _ := f[navn].(string)
	return s
}
