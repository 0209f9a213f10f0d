package main

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"
)

// foresporsel is a request to see what is withheld: of one case, with one reason and one answer.
type foresporsel struct {
	ID            uuid.UUID      `json:"id"`
	Status        string         `json:"status"`
	Fodselsnummer string         `json:"fodselsnummer"`
	Begrunnelse   string         `json:"begrunnelse"`
	Journalposter []forespurtRef `json:"journalposter"`

	mottatt time.Time // over Fiks IO
}

// forespurtRef is an entry that is asked for, by what we call it.
type forespurtRef struct {
	MeldingID uuid.UUID `json:"meldingId"` // Nil over Fiks IO, which has no word for it
	SystemID  string    `json:"systemId"`
}

// foresporselsvar is what we answer.
type foresporselsvar struct {
	Status      string `json:"status"` // INNVILGET, AVVIST, UNDER_BEHANDLING or MANUELL_BEHANDLING; or [statusIkkeFunnet]
	Begrunnelse string `json:"begrunnelse,omitempty"`
}

// foresporselkilde is a way requests come, and are answered.
type foresporselkilde interface {
	// ubesvarte are the requests that are not decided, oldest first.
	ubesvarte(ctx context.Context) ([]foresporsel, error)
	besvar(ctx context.Context, id uuid.UUID, s foresporselsvar) error
}

// avgjorelse is what was decided of one entry for one person. It is kept, so that indexing everything again does not take back
// what was granted.
type avgjorelse struct {
	Status      string    `json:"status"` // GODKJENT or AVVIST
	Foresporsel uuid.UUID `json:"foresporsel"`
	Indeksert   bool      `json:"indeksert"` // the entry stands so in the index: the last that is done
}

const avgjorelsefil = "avgjorelser.json"

// foresporselrom answers the requests of one kommune.
type foresporselrom struct {
	*deltaker
	p       program
	kilder  []foresporselkilde
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
func (r *foresporselrom) avgjor(f foresporsel) (svar foresporselsvar, nye map[uuid.UUID]avgjorelse, err error) {
	person := r.demo.kalt(f.Fodselsnummer)
	nye = map[uuid.UUID]avgjorelse{}
	var grunner []string
	innvilget := 0
	for _, ref := range f.Journalposter {
		s, nr := r.finn(ref, person)
		if s < 0 {
			return svar, nil, errIkkeFunnet
		}
		sak, post := r.demo.Saker[s], r.demo.Saker[s].Poster[nr]
		id := r.demo.id(sak.Nokkel, post.Nokkel, person)
		nye[id] = avgjorelse{Status: "GODKJENT", Foresporsel: f.ID}
		if grunn := post.Avslag[person]; grunn != "" {
			nye[id] = avgjorelse{Status: "AVVIST", Foresporsel: f.ID}
			grunner = append(grunner, grunn)
		} else {
			innvilget++
		}
	}
	svar = foresporselsvar{Status: "INNVILGET", Begrunnelse: strings.Join(grunner, " ")}
	if innvilget == 0 {
		svar.Status = "AVVIST"
	}
	return svar, nye, nil
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
	s, nye, err := r.avgjor(f)
	if err != nil {
		return err
	}
	// 1. What was decided is on the disk, so that no replay takes it back.
	maps.Copy(r.avgjort, nye)
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
	return r.visAvgjort(ctx, func(a avgjorelse) bool { return a.Foresporsel == f.ID })
}

// fullfor brings what was decided and answered, and then broken off, into the index. A request that is open still is none of
// these: it is answered first.
func (r *foresporselrom) fullfor(ctx context.Context, apne []foresporsel) error {
	return r.visAvgjort(ctx, func(a avgjorelse) bool {
		return !a.Indeksert && !slices.ContainsFunc(apne, func(f foresporsel) bool { return f.ID == a.Foresporsel })
	})
}

// visAvgjort indexes entries as they were decided.
func (r *foresporselrom) visAvgjort(ctx context.Context, hvilke func(avgjorelse) bool) error {
	d := r.demo
	d.avgjort = maps.Clone(r.avgjort)
	maps.DeleteFunc(d.avgjort, func(_ uuid.UUID, a avgjorelse) bool { return !hvilke(a) })
	if len(d.avgjort) == 0 {
		return nil
	}
	r.naa.naa = time.Now().In(r.naa.naa.Location())
	_, alle := d.meldinger(r.naa)
	poster := slices.DeleteFunc(alle, func(m innsynsmelding) bool { _, er := d.avgjort[m.ID]; return !er })
	if err := r.indekser(ctx, poster); err != nil {
		return err
	}
	for id, a := range d.avgjort {
		a.Indeksert = true
		r.avgjort[id] = a
	}
	return skrivFast(r.fil(), r.avgjort)
}
