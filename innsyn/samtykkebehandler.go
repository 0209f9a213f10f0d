package innsyn

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"barnevernportalen/ent"
	"barnevernportalen/ent/db"
	"barnevernportalen/ent/db/samtykke"
	"barnevernportalen/ent/db/samtykkehendelse"
	"barnevernportalen/ent/db/samtykkepart"
)

// Samtykkeutfall is what became of an act of a caseworker's: the consent as it stands, what was wrong with the question, or
// why it was not done. Asked for what is so already, nothing is written.
type Samtykkeutfall struct {
	Samtykke *Fagsamtykke // nil with Feil
	Feil     []Feil
	Hindring *Samtykkehindring
}

// EndreSamtykke moves the dates. They are held neither against each other nor against today: consents of long ago must be
// registrable. Without sluttDato the last day stays as it is: forgetting it must not make a consent endless.
func (s *Service) EndreSamtykke(ctx context.Context, id uuid.UUID, akseptfrist Dato, sluttDato *Dato, av Saksbehandler) (*Samtykkeutfall, error) {
	return s.handle(ctx, id, &av, func(tx *ent.Tx, rad *db.Samtykke, l *samtykkelinje) (Samtykkehindring, error) {
		t := tiderAv(rad)
		slutt := t.SluttDato
		if sluttDato != nil {
			slutt = sluttDato
		}
		ny := sluttKolonne(slutt)
		switch {
		case t.Invalidert:
			return HindringInvalidert, nil
		case akseptfrist == t.Akseptfrist && likeDatoer(lagretDato(ny), t.SluttDato):
			return "", nil
		}
		u := tx.Client().Samtykke.Update().Where(samtykke.ID(id)).SetAkseptfrist(akseptfrist.lagret())
		if ny == nil {
			u.ClearSluttDato()
		} else {
			u.SetSluttDato(*ny)
		}
		if err := u.Exec(ctx); err != nil {
			return "", fmt.Errorf("write the dates of a consent: %w", err)
		}
		rad.Akseptfrist, rad.SluttDato = akseptfrist.lagret(), ny
		l.typ, l.forklart.Akseptfrist, l.forklart.SluttDato = samtykkehendelse.TypeRedigert, &akseptfrist, lagretDato(ny)
		return "", nil
	})
}

// InvaliderSamtykke ends a consent for good.
func (s *Service) InvaliderSamtykke(ctx context.Context, id uuid.UUID, begrunnelse string, av Saksbehandler) (*Samtykkeutfall, error) {
	var f funn
	f.lengde([]string{"begrunnelse"}, begrunnelse, 0, maksBegrunnelse)
	if len(f.alle) > 0 {
		return &Samtykkeutfall{Feil: f.alle}, nil
	}
	return s.handle(ctx, id, &av, func(tx *ent.Tx, rad *db.Samtykke, l *samtykkelinje) (Samtykkehindring, error) {
		if rad.Invalidert != nil {
			return "", nil
		}
		naa := s.naa()
		if err := tx.Client().Samtykke.Update().Where(samtykke.ID(id)).SetInvalidert(naa).Exec(ctx); err != nil {
			return "", fmt.Errorf("invalidate a consent: %w", err)
		}
		rad.Invalidert = &naa
		l.typ, l.forklart.Begrunnelse = samtykkehendelse.TypeSattUtgaattAvBehandler, begrunnelse
		return "", nil
	})
}

// OppdaterSamtykkeForPart writes down what a party has answered elsewhere, on the day she did (nil: today).
func (s *Service) OppdaterSamtykkeForPart(ctx context.Context, id uuid.UUID, fodselsnummer string, til Svar, dato *Dato, av Saksbehandler) (*Samtykkeutfall, error) {
	return s.handleForPart(ctx, id, fodselsnummer, &av, func(tx *ent.Tx, rad *db.Samtykke, part *db.Samtykkepart, l *samtykkelinje) (Samtykkehindring, error) {
		naa := s.naa()
		endres, hindring := provSvar(false, part.Svar, til, tiderAv(rad), naa)
		if !endres {
			return hindring, nil
		}
		if dato == nil {
			idag := DatoVed(naa)
			dato = &idag
		}
		if err := settSvar(ctx, tx, part, til, *dato); err != nil {
			return "", err
		}
		l.typ, l.til, l.forklart.SvarDato = samtykkehendelse.TypeOppdatertPaaVegneAvPart, &til, dato
		return "", nil
	})
}

