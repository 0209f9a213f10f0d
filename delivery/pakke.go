package delivery

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"

	"github.com/google/uuid"

	"barnevernportalen/delivery/seal"
	"barnevernportalen/ent/db/nokkel"
	"barnevernportalen/ent/db/pakke"
)

// The parts of a report, as the protocol names them.
const (
	meldingJSON = seal.MeldingJSONName
	meldingPDF  = seal.MeldingPDFName
)

// Innhold is a report in clear text. It exists from rendering until [Service.Pack] returns, and nowhere else.
type Innhold struct {
	ID   uuid.UUID // the bekymringsmelding's: stands beside the storage token
	JSON []byte    // bekymringsmelding.json, in the version the receiver reads
	PDF  []byte    // bekymringsmelding.pdf
	Brev []byte    // the same report behind an address page, a PDF: what the print supplier prints
}

// Forseglet is one parcel: ciphertext, and which key opens it.
type Forseglet struct {
	ID        uuid.UUID
	NokkelID  uuid.UUID
	Formal    pakke.Formal
	Innhold   []byte
	Sha256    [sha256.Size]byte
	BevisHash []byte // SHA-256 of the storage token inside; nil without one
}

// Pack seals a report once to each key of the set: JSON and PDF in a signed container to the receiver's own key, and the
// letter alone to the print supplier's. One signature, one zip, one envelope per key. A case system that answers with a
// storage token gets one, of this parcel alone, as the last file; its hash is in the parcel, and the token nowhere else.
// After it has returned the caller holds no more use for the clear text.
func (s *Service) Pack(set Nokkelsett, inn Innhold) ([]Forseglet, error) {
	var out []Forseglet
	if set.Mottak != nil {
		p, err := s.pakkMottak(*set.Mottak, set.GirBevis, inn)
		if err != nil {
			return nil, err
		}
		out = append(out, p)
	}
	if set.Print != nil {
		if len(inn.Brev) == 0 {
			return nil, errors.New("there is no letter to seal to the print key") // a report without its address is never posted
		}
		p, err := forsegl(*set.Print, inn.Brev)
		if err != nil {
			return nil, err
		}
		out = append(out, p)
	}
	if len(out) == 0 {
		return nil, ErrIngenNokkel
	}
	return out, nil
}

// pakkMottak makes the receiver's own parcel.
func (s *Service) pakkMottak(k Nokkel, girBevis bool, inn Innhold) (Forseglet, error) {
	files := []seal.File{
		{Name: meldingJSON, MimeType: "application/json", Body: bytes.NewReader(inn.JSON)},
		{Name: meldingPDF, MimeType: "application/pdf", Body: bytes.NewReader(inn.PDF)},
	}
	var hash []byte
	if girBevis {
		bevis, sum, err := nyttBevis(inn.ID)
		if err != nil {
			return Forseglet{}, err
		}
		defer clear(bevis)
		hash = sum
		files = append(files, seal.File{Name: seal.BevisName, MimeType: "application/json", Body: bytes.NewReader(bevis)})
	}
	var container bytes.Buffer
	defer func() { clear(container.Bytes()) }()
	if err := seal.WriteContainer(&container, s.Signer, files...); err != nil {
		return Forseglet{}, fmt.Errorf("make the container: %w", err)
	}
	p, err := forsegl(k, container.Bytes())
	p.BevisHash = hash
	return p, err
}

// formalAv maps a key's purpose to its parcel's.
var formalAv = map[nokkel.Formal]pakke.Formal{
	nokkel.FormalFagsystem: pakke.FormalFagsystem,
	nokkel.FormalManuell:   pakke.FormalManuell,
	nokkel.FormalPrint:     pakke.FormalPrint,
	nokkel.FormalSvarinn:   pakke.FormalSvarinn,
	nokkel.FormalSvarut:    pakke.FormalSvarut,
	nokkel.FormalProtokoll: pakke.FormalProtokoll,
}

func forsegl(k Nokkel, klartekst []byte) (Forseglet, error) {
	formal, ok := formalAv[k.Formal]
	if !ok {
		return Forseglet{}, fmt.Errorf("nothing is sealed to a %s key", k.Formal)
	}
	var buf bytes.Buffer
	buf.Grow(len(klartekst) + 4096)
	w, err := seal.Encrypt(&buf, k.Sertifikat)
	if err != nil {
		return Forseglet{}, fmt.Errorf("seal to the %s key: %w", k.Formal, err)
	}
	if _, err := w.Write(klartekst); err != nil {
		return Forseglet{}, fmt.Errorf("seal to the %s key: %w", k.Formal, err)
	}
	if err := w.Close(); err != nil {
		return Forseglet{}, fmt.Errorf("seal to the %s key: %w", k.Formal, err)
	}
	return Forseglet{
		ID: uuid.New(), NokkelID: k.ID, Formal: formal, Innhold: buf.Bytes(), Sha256: sha256.Sum256(buf.Bytes()),
	}, nil
}
