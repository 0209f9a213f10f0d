package innsyn

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/delivery"
	"barnevernportalen/ent/db"
	"barnevernportalen/ent/db/innsynsmelding"
)

// The Noark names and the forms of a case: what a receiver is told, and no client.

type mappeNoark struct {
	Tittel, Organisasjonsnummer string
	MappeID, SystemID           *string
	Saksaar                     *int
	Sakssekvensnummer           *int64
	EdialogSkjemaer             []skjemaRef
}

type journalpostNoark struct {
	Tittel                    string
	SystemID, RegistreringsID *string
	Journalpostnummer         *int
	MappeID                   *struct {
		MappeID, SystemID *string
		Saksaar           *int
		Sakssekvensnummer *int64
	}
	Klagefrist      *time.Time
	EdialogSkjemaer []skjemaRef
}

type skjemaRef struct {
	EdialogID   *string
	Predefinert *struct{ Type Skjematype }
}

// typen is what is sent by a form of a case, or of an entry of it. A form with a text of its own is what its place makes it.
// Empty: a form that has no business there.
func (r skjemaRef) typen(fraPost bool) Skjematype {
	egen := SkjemaPost
	if fraPost {
		egen = SkjemaSvar
	}
	switch {
	case r.Predefinert == nil:
		return egen
	case fraPost == (r.Predefinert.Type == SkjemaPost):
		return ""
	}
	return r.Predefinert.Type
}

func (r skjemaRef) id() string { return verdi(r.EdialogID) }

func verdi[T any](p *T) (v T) {
	if p != nil {
		v = *p
	}
	return v
}

// Tilbys reports whether a form can be sent now: it belongs where it stands, and somebody is set up to receive it.
func (s *Service) Tilbys(ctx context.Context, sk Edialogskjema) (bool, error) {
	if _, err := innbygger(ctx); err != nil {
		return false, err
	}
	if sk.ref.typen(sk.fraPost) == "" {
		return false, nil
	}
	_, err := s.Delivery.FinnDialog(ctx, sk.orgnr, sk.ref.id())
	if errors.Is(err, delivery.ErrIngenDialog) {
		return false, nil
	}
	return err == nil, err
}

// skrivested is where something is written from: her own rows, opened.
type skrivested struct {
	mappe       *db.Innsynsmelding
	journalpost *db.Innsynsmelding // nil: from the case
	m           mappeNoark
	j           journalpostNoark
	fnr         string
}

// finnSted reads the case and the entry that something is to be sent from, or nil: not hers, or not there.
func (s *Service) finnSted(ctx context.Context, mappeID uuid.UUID, journalpostID *uuid.UUID) (*skrivested, error) {
	st := &skrivested{}
	c := s.DB.Client().Innsynsmelding
	if journalpostID != nil {
		r, err := c.Query().Where(innsynsmelding.ID(*journalpostID), innsynsmelding.SlagEQ(innsynsmelding.SlagJournalpost)).Only(ctx)
		if db.IsNotFound(err) {
			return nil, nil
		}
		if err != nil {
			return nil, fmt.Errorf("read what is answered: %w", err)
		}
		st.journalpost, mappeID = r, r.MappeID
		if err := s.apne(r, &st.j); err != nil {
			return nil, err
		}
	}
	r, err := c.Query().Where(innsynsmelding.ID(mappeID), innsynsmelding.SlagEQ(innsynsmelding.SlagMappe)).Only(ctx)
	if db.IsNotFound(err) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read a case: %w", err)
	}
	st.mappe = r
	if err := s.apne(r, &st.m); err != nil {
		return nil, err
	}
	st.fnr, err = s.nummeret(r)
	return st, err
}

// skjema is the form by its number, and what is sent by it; false: there is none such, or it belongs elsewhere.
func (st *skrivested) skjema(nr int) (skjemaRef, Skjematype, bool) {
	alle := st.m.EdialogSkjemaer
	if st.journalpost != nil {
		alle = st.j.EdialogSkjemaer
	}
	if nr < 0 || nr >= len(alle) {
		return skjemaRef{}, "", false
	}
	t := alle[nr].typen(st.journalpost != nil)
	return alle[nr], t, t != ""
}

// noark are the receiver's own names of the case: of an entry's, those the entry has, since that is what is answered.
func (st *skrivested) noark() (delivery.Noarkmappe, *delivery.Noarkjournalpost) {
	m := delivery.Noarkmappe{
		MappeID: verdi(st.m.MappeID), SystemID: verdi(st.m.SystemID), Saksaar: st.m.Saksaar, Sakssekvensnummer: st.m.Sakssekvensnummer,
	}
	if st.journalpost == nil {
		return m, nil
	}
	if e := st.j.MappeID; e != nil {
		m = delivery.Noarkmappe{MappeID: verdi(e.MappeID), SystemID: verdi(e.SystemID), Saksaar: e.Saksaar, Sakssekvensnummer: e.Sakssekvensnummer}
	}
	return m, &delivery.Noarkjournalpost{
		SystemID: verdi(st.j.SystemID), RegistreringsID: verdi(st.j.RegistreringsID), Journalpostnummer: st.j.Journalpostnummer,
	}
}
