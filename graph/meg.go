package graph

import (
	"barnevernportalen/delivery"
	"barnevernportalen/ent/viewer"
	"barnevernportalen/graph/generated"
)

// personroller are the roles a person can hold, in the order they are told.
var personroller = []viewer.Rolle{viewer.RolleInnbygger, viewer.RolleSaksbehandler, viewer.RolleAdmin}

// adresser are the bydeler a person receives reports for.
func adresser(i viewer.Innlogget) []viewer.Bydel {
	if v, ok := i.Som(viewer.RolleSaksbehandler); ok {
		return v.(viewer.Saksbehandler).Bydeler
	}
	return nil
}

func toMeg(i viewer.Innlogget, bydeler []delivery.Mottaker) *generated.Meg {
	m := &generated.Meg{Navn: i.Navn, Niva: i.Niva, Bydeler: bydeler}
	if _, ok := i.Som(viewer.RolleSaksbehandler); ok {
		id := delivery.KollegaID(i.ID)
		m.KollegaID = &id
	}
	for _, r := range personroller {
		if _, ok := i.Som(r); ok {
			m.Roller = append(m.Roller, r)
		}
	}
	return m
}
