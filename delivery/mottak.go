package delivery

import (
	"bytes"
	"context"
	"crypto/x509"
	"fmt"
	"slices"

	"github.com/google/uuid"

	"barnevernportalen/delivery/seal"
	"barnevernportalen/ent"
	"barnevernportalen/ent/db"
	"barnevernportalen/ent/db/bydel"
	"barnevernportalen/ent/db/forsendelse"
	"barnevernportalen/ent/db/hendelse"
	"barnevernportalen/ent/db/pakke"
	"barnevernportalen/ent/viewer"
)

// MottakID finds the inbox of a bydel, if it is this viewer's; else ent.ErrIkkeFunnet.
func (s *Service) MottakID(ctx context.Context, kommunenummer, bydelsnummer string) (uuid.UUID, error) {
	mine := false
	switch v := viewer.From(ctx).(type) {
	case viewer.Saksbehandler:
		mine = slices.Contains(v.Bydeler, viewer.Bydel{Kommunenummer: kommunenummer, Bydelsnummer: bydelsnummer})
	case viewer.Fagsystem:
		mine = v.Har(viewer.RettKonsument, kommunenummer)
	}
	if !mine {
		return uuid.Nil, ent.ErrIkkeFunnet
	}
	id, err := s.DB.Client().Bydel.Query().
		Where(bydel.KommuneID(kommunenummer), bydel.Bydelsnummer(bydelsnummer)).OnlyID(ctx)
	if db.IsNotFound(err) {
		return uuid.Nil, ent.ErrIkkeFunnet
	}
	if err != nil {
		return uuid.Nil, fmt.Errorf("find the inbox: %w", err)
	}
	return id, nil
}

// Mottak reads a page of an inbox, newest first, or ent.ErrIkkeFunnet if it is not this viewer's.
func (s *Service) Mottak(ctx context.Context, sok MottakSok) (*Side, error) {
	id, err := s.MottakID(ctx, sok.Kommunenummer, sok.Bydelsnummer)
	if err != nil {
		return nil, err
	}
	antall := min(max(sok.Antall, 1), 100)
	q := s.DB.Client().Forsendelse.Query().Where(forsendelse.BydelID(id))
	if !sok.MedBekreftede {
		q.Where(forsendelse.BevistIsNil())
	}
	if sok.Etter > 0 {
		q.Where(forsendelse.NrLT(int64(sok.Etter)))
	}
	rows, err := medKonvolutt(q).Order(db.Desc(forsendelse.FieldNr)).Limit(antall + 1).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("read the inbox: %w", err)
	}
	side := &Side{HarFlere: len(rows) > antall}
	for _, r := range rows[:min(len(rows), antall)] {
		side.Meldinger = append(side.Meldinger, toMottatt(r))
	}
	side.AntallUbekreftede, err = s.DB.Client().Forsendelse.Query().
		Where(forsendelse.BydelID(id), forsendelse.BevistIsNil()).Count(ctx)
	if err != nil {
		return nil, fmt.Errorf("count the inbox: %w", err)
	}
	if side.NokkelEndret, err = s.nokkelEndret(ctx, id); err != nil {
		return nil, err
	}
	return side, nil
}

// Mottatt reads one report's envelope, or ent.ErrIkkeFunnet.
func (s *Service) Mottatt(ctx context.Context, id uuid.UUID) (*Mottatt, error) {
	return mottatt(ctx, s.DB.Client(), id)
}

func mottatt(ctx context.Context, c *db.Client, id uuid.UUID) (*Mottatt, error) {
	r, err := medKonvolutt(c.Forsendelse.Query().Where(forsendelse.ID(id))).Only(ctx)
	if db.IsNotFound(err) {
		return nil, ent.ErrIkkeFunnet
	}
	if err != nil {
		return nil, fmt.Errorf("read a report's envelope: %w", err)
	}
	m := toMottatt(r)
	return &m, nil
}

// medKonvolutt loads what toMottatt needs, and no ciphertext.
func medKonvolutt(q *db.ForsendelseQuery) *db.ForsendelseQuery {
	return q.WithBydel(func(q *db.BydelQuery) { q.WithKommune() }).WithBekymringsmelding().WithFrister().
		WithPakker(func(q *db.PakkeQuery) { q.Select(pakke.FieldID, pakke.FieldForsendelseID, pakke.FieldFormal) })
}

// Apne opens one part of a report for the person asking. The opening is logged and committed first: no log, no data.
// What cannot be found, is not this viewer's, or was not sealed for manual reception is ent.ErrIkkeFunnet.
func (s *Service) Apne(ctx context.Context, id uuid.UUID, navn string) (*Dokument, error) {
	mime, ok := map[string]string{meldingPDF: "application/pdf", meldingJSON: "application/json"}[navn]
	if !ok || s.Mappe == nil {
		return nil, ent.ErrIkkeFunnet
	}
	p, err := s.loggApning(ctx, id, navn)
	if err != nil {
		return nil, err
	}
	cert, err := x509.ParseCertificate(p.Edges.Nokkel.Sertifikat)
	if err != nil {
		return nil, fmt.Errorf("read the key's certificate: %w", err)
	}
	key, err := s.Mappe.Hent(cert)
	if err != nil {
		return nil, err
	}
	container, err := seal.Open(bytes.NewReader(*p.Innhold), int64(len(*p.Innhold)), key)
	if err != nil {
		return nil, fmt.Errorf("open a parcel: %w", err)
	}
	whole, err := seal.ReadContainer(container, container.Size(), seal.ReadOptions{Names: []string{meldingJSON, meldingPDF}})
	if err != nil {
		return nil, fmt.Errorf("verify a container: %w", err)
	}
	part, ok := whole.File(navn)
	if !ok {
		return nil, ent.ErrIkkeFunnet
	}
	content, err := part.Bytes()
	if err != nil {
		return nil, fmt.Errorf("read a container: %w", err)
	}
	return &Dokument{Navn: navn, MimeType: mime, Innhold: content}, nil
}

// loggApning writes who opened what, and returns the parcel only when that has been committed.
func (s *Service) loggApning(ctx context.Context, id uuid.UUID, navn string) (*db.Pakke, error) {
	var p *db.Pakke
	err := s.DB.Tx(ctx, func(tx *ent.Tx) error {
		c, naa := tx.Client(), s.Klokke()
		f, err := c.Forsendelse.Query().Where(forsendelse.ID(id)).ForUpdate().Only(ctx)
		if db.IsNotFound(err) {
			return ent.ErrIkkeFunnet
		}
		if err != nil {
			return fmt.Errorf("lock the forsendelse: %w", err)
		}
		p, err = c.Pakke.Query().Where(pakke.ForsendelseID(id), pakke.FormalEQ(pakke.FormalManuell), pakke.InnholdNotNil()).
			WithNokkel().Only(ctx)
		if db.IsNotFound(err) {
			return ent.ErrIkkeFunnet
		}
		if err != nil {
			return fmt.Errorf("read the parcel: %w", err)
		}
		if err := c.Forsendelse.UpdateOneID(id).SetSistApnet(naa).Exec(ctx); err != nil {
			return fmt.Errorf("note the opening: %w", err)
		}
		return skrivHendelse(ctx, c, nyHendelse{
			forsendelse: f.ID, bydel: f.BydelID, tid: naa, slag: hendelse.SlagApnet,
			stilling: StillingAv(f), detalj: navn, vault: s.Vault,
		})
	})
	return p, err
}
