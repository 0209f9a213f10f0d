package delivery

import (
	"bytes"
	"context"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/google/uuid"

	"barnevernportalen/delivery/fiksio"
	"barnevernportalen/delivery/seal"
	"barnevernportalen/ent"
	"barnevernportalen/ent/db"
	"barnevernportalen/ent/db/alarm"
	"barnevernportalen/ent/db/fiksioinn"
	"barnevernportalen/ent/db/forsendelse"
	"barnevernportalen/ent/db/innsynsforesporsel"
	"barnevernportalen/ent/db/innsynsforesporselpost"
	"barnevernportalen/ent/db/innsynsforesporselsvar"
	"barnevernportalen/ent/vault"
	"barnevernportalen/ent/viewer"
)

// Foresporselsvar is what came back on a request.
type Foresporselsvar struct {
	ID          uuid.UUID
	Status      innsynsforesporsel.Status
	Begrunnelse string // for the person; only of the protocol's four
	// ErrorID and Feilmelding are the case system's own words of what went wrong. They are kept, and shown to nobody here.
	ErrorID, Feilmelding string
	Integrasjon          *uuid.UUID // who answered over GraphQL
}

// Avgjort reports whether a request is decided. Nothing that comes after moves it.
func Avgjort(s innsynsforesporsel.Status) bool {
	return s == innsynsforesporsel.StatusInnvilget || s == innsynsforesporsel.StatusAvvist
}

// Strandet reports whether a request came to nothing: the same may be asked again, and a decision may still come.
func Strandet(s innsynsforesporsel.Status) bool {
	switch s {
	case innsynsforesporsel.StatusIkkeFunnet, innsynsforesporsel.StatusUgyldig, innsynsforesporsel.StatusServerfeil, innsynsforesporsel.StatusIkkeLevert:
		return true
	}
	return false
}

// EtterSvar is where a request is after an answer, and what the answer is taken for. likt: its reason is the one that stands.
// Any number of answers may come, in any order, until one decides. After that the same decision may be given another reason,
// and all else contradicts it.
func EtterSvar(fra, svar innsynsforesporsel.Status, likt bool) (innsynsforesporsel.Status, innsynsforesporselsvar.Utfall) {
	switch {
	case svar == fra && likt:
		return fra, innsynsforesporselsvar.UtfallDublett
	case Avgjort(fra) && svar != fra:
		return fra, innsynsforesporselsvar.UtfallMotsigelse
	}
	return svar, innsynsforesporselsvar.UtfallBrukt
}

// BesvarForesporsel takes an answer from the case system that a request was offered to, which asks. What is not offered to it
// is ent.ErrIkkeFunnet. An answer against the decision is kept, and the operator is called.
func (s *Service) BesvarForesporsel(ctx context.Context, id uuid.UUID, svar Foresporselsvar) (innsynsforesporselsvar.Utfall, error) {
	v, ok := viewer.From(ctx).(viewer.Fagsystem)
	if !ok {
		return "", ent.ErrIkkeFunnet
	}
	svar.ID, svar.Integrasjon = uuid.New(), &v.IntegrasjonID
	var utfall innsynsforesporselsvar.Utfall
	err := s.DB.Tx(ctx, func(tx *ent.Tx) error {
		c := tx.Client()
		r, err := c.Innsynsforesporsel.Query().Where(innsynsforesporsel.ID(id)).ForUpdate().Only(ctx) // as this machine
		if db.IsNotFound(err) {
			return ent.ErrIkkeFunnet
		}
		if err != nil {
			return fmt.Errorf("lock a request: %w", err)
		}
		if utfall, err = s.skrivSvar(somHovedbok(ctx), c, r, svar); err != nil || utfall != innsynsforesporselsvar.UtfallMotsigelse {
			return err
		}
		s.Log.Error("an answer contradicts the decision of a request", "alarm", string(alarm.SlagMotsigelse), "innsynsforesporsel", id)
		err = c.Alarm.Create().SetSlag(alarm.SlagMotsigelse).SetDetalj("INNSYN " + id.String()).SetTidspunkt(s.Klokke()).Exec(somHovedbok(ctx))
		if err != nil {
			return fmt.Errorf("raise an alarm: %w", err)
		}
		return nil
	})
	return utfall, err
}

