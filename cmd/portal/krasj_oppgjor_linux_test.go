package main

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

// bokfort is a report as the ledger has it.
type bokfort struct {
	ID, Nokkel   uuid.UUID
	Bydelsnummer string
	Nr           int64
	Bevist       bool
	Levende      bool // a deadline runs, and the sealed parcel is there
	Eskalert     bool // a deadline has fired, somebody was called, and the sealed parcel is there
}

// paaDisk is a report as a case system has it.
type paaDisk struct {
	ID           uuid.UUID
	Bydelsnummer string
	Nokkel       uuid.UUID // by the word inside; Nil: there is none
	Hel          bool      // every file is what it was when it was verified
}

// oppgjor is what became of what was promised.
type oppgjor struct {
	akseptert, bevist, underveis, eskalert int
	tapt, dobbelt                          []string
}

// gjorOpp holds what was promised against the ledger and the disks. It uses no code of the product's.
func gjorOpp(lovet []kvittert, bok []bokfort, disker []paaDisk) (o oppgjor) {
	bokfortSom, lagret, nevnt := map[uuid.UUID][]bokfort{}, map[uuid.UUID]paaDisk{}, map[uuid.UUID]paaDisk{}
	for _, d := range disker {
		if annen, har := nevnt[d.Nokkel]; har && d.Nokkel != uuid.Nil {
			o.dobbelt = append(o.dobbelt, fmt.Sprintf("%s: on the disk as %s and as %s", d.Nokkel, annen.ID, d.ID))
		}
		if annen, har := lagret[d.ID]; har {
			o.dobbelt = append(o.dobbelt, fmt.Sprintf("%s: on the disks of %s and %s", d.ID, annen.Bydelsnummer, d.Bydelsnummer))
		}
		nevnt[d.Nokkel], lagret[d.ID] = d, d
	}
	for _, b := range bok {
		bokfortSom[b.Nokkel] = append(bokfortSom[b.Nokkel], b)
		o.akseptert++
		switch {
		case b.Bevist:
			o.bevist++
		case b.Levende:
			o.underveis++
		case b.Eskalert:
			o.eskalert++
		}
	}
	kjent := map[uuid.UUID]bool{}
	for _, k := range lovet {
		if kjent[k.nokkel] {
			o.dobbelt = append(o.dobbelt, fmt.Sprintf("%s: two receipts", k.nokkel))
		}
		kjent[k.nokkel] = true
		b := bokfortSom[k.nokkel]
		if len(b) > 1 {
			o.dobbelt = append(o.dobbelt, fmt.Sprintf("%s: %d times in the ledger", k.nokkel, len(b)))
		}
		if hvorfor := borte(k, b, lagret); hvorfor != "" {
			o.tapt = append(o.tapt, fmt.Sprintf("%s: %s", k.referanse, hvorfor))
		}
	}
	for _, b := range bok {
		if !kjent[b.Nokkel] {
			o.dobbelt = append(o.dobbelt, fmt.Sprintf("%s: in the ledger, and nobody has a receipt for it", b.ID))
		}
	}
	return o
}

// borte is why a report that there is a receipt for must be called lost; "": it is not.
func borte(k kvittert, b []bokfort, lagret map[uuid.UUID]paaDisk) string {
	if len(b) == 0 {
		return "not in the ledger"
	}
	d, har := lagret[b[0].ID]
	switch {
	case b[0].ID.String() != k.referanse:
		return "the receipt has the reference of another"
	case b[0].Bydelsnummer != k.bydelsnummer:
		return "in the ledger of another receiver"
	case b[0].Bevist && !har:
		return "proven, and not on the receiver's disk"
	case har && (!d.Hel || d.Nokkel != k.nokkel || d.Bydelsnummer != k.bydelsnummer):
		return "on the receiver's disk, and not what was sent"
	case !b[0].Bevist && !b[0].Levende && !b[0].Eskalert:
		return "unproven, and nothing watches over it"
	}
	return ""
}

// hovedbok reads the ledger as its owner.
func (w *krasjverden) hovedbok() []bokfort {
	w.t.Helper()
	c, err := pgx.Connect(w.t.Context(), w.dsn())
	w.krav(err)
	defer func() { _ = c.Close(w.t.Context()) }()
	rader, err := c.Query(w.t.Context(), `
		SELECT f.id, b.klientnokkel, d.bydelsnummer, f.nr, f.bevis IN ('LAGRET', 'REGISTRERT'),
		       der AND EXISTS (SELECT FROM frist t WHERE t.forsendelse_id = f.id AND t.klarert IS NULL AND t.utlost IS NULL),
		       der AND EXISTS (SELECT FROM frist t WHERE t.forsendelse_id = f.id AND t.utlost IS NOT NULL)
		           AND EXISTS (SELECT FROM alarm a WHERE a.forsendelse_id = f.id)
		  FROM bekymringsmelding b JOIN forsendelse f ON f.id = b.forsendelse_id JOIN bydel d ON d.id = f.bydel_id,
		       LATERAL (SELECT EXISTS (SELECT FROM pakke p WHERE p.forsendelse_id = f.id AND p.innhold IS NOT NULL)) p (der)`)
	w.krav(err)
	bok, err := pgx.CollectRows(rader, pgx.RowToStructByPos[bokfort])
	w.krav(err)
	return bok
}

var merkeord = regexp.MustCompile(`Merke ([0-9a-f-]{36})\.`)

