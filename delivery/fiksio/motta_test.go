package fiksio_test

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/delivery/fiksio"
)

// kortTaalmodighet is a client that gives up soon, with connections of its own.
func kortTaalmodighet() *http.Client {
	return &http.Client{Timeout: 2 * time.Second, Transport: &http.Transport{DisableKeepAlives: true}}
}

// The message is the broker's until ta has returned nil: a consumer that dies before is as one that never had it.
func TestKvitteresEtterTa(t *testing.T) {
	s, portal, fagsystem := verden(t)
	began := make(chan *fiksio.Mottatt, 10)
	stop := fagsystem.lytt(func(ctx context.Context, m *fiksio.Mottatt) error {
		began <- m
		<-ctx.Done() // it dies here, between taking and storing
		return ctx.Err()
	})
	sent := portal.send(melding(fagsystem))
	if m := faa(t, "the message", began); m.MeldingID != sent.MeldingID || m.Levertigjen {
		t.Errorf("first: %+v", m)
	}
	stop()
	in, stop := fagsystem.innboks()
	if m := faa(t, "the message again", in); m.MeldingID != sent.MeldingID || !m.Levertigjen {
		t.Errorf("again: %+v", m)
	}
	stop()
	// Control: now that ta returned nil it is gone, and the next in the queue is another.
	in, _ = fagsystem.innboks()
	next := portal.send(melding(fagsystem))
	if m := faa(t, "the next message", in); m.MeldingID != next.MeldingID {
		t.Errorf("it came a third time: %+v", m)
	}
	if n, consumers, err := s.Ko(fagsystem.konto); n != 0 || consumers != 1 || err != nil {
		t.Errorf("%d wait, %d consume, %v", n, consumers, err)
	}
}

// A message that cannot be stored just now is tried again and again, far more often than Fiks IO allows returns, and does
// not hold back those behind it.
func TestFeilHosMottakerenTaperIngenting(t *testing.T) {
	_, portal, fagsystem := verden(t)
	const tries = 8
	bad := melding(fagsystem)
	in, failed := make(chan *fiksio.Mottatt, 10), 0
	fagsystem.lytt(func(_ context.Context, m *fiksio.Mottatt) error {
		if m.KlientMeldingID == bad.KlientMeldingID.String() && failed < tries {
			failed++
			return errors.New("the database is down")
		}
		in <- m
		return nil
	})
	portal.send(bad)
	good := portal.send(melding(fagsystem))
	if m := faa(t, "the message behind", in); m.MeldingID != good.MeldingID {
		t.Error("the message behind had to wait")
	}
	if m := faa(t, "the message that failed", in); m.KlientMeldingID != bad.KlientMeldingID.String() || !m.Levertigjen {
		t.Errorf("got %+v", m)
	}
}

// Control to the above: with the way that suggests itself, to close the channel and take it again, the message is taken away
// after three times, and only the sender is told.
func TestLukketKanalTeller(t *testing.T) {
	_, portal, fagsystem := verden(t)
	receipts, _ := portal.innboks()
	out := melding(fagsystem)
	sent := portal.send(out)
	given := 0
	for ; given < 3; given++ {
		ch := fagsystem.raaKanal(fagsystem.integrasjon, passord)
		d := faa(t, "a delivery", fagsystem.konsumer(ch))
		if d.Redelivered != (given > 0) {
			t.Errorf("delivery %d: redelivered is %v", given, d.Redelivered)
		}
		_ = ch.Close()
	}
	m := faa(t, "Fiks IO's own message", receipts)
	if !fiksio.ErServerfeil(m.Type) || fiksio.ErTidsavbrudd(m.Type) || m.SvarPaMelding != sent.MeldingID || m.SvarPaType != out.Type ||
		m.KlientKorrelasjonsID != out.KlientKorrelasjonsID || m.AvsenderKontoID != fagsystem.konto {
		t.Errorf("got %+v", m)
	}
}

func TestTidsavbrudd(t *testing.T) {
	_, portal, fagsystem := verden(t)
	receipts, _ := portal.innboks()
	out := melding(fagsystem)
	out.TTL = time.Second
	sent := portal.send(out)
	m := faa(t, "the time-out", receipts)
	if !fiksio.ErTidsavbrudd(m.Type) || fiksio.ErServerfeil(m.Type) || m.SvarPaMelding != sent.MeldingID || m.SvarPaType != out.Type ||
		m.KlientKorrelasjonsID != out.KlientKorrelasjonsID {
		t.Errorf("got %+v", m)
	}
	if r, err := m.Innhold(t.Context()); r != nil || err != nil {
		t.Errorf("it has content: %v", err)
	}
}

// What we do not know is still a message: it is for the domain to keep it and call somebody.
func TestUkjentTypeLeveres(t *testing.T) {
	_, portal, fagsystem := verden(t)
	in, _ := fagsystem.innboks()
	out := melding(fagsystem)
	out.Type = "no.ks.fiks.noe.helt.annet.v9"
	portal.send(out)
	if m := faa(t, "the message", in); m.Type != out.Type || innhold(t, m) != string(out.Data) {
		t.Errorf("got %+v", m)
	}
}

