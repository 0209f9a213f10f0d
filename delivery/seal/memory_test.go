package seal

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"testing"
)

// A report is a few megabytes, but an attachment may be 100 MB, and several are
// sealed at once. So what sealing and opening hold must not grow with the size.
const (
	large       = 100 << 20
	maxExtra100 = 16 << 20 // the figure of the issue: bytes of heap beyond what was there
)

// endless is a Body of any size that is made as it is read, and takes the heap's
// measure meanwhile.
type endless struct {
	size  int64
	meter *meter
}

func (e endless) Size() int64 { return e.size }

func (e endless) ReadAt(p []byte, off int64) (int, error) {
	e.meter.look()
	for i := range p {
		if off+int64(i) >= e.size {
			return i, io.EOF
		}
		p[i] = byte((off + int64(i)) * 0x9e3779b1 >> 11)
	}
	return len(p), nil
}

// meter keeps the highest heap seen.
type meter struct {
	before, peak uint64
	looks        int
}

func newMeter() *meter {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return &meter{before: m.HeapInuse, peak: m.HeapInuse}
}

// look reads the heap on every sixteenth call, for it stops the world.
func (m *meter) look() {
	if m.looks++; m.looks%16 != 0 {
		return
	}
	var s runtime.MemStats
	runtime.ReadMemStats(&s)
	m.peak = max(m.peak, s.HeapInuse)
}

func (m *meter) extra() uint64 { return m.peak - m.before }

// metered takes the measure whenever something is written through it.
type metered struct {
	io.Writer
	meter *meter
}

func (m metered) Write(p []byte) (int, error) {
	m.meter.look()
	return m.Writer.Write(p)
}

// sealLarge seals a body of the given size to two receivers in one pass, one of
// them into the file.
func sealLarge(t testing.TB, size int64, m *meter, file io.Writer) {
	t.Helper()
	a, err := Encrypt(file, testKey(t, "receiver").Cert)
	if err != nil {
		t.Fatal(err)
	}
	b, err := Encrypt(io.Discard, testKey(t, "other").Cert)
	if err != nil {
		t.Fatal(err)
	}
	err = WriteContainer(io.MultiWriter(a, b), signerOf(testKey(t, "sender")), File{MeldingPDFName, "application/pdf", endless{size, m}})
	if err != nil {
		t.Fatal(err)
	}
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestLargeInConstantMemory(t *testing.T) {
	testKey(t, "receiver") // made before anything is measured
	f, err := os.Create(filepath.Join(t.TempDir(), "sealed"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	sealing := newMeter()
	sealLarge(t, large, sealing, f)
	t.Logf("sealing: %d kB extra", sealing.extra()>>10)
	if sealing.extra() > maxExtra100 {
		t.Errorf("sealing took %d bytes of heap, at most %d", sealing.extra(), maxExtra100)
	}

	opening := newMeter()
	info, err := f.Stat()
	if err != nil {
		t.Fatal(err)
	}
	w, err := Open(f, info.Size(), testKey(t, "receiver"))
	if err != nil {
		t.Fatal(err)
	}
	opening.looks = -1
	opening.look() // the index of chunks is at its largest
	c, err := ReadContainer(w, w.Size(), ReadOptions{Names: reportNames})
	if err != nil {
		t.Fatal(err)
	}
	n, err := io.Copy(metered{io.Discard, opening}, c.Files[0].Open())
	if err != nil || n != large {
		t.Fatalf("read %d bytes, %v", n, err)
	}
	t.Logf("opening: %d kB extra", opening.extra()>>10)
	if opening.extra() > maxExtra100 {
		t.Errorf("opening took %d bytes of heap, at most %d", opening.extra(), maxExtra100)
	}

	streaming := newMeter()
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		t.Fatal(err)
	}
	if err := Decrypt(metered{io.Discard, streaming}, f, testKey(t, "receiver")); err != nil {
		t.Fatal(err)
	}
	t.Logf("streaming: %d kB extra", streaming.extra()>>10)
	if streaming.extra() > maxExtra100 {
		t.Errorf("streaming took %d bytes of heap, at most %d", streaming.extra(), maxExtra100)
	}

	// Control: keeping it is seen by the same meter.
	control := newMeter()
	var kept bytes.Buffer
	sealLarge(t, large, control, &kept)
	if control.extra() < large {
		t.Errorf("control: keeping %d bytes is measured as %d", large, control.extra())
	}
}
