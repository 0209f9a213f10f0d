package delivery

import (
	"bytes"
	"context"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/delivery/fiksio"
	"barnevernportalen/delivery/seal"
	"barnevernportalen/ent"
	"barnevernportalen/ent/db"
	"barnevernportalen/ent/db/alarm"
	"barnevernportalen/ent/db/bydel"
	"barnevernportalen/ent/db/frist"
	"barnevernportalen/ent/db/kommune"
	"barnevernportalen/ent/db/leveranse"
	"barnevernportalen/ent/db/nokkel"
	"barnevernportalen/ent/db/protokollkonto"
	"barnevernportalen/ent/vault"
)

const (
	// Protokollpart is which part of the protocol we are. The published schemas name none: ours.
	Protokollpart = "minkommune"
	// ForesporselName is the file inside the container. Not published: as in KS's other JSON protocols.
	ForesporselName = "payload.json"
	// foresporselTTL is how long one message may lie with Fiks IO; then it is sent again. Ours: when the contact is called.
	foresporselTTL = 5 * 24 * time.Hour
	// sisteForesporselfrist is the last deadline of a request: after it nothing is sent again.
	sisteForesporselfrist = frist.TypeOperator21d
)

// ErrIngenTilgang: the kommune has a protokollkonto, and nothing may be sent to it now. The operator has been told.
var ErrIngenTilgang = errors.New("the protokollkonto takes nothing from us")

// Foresporselinnhold is what a request says. It stands sealed by ent/vault for its row and its owner; what the case system
// gets, [Foresporselinnhold.JSON], is made of it.
type Foresporselinnhold struct {
	Fodselsnummer, Begrunnelse string
	Poster                     []Foresporselpost
}

// Foresporselpost is a journalpost that is asked for: its row and title in her set, and the case system's own names of it.
type Foresporselpost struct {
	ID                                 uuid.UUID
	Tittel                             string
	MeldingID                          uuid.UUID // the integration's own id of it
	MappeID, SystemID, RegistreringsID string    // RegistreringsID may be empty
}

// JSON is the body of forespoersel.send, as published.
func (i Foresporselinnhold) JSON() ([]byte, error) {
	type post struct {
		MappeID         string `json:"mappeId"`
		SystemID        string `json:"systemId"`
		RegistreringsID string `json:"registreringsId,omitempty"`
	}
	ut := struct {
		Fnr           string `json:"fnr"`
		Begrunnelse   string `json:"begrunnelse"`
		Journalposter []post `json:"journalposter"`
	}{i.Fodselsnummer, i.Begrunnelse, []post{}}
	for _, p := range i.Poster {
		ut.Journalposter = append(ut.Journalposter, post{p.MappeID, p.SystemID, p.RegistreringsID})
	}
	raw, err := json.Marshal(ut)
	if err != nil {
		return nil, fmt.Errorf("encode a request: %T", err)
	}
	return raw, nil
}

// ForseglForesporsel seals a request for its row and its owner.
func (s *Service) ForseglForesporsel(id uuid.UUID, eier []byte, i Foresporselinnhold) ([]byte, error) {
	raw, err := json.Marshal(i)
	if err != nil {
		return nil, fmt.Errorf("encode a request: %T", err)
	}
	return s.Vault.Encrypt(raw, AADForesporsel(id, eier))
}

// ApneForesporsel opens a request.
func (s *Service) ApneForesporsel(r *db.Innsynsforesporsel) (Foresporselinnhold, error) {
	var i Foresporselinnhold
	raw, err := s.Vault.Decrypt(r.Innhold, AADForesporsel(r.ID, r.Eier))
	if err != nil {
		return i, fmt.Errorf("open a request: %w", err)
	}
	if json.Unmarshal(raw, &i) != nil {
		return i, errors.New("a request cannot be read") // the error of json would quote it
	}
	return i, nil
}

// AADForesporsel ties a request to its row and its owner: moved to another, it does not open.
func AADForesporsel(id uuid.UUID, eier []byte) []byte {
	return vault.Context("innsynsforesporsel", id.String(), hex.EncodeToString(eier))
}

// Protokoll is a kommune's protokollkonto that may be sent to now.
type Protokoll struct {
	Mottaker Mottaker // whose chain
	Konto    uuid.UUID
	Nokkel   Nokkel
}

// FinnProtokoll finds the protokollkonto of a kommune, or nil: it has none. Error: [ErrIngenTilgang] when it has one that is
// not of this protocol's other part, does not take messages from ours, has not granted access, or has no key.
func (s *Service) FinnProtokoll(ctx context.Context, kommunenummer string) (*Protokoll, error) {
	ctx = somHovedbok(ctx) // who receives is no secret of hers
	r, err := s.DB.Client().Protokollkonto.Query().Where(protokollkonto.Kommunenummer(kommunenummer), protokollkonto.Aktiv(true)).
		WithBydel(func(q *db.BydelQuery) { q.WithKommune() }).WithNokkel().Only(ctx)
	switch {
	case db.IsNotFound(err):
		return nil, nil
	case err != nil:
		return nil, fmt.Errorf("look for a protokollkonto: %w", err)
	case !tillater(r):
		return nil, errors.Join(ErrIngenTilgang, s.protokollalarm(ctx, r, alarm.SlagIngenTilgang))
	}
	k, mangel, err := s.protokollnokkel(ctx, r)
	if err != nil {
		return nil, err
	}
	if k == nil {
		return nil, errors.Join(ErrIngenTilgang, s.protokollalarm(ctx, r, mangel))
	}
	return &Protokoll{Mottaker: ToMottaker(r.Edges.Bydel), Konto: r.Konto, Nokkel: *k}, nil
}

