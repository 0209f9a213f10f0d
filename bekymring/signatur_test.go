package bekymring_test

import (
	"crypto"
	"io"
	"sync/atomic"
	"testing"
)

// A signature with RSA-3072 is the dearest step of a submission but for the PDF: one is made, however many receivers.
func TestEnSignaturPerMelding(t *testing.T) {
	h := nyttHus(t)
	counted := &tellende{Signer: h.delivery.Signer.Key}
	h.delivery.Signer.Key = counted
	for i := range int64(3) {
		h.sendTil(t, "4601")
		if n := counted.n.Load(); n != i+1 {
			t.Fatalf("%d signatures for %d reports", n, i+1)
		}
	}
}

// tellende counts what its key signs.
type tellende struct {
	crypto.Signer
	n atomic.Int64
}

func (s *tellende) Sign(rand io.Reader, digest []byte, opts crypto.SignerOpts) ([]byte, error) {
	s.n.Add(1)
	return s.Signer.Sign(rand, digest, opts)
}
