package innsyn

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/ent"
	"barnevernportalen/ent/db"
	"barnevernportalen/ent/db/forsendelse"
	"barnevernportalen/ent/db/hendelse"
	"barnevernportalen/ent/db/innsynslogg"
	"barnevernportalen/ent/db/leveranse"
	"barnevernportalen/ent/db/post"
)

// maksTrad is how many letters a thread shows, the newest.
const maksTrad = 200

// Postvei is which way a letter went.
type Postvei string

// The ways.
const (
	VeiSvarinn Postvei = "SVARINN" // the receiver's case system fetches it
	VeiSvarut  Postvei = "SVARUT"  // by SvarUt, and from there perhaps Altinn
)

// Poststatus is how far a letter has come.
type Poststatus string

// The states. From SENDT_ALTINN on they are SvarUt's own words.
const (
	PostSendes       Poststatus = "SENDES"             // stored here, on its way out
	PostVenter       Poststatus = "VENTER_PA_MOTTAKER" // it stands where the receiver's system fetches
	PostHentet       Poststatus = "HENTET"             // fetched; whether it is kept is not said yet
	PostMottatt      Poststatus = "MOTTATT"            // the receiver's system says that it has it
	PostHosSvarut    Poststatus = "HOS_SVARUT"
	PostSendtAltinn  Poststatus = "SENDT_ALTINN"
	PostLevertAltinn Poststatus = "LEVERT_ALTINN"
	PostLest         Poststatus = "LEST"
	PostSendtPost    Poststatus = "SENDT_SOM_BREV"
	PostIkkeLevert   Poststatus = "IKKE_LEVERT" // no way of it came through: send it otherwise
)

// Innbyggerpost is a letter in its writer's own thread.
type Innbyggerpost struct {
	ID              uuid.UUID
	Type            Skjematype
	MappeID         uuid.UUID
	JournalpostID   *uuid.UUID
	Sendt           time.Time
	Mottaker        string
	Tekst           string
	Filer           []Brevfil
	Klagefrist      *time.Time
	EtterKlagefrist bool
	Vei             Postvei
	Status          Poststatus
	Endret          time.Time             // when it came so far
	Svar            []RelatertJournalpost // what has come since, about the same entry
}

// Trad is what this person has written from one case, oldest first. The reading is logged: no log, no data.
func (s *Service) Trad(ctx context.Context, mappeID uuid.UUID) ([]Innbyggerpost, error) {
	return s.lesPost(ctx, &mappeID, func(q *db.PostQuery) { q.Where(post.MappeID(mappeID)) })
}

// TradAv is Trad of a case that is open, with what has been answered.
func (s *Service) TradAv(ctx context.Context, m *Mappe) ([]Innbyggerpost, error) {
	trad, err := s.Trad(ctx, m.ID)
	for i := range trad {
		trad[i].Svar = m.svarPa(trad[i])
	}
	return trad, err
}

// svarPa are the entries that name the one a letter answers, and came after it: an entry cannot name the letter itself.
func (m *Mappe) svarPa(p Innbyggerpost) []RelatertJournalpost {
	if p.JournalpostID == nil {
		return nil
	}
	var ut []RelatertJournalpost
	for _, j := range m.journalposter {
		for _, r := range j.Relaterte {
			if r.ID == *p.JournalpostID && j.Dato != nil && kommetEtter(*j.Dato, p.Sendt) {
				ut = append(ut, RelatertJournalpost{j.ID, j.Tittel, j.Dato, j.Dokumenttype})
			}
		}
	}
	return ut
}

// kommetEtter reports whether an entry is newer than a letter. A document's date is often a day alone, written as the midnight
// it begins with: then one of the same day is.
func kommetEtter(dato, sendt time.Time) bool {
	for _, sone := range []*time.Location{time.UTC, oslo} {
		if d := dato.In(sone); d.Hour() == 0 && d.Minute() == 0 && d.Second() == 0 && d.Nanosecond() == 0 {
			return !datoAv(d).Passert(sendt)
		}
	}
	return dato.After(sendt)
}

// MineMeldinger is all this person has written, oldest first; also from cases that are not here any more. Logged likewise.
func (s *Service) MineMeldinger(ctx context.Context) ([]Innbyggerpost, error) {
	return s.lesPost(ctx, nil, func(*db.PostQuery) {})
}

// Kvittering is a person's own copy of a letter, a PDF, without the files; or ent.ErrIkkeFunnet. Logged likewise.
func (s *Service) Kvittering(ctx context.Context, id uuid.UUID) ([]byte, error) {
	var b *brev
	err := s.lesRader(ctx, nil, func(q *db.PostQuery) { q.Where(post.ID(id)) }, func(r *db.Post) error {
		lest, err := s.apneBrev(r)
		b = &lest
		return err
	})
	if err != nil {
		return nil, err
	}
	if b == nil {
		return nil, ent.ErrIkkeFunnet
	}
	dok, err := s.PDF.Render(ctx, b.dokument(id))
	if err != nil {
		return nil, fmt.Errorf("render a letter: %w", err)
	}
	return dok, nil
}

