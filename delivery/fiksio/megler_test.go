package fiksio_test

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/delivery/fiksio"
	"barnevernportalen/delivery/fiksio/liksom"
)

// sendTil sends until it is answered as sent, the same message each time, as the ladder does. It returns how many times.
func (p *part) sendTil(m fiksio.Melding) (times int) {
	p.t.Helper()
	k := p.klient()
	end := time.After(frist)
	for {
		times++
		_, err := k.Send(p.t.Context(), m)
		if err == nil {
			return times
		}
		if !errors.Is(err, fiksio.ErrUtilgjengelig) {
			p.t.Fatalf("not an unknown outcome: %v", err)
		}
		select {
		case <-time.After(20 * time.Millisecond):
		case <-end:
			p.t.Fatalf("cannot send: %v", err)
		}
	}
}

// tilSiste receives until one message has come, and returns all.
func tilSiste(t *testing.T, in <-chan *fiksio.Mottatt, last uuid.UUID) (all []*fiksio.Mottatt) {
	t.Helper()
	for {
		m := faa(t, "the last message", in)
		if all = append(all, m); m.KlientMeldingID == last.String() {
			return all
		}
	}
}

// alleKommer receives until every message that was answered as sent has come.
func alleKommer(t *testing.T, in <-chan *fiksio.Mottatt, sent []uuid.UUID) (all []*fiksio.Mottatt) {
	t.Helper()
	for len(tapt(sent, all)) > 0 {
		all = append(all, faa(t, "what was sent", in))
	}
	return all
}

// Whatever happens to the broker while reports are being sent and received, none that was answered as sent is lost.
func TestIngentingTapesNarMeglerenSvikter(t *testing.T) {
	const before, after = 20, 20
	for what, do := range map[string]func(context.Context, *liksom.Server) error{
		"it is restarted": func(ctx context.Context, s *liksom.Server) error { return s.Omstart(ctx) },
		"the power goes": func(ctx context.Context, s *liksom.Server) error {
			return errors.Join(s.Stans(ctx), s.Fortsett(ctx))
		},
		"all connections are closed": func(ctx context.Context, s *liksom.Server) error { return s.KastUt(ctx) },
	} {
		t.Run(what, func(t *testing.T) {
			s, portal, fagsystem := verden(t)
			in, _ := fagsystem.innboks()
			fagsystem.tilkoblet()
			ctx, cancel := context.WithTimeout(t.Context(), frist)
			defer cancel()
			var sent []uuid.UUID
			happened := make(chan error, 1)
			for n := range before + after {
				if n == before {
					go func() { happened <- do(ctx, s) }()
				}
				m := melding(fagsystem)
				portal.sendTil(m)
				sent = append(sent, m.KlientMeldingID)
			}
			if err := faa(t, "the mishap", happened); err != nil {
				t.Fatal(err)
			}
			if err := fagsystem.frakoblet(); err == nil {
				t.Error("the consumer noticed nothing")
			}
			fagsystem.tilkoblet()
			m := melding(fagsystem)
			portal.sendTil(m)
			alleKommer(t, in, append(sent, m.KlientMeldingID))
		})
	}
}

// Control: the count above sees a message that is answered as sent and was not.
func TestTaptMeldingSees(t *testing.T) {
	s, portal, fagsystem := verden(t)
	in, _ := fagsystem.innboks()
	var sent []uuid.UUID
	for n := range 5 {
		if s.Svar(liksom.Ingen); n == 2 {
			s.Svar(liksom.FeilTapt)
		}
		m := melding(fagsystem)
		portal.send(m)
		sent = append(sent, m.KlientMeldingID)
	}
	if lost := tapt(sent, tilSiste(t, in, sent[4])); !slices.Equal(lost, sent[2:3]) {
		t.Errorf("lost: %v, want the third", lost)
	}
}

// The broker closes the channel before it has confirmed: nobody knows whether it has the message. It is sent again, and the
// receiver knows it for the same.
func TestKanalenLukkesMidtIBekreftelsen(t *testing.T) {
	s, portal, fagsystem := verden(t)
	in, _ := fagsystem.innboks()
	s.Svar(liksom.FeilKanal)
	m := melding(fagsystem)
	if _, err := portal.klient().Send(t.Context(), m); !errors.Is(err, fiksio.ErrUtilgjengelig) {
		t.Fatalf("got %v", err)
	}
	s.Svar(liksom.Ingen)
	portal.send(m)
	last := melding(fagsystem)
	portal.send(last)
	if lost := tapt([]uuid.UUID{m.KlientMeldingID}, tilSiste(t, in, last.KlientMeldingID)); lost != nil {
		t.Error("lost")
	}
}

