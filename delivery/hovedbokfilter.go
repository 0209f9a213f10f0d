package delivery

import (
	"context"
	"fmt"
	"regexp"
	"strings"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/ent"
	"barnevernportalen/ent/db"
	"barnevernportalen/ent/db/bekymringsmelding"
	"barnevernportalen/ent/db/bydel"
	"barnevernportalen/ent/db/forsendelse"
	"barnevernportalen/ent/db/frist"
	"barnevernportalen/ent/db/leveranse"
	"barnevernportalen/ent/db/predicate"
	"barnevernportalen/ent/viewer"
)

// Hovedbokfilter is which reports of the ledger are asked for. Everything named must hold; nil: it does not matter.
type Hovedbokfilter struct {
	Sok           *string // an id, or the first eight characters of one, or more
	Kommunenummer *string
	Bydelsnummer  *string // only with Kommunenummer
	Tilstand      *forsendelse.Tilstand
	Bevis         *forsendelse.Bevis
	Kanal         *bydel.Kanal
	Type          *bekymringsmelding.Type
	Versjon       *bydel.StottetVersjon
	FraFagsystem  *bool
	Fra, Til      *time.Time // at or after; before
	MedAdvarsel   bool
	Advarsel      *Advarsel
}

// Advarsel is what the ledger warns of. Source of the three: the national service's administration API, v2.
type Advarsel string

// The three, spelled as in the SDL enum Advarsel. What each means is said by advarselsregler, and by nothing else.
const (
	AdvarselIkkeSendt     Advarsel = "IKKE_SENDT"
	AdvarselIkkeFagsystem Advarsel = "IKKE_BEKREFTET_FAGSYSTEM"
	AdvarselIkkePrint     Advarsel = "IKKE_BEKREFTET_PRINT"
)

// Advarslene lists them.
var Advarslene = []Advarsel{AdvarselIkkeSendt, AdvarselIkkeFagsystem, AdvarselIkkePrint}

// How long a report may wait to be handed over, and a letter to be posted, before the ledger warns of it. Ours: the national
// service does not say what makes its warnings.
const (
	ikkeSendtEtter   = 15 * time.Minute
	ikkePostlagEtter = 24 * time.Hour
)

// advarselsregel is the rows that a warning is of.
func advarselsregel(a Advarsel, naa time.Time) predicate.Forsendelse {
	switch a {
	case AdvarselIkkeSendt:
		return forsendelse.And(forsendelse.BevistIsNil(), forsendelse.AkseptertLTE(naa.Add(-ikkeSendtEtter)),
			forsendelse.TilstandIn(forsendelse.TilstandAkseptert, forsendelse.TilstandAvvistFagsystem))
	case AdvarselIkkeFagsystem: // as the inbox's «forsinket»; the letter's own deadlines are the other warning's
		return forsendelse.And(forsendelse.BevistIsNil(), forsendelse.HasFristerWith(frist.UtlostNotNil(), frist.KlarertIsNil(),
			frist.TypeNotIn(frist.TypePrintsvar, frist.TypeAvvistPrint)))
	case AdvarselIkkePrint:
		return forsendelse.And(forsendelse.BevistIsNil(), forsendelse.Or(forsendelse.TilstandEQ(forsendelse.TilstandAvvistPrint),
			forsendelse.And(forsendelse.TilstandEQ(forsendelse.TilstandSendtPrint), forsendelse.HasLeveranserWith(
				leveranse.KanalEQ(leveranse.KanalBrev), leveranse.EndretLTE(naa.Add(-ikkePostlagEtter))))))
	default:
		return forsendelse.IDIn() // of none: never true
	}
}

// advarslene are the warnings of some reports.
func advarslene(ctx context.Context, c *db.Client, ids []uuid.UUID, naa time.Time) (map[uuid.UUID][]Advarsel, error) {
	ut := make(map[uuid.UUID][]Advarsel, len(ids))
	if len(ids) == 0 {
		return ut, nil
	}
	for _, a := range Advarslene {
		med, err := c.Forsendelse.Query().Where(forsendelse.IDIn(ids...), advarselsregel(a, naa)).IDs(ctx)
		if err != nil {
			return nil, fmt.Errorf("look for warnings: %w", err)
		}
		for _, id := range med {
			ut[id] = append(ut[id], a)
		}
	}
	return ut, nil
}

