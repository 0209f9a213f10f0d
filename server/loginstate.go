package server

import (
	"crypto/rand"
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"time"

	"golang.org/x/oauth2"

	"barnevernportalen/ent/viewer"
)

// innloggingKake is how long the browser remembers a login under way: longer than it may take, so that one who comes too late is
// told so in her own language, and finds the way to where she was going.
const innloggingKake = 2 * time.Hour

// innloggingFrist is how long somebody may stay at the identity provider, page of help and lost code device included.
const innloggingFrist = 10 * time.Minute

// forlop is one login under way. It travels in the browser, encrypted, so that any replica can take the answer, and
// binds the answer to the browser that asked.
type forlop struct {
	State    string      `json:"state"`
	Nonce    string      `json:"nonce"`
	Verifier string      `json:"verifier"`
	Til      string      `json:"til"`
	Niva     viewer.Niva `json:"niva"`
	Sprak    string      `json:"sprak,omitempty"` // that the page before spoke, where it said so
	Startet  time.Time   `json:"startet"`
	// Hvem is set on a step-up: the hash of the person who must come back.
	Hvem []byte `json:"hvem,omitempty"`
}

func nyttForlop(til string, niva viewer.Niva, naa time.Time) forlop {
	return forlop{State: rand.Text(), Nonce: rand.Text(), Verifier: oauth2.GenerateVerifier(),
		Til: til, Niva: niva, Startet: naa}
}

func (i *Innlogging) lagreForlop(w http.ResponseWriter, f forlop) error {
	klar, err := json.Marshal(f)
	if err != nil {
		return err
	}
	hemmelig := avled(i.sesjoner.Hemmelighet, nil, etikettInnlogging).Seal(nil, nil, klar, nil)
	i.sesjoner.Adresse.settKake(w, kakeInnlogging, base64url.EncodeToString(hemmelig), innloggingKake)
	return nil
}

// lesForlop returns the login the browser has under way, whatever its age.
func (i *Innlogging) lesForlop(r *http.Request) (forlop, bool) {
	hemmelig, err := base64url.DecodeString(i.sesjoner.Adresse.lesKake(r, kakeInnlogging))
	if err != nil || len(hemmelig) == 0 {
		return forlop{}, false
	}
	klar, err := apne(avled(i.sesjoner.Hemmelighet, nil, etikettInnlogging), hemmelig, nil)
	if err != nil {
		return forlop{}, false
	}
	var f forlop
	return f, json.Unmarshal(klar, &f) == nil
}

// feilside is the page on which a login that came to nothing ends. Without a language of its own it has that of the page she was
// going to.
func (f forlop) feilside(u utfall) string {
	q := url.Values{"innlogging": {string(u)}}
	if f.Til != "" && f.Til != "/" {
		q.Set("til", f.Til)
	}
	if f.Niva == viewer.NivaHoyt {
		q.Set("niva", "hoyt")
	}
	sprak := f.Sprak
	if sprak == "" {
		sprak = sprakISti(f.Til)
	}
	return paSprak(sprak, stiFeilet) + "?" + q.Encode()
}

// stiFeilet is the portal's own page for it, in bokmål; in another language it stands below that.
const stiFeilet = "/innlogging-feilet"

// maksTil bounds a return path, in bytes: it lives in a cookie, which browsers cut at 4096.
const maksTil = 512

// lokalSti returns s if it is a path on this server, otherwise "/". It is what stands between the login and an open
// redirect: browsers read «//x», «/\x» and «/<tab>/x» as another host. The login's own paths would go in a ring,
// and to be told after a login that it failed would be untrue.
func lokalSti(s string) string {
	if len(s) > maksTil || !strings.HasPrefix(s, "/") || strings.HasPrefix(s, "//") || strings.Contains(s, `\`) {
		return "/"
	}
	if strings.ContainsFunc(s, func(r rune) bool { return r <= ' ' || r >= 0x7f }) {
		return "/"
	}
	u, err := url.Parse(s)
	if err != nil || u.Scheme != "" || u.Host != "" || u.User != nil || u.Opaque != "" || strings.HasPrefix(u.Path, "//") ||
		strings.Contains(u.Path, `\`) || strings.HasPrefix(u.Path, "/logg-") || strings.HasSuffix(u.Path, stiFeilet) {
		return "/"
	}
	return s
}
