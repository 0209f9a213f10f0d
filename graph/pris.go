package graph

import (
	"time"

	"github.com/google/uuid"

	"barnevernportalen/delivery"
	"barnevernportalen/ent/db/innhold"
	"barnevernportalen/ent/db/innsynsmelding"
	"barnevernportalen/graph/generated"
	"barnevernportalen/innsyn"
)

// How many rows a list may give, for the price of a free document. A field costs 1 and a list its length times what
// stands under it. Only lists that can be long are named; the others count as one row.
const (
	antallKommuner = 357 // of the division of 2024
	antallMine     = 100 // bekymring: the list's own limit
	antallMottak   = 50  // MottakEndring.meldinger: a first page
	antallMapper   = 20  // few persons have more cases, or are asked for more consents
	antallParter   = 20  // innsyn: of a consent, the most
	antallOppsett  = 20  // forvaltning: keys, rights and receivers of a kommune
	antallDager    = 31  // forvaltning: most ask of a month
)

func priser() generated.ComplexityRoot {
	var p generated.ComplexityRoot
	p.Query.Kommuner = func(under int, _ *string) int { return ganger(antallKommuner, under) }
	p.Query.MineBekymringsmeldinger = func(under int) int { return ganger(antallMine, under) }
	p.Query.Mottak = func(under int, _, _ string, _ bool, _ *generated.MottakFilter, first int, _ *string) int {
		return ganger(first, under)
	}
	p.Mottaksforlop.Hendelser = func(under int) int { return ganger(antallMottak, under) }
	p.Avstemmingsliste.Meldinger = func(under int) int { return ganger(antallMottak, under) }
	p.Avstemming.Avvik = func(under int) int { return ganger(antallMottak, under) } // few, or it is not the list's length that matters
	p.Subscription.MottakEndret = func(under int, _, _ string) int { return ganger(antallMottak, under) }
	p.Query.MineMapper = func(under int, _ *innsynsmelding.Rolle) int { return ganger(antallMapper, under) }
	p.Query.Innsynslogg = func(under, first int, _ *string) int { return ganger(first, under) }
	p.Mappe.Journalposter = func(under int, _ *string, _ []innsynsmelding.Dokumenttype, _, _ *time.Time, _ innsyn.Sortering, first int, _ *string) int {
		return ganger(first, under)
	}
	p.Query.MineSamtykker = func(under int) int { return ganger(antallMapper, under) }
	p.Query.SamtykkeHistorikk = func(under int, _ uuid.UUID) int { return ganger(antallMapper, under) }
	p.Fagsamtykke.Personer = func(under int) int { return ganger(antallParter, under) }
	p.Query.Endringer = func(under int, _, _ *string, first int, _ *string) int { return ganger(first, under) }
	p.Query.Nokler = func(under int, _ *string) int { return ganger(antallOppsett, under) }
	p.Query.Nokkelforslag = func(under int, _ bool) int { return ganger(antallOppsett, under) }
	p.Query.Tilganger = func(under int, _ *string, _ bool) int { return ganger(antallOppsett, under) }
	p.Kommuneoppsett.Mottak = func(under int) int { return ganger(antallOppsett, under) }
	p.Query.Meldinger = func(under int, _ *delivery.Hovedbokfilter, first int, _ *string) int { return ganger(first, under) }
	p.Meldingshistorikk.Hendelser = func(under int) int { return ganger(antallMottak, under) }
	p.Statistikk.Dager = func(under int) int { return ganger(antallDager, under) }
	p.Statistikk.Mottak = func(under int) int { return ganger(antallOppsett, under) }
	p.Query.Driftsmeldinger = func(under int) int { return ganger(antallOppsett, under) }
	p.Query.Innholdsversjoner = func(under int, _ *innhold.Slag, _ *string) int { return ganger(antallOppsett, under) }
	return p
}

// ganger multiplies without overflow: what stands under is clamped far above any limit.
func ganger(n, under int) int { return max(n, 1) * min(under, 1_000_000) }