// EndreTilgangForPart says whether a party uses the citizens' services. Without access the consent is not there for her, at
// once. It is no change of the consent, and goes also when that is invalidated: taking access away may protect somebody.
func (s *Service) EndreTilgangForPart(ctx context.Context, id uuid.UUID, fodselsnummer string, tilgang bool) (*Samtykkeutfall, error) {
	return s.handleForPart(ctx, id, fodselsnummer, nil, func(tx *ent.Tx, _ *db.Samtykke, part *db.Samtykkepart, l *samtykkelinje) (Samtykkehindring, error) {
		if part.HarTilgang == tilgang {
			return "", nil
		}
		if err := tx.Client().Samtykkepart.Update().Where(samtykkepart.ID(part.ID)).SetHarTilgang(tilgang).Exec(ctx); err != nil {
			return "", fmt.Errorf("write a party's access: %w", err)
		}
		l.typ, l.forklart.Tilgang = samtykkehendelse.TypeRedigert, &tilgang
		return "", nil
	})
}

// handle is an act of a caseworker's, under the consent's lock: gjor changes rows, and the line if it has changed any.
func (s *Service) handle(ctx context.Context, id uuid.UUID, av *Saksbehandler, gjor func(*ent.Tx, *db.Samtykke, *samtykkelinje) (Samtykkehindring, error)) (*Samtykkeutfall, error) {
	v, err := samtykkemaskin(ctx)
	if err != nil {
		return nil, err
	}
	var f funn
	f.saksbehandler(av)
	if len(f.alle) > 0 {
		return &Samtykkeutfall{Feil: f.alle}, nil
	}
	ut := &Samtykkeutfall{}
	err = s.DB.Tx(ctx, func(tx *ent.Tx) error {
		rad, err := laasSamtykke(ctx, tx, id)
		if err != nil {
			return err
		}
		l := samtykkelinje{aktor: samtykkehendelse.AktorFagsystem, maskin: &v.IntegrasjonID, forklart: hendelseJSON{Saksbehandler: av}}
		hindring, err := gjor(tx, rad, &l)
		if err != nil {
			return err
		}
		if hindring != "" {
			ut.Hindring = &hindring
		}
		if l.typ != "" {
			if err := s.skrivLinje(ctx, tx, rad, l); err != nil {
				return err
			}
		}
		ut.Samtykke, err = s.visFag(ctx, tx, rad)
		return err
	})
	return ut, err
}

func (s *Service) handleForPart(ctx context.Context, id uuid.UUID, fodselsnummer string, av *Saksbehandler,
	gjor func(*ent.Tx, *db.Samtykke, *db.Samtykkepart, *samtykkelinje) (Samtykkehindring, error),
) (*Samtykkeutfall, error) {
	ukjent := false
	ut, err := s.handle(ctx, id, av, func(tx *ent.Tx, rad *db.Samtykke, l *samtykkelinje) (Samtykkehindring, error) {
		part, err := tx.Client().Samtykkepart.Query().Where(samtykkepart.SamtykkeID(id), samtykkepart.EierIn(s.Person(fodselsnummer).IDer()...)).Only(ctx)
		if db.IsNotFound(err) {
			ukjent = true
			return "", nil
		}
		if err != nil {
			return "", fmt.Errorf("read a party of a consent: %w", err)
		}
		hindring, err := gjor(tx, rad, part, l)
		l.part = part
		return hindring, err
	})
	if err == nil && ukjent {
		var f funn
		f.feil([]string{"fodselsnummer"}, FeilUkjentVerdi)
		return &Samtykkeutfall{Feil: f.alle}, nil
	}
	return ut, err
}

func likeDatoer(a, b *Dato) bool { return a == nil && b == nil || a != nil && b != nil && *a == *b }
