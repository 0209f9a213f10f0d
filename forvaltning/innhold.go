package forvaltning

import (
	"context"
	"fmt"
	"regexp"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/google/uuid"

	"barnevernportalen/ent"
	"barnevernportalen/ent/db"
	"barnevernportalen/ent/db/bydel"
	"barnevernportalen/ent/db/innhold"
	"barnevernportalen/ent/db/kommune"
	"barnevernportalen/ent/db/tilgangshendelse"
	"barnevernportalen/ent/viewer"
)

// Innholdsversjon is one version of a piece of content, as its administrators see it.
type Innholdsversjon struct {
	ID            uuid.UUID
	Slag          innhold.Slag
	Nokkel        string
	Kommunenummer *string // nil: the whole installation's
	Versjon       int
	Tekster       Spraktekster
	Telefon       *string
	Nettside      *string
	Kilde         *string
	Verifisert    bool
	Publisert     bool
	Rekkefolge    int
	Vises         bool
	Endret        time.Time
	EndretAv      *string
}

// NyttInnhold is a piece of content as an administrator wants it, whole.
type NyttInnhold struct {
	Slag          innhold.Slag
	Nokkel        string
	Kommunenummer *string
	Versjon       *int // that was read; nil: it is new
	Tekster       Spraktekster
	Telefon       *string
	Nettside      *string
	Kilde         *string
	Verifisert    bool
	Publisert     bool
	Rekkefolge    int
}

// Innholdsutfall is a piece as it stands after a change, or after one that was refused.
type Innholdsutfall struct {
	Innhold *Innholdsversjon
	Feil    []Feil
}

// Innholdsversjoner are the newest versions of what the administrator who asks has, by kind, order and key. slag and
// kommunenummer nil: all. Errors: ent.ErrIkkeFunnet.
func (s *Service) Innholdsversjoner(ctx context.Context, slag *innhold.Slag, kommunenummer *string) ([]Innholdsversjon, error) {
	v, ok := viewer.From(ctx).(viewer.Admin)
	if !ok || kommunenummer != nil && !v.Kan(*kommunenummer) {
		return nil, ent.ErrIkkeFunnet
	}
	q := s.DB.Client().Innhold.Query()
	if slag != nil {
		q.Where(innhold.SlagEQ(*slag))
	}
	if kommunenummer != nil {
		q.Where(innhold.Kommunenummer(*kommunenummer))
	}
	rader, err := q.Order(innhold.BySlag(), innhold.ByKommunenummer(), innhold.ByNokkel(), db.Desc(innhold.FieldVersjon)).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("read the content: %w", err)
	}
	return s.innholdsversjoner(ctx, nyesteInnhold(rader))
}

// Innholdshistorikk are all versions of one piece, the newest first. Errors: ent.ErrIkkeFunnet.
func (s *Service) Innholdshistorikk(ctx context.Context, slag innhold.Slag, nokkel string, kommunenummer *string) ([]Innholdsversjon, error) {
	if _, err := administrator(ctx, ellerTom(kommunenummer)); err != nil {
		return nil, err
	}
	rader, err := s.DB.Client().Innhold.Query().Where(innhold.SlagEQ(slag), innhold.Nokkel(nokkel), innhold.Kommunenummer(ellerTom(kommunenummer))).
		Order(db.Desc(innhold.FieldVersjon)).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("read the versions of a piece of content: %w", err)
	}
	return s.innholdsversjoner(ctx, rader)
}

// innholdsversjoner: of those of one piece the first is the newest.
func (s *Service) innholdsversjoner(ctx context.Context, rader []*db.Innhold) ([]Innholdsversjon, error) {
	ids := make([]uuid.UUID, len(rader))
	for i, r := range rader {
		ids[i] = r.ID
	}
	navn, err := s.navnPa(ctx, s.DB.Client(), ids, tilgangshendelse.SlagInnholdLagret)
	if err != nil {
		return nil, err
	}
	ut := make([]Innholdsversjon, len(rader))
	for i, r := range rader {
		ut[i] = Innholdsversjon{ID: r.ID, Slag: r.Slag, Nokkel: r.Nokkel, Kommunenummer: ikkeTom(r.Kommunenummer), Versjon: r.Versjon,
			Tekster: tekstene(r), Telefon: ikkeTom(r.Telefon), Nettside: ikkeTom(r.Nettside), Kilde: ikkeTom(r.Kilde),
			Verifisert: r.Verifisert, Publisert: r.Publisert, Rekkefolge: r.Rekkefolge, Endret: r.Tidspunkt,
			EndretAv: ikkeTom(navn[hendelsesnokkel{r.ID, tilgangshendelse.SlagInnholdLagret}])}
		nyest := i == 0 || stykke(rader[i-1]) != stykke(r)
		ut[i].Vises = nyest && r.Publisert && (r.Slag != innhold.SlagLovhenvisning || r.Verifisert)
	}
	return ut, nil
}

