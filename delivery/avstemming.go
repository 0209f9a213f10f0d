package delivery

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/ent"
	"barnevernportalen/ent/db"
	"barnevernportalen/ent/db/avstemming"
	"barnevernportalen/ent/db/forsendelse"
	"barnevernportalen/ent/db/pakke"
	"barnevernportalen/ent/vault"
	"barnevernportalen/ent/viewer"
)

// This file is how a receiver says what it holds, and is told of every difference, both ways. It is the only thing that
// finds a report which the receiver's system said yes to and then lost, where the system gives no token.
//
//  1. lock every report of the range, so that nothing moves while they are compared
//  2. compare, by id, number, SHA-256 and, where given, the storage token            avstemming_sammenlign.go
//  3. note: what agrees is avstemt; what does not is a hendelse and an alarm         avstemming_noter.go
//  4. write the row that says who did it, over which range, with which result
//
// All in one transaction. Saying the same again names the same differences and moves nothing.
//
// Whose word is worth what: a named caseworker's is REGISTRERT, a token LAGRET. A machine's or an operator's list without
// tokens raises nothing above KVITTERT, and that only where the machine itself could have said as much by bekreftMottak.

// MaksAvstemt is how many numbers one avstemming may span, and how many reports it may name.
const MaksAvstemt = 5000

// Holdt is one report that a receiver says it holds.
type Holdt struct {
	ID     uuid.UUID
	Nr     int
	Sha256 string // of the sealed container, hexadecimal
	Bevis  *string
}

// Avstem is what a receiver says it holds.
type Avstem struct {
	Kommunenummer, Bydelsnummer string
	// FraNr and TilNr are the range that is compared, both included.
	FraNr, TilNr int
	// Liste, as 2026-11-23, compares with that day's list instead; see [Service.Dagsliste]. Only a caseworker signs one.
	Liste string
	Holdt []Holdt
}

// Avvikslag is what a difference is.
type Avvikslag string

// The differences, spelled as in the SDL enum Avvikslag.
const (
	AvvikMangler      Avvikslag = "MANGLER"       // sent, and not held
	AvvikUkjent       Avvikslag = "UKJENT"        // held, and never sent to this receiver
	AvvikAnnenHash    Avvikslag = "ANNEN_HASH"    // held, with other bytes than were sent
	AvvikFeilNr       Avvikslag = "FEIL_NR"       // held under another number
	AvvikDobbel       Avvikslag = "DOBBEL"        // named more than once
	AvvikFeilBevis    Avvikslag = "FEIL_BEVIS"    // the token is not the one inside the seal, or one that should be there is not given
	AvvikIkkeHentet   Avvikslag = "IKKE_HENTET"   // held, it says, and nobody has fetched it
	AvvikIkkeKvittert Avvikslag = "IKKE_KVITTERT" // held, it says, and its system has not said yes to it, or has said no
	AvvikHull         Avvikslag = "HULL"          // the number was given, and our own ledger has no report with it
)

// Avvik is one difference.
type Avvik struct {
	Slag Avvikslag
	ID   uuid.UUID // uuid.Nil: of HULL
	Nr   int       // the number it was sent with; of UKJENT the one it is said to have
}

// Melding is the report a difference is about; nil of HULL.
func (a Avvik) Melding() *uuid.UUID {
	if a.ID == uuid.Nil {
		return nil
	}
	return &a.ID
}

// Avstemt is the result.
type Avstemt struct {
	ID           uuid.UUID
	Tidspunkt    time.Time
	FraNr, TilNr int
	Sendt        int // reports that should be held
	Holdt        int // reports that are, it says
	Enige        int
	Avvik        []Avvik // by number
}

// Avstemfeil is why an avstemming was not made. Nothing has then moved.
type Avstemfeil struct{ Kode Avstemfeilkode }

// Avstemfeilkode is what was wrong with it.
type Avstemfeilkode string

// The codes, spelled as in the SDL enum AvstemFeilkode.
const (
	AvstemForMange Avstemfeilkode = "FOR_MANGE" // more than MaksAvstemt numbers or reports
	AvstemOmfang   Avstemfeilkode = "OMFANG"    // no range, or a report is named outside it
	AvstemListe    Avstemfeilkode = "LISTE"     // no list of that day that can be signed now, or not by this caller
)

// Melding says it in bokmål.
func (f Avstemfeil) Melding() string {
	return map[Avstemfeilkode]string{
		AvstemForMange: "Avstem i flere omganger, med høyst 5 000 nummer i hver.",
		AvstemOmfang:   "Nummerområdet mangler, eller en melding ligger utenfor det.",
		AvstemListe:    "Listen kan ikke signeres nå.",
	}[f.Kode]
}

