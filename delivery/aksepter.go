package delivery

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/ent"
	"barnevernportalen/ent/db"
	"barnevernportalen/ent/db/bydel"
	"barnevernportalen/ent/db/forsendelse"
	"barnevernportalen/ent/db/hendelse"
	"barnevernportalen/ent/db/leveranse"
	"barnevernportalen/ent/db/pakke"
)

// Ny is a forsendelse about to be taken responsibility for.
type Ny struct {
	ID        uuid.UUID
	Slag      forsendelse.Slag
	Mottaker  Mottaker
	Nokler    Nokkelsett
	Pakker    []Forseglet
	Akseptert time.Time
	// Veier are which parcel goes by which way, of another kind of shipment than a report: a report's follow from Mottaker.
	Veier []Vei
	// BrevStraks: the reception key may not be sealed to any more, and a producer had sealed to it already. It stands
	// where it would, and the letter is due at once; over Fiks IO nothing goes, since what is sent there must be dead
	// before the letter leaves.
	BrevStraks bool
}

// Vei is one way to a receiver: a parcel of Ny.Pakker, by its place there, and the channel.
type Vei struct {
	Pakke  int
	Kanal  leveranse.Kanal
	Venter bool       // on the way before it: ready when that has failed
	Konto  *uuid.UUID // the Fiks IO account it is sealed for, by FIKSIO
}

// Aksepter writes the whole ledger entry into tx: parcels, deliveries, deadlines, alarms and the job, and last, under
// the receiver's row lock, number, chain and hendelse. It must be the last thing the transaction does, so that the lock
// is held for three statements and the commit. The rows before it point at a forsendelse that is not yet there: those
// foreign keys are checked at commit.
func (s *Service) Aksepter(ctx context.Context, tx *ent.Tx, n Ny) error {
	c := tx.Client()
	kanal := n.Mottaker.Kanal
	switch {
	case n.Slag != forsendelse.SlagBekymringsmelding:
		if len(n.Veier) == 0 {
			return errors.New("a shipment with no way to its receiver")
		}
		kanal = bydel.Kanal(n.Veier[0].Kanal)
	case n.Nokler.Mottak == nil:
		kanal = bydel.KanalBrev // nobody but the print supplier can open it
	}
	if err := c.Pakke.CreateBulk(pakkerader(c, n)...).Exec(ctx); err != nil {
		return fmt.Errorf("store the parcels: %w", err)
	}
	rader := leveranserader(c, n)
	var jobber []string
	for _, l := range rader {
		status, _ := l.Mutation().Status()
		kanal, _ := l.Mutation().Kanal()
		if jobb := jobbFor(kanal); status == leveranse.StatusKlar && !slices.Contains(jobber, jobb) {
			jobber = append(jobber, jobb)
		}
	}
	if err := c.Leveranse.CreateBulk(rader...).Exec(ctx); err != nil {
		return fmt.Errorf("store the deliveries: %w", err)
	}
	frister := fristene(n, kanal)
	err := c.Frist.MapCreateBulk(frister, func(f *db.FristCreate, i int) {
		f.SetForsendelseID(n.ID).SetType(frister[i].Type).SetForfall(frister[i].Forfall)
	}).Exec(ctx)
	if err != nil {
		return fmt.Errorf("store the deadlines: %w", err)
	}
	for _, m := range n.Nokler.Mangler {
		err := c.Alarm.Create().SetSlag(m.Slag).SetBydelID(n.Mottaker.ID).SetForsendelseID(n.ID).
			SetDetalj(string(m.Formal)).SetTidspunkt(n.Akseptert).Exec(ctx)
		if err != nil {
			return fmt.Errorf("raise an alarm: %w", err)
		}
	}
	for _, jobb := range jobber {
		if err := tx.Enqueue(ctx, jobb, n.ID); err != nil {
			return err
		}
	}
	return s.nummerer(ctx, tx, n, kanal)
}

