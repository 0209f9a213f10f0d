package server_test

import (
	"bytes"
	"context"
	"encoding/json"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/ent"
	"barnevernportalen/ent/viewer"
)

// klokke is real time that a test can push forward.
type klokke struct {
	sync.Mutex
	naa time.Time
}

func (k *klokke) Now() time.Time {
	k.Lock()
	defer k.Unlock()
	return k.naa
}

func (k *klokke) frem(d time.Duration) {
	k.Lock()
	defer k.Unlock()
	k.naa = k.naa.Add(d)
}

type logg struct {
	sync.Mutex
	b bytes.Buffer
}

func (l *logg) Write(p []byte) (int, error) {
	l.Lock()
	defer l.Unlock()
	return l.b.Write(p)
}

func (l *logg) String() string {
	l.Lock()
	defer l.Unlock()
	return l.b.String()
}

// sist returns grunn and feil of the last refusal.
func (l *logg) sist(t *testing.T) (grunn, feil string) {
	t.Helper()
	linjer := strings.Split(strings.TrimSpace(l.String()), "\n")
	var rad struct{ Grunn, Feil, FeilID string }
	if linjer[0] == "" {
		return "", ""
	}
	maa(t, json.Unmarshal([]byte(linjer[len(linjer)-1]), &rad))
	if rad.FeilID == "" {
		t.Errorf("a refusal without an id in the log: %s", linjer[len(linjer)-1])
	}
	return rad.Grunn, rad.Feil
}

// lager is storage in memory.
type lager struct {
	sync.Mutex
	rader      map[uuid.UUID]ent.Sesjon
	jti        map[string]time.Time
	tilganger  []viewer.Tilgang
	feil       error // of every call
	beroringer int
}

func nyttLager() *lager {
	return &lager{rader: map[uuid.UUID]ent.Sesjon{}, jti: map[string]time.Time{}}
}

func (l *lager) LagreSesjon(_ context.Context, s ent.Sesjon) error {
	l.Lock()
	defer l.Unlock()
	if l.feil == nil {
		l.rader[s.ID] = s
	}
	return l.feil
}

func (l *lager) HentSesjon(_ context.Context, id uuid.UUID) (ent.Sesjon, error) {
	l.Lock()
	defer l.Unlock()
	s, ok := l.rader[id]
	if l.feil == nil && !ok {
		return s, ent.ErrIkkeFunnet
	}
	return s, l.feil
}

func (l *lager) BerorSesjon(_ context.Context, id uuid.UUID, naa time.Time) error {
	l.Lock()
	defer l.Unlock()
	if s, ok := l.rader[id]; ok && l.feil == nil {
		l.beroringer++
		s.SistBrukt = naa
		l.rader[id] = s
	}
	return l.feil
}

func (l *lager) SlettSesjon(_ context.Context, id uuid.UUID) error {
	l.Lock()
	defer l.Unlock()
	if l.feil == nil {
		delete(l.rader, id)
	}
	return l.feil
}

func (l *lager) SlettSesjonerFor(_ context.Context, jti string, til time.Time, sid, sub []byte) error {
	l.Lock()
	defer l.Unlock()
	if _, brukt := l.jti[jti]; brukt || l.feil != nil {
		return l.feil
	}
	l.jti[jti] = til
	for id, s := range l.rader {
		if (sid != nil && bytes.Equal(s.SidHash, sid)) || (sid == nil && bytes.Equal(s.SubHash, sub)) {
			delete(l.rader, id)
		}
	}
	return nil
}

func (l *lager) HuskJti(_ context.Context, jti string, til time.Time) (bool, error) {
	l.Lock()
	defer l.Unlock()
	_, brukt := l.jti[jti]
	if l.feil == nil {
		l.jti[jti] = til
	}
	return !brukt, l.feil
}

func (l *lager) Tilganger(context.Context, viewer.Person) ([]viewer.Tilgang, error) {
	l.Lock()
	defer l.Unlock()
	return l.tilganger, l.feil
}

func (l *lager) settFeil(err error) {
	l.Lock()
	defer l.Unlock()
	l.feil = err
}

func (l *lager) antall() int {
	l.Lock()
	defer l.Unlock()
	return len(l.rader)
}
