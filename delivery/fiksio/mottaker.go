package fiksio

import (
	"context"
	"time"

	"github.com/google/uuid"
	amqp "github.com/rabbitmq/amqp091-go"
)

// mottaker is what one session has been given and not acknowledged. There is never more than the prefetch of it.
type mottaker struct {
	k       *Klient
	kontoID uuid.UUID
	ta      func(context.Context, *Mottatt) error
	venter  []*forsok
	klokke  *time.Timer // rings when the next one is due; nil: none waits
}

// forsok is a message and how it has fared here.
type forsok struct {
	d        *amqp.Delivery
	failures int
	next     time.Time
}

// ny takes a delivery in.
func (m *mottaker) ny(d *amqp.Delivery) { m.venter = append(m.venter, &forsok{d: d}) }

// forfall rings when a message that failed is to be tried again.
func (m *mottaker) forfall() <-chan time.Time {
	if m.klokke == nil {
		return nil
	}
	return m.klokke.C
}

func (m *mottaker) stopp() {
	if m.klokke != nil {
		m.klokke.Stop()
	}
}

// arbeid tries every message that is due, one after the other, and acknowledges those that were taken. An error is the
// broker's: the session is over.
func (m *mottaker) arbeid(ctx context.Context) (taken bool, err error) {
	left := m.venter[:0]
	for _, f := range m.venter {
		if time.Now().Before(f.next) || ctx.Err() != nil {
			left = append(left, f)
			continue
		}
		if err := m.prov(ctx, f); err != nil {
			f.failures++
			wait := m.k.pause(f.failures - 1)
			f.next = time.Now().Add(wait)
			left = append(left, f)
			m.k.log.ErrorContext(ctx, "fiks io: a message could not be taken, and stays with the broker",
				"konto", m.kontoID, "forsøk", f.failures, "pause", wait, "feil", err)
			continue
		}
		taken = true
		if err := f.d.Ack(false); err != nil {
			return taken, amqpFeil("acknowledge", err)
		}
	}
	clear(m.venter[len(left):]) // their content is not kept
	m.venter = left
	m.still()
	return taken, nil
}

// prov gives one message to whom it is for.
func (m *mottaker) prov(ctx context.Context, f *forsok) error {
	melding, mangler := m.k.les(m.kontoID, f.d)
	if mangler != "" {
		if m.k.o.Uleselig == nil {
			return errUleselig
		}
		return m.k.o.Uleselig(ctx, Raa{MottakerKontoID: m.kontoID, Mangler: mangler, Headere: headere(f.d.Headers), Innhold: f.d.Body})
	}
	melding.Levertigjen = melding.Levertigjen || f.failures > 0
	return m.ta(ctx, melding)
}

// still sets the clock for the message that is due first.
func (m *mottaker) still() {
	m.stopp()
	m.klokke = nil
	var first time.Time
	for _, f := range m.venter {
		if first.IsZero() || f.next.Before(first) {
			first = f.next
		}
	}
	if !first.IsZero() {
		m.klokke = time.NewTimer(time.Until(first))
	}
}
