package innsyn_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"barnevernportalen/delivery"
	"barnevernportalen/delivery/fiksio"
	"barnevernportalen/delivery/fiksio/liksom"
	"barnevernportalen/delivery/seal"
	"barnevernportalen/ent/db/alarm"
	"barnevernportalen/ent/db/fiksioinn"
	"barnevernportalen/ent/db/forsendelse"
	"barnevernportalen/ent/db/innsynsforesporsel"
	"barnevernportalen/ent/db/leveranse"
)

// foresporselskjema is the published schema of one message type.
func foresporselskjema(t *testing.T, typ string) *jsonschema.Schema {
	t.Helper()
	rot := os.Getenv("SPEC_DIR")
	if rot == "" {
		rot = filepath.Join("..", "..", "shared", "spec")
	}
	fil := filepath.Join(rot, "innsynsforespoersel", typ+".schema.json")
	raw, err := os.ReadFile(fil)
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatalf("the published schemas are not here, and CI must hold us to them (SPEC_DIR): %v", err)
		}
		t.Skip("SKIPPED CONFORMANCE: no published schemas of innsynsforespørsel; set SPEC_DIR")
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(raw))
	maa(t, err)
	c := jsonschema.NewCompiler()
	maa(t, c.AddResource("file:///"+typ, doc))
	s, err := c.Compile("file:///" + typ)
	maa(t, err)
	return s
}

// What is sent is what was published, and a request without an entry, which the schema lets through, is never made.
func TestForesporselskjema(t *testing.T) {
	s := foresporselskjema(t, fiksio.TypeForesporselSend)
	for _, i := range []delivery.Foresporselinnhold{
		{Fodselsnummer: fnrMor, Begrunnelse: "æøå \"<>&\n", Poster: []delivery.Foresporselpost{{MappeID: "a", SystemID: "b"}, {MappeID: "a", SystemID: "c", RegistreringsID: "d"}}},
		{Fodselsnummer: fnrMor, Begrunnelse: "x"},
	} {
		raw, err := i.JSON()
		maa(t, err)
		doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(raw))
		maa(t, err)
		if err := s.Validate(doc); err != nil {
			t.Errorf("%s: %v", raw, err)
		}
	}
	doc, _ := jsonschema.UnmarshalJSON(strings.NewReader(`{"fnr":"x","begrunnelse":"y"}`))
	if s.Validate(doc) == nil {
		t.Error("control: the schema refuses nothing")
	}
}

// Bodies of the four answers, whole and in every state of repair: we read just those that the published schema lets through.
func TestForesporselsvarLeses(t *testing.T) {
	kropper := []string{
		`{"status":"INNVILGET"}`, `{"status":"AVVIST","begrunnelse":"nei"}`, `{"status":"MANUELL_BEHANDLING","noe":1}`, `{"status":"UNDER_BEHANDLING"}`,
		`{"status":"GODKJENT"}`, `{"status":"innvilget"}`, `{"status":null}`, `{"status":["AVVIST"]}`, `{"begrunnelse":"nei"}`, `{}`, `[]`, `null`, `"AVVIST"`,
		`{"status":"AVVIST","begrunnelse":null}`, `{"status":"AVVIST","begrunnelse":7}`, `{"status":"AVVIST","errorId":7}`,
		`{"errorId":"e","feilmelding":"f"}`, `{"errorId":"e"}`, `{"feilmelding":"f"}`, `{"errorId":"","feilmelding":""}`, `{"errorId":1,"feilmelding":"f"}`,
		`{"errorId":"e","feilmelding":"f","status":3}`, `{"errorId":null,"feilmelding":"f"}`,
	}
	for _, typ := range []string{fiksio.TypeForesporselSvar, fiksio.TypeForesporselIkkeFunnet, fiksio.TypeForesporselUgyldig, fiksio.TypeForesporselServerfeil} {
		s, lest := foresporselskjema(t, typ), 0
		for _, k := range kropper {
			doc, err := jsonschema.UnmarshalJSON(strings.NewReader(k))
			maa(t, err)
			gyldig := s.Validate(doc) == nil
			svar := delivery.TolkForesporselsvar(uuid.New(), typ, []byte(k))
			if (svar != nil) != gyldig {
				t.Errorf("%s %s: read %v, published %v", typ, k, svar != nil, gyldig)
			}
			if svar != nil {
				lest++
			}
		}
		if lest < 2 || lest > len(kropper)-5 {
			t.Errorf("%s: %d read", typ, lest)
		}
	}
	for _, k := range []string{``, `{`, `{"status":"AVVIST"} {}`} {
		if delivery.TolkForesporselsvar(uuid.New(), fiksio.TypeForesporselSvar, []byte(k)) != nil {
			t.Errorf("%q was read", k)
		}
	}
}

