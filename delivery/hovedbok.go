package delivery

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
	"barnevernportalen/ent/db/bekymringsmelding"
	"barnevernportalen/ent/db/bydel"
	"barnevernportalen/ent/db/forsendelse"
	"barnevernportalen/ent/db/leveranse"
	"barnevernportalen/ent/viewer"
)

// ErrMarkor: a place in the ledger that is none of ours.
var ErrMarkor = errors.New("no place in the ledger")

// ErrFilter: a bydel is asked for, and not of which kommune.
var ErrFilter = errors.New("a bydel of no kommune")

// Hovedbokmelding is a report as those who administer its receiver see it: the envelope, never the content, and never who
// sent it.
type Hovedbokmelding struct {
	ID           uuid.UUID
	Mottaker     Mottaker
	Nr           int
	Type         bekymringsmelding.Type
	Versjon      bydel.StottetVersjon
	FraFagsystem bool // a case system sent it, on behalf of another kommune
	Kanal        bydel.Kanal
	Innsendt     time.Time
	Tilstand     forsendelse.Tilstand
	Bevis        forsendelse.Bevis
	Bevist       *time.Time
	Avvist       *time.Time
	Slettet      *time.Time
	Advarsler    []Advarsel
	SendPaNytt   SendPaNyttStatus
	Forsok       int // of the way it would be sent again
}

// Markor is the report's place in the ledger.
func (m Hovedbokmelding) Markor() string {
	return strconv.FormatInt(m.Innsendt.UnixMicro(), 36) + "." + m.ID.String()
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

// Hovedboksok asks for a page of the ledger.
type Hovedboksok struct {
	Filter Hovedbokfilter
	Antall int     // 1 to 100
	Etter  *string // the place of the last one seen
}

// Hovedbokside is a page of the ledger, newest first.
type Hovedbokside struct {
	Meldinger []Hovedbokmelding
	HarFlere  bool
}

const (
	maksHovedbok = 100
	csvbunke     = 500
)

// Hovedbok reads a page of the ledger: the reports that were sent to the kommuner of the administrator who asks. Errors:
// ent.ErrIkkeFunnet, [ErrMarkor], [ErrFilter].
func (s *Service) Hovedbok(ctx context.Context, sok Hovedboksok) (*Hovedbokside, error) {
	if err := sok.Filter.sjekk(ctx); err != nil {
		return nil, err
	}
	return s.hovedbokside(ctx, sok.Filter, min(max(sok.Antall, 1), maksHovedbok), sok.Etter)
}

// HeleHovedbok gives all that Hovedbok would, a page at a time, to vis, whose error ends it. Before each page forny is asked whether
// who reads still may; its error ends it, too. It holds no transaction: what comes meanwhile is newer than the first page, and is
// left out. Errors: as Hovedbok.
func (s *Service) HeleHovedbok(ctx context.Context, f Hovedbokfilter, forny func(context.Context) error, vis func([]Hovedbokmelding) error) error {
	if err := f.sjekk(ctx); err != nil {
		return err
	}
	bunke := s.Hovedbokbunke
	if bunke < 1 {
		bunke = csvbunke
	}
	for etter, mer := (*string)(nil), true; mer; {
		if err := forny(ctx); err != nil {
			return err
		}
		side, err := s.hovedbokside(ctx, f, bunke, etter)
		if err != nil {
			return err
		}
		if err := vis(side.Meldinger); err != nil {
			return err
		}
		if mer = side.HarFlere; mer {
			m := side.Meldinger[len(side.Meldinger)-1].Markor()
			etter = &m
		}
	}
	return nil
}

func (s *Service) hovedbokside(ctx context.Context, f Hovedbokfilter, antall int, etter *string) (*Hovedbokside, error) {
	q := s.DB.Client().Forsendelse.Query().Where(forsendelse.SlagEQ(forsendelse.SlagBekymringsmelding)).Where(f.predikater(s.Klokke())...)
	if etter != nil {
		tid, id, err := lesMarkor(*etter)
		if err != nil {
			return nil, err
		}
		// the first says it again, for the index to begin there
		q.Where(forsendelse.AkseptertLTE(tid), forsendelse.Or(forsendelse.AkseptertLT(tid), forsendelse.And(forsendelse.AkseptertEQ(tid), forsendelse.IDLT(id))))
	}
	rader, err := medHovedbok(q).Order(db.Desc(forsendelse.FieldAkseptert, forsendelse.FieldID)).Limit(antall + 1).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("read the ledger: %w", err)
	}
	side := &Hovedbokside{HarFlere: len(rader) > antall}
	rader = rader[:min(len(rader), antall)]
	side.Meldinger, err = s.hovedbokmeldinger(ctx, s.DB.Client(), rader)
	return side, err
}

