package server_test

import (
	"fmt"
	"net/http"
	"slices"

	"github.com/google/uuid"

	"barnevernportalen/ent/viewer"
)

// sokler opens a socket for everybody, changes one set at a time, and sees that it wakes the one it is for and nobody else.
// What must not come is shown by what comes after it: each hears of her own change next.
func (m *matrise) sokler(saker map[string][]*sett) {
	type lytter struct {
		s *sett
		c *sokkelklient
	}
	const rot = "Subscription.mappeEndret"
	synlige := func(p *person) []any {
		ut := []any{}
		for _, s := range p.sett {
			if s.synlig {
				ut = append(ut, s.mappe.k["@id"])
			}
		}
		return ut
	}
	hor := func(l lytter, hva string, vil kilde) {
		m.t.Helper()
		melding := l.c.neste()
		m.utenLekkasje(l.s.navn, hva, l.s.eier, string(melding.Payload)+melding.Type+melding.ID)
		m.sammenlign(l.s.navn, hva, rot, forventet(m.skjema, "MappeEndring", vil), melding.les("data", "mappeEndret"))
	}
	var lyttere []lytter
	for _, s := range slices.Concat(saker["A"], saker["B"][:2], saker["C"][:2]) {
		c := m.p.sokkel(m.t, m.som(s).kake)
		c.abonner("1", dokMappeEndret, nil)
		lyttere = append(lyttere, lytter{s, c})
		hor(lyttere[len(lyttere)-1], "the present state", kilde{"nullstill": true, "mapper": synlige(s.eier), "endret": nil})
	}
	runde := func(rekke []lytter) {
		for _, l := range rekke {
			m.indekserMappe(l.s)
			hor(l, "her own change", kilde{"nullstill": false, "mapper": synlige(l.s.eier), "endret": []any{l.s.mappe.k["@id"]}})
		}
	}
	runde(lyttere)
	slices.Reverse(lyttere)
	runde(lyttere)

	// They who may not see one of their cases: a change of it says nothing of it. The case they see comes after.
	for _, navn := range []string{"D", "E", "F"} {
		for i, skjult := range saker[navn][:3] {
			synlig := saker[navn+"2"][i]
			c := m.p.sokkel(m.t, m.som(skjult).kake)
			c.abonner("1", dokMappeEndret, nil)
			l := lytter{skjult, c}
			hor(l, "the present state", kilde{"nullstill": true, "mapper": synlige(skjult.eier), "endret": nil})
			m.indekserMappe(skjult)
			m.indekserMappe(synlig)
			hor(l, "the change she may see, and nothing of the other", kilde{"nullstill": false, "mapper": synlige(skjult.eier), "endret": []any{synlig.mappe.k["@id"]}})
		}
	}

	kode := func(navn, vil string, c *sokkelklient) {
		c.abonner("1", dokMappeEndret, nil)
		melding := c.neste()
		m.utenLekkasje(navn, rot, nil, string(melding.Payload))
		s := svar{json: melding.json()}
		if melding.Type == "error" {
			s.json = map[string]any{"errors": melding.json()}
		}
		m.avvist(navn, "a subscription", rot, vil, s)
	}
	for _, s := range saker["A"] {
		kode(s.navn+", lavt", lavt, m.p.sokkel(m.t, s.eier.lavt))
	}
	for _, maskin := range []string{maskinBergen, maskinTo, maskinOslo, maskinTredje} {
		kode("maskin "+maskin, manglerRett, m.p.maskinsokkel(m.t, m.p.hus.maskiner[maskin]))
	}
	m.avvist("ikke innlogget", "a subscription", rot, m.p.utenOkt(m.t), svar{json: map[string]any{"kode": logInn}})
}

