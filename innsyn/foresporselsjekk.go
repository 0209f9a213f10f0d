package innsyn

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"github.com/google/uuid"

	"barnevernportalen/delivery"
	"barnevernportalen/ent/db"
	"barnevernportalen/ent/db/innsynsforesporsel"
	"barnevernportalen/ent/db/innsynsforesporselpost"
	"barnevernportalen/ent/db/innsynsmelding"
)

// foresporselutkast is a request that has been looked at: what is wrong with it, or what it says.
type foresporselutkast struct {
	feil    []Foresporselfeil
	mappe   *db.Innsynsmelding
	innhold delivery.Foresporselinnhold
	frigis  []uuid.UUID // rows of what was asked for and decided before, which may be asked for again
}

// journalpostForesporsel is what of an entry decides whether it may be asked for.
type journalpostForesporsel struct {
	journalpostNoark
	InnsynsforesporselStatus *InnsynsforesporselStatus
	Dokumenter               []json.RawMessage
}

// sjekkForesporsel finds what is wrong. What is not hers and what is not there are the same.
func (s *Service) sjekkForesporsel(ctx context.Context, n NyForesporsel) (*foresporselutkast, error) {
	u := &foresporselutkast{feil: begrunnelsefeil(n.Begrunnelse, MaksBegrunnelse)}
	si := func(k Foresporselfeilkode, id *uuid.UUID) {
		u.feil = append(u.feil, Foresporselfeil{Felt: feltJournalposter, Kode: k, JournalpostID: id})
	}
	var ider []uuid.UUID // each once, in the order asked
	for _, id := range n.Journalposter {
		if !slices.Contains(ider, id) {
			ider = append(ider, id)
		}
		if len(ider) > MaksForespurte {
			si(ForesporselForMange, nil)
			return u, nil
		}
	}
	if len(ider) == 0 {
		si(ForesporselMangler, nil)
		return u, nil
	}
	rader, err := s.DB.Client().Innsynsmelding.Query().Where(innsynsmelding.IDIn(ider...), innsynsmelding.SlagEQ(innsynsmelding.SlagJournalpost)).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("read what is asked for: %w", err)
	}
	spurt, err := s.DB.Client().Innsynsforesporselpost.Query().Where(innsynsforesporselpost.JournalpostIDIn(ider...), innsynsforesporselpost.Apen(true)).
		WithForesporsel().All(ctx)
	if err != nil {
		return nil, fmt.Errorf("read what has been asked for: %w", err)
	}
	for _, id := range ider {
		i := slices.IndexFunc(rader, func(r *db.Innsynsmelding) bool { return r.ID == id })
		if i < 0 {
			si(ForesporselIkkeFunnet, &id)
			continue
		}
		r := rader[i]
		if u.mappe == nil {
			u.mappe, err = s.DB.Client().Innsynsmelding.Query().Where(innsynsmelding.ID(r.MappeID), innsynsmelding.SlagEQ(innsynsmelding.SlagMappe)).Only(ctx)
			if db.IsNotFound(err) { // an entry whose case is not there is shown to nobody
				si(ForesporselIkkeFunnet, &id)
				continue
			}
			if err != nil {
				return nil, fmt.Errorf("read the case: %w", err)
			}
		}
		if r.MappeID != u.mappe.ID {
			si(ForesporselFlereMapper, &id)
			continue
		}
		if err := s.sjekkForespurt(u, r, spurt, si); err != nil {
			return nil, err
		}
	}
	if len(u.feil) > 0 {
		return u, nil
	}
	u.innhold.Begrunnelse = n.Begrunnelse
	u.innhold.Fodselsnummer, err = s.nummeret(u.mappe)
	return u, err
}

// sjekkForespurt looks at one entry that is hers, of the right case.
func (s *Service) sjekkForespurt(u *foresporselutkast, r *db.Innsynsmelding, spurt []*db.Innsynsforesporselpost, si func(Foresporselfeilkode, *uuid.UUID)) error {
	var j journalpostForesporsel
	if err := s.apne(r, &j); err != nil {
		return err
	}
	if i := slices.IndexFunc(spurt, func(p *db.Innsynsforesporselpost) bool { return p.JournalpostID == r.ID }); i >= 0 {
		if avgjort := spurt[i].Edges.Foresporsel.Avgjort; avgjort == nil || !r.Indeksert.After(*avgjort) {
			si(ForesporselAlleredeSpurt, &r.ID)
			return nil
		}
		u.frigis = append(u.frigis, spurt[i].ID)
	}
	switch status := verdi(j.InnsynsforesporselStatus); {
	case status != "" && status != IkkeForespurt:
		si(ForesporselAlleredeSpurt, &r.ID)
		return nil
	case status == "" || len(j.Dokumenter) > 0:
		si(ForesporselIkkeTilbakeholdt, &r.ID)
		return nil
	}
	p := delivery.Foresporselpost{ID: r.ID, MeldingID: r.MeldingID, Tittel: j.Tittel, SystemID: verdi(j.SystemID), RegistreringsID: verdi(j.RegistreringsID)}
	if j.MappeID != nil {
		p.MappeID = verdi(j.MappeID.MappeID)
	}
	if p.MappeID == "" {
		var m mappeNoark
		if err := s.apne(u.mappe, &m); err != nil {
			return err
		}
		p.MappeID = verdi(m.MappeID)
	}
	if p.MappeID == "" || p.SystemID == "" {
		si(ForesporselUtenNoark, &r.ID)
		return nil
	}
	u.innhold.Poster = append(u.innhold.Poster, p)
	return nil
}

// forespurt is how far a person's own requests have come, by journalpost.
type forespurt map[uuid.UUID]innsynsforesporsel.Status

// status is what is shown of an entry: what the case system has indexed, and where that is that nobody has asked, what has
// become of her asking here. So it is FORESPURT from the moment she asks, and granted from the moment the answer says so,
// also before the case system indexes the entry again. Indexed after the decision as one to ask for, it may be asked for
// again, as sjekkForespurt has it: then f does not hold it, and it is shown so.
func (f forespurt) status(id uuid.UUID, indeksert *InnsynsforesporselStatus) *InnsynsforesporselStatus {
	status, spurt := f[id]
	if !spurt || indeksert == nil || *indeksert != IkkeForespurt {
		return indeksert
	}
	vist := Forespurt
	switch status {
	case innsynsforesporsel.StatusInnvilget:
		vist = Godkjent
	case innsynsforesporsel.StatusAvvist:
		vist = Avvist
	}
	return &vist
}
