package delivery

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"github.com/google/uuid"

	"barnevernportalen/delivery/seal"
	"barnevernportalen/ent/db/leveranse"
	"barnevernportalen/ent/db/pakke"
	"barnevernportalen/ent/vault"
)

// Postinnhold is a file of post in clear. It exists from the sending until [Service.PackPost] returns, and nowhere else.
type Postinnhold struct {
	Navn, MimeType string
	Innhold        []byte
}

// Fil is what is told of it outside the parcel.
func (p Postinnhold) Fil() Postfil {
	sum := sha256.Sum256(p.Innhold)
	return Postfil{Navn: p.Navn, MimeType: p.MimeType, Sha256: hex.EncodeToString(sum[:]), Storrelse: int64(len(p.Innhold))}
}

// PackPost seals files once for each way that is open: a zip to the fetching system's key, and each file by itself to
// SvarUt's, as the two interfaces want them. The parcels and the ways belong together in [Ny].
func (s *Service) PackPost(d *Dialog, filer []Postinnhold) ([]Forseglet, []Vei, error) {
	var pakker []Forseglet
	var veier []Vei
	if d.Svarinn != nil {
		klar, err := pakkZip(filer)
		if err != nil {
			return nil, nil, err
		}
		defer clear(klar)
		p, err := forsegl(d.Svarinn.Nokkel, klar)
		if err != nil {
			return nil, nil, err
		}
		pakker, veier = append(pakker, p), append(veier, Vei{Pakke: 0, Kanal: leveranse.KanalSvarinn})
	}
	if d.Svarut != nil {
		p, err := forseglHver(*d.Svarut, filer)
		if err != nil {
			return nil, nil, err
		}
		pakker, veier = append(pakker, p), append(veier, Vei{Pakke: len(pakker), Kanal: leveranse.KanalSvarut, Venter: d.Svarinn != nil})
	}
	if len(pakker) == 0 {
		return nil, nil, ErrIngenNokkel
	}
	return pakker, veier, nil
}

func pakkZip(filer []Postinnhold) ([]byte, error) {
	var buf bytes.Buffer
	w := zip.NewWriter(&buf)
	for _, f := range filer {
		// Deflated: a stored entry would get a data descriptor, and Java's ZipInputStream throws at that.
		e, err := w.Create(f.Navn)
		if err == nil {
			_, err = e.Write(f.Innhold)
		}
		if err != nil {
			return nil, fmt.Errorf("zip post: %w", err)
		}
	}
	if err := w.Close(); err != nil {
		return nil, fmt.Errorf("zip post: %w", err)
	}
	return buf.Bytes(), nil
}

// forseglHver is a parcel of sealed files: a zip that is not sealed itself, of files that are. Only we read it, to hand them
// over one by one.
func forseglHver(k Nokkel, filer []Postinnhold) (Forseglet, error) {
	var sealed []Postinnhold
	for _, f := range filer {
		p, err := forsegl(k, f.Innhold)
		if err != nil {
			return Forseglet{}, err
		}
		sealed = append(sealed, Postinnhold{Navn: f.Navn, Innhold: p.Innhold})
	}
	innhold, err := pakkZip(sealed)
	if err != nil {
		return Forseglet{}, err
	}
	return Forseglet{
		ID: uuid.New(), NokkelID: k.ID, Formal: pakke.FormalSvarut, Innhold: innhold, Sha256: sha256.Sum256(innhold),
	}, nil
}

// lesHver reads it again, in order.
func lesHver(innhold []byte) ([]Postinnhold, error) {
	r, err := zip.NewReader(bytes.NewReader(innhold), int64(len(innhold)))
	if err != nil {
		return nil, errors.New("a parcel of sealed files cannot be read")
	}
	var ut []Postinnhold
	for _, f := range r.File {
		e, err := f.Open()
		if err != nil {
			return nil, errors.New("a parcel of sealed files cannot be read")
		}
		raw, err := io.ReadAll(e)
		if err != nil {
			return nil, errors.New("a parcel of sealed files cannot be read")
		}
		if _, err := seal.Look(bytes.NewReader(raw)); err != nil {
			return nil, fmt.Errorf("a file of a parcel is not sealed: %w", err)
		}
		ut = append(ut, Postinnhold{Navn: f.Name, Innhold: raw})
	}
	return ut, nil
}

// ForseglKonvolutt encrypts an envelope for its forsendelse.
func (s *Service) ForseglKonvolutt(id uuid.UUID, k Konvolutt) ([]byte, error) {
	raw, err := json.Marshal(k)
	if err != nil {
		return nil, fmt.Errorf("encode an envelope: %T", err)
	}
	return s.Vault.Encrypt(raw, aadKonvolutt(id))
}

func (s *Service) apneKonvolutt(id uuid.UUID, chiffer []byte) (Konvolutt, error) {
	var k Konvolutt
	raw, err := s.Vault.Decrypt(chiffer, aadKonvolutt(id))
	if err != nil {
		return k, fmt.Errorf("open an envelope: %w", err)
	}
	if json.Unmarshal(raw, &k) != nil {
		return k, errors.New("an envelope cannot be read") // the error of json would quote it
	}
	return k, nil
}

func aadKonvolutt(id uuid.UUID) []byte { return vault.Context("post", id.String(), "konvolutt") }
