package delivery

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"

	"github.com/google/uuid"

	"barnevernportalen/delivery/svarut"
)

// SvarUtPrint is SvarUt as our print supplier: the print key in use must then be SvarUt's own.
//
// SvarUt knows no idempotency key. A letter whose answer was lost is sent again and may come twice; both carry our id as
// eksternReferanse.
type SvarUtPrint struct{ Klient *svarut.Klient }

// Send implements [Utskrift]. Title and file name say nothing; the address stands outside the seal, since SvarUt prints it.
func (p SvarUtPrint) Send(ctx context.Context, b Brevpakke) (string, error) {
	if sum := sha256.Sum256(b.Innhold); !bytes.Equal(sum[:], b.Sha256) {
		return "", errors.New("a sealed letter is not what it was")
	}
	a := b.Mottaker.Postadresse
	if a.Tom() {
		return "", AvvistError{"ADRESSE_MANGLER"} // SvarUt would refuse it
	}
	var lines []string
	for _, l := range []string{a.Linje1, a.Linje2, a.Linje3} {
		if l != "" {
			lines = append(lines, l)
		}
	}
	id, err := p.Klient.Send(ctx, svarut.Forsendelse{
		Tittel: "Brev", EksternRef: b.ID.String(), AvgivendeSystem: "Portal",
		Navn: a.Navn, Adresselinjer: lines, Postnummer: a.Postnummer, Poststed: a.Poststed,
	}, svarut.Fil{Navn: b.ID.String() + ".pdf", Innhold: b.Innhold})
	if errors.Is(err, svarut.ErrAvvist) {
		return "", AvvistError{"AVVIST"}
	}
	if err != nil {
		return "", fmt.Errorf("send a letter: %w", err)
	}
	return id.String(), nil
}

// Status implements [Utskrift].
func (p SvarUtPrint) Status(ctx context.Context, eksternIDer []string) ([]Brevsvar, error) {
	var ids []uuid.UUID
	for _, e := range eksternIDer {
		if id, err := uuid.Parse(e); err == nil { // not ours to ask about: handed over by another supplier
			ids = append(ids, id)
		}
	}
	if len(ids) == 0 {
		return nil, nil
	}
	statuses, err := p.Klient.Status(ctx, ids)
	if err != nil {
		return nil, fmt.Errorf("ask about letters: %w", err)
	}
	var out []Brevsvar
	for _, s := range statuses {
		utfall := map[svarut.Utfall]Brevutfall{
			svarut.Underveis: BrevUnderveis, svarut.Postlagt: BrevPostlagt, svarut.Avvist: BrevAvvist,
		}[s.Status.Utfall()]
		out = append(out, Brevsvar{EksternID: s.ID.String(), Utfall: utfall, Kode: string(s.Status), Tid: s.Endret.Time})
	}
	return out, nil
}