// disk reads the store of a case system, as its files say.
func (w *krasjverden) disk(bydelsnummer string) (ut []paaDisk) {
	w.t.Helper()
	mapper, err := filepath.Glob(filepath.Join(w.lager(bydelsnummer), "meldinger", "[0-9a-f]*"))
	w.krav(err)
	for _, m := range mapper {
		d := paaDisk{Bydelsnummer: bydelsnummer, Hel: true}
		d.ID, err = uuid.Parse(filepath.Base(m))
		w.krav(err)
		var konvolutt struct{ Filer map[string]string }
		raw, err := os.ReadFile(filepath.Join(m, "melding.json"))
		if err != nil || json.Unmarshal(raw, &konvolutt) != nil || len(konvolutt.Filer) == 0 {
			d.Hel = false
		}
		for navn, vil := range konvolutt.Filer {
			raw, err := os.ReadFile(filepath.Join(m, navn))
			sum := sha256.Sum256(raw)
			if err != nil || !strings.EqualFold(hex.EncodeToString(sum[:]), vil) {
				d.Hel = false
			}
			if funnet := merkeord.FindSubmatch(raw); navn == "bekymringsmelding.json" && funnet != nil {
				d.Nokkel = uuid.MustParse(string(funnet[1]))
			}
		}
		ut = append(ut, d)
	}
	return ut
}

// The settling must be able to fail: each thing that could be wrong is made so, alone, and is seen.
func TestKrasjoppgjoretSer(t *testing.T) {
	nokkel, id, annen := uuid.New(), uuid.New(), uuid.New()
	lovet := kvittert{nokkel, "03", id.String()}
	bok := bokfort{ID: id, Nokkel: nokkel, Bydelsnummer: "03", Bevist: true}
	disk := paaDisk{ID: id, Bydelsnummer: "03", Nokkel: nokkel, Hel: true}
	for hva, p := range map[string]struct {
		lovet         []kvittert
		bok           []bokfort
		disk          []paaDisk
		tapt, dobbelt int
	}{
		"all is well":          {[]kvittert{lovet}, []bokfort{bok}, []paaDisk{disk}, 0, 0},
		"in flight is no loss": {[]kvittert{lovet}, []bokfort{{ID: id, Nokkel: nokkel, Bydelsnummer: "03", Levende: true}}, nil, 0, 0},
		"stored before its proof came through": {
			[]kvittert{lovet}, []bokfort{{ID: id, Nokkel: nokkel, Bydelsnummer: "03", Levende: true}}, []paaDisk{disk}, 0, 0},
		"not in the ledger": {[]kvittert{lovet}, nil, []paaDisk{disk}, 1, 0},
		"not on the disk":   {[]kvittert{lovet}, []bokfort{bok}, nil, 1, 0},
		"half on the disk":  {[]kvittert{lovet}, []bokfort{bok}, []paaDisk{{ID: id, Bydelsnummer: "03", Nokkel: nokkel}}, 1, 0},
		"another's content": {[]kvittert{lovet}, []bokfort{bok}, []paaDisk{{ID: id, Bydelsnummer: "03", Nokkel: annen, Hel: true}}, 1, 0},
		"another's disk":    {[]kvittert{lovet}, []bokfort{bok}, []paaDisk{{ID: id, Bydelsnummer: "04", Nokkel: nokkel, Hel: true}}, 1, 0},
		"another's ledger":  {[]kvittert{lovet}, []bokfort{{ID: id, Nokkel: nokkel, Bydelsnummer: "04", Levende: true}}, nil, 1, 0},
		"another's reference": {
			[]kvittert{{nokkel, "03", annen.String()}}, []bokfort{bok}, []paaDisk{disk}, 1, 0},
		"nothing watches":   {[]kvittert{lovet}, []bokfort{{ID: id, Nokkel: nokkel, Bydelsnummer: "03"}}, nil, 1, 0},
		"two in the ledger": {[]kvittert{lovet}, []bokfort{bok, {ID: annen, Nokkel: nokkel, Bydelsnummer: "03", Levende: true}}, []paaDisk{disk}, 0, 1},
		"two on the disk": {
			[]kvittert{lovet}, []bokfort{bok}, []paaDisk{{ID: annen, Bydelsnummer: "03", Nokkel: nokkel, Hel: true}, disk}, 0, 1},
		"on two disks":         {[]kvittert{lovet}, []bokfort{bok}, []paaDisk{{ID: id, Bydelsnummer: "04", Hel: true}, disk}, 0, 1},
		"two receipts":         {[]kvittert{lovet, lovet}, []bokfort{bok}, []paaDisk{disk}, 0, 1},
		"nobody's":             {nil, []bokfort{bok}, []paaDisk{disk}, 0, 1},
		"escalated is no loss": {[]kvittert{lovet}, []bokfort{{ID: id, Nokkel: nokkel, Bydelsnummer: "03", Eskalert: true}}, nil, 0, 0},
	} {
		o := gjorOpp(p.lovet, p.bok, p.disk)
		if len(o.tapt) != p.tapt || len(o.dobbelt) != p.dobbelt {
			t.Errorf("%s: lost %v, twice %v", hva, o.tapt, o.dobbelt)
		}
		if o.akseptert != len(p.bok) || o.bevist+o.underveis+o.eskalert > o.akseptert {
			t.Errorf("%s: %+v", hva, o)
		}
	}
}
