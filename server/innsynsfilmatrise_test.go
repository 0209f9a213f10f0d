package server_test

import (
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/google/uuid"

	"barnevernportalen/ent/viewer"
)

// The matrix of files: a link is one session's way to one document of her own; the file itself is planted with a word.

const dokLenke = `mutation Lenke($input:LagDokumentlenkeInput!){lagDokumentlenke(input:$input){lenke{sti gyldigTil}hindring}}`

func lenkevariabler(s *sett, nr int) map[string]any {
	return map[string]any{"input": map[string]any{"journalpostId": s.poster[0].k["@id"], "nr": nr}}
}

// lastOpp stores a file for the first document of each set.
func (m *matrise) lastOpp(settene []*sett) {
	m.t.Helper()
	for _, s := range settene {
		svar := m.http(s.maskin, nil, http.MethodPost, "/last-opp/innsynsdokument?kommunenummer="+s.kommune, "Innhold: "+m.tekst(s, "fil", true)+"\n")
		m.utenLekkasje("maskin", "last-opp", nil, helt(svar))
		if s.fil, _ = svar.les("lenke").(string); svar.status != http.StatusCreated || s.fil == "" {
			m.t.Fatalf("not stored: %d %s", svar.status, svar.raw)
		}
		s.fil = m.merk(s.fil, s, "post0.dokument0.lenke", false)
		m.merk(filID(s), s, "fil.id", false)
	}
}

func filID(s *sett) string { return s.fil[strings.LastIndex(s.fil, "/")+1:] }

// http asks for a path as a machine, or with a cookie, or as nobody.
func (m *matrise) http(maskin string, kake *http.Cookie, metode, sti, kropp string) svar {
	m.t.Helper()
	r, err := http.NewRequestWithContext(m.t.Context(), metode, m.p.url+sti, strings.NewReader(kropp))
	maa(m.t, err)
	if kropp != "" {
		r.Header.Set("Content-Type", "text/plain; charset=utf-8")
	}
	if maskin != "" {
		m.p.hus.maskiner[maskin].bruk(r)
	}
	if kake != nil {
		r.AddCookie(kake)
	}
	return gjor(m.t, r)
}

// lenkerTil makes each person a link to her own first document.
func (m *matrise) lenkerTil(settene []*sett) map[*sett]string {
	m.t.Helper()
	ut := map[*sett]string{}
	for _, s := range settene {
		svar := m.spor(m.som(s), dokLenke, lenkevariabler(s, 0))
		m.utenLekkasje(s.navn, "lagDokumentlenke", s.eier, helt(svar))
		m.sammenlign(s.navn, "her own", "Mutation.lagDokumentlenke", forventet(m.skjema, "LagDokumentlenkePayload", kilde{"lenke": kilde{}, "hindring": nil}),
			svar.les("data", "lagDokumentlenke"))
		ut[s], _ = svar.les("data", "lagDokumentlenke", "lenke", "sti").(string)
	}
	return ut
}

