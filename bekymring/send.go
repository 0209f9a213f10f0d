package bekymring

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/delivery"
	"barnevernportalen/ent"
	"barnevernportalen/ent/db"
	"barnevernportalen/ent/db/bekymringsmelding"
	"barnevernportalen/ent/db/forsendelse"
	"barnevernportalen/ent/vault"
	"barnevernportalen/ent/viewer"
)

// ErrIkkeInnbygger: a report is sent by a person who has logged in, and by nobody else.
var ErrIkkeInnbygger = errors.New("a report is sent by an innbygger")

// svartid is how long the database may take to say what became of a commit that failed.
const svartid = 10 * time.Second

// send takes a report in, of either form, in numbered steps.
func (s *Service) send(ctx context.Context, sk skjema) (Svar, error) {
	// 1. Who asks. The name is the login's.
	v, ok := viewer.From(ctx).(viewer.Innbygger)
	if !ok {
		return Svar{}, ErrIkkeInnbygger
	}

	// 2. Sent before? The same key, by the same person, is the same report; also if its receiver has closed since.
	nokkel := sk.hode().klientnokkel
	hash, err := s.skjemaHash(sk)
	if err != nil {
		return Svar{}, err
	}
	if svar, found, err := s.tidligere(ctx, v, nokkel, hash); err != nil || found {
		return svar, err
	}

	// 3. What is wrong, all of it at once, the receiver included. A warning stops nothing.
	m, funn, err := s.undersok(ctx, sk)
	if err != nil {
		return Svar{}, err
	}
	if len(funn.feil) > 0 {
		return Svar{Feil: funn.feil, Varsler: funn.varsler}, nil
	}

	// 4. JSON in the receiver's version, and PDF. This is the only place where the report is whole and in clear.
	id, naa := uuid.New(), s.Klokke().Round(time.Microsecond) // PostgreSQL keeps microseconds
	wire, err := sk.wire(m, v.Navn, naa)
	if err != nil {
		return Svar{}, err
	}
	rapport := sk.dokument(id, m, v.Navn, naa)
	dokument, err := s.PDF.Render(ctx, rapport)
	if err != nil {
		return Svar{}, fmt.Errorf("render the report: %w", err)
	}
	brev, err := s.brev(ctx, rapport, m)
	if err != nil {
		return Svar{}, err
	}

	// 5. Sealed, once per key. From here on there is only ciphertext, the reporter's own copy included: its key is in
	// her cookie.
	nokler, err := s.Delivery.Nokler(ctx, m)
	if errors.Is(err, delivery.ErrIngenNokkel) {
		if alarmErr := s.Delivery.AlarmUtenMelding(ctx, m, nokler); alarmErr != nil {
			return Svar{}, fmt.Errorf("%w; nor could it be alarmed: %s", err, alarmErr.Error()) // its fate says nothing of the report's
		}
		return Svar{}, err
	}
	if err != nil {
		return Svar{}, err
	}
	pakker, err := s.Delivery.Pack(nokler, delivery.Innhold{ID: id, JSON: wire, PDF: dokument, Brev: brev})
	if err != nil {
		return Svar{}, err
	}
	kopi, err := forseglKopi(v, id, dokument)
	if err != nil {
		return Svar{}, err
	}

	// 6. One transaction: all of it, or nothing.
	ny := delivery.Ny{
		ID: id, Slag: forsendelse.SlagBekymringsmelding, Mottaker: m, Nokler: nokler, Pakker: pakker, Akseptert: naa,
	}
	err = s.DB.Tx(ctx, func(tx *ent.Tx) error {
		c := tx.Client()
		err := c.Bekymringsmelding.Create().SetID(id).SetForsendelseID(id).SetType(sk.hode().typ).
			SetVersjon(bekymringsmelding.Versjon(m.StottetVersjon)).SetMelderID(v.ID).SetKlientnokkel(nokkel).
			SetSkjemaHash(hash[0]).SetOpprettet(naa).Exec(ctx)
		if err != nil {
			return fmt.Errorf("store the report: %w", err)
		}
		if err := lagreKopi(ctx, tx, v, id, kopi); err != nil {
			return err
		}
		if err := slettUtkast(ctx, c, v, nokkel); err != nil {
			return err
		}
		return s.Delivery.Aksepter(ctx, tx, ny)
	})

	// 7. The receipt, read back from what was committed. A failed transaction may be a double click that lost the race,
	// or a commit whose answer was lost: what is stored under the key decides, not the error.
	if err != nil {
		look, enough := context.WithTimeout(context.WithoutCancel(ctx), svartid)
		defer enough()
		svar, found, lookErr := s.tidligere(look, v, nokkel, hash)
		if lookErr == nil && found {
			return svar, nil
		}
		if errors.Is(err, delivery.ErrIkkeAktiv) {
			return ikkeAktivLenger(), nil
		}
		return Svar{}, err
	}
	s.Delivery.LoggAlarmer(ny)
	kvittering, err := s.Melding(ctx, id)
	if err != nil {
		return Svar{}, fmt.Errorf("the receipt could not be read: %w: %w", ent.ErrUvisst, err)
	}
	return Svar{Bekymringsmelding: kvittering, Varsler: funn.varsler}, nil
}