// sporrere are one of each kind who asks a root field, in the order of its line.
func (m *matrise) sporrere(s *sett) [antallSporrere]sporrer {
	m.loggInn(s.eier)
	ut := [antallSporrere]sporrer{
		somLavt: {kake: s.eier.lavt}, somPerson: {hvem: s.eier, kake: s.eier.hoyt},
		somSaksbehandler: {kake: m.p.okt(m.t, pidBergen, viewer.NivaHoyt)}, somAdmin: {kake: m.p.okt(m.t, pidAdmin, viewer.NivaHoyt)},
		somMaskin: {maskin: maskinBergen}, somAnnenMaskin: {maskin: maskinTo}, somOslomaskin: {maskin: maskinOslo}, somUtenRett: {maskin: maskinTredje},
	}
	for i := range ut {
		ut[i].navn = sporrernavn[i]
	}
	return ut
}

// maskiner tries what is written with: every root field as everybody; and then other integrations and other kommuner at rows
// that are not theirs. After all of it each party of A sees what she saw before.
func (m *matrise) maskiner(saker map[string][]*sett) {
	mor, bergenOrg := saker["A"][1], m.fiksOrg("4601")
	melding := func(kommune, fnr string) map[string]any {
		return map[string]any{"meldingId": mor.mappe.melding, "kommunenummer": kommune, "fodselsnummer": fnr,
			"metadata": fmt.Sprintf(`{"tittel":%q,"organisasjonsnummer":"974760673"}`, m.tekst(nil, "an intruder's title", false))}
	}
	galt := func(fnr string) map[string]any {
		return map[string]any{"input": map[string]any{"meldinger": []any{melding("4601", fnr)}}}
	}
	variabler := map[string]map[string]any{
		"Mutation.indekserMapper":         galt("1"),
		"Mutation.indekserJournalposter":  galt(saker["A"][2].eier.fnr),
		"Mutation.slettIndeksert":         {"input": map[string]any{"kommunenummer": "4601", "meldingIder": []string{nokkel1}}},
		"Mutation.sendPost":               gal("mappeId")(""),
		"Mutation.sendSvar":               gal("journalpostId")(""),
		"Mutation.sendKlage":              gal("journalpostId")(""),
		"Mutation.sendInnsynsforesporsel": galForesporsel(""),
		"Query.brevutkast":                {"slag": "BREV", "stedId": mor.mappe.k["@id"]},
		"Mutation.lagreBrevutkast":        galtBrevutkast(""),
		"Mutation.slettBrevutkast":        {"input": map[string]any{"nokkel": nokkel1}},
		"Query.samtykke":                  {"id": nokkel1},
		"Mutation.giSamtykke":             {"id": nokkel1},
		"Mutation.avslaSamtykke":          {"id": nokkel1},
		"Mutation.trekkSamtykke":          {"id": nokkel1},
		"Mutation.sperrInnsyn":            {"input": map[string]any{"fodselsnummer": "1", "kommunenummer": "4601"}},
		"Mutation.opphevInnsynssperre":    {"input": map[string]any{"id": nokkel1}},
		"Query.mappe":                     {"id": mor.mappe.k["@id"]},
		"Query.journalpost":               {"id": mor.poster[0].k["@id"]},
		"Mutation.lagDokumentlenke":       lenkevariabler(mor, 0),
	}
	for rot, linje := range rotorakel {
		if rotfelt(m.skjema)[rot] == nil || rotfelt(m.skjema)[rot] == rotfelt(m.skjema)["Subscription.mappeEndret"] {
			continue
		}
		for i, s := range m.sporrere(mor) {
			dok := tilganger[rot].dok
			if rot == "Mutation.lagDokumentlenke" {
				dok = dokLenke
			}
			svar := m.spor(s, dok, variabler[rot])
			if linje[i] == ok && s.maskin != "" { // a machine's own words come back from no field
				m.utenLekkasje(s.navn, rot, nil, helt(svar))
			}
			m.utenLekkasje(s.navn, rot, s.hvem, helt(svar))
			if linje[i] == ok || linje[i] == egne {
				m.en(s.navn, "", rot, "", svar.kode())
				continue
			}
			m.avvist(s.navn, "", rot, linje[i], svar)
		}
	}

	// Another integration writes under the same meldingId: a row of its own, for the person it names.
	inntrenger := &person{fnr: m.fnr("the intruder's")}
	til := m.p.hus.maskiner[maskinTo]
	svarTil := m.p.sporsmal(m.t, til, dokIndMapper, galt(inntrenger.fnr))
	m.en("annen maskin", "the same meldingId", "Indeksert.opprettet", 1, svarTil.les("data", "indekserMapper", "opprettet"))
	egne := 1
	for _, sak := range m.sett {
		for _, s := range sak {
			for _, p := range slices.Concat([]*post{s.mappe}, s.poster, s.skjulte) {
				if p.maskin == maskinTo {
					egne++
				}
			}
		}
	}
	var andres, restAndres []any
	for _, s := range saker["A"] {
		for _, p := range append([]*post{s.mappe}, s.poster...) {
			andres = append(andres, p.melding)
			restAndres = append(restAndres, map[string]any{"fiksOrgId": bergenOrg, "meldingId": p.melding})
		}
	}
	slett := func(navn, maskin string, vil any, v map[string]any) {
		s := m.p.sporsmal(m.t, m.p.hus.maskiner[maskin], dokSlettInd, map[string]any{"input": v})
		m.utenLekkasje(navn, "slettIndeksert", nil, helt(s))
		var fikk any = s.kode()
		if fikk == "" {
			fikk = s.les("data", "slettIndeksert", "antallSlettet")
		}
		m.en(navn, "deletion of another's", "SlettIndeksertPayload.antallSlettet", vil, fikk)
	}
	kall := func(maskin, metode, sti string, kropp any, vil int) svar {
		s := m.rest(maskin, metode, sti, kropp)
		m.utenLekkasje("maskin "+maskin, sti, nil, helt(s))
		m.en("maskin "+maskin, "", metode+" "+sti, vil, s.status)
		return s
	}
	const (
		indeks   = "/innsyn-index/api/v2/indexRequest"
		slettMID = "/innsyn-index/api/v1/delete/slettByMeldingId"
		slettAlt = "/innsyn-index/api/v1/delete/slett?fiksOrganisasjonId="
	)
	s := kall(maskinTo, http.MethodPost, slettMID, map[string]any{"meldinger": restAndres}, 200)
	// One of them is its own: the intruder's.
	m.en("annen maskin", slettMID, "antallSlettet", 1, s.les("antallSlettet"))
	kall(maskinTo, http.MethodDelete, slettAlt+bergenOrg+"&meldingId="+mor.mappe.melding, nil, 202)
	slett("annen maskin", maskinTo, 0, map[string]any{"kommunenummer": "4601", "meldingIder": andres})
	slett("annen maskin", maskinTo, egne-1, map[string]any{"kommunenummer": "4601"})
	kall(maskinTo, http.MethodDelete, slettAlt+bergenOrg, nil, 202)
	for maskin, kode := range map[string]string{maskinOslo: skjult, maskinTredje: manglerRett} {
		slett(maskin, maskin, kode, map[string]any{"kommunenummer": "4601", "meldingIder": andres})
		slett(maskin, maskin, kode, map[string]any{"kommunenummer": "4601"})
		kall(maskin, http.MethodPost, slettMID, map[string]any{"meldinger": restAndres}, 403)
		kall(maskin, http.MethodDelete, slettAlt+bergenOrg, nil, 403)
		kall(maskin, http.MethodPut, indeks, map[string]any{"meldinger": []any{m.restmelding(mor, mor.mappe, "BARNEVERNMAPPE_V1")}}, 403)
	}
	slett("annen kommunes maskin", maskinOslo, 0, map[string]any{"kommunenummer": "0301", "meldingIder": andres})

	// Shut out by another kommune: of that kommune's cases alone. A block is lifted by nobody who may not.
	s = m.p.sporsmal(m.t, m.p.hus.maskiner[maskinOslo], dokSperr, map[string]any{"input": map[string]any{"fodselsnummer": mor.eier.fnr, "kommunenummer": "4601"}})
	m.en("annen kommunes maskin", "", "Mutation.sperrInnsyn", skjult, s.kode())
	s = m.p.sporsmal(m.t, m.p.hus.maskiner[maskinOslo], dokSperr, map[string]any{"input": map[string]any{"fodselsnummer": mor.eier.fnr, "kommunenummer": "0301"}})
	m.en("annen kommunes maskin", "its own", "Mutation.sperrInnsyn", "", s.kode())
	sperret := saker["D"][1]
	s = m.p.sporsmal(m.t, m.p.hus.maskiner[maskinBergen], dokSperr, map[string]any{"input": map[string]any{"fodselsnummer": sperret.eier.fnr, "kommunenummer": "4601"}})
	sperre, _ := s.les("data", "sperrInnsyn", "id").(string)
	m.en("maskin", "the block there is", "SperrInnsynPayload.id", true, uuid.Validate(sperre) == nil)
	for i, sp := range m.sporrere(sperret) {
		if kode := rotorakel["Mutation.opphevInnsynssperre"][i]; kode != ok {
			svar := m.spor(sp, dokOpphevSperre, map[string]any{"input": map[string]any{"id": sperre}})
			m.avvist(sp.navn, "a real block", "Mutation.opphevInnsynssperre", kode, svar)
		}
	}
	m.galeMeldinger(mor)

	// Everybody's rows are as they were, and the shut out stay so after everything has been indexed again.
	m.indekser(saker["D"]...)
	for _, navn := range []string{"A", "B", "C", "D"} {
		for _, s := range saker[navn] {
			m.sporOm(m.som(s), saker[navn])
			m.sporOmLister(m.som(s))
		}
	}
}

