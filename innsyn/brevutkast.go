package innsyn

import (
	"cmp"
	"context"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/ent"
	"barnevernportalen/ent/db"
	"barnevernportalen/ent/db/innsynsforesporsel"
	"barnevernportalen/ent/db/innsynsmelding"
	"barnevernportalen/ent/db/post"
	"barnevernportalen/ent/db/utkast"
	"barnevernportalen/ent/db/vedlegg"
	"barnevernportalen/ent/vault"
	"barnevernportalen/ent/viewer"
)

const (
	// maksBrevutkast is how large a draft may be, in bytes of JSON: the longest letter in any alphabet, and what stands beside it.
	maksBrevutkast = 256 << 10
	// brevutkastLevetid is how long a draft lives after its last save, unless the installation says otherwise.
	brevutkastLevetid = 24 * time.Hour
	brevutkastForsok  = 3 // how often a save meets another window's before it gives up
)

// Brevutkast is a letter, or a request for access, that is not sent yet: one for each place it is written from. It is kept
// as the forms' drafts are, in the same table, and swept with them.
type Brevutkast struct {
	Slag    utkast.Skjema // BREV or FORESPORSEL
	StedID  uuid.UUID     // the case's or the entry's
	Nokkel  uuid.UUID     // what it is sent with
	Versjon int           // the client's own
	Innhold string        // JSON, the client's own
	Lagret  time.Time
	Utloper time.Time
	// FilerHer are the uploaded files that this session can still send. Files live with the session, the draft longer.
	FilerHer []uuid.UUID
}

// NyttBrevutkast is what to save.
type NyttBrevutkast struct {
	Slag          utkast.Skjema
	StedID        uuid.UUID
	Nokkel        uuid.UUID
	Versjon       int
	Innhold       string
	ForrigeLagret *time.Time // of the draft this one was made from; nil: of none
}

// LagretBrevutkast is the answer to a save: exactly one of its parts.
type LagretBrevutkast struct {
	Utkast *Brevutkast
	Nyere  *Brevutkast // another window's; nothing was saved
	Sendt  bool        // with this key; nothing was saved
	Feil   []Postfeil
}

// errSamtidigUtkast: another window saved between our look and our write. To look again is enough.
var errSamtidigUtkast = errors.New("the draft was saved by another at the same time")

// Brevutkast reads this person's draft from a place, or ent.ErrIkkeFunnet. What it says is her own, and is not logged.
func (s *Service) Brevutkast(ctx context.Context, slag utkast.Skjema, sted uuid.UUID) (*Brevutkast, error) {
	v, err := innbygger(ctx)
	if err != nil {
		return nil, err
	}
	// Shut out of the case she is shut out of what she was writing from it, as of what she has written.
	if her, err := s.skrivesFra(ctx, slag, sted); err != nil || !her {
		return nil, cmp.Or(err, ent.ErrIkkeFunnet)
	}
	r, err := s.finnBrevutkast(ctx, v, slag, sted)
	if err != nil {
		return nil, err
	}
	// A save that was under way when it was sent may have come after it. The draft of what is sent is none.
	sendt, err := s.sendtMed(ctx, v, r.Klientnokkel)
	if err != nil {
		return nil, err
	}
	if sendt {
		_, err := s.SlettBrevutkast(ctx, r.Klientnokkel)
		return nil, errors.Join(ent.ErrIkkeFunnet, err)
	}
	return s.apneBrevutkast(ctx, r)
}

// LagreBrevutkast saves a draft, whatever is wrong with what it says. It saves over an older one only if that is the one the
// caller has seen: two windows cannot silently take each other's text away.
func (s *Service) LagreBrevutkast(ctx context.Context, n NyttBrevutkast) (*LagretBrevutkast, error) {
	v, err := innbygger(ctx)
	if err != nil {
		return nil, err
	}
	if feil := n.feil(); len(feil) > 0 {
		return &LagretBrevutkast{Feil: feil}, nil
	}
	for range brevutkastForsok {
		svar, err := s.lagreBrevutkast(ctx, v, n)
		if !errors.Is(err, errSamtidigUtkast) {
			return svar, err
		}
	}
	return nil, errSamtidigUtkast
}

func (n NyttBrevutkast) feil() []Postfeil {
	var feil []Postfeil
	if n.Slag != utkast.SkjemaBrev && n.Slag != utkast.SkjemaForesporsel {
		feil = append(feil, Postfeil{"slag", PostMangler})
	}
	if n.Nokkel == uuid.Nil || n.Versjon < 1 {
		feil = append(feil, Postfeil{"nokkel", PostMangler})
	}
	switch {
	case len(n.Innhold) > maksBrevutkast:
		feil = append(feil, Postfeil{"innhold", PostForLang})
	case !json.Valid([]byte(n.Innhold)):
		feil = append(feil, Postfeil{"innhold", PostMangler})
	}
	return feil
}

