package bekymring

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/delivery"
	"barnevernportalen/delivery/seal"
	"barnevernportalen/ent"
	"barnevernportalen/ent/db"
	"barnevernportalen/ent/db/bekymringsmelding"
	"barnevernportalen/ent/db/bydel"
	"barnevernportalen/ent/db/forsendelse"
	"barnevernportalen/ent/db/opplasting"
	"barnevernportalen/ent/viewer"
)

// ErrIkkeProdusent: a sealed report is sent by a machine with PRODUSENT for the kommune it sends for, and by nobody else.
var ErrIkkeProdusent = errors.New("a sealed report is sent by a produsent for its own kommune")

const (
	// MaksForseglet is the most the two parts of a sealed report may be together, in bytes. Source: the national service,
	// «5 MB»; read as MiB, so that nothing it takes is refused here.
	MaksForseglet = 5 << 20
	// gjenkjennes is how long the same bytes are the same report; the trigger bekymringsmelding_en_gang has the same.
	gjenkjennes = 24 * time.Hour
)

// Forseglet is a report that a machine wrote and sealed itself. What is in it we cannot read.
type Forseglet struct {
	FraKommune    string // kommunenummer: on whose behalf
	Kommunenummer string // the receiver's
	Bydelsnummer  string
	Type          bekymringsmelding.Type
	Versjon       bekymringsmelding.Versjon
	PDF           []byte // bekymringsmelding.pdf, sealed to the print key
	Asice         []byte // bekymringsmelding.json and .pdf in a signed container, sealed to the receiver's key
	// BevisHash is the SHA-256 of the storage token as the producer has written it in bevis.json; nil without one.
	BevisHash []byte
}

// SendForseglet takes a sealed report in, in numbered steps. The same request again within 24 hours, every byte of it, is
// the same report. Errors: [ErrIkkeProdusent], *[Avvist]; after any other nothing was stored, or, if it is
// [ent.ErrUvisst], it may have been: the same bytes may be sent again.
func (s *Service) SendForseglet(ctx context.Context, f Forseglet) (uuid.UUID, error) {
	return s.sendForseglet(ctx, f, nil)
}

// errBrukt: an upload has become another report meanwhile.
var errBrukt = errors.New("the uploads have been used")

// sendForseglet deletes the uploads it was made of in the transaction that stores it.
func (s *Service) sendForseglet(ctx context.Context, f Forseglet, opplastet []uuid.UUID) (uuid.UUID, error) {
	// 1. Who asks, and for which kommune.
	v, err := produsent(ctx, f.FraKommune)
	if err != nil {
		return uuid.Nil, err
	}

	// 2. What can be seen of the request alone.
	if err := f.undersok(); err != nil {
		return uuid.Nil, err
	}

	// 3. Sent before? Also if its receiver has closed since.
	hash, naa := f.hash(), s.Klokke().Round(time.Microsecond) // PostgreSQL keeps microseconds
	if id, found, err := s.sendtFor(ctx, v, hash, naa); err != nil || found {
		return id, err
	}

	// 4. The receiver, the version, and whom the parts are sealed to: all before anything is stored.
	m, pakker, err := s.taImot(ctx, f)
	if err != nil {
		return uuid.Nil, err
	}

	// 5. What the receiver lacks is its own to mend, and stops no report: alarms, and the letter at once.
	nokler, err := s.Delivery.Nokler(ctx, m)
	if err != nil && !errors.Is(err, delivery.ErrIngenNokkel) { // it is sealed already
		return uuid.Nil, err
	}
	brevStraks := nokler.Mottak == nil
	nokler.Mottak, nokler.Print = &delivery.Nokkel{ID: pakker[0].NokkelID}, &delivery.Nokkel{ID: pakker[1].NokkelID}

	// 6. One transaction: all of it, or nothing.
	ny := delivery.Ny{
		ID: uuid.New(), Slag: forsendelse.SlagBekymringsmelding, Mottaker: m, Nokler: nokler, Pakker: pakker, Akseptert: naa,
		BrevStraks: brevStraks,
	}
	err = s.DB.Tx(ctx, func(tx *ent.Tx) error {
		c := tx.Client()
		err := c.Bekymringsmelding.Create().SetID(ny.ID).SetForsendelseID(ny.ID).SetType(f.Type).SetVersjon(f.Versjon).
			SetIntegrasjonID(v.IntegrasjonID).SetFraKommune(f.FraKommune).SetSendtHash(hash).SetOpprettet(naa).Exec(ctx)
		if err != nil {
			return fmt.Errorf("store the report: %w", err)
		}
		if len(opplastet) > 0 {
			n, err := c.Opplasting.Delete().Where(opplasting.IDIn(opplastet...)).Exec(ctx)
			if err != nil {
				return fmt.Errorf("delete what was uploaded: %w", err)
			}
			if n != len(opplastet) { // another report was made of them since they were read
				return errBrukt
			}
		}
		return s.Delivery.Aksepter(ctx, tx, ny)
	})

	// 7. A failed transaction may be the same bytes that lost the race, or a commit whose answer was lost: what is stored
	// decides, not the error.
	if err != nil {
		look, enough := context.WithTimeout(context.WithoutCancel(ctx), svartid)
		defer enough()
		if id, found, lookErr := s.sendtFor(look, v, hash, naa); lookErr == nil && found {
			return id, nil
		}
		if errors.Is(err, errBrukt) {
			a := &Avvist{}
			a.grunn(AvvistUkjentOpplasting, "asice")
			a.grunn(AvvistUkjentOpplasting, "bekymringsmelding")
			return uuid.Nil, a
		}
		if errors.Is(err, delivery.ErrIkkeAktiv) { // it closed between the look-up and the commit
			a := &Avvist{}
			a.grunn(AvvistIkkeAktiv, "kommunenummer")
			return uuid.Nil, a
		}
		return uuid.Nil, err
	}
	s.Delivery.LoggAlarmer(ny)
	return ny.ID, nil
}

