package delivery

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"regexp"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/ent/db"
	"barnevernportalen/ent/db/alarm"
	"barnevernportalen/ent/db/dialogmottaker"
	"barnevernportalen/ent/db/leveranse"
	"barnevernportalen/ent/db/mottakersystem"
	"barnevernportalen/ent/db/nokkel"
)

// Forsendelsestype is the type of all post from a case. Source: the national service's documentation of Min kommune.
const Forsendelsestype = "ks.digibarnevern.dokumentmedvirkning"

// Sikkerhetsniva is the level of all of it: level 4. AvgivendeSystem is who we are to a receiver.
const (
	Sikkerhetsniva  = "HOYESTE"
	AvgivendeSystem = "Barnevernportalen"
)

// ErrIngenDialog: what is written from this case goes to nobody that we know, or by no way that is open now.
var ErrIngenDialog = errors.New("nobody is set up to receive what is written from this case")

// Dialog is who gets what is written from a case, and which ways to it are open now: one at least.
type Dialog struct {
	ID          uuid.UUID
	Mottaker    Mottaker // whose chain it is in
	Orgnr, Navn string   // of the receiver
	Tittel      string   // the template's title; empty: the standard one
	// Svarinn: the receiver's own system fetches it; nil: none does.
	Svarinn *Dialogsystem
	// Svarut: it is handed over to SvarUt: at once, or when the system above will not have it.
	Svarut *Nokkel
}

// Dialogsystem is the system that fetches, and its key.
type Dialogsystem struct {
	ID     uuid.UUID
	Nokkel Nokkel
}

// FinnDialog finds who gets what is written from a case of an organisation: by the edialogId that its case system gave, or
// the organisation's default where it gave none. An id that is not set up raises an alarm, once, and so does a receiver
// whose every way is closed. Error: [ErrIngenDialog].
func (s *Service) FinnDialog(ctx context.Context, orgnr, edialogID string) (*Dialog, error) {
	ctx = somHovedbok(ctx) // who receives is no secret of hers or of anybody's, and no row of theirs
	r, err := s.DB.Client().Dialogmottaker.Query().Where(dialogmottaker.Orgnr(orgnr), dialogmottaker.EdialogID(edialogID),
		dialogmottaker.Aktiv(true)).WithBydel(func(q *db.BydelQuery) { q.WithKommune() }).Only(ctx)
	switch {
	case db.IsNotFound(err) && edialogID == "":
		return nil, ErrIngenDialog // the organisation takes no post here: nothing is wrong
	case db.IsNotFound(err):
		return nil, errors.Join(ErrIngenDialog, s.dialogalarm(ctx, nil, orgnr+" "+kjennetegn(edialogID)))
	case err != nil:
		return nil, fmt.Errorf("look for who receives post: %w", err)
	}
	d := &Dialog{ID: r.ID, Mottaker: ToMottaker(r.Edges.Bydel), Orgnr: r.MottakerOrgnr, Navn: r.MottakerNavn, Tittel: r.Tittel}
	if r.Vei == dialogmottaker.VeiSvarinn {
		if d.Svarinn, err = s.dialogsystem(ctx, r.MottakerOrgnr); err != nil {
			return nil, err
		}
	}
	if r.Vei == dialogmottaker.VeiSvarut || r.Reserve {
		if d.Svarut, err = s.svarutnokkel(ctx); err != nil {
			return nil, err
		}
	}
	if d.Svarinn == nil && d.Svarut == nil {
		return nil, errors.Join(ErrIngenDialog, s.dialogalarm(ctx, &r.BydelID, orgnr+" INGEN_VEI"))
	}
	return d, nil
}

