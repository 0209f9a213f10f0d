package liksom

import (
	"context"
	"errors"
	"fmt"
	"sync"

	"github.com/google/uuid"
	amqp "github.com/rabbitmq/amqp091-go"
)

var (
	errUrutet    = errors.New("no queue took the message")
	errUbekrefta = errors.New("the broker did not confirm the message")
)

// dodbrev is the exchange and queue of messages that were not taken.
const dodbrev = "fiksio.dodbrev"

// leveringer is how many times a message is given before it is taken away. A quorum queue counts the returns, and allows as
// many as its limit says.
const leveringer = 3

func ko(konto uuid.UUID) string { return "fiksio.konto." + konto.String() }

// post publishes, as the broker's own user. A channel does one thing at a time: a message that comes back as unroutable
// comes before its confirmation on the same channel, so nothing needs to be matched.
type post struct {
	megler *megler // nil: none

	mu     sync.Mutex
	conn   *amqp.Connection
	ledige []*kanal
}

type kanal struct {
	*amqp.Channel
	retur chan amqp.Return
}

// tilkobling is the one connection; a broken one is replaced.
func (p *post) tilkobling() (*amqp.Connection, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.conn != nil && !p.conn.IsClosed() {
		return p.conn, nil
	}
	if p.megler == nil {
		return nil, errors.New("liksom: there is no broker")
	}
	conn, err := amqp.DialConfig(fmt.Sprintf("amqp://127.0.0.1:%d", p.megler.port), amqp.Config{
		SASL: []amqp.Authentication{&amqp.PlainAuth{Username: "liksom", Password: p.megler.admin}}, Locale: "en_US",
	})
	if err != nil {
		return nil, fmt.Errorf("liksom: reach the broker: %w", err)
	}
	p.conn, p.ledige = conn, nil
	return conn, nil
}

func (p *post) lukk() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.conn != nil {
		_ = p.conn.Close()
	}
	p.conn, p.ledige = nil, nil
}

// laan takes a channel that nobody uses.
func (p *post) laan() (*kanal, error) {
	conn, err := p.tilkobling()
	if err != nil {
		return nil, err
	}
	p.mu.Lock()
	if n := len(p.ledige); n > 0 {
		k := p.ledige[n-1]
		p.ledige = p.ledige[:n-1]
		p.mu.Unlock()
		return k, nil
	}
	p.mu.Unlock()
	ch, err := conn.Channel()
	if err != nil {
		return nil, err
	}
	if err := ch.Confirm(false); err != nil {
		return nil, err
	}
	return &kanal{ch, ch.NotifyReturn(make(chan amqp.Return, 1))}, nil
}

// gi gives it back, if it still is of use.
func (p *post) gi(k *kanal, err error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	switch {
	case err != nil && !errors.Is(err, errUrutet):
		go func() { _ = k.Close() }() // may hang on a broker that does not answer
	case !k.IsClosed():
		p.ledige = append(p.ledige, k)
	}
}

// send publishes a message to an account's queue and returns when the broker has it on disk.
func (p *post) send(ctx context.Context, to uuid.UUID, m amqp.Publishing) (err error) {
	k, err := p.laan()
	if err != nil {
		return err
	}
	defer func() { p.gi(k, err) }()
	confirm, err := k.PublishWithDeferredConfirmWithContext(ctx, "", ko(to), true, false, m)
	if err != nil {
		return fmt.Errorf("liksom: publish: %w", err)
	}
	acked, err := confirm.WaitContext(ctx)
	if err != nil {
		return fmt.Errorf("liksom: wait for the broker: %w", err)
	}
	select {
	case <-k.retur:
		return errUrutet
	default:
	}
	if !acked {
		return errUbekrefta
	}
	return nil
}

// brutt publishes a message and has the broker close the channel before anybody has seen it confirmed.
func (p *post) brutt(to uuid.UUID, m amqp.Publishing) (err error) {
	k, err := p.laan()
	if err != nil {
		return err
	}
	defer func() { p.gi(k, err) }()
	if err := k.Publish("", ko(to), true, false, m); err != nil {
		return err
	}
	_, err = k.QueueDeclarePassive("fiksio.finnes.ikke", true, false, false, false, nil) // 404, which ends the channel
	return errors.Join(errUbekrefta, err)
}

// medKanal does something on a channel of its own.
func (p *post) medKanal(do func(*amqp.Channel) error) error {
	conn, err := p.tilkobling()
	if err != nil {
		return err
	}
	ch, err := conn.Channel()
	if err != nil {
		return err
	}
	return errors.Join(do(ch), ch.Close())
}

func (p *post) lagKo(konto uuid.UUID) error {
	return p.medKanal(func(ch *amqp.Channel) error {
		_, err := ch.QueueDeclare(ko(konto), true, false, false, false, amqp.Table{
			"x-queue-type": "quorum", "x-delivery-limit": leveringer - 1, "x-dead-letter-exchange": dodbrev,
		})
		return err
	})
}

func (p *post) slettKo(konto uuid.UUID) error {
	return p.medKanal(func(ch *amqp.Channel) error {
		_, err := ch.QueueDelete(ko(konto), false, false, false)
		return err
	})
}

func (p *post) ko(konto uuid.UUID) (messages, consumers int, err error) {
	err = p.medKanal(func(ch *amqp.Channel) error {
		q, err := ch.QueueDeclarePassive(ko(konto), true, false, false, false, nil)
		messages, consumers = q.Messages, q.Consumers
		return err
	})
	return messages, consumers, err
}
