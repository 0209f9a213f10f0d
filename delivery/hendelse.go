package delivery

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/ent/db"
	"barnevernportalen/ent/db/hendelse"
	"barnevernportalen/ent/vault"
	"barnevernportalen/ent/viewer"
)

// nyHendelse is what happened, to be written in the transaction that made it happen.
type nyHendelse struct {
	forsendelse uuid.UUID
	bydel       uuid.UUID
	tid         time.Time
	slag        hendelse.Slag
	stilling    Stilling
	detalj      string       // a code of ours
	vault       *vault.Vault // set when a named person acted: the name is kept, encrypted
}

func skrivHendelse(ctx context.Context, c *db.Client, n nyHendelse) error {
	r := c.Hendelse.Create().SetForsendelseID(n.forsendelse).SetBydelID(n.bydel).SetTidspunkt(n.tid).SetSlag(n.slag).
		SetTilstand(hendelse.Tilstand(n.stilling.Tilstand)).SetBevis(hendelse.Bevis(n.stilling.Gjelder())).
		SetAktor(hendelse.Aktor(viewer.From(ctx).Rolle()))
	if n.detalj != "" {
		r.SetDetalj(n.detalj)
	}
	if v, ok := viewer.From(ctx).(viewer.Fagsystem); ok {
		r.SetAktorID(v.IntegrasjonID[:])
	}
	if v, ok := viewer.From(ctx).(viewer.Mottakersystem); ok {
		r.SetAktorID(v.ID[:])
	}
	if v, ok := viewer.From(ctx).(viewer.Admin); ok { // by reference: her name is nobody's in this ledger
		r.SetAktorID(v.ID)
	}
	if v, ok := viewer.From(ctx).(viewer.Saksbehandler); ok && n.vault != nil {
		name, err := n.vault.Encrypt([]byte(v.Navn), aadAktornavn(n.forsendelse))
		if err != nil {
			return fmt.Errorf("encrypt who acted: %w", err)
		}
		r.SetAktorID(v.ID).SetAktorNavn(name)
	}
	if err := r.Exec(ctx); err != nil {
		return fmt.Errorf("write the hendelse: %w", err)
	}
	return nil
}

// aadAktornavn is what the name of a person who acted on a forsendelse is bound to.
func aadAktornavn(forsendelse uuid.UUID) []byte {
	return vault.Context("hendelse", forsendelse.String(), "aktor")
}
