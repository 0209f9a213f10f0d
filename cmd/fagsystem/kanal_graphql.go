package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"slices"
	"sync"
	"time"
)

// graphqlKanal is the native channel: look in the inbox, fetch, store, prove.
//
// What the portal says over its socket is used for one thing only: that there is a reason to look now. Then the inbox itself
// is read, and everything in it that we have not answered is done. So a message that was missed, a socket that was down and a
// program that was killed are all mended in the same way, by the next look. And there is always a next look: without any
// socket there is still one every «hvert».
type graphqlKanal struct {
	portal    *portal
	mottak    *mottak
	lager     *lager
	mottakere []mottaker
	hvert     time.Duration // between looks when nothing calls for one
	log       *slog.Logger
	steg      func(string)

	en    sync.Mutex // reports are received one at a time, whichever inbox they lie in
	kjede kjedevakt
}

// motta receives until ctx ends.
func (k *graphqlKanal) motta(ctx context.Context) error {
	var wg sync.WaitGroup
	for gruppe := range slices.Chunk(k.mottakere, maksAbonnement) {
		vekk := make(map[string]chan struct{}, len(gruppe))
		for _, m := range gruppe {
			c := make(chan struct{}, 1) // a second reason to look while the first waits is the same reason
			vekk[m.String()] = c
			wg.Go(func() { k.pass(ctx, m, c) })
		}
		wg.Go(func() { k.lytt(ctx, gruppe, vekk) })
	}
	wg.Wait()
	return ctx.Err()
}

// pass looks in one inbox, at once and then each time there is a reason to.
func (k *graphqlKanal) pass(ctx context.Context, m mottaker, vekk <-chan struct{}) {
	for feil := 0; ctx.Err() == nil; {
		vent := k.hvert
		if err := k.se(ctx, m); err == nil {
			feil = 0
		} else if ctx.Err() == nil {
			vent = min(pause(feil), k.hvert)
			feil++
			k.log.ErrorContext(ctx, "the inbox is not emptied; trying again", "mottaker", m.String(), "pause", vent, "feil", err)
		}
		select {
		case <-ctx.Done():
		case <-vekk:
		case <-time.After(vent):
		}
	}
}

// pause is how long to wait after a number of failures in a row: doubling from a second to a minute, and never the same for
// two clients, so that they do not all return at once to a portal that restarted.
func pause(feil int) time.Duration {
	d := min(time.Second<<min(feil, 6), time.Minute)
	return d/2 + rand.N(d/2+1)
}

// se looks in an inbox once: everything unproven is received and answered, oldest first, and then the chain is checked.
// A report that fails does not stop those behind it.
func (k *graphqlKanal) se(ctx context.Context, m mottaker) error {
	k.en.Lock()
	defer k.en.Unlock()
	noder, err := k.portal.mottak(ctx, m, false, nil)
	if err != nil {
		return err
	}
	var feil []error
	for _, n := range noder {
		if err := k.behandle(ctx, n); err != nil {
			feil = append(feil, fmt.Errorf("nr %d: %w", n.Nr, err))
			if ctx.Err() != nil || errors.Is(err, errTilgang) {
				break // nor will the next one
			}
		}
	}
	return errors.Join(append(feil, k.kjede.se(ctx, m))...)
}

// behandle receives one report and answers it.
func (k *graphqlKanal) behandle(ctx context.Context, n node) error {
	if svart, err := k.lager.svaret(n.ID); err != nil {
		return err
	} else if n.bevist() || len(n.Dokumenter) == 0 || ferdigSvart(svart, n) {
		return nil
	}
	kv, err := k.mottak.ta(ctx, innkommet{
		ID: n.ID, Type: n.Type, Kanal: "graphql", Sha256: n.Sha256,
		Innhold: func(ctx context.Context) (io.ReadCloser, error) { return k.portal.hent(ctx, n) },
	})
	// 1. It can never be stored here: say so, and a letter leaves.
	if u := new(ubrukelig); errors.As(err, &u) {
		k.log.ErrorContext(ctx, "refusing a report", "id", n.ID, "nr", n.Nr, "grunn", u.Grunn)
		return k.svar(ctx, n, svar{Svar: svarAvvist, Grunn: u.Grunn}, k.portal.avvis(ctx, n.ID, u))
	}
	// 2. It could not be stored now: say nothing, and try again.
	if err != nil {
		return err
	}
	// 3. It is on the disk, and this is the proof of it.
	s := svar{Svar: svarMottatt}
	if kv.Bevis != "" {
		s.Svar = svarLagret
	}
	return k.svar(ctx, n, s, k.portal.bekreft(ctx, n.ID, kv.Bevis))
}

// svar writes down an answer that has been given; err is how it was taken.
func (k *graphqlKanal) svar(ctx context.Context, n node, s svar, err error) error {
	if f := new(mottakFeil); errors.As(err, &f) {
		k.log.ErrorContext(ctx, "THE PORTAL DOES NOT TAKE OUR ANSWER; a person must look", "id", n.ID, "nr", n.Nr, "svar", s.Svar, "kode", f.Kode)
		s = svar{Svar: svarFeil, Grunn: grunn(f.Kode)}
	} else if err != nil {
		return err
	}
	k.steg("svart")
	s.Tid = k.mottak.naa()
	if err := k.lager.noter(n.ID, s); err != nil {
		return err
	}
	k.log.InfoContext(ctx, "answered", "id", n.ID, "nr", n.Nr, "svar", s.Svar)
	return nil
}

// ferdigSvart: it is listed as unproven, and there is nothing more that we can say. To have a report tried again, with a new
// key for instance, remove its file from svar/.
func ferdigSvart(s *svar, n node) bool {
	if s == nil {
		return false
	}
	switch s.Svar {
	case svarAvvist, svarFeil:
		return true
	case svarMottatt:
		return n.Bevis == "KVITTERT"
	}
	return false // proven, says our note, and the portal knows nothing of it: prove it again
}

// kjedevakt checks the receivers' chains against the portal.
type kjedevakt struct {
	portal *portal
	lager  *lager
	log    *slog.Logger

	helt    map[mottaker]bool // the whole chain has been read since the start
	varslet map[mottaker]int  // how many avvik were called out last
}

// se fetches what is new of a chain, and calls out loudly what is wrong with it. That is no error: reports are received all
// the same.
func (v *kjedevakt) se(ctx context.Context, m mottaker) error {
	kopi, _, err := v.lager.lesKjede(m)
	if err != nil {
		return err
	}
	var siste int64
	if len(kopi) > 0 {
		siste = kopi[len(kopi)-1].Nr
	}
	hel := !v.helt[m] // all of it the first time, and then back to what we have
	noder, err := v.portal.mottak(ctx, m, true, func(n node) bool { return !hel && n.Nr <= siste })
	if err != nil {
		return err
	}
	liste := make([]ledd, len(noder))
	for i, n := range noder {
		liste[i] = n.ledd()
	}
	feil, err := v.lager.utvidKjede(m, liste, hel)
	if err != nil {
		return err
	}
	if v.varslet == nil {
		v.varslet, v.helt = map[mottaker]int{}, map[mottaker]bool{}
	}
	v.helt[m] = true
	if len(feil) != v.varslet[m] {
		for _, a := range feil {
			v.log.ErrorContext(ctx, "THE CHAIN DOES NOT HOLD: A REPORT MAY BE MISSING", "mottaker", m.String(), "nr", a.Nr, "hva", a.Hva)
		}
		v.varslet[m] = len(feil)
	}
	return nil
}