// besvarForsendelse takes an answer over Fiks IO, of a shipment that is locked.
func (s *Service) besvarForsendelse(ctx context.Context, c *db.Client, f *db.Forsendelse, svar Foresporselsvar) (fiksioinn.Utfall, error) {
	r, err := c.Innsynsforesporsel.Query().Where(innsynsforesporsel.ForsendelseID(f.ID)).ForUpdate().Only(ctx)
	if err != nil {
		return "", fmt.Errorf("lock a request: %w", err)
	}
	utfall, err := s.skrivSvar(ctx, c, r, svar)
	return fiksioinn.Utfall(utfall), err
}

// skrivSvar keeps an answer, and moves the request, which is locked.
func (s *Service) skrivSvar(ctx context.Context, c *db.Client, r *db.Innsynsforesporsel, svar Foresporselsvar) (innsynsforesporselsvar.Utfall, error) {
	tidligere, err := c.Innsynsforesporsel.QuerySvar(r).Order(db.Desc(innsynsforesporselsvar.FieldNr)).All(ctx)
	if err != nil {
		return "", fmt.Errorf("read the answers there are: %w", err)
	}
	i, err := s.ApneForesporsel(r)
	if err != nil {
		return "", err
	}
	ny := svarinnhold{i.Fodselsnummer, svar.Begrunnelse, svar.ErrorID, svar.Feilmelding}
	var gjelder svarinnhold
	for _, t := range tidligere {
		if t.Utfall == innsynsforesporselsvar.UtfallBrukt {
			if gjelder, err = s.apneSvar(t); err != nil {
				return "", err
			}
			break
		}
	}
	til, utfall := EtterSvar(r.Status, svar.Status, gjelder.Begrunnelse == ny.Begrunnelse)
	naa := s.Klokke()
	innhold, err := s.forseglSvar(svar.ID, r.Eier, ny)
	if err != nil {
		return "", err
	}
	err = c.Innsynsforesporselsvar.Create().SetID(svar.ID).SetForesporselID(r.ID).SetNr(len(tidligere) + 1).SetEier(r.Eier).
		SetStatus(innsynsforesporselsvar.Status(svar.Status)).SetUtfall(utfall).SetNillableIntegrasjonID(svar.Integrasjon).
		SetInnhold(innhold).SetTidspunkt(naa).Exec(ctx)
	if err != nil {
		return "", fmt.Errorf("keep an answer: %w", err)
	}
	if utfall != innsynsforesporselsvar.UtfallBrukt {
		return utfall, nil
	}
	u := c.Innsynsforesporsel.UpdateOneID(r.ID).SetStatus(til).SetEndret(naa)
	if Avgjort(til) && r.Avgjort == nil {
		u.SetAvgjort(sanntid()) // held against when the case system indexes, which lives by real time
	}
	if err := u.Exec(ctx); err != nil {
		return "", fmt.Errorf("move a request: %w", err)
	}
	if err := s.klarerBesvart(ctx, c, r.ID, svar.Status); err != nil || !Strandet(til) {
		return utfall, err
	}
	err = c.Innsynsforesporselpost.Update().Where(innsynsforesporselpost.ForesporselID(r.ID)).SetApen(false).Exec(ctx)
	if err != nil {
		return "", fmt.Errorf("let what was asked for be asked for again: %w", err)
	}
	return utfall, nil
}

// ikkeLevert tells who asked that her request could not be sent. Of another shipment there is nothing to tell.
func (s *Service) ikkeLevert(ctx context.Context, c *db.Client, f *db.Forsendelse) error {
	if f.Slag != forsendelse.SlagInnsynsforesporsel || MinstBevis(f.Bevis, forsendelse.BevisKvittert) {
		return nil
	}
	_, err := s.besvarForsendelse(somHovedbok(ctx), c, f, Foresporselsvar{ID: uuid.New(), Status: innsynsforesporsel.StatusIkkeLevert})
	return err
}

// svarinnhold is what an answer's document holds. The number stands here too, so that its hash can turn.
type svarinnhold struct{ Fodselsnummer, Begrunnelse, ErrorID, Feilmelding string }

func (s *Service) forseglSvar(id uuid.UUID, eier []byte, i svarinnhold) ([]byte, error) {
	raw, err := json.Marshal(i)
	if err != nil {
		return nil, fmt.Errorf("encode an answer: %T", err)
	}
	return s.Vault.Encrypt(raw, AADForesporselsvar(id, eier))
}

func (s *Service) apneSvar(r *db.Innsynsforesporselsvar) (svarinnhold, error) {
	var i svarinnhold
	raw, err := s.Vault.Decrypt(r.Innhold, AADForesporselsvar(r.ID, r.Eier))
	if err != nil {
		return i, fmt.Errorf("open an answer: %w", err)
	}
	if json.Unmarshal(raw, &i) != nil {
		return i, errors.New("an answer cannot be read")
	}
	return i, nil
}

