package innsyn

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/google/uuid"

	"barnevernportalen/delivery"
	"barnevernportalen/ent"
	"barnevernportalen/ent/db"
	"barnevernportalen/ent/db/forsendelse"
	"barnevernportalen/ent/db/innsynsforesporsel"
	"barnevernportalen/ent/db/innsynsforesporselpost"
	"barnevernportalen/ent/db/innsynslogg"
	"barnevernportalen/ent/viewer"
)

// How much one request may ask, and say. Ours: no limit is published.
const (
	MaksForespurte  = 50
	MaksBegrunnelse = 2_000 // characters
)

// NyForesporsel is what a person asks to see.
type NyForesporsel struct {
	Nokkel        uuid.UUID // the client's own: sent again under it, it is the same request
	Journalposter []uuid.UUID
	Begrunnelse   string
}

// Foresporselfeilkode is what may be wrong with a request.
type Foresporselfeilkode string

// The codes, as in the SDL.
const (
	ForesporselMangler          Foresporselfeilkode = "MANGLER"
	ForesporselForLang          Foresporselfeilkode = "FOR_LANG"
	ForesporselForMange         Foresporselfeilkode = "FOR_MANGE"
	ForesporselIkkeFunnet       Foresporselfeilkode = "IKKE_FUNNET" // another's, or not there
	ForesporselIkkeTilbakeholdt Foresporselfeilkode = "IKKE_TILBAKEHOLDT"
	ForesporselAlleredeSpurt    Foresporselfeilkode = "ALLEREDE_SPURT"
	ForesporselUtenNoark        Foresporselfeilkode = "UTEN_NOARK" // the case system has not said what it calls it
	ForesporselFlereMapper      Foresporselfeilkode = "FLERE_MAPPER"
	ForesporselIkkeTilgjengelig Foresporselfeilkode = "IKKE_TILGJENGELIG" // the kommune takes none now
)

// The fields that may be wrong.
const (
	feltJournalposter = "journalpostIder"
	feltBegrunnelse   = "begrunnelse"
)

// Foresporselfeil is one thing wrong with a request.
type Foresporselfeil struct {
	Felt          string
	Kode          Foresporselfeilkode
	JournalpostID *uuid.UUID // which of them, where it is one
}

// Foresporselutfall is what became of a request: sent, or what is wrong. With AlleredeSendt, another was sent by the same key.
type Foresporselutfall struct {
	Foresporsel, AlleredeSendt *Innbyggerforesporsel
	Feil                       []Foresporselfeil
}

