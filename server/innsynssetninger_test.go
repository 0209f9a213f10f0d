package server_test

import (
	"net/http"
	"slices"
	"testing"

	"github.com/google/uuid"

	"barnevernportalen/ent/dbtest"
	"barnevernportalen/ent/viewer"
)

// What there never was, what is another's, what one is shut out of, what has run out, what is at another level, what is another
// kommune's: one answer, to the byte, and the same statements in the same order. What is her own differs in both. The
// statements are heard on the way to the database, not told by the program.
func TestIkkeFunnetOgIngenTilgangErLike(t *testing.T) {
	m := nyMatrise(t)
	vei := dbtest.NewProxy(t, m.p.hus.dsn)
	h := *m.p.hus
	h.dsn = vei.DSN()
	p := h.prosess(t)

	egne := m.sak("egen", maskinBergen, "4601", true, nil)
	sperrede := m.sak("sperret", maskinOslo, "0301", true, eiere(egne))
	utlopte := m.sak("utløpt", maskinBergen, "4601", true, eiere(egne))
	dempede := m.sak("dempet", maskinBergen, "4601", true, eiere(egne))
	slettede := m.sak("slettet", maskinBergen, "4601", true, eiere(egne))
	andre := m.sak("annen kommune", maskinOslo, "0301", true, nil)
	for _, sak := range [][]*sett{egne, sperrede, utlopte, dempede, slettede, andre} {
		m.fyll(sak)
	}
	utlopte[0].utlopt, dempede[0].dempet = true, true
	bareSperret := sperrede[3] // her only case
	m.indekser(egne[0], egne[1], sperrede[0], bareSperret, utlopte[0], dempede[0], slettede[0], andre[0])
	m.steng([]*sett{sperrede[0], bareSperret})
	m.slett(slettede[:1])

	type utfall struct {
		status int
		kropp  string
		hode   http.Header
		setn   []string
	}
	for hvem, fnr := range map[string]string{"a party": egne[0].eier.fnr, "nobody's party": m.fnr("nobody"), "shut out of all": bareSperret.eier.fnr} {
		kake := p.okt(t, fnr, viewer.NivaHoyt)
		for rot, dok := range map[string]string{"mappe": dokMappe, "journalpost": dokJournalpost} {
			spor := func(id string) utfall {
				vei.Statements()
				s := p.kjor(t, kake, dok, map[string]any{"id": id})
				s.hode.Del("Date")
				return utfall{s.status, string(s.raw), s.hode, vei.Statements()}
			}
			id := func(s *sett) string {
				if rot == "mappe" {
					return s.mappe.k["@id"].(string)
				}
				return s.poster[0].k["@id"].(string)
			}
			spor(uuid.NewString()) // the session is touched once
			aldri := spor(uuid.NewString())
			if len(aldri.setn) < 2 {
				t.Fatalf("%s: only %d statements heard: %q", rot, len(aldri.setn), aldri.setn)
			}
			sporsmal := map[string]string{
				"another party's of the same case": id(egne[1]), "shut out": id(sperrede[0]), "run out": id(utlopte[0]),
				"at another level": id(dempede[0]), "deleted": id(slettede[0]), "another kommune's": id(andre[0]), "never": uuid.NewString(), "the first of all": uuid.Nil.String(),
				"the case system's own id": egne[0].mappe.melding, "her only, shut": id(bareSperret),
				"of the other kind": map[string]string{"mappe": egne[0].poster[0].k["@id"].(string), "journalpost": egne[0].mappe.k["@id"].(string)}[rot],
			}
			for navn, spurt := range sporsmal {
				fikk := spor(spurt)
				if fikk.status != aldri.status || fikk.kropp != aldri.kropp {
					t.Errorf("%s, %s, %s: another answer\n%d %s\n%d %s", hvem, rot, navn, fikk.status, fikk.kropp, aldri.status, aldri.kropp)
				}
				for k := range aldri.hode {
					if !slices.Equal(fikk.hode[k], aldri.hode[k]) {
						t.Errorf("%s, %s, %s: another %s: %q, %q", hvem, rot, navn, k, fikk.hode[k], aldri.hode[k])
					}
				}
				if !slices.Equal(fikk.setn, aldri.setn) {
					t.Errorf("%s, %s, %s: other statements\n%q\n%q", hvem, rot, navn, fikk.setn, aldri.setn)
				}
			}
			// The controls: what is found is another answer, though by the same statement, which logs it too; and another
			// question is heard as other statements.
			if funnet := spor(id(egne[0])); hvem == "a party" && funnet.kropp == aldri.kropp {
				t.Errorf("%s: her own is like what is not there, so the comparison shows nothing", rot)
			}
			vei.Statements()
			p.kjor(t, kake, dokInnsynslogg, nil)
			if annet := vei.Statements(); slices.Equal(annet, aldri.setn) {
				t.Errorf("%s: another question is heard as the same statements: %q", rot, annet)
			}
			t.Logf("%s, %s: %d answers alike, of %d statements", hvem, rot, len(sporsmal), len(aldri.setn))
		}
	}
}
