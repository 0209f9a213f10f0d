package delivery_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/json"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/delivery"
	"barnevernportalen/delivery/seal"
	"barnevernportalen/delivery/svarut"
	"barnevernportalen/delivery/svarut/liksom"
	"barnevernportalen/ent/db/alarm"
	"barnevernportalen/ent/db/forsendelse"
	"barnevernportalen/ent/db/leveranse"
)

type token struct{}

func (token) Token(context.Context) (string, error) { return "t0k3n", nil }

// svarutHus has SvarUt's look-alike as its print supplier.
func svarutHus(t *testing.T) (*hus, *liksom.Server) {
	t.Helper()
	h := nyttHus(t, mandag)
	konto, integrasjon := uuid.New(), uuid.New()
	s := liksom.Ny(konto.String(), integrasjon.String(), "passord", "t0k3n", uuid.NewString)
	ts := httptest.NewServer(s)
	t.Cleanup(ts.Close)
	k, err := svarut.Ny(svarut.Oppsett{
		Adresse: ts.URL, KontoID: konto, IntegrasjonID: integrasjon, IntegrasjonPassord: "passord", Token: token{},
	})
	maa(t, err)
	h.s.Kanaler[leveranse.KanalBrev] = delivery.Brev{DB: h.db, Utskrift: delivery.SvarUtPrint{Klient: k}}
	return h, s
}

func TestBrevGjennomSvarUt(t *testing.T) {
	h, s := svarutHus(t)
	id := h.brevUte(t)
	got := s.Mottatt()
	if len(got) != 1 || got[0].Metadata["eksternReferanse"] != id.String() || h.brevet(t, id).EksternID != got[0].ID {
		t.Fatalf("received %v", got)
	}
	var opened bytes.Buffer
	maa(t, seal.Decrypt(&opened, bytes.NewReader(got[0].Filer[id.String()+".pdf"]), noekler()[1]))
	if opened.String() != "%PDF-brev" {
		t.Errorf("the letter is %q", opened.String())
	}
	meta, err := json.Marshal(got[0].Metadata)
	maa(t, err)
	if err := delivery.Noytral(string(meta)); err != nil {
		t.Errorf("SvarUt's lists tell what it is: %s", meta)
	}
	for _, step := range []struct {
		status   string
		after    time.Duration
		tilstand forsendelse.Tilstand
	}{
		{"AKSEPTERT", time.Hour, sendtPrint}, {"SENDT_PRINT", 2 * time.Hour, sendtPrint}, {"PRINTET", 3 * time.Hour, levert},
		{"MOTTATT", time.Hour, levert}, {"AVVIST", 4 * time.Hour, avvistPrint}, {"AVVIST", 5 * time.Hour, avvistPrint},
	} {
		h.klokke.Fram(time.Hour)
		s.Sett(got[0].ID, step.status, mandag.Add(63*time.Hour).Add(step.after))
		h.arbeid(t, id)
		if f := h.rad(t, id); f.Tilstand != step.tilstand {
			t.Errorf("%s: %s, want %s", step.status, f.Tilstand, step.tilstand)
		}
	}
	if n := len(h.alarmer(t, alarm.SlagPrintAvvist, "AVVIST")); n != 1 {
		t.Errorf("%d alarms", n)
	}
}

// Each way SvarUt may fail at the hand-over: the letter stays ready, and leaves when SvarUt is well again. Only a refusal
// is final, and goes to a person.
func TestSvarUtSvikter(t *testing.T) {
	for name, c := range map[string]struct {
		feil    liksom.Feil
		letters int // when it is well again
		final   bool
	}{
		"html": {liksom.FeilHTML, 1, false}, "500": {liksom.Feil500, 1, false}, "503": {liksom.Feil503, 1, false},
		"empty": {liksom.FeilTomt, 1, false}, "no right": {liksom.FeilTilgang, 1, false},
		"the answer is lost: twice, rather than never": {liksom.FeilTapt, 2, false},
		"refused": {liksom.FeilAvvist, 0, true},
	} {
		t.Run(name, func(t *testing.T) {
			h, s := svarutHus(t)
			id := h.send(t)
			s.Svar(c.feil)
			h.klokke.Fram(63 * time.Hour)
			maa(t, h.s.FeiFrister(system(t), uuid.Nil))
			if err := h.s.Overlever(system(t), id); (err == nil) != c.final {
				t.Errorf("the job says %v", err)
			}
			if l := h.brevet(t, id); !c.final && l.Status != leveranse.StatusKlar {
				t.Errorf("the letter is %s", l.Status)
			}
			s.Svar(liksom.Ingen)
			h.klokke.Fram(2 * time.Minute)
			h.arbeid(t, id)
			if got := s.Mottatt(); len(got) != c.letters {
				t.Errorf("%d letters", len(got))
			}
			want := sendtPrint
			if c.final {
				want = avvistPrint
			}
			if f := h.rad(t, id); f.Tilstand != want {
				t.Errorf("%s, want %s", f.Tilstand, want)
			}
			if n := len(h.alarmer(t, alarm.SlagPrintAvvist, "AVVIST")); (n == 1) != c.final {
				t.Errorf("%d alarms", n)
			}
		})
	}
}

