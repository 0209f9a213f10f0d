package innsyn

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/ent"
	"barnevernportalen/ent/db"
	"barnevernportalen/ent/db/innsynsmelding"
)

const (
	// MaksMeldinger is the longest batch: the national service's own.
	MaksMeldinger = 5000
	// bolk is how many rows one statement writes.
	bolk = 1000
	// domeneRef keeps the hashes of groups apart from all others of the vault.
	domeneRef = "eksternref"
)

// Indeksert is what became of a batch. With anything wrong, nothing of it is written. Advarsler are of what is written: the
// case system should mend it and index again.
type Indeksert struct {
	Opprettet, Oppdatert int
	Feil, Advarsler      []Feil
}

// Indekser takes a batch of 1 to [MaksMeldinger] messages in, in the order of reading: who may, what is wrong, sealing,
// one transaction. Sent again it gives the same rows under the same ids. Of one meldingId named twice the last counts.
// Errors: [ErrIkkeIndekserer] for a kommune of any message.
func (s *Service) Indekser(ctx context.Context, meldinger []Melding) (*Indeksert, error) {
	// 1. For each message: may the machine index for its kommune?
	for _, m := range meldinger {
		if _, err := indekserer(ctx, m.Kommunenummer); err != nil {
			return nil, err
		}
	}

	// 2. Is all of it right?
	var f funn
	if len(meldinger) == 0 {
		f.feil([]string{"meldinger"}, FeilMangler)
	}
	if len(meldinger) > MaksMeldinger {
		f.feil([]string{"meldinger"}, FeilForMange)
		return &Indeksert{Feil: f.alle}, nil
	}
	rette := make([]*sjekket, 0, len(meldinger))
	for i, m := range meldinger {
		rette = append(rette, m.sjekk(&f, []string{"meldinger", strconv.Itoa(i)}))
	}
	if len(f.alle) > 0 {
		return &Indeksert{Feil: f.alle}, nil
	}

	// 3. Sealed, each for its row and its owner. After this only ciphertext and columns.
	rader, err := s.rader(ctx, rette)
	if errors.Is(err, errNokkelSkiftet) { // which happens once in a year
		rader, err = s.rader(ctx, rette)
	}
	if err != nil {
		return nil, err
	}
	linjer, err := s.indekseringslinjer(rader)
	if err != nil {
		return nil, err
	}

	// 4. Which forms will be offered to nobody?
	ut := &Indeksert{}
	if ut.Advarsler, err = s.ukjenteDialoger(ctx, rette); err != nil {
		return nil, err
	}

	// 5. All rows with their lines in the persons' logs, or none.
	err = s.DB.Tx(ctx, func(tx *ent.Tx) error {
		for del := range slices.Chunk(rader, bolk) {
			der, err := someErDer(ctx, tx.Client(), del)
			if err != nil {
				return err
			}
			nye, err := tx.SkrivInnsyn(ctx, kolonner(del))
			if err != nil {
				return err
			}
			linjer = append(linjer, tattFra(der, del)...)
			ut.Opprettet += nye
			ut.Oppdatert += len(del) - nye
		}
		return skrivLinjer(ctx, tx.Client(), linjer)
	})
	if err != nil {
		return nil, err
	}
	return ut, nil
}

// rad is a row to be written.
type rad struct {
	db.Innsynsmelding
	fodselsnummer string
	tidligere     [][]byte // the owner's older hashes
}

func kolonner(rader []rad) []db.Innsynsmelding {
	ut := make([]db.Innsynsmelding, 0, len(rader))
	for _, r := range rader {
		ut = append(ut, r.Innsynsmelding)
	}
	return ut
}

