package delivery

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/ent"
	"barnevernportalen/ent/db"
	"barnevernportalen/ent/db/leveranse"
)

// Utskrift is a print supplier, as far as we need one. [Printmappe] and [SvarUtPrint] are.
type Utskrift interface {
	// Send hands a letter over and returns the supplier's name for it. It may be called again for the same letter, after
	// a crash, and must then do its best not to make two of it: one letter too many is better than one too few. An error
	// that is [ErrAvvist] is final; after any other it is done again.
	Send(ctx context.Context, b Brevpakke) (eksternID string, err error)
	// Status asks how letters fare. Letters that the supplier says nothing about are left out of the answer.
	Status(ctx context.Context, eksternIDer []string) ([]Brevsvar, error)
}

// ErrAvvist: the supplier will not have the letter, and will not have it the next time either.
var ErrAvvist = errors.New("the print supplier refuses the letter")

// AvvistError is ErrAvvist with a code of ours for why, at most 32 characters.
type AvvistError struct{ Kode string }

func (e AvvistError) Error() string { return ErrAvvist.Error() + ": " + e.Kode }

// Is makes errors.Is(err, ErrAvvist) true.
func (e AvvistError) Is(target error) bool { return target == ErrAvvist }

// Brevpakke is a letter on its way out: ciphertext to the print supplier's key, and nothing of what is in it.
type Brevpakke struct {
	ID      uuid.UUID // the forsendelse's: the same letter has the same id, however often it is handed over
	Innhold []byte    // CMS
	Sha256  []byte
	// Mottaker is for a supplier that wants the address outside the seal too.
	Mottaker Mottaker
	// UtenAdresse: the sealed PDF is a producer's own, without our address page in front. Nobody can put one there, so the
	// supplier must print the receiver's address on it. (The national service does so with every letter.)
	UtenAdresse bool
	Tid         time.Time // when it was handed over, by our clock
}

// Brevutfall is what a supplier's answer comes to.
type Brevutfall string

// The three.
const (
	BrevUnderveis Brevutfall = "UNDERVEIS" // no news
	BrevPostlagt  Brevutfall = "POSTLAGT"  // printed and given to the post
	BrevAvvist    Brevutfall = "AVVIST"    // it will not be posted: a person must look
)

// Brevsvar is one answer of the supplier's about one letter.
type Brevsvar struct {
	EksternID string
	Utfall    Brevutfall
	Kode      string    // the supplier's own word, one of a closed list, at most 32 characters
	Tid       time.Time // when the supplier says that it changed
}

// Brev is the letter: the last resort.
type Brev struct {
	DB       *ent.DB
	Utskrift Utskrift
}

// Overlever implements [Channel]. The supplier's name for the letter is stored before it returns: a letter that has one
// is not handed over again.
func (b Brev) Overlever(ctx context.Context, o Overlevering) error {
	l, err := b.DB.Client().Leveranse.Query().Where(leveranse.ID(o.LeveranseID)).
		WithPakke().WithForsendelse(func(q *db.ForsendelseQuery) { q.WithBekymringsmelding() }).Only(ctx)
	if err != nil {
		return fmt.Errorf("read a letter: %w", err)
	}
	if l.EksternID != "" {
		return nil
	}
	sealed := l.Edges.Pakke.Innhold
	if sealed == nil || len(*sealed) == 0 { // ent reads NULL as a pointer to no bytes
		return AvvistError{"INNHOLD_SLETTET"} // proven and deleted: there is nothing to post
	}
	m, err := l.Edges.Forsendelse.QueryBydel().WithKommune().Only(ctx)
	if err != nil {
		return fmt.Errorf("read a letter's receiver: %w", err)
	}
	melding := l.Edges.Forsendelse.Edges.Bekymringsmelding
	id, err := b.Utskrift.Send(ctx, Brevpakke{
		ID: o.ForsendelseID, Innhold: *sealed, Sha256: l.Edges.Pakke.Sha256, Mottaker: ToMottaker(m),
		UtenAdresse: melding != nil && melding.IntegrasjonID != uuid.Nil, Tid: l.Endret,
	})
	if err != nil {
		return err
	}
	if err := b.DB.Client().Leveranse.UpdateOneID(l.ID).SetEksternID(id).Exec(ctx); err != nil {
		return fmt.Errorf("note the supplier's id: %w", err)
	}
	return nil
}