// medHovedbok loads what hovedbokmeldinger needs, and of who sent it only whether it was a machine.
func medHovedbok(q *db.ForsendelseQuery) *db.ForsendelseQuery {
	return q.WithBydel(func(q *db.BydelQuery) { q.WithKommune() }).WithLeveranser().
		WithBekymringsmelding(func(q *db.BekymringsmeldingQuery) {
			q.Select(bekymringsmelding.FieldID, bekymringsmelding.FieldForsendelseID, bekymringsmelding.FieldType,
				bekymringsmelding.FieldVersjon, bekymringsmelding.FieldIntegrasjonID)
		})
}

func (s *Service) hovedbokmeldinger(ctx context.Context, c *db.Client, rader []*db.Forsendelse) ([]Hovedbokmelding, error) {
	ids := make([]uuid.UUID, len(rader))
	for i, r := range rader {
		ids[i] = r.ID
	}
	advarsler, err := advarslene(ctx, c, ids, s.Klokke())
	if err != nil {
		return nil, err
	}
	ut := make([]Hovedbokmelding, len(rader))
	for i, f := range rader {
		m := Hovedbokmelding{ID: f.ID, Nr: int(f.Nr), Kanal: bydel.Kanal(f.Kanal), Innsendt: f.Akseptert, Tilstand: f.Tilstand,
			Bevis: StillingAv(f).Gjelder(), Bevist: f.Bevist, Avvist: f.Avvist, Slettet: f.Slettet, Advarsler: advarsler[f.ID]}
		if b := f.Edges.Bydel; b != nil {
			m.Mottaker = ToMottaker(b)
		}
		if b := f.Edges.Bekymringsmelding; b != nil {
			m.Type, m.Versjon, m.FraFagsystem = b.Type, bydel.StottetVersjon(b.Versjon), b.IntegrasjonID != uuid.Nil
		}
		var vei *db.Leveranse
		m.SendPaNytt, vei = kanSendesPaNytt(f, f.Edges.Leveranser)
		if vei != nil {
			m.Forsok = vei.Forsok
		}
		ut[i] = m
	}
	return ut, nil
}

// hovedbokmelding reads one, or ent.ErrIkkeFunnet.
func (s *Service) hovedbokmelding(ctx context.Context, c *db.Client, id uuid.UUID) (*Hovedbokmelding, *db.Forsendelse, error) {
	if _, ok := viewer.From(ctx).(viewer.Admin); !ok {
		return nil, nil, ent.ErrIkkeFunnet
	}
	f, err := medHovedbok(c.Forsendelse.Query().Where(forsendelse.ID(id), forsendelse.SlagEQ(forsendelse.SlagBekymringsmelding))).Only(ctx)
	if db.IsNotFound(err) {
		return nil, nil, ent.ErrIkkeFunnet
	}
	if err != nil {
		return nil, nil, fmt.Errorf("read a report of the ledger: %w", err)
	}
	alle, err := s.hovedbokmeldinger(ctx, c, []*db.Forsendelse{f})
	if err != nil {
		return nil, nil, err
	}
	return &alle[0], f, nil
}

// leveransen is the way k of a report, or nil.
func leveransen(alle []*db.Leveranse, k leveranse.Kanal) *db.Leveranse {
	for _, l := range alle {
		if l.Kanal == k {
			return l
		}
	}
	return nil
}
