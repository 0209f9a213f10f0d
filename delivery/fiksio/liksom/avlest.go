package liksom

import (
	"context"
	"strings"
	"time"

	"github.com/google/uuid"
	amqp "github.com/rabbitmq/amqp091-go"
)

// avlest reads dead letters and tells their senders.
type avlest struct {
	s      *Server
	cancel context.CancelFunc
	ended  chan struct{}
}

// startAvlest makes the exchange and its queue, and begins.
func startAvlest(ctx context.Context, s *Server) (*avlest, error) {
	if err := s.post.medKanal(func(ch *amqp.Channel) error {
		if err := ch.ExchangeDeclare(dodbrev, amqp.ExchangeFanout, true, false, false, false, nil); err != nil {
			return err
		}
		if _, err := ch.QueueDeclare(dodbrev, true, false, false, false, amqp.Table{"x-queue-type": "quorum"}); err != nil {
			return err
		}
		return ch.QueueBind(dodbrev, "", dodbrev, false, nil)
	}); err != nil {
		return nil, err
	}
	ctx, cancel := context.WithCancel(context.WithoutCancel(ctx))
	a := &avlest{s: s, cancel: cancel, ended: make(chan struct{})}
	go func() {
		defer close(a.ended)
		for ctx.Err() == nil {
			a.les(ctx)
			select {
			case <-ctx.Done():
			case <-time.After(200 * time.Millisecond): // the broker is being restarted
			}
		}
	}()
	return a, nil
}

func (a *avlest) stopp() {
	a.cancel()
	<-a.ended
}

// les reads until the connection ends, or we do.
func (a *avlest) les(ctx context.Context) {
	conn, err := a.s.post.tilkobling()
	if err != nil {
		return
	}
	ch, err := conn.Channel()
	if err != nil {
		return
	}
	defer func() { _ = ch.Close() }()
	letters, err := ch.Consume(dodbrev, "", false, false, false, false, nil)
	if err != nil {
		return
	}
	for {
		select {
		case <-ctx.Done():
			return
		case d, open := <-letters:
			if !open {
				return
			}
			if a.fortell(ctx, &d) != nil {
				_ = d.Nack(false, true)
				return
			}
			_ = d.Ack(false)
		}
	}
}

// fortell tells the sender what became of a message. The messages of Fiks IO itself are answered with nothing.
func (a *avlest) fortell(ctx context.Context, d *amqp.Delivery) error {
	meldingtype, _ := d.Headers["type"].(string)
	reason, queue := dodsarsak(d.Headers)
	notice := map[string]string{
		"expired": "no.ks.fiks.kvittering.tidsavbrudd", "delivery_limit": "no.ks.fiks.kvittering.serverfeil.v1",
	}[reason]
	sender, err := uuid.Parse(tekstheader(d.Headers, "avsender-id"))
	if notice == "" || err != nil || strings.HasPrefix(meldingtype, "no.ks.fiks.kvittering.") {
		return nil
	}
	if _, known := a.s.kontoen(sender); !known {
		return nil
	}
	h := amqp.Table{
		"melding-id": uuid.NewString(), "type": notice, "avsender-id": strings.TrimPrefix(queue, "fiksio.konto."),
		"svar-til": tekstheader(d.Headers, "melding-id"), "svar-til-type": meldingtype,
	}
	for _, name := range []string{"klientKorrelasjonsId", "klientKorrelasjonId"} {
		if v := tekstheader(d.Headers, "egendefinert-header."+name); v != "" {
			h["egendefinert-header."+name] = v
		}
	}
	ctx, cancel := context.WithTimeout(ctx, 10*time.Second)
	defer cancel()
	return a.s.post.send(ctx, sender, amqp.Publishing{DeliveryMode: amqp.Persistent, Headers: h})
}

// dodsarsak is why a message died, and in which queue.
func dodsarsak(h amqp.Table) (reason, queue string) {
	deaths, _ := h["x-death"].([]any)
	if len(deaths) == 0 {
		return "", ""
	}
	death, _ := deaths[0].(amqp.Table)
	reason, _ = death["reason"].(string)
	queue, _ = death["queue"].(string)
	return reason, queue
}

func tekstheader(h amqp.Table, name string) string {
	v, _ := h[name].(string)
	return v
}
