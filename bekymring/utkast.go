package bekymring

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/ent"
	"barnevernportalen/ent/db"
	"barnevernportalen/ent/db/bekymringsmelding"
	"barnevernportalen/ent/db/utkast"
	"barnevernportalen/ent/viewer"
)

const (
	maksUtkast    = 1 << 20 // bytes of JSON
	utkastLevetid = 24 * time.Hour
	maksLevetid   = 7 * 24 * time.Hour
	utkastRyddes  = 10 * time.Minute
	utkastForsok  = 3 // how often a save meets another tab's before it gives up
)

// ErrLevetid: a draft lives no longer than 7 days, and not for no time at all.
var ErrLevetid = errors.New("a draft's life must be more than 0 and at most 7 days")

// Utkastregler say how drafts live. They live by real time, as sessions do, not by the ledger's clock.
type Utkastregler struct {
	Levetid time.Duration    // after the last save; 0: 24 hours
	Naa     func() time.Time // nil: time.Now
}

// Check returns [ErrLevetid] if drafts would live too long.
func (r Utkastregler) Check() error {
	if r.Levetid < 0 || r.Levetid > maksLevetid {
		return ErrLevetid
	}
	return nil
}

func (r Utkastregler) naa() time.Time {
	if r.Naa == nil {
		return time.Now()
	}
	return r.Naa()
}

func (r Utkastregler) levetid() time.Duration {
	if r.Levetid == 0 {
		return utkastLevetid
	}
	return min(r.Levetid, maksLevetid)
}

// Utkast is a form that is not sent yet.
type Utkast struct {
	Klientnokkel  uuid.UUID
	Skjema        bekymringsmelding.Type
	Skjemaversjon int
	Innhold       string // JSON, the client's own
	Lagret        time.Time
	Utloper       time.Time
}

// NyttUtkast is what to save.
type NyttUtkast struct {
	Skjema        bekymringsmelding.Type
	Klientnokkel  uuid.UUID
	Skjemaversjon int
	Innhold       string
	ForrigeLagret *time.Time // of the draft this one was made from; nil: of none
}

// LagretUtkast is the answer to a save: exactly one of its parts.
type LagretUtkast struct {
	Utkast        *Utkast
	Nyere         *Utkast  // another tab's; nothing was saved
	AlleredeSendt *Melding // sent with this key; nothing was saved
	Feil          []Feltfeil
}

// Utkast reads this person's draft of a form, or ent.ErrIkkeFunnet.
func (s *Service) Utkast(ctx context.Context, skjema bekymringsmelding.Type) (*Utkast, error) {
	v, ok := viewer.From(ctx).(viewer.Innbygger)
	if !ok {
		return nil, ErrIkkeInnbygger
	}
	r, err := s.finnUtkast(ctx, s.DB.Client(), v, skjema)
	if err != nil {
		return nil, err
	}
	// A save that was under way when the report was sent may have come after it. The draft of a sent report is none.
	sendt, err := s.sendtMed(ctx, s.DB.Client(), v, r.Klientnokkel)
	if err != nil {
		return nil, err
	}
	if sendt != uuid.Nil {
		return nil, errors.Join(ent.ErrIkkeFunnet, slettUtkast(ctx, s.DB.Client(), v, r.Klientnokkel))
	}
	return s.apneUtkast(r)
}

// LagreUtkast saves a draft, whatever is wrong with its answers. It saves over an older one only if that is the one the
// caller has seen: two tabs cannot silently take each other's text away.
func (s *Service) LagreUtkast(ctx context.Context, n NyttUtkast) (*LagretUtkast, error) {
	v, ok := viewer.From(ctx).(viewer.Innbygger)
	if !ok {
		return nil, ErrIkkeInnbygger
	}
	if feil := n.valider(); len(feil) > 0 {
		return &LagretUtkast{Feil: feil}, nil
	}
	for range utkastForsok {
		svar, err := s.lagreUtkast(ctx, v, n)
		if !errors.Is(err, errSamtidig) {
			return svar, err
		}
	}
	return nil, errSamtidig
}

// errSamtidig: another tab saved between our look and our write. To look again is enough.
var errSamtidig = errors.New("the draft was saved by another at the same time")