// produsent is the machine that asks, if it may produce for the kommune.
func produsent(ctx context.Context, kommune string) (viewer.Fagsystem, error) {
	v, ok := viewer.From(ctx).(viewer.Fagsystem)
	if !ok || !v.Har(viewer.RettProdusent, kommune) {
		return v, ErrIkkeProdusent
	}
	return v, nil
}

// undersok finds what is wrong with the request alone.
func (f Forseglet) undersok() error {
	a := &Avvist{}
	if bekymringsmelding.TypeValidator(f.Type) != nil {
		a.grunn(AvvistMangler, "type")
	}
	if bekymringsmelding.VersjonValidator(f.Versjon) != nil {
		a.grunn(AvvistMangler, "versjon")
	}
	if !reKommune.MatchString(f.Kommunenummer) {
		a.grunn(AvvistUgyldigFormat, "kommunenummer")
	}
	if !reBydel.MatchString(f.Bydelsnummer) {
		a.grunn(AvvistUgyldigFormat, "bydelsnummer")
	}
	if len(f.Asice) == 0 {
		a.grunn(AvvistMangler, "asice")
	}
	if len(f.PDF) == 0 {
		a.grunn(AvvistMangler, "bekymringsmelding")
	}
	if len(f.Asice)+len(f.PDF) > MaksForseglet {
		a.grunn(AvvistForStor, "asice")
	}
	if f.BevisHash != nil && len(f.BevisHash) != sha256.Size {
		a.grunn(AvvistUgyldigFormat, "bevisHash")
	}
	return a.feil()
}

// taImot finds the receiver and recognises the two parcels, the receiver's own first, or says everything that is wrong.
func (s *Service) taImot(ctx context.Context, f Forseglet) (delivery.Mottaker, []delivery.Forseglet, error) {
	a := &Avvist{}
	m, err := s.Delivery.FinnMottaker(ctx, f.Kommunenummer, &f.Bydelsnummer)
	switch {
	case errors.Is(err, delivery.ErrUkjentKommune):
		a.grunn(AvvistUkjentKommune, "kommunenummer")
	case errors.Is(err, delivery.ErrUkjentBydel):
		a.grunn(AvvistUkjentBydel, "bydelsnummer")
	case errors.Is(err, delivery.ErrIkkeAktiv):
		a.grunn(AvvistIkkeAktiv, "kommunenummer")
	case err != nil:
		return m, nil, err
	case f.Versjon == bekymringsmelding.VersjonV2 && m.StottetVersjon == bydel.StottetVersjonV1:
		a.grunn(AvvistStotterIkkeV2, "versjon")
	}
	var ring delivery.Nokkelring
	if m.ID != uuid.Nil {
		if ring, err = s.Delivery.Nokkelring(ctx, m); err != nil {
			return m, nil, err
		}
	}
	var pakker []delivery.Forseglet
	for _, del := range []struct {
		felt   string
		nokler []delivery.Nokkel
		bytes  []byte
	}{{"asice", ring.Mottak, f.Asice}, {"bekymringsmelding", ring.Print, f.PDF}} {
		p, err := delivery.Kjenn(del.nokler, del.bytes)
		switch {
		case errors.Is(err, seal.ErrUleselig):
			a.grunn(AvvistIkkeForseglet, del.felt)
		case errors.Is(err, delivery.ErrFremmedNokkel) && m.ID != uuid.Nil: // of no receiver no key is right
			a.grunn(AvvistFremmedNokkel, del.felt)
		case err != nil && !errors.Is(err, delivery.ErrFremmedNokkel):
			return m, nil, err
		}
		pakker = append(pakker, p)
	}
	pakker[0].BevisHash = f.BevisHash
	return m, pakker, a.feil()
}

// hash is a SHA-256 of the whole request, each part after its length. The same bytes to another receiver, or in another
// version, are another report.
func (f Forseglet) hash() []byte {
	h := sha256.New()
	for _, del := range [][]byte{
		[]byte(f.FraKommune), []byte(f.Kommunenummer), []byte(f.Bydelsnummer), []byte(f.Type), []byte(f.Versjon),
		f.Asice, f.PDF, f.BevisHash,
	} {
		_ = binary.Write(h, binary.BigEndian, uint64(len(del))) // a hash takes everything
		h.Write(del)
	}
	return h.Sum(nil)
}

// sendtFor looks for the report this integration made of the same request in the last 24 hours.
func (s *Service) sendtFor(ctx context.Context, v viewer.Fagsystem, hash []byte, naa time.Time) (id uuid.UUID, found bool, err error) {
	id, err = s.DB.Client().Bekymringsmelding.Query().
		Where(bekymringsmelding.IntegrasjonID(v.IntegrasjonID), bekymringsmelding.SendtHash(hash),
			bekymringsmelding.OpprettetGT(naa.Add(-gjenkjennes))).
		Order(bekymringsmelding.ByOpprettet()).FirstID(ctx)
	if db.IsNotFound(err) {
		return uuid.Nil, false, nil
	}
	if err != nil {
		return uuid.Nil, false, fmt.Errorf("look for an earlier report: %w", err)
	}
	return id, true, nil
}
