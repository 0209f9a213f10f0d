package forvaltning

import (
	"context"
	"crypto/x509"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/delivery"
	"barnevernportalen/delivery/seal"
	"barnevernportalen/ent"
	"barnevernportalen/ent/db"
	"barnevernportalen/ent/db/bydel"
	"barnevernportalen/ent/db/nokkel"
	"barnevernportalen/ent/db/nokkelforslag"
	"barnevernportalen/ent/db/tilgangshendelse"
	"barnevernportalen/ent/viewer"
)

// A key is changed by two persons. One proposes it; nothing is sealed to it, and the one in use stays so. Another, who has
// compared the thumbprint with the receiver's own, signs it: from that commit on it is the one, and those before it are
// replaced. Whoever could do both alone could read every report from then on. The database holds the rule as well.

// felles is the omfang of a key that is shared by all.
const felles = "felles"

// egenlevetid is how long a key that is made here is valid.
const egenlevetid = 2 * 365 * 24 * time.Hour

// Nokkelforslag is a proposed key, as administrators see it.
type Nokkelforslag struct {
	ID                          uuid.UUID
	Formal                      nokkel.Formal
	Kommunenummer, Bydelsnummer *string // nil: shared by all
	Tommelavtrykk               string  // SHA-256, hexadecimal
	Sertifikat                  string  // PEM
	Subjekt, Utsteder           string
	Serienummer                 string
	GyldigFra, GyldigTil        time.Time
	Foreslatt                   time.Time
	ForeslattAv                 string
	AvMeg                       bool
	Avgjort                     *time.Time
	Utfall                      *nokkelforslag.Utfall
	AvgjortAv                   *string
	Oppdrag                     *Nokkeloppdrag // nil: the key alone
}

// NyNokkel is a key to be proposed.
type NyNokkel struct {
	Formal                      nokkel.Formal
	Kommunenummer, Bydelsnummer *string
	Sertifikat                  *string // PEM; nil of MANUELL
}

// Forslagsutfall is a proposal as it stands, or why there is none.
type Forslagsutfall struct {
	Forslag *Nokkelforslag
	Feil    []Feil
}

// forslag is a key on its way to be proposed.
type forslag struct {
	omfang  string
	bydel   *db.Bydel // nil: shared
	formal  nokkel.Formal
	cert    *x509.Certificate
	oppdrag string
}

// ForeslaNokkel proposes a key. Errors: ent.ErrIkkeFunnet.
func (s *Service) ForeslaNokkel(ctx context.Context, n NyNokkel) (Forslagsutfall, error) {
	delt := n.Formal == nokkel.FormalPrint || n.Formal == nokkel.FormalSvarut
	kommune := ""
	if n.Kommunenummer != nil {
		kommune = *n.Kommunenummer
	}
	if _, err := administrator(ctx, kommune); err != nil {
		return Forslagsutfall{}, err
	}
	if alle := n.sjekk(delt); len(alle) > 0 {
		return Forslagsutfall{Feil: alle}, nil
	}
	f := forslag{omfang: felles, formal: n.Formal}
	if !delt {
		b, err := s.DB.Client().Bydel.Query().Where(bydel.KommuneID(kommune), bydel.Bydelsnummer(*n.Bydelsnummer)).Only(ctx)
		if db.IsNotFound(err) {
			return Forslagsutfall{}, ent.ErrIkkeFunnet
		}
		if err != nil {
			return Forslagsutfall{}, fmt.Errorf("read a receiver: %w", err)
		}
		f.bydel, f.omfang = b, b.ID.String()
	}
	var alle []Feil
	if n.Formal == nokkel.FormalManuell {
		var err error
		if f.cert, alle, err = s.egenNokkel(ctx, f); err != nil {
			return Forslagsutfall{}, err
		}
	} else {
		f.cert, alle = lesSertifikat(*n.Sertifikat)
	}
	if len(alle) > 0 {
		return Forslagsutfall{Feil: alle}, nil
	}
	return s.foresla(ctx, f)
}

