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
	"barnevernportalen/ent/db/frist"
	"barnevernportalen/ent/db/hendelse"
	"barnevernportalen/ent/db/pakke"
	"barnevernportalen/ent/db/predicate"
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
	alle := s.DB.Client().Forsendelse.Query().Where(forsendelse.BydelID(id), forsendelse.SlagEQ(forsendelse.SlagBekymringsmelding))
	q := alle.Clone().Where(sok.utvalg(ctx)...)
	if sok.Etter > 0 {
		q.Where(forsendelse.NrLT(int64(sok.Etter)))
	}
	rows, err := medKonvolutt(ctx, q).Order(db.Desc(forsendelse.FieldNr)).Limit(antall + 1).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("read the inbox: %w", err)
	}
	side := &Side{HarFlere: len(rows) > antall}
	for _, r := range rows[:min(len(rows), antall)] {
		side.Meldinger = append(side.Meldinger, s.toMottatt(r))
	}
	if sok.Etter == 0 {
		err := alle.Clone().Order(db.Desc(forsendelse.FieldNr)).Limit(maksNumre).Select(forsendelse.FieldNr).Scan(ctx, &side.Numre)
		if err != nil {
			return nil, fmt.Errorf("read the newest numbers: %w", err)
		}
	}
	if side.AntallUbekreftede, err = s.Ubekreftede(ctx, id); err != nil {
		return nil, err
	}
	if side.NokkelEndret, err = s.nokkelEndret(ctx, id); err != nil {
		return nil, err
	}
	return side, nil
}

// maksNumre is how many of the newest numbers come with a first page.
const maksNumre = 100

// utvalg is which rows are asked for.
func (sok MottakSok) utvalg(ctx context.Context) []predicate.Forsendelse {
	var p []predicate.Forsendelse
	switch {
	case sok.Utvalg == UtvalgVenter, sok.Utvalg == "" && !sok.MedBekreftede:
		p = append(p, forsendelse.BevistIsNil())
	case sok.Utvalg == UtvalgIkkeApnet:
		p = append(p, forsendelse.BevistIsNil(), forsendelse.SistApnetIsNil())
	case sok.Utvalg == UtvalgAvvist:
		p = append(p, forsendelse.BevistIsNil(), forsendelse.AvvistNotNil())
	case sok.Utvalg == UtvalgBevist:
		p = append(p, forsendelse.BevistNotNil())
	}
	if sok.Forsinket {
		p = append(p, forsendelse.BevistIsNil(), forsendelse.HasFristerWith(frist.UtlostNotNil(), frist.KlarertIsNil()))
	}
	if sok.TattAvMeg {
		v, _ := viewer.From(ctx).(viewer.Saksbehandler) // anybody else has taken nothing
		p = append(p, forsendelse.TattAvIn(v.IDer()...))
	}
	return p
}

// Ubekreftede counts what in an inbox is not proven to be with the receiver.
func (s *Service) Ubekreftede(ctx context.Context, mottak uuid.UUID) (int, error) {
	n, err := s.DB.Client().Forsendelse.Query().Where(forsendelse.BydelID(mottak), forsendelse.BevistIsNil()).Count(ctx)
	if err != nil {
		return 0, fmt.Errorf("count the inbox: %w", err)
	}
	return n, nil
}

// Mottatt reads one report's envelope, or ent.ErrIkkeFunnet.
func (s *Service) Mottatt(ctx context.Context, id uuid.UUID) (*Mottatt, error) {
	return s.mottatt(ctx, s.DB.Client(), id)
}

func (s *Service) mottatt(ctx context.Context, c *db.Client, id uuid.UUID) (*Mottatt, error) {
	r, err := medKonvolutt(ctx, c.Forsendelse.Query().Where(forsendelse.ID(id))).Only(ctx)
	if db.IsNotFound(err) {
		return nil, ent.ErrIkkeFunnet
	}
	if err != nil {
		return nil, fmt.Errorf("read a report's envelope: %w", err)
	}
	m := s.toMottatt(r)
	return &m, nil
}

// medKonvolutt loads what toMottatt needs, and no ciphertext: to a caseworker also who of her colleagues did what.
func medKonvolutt(ctx context.Context, q *db.ForsendelseQuery) *db.ForsendelseQuery {
	q.WithBydel(func(q *db.BydelQuery) { q.WithKommune() }).WithBekymringsmelding().WithFrister().
		WithPakker(func(q *db.PakkeQuery) { q.Select(pakke.FieldID, pakke.FieldForsendelseID, pakke.FieldFormal) })
	if _, ok := viewer.From(ctx).(viewer.Saksbehandler); ok {
		q.WithHendelser(func(q *db.HendelseQuery) {
			q.Where(hendelse.SlagIn(hendelse.SlagTatt, hendelse.SlagBekreftet), hendelse.AktorEQ(hendelse.AktorSaksbehandler)).
				Order(hendelse.ByID())
		})
	}
	return q
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
