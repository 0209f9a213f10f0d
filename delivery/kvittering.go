package delivery

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/google/uuid"

	"barnevernportalen/delivery/fiksio"
	"barnevernportalen/ent"
	"barnevernportalen/ent/db"
	"barnevernportalen/ent/db/alarm"
	"barnevernportalen/ent/db/avvisning"
	"barnevernportalen/ent/db/bydel"
	"barnevernportalen/ent/db/fiksioinn"
	"barnevernportalen/ent/db/fiksiosendt"
	"barnevernportalen/ent/db/forsendelse"
	"barnevernportalen/ent/db/frist"
	"barnevernportalen/ent/db/hendelse"
	"barnevernportalen/ent/db/innsynsforesporsel"
	"barnevernportalen/ent/db/leveranse"
	"barnevernportalen/ent/vault"
	"barnevernportalen/ent/viewer"
)

// TaImot takes one message that came to the service's own Fiks IO account. It returns nil when the message and what follows
// from it are committed, and not before; after an error it must be given again. The same message may come any number of
// times. In order:
//
//  1. Its content is read, where it matters; see [Service.lesInnhold].
//  2. The report it answers is found: by svar-til, and else by the korrelasjonsId.
//  3. It is believed, or not: a receipt must come from the account that the report was sent to, and be of its protocol.
//  4. In one transaction it is stored whole, and moves the ladder, or raises an alarm.
func (s *Service) TaImot(ctx context.Context, m *fiksio.Mottatt) error {
	ctx = viewer.With(ctx, viewer.System{Oppgave: "kvittering"})
	there, err := s.DB.Client().Fiksioinn.Query().Where(fiksioinn.ID(m.MeldingID)).Exist(ctx)
	if err != nil {
		return fmt.Errorf("look for an earlier message: %w", err)
	}
	if there {
		return nil
	}
	inn, err := s.innkommet(ctx, m)
	if err != nil {
		return err
	}
	err = s.DB.Tx(ctx, func(tx *ent.Tx) error { return s.lagreInnkommet(ctx, tx, inn) })
	if err == nil || !db.IsConstraintError(err) {
		return err
	}
	// Another process took the same message at the same time. What is stored decides, not the error.
	there, look := s.DB.Client().Fiksioinn.Query().Where(fiksioinn.ID(m.MeldingID)).Exist(ctx)
	if look == nil && there {
		return nil
	}
	return err
}

// innkommet is a message that has been read and not yet stored.
type innkommet struct {
	id, avsender  uuid.UUID
	svarTil       uuid.UUID
	korrelasjon   uuid.UUID // Nil: none, or none of ours
	slag          fiksioinn.Slag
	klientmelding []byte // hash; nil: none
	hode          []byte // encrypted
	innhold       []byte // as it came; nil: none
	feilmelding   feilmelding
	svar          *Foresporselsvar // of INNSYNSSVAR; nil: it could not be read
}

// slagAv sorts the types. What is none of these is kept, and a person looks.
func slagAv(meldingType string) fiksioinn.Slag {
	switch {
	case meldingType == fiksio.TypeMottatt:
		return fiksioinn.SlagMottatt
	case meldingType == fiksio.TypeFeilet:
		return fiksioinn.SlagFeilet
	case fiksio.ErForesporselsvar(meldingType):
		return fiksioinn.SlagInnsynssvar
	case fiksio.ErTidsavbrudd(meldingType):
		return fiksioinn.SlagTidsavbrudd
	case fiksio.ErServerfeil(meldingType):
		return fiksioinn.SlagServerfeil
	default:
		return fiksioinn.SlagUkjent
	}
}

func (s *Service) innkommet(ctx context.Context, m *fiksio.Mottatt) (innkommet, error) {
	inn := innkommet{id: m.MeldingID, avsender: m.AvsenderKontoID, svarTil: m.SvarPaMelding, slag: slagAv(m.Type)}
	if id, err := uuid.Parse(m.KlientKorrelasjonsID); err == nil {
		inn.korrelasjon = id
	}
	if m.KlientMeldingID != "" {
		sum := sha256.Sum256([]byte(m.KlientMeldingID))
		inn.klientmelding = sum[:]
	}
	var err error
	inn.hode, err = s.forseglHode(m.MeldingID, map[string]any{
		"type": m.Type, "svarPaType": m.SvarPaType, "klientMeldingId": m.KlientMeldingID, "korrelasjonsId": m.KlientKorrelasjonsID,
		"headere": m.Egendefinert, "dokumentlagerId": m.DokumentlagerID,
	})
	if err != nil {
		return inn, err
	}
	switch inn.slag {
	case fiksioinn.SlagFeilet:
		inn.innhold, inn.feilmelding = s.lesFeilet(ctx, m)
	case fiksioinn.SlagUkjent, fiksioinn.SlagInnsynssvar:
		inn.innhold, err = lesInnhold(ctx, m)
		if errors.Is(err, fiksio.ErrForStor) || erBorte(err) {
			err = nil // where it lies, or lay, stands in the head
		}
		if err == nil && inn.slag == fiksioinn.SlagInnsynssvar {
			inn.svar, err = s.lesForesporselsvar(ctx, m, inn.innhold)
		}
	}
	return inn, err
}