// dokumentene asks for links to everybody's documents, and follows everybody's links as everybody. tidlige are links of those
// who have been shut out, or whose rows are gone, since.
func (m *matrise) dokumentene(saker map[string][]*sett, tidlige map[*sett]string) {
	const rot = "Mutation.lagDokumentlenke"
	nekt := func(hvem, hva string, kode any, s svar) { // the code, and nothing else
		m.en(hvem, hva, "GET /last-ned/dokument", fmt.Sprint(kode), fmt.Sprint(s.les("kode")))
	}
	lenker := m.lenkerTil(saker["A"])
	hindret := func(hun *sett, hva string, hindring string, v map[string]any) {
		svar := m.spor(m.som(hun), dokLenke, v)
		m.utenLekkasje(hun.navn, rot, hun.eier, helt(svar))
		m.sammenlign(hun.navn, hva, rot, forventet(m.skjema, "LagDokumentlenkePayload", kilde{"lenke": nil, "hindring": hindring}), svar.les("data", "lagDokumentlenke"))
	}
	var ukjent svar
	for _, hun := range saker["A"] {
		s := m.som(hun)
		for navn, sak := range saker {
			for i, annen := range sak {
				if annen.eier == hun.eier || navn != "A" && i > 1 {
					continue
				}
				for nr := range 2 {
					hindret(hun, fmt.Sprint(annen.navn, " ", nr), "IKKE_FUNNET", lenkevariabler(annen, nr))
				}
			}
		}
		hindret(hun, "in the post box", "POSTKASSE", lenkevariabler(hun, 1))
		for _, nr := range []int{-1, 2, 1 << 30} {
			hindret(hun, fmt.Sprint("number ", nr), "IKKE_FUNNET", lenkevariabler(hun, nr))
		}
		for _, id := range []any{hun.poster[0].melding, hun.mappe.k["@id"], uuid.NewString(), hun.skjulte[0].k["@id"]} {
			hindret(hun, "no entry of hers", "IKKE_FUNNET", map[string]any{"input": map[string]any{"journalpostId": id, "nr": 0}})
		}

		// Her link: in her session, and in nobody else's, nor in another of her own.
		sti := lenker[hun]
		svar := m.http("", s.kake, http.MethodGet, sti, "")
		m.utenLekkasje(hun.navn, "her file", hun.eier, helt(svar))
		m.en(hun.navn, "her file", "GET /last-ned/dokument", true, svar.status == 200 && strings.Contains(string(svar.raw), "kanari"))
		m.lest[hun.eier] = append(m.lest[hun.eier], kilde{"handling": "DOKUMENT", "mappeId": enten{hun.mappe.k["@id"]}, "journalpostId": hun.poster[0].k["@id"]})
		ukjent = m.http("", s.kake, http.MethodGet, sti[:strings.LastIndex(sti, "/")+1]+"finnesikke", "")
		nekt(hun.navn, "no link", skjult, ukjent)
		endret := []byte(sti)
		endret[len(endret)-3] ^= 1
		type forsok struct {
			navn, kode, maskin string
			kake               *http.Cookie
			sti                string
		}
		alle := []forsok{
			{"her own, another session", skjult, "", m.p.okt(m.t, hun.eier.fnr, viewer.NivaHoyt), sti},
			{"her own, too low", lavt, "", hun.eier.lavt, sti},
			{"not logged in", logInn, "", nil, sti},
			{"saksbehandler", skjult, "", m.p.okt(m.t, pidBergen, viewer.NivaHoyt), sti},
			{"admin", skjult, "", m.p.okt(m.t, pidAdmin, viewer.NivaHoyt), sti},
			{"the machine", manglerRett, maskinBergen, nil, sti},
			{"another machine", manglerRett, maskinTo, nil, sti},
			{"a link changed", skjult, "", s.kake, string(endret)},
			{"the file's id", skjult, "", s.kake, "/last-ned/dokument/" + filID(hun)},
			{"the entry's id", skjult, "", s.kake, "/last-ned/dokument/" + fmt.Sprint(hun.poster[0].k["@id"])},
		}
		for _, annen := range saker["A"] {
			if annen != hun {
				alle = append(alle, forsok{annen.navn, skjult, "", m.som(annen).kake, sti})
			}
		}
		for _, f := range alle {
			svar := m.http(f.maskin, f.kake, http.MethodGet, f.sti, "")
			m.utenLekkasje(f.navn, "a link of "+hun.navn, nil, helt(svar))
			nekt(f.navn, "a link of "+hun.navn, f.kode, svar)
			if f.kode == skjult {
				m.en(f.navn, "the same body", "GET /last-ned/dokument", string(ukjent.raw), string(svar.raw))
			}
		}
		// The address that the case system wrote is no way in.
		for _, metode := range []string{http.MethodGet, http.MethodHead} {
			m.utenLekkasje(hun.navn, "the stored address", nil, helt(m.http("", s.kake, metode, strings.TrimPrefix(hun.fil, m.p.url), "")))
		}
	}
	for s, sti := range tidlige {
		svar := m.http("", s.eier.hoyt, http.MethodGet, sti, "")
		m.utenLekkasje(s.navn, "a link from before", nil, helt(svar))
		nekt(s.navn, "a link from before", skjult, svar)
	}
	for _, navn := range []string{"D", "E", "F", "H"} {
		for _, s := range saker[navn] {
			hindret(s, "what she may not see", "IKKE_FUNNET", lenkevariabler(s, 0))
		}
	}
	m.filmaskiner(saker["A"][1])
}

