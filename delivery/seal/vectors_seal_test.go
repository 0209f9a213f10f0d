package seal

import (
	"bytes"
	"encoding/asn1"
	"io"
	"slices"
	"testing"
)

// receiver is the usual recipient of a forged envelope.
func receiver(t testing.TB) recipientForm { return recipientForm{key: testKey(t, "receiver")} }

// forged makes a vector out of an envelope, in DER.
func forged(f func(t testing.TB, s *forgedSeal)) func(testing.TB) []byte {
	return func(t testing.TB) []byte {
		s := &forgedSeal{to: []recipientForm{receiver(t)}, clear: []byte(kanari)}
		f(t, s)
		return s.der(t)
	}
}

func plain(testing.TB, *forgedSeal) {}

// changed makes a vector by changing the bytes of a good one.
func changed(f func(good []byte) []byte) func(testing.TB) []byte {
	return func(t testing.TB) []byte { return f(forged(plain)(t)) }
}

func opensslSeal(args ...string) func(testing.TB) []byte {
	return func(t testing.TB) []byte {
		dir := opensslDir(t, testKey(t, "receiver"))
		write(t, dir, "in", []byte(kanari))
		out, err := openssl(t, dir, append([]string{"cms", "-encrypt", "-binary", "-outform", "DER", "-in", "in"}, args...)...)
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
}

var sealVectors = []vector{
	{name: "ok-ours", make: func(t testing.TB) []byte { return sealTo(t, testKey(t, "receiver"), []byte(kanari)) }},
	{name: "ok-der", make: forged(plain)},
	{name: "ok-openssl-der", make: opensslSeal(append([]string{"-aes-256-cbc", "-recip", "cert.pem"}, oaepSHA256...)...)},
	{name: "ok-openssl-ber", make: opensslSeal(append([]string{"-stream", "-aes-256-cbc", "-recip", "cert.pem"}, oaepSHA256...)...)},
	{name: "ok-ber-everywhere", make: func(t testing.TB) []byte { return inChunks(t, forged(plain)(t), 5) }},
	{name: "ok-key-id", make: forged(func(t testing.TB, s *forgedSeal) { s.to[0].keyID = true })},
	{name: "ok-oaep-sha1-defaults", make: opensslSeal("-aes-256-cbc", "-recip", "cert.pem", "-keyopt", "rsa_padding_mode:oaep")},
	{name: "ok-net-two-recipients", make: forged(func(t testing.TB, s *forgedSeal) {
		s.to = []recipientForm{{key: testKey(t, "receiver"), v15: true}, receiver(t)}
	})},
	{name: "ok-second-recipient-is-ours", make: forged(func(t testing.TB, s *forgedSeal) {
		s.to = []recipientForm{{key: testKey(t, "stranger")}, receiver(t)}
	})},
	{name: "ok-named-wrongly", make: forged(func(t testing.TB, s *forgedSeal) {
		misnamed := Key{Cert: testKey(t, "stranger").Cert, Private: testKey(t, "receiver").Private}
		s.to = []recipientForm{{key: misnamed}}
	})},
	{name: "ok-unknown-recipient-kind", make: forged(func(t testing.TB, s *forgedSeal) {
		s.version = 3
		s.to = append([]recipientForm{{raw: []byte{0xa4, 2, 5, 0}}}, s.to...)
	})},
	{name: "ok-originator-and-attributes", make: forged(func(_ testing.TB, s *forgedSeal) {
		s.version, s.originator, s.attributes = 2, true, true
	})},
	{name: "ok-originator-and-attributes-ber", make: func(t testing.TB) []byte {
		return inChunks(t, forged(func(_ testing.TB, s *forgedSeal) { s.version, s.originator, s.attributes = 2, true, true })(t), 16)
	}},

	{name: "nothing", want: io.EOF, make: func(testing.TB) []byte { return nil }},
	{name: "clear-text", want: errBER, make: func(testing.TB) []byte { return []byte(kanari) }},
	{name: "stranger", want: errNoRecipient, make: forged(func(t testing.TB, s *forgedSeal) {
		s.to = []recipientForm{{key: testKey(t, "stranger")}}
	})},
	{name: "named-ours-wrapped-to-stranger", want: errNoRecipient, make: forged(func(t testing.TB, s *forgedSeal) {
		s.to = []recipientForm{{key: Key{Cert: testKey(t, "receiver").Cert, Private: testKey(t, "stranger").Private}}}
	})},
	{name: "no-recipient", want: errNoRecipient, make: forged(func(_ testing.TB, s *forgedSeal) { s.to = nil })},
	{name: "too-many-recipients", want: errRecipients, make: forged(func(t testing.TB, s *forgedSeal) {
		s.to = append(slices.Repeat([]recipientForm{{raw: []byte{0xa4, 2, 5, 0}}}, maxRecipients), s.to...)
	})},
	{name: "pkcs1-v15-alone", want: errNoRecipient, make: forged(func(_ testing.TB, s *forgedSeal) { s.to[0].v15 = true })},
	{name: "another-content-key", want: errPadding, make: forged(func(_ testing.TB, s *forgedSeal) { s.to[0].wrongKey = true })},
	{name: "recipient-version", want: errVersion, make: forged(func(_ testing.TB, s *forgedSeal) { s.to[0].version = 1 })},
	{name: "oaep-without-parameters", want: errASN1, make: forged(func(_ testing.TB, s *forgedSeal) { s.to[0].params = []byte{} })},
	{name: "oaep-mgf-left-out", want: errNoRecipient, make: forged(func(_ testing.TB, s *forgedSeal) {
		// what a library writes that uses MGF1-SHA-256 and does not say so
		full := oaepParams(oidSHA256, oidMGF1, oidSHA256)
		s.to[0].params = der(tagSequence, full[2:2+17])
	})},
	{name: "oaep-unknown-hash", want: errHash, make: forged(func(_ testing.TB, s *forgedSeal) {
		s.to[0].params = oaepParams(asn1.ObjectIdentifier{1, 2, 840, 113549, 2, 5}, oidMGF1, oidSHA256) // MD5
	})},
	{name: "oaep-unknown-mgf", want: errASN1, make: forged(func(_ testing.TB, s *forgedSeal) {
		s.to[0].params = oaepParams(oidSHA256, oidData, oidSHA256)
	})},
	{name: "signed-not-enveloped", want: errType, make: forged(func(_ testing.TB, s *forgedSeal) { s.outerType = oidSignedData })},
	{name: "content-is-signed-data", want: errType, make: forged(func(_ testing.TB, s *forgedSeal) { s.innerType = oidSignedData })},
	{name: "envelope-version", want: errVersion, make: forged(func(_ testing.TB, s *forgedSeal) { s.version = 4 })},
	{name: "aes-128", want: errCipher, make: opensslSeal(append([]string{"-aes-128-cbc", "-recip", "cert.pem"}, oaepSHA256...)...)},
	{name: "triple-des", want: errCipher, make: opensslSeal(append([]string{"-des3", "-recip", "cert.pem"}, oaepSHA256...)...)},
	{name: "aes-256-gcm", want: errType, make: opensslSeal(append([]string{"-aes-256-gcm", "-recip", "cert.pem"}, oaepSHA256...)...)},
	{name: "iv-too-short", want: errCipher, make: forged(func(_ testing.TB, s *forgedSeal) { s.iv = make([]byte, 15) })},
	{name: "content-absent", want: errBER, make: forged(func(_ testing.TB, s *forgedSeal) { s.noContent = true })},
	{name: "content-empty", want: errBlocks, make: forged(func(_ testing.TB, s *forgedSeal) {
		s.encrypted = func([]byte) []byte { return nil }
	})},
	{name: "content-not-whole-blocks", want: errBlocks, make: forged(func(_ testing.TB, s *forgedSeal) {
		s.encrypted = func(c []byte) []byte { return c[:len(c)-1] }
	})},
	{name: "padding-zero", want: errPadding, make: padded(0, 0)},
	{name: "padding-seventeen", want: errPadding, make: padded(17, 17)},
	{name: "padding-uneven", want: errPadding, make: padded(2, 3)},
	{name: "padding-255", want: errPadding, make: padded(255, 255)},
	{name: "dust", want: errChunks, make: func(t testing.TB) []byte {
		return inChunks(t, forged(func(_ testing.TB, s *forgedSeal) { s.clear = make([]byte, 1200) })(t), 1)
	}},
	{name: "cut-in-content", want: io.ErrUnexpectedEOF, make: changed(func(g []byte) []byte { return g[:len(g)-3] })},
	{name: "cut-before-the-end-of-contents", want: io.ErrUnexpectedEOF, make: func(t testing.TB) []byte {
		g := sealTo(t, testKey(t, "receiver"), []byte(kanari))
		return g[:len(g)-2]
	}},
	{name: "bytes-behind", want: errBER, make: changed(func(g []byte) []byte { return append(g, 0) })},
	{name: "two-envelopes", want: errBER, make: changed(func(g []byte) []byte { return append(g, g...) })},
	{name: "chunk-is-an-integer", want: errBER, make: func(t testing.TB) []byte {
		g := inChunks(t, forged(plain)(t), 16)
		return append(bytes.TrimSuffix(g, g[len(g)-28:]), append([]byte{2}, g[len(g)-27:]...)...)
	}},
}

// padded ends the text with n bytes of which the last says last.
func padded(last byte, fill byte) func(testing.TB) []byte {
	return forged(func(_ testing.TB, s *forgedSeal) {
		s.padding = func([]byte) []byte {
			p := bytes.Repeat([]byte{fill}, 32)
			p[31] = last
			return p
		}
	})
}
