package server_test

import (
	"encoding/base64"
	"fmt"
	"slices"
	"strings"

	"github.com/google/uuid"
)

// sokt is a search as the oracle understands it: what the SDL says of `journalposter`, done over what was indexed.
type sokt struct {
	term      string
	typer     []any
	fra, til  string
	sortering string
}

func (q sokt) variabler(s *sett) map[string]any {
	ut := map[string]any{"id": s.mappe.k["@id"], "sort": q.sortering, "first": 50, "typer": q.typer}
	for navn, v := range map[string]string{"term": q.term, "fra": q.fra, "til": q.til} {
		if v != "" {
			ut[navn] = v
		}
	}
	return ut
}

func (q sokt) treff(s *sett) kilde {
	finn := func(etterType, etterDato bool) []any {
		ut := []any{}
		for _, p := range s.poster {
			alt := strings.ToLower(fmt.Sprint(p.k["tittel"], " ", p.k["beskrivelse"]))
			d, _ := dato(p.k).(string)
			if slices.ContainsFunc(strings.Fields(strings.ToLower(q.term)), func(ord string) bool { return !strings.Contains(alt, ord) }) ||
				etterType && len(q.typer) > 0 && !slices.Contains(q.typer, p.k["dokumenttype"]) ||
				etterDato && (q.fra != "" && (d == "" || d < q.fra) || q.til != "" && (d == "" || d > q.til)) {
				continue
			}
			ut = append(ut, p.k)
		}
		return ut
	}
	poster := finn(true, true)
	slices.SortStableFunc(poster, func(a, b any) int {
		da, _ := dato(a.(kilde)).(string)
		db, _ := dato(b.(kilde)).(string)
		if da == "" || db == "" || q.sortering != "DATO_ASC" {
			return strings.Compare(db, da)
		}
		return strings.Compare(da, db)
	})
	return kilde{"@poster": poster, "@utenType": finn(false, true), "@utenDato": finn(true, false)}
}

// sok searches each case of A for its own words, for everybody else's, and with every argument.
func (m *matrise) sok(saker map[string][]*sett) {
	forvent := func(hun *sett, hva string, q sokt, fikk any) {
		m.sammenlignType(hun.navn, hva, "Mappe.journalposter", "JournalpostConnection", forventet(m.skjema, "JournalpostConnection", q.treff(hun)), fikk)
	}
	for _, hun := range saker["A"] {
		s := m.som(hun)
		// Others' words, and her own that stand in no title or description.
		var termer []string
		for navn, sak := range saker {
			for i, annen := range sak {
				if annen == hun || navn != "A" && i > 1 {
					continue
				}
				for _, p := range append(slices.Clone(annen.poster), annen.skjulte...) {
					termer = append(termer, fmt.Sprint(p.k["tittel"]), fmt.Sprint(p.k["beskrivelse"]))
				}
				termer = append(termer, fmt.Sprint(annen.mappe.k["tittel"]), fmt.Sprint(hun.poster[0].k["tittel"], " ", annen.poster[0].k["tittel"]))
			}
		}
		for _, p := range hun.skjulte {
			termer = append(termer, fmt.Sprint(p.k["tittel"]))
		}
		k := hun.poster[0].k
		egne := []string{"kanari", "KANARI", fmt.Sprint(k["systemId"]), fmt.Sprint(k["registreringsId"]), "finnes ikke",
			fmt.Sprint(k["beskrivelse"], " ", k["tittel"]), strings.ToUpper(fmt.Sprint(k["tittel"]))}
		for _, p := range hun.poster {
			egne = append(egne, fmt.Sprint(p.k["tittel"]), fmt.Sprint(p.k["beskrivelse"]))
		}
		for del := range slices.Chunk(append(termer, egne...), maksTermer) {
			variabler := map[string]any{"id": hun.mappe.k["@id"]}
			for i := range maksTermer {
				variabler[fmt.Sprint("t", i)] = "finnes ikke heller"
			}
			for i, term := range del {
				variabler[fmt.Sprint("t", i)] = term
			}
			svar := m.spor(s, m.dok["mangeTerm"], variabler)
			m.utenLekkasje(s.navn, "søk", s.hvem, helt(svar))
			for i, term := range del {
				forvent(hun, "term "+m.ord[strings.ToLower(term)].String(), sokt{term: term, sortering: "DATO_DESC"}, svar.les("data", "mappe", fmt.Sprint("t", i)))
			}
			if tomt := svar.les("data", "mappe", fmt.Sprint("t", maksTermer-1)); len(del) < maksTermer {
				forvent(hun, "a term that is nowhere", sokt{term: "finnes ikke heller", sortering: "DATO_DESC"}, tomt)
			}
		}
		var sporsmal []sokt
		for _, sortering := range []string{"DATO_ASC", "DATO_DESC", "RELEVANS"} {
			for _, typer := range [][]any{nil, {"VEDTAK"}, {"MOTEREFERAT", "TILTAKSPLAN"}} {
				sporsmal = append(sporsmal, sokt{term: "kanari", typer: typer, sortering: sortering})
			}
			for _, av := range []*sett{hun, saker["A"][0], saker["A"][7], saker["B"][0]} {
				d := fmt.Sprint(dato(av.poster[0].k))
				sporsmal = append(sporsmal, sokt{fra: d, til: d, sortering: sortering, term: "kanari"},
					sokt{fra: d, sortering: sortering, typer: []any{"VEDTAK"}, term: "kanari"}, sokt{til: d, sortering: sortering, term: "kanari"})
			}
		}
		for _, q := range sporsmal {
			svar := m.spor(s, m.dok["sok"], q.variabler(hun))
			m.utenLekkasje(s.navn, "søk", s.hvem, helt(svar))
			forvent(hun, fmt.Sprint(q), q, svar.les("data", "mappe", "journalposter"))
		}
	}
}