func (s *Service) forseglHode(id uuid.UUID, hode map[string]any) ([]byte, error) {
	raw, err := json.Marshal(hode)
	if err != nil {
		return nil, fmt.Errorf("write a message's head: %w", err)
	}
	sealed, err := s.Vault.Encrypt(raw, vault.Context("fiksioinn", id.String()))
	if err != nil {
		return nil, fmt.Errorf("encrypt a message's head: %w", err)
	}
	return sealed, nil
}

// lagreInnkommet stores a message and does what follows from it.
func (s *Service) lagreInnkommet(ctx context.Context, tx *ent.Tx, inn innkommet) error {
	c := tx.Client()
	svar, err := s.besvarte(ctx, c, inn)
	if err != nil {
		return err
	}
	var f *db.Forsendelse
	if svar.leveranse != nil {
		if f, err = laas(ctx, c, svar.leveranse.ForsendelseID); err != nil {
			return err
		}
	}
	utfall, err := s.vurder(ctx, c, inn, svar, f)
	if err != nil {
		return err
	}
	if inn.slag == fiksioinn.SlagInnsynssvar && utfall == fiksioinn.UtfallBrukt {
		if utfall, err = s.besvarForsendelse(ctx, c, f, *inn.svar); err != nil {
			return err
		}
	}
	row := c.Fiksioinn.Create().SetID(inn.id).SetAvsenderKonto(inn.avsender).SetSlag(inn.slag).SetUtfall(utfall).
		SetHode(inn.hode).SetMottatt(s.Klokke())
	if inn.svarTil != uuid.Nil {
		row.SetSvarTil(inn.svarTil)
	}
	if inn.klientmelding != nil {
		row.SetKlientmelding(inn.klientmelding)
	}
	if inn.innhold != nil {
		row.SetInnhold(inn.innhold)
	}
	if f != nil {
		row.SetForsendelseID(f.ID)
	}
	if err := row.Exec(ctx); err != nil {
		return fmt.Errorf("store a message: %w", err)
	}
	switch utfall {
	case fiksioinn.UtfallDublett:
		return nil
	case fiksioinn.UtfallBrukt:
		return s.bruk(ctx, tx, f, svar.leveranse, inn)
	case fiksioinn.UtfallMotsigelse:
		if inn.slag == fiksioinn.SlagFeilet { // a no is a no, whichever of the two it is about
			if err := s.bruk(ctx, tx, f, svar.leveranse, inn); err != nil {
				return err
			}
		}
	}
	return s.kvitteringsalarm(ctx, c, f, inn, utfall)
}

// besvart is the report that a message answers.
type besvart struct {
	leveranse *db.Leveranse // nil: none of ours
	motsagt   bool          // svar-til and the korrelasjonsId name two different reports
}

func (s *Service) besvarte(ctx context.Context, c *db.Client, inn innkommet) (besvart, error) {
	fiks := leveranse.KanalEQ(leveranse.KanalFiksio)
	by := func(q *db.LeveranseQuery) (*db.Leveranse, error) {
		l, err := q.Only(ctx)
		if db.IsNotFound(err) {
			return nil, nil
		}
		if err != nil {
			return nil, fmt.Errorf("find what is answered: %w", err)
		}
		return l, nil
	}
	var svarTil, korrelert *db.Leveranse
	var err error
	if inn.svarTil != uuid.Nil {
		svarTil, err = by(c.Leveranse.Query().Where(fiks, leveranse.HasFiksiosendtWith(fiksiosendt.ID(inn.svarTil))))
	}
	if err == nil && inn.korrelasjon != uuid.Nil {
		korrelert, err = by(c.Leveranse.Query().Where(fiks, leveranse.ForsendelseID(inn.korrelasjon)))
	}
	switch {
	case err != nil:
		return besvart{}, err
	case svarTil == nil: // sent, and the answer lost: Fiks IO knows a melding-id that we do not
		return besvart{leveranse: korrelert}, nil
	default:
		return besvart{svarTil, korrelert != nil && korrelert.ID != svarTil.ID}, nil
	}
}

