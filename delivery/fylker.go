package delivery

import (
	"context"
	"strings"
)

// Fylke is a county of the division of 2024. Its number is the first two digits of its kommuner's.
type Fylke struct{ Fylkenummer, Navn string }

// Fylker lists the counties by number. Source: Kartverket, with the names that are official beside the Norwegian.
func Fylker() []Fylke {
	return []Fylke{
		{"03", "Oslo"}, {"11", "Rogaland"}, {"15", "Møre og Romsdal"}, {"18", "Nordland - Nordlánnda"}, {"31", "Østfold"},
		{"32", "Akershus"}, {"33", "Buskerud"}, {"34", "Innlandet"}, {"39", "Vestfold"}, {"40", "Telemark"}, {"42", "Agder"},
		{"46", "Vestland"}, {"50", "Trøndelag - Trööndelage"}, {"55", "Troms - Romsa - Tromssa"},
		{"56", "Finnmark - Finnmárku - Finmarkku"},
	}
}

// KommunerIFylke lists the kommuner of a county by name; none of one that is not there.
func (s *Service) KommunerIFylke(ctx context.Context, fylkenummer string) ([]Kommune, error) {
	alle, err := s.Kommuner(ctx, "")
	if err != nil {
		return nil, err
	}
	var ut []Kommune
	for _, k := range alle {
		if strings.HasPrefix(k.Kommunenummer, fylkenummer) {
			ut = append(ut, k)
		}
	}
	return ut, nil
}
