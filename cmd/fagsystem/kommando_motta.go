package main

import (
	"context"
	"crypto/rsa"
	"errors"
	"flag"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/delivery/fiksio"
	"barnevernportalen/delivery/seal"
)

// motta receives until it is told to stop.
func (p program) motta(ctx context.Context, args []string) error {
	var kanal string
	var hvert time.Duration
	var enGang bool
	f, err := p.flagg("motta", args, func(fs *flag.FlagSet) {
		fs.StringVar(&kanal, "kanal", "graphql", "graphql (native) or fiksio")
		fs.DurationVar(&hvert, "hvert", time.Minute, "how often to look also when nothing calls for it")
		fs.BoolVar(&enGang, "en-gang", false, "graphql only: empty the inboxes once and stop")
	})
	if err != nil {
		return err
	}
	if hvert <= 0 || (enGang && kanal != "graphql") {
		return errors.New("motta: -hvert must be positive, and -en-gang is for graphql")
	}
	o, err := f.oppsett()
	if err != nil {
		return err
	}
	log := p.log()
	nokler, err := o.apneNokler()
	if err != nil {
		return err
	}
	l, err := apneLager(o.Mappe, true, p.steg)
	if err != nil {
		return err
	}
	defer l.lukk()
	m := &mottak{lager: l, nokler: nokler, sha1: o.SHA1, maks: o.MaksByte, naa: time.Now, log: log, steg: p.steg}
	switch kanal {
	case "graphql":
		k, err := p.graphqlKanal(o, m, hvert, log)
		if err != nil {
			return err
		}
		if !enGang {
			return stoppet(k.motta(ctx))
		}
		var feil []error
		for _, r := range o.Mottakere {
			feil = append(feil, k.se(ctx, r))
		}
		return errors.Join(feil...)
	case "fiksio":
		return stoppet(p.mottaFiksIO(ctx, o, m, hvert, log))
	default:
		return errors.New("motta: -kanal is graphql or fiksio")
	}
}

// stoppet: to be told to stop is no failure.
func stoppet(err error) error {
	if errors.Is(err, context.Canceled) {
		return nil
	}
	return err
}

// portalen is the portal as these settings have it.
func (p program) portalen(o oppsett) (*portal, error) {
	token, err := p.maskinporten(o)
	if err != nil {
		return nil, err
	}
	identitet, err := o.identitet(token)
	if err != nil {
		return nil, err
	}
	return nyPortal(o.Portal, identitet)
}

func (p program) graphqlKanal(o oppsett, m *mottak, hvert time.Duration, log *slog.Logger) (*graphqlKanal, error) {
	if len(o.Mottakere) == 0 {
		return nil, errors.New("settings: no receiver")
	}
	portal, err := p.portalen(o)
	if err != nil {
		return nil, err
	}
	return &graphqlKanal{
		portal: portal, mottak: m, lager: m.lager, mottakere: o.Mottakere, hvert: hvert, log: log, steg: p.steg,
		kjede: kjedevakt{portal: portal, lager: m.lager, log: log},
	}, nil
}

func (p program) mottaFiksIO(ctx context.Context, o oppsett, m *mottak, hvert time.Duration, log *slog.Logger) error {
	if o.FiksIO == nil {
		return errors.New("settings: fiksIO must be set to receive over Fiks IO")
	}
	token, err := p.maskinporten(o)
	if err != nil {
		return err
	}
	k := &fiksioKanal{mottak: m, lager: m.lager, tjeneste: o.FiksIO.Tjeneste, log: log, steg: p.steg, mottakere: o.Mottakere, signer: signer(m.nokler), vekk: make(chan struct{}, 1)}
	if o.Portal != "" {
		if k.portal, err = p.portalen(o); err != nil {
			return err
		}
		k.kjede = kjedevakt{portal: k.portal, lager: m.lager, log: log}
	}
	klient, err := fiksio.New(fiksio.Oppsett{
		API: o.FiksIO.API, AMQP: o.FiksIO.AMQP, KontoID: o.FiksIO.KontoID, IntegrasjonID: o.IntegrasjonID,
		IntegrasjonPassord: o.IntegrasjonPassord, Token: token, Log: log, Navn: "Barnevernportalen fagsystem",
		MaksInnhold: o.MaksByte, Uleselig: k.uleselig,
		Koblet: func(konto uuid.UUID, err error) {
			if err == nil {
				log.Info("receiving", "konto", konto)
			}
		},
	})
	if err != nil {
		return err
	}
	k.fiks = klient
	if err := sjekkPublisert(ctx, klient, o.FiksIO.KontoID, m.nokler, log); err != nil {
		return err
	}
	var wg sync.WaitGroup
	defer wg.Wait()
	wg.Go(func() {
		for ctx.Err() == nil {
			k.etterpa(ctx)
			select {
			case <-ctx.Done():
			case <-k.vekk:
			case <-time.After(hvert):
			}
		}
	})
	return klient.Motta(ctx, o.FiksIO.KontoID, k.ta)
}

// sjekkPublisert refuses to begin when the key others seal to is none of ours: every report would be unreadable, and leave as a
// letter. That the katalog does not answer is no reason not to begin.
func sjekkPublisert(ctx context.Context, f fiksIO, konto uuid.UUID, nokler []seal.Key, log *slog.Logger) error {
	cert, err := f.Nokkel(ctx, konto)
	if err != nil {
		log.WarnContext(ctx, "our published key cannot be checked", "feil", err)
		return nil
	}
	for _, k := range nokler {
		if pub, ok := cert.PublicKey.(*rsa.PublicKey); ok && k.Private.PublicKey.Equal(pub) {
			return nil
		}
	}
	return fmt.Errorf("the key published for account %s is none of those in the settings: nothing sealed to it could be opened", konto)
}