func (s *Service) lagreUtkast(ctx context.Context, v viewer.Innbygger, n NyttUtkast) (*LagretUtkast, error) {
	c := s.DB.Client()
	sendt, err := s.sendtMed(ctx, c, v, n.Klientnokkel)
	if err != nil {
		return nil, err
	}
	if sendt != uuid.Nil {
		m, err := s.Melding(ctx, sendt)
		return &LagretUtkast{AlleredeSendt: m}, err
	}

	forrige, err := s.finnUtkast(ctx, c, v, n.Skjema)
	switch {
	case errors.Is(err, ent.ErrIkkeFunnet):
		forrige = nil
	case err != nil:
		return nil, err
	case n.ForrigeLagret == nil || !n.ForrigeLagret.Equal(forrige.Lagret):
		return s.nyereUtkast(forrige, n)
	}

	naa := s.Utkastregler.naa().Round(time.Microsecond)
	if forrige != nil && !naa.After(forrige.Lagret) {
		naa = forrige.Lagret.Add(time.Microsecond) // the time is also the version: it must be another
	}
	ut := &Utkast{
		Klientnokkel: n.Klientnokkel, Skjema: n.Skjema, Skjemaversjon: n.Skjemaversjon, Innhold: n.Innhold,
		Lagret: naa, Utloper: naa.Add(s.Utkastregler.levetid()),
	}
	if forrige == nil {
		err = s.opprettUtkast(ctx, c, v, ut)
	} else {
		err = s.erstattUtkast(ctx, c, v, forrige, ut)
	}
	if err != nil {
		return nil, err
	}
	return &LagretUtkast{Utkast: ut}, nil
}

// nyereUtkast answers with what is stored: as saved, if it is word for word what we were asked to save (an answer was
// lost), else as another tab's.
func (s *Service) nyereUtkast(r *db.Utkast, n NyttUtkast) (*LagretUtkast, error) {
	lagret, err := s.apneUtkast(r)
	if err != nil {
		return nil, err
	}
	if lagret.Innhold == n.Innhold && lagret.Klientnokkel == n.Klientnokkel && lagret.Skjemaversjon == n.Skjemaversjon {
		return &LagretUtkast{Utkast: lagret}, nil
	}
	return &LagretUtkast{Nyere: lagret}, nil
}

// SlettUtkast deletes this person's draft with this key, and says whether there was one.
func (s *Service) SlettUtkast(ctx context.Context, nokkel uuid.UUID) (bool, error) {
	if _, ok := viewer.From(ctx).(viewer.Innbygger); !ok {
		return false, ErrIkkeInnbygger
	}
	n, err := s.DB.Client().Utkast.Delete().Where(utkast.Klientnokkel(nokkel)).Exec(ctx)
	if err != nil {
		return false, fmt.Errorf("delete a draft: %w", err)
	}
	return n > 0, nil
}

// slettUtkast deletes the draft that a report was sent from, in the transaction that stores the report.
func slettUtkast(ctx context.Context, c *db.Client, v viewer.Innbygger, nokkel uuid.UUID) error {
	_, err := c.Utkast.Delete().Where(utkast.Klientnokkel(nokkel), utkast.EierIn(v.IDer()...)).Exec(ctx)
	if err != nil {
		return fmt.Errorf("delete the draft of a sent report: %w", err)
	}
	return nil
}

// RyddUtkast deletes every draft that has run out. It runs as background work, which can read none of them.
func (s *Service) RyddUtkast(ctx context.Context) error {
	if _, err := s.DB.Client().Utkast.Delete().Where(utkast.UtloperLTE(s.Utkastregler.naa())).Exec(ctx); err != nil {
		return fmt.Errorf("delete drafts that have run out: %w", err)
	}
	return nil
}

// Register sets up the background work. Call it before ent.DB.StartJobs.
func (s *Service) Register() {
	s.DB.Every(utkastRyddes, "utkast", func(ctx context.Context, _ uuid.UUID) error { return s.RyddUtkast(ctx) })
	s.DB.Every(utkastRyddes, "opplasting", func(ctx context.Context, _ uuid.UUID) error { return s.RyddOpplastinger(ctx) })
}

func (n NyttUtkast) valider() []Feltfeil {
	var f funn
	s := sjekk{funn: &f}
	s.svart(n.Klientnokkel != uuid.Nil, "klientnokkel")
	if bekymringsmelding.TypeValidator(n.Skjema) != nil {
		s.feil(FeilMangler, "skjema")
	}
	if n.Skjemaversjon < 1 {
		s.feil(FeilUgyldigFormat, "skjemaversjon")
	}
	switch {
	case len(n.Innhold) > maksUtkast:
		s.feil(FeilForLang, "innhold", maksUtkast)
	case !json.Valid([]byte(n.Innhold)):
		s.feil(FeilUgyldigFormat, "innhold")
	}
	return f.feil
}
