package innsyn

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/ent"
	"barnevernportalen/ent/db"
	"barnevernportalen/ent/db/innsynslogg"
	"barnevernportalen/ent/db/samtykke"
	"barnevernportalen/ent/db/samtykkehendelse"
	"barnevernportalen/ent/db/samtykkepart"
	"barnevernportalen/ent/viewer"
)

// Samtykke is a consent as one of those who are asked may see it. Nothing in it depends on what another has answered: one
// parent must not learn here that the other has declined, or press her for what she has not said. What it all comes to is
// the kommune's to tell.
type Samtykke struct {
	ID            uuid.UUID
	Kommunenummer string
	Navn          string
	AndreParter   []string // who else is asked, by name
	Akseptfrist   Dato
	SluttDato     *Dato
	Svar          Svar
	SvarDato      *Dato
	Invalidert    *time.Time
	// Status is her own answer with what the calendar has done to it.
	Status Samtykkestatus
	// What she may do now.
	KanGi, KanAvsla, KanTrekke bool

	lesing *samtykkelesing
}

// Samtykkehendelse is a line of a consent's history as one party may see it: what is about all, and what is about herself.
type Samtykkehendelse struct {
	Tidspunkt time.Time
	Type      samtykkehendelse.Type
	Svar      *Svar
	// Aktor FAGSYSTEM: barnevernet wrote it down, on her behalf if it is an answer.
	Aktor samtykkehendelse.Aktor
}

// MineSamtykker are what this person is asked to consent to and has been asked: what waits for her first, by its deadline.
func (s *Service) MineSamtykker(ctx context.Context) ([]Samtykke, error) {
	return s.lesSamtykker(ctx, uuid.Nil)
}

// Samtykke is one of them, or ent.ErrIkkeFunnet.
func (s *Service) Samtykke(ctx context.Context, id uuid.UUID) (*Samtykke, error) {
	alle, err := s.lesSamtykker(ctx, id)
	if err != nil {
		return nil, err
	}
	if len(alle) == 0 {
		return nil, ent.ErrIkkeFunnet
	}
	return &alle[0], nil
}

// Samtykkehistorikk is the history of one of them, oldest first; of one that is not hers, nothing.
func (s *Service) Samtykkehistorikk(ctx context.Context, id uuid.UUID) ([]Samtykkehendelse, error) {
	if _, err := innbygger(ctx); err != nil {
		return nil, err
	}
	rader, err := s.DB.Client().Samtykkehendelse.Query().Where(samtykkehendelse.SamtykkeID(id)).
		Order(db.Asc(samtykkehendelse.FieldSekvensnummer)).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("read the history of a consent: %w", err)
	}
	var ut []Samtykkehendelse
	for _, r := range rader {
		h := Samtykkehendelse{Tidspunkt: r.Tidspunkt, Type: r.Type, Aktor: r.Aktor}
		if r.TilSvar != nil {
			svar := Svar(*r.TilSvar)
			h.Svar = &svar
		}
		ut = append(ut, h)
	}
	return ut, nil
}

// BesvarSamtykke is a person giving, declining or withdrawing, and returns the consent as it stands after. Asked for what is
// so already, nothing is written. With a hindrance nothing is changed either. Errors: ent.ErrIkkeFunnet.
//
// Whatever comes at the same time waits for the consent's row: another click, the caseworker who changes or invalidates it.
// The deadline is asked of when the row is held. Exactly one of two acts that exclude each other is done.
func (s *Service) BesvarSamtykke(ctx context.Context, id uuid.UUID, til Svar) (ut *Samtykke, hindring Samtykkehindring, err error) {
	return s.svarSamtykke(ctx, id, til, nil)
}

// GiSamtykke is BesvarSamtykke of who gives it, and names what she has read ([Service.Samtykkeversjon]): if that has been
// changed since, the document or the last day, nothing is given ([HindringEndret]).
func (s *Service) GiSamtykke(ctx context.Context, id uuid.UUID, lest string) (*Samtykke, Samtykkehindring, error) {
	return s.svarSamtykke(ctx, id, SvarSamtykket, &lest)
}

