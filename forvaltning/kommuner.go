package forvaltning

import (
	"context"
	_ "embed" // the table of kommuner
	"encoding/csv"
	"fmt"
	"strings"
	"time"

	"barnevernportalen/ent"
	"barnevernportalen/ent/db"
)

// kommuner2024 is number and name of the 357 kommuner of 2024. Source: Kartverket, CC BY 4.0.
//
//go:embed kommuner2024.csv
var kommuner2024 string

// LagreKommuner writes the kommuner of 2024. It may be called at every start: what is there is left as it is.
func (s *Service) LagreKommuner(ctx context.Context) error {
	r := csv.NewReader(strings.NewReader(kommuner2024))
	r.Comment = '#'
	rows, err := r.ReadAll()
	if err != nil {
		return fmt.Errorf("read the kommuner: %w", err)
	}
	rows = rows[1:] // the heading
	from := time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)
	return s.DB.Tx(ctx, func(tx *ent.Tx) error {
		err := tx.Client().Kommune.MapCreateBulk(rows, func(c *db.KommuneCreate, i int) {
			c.SetID(rows[i][0]).SetNavn(rows[i][1]).SetGyldigFra(from)
		}).OnConflict().DoNothing().Exec(ctx)
		if err != nil {
			return fmt.Errorf("store the kommuner: %w", err)
		}
		return nil
	})
}
