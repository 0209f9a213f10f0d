package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"

	"github.com/google/uuid"

	"barnevernportalen/delivery"
	"barnevernportalen/delivery/fiksio"
	"barnevernportalen/ent"
	"barnevernportalen/ent/db/leveranse"
	"barnevernportalen/server"
)

// fiksioOppsett is Fiks IO, and who we are there. All of it is set, or none: then receivers over Fiks IO get what is sent to
// them when a process that has it is up, or by letter.
type fiksioOppsett struct {
	api, amqp          string    // FIKSIO_API, https://api.fiks.ks.no; FIKSIO_AMQP, amqps://io.fiks.ks.no:5671
	konto, integrasjon uuid.UUID // FIKSIO_KONTO_ID, the service's own account; FIKSIO_INTEGRASJON_ID
	passord            string    // FIKSIO_INTEGRASJON_PASSORD
	// liksom, FIKSIO=1, dev mode only: a look-alike with a RabbitMQ of its own.
	liksom bool
}

func lesFiksioOppsett(env func(string) string, modus server.Modus) (fiksioOppsett, error) {
	f := fiksioOppsett{
		api: env("FIKSIO_API"), amqp: env("FIKSIO_AMQP"), passord: env("FIKSIO_INTEGRASJON_PASSORD"), liksom: env("FIKSIO") == "1",
	}
	set := 0
	for _, s := range []string{f.api, f.amqp, f.passord} {
		if s != "" {
			set++
		}
	}
	for name, id := range map[string]*uuid.UUID{"FIKSIO_KONTO_ID": &f.konto, "FIKSIO_INTEGRASJON_ID": &f.integrasjon} {
		text := env(name)
		if text == "" {
			continue
		}
		var err error
		if *id, err = uuid.Parse(text); err != nil {
			return f, fmt.Errorf("%s is not a UUID", name)
		}
		set++
	}
	switch {
	case f.liksom && modus != server.ModusDev:
		return f, errors.New("FIKSIO=1 is a look-alike, for dev mode only")
	case f.liksom && set != 0:
		return f, errors.New("FIKSIO=1 and the settings FIKSIO_… do not go together")
	case set != 0 && set != 5:
		return f, errors.New("FIKSIO_API, FIKSIO_AMQP, FIKSIO_KONTO_ID, FIKSIO_INTEGRASJON_ID and FIKSIO_INTEGRASJON_PASSORD go together")
	}
	return f, nil
}

func (f fiksioOppsett) brukes() bool { return f.api != "" }

// fiksiodel is our end of Fiks IO.
type fiksiodel struct {
	klient *fiksio.Klient
	konto  uuid.UUID
	ta     func(context.Context, *fiksio.Mottatt) error
	log    *slog.Logger
	gjor   sync.WaitGroup
}

// koble gives the ledger its way out over Fiks IO and the katalog's keys. Nothing is called yet; see motta.
func (f fiksioOppsett) koble(l *delivery.Service, d *ent.DB, dor *maskindor, log *slog.Logger) (*fiksiodel, error) {
	if !f.brukes() {
		return nil, nil
	}
	if dor == nil || dor.klient == nil {
		return nil, errors.New("fiks io is set up, and Maskinporten is not: MASKINPORTEN_KLIENT_ID and MASKINPORTEN_NOKKEL")
	}
	k, err := fiksio.New(fiksio.Oppsett{
		API: f.api, AMQP: f.amqp, KontoID: f.konto, IntegrasjonID: f.integrasjon, IntegrasjonPassord: f.passord, Log: log,
		Token:    fiksToken{dor.klient}.Token,
		Uleselig: l.TaImotUleselig,
	})
	if err != nil {
		return nil, err
	}
	l.Kanaler[leveranse.KanalFiksio] = delivery.Fiksio{DB: d, Klient: k, Klokke: l.Klokke}
	l.Katalog = &delivery.Katalogminne{Kilde: k}
	return &fiksiodel{klient: k, konto: f.konto, ta: l.TaImot, log: log}, nil
}

// motta takes receipts until ctx ends; vent returns when the one under way is done. A nil fiksiodel does nothing.
func (f *fiksiodel) motta(ctx context.Context) {
	if f == nil {
		return
	}
	f.gjor.Go(func() {
		if err := f.klient.Motta(ctx, f.konto, f.ta); err != nil && ctx.Err() == nil {
			f.log.Error("receipts over fiks io are no longer taken", "err", err)
		}
	})
}

func (f *fiksiodel) vent() {
	if f != nil {
		f.gjor.Wait()
	}
}