func tekstene(r *db.Innhold) Spraktekster {
	return Spraktekster{r.Nb, ikkeTom(r.Nn), ikkeTom(r.En), ikkeTom(r.Se)}
}

// innholdsstykke names a piece, in all its versions.
type innholdsstykke struct {
	slag                  innhold.Slag
	kommunenummer, nokkel string
}

func stykke(r *db.Innhold) innholdsstykke { return innholdsstykke{r.Slag, r.Kommunenummer, r.Nokkel} }

// LagreInnhold writes the next version of a piece, or the first of a new one. If another has written it meanwhile, nothing is.
// Errors: ent.ErrIkkeFunnet.
func (s *Service) LagreInnhold(ctx context.Context, n NyttInnhold) (Innholdsutfall, error) {
	if _, err := administrator(ctx, ellerTom(n.Kommunenummer)); err != nil {
		return Innholdsutfall{}, err
	}
	err := s.nyInnholdsversjon(ctx, n)
	if db.IsConstraintError(err) {
		err = nei{feil(FeilEndretAvAndre, "versjon")}
	}
	var ut Innholdsutfall
	if ut.Feil, err = avslag(err); err != nil {
		return ut, err
	}
	alle, err := s.Innholdshistorikk(ctx, n.Slag, n.Nokkel, n.Kommunenummer)
	if err == nil && len(alle) > 0 {
		ut.Innhold = &alle[0]
	}
	return ut, err
}

func (s *Service) nyInnholdsversjon(ctx context.Context, n NyttInnhold) error {
	if alle := n.sjekk(); len(alle) > 0 {
		return nei(alle)
	}
	hvor := ellerTom(n.Kommunenummer)
	return s.DB.Tx(ctx, func(tx *ent.Tx) error {
		c, versjon := tx.Client(), 0
		if n.Slag == innhold.SlagApningstid {
			if err := finnesBydel(ctx, c, hvor, n.Nokkel); err != nil {
				return err
			}
		}
		siste, err := c.Innhold.Query().Where(innhold.SlagEQ(n.Slag), innhold.Nokkel(n.Nokkel), innhold.Kommunenummer(hvor)).
			Order(db.Desc(innhold.FieldVersjon)).First(ctx)
		switch {
		case err == nil:
			versjon = siste.Versjon
		case !db.IsNotFound(err):
			return fmt.Errorf("read a piece of content: %w", err)
		}
		switch {
		case n.Versjon == nil && versjon > 0:
			return nei{feil(FeilFinnesAllerede, "nokkel")}
		case n.Versjon != nil && *n.Versjon != versjon:
			return nei{feil(FeilEndretAvAndre, "versjon")}
		}
		id, err := s.skrivInnhold(ctx, c, n, versjon+1)
		if err != nil {
			return err
		}
		return s.loggfor(ctx, tx, endring{slag: tilgangshendelse.SlagInnholdLagret, om: id, bydel: viewer.Bydel{Kommunenummer: hvor},
			detalj: fmt.Sprintf("%s %s versjon %d", n.Slag, n.Nokkel, versjon+1)})
	})
}

func (s *Service) skrivInnhold(ctx context.Context, c *db.Client, n NyttInnhold, versjon int) (uuid.UUID, error) {
	id, t := uuid.New(), n.Tekster
	err := c.Innhold.Create().SetID(id).SetSlag(n.Slag).SetNokkel(n.Nokkel).SetKommunenummer(ellerTom(n.Kommunenummer)).SetVersjon(versjon).
		SetNb(t.Nb).SetNillableNn(t.Nn).SetNillableEn(t.En).SetNillableSe(t.Se).
		SetNillableTelefon(n.Telefon).SetNillableNettside(n.Nettside).SetNillableKilde(n.Kilde).
		SetVerifisert(n.Verifisert).SetPublisert(n.Publisert).SetRekkefolge(n.Rekkefolge).SetTidspunkt(s.Klokke()).Exec(ctx)
	if err != nil {
		return id, fmt.Errorf("store a piece of content: %w", err)
	}
	return id, nil
}

