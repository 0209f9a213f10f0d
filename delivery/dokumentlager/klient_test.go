package dokumentlager_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"go.uber.org/goleak"

	"barnevernportalen/delivery/dokumentlager"
	"barnevernportalen/delivery/fiksio/liksom"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

const passord = "hemmelig-passord"

// ende is one integration at the look-alike, which runs without its broker.
func ende(t *testing.T, s *liksom.Server) dokumentlager.Oppsett {
	t.Helper()
	o := dokumentlager.Oppsett{
		API: s.API(), FiksOrgID: uuid.New(), KontoID: uuid.New(), IntegrasjonID: uuid.New(), IntegrasjonPassord: passord,
		Token: func(context.Context) (string, error) { return "hemmelig-token", nil },
		HTTP:  &http.Client{Transport: &http.Transport{DisableKeepAlives: true}, Timeout: 2 * time.Second},
	}
	s.NyIntegrasjon(o.IntegrasjonID, passord, "999999999")
	return o
}

func verden(t *testing.T) (*liksom.Server, dokumentlager.Oppsett, *dokumentlager.Klient) {
	t.Helper()
	s, err := liksom.Start(t.Context(), liksom.Oppsett{Mappe: t.TempDir(), UtenMegler: true, Token: func(token string) (string, error) {
		if token != "hemmelig-token" {
			return "", errors.New("no")
		}
		return "999999999", nil
	}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Stopp(context.Background()) })
	o := ende(t, s)
	return s, o, ny(t, o)
}

func ny(t *testing.T, o dokumentlager.Oppsett) *dokumentlager.Klient {
	t.Helper()
	k, err := dokumentlager.New(o)
	if err != nil {
		t.Fatal(err)
	}
	return k
}

func dokument(innhold string) dokumentlager.Dokument {
	return dokumentlager.Dokument{
		Navn: "æøå.cms", Mimetype: "application/octet-stream", Innhold: strings.NewReader(innhold), TTL: time.Hour, Sikkerhetsniva: 4, Kryptert: true,
		Korrelasjonsid: "k",
	}
}

func TestOppNedOgBort(t *testing.T) {
	s, _, owner := verden(t)
	receiver := ende(t, s)
	d := dokument("innhold")
	d.EksponertFor = []dokumentlager.Eksponert{dokumentlager.ForOrganisasjon("999999999"), dokumentlager.ForIntegrasjon(receiver.IntegrasjonID)}
	id, err := owner.LastOpp(t.Context(), d)
	if err != nil {
		t.Fatal(err)
	}
	if got := last(t, ny(t, receiver), id); got != "innhold" {
		t.Errorf("got %q", got)
	}
	// Who it is not for is refused, and told nothing more.
	_, err = ny(t, ende(t, s)).LastNed(t.Context(), id)
	if refused := new(dokumentlager.Avvist); !errors.As(err, &refused) || refused.Kode != 403 {
		t.Errorf("another fetches it: %v", err)
	}
	if _, err := owner.LastNed(t.Context(), uuid.New()); !errors.Is(err, dokumentlager.ErrFinnesIkke) {
		t.Errorf("one that never was: %v", err)
	}

	own, err := owner.LastOpp(t.Context(), dokument("eget"))
	if err != nil {
		t.Fatal(err)
	}
	if got := last(t, owner, own); got != "eget" {
		t.Errorf("got %q", got)
	}
	if err := owner.Slett(t.Context(), own); err != nil {
		t.Error(err)
	}
	if _, err := owner.LastNed(t.Context(), own); !errors.Is(err, dokumentlager.ErrFinnesIkke) {
		t.Errorf("a deleted one: %v", err)
	}
	if err := owner.Slett(t.Context(), own); !errors.Is(err, dokumentlager.ErrFinnesIkke) {
		t.Errorf("deleted twice: %v", err)
	}
}

