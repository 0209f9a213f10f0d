// Package seal makes and opens the two containers a report travels in, so that
// only the receiver can read it and any change to it is seen.
//
//	json, pdf ──WriteContainer──▶ ASiC-E (zip, signed) ──Encrypt──▶ CMS, one per receiver
//	                                                                        │
//	json, pdf ◀──ReadContainer── ASiC-E (all of it verified) ◀──Open────────┘
//
// # Sealing
//
// [WriteContainer] makes the signature and the zip once per submission; an
// [io.MultiWriter] over one [Encrypt] per receiver seals it to all of them in
// one pass. Each CMS has exactly one recipient, because the readers of KS look
// only at the first RecipientInfo.
//
//	a, _ := seal.Encrypt(toFagsystem, fagsystemCert)
//	b, _ := seal.Encrypt(toManual, manualCert)
//	err := seal.WriteContainer(io.MultiWriter(a, b), signer, files...)
//	// then close a and b; a seal that was not closed cannot be opened
//
// The memory used does not grow with the files: bodies are read through
// [io.ReaderAt] twice, once for the digests and once for the zip.
//
// # Opening
//
// CMS EnvelopedData with CBC has no integrity of its own: that lies in the
// signature inside. So nothing is handed out before everything is checked, and
// no clear text is spooled to disk while checking. [Open] walks the whole
// envelope, checks its framing and padding, and returns the clear text as a
// window that decrypts as it is read; [ReadContainer] over that window verifies
// the signature, every digest and every byte of the zip's structure first.
//
//	clear, err := seal.Open(f, size, keys...)
//	c, err := seal.ReadContainer(clear, clear.Size(), seal.ReadOptions{Names: …})
//	for _, e := range c.Files { r := e.Open() … }
//	// c.Signer is who signed; whether we trust it is the caller's decision
//
// [Decrypt] is the plain streaming form, for content that is no container (the
// PDF to print) and for callers that drop what was written when it fails.
//
// # One error
//
// Everything that cannot be opened gives [ErrUleselig] and nothing else: wrong
// key, changed byte, cut stream, bad padding, bad signature, a name that is not
// allowed. A sender who could tell these apart could use us as an oracle for
// the padding. A reader that fails for a reason of its own (a disk, a
// connection) is not the sender's doing and gives its own error, so that a
// report is not taken for broken when the disk is.
//
// # What is read and written
//
//	                 written                        read
//	content cipher   AES-256-CBC                    AES-256-CBC
//	key transport    RSA-OAEP, SHA-256, MGF1-       RSA-OAEP with SHA-1 to SHA-512 as its
//	                 SHA-256, parameters in full    parameters say; PKCS #1 v1.5 is passed over
//	encoding         BER indefinite, 16 KiB chunks  BER and DER
//	signature        CMS detached, RSA PKCS #1 v1.5, SHA-256, 384 and 512; SHA-1 when
//	                 SHA-256, ESS certificate hash  [ReadOptions] says so
//	zip              stored                         stored and deflated; no zip64
//
// PKCS #1 v1.5 key transport is not read, although the .NET peers write it:
// they always add an OAEP recipient for the same certificate, and that one is
// used.
//
// Sources: RFC 5652 (CMS), RFC 3560 and 4055 (OAEP), RFC 5035 (ESS), ETSI TS
// 102 918 and EN 319 162-1 (ASiC), and what the libraries of KS do.
package seal

import "errors"

// ErrUleselig is the only answer for a seal or container that cannot be
// opened, whatever the reason. It carries no detail on purpose.
var ErrUleselig = errors.New("seal: uleselig")
