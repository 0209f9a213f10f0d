package forvaltning

import (
	"cmp"
	"context"
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
	"barnevernportalen/ent/db/predicate"
	"barnevernportalen/ent/db/tilgangshendelse"
)

// Mottaksoppsett is a receiver as its administrators see it.
type Mottaksoppsett struct {
	Kommunenummer, Kommunenavn string
	Bydelsnummer, Bydelsnavn   string
	Versjon                    int // counts the changes
	Aktiv, StandardMottaker    bool
	Kanal                      bydel.Kanal
	StottetVersjon             bydel.StottetVersjon
	GirBevis                   bool
	FiksioKonto                *uuid.UUID
	Brevadresse                *delivery.Postadresse // nil: none
	Kontakter                  delivery.Kontakter
	AvtaleInngatt              *time.Time
	Nokler                     []Nokkelstatus  // in use; the print supplier's too
	Nokkelforslag              []Nokkelforslag // that wait
	Mangler                    []Feil          // before it can be active
}

// Mottakskonfigurasjon reads one receiver, or ent.ErrIkkeFunnet.
func (s *Service) Mottakskonfigurasjon(ctx context.Context, kommunenummer, bydelsnummer string) (*Mottaksoppsett, error) {
	if _, err := administrator(ctx, kommunenummer); err != nil {
		return nil, err
	}
	alle, err := s.oppsett(ctx, bydel.KommuneID(kommunenummer), bydel.Bydelsnummer(bydelsnummer))
	if err != nil {
		return nil, err
	}
	if len(alle) == 0 {
		return nil, ent.ErrIkkeFunnet
	}
	return &alle[0], nil
}

// oppsett reads receivers whole, by kommune and bydel. Bydeler are public, so who asks must have been let in before.
func (s *Service) oppsett(ctx context.Context, hvilke ...predicate.Bydel) ([]Mottaksoppsett, error) {
	c := s.DB.Client()
	rader, err := c.Bydel.Query().Where(hvilke...).WithKommune().
		WithNokler(func(q *db.NokkelQuery) { q.Where(nokkel.ErstattetIsNil()) }).
		WithNokkelforslag(func(q *db.NokkelforslagQuery) { q.Where(nokkelforslag.AvgjortIsNil()) }).
		Order(bydel.ByKommuneID(), bydel.ByBydelsnummer()).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("read receivers: %w", err)
	}
	felles, err := c.Nokkel.Query().Where(nokkel.BydelIDIsNil(), nokkel.FormalEQ(nokkel.FormalPrint), nokkel.ErstattetIsNil()).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("read the print key: %w", err)
	}
	var kommuner []string
	var forslag []uuid.UUID
	for _, r := range rader {
		kommuner = append(kommuner, r.KommuneID)
		for _, f := range r.Edges.Nokkelforslag {
			forslag = append(forslag, f.ID)
		}
	}
	standard, err := c.Bydel.Query().Where(bydel.KommuneIDIn(kommuner...), bydel.StandardMottaker(true), bydel.Aktiv(true)).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("read who receives for whole kommuner: %w", err)
	}
	navn, err := s.navnPa(ctx, c, forslag, tilgangshendelse.SlagNokkelForeslatt)
	if err != nil {
		return nil, err
	}
	ut := make([]Mottaksoppsett, 0, len(rader))
	for _, r := range rader {
		m, err := s.toOppsett(ctx, r, felles, navn)
		if err != nil {
			return nil, err
		}
		nokler := slices.Concat(r.Edges.Nokler, felles)
		harStandard := slices.ContainsFunc(standard, func(b *db.Bydel) bool { return b.KommuneID == r.KommuneID })
		m.Mangler = mangler(r, nokler, harStandard)
		ut = append(ut, m)
	}
	return ut, nil
}