// What comes over Fiks IO and is not to be believed is kept whole, calls the operator and moves nothing.
func TestForesporselLognere(t *testing.T) {
	for navn, c := range map[string]struct {
		gjor   func(t *testing.T, h *foresporselhus, m sendt) *fiksio.Mottatt
		utfall fiksioinn.Utfall
		alarm  alarm.Slag
		status innsynsforesporsel.Status
	}{
		"from a wrong account": {func(t *testing.T, h *foresporselhus, m sendt) *fiksio.Mottatt {
			s := h.svar(t, fiksio.TypeForesporselSvar, `{"status":"INNVILGET"}`, m)
			s.AvsenderKontoID = uuid.New()
			return s
		}, fiksioinn.UtfallFeilKonto, alarm.SlagFeilKonto, "SENDT"},
		"about nothing": {func(t *testing.T, h *foresporselhus, m sendt) *fiksio.Mottatt {
			s := h.svar(t, fiksio.TypeForesporselSvar, `{"status":"INNVILGET"}`, m)
			s.SvarPaMelding, s.KlientKorrelasjonsID = uuid.New(), ""
			return s
		}, fiksioinn.UtfallUkjentMelding, alarm.SlagUkjentKvittering, "SENDT"},
		"not what was published": {func(t *testing.T, h *foresporselhus, m sendt) *fiksio.Mottatt {
			return h.svar(t, fiksio.TypeForesporselSvar, `{"status":"JA"}`, m)
		}, fiksioinn.UtfallUkjentType, alarm.SlagUkjentMelding, "SENDT"},
		"of another protocol": {func(t *testing.T, h *foresporselhus, m sendt) *fiksio.Mottatt {
			return h.svar(t, fiksio.TypeMottatt, `{}`, m)
		}, fiksioinn.UtfallUkjentMelding, alarm.SlagUkjentKvittering, "SENDT"},
		"granted after refused": {func(t *testing.T, h *foresporselhus, m sendt) *fiksio.Mottatt {
			h.ta(t, h.svar(t, fiksio.TypeForesporselSvar, `{"status":"AVVIST"}`, m))
			return h.svar(t, fiksio.TypeForesporselSvar, `{"status":"INNVILGET"}`, m)
		}, fiksioinn.UtfallMotsigelse, alarm.SlagMotsigelse, "AVVIST"},
		"an error after it was granted": {func(t *testing.T, h *foresporselhus, m sendt) *fiksio.Mottatt {
			h.ta(t, h.svar(t, fiksio.TypeForesporselSvar, `{"status":"INNVILGET"}`, m))
			return h.svar(t, fiksio.TypeForesporselIkkeFunnet, `{"errorId":"e","feilmelding":"f"}`, m)
		}, fiksioinn.UtfallMotsigelse, alarm.SlagMotsigelse, "INNVILGET"},
		"the same klientMeldingId twice, and another answer": {func(t *testing.T, h *foresporselhus, m sendt) *fiksio.Mottatt {
			a := h.svar(t, fiksio.TypeForesporselSvar, `{"status":"UNDER_BEHANDLING"}`, m)
			a.KlientMeldingID = "1"
			h.ta(t, a)
			b := h.svar(t, fiksio.TypeForesporselSvar, `{"status":"AVVIST"}`, m)
			b.KlientMeldingID = "1"
			return b
		}, fiksioinn.UtfallBrukt, "", "AVVIST"},
	} {
		t.Run(navn, func(t *testing.T) {
			h := nyttForesporselhus(t).medKonto(t)
			f := h.spurt(t, h.ider(0)...)
			maa(t, h.Delivery.Overlever(system(t), f.ID))
			m := c.gjor(t, h, h.fiks.siste(t))
			h.ta(t, m)
			h.ta(t, m) // and again
			r := h.DB.Client().Fiksioinn.GetX(system(t), m.MeldingID)
			if r.Utfall != c.utfall || c.alarm != "" && h.alarmer(t, c.alarm) != 1 || h.lest(t, f.ID).Status != c.status {
				t.Errorf("%s, %s, %d alarms", r.Utfall, h.lest(t, f.ID).Status, h.alarmer(t, c.alarm))
			}
			if m.Type != fiksio.TypeMottatt && (r.Innhold == nil || len(*r.Innhold) == 0) {
				t.Error("not kept whole")
			}
		})
	}
}