// galeMeldinger sends messages in which one field after the other is wrong, and full of words: none comes back, and nothing is
// written.
func (m *matrise) galeMeldinger(s *sett) {
	gal, ukjent := *s, m.tekst(nil, "an unknown field", false)
	for _, p := range []*post{s.mappe, s.poster[0], s.poster[1]} {
		dok, versjon := dokIndPoster, "BARNEVERNJOURNALPOST_V1"
		if p == s.mappe {
			dok, versjon = dokIndMapper, "BARNEVERNMAPPE_V1"
		}
		for felt, riktig := range p.k {
			if felt[0] == '@' {
				continue
			}
			g := *p
			g.k = kilde{}
			for n, v := range p.k {
				g.k[n] = v
			}
			var galt any = []any{riktig}
			if _, er := riktig.([]any); er {
				galt = fmt.Sprint(riktig)
			}
			g.k[felt], g.k["ukjent"] = galt, ukjent
			svarene := []svar{
				m.p.sporsmal(m.t, m.p.hus.maskiner[s.maskin], dok, map[string]any{"input": map[string]any{"meldinger": []any{
					map[string]any{"meldingId": p.melding, "kommunenummer": s.kommune, "fodselsnummer": s.eier.fnr, "metadata": g.json(m.t)}}}}),
				m.rest(s.maskin, http.MethodPut, "/innsyn-index/api/v2/indexRequest", map[string]any{"meldinger": []any{m.restmelding(&gal, &g, versjon)}}),
			}
			m.en("maskin", "wrong "+felt, "PUT indexRequest", 400, svarene[1].status)
			for _, svar := range svarene {
				for _, token := range m.finn(helt(svar)) {
					if o := m.ord[token]; token != p.melding { // the national service's errors name the message
						m.lekkasjer = append(m.lekkasjer, fmt.Sprintf("an error repeats %s (%s): %.400s", token, o, svar.raw))
					}
				}
			}
			if n := len(svarene[0].json.(map[string]any)); n == 0 || svarene[0].les("data", dokRot(dok), "feil", 0) == nil {
				m.lekkasjer = append(m.lekkasjer, fmt.Sprintf("wrong %s is taken: %.300s", felt, svarene[0].raw))
			}
		}
	}
}

func dokRot(dok string) string {
	if dok == dokIndMapper {
		return "indekserMapper"
	}
	return "indekserJournalposter"
}
