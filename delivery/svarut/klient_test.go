package svarut_test

import (
	"context"
	"errors"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/delivery/svarut"
	"barnevernportalen/delivery/svarut/liksom"
)

type token string

func (t token) Token(context.Context) (string, error) {
	if t == "" {
		return "", errors.New("maskinporten is down")
	}
	return string(t), nil
}

const passord = "hemmelig-passord"

// par is a client and the look-alike it calls.
func par(t *testing.T) (*svarut.Klient, *liksom.Server, svarut.Oppsett) {
	t.Helper()
	konto, integrasjon := uuid.New(), uuid.New()
	s := liksom.Ny(konto.String(), integrasjon.String(), passord, "t0k3n", uuid.NewString)
	ts := httptest.NewServer(s)
	t.Cleanup(ts.Close)
	o := svarut.Oppsett{Adresse: ts.URL, KontoID: konto, IntegrasjonID: integrasjon, IntegrasjonPassord: passord, Token: token("t0k3n")}
	k, err := svarut.Ny(o)
	if err != nil {
		t.Fatal(err)
	}
	return k, s, o
}

func brev() (svarut.Forsendelse, svarut.Fil) {
	return svarut.Forsendelse{
		Tittel: "Brev", EksternRef: "var-id", AvgivendeSystem: "Portal", Navn: "Postmottak", Adresselinjer: []string{"Postboks 1"},
		Postnummer: "0001", Poststed: "Prøvestad",
	}, svarut.Fil{Navn: "brev.pdf", Innhold: []byte("sealed\r\n--x\x00")}
}

func TestSendOgStatus(t *testing.T) {
	k, s, _ := par(t)
	f, fil := brev()
	id, err := k.Send(t.Context(), f, fil)
	if err != nil {
		t.Fatal(err)
	}
	got := s.Mottatt()
	if len(got) != 1 || got[0].ID != id.String() || string(got[0].Filer["brev.pdf"]) != string(fil.Innhold) {
		t.Fatalf("received: %v", got)
	}
	m := got[0].Metadata
	if m["kryptert"] != true || m["sikkerhetsniva"] != "HOYESTE" || m["eksternReferanse"] != "var-id" || m["tittel"] != "Brev" {
		t.Errorf("metadata: %v", m)
	}
	// Every status of the published list comes back as itself, with its time, whatever it means.
	all := map[string]svarut.Utfall{
		"MOTTATT": svarut.Underveis, "AKSEPTERT": svarut.Underveis, "AVVIST": svarut.Avvist, "FEILET_UNDER_MOTTAK": svarut.Avvist,
		"KLAR_FOR_MOTTAK": svarut.Underveis, "SENDT_DIGITALT": svarut.Avvist, "SENDT_ALTINN": svarut.Avvist, "LEVERT_ALTINN": svarut.Avvist,
		"SENDT_SDP": svarut.Avvist, "LEVERT_SDP": svarut.Avvist, "SENDT_NHN_MOTTAKER": svarut.Avvist, "LEVERT_NHN_MOTTAKER": svarut.Avvist,
		"LEST": svarut.Avvist, "SENDT_PRINT": svarut.Underveis, "PRINTET": svarut.Postlagt, "MANUELT_HANDTERT": svarut.Avvist,
		"IKKE_LEVERT": svarut.Avvist, "SLETTET": svarut.Avvist,
	}
	if len(all) != 18 {
		t.Fatalf("%d statuses; the source lists 18", len(all))
	}
	for word, utfall := range all {
		at := time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC)
		s.Sett(id.String(), word, at)
		st, err := k.Status(t.Context(), []uuid.UUID{id, uuid.New()})
		if err != nil || len(st) != 1 || st[0].ID != id || string(st[0].Status) != word || !st[0].Endret.Equal(at) {
			t.Errorf("%s: %v, %v", word, st, err)
			continue
		}
		if got := st[0].Status.Utfall(); got != utfall {
			t.Errorf("%s comes to %d, want %d", word, got, utfall)
		}
	}
	if svarut.Status("TELEPORTERT").Utfall() != 0 {
		t.Error("a word that is not in the list means something")
	}
}

