package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/delivery/fiksio"
)

// protokolloppsett is our protokollkonto: where Fiks IO is, our account there, and the keys it is sealed to. A file of its own, as
// the portal's operator gives it out, or a part of the settings.
type protokolloppsett struct {
	fiksoppsett
	Nokler []string `json:"nokler"` // folders with sertifikat.pem and privat.pem, the current first
}

// protokolloppsettet is the file's, or the settings'; nil: there is none.
func (o oppsett) protokolloppsettet(fil string) (*protokolloppsett, error) {
	if fil == "" {
		return o.Protokoll, nil
	}
	raw, err := lesHemmelig(fil)
	if err != nil {
		return nil, fmt.Errorf("settings: %w", err)
	}
	po := new(protokolloppsett)
	if json.Unmarshal(raw, po) != nil {
		return nil, errors.New("settings: the file of the protokollkonto is not JSON of the form in docs/innsyn.md")
	}
	for i := range po.Nokler {
		po.Nokler[i] = fra(fil, po.Nokler[i])
	}
	return po, nil
}

// protokollkanal is requests over Fiks IO with the client they come by.
type protokollkanal struct {
	*foresporselFiksIO
	klient *fiksio.Klient
	konto  uuid.UUID
}

// apneProtokoll opens the store of requests and the way to answer. Only who receives takes the store for itself: an answer is one
// small file, replaced in one act.
func (p program) apneProtokoll(d *deltaker, po protokolloppsett, mottar bool) (*protokollkanal, error) {
	nokler, err := oppsett{Nokler: po.Nokler}.apneNokler()
	if err != nil {
		return nil, err
	}
	token, err := p.maskinporten(d.o)
	if err != nil {
		return nil, err
	}
	l, err := apneMapper(filepath.Join(d.mappe, "protokoll"), mottar, p.steg, innMappe, foresporselMappe, svartMappe, avvistMappe, ukjentMappe, skadetMappe)
	if err != nil {
		return nil, err
	}
	k := &foresporselFiksIO{
		mottak: &mottak{lager: l, nokler: nokler, sha1: d.o.SHA1, maks: maksForesporsel, naa: time.Now, log: d.log, steg: p.steg},
		signer: signer(nokler), tjeneste: po.Tjeneste, log: d.log, steg: p.steg, vekk: make(chan struct{}, 1),
	}
	klient, err := fiksio.New(fiksio.Oppsett{
		API: po.API, AMQP: po.AMQP, KontoID: po.KontoID, IntegrasjonID: d.o.IntegrasjonID, IntegrasjonPassord: d.o.IntegrasjonPassord,
		Token: token, Log: d.log, Navn: "Barnevernportalen fagsystem", MaksInnhold: maksForesporsel,
		Uleselig: ukjente{l, time.Now, d.log}.uleselig,
		Koblet: func(konto uuid.UUID, err error) {
			if err == nil {
				d.log.Info("receiving requests", "konto", konto)
			}
		},
	})
	if err != nil {
		l.lukk()
		return nil, err
	}
	k.fiks = klient
	return &protokollkanal{foresporselFiksIO: k, klient: klient, konto: po.KontoID}, nil
}

// begynn receives until ctx ends. The context it returns ends when receiving does; slutt waits for that, and says why.
func (k *protokollkanal) begynn(ctx context.Context) (_ context.Context, slutt func() error, err error) {
	if err := sjekkPublisert(ctx, k.fiks, k.konto, k.mottak.nokler, k.log); err != nil {
		return ctx, nil, err
	}
	ctx, stopp := context.WithCancel(ctx)
	ferdig := make(chan error, 1)
	go func() {
		defer stopp()
		ferdig <- k.klient.Motta(ctx, k.konto, k.ta)
	}()
	return ctx, func() error { stopp(); return stoppet(<-ferdig) }, nil
}