func (s *Service) svarSamtykke(ctx context.Context, id uuid.UUID, til Svar, lest *string) (ut *Samtykke, hindring Samtykkehindring, err error) {
	v, err := innbygger(ctx)
	if err != nil {
		return nil, "", err
	}
	err = s.DB.Tx(ctx, func(tx *ent.Tx) error {
		rad, err := laasSamtykke(ctx, tx, id)
		if err != nil {
			return err
		}
		part, err := tx.Client().Samtykkepart.Query().Where(samtykkepart.SamtykkeID(id)).Only(ctx) // her own: she sees no other
		if db.IsNotFound(err) {
			return ent.ErrIkkeFunnet
		}
		if err != nil {
			return fmt.Errorf("read a party of a consent: %w", err)
		}
		naa := s.naa()
		var endres bool
		endres, hindring = provSvar(true, part.Svar, til, tiderAv(rad), naa)
		var grunnlag *Samtykkegrunnlag
		if endres && til == SvarSamtykket {
			if grunnlag, err = s.sjekkGrunnlag(ctx, tx, rad, lest); err != nil {
				return err
			}
			if grunnlag == nil {
				endres, hindring = false, HindringEndret
			}
		}
		if endres {
			if err := settSvar(ctx, tx, part, til, DatoVed(naa)); err != nil {
				return err
			}
			l := samtykkelinje{typ: samtykkehendelse.TypeAvslaattAvPart, part: part, til: &til, aktor: samtykkehendelse.AktorInnbygger}
			if til == SvarSamtykket {
				l.typ, l.forklart.Grunnlag = samtykkehendelse.TypeAkseptertAvPart, grunnlag
			}
			if err := s.skrivLinje(ctx, tx, rad, l); err != nil {
				return err
			}
			dato := DatoVed(naa).lagret()
			part.Svar, part.SvarDato = til, &dato
		}
		if err := s.loggSamtykke(ctx, tx, v, id, part); err != nil {
			return err
		}
		ut, err = s.vis(part, rad, naa)
		return err
	})
	if err != nil {
		return nil, "", err
	}
	return ut, hindring, nil
}

// sjekkGrunnlag is what the answer is about, to be kept with it; nil: it is not what she has read. lest nil: she does not say.
// What is indexed after this is another reading's: the answer says what it was about.
func (s *Service) sjekkGrunnlag(ctx context.Context, tx *ent.Tx, rad *db.Samtykke, lest *string) (*Samtykkegrunnlag, error) {
	g, err := s.lesGrunnlag(ctx, tx.Client(), rad.Kommunenummer, rad.ID)
	if err != nil {
		return nil, err
	}
	var felles struct{ Navn string }
	if err := s.apneJSON(rad.Innhold, aadSamtykke(rad.ID), &felles); err != nil {
		return nil, err
	}
	ut := &Samtykkegrunnlag{Versjon: g.versjon(rad.ID, felles.Navn, lagretDato(rad.SluttDato)), Filer: g.filer}
	if lest != nil && *lest != ut.Versjon {
		return nil, nil
	}
	return ut, nil
}

// lesSamtykker reads one, or all, and logs it in the same transaction.
func (s *Service) lesSamtykker(ctx context.Context, id uuid.UUID) ([]Samtykke, error) {
	v, err := innbygger(ctx)
	if err != nil {
		return nil, err
	}
	var parter []*db.Samtykkepart
	err = s.DB.Tx(ctx, func(tx *ent.Tx) (err error) {
		q := tx.Client().Samtykkepart.Query().WithSamtykke()
		if id != uuid.Nil {
			q = q.Where(samtykkepart.SamtykkeID(id))
		}
		if parter, err = q.All(ctx); err != nil {
			return fmt.Errorf("read a person's consents: %w", err)
		}
		if len(parter) == 0 {
			return nil // nothing found is nothing seen
		}
		return s.loggSamtykke(ctx, tx, v, id, parter[0])
	})
	if err != nil {
		return nil, err
	}
	naa := s.naa()
	ut := make([]Samtykke, 0, len(parter))
	for _, p := range parter {
		if p.Edges.Samtykke == nil { // taken from her between the two statements
			continue
		}
		v, err := s.vis(p, p.Edges.Samtykke, naa)
		if err != nil {
			return nil, err
		}
		ut = append(ut, *v)
	}
	slices.SortFunc(ut, func(a, b Samtykke) int {
		return cmp.Or(ventendeForst(a, b), a.Akseptfrist.Slutt().Compare(b.Akseptfrist.Slutt()), cmp.Compare(a.ID.String(), b.ID.String()))
	})
	return ut, nil
}

