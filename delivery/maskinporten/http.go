package maskinporten

import (
	"context"
	"crypto/tls"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// maksSvar bounds what is read of an answer, in bytes.
const maksSvar = 1 << 20

// frist is how long a call may take, as the Fiks platform's own clients have it.
const frist = 10 * time.Second

// nyHTTP returns a client that follows no redirect: no endpoint has a reason to send us elsewhere with an assertion in
// hand.
func nyHTTP() *http.Client {
	return &http.Client{
		Transport:     http.DefaultTransport.(*http.Transport).Clone(),
		Timeout:       frist,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}

// Slag is what kind of refusal an answer is, as the Fiks platform's clients tell them apart.
type Slag int

// The kinds.
const (
	SlagAnnet         Slag = iota // no answer, a redirect, 5xx, or what is no answer of a token endpoint: try again later
	SlagKlient                    // 4xx: asking again in the same way will not help
	SlagUtilgjengelig             // 503: the provider says that it is away for a while
)

// Feil is a call to the provider that gave nothing. Its text holds the status and the code of the OAuth error, if it is
// one; never the body, which may repeat what was sent.
type Feil struct {
	Slag   Slag
	Status int    // 0: no answer
	Kode   string // OAuth error code, RFC 6749 §5.2; "" if there is none
	hva    string
	err    error // what broke the connection
}

func (f *Feil) Error() string {
	s := "maskinporten: " + f.hva
	if f.Status != 0 {
		s += fmt.Sprintf(", status %d", f.Status)
	}
	if f.Kode != "" {
		s += ", error " + f.Kode
	}
	if f.err != nil {
		s += ": " + f.err.Error()
	}
	return s
}

func (f *Feil) Unwrap() error { return f.err }

func hentJSON(ctx context.Context, c *http.Client, adresse string, ut any) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, adresse, nil)
	if err != nil {
		return errors.New("not an address")
	}
	return gjor(c, req, ut)
}

// gjor sends req and reads JSON into ut. Errors are [*Feil].
func gjor(c *http.Client, req *http.Request, ut any) error {
	req.Header.Set("Accept", "application/json")
	resp, err := c.Do(req)
	if err != nil {
		return &Feil{hva: "no answer", err: brudd(err)}
	}
	defer resp.Body.Close() //nolint:errcheck // nothing is lost
	body, err := io.ReadAll(io.LimitReader(resp.Body, maksSvar))
	if err != nil {
		return &Feil{hva: "the answer broke off", Status: resp.StatusCode, err: brudd(err)}
	}
	if resp.StatusCode != http.StatusOK {
		return avslag(resp.StatusCode, body)
	}
	if len(body) == 0 {
		return &Feil{hva: "an empty answer", Status: resp.StatusCode}
	}
	if json.Unmarshal(body, ut) != nil {
		return &Feil{hva: "the answer is not the JSON expected", Status: resp.StatusCode}
	}
	return nil
}

// brudd is what broke a connection, where that is the network's word or the caller's own. What net/http says of an answer that
// is no HTTP quotes it; of that only the kind is kept.
func brudd(err error) error {
	var ue *url.Error // its text holds the whole URL
	if errors.As(err, &ue) {
		err = ue.Err
	}
	var nett net.Error
	var sertifikat *tls.CertificateVerificationError
	switch {
	case errors.As(err, &nett), errors.As(err, &sertifikat), errors.Is(err, context.Canceled),
		errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return err
	}
	return fmt.Errorf("not an answer in HTTP: %T", err)
}

func avslag(status int, body []byte) *Feil {
	f := &Feil{hva: "refused", Status: status}
	switch {
	case status == http.StatusServiceUnavailable:
		f.Slag, f.hva = SlagUtilgjengelig, "unavailable for now"
	case status >= 400 && status < 500:
		f.Slag = SlagKlient
	case status < 400:
		f.hva = "an answer that is none"
	}
	var o struct {
		Error string `json:"error"`
	}
	_ = json.Unmarshal(body, &o) // a page in HTML has no code
	if o.Error != "" && len(o.Error) <= 40 && strings.Trim(o.Error, "abcdefghijklmnopqrstuvwxyz_") == "" {
		f.Kode = o.Error
	}
	return f
}

// sjekkAdresse wants https, or http where the bytes never leave the machine.
func sjekkAdresse(s string) error {
	u, err := url.Parse(s)
	if err != nil || u.Host == "" || u.User != nil || u.RawQuery != "" || u.Fragment != "" {
		return errors.New("missing or no URL")
	}
	if u.Scheme == "https" || u.Scheme == "http" && loopback(u.Hostname()) {
		return nil
	}
	return errors.New("not https")
}

// sammeVern checks that endpoint is as well protected as the issuer that names it.
func sammeVern(utsteder, endpoint string) error {
	if err := sjekkAdresse(endpoint); err != nil {
		return err
	}
	if strings.HasPrefix(utsteder, "https://") && !strings.HasPrefix(endpoint, "https://") {
		return errors.New("not https")
	}
	return nil
}

func loopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}
