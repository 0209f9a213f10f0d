package fiksapi

import (
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"net/textproto"
	"os"
	"slices"
	"strings"
	"unicode"

	"barnevernportalen/bekymring"
	"barnevernportalen/server"
)

// The two parts of a sealed report.
const (
	delAsice = "asice"
	delPDF   = "bekymringsmelding"
)

// Limits, in bytes. What stands around the parts is a few hundred bytes from any client.
const (
	maksKropp   = bekymring.MaksForseglet + 64<<10
	maksDelhode = 4 << 10
)

// lesDeler reads the parts as they stream by. A body that is no whole multipart/form-data of known parts, each once, is
// refused: what somebody meant by another is not ours to guess. A part that is missing is for bekymring to say.
func lesDeler(w http.ResponseWriter, r *http.Request) (map[string][]byte, error) {
	kropp := r.Body
	defer server.LesUt(r)
	typ, _, _ := strings.Cut(r.Header.Get("Content-Type"), ";")
	if !strings.EqualFold(strings.TrimSpace(typ), "multipart/form-data") || r.Header.Get("Content-Encoding") != "" {
		return nil, feil{status: http.StatusUnsupportedMediaType, melding: "Innholdet må være multipart/form-data, uten Content-Encoding."}
	}
	_, mp, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if err != nil || mp["boundary"] == "" {
		return nil, ugyldigDel("Content-Type mangler boundary.")
	}
	if r.ContentLength > maksKropp {
		return nil, &http.MaxBytesError{Limit: maksKropp}
	}
	mr := multipart.NewReader(http.MaxBytesReader(w, kropp, maksKropp), mp["boundary"])
	deler, rest := map[string][]byte{}, int64(bekymring.MaksForseglet)
	for {
		p, err := mr.NextRawPart()
		if err == io.EOF { //nolint:errorlint // a wrapped io.EOF is a body that was cut; the very value is its right end
			return deler, nil
		}
		if err != nil {
			return nil, lesefeil(err)
		}
		navn, err := sjekkHode(p.Header)
		if err != nil {
			return nil, err
		}
		if _, dobbel := deler[navn]; dobbel {
			return nil, ugyldigDel("Delen " + navn + " står to ganger.")
		}
		innhold, err := io.ReadAll(io.LimitReader(p, rest+1))
		if err != nil {
			return nil, lesefeil(err)
		}
		if rest -= int64(len(innhold)); rest < 0 {
			return nil, &http.MaxBytesError{Limit: bekymring.MaksForseglet}
		}
		deler[navn] = innhold
	}
}

// sjekkHode looks at a part's header and gives its name. The file name is of no use to us, and one that points somewhere is
// no sealed report's.
func sjekkHode(h textproto.MIMEHeader) (navn string, err error) {
	storrelse := 0
	for felt, verdier := range h {
		for _, v := range verdier {
			storrelse += len(felt) + len(v)
		}
	}
	if storrelse > maksDelhode {
		return "", ugyldigDel("Hodet til en del er for stort.")
	}
	if len(h.Values("Content-Disposition")) != 1 {
		return "", ugyldigDel("En del har ikke nøyaktig én Content-Disposition.")
	}
	disp, par, err := mime.ParseMediaType(h.Get("Content-Disposition"))
	if err != nil || disp != "form-data" || par["name"] != delAsice && par["name"] != delPDF {
		return "", ugyldigDel("Delene må hete " + delAsice + " og " + delPDF + ".")
	}
	if strings.ContainsAny(par["filename"], `/\`) || strings.Contains(par["filename"], "..") || strings.ContainsFunc(par["filename"], unicode.IsControl) {
		return "", ugyldigDel("Et filnavn er ugyldig.")
	}
	if typ, _, _ := strings.Cut(strings.ToLower(h.Get("Content-Type")), "/"); strings.TrimSpace(typ) == "multipart" {
		return "", ugyldigDel("En del kan ikke selv være multipart.")
	}
	if !slices.Contains([]string{"", "binary", "8bit", "7bit"}, strings.ToLower(h.Get("Content-Transfer-Encoding"))) {
		return "", ugyldigDel("En del må være binær, uten omkoding.")
	}
	return par["name"], nil
}

func ugyldigDel(melding string) error {
	return feil{status: http.StatusBadRequest, kode: "UGYLDIG_MULTIPART", melding: melding}
}

// lesefeil: too much, too slow, or cut short.
func lesefeil(err error) error {
	if tooBig := new(http.MaxBytesError); errors.As(err, &tooBig) {
		return tooBig
	}
	if errors.Is(err, os.ErrDeadlineExceeded) {
		return feil{status: http.StatusRequestTimeout, kode: "TIDSAVBRUDD", melding: forSen}
	}
	return ugyldigDel("Innholdet er ikke en hel multipart/form-data.")
}