// What went wrong at the far side is shown, lets her ask again, and a decision may still come on what she asked first. That
// the far side failed is no receipt.
func TestForesporselStrandet(t *testing.T) {
	for typ, c := range map[string]struct {
		status innsynsforesporsel.Status
		bevis  forsendelse.Bevis
	}{
		fiksio.TypeForesporselIkkeFunnet: {"IKKE_FUNNET", "KVITTERT"}, fiksio.TypeForesporselUgyldig: {"UGYLDIG", "KVITTERT"},
		fiksio.TypeForesporselServerfeil: {"SERVERFEIL", "OVERLEVERT"},
	} {
		h := nyttForesporselhus(t).medKonto(t)
		f := h.spurt(t, h.ider(0)...)
		maa(t, h.Delivery.Overlever(system(t), f.ID))
		m := h.fiks.siste(t)
		h.ta(t, h.svar(t, typ, `{"errorId":"1","feilmelding":"Hemmelig <feil>"}`, m))
		l := h.lest(t, f.ID)
		if l.Status != c.status || l.Svar != nil || h.bevis(t, f.ID) != c.bevis {
			t.Errorf("%s: %+v, %s", typ, l, h.bevis(t, f.ID))
		}
		ny := h.spurt(t, h.ider(0)...)
		h.ta(t, h.svar(t, fiksio.TypeForesporselSvar, `{"status":"INNVILGET"}`, m))
		if h.lest(t, f.ID).Status != "INNVILGET" || h.lest(t, ny.ID).Status != "SENDT" {
			t.Errorf("%s: a late decision", typ)
		}
	}
	// Fiks IO gives it back: sent again, the same, until the last deadline.
	h := nyttForesporselhus(t).medKonto(t)
	f := h.spurt(t, h.ider(0)...)
	maa(t, h.Delivery.Overlever(system(t), f.ID))
	m := h.fiks.siste(t)
	h.ta(t, &fiksio.Mottatt{MeldingID: uuid.New(), Type: fiksio.TypeTidsavbrudd, AvsenderKontoID: uuid.New(), SvarPaMelding: m.id})
	h.fram(2 * time.Hour)
	maa(t, h.Delivery.FeiFrister(system(t), uuid.Nil)) // makes the job, if it is gone
	maa(t, h.Delivery.Overlever(system(t), f.ID))
	if len(h.fiks.sendt) != 2 || h.fiks.siste(t).KlientMeldingID != m.KlientMeldingID || h.alarmer(t, alarm.SlagFristUtlost) != 1 {
		t.Errorf("sent %d times", len(h.fiks.sendt))
	}
}

