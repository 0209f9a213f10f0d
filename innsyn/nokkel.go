package innsyn

import (
	"bytes"
	"context"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/ent"
	"barnevernportalen/ent/vault"
)

const (
	// nokkelbolk is how many rows turn in one transaction: few enough that nobody waits long for one of them.
	nokkelbolk = 100
	// nokkeltid is how long one round goes on. What is left is the next one's.
	nokkeltid = 90 * time.Second
	// noklerSnus is how often there is a round. With no old keys there is nothing to do, and nothing is asked.
	noklerSnus = 10 * time.Minute
)

// errNokkelSkiftet: the hash key turned while something was being sealed, which would stand under keys of two generations.
var errNokkelSkiftet = errors.New("the keys were turned meanwhile")

// nokkeltabell is a table that turns, and what is in it. A new table of sealed rows needs a line in nokkeltabeller.
type nokkeltabell struct {
	ent.Nokkeltabell
	aad func(id uuid.UUID, eier []byte) []byte
	// les finds the number, and the group if there is one, in the opened document; nil of what is no one person's.
	les func(klar []byte) (fodselsnummer, ref string, err error)
}

func nokkeltabeller() []nokkeltabell {
	return []nokkeltabell{
		{ent.Nokkeltabell{Navn: "innsynsmelding", Ref: "ekstern_ref"}, aadMelding, func(klar []byte) (string, string, error) {
			var f forseglet
			if err := json.Unmarshal(klar, &f); err != nil {
				return "", "", fmt.Errorf("read a message: %T", err)
			}
			return f.Fodselsnummer, f.EksternRef, nil
		}},
		{ent.Nokkeltabell{Navn: "post"}, aadBrev, func(klar []byte) (string, string, error) {
			var b brev
			if err := json.Unmarshal(klar, &b); err != nil {
				return "", "", fmt.Errorf("read a letter: %T", err)
			}
			return b.Fodselsnummer, "", nil
		}},
		{ent.Nokkeltabell{Navn: "innsynssperre"}, aadSperre, func(klar []byte) (string, string, error) { return string(klar), "", nil }},
		{ent.Nokkeltabell{Navn: "samtykkepart"}, aadPart, func(klar []byte) (string, string, error) {
			var p partJSON
			if err := json.Unmarshal(klar, &p); err != nil {
				return "", "", fmt.Errorf("read a party of a consent: %T", err)
			}
			return p.Fodselsnummer, "", nil
		}},
		{ent.Nokkeltabell{Navn: "samtykke", Eierlos: true}, func(id uuid.UUID, _ []byte) []byte { return aadSamtykke(id) }, nil},
		{ent.Nokkeltabell{Navn: "samtykkehendelse", Eierlos: true}, func(id uuid.UUID, _ []byte) []byte { return aadHendelse(id) }, nil},
	}
}

// aadLogg ties the number on a line of the log to its owner, the same on all her lines.
func aadLogg(eier []byte) []byte { return vault.Context("innsynslogg", hex.EncodeToString(eier)) }

// SnuNokler brings what stands under old keys under the current ones: hashed anew and sealed anew, row by row, the ids and
// all else as they were. Reading, indexing and other processes doing the same may go on: a row is at each moment whole under
// one key or another, both are searched, and each batch is a transaction. Killed, it begins again and finds what is left.
// Rows that other processes, which have not read the key file again, write under old keys meanwhile are the next round's.
func (s *Service) SnuNokler(ctx context.Context) error {
	if err := s.Vault.Reload(); err != nil { // or one that is behind would turn rows back
		return err
	}
	if _, eldre := s.Vault.Beginnings(); len(eldre) == 0 {
		return nil
	}
	slutt := time.Now().Add(nokkeltid)
	for _, t := range nokkeltabeller() {
		etter := uuid.Nil
		for time.Now().Before(slutt) {
			siste, n, err := s.snuBolk(ctx, t, etter)
			if err != nil {
				return fmt.Errorf("turn keys of %s: %w", t.Navn, err)
			}
			if n == 0 {
				break
			}
			s.Log.Info("rows brought under the current keys", "table", t.Navn, "rows", n)
			etter = siste
		}
	}
	return s.snuLogg(ctx, slutt)
}

