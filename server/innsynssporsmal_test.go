package server_test

import (
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/google/uuid"
)

// sporrer is somebody who asks: a person with a cookie, a machine, or nobody.
type sporrer struct {
	navn   string
	hvem   *person // whose sets are shown; nil: nobody's
	kake   *http.Cookie
	maskin string
	kode   string // what is answered instead; empty: her own sets
}

func (m *matrise) spor(s sporrer, dok string, variabler map[string]any) svar {
	m.t.Helper()
	kropp := map[string]any{"variables": variabler, "extensions": persistert(dok)}
	if s.maskin != "" {
		return m.p.post(m.t, nil, kropp, m.p.hus.maskiner[s.maskin].bruk)
	}
	return m.p.post(m.t, s.kake, kropp)
}

// sporOm asks for all of some sets: the case and each entry, by the row's id and by the case system's own.
func (m *matrise) sporOm(s sporrer, settene []*sett) {
	m.t.Helper()
	type sporsmal struct {
		id, hva string
		vil     any
		logg    kilde
	}
	var mapper, poster []sporsmal
	for _, om := range settene {
		hun := s.kode == "" && om.synlig && om.eier == s.hvem
		ett := func(til *[]sporsmal, rot, typ string, p *post, navn string, synlig bool) {
			q := sporsmal{id: fmt.Sprint(p.k["@id"]), hva: om.navn + " " + navn}
			if hun && synlig {
				q.vil, q.logg = forventet(m.skjema, typ, p.k), kilde{"handling": strings.ToUpper(rot), "mappeId": p.k["@id"], "journalpostId": nil}
				if rot == "journalpost" {
					q.logg["mappeId"], q.logg["journalpostId"] = enten{p.k["@mappeId"]}, p.k["@id"]
				}
			}
			*til = append(*til, q)
		}
		ett(&mapper, "mappe", "Mappe", om.mappe, "mappe", true)
		mapper = append(mapper, sporsmal{id: om.mappe.melding, hva: om.navn + " meldingId"})
		for i, p := range om.poster {
			ett(&poster, "journalpost", "Journalpost", p, fmt.Sprint("post", i), true)
		}
		for i, p := range om.skjulte {
			ett(&poster, "journalpost", "Journalpost", p, fmt.Sprint("skjult", i), false)
		}
		poster = append(poster, sporsmal{id: om.poster[0].melding, hva: om.navn + " meldingId"})
		// Ids of the one kind asked for as the other.
		mapper = append(mapper, sporsmal{id: fmt.Sprint(om.poster[0].k["@id"]), hva: om.navn + " post0 as a mappe"})
		poster = append(poster, sporsmal{id: fmt.Sprint(om.mappe.k["@id"]), hva: om.navn + " mappe as a journalpost"})
	}
	for _, r := range []struct {
		navn string
		maks int
		alle []sporsmal
	}{{"mappe", maksMapper, mapper}, {"journalpost", maksPoster, poster}} {
		for del := range slices.Chunk(r.alle, r.maks) {
			variabler := map[string]any{}
			for i := range r.maks {
				variabler[fmt.Sprint("v", i)] = uuid.NewString()
			}
			for i, q := range del {
				variabler[fmt.Sprint("v", i)] = q.id
			}
			svar := m.spor(s, m.dok[r.navn], variabler)
			m.utenLekkasje(s.navn, r.navn+" "+del[0].hva, s.hvem, helt(svar))
			for i, q := range del {
				if s.kode != "" {
					m.avvist(s.navn, q.hva, "Query."+r.navn, s.kode, svar)
					continue
				}
				m.sammenlign(s.navn, q.hva, "Query."+r.navn, q.vil, svar.les("data", fmt.Sprint("a", i)))
				if q.logg != nil {
					m.lest[s.hvem] = append(m.lest[s.hvem], q.logg)
				}
			}
			if s.kode == "" && svar.les("errors") != nil {
				m.lekkasjer = append(m.lekkasjer, fmt.Sprintf("%s: an error: %.300s", s.navn, svar.raw))
			}
		}
	}
}

