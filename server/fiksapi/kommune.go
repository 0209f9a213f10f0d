package fiksapi

import (
	"errors"
	"net/http"

	"barnevernportalen/delivery"
	"barnevernportalen/ent"
	"barnevernportalen/ent/db/bydel"
)

// The directory. sprakKode is taken and changes nothing: names are as Kartverket has them, all official languages at once.

type kommuneEnkel struct {
	Kommunenr string `json:"kommunenr"`
	Navn      string `json:"navn"`
}

type kommuneMedBydeler struct {
	kommuneEnkel
	Bydeler []bydelEnkel `json:"bydeler"`
}

type bydelEnkel struct {
	Bydelsnummer     string               `json:"bydelsnummer"`
	Bydelsnavn       string               `json:"bydelsnavn"`
	StandardMottaker bool                 `json:"standardMottaker"`
	StottetVersjon   bydel.StottetVersjon `json:"stottetVersjon,omitempty"` // not in v1
}

type fylkeEnkel struct {
	Fylkenummer string `json:"fylkenummer"`
	Navn        string `json:"navn"`
}

func (a *API) kommuner(k *kall) (int, any, error) {
	alle, err := a.Delivery.Kommuner(k.Context(), "")
	return http.StatusOK, enkle(alle), err
}

func (a *API) fylker(*kall) (int, any, error) {
	ut := []fylkeEnkel{}
	for _, f := range delivery.Fylker() {
		ut = append(ut, fylkeEnkel(f))
	}
	return http.StatusOK, ut, nil
}

func (a *API) kommunerIFylke(k *kall) (int, any, error) {
	alle, err := a.Delivery.KommunerIFylke(k.Context(), k.deler["fylkenummer"])
	return http.StatusOK, enkle(alle), err
}

func (a *API) kommune(k *kall) (int, any, error) {
	m, err := a.Delivery.Kommune(k.Context(), k.deler["kommunenummer"])
	if errors.Is(err, delivery.ErrUkjentKommune) {
		return 0, nil, ent.ErrIkkeFunnet
	}
	if err != nil {
		return 0, nil, err
	}
	return http.StatusOK, kommuneMedBydeler{kommuneEnkel{m.Kommunenummer, m.Navn}, k.aktive(m)}, nil
}

// bydeler: an empty list says that the service is not in use there, also of a kommune that is not there.
func (a *API) bydeler(k *kall) (int, any, error) {
	m, err := a.Delivery.Kommune(k.Context(), k.deler["kommunenummer"])
	if errors.Is(err, delivery.ErrUkjentKommune) {
		return http.StatusOK, []bydelEnkel{}, nil
	}
	if err != nil {
		return 0, nil, err
	}
	return http.StatusOK, k.aktive(m), nil
}

func (a *API) bydel(k *kall) (int, any, error) {
	m, err := a.Delivery.Kommune(k.Context(), k.deler["kommunenummer"])
	if err != nil && !errors.Is(err, delivery.ErrUkjentKommune) {
		return 0, nil, err
	}
	for _, b := range k.aktive(m) {
		if b.Bydelsnummer == k.deler["bydelsnummer"] {
			return http.StatusOK, b, nil
		}
	}
	return 0, nil, ent.ErrIkkeFunnet
}

func enkle(kommuner []delivery.Kommune) []kommuneEnkel {
	ut := []kommuneEnkel{}
	for _, k := range kommuner {
		ut = append(ut, kommuneEnkel{k.Kommunenummer, k.Navn})
	}
	return ut
}

// aktive are the receivers of a kommune that can be sent to; nil: there is no such kommune.
func (k *kall) aktive(m *delivery.Kommune) []bydelEnkel {
	ut := []bydelEnkel{}
	if m == nil {
		return ut
	}
	for _, b := range m.Bydeler {
		if !b.Aktiv {
			continue
		}
		e := bydelEnkel{Bydelsnummer: b.Bydelsnummer, Bydelsnavn: b.Bydelsnavn, StandardMottaker: b.StandardMottaker}
		if !k.v1 {
			e.StottetVersjon = b.StottetVersjon
		}
		ut = append(ut, e)
	}
	return ut
}
