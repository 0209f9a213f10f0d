package forvaltning

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/ent"
	"barnevernportalen/ent/db"
	"barnevernportalen/ent/db/tilgangshendelse"
	"barnevernportalen/ent/viewer"
)

// ErrMarkor: a place in the list of changes that is none of ours.
var ErrMarkor = errors.New("no place in the list of changes")

// Endring is one change of who may do what, or of what is switched on.
type Endring struct {
	ID                          uuid.UUID
	Tidspunkt                   time.Time
	Slag                        tilgangshendelse.Slag
	UtfortAv                    *string // nil: the system, or no name was kept
	Kommunenummer, Bydelsnummer string
	IntegrasjonID               *uuid.UUID
	Rett                        *viewer.Rett
	OmID                        *uuid.UUID
	Detalj                      string
}

// Markor is the change's place in the list.
func (e Endring) Markor() string {
	return strconv.FormatInt(e.Tidspunkt.UnixMicro(), 36) + "." + e.ID.String()
}

// Endringssok is which changes are asked for.
type Endringssok struct {
	Kommunenummer, Bydelsnummer *string // nil: all
	Antall                      int     // 1 to 100
	Etter                       *string // the place of the last one seen
}

const maksEndringer = 100

// Endringer lists changes, the newest first, and says whether there are more. Errors: ent.ErrIkkeFunnet, [ErrMarkor].
func (s *Service) Endringer(ctx context.Context, sok Endringssok) ([]Endring, bool, error) {
	v, ok := viewer.From(ctx).(viewer.Admin)
	if !ok || sok.Kommunenummer != nil && !v.Kan(*sok.Kommunenummer) {
		return nil, false, ent.ErrIkkeFunnet
	}
	n := min(max(sok.Antall, 1), maksEndringer)
	q := s.DB.Client().Tilgangshendelse.Query().Order(db.Desc(tilgangshendelse.FieldTidspunkt, tilgangshendelse.FieldID)).Limit(n + 1)
	if sok.Kommunenummer != nil {
		q.Where(tilgangshendelse.Kommunenummer(*sok.Kommunenummer))
	}
	if sok.Bydelsnummer != nil {
		q.Where(tilgangshendelse.Bydelsnummer(*sok.Bydelsnummer))
	}
	if sok.Etter != nil {
		tid, id, err := lesMarkor(*sok.Etter)
		if err != nil {
			return nil, false, err
		}
		q.Where(tilgangshendelse.Or(tilgangshendelse.TidspunktLT(tid),
			tilgangshendelse.And(tilgangshendelse.TidspunktEQ(tid), tilgangshendelse.IDLT(id))))
	}
	rader, err := q.All(ctx)
	if err != nil {
		return nil, false, fmt.Errorf("read the changes: %w", err)
	}
	flere := len(rader) > n
	ut := make([]Endring, 0, n)
	for _, r := range rader[:min(n, len(rader))] {
		e := Endring{ID: r.ID, Tidspunkt: r.Tidspunkt, Slag: r.Slag, Kommunenummer: r.Kommunenummer, Bydelsnummer: r.Bydelsnummer,
			IntegrasjonID: r.IntegrasjonID, OmID: r.OmID, Detalj: r.Detalj}
		if r.Rett != nil {
			rett := viewer.Rett(*r.Rett)
			e.Rett = &rett
		}
		navn, err := s.utfortAv(r)
		if err != nil {
			return nil, false, err
		}
		if navn != "" {
			e.UtfortAv = &navn
		}
		ut = append(ut, e)
	}
	return ut, flere, nil
}

func lesMarkor(m string) (time.Time, uuid.UUID, error) {
	a, b, _ := strings.Cut(m, ".")
	mikro, err1 := strconv.ParseInt(a, 36, 64)
	id, err2 := uuid.Parse(b)
	tid := time.UnixMicro(mikro)
	if err1 != nil || err2 != nil || tid.Year() < 2000 || tid.Year() > 9999 { // further off the database refuses the time itself
		return time.Time{}, uuid.Nil, ErrMarkor
	}
	return tid, id, nil
}
