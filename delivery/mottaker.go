package delivery

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	entsql "entgo.io/ent/dialect/sql"
	"github.com/google/uuid"

	"barnevernportalen/ent/db"
	"barnevernportalen/ent/db/bydel"
	"barnevernportalen/ent/db/kommune"
	"barnevernportalen/ent/db/predicate"
)

// Why a receiver cannot be found.
var (
	ErrUkjentKommune = errors.New("no such kommune")
	ErrUkjentBydel   = errors.New("no such bydel in the kommune")
	ErrIkkeAktiv     = errors.New("the kommune or bydel does not receive here")
)

// Mottaker is a receiver: a bydel, as the world may know it, and how reports reach it.
type Mottaker struct {
	ID               uuid.UUID
	Kommunenummer    string
	Kommunenavn      string
	Bydelsnummer     string
	Bydelsnavn       string
	StandardMottaker bool
	Aktiv            bool
	StottetVersjon   bydel.StottetVersjon
	Kanal            bydel.Kanal
	GirBevis         bool
	FiksioKonto      *uuid.UUID
	Postadresse      Postadresse // empty where none is set
}

// Kommune is a kommune and its receivers.
type Kommune struct {
	Kommunenummer string
	Navn          string
	Aktiv         bool
	Postadresse   []string // its standardMottaker's, else any of its receivers'; nil where none is known
	Bydeler       []Mottaker
}

// Kommuner lists the kommuner whose name or number begins with sok, then those whose name contains it; each part by
// name. Empty sok: all.
func (s *Service) Kommuner(ctx context.Context, sok string) ([]Kommune, error) {
	q := s.DB.Client().Kommune.Query().Where(kommune.Or(kommune.GyldigTilIsNil(), kommune.GyldigTilGT(s.Klokke()))).
		WithBydeler(func(q *db.BydelQuery) { q.Order(bydel.ByBydelsnummer()) })
	sok = strings.TrimSpace(sok)
	if sok != "" {
		q.Where(kommune.Or(kommune.NavnContainsFold(sok), predicate.Kommune(entsql.FieldHasPrefix(kommune.FieldID, sok))))
	}
	rows, err := q.Order(kommune.ByNavn()).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("list kommuner: %w", err)
	}
	out := make([]Kommune, 0, len(rows))
	for _, r := range rows {
		out = append(out, toKommune(r))
	}
	lower := strings.ToLower(sok)
	rank := func(k Kommune) int {
		if strings.HasPrefix(strings.ToLower(k.Navn), lower) || strings.HasPrefix(k.Kommunenummer, sok) {
			return 0
		}
		return 1
	}
	slices.SortStableFunc(out, func(a, b Kommune) int { return cmp.Compare(rank(a), rank(b)) })
	return out, nil
}

// Kommune finds one kommune, or ErrUkjentKommune.
func (s *Service) Kommune(ctx context.Context, kommunenummer string) (*Kommune, error) {
	r, err := s.DB.Client().Kommune.Query().
		Where(kommune.ID(kommunenummer), kommune.Or(kommune.GyldigTilIsNil(), kommune.GyldigTilGT(s.Klokke()))).
		WithBydeler(func(q *db.BydelQuery) { q.Order(bydel.ByBydelsnummer()) }).Only(ctx)
	if db.IsNotFound(err) {
		return nil, ErrUkjentKommune
	}
	if err != nil {
		return nil, fmt.Errorf("read a kommune: %w", err)
	}
	k := toKommune(r)
	return &k, nil
}

// FinnMottaker finds who receives for a bydel, or for the whole kommune when the bydel is not known: its
// standardMottaker. Errors: ErrUkjentKommune, ErrUkjentBydel, ErrIkkeAktiv.
func (s *Service) FinnMottaker(ctx context.Context, kommunenummer string, bydelsnummer *string) (Mottaker, error) {
	k, err := s.Kommune(ctx, kommunenummer)
	if err != nil {
		return Mottaker{}, err
	}
	if !k.Aktiv {
		return Mottaker{}, ErrIkkeAktiv
	}
	for _, m := range k.Bydeler {
		switch {
		case bydelsnummer == nil && m.StandardMottaker && m.Aktiv:
			return m, nil
		case bydelsnummer != nil && m.Bydelsnummer == *bydelsnummer && !m.Aktiv:
			return Mottaker{}, ErrIkkeAktiv
		case bydelsnummer != nil && m.Bydelsnummer == *bydelsnummer:
			return m, nil
		}
	}
	if bydelsnummer == nil {
		return Mottaker{}, ErrIkkeAktiv // active bydeler, but none receives for the whole kommune
	}
	return Mottaker{}, ErrUkjentBydel
}

func toKommune(r *db.Kommune) Kommune {
	k := Kommune{Kommunenummer: r.ID, Navn: r.Navn}
	for _, b := range r.Edges.Bydeler {
		m := ToMottaker(b)
		m.Kommunenavn = r.Navn
		k.Bydeler = append(k.Bydeler, m)
		k.Aktiv = k.Aktiv || b.Aktiv
		if !m.Postadresse.Tom() && (k.Postadresse == nil || m.StandardMottaker) {
			k.Postadresse = m.Postadresse.Linjer()
		}
	}
	if !k.Aktiv {
		k.Bydeler = nil // a bydel that nobody can send to is not a choice
	}
	return k
}

// ToMottaker reads a receiver from its row. The kommune's name comes with the edge kommune, where it was loaded.
func ToMottaker(b *db.Bydel) Mottaker {
	m := Mottaker{
		ID: b.ID, Kommunenummer: b.KommuneID, Bydelsnummer: b.Bydelsnummer, Bydelsnavn: b.Navn,
		StandardMottaker: b.StandardMottaker, Aktiv: b.Aktiv, StottetVersjon: b.StottetVersjon, Kanal: b.Kanal, GirBevis: b.GirBevis,
		FiksioKonto: b.FiksioKonto,
		Postadresse: toPostadresse(b),
	}
	if b.Edges.Kommune != nil {
		m.Kommunenavn = b.Edges.Kommune.Navn
	}
	return m
}

// sanntid is the time that keys and certificates live by.
func sanntid() time.Time { return time.Now() }
