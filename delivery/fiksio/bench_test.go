package fiksio_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"runtime"
	"sync"
	"testing"
	"time"

	"barnevernportalen/delivery/fiksio"
	"barnevernportalen/delivery/fiksio/liksom"
)

// nyttelast is what a sealed report weighs: two pages of PDF, its JSON and the container.
const nyttelast = 100_000

// BenchmarkOverlevering hands reports over through the client and, turn by turn with it, through the least that does the same:
// a bare POST of the same bytes to a handler that publishes them to the same broker and waits for it to confirm.
// «ratio» is our reports per second against its; it must be 0.7 at least.
func BenchmarkOverlevering(b *testing.B) {
	for name, atOnce := range map[string]int{"en": 1, "åtte": 8} {
		b.Run(name, func(b *testing.B) { overlever(b, atOnce) })
	}
}

func overlever(b *testing.B, atOnce int) {
	s, portal, fagsystem := benkverden(b)
	k, err := fiksio.New(portal.o)
	if err != nil {
		b.Fatal(err)
	}
	m := melding(fagsystem)
	m.Data = bytes.Repeat([]byte{7}, nyttelast)
	bare, body, contentType := bart(b, s, fagsystem, m.Data)

	ours := func() error { _, err := k.Send(b.Context(), m); return err }
	theirs := func() error {
		resp, err := http.Post(bare, contentType, bytes.NewReader(body))
		if err != nil {
			return err
		}
		defer func() { _ = resp.Body.Close() }()
		if _, err := io.Copy(io.Discard, resp.Body); err != nil || resp.StatusCode != 200 {
			return errors.New("the bare loop failed")
		}
		return nil
	}
	batch := func(send func() error) time.Duration {
		began := time.Now()
		errs := make([]error, atOnce)
		var wg sync.WaitGroup
		for n := range atOnce {
			wg.Go(func() { errs[n] = send() })
		}
		wg.Wait()
		if err := errors.Join(errs...); err != nil {
			b.Fatal(err)
		}
		return time.Since(began)
	}
	batch(ours)
	batch(theirs)
	var we, they time.Duration
	b.ResetTimer()
	for n := range b.N {
		if n%2 == 0 {
			we += batch(ours)
			they += batch(theirs)
		} else {
			they += batch(theirs)
			we += batch(ours)
		}
	}
	b.StopTimer()
	b.ReportMetric(float64(b.N*atOnce)/we.Seconds(), "meldinger/s")
	b.ReportMetric(float64(b.N*atOnce)/they.Seconds(), "bare/s")
	b.ReportMetric(they.Seconds()/we.Seconds(), "ratio")
}

// bart is the least that hands a message over: it reads what it is sent and publishes it.
func bart(b *testing.B, s *liksom.Server, to *part, data []byte) (address string, body []byte, contentType string) {
	var frame bytes.Buffer
	w := multipart.NewWriter(&frame)
	meta, _ := w.CreateFormField("metadata")
	_, _ = meta.Write(bytes.Repeat([]byte{' '}, 400))
	part, _ := w.CreateFormFile("data", "x")
	_, _ = part.Write(data)
	_ = w.Close()
	bare := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		got, err := io.ReadAll(r.Body)
		if err == nil {
			err = s.Legg(r.Context(), to.konto, nil, got)
		}
		if err != nil {
			w.WriteHeader(500)
		}
	}))
	b.Cleanup(bare.Close)
	return bare.URL, frame.Bytes(), w.FormDataContentType()
}

// BenchmarkMinne measures the heap of a consumer that is busy with its first message while others wait: a thousand, then ten
// thousand. What waits is the broker's to keep.
func BenchmarkMinne(b *testing.B) {
	s, portal, fagsystem := benkverden(b)
	k, err := fiksio.New(fagsystem.o)
	if err != nil {
		b.Fatal(err)
	}
	sent := 0
	for _, n := range []int{1_000, 10_000} { // once, however long the benchmark is asked to run
		fyll(b, s, portal, fagsystem, n-sent)
		sent = n
		ctx, cancel := context.WithCancel(b.Context())
		busy, ended := make(chan struct{}, 1), make(chan error, 1)
		go func() {
			ended <- k.Motta(ctx, fagsystem.konto, func(ctx context.Context, _ *fiksio.Mottatt) error {
				busy <- struct{}{}
				<-ctx.Done()
				return ctx.Err()
			})
		}()
		<-busy
		var mem runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&mem)
		b.ReportMetric(float64(mem.HeapAlloc)/1e6, map[int]string{1_000: "MB-ved-1000", 10_000: "MB-ved-10000"}[n])
		cancel()
		if err := <-ended; !errors.Is(err, context.Canceled) {
			b.Error(err)
		}
	}
}

// fyll puts messages of 10 kB in an account's queue.
func fyll(b *testing.B, s *liksom.Server, from, to *part, n int) {
	b.Helper()
	work, errs := make(chan struct{}), make(chan error, 16)
	for range cap(errs) {
		go func() {
			var err error
			for range work {
				if err == nil {
					err = s.Legg(b.Context(), to.konto, map[string]any{
						"melding-id": from.integrasjon.String(), "type": "x", "avsender-id": from.konto.String(),
					}, make([]byte, 10_000))
				}
			}
			errs <- err
		}()
	}
	for range n {
		work <- struct{}{}
	}
	close(work)
	for range cap(errs) {
		if err := <-errs; err != nil {
			b.Fatal(err)
		}
	}
}

func benkverden(b *testing.B) (*liksom.Server, *part, *part) {
	b.Helper()
	s, portal, fagsystem := verden(b)
	b.Cleanup(func() {
		if err := s.SlettKo(fagsystem.konto); err != nil {
			b.Error(err)
		}
		http.DefaultClient.CloseIdleConnections()
	})
	return s, portal, fagsystem
}
