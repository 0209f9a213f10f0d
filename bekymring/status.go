package bekymring

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"barnevernportalen/delivery"
	"barnevernportalen/ent"
	"barnevernportalen/ent/db"
	"barnevernportalen/ent/db/bekymringsmelding"
	"barnevernportalen/ent/db/forsendelse"
	"barnevernportalen/ent/db/hendelse"
	"barnevernportalen/ent/db/kopi"
	"barnevernportalen/ent/viewer"
)

// maksMine is how many reports a reporter's list shows.
const maksMine = 100

// Mine lists the reports this person has sent, newest first, at most 100.
func (s *Service) Mine(ctx context.Context) ([]Melding, error) {
	rows, err := medForlop(s.DB.Client().Bekymringsmelding.Query()).
		Order(db.Desc(bekymringsmelding.FieldOpprettet, bekymringsmelding.FieldID)).Limit(maksMine).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("list reports: %w", err)
	}
	kopier, err := s.DB.Client().Kopi.Query().Select(kopi.FieldID).Strings(ctx)
	if err != nil {
		return nil, fmt.Errorf("list copies: %w", err)
	}
	har := make(map[string]bool, len(kopier))
	for _, id := range kopier {
		har[id] = true
	}
	out := make([]Melding, 0, len(rows))
	for _, r := range rows {
		out = append(out, toMelding(r, har[r.ID.String()]))
	}
	return out, nil
}

// Melding reads one report this person has sent, or ent.ErrIkkeFunnet.
func (s *Service) Melding(ctx context.Context, id uuid.UUID) (*Melding, error) {
	r, err := medForlop(s.DB.Client().Bekymringsmelding.Query().Where(bekymringsmelding.ID(id))).Only(ctx)
	if db.IsNotFound(err) {
		return nil, ent.ErrIkkeFunnet
	}
	if err != nil {
		return nil, fmt.Errorf("read a report: %w", err)
	}
	har, err := s.DB.Client().Kopi.Query().Where(kopi.ID(id)).Exist(ctx)
	if err != nil {
		return nil, fmt.Errorf("look for a copy: %w", err)
	}
	m := toMelding(r, har)
	return &m, nil
}

// Kopi opens the reporter's own PDF, in the session that sent the report; else ent.ErrIkkeFunnet.
func (s *Service) Kopi(ctx context.Context, id uuid.UUID) ([]byte, error) {
	v, ok := viewer.From(ctx).(viewer.Innbygger)
	if !ok || v.Billett == nil {
		return nil, ent.ErrIkkeFunnet
	}
	r, err := s.DB.Client().Kopi.Get(ctx, id)
	if db.IsNotFound(err) {
		return nil, ent.ErrIkkeFunnet
	}
	if err != nil {
		return nil, fmt.Errorf("read a copy: %w", err)
	}
	pdf, err := v.Billett.Apne(r.Innhold, aadKopi(id))
	if err != nil {
		return nil, ent.ErrIkkeFunnet // another ticket's: for this session it does not exist
	}
	return pdf, nil
}

// reporterSees are the kinds of hendelse a reporter is shown. That somebody opened the report is the receiver's affair.
var reporterSees = []hendelse.Slag{hendelse.SlagAkseptert, hendelse.SlagOverlevert, hendelse.SlagBekreftet,
	hendelse.SlagPostlagt, hendelse.SlagPrintAvvist, hendelse.SlagKvittert, hendelse.SlagLagret, hendelse.SlagAvvistFagsystem}

func medForlop(q *db.BekymringsmeldingQuery) *db.BekymringsmeldingQuery {
	return q.WithForsendelse(func(q *db.ForsendelseQuery) {
		q.WithBydel(func(q *db.BydelQuery) { q.WithKommune() }).
			WithHendelser(func(q *db.HendelseQuery) { q.Where(hendelse.SlagIn(reporterSees...)).Order(hendelse.ByID()) })
	})
}

func toMelding(r *db.Bekymringsmelding, harKopi bool) Melding {
	f := r.Edges.Forsendelse
	m := Melding{
		ID: r.ID, Referanse: r.ID.String(), Type: r.Type, Mottaker: delivery.ToMottaker(f.Edges.Bydel),
		Sendt: f.Akseptert, Tilstand: f.Tilstand, Bevis: delivery.StillingAv(f).Gjelder(), HarKopi: harKopi,
	}
	for _, h := range f.Edges.Hendelser {
		m.Hendelser = append(m.Hendelser, Hendelse{
			Tidspunkt: h.Tidspunkt, Tilstand: forsendelse.Tilstand(h.Tilstand), Bevis: forsendelse.Bevis(h.Bevis),
		})
	}
	return m
}
