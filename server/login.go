package server

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/subtle"
	"errors"
	"log/slog"
	"net/http"
	"net/url"
	"slices"

	"github.com/coreos/go-oidc/v3/oidc"
	"github.com/go-jose/go-jose/v4"

	"barnevernportalen/ent/viewer"
)

// The paths the identity provider must have registered.
const (
	StiSvar     = "/logg-inn/svar"    // redirect_uri
	StiBakkanal = "/logg-ut/bakkanal" // backchannel_logout_uri
	StiUtlogget = "/"                 // post_logout_redirect_uri
)

// InnloggingOppsett is what [NewInnlogging] needs.
type InnloggingOppsett struct {
	Utsteder     string          // the issuer exactly as the provider spells it, such as https://idporten.no
	KlientID     string          // as registered with the provider
	Klientnokkel jose.JSONWebKey // private; see [LesKlientnokkel], [NyKlientnokkel]
	Utgang       Utgang          // where one who leaves in haste is taken; the zero value is [StandardUtgang]
	HTTP         *http.Client    // for calls to the provider; nil for one with time-outs and no redirects
}

// Innlogging takes people to the identity provider and back.
type Innlogging struct {
	sesjoner *Sesjoner
	utsteder *utsteder
	klient   *klient
	tokener  *tokenleser
	utgang   Utgang
}

// NewInnlogging checks o and returns the login. It calls nobody: the provider is asked when the first login needs it.
func NewInnlogging(s *Sesjoner, o InnloggingOppsett) (*Innlogging, error) {
	u, err := url.Parse(o.Utsteder)
	if err != nil || u.Host == "" {
		return nil, errors.New("login: the issuer is no URL")
	}
	if u.Scheme != "https" && (s.Modus != ModusDev || u.Scheme != "http" || !loopback(u.Hostname())) {
		return nil, errors.New("login: the issuer must be https (http on localhost in dev mode only)")
	}
	if o.KlientID == "" {
		return nil, errors.New("login: client id is missing")
	}
	if o.HTTP == nil {
		o.HTTP = nyKlient()
	}
	uts := nyUtsteder(o.Utsteder, o.HTTP, s.Now)
	k, err := nyttKlient(o.KlientID, s.Adresse.String()+StiSvar, o.Klientnokkel, uts, s.Now)
	if err != nil {
		return nil, err
	}
	return &Innlogging{sesjoner: s, utsteder: uts, klient: k, tokener: nyTokenleser(o.KlientID, uts, s.Now), utgang: o.Utgang}, nil
}

// OffentligeNokler are the keys to register with the provider: the public half of what we authenticate with.
func (i *Innlogging) OffentligeNokler() jose.JSONWebKeySet {
	return jose.JSONWebKeySet{Keys: []jose.JSONWebKey{i.klient.offentlig}}
}

// Start answers GET /logg-inn: it pushes an authorization request and sends the browser after it. Whoever has a session
// at the level asked for is sent on at once; with a lower one this is a step-up, and the same person must come back.
func (i *Innlogging) Start(w http.ResponseWriter, r *http.Request) {
	s, q := i.sesjoner, r.URL.Query()
	f := nyttForlop(lokalSti(q.Get("til")), nivaFra(q.Get("niva")), s.Now())
	f.Sprak = sprakFra(q.Get("sprak"))
	som := ""
	if s.Modus == ModusDev {
		som = q.Get("som")
	}
	ses, err := s.les(r)
	switch {
	case err != nil && !errors.Is(err, errIngenSesjon):
		i.avvis(w, r, f, feil(grunnLager, err))
		return
	case err == nil && som == "" && ses.Identitet.Niva >= f.Niva:
		videre(w, f.Til)
		return
	case err == nil && som == "":
		f.Hvem = s.hvem(ses.Identitet)
	}
	aut := autorisasjon(f, som)
	if s.harForlatt(r) {
		aut.Set("prompt", "login") // the provider may still know one who left in haste, and it may be another who comes now
	}
	adresse, err := i.klient.par(r.Context(), aut)
	if err != nil {
		i.avvis(w, r, f, feil(grunnUtsteder, err))
		return
	}
	if err := i.lagreForlop(w, f); err != nil {
		i.avvis(w, r, f, feil(grunnForlop, err))
		return
	}
	videre(w, adresse)
}

// autorisasjon is our part of the authorization request; [klient.par] adds who we are.
func autorisasjon(f forlop, som string) url.Values {
	q := url.Values{
		"scope": {oidc.ScopeOpenID + " profile"}, "state": {f.State}, "nonce": {f.Nonce}, "acr_values": {acr[f.Niva]},
		"code_challenge": {s256(f.Verifier)}, "code_challenge_method": {"S256"},
	}
	if f.Sprak != "" {
		q.Set("ui_locales", f.Sprak)
	}
	if som != "" {
		q.Set("login_hint", som)
	}
	return q
}