// Whatever is wrong with an answer, it is never taken for a yes, and the error holds nothing of what we sent.
func TestSvarSomIkkeErSvar(t *testing.T) {
	for name, c := range map[string]struct {
		feil         liksom.Feil
		send, status error
	}{
		"html":           {liksom.FeilHTML, svarut.ErrUtilgjengelig, svarut.ErrUtilgjengelig},
		"500":            {liksom.Feil500, svarut.ErrUtilgjengelig, svarut.ErrUtilgjengelig},
		"503":            {liksom.Feil503, svarut.ErrUtilgjengelig, svarut.ErrUtilgjengelig},
		"lost":           {liksom.FeilTapt, svarut.ErrUtilgjengelig, nil},
		"empty":          {liksom.FeilTomt, svarut.ErrUtilgjengelig, svarut.ErrUtilgjengelig},
		"half":           {liksom.FeilHalvt, svarut.ErrUtilgjengelig, svarut.ErrUtilgjengelig},
		"another form":   {liksom.FeilUtenID, svarut.ErrUtilgjengelig, svarut.ErrUtilgjengelig},
		"refused":        {liksom.FeilAvvist, svarut.ErrAvvist, svarut.ErrAvvist},
		"no right":       {liksom.FeilTilgang, svarut.ErrTilgang, svarut.ErrTilgang},
		"redirected":     {liksom.FeilVideresendt, svarut.ErrUtilgjengelig, svarut.ErrUtilgjengelig},
		"endless":        {liksom.FeilEvig, svarut.ErrUtilgjengelig, svarut.ErrUtilgjengelig},
		"no type":        {liksom.FeilUtenTypeSvar, svarut.ErrUtilgjengelig, svarut.ErrUtilgjengelig},
		"control: right": {liksom.Ingen, nil, nil},
	} {
		t.Run(name, func(t *testing.T) {
			k, s, _ := par(t)
			s.Svar(c.feil)
			f, fil := brev()
			id, err := k.Send(t.Context(), f, fil)
			if !errors.Is(err, c.send) || (err == nil) != (id != uuid.Nil) {
				t.Errorf("send: %v, %v", id, err)
			}
			if err != nil && (strings.Contains(err.Error(), passord) || strings.Contains(err.Error(), "t0k3n") || strings.Contains(err.Error(), "Postmottak")) {
				t.Errorf("the error tells: %v", err)
			}
			if _, err := k.Status(t.Context(), []uuid.UUID{uuid.New()}); !errors.Is(err, c.status) {
				t.Errorf("status: %v", err)
			}
		})
	}
}

// Answers about shipments nobody asked for come back as they are (the ledger drops them), but words we do not know do not.
func TestUkjentStatusErIkkeNytt(t *testing.T) {
	k, s, _ := par(t)
	s.Svar(liksom.FeilFremmed)
	asked := uuid.New()
	st, err := k.Status(t.Context(), []uuid.UUID{asked})
	if err != nil || len(st) != 1 || st[0].ID == asked {
		t.Errorf("%v, %v", st, err)
	}
}

func TestFeilPassordOgToken(t *testing.T) {
	_, s, o := par(t)
	f, fil := brev()
	for name, change := range map[string]func(*svarut.Oppsett){
		"password": func(o *svarut.Oppsett) { o.IntegrasjonPassord = "feil" },
		"token":    func(o *svarut.Oppsett) { o.Token = token("another") },
	} {
		wrong := o
		change(&wrong)
		k, err := svarut.Ny(wrong)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := k.Send(t.Context(), f, fil); !errors.Is(err, svarut.ErrTilgang) {
			t.Errorf("wrong %s: %v", name, err)
		}
	}
	o.Token = token("")
	k, err := svarut.Ny(o)
	if err != nil {
		t.Fatal(err)
	}
	before := s.Kall()
	if _, err := k.Send(t.Context(), f, fil); err == nil || s.Kall() != before {
		t.Errorf("without a token: %v, %d calls", err, s.Kall()-before)
	}
}

func TestOppsett(t *testing.T) {
	_, _, good := par(t)
	for name, change := range map[string]func(*svarut.Oppsett){
		"plain http":  func(o *svarut.Oppsett) { o.Adresse = "http://svarut.ks.no" },
		"no host":     func(o *svarut.Oppsett) { o.Adresse = "https:///x" },
		"a password":  func(o *svarut.Oppsett) { o.Adresse = "https://u:p@svarut.ks.no" },
		"no account":  func(o *svarut.Oppsett) { o.KontoID = uuid.Nil },
		"no password": func(o *svarut.Oppsett) { o.IntegrasjonPassord = "" },
		"no token":    func(o *svarut.Oppsett) { o.Token = nil },
	} {
		o := good
		change(&o)
		if _, err := svarut.Ny(o); err == nil {
			t.Errorf("%s: taken", name)
		}
	}
}
