package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/google/uuid"
)

// foresporsel is a request to see what is withheld: of one case, with one reason and one answer.
type foresporsel struct {
	ID            uuid.UUID      `json:"id"`
	Status        string         `json:"status"`
	Fodselsnummer string         `json:"fodselsnummer"`
	Begrunnelse   string         `json:"begrunnelse"`
	Journalposter []forespurtRef `json:"journalposter"`
}

// forespurtRef is an entry that is asked for, by what we call it.
type forespurtRef struct {
	MeldingID uuid.UUID `json:"meldingId"` // Nil over Fiks IO, which has no word for it
	SystemID  string    `json:"systemId"`
}

// foresporselsvar is what we answer.
type foresporselsvar struct {
	Status      string `json:"status"` // INNVILGET, AVVIST, UNDER_BEHANDLING or MANUELL_BEHANDLING
	Begrunnelse string `json:"begrunnelse,omitempty"`
}

// avgjorelse is what was decided of one entry for one person. It is kept, so that indexing everything again does not take back
// what was granted.
type avgjorelse struct {
	Status      string    `json:"status"` // GODKJENT or AVVIST
	Foresporsel uuid.UUID `json:"foresporsel"`
}

const avgjorelsefil = "avgjorelser.json"

// foresporselrom answers the requests of one kommune.
type foresporselrom struct {
	*deltaker
	p       program
	avgjort map[uuid.UUID]avgjorelse // by the entry's meldingId, which is one person's
}

func (r *foresporselrom) fil() string { return filepath.Join(r.mappe, avgjorelsefil) }

// lesAvgjort reads what has been decided.
func lesAvgjort(mappe string) (map[uuid.UUID]avgjorelse, error) {
	ut := map[uuid.UUID]avgjorelse{}
	return ut, lesFast(filepath.Join(mappe, avgjorelsefil), &ut)
}

// errIkkeFunnet: no such entry here that is withheld from that person.
var errIkkeFunnet = errors.New("what is asked for is not found")

// avgjor decides a request by the demo: what the entry says may not be seen is refused with its reason, the rest is granted. A
// request that is granted in part is granted, and its reason tells what is not.
func (r *foresporselrom) avgjor(f foresporsel) (svar foresporselsvar, nye map[uuid.UUID]avgjorelse, poster []innsynsmelding, err error) {
	person := r.demo.kalt(f.Fodselsnummer)
	nye = map[uuid.UUID]avgjorelse{}
	var grunner []string
	innvilget := 0
	for _, ref := range f.Journalposter {
		s, nr := r.finn(ref, person)
		if s < 0 {
			return svar, nil, nil, errIkkeFunnet
		}
		sak, post := r.demo.Saker[s], r.demo.Saker[s].Poster[nr]
		id := r.demo.id(sak.Nokkel, post.Nokkel, person)
		nye[id] = avgjorelse{"GODKJENT", f.ID}
		if grunn := post.Avslag[person]; grunn != "" {
			nye[id] = avgjorelse{"AVVIST", f.ID}
			grunner = append(grunner, grunn)
		} else {
			innvilget++
		}
	}
	d := r.demo
	d.avgjort = nye
	for i, s := range d.Saker {
		for nr := range s.Poster {
			if _, er := nye[d.id(s.Nokkel, s.Poster[nr].Nokkel, person)]; !er {
				continue
			}
			if m, ser := d.post(r.naa, d.Saker[i], nr, person); ser {
				poster = append(poster, m)
			}
		}
	}
	svar = foresporselsvar{Status: "INNVILGET", Begrunnelse: strings.Join(grunner, " ")}
	if innvilget == 0 {
		svar.Status = "AVVIST"
	}
	return svar, nye, poster, nil
}

// finn is the entry that is asked for, if that person has been shown it without its document. -1: there is none.
func (r *foresporselrom) finn(ref forespurtRef, person string) (sak, nr int) {
	for i, s := range r.demo.Saker {
		nr := slices.IndexFunc(s.Poster, func(p demopost) bool {
			_, bareTittel := p.BareTittel[person]
			return bareTittel && (r.demo.id(s.Nokkel, "post", p.Nokkel).String() == ref.SystemID)
		})
		if nr >= 0 && (ref.MeldingID == uuid.Nil || ref.MeldingID == r.demo.id(s.Nokkel, s.Poster[nr].Nokkel, person)) {
			return i, nr
		}
	}
	return -1, 0
}

// behandle answers one request. Killed on any line of it, it comes again, and is decided the same.
func (r *foresporselrom) behandle(ctx context.Context, f foresporsel, svar func(context.Context, foresporselsvar) error) error {
	s, nye, poster, err := r.avgjor(f)
	if err != nil {
		return err
	}
	// 1. What was decided is on the disk, so that no replay takes it back.
	for id, a := range nye {
		r.avgjort[id] = a
	}
	if err := skrivFast(r.fil(), r.avgjort); err != nil {
		return err
	}
	r.p.steg("avgjort")
	// 2. The answer. Before the documents: who is told yes may wait a moment for what she is to see, but nobody sees what has not
	// been granted.
	if err := svar(ctx, s); err != nil {
		return fmt.Errorf("answer: %w", err)
	}
	r.p.steg("svart")
	// 3. The entries anew, with their documents or without.
	return r.indekser(ctx, poster)
}