// sjekk: the kommune that is asked for is the administrator's, or there is none such: ent.ErrIkkeFunnet. Or ErrFilter: what is not
// understood must not give more than was asked for.
func (f Hovedbokfilter) sjekk(ctx context.Context) error {
	v, ok := viewer.From(ctx).(viewer.Admin)
	if !ok || f.Kommunenummer != nil && !v.Kan(*f.Kommunenummer) {
		return ent.ErrIkkeFunnet
	}
	if f.Bydelsnummer != nil && f.Kommunenummer == nil {
		return ErrFilter
	}
	return nil
}

func (f Hovedbokfilter) predikater(naa time.Time) []predicate.Forsendelse {
	var p []predicate.Forsendelse
	if f.Sok != nil && strings.TrimSpace(*f.Sok) != "" {
		p = append(p, medID(*f.Sok))
	}
	if f.Kommunenummer != nil {
		b := bydel.KommuneID(*f.Kommunenummer)
		if f.Bydelsnummer != nil {
			b = bydel.And(b, bydel.Bydelsnummer(*f.Bydelsnummer))
		}
		p = append(p, forsendelse.HasBydelWith(b))
	}
	if f.Tilstand != nil {
		p = append(p, forsendelse.TilstandEQ(*f.Tilstand))
	}
	if f.Bevis != nil {
		p = append(p, gjelderBevis(*f.Bevis))
	}
	if f.Kanal != nil {
		p = append(p, forsendelse.KanalEQ(forsendelse.Kanal(*f.Kanal)))
	}
	if m := f.melding(); len(m) > 0 {
		p = append(p, forsendelse.HasBekymringsmeldingWith(m...))
	}
	if f.Fra != nil {
		p = append(p, forsendelse.AkseptertGTE(*f.Fra))
	}
	if f.Til != nil {
		p = append(p, forsendelse.AkseptertLT(*f.Til))
	}
	if f.MedAdvarsel {
		p = append(p, forsendelse.BevistIsNil(), forsendelse.Or(advarselsregel(AdvarselIkkeSendt, naa),
			advarselsregel(AdvarselIkkeFagsystem, naa), advarselsregel(AdvarselIkkePrint, naa)))
	}
	if f.Advarsel != nil {
		p = append(p, advarselsregel(*f.Advarsel, naa))
	}
	return p
}

// melding is what is asked of the form.
func (f Hovedbokfilter) melding() []predicate.Bekymringsmelding {
	var m []predicate.Bekymringsmelding
	if f.Type != nil {
		m = append(m, bekymringsmelding.TypeEQ(*f.Type))
	}
	if f.Versjon != nil {
		m = append(m, bekymringsmelding.VersjonEQ(bekymringsmelding.Versjon(*f.Versjon)))
	}
	if f.FraFagsystem != nil && *f.FraFagsystem {
		m = append(m, bekymringsmelding.IntegrasjonIDNotNil())
	}
	if f.FraFagsystem != nil && !*f.FraFagsystem {
		m = append(m, bekymringsmelding.IntegrasjonIDIsNil())
	}
	return m
}

// gjelderBevis selects by the bevis that counts; see [Stilling.Gjelder].
func gjelderBevis(b forsendelse.Bevis) predicate.Forsendelse {
	blindtOgNei := forsendelse.And(forsendelse.BevisEQ(forsendelse.BevisKvittert), forsendelse.AvvistNotNil())
	switch b {
	case forsendelse.BevisKvittert:
		return forsendelse.And(forsendelse.BevisEQ(b), forsendelse.AvvistIsNil())
	case forsendelse.BevisOverlevert:
		return forsendelse.Or(forsendelse.BevisEQ(b), blindtOgNei)
	default:
		return forsendelse.BevisEQ(b)
	}
}

var idstart = regexp.MustCompile(`^[0-9a-f]{8,32}$`)

// medID selects by the beginning of an id, hyphens and case ignored: it is a range of the primary key. What is no such
// beginning selects nothing.
func medID(sok string) predicate.Forsendelse {
	start := strings.ReplaceAll(strings.ToLower(strings.TrimSpace(sok)), "-", "")
	if !idstart.MatchString(start) {
		return forsendelse.IDIn() // of none: never true
	}
	fra := uuid.MustParse(start + strings.Repeat("0", 32-len(start)))
	til := uuid.MustParse(start + strings.Repeat("f", 32-len(start)))
	return forsendelse.And(forsendelse.IDGTE(fra), forsendelse.IDLTE(til))
}