// An answer that is lost after the message went: it is sent again, comes twice, and is the same.
func TestDobbeltErDetSamme(t *testing.T) {
	s, portal, fagsystem := verden(t)
	portal.o.HTTP = kortTaalmodighet()
	in, _ := fagsystem.innboks()
	for _, f := range []liksom.Feil{liksom.FeilTaptSvar, liksom.FeilBruttSvar, liksom.FeilHalvtSvar, liksom.FeilTregtSvar, liksom.FeilAnnenMelding} {
		m := melding(fagsystem)
		s.Svar(f)
		if _, err := portal.klient().Send(t.Context(), m); !errors.Is(err, fiksio.ErrUtilgjengelig) {
			t.Errorf("feil %d: %v", f, err)
		}
		s.Svar(liksom.Ingen)
		portal.send(m)
		a, b := faa(t, "one", in), faa(t, "the other", in)
		if a.KlientMeldingID != b.KlientMeldingID || a.KlientMeldingID != m.KlientMeldingID.String() || a.MeldingID == b.MeldingID {
			t.Errorf("feil %d: %+v, %+v", f, a, b)
		}
	}
	s.Svar(liksom.FeilDobbelt)
	m := melding(fagsystem)
	sent := portal.send(m)
	if a, b := faa(t, "one", in), faa(t, "the other", in); a.MeldingID != sent.MeldingID || b.MeldingID != sent.MeldingID {
		t.Errorf("%+v, %+v", a, b)
	}
	s.Svar(liksom.Ingen)
	portal.send(melding(fagsystem)) // control: told the truth, it comes once
	last := melding(fagsystem)
	portal.send(last)
	if all := tilSiste(t, in, last.KlientMeldingID); len(all) != 2 {
		t.Errorf("%d came, want 2", len(all))
	}
}

// A queue that an operator deleted: what is sent there is not called sent, and arrives when the queue is back.
func TestUruterbar(t *testing.T) {
	s, portal, fagsystem := verden(t)
	if err := s.SlettKo(fagsystem.konto); err != nil {
		t.Fatal(err)
	}
	m := melding(fagsystem)
	if _, err := portal.klient().Send(t.Context(), m); !errors.Is(err, fiksio.ErrUtilgjengelig) {
		t.Fatalf("got %v", err)
	}
	in, _ := fagsystem.innboks()
	if err := faa(t, "the refusal", fagsystem.koblet); err == nil {
		t.Error("a queue that is not there is consumed")
	}
	if err := s.LagKo(fagsystem.konto); err != nil {
		t.Fatal(err)
	}
	portal.send(m)
	if all := tilSiste(t, in, m.KlientMeldingID); len(all) != 1 {
		t.Errorf("%d came", len(all))
	}
	// And one that is deleted under a consumer is noticed.
	if err := s.SlettKo(fagsystem.konto); err != nil {
		t.Fatal(err)
	}
	_ = fagsystem.frakoblet()
	if err := s.LagKo(fagsystem.konto); err != nil {
		t.Fatal(err)
	}
	fagsystem.tilkoblet()
}

// A broker that has raised an alarm takes nothing more. Who sends is told so within the time set, who receives goes on.
func TestMegleralarmer(t *testing.T) {
	s, portal, fagsystem := verden(t)
	in, _ := fagsystem.innboks()
	fagsystem.tilkoblet()
	for what, alarm := range map[string]func(context.Context, bool) error{"memory": s.Minnealarm, "disk": s.Diskalarm} {
		t.Run(what, func(t *testing.T) {
			stored := melding(fagsystem)
			portal.send(stored)
			if err := alarm(t.Context(), true); err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { _ = alarm(context.Background(), false) })
			m := melding(fagsystem)
			if _, err := portal.klient().Send(t.Context(), m); !errors.Is(err, fiksio.ErrUtilgjengelig) {
				t.Fatalf("sent under the alarm: %v", err)
			}
			tilSiste(t, in, stored.KlientMeldingID)
			if err := alarm(t.Context(), false); err != nil {
				t.Fatal(err)
			}
			portal.sendTil(m)
			tilSiste(t, in, m.KlientMeldingID)
		})
	}
}