// Avstem compares what the one asking says the receiver holds with what it was sent. Errors: ent.ErrIkkeFunnet if it is
// not this viewer's receiver.
func (s *Service) Avstem(ctx context.Context, a Avstem) (*Avstemt, *Avstemfeil, error) {
	if feil := a.feil(ctx, s.Klokke()); feil != nil {
		if _, err := s.avstemID(ctx, a.Kommunenummer, a.Bydelsnummer); err != nil {
			return nil, nil, err // another's receiver is not there, whatever was said of it
		}
		return nil, feil, nil
	}
	id, err := s.avstemID(ctx, a.Kommunenummer, a.Bydelsnummer)
	if err != nil {
		return nil, nil, err
	}
	var ut *Avstemt
	err = s.DB.Tx(ctx, func(tx *ent.Tx) error {
		ut = &Avstemt{ID: uuid.New(), Tidspunkt: s.Klokke(), FraNr: a.FraNr, TilNr: a.TilNr, Holdt: len(a.Holdt)}
		sendt, err := s.omfang(ctx, tx.Client(), id, a)
		if err != nil {
			return err
		}
		if a.Liste != "" {
			ut.FraNr, ut.TilNr = sendt.spenn()
		}
		funn := sammenlign(sendt, a)
		if err := s.noterFunn(ctx, tx, id, funn, ut); err != nil {
			return err
		}
		return s.skrivAvstemming(ctx, tx.Client(), id, a.Liste, ut)
	})
	if errors.Is(err, errForMange) {
		return nil, &Avstemfeil{AvstemForMange}, nil
	}
	if err != nil {
		return nil, nil, fmt.Errorf("reconcile a receiver: %w", err)
	}
	return ut, nil, nil
}

var errForMange = errors.New("more reports than one avstemming may span")

// feil is what is wrong with the question itself.
func (a Avstem) feil(ctx context.Context, naa time.Time) *Avstemfeil {
	if len(a.Holdt) > MaksAvstemt {
		return &Avstemfeil{AvstemForMange}
	}
	if a.Liste != "" {
		_, person := viewer.From(ctx).(viewer.Saksbehandler)
		if !person || a.Liste != NewKalender().dag(naa) {
			return &Avstemfeil{AvstemListe}
		}
		return nil
	}
	if a.FraNr < 1 || a.TilNr < a.FraNr {
		return &Avstemfeil{AvstemOmfang}
	}
	if a.TilNr-a.FraNr >= MaksAvstemt {
		return &Avstemfeil{AvstemForMange}
	}
	for _, h := range a.Holdt {
		if h.Nr < a.FraNr || h.Nr > a.TilNr {
			return &Avstemfeil{AvstemOmfang}
		}
	}
	return nil
}

// avstemID is MottakID, and an operator's, who may name any receiver.
func (s *Service) avstemID(ctx context.Context, kommunenummer, bydelsnummer string) (uuid.UUID, error) {
	if _, operator := viewer.From(ctx).(viewer.System); !operator {
		return s.MottakID(ctx, kommunenummer, bydelsnummer)
	}
	return s.finnMottak(ctx, kommunenummer, bydelsnummer)
}

// sendte is what a receiver should hold, and what of the ledger it is compared with.
type sendte struct {
	rader    []*db.Forsendelse    // of the range, by number, locked
	bevis    map[uuid.UUID][]byte // of those sealed for a machine: SHA-256 of the token, empty without one
	andre    map[uuid.UUID]int    // named as held and outside the range: the number each was sent with
	siste    int                  // the last number given
	girBevis bool                 // a machine asks, of a receiver that gives tokens
	maskin   bool                 // a machine asks: what was not sealed for one was never sent to it
	person   bool                 // a named person asks
	utenHull bool                 // a list is no range: it has gaps
}

// skal reports whether the one asking was sent it.
func (s sendte) skal(id uuid.UUID) bool {
	_, forMaskin := s.bevis[id]
	return !s.maskin || forMaskin
}

func (s sendte) spenn() (fra, til int) {
	if len(s.rader) == 0 {
		return 0, 0
	}
	return int(s.rader[0].Nr), int(s.rader[len(s.rader)-1].Nr)
}

