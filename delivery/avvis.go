package delivery

import (
	"context"
	"fmt"
	"unicode/utf8"

	"github.com/google/uuid"

	"barnevernportalen/ent"
	"barnevernportalen/ent/db"
	"barnevernportalen/ent/db/alarm"
	"barnevernportalen/ent/db/avvisning"
	"barnevernportalen/ent/db/forsendelse"
	"barnevernportalen/ent/db/frist"
	"barnevernportalen/ent/db/hendelse"
	"barnevernportalen/ent/db/leveranse"
	"barnevernportalen/ent/db/pakke"
	"barnevernportalen/ent/vault"
	"barnevernportalen/ent/viewer"
)

// maksGrunn is how much text a refusal may hold, in characters.
const maksGrunn = 2000

// Avvis notes that the receiver's system, which asks, will not have the report: the letter is due at once. tekst is for the
// operator, and kept encrypted. Errors as for Bekreft.
func (s *Service) Avvis(ctx context.Context, id uuid.UUID, grunn avvisning.Grunn, tekst string) (*Mottatt, *Mottaksfeil, error) {
	var m *Mottatt
	var feil *Mottaksfeil
	err := s.DB.Tx(ctx, func(tx *ent.Tx) error {
		c := tx.Client()
		f, err := laas(ctx, c, id)
		if err != nil {
			return err
		}
		mine, err := c.Pakke.Query().Where(pakke.ForsendelseID(id)).Exist(ctx) // as this machine
		if err != nil {
			return fmt.Errorf("look for the parcel: %w", err)
		}
		switch {
		case !mine:
			return ent.ErrIkkeFunnet
		case utf8.RuneCountInString(tekst) > maksGrunn:
			feil = &Mottaksfeil{FeilForLang}
		default:
			if err := s.avvisning(ctx, tx, f, avvisningen{grunn: grunn, tekst: tekst}); err != nil {
				return err
			}
		}
		m, err = s.mottatt(ctx, c, id)
		return err
	})
	if err != nil {
		return nil, nil, err
	}
	return m, feil, nil
}

// avvisningen is a no.
type avvisningen struct {
	grunn avvisning.Grunn
	kode  string // for the log and the alarm: one of ours; the grunn if empty
	tekst string // the peer's own words
}

// avvisning writes down a no, and what follows: the letter, at once, unless it has left or the report is proven to be there
// all the same. The first no has consequences; those after it are noted.
func (s *Service) avvisning(ctx context.Context, tx *ent.Tx, f *db.Forsendelse, a avvisningen) error {
	c, naa := tx.Client(), s.Klokke()
	if a.kode == "" {
		a.kode = string(a.grunn)
	}
	id := uuid.New()
	row := c.Avvisning.Create().SetID(id).SetForsendelseID(f.ID).SetGrunn(a.grunn).SetTidspunkt(naa)
	if a.tekst != "" {
		sealed, err := s.Vault.Encrypt([]byte(a.tekst), aadAvvisning(id))
		if err != nil {
			return fmt.Errorf("encrypt a refusal: %w", err)
		}
		row.SetTekst(sealed)
	}
	if err := row.Exec(ctx); err != nil {
		return fmt.Errorf("write a refusal: %w", err)
	}
	steg, err := avvistSteg(ctx, c, f.ID)
	if err != nil {
		return err
	}
	if err := s.flytt(ctx, c, f, steg, hendelse.SlagAvvistFagsystem, a.kode); err != nil {
		return err
	}
	if err := s.alarm(ctx, c, f, alarm.SlagAvvistFagsystem, a.kode); err != nil {
		return err
	}
	if f.Avvist != nil || MinstBevis(f.Bevis, forsendelse.BevisLagret) {
		return nil
	}
	err = c.Leveranse.Update().Where(leveranse.ForsendelseID(f.ID), leveranse.KanalNEQ(leveranse.KanalBrev)).
		SetStatus(leveranse.StatusAvvist).SetFeilkode(a.kode).SetEndret(naa).Exec(ctx)
	if err != nil {
		return fmt.Errorf("note the refusal: %w", err)
	}
	if f.Slag == forsendelse.SlagInnsynsforesporsel {
		return s.ikkeLevert(ctx, c, f)
	}
	if err := gjenapneFrister(ctx, c, f); err != nil { // and what an avstemming took its word for
		return err
	}
	// A blind yes may have stopped the letter's clocks. Where nothing has come of the letter yet, they run again.
	ctx, k := somHovedbok(ctx), NewKalender()
	switch steg {
	case StegAvvist:
		return s.brevStraks(ctx, tx, f)
	case StegAvvistSent:
		return settFrist(ctx, c, f.ID, frist.TypePrintsvar, k.EtterVirkedager(naa, printVirkedager))
	case StegAvvistBegge:
		if err := settFrist(ctx, c, f.ID, frist.TypeAvvistPrint, k.EtterVirkedager(naa, avvistVirkedager)); err != nil {
			return err
		}
		return s.brevalarm(ctx, c, f, alarm.SlagPrintAvvist, a.kode)
	}
	return nil
}

