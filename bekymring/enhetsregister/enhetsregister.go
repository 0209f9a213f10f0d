// Package enhetsregister looks a workplace up in Enhetsregisteret, the open register of Brønnøysundregistrene
// (https://data.brreg.no/enhetsregisteret/api/dokumentasjon/). The register is told the number, by us, and nothing of who asks.
//
// Nothing here names the number but the address that is asked: no error does, so that none can carry it into a log.
package enhetsregister

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// Why there is no answer.
var (
	// ErrIkkeFunnet: the register knows no such unit, or it is struck off.
	ErrIkkeFunnet = errors.New("enhetsregisteret knows no such unit")
	// ErrUtilgjengelig: no answer that can be believed.
	ErrUtilgjengelig = errors.New("enhetsregisteret gives no usable answer")
)

const (
	// Tidsfrist is how long a look-up may take in all. A person waits for it, and can do without.
	Tidsfrist = 4 * time.Second
	// maksSvar bounds an answer, in bytes. A real one is some thousand.
	maksSvar = 128 << 10
	// maksTekst bounds a name and a line of an address, in characters: as long as the form's fields take.
	maksTekst = 200
	// maksLinjer is how many lines an address in the form has.
	maksLinjer = 3
)

// Enhet is a unit as the register has it.
type Enhet struct {
	Navn string
	// Adresselinjer are at most three, without postnummer and poststed. None: the register has no address.
	Adresselinjer        []string
	Postnummer, Poststed string // four digits, or ""
}

// Klient asks the register. Make it with [Ny].
type Klient struct {
	base *url.URL
	http *http.Client
}

// Ny checks the address, such as https://data.brreg.no/enhetsregisteret/api: https, or http to this machine.
func Ny(adresse string) (*Klient, error) {
	base, err := url.Parse(adresse)
	if err != nil || base.Host == "" || base.User != nil || base.RawQuery != "" || base.Fragment != "" ||
		(base.Scheme != "https" && (base.Scheme != "http" || !loopback(base.Hostname()))) {
		return nil, errors.New("enhetsregisteret: the address must be https, without user, query and fragment")
	}
	// A redirect would tell another host what is asked.
	ikkeVidere := func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return &Klient{base: base, http: &http.Client{Transport: http.DefaultTransport.(*http.Transport).Clone(), CheckRedirect: ikkeVidere}}, nil
}

func loopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// svar is what is read of an answer. A sub-unit (a school, a health station) has a beliggenhetsadresse, a main unit a
// forretningsadresse; each may have a postadresse too.
type svar struct {
	Organisasjonsnummer string   `json:"organisasjonsnummer"`
	Navn                string   `json:"navn"`
	Slettedato          string   `json:"slettedato"`
	Beliggenhetsadresse *adresse `json:"beliggenhetsadresse"`
	Forretningsadresse  *adresse `json:"forretningsadresse"`
	Postadresse         *adresse `json:"postadresse"`
}

type adresse struct {
	Adresse    []string `json:"adresse"`
	Postnummer string   `json:"postnummer"`
	Poststed   string   `json:"poststed"`
}

// Finn is the unit with a number, which must be nine digits. The register keeps sub-units by themselves; who reports works at one
// mostly, so they are asked for first. Errors: [ErrIkkeFunnet], [ErrUtilgjengelig].
func (k *Klient) Finn(ctx context.Context, orgnr string) (Enhet, error) {
	if len(orgnr) != 9 || strings.Trim(orgnr, "0123456789") != "" {
		return Enhet{}, ErrIkkeFunnet
	}
	ctx, slutt := context.WithTimeout(ctx, Tidsfrist)
	defer slutt()
	for _, slag := range []string{"underenheter", "enheter"} {
		s, err := k.hent(ctx, slag, orgnr)
		if errors.Is(err, ErrIkkeFunnet) {
			continue
		}
		if err != nil {
			return Enhet{}, err
		}
		return s.enhet(orgnr)
	}
	return Enhet{}, ErrIkkeFunnet
}

func (k *Klient) hent(ctx context.Context, slag, orgnr string) (svar, error) {
	var s svar
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, k.base.JoinPath(slag, orgnr).String(), nil)
	if err != nil {
		return s, ErrUtilgjengelig
	}
	r.Header.Set("Accept", "application/json")
	r.Header.Set("User-Agent", "barnevernportalen")
	res, err := k.http.Do(r)
	if err != nil {
		// The error of a call holds its address, and that the number.
		if u := (*url.Error)(nil); errors.As(err, &u) {
			err = u.Err
		}
		return s, fmt.Errorf("%w: %w", ErrUtilgjengelig, err)
	}
	defer func() { _ = res.Body.Close() }()
	switch res.StatusCode {
	case http.StatusOK:
	case http.StatusNotFound, http.StatusGone: // gone: removed for legal reasons
		return s, ErrIkkeFunnet
	default:
		return s, fmt.Errorf("%w: status %d", ErrUtilgjengelig, res.StatusCode)
	}
	raw, err := io.ReadAll(io.LimitReader(res.Body, maksSvar+1))
	switch {
	case err != nil:
		return s, fmt.Errorf("%w: read the answer", ErrUtilgjengelig)
	case len(raw) > maksSvar:
		return s, fmt.Errorf("%w: an answer of more than %d bytes", ErrUtilgjengelig, maksSvar)
	case json.Unmarshal(raw, &s) != nil: // its own error would quote the answer
		return s, fmt.Errorf("%w: an answer that is no unit", ErrUtilgjengelig)
	}
	return s, nil
}

// enhet is the answer, if it is about what was asked.
func (s svar) enhet(orgnr string) (Enhet, error) {
	if s.Organisasjonsnummer != orgnr {
		return Enhet{}, fmt.Errorf("%w: an answer about another unit", ErrUtilgjengelig)
	}
	if s.Slettedato != "" {
		return Enhet{}, ErrIkkeFunnet
	}
	e := Enhet{}
	var ok bool
	if e.Navn, ok = rens(s.Navn); !ok || e.Navn == "" {
		return Enhet{}, fmt.Errorf("%w: no name", ErrUtilgjengelig)
	}
	for _, a := range []*adresse{s.Beliggenhetsadresse, s.Forretningsadresse, s.Postadresse} {
		if a == nil {
			continue
		}
		if linjer := a.linjer(); len(linjer) > 0 {
			e.Adresselinjer = linjer
			if len(a.Postnummer) == 4 && strings.Trim(a.Postnummer, "0123456789") == "" {
				e.Postnummer = a.Postnummer
			}
			e.Poststed, _ = rens(a.Poststed)
			break
		}
	}
	return e, nil
}

// linjer are at most as many as the form has; what is more stands in the last. One that cannot be shown is left out.
func (a adresse) linjer() []string {
	var ut []string
	for _, l := range a.Adresse {
		l, ok := rens(l)
		switch {
		case !ok || l == "":
		case len(ut) < maksLinjer:
			ut = append(ut, l)
		case utf8.RuneCountInString(ut[maksLinjer-1])+len(", ")+utf8.RuneCountInString(l) <= maksTekst:
			ut[maksLinjer-1] += ", " + l
		}
	}
	return ut
}

// rens is a text in one line; false if it is too long or holds what nobody can see.
func rens(s string) (string, bool) {
	s = strings.Join(strings.Fields(s), " ")
	usynlig := func(r rune) bool { return r == utf8.RuneError || !unicode.IsPrint(r) }
	if utf8.RuneCountInString(s) > maksTekst || strings.ContainsFunc(s, usynlig) {
		return "", false
	}
	return s, true
}
