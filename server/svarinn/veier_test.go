package svarinn_test

import (
	"bytes"
	"context"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/delivery"
	"barnevernportalen/delivery/seal"
	"barnevernportalen/delivery/svarut"
	"barnevernportalen/delivery/svarut/liksom"
	"barnevernportalen/ent/db/alarm"
	"barnevernportalen/ent/db/dialogmottaker"
	"barnevernportalen/ent/db/forsendelse"
	"barnevernportalen/ent/db/leveranse"
	"barnevernportalen/ent/db/nokkel"
	"barnevernportalen/forvaltning"
	"barnevernportalen/innsyn"
)

type fastToken struct{}

func (fastToken) Token(context.Context) (string, error) { return "t0k3n", nil }

// medSvarut gives the house a SvarUt.
func (h *hus) medSvarut(t testing.TB) *liksom.Server {
	t.Helper()
	konto, integrasjon := uuid.New(), uuid.New()
	l := liksom.Ny(konto.String(), integrasjon.String(), "passord", "t0k3n", uuid.NewString)
	s := httptest.NewServer(l)
	t.Cleanup(s.Close)
	k, err := svarut.Ny(svarut.Oppsett{Adresse: s.URL, KontoID: konto, IntegrasjonID: integrasjon, IntegrasjonPassord: "passord", Token: fastToken{}})
	maa(t, err)
	h.delivery.Kanaler[leveranse.KanalSvarut] = delivery.Svarut{S: h.delivery, Klient: k}
	maa(t, h.forvalt.LagreNokkel(system(t), nil, nokkel.FormalSvarut, h.nokkel.Cert))
	return l
}

func (h *hus) barePerSvarut(t testing.TB) {
	t.Helper()
	maa(t, h.forvalt.LagreDialogmottaker(system(t), forvaltning.Dialogmottaker{Orgnr: bergen, EdialogID: edialog1, Kommunenummer: "4601",
		Bydelsnummer: "00", MottakerOrgnr: bergen, MottakerNavn: "Barneverntjenesten", Vei: dialogmottaker.VeiSvarut}))
}

func (h *hus) sporr(t testing.TB) { maa(t, h.delivery.HentPoststatus(system(t), uuid.Nil)) }

// By SvarUt, and from there to Altinn: each file is sealed to SvarUt's key, and the writer sees where it is.
func TestPerSvarut(t *testing.T) {
	h := nyttHus(t)
	l := h.medSvarut(t)
	h.barePerSvarut(t)
	v, err := h.innsyn.LastOpp(h.somMor(t), "bilde.png", bytes.NewReader(png(t, 4, 4)))
	maa(t, err)
	p := h.send(t, "Hei", v.ID)
	if s := h.status(t, p.ID); s.Vei != innsyn.VeiSvarut || s.Status != innsyn.PostHosSvarut {
		t.Errorf("%s %s", s.Vei, s.Status)
	}
	maa(t, h.delivery.Overlever(system(t), p.ID)) // again: nothing
	if n := len(l.Mottatt()); n != 1 {
		t.Fatalf("SvarUt has %d", n)
	}
	f := l.Mottatt()[0]
	m, _ := f.Metadata["metadataForImport"].(map[string]any)
	mottaker, _ := f.Metadata["mottaker"].(map[string]any)
	eksponert, _ := f.Metadata["eksponertFor"].([]any)
	if f.Metadata["sikkerhetsniva"] != "HOYESTE" || f.Metadata["kryptert"] != true || f.Metadata["forsendelsestype"] != delivery.Forsendelsestype ||
		f.Metadata["eksternReferanse"] != p.ID.String() || mottaker["digitalId"] != bergen || m["mappeId"] != "m-17" || m["sakssekvensnummer"] != 42.0 ||
		len(eksponert) != 1 || eksponert[0].(map[string]any)["digitalId"] != fnrMor {
		t.Errorf("%v", f.Metadata)
	}
	for navn, begynner := range map[string]string{"melding.pdf": "%PDF-", "vedlegg-1.png": "\x89PNG"} {
		var klar bytes.Buffer
		if err := seal.Decrypt(&klar, bytes.NewReader(f.Filer[navn]), h.nokkel); err != nil || !bytes.HasPrefix(klar.Bytes(), []byte(begynner)) {
			t.Errorf("%s: %v", navn, err)
		}
		if bytes.Contains(f.Filer[navn], []byte(begynner)) {
			t.Errorf("%s is not sealed", navn)
		}
	}
	for i, steg := range []struct {
		ord string
		vil innsyn.Poststatus
	}{{"AKSEPTERT", innsyn.PostHosSvarut}, {"SENDT_ALTINN", innsyn.PostSendtAltinn}, {"LEVERT_ALTINN", innsyn.PostLevertAltinn}} {
		h.naa = h.naa.Add(time.Minute)
		l.Sett(f.ID, steg.ord, h.naa.Add(time.Duration(i)*time.Millisecond-time.Second))
		h.sporr(t)
		h.sporr(t) // said again it is no news
		if s := h.status(t, p.ID).Status; s != steg.vil {
			t.Errorf("%s is shown as %s", steg.ord, s)
		}
	}
	if r := h.db.Client().Forsendelse.GetX(system(t), p.ID); r.Bevis != forsendelse.BevisKvittert || r.Tilstand != forsendelse.TilstandLevert {
		t.Errorf("%s/%s", r.Tilstand, r.Bevis)
	}
}

