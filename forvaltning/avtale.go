package forvaltning

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/ent"
	"barnevernportalen/ent/db"
	"barnevernportalen/ent/db/avtale"
	"barnevernportalen/ent/db/bydel"
	"barnevernportalen/ent/db/kommune"
	"barnevernportalen/ent/db/predicate"
	"barnevernportalen/ent/db/tilgangshendelse"
	"barnevernportalen/ent/vault"
	"barnevernportalen/ent/viewer"
)

// Avtale is a kommune's agreement to receive here.
type Avtale struct {
	ID         uuid.UUID
	Versjon    string
	Inngatt    string // yyyy-mm-dd, in Norway
	SignertAv  string // empty: from before names were kept
	Registrert time.Time
}

// NyAvtale is an agreement to be recorded.
type NyAvtale struct {
	Kommunenummer string
	Versjon       string // at most 20 characters
	Inngatt       string // yyyy-mm-dd, not in the future
	SignertAv     string // at most 100 characters
	Lest          *int   // how many agreements the kommune had when it was read; nil: it is not asked
}

// Avtaleutfall is the kommune as it stands after an agreement was recorded, or why it was not: with the kommune as it stands when
// somebody else has recorded one meanwhile.
type Avtaleutfall struct {
	Kommune *Kommuneoppsett
	Feil    []Feil
}

// Kommuneoppsett is a kommune as its administrators see it.
type Kommuneoppsett struct {
	Kommunenummer, Navn string
	FiksOrgID           *uuid.UUID
	Avtaler             []Avtale // the newest first
	Mottak              []Mottaksoppsett
}

// Administrasjon is what an administrator reaches.
type Administrasjon struct {
	Hele     bool
	Kommuner []Kommuneoppsett
}

const (
	maksAvtaleversjon = 20
	maksPersonnavn    = 100
)

// LagreAvtale records a kommune's agreement; its receivers are under it from now on. If another has recorded one since the kommune was
// read, nothing is: the newest holds, and hers would be out of force before anybody had seen it. Errors: ent.ErrIkkeFunnet.
func (s *Service) LagreAvtale(ctx context.Context, n NyAvtale) (Avtaleutfall, error) {
	if _, err := administrator(ctx, n.Kommunenummer); err != nil {
		return Avtaleutfall{}, err
	}
	inngatt, alle := n.sjekk(s.Klokke())
	if len(alle) > 0 {
		return Avtaleutfall{Feil: alle}, nil
	}
	id := uuid.New()
	signert, err := s.Vault.Encrypt([]byte(n.SignertAv), aadAvtale(id))
	if err != nil {
		return Avtaleutfall{}, fmt.Errorf("encrypt who signed: %w", err)
	}
	err = s.DB.Tx(ctx, func(tx *ent.Tx) error {
		if err := laasKommune(ctx, tx, n.Kommunenummer); errors.Is(err, ent.ErrIkkeFunnet) {
			return nei{feil(FeilUkjentKommune, "kommunenummer")}
		} else if err != nil {
			return err
		}
		if n.Lest != nil {
			there, err := tx.Client().Avtale.Query().Where(avtale.Kommunenummer(n.Kommunenummer)).Count(ctx)
			if err != nil {
				return fmt.Errorf("count the agreements: %w", err)
			}
			if there != *n.Lest {
				return nei{feil(FeilEndretAvAndre, "lest")}
			}
		}
		err := tx.Client().Avtale.Create().SetID(id).SetKommunenummer(n.Kommunenummer).SetVersjon(n.Versjon).SetInngatt(inngatt).
			SetSignertAv(signert).SetRegistrert(s.Klokke()).Exec(ctx)
		if err != nil {
			return fmt.Errorf("store an agreement: %w", err)
		}
		if err := tx.Client().Bydel.Update().Where(bydel.KommuneID(n.Kommunenummer)).SetAvtaleInngatt(inngatt).Exec(ctx); err != nil {
			return fmt.Errorf("put the receivers under the agreement: %w", err)
		}
		return s.loggfor(ctx, tx, endring{slag: tilgangshendelse.SlagAvtaleLagret, om: id, bydel: viewer.Bydel{Kommunenummer: n.Kommunenummer}})
	})
	feil, err := avslag(err)
	if err != nil || len(feil) > 0 && feil[0].Kode != FeilEndretAvAndre {
		return Avtaleutfall{Feil: feil}, err
	}
	k, err := s.Kommuneoppsett(ctx, n.Kommunenummer)
	return Avtaleutfall{Kommune: k, Feil: feil}, err
}

func aadAvtale(id uuid.UUID) []byte { return vault.Context("avtale", id.String(), "signert") }

