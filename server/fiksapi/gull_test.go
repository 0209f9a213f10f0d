package fiksapi_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"github.com/google/uuid"
)

var update = flag.Bool("update", false, "write the golden files anew")

// What changes from run to run: ids, times, keys and serials.
var skiftende = []struct {
	re  *regexp.Regexp
	med string
}{
	{regexp.MustCompile(`-----BEGIN CERTIFICATE-----[^"]*`), "PEM"},
	{regexp.MustCompile(`"(serial|validFrom|validTo|errorId|uuid|bekymringsmeldingId|tidspunkt|samtykkeId)": "[^"]*"`), `"$1": "…"`},
	{regexp.MustCompile(`"timestamp": [0-9]+`), `"timestamp": 0`},
	{regexp.MustCompile(`bekymringsmelding/[0-9a-f-]{36}/status`), "bekymringsmelding/…/status"},
}

// The answers, to the byte. Clients depend on them; a change here is a change of the protocol.
func TestSvareneErDeSamme(t *testing.T) {
	h := nyttHus(t)
	for _, versjon := range []string{"v1", "v2"} {
		k := h.klient(t, versjon, trondheim)
		id := k.sendt(orgTrondheim, "0301", "01", "privat", k.lag(h, "0301", "01"))
		fagsystem := "/mottak/fagsystem/" + orgTrondheim.String()
		for navn, sti := range map[string]string{
			"fylker": "/kommuner/fylker", "kommuner-i-fylke": "/kommuner/fylker/34/kommuner", "kommune": "/kommuner/0301", "bydeler": "/kommuner/0301/bydeler",
			"bydel": "/kommuner/0301/bydeler/02", "ikke-i-bruk": "/kommuner/5001/bydeler", "nokler": "/mottak/fagsystem/0301/01/krypteringsnokler",
			"status": fagsystem + "/bekymringsmelding/" + id.String() + "/status", "ukjent": fagsystem + "/bekymringsmelding/" + uuid.NewString() + "/status",
			"ukjent-sti": "/kommunen",
		} {
			_, raw := k.gjor(http.MethodGet, sti, "", nil)
			gull(t, versjon+"-"+navn, raw)
		}
		_, raw := k.post(orgTrondheim, "0301", "01", "offentlig", k.lag(h, "0301", "01"))
		gull(t, versjon+"-kvittering", raw)
		_, raw = k.post(orgTrondheim, "0301", "01", "offentlig", kryptert{asice: []byte("x")})
		gull(t, versjon+"-avvist", raw)
	}
}

func gull(t *testing.T, navn string, raw []byte) {
	t.Helper()
	var b bytes.Buffer
	maa(t, json.Indent(&b, bytes.TrimSpace(raw), "", "  "))
	fikk := b.Bytes()
	for _, s := range skiftende {
		fikk = s.re.ReplaceAll(fikk, []byte(s.med))
	}
	fikk = append(fikk, '\n')
	fil := filepath.Join("testdata", navn+".json")
	if *update {
		maa(t, os.MkdirAll("testdata", 0o755))
		maa(t, os.WriteFile(fil, fikk, 0o644))
	}
	vil, err := os.ReadFile(fil)
	maa(t, err)
	if !bytes.Equal(fikk, vil) {
		t.Errorf("%s: %s", navn, fmt.Sprintf("got\n%s\nwant\n%s", fikk, vil))
	}
}
