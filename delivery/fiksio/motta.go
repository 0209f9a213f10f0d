package fiksio

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"math/rand/v2"
	"net"
	"time"

	"github.com/google/uuid"
	amqp "github.com/rabbitmq/amqp091-go"
)

// How the connection is kept. The heartbeat is what tells a dead network from a quiet one: after three without an answer the
// connection is given up. The others are how long one step may take (KS's clients: 10 s).
const (
	hjerteslag = 10 * time.Second
	koblefrist = 10 * time.Second
	lukkefrist = 5 * time.Second
)

// Motta consumes one account until ctx ends, and returns ctx's error. It connects again by itself, with a fresh token, after
// pauses that double.
//
// ta is called for one message at a time. When it returns nil the message is acknowledged: by then it must be stored. When
// it returns an error the message stays with the broker and is given to ta again after a pause, while others go on; order is
// not promised. A message may come twice even though ta returned nil, if the acknowledgement was lost.
func (k *Klient) Motta(ctx context.Context, kontoID uuid.UUID, ta func(context.Context, *Mottatt) error) error {
	if k.amqp == nil || kontoID == uuid.Nil || ta == nil {
		return errors.New("fiksio: AMQP address, account and receiver must be set")
	}
	for failures := 0; ; failures++ {
		began := time.Now()
		worked, err := k.okt(ctx, kontoID, ta)
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if worked || time.Since(began) > k.o.MaksPause {
			failures = 0
		}
		k.o.Koblet(kontoID, err)
		wait := k.pause(failures)
		k.log.WarnContext(ctx, "fiks io: not connected", "konto", kontoID, "feil", err, "pause", wait)
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(wait):
		}
	}
}

// pause is how long to wait after a number of failures in a row: doubling, bounded, and never the same for two clients, so
// that they do not all return to a broker that restarted at once.
func (k *Klient) pause(failures int) time.Duration {
	d := k.o.MinPause
	for ; failures > 0 && d < k.o.MaksPause; failures-- {
		d *= 2
	}
	d = min(d, k.o.MaksPause)
	return d/2 + rand.N(d/2+1)
}

// okt is one session: connect, consume, until something ends it. It has worked when a message was taken.
func (k *Klient) okt(ctx context.Context, kontoID uuid.UUID, ta func(context.Context, *Mottatt) error) (worked bool, err error) {
	conn, err := k.koble(ctx)
	if err != nil {
		return false, err
	}
	defer func() { _ = conn.CloseDeadline(time.Now().Add(lukkefrist)) }()
	// A deadline for what is asked of the broker before deliveries begin; a library call waits for ever.
	unhang := time.AfterFunc(koblefrist, func() { _ = conn.CloseDeadline(time.Now()) })
	defer unhang.Stop()

	connClosed := conn.NotifyClose(make(chan *amqp.Error, 1))
	blocked := conn.NotifyBlocked(make(chan amqp.Blocking, 16)) // the library waits for us to read, and ta may take its time
	ch, err := conn.Channel()
	if err != nil {
		return false, amqpFeil("open a channel", err)
	}
	chClosed := ch.NotifyClose(make(chan *amqp.Error, 1))
	cancelled := ch.NotifyCancel(make(chan string, 1))
	if err := ch.Qos(k.o.Prefetch, 0, false); err != nil {
		return false, amqpFeil("set the prefetch", err)
	}
	deliveries, err := ch.Consume("fiksio.konto."+kontoID.String(), "", false, false, false, false, nil)
	if err != nil {
		return false, amqpFeil("consume", err)
	}
	if !unhang.Stop() {
		return false, errors.New("fiks io: the broker did not answer in time")
	}
	k.o.Koblet(kontoID, nil)
	k.log.InfoContext(ctx, "fiks io: consuming", "konto", kontoID)

	mottak := mottaker{k: k, kontoID: kontoID, ta: ta}
	defer mottak.stopp()
	for {
		select {
		case <-ctx.Done():
			return worked, ctx.Err()
		case e := <-connClosed:
			return worked, amqpFeil("connection", lukket(e))
		case e := <-chClosed:
			return worked, amqpFeil("channel", lukket(e))
		case _, open := <-cancelled:
			if !open {
				cancelled = nil // the reason comes by one of the others
				continue
			}
			return worked, errors.New("fiks io: the broker ended the consuming: the queue is gone, or has moved")
		case b, open := <-blocked:
			if !open {
				blocked = nil
				continue
			}
			k.log.WarnContext(ctx, "fiks io: the broker holds its senders back", "blocked", b.Active)
		case d, open := <-deliveries:
			if !open {
				deliveries = nil
				continue
			}
			mottak.ny(&d)
		case <-mottak.forfall():
		}
		taken, err := mottak.arbeid(ctx)
		worked = worked || taken
		if err != nil {
			return worked, err
		}
	}
}

// koble opens a connection, with a password made for this time.
func (k *Klient) koble(ctx context.Context) (*amqp.Connection, error) {
	token, err := k.o.Token(ctx)
	if err != nil {
		return nil, fmt.Errorf("fiks io: get a token: %w", err)
	}
	tlsConfig := &tls.Config{MinVersion: tls.VersionTLS12}
	if k.o.TLS != nil {
		tlsConfig = k.o.TLS.Clone()
	}
	properties := amqp.NewConnectionProperties()
	properties.SetClientConnectionName(k.o.Navn)
	abandon := func() bool { return true } // no more giving up, once connected
	config := amqp.Config{
		SASL: []amqp.Authentication{&amqp.PlainAuth{
			Username: k.o.IntegrasjonID.String(), Password: k.o.IntegrasjonPassord + " " + token,
		}},
		Heartbeat: hjerteslag, TLSClientConfig: tlsConfig, Properties: properties, Locale: "en_US",
		Dial: func(network, addr string) (net.Conn, error) {
			c, err := (&net.Dialer{Timeout: koblefrist}).DialContext(ctx, network, addr)
			if err != nil {
				return nil, err
			}
			abandon = context.AfterFunc(ctx, func() { _ = c.Close() })
			return c, c.SetDeadline(time.Now().Add(koblefrist)) // for the handshake; the library lifts it after
		},
	}
	conn, err := amqp.DialConfig(k.amqp.String(), config)
	abandon()
	if err != nil {
		return nil, amqpFeil("connect", err)
	}
	return conn, nil
}

// amqpFeil keeps the code of what a broker says and leaves its words, which are not ours to log.
func amqpFeil(doing string, err error) error {
	if said := new(amqp.Error); errors.As(err, &said) {
		return fmt.Errorf("fiks io: %s: the broker says %d", doing, said.Code)
	}
	return fmt.Errorf("fiks io: %s: %w", doing, err)
}

// lukket is why something closed; nothing is said when it was asked for, or the network just went.
func lukket(e *amqp.Error) error {
	if e == nil {
		return errors.New("closed")
	}
	return e
}
