package liksom

import (
	"context"
	"errors"

	"github.com/google/uuid"
	amqp "github.com/rabbitmq/amqp091-go"
)

// What can be done to the broker.

// Omstart stops the broker as its operator would, and starts it again on the same ports. Sends are answered 503
// meanwhile.
func (s *Server) Omstart(ctx context.Context) error {
	if err := s.megler.stopp(ctx); err != nil {
		return err
	}
	return s.megler.start(ctx)
}

// Stans takes the broker down as a power cut would, until [Server.Fortsett]. Sends are answered 503 meanwhile.
func (s *Server) Stans(ctx context.Context) error {
	s.mu.Lock()
	queues := []string{dodbrev}
	for id := range s.konto {
		queues = append(queues, ko(id))
	}
	s.mu.Unlock()
	return s.megler.drep(ctx, queues)
}

// Fortsett starts the broker after [Server.Stans].
func (s *Server) Fortsett(ctx context.Context) error { return s.megler.start(ctx) }

// Minnealarm raises or ends the broker's memory alarm. While it lasts, the broker takes nothing from those who publish.
func (s *Server) Minnealarm(ctx context.Context, on bool) error {
	limit := []string{"set_vm_memory_high_watermark", "0.4"}
	if on {
		limit = []string{"set_vm_memory_high_watermark", "absolute", "1MB"}
	}
	return s.megler.ctl(ctx, limit...)
}

// Diskalarm raises or ends the broker's alarm for a disk that is nearly full. It does the same as the memory alarm.
func (s *Server) Diskalarm(ctx context.Context, on bool) error {
	limit := diskgrense
	if on {
		limit = "1000000GB"
	}
	return s.megler.ctl(ctx, "set_disk_free_limit", limit)
}

// KastUt closes every connection, ours too.
func (s *Server) KastUt(ctx context.Context) error {
	return s.megler.ctl(ctx, "close_all_connections", "liksom")
}

// SlettKo deletes an account's queue with all that waits in it, as an operator's mistake would: what is sent there is
// unroutable until [Server.LagKo].
func (s *Server) SlettKo(konto uuid.UUID) error { return s.post.slettKo(konto) }

// LagKo makes an account's queue again.
func (s *Server) LagKo(konto uuid.UUID) error { return s.post.lagKo(konto) }

// Legg puts a message as it is into an account's queue: for what the send path would refuse.
func (s *Server) Legg(ctx context.Context, konto uuid.UUID, headere map[string]any, innhold []byte) error {
	if _, known := s.kontoen(konto); !known {
		return errors.New("liksom: no such account")
	}
	return s.post.send(ctx, konto, amqp.Publishing{DeliveryMode: amqp.Persistent, Headers: headere, Body: innhold})
}
