package fiksio_test

import (
	"context"
	"errors"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/delivery/fiksio"
	"barnevernportalen/delivery/fiksio/liksom"
)

func innhold(t *testing.T, m *fiksio.Mottatt) string {
	t.Helper()
	r, err := m.Innhold(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if r == nil {
		return ""
	}
	defer func() { _ = r.Close() }()
	b, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestFremOgTilbake(t *testing.T) {
	_, portal, fagsystem := verden(t)
	reports, _ := fagsystem.innboks()
	receipts, _ := portal.innboks()

	out := melding(fagsystem)
	out.Headere = map[string]string{"bydel-ressurs-id": "b1", "bekymringsmelding-id": "æøå"}
	sent := portal.send(out)
	if sent.MeldingID == uuid.Nil || sent.TTL != time.Hour || sent.DokumentlagerID != uuid.Nil {
		t.Errorf("sent: %+v", sent)
	}
	in := faa(t, "the report", reports)
	if in.MeldingID != sent.MeldingID || in.AvsenderKontoID != portal.konto || in.MottakerKontoID != fagsystem.konto ||
		in.Type != fiksio.TypePrivatV2 || in.TTL != time.Hour || in.Levertigjen || in.SvarPaMelding != uuid.Nil ||
		in.KlientMeldingID != out.KlientMeldingID.String() || in.KlientKorrelasjonsID != out.KlientKorrelasjonsID {
		t.Errorf("received: %+v", in)
	}
	e := in.Egendefinert
	if e["bydel-ressurs-id"] != "b1" || e["bekymringsmelding-id"] != "æøå" || e["klientKorrelasjonsId"] != e["klientKorrelasjonId"] ||
		e["klientKorrelasjonId"] != out.KlientKorrelasjonsID || len(e) != 5 {
		t.Errorf("own headers: %v", e)
	}
	if got := innhold(t, in); got != string(out.Data) {
		t.Errorf("content: %q", got)
	}

	// A receipt stays in the dialogue, has its own id, the same when given twice, and no payload.
	answer := in.Svar(fiksio.TypeMottatt)
	if again := in.Svar(fiksio.TypeMottatt); again.KlientMeldingID != answer.KlientMeldingID || answer.KlientMeldingID == in.Svar(fiksio.TypeFeilet).KlientMeldingID {
		t.Error("the receipt's id does not follow from what it answers")
	}
	fagsystem.send(answer)
	receipt := faa(t, "the receipt", receipts)
	if receipt.Type != fiksio.TypeMottatt || receipt.SvarPaMelding != sent.MeldingID || receipt.AvsenderKontoID != fagsystem.konto ||
		receipt.KlientKorrelasjonsID != out.KlientKorrelasjonsID || receipt.KlientMeldingID != answer.KlientMeldingID.String() {
		t.Errorf("receipt: %+v", receipt)
	}
	if r, err := receipt.Innhold(t.Context()); r != nil || err != nil {
		t.Errorf("a receipt's content: %v, %v", r, err)
	}
	if receipt.TTL != 7*24*time.Hour {
		t.Errorf("without a TTL of ours it is %s", receipt.TTL)
	}
}

func TestUgyldigSendesIkke(t *testing.T) {
	s, portal, fagsystem := verden(t)
	before, _ := s.Forsok()
	for what, spoil := range map[string]func(*fiksio.Melding){
		"no receiver":   func(m *fiksio.Melding) { m.MottakerKontoID = uuid.Nil },
		"no type":       func(m *fiksio.Melding) { m.Type = "" },
		"short TTL":     func(m *fiksio.Melding) { m.TTL = time.Second - 1 },
		"negative TTL":  func(m *fiksio.Melding) { m.TTL = -time.Hour },
		"empty payload": func(m *fiksio.Melding) { m.Data = []byte{} },
		"own header that has a field": func(m *fiksio.Melding) {
			m.Headere = map[string]string{"klientKorrelasjonsId": "another"}
		},
	} {
		m := melding(fagsystem)
		spoil(&m)
		if _, err := portal.klient().Send(t.Context(), m); !errors.Is(err, fiksio.ErrUgyldig) {
			t.Errorf("%s: %v", what, err)
		}
	}
	if after, _ := s.Forsok(); after != before {
		t.Error("something was sent")
	}
	portal.send(melding(fagsystem)) // control: unspoiled, it is
	if after, _ := s.Forsok(); after != before+1 {
		t.Error("nothing was sent")
	}
}

// What a peer answers is a refusal only when it can be nothing else; its words go nowhere.
func TestSvarSomIkkeKanTros(t *testing.T) {
	s, portal, fagsystem := verden(t)
	portal.o.HTTP = kortTaalmodighet()
	k := portal.klient()
	for f, code := range map[liksom.Feil]int{
		liksom.Feil400: 400, liksom.Feil403: 403,
		liksom.Feil404HTML: 0, liksom.Feil429: 0, liksom.FeilHTML: 0, liksom.Feil500: 0, liksom.Feil503: 0, liksom.FeilTomt: 0,
		liksom.FeilHalvt: 0, liksom.FeilAnnet: 0, liksom.FeilTreg: 0, liksom.FeilVideresendt: 0, liksom.FeilEvig: 0, liksom.FeilBrutt: 0,
		liksom.FeilTaptSvar: 0, liksom.FeilBruttSvar: 0, liksom.FeilHalvtSvar: 0, liksom.FeilTregtSvar: 0, liksom.FeilAnnenMelding: 0,
	} {
		s.Svar(f)
		_, err := k.Send(t.Context(), melding(fagsystem))
		if strings.Contains(err.Error(), "hemmelig") || strings.Contains(err.Error(), "Logg inn") {
			t.Errorf("feil %d: the error repeats what was said: %v", f, err)
		}
		refused := new(fiksio.Avvist)
		switch is := errors.As(err, &refused); {
		case code == 0 && (is || !errors.Is(err, fiksio.ErrUtilgjengelig)):
			t.Errorf("feil %d: %v, want an unknown outcome", f, err)
		case code != 0 && (!is || refused.Kode != code || errors.Is(err, fiksio.ErrUtilgjengelig) || refused.Tilgang() != (code == 403)):
			t.Errorf("feil %d: %v, want %d", f, err, code)
		}
	}
	s.Svar(liksom.Ingen)
	if _, err := k.Send(t.Context(), melding(fagsystem)); err != nil {
		t.Errorf("control: %v", err)
	}
}

func TestFremmedeSlipperIkkeInn(t *testing.T) {
	_, portal, fagsystem := verden(t)
	for what, spoil := range map[string]func(*fiksio.Oppsett){
		"wrong password": func(o *fiksio.Oppsett) { o.IntegrasjonPassord = "hemmelig-passord2" },
		"expired token":  func(o *fiksio.Oppsett) { o.Token = fast("hemmelig-token-gammelt") },
		"another organisation's token": func(o *fiksio.Oppsett) {
			o.Token = fast(tokens.ny(fagsystem.orgnr))
		},
		"another's account": func(o *fiksio.Oppsett) { o.KontoID = fagsystem.konto },
	} {
		o := portal.o
		spoil(&o)
		k, err := fiksio.New(o)
		if err != nil {
			t.Fatal(err)
		}
		_, err = k.Send(t.Context(), melding(fagsystem))
		if refused := new(fiksio.Avvist); !errors.As(err, &refused) || !refused.Tilgang() {
			t.Errorf("%s: %v", what, err)
		}
	}
	portal.o.Token = func(context.Context) (string, error) { return "", errors.New("maskinporten is down") }
	if _, err := portal.klient().Send(t.Context(), melding(fagsystem)); err == nil || !strings.Contains(err.Error(), "get a token") {
		t.Errorf("without a token: %v", err)
	}
}

func fast(token string) func(context.Context) (string, error) {
	return func(context.Context) (string, error) { return token, nil }
}

func TestOppsett(t *testing.T) {
	good := fiksio.Oppsett{
		API: "https://api.fiks.ks.no", AMQP: "amqps://io.fiks.ks.no:5671", KontoID: uuid.New(), IntegrasjonID: uuid.New(),
		IntegrasjonPassord: passord, Token: fast("t"),
	}
	if _, err := fiksio.New(good); err != nil {
		t.Fatal(err)
	}
	for what, spoil := range map[string]func(*fiksio.Oppsett){
		"API without TLS":  func(o *fiksio.Oppsett) { o.API = "http://api.fiks.ks.no" },
		"AMQP without TLS": func(o *fiksio.Oppsett) { o.AMQP = "amqp://io.fiks.ks.no" },
		"user in AMQP":     func(o *fiksio.Oppsett) { o.AMQP = "amqps://u:hemmelig@io.fiks.ks.no" },
		"user in API":      func(o *fiksio.Oppsett) { o.API = "https://u:hemmelig@api.fiks.ks.no" },
		"no password":      func(o *fiksio.Oppsett) { o.IntegrasjonPassord = "" },
		"no account":       func(o *fiksio.Oppsett) { o.KontoID = uuid.Nil },
		"no token":         func(o *fiksio.Oppsett) { o.Token = nil },
		"negative limit":   func(o *fiksio.Oppsett) { o.Prefetch = -1 },
	} {
		o := good
		spoil(&o)
		if _, err := fiksio.New(o); err == nil || strings.Contains(err.Error(), "hemmelig") {
			t.Errorf("%s: %v", what, err)
		}
	}
}
