package delivery_test

import (
	"bytes"
	"context"
	"io"
	"strings"
	"testing"

	"github.com/google/uuid"

	"barnevernportalen/delivery/fiksio"
	"barnevernportalen/ent/db/alarm"
	"barnevernportalen/ent/db/fiksioinn"
	"barnevernportalen/ent/db/forsendelse"
	"barnevernportalen/ent/db/hendelse"
)

// A type we do not know is kept whole, and a person is called; it is not taken for an answer. One whose content cannot be
// fetched now is given again.
func TestUkjentMelding(t *testing.T) {
	h := nyttFiksiohus(t, false)
	id := h.send(t)
	s := h.svar("no.ks.fiks.bekymringsmelding.mottatt.v9", h.megler.siste(t))
	s.Egendefinert = map[string]string{"merknad": "Kari Testesen"}
	nede := true
	s.Innhold = func(context.Context) (io.ReadCloser, error) {
		if nede {
			return nil, fiksio.ErrUtilgjengelig
		}
		return io.NopCloser(strings.NewReader("noe nytt")), nil
	}
	if err := h.s.TaImot(t.Context(), s); err == nil {
		t.Fatal("acknowledged without its content")
	}
	nede = false
	h.ta(t, s)
	h.ta(t, s)
	h.utfall(t, s, fiksioinn.UtfallUkjentType)
	rad := h.db.Client().Fiksioinn.GetX(system(t), s.MeldingID)
	if string(deref(rad.Innhold)) != "noe nytt" || bytes.Contains(rad.Hode, []byte("Testesen")) || h.alarmer(t, alarm.SlagUkjentMelding) != 1 {
		t.Errorf("%+v", rad)
	}
	h.er(t, id, forsendelse.TilstandSendtFagsystem, forsendelse.BevisOverlevert)

	raa := fiksio.Raa{MottakerKontoID: uuid.New(), Mangler: "type", Headere: map[string]string{"a": "b"}, Innhold: []byte("x")}
	for range 2 {
		maa(t, h.s.TaImotUleselig(t.Context(), raa))
	}
	if h.alarmer(t, alarm.SlagUkjentMelding) != 2 {
		t.Error("one that cannot be read is not kept once")
	}
}

// Nothing is acknowledged that is not committed: with the database gone TaImot fails, and the message is there again.
func TestIkkeKvittertForLagret(t *testing.T) {
	h := nyttFiksiohus(t, false)
	id := h.send(t)
	s := h.svar(fiksio.TypeMottatt, h.megler.siste(t))
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := h.s.TaImot(ctx, s); err == nil {
		t.Fatal("taken without being stored")
	}
	h.er(t, id, forsendelse.TilstandSendtFagsystem, forsendelse.BevisOverlevert)
	h.ta(t, s)
	h.er(t, id, forsendelse.TilstandLevert, forsendelse.BevisKvittert)
}

// The same message to two processes at once is taken once.
func TestTattImotSamtidig(t *testing.T) {
	h := nyttFiksiohus(t, false)
	id := h.send(t)
	s := h.svar(fiksio.TypeFeilet, h.megler.siste(t))
	feil := make(chan error)
	for range 4 {
		go func() { feil <- h.s.TaImot(t.Context(), s) }()
	}
	for range 4 {
		maa(t, <-feil)
	}
	if n := h.hendelser(t, id, hendelse.SlagAvvistFagsystem); n != 1 {
		t.Errorf("refused %d times", n)
	}
}