// sporOmLister asks for one's own cases, in each role and in all.
func (m *matrise) sporOmLister(s sporrer) {
	m.t.Helper()
	variabler := map[string]any{}
	for i, r := range rollene {
		if r == "" {
			variabler[fmt.Sprint("v", i)] = nil
			continue
		}
		variabler[fmt.Sprint("v", i)] = r
	}
	svar := m.spor(s, m.dok["mineMapper"], variabler)
	m.utenLekkasje(s.navn, "mineMapper", s.hvem, helt(svar))
	for i, r := range rollene {
		hva := "rolle " + r
		if s.kode != "" {
			m.avvist(s.navn, hva, "Query.mineMapper", s.kode, svar)
			continue
		}
		vil := uordnet{}
		if s.hvem != nil {
			for _, e := range s.hvem.sett {
				if e.synlig && (r == "" || e.rolle == r) {
					vil = append(vil, forventet(m.skjema, "MinMappe", e.mappe.k))
				}
			}
			if len(vil) > 0 {
				m.lest[s.hvem] = append(m.lest[s.hvem], kilde{"handling": "MAPPER", "mappeId": nil, "journalpostId": nil})
			} else {
				m.uteMapper[s.hvem]++
			}
		}
		m.sammenlign(s.navn, hva, "Query.mineMapper", vil, svar.les("data", fmt.Sprint("a", i)))
	}
}

// sporOmLogg reads all of a person's log. A reading of the list that showed nothing may stand there or not.
func (m *matrise) sporOmLogg(s sporrer) {
	m.t.Helper()
	dok := m.dok["logg"]
	if s.kode != "" {
		svar := m.spor(s, dok, map[string]any{"first": 100})
		m.utenLekkasje(s.navn, "innsynslogg", s.hvem, helt(svar))
		m.avvist(s.navn, "logg", "Query.innsynslogg", s.kode, svar)
		return
	}
	var kanter []any
	var side any = map[string]any{}
	tomme := 0
	for etter, flere := any(nil), true; flere; {
		svar := m.spor(s, dok, map[string]any{"first": 100, "after": etter})
		m.utenLekkasje(s.navn, "innsynslogg", s.hvem, helt(svar))
		side = svar.les("data", "innsynslogg", "pageInfo")
		l, _ := svar.les("data", "innsynslogg", "edges").([]any)
		for _, k := range l {
			if h, _ := lesI(k, "node", "handling").(string); h == "MAPPER" || h == "MAPPE" || h == "JOURNALPOST" || h == "DOKUMENT" {
				kanter = append(kanter, k)
			}
		}
		etter = mapAv(side)["endCursor"]
		flere = mapAv(side)["hasNextPage"] == true && etter != nil
	}
	vil := []any{}
	for _, l := range m.lest[s.hvem] {
		vil = append(vil, l)
	}
	for ; len(kanter) > len(vil) && tomme < m.uteMapper[s.hvem]; tomme++ {
		vil = append(vil, kilde{"handling": "MAPPER", "mappeId": nil, "journalpostId": nil})
	}
	if len(kanter) == 0 {
		side = map[string]any{"hasNextPage": false, "endCursor": nil}
	}
	m.sammenlign(s.navn, "logg", "Query.innsynslogg", forventet(m.skjema, "InnsynsloggConnection", kilde{"@poster": vil}),
		map[string]any{"edges": kanter, "pageInfo": side})
}

func lesI(v any, sti ...any) any { return svar{json: v}.les(sti...) }

// som is a person at the high level.
func (m *matrise) som(s *sett) sporrer {
	m.loggInn(s.eier)
	return sporrer{navn: s.navn, hvem: s.eier, kake: s.eier.hoyt}
}