func (s *Service) lagreBrevutkast(ctx context.Context, v viewer.Innbygger, n NyttBrevutkast) (*LagretBrevutkast, error) {
	if sendt, err := s.sendtMed(ctx, v, n.Nokkel); err != nil || sendt {
		return &LagretBrevutkast{Sendt: sendt}, err
	}
	her, err := s.skrivesFra(ctx, n.Slag, n.StedID)
	if err != nil {
		return nil, err
	}
	if !her {
		return &LagretBrevutkast{Feil: []Postfeil{{feltSted, PostIkkeFunnet}}}, nil
	}

	forrige, err := s.finnBrevutkast(ctx, v, n.Slag, n.StedID)
	switch {
	case errors.Is(err, ent.ErrIkkeFunnet):
		forrige = nil
	case err != nil:
		return nil, err
	case n.ForrigeLagret == nil || !n.ForrigeLagret.Equal(forrige.Lagret):
		// As saved, if it is word for word what we were asked to save (an answer was lost), else as another window's.
		lagret, err := s.apneBrevutkast(ctx, forrige)
		if err != nil {
			return nil, err
		}
		if lagret.Innhold == n.Innhold && lagret.Nokkel == n.Nokkel && lagret.Versjon == n.Versjon {
			return &LagretBrevutkast{Utkast: lagret}, nil
		}
		return &LagretBrevutkast{Nyere: lagret}, nil
	}

	naa := s.utkastnaa().Round(time.Microsecond)
	if forrige != nil && !naa.After(forrige.Lagret) {
		naa = forrige.Lagret.Add(time.Microsecond) // the time is also the version: it must be another
	}
	r := &db.Utkast{ID: uuid.New(), Eier: v.ID, Skjema: n.Slag, Sted: &n.StedID, Klientnokkel: n.Nokkel, Skjemaversjon: n.Versjon,
		Lagret: naa, Utloper: naa.Add(s.utkastLevetid())}
	if forrige != nil {
		r.ID = forrige.ID
	}
	if r.Innhold, err = s.Vault.Encrypt([]byte(n.Innhold), aadBrevutkast(r)); err != nil {
		return nil, fmt.Errorf("encrypt a draft: %w", err)
	}
	if err := s.skrivBrevutkast(ctx, forrige, r); err != nil {
		return nil, err
	}
	lagret, err := s.apneBrevutkast(ctx, r)
	return &LagretBrevutkast{Utkast: lagret}, err
}

// skrivesFra reports whether the place of a draft is this person's to see.
func (s *Service) skrivesFra(ctx context.Context, slag utkast.Skjema, sted uuid.UUID) (bool, error) {
	if v, err := innbygger(ctx); err != nil || v.Niva < viewer.NivaHoyt { // there the rule is not even to be asked
		return false, err
	}
	q := s.DB.Client().Innsynsmelding.Query().Where(innsynsmelding.ID(sted))
	if slag == utkast.SkjemaForesporsel {
		q.Where(innsynsmelding.SlagEQ(innsynsmelding.SlagMappe))
	}
	her, err := q.Exist(ctx)
	if err != nil {
		return false, fmt.Errorf("look for where a draft is written from: %w", err)
	}
	return her, nil
}

func (s *Service) skrivBrevutkast(ctx context.Context, forrige, r *db.Utkast) error {
	c := s.DB.Client().Utkast
	if forrige != nil {
		n, err := c.Update().Where(utkast.ID(forrige.ID), utkast.Lagret(forrige.Lagret)).SetEier(r.Eier).SetKlientnokkel(r.Klientnokkel).
			SetSkjemaversjon(r.Skjemaversjon).SetInnhold(r.Innhold).SetLagret(r.Lagret).SetUtloper(r.Utloper).Save(ctx)
		if err != nil {
			return fmt.Errorf("store a draft: %w", err)
		}
		if n == 0 {
			return errSamtidigUtkast
		}
		return nil
	}
	// One that has run out and is not swept yet would be in the way.
	_, err := c.Delete().Where(utkast.SkjemaEQ(r.Skjema), utkast.Sted(*r.Sted), utkast.UtloperLTE(r.Lagret)).Exec(ctx)
	if err != nil {
		return fmt.Errorf("delete an old draft: %w", err)
	}
	err = c.Create().SetID(r.ID).SetEier(r.Eier).SetSkjema(r.Skjema).SetSted(*r.Sted).SetKlientnokkel(r.Klientnokkel).
		SetSkjemaversjon(r.Skjemaversjon).SetInnhold(r.Innhold).SetLagret(r.Lagret).SetUtloper(r.Utloper).Exec(ctx)
	if db.IsConstraintError(err) {
		return errSamtidigUtkast
	}
	if err != nil {
		return fmt.Errorf("store a draft: %w", err)
	}
	return nil
}

