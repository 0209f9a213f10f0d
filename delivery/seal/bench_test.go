package seal

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"io"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// BenchmarkSeal100MB seals 100 MB to one receiver. It reports the heap beyond
// what was there (the figure: at most 16 MB) and the speed as a share of the
// bare cipher over the same bytes: the best of each, taken turn about in one run.
func BenchmarkSeal100MB(b *testing.B) {
	to := testKey(b, "receiver").Cert
	part := pattern(1 << 20)
	m := newMeter()
	sealing, bare := best{}, best{}
	b.SetBytes(large)
	for b.Loop() {
		start := time.Now()
		w, err := Encrypt(metered{io.Discard, m}, to)
		if err != nil {
			b.Fatal(err)
		}
		for range large / len(part) {
			if _, err := w.Write(part); err != nil {
				b.Fatal(err)
			}
		}
		if err := w.Close(); err != nil {
			b.Fatal(err)
		}
		sealing.take(time.Since(start))
		b.StopTimer()
		bare.take(bareCipher(b, cipher.NewCBCEncrypter))
		b.StartTimer()
	}
	b.ReportMetric(float64(m.extra())/(1<<20), "MB-extra-heap")
	b.ReportMetric(bare.Seconds()/sealing.Seconds(), "of-bare-cipher")
}

// BenchmarkOpen100MB opens and verifies a container of 100 MB and reads it once.
// That is the framing once, and all of the content twice: to verify, and for the
// one who reads it.
func BenchmarkOpen100MB(b *testing.B) {
	f, err := os.Create(filepath.Join(b.TempDir(), "sealed"))
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	sealLarge(b, large, &meter{}, f)
	info, err := f.Stat()
	if err != nil {
		b.Fatal(err)
	}
	m := newMeter()
	opening, bare := best{}, best{}
	b.SetBytes(large)
	for b.Loop() {
		start := time.Now()
		w, err := Open(f, info.Size(), testKey(b, "receiver"))
		if err != nil {
			b.Fatal(err)
		}
		c, err := ReadContainer(w, w.Size(), ReadOptions{Names: reportNames})
		if err != nil {
			b.Fatal(err)
		}
		if _, err := io.Copy(metered{io.Discard, m}, c.Files[0].Open()); err != nil {
			b.Fatal(err)
		}
		opening.take(time.Since(start))
		b.StopTimer()
		bare.take(bareCipher(b, cipher.NewCBCDecrypter))
		b.StartTimer()
	}
	b.ReportMetric(float64(m.extra())/(1<<20), "MB-extra-heap")
	b.ReportMetric(bare.Seconds()/opening.Seconds(), "of-bare-cipher")
}

// best keeps the shortest time, which other work on the machine disturbs least.
type best struct{ time.Duration }

func (b *best) take(d time.Duration) {
	if b.Duration == 0 || d < b.Duration {
		b.Duration = d
	}
}

// bareCipher is the time of AES-256-CBC alone over 100 MB.
func bareCipher(b *testing.B, mode func(cipher.Block, []byte) cipher.BlockMode) time.Duration {
	b.Helper()
	block, err := aes.NewCipher(make([]byte, aes256))
	if err != nil {
		b.Fatal(err)
	}
	cbc := mode(block, make([]byte, aes.BlockSize))
	buf := make([]byte, chunkSize) // as large as what the writer encrypts at a time
	start := time.Now()
	for range large / len(buf) {
		cbc.CryptBlocks(buf, buf)
	}
	return time.Since(start)
}

// BenchmarkSubmission is a usual report to two receivers: one signature, one
// container, one CMS each.
func BenchmarkSubmission(b *testing.B) {
	by := signerOf(testKey(b, "sender"))
	first, second := testKey(b, "receiver").Cert, testKey(b, "other").Cert
	pdf := pattern(60_000)
	b.ReportAllocs()
	for b.Loop() {
		x, err := Encrypt(io.Discard, first)
		if err != nil {
			b.Fatal(err)
		}
		y, err := Encrypt(io.Discard, second)
		if err != nil {
			b.Fatal(err)
		}
		err = WriteContainer(io.MultiWriter(x, y), by,
			File{MeldingJSONName, "application/json", bytes.NewReader(pdf[:4000])},
			File{MeldingPDFName, "application/pdf", bytes.NewReader(pdf)})
		if err != nil {
			b.Fatal(err)
		}
		if err := x.Close(); err != nil {
			b.Fatal(err)
		}
		if err := y.Close(); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkSignature is the one signature of it, to compare.
func BenchmarkSignature(b *testing.B) {
	by := signerOf(testKey(b, "sender"))
	for b.Loop() {
		if _, err := by.sign([]byte(kanari)); err != nil {
			b.Fatal(err)
		}
	}
}
