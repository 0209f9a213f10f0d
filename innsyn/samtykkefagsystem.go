package innsyn

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/ent"
	"barnevernportalen/ent/db"
	"barnevernportalen/ent/db/samtykke"
	"barnevernportalen/ent/db/samtykkehendelse"
	"barnevernportalen/ent/db/samtykkepart"
	"barnevernportalen/ent/viewer"
)

// Saksbehandler is the caseworker who acts, as the case system names her.
type Saksbehandler struct {
	SaksbehandlerID string `json:"saksbehandlerId"`
	Fagsystem       string `json:"fagsystem"`
}

// Samtykkemappe is which case a consent is of, in the case system's own terms.
type Samtykkemappe struct {
	MappeID           *string `json:"mappeId,omitempty"`
	SystemID          *string `json:"systemId,omitempty"`
	Saksaar           *int    `json:"saksaar,omitempty"`
	Sakssekvensnummer *int    `json:"sakssekvensnummer,omitempty"`
}

// Samtykkefil is the document that a consent is about, as the case system describes it. A person opens it through the
// journalpost that has the consent's id.
type Samtykkefil struct {
	Filnavn   string `json:"filnavn"`
	MimeType  string `json:"mimeType"`
	Tittel    string `json:"tittel"`
	Storrelse int    `json:"storrelse"` // bytes
	Lenke     string `json:"lenke"`
}

// Fagsamtykke is a consent as the kommune's case system sees it.
type Fagsamtykke struct {
	ID                  uuid.UUID
	Kommunenummer, Navn string
	Personer            []Fagpart
	Mappe               Samtykkemappe
	Akseptfrist         Dato
	SluttDato           *Dato
	Opprettet           time.Time
	Invalidert          *time.Time
	Status              Samtykkestatus
	Dokument            *Samtykkefil
}

// Fagpart is one who is asked, likewise.
type Fagpart struct {
	Fodselsnummer, Navn string
	Svar                Svar
	SvarDato            *Dato
	HarTilgang          bool
}

// Faghendelse is a line of the history, likewise.
type Faghendelse struct {
	Sekvensnummer    int
	Type             samtykkehendelse.Type
	Beskrivelse      string // bokmål
	Tidspunkt        time.Time
	Fodselsnummer    *string
	FraSvar, TilSvar *Svar
	Aktor            samtykkehendelse.Aktor
	Saksbehandler    *Saksbehandler
}

// HentSamtykke is a consent of a kommune whose consents the machine keeps, or ent.ErrIkkeFunnet.
func (s *Service) HentSamtykke(ctx context.Context, id uuid.UUID) (ut *Fagsamtykke, err error) {
	if _, err := samtykkemaskin(ctx); err != nil {
		return nil, err
	}
	err = s.DB.Tx(ctx, func(tx *ent.Tx) error {
		rad, err := tx.Client().Samtykke.Query().Where(samtykke.ID(id)).Only(ctx)
		if db.IsNotFound(err) {
			return ent.ErrIkkeFunnet
		}
		if err != nil {
			return fmt.Errorf("read a consent: %w", err)
		}
		ut, err = s.visFag(ctx, tx, rad)
		return err
	})
	return ut, err
}

// FagSamtykkehistorikk is the whole history of one of them, oldest first, or ent.ErrIkkeFunnet.
func (s *Service) FagSamtykkehistorikk(ctx context.Context, id uuid.UUID) ([]Faghendelse, error) {
	if _, err := samtykkemaskin(ctx); err != nil {
		return nil, err
	}
	rader, err := s.DB.Client().Samtykkehendelse.Query().Where(samtykkehendelse.SamtykkeID(id)).WithPart().
		Order(db.Asc(samtykkehendelse.FieldSekvensnummer)).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("read the history of a consent: %w", err)
	}
	if len(rader) == 0 { // the first line is written with the consent
		return nil, ent.ErrIkkeFunnet
	}
	ut := make([]Faghendelse, 0, len(rader))
	for _, r := range rader {
		var f hendelseJSON
		if err := s.apneJSON(r.Innhold, aadHendelse(r.ID), &f); err != nil {
			return nil, err
		}
		if f.SamtykkeID != id {
			return nil, fmt.Errorf("line %d of a consent's history is another's", r.Sekvensnummer)
		}
		h := Faghendelse{Sekvensnummer: r.Sekvensnummer, Type: r.Type, Tidspunkt: r.Tidspunkt, Aktor: r.Aktor, Saksbehandler: f.Saksbehandler,
			FraSvar: (*Svar)(r.FraSvar), TilSvar: (*Svar)(r.TilSvar)}
		h.Beskrivelse = beskriv(h, f)
		if p := r.Edges.Part; p != nil {
			var part partJSON
			if err := s.apneJSON(p.Innhold, aadPart(p.ID, p.Eier), &part); err != nil {
				return nil, err
			}
			h.Fodselsnummer = &part.Fodselsnummer
		}
		ut = append(ut, h)
	}
	return ut, nil
}

// visFag is a consent as the kommune's case system sees it.
func (s *Service) visFag(ctx context.Context, tx *ent.Tx, r *db.Samtykke) (*Fagsamtykke, error) {
	parter, err := tx.Client().Samtykkepart.Query().Where(samtykkepart.SamtykkeID(r.ID)).Order(db.Asc(samtykkepart.FieldNr)).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("read the parties of a consent: %w", err)
	}
	var felles samtykkeJSON
	if err := s.apneJSON(r.Innhold, aadSamtykke(r.ID), &felles); err != nil {
		return nil, err
	}
	t := tiderAv(r)
	ut := &Fagsamtykke{ID: r.ID, Kommunenummer: r.Kommunenummer, Navn: felles.Navn, Mappe: felles.Mappe, Dokument: felles.Dokument,
		Akseptfrist: t.Akseptfrist, SluttDato: t.SluttDato, Opprettet: r.Opprettet, Invalidert: r.Invalidert}
	var svar []Svar
	for _, p := range parter {
		var part partJSON
		if err := s.apneJSON(p.Innhold, aadPart(p.ID, p.Eier), &part); err != nil {
			return nil, err
		}
		svar = append(svar, p.Svar)
		ut.Personer = append(ut.Personer, Fagpart{part.Fodselsnummer, part.Navn, p.Svar, lagretDato(p.SvarDato), p.HarTilgang})
	}
	ut.Status = samlet(svar, t, s.naa())
	return ut, nil
}

// samtykkemaskin is the machine that calls, if it keeps consents of any kommune.
func samtykkemaskin(ctx context.Context) (viewer.Fagsystem, error) {
	v, ok := viewer.From(ctx).(viewer.Fagsystem)
	if !ok || len(v.Kommuner(viewer.RettSamtykke)) == 0 {
		return v, ErrIkkeSamtykke
	}
	return v, nil
}

// SeSamtykker are which of these consents the machine keeps: what its subscription may tell of them; and how long it is until
// the day ends, when the clock may change how any of its consents stands.
func (s *Service) SeSamtykker(ctx context.Context, ider []uuid.UUID) (ut []uuid.UUID, skifterOm time.Duration, err error) {
	if _, err := samtykkemaskin(ctx); err != nil {
		return nil, 0, err
	}
	if len(ider) > 0 {
		ut, err = s.DB.Client().Samtykke.Query().Where(samtykke.IDIn(ider...)).Order(db.Asc(samtykke.FieldID)).IDs(ctx)
		if err != nil {
			return nil, 0, fmt.Errorf("look for consents: %w", err)
		}
	}
	naa := s.naa()
	return ut, DatoVed(naa).Slutt().Sub(naa), nil
}