// tillater is Fiks protokoll's rule: it is another part than we are, our part is among those it takes messages from, and it
// has granted our system access.
func tillater(r *db.Protokollkonto) bool {
	return r.Aktiv && r.Tilgang && r.Part != "" && r.Part != Protokollpart && slices.Contains(r.StottedeParter, Protokollpart)
}

// protokollnokkel is the key the account has now: the katalog's, where it answers.
func (s *Service) protokollnokkel(ctx context.Context, r *db.Protokollkonto) (*Nokkel, alarm.Slag, error) {
	rad := r.Edges.Nokkel
	if s.Katalog != nil {
		cert, _, err := s.Katalog.Nokkel(ctx, r.Konto)
		switch {
		case errors.Is(err, fiksio.ErrIngenNokkel):
			return nil, alarm.SlagNokkelMangler, nil
		case errors.Is(err, fiksio.ErrUgyldigNokkel):
			return nil, alarm.SlagNokkelUtlopt, nil
		case err != nil:
			s.Log.Warn("the katalog does not answer; the stored key is used", "kommunenummer", r.Kommunenummer, "err", err)
		case seal.CheckNokkel(cert, sanntid()) != nil:
			return nil, mangelAv(seal.CheckNokkel(cert, sanntid())), nil //nolint:nilerr // what is wrong with it is the answer
		case !bytes.Equal(cert.Raw, rad.Sertifikat):
			err = s.DB.Tx(ctx, func(tx *ent.Tx) error {
				c := tx.Client()
				ny, err := c.Nokkel.Create().SetBydelID(r.BydelID).SetFormal(nokkel.FormalProtokoll).SetSertifikat(cert.Raw).
					SetTommelavtrykk(Tommelavtrykk(cert)).SetGyldigFra(cert.NotBefore).SetGyldigTil(cert.NotAfter).SetTattIBruk(sanntid()).Save(ctx)
				if err != nil {
					return fmt.Errorf("store the key of a protokollkonto: %w", err)
				}
				rad = ny
				return c.Protokollkonto.UpdateOneID(r.ID).SetNokkelID(ny.ID).Exec(ctx)
			})
			if err != nil {
				return nil, "", err
			}
		}
	}
	n, lack := velgNokkel([]*db.Nokkel{rad}, nokkel.FormalProtokoll)
	if lack != nil {
		return nil, lack.Slag, nil
	}
	return n, "", nil
}

// protokollalarm tells the operator once, until she has dealt with it.
func (s *Service) protokollalarm(ctx context.Context, r *db.Protokollkonto, slag alarm.Slag) error {
	c := s.DB.Client().Alarm
	detalj := "PROTOKOLL " + r.Kommunenummer
	raised, err := c.Query().Where(alarm.SlagEQ(slag), alarm.Detalj(detalj), alarm.BehandletIsNil()).Exist(ctx)
	if err == nil && !raised {
		err = c.Create().SetSlag(slag).SetBydelID(r.BydelID).SetDetalj(detalj).SetTidspunkt(s.Klokke()).Exec(ctx)
		s.Log.Error("nothing may be sent to a protokollkonto", "alarm", string(slag), "kommunenummer", r.Kommunenummer)
	}
	if err != nil {
		return fmt.Errorf("raise an alarm: %w", err)
	}
	return nil
}

// PackForesporsel seals a request to the account's key, in a signed container. The parcel and the way belong together in [Ny].
func (s *Service) PackForesporsel(p *Protokoll, i Foresporselinnhold) (Forseglet, Vei, error) {
	raw, err := i.JSON()
	if err != nil {
		return Forseglet{}, Vei{}, err
	}
	defer clear(raw)
	var container bytes.Buffer
	defer func() { clear(container.Bytes()) }()
	fil := seal.File{Name: ForesporselName, MimeType: "application/json", Body: bytes.NewReader(raw)}
	if err := seal.WriteContainer(&container, s.Signer, fil); err != nil {
		return Forseglet{}, Vei{}, fmt.Errorf("make the container: %w", err)
	}
	f, err := forsegl(p.Nokkel, container.Bytes())
	return f, Vei{Kanal: leveranse.KanalFiksio, Konto: &p.Konto}, err
}

// foresporselmelding is a request as it goes over Fiks IO. Whether the account still takes it is asked again: access may have
// been taken back meanwhile.
func (k Fiksio) foresporselmelding(ctx context.Context, l *db.Leveranse) (fiksio.Melding, error) {
	var none fiksio.Melding
	forfall, finnes := fristAv(l.Edges.Forsendelse, sisteForesporselfrist)
	if !finnes {
		return none, errors.New("a request without its deadline")
	}
	if err := sjekkPakke(l, l.Edges.Pakke); err != nil {
		return none, err
	}
	r, err := k.DB.Client().Protokollkonto.Query().Where(protokollkonto.Konto(*l.Konto), // what another kommune says of it is its own matter
		protokollkonto.HasBydelWith(bydel.HasKommuneWith(kommune.HasBydelerWith(bydel.ID(l.Edges.Forsendelse.BydelID))))).First(ctx)
	if err != nil && !db.IsNotFound(err) {
		return none, fmt.Errorf("look for a protokollkonto: %w", err)
	}
	if err != nil || !tillater(r) {
		return none, AvvistError{"INGEN_TILGANG"}
	}
	ttl := min(forfall.Sub(k.Klokke()), foresporselTTL).Truncate(time.Millisecond)
	if ttl < fiksio.MinTTL {
		return none, ErrForSent
	}
	return fiksio.Melding{
		MottakerKontoID: *l.Konto, Type: fiksio.TypeForesporselSend, TTL: ttl, KlientMeldingID: l.ID,
		KlientKorrelasjonsID: l.ForsendelseID.String(), Data: *l.Edges.Pakke.Innhold,
	}, nil
}