func (n NyNokkel) sjekk(delt bool) []Feil {
	var s sjekk
	egen := n.Formal == nokkel.FormalManuell
	switch {
	case !delt && !egen && n.Formal != nokkel.FormalFagsystem:
		s.legg(FeilUgyldigFormat, "formal")
	case delt && (n.Kommunenummer != nil || n.Bydelsnummer != nil):
		s.legg(FeilUgyldigFormat, "kommunenummer")
	case !delt && n.Kommunenummer == nil:
		s.legg(FeilMangler, "kommunenummer")
	case !delt && n.Bydelsnummer == nil:
		s.legg(FeilMangler, "bydelsnummer")
	}
	switch {
	case n.Sertifikat != nil && erPrivat(*n.Sertifikat):
		s.legg(FeilPrivatNokkel, "sertifikat")
	case egen && n.Sertifikat != nil:
		s.legg(FeilUgyldigFormat, "sertifikat")
	case !egen && n.Sertifikat == nil:
		s.legg(FeilMangler, "sertifikat")
	}
	return s.feil
}

// egenNokkel makes the key pair of a receiver's manual reception, unless a proposal waits already.
func (s *Service) egenNokkel(ctx context.Context, f forslag) (*x509.Certificate, []Feil, error) {
	venter, err := s.DB.Client().Nokkelforslag.Query().Where(nokkelforslag.Omfang(f.omfang), nokkelforslag.FormalEQ(nokkelforslag.Formal(f.formal)),
		nokkelforslag.AvgjortIsNil()).Exist(ctx)
	if err != nil {
		return nil, nil, fmt.Errorf("look for a proposal: %w", err)
	}
	if venter {
		return nil, []Feil{feil(FeilForslagVenter, "formal")}, nil
	}
	naa := time.Now()
	k, err := s.Mappe.Lag(f.formal, f.bydel.Navn+", manuelt mottak", naa.Add(-time.Minute), naa.Add(egenlevetid))
	if err != nil {
		return nil, nil, err
	}
	return k.Cert, nil, nil
}

// foresla stores a proposal.
func (s *Service) foresla(ctx context.Context, f forslag) (Forslagsutfall, error) {
	v, ok := viewer.From(ctx).(viewer.Admin)
	if !ok {
		return Forslagsutfall{}, ent.ErrIkkeFunnet
	}
	id, thumb := uuid.New(), delivery.Tommelavtrykk(f.cert)
	hvor := viewer.Bydel{}
	if f.bydel != nil {
		hvor = viewer.Bydel{Kommunenummer: f.bydel.KommuneID, Bydelsnummer: f.bydel.Bydelsnummer}
	}
	err := s.DB.Tx(ctx, func(tx *ent.Tx) error {
		c := tx.Client()
		iBruk := c.Nokkel.Query().Where(nokkel.Tommelavtrykk(thumb), nokkel.FormalEQ(f.formal), nokkel.ErstattetIsNil())
		ny := c.Nokkelforslag.Create().SetID(id).SetOmfang(f.omfang).SetFormal(nokkelforslag.Formal(f.formal)).SetSertifikat(f.cert.Raw).
			SetTommelavtrykk(thumb).SetGyldigFra(f.cert.NotBefore).SetGyldigTil(f.cert.NotAfter).SetForeslatt(s.Klokke()).SetForeslattAv(v.ID).
			SetOppdrag(f.oppdrag)
		if f.bydel != nil {
			iBruk.Where(nokkel.BydelID(f.bydel.ID))
			ny.SetBydelID(f.bydel.ID)
		} else {
			iBruk.Where(nokkel.BydelIDIsNil())
		}
		if f.oppdrag == "" { // with a system or an account the same key may be meant
			there, err := iBruk.Exist(ctx)
			if err != nil {
				return fmt.Errorf("look for a key: %w", err)
			}
			if there {
				return nei{feil(FeilNokkelIBruk, "sertifikat")}
			}
		}
		if err := ny.Exec(ctx); err != nil {
			return fmt.Errorf("store a proposal: %w", err)
		}
		return s.loggfor(ctx, tx, endring{slag: tilgangshendelse.SlagNokkelForeslatt, bydel: hvor, om: id, detalj: string(f.formal) + " " + thumb})
	})
	if db.IsConstraintError(err) {
		err = nei{feil(FeilForslagVenter, "formal")}
	}
	alle, err := avslag(err)
	if err != nil || len(alle) > 0 {
		return Forslagsutfall{Feil: alle}, err
	}
	return s.forslagsutfall(ctx, id, nil)
}