// snuBolk turns the next rows and returns the last one's id, and how many they were.
func (s *Service) snuBolk(ctx context.Context, t nokkeltabell, etter uuid.UUID) (siste uuid.UUID, n int, err error) {
	_, eldre := s.Vault.Beginnings()
	err = s.DB.Tx(ctx, func(tx *ent.Tx) error {
		rader, err := tx.LaasGamle(ctx, t.Nokkeltabell, eldre, etter, nokkelbolk)
		if err != nil || len(rader) == 0 {
			return err
		}
		n, siste = len(rader), rader[len(rader)-1].ID
		for i := range rader {
			if err := s.snu(t, &rader[i]); err != nil {
				return fmt.Errorf("row %s: %w", rader[i].ID, err)
			}
		}
		return tx.SkrivSnudd(ctx, t.Nokkeltabell, rader)
	})
	return siste, n, err
}

func (s *Service) snu(t nokkeltabell, r *ent.Nokkelrad) error {
	klar, err := s.Vault.Decrypt(r.Innhold, t.aad(r.ID, r.Eier))
	if err != nil {
		return err
	}
	if t.Eierlos {
		r.Innhold, err = s.Vault.Encrypt(klar, t.aad(r.ID, nil))
		return err
	}
	nummer, ref, err := t.les(klar)
	if err != nil {
		return err
	}
	r.Eier = s.Person(nummer).ID
	if ref != "" {
		r.Ref = s.Vault.Hash(domeneRef, ref)
	}
	r.Innhold, err = s.seglFor(nummer, r.Eier, klar, t.aad(r.ID, r.Eier))
	return err
}

// seglFor seals under the key that goes with the owner's hash.
func (s *Service) seglFor(nummer string, eier, klar, aad []byte) ([]byte, error) {
	innhold, err := s.Vault.Encrypt(klar, aad)
	if err != nil {
		return nil, err
	}
	if !bytes.Equal(s.Person(nummer).ID, eier) {
		return nil, errNokkelSkiftet
	}
	return innhold, nil
}

// snuLogg moves the lines of each person whose number some line has. Each who has read has been indexed for, and so has one.
func (s *Service) snuLogg(ctx context.Context, slutt time.Time) error {
	etter := []byte{}
	for time.Now().Before(slutt) {
		eiere, err := s.DB.Loggeiere(ctx, etter, nokkelbolk)
		if err != nil {
			return err
		}
		if len(eiere) == 0 {
			return nil
		}
		etter = eiere[len(eiere)-1].Eier
		err = s.DB.Tx(ctx, func(tx *ent.Tx) error {
			for _, e := range eiere {
				nummer, err := s.Vault.Decrypt(e.Innhold, aadLogg(e.Eier))
				if err != nil {
					return err
				}
				p := s.Person(string(nummer))
				innhold, err := s.seglFor(string(nummer), p.ID, nummer, aadLogg(p.ID))
				if err != nil {
					return err
				}
				if err := tx.FlyttLogg(ctx, p.Tidligere, ent.Loggeier{Eier: p.ID, Innhold: innhold}); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return fmt.Errorf("turn keys of innsynslogg: %w", err)
		}
	}
	return nil
}

// UnderGamleNokler counts, by table, what does not stand under the current keys. Of the key file as it is now.
func (s *Service) UnderGamleNokler(ctx context.Context) (map[string]int, error) {
	if err := s.Vault.Reload(); err != nil {
		return nil, err
	}
	gjeldende, _ := s.Vault.Beginnings()
	ut := map[string]int{}
	for _, t := range nokkeltabeller() {
		n, err := s.DB.TellGamle(ctx, t.Navn, "innhold", gjeldende)
		if err != nil {
			return nil, err
		}
		ut[t.Navn] = n
	}
	n, err := s.DB.TellGammelLogg(ctx, gjeldende)
	if err != nil {
		return nil, err
	}
	ut["innsynslogg"] = n
	return ut, nil
}