// finnesBydel: opening hours are a receiver's, or the whole kommune's.
func finnesBydel(ctx context.Context, c *db.Client, kommunenummer, bydelsnummer string) error {
	there, err := c.Kommune.Query().Where(kommune.ID(kommunenummer)).Exist(ctx)
	if err != nil {
		return fmt.Errorf("look for a kommune: %w", err)
	}
	if !there {
		return nei{feil(FeilUkjentKommune, "kommunenummer")}
	}
	if bydelsnummer == "00" {
		return nil
	}
	there, err = c.Bydel.Query().Where(bydel.KommuneID(kommunenummer), bydel.Bydelsnummer(bydelsnummer)).Exist(ctx)
	if err != nil {
		return fmt.Errorf("look for a bydel: %w", err)
	}
	if !there {
		return nei{feil(FeilUkjentBydel, "nokkel")}
	}
	return nil
}

var (
	innholdsnokkel = regexp.MustCompile(`^[A-Z0-9_]{1,40}$`)
	telefonnummer  = regexp.MustCompile(`^\+?[0-9][0-9 ]{1,38}[0-9]$`)
	nettsted       = regexp.MustCompile(`^https://[a-zA-Z0-9.-]+\.[a-zA-Z]{2,}(/[^\s<>"'\\]*)?$`)
)

const (
	maksNettside   = 200
	maksRekkefolge = 10_000
)

// sjekk finds what is wrong with the input in itself, and puts it into the form it is stored in.
func (n *NyttInnhold) sjekk() []Feil {
	var s sjekk
	n.Tekster.sjekk(&s)
	s.form(innholdsnokkel, n.Nokkel, "nokkel")
	n.Telefon, n.Nettside = utenRom(n.Telefon), utenRom(n.Nettside)
	if n.Telefon != nil {
		s.form(telefonnummer, *n.Telefon, "telefon")
	}
	if n.Nettside != nil {
		s.form(nettsted, *n.Nettside, "nettside")
		if utf8.RuneCountInString(*n.Nettside) > maksNettside {
			s.legg(FeilForLang, "nettside")
		}
	}
	n.Kilde = s.valgfri(n.Kilde, maksTekst, "kilde")
	if n.Rekkefolge < 0 || n.Rekkefolge > maksRekkefolge {
		s.legg(FeilUgyldigFormat, "rekkefolge")
	}
	s.etterSlag(*n)
	return s.feil
}

// etterSlag finds what is wrong for content of its kind.
func (s *sjekk) etterSlag(n NyttInnhold) {
	if ellerTom(n.Kommunenummer) != "" && n.Slag != innhold.SlagApningstid {
		s.legg(FeilUgyldigFormat, "kommunenummer")
	}
	if n.Verifisert && n.Slag != innhold.SlagLovhenvisning {
		s.legg(FeilUgyldigFormat, "verifisert")
	}
	switch n.Slag {
	case innhold.SlagHjelpelinje:
		if n.Telefon == nil {
			s.legg(FeilMangler, "telefon")
		}
	case innhold.SlagApningstid:
		if ellerTom(n.Kommunenummer) == "" { // the empty one is the whole installation's
			s.legg(FeilMangler, "kommunenummer")
		}
		s.form(tosifre, n.Nokkel, "nokkel")
	case innhold.SlagLovhenvisning:
		if n.Verifisert && n.Kilde == nil {
			s.legg(FeilMangler, "kilde")
		}
	default:
		s.legg(FeilUgyldigFormat, "slag")
	}
}

func utenRom(v *string) *string {
	if v == nil {
		return nil
	}
	return ikkeTom(strings.TrimSpace(*v))
}

// nyesteInnhold keeps the first row of each piece.
func nyesteInnhold(rader []*db.Innhold) []*db.Innhold {
	var ut []*db.Innhold
	for _, r := range rader {
		if n := len(ut); n == 0 || stykke(ut[n-1]) != stykke(r) {
			ut = append(ut, r)
		}
	}
	return ut
}
