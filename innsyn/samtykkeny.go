package innsyn

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/google/uuid"

	"barnevernportalen/ent"
	"barnevernportalen/ent/db"
	"barnevernportalen/ent/db/samtykkehendelse"
	"barnevernportalen/ent/viewer"
)

// How much a consent may hold: limits of ours, in characters and persons. None are published.
const (
	maksSamtykkeparter = 20
	maksNavn           = 400
	maksLenke          = 2000
	maksBegrunnelse    = 4000
)

// NyttSamtykke is a consent to ask for.
type NyttSamtykke struct {
	Kommunenummer string
	Navn          string
	Personer      []NyPart // 1 to 20, none twice
	Mappe         Samtykkemappe
	Akseptfrist   Dato
	SluttDato     *Dato
	Dokument      *Samtykkefil
	Saksbehandler Saksbehandler
}

// NyPart is one to be asked.
type NyPart struct {
	Fodselsnummer, Navn string
	HarTilgang          bool
}

// OpprettSamtykke asks for a consent, and returns its id: it is random, and asked for again there are two. The dates are not
// checked, as [Service.EndreSamtykke] says. Errors: [ErrIkkeSamtykke].
func (s *Service) OpprettSamtykke(ctx context.Context, n NyttSamtykke) (uuid.UUID, []Feil, error) {
	v, ok := viewer.From(ctx).(viewer.Fagsystem)
	if !ok || !v.Har(viewer.RettSamtykke, n.Kommunenummer) {
		return uuid.Nil, nil, ErrIkkeSamtykke
	}
	if feil := n.sjekk(); len(feil) > 0 {
		return uuid.Nil, feil, nil
	}

	// Sealed, each row for itself. After this only ciphertext and columns.
	id := uuid.New()
	rad, err := s.forseglJSON(samtykkeJSON{n.Navn, n.Mappe, n.Dokument}, aadSamtykke(id))
	if err != nil {
		return uuid.Nil, nil, err
	}
	type part struct {
		id            uuid.UUID
		eier, innhold []byte
	}
	var parter []part
	for i, p := range n.Personer {
		ny := part{id: uuid.New(), eier: s.Person(p.Fodselsnummer).ID}
		innhold := partJSON{Fodselsnummer: p.Fodselsnummer, Navn: p.Navn, Andre: []string{}}
		for j, annen := range n.Personer {
			if i != j {
				innhold.Andre = append(innhold.Andre, annen.Navn)
			}
		}
		if ny.innhold, err = s.forseglJSON(innhold, aadPart(ny.id, ny.eier)); err != nil {
			return uuid.Nil, nil, err
		}
		parter = append(parter, ny)
	}

	err = s.DB.Tx(ctx, func(tx *ent.Tx) error {
		r, err := tx.Client().Samtykke.Create().SetID(id).SetKommunenummer(n.Kommunenummer).SetAkseptfrist(n.Akseptfrist.lagret()).
			SetNillableSluttDato(sluttKolonne(n.SluttDato)).SetHendelser(0).SetOpprettet(s.naa()).SetInnhold(rad).Save(ctx)
		if err != nil {
			return fmt.Errorf("store a consent: %w", err)
		}
		bygg := make([]*db.SamtykkepartCreate, 0, len(parter))
		for i, p := range parter {
			bygg = append(bygg, tx.Client().Samtykkepart.Create().SetID(p.id).SetSamtykkeID(id).SetKommunenummer(n.Kommunenummer).SetNr(i).
				SetEier(p.eier).SetHarTilgang(n.Personer[i].HarTilgang).SetSvar(SvarVenter).SetInnhold(p.innhold))
		}
		if err := tx.Client().Samtykkepart.CreateBulk(bygg...).Exec(ctx); err != nil {
			return fmt.Errorf("store the parties of a consent: %w", err)
		}
		return s.skrivLinje(ctx, tx, r, samtykkelinje{typ: samtykkehendelse.TypeOpprettet, aktor: samtykkehendelse.AktorFagsystem, maskin: &v.IntegrasjonID,
			forklart: hendelseJSON{Saksbehandler: &n.Saksbehandler, Akseptfrist: &n.Akseptfrist, SluttDato: n.SluttDato}})
	})
	if err != nil {
		return uuid.Nil, nil, err
	}
	return id, nil, nil
}

// sjekk finds all that is wrong, by the paths of the contract's input.
func (n NyttSamtykke) sjekk() []Feil {
	var f funn
	f.lengde([]string{"navn"}, n.Navn, 1, maksNavn)
	personer := []string{"personer"}
	switch {
	case len(n.Personer) == 0:
		f.feil(personer, FeilMangler)
	case len(n.Personer) > maksSamtykkeparter:
		f.feil(personer, FeilForMange)
	default:
		sett := map[string]bool{}
		for i, p := range n.Personer {
			sti := under(personer, strconv.Itoa(i))
			switch {
			case !ellevesifre.MatchString(p.Fodselsnummer):
				f.feil(under(sti, "fodselsnummer"), FeilUgyldigFormat)
			case sett[p.Fodselsnummer]:
				f.feil(under(sti, "fodselsnummer"), FeilForMange)
			}
			sett[p.Fodselsnummer] = true
			f.lengde(under(sti, "navn"), p.Navn, 1, maksNavn)
		}
	}
	for navn, v := range map[string]*string{"mappeId": n.Mappe.MappeID, "systemId": n.Mappe.SystemID} {
		if v != nil {
			f.lengde([]string{"mappe", navn}, *v, 0, maksNavn)
		}
	}
	if d := n.Dokument; d != nil {
		f.lengde([]string{"dokument", "filnavn"}, d.Filnavn, 1, maksNavn)
		f.lengde([]string{"dokument", "mimeType"}, d.MimeType, 1, maksNavn)
		f.lengde([]string{"dokument", "tittel"}, d.Tittel, 1, maksNavn)
		f.lengde([]string{"dokument", "lenke"}, d.Lenke, 1, maksLenke)
	}
	f.saksbehandler(&n.Saksbehandler)
	return f.alle
}

// lengde: between minst and maks characters; one at least must not be a space.
func (f *funn) lengde(sti []string, tekst string, minst, maks int) {
	switch n := utf8.RuneCountInString(tekst); {
	case minst > 0 && strings.TrimSpace(tekst) == "":
		f.feil(sti, FeilMangler)
	case n > maks:
		f.feil(sti, FeilForStor)
	case strings.ContainsRune(tekst, 0):
		f.feil(sti, FeilUgyldigFormat)
	}
}

func (f *funn) saksbehandler(av *Saksbehandler) {
	if av != nil {
		f.lengde([]string{"saksbehandler", "saksbehandlerId"}, av.SaksbehandlerID, 1, maksNavn)
		f.lengde([]string{"saksbehandler", "fagsystem"}, av.Fagsystem, 1, maksNavn)
	}
}