func ventendeForst(a, b Samtykke) int {
	rang := func(s Samtykke) int {
		if s.KanGi {
			return 0
		}
		return 1
	}
	return rang(a) - rang(b)
}

// vis is a consent as the party of the row may see it.
func (s *Service) vis(p *db.Samtykkepart, r *db.Samtykke, naa time.Time) (*Samtykke, error) {
	var part struct{ Andre []string }
	if err := s.apneJSON(p.Innhold, aadPart(p.ID, p.Eier), &part); err != nil {
		return nil, err
	}
	var felles struct{ Navn string }
	if err := s.apneJSON(r.Innhold, aadSamtykke(r.ID), &felles); err != nil {
		return nil, err
	}
	t := tiderAv(r)
	kan := func(til Svar) bool {
		endres, _ := provSvar(true, p.Svar, til, t, naa)
		return endres
	}
	return &Samtykke{
		ID: r.ID, Kommunenummer: r.Kommunenummer, Navn: felles.Navn, AndreParter: part.Andre, Akseptfrist: t.Akseptfrist, SluttDato: t.SluttDato,
		Svar: p.Svar, SvarDato: lagretDato(p.SvarDato), Invalidert: r.Invalidert, Status: samlet([]Svar{p.Svar}, t, naa),
		KanGi: kan(SvarSamtykket), KanAvsla: kan(SvarIkkeSamtykket), KanTrekke: kan(SvarTrukket), lesing: &samtykkelesing{},
	}, nil
}

// loggSamtykke logs that a person has read one of her consents, or (uuid.Nil) the list of them. Her number is on the line,
// sealed, as on those of indexing: she may never have been indexed for, and her lines must turn with the keys.
func (s *Service) loggSamtykke(ctx context.Context, tx *ent.Tx, v viewer.Innbygger, id uuid.UUID, part *db.Samtykkepart) error {
	l := tx.Client().Innsynslogg.Create().SetEier(v.ID).SetTidspunkt(time.Now()).SetHandling(innsynslogg.HandlingSamtykke).
		SetAktor(innsynslogg.AktorInnbygger)
	if id != uuid.Nil {
		l.SetSamtykkeID(id).SetKommunenummer(part.Kommunenummer)
	}
	var p partJSON
	if err := s.apneJSON(part.Innhold, aadPart(part.ID, part.Eier), &p); err != nil {
		return err
	}
	innhold, err := s.seglFor(p.Fodselsnummer, v.ID, []byte(p.Fodselsnummer), aadLogg(v.ID))
	if err == nil {
		l.SetInnhold(innhold)
	} else if !errors.Is(err, errNokkelSkiftet) { // she is logged in under an older hash: the line is moved without its own number
		return err
	}
	if err := l.Exec(ctx); err != nil {
		return fmt.Errorf("log a reading: %w", err)
	}
	return nil
}

// MineSamtykkeIDer are this person's consents by id and no more: what a page that waits for changes may know unlogged; and how
// long it is until the clock changes how one of them stands (0: it does not). Told then, a page needs nothing to have run.
func (s *Service) MineSamtykkeIDer(ctx context.Context) (ider []uuid.UUID, skifterOm time.Duration, err error) {
	if _, err := innbygger(ctx); err != nil {
		return nil, 0, err
	}
	rader, err := s.DB.Client().Samtykke.Query().Order(db.Asc(samtykke.FieldID)).All(ctx)
	if err != nil {
		return nil, 0, fmt.Errorf("read the ids of a person's consents: %w", err)
	}
	naa := s.naa()
	for _, r := range rader {
		ider = append(ider, r.ID)
		if neste := tiderAv(r).nesteSkifte(naa); !neste.IsZero() && (skifterOm == 0 || neste.Sub(naa) < skifterOm) {
			skifterOm = neste.Sub(naa)
		}
	}
	return ider, skifterOm, nil
}