// vurder decides what a message is taken for.
func (s *Service) vurder(ctx context.Context, c *db.Client, inn innkommet, svar besvart, f *db.Forsendelse) (fiksioinn.Utfall, error) {
	paaMelding, paaForesporsel := inn.slag == fiksioinn.SlagMottatt || inn.slag == fiksioinn.SlagFeilet, inn.slag == fiksioinn.SlagInnsynssvar
	avMottaker := paaMelding || paaForesporsel
	switch l := svar.leveranse; {
	case inn.slag == fiksioinn.SlagUkjent:
		return fiksioinn.UtfallUkjentType, nil
	case l == nil:
		return fiksioinn.UtfallUkjentMelding, nil
	case avMottaker && (l.Konto == nil || *l.Konto != inn.avsender): // time-outs come from Fiks IO itself
		return fiksioinn.UtfallFeilKonto, nil
	case (inn.slag == fiksioinn.SlagMottatt || paaForesporsel) && l.Forsok == 0: // nobody has what was never sent
		return fiksioinn.UtfallUkjentMelding, nil
	case paaMelding && f.Slag != forsendelse.SlagBekymringsmelding, paaForesporsel && f.Slag != forsendelse.SlagInnsynsforesporsel:
		return fiksioinn.UtfallUkjentMelding, nil // the words of one protocol say nothing in another
	case svar.motsagt:
		return fiksioinn.UtfallMotsigelse, nil
	case paaForesporsel && inn.svar == nil:
		return fiksioinn.UtfallUkjentType, nil
	}
	// Fiks IO's own may repeat our klientMeldingId, which is the same each time a parcel is sent; see sendIgjen for those.
	// Nor do two answers to a request with the same klientMeldingId count as one: what they say decides that.
	if inn.klientmelding == nil || !paaMelding {
		return fiksioinn.UtfallBrukt, nil
	}
	before, err := c.Fiksioinn.Query().Where(fiksioinn.ForsendelseID(svar.leveranse.ForsendelseID), fiksioinn.SlagEQ(inn.slag),
		fiksioinn.AvsenderKonto(inn.avsender), fiksioinn.Klientmelding(inn.klientmelding), fiksioinn.UtfallEQ(fiksioinn.UtfallBrukt)).Exist(ctx)
	if err != nil {
		return "", fmt.Errorf("look for the same receipt: %w", err)
	}
	if before {
		return fiksioinn.UtfallDublett, nil
	}
	return fiksioinn.UtfallBrukt, nil
}

// bruk moves the ladder.
func (s *Service) bruk(ctx context.Context, tx *ent.Tx, f *db.Forsendelse, l *db.Leveranse, inn innkommet) error {
	c := tx.Client()
	switch inn.slag {
	case fiksioinn.SlagMottatt:
		return s.kvittert(ctx, c, f, string(leveranse.KanalFiksio))
	case fiksioinn.SlagInnsynssvar:
		if inn.svar.Status == innsynsforesporsel.StatusServerfeil {
			return nil // that it failed is no yes: the deadlines run on
		}
		return s.kvittert(ctx, c, f, string(leveranse.KanalFiksio))
	case fiksioinn.SlagFeilet:
		return s.avvisning(ctx, tx, f, avvisningen{grunn: avvisning.GrunnAnnet, kode: inn.feilmelding.kode, tekst: inn.feilmelding.tekst})
	}
	if f.Avvist != nil || Klarerer(f.Bevis, frist.TypeBrev, false) {
		return nil
	}
	siste := frist.TypeBrev
	if f.Slag == forsendelse.SlagInnsynsforesporsel {
		siste = sisteForesporselfrist
	}
	tid, err := c.Frist.Query().Where(frist.ForsendelseID(f.ID), frist.TypeEQ(siste), frist.ForfallGT(s.Klokke())).Exist(ctx)
	if err != nil || !tid {
		return err // the letter is due, or has been sent; of what has no letter, a person has been called long ago
	}
	igjen, err := s.sendIgjen(ctx, c, l, inn.svarTil)
	if err != nil || !igjen {
		return err
	}
	return skrivHendelse(ctx, c, nyHendelse{
		forsendelse: f.ID, bydel: f.BydelID, tid: s.Klokke(), slag: hendelse.SlagSendesIgjen, stilling: StillingAv(f), detalj: string(inn.slag),
	})
}

// kvitteringsalarm calls the operator to what was not believed or not known.
func (s *Service) kvitteringsalarm(ctx context.Context, c *db.Client, f *db.Forsendelse, inn innkommet, utfall fiksioinn.Utfall) error {
	slag := map[fiksioinn.Utfall]alarm.Slag{
		fiksioinn.UtfallFeilKonto: alarm.SlagFeilKonto, fiksioinn.UtfallUkjentMelding: alarm.SlagUkjentKvittering,
		fiksioinn.UtfallMotsigelse: alarm.SlagMotsigelse, fiksioinn.UtfallUkjentType: alarm.SlagUkjentMelding,
	}[utfall]
	if f != nil {
		return s.alarm(ctx, c, f, slag, string(inn.slag))
	}
	a := c.Alarm.Create().SetSlag(slag).SetDetalj(string(inn.slag)).SetTidspunkt(s.Klokke())
	from, err := c.Bydel.Query().Where(bydel.FiksioKonto(inn.avsender)).OnlyID(ctx)
	if err != nil && !db.IsNotFound(err) {
		return fmt.Errorf("look for the sender: %w", err)
	}
	if err == nil {
		a.SetBydelID(from)
	}
	if err := a.Exec(ctx); err != nil {
		return fmt.Errorf("raise an alarm: %w", err)
	}
	s.Log.Error("a message over fiks io needs the operator", "alarm", string(slag), "slag", string(inn.slag), "melding", inn.id)
	return nil
}
