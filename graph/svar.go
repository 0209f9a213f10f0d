package graph

import (
	"errors"

	"github.com/google/uuid"

	"barnevernportalen/bekymring"
	"barnevernportalen/delivery"
	"barnevernportalen/ent"
	"barnevernportalen/graph/generated"
	"barnevernportalen/innsyn"
)

// Paths of what is fetched over plain http. server.go has the same, and a test holds them together.

func stiKopi(m *bekymring.Melding) *string {
	if !m.HarKopi {
		return nil
	}
	sti := "/last-ned/kvittering/" + m.ID.String()
	return &sti
}

func stiMottak(d *delivery.Dokumentnavn) string {
	if d.Navn == delivery.ForsegletNavn {
		return "/last-ned/forseglet/" + d.Melding.String()
	}
	return "/last-ned/mottak/" + d.Melding.String() + "/" + d.Navn
}

func stiPost(p *innsyn.Innbyggerpost) string { return "/last-ned/post/" + p.ID.String() }

// finnes makes null of what is not there, for the fields whose SDL says so.
func finnes[T any](v *T, err error) (*T, error) {
	if errors.Is(err, ent.ErrIkkeFunnet) || errors.Is(err, delivery.ErrUkjentKommune) {
		return nil, nil
	}
	return v, err
}

// forseglet makes data of the reasons why a machine's report was refused.
func forseglet(id uuid.UUID, err error) (*generated.SendForsegletBekymringsmeldingPayload, error) {
	avvist := new(bekymring.Avvist)
	if errors.As(err, &avvist) {
		return &generated.SendForsegletBekymringsmeldingPayload{Feil: avvist.Grunner}, nil
	}
	return &generated.SendForsegletBekymringsmeldingPayload{ID: &id}, err
}

func eller[T any](v *T, ellers T) T {
	if v == nil {
		return ellers
	}
	return *v
}