func (s *Service) forslagsutfall(ctx context.Context, id uuid.UUID, err error) (Forslagsutfall, error) {
	var ut Forslagsutfall
	if ut.Feil, err = avslag(err); err != nil {
		return ut, err
	}
	alle, err := s.lesForslag(ctx, s.DB.Client().Nokkelforslag.Query().Where(nokkelforslag.ID(id)))
	if err != nil {
		return ut, err
	}
	if len(alle) == 0 {
		return ut, ent.ErrIkkeFunnet
	}
	ut.Forslag = &alle[0]
	return ut, nil
}

// Nokkelforslagene lists proposals, the newest first; with those that are decided, at most 200.
func (s *Service) Nokkelforslagene(ctx context.Context, medAvgjorte bool) ([]Nokkelforslag, error) {
	q := s.DB.Client().Nokkelforslag.Query().Order(db.Desc(nokkelforslag.FieldForeslatt, nokkelforslag.FieldID)).Limit(maksForslag)
	if !medAvgjorte {
		q.Where(nokkelforslag.AvgjortIsNil())
	}
	return s.lesForslag(ctx, q)
}

const maksForslag = 200

func (s *Service) lesForslag(ctx context.Context, q *db.NokkelforslagQuery) ([]Nokkelforslag, error) {
	rader, err := q.WithBydel().All(ctx)
	if err != nil {
		return nil, fmt.Errorf("read proposals: %w", err)
	}
	var ider []uuid.UUID
	for _, r := range rader {
		ider = append(ider, r.ID)
	}
	navn, err := s.navnPa(ctx, s.DB.Client(), ider, tilgangshendelse.SlagNokkelForeslatt, tilgangshendelse.SlagNokkelGodkjent, tilgangshendelse.SlagNokkelAvslatt)
	if err != nil {
		return nil, err
	}
	ut := make([]Nokkelforslag, 0, len(rader))
	for _, r := range rader {
		f, err := toForslag(ctx, r, navn)
		if err != nil {
			return nil, err
		}
		ut = append(ut, f)
	}
	return ut, nil
}

func toForslag(ctx context.Context, r *db.Nokkelforslag, navn map[hendelsesnokkel]string) (Nokkelforslag, error) {
	cert, err := lesDER(r.Sertifikat)
	if err != nil {
		return Nokkelforslag{}, fmt.Errorf("read a proposed certificate: %w", err)
	}
	v, _ := viewer.From(ctx).(viewer.Admin)
	f := Nokkelforslag{
		ID: r.ID, Formal: nokkel.Formal(r.Formal), Tommelavtrykk: r.Tommelavtrykk, Sertifikat: string(seal.EncodeCertificate(cert)),
		Subjekt: cert.Subject.String(), Utsteder: cert.Issuer.String(), Serienummer: cert.SerialNumber.String(),
		GyldigFra: r.GyldigFra, GyldigTil: r.GyldigTil, Foreslatt: r.Foreslatt, AvMeg: erHashAv(v.Person, r.ForeslattAv),
		ForeslattAv: navn[hendelsesnokkel{r.ID, tilgangshendelse.SlagNokkelForeslatt}], Avgjort: r.Avgjort, Utfall: r.Utfall,
	}
	if b := r.Edges.Bydel; b != nil {
		f.Kommunenummer, f.Bydelsnummer = &b.KommuneID, &b.Bydelsnummer
	}
	if r.Utfall != nil {
		slag := tilgangshendelse.SlagNokkelAvslatt
		if *r.Utfall == nokkelforslag.UtfallGodkjent {
			slag = tilgangshendelse.SlagNokkelGodkjent
		}
		av := navn[hendelsesnokkel{r.ID, slag}]
		f.AvgjortAv = &av
	}
	if f.Oppdrag, err = visOppdrag(r.Oppdrag); err != nil {
		return f, err
	}
	return f, nil
}

// erHashAv: one person may stand under two hashes while keys turn.
func erHashAv(p viewer.Person, hash []byte) bool {
	return slices.ContainsFunc(p.IDer(), func(h []byte) bool { return slices.Equal(h, hash) })
}

var errAvgjortImens = errors.New("a proposal was decided by somebody else meanwhile")