// tidligere looks for the report this person made with this key. found is false when there is none.
func (s *Service) tidligere(ctx context.Context, v viewer.Innbygger, nokkel uuid.UUID, hash [][]byte) (svar Svar, found bool, err error) {
	r, err := s.DB.Client().Bekymringsmelding.Query().
		Where(bekymringsmelding.Klientnokkel(nokkel), bekymringsmelding.MelderIDIn(v.IDer()...)).Only(ctx)
	if db.IsNotFound(err) {
		return Svar{}, false, nil
	}
	if err != nil {
		return Svar{}, false, fmt.Errorf("look for an earlier report: %w", err)
	}
	m, err := s.Melding(ctx, r.ID)
	if err != nil {
		return Svar{}, false, err
	}
	if slices.ContainsFunc(hash, func(h []byte) bool { return bytes.Equal(h, r.SkjemaHash) }) {
		return Svar{Bekymringsmelding: m}, true, nil
	}
	return Svar{AlleredeSendt: m}, true, nil
}

// skjemaHash is a keyed hash of what was typed, so that the database can tell «the same again» and nothing more. The
// first is to be stored; the others are under older keys, while keys turn. The language is left out: one who changes it
// and sends again has typed nothing new.
func (s *Service) skjemaHash(sk skjema) ([][]byte, error) {
	text, err := json.Marshal(sk.utenSprak())
	if err != nil {
		return nil, fmt.Errorf("hash the form: %w", err)
	}
	return s.Vault.Hashes("skjema", string(text)), nil
}

// forseglKopi seals the reporter's own PDF under her session ticket.
func forseglKopi(v viewer.Innbygger, id uuid.UUID, dokument []byte) ([]byte, error) {
	if v.Billett == nil {
		return nil, nil
	}
	kopi, err := v.Billett.Forsegl(dokument, aadKopi(id))
	if err != nil {
		return nil, fmt.Errorf("seal the reporter's copy: %w", err)
	}
	return kopi, nil
}

// lagreKopi stores the copy, if the session is still there: one that ended while the report was drawn and sealed takes
// the copy with it, and not the report.
func lagreKopi(ctx context.Context, tx *ent.Tx, v viewer.Innbygger, id uuid.UUID, kopi []byte) error {
	if kopi == nil {
		return nil
	}
	if runs, err := tx.HoldSesjon(ctx, v.SesjonID); err != nil || !runs {
		return err
	}
	err := tx.Client().Kopi.Create().SetID(id).SetSesjonID(v.SesjonID).SetMelderID(v.ID).SetInnhold(kopi).Exec(ctx)
	if err != nil {
		return fmt.Errorf("store the reporter's copy: %w", err)
	}
	return nil
}

// ikkeAktivLenger is the answer when the receiver closed between the look-up and the commit.
func ikkeAktivLenger() Svar {
	var f funn
	sjekk{funn: &f}.feil(FeilIkkeAktiv, "kommunenummer")
	return Svar{Feil: f.feil}
}

func aadKopi(id uuid.UUID) []byte { return vault.Context("kopi", id.String()) }
