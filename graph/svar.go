package graph

import (
	"errors"

	"barnevernportalen/bekymring"
	"barnevernportalen/delivery"
	"barnevernportalen/ent"
)

// Paths of what is fetched over plain http. server.go has the same three, and a test holds them together.

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

// finnes makes null of what is not there, for the fields whose SDL says so.
func finnes[T any](v *T, err error) (*T, error) {
	if errors.Is(err, ent.ErrIkkeFunnet) || errors.Is(err, delivery.ErrUkjentKommune) {
		return nil, nil
	}
	return v, err
}

func eller[T any](v *T, ellers T) T {
	if v == nil {
		return ellers
	}
	return *v
}