// The room, the ledger, the client and a real broker: asked, opened by the case system with its own key, answered, shown.
func TestForesporselOverEkteMegler(t *testing.T) {
	mappe, err := os.MkdirTemp("", "tr") // short: a socket lies in it
	maa(t, err)
	t.Cleanup(func() { _ = os.RemoveAll(mappe) })
	s, err := liksom.Start(t.Context(), liksom.Oppsett{Mappe: mappe, Token: func(token string) (string, error) { return token, nil }})
	maa(t, err)
	t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
		defer cancel()
		maa(t, s.Stopp(ctx))
	})
	h := nyttForesporselhus(t)
	part := func(orgnr string, konto uuid.UUID, k seal.Key) *fiksio.Klient {
		t.Helper()
		integrasjon := uuid.New()
		s.NyIntegrasjon(integrasjon, "passord", orgnr)
		maa(t, s.NyKonto(liksom.Konto{ID: konto, FiksOrgID: uuid.New(), Integrasjon: integrasjon, Navn: "Konto", FiksOrgNavn: "Org", Orgnr: orgnr,
			Nokkel: string(seal.EncodeCertificate(k.Cert))}))
		kl, err := fiksio.New(fiksio.Oppsett{API: s.API(), AMQP: s.AMQP(), KontoID: konto, IntegrasjonID: integrasjon, IntegrasjonPassord: "passord",
			Token: func(context.Context) (string, error) { return orgnr, nil }, Uleselig: h.Delivery.TaImotUleselig})
		maa(t, err)
		return kl
	}
	vaar := uuid.New()
	vi, fagsystem := part("311024035", vaar, h.vaar), part("311024027", h.konto, h.deres)
	h.medKonto(t)
	h.Delivery.Kanaler[leveranse.KanalFiksio] = delivery.Fiksio{DB: h.DB, Klient: vi, Klokke: h.klokka}
	h.Delivery.Katalog = &delivery.Katalogminne{Kilde: vi}

	ctx, stopp := context.WithCancel(t.Context())
	tatt, apnet, ferdig := make(chan error, 10), make(chan string, 10), make(chan struct{}, 2)
	go func() {
		defer func() { ferdig <- struct{}{} }()
		_ = vi.Motta(ctx, vaar, func(ctx context.Context, m *fiksio.Mottatt) error {
			err := h.Delivery.TaImot(ctx, m)
			tatt <- err
			return err
		})
	}()
	go func() {
		defer func() { ferdig <- struct{}{} }()
		_ = fagsystem.Motta(ctx, h.konto, func(ctx context.Context, m *fiksio.Mottatt) error {
			r, err := m.Innhold(ctx)
			if err != nil {
				return err
			}
			defer func() { _ = r.Close() }()
			var sealed bytes.Buffer
			if _, err := sealed.ReadFrom(r); err != nil {
				return err
			}
			apnet <- m.Type + " " + h.apnet(t, sealed.Bytes())
			for _, body := range []string{`{"status":"MANUELL_BEHANDLING"}`, `{"status":"AVVIST","begrunnelse":"Taushetsplikt"}`} {
				svar := m.Svar(fiksio.TypeForesporselSvar)
				svar.Data = h.forseglet(t, body)
				if _, err := fagsystem.Send(ctx, svar); err != nil {
					return err
				}
			}
			return nil
		})
	}()
	t.Cleanup(func() { stopp(); <-ferdig; <-ferdig })
	f := h.spurt(t, h.ider(0)...)
	maa(t, h.Delivery.Overlever(system(t), f.ID))
	for range 2 {
		select {
		case err := <-tatt:
			maa(t, err)
		case <-time.After(time.Minute):
			t.Fatal("nothing came")
		}
	}
	if fikk := <-apnet; !strings.HasPrefix(fikk, fiksio.TypeForesporselSend+` {"fnr":"24859100002"`) {
		t.Error(fikk)
	}
	if l := h.lest(t, f.ID); l.Status != "AVVIST" || *l.Svar != "Taushetsplikt" || h.bevis(t, f.ID) != forsendelse.BevisKvittert || h.poststatus(t, 0) != "AVVIST" {
		t.Errorf("%+v, %s", l, h.bevis(t, f.ID))
	}
}