// The spellings that others use are read too, and ours first.
func TestSkrivemater(t *testing.T) {
	s, portal, fagsystem := verden(t)
	in, _ := fagsystem.innboks()
	base := func(more map[string]any) map[string]any {
		h := map[string]any{"melding-id": uuid.NewString(), "type": "x", "avsender-id": portal.konto.String(), "avsender-navn": "Å"}
		for k, v := range more {
			h[k] = v
		}
		return h
	}
	for what, c := range map[string]struct {
		headere map[string]any
		id, kor string
	}{
		"as documented":    {map[string]any{"klientmelding-id": "a"}, "a", ""},
		"both":             {map[string]any{"klientmelding-id": "a", "egendefinert-header.klientMeldingId": "b"}, "b", ""},
		"documented, own":  {map[string]any{"egendefinert-header.klientmelding-id": "c"}, "c", ""},
		"old correlation":  {map[string]any{"egendefinert-header.klientKorrelasjonId": "d"}, "", "d"},
		"both correlation": {map[string]any{"egendefinert-header.klientKorrelasjonId": "d", "egendefinert-header.klientKorrelasjonsId": "e"}, "", "e"},
		"bytes":            {map[string]any{"egendefinert-header.klientKorrelasjonsId": []byte("f")}, "", "f"},
		"a number":         {map[string]any{"egendefinert-header.klientKorrelasjonsId": int32(3)}, "", ""},
	} {
		if err := s.Legg(t.Context(), fagsystem.konto, base(c.headere), nil); err != nil {
			t.Fatal(err)
		}
		if m := faa(t, what, in); m.KlientMeldingID != c.id || m.KlientKorrelasjonsID != c.kor {
			t.Errorf("%s: %q, %q", what, m.KlientMeldingID, m.KlientKorrelasjonsID)
		}
	}
}

// A message that cannot be read is kept aside, whole, and only then acknowledged.
func TestUleseligLeggesTilSide(t *testing.T) {
	s, portal, fagsystem := verden(t)
	whole := map[string]any{"melding-id": uuid.NewString(), "type": "x", "avsender-id": portal.konto.String()}
	spoils := map[string]any{"melding-id": nil, "type": nil, "avsender-id": nil, "svar-til": "ikke-en-uuid", "dokumentlager-id": "x"}
	aside, failed := make(chan fiksio.Raa, 10), 0
	fagsystem.o.Uleselig = func(_ context.Context, r fiksio.Raa) error {
		if failed++; failed == 1 {
			return errors.New("no place to put it")
		}
		aside <- r
		return nil
	}
	in, stop := fagsystem.innboks()
	for name, value := range spoils {
		h := map[string]any{}
		for k, v := range whole {
			h[k] = v
		}
		if delete(h, name); value != nil {
			h[name] = value
		}
		if err := s.Legg(t.Context(), fagsystem.konto, h, []byte("hemmelig-innhold")); err != nil {
			t.Fatal(err)
		}
		r := faa(t, name, aside)
		if r.Mangler != name || string(r.Innhold) != "hemmelig-innhold" || r.MottakerKontoID != fagsystem.konto || len(r.Headere) < 2 {
			t.Errorf("%s: %+v", name, r)
		}
	}
	if err := s.Legg(t.Context(), fagsystem.konto, whole, nil); err != nil { // control
		t.Fatal(err)
	}
	faa(t, "the whole message", in)
	stop()
	if failed != len(spoils)+1 {
		t.Errorf("given %d times, want one more than %d", failed, len(spoils))
	}
	if n, _, err := s.Ko(fagsystem.konto); n != 0 || err != nil {
		t.Errorf("%d left, %v", n, err)
	}

	// With nobody to keep it, it stays with the broker.
	fagsystem.o.Uleselig = nil
	delete(whole, "type")
	if err := s.Legg(t.Context(), fagsystem.konto, whole, nil); err != nil {
		t.Fatal(err)
	}
	fagsystem.log.b.Reset()
	in, stop = fagsystem.innboks()
	good := portal.send(melding(fagsystem))
	if m := faa(t, "the message behind", in); m.MeldingID != good.MeldingID {
		t.Errorf("got %+v", m)
	}
	stop()
	if !strings.Contains(fagsystem.log.String(), "required header") {
		t.Errorf("nothing is said of it: %s", fagsystem.log)
	}
	ch := fagsystem.raaKanal(fagsystem.integrasjon, passord)
	if d := faa(t, "what nobody kept", fagsystem.konsumer(ch)); d.Headers["type"] != nil {
		t.Errorf("got %v", d.Headers)
	}
}

// No more is taken from the broker than the prefetch says, however much waits there: memory stays flat.
func TestPrefetch(t *testing.T) {
	s, portal, fagsystem := verden(t)
	for _, prefetch := range []int{0, 3} { // 0: the default, 10
		const total = 15
		for range total {
			portal.send(melding(fagsystem))
		}
		fagsystem.o.Prefetch = prefetch
		began := make(chan struct{}, total)
		stop := fagsystem.lytt(func(ctx context.Context, _ *fiksio.Mottatt) error {
			began <- struct{}{}
			<-ctx.Done()
			return ctx.Err()
		})
		faa(t, "the first message", began)
		want := map[int]int{0: total - 10, 3: total - 3}[prefetch]
		try, end := time.NewTicker(20*time.Millisecond), time.After(frist)
		for n := -1; n != want; {
			select {
			case <-try.C:
			case <-end:
				t.Fatalf("prefetch %d: %d still wait, want %d", prefetch, n, want)
			}
			var err error
			if n, _, err = s.Ko(fagsystem.konto); err != nil || n < want {
				t.Fatalf("prefetch %d: %d still wait, want %d; %v", prefetch, n, want, err)
			}
		}
		try.Stop()
		stop()
		fagsystem.o.Prefetch = 100
		in, stop := fagsystem.innboks()
		for range total {
			faa(t, "what waited", in)
		}
		stop()
	}
}
