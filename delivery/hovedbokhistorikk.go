package delivery

import (
	"context"
	"encoding/hex"
	"fmt"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/ent/db"
	"barnevernportalen/ent/db/avvisning"
	"barnevernportalen/ent/db/fiksioinn"
	"barnevernportalen/ent/db/forsendelse"
	"barnevernportalen/ent/db/frist"
	"barnevernportalen/ent/db/hendelse"
	"barnevernportalen/ent/db/leveranse"
	"barnevernportalen/ent/db/nysending"
)

// Hovedbokhistorikk is one report and all that the ledger knows of it, for those who administer its receiver.
type Hovedbokhistorikk struct {
	Melding           Hovedbokmelding
	Sha256, Kjedehash string // hexadecimal
	SistApnet         *time.Time
	Bekreftet         *time.Time
	Avstemt           *time.Time
	Savnet            *time.Time
	Hendelser         []Hovedbokhendelse   // oldest first
	Leveranser        []Hovedbokleveranse  // by channel
	Frister           []Hovedbokfrist      // by when they fall due
	Kvitteringer      []Hovedbokkvittering // oldest first
	Avvisninger       []Hovedbokavvisning  // oldest first
	Nysendinger       []Hovedboknysending  // oldest first
}

// Hovedbokhendelse is one thing that happened. Who did it is a pseudonym: an administrator is not told the name of a
// caseworker, nor that of a reporter, whom the ledger does not know.
type Hovedbokhendelse struct {
	Tidspunkt     time.Time
	Slag          hendelse.Slag
	Tilstand      forsendelse.Tilstand
	Bevis         forsendelse.Bevis
	Rolle         hendelse.Aktor
	PersonRef     *string // see [KollegaID]
	IntegrasjonID *uuid.UUID
	Detalj        *string // a code of ours
}

// Hovedbokleveranse is one way that a report is sent.
type Hovedbokleveranse struct {
	Kanal         leveranse.Kanal
	Status        leveranse.Status
	Forsok        int
	Feilkode      *string
	Endret        time.Time
	Tidligst      *time.Time
	EksternID     *string
	EksternStatus *string
	EksternTid    *time.Time
}

// Hovedbokfrist is a deadline.
type Hovedbokfrist struct {
	Type            frist.Type
	Forfall         time.Time
	Klarert, Utlost *time.Time
}

// Hovedbokkvittering is an answer that came over Fiks IO: what it was, and what it was taken for. Its words are not here.
type Hovedbokkvittering struct {
	Mottatt time.Time
	Slag    fiksioinn.Slag
	Utfall  fiksioinn.Utfall
}

// Hovedbokavvisning is why a receiver would not have a report. Its words are not here.
type Hovedbokavvisning struct {
	Tidspunkt time.Time
	Grunn     avvisning.Grunn
}

// Hovedboknysending is one time that an administrator had it sent again, why, and how its way stood until then.
type Hovedboknysending struct {
	Tidspunkt     time.Time
	Kanal         leveranse.Kanal
	Grunn         string // hers, in her words
	PersonRef     string // see [KollegaID]
	Forsok        int
	Feilkode      *string
	EksternID     *string
	EksternStatus *string
}

// Hovedbokhistorikken reads a report's whole history, or ent.ErrIkkeFunnet.
func (s *Service) Hovedbokhistorikken(ctx context.Context, id uuid.UUID) (*Hovedbokhistorikk, error) {
	c := s.DB.Client()
	m, f, err := s.hovedbokmelding(ctx, c, id)
	if err != nil {
		return nil, err
	}
	ut := &Hovedbokhistorikk{Melding: *m, Sha256: hex.EncodeToString(f.Sha256), Kjedehash: hex.EncodeToString(f.Kjedehash),
		SistApnet: f.SistApnet, Bekreftet: f.Bekreftet, Avstemt: f.Avstemt, Savnet: f.Savnet}
	hendelser, err := c.Hendelse.Query().Where(hendelse.ForsendelseID(id)).Order(hendelse.ByID()).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("read a report's history: %w", err)
	}
	for _, h := range hendelser {
		ut.Hendelser = append(ut.Hendelser, toHovedbokhendelse(h))
	}
	leveranser, err := c.Leveranse.Query().Where(leveranse.ForsendelseID(id)).Order(leveranse.ByKanal()).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("read a report's ways: %w", err)
	}
	for _, l := range leveranser {
		ut.Leveranser = append(ut.Leveranser, Hovedbokleveranse{Kanal: l.Kanal, Status: l.Status, Forsok: l.Forsok, Feilkode: ikkeTom(l.Feilkode),
			Endret: l.Endret, Tidligst: l.Tidligst, EksternID: ikkeTom(l.EksternID), EksternStatus: ikkeTom(l.EksternStatus), EksternTid: l.EksternTid})
	}
	frister, err := c.Frist.Query().Where(frist.ForsendelseID(id)).Order(frist.ByForfall(), frist.ByType()).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("read a report's deadlines: %w", err)
	}
	for _, r := range frister {
		ut.Frister = append(ut.Frister, Hovedbokfrist{Type: r.Type, Forfall: r.Forfall, Klarert: r.Klarert, Utlost: r.Utlost})
	}
	if ut.Nysendinger, err = s.nysendinger(ctx, c, id); err != nil {
		return nil, err
	}
	return ut, s.svarene(ctx, c, id, ut)
}