// enPost reads one letter back to who has just sent it.
func (s *Service) enPost(ctx context.Context, id uuid.UUID) (*Innbyggerpost, error) {
	alle, err := s.lesPost(ctx, nil, func(q *db.PostQuery) { q.Where(post.ID(id)) })
	if err != nil {
		return nil, err
	}
	if len(alle) == 0 {
		return nil, ent.ErrIkkeFunnet
	}
	return &alle[0], nil
}

func (s *Service) lesPost(ctx context.Context, mappeID *uuid.UUID, q func(*db.PostQuery)) ([]Innbyggerpost, error) {
	var ut []Innbyggerpost
	err := s.lesRader(ctx, mappeID, q, func(r *db.Post) error {
		b, err := s.apneBrev(r)
		if err == nil {
			ut = append(ut, b.post(r))
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	return ut, nil
}

// lesRader runs one query and writes the log in the same transaction. Nothing found is nothing seen, and not logged.
func (s *Service) lesRader(ctx context.Context, mappeID *uuid.UUID, q func(*db.PostQuery), hver func(*db.Post) error) error {
	v, err := innbygger(ctx)
	if err != nil {
		return err
	}
	var rader []*db.Post
	err = s.DB.Tx(ctx, func(tx *ent.Tx) (err error) {
		c := tx.Client()
		sporring := c.Post.Query().WithForsendelse(func(q *db.ForsendelseQuery) {
			q.WithLeveranser().WithHendelser(func(q *db.HendelseQuery) { q.Order(hendelse.ByID()) })
		})
		q(sporring)
		rader, err = sporring.Order(db.Desc(post.FieldOpprettet, post.FieldID)).Limit(maksTrad).All(ctx)
		if err != nil || len(rader) == 0 {
			return err
		}
		if len(rader) == 1 && mappeID == nil {
			mappeID = &rader[0].MappeID
		}
		return c.Innsynslogg.Create().SetEier(v.ID).SetTidspunkt(time.Now()).SetHandling(innsynslogg.HandlingTrad).
			SetAktor(innsynslogg.AktorInnbygger).SetNillableMappeID(mappeID).Exec(ctx)
	})
	if err != nil {
		return fmt.Errorf("read what a person has written: %w", err)
	}
	for i := len(rader) - 1; i >= 0; i-- {
		if rader[i].Edges.Forsendelse == nil { // shut out between the two statements
			continue
		}
		if err := hver(rader[i]); err != nil {
			return err
		}
	}
	return nil
}

func (b brev) post(r *db.Post) Innbyggerpost {
	p := Innbyggerpost{
		ID: r.ID, Type: Skjematype(r.Type), MappeID: r.MappeID, JournalpostID: r.JournalpostID, Sendt: r.Opprettet, Mottaker: b.Mottaker,
		Tekst: b.Tekst, Filer: b.Filer, Klagefrist: b.Klagefrist, EtterKlagefrist: b.EtterKlagefrist, Endret: r.Opprettet,
	}
	p.Vei, p.Status = ferd(r.Edges.Forsendelse)
	if h := r.Edges.Forsendelse.Edges.Hendelser; len(h) > 0 {
		p.Endret = h[len(h)-1].Tidspunkt
	}
	return p
}

// svarutord are SvarUt's words as a writer sees them; what is not here is HOS_SVARUT.
var svarutord = map[string]Poststatus{
	"SENDT_ALTINN": PostSendtAltinn, "LEVERT_ALTINN": PostLevertAltinn, "LEST": PostLest, "SENDT_PRINT": PostSendtPost, "PRINTET": PostSendtPost,
}

// ferd is which way a letter goes now, and how far it has come on it.
func ferd(f *db.Forsendelse) (Postvei, Poststatus) {
	var inn, ut *db.Leveranse
	for _, l := range f.Edges.Leveranser {
		switch l.Kanal {
		case leveranse.KanalSvarinn:
			inn = l
		case leveranse.KanalSvarut:
			ut = l
		}
	}
	if ut != nil && ut.Status != leveranse.StatusVenter && ut.Status != leveranse.StatusAvlyst {
		switch {
		case ut.Status == leveranse.StatusAvvist:
			return VeiSvarut, PostIkkeLevert
		case ut.EksternID == "":
			return VeiSvarut, PostSendes
		}
		if s, ok := svarutord[ut.EksternStatus]; ok {
			return VeiSvarut, s
		}
		return VeiSvarut, PostHosSvarut
	}
	switch {
	case inn == nil:
		return VeiSvarut, PostSendes
	case inn.Status == leveranse.StatusFullfort:
		return VeiSvarinn, PostMottatt
	case inn.Status == leveranse.StatusAvvist || f.Tilstand == forsendelse.TilstandAvvistFagsystem:
		return VeiSvarinn, PostIkkeLevert
	case f.SistApnet != nil:
		return VeiSvarinn, PostHentet
	case inn.Status == leveranse.StatusOverlevert:
		return VeiSvarinn, PostVenter
	}
	return VeiSvarinn, PostSendes
}