// dialogsystem finds the system that fetches an organisation's post: one for this very type before one for all types, and
// none that does not take the highest level. Source: «Slik adresseres forsendelser fra SvarUt til SvarInn».
func (s *Service) dialogsystem(ctx context.Context, orgnr string) (*Dialogsystem, error) {
	rows, err := s.DB.Client().Mottakersystem.Query().Where(mottakersystem.Orgnr(orgnr), mottakersystem.TrukketIsNil(),
		mottakersystem.ForsendelsestypeIn("", Forsendelsestype), mottakersystem.SikkerhetsnivaEQ(mottakersystem.SikkerhetsnivaHoyeste)).
		Order(db.Desc(mottakersystem.FieldForsendelsestype)).WithNokkel().Limit(1).All(ctx)
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	n, lack := velgNokkel([]*db.Nokkel{rows[0].Edges.Nokkel}, nokkel.FormalSvarinn)
	if lack != nil {
		return nil, nil // its key has run out: the other way, or an alarm
	}
	return &Dialogsystem{ID: rows[0].ID, Nokkel: *n}, nil
}

// svarutnokkel is SvarUt's key, if this installation hands over to SvarUt.
func (s *Service) svarutnokkel(ctx context.Context) (*Nokkel, error) {
	if s.Kanaler[leveranse.KanalSvarut] == nil {
		return nil, nil
	}
	rows, err := s.DB.Client().Nokkel.Query().Where(nokkel.BydelIDIsNil(), nokkel.FormalEQ(nokkel.FormalSvarut), nokkel.ErstattetIsNil(),
		nokkel.TattIBrukLTE(sanntid())).Order(nokkel.ByTattIBruk(), nokkel.ByID()).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("read svarut's key: %w", err)
	}
	n, _ := velgNokkel(rows, nokkel.FormalSvarut)
	return n, nil
}

var enkelID = regexp.MustCompile(`^[A-Za-z0-9._-]{1,40}$`)

// kjennetegn names an edialogId in an alarm: as it is where it can only be an id, else by its hash, since an alarm holds no
// text of others.
func kjennetegn(id string) string {
	if enkelID.MatchString(id) {
		return id
	}
	sum := sha256.Sum256([]byte(id))
	return "sha256:" + hex.EncodeToString(sum[:8])
}

// dialogalarm tells the operator once, until she has dealt with it. Several processes may each see it for the first time.
func (s *Service) dialogalarm(ctx context.Context, bydelID *uuid.UUID, detalj string) error {
	c := s.DB.Client().Alarm
	raised, err := c.Query().Where(alarm.SlagEQ(alarm.SlagUkjentDialog), alarm.Detalj(detalj), alarm.BehandletIsNil()).Exist(ctx)
	if err == nil && !raised {
		err = c.Create().SetSlag(alarm.SlagUkjentDialog).SetNillableBydelID(bydelID).SetDetalj(detalj).SetTidspunkt(s.Klokke()).Exec(ctx)
		s.Log.Error("a case asks for post to a receiver that is not set up", "alarm", string(alarm.SlagUkjentDialog), "detalj", detalj)
	}
	if err != nil {
		return fmt.Errorf("raise an alarm: %w", err)
	}
	return nil
}

// Konvolutt is what a receiver is told of post outside the parcel. It stands encrypted beside the parcel, since it names a
// person and her case.
type Konvolutt struct {
	Tittel    string
	Avsender  Postavsender
	Mottaker  Postmottaker
	Filer     []Postfil
	Dato      time.Time
	Mappe     Noarkmappe
	Journal   *Noarkjournalpost `json:",omitempty"` // of what answers one
	Referanse string            // ours: the forsendelse's id
}

// Postavsender is who wrote.
type Postavsender struct{ Navn, Fodselsnummer string }

// Postmottaker is who it is for.
type Postmottaker struct{ Navn, Orgnr string }

// Postfil is one file inside the parcel.
type Postfil struct {
	Navn, MimeType, Sha256 string // SHA-256 of the content, hexadecimal
	Storrelse              int64
}

// Noarkmappe are the receiver's own names of the case, as far as its case system has told them.
type Noarkmappe struct {
	MappeID, SystemID string
	Saksaar           *int
	Sakssekvensnummer *int64
}

// Noarkjournalpost are its names of the entry that is answered.
type Noarkjournalpost struct {
	SystemID, RegistreringsID string
	Journalpostnummer         *int
}
