package forvaltning

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/google/uuid"

	"barnevernportalen/ent"
	"barnevernportalen/ent/db"
	"barnevernportalen/ent/db/integrasjon"
	"barnevernportalen/ent/db/kommune"
	"barnevernportalen/ent/db/rettighet"
	"barnevernportalen/ent/db/tilgangshendelse"
	"barnevernportalen/ent/viewer"
)

// What is wrong with an integration or a right to be given.
var (
	ErrNavn          = errors.New("an integration needs a name of at most 100 characters")
	ErrOrgnr         = errors.New("not an organisation number")
	ErrUkjentKommune = errors.New("there is no such kommune")
)

// MaksNavn is the length of an integration's name, in characters.
const MaksNavn = 100

// Integrasjon is a machine that may call, as administrators see it.
type Integrasjon struct {
	ID          uuid.UUID
	Navn        string
	Orgnr       string
	Opprettet   time.Time
	PassordSatt time.Time
	PassordNr   int // which of its passwords it has; 1 is the first
	Trukket     *time.Time
	Rettigheter []Rettighet // those in force, by kommune and right
}

// Rettighet is one right of an integration in one kommune.
type Rettighet struct {
	viewer.Rettighet
	FiksOrgID uuid.UUID // the kommune's
	Gitt      time.Time
}

// NyIntegrasjon is an integration to be made.
type NyIntegrasjon struct {
	ID    uuid.UUID // a new one if Nil
	Navn  string
	Orgnr string // the organisation whose tokens it takes, nine digits
}

// OpprettIntegrasjon makes an integration without rights, and returns its password: the only time it is seen.
// Errors: [ErrNavn] and [ErrOrgnr], joined if both.
func (s *Service) OpprettIntegrasjon(ctx context.Context, n NyIntegrasjon) (*Integrasjon, string, error) {
	if v, ok := viewer.From(ctx).(viewer.Admin); ok && !v.Hele {
		return nil, "", ent.ErrIkkeFunnet // one machine may call for many kommuner
	}
	n.Navn, n.Orgnr = strings.TrimSpace(n.Navn), strings.TrimSpace(n.Orgnr)
	if err := errors.Join(sjekkNavn(n.Navn), sjekkOrgnr(n.Orgnr)); err != nil {
		return nil, "", fmt.Errorf("make an integration: %w", err)
	}
	if n.ID == uuid.Nil {
		n.ID = uuid.New()
	}
	naa, passord := s.Klokke(), nyttPassord()
	var rad *db.Integrasjon
	err := s.DB.Tx(ctx, func(tx *ent.Tx) (err error) {
		rad, err = tx.Client().Integrasjon.Create().SetID(n.ID).SetNavn(n.Navn).SetOrgnr(n.Orgnr).
			SetPassordHash(passordHash(n.ID, passord)).SetOpprettet(naa).SetPassordSatt(naa).Save(ctx)
		if err != nil {
			return fmt.Errorf("make an integration: %w", err)
		}
		return s.loggfor(ctx, tx, endring{slag: tilgangshendelse.SlagIntegrasjonOpprettet, integrasjon: n.ID})
	})
	if err != nil {
		return nil, "", err
	}
	return toIntegrasjon(rad), passord, nil
}

// NyttPassord gives an integration a new password and returns it. The old one is dead when this returns.
// One that is unknown or withdrawn: ent.ErrIkkeFunnet.
func (s *Service) NyttPassord(ctx context.Context, id uuid.UUID) (string, error) {
	ut, err := s.ByttPassord(ctx, id, nil)
	return ut.Passord, err
}

// Passordutfall is a new password, or why there is none, and the integration as it stands.
type Passordutfall struct {
	Passord     string // empty: it is not changed
	Integrasjon *Integrasjon
	Feil        []Feil
}

// ByttPassord is NyttPassord for who has read the integration: lest is its PassordNr then, and if another has changed the password
// since, hers is not killed unseen. Nil: it is not asked. Errors: as NyttPassord.
func (s *Service) ByttPassord(ctx context.Context, id uuid.UUID, lest *int) (Passordutfall, error) {
	passord := nyttPassord()
	err := s.endre(ctx, id, func(tx *ent.Tx, rad *db.Integrasjon) error {
		if lest != nil && *lest != rad.PassordNr {
			return nei{feil(FeilEndretAvAndre, "passordNr")}
		}
		err := rad.Update().SetPassordHash(passordHash(id, passord)).SetPassordNr(rad.PassordNr + 1).SetPassordSatt(s.Klokke()).Exec(ctx)
		if err != nil {
			return fmt.Errorf("set a password: %w", err)
		}
		return s.loggfor(ctx, tx, endring{slag: tilgangshendelse.SlagPassordSatt, integrasjon: id})
	})
	var ut Passordutfall
	if ut.Feil, err = avslag(err); err != nil {
		return Passordutfall{}, err
	}
	if len(ut.Feil) == 0 {
		ut.Passord = passord
	}
	ut.Integrasjon, err = s.Integrasjon(ctx, id)
	return ut, err
}