func last(t *testing.T, k *dokumentlager.Klient, id uuid.UUID) string {
	t.Helper()
	r, err := k.LastNed(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = r.Close() }()
	b, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestUgyldigDokument(t *testing.T) {
	_, _, k := verden(t)
	for what, spoil := range map[string]func(*dokumentlager.Dokument){
		"no name":           func(d *dokumentlager.Dokument) { d.Navn = "" },
		"no content":        func(d *dokumentlager.Dokument) { d.Innhold = nil },
		"for ever":          func(d *dokumentlager.Dokument) { d.TTL = 0 },
		"no level":          func(d *dokumentlager.Dokument) { d.Sikkerhetsniva = 0 },
		"level 4, unsealed": func(d *dokumentlager.Dokument) { d.Kryptert = false },
	} {
		d := dokument("x")
		spoil(&d)
		if _, err := k.LastOpp(t.Context(), d); !errors.Is(err, dokumentlager.ErrUgyldig) {
			t.Errorf("%s: %v", what, err)
		}
	}
	d := dokument("x")
	d.Innhold = io.MultiReader(strings.NewReader("halvt"), feilende{})
	if _, err := k.LastOpp(t.Context(), d); !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("content that breaks off: %v", err)
	}
}

type feilende struct{}

func (feilende) Read([]byte) (int, error) { return 0, io.ErrUnexpectedEOF }

func TestSvarSomIkkeKanTros(t *testing.T) {
	s, o, k := verden(t)
	id, err := k.LastOpp(t.Context(), dokument("innhold"))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range []liksom.Feil{
		liksom.FeilHTML, liksom.Feil500, liksom.Feil503, liksom.Feil404HTML, liksom.Feil429, liksom.FeilTreg, liksom.FeilVideresendt, liksom.FeilBrutt,
		liksom.FeilTomt, liksom.FeilHalvt, liksom.FeilAnnet, liksom.FeilEvig,
	} {
		s.Svar(f)
		_, err := k.LastOpp(t.Context(), dokument("innhold"))
		if !errors.Is(err, dokumentlager.ErrUtilgjengelig) || strings.Contains(err.Error(), "hemmelig") {
			t.Errorf("upload, feil %d: %v", f, err)
		}
		if f >= liksom.FeilTomt && f <= liksom.FeilAnnet || f == liksom.FeilEvig {
			continue // bytes are bytes; the seal tells
		}
		if _, err := k.LastNed(t.Context(), id); !errors.Is(err, dokumentlager.ErrUtilgjengelig) {
			t.Errorf("download, feil %d: %v", f, err)
		}
		if err := k.Slett(t.Context(), id); !errors.Is(err, dokumentlager.ErrUtilgjengelig) {
			t.Errorf("delete, feil %d: %v", f, err)
		}
	}
	s.Svar(liksom.Ingen)
	if got := last(t, k, id); got != "innhold" { // control, and nothing was deleted
		t.Errorf("got %q", got)
	}
	o.IntegrasjonPassord = "galt"
	_, err = ny(t, o).LastOpp(t.Context(), dokument("x"))
	if refused := new(dokumentlager.Avvist); !errors.As(err, &refused) || refused.Kode != 401 {
		t.Errorf("a wrong password: %v", err)
	}
}

func TestGrense(t *testing.T) {
	_, o, k := verden(t)
	id, err := k.LastOpp(t.Context(), dokument("0123456789"))
	if err != nil {
		t.Fatal(err)
	}
	for limit, want := range map[int64]error{10: nil, 9: dokumentlager.ErrForStor} {
		for _, length := range []int64{10, -1} {
			o.Maks, o.HTTP = limit, &http.Client{Transport: lengde(length)}
			r, err := ny(t, o).LastNed(t.Context(), id)
			var got bytes.Buffer
			if err == nil {
				_, err = got.ReadFrom(r)
				_ = r.Close()
			}
			if !errors.Is(err, want) || int64(got.Len()) > limit {
				t.Errorf("limit %d, length %d: %q, %v", limit, length, got.String(), err)
			}
		}
	}
}

// lengde tells another length of an answer than it has.
type lengde int64

func (l lengde) RoundTrip(r *http.Request) (*http.Response, error) {
	resp, err := (&http.Transport{DisableKeepAlives: true}).RoundTrip(r)
	if err == nil {
		resp.ContentLength = int64(l)
	}
	return resp, err
}