// SvarUt clears away what has been delivered. That is no news to anybody: the receiver has it, and the writer must not be
// told to send it again. What was cleared away before that did not come through.
func TestSlettetEtterLevering(t *testing.T) {
	h := nyttHus(t)
	l := h.medSvarut(t)
	h.barePerSvarut(t)
	for ord, vil := range map[string]innsyn.Poststatus{
		"LEST": innsyn.PostLest, "LEVERT_ALTINN": innsyn.PostLevertAltinn, "PRINTET": innsyn.PostSendtPost, "SENDT_ALTINN": innsyn.PostIkkeLevert,
	} {
		p := h.send(t, "Hei")
		f := l.Mottatt()[len(l.Mottatt())-1]
		for _, o := range []string{ord, "SLETTET"} {
			h.naa = h.naa.Add(time.Minute)
			l.Sett(f.ID, o, h.naa.Add(-time.Second))
			h.sporr(t)
		}
		if s := h.status(t, p.ID).Status; s != vil {
			t.Errorf("%s and then cleared away: shown as %s", ord, s)
		}
		alarmer := h.db.Client().Alarm.Query().Where(alarm.SlagEQ(alarm.SlagPostAvvist), alarm.ForsendelseID(p.ID)).CountX(system(t))
		if (alarmer == 1) != (vil == innsyn.PostIkkeLevert) {
			t.Errorf("%s and then cleared away: %d alarms", ord, alarmer)
		}
	}
}

// The receiver's own system will not have it: it goes the other way, and the writer sees that.
func TestReserve(t *testing.T) {
	h := nyttHus(t)
	l := h.medSvarut(t)
	k := h.mottaker(t, bergen, edialog1, true)
	p := h.send(t, "Hei")
	if n := len(l.Mottatt()); n != 0 {
		t.Fatalf("it went both ways: %d", n)
	}
	if s := k.patch(p.ID.String(), `{"status":"FEILET","feil":{"feilmelding":"Nei","permanent":true}}`); s != 200 {
		t.Fatal(s)
	}
	if s := h.status(t, p.ID); s.Vei != innsyn.VeiSvarut || s.Status != innsyn.PostSendes {
		t.Errorf("%s %s", s.Vei, s.Status)
	}
	maa(t, h.delivery.Overlever(system(t), p.ID))
	l.Sett(l.Mottatt()[0].ID, "LEST", h.naa)
	h.sporr(t)
	if s := h.status(t, p.ID); s.Vei != innsyn.VeiSvarut || s.Status != innsyn.PostLest {
		t.Errorf("%s %s", s.Vei, s.Status)
	}
	if n := h.db.Client().Alarm.Query().CountX(system(t)); n != 0 {
		t.Errorf("%d alarms", n)
	}

	// One that the system took: the other way is called off.
	p = h.send(t, "Hei igjen")
	if s, _, _ := k.kall("GET", "forsendelser/"+p.ID.String(), ""); s != 200 {
		t.Fatal(s)
	}
	if s := k.patch(p.ID.String(), mottatt); s != 200 {
		t.Fatal(s)
	}
	maa(t, h.delivery.Overlever(system(t), p.ID))
	if n := len(l.Mottatt()); n != 1 {
		t.Errorf("it went both ways: %d", n)
	}
}