// SvarBegrunnelse is the reason an answer gives.
func (s *Service) SvarBegrunnelse(r *db.Innsynsforesporselsvar) (string, error) {
	i, err := s.apneSvar(r)
	return i.Begrunnelse, err
}

// AADForesporselsvar is [AADForesporsel] of an answer.
func AADForesporselsvar(id uuid.UUID, eier []byte) []byte {
	return vault.Context("innsynsforesporselsvar", id.String(), hex.EncodeToString(eier))
}

// lesForesporselsvar opens and reads an answer. Nil: it is not sealed to us, or not what was published; it is kept as it came.
func (s *Service) lesForesporselsvar(ctx context.Context, m *fiksio.Mottatt, raw []byte) (*Foresporselsvar, error) {
	if len(raw) == 0 {
		return nil, nil
	}
	keys, err := s.tjenestenokler(ctx)
	if err != nil {
		return nil, err
	}
	if len(keys) == 0 {
		return nil, nil
	}
	// What cannot be read is no answer: it is kept as it came, and alarmed.
	container, err := seal.Open(bytes.NewReader(raw), int64(len(raw)), keys...)
	if err != nil {
		return nil, nil //nolint:nilerr // see above
	}
	// What the file is called is not published; these are what the protocol's own words give reason to expect.
	kort := m.Type[strings.LastIndexByte(m.Type, '.')+1:] + ".json"
	navn := []string{ForesporselName, m.Type + ".json", kort, seal.FeilName}
	hel, err := seal.ReadContainer(container, container.Size(), seal.ReadOptions{Names: navn, MaxBytes: maksFeilet, SHA1: true})
	if err != nil {
		return nil, nil //nolint:nilerr // see above
	}
	for _, n := range navn {
		if del, ok := hel.File(n); ok {
			body, err := del.Bytes()
			if err != nil {
				return nil, nil //nolint:nilerr // see above
			}
			return TolkForesporselsvar(m.MeldingID, m.Type, body), nil
		}
	}
	return nil, nil
}

// TolkForesporselsvar reads the body of one of the four message types, by its published schema; nil: it is not that.
func TolkForesporselsvar(id uuid.UUID, meldingType string, body []byte) *Foresporselsvar {
	navn := []string{"errorId", "feilmelding"}
	if meldingType == fiksio.TypeForesporselSvar {
		navn = []string{"status", "begrunnelse"}
	}
	felter, ok := lesTekster(body, navn...)
	if !ok {
		return nil
	}
	ut := &Foresporselsvar{
		ID: id, Status: innsynsforesporsel.Status(verdien(felter["status"])), Begrunnelse: verdien(felter["begrunnelse"]),
		ErrorID: verdien(felter["errorId"]), Feilmelding: verdien(felter["feilmelding"]),
	}
	switch meldingType {
	case fiksio.TypeForesporselSvar:
		switch ut.Status {
		case innsynsforesporsel.StatusManuellBehandling, innsynsforesporsel.StatusUnderBehandling, innsynsforesporsel.StatusInnvilget, innsynsforesporsel.StatusAvvist:
			return ut
		}
		return nil
	case fiksio.TypeForesporselIkkeFunnet:
		ut.Status = innsynsforesporsel.StatusIkkeFunnet
	case fiksio.TypeForesporselUgyldig:
		ut.Status = innsynsforesporsel.StatusUgyldig
	case fiksio.TypeForesporselServerfeil:
		ut.Status = innsynsforesporsel.StatusServerfeil
	default:
		return nil
	}
	if felter["errorId"] == nil || felter["feilmelding"] == nil {
		return nil
	}
	return ut
}

// lesTekster reads the fields named of one JSON object, which are texts. What else it has may be anything, as in the schemas.
func lesTekster(body []byte, navn ...string) (map[string]*string, bool) {
	d := json.NewDecoder(bytes.NewReader(body))
	var raw map[string]json.RawMessage
	if d.Decode(&raw) != nil || raw == nil {
		return nil, false
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return nil, false
	}
	ut := map[string]*string{}
	for _, navn := range navn {
		r, der := raw[navn]
		if !der {
			continue
		}
		var tekst *string
		if json.Unmarshal(r, &tekst) != nil || tekst == nil { // null is no string
			return nil, false
		}
		ut[navn] = tekst
	}
	return ut, true
}

func verdien(p *string) string {
	if p == nil {
		return ""
	}
	return *p
}