// SvarUt says nothing that can be believed when it is asked: no state moves, and the job says so.
func TestSvarUtSvarerRart(t *testing.T) {
	h, s := svarutHus(t)
	id := h.brevUte(t)
	s.Sett(s.Mottatt()[0].ID, "PRINTET", h.klokke.Naa())
	for _, f := range []liksom.Feil{liksom.FeilHTML, liksom.Feil503, liksom.FeilHalvt, liksom.FeilUtenID, liksom.FeilFremmed, liksom.FeilEvig} {
		s.Svar(f)
		if err := h.s.HentBrevsvar(system(t), uuid.Nil); err == nil && f != liksom.FeilFremmed {
			t.Errorf("answer %d was taken for one", f)
		}
		h.er(t, id, sendtPrint, overlevert)
	}
	s.Svar(liksom.Ingen)
	h.arbeid(t, id)
	h.er(t, id, levert, overlevert)
}

func TestPrintmappe(t *testing.T) {
	dir := t.TempDir()
	m, err := delivery.OpenPrintmappe(dir)
	maa(t, err)
	p := delivery.Brevpakke{ID: uuid.New(), Innhold: []byte("sealed"), Tid: mandag}
	t.Run("a damaged parcel is not printed", func(t *testing.T) {
		p.Sha256 = make([]byte, 32)
		if _, err := m.Send(t.Context(), p); err == nil {
			t.Error("it was taken")
		}
	})
	whole := sha256.Sum256(p.Innhold)
	p.Sha256 = whole[:]
	id, err := m.Send(t.Context(), p)
	maa(t, err)
	first := files(t, dir)
	_, err = m.Send(t.Context(), p)
	maa(t, err)
	if again := files(t, dir); len(again) != 2 || again[id+".cms"] != "sealed" || again[id+".json"] != first[id+".json"] {
		t.Errorf("the same letter twice: %v", again)
	}
	for name, c := range map[string]struct {
		svar string
		want delivery.Brevutfall // empty: no news
	}{
		"none":         {"", ""},
		"received":     {`{"status":"MOTTATT","tid":"2026-11-19T08:00:00Z"}`, delivery.BrevUnderveis},
		"posted":       {`{"status":"PRINTET","tid":"2026-11-19T08:00:00Z"}`, delivery.BrevPostlagt},
		"refused":      {`{"status":"AVVIST","tid":"2026-11-19T08:00:00Z"}`, delivery.BrevAvvist},
		"half":         {`{"status":"PRINT`, ""},
		"another word": {`{"status":"TELEPORTERT"}`, ""},
		"no time":      {`{"status":"AVVIST"}`, delivery.BrevAvvist},
		"too long":     {`{"status":"PRINTET"}` + strings.Repeat(" ", 5000), ""},
	} {
		maa(t, os.RemoveAll(filepath.Join(dir, "svar", id+".json")))
		if c.svar != "" {
			maa(t, os.WriteFile(filepath.Join(dir, "svar", id+".json"), []byte(c.svar), 0o600))
		}
		got, err := m.Status(t.Context(), []string{id, "../../etc/passwd", uuid.NewString()})
		if err != nil || (len(got) == 1) != (c.want != "") || len(got) == 1 && (got[0].Utfall != c.want || got[0].EksternID != id) {
			t.Errorf("%s: %v, %v", name, got, err)
		}
	}
	t.Run("a folder that cannot be written is an error, not a letter", func(t *testing.T) {
		if os.Geteuid() == 0 {
			maa(t, os.RemoveAll(dir)) // root writes anywhere, but not where there is no folder
		} else {
			maa(t, os.Chmod(dir, 0o500))
		}
		if _, err := m.Send(t.Context(), p); err == nil {
			t.Error("it was said to be there")
		}
	})
}

func files(t *testing.T, dir string) map[string]string {
	t.Helper()
	out := map[string]string{}
	entries, err := os.ReadDir(dir)
	maa(t, err)
	for _, e := range entries {
		if e.IsDir() {
			continue
		}
		raw, err := os.ReadFile(filepath.Join(dir, e.Name()))
		maa(t, err)
		out[e.Name()] = string(raw)
	}
	return out
}
