package fiksapi

import (
	"time"

	"github.com/google/uuid"

	"barnevernportalen/innsyn"
)

// The answers about consents, as published. Every field of samtykkeEkstern is required there.

type samtykkeID struct {
	SamtykkeID uuid.UUID `json:"samtykkeId"`
}

type samtykkerEkstern struct {
	Samtykker []samtykkeEkstern `json:"samtykker"`
}

type samtykkeEkstern struct {
	SamtykkeID   uuid.UUID            `json:"samtykkeId"`
	SamtykkeNavn string               `json:"samtykkeNavn"`
	Personer     personerEkstern      `json:"personer"`
	Mappe        innsyn.Samtykkemappe `json:"mappe"`
	Akseptfrist  innsyn.Dato          `json:"akseptfrist"`
	SluttDato    innsyn.Dato          `json:"sluttDato"` // 9999-12-31: it has no end
	Dokument     innsyn.Samtykkefil   `json:"dokument"`  // empty texts: none was given with it
}

type personerEkstern struct {
	Personer []personEkstern `json:"personer"`
}

type personEkstern struct {
	Fnr            string      `json:"fnr"`
	Navn           string      `json:"navn"`
	SamtykkeStatus innsyn.Svar `json:"samtykkeStatus"`
	HarTilgang     bool        `json:"harTilgangTilInnbyggertjenester"` // so spelled in the answer
}

type samtykkehendelser struct {
	Hendelser []samtykkehendelse `json:"samtykkeHendelser"`
}

type samtykkehendelse struct {
	Sekvensnummer   int       `json:"sekvensnummer"`
	HendelseType    string    `json:"hendelseType"`
	Beskrivelse     string    `json:"hendelseBeskrivelse"`
	Tidspunkt       time.Time `json:"tidspunkt"`
	PartFnr         *string   `json:"partFnr,omitempty"`
	SaksbehandlerID *string   `json:"saksbehandlerId,omitempty"`
}

func tilEkstern(s *innsyn.Fagsamtykke) samtykkeEkstern {
	ut := samtykkeEkstern{SamtykkeID: s.ID, SamtykkeNavn: s.Navn, Mappe: s.Mappe, Akseptfrist: s.Akseptfrist, SluttDato: innsyn.IngenSlutt}
	if s.SluttDato != nil {
		ut.SluttDato = *s.SluttDato
	}
	if s.Dokument != nil {
		ut.Dokument = *s.Dokument
	}
	for _, p := range s.Personer {
		ut.Personer.Personer = append(ut.Personer.Personer, personEkstern{p.Fodselsnummer, p.Navn, p.Svar, p.HarTilgang})
	}
	return ut
}

func tilHendelse(h innsyn.Faghendelse) samtykkehendelse {
	ut := samtykkehendelse{Sekvensnummer: h.Sekvensnummer, HendelseType: string(h.Type), Beskrivelse: h.Beskrivelse, Tidspunkt: h.Tidspunkt.UTC(),
		PartFnr: h.Fodselsnummer}
	if h.Saksbehandler != nil {
		ut.SaksbehandlerID = &h.Saksbehandler.SaksbehandlerID
	}
	return ut
}
