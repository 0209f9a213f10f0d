package seal

import (
	"crypto/aes"
	"crypto/x509"
	"io"
	"slices"
)

// Outside is what can be told of a sealed envelope without any key: that its framing is whole, and whom it says it is
// for. It says nothing of what is inside, not even that the named receiver can open it.
type Outside struct {
	to      []naming
	onlyRSA bool
}

// Look reads a sealed envelope to its last byte without opening it. What is not whole, or has not the content cipher we
// read, gives [ErrUleselig]; an error of src's own is returned as it is.
func Look(src io.Reader) (Outside, error) {
	s := &source{stream: src}
	o, err := look(s)
	if err != nil {
		return Outside{}, s.verdict(err)
	}
	return o, nil
}

func look(src io.Reader) (o Outside, err error) {
	e, err := readEnvelope(src)
	if err != nil {
		return o, err
	}
	if _, err := io.Copy(io.Discard, e); err != nil {
		return o, err
	}
	if e.total == 0 || e.total%aes.BlockSize != 0 {
		return o, errBlocks
	}
	o.to, o.onlyRSA, err = everyRecipient(e.set)
	return o, err
}

// OnlyFor tells whether the envelope names this certificate, in a form that we read, and no other receiver. (The .NET
// peers name the same certificate twice.) One sealed to somebody else too is not for the receiver alone, and a receiver
// that looks at the first name only could not open it.
func (o Outside) OnlyFor(c *x509.Certificate) bool {
	other := func(n naming) bool { return !n.names(c) }
	readable := func(n naming) bool { return n.readable }
	return o.onlyRSA && !slices.ContainsFunc(o.to, other) && slices.ContainsFunc(o.to, readable)
}