// nummerer takes the lock of the receiver's chain, gives the number and the link, and writes the forsendelse itself.
func (s *Service) nummerer(ctx context.Context, tx *ent.Tx, n Ny, kanal bydel.Kanal) error {
	c := tx.Client()
	hode, err := laasKjede(ctx, c, n)
	if err != nil {
		return err
	}
	ledd := Ledd{
		Slag: n.Slag, Kommunenummer: n.Mottaker.Kommunenummer, Bydelsnummer: n.Mottaker.Bydelsnummer, Nr: hode.nr + 1, Forsendelse: n.ID,
		Sha256: n.Pakker[0].Sha256, Forrige: hode.hash,
	}
	hash := ledd.Hash()
	err = c.Forsendelse.Create().SetID(n.ID).SetSlag(n.Slag).SetBydelID(n.Mottaker.ID).SetKanal(forsendelse.Kanal(kanal)).
		SetNr(ledd.Nr).SetSha256(ledd.Sha256[:]).SetKjedehash(hash[:]).
		SetTilstand(forsendelse.TilstandAkseptert).SetBevis(forsendelse.BevisIngen).SetAkseptert(n.Akseptert).Exec(ctx)
	if err != nil {
		return fmt.Errorf("store the forsendelse: %w", err)
	}
	if err := hode.flytt(ledd.Nr, hash[:]); err != nil {
		return fmt.Errorf("move the head of the chain: %w", err)
	}
	return skrivHendelse(ctx, c, nyHendelse{
		forsendelse: n.ID, bydel: n.Mottaker.ID, tid: n.Akseptert, slag: hendelse.SlagAkseptert,
		stilling: Stilling{forsendelse.TilstandAkseptert, forsendelse.BevisIngen, false},
	})
}

func pakkerader(c *db.Client, n Ny) []*db.PakkeCreate {
	rows := make([]*db.PakkeCreate, 0, len(n.Pakker))
	for _, p := range n.Pakker {
		r := c.Pakke.Create().SetID(p.ID).SetForsendelseID(n.ID).SetNokkelID(p.NokkelID).SetFormal(p.Formal).
			SetInnhold(p.Innhold).SetSha256(p.Sha256[:]).SetStorrelse(int64(len(p.Innhold)))
		if p.BevisHash != nil {
			r.SetBevisHash(p.BevisHash)
		}
		rows = append(rows, r)
	}
	return rows
}

// leveranserader: the receiver's own channel is ready now. The letter waits for its deadline, or is ready at once when
// there is no other way. Of another kind of shipment, see Ny.Veier.
func leveranserader(c *db.Client, n Ny) []*db.LeveranseCreate {
	if n.Slag != forsendelse.SlagBekymringsmelding {
		return veirader(c, n)
	}
	rows := make([]*db.LeveranseCreate, 0, len(n.Pakker))
	for _, p := range n.Pakker {
		kanal, status := leveranse.Kanal(n.Mottaker.Kanal), leveranse.StatusKlar
		if p.Formal == pakke.FormalPrint {
			kanal = leveranse.KanalBrev
			if n.Nokler.Mottak != nil {
				status = leveranse.StatusVenter
			}
		}
		l := c.Leveranse.Create().SetForsendelseID(n.ID).SetPakkeID(p.ID).SetKanal(kanal).SetStatus(status).SetEndret(n.Akseptert)
		if kanal == leveranse.KanalFiksio {
			l.SetNillableKonto(n.Mottaker.FiksioKonto)
		}
		rows = append(rows, l)
	}
	return rows
}

func veirader(c *db.Client, n Ny) []*db.LeveranseCreate {
	rows := make([]*db.LeveranseCreate, 0, len(n.Veier))
	for _, v := range n.Veier {
		status := leveranse.StatusKlar
		if v.Venter {
			status = leveranse.StatusVenter
		}
		rows = append(rows, c.Leveranse.Create().SetForsendelseID(n.ID).SetPakkeID(n.Pakker[v.Pakke].ID).SetKanal(v.Kanal).
			SetStatus(status).SetEndret(n.Akseptert).SetNillableKonto(v.Konto))
	}
	return rows
}

// LoggAlarmer says in the log, after the commit, that a key is missing. Which receiver, never which report's content.
func (s *Service) LoggAlarmer(n Ny) {
	for _, m := range n.Nokler.Mangler {
		s.Log.Error("a key cannot be sealed to", "alarm", string(m.Slag), "formal", string(m.Formal),
			"kommunenummer", n.Mottaker.Kommunenummer, "bydelsnummer", n.Mottaker.Bydelsnummer)
	}
}