// sprakFra is a language of the portal's, or "".
func sprakFra(s string) string {
	if slices.Contains(sprakene, s) {
		return s
	}
	return ""
}

func nivaFra(s string) viewer.Niva {
	if s == "hoyt" {
		return viewer.NivaHoyt
	}
	return viewer.NivaBetydelig
}

// hvem is the hash by which a step-up knows that the same person came back: both the provider's name for her and her
// identity number.
func (s *Sesjoner) hvem(i identitet) []byte { return s.oppslag("hvem", i.Sub+"\x00"+i.Pid) }

// Svar answers GET /logg-inn/svar: it checks the provider's answer, makes a session and sends the browser to where it
// wanted to go.
func (i *Innlogging) Svar(w http.ResponseWriter, r *http.Request) {
	f, underveis := i.lesForlop(r)
	if !underveis {
		i.avvis(w, r, forlop{Sprak: sprakFor(r, "")}, feil(grunnForlop, errors.New("no login under way in this browser")))
		return
	}
	if avvist := i.taImot(w, r, f); avvist != nil {
		i.avvis(w, r, f, avvist)
		return
	}
	videre(w, f.Til)
}

// taImot goes through the answer in the order in which each check leans on those before it.
func (i *Innlogging) taImot(w http.ResponseWriter, r *http.Request, f forlop) *avvisning {
	s, q := i.sesjoner, r.URL.Query()

	// 1. The answer belongs to the login this browser has under way.
	if !hmac.Equal([]byte(en(q, "state")), []byte(f.State)) {
		return feil(grunnState, nil)
	}
	s.Adresse.slettKake(w, kakeInnlogging)
	if naa := s.Now(); naa.Sub(f.Startet) > innloggingFrist || f.Startet.After(naa) {
		return feil(grunnUtlopt, nil)
	}

	// 2. It comes from the provider we asked (RFC 9207), not from another that was mixed in.
	if en(q, "iss") != i.utsteder.issuer {
		return feil(grunnIss, nil)
	}

	// 3. It is taken once, also when the browser sends a cookie we have told it to drop.
	ny, err := s.Lager.HuskJti(r.Context(), "innlogging:"+f.State, f.Startet.Add(innloggingFrist))
	if err != nil {
		return feil(grunnLager, err)
	}
	if !ny {
		return feil(grunnBrukt, nil)
	}

	// 4. The provider said yes.
	if q.Has("error") {
		return feilFraUtsteder(en(q, "error"))
	}
	kode := en(q, "code")
	if kode == "" {
		return feil(grunnKode, nil)
	}

	// 5. The code gives a token, and the token stands every test.
	raw, err := i.klient.veksle(r.Context(), kode, f.Verifier)
	if err != nil {
		return feil(grunnVeksling, err)
	}
	id, err := i.tokener.idToken(r.Context(), raw, f.Nonce, f.Niva)
	if err != nil {
		return feil(grunnToken, err)
	}
	if f.Hvem != nil && subtle.ConstantTimeCompare(f.Hvem, s.hvem(id)) != 1 {
		return feil(grunnAnnenPerson, nil)
	}

	// 6. A new ticket, always; the one the browser came with ends.
	b, err := s.opprett(r.Context(), id)
	if err != nil {
		return feil(grunnLager, err)
	}
	if gammel, err := s.les(r); err == nil {
		if err := s.avslutt(r.Context(), gammel.id); err != nil {
			return feil(grunnLager, err)
		}
	}
	s.Adresse.settKake(w, kakeSesjon, b.verdi(), 0)
	if s.harForlatt(r) {
		s.Adresse.slettKake(w, kakeForlatt) // or this session would be ended too
	}
	return nil
}

// en returns a parameter that is there exactly once. Of two states or codes we would not know which one was checked.
func en(q url.Values, navn string) string {
	if v := q[navn]; len(v) == 1 {
		return v[0]
	}
	return ""
}

// videre sends the browser on. 303, so that it comes by GET.
func videre(w http.ResponseWriter, til string) {
	h := w.Header()
	h.Set("Location", til)
	h.Set("Cache-Control", "no-store")
	h.Set("Referrer-Policy", "no-referrer") // the answer's address holds a code
	w.WriteHeader(http.StatusSeeOther)
}

// avvis sends the browser to a page that explains in plain words, in her language, and offers to begin again on the way to where
// she was going. The address says which of three things happened, and what /logg-inn was asked; the rest stands in the log.
func (i *Innlogging) avvis(w http.ResponseWriter, r *http.Request, f forlop, a *avvisning) {
	i.sesjoner.Logg.LogAttrs(r.Context(), a.alvor(), "innlogging avvist", slog.String("feilId", rand.Text()),
		slog.String("grunn", string(a.grunn)), slog.Any("feil", a.err))
	videre(w, f.feilside(a.utfall()))
}