// avvistSteg is what a no amounts to: that depends on what has become of the letter.
func avvistSteg(ctx context.Context, c *db.Client, id uuid.UUID) (Steg, error) {
	brev, err := c.Leveranse.Query().Where(leveranse.ForsendelseID(id), leveranse.KanalEQ(leveranse.KanalBrev)).Only(ctx)
	switch {
	case db.IsNotFound(err):
		return StegAvvist, nil
	case err != nil:
		return "", fmt.Errorf("look for the letter: %w", err)
	case brev.Status == leveranse.StatusAvvist:
		return StegAvvistBegge, nil
	case brev.Status != leveranse.StatusOverlevert:
		return StegAvvist, nil
	}
	siste, err := c.Hendelse.Query().Where(hendelse.ForsendelseID(id), hendelse.SlagIn(hendelse.SlagPostlagt, hendelse.SlagPrintAvvist)).
		Order(db.Desc(hendelse.FieldID)).First(ctx)
	switch {
	case db.IsNotFound(err):
		return StegAvvistSent, nil
	case err != nil:
		return "", fmt.Errorf("read what became of the letter: %w", err)
	case siste.Slag == hendelse.SlagPostlagt:
		return StegAvvistLagt, nil
	}
	return StegAvvistBegge, nil
}

// brevStraks makes the letter's deadline fall now. It is the ledger's own doing, whoever gave the reason.
func (s *Service) brevStraks(ctx context.Context, tx *ent.Tx, f *db.Forsendelse) error {
	ctx, naa := somHovedbok(ctx), s.Klokke()
	err := tx.Client().Frist.Update().Where(frist.ForsendelseID(f.ID), frist.TypeEQ(frist.TypeBrev), frist.KlarertIsNil(), frist.UtlostIsNil()).
		SetForfall(naa).SetUtlost(naa).Exec(ctx)
	if err != nil {
		return fmt.Errorf("fire the letter's deadline: %w", err)
	}
	return s.klargjorBrev(ctx, tx, f)
}

// Avvisningstekster opens what a receiver's system has said of why it would not have a report, oldest first. For the
// operator: it may hold anything, and is shown, never logged.
func (s *Service) Avvisningstekster(ctx context.Context, forsendelseID uuid.UUID) ([]string, error) {
	rows, err := s.DB.Client().Avvisning.Query().Where(avvisning.ForsendelseID(forsendelseID)).
		Order(avvisning.ByTidspunkt(), avvisning.ByID()).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("read refusals: %w", err)
	}
	var out []string
	for _, r := range rows {
		if r.Tekst == nil {
			continue
		}
		text, err := s.Vault.Decrypt(r.Tekst, aadAvvisning(r.ID))
		if err != nil {
			return nil, fmt.Errorf("open a refusal: %w", err)
		}
		out = append(out, string(text))
	}
	return out, nil
}

func aadAvvisning(id uuid.UUID) []byte { return vault.Context("avvisning", id.String()) }

// somHovedbok is the context of what the ledger does by itself once somebody has acted.
func somHovedbok(ctx context.Context) context.Context {
	return viewer.With(ctx, viewer.System{Oppgave: "hovedbok"})
}

// alarm raises an alarm about a report, in the log as well. detalj is a code of ours.
func (s *Service) alarm(ctx context.Context, c *db.Client, f *db.Forsendelse, slag alarm.Slag, detalj string) error {
	err := c.Alarm.Create().SetSlag(slag).SetBydelID(f.BydelID).SetForsendelseID(f.ID).SetDetalj(detalj).
		SetTidspunkt(s.Klokke()).Exec(somHovedbok(ctx))
	if err != nil {
		return fmt.Errorf("raise an alarm: %w", err)
	}
	s.Log.Error("a report needs the operator", "alarm", string(slag), "detalj", detalj, "forsendelse", f.ID)
	return nil
}
