package bekymring

import (
	"context"
	"fmt"

	"barnevernportalen/delivery"
	"barnevernportalen/pdf"
)

// brev is the report as a letter: a rendering of its own, with the receiver's address in front and nothing there that
// tells what it is. It is sealed with the report, since nobody can open it afterwards to write an address on it.
func (s *Service) brev(ctx context.Context, rapport pdf.Document, m delivery.Mottaker) ([]byte, error) {
	rapport.Address = &pdf.AddressPage{To: m.Brevadresse(), From: s.Retur}
	b, err := s.PDF.Render(ctx, rapport)
	if err != nil {
		return nil, fmt.Errorf("render the letter: %w", err)
	}
	return b, nil
}
