package server_test

import (
	"bytes"
	"image"
	bildeformat "image/png"
	"net/http"
	"testing"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/delivery/seal"
	"barnevernportalen/ent/db/dialogmottaker"
	"barnevernportalen/ent/db/mottakersystem"
	"barnevernportalen/ent/viewer"
	"barnevernportalen/forvaltning"
)

const (
	postfelt     = `{id type mappeId journalpostId sendt mottaker tekst filer{navn sendtSom mimeType storrelse} klagefrist etterKlagefrist vei status endret svar{id} kvittering}`
	payloadfelt  = `{post` + postfelt + ` alleredeSendt{id} feil{felt kode}}`
	dokSendPost  = `mutation SendPost($input:SendPostInput!){sendPost(input:$input)` + payloadfelt + `}`
	dokSendSvar  = `mutation SendSvar($input:SendSvarInput!){sendSvar(input:$input)` + payloadfelt + `}`
	dokSendKlage = `mutation SendKlage($input:SendKlageInput!){sendKlage(input:$input)` + payloadfelt + `}`
	dokMeldinger = `query Meldinger{mineMeldinger` + postfelt + `}`
	dokTrad      = `query Trad($id:ID!){mappe(id:$id){skjemaer{nr type tilbys} trad` + postfelt + `}}`
)

// ingenPost: everybody at the high level may ask, and nobody in the matrix has written; see TestPostOverHTTP for who has.
var ingenPost = [10]string{logInn, lavt, tom, tom, lavt, tom, lavt, tom, lavt, tom}

// gal is a letter with everything wrong.
func gal(sted string) func(string) map[string]any {
	return inn(map[string]any{"nokkel": nokkel1, sted: nokkel1, "skjemaNr": 7, "tekst": " "})
}

// A letter with a file, over HTTP: offered, written, in her thread alone, her copy fetched by her alone.
func TestPostOverHTTP(t *testing.T) {
	p := nyttHus(t)
	p.indekser(t, pidMelder, "ord", meldingMappe, meldingPost)
	ctx := viewer.With(t.Context(), viewer.System{Oppgave: "test"})
	mor, fremmed := p.okt(t, pidMelder, viewer.NivaHoyt), p.okt(t, pidFremmed, viewer.NivaHoyt)
	id := radID(meldingMappe)
	tilbys := func() any {
		return p.kjor(t, mor, dokTrad, map[string]any{"id": id}).les("data", "mappe", "skjemaer", 0, "tilbys")
	}
	if tilbys() != false {
		t.Errorf("nobody receives it, and it is offered: %v", tilbys())
	}
	k, err := seal.NewNokkel("Mottakersystem", time.Now().Add(-time.Hour), time.Now().Add(24*time.Hour))
	maa(t, err)
	_, _, err = p.forvaltning.LagreMottakersystem(ctx, forvaltning.NyttMottakersystem{Navn: "S", Orgnr: "974760673",
		Sikkerhetsniva: mottakersystem.SikkerhetsnivaHoyeste, Bruker: "s", Sertifikat: k.Cert, Kommunenummer: "4601", Bydelsnummer: "00"})
	maa(t, err)
	maa(t, p.forvaltning.LagreDialogmottaker(ctx, forvaltning.Dialogmottaker{Orgnr: "974760673", EdialogID: "ord", Kommunenummer: "4601", Bydelsnummer: "00",
		MottakerOrgnr: "974760673", MottakerNavn: "Barneverntjenesten", Vei: dialogmottaker.VeiSvarinn}))
	if tilbys() != true {
		t.Fatalf("it is not offered: %v", tilbys())
	}

	var bilde bytes.Buffer
	maa(t, bildeformat.Encode(&bilde, image.NewGray(image.Rect(0, 0, 3, 3))))
	opp := func(kake *http.Cookie, kropp []byte) svar {
		r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, p.url+"/last-opp/vedlegg", bytes.NewReader(kropp))
		maa(t, err)
		r.Header.Set("Filnavn", "B%C3%B8ker%20og%20annet.png")
		if kake != nil {
			r.AddCookie(kake)
			p.egenSide(t, kake, r)
		}
		return gjor(t, r)
	}
	for navn, c := range map[string]struct {
		kake   *http.Cookie
		kropp  []byte
		status int
	}{
		"nobody": {nil, bilde.Bytes(), 401}, "too low": {p.okt(t, pidMelder, viewer.NivaBetydelig), bilde.Bytes(), 403},
		"a script": {mor, []byte("#!/bin/sh"), 415}, "half a picture": {mor, bilde.Bytes()[:20], 422}, "nothing": {mor, nil, 422},
		"too much": {mor, make([]byte, 10<<20+1), 413},
	} {
		if s := opp(c.kake, c.kropp); s.status != c.status {
			t.Errorf("%s: %d %s", navn, s.status, s.raw)
		}
	}
	fil := opp(mor, bilde.Bytes())
	if fil.status != http.StatusCreated || fil.les("navn") != "Bøker og annet.png" {
		t.Fatalf("%d %s", fil.status, fil.raw)
	}
	brev := map[string]any{"input": map[string]any{"nokkel": uuid.NewString(), "mappeId": id, "skjemaNr": 0, "tekst": "Hei", "filer": []any{fil.les("id")}}}
	if s := p.kjor(t, fremmed, dokSendPost, brev); s.les("data", "sendPost", "post") != nil {
		t.Errorf("another sends from her case: %s", s.raw)
	}
	sendt := p.kjor(t, mor, dokSendPost, brev)
	sti, _ := sendt.les("data", "sendPost", "post", "kvittering").(string)
	if sti == "" {
		t.Fatalf("%s", sendt.raw)
	}
	if igjen := p.kjor(t, mor, dokSendPost, brev); igjen.les("data", "sendPost", "post", "kvittering") != sti {
		t.Errorf("sent again: %s", igjen.raw)
	}
	if s := p.kjor(t, mor, dokTrad, map[string]any{"id": id}); s.les("data", "mappe", "trad", 0, "filer", 0, "sendtSom") != "vedlegg-1.png" {
		t.Errorf("%s", s.raw)
	}
	if s := p.kjor(t, fremmed, dokMeldinger, nil); len(s.les("data", "mineMeldinger").([]any)) != 0 {
		t.Errorf("another's thread: %s", s.raw)
	}
	if a, b := p.hent(t, mor, sti), p.hent(t, fremmed, sti); a != ok || b != skjult {
		t.Errorf("her copy: %s to her, %s to another", a, b)
	}
}
