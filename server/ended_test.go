package server_test

import (
	"bytes"
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/ent"
	"barnevernportalen/ent/viewer"
	"barnevernportalen/server"
)

// vaktrom is a session in storage and a watch on it, in a bubble with its own time.
type vaktrom struct {
	*testing.T
	s   *server.Sesjoner
	l   *lager
	id  uuid.UUID
	c   <-chan struct{}
	gaa context.CancelFunc // the socket goes away
}

func iVaktrom(t *testing.T, f func(v *vaktrom)) {
	synctest.Test(t, func(t *testing.T) {
		adresse, err := server.ParseAdresse("https://portal.example.no", server.ModusProduksjon)
		maa(t, err)
		l := nyttLager()
		s, err := server.NewSesjoner(server.SesjonerOppsett{Adresse: adresse, Lager: l, Hemmelighet: bytes.Repeat([]byte{7}, 32),
			Person: func(string) viewer.Person { return viewer.Person{} }, Tilganger: l.Tilganger})
		maa(t, err)
		v := &vaktrom{T: t, s: s, l: l, id: uuid.New()}
		naa := time.Now()
		maa(t, l.LagreSesjon(t.Context(), ent.Sesjon{ID: v.id, Opprettet: naa, SistBrukt: naa, Utloper: naa.Add(2 * time.Hour)}))
		var ctx context.Context
		ctx, v.gaa = context.WithCancel(t.Context())
		defer v.gaa()
		v.c = s.Avsluttet(ctx, v.id)
		synctest.Wait() // the first look has been
		f(v)
	})
}

func (v *vaktrom) slutt() bool {
	synctest.Wait()
	select {
	case <-v.c:
		return true
	default:
		return false
	}
}

// gaar lets d of the bubble's time go by.
func (v *vaktrom) gaar(d time.Duration) { <-time.After(d) }

func TestAvsluttet(t *testing.T) {
	for navn, f := range map[string]func(*vaktrom){
		"told": func(v *vaktrom) {
			v.s.MeldAvsluttet(uuid.New())
			if v.slutt() {
				v.Error("ended by another session's end")
			}
			v.s.MeldAvsluttet(v.id)
			if !v.slutt() {
				v.Error("not ended at once")
			}
		},
		"not told: the store is asked": func(v *vaktrom) {
			maa(v.T, v.l.SlettSesjon(v.Context(), v.id))
			if v.slutt() {
				v.Error("ended without anybody having looked")
			}
			v.gaar(60 * time.Second)
			if !v.slutt() {
				v.Error("alive after 60 s")
			}
		},
		"word was lost": func(v *vaktrom) {
			v.s.MeldTapt()
			if v.slutt() {
				v.Error("ended though the row stands")
			}
			maa(v.T, v.l.SlettSesjon(v.Context(), v.id))
			v.s.MeldTapt()
			if !v.slutt() {
				v.Error("did not look again")
			}
		},
		"30 minutes without activity": func(v *vaktrom) {
			v.gaar(20 * time.Minute)
			maa(v.T, v.l.BerorSesjon(v.Context(), v.id, time.Now()))
			v.gaar(30*time.Minute - time.Second)
			if v.slutt() {
				v.Error("ended too early")
			}
			v.gaar(time.Second)
			if !v.slutt() {
				v.Error("alive")
			}
		},
		"120 minutes in use": func(v *vaktrom) {
			for range 11 {
				v.gaar(10 * time.Minute)
				maa(v.T, v.l.BerorSesjon(v.Context(), v.id, time.Now()))
			}
			if v.slutt() {
				v.Error("ended too early")
			}
			v.gaar(10 * time.Minute)
			if !v.slutt() {
				v.Error("alive")
			}
		},
		"the store does not answer": func(v *vaktrom) {
			v.l.settFeil(errors.New("connection refused"))
			v.gaar(29 * time.Minute)
			if v.slutt() {
				v.Error("ended by the store's silence")
			}
			v.gaar(time.Minute)
			if !v.slutt() {
				v.Error("outlived the time last read")
			}
		},
		"the socket went away": func(v *vaktrom) {
			v.gaa()
			if v.slutt() {
				v.Error("the session ended")
			}
			v.s.MeldAvsluttet(v.id) // nobody there; and synctest finds a goroutine left behind
		},
	} {
		t.Run(navn, func(t *testing.T) { iVaktrom(t, f) })
	}
}

// A logout in the browser closes the socket of the same session, and no other.
func TestLoggUtLukkerSokler(t *testing.T) {
	v := nyVerden(t)
	v.etAnnetSted(func() { v.loggInn("som=far") })
	v.loggInn("som=mor")
	mor, _ := v.hvem()
	c := v.sesjoner.Avsluttet(t.Context(), mor.Sesjon)
	v.post("/logg-ut", nil)
	select {
	case <-c:
	case <-time.After(2 * time.Second):
		t.Error("open two seconds after the logout")
	}
}
