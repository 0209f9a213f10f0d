package forvaltning

import (
	"context"
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/google/uuid"

	"barnevernportalen/ent"
	"barnevernportalen/ent/db"
	"barnevernportalen/ent/db/kommune"
	"barnevernportalen/ent/db/tilgangshendelse"
	"barnevernportalen/ent/vault"
	"barnevernportalen/ent/viewer"
)

var tosifre = regexp.MustCompile(`^[0-9]{2}$`)

// administrator is who acts, or ent.ErrIkkeFunnet for whoever does not administer the kommune: that it is there, and what it
// has, is told to nobody else. The empty kommune is what is shared by all.
func administrator(ctx context.Context, kommunenummer string) (viewer.Admin, error) {
	v, ok := viewer.From(ctx).(viewer.Admin)
	if !ok || !v.Kan(kommunenummer) {
		return v, ent.ErrIkkeFunnet
	}
	return v, nil
}

// laasKommune makes changes in one kommune follow one another: which receiver stands in for the whole of it is a matter
// between its rows. ent.ErrIkkeFunnet: there is no such kommune.
func laasKommune(ctx context.Context, tx *ent.Tx, kommunenummer string) error {
	_, err := tx.Client().Kommune.Query().Where(kommune.ID(kommunenummer)).ForUpdate().Only(ctx)
	if db.IsNotFound(err) {
		return ent.ErrIkkeFunnet
	}
	if err != nil {
		return fmt.Errorf("lock a kommune: %w", err)
	}
	return nil
}

// sjekk gathers what is wrong with an input.
type sjekk struct{ feil []Feil }

func (s *sjekk) legg(kode Feilkode, sti ...string) { s.feil = append(s.feil, feil(kode, sti...)) }

// tekst checks a text that must be given, of at most maks characters, and returns it without spaces around.
func (s *sjekk) tekst(v string, maks int, sti ...string) string {
	v = strings.TrimSpace(v)
	switch {
	case v == "":
		s.legg(FeilMangler, sti...)
	case utf8.RuneCountInString(v) > maks:
		s.legg(FeilForLang, sti...)
	case !utf8.ValidString(v) || strings.ContainsFunc(v, func(r rune) bool { return r < ' ' || r == 0x7f }):
		s.legg(FeilUgyldigFormat, sti...)
	}
	return v
}

func (s *sjekk) form(re *regexp.Regexp, v string, sti ...string) {
	if !re.MatchString(v) {
		s.legg(FeilUgyldigFormat, sti...)
	}
}

// navnPa are the names of those who did things, by what they did them to and how. Empty where no name was kept.
func (s *Service) navnPa(ctx context.Context, c *db.Client, om []uuid.UUID, slag ...tilgangshendelse.Slag) (map[hendelsesnokkel]string, error) {
	ut := map[hendelsesnokkel]string{}
	if len(om) == 0 {
		return ut, nil
	}
	rader, err := c.Tilgangshendelse.Query().Where(tilgangshendelse.OmIDIn(om...), tilgangshendelse.SlagIn(slag...)).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("read who did it: %w", err)
	}
	for _, r := range rader {
		navn, err := s.utfortAv(r)
		if err != nil {
			return nil, err
		}
		ut[hendelsesnokkel{*r.OmID, r.Slag}] = navn
	}
	return ut, nil
}

type hendelsesnokkel struct {
	om   uuid.UUID
	slag tilgangshendelse.Slag
}

func aadHendelse(id uuid.UUID) []byte {
	return vault.Context("tilgangshendelse", id.String(), "utfort")
}

// utfortAv opens the name of who made a change; empty where none was kept.
func (s *Service) utfortAv(r *db.Tilgangshendelse) (string, error) {
	if len(r.UtfortNavn) == 0 || s.Vault == nil {
		return "", nil
	}
	navn, err := s.Vault.Decrypt(r.UtfortNavn, aadHendelse(r.ID))
	if err != nil {
		return "", fmt.Errorf("open who made a change: %w", err)
	}
	return string(navn), nil
}