// SendForesporsel asks for what is withheld, in numbered steps.
func (s *Service) SendForesporsel(ctx context.Context, n NyForesporsel) (*Foresporselutfall, error) {
	// 1. Who asks: the session's person, never the client's word. Her number is the one her own rows were sealed with.
	v, err := innbygger(ctx)
	if err != nil {
		return nil, err
	}

	// 2. Asked before? The same key is the same request, whatever has become of the entries since.
	hash := s.foresporselhash(n)
	if ut, funnet, err := s.tidligereForesporsel(ctx, v, n.Nokkel, hash); err != nil || funnet {
		return ut, err
	}

	// 3. What is wrong, all of it at once; and whether the kommune takes it over Fiks IO, or reads it here.
	u, err := s.sjekkForesporsel(ctx, n)
	if err != nil || len(u.feil) > 0 {
		return &Foresporselutfall{Feil: u.feil}, err
	}
	protokoll, err := s.Delivery.FinnProtokoll(ctx, u.mappe.Kommunenummer)
	if errors.Is(err, delivery.ErrIngenTilgang) {
		return &Foresporselutfall{Feil: []Foresporselfeil{{Felt: feltJournalposter, Kode: ForesporselIkkeTilgjengelig}}}, nil
	}
	if err != nil {
		return nil, err
	}

	// 4. Sealed: by the vault for her and this row, and to the account's key where there is one.
	id, naa := uuid.New(), s.Klokke().Round(time.Microsecond)
	eget, err := s.Delivery.ForseglForesporsel(id, v.ID, u.innhold)
	if err != nil {
		return nil, err
	}
	var pakke delivery.Forseglet
	var vei delivery.Vei
	if protokoll != nil {
		if pakke, vei, err = s.Delivery.PackForesporsel(protokoll, u.innhold); err != nil {
			return nil, err
		}
	}

	// 5. One transaction: all of it, or nothing. The draft goes with it.
	err = s.DB.Tx(ctx, func(tx *ent.Tx) error {
		c := tx.Client()
		// What was decided before the case system last indexed the entry as one to ask for may be asked for again.
		if len(u.frigis) > 0 {
			som := viewer.With(ctx, viewer.System{Oppgave: "innsynsforesporsel"})
			err := c.Innsynsforesporselpost.Update().Where(innsynsforesporselpost.IDIn(u.frigis...)).SetApen(false).Exec(som)
			if err != nil {
				return fmt.Errorf("let entries be asked for again: %w", err)
			}
		}
		r := c.Innsynsforesporsel.Create().SetID(id).SetEier(v.ID).SetKommunenummer(u.mappe.Kommunenummer).SetIntegrasjonID(u.mappe.IntegrasjonID).
			SetMappeID(u.mappe.ID).SetNokkel(n.Nokkel).SetSkjemaHash(hash[0]).SetStatus(innsynsforesporsel.StatusSendt).SetInnhold(eget).
			SetOpprettet(naa).SetEndret(naa)
		if protokoll != nil {
			r.SetForsendelseID(id)
		}
		if err := r.Exec(ctx); err != nil {
			return fmt.Errorf("store a request: %w", err)
		}
		err := c.Innsynsforesporselpost.MapCreateBulk(u.innhold.Poster, func(r *db.InnsynsforesporselpostCreate, i int) {
			r.SetForesporselID(id).SetEier(v.ID).SetJournalpostID(u.innhold.Poster[i].ID)
		}).Exec(ctx)
		if err != nil {
			return fmt.Errorf("store what is asked for: %w", err)
		}
		if err := slettSendtUtkast(ctx, c, n.Nokkel); err != nil {
			return err
		}
		logg := c.Innsynslogg.Create().SetEier(v.ID).SetTidspunkt(time.Now()).SetHandling(innsynslogg.HandlingForespurt).
			SetAktor(innsynslogg.AktorInnbygger).SetMappeID(u.mappe.ID)
		if len(u.innhold.Poster) == 1 {
			logg.SetJournalpostID(u.innhold.Poster[0].ID)
		}
		if err := logg.Exec(ctx); err != nil {
			return fmt.Errorf("log a request: %w", err)
		}
		if protokoll == nil {
			return s.Delivery.SettForesporselfrister(ctx, tx, id, naa)
		}
		return s.Delivery.Aksepter(ctx, tx, delivery.Ny{
			ID: id, Slag: forsendelse.SlagInnsynsforesporsel, Mottaker: protokoll.Mottaker, Pakker: []delivery.Forseglet{pakke},
			Akseptert: naa, Veier: []delivery.Vei{vei},
		})
	})

	// 6. The receipt, read back from what was committed. What is stored under the key decides, not the error.
	if err != nil {
		look, enough := context.WithTimeout(context.WithoutCancel(ctx), postsvartid)
		defer enough()
		if ut, funnet, lookErr := s.tidligereForesporsel(look, v, n.Nokkel, hash); lookErr == nil && funnet {
			return ut, nil
		}
		if db.IsConstraintError(err) { // another request for the same was first
			if u, lookErr := s.sjekkForesporsel(look, n); lookErr == nil && len(u.feil) > 0 {
				return &Foresporselutfall{Feil: u.feil}, nil
			}
		}
		return nil, err
	}
	f, err := s.enForesporsel(ctx, id)
	if err != nil {
		return nil, fmt.Errorf("the receipt could not be read: %w: %w", ent.ErrUvisst, err)
	}
	return &Foresporselutfall{Foresporsel: f}, nil
}

// foresporselhash is a keyed hash of what was asked, so that the database can tell «the same again» and nothing more.
func (s *Service) foresporselhash(n NyForesporsel) [][]byte {
	ider := slices.Clone(n.Journalposter)
	slices.SortFunc(ider, func(a, b uuid.UUID) int { return bytes.Compare(a[:], b[:]) })
	n.Journalposter = ider
	raw, err := json.Marshal(n)
	if err != nil {
		panic("innsyn: " + err.Error()) // strings and UUIDs
	}
	return s.Vault.Hashes("innsynsforesporsel", string(raw))
}

// tidligereForesporsel looks for the request this person sent by this key.
func (s *Service) tidligereForesporsel(ctx context.Context, v viewer.Innbygger, nokkel uuid.UUID, hash [][]byte) (*Foresporselutfall, bool, error) {
	r, err := s.DB.Client().Innsynsforesporsel.Query().Where(innsynsforesporsel.Nokkel(nokkel), innsynsforesporsel.EierIn(v.IDer()...)).Only(ctx)
	if db.IsNotFound(err) {
		return nil, false, nil
	}
	if err != nil {
		return nil, false, fmt.Errorf("look for an earlier request: %w", err)
	}
	f, err := s.enForesporsel(ctx, r.ID)
	if err != nil {
		return nil, false, err
	}
	if slices.ContainsFunc(hash, func(h []byte) bool { return bytes.Equal(h, r.SkjemaHash) }) {
		return &Foresporselutfall{Foresporsel: f}, true, nil
	}
	return &Foresporselutfall{AlleredeSendt: f}, true, nil
}

func begrunnelsefeil(tekst string, maks int) []Foresporselfeil {
	switch {
	case strings.TrimSpace(tekst) == "":
		return []Foresporselfeil{{Felt: feltBegrunnelse, Kode: ForesporselMangler}}
	case utf8.RuneCountInString(tekst) > maks:
		return []Foresporselfeil{{Felt: feltBegrunnelse, Kode: ForesporselForLang}}
	}
	return nil
}
