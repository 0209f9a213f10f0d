package forvaltning

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/ent"
	"barnevernportalen/ent/db"
	"barnevernportalen/ent/db/nokkel"
	"barnevernportalen/ent/db/nokkelforslag"
	"barnevernportalen/ent/db/tilgangshendelse"
	"barnevernportalen/ent/viewer"
)

// GodkjennNokkel signs a key that somebody else has proposed, and puts it into use. tommelavtrykk is what the signer has
// compared. Errors: ent.ErrIkkeFunnet.
func (s *Service) GodkjennNokkel(ctx context.Context, id uuid.UUID, tommelavtrykk string) (Forslagsutfall, error) {
	sammenlignet := strings.ToLower(strings.NewReplacer(" ", "", ":", "", "\n", "", "\t", "").Replace(tommelavtrykk))
	err := s.DB.Tx(ctx, func(tx *ent.Tx) error {
		r, v, err := laasForslag(ctx, tx, id)
		if err != nil {
			return err
		}
		switch {
		case erHashAv(v.Person, r.ForeslattAv):
			return nei{feil(FeilSammePerson)}
		case sammenlignet != r.Tommelavtrykk:
			return nei{feil(FeilTommelavtrykk, "tommelavtrykk")}
		}
		cert, err := lesDER(r.Sertifikat)
		if err != nil {
			return fmt.Errorf("read a proposed certificate: %w", err)
		}
		if kode := nokkelfeil(cert, time.Now()); kode != "" { // it may have waited long
			return nei{feil(kode)}
		}
		if err := s.avgjor(ctx, tx, r, v, nokkelforslag.UtfallGodkjent, tilgangshendelse.SlagNokkelGodkjent); err != nil {
			return err
		}
		return s.taIBruk(ctx, tx, r)
	})
	if errors.Is(err, errAvgjortImens) || db.IsConstraintError(err) {
		err = nei{feil(FeilAlleredeAvgjort)}
	}
	return s.forslagsutfall(ctx, id, err)
}

// AvslaNokkel turns a proposal down, or takes one's own back. Errors: ent.ErrIkkeFunnet.
func (s *Service) AvslaNokkel(ctx context.Context, id uuid.UUID) (Forslagsutfall, error) {
	err := s.DB.Tx(ctx, func(tx *ent.Tx) error {
		r, v, err := laasForslag(ctx, tx, id)
		if err != nil {
			return err
		}
		return s.avgjor(ctx, tx, r, v, nokkelforslag.UtfallAvslatt, tilgangshendelse.SlagNokkelAvslatt)
	})
	if errors.Is(err, errAvgjortImens) {
		err = nei{feil(FeilAlleredeAvgjort)}
	}
	return s.forslagsutfall(ctx, id, err)
}

// laasForslag finds a proposal that waits, which nobody else decides meanwhile.
func laasForslag(ctx context.Context, tx *ent.Tx, id uuid.UUID) (*db.Nokkelforslag, viewer.Admin, error) {
	v, ok := viewer.From(ctx).(viewer.Admin)
	if !ok {
		return nil, v, ent.ErrIkkeFunnet
	}
	r, err := tx.Client().Nokkelforslag.Query().Where(nokkelforslag.ID(id)).ForUpdate().Only(ctx)
	switch {
	case db.IsNotFound(err):
		return nil, v, ent.ErrIkkeFunnet
	case err != nil:
		return nil, v, fmt.Errorf("lock a proposal: %w", err)
	case r.Utfall != nil:
		return nil, v, nei{feil(FeilAlleredeAvgjort)}
	}
	return r, v, nil
}

func (s *Service) avgjor(ctx context.Context, tx *ent.Tx, r *db.Nokkelforslag, v viewer.Admin, utfall nokkelforslag.Utfall, slag tilgangshendelse.Slag) error {
	n, err := tx.Client().Nokkelforslag.Update().Where(nokkelforslag.ID(r.ID)).SetAvgjort(s.Klokke()).SetAvgjortAv(v.ID).SetUtfall(utfall).Save(ctx)
	if err != nil {
		return fmt.Errorf("decide a proposal: %w", err)
	}
	if n != 1 { // the row rule lets nobody sign her own, and nothing be decided twice
		return errAvgjortImens
	}
	hvor, err := forslagetsBydel(ctx, tx.Client(), r)
	if err != nil {
		return err
	}
	return s.loggfor(ctx, tx, endring{slag: slag, om: r.ID, bydel: hvor, detalj: string(r.Formal) + " " + r.Tommelavtrykk})
}

func forslagetsBydel(ctx context.Context, c *db.Client, r *db.Nokkelforslag) (viewer.Bydel, error) {
	if r.BydelID == nil {
		return viewer.Bydel{}, nil
	}
	b, err := c.Bydel.Get(ctx, *r.BydelID)
	if err != nil {
		return viewer.Bydel{}, fmt.Errorf("read a receiver: %w", err)
	}
	return viewer.Bydel{Kommunenummer: b.KommuneID, Bydelsnummer: b.Bydelsnummer}, nil
}

// taIBruk makes a signed key the one that is sealed to. A key that comes with a system or an account is that one's alone, and
// replaces no other's.
func (s *Service) taIBruk(ctx context.Context, tx *ent.Tx, r *db.Nokkelforslag) error {
	c, naa := tx.Client(), time.Now() // keys live by real time
	ny, err := c.Nokkel.Create().SetNillableBydelID(r.BydelID).SetFormal(nokkel.Formal(r.Formal)).SetSertifikat(r.Sertifikat).
		SetTommelavtrykk(r.Tommelavtrykk).SetGyldigFra(r.GyldigFra).SetGyldigTil(r.GyldigTil).SetTattIBruk(naa).Save(ctx)
	if err != nil {
		return fmt.Errorf("put a key into use: %w", err)
	}
	if r.Oppdrag != "" {
		return s.utforOppdrag(ctx, tx, r, ny.ID)
	}
	gamle := c.Nokkel.Update().Where(nokkel.FormalEQ(nokkel.Formal(r.Formal)), nokkel.ErstattetIsNil(), nokkel.IDNEQ(ny.ID))
	if r.BydelID != nil {
		gamle.Where(nokkel.BydelID(*r.BydelID))
	} else {
		gamle.Where(nokkel.BydelIDIsNil())
	}
	if err := gamle.SetErstattet(naa).Exec(ctx); err != nil {
		return fmt.Errorf("replace the keys before: %w", err)
	}
	return nil
}