func (n *NyAvtale) sjekk(naa time.Time) (time.Time, []Feil) {
	var s sjekk
	n.Versjon = s.tekst(n.Versjon, maksAvtaleversjon, "versjon")
	n.SignertAv = s.tekst(n.SignertAv, maksPersonnavn, "signertAv")
	dag, err := time.ParseInLocation(time.DateOnly, n.Inngatt, oslo())
	if err != nil || dag.After(naa) || dag.Year() < 2000 {
		s.legg(FeilUgyldigFormat, "inngatt")
	}
	return dag, s.feil
}

// oslo is Norway's time. The zone is in the binary: see cmd/portal.
func oslo() *time.Location {
	l, err := time.LoadLocation("Europe/Oslo")
	if err != nil {
		return time.FixedZone("CET", 3600)
	}
	return l
}

// forsteAvtale records, as the system, the agreement of a kommune that has none.
func (s *Service) forsteAvtale(ctx context.Context, kommunenummer string, inngatt time.Time) error {
	c := s.DB.Client().Avtale
	there, err := c.Query().Where(avtale.Kommunenummer(kommunenummer)).Exist(ctx)
	if err != nil || there {
		return err
	}
	err = c.Create().SetKommunenummer(kommunenummer).SetVersjon("1").SetInngatt(inngatt).SetRegistrert(s.Klokke()).Exec(ctx)
	if err != nil {
		return fmt.Errorf("store an agreement: %w", err)
	}
	return nil
}

// Kommuneoppsett reads one kommune, or ent.ErrIkkeFunnet.
func (s *Service) Kommuneoppsett(ctx context.Context, kommunenummer string) (*Kommuneoppsett, error) {
	if _, err := administrator(ctx, kommunenummer); err != nil {
		return nil, err
	}
	alle, err := s.kommuner(ctx, kommune.ID(kommunenummer))
	if err != nil {
		return nil, err
	}
	if len(alle) == 0 {
		return nil, ent.ErrIkkeFunnet
	}
	return &alle[0], nil
}

// Administrasjon reads all that an administrator reaches: of the whole installation the kommuner that have something here.
func (s *Service) Administrasjon(ctx context.Context) (*Administrasjon, error) {
	v, ok := viewer.From(ctx).(viewer.Admin)
	if !ok {
		return nil, ent.ErrIkkeFunnet
	}
	hvilke := kommune.IDIn(v.Kommuner...)
	if v.Hele {
		hvilke = kommune.Or(kommune.HasBydeler(), kommune.HasAvtaler(), kommune.HasRettigheter())
	}
	k, err := s.kommuner(ctx, hvilke)
	return &Administrasjon{Hele: v.Hele, Kommuner: k}, err
}

func (s *Service) kommuner(ctx context.Context, hvilke predicate.Kommune) ([]Kommuneoppsett, error) {
	rader, err := s.DB.Client().Kommune.Query().Where(hvilke).
		WithAvtaler(func(q *db.AvtaleQuery) { q.Order(db.Desc(avtale.FieldRegistrert, avtale.FieldID)) }).
		Order(kommune.ByNavn(), kommune.ByID()).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("read kommuner: %w", err)
	}
	mottak, err := s.oppsett(ctx, bydel.HasKommuneWith(hvilke))
	if err != nil {
		return nil, err
	}
	ut := make([]Kommuneoppsett, 0, len(rader))
	for _, r := range rader {
		k := Kommuneoppsett{Kommunenummer: r.ID, Navn: r.Navn, FiksOrgID: r.FiksOrgID, Avtaler: []Avtale{}, Mottak: []Mottaksoppsett{}}
		for _, a := range r.Edges.Avtaler {
			vist, err := s.toAvtale(a)
			if err != nil {
				return nil, err
			}
			k.Avtaler = append(k.Avtaler, vist)
		}
		for _, m := range mottak {
			if m.Kommunenummer == r.ID {
				k.Mottak = append(k.Mottak, m)
			}
		}
		ut = append(ut, k)
	}
	return ut, nil
}

func (s *Service) toAvtale(a *db.Avtale) (Avtale, error) {
	ut := Avtale{ID: a.ID, Versjon: a.Versjon, Inngatt: a.Inngatt.In(oslo()).Format(time.DateOnly), Registrert: a.Registrert}
	if len(a.SignertAv) > 0 {
		navn, err := s.Vault.Decrypt(a.SignertAv, aadAvtale(a.ID))
		if err != nil {
			return ut, fmt.Errorf("open who signed: %w", err)
		}
		ut.SignertAv = string(navn)
	}
	return ut, nil
}