// filmaskiner are other integrations at a file of Bergen's: they take it neither away nor to themselves, and a link of theirs
// to it shows nothing.
func (m *matrise) filmaskiner(mor *sett) {
	for maskin, kode := range map[string]string{maskinTo: skjult, maskinOslo: skjult, maskinTredje: manglerRett} {
		svar := m.http(maskin, nil, http.MethodDelete, "/last-opp/innsynsdokument/"+filID(mor), "")
		m.utenLekkasje("maskin "+maskin, "DELETE", nil, helt(svar))
		m.en("maskin "+maskin, "another's file", "DELETE /last-opp/innsynsdokument", kode, fmt.Sprint(svar.les("kode")))
		if maskin != maskinTo {
			svar = m.http(maskin, nil, http.MethodPost, "/last-opp/innsynsdokument?kommunenummer=4601", "x")
			m.en("maskin "+maskin, "for Bergen", "POST /last-opp/innsynsdokument", kode, fmt.Sprint(svar.les("kode")))
		}
	}
	for _, kake := range []*http.Cookie{mor.eier.hoyt, m.p.okt(m.t, pidAdmin, viewer.NivaHoyt)} {
		svar := m.http("", kake, http.MethodDelete, "/last-opp/innsynsdokument/"+filID(mor), "")
		m.en("a person", "a file", "DELETE /last-opp/innsynsdokument", true, svar.status >= 400)
	}
	for _, av := range []struct{ maskin, kommune string }{{maskinTo, "4601"}, {maskinOslo, "0301"}} {
		tyver := m.sak("tyv fra "+av.kommune, av.maskin, av.kommune, true, nil)
		tyv := tyver[2]
		tyv.fil = mor.fil
		m.fyll(tyver)
		dokumenter := tyv.poster[0].k["dokumenter"].([]any)
		aldri := kilde{"lenke": mor.fil[:strings.LastIndex(mor.fil, "/")+1] + uuid.NewString()}
		tyv.poster[0].k["dokumenter"] = append(dokumenter, m.dokument(tyv, "post0.dokument2", aldri))
		for _, s := range tyver {
			s.skjulte = slices.DeleteFunc(s.skjulte, func(p *post) bool { return p.maskin != av.maskin })
		}
		m.indekser(tyver...)
		hun := m.som(tyv)
		svar := m.spor(hun, dokLenke, lenkevariabler(tyv, 0))
		m.utenLekkasje(tyv.navn, "a link to another's file", tyv.eier, helt(svar))
		m.en(tyv.navn, "a link to another's file", "Mutation.lagDokumentlenke.lenke", nil, svar.les("data", "lagDokumentlenke", "lenke"))
		m.en(tyv.navn, "as of a file that never was", "Mutation.lagDokumentlenke", string(m.spor(hun, dokLenke, lenkevariabler(tyv, 2)).raw), string(svar.raw))
		if sti, _ := svar.les("data", "lagDokumentlenke", "lenke", "sti").(string); sti != "" {
			m.utenLekkasje(tyv.navn, "another's file", tyv.eier, helt(m.http("", hun.kake, http.MethodGet, sti, "")))
		}
	}
	svar := m.http("", m.som(mor).kake, http.MethodGet, m.lenkerTil([]*sett{mor})[mor], "")
	m.en(mor.navn, "her file is still there", "GET /last-ned/dokument", 200, svar.status)
	m.lest[mor.eier] = append(m.lest[mor.eier], kilde{"handling": "DOKUMENT", "mappeId": enten{mor.mappe.k["@id"]}, "journalpostId": mor.poster[0].k["@id"]})
}