// SlettBrevutkast deletes this person's draft with this key, and says whether there was one.
func (s *Service) SlettBrevutkast(ctx context.Context, nokkel uuid.UUID) (bool, error) {
	if _, err := innbygger(ctx); err != nil {
		return false, err
	}
	n, err := s.DB.Client().Utkast.Delete().Where(utkast.Klientnokkel(nokkel), utkast.StedNotNil()).Exec(ctx)
	if err != nil {
		return false, fmt.Errorf("delete a draft: %w", err)
	}
	return n > 0, nil
}

// slettSendtUtkast deletes the draft that a letter or a request was sent from, in the transaction that stores it.
func slettSendtUtkast(ctx context.Context, c *db.Client, nokkel uuid.UUID) error {
	if _, err := c.Utkast.Delete().Where(utkast.Klientnokkel(nokkel), utkast.StedNotNil()).Exec(ctx); err != nil {
		return fmt.Errorf("delete the draft of what is sent: %w", err)
	}
	return nil
}

// finnBrevutkast finds a draft that has not run out, or ent.ErrIkkeFunnet.
func (s *Service) finnBrevutkast(ctx context.Context, v viewer.Innbygger, slag utkast.Skjema, sted uuid.UUID) (*db.Utkast, error) {
	// While keys turn, one person may have a row under the old hash and, after two first saves at once, one under the new.
	r, err := s.DB.Client().Utkast.Query().Where(utkast.EierIn(v.IDer()...), utkast.SkjemaEQ(slag), utkast.Sted(sted),
		utkast.UtloperGT(s.utkastnaa())).Order(db.Desc(utkast.FieldLagret)).First(ctx)
	if db.IsNotFound(err) {
		return nil, ent.ErrIkkeFunnet
	}
	if err != nil {
		return nil, fmt.Errorf("read a draft: %w", err)
	}
	return r, nil
}

// sendtMed: whether this person has sent a letter or a request with the key.
func (s *Service) sendtMed(ctx context.Context, v viewer.Innbygger, nokkel uuid.UUID) (bool, error) {
	c := s.DB.Client()
	brev, err := c.Post.Query().Where(post.Nokkel(nokkel), post.EierIn(v.IDer()...)).Exist(ctx)
	if err != nil || brev {
		return brev, err
	}
	return c.Innsynsforesporsel.Query().Where(innsynsforesporsel.Nokkel(nokkel), innsynsforesporsel.EierIn(v.IDer()...)).Exist(ctx)
}

func (s *Service) apneBrevutkast(ctx context.Context, r *db.Utkast) (*Brevutkast, error) {
	innhold, err := s.Vault.Decrypt(r.Innhold, aadBrevutkast(r))
	if err != nil {
		return nil, fmt.Errorf("open a draft: %w", err)
	}
	var filer []uuid.UUID
	if v, _ := viewer.From(ctx).(viewer.Innbygger); v.SesjonID != uuid.Nil {
		filer, err = s.DB.Client().Vedlegg.Query().Where(vedlegg.UtloperGT(time.Now())).IDs(ctx) // of this session: see ent/rule
		if err != nil {
			return nil, fmt.Errorf("look for files that wait: %w", err)
		}
	}
	return &Brevutkast{Slag: r.Skjema, StedID: *r.Sted, Nokkel: r.Klientnokkel, Versjon: r.Skjemaversjon, Innhold: string(innhold),
		Lagret: r.Lagret, Utloper: r.Utloper, FilerHer: filer}, nil
}

// utkastnaa: drafts live by real time, as sessions do.
func (s *Service) utkastnaa() time.Time {
	if s.Utkastklokke == nil {
		return time.Now()
	}
	return s.Utkastklokke()
}

func (s *Service) utkastLevetid() time.Duration {
	if s.Utkastlevetid == 0 {
		return brevutkastLevetid
	}
	return s.Utkastlevetid
}

// aadBrevutkast ties the content to its row, its owner, its kind and its place: moved to another, it does not open.
func aadBrevutkast(r *db.Utkast) []byte {
	return vault.Context("utkast", r.ID.String(), hex.EncodeToString(r.Eier), string(r.Skjema), r.Sted.String())
}