func (s *Service) toOppsett(ctx context.Context, r *db.Bydel, felles []*db.Nokkel, navn map[hendelsesnokkel]string) (Mottaksoppsett, error) {
	m := delivery.ToMottaker(r)
	ut := Mottaksoppsett{
		Kommunenummer: m.Kommunenummer, Kommunenavn: m.Kommunenavn, Bydelsnummer: m.Bydelsnummer, Bydelsnavn: m.Bydelsnavn,
		Versjon: r.Versjon, Aktiv: m.Aktiv, StandardMottaker: m.StandardMottaker, Kanal: m.Kanal, StottetVersjon: m.StottetVersjon,
		GirBevis: m.GirBevis, FiksioKonto: m.FiksioKonto, AvtaleInngatt: r.AvtaleInngatt, Nokkelforslag: []Nokkelforslag{},
	}
	if !m.Postadresse.Tom() {
		ut.Brevadresse = &m.Postadresse
	}
	var err error
	if ut.Kontakter, err = s.kontakter(r); err != nil {
		return ut, err
	}
	if ut.Nokler, err = nokkelstatuser(r.Edges.Nokler, felles); err != nil {
		return ut, err
	}
	for i := range ut.Nokler {
		if ut.Nokler[i].bydelID == r.ID {
			ut.Nokler[i].Kommunenummer, ut.Nokler[i].Bydelsnummer = &ut.Kommunenummer, &ut.Bydelsnummer
		}
	}
	for _, f := range r.Edges.Nokkelforslag {
		f.Edges.Bydel = r
		forslag, err := toForslag(ctx, f, navn)
		if err != nil {
			return ut, err
		}
		ut.Nokkelforslag = append(ut.Nokkelforslag, forslag)
	}
	return ut, nil
}

func (s *Service) kontakter(r *db.Bydel) (delivery.Kontakter, error) {
	k := delivery.Kontakter{}
	if s.Vault != nil {
		var err error
		if k, err = delivery.LesKontakter(s.Vault, r); err != nil {
			return k, err
		}
	}
	for _, l := range []*[]string{&k.Kontakt, &k.Leder, &k.Varsel} {
		if *l == nil {
			*l = []string{}
		}
	}
	return k, nil
}

// mangler is all that keeps a receiver from being active: an agreement, an address, the account its channel needs, a print
// key and a reception key that may be sealed to, and somebody who receives for the whole kommune.
func mangler(b *db.Bydel, nokler []*db.Nokkel, harStandard bool) []Feil {
	ut := []Feil{}
	for _, k := range []struct {
		er   bool
		feil Feil
	}{
		{b.AvtaleInngatt == nil, feil(FeilAvtaleMangler)},
		{b.AdresseNavn == "", feil(FeilAdresseMangler, "brevadresse")},
		{b.Kanal == bydel.KanalFiksio && b.FiksioKonto == nil, feil(FeilKontoMangler, "fiksioKonto")},
		{!harGyldig(nokler, nokkel.FormalPrint), feil(FeilPrintnokkel)},
		{!harGyldig(nokler, delivery.Mottaksnokkel(b.Kanal)), feil(FeilMottaksnokkel, "kanal")},
		{!b.StandardMottaker && !harStandard, feil(FeilStandardMangler, "standardMottaker")},
	} {
		if k.er {
			ut = append(ut, k.feil)
		}
	}
	return ut
}

// harGyldig: there is a key of the kind that may be sealed to now.
func harGyldig(nokler []*db.Nokkel, formal nokkel.Formal) bool {
	naa := time.Now()
	return slices.ContainsFunc(nokler, func(n *db.Nokkel) bool {
		if n.Formal != formal || n.Erstattet != nil || naa.Before(n.GyldigFra) || naa.After(n.GyldigTil) {
			return false
		}
		cert, err := lesDER(n.Sertifikat)
		return err == nil && seal.CheckNokkel(cert, cert.NotBefore) == nil // strong enough; its time is the row's
	})
}

// nokkelstatuser shows keys in use, the one that runs out first before the others.
func nokkelstatuser(lister ...[]*db.Nokkel) ([]Nokkelstatus, error) {
	ut := []Nokkelstatus{}
	for _, r := range slices.Concat(lister...) {
		n, err := toNokkelstatus(r)
		if err != nil {
			return nil, err
		}
		ut = append(ut, n)
	}
	slices.SortStableFunc(ut, func(a, b Nokkelstatus) int {
		return cmp.Or(a.GyldigTil.Compare(b.GyldigTil), cmp.Compare(a.Tommelavtrykk, b.Tommelavtrykk))
	})
	return ut, nil
}