// A SvarUt that lies, is down, or loses its answer: nothing is believed that was not asked, and nothing is lost.
func TestSvarutSomIkkeSvarer(t *testing.T) {
	h := nyttHus(t)
	l := h.medSvarut(t)
	h.barePerSvarut(t)
	svar, err := h.innsyn.Send(h.somMor(t), innsyn.NyPost{Nokkel: uuid.New(), Type: innsyn.SkjemaPost, MappeID: h.mappe, Tekst: "Hei"})
	maa(t, err)
	id := svar.Post.ID
	for _, feil := range []liksom.Feil{liksom.FeilHTML, liksom.Feil500, liksom.FeilHalvt, liksom.FeilTilgang, liksom.FeilTapt} {
		l.Svar(feil)
		if h.delivery.Overlever(system(t), id) == nil {
			t.Error("an answer that is none was believed")
		}
		if s := h.status(t, id).Status; s != innsyn.PostSendes {
			t.Errorf("it stands as %s", s)
		}
	}
	l.Svar(liksom.Ingen)
	maa(t, h.delivery.Overlever(system(t), id))
	// Taken, and the answer lost: again, with the same reference, rather than never.
	if m := l.Mottatt(); len(m) != 2 || m[0].Metadata["eksternReferanse"] != m[1].Metadata["eksternReferanse"] {
		t.Errorf("SvarUt has %d", len(m))
	}
	l.Svar(liksom.FeilFremmed)
	h.sporr(t)
	if s := h.status(t, id).Status; s != innsyn.PostHosSvarut {
		t.Errorf("what was said of others moved it to %s", s)
	}
	l.Svar(liksom.Ingen)
	l.Sett(l.Mottatt()[1].ID, "IKKE_LEVERT", h.naa)
	h.sporr(t)
	if s := h.status(t, id).Status; s != innsyn.PostIkkeLevert {
		t.Errorf("not delivered, shown as %s", s)
	}
	if n := h.db.Client().Alarm.Query().Where(alarm.SlagEQ(alarm.SlagPostAvvist)).CountX(system(t)); n != 1 {
		t.Errorf("%d alarms", n)
	}
	// Refused at once: told, and not tried again.
	l.Svar(liksom.FeilAvvist)
	p := h.send(t, "Hei")
	if s := h.status(t, p.ID).Status; s != innsyn.PostIkkeLevert {
		t.Errorf("refused, shown as %s", s)
	}
}

// Killed between the commit and the hand-over: the sweep hands it over, once.
func TestDreptForOverlevering(t *testing.T) {
	h := nyttHus(t)
	l := h.medSvarut(t)
	h.barePerSvarut(t)
	_, err := h.innsyn.Send(h.somMor(t), innsyn.NyPost{Nokkel: uuid.New(), Type: innsyn.SkjemaPost, MappeID: h.mappe, Tekst: "Hei"})
	maa(t, err) // no job runs in this house: as if the process had died here
	for range 3 {
		h.naa = h.naa.Add(2 * time.Minute)
		maa(t, h.delivery.FeiFrister(system(t), uuid.Nil))
	}
	if n := len(l.Mottatt()); n != 1 {
		t.Errorf("sent %d times", n)
	}
}