func (s *Service) nysendinger(ctx context.Context, c *db.Client, id uuid.UUID) ([]Hovedboknysending, error) {
	rader, err := c.Nysending.Query().Where(nysending.ForsendelseID(id)).Order(nysending.ByTidspunkt(), nysending.ByID()).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("read when a report was sent again: %w", err)
	}
	var ut []Hovedboknysending
	for _, r := range rader {
		grunn, err := s.Vault.Decrypt(r.Grunn, aadNysending(r.ID))
		if err != nil {
			return nil, fmt.Errorf("open why a report was sent again: %w", err)
		}
		ut = append(ut, Hovedboknysending{Tidspunkt: r.Tidspunkt, Kanal: leveranse.Kanal(r.Kanal), Grunn: string(grunn), PersonRef: KollegaID(r.AktorID),
			Forsok: r.Forsok, Feilkode: ikkeTom(r.Feilkode), EksternID: ikkeTom(r.EksternID), EksternStatus: ikkeTom(r.EksternStatus)})
	}
	return ut, nil
}

// svarene reads what the receiver's system has answered, but not its words.
func (s *Service) svarene(ctx context.Context, c *db.Client, id uuid.UUID, ut *Hovedbokhistorikk) error {
	inn, err := c.Fiksioinn.Query().Where(fiksioinn.ForsendelseID(id)).Order(fiksioinn.ByMottatt(), fiksioinn.ByID()).
		Select(fiksioinn.FieldID, fiksioinn.FieldMottatt, fiksioinn.FieldSlag, fiksioinn.FieldUtfall).All(ctx)
	if err != nil {
		return fmt.Errorf("read a report's receipts: %w", err)
	}
	for _, i := range inn {
		ut.Kvitteringer = append(ut.Kvitteringer, Hovedbokkvittering{Mottatt: i.Mottatt, Slag: i.Slag, Utfall: i.Utfall})
	}
	avvist, err := c.Avvisning.Query().Where(avvisning.ForsendelseID(id)).Order(avvisning.ByTidspunkt(), avvisning.ByID()).
		Select(avvisning.FieldID, avvisning.FieldTidspunkt, avvisning.FieldGrunn).All(ctx)
	if err != nil {
		return fmt.Errorf("read a report's refusals: %w", err)
	}
	for _, a := range avvist {
		ut.Avvisninger = append(ut.Avvisninger, Hovedbokavvisning{Tidspunkt: a.Tidspunkt, Grunn: a.Grunn})
	}
	return nil
}

func toHovedbokhendelse(h *db.Hendelse) Hovedbokhendelse {
	ut := Hovedbokhendelse{Tidspunkt: h.Tidspunkt, Slag: h.Slag, Tilstand: forsendelse.Tilstand(h.Tilstand),
		Bevis: forsendelse.Bevis(h.Bevis), Rolle: h.Aktor, Detalj: ikkeTom(h.Detalj)}
	switch h.Aktor {
	case hendelse.AktorSaksbehandler, hendelse.AktorAdmin:
		if len(h.AktorID) > 0 {
			ref := KollegaID(h.AktorID)
			ut.PersonRef = &ref
		}
	case hendelse.AktorFagsystem:
		if id, err := uuid.FromBytes(h.AktorID); err == nil {
			ut.IntegrasjonID = &id
		}
	}
	return ut
}

func ikkeTom(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}