// rader seals the messages. They come in the order of their ids, the same in every process: two batches that write the same
// rows at once then wait for each other, and do not lock each other out.
func (s *Service) rader(ctx context.Context, meldinger []*sjekket) ([]rad, error) {
	av := map[uuid.UUID]rad{}
	naa := time.Now()
	for _, m := range meldinger {
		v, err := indekserer(ctx, m.Kommunenummer)
		if err != nil {
			return nil, err
		}
		p := s.Person(m.Fodselsnummer)
		r := rad{fodselsnummer: m.Fodselsnummer, tidligere: p.Tidligere, Innsynsmelding: db.Innsynsmelding{
			ID: RadID(v.IntegrasjonID, m.Kommunenummer, m.MeldingID), IntegrasjonID: v.IntegrasjonID, Kommunenummer: m.Kommunenummer,
			MeldingID: m.MeldingID, Slag: m.Slag, Eier: p.ID, Rolle: m.rolle, Dokumenttype: m.dokumenttype,
			Dato: m.dato, Sikkerhetsniva: m.Sikkerhetsniva, Indeksert: naa, TilgjengeligTil: m.TilgjengeligTil,
			Klagefrist: m.klagefrist, SvarOnskes: m.svarOnskes,
		}}
		r.MappeID = r.ID
		if m.Slag == innsynsmelding.SlagJournalpost {
			r.MappeID = RadID(v.IntegrasjonID, m.Kommunenummer, m.forelder)
		}
		if m.EksternRef != "" {
			r.EksternRef = s.Vault.Hash(domeneRef, m.EksternRef)
		}
		r.Innhold, err = s.forsegl(r.ID, r.Eier, forseglet{Fodselsnummer: m.Fodselsnummer, EksternRef: m.EksternRef, Metadata: m.metadata})
		if err != nil {
			return nil, err
		}
		av[r.ID] = r
	}
	ut := slices.Collect(maps.Values(av))
	slices.SortFunc(ut, func(a, b rad) int { return bytes.Compare(a.ID[:], b.ID[:]) })
	return ut, nil
}

// someErDer are those of the rows that a batch will write over, as they are.
func someErDer(ctx context.Context, c *db.Client, rader []rad) ([]*db.Innsynsmelding, error) {
	ider := make([]uuid.UUID, 0, len(rader))
	for _, r := range rader {
		ider = append(ider, r.ID)
	}
	der, err := c.Innsynsmelding.Query().Where(innsynsmelding.IDIn(ider...)).Select(innsynsmelding.FieldID, innsynsmelding.FieldEier,
		innsynsmelding.FieldKommunenummer, innsynsmelding.FieldMappeID, innsynsmelding.FieldSikkerhetsniva,
		innsynsmelding.FieldTilgjengeligTil).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("look for messages: %w", err)
	}
	return der, nil
}

// Utvalg is which of an integration's messages to delete. Empty fields select all.
type Utvalg struct {
	Kommunenummer string
	MeldingIDer   []uuid.UUID
	EksternRef    string
	Slag          innsynsmelding.Slag
}

// Slett deletes messages that this integration has indexed, and says how many there were; a trigger tells each person's log.
// A mappe's journalposter stay, and are not shown without it. Errors: [ErrIkkeIndekserer].
func (s *Service) Slett(ctx context.Context, utvalg ...Utvalg) (int, error) {
	for _, u := range utvalg {
		if _, err := indekserer(ctx, u.Kommunenummer); err != nil {
			return 0, err
		}
	}
	antall := 0
	err := s.DB.Tx(ctx, func(tx *ent.Tx) error {
		for _, u := range utvalg {
			q := tx.Client().Innsynsmelding.Delete().Where(innsynsmelding.Kommunenummer(u.Kommunenummer))
			if u.MeldingIDer != nil {
				q = q.Where(innsynsmelding.MeldingIDIn(u.MeldingIDer...))
			}
			if u.EksternRef != "" {
				q = q.Where(innsynsmelding.EksternRefIn(s.Vault.Hashes(domeneRef, u.EksternRef)...))
			}
			if u.Slag != "" {
				q = q.Where(innsynsmelding.SlagEQ(u.Slag))
			}
			n, err := q.Exec(ctx)
			if err != nil {
				return fmt.Errorf("delete messages: %w", err)
			}
			antall += n
		}
		return nil
	})
	return antall, err
}

// RyddUtlopte deletes what has run out; a trigger tells each person's log. It runs as background work, which can read none of it.
func (s *Service) RyddUtlopte(ctx context.Context) error {
	if _, err := s.DB.Client().Innsynsmelding.Delete().Where(innsynsmelding.TilgjengeligTilLTE(time.Now())).Exec(ctx); err != nil {
		return fmt.Errorf("delete messages that have run out: %w", err)
	}
	return nil
}