// markorer goes on from others' cursors, and from such as never were: whatever comes is one's own.
func (m *matrise) markorer(saker map[string][]*sett) {
	type sted struct{ sok, logg []string }
	steder := map[*sett]*sted{}
	for _, hun := range saker["A"] {
		s, st := m.som(hun), &sted{}
		steder[hun] = st
		q := sokt{sortering: "DATO_DESC"}.variabler(hun)
		for q["first"] = 1; ; {
			svar := m.spor(s, m.dok["sok"], q)
			m.utenLekkasje(s.navn, "sider", s.hvem, helt(svar))
			c, _ := svar.les("data", "mappe", "journalposter", "pageInfo", "endCursor").(string)
			n := len(st.sok)
			if id := svar.les("data", "mappe", "journalposter", "edges", 0, "node", "id"); id != q0(hun, n) {
				m.en(s.navn, fmt.Sprint("side ", n), "Mappe.journalposter(first,after)", q0(hun, n), id)
			}
			if c == "" || n > 10 {
				break
			}
			st.sok = append(st.sok, c)
			if svar.les("data", "mappe", "journalposter", "pageInfo", "hasNextPage") != true {
				break
			}
			q["after"] = c
		}
		m.en(s.navn, "sider", "Mappe.journalposter(first,after)", len(hun.poster), len(st.sok))
		svar := m.spor(s, m.dok["logg"], map[string]any{"first": 3})
		for i := range 3 {
			c, _ := svar.les("data", "innsynslogg", "edges", i, "cursor").(string)
			st.logg = append(st.logg, c)
		}
		for _, c := range slices.Concat(st.sok, st.logg) {
			for _, k := range []*base64.Encoding{base64.StdEncoding, base64.URLEncoding, base64.RawURLEncoding} {
				if raw, err := k.DecodeString(c); err == nil {
					m.utenLekkasje(s.navn, "inside a cursor", s.hvem, string(raw))
				}
			}
		}
	}
	forfalsket := []string{"", "0", "-1", "1", "9223372036854775807", "99999999999999999999999", "AAAA", "'; drop table innsynslogg; --", "%00", "null",
		strings.Repeat("A", 4096), base64.StdEncoding.EncodeToString([]byte("2030-01-01T00:00:00Z|" + uuid.NewString()))}
	for i, hun := range saker["A"] {
		s := m.som(hun)
		for _, annen := range []*sett{saker["A"][(i+1)%8], saker["A"][(i+5)%8]} {
			a := steder[annen]
			bytt := strings.NewReplacer("A", "B", "M", "N", "0", "1").Replace(a.sok[0])
			for _, c := range slices.Concat(a.sok, a.logg, forfalsket, []string{bytt, fmt.Sprint(annen.poster[1].k["@id"]), annen.poster[1].melding}) {
				q := sokt{sortering: "DATO_DESC"}.variabler(hun)
				q["after"] = c
				svar := m.spor(s, m.dok["sok"], q)
				m.utenLekkasje(s.navn, "another's cursor", s.hvem, helt(svar))
				if side := svar.les("data", "mappe", "journalposter"); side != nil {
					m.en(s.navn, "another's cursor", "Mappe.journalposter.antallTreff", len(hun.poster), lesI(side, "antallTreff"))
				} else if svar.kode() == "" {
					m.lekkasjer = append(m.lekkasjer, fmt.Sprintf("%s: a cursor without an answer: %.300s", s.navn, svar.raw))
				}
				q["id"] = annen.mappe.k["@id"]
				svar = m.spor(s, m.dok["sok"], q)
				m.utenLekkasje(s.navn, "another's cursor in another's case", s.hvem, helt(svar))
				m.en(s.navn, "another's cursor in another's case", "Query.mappe", nil, svar.les("data", "mappe"))
				svar = m.spor(s, m.dok["logg"], map[string]any{"first": 100, "after": c})
				m.utenLekkasje(s.navn, "another's place in the log", s.hvem, helt(svar))
			}
		}
		for _, n := range []int{0, -1, 501, 1 << 30} {
			q := sokt{sortering: "DATO_DESC"}.variabler(hun)
			q["first"] = n
			m.utenLekkasje(s.navn, "first", s.hvem, helt(m.spor(s, m.dok["sok"], q)))
			m.utenLekkasje(s.navn, "first", s.hvem, helt(m.spor(s, m.dok["logg"], map[string]any{"first": n})))
		}
	}
}

// q0 is the id of the nth entry of a case, newest first.
func q0(s *sett, n int) any {
	p := sokt{sortering: "DATO_DESC"}.treff(s)["@poster"].([]any)
	if n >= len(p) {
		return nil
	}
	return p[n].(kilde)["@id"]
}