// omfang locks and reads what is to be compared. Locks are taken by number, so that two avstemminger cannot wait for each other.
func (s *Service) omfang(ctx context.Context, c *db.Client, mottaker uuid.UUID, a Avstem) (sendte, error) {
	var ut sendte
	switch viewer.From(ctx).(type) {
	case viewer.Fagsystem:
		ut.maskin = true
	case viewer.Saksbehandler:
		ut.person = true
	}
	b, err := c.Bydel.Get(ctx, mottaker)
	if err != nil {
		return ut, fmt.Errorf("read the receiver: %w", err)
	}
	ut.siste, ut.girBevis = int(b.SisteNr), ut.maskin && b.GirBevis
	hans := c.Forsendelse.Query().Where(forsendelse.BydelID(mottaker), forsendelse.SlagEQ(forsendelse.SlagBekymringsmelding))
	q := hans.Clone()
	if a.Liste != "" {
		ut.utenHull = true
		q.Where(paaListen(NewKalender(), s.Klokke()))
	} else {
		q.Where(forsendelse.NrGTE(int64(a.FraNr)), forsendelse.NrLTE(int64(a.TilNr)))
	}
	ut.rader, err = q.Order(forsendelse.ByNr()).Limit(MaksAvstemt + 1).ForUpdate().All(ctx)
	if err != nil {
		return ut, fmt.Errorf("lock the reports: %w", err)
	}
	if len(ut.rader) > MaksAvstemt {
		return ut, errForMange
	}
	ids := make([]uuid.UUID, len(ut.rader))
	for i, f := range ut.rader {
		ids[i] = f.ID
	}
	ut.bevis = make(map[uuid.UUID][]byte, len(ids))
	if !ut.person { // to her it is all one, and the machine's parcels are not hers to see
		var rader []struct {
			ForsendelseID uuid.UUID `json:"forsendelse_id"`
			BevisHash     []byte    `json:"bevis_hash"`
		}
		err = c.Pakke.Query().Where(pakke.ForsendelseIDIn(ids...), pakke.FormalEQ(pakke.FormalFagsystem)).
			Select(pakke.FieldForsendelseID, pakke.FieldBevisHash).Scan(ctx, &rader)
		if err != nil {
			return ut, fmt.Errorf("read the parcels: %w", err)
		}
		for _, p := range rader {
			ut.bevis[p.ForsendelseID] = p.BevisHash
		}
	}
	ut.andre, err = nummerAv(ctx, hans, a.Holdt)
	return ut, err
}

// nummerAv is which numbers the reports named were sent with, of those that were sent to this receiver at all.
func nummerAv(ctx context.Context, hans *db.ForsendelseQuery, holdt []Holdt) (map[uuid.UUID]int, error) {
	ids := make([]uuid.UUID, len(holdt))
	for i, h := range holdt {
		ids[i] = h.ID
	}
	var rader []struct {
		ID uuid.UUID `json:"id"`
		Nr int       `json:"nr"`
	}
	err := hans.Where(forsendelse.IDIn(ids...)).Select(forsendelse.FieldID, forsendelse.FieldNr).Scan(ctx, &rader)
	if err != nil {
		return nil, fmt.Errorf("look for the reports named: %w", err)
	}
	ut := make(map[uuid.UUID]int, len(rader))
	for _, r := range rader {
		ut[r.ID] = r.Nr
	}
	return ut, nil
}

// skrivAvstemming writes who said what was held, and how it compared.
func (s *Service) skrivAvstemming(ctx context.Context, c *db.Client, mottaker uuid.UUID, liste string, a *Avstemt) error {
	r := c.Avstemming.Create().SetID(a.ID).SetBydelID(mottaker).SetTidspunkt(a.Tidspunkt).SetFraNr(int64(a.FraNr)).SetTilNr(int64(a.TilNr)).
		SetSendt(a.Sendt).SetHoldt(a.Holdt).SetEnige(a.Enige).SetAvvik(len(a.Avvik)).
		SetAktor(avstemming.Aktor(viewer.From(ctx).Rolle()))
	if liste != "" {
		r.SetListe(liste)
	}
	switch v := viewer.From(ctx).(type) {
	case viewer.Fagsystem:
		r.SetAktorID(v.IntegrasjonID[:])
	case viewer.Saksbehandler:
		navn, err := s.Vault.Encrypt([]byte(v.Navn), vault.Context("avstemming", a.ID.String(), "aktor"))
		if err != nil {
			return fmt.Errorf("encrypt who signed: %w", err)
		}
		r.SetAktorID(v.ID).SetAktorNavn(navn)
	}
	if err := r.Exec(ctx); err != nil {
		return fmt.Errorf("write the avstemming: %w", err)
	}
	return nil
}

// sammeBytes compares hexadecimal text, however it is written.
func sammeBytes(f *db.Forsendelse, tekst string) bool {
	raw, err := hex.DecodeString(strings.ToLower(tekst))
	return err == nil && slices.Equal(raw, f.Sha256)
}
