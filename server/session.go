package server

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/ent"
	"barnevernportalen/ent/viewer"
)

// How long a session lives: no longer than ID-porten's own (30 min without activity, 120 min in all).
const (
	MaksInaktiv = 30 * time.Minute
	maksLevetid = 120 * time.Minute
	// mellomBeroringer is how far sistBrukt may lag behind: a row is written at most once a minute, however busy the
	// page. The error is to the strict side, a session may end up to a minute early.
	mellomBeroringer = time.Minute
)

// Sesjonslager is what the sessions need of storage, as [ent.DB] has it.
type Sesjonslager interface {
	LagreSesjon(ctx context.Context, s ent.Sesjon) error
	// HentSesjon answers [ent.ErrIkkeFunnet] for a row that is gone.
	HentSesjon(ctx context.Context, id uuid.UUID) (ent.Sesjon, error)
	// BerorSesjon sets sistBrukt. A row that is gone stays gone.
	BerorSesjon(ctx context.Context, id uuid.UUID, naa time.Time) error
	// SlettSesjon deletes the row, if it is there. Every replica hears of it.
	SlettSesjon(ctx context.Context, id uuid.UUID) error
	// SlettSesjonerFor does so for all of a sid, or, where sidHash is empty, of a sub; once for each jti, which is
	// remembered until til if the rows are gone, and not if they are not.
	SlettSesjonerFor(ctx context.Context, jti string, til time.Time, sidHash, subHash []byte) error
	// HuskJti remembers a one-time id until til. ny is false if it was remembered already.
	HuskJti(ctx context.Context, jti string, til time.Time) (ny bool, err error)
}

// SesjonerOppsett is what [NewSesjoner] needs. Every field but Now and Logg must be set.
type SesjonerOppsett struct {
	Modus   Modus
	Adresse Adresse
	Lager   Sesjonslager
	// Hemmelighet, 32 bytes or more, is shared by all replicas. Under it stand the login state in the browser's cookie
	// and the hashes by which a back-channel logout finds its sessions. No session is encrypted under it.
	Hemmelighet []byte
	// Person turns the national identity number into the person storage knows.
	Person func(pid string) viewer.Person
	// Tilganger reads what the person may be, anew on every request: a right withdrawn is gone at once.
	Tilganger func(ctx context.Context, p viewer.Person) ([]viewer.Tilgang, error)
	Now       func() time.Time // real time, not the ledger's clock; time.Now if nil
	Logg      *slog.Logger     // slog.Default() if nil
}

// Sesjoner keeps the sessions of all who are logged in.
type Sesjoner struct {
	SesjonerOppsett
	vakter vakter
}

// NewSesjoner checks o and returns the sessions.
func NewSesjoner(o SesjonerOppsett) (*Sesjoner, error) {
	switch {
	case o.Adresse.opphav == "":
		return nil, errors.New("sessions: own address is missing")
	case !o.Adresse.https && o.Modus != ModusDev:
		return nil, errors.New("sessions: cookies without Secure are for dev mode only")
	case o.Lager == nil || o.Person == nil || o.Tilganger == nil:
		return nil, errors.New("sessions: Lager, Person and Tilganger must be given")
	case len(o.Hemmelighet) < 32:
		return nil, errors.New("sessions: Hemmelighet must be 32 bytes or more")
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Logg == nil {
		o.Logg = slog.Default()
	}
	return &Sesjoner{SesjonerOppsett: o}, nil
}

// errIngenSesjon covers every reason for not being logged in: no ticket, no row, wrong key, ended.
var errIngenSesjon = errors.New("no session")

// innhold is what the server half holds. It stands in the store encrypted under the ticket's key. The times are here
// too, so that nobody with access to the columns can lengthen a session.
type innhold struct {
	Identitet identitet `json:"identitet"`
	Opprettet time.Time `json:"opprettet"`
	Utloper   time.Time `json:"utloper"`
}

// sesjon is a ticket that opened a live row.
type sesjon struct {
	billett
	innhold
	sistBrukt time.Time
}

// opprett makes a session with a new id and a new key, whatever ticket the browser came with.
func (s *Sesjoner) opprett(ctx context.Context, i identitet) (billett, error) {
	naa := s.Now()
	b := nyBillett()
	n := innhold{Identitet: i, Opprettet: naa, Utloper: naa.Add(maksLevetid)}
	klar, err := json.Marshal(n)
	if err != nil {
		return billett{}, fmt.Errorf("encoding a session: %w", err)
	}
	rad := ent.Sesjon{
		ID: b.id, Innhold: b.aead(etikettInnhold).Seal(nil, nil, klar, b.id[:]),
		SubHash: s.oppslag("sub", i.Sub), Opprettet: naa, SistBrukt: naa, Utloper: n.Utloper,
	}
	if i.Sid != "" {
		rad.SidHash = s.oppslag("sid", i.Sid)
	}
	if err := s.Lager.LagreSesjon(ctx, rad); err != nil {
		return billett{}, fmt.Errorf("storing a session: %w", err)
	}
	return b, nil
}

// oppslag is the hash a session is found by when the provider, which knows no ticket, ends it.
func (s *Sesjoner) oppslag(hva, verdi string) []byte {
	m := hmac.New(sha256.New, s.Hemmelighet)
	_, _ = fmt.Fprintf(m, "%s\x00%s\x00%s", etikettOppslag, hva, verdi)
	return m.Sum(nil)
}

// les returns the session the request's ticket opens. It counts as no activity. One that is over, or whose person has left in
// haste, it ends.
func (s *Sesjoner) les(r *http.Request) (sesjon, error) {
	b, ok := lesBillett(s.Adresse.lesKake(r, kakeSesjon))
	if !ok {
		return sesjon{}, errIngenSesjon
	}
	rad, err := s.Lager.HentSesjon(r.Context(), b.id)
	if errors.Is(err, ent.ErrIkkeFunnet) {
		return sesjon{}, errIngenSesjon
	}
	if err != nil {
		return sesjon{}, fmt.Errorf("reading a session: %w", err)
	}
	klar, err := apne(b.aead(etikettInnhold), rad.Innhold, b.id[:])
	if err != nil {
		return sesjon{}, errIngenSesjon
	}
	ses := sesjon{billett: b, sistBrukt: rad.SistBrukt}
	if err := json.Unmarshal(klar, &ses.innhold); err != nil {
		return sesjon{}, errIngenSesjon // of a version we no longer know
	}
	if ses.slutt().After(s.Now()) && !s.harForlatt(r) {
		return ses, nil
	}
	if err := s.avslutt(r.Context(), b.id); err != nil {
		return sesjon{}, err
	}
	return sesjon{}, errIngenSesjon
}

// slutt is when the session ends unless it is used again.
func (ses sesjon) slutt() time.Time { return tidligste(ses.Utloper, ses.sistBrukt.Add(MaksInaktiv)) }

func tidligste(a, b time.Time) time.Time {
	if a.Before(b) {
		return a
	}
	return b
}

// beror counts as activity.
func (s *Sesjoner) beror(ctx context.Context, ses *sesjon) error {
	naa := s.Now()
	if err := s.Lager.BerorSesjon(ctx, ses.id, naa); err != nil {
		return fmt.Errorf("touching a session: %w", err)
	}
	ses.sistBrukt = naa
	return nil
}

// avslutt ends a session here and closes its sockets.
func (s *Sesjoner) avslutt(ctx context.Context, id uuid.UUID) error {
	if err := s.Lager.SlettSesjon(ctx, id); err != nil {
		return fmt.Errorf("ending a session: %w", err)
	}
	s.MeldAvsluttet(id)
	return nil
}