// GiRettighet lets an integration do something for a kommune. Held already, nothing changes. The kommune gets its id as
// Fiks organisation if it has none. Errors: ent.ErrIkkeFunnet, [ErrUkjentKommune].
func (s *Service) GiRettighet(ctx context.Context, id uuid.UUID, r viewer.Rettighet) error {
	return s.endre(ctx, id, func(tx *ent.Tx, _ *db.Integrasjon) error {
		k, err := tx.Client().Kommune.Query().Where(kommune.ID(r.Kommunenummer)).ForUpdate().Only(ctx)
		if db.IsNotFound(err) {
			return ErrUkjentKommune
		}
		if err != nil {
			return fmt.Errorf("read a kommune: %w", err)
		}
		if k.FiksOrgID == nil {
			if err := s.settFiksOrg(ctx, tx, k, uuid.New()); err != nil {
				return err
			}
		}
		har, err := tx.Client().Rettighet.Query().Where(gjeldende(id, r)...).Exist(ctx)
		if err != nil || har {
			return err
		}
		err = tx.Client().Rettighet.Create().SetIntegrasjonID(id).SetRett(rettighet.Rett(r.Rett)).
			SetKommunenummer(r.Kommunenummer).SetGitt(s.Klokke()).Exec(ctx)
		if err != nil {
			return fmt.Errorf("give a machine a right: %w", err)
		}
		return s.loggfor(ctx, tx, endring{slag: tilgangshendelse.SlagRettGitt, integrasjon: id, rett: r})
	})
}

// TrekkRettighet withdraws a right. Not held, nothing changes. Errors: ent.ErrIkkeFunnet.
func (s *Service) TrekkRettighet(ctx context.Context, id uuid.UUID, r viewer.Rettighet) error {
	return s.endre(ctx, id, func(tx *ent.Tx, _ *db.Integrasjon) error {
		n, err := tx.Client().Rettighet.Update().Where(gjeldende(id, r)...).SetTrukket(s.Klokke()).Save(ctx)
		if err != nil {
			return fmt.Errorf("withdraw a machine's right: %w", err)
		}
		if n == 0 {
			return nil
		}
		return s.loggfor(ctx, tx, endring{slag: tilgangshendelse.SlagRettTrukket, integrasjon: id, rett: r})
	})
}

// TrekkIntegrasjon withdraws an integration for good: every call of it is refused from when this returns.
// Errors: ent.ErrIkkeFunnet, also for one that is withdrawn already.
func (s *Service) TrekkIntegrasjon(ctx context.Context, id uuid.UUID) error {
	return s.endre(ctx, id, func(tx *ent.Tx, rad *db.Integrasjon) error {
		if err := rad.Update().SetTrukket(s.Klokke()).Exec(ctx); err != nil {
			return fmt.Errorf("withdraw an integration: %w", err)
		}
		return s.loggfor(ctx, tx, endring{slag: tilgangshendelse.SlagIntegrasjonTrukket, integrasjon: id})
	})
}

// Integrasjoner lists all integrations by name, the withdrawn ones too.
func (s *Service) Integrasjoner(ctx context.Context) ([]Integrasjon, error) {
	rader, err := s.DB.Client().Integrasjon.Query().Order(integrasjon.ByNavn(), integrasjon.ByID()).
		WithRettigheter(gjeldendeRetter).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("read integrations: %w", err)
	}
	ut := make([]Integrasjon, 0, len(rader))
	for _, r := range rader {
		ut = append(ut, *toIntegrasjon(r))
	}
	return ut, nil
}

// Integrasjon reads one, or ent.ErrIkkeFunnet.
func (s *Service) Integrasjon(ctx context.Context, id uuid.UUID) (*Integrasjon, error) {
	rad, err := s.DB.Client().Integrasjon.Query().Where(integrasjon.ID(id)).WithRettigheter(gjeldendeRetter).Only(ctx)
	if db.IsNotFound(err) {
		return nil, ent.ErrIkkeFunnet
	}
	if err != nil {
		return nil, fmt.Errorf("read an integration: %w", err)
	}
	return toIntegrasjon(rad), nil
}

// endre runs f on an integration that is not withdrawn, which nobody else changes meanwhile.
func (s *Service) endre(ctx context.Context, id uuid.UUID, f func(*ent.Tx, *db.Integrasjon) error) error {
	return s.DB.Tx(ctx, func(tx *ent.Tx) error {
		rad, err := tx.Client().Integrasjon.Query().Where(integrasjon.ID(id), integrasjon.TrukketIsNil()).ForUpdate().Only(ctx)
		if db.IsNotFound(err) {
			return ent.ErrIkkeFunnet
		}
		if err != nil {
			return fmt.Errorf("read an integration: %w", err)
		}
		return f(tx, rad)
	})
}

func toIntegrasjon(r *db.Integrasjon) *Integrasjon {
	i := &Integrasjon{ID: r.ID, Navn: r.Navn, Orgnr: r.Orgnr, Opprettet: r.Opprettet, PassordSatt: r.PassordSatt, PassordNr: r.PassordNr, Trukket: r.Trukket}
	if r.Trukket != nil {
		return i // it may do nothing, whatever it held
	}
	for _, t := range r.Edges.Rettigheter {
		rett := Rettighet{Rettighet: viewer.Rettighet{Rett: viewer.Rett(t.Rett), Kommunenummer: t.Kommunenummer}, Gitt: t.Gitt}
		if k := t.Edges.Kommune; k != nil && k.FiksOrgID != nil {
			rett.FiksOrgID = *k.FiksOrgID
		}
		i.Rettigheter = append(i.Rettigheter, rett)
	}
	return i
}

func sjekkNavn(navn string) error {
	if navn == "" || utf8.RuneCountInString(navn) > MaksNavn || !utf8.ValidString(navn) {
		return ErrNavn
	}
	return nil
}

// sjekkOrgnr checks nine digits, the last by modulus 11 (Brønnøysundregistrene).
func sjekkOrgnr(s string) error {
	if len(s) != 9 || strings.Trim(s, "0123456789") != "" {
		return ErrOrgnr
	}
	sum := 0
	for i, vekt := range []int{3, 2, 7, 6, 5, 4, 3, 2, 1} {
		sum += vekt * int(s[i]-'0')
	}
	if sum%11 != 0 {
		return ErrOrgnr
	}
	return nil
}
