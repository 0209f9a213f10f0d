package innsyn_test

import (
	"bytes"
	"context"
	"crypto/x509"
	"io"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/delivery"
	"barnevernportalen/delivery/fiksio"
	"barnevernportalen/delivery/seal"
	"barnevernportalen/ent/db/alarm"
	"barnevernportalen/ent/db/bydel"
	"barnevernportalen/ent/db/forsendelse"
	"barnevernportalen/ent/db/leveranse"
	"barnevernportalen/ent/db/nokkel"
	"barnevernportalen/innsyn"
)

// foresporselhus is the room with the ledger, a Fiks IO that the test speaks for, and mor's case with what is withheld.
type foresporselhus struct {
	*hus
	fiks   *fiks
	konto  uuid.UUID
	deres  seal.Key // the protokollkonto's
	vaar   seal.Key // the service's
	naa    time.Time
	mu     sync.Mutex
	mappe  innsyn.Melding
	poster []innsyn.Melding
}

type sendt struct {
	fiksio.Melding
	id uuid.UUID
}

type fiks struct {
	mu    sync.Mutex
	sendt []sendt
}

func (f *fiks) Send(_ context.Context, m fiksio.Melding) (fiksio.Sendt, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.sendt = append(f.sendt, sendt{m, uuid.New()})
	return fiksio.Sendt{MeldingID: f.sendt[len(f.sendt)-1].id, TTL: m.TTL}, nil
}

func (f *fiks) siste(t testing.TB) sendt {
	t.Helper()
	if len(f.sendt) == 0 {
		t.Fatal("nothing was sent")
	}
	return f.sendt[len(f.sendt)-1]
}

func (h *foresporselhus) klokka() time.Time { h.mu.Lock(); defer h.mu.Unlock(); return h.naa }
func (h *foresporselhus) fram(d time.Duration) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.naa = h.naa.Add(d)
}
func nokkelpar(t testing.TB) seal.Key {
	t.Helper()
	k, err := seal.NewNokkel("test", time.Now().Add(-time.Hour), time.Now().Add(24*time.Hour))
	maa(t, err)
	return k
}

// nyttForesporselhus: of three entries two are withheld and may be asked for; the third is open.
func nyttForesporselhus(t testing.TB) *foresporselhus {
	t.Helper()
	h := &foresporselhus{hus: nyttHus(t), fiks: &fiks{}, konto: uuid.New(), deres: nokkelpar(t), naa: time.Now().Round(time.Microsecond)}
	d := &delivery.Service{DB: h.DB, Vault: h.Vault, Klokke: h.klokka, Log: h.Log,
		Kanaler: map[leveranse.Kanal]delivery.Channel{leveranse.KanalFiksio: delivery.Fiksio{DB: h.DB, Klient: h.fiks, Klokke: h.klokka}}}
	h.Delivery, h.Klokke = d, h.klokka
	nokkelmappe, err := delivery.OpenNokkelmappe(filepath.Join(t.TempDir(), "n"), h.Vault)
	maa(t, err)
	h.vaar, err = nokkelmappe.Lag(nokkel.FormalTjeneste, "vi", time.Now().Add(-time.Hour), time.Now().Add(24*time.Hour))
	maa(t, err)
	d.Mappe, d.Signer = nokkelmappe, seal.Signer{Chain: []*x509.Certificate{h.vaar.Cert}, Key: h.vaar.Private}
	ctx, c := system(t), h.DB.Client()
	maa(t, c.Nokkel.Create().SetFormal(nokkel.FormalTjeneste).SetSertifikat(h.vaar.Cert.Raw).SetTommelavtrykk(delivery.Tommelavtrykk(h.vaar.Cert)).
		SetGyldigFra(h.vaar.Cert.NotBefore).SetGyldigTil(h.vaar.Cert.NotAfter).SetTattIBruk(time.Now()).Exec(ctx))
	maa(t, c.Bydel.Create().SetKommuneID("4601").SetBydelsnummer("00").SetNavn("Bergen").SetKanal(bydel.KanalNedlasting).SetStandardMottaker(true).
		SetAvtaleInngatt(h.naa).SetAktiv(true).SetAdresseNavn("Postmottak").SetPostnummer("0001").SetPoststed("Prøvestad").Exec(ctx))
	h.mappe = endret(mappe(fnrMor, "MOR", "Saken"), felter{"mappeId": "2026/17", "systemId": "mappe-17"})
	h.poster = []innsyn.Melding{h.tilbakeholdt("Vedtak", "jp-1"), h.tilbakeholdt("Notat", "jp-2"),
		journalpost(fnrMor, h.mappe, "Brev", "2026-03-18T10:00:00+01:00")}
	h.indekser(t, append([]innsyn.Melding{h.mappe}, h.poster...)...)
	return h
}

func (h *foresporselhus) tilbakeholdt(tittel, systemID string) innsyn.Melding {
	return endret(journalpost(fnrMor, h.mappe, tittel, "2026-03-17T10:00:00+01:00"), felter{
		"innsynsforesporselStatus": "IKKE_FORESPURT", "mappeId": felter{"mappeId": "2026/17"}, "systemId": systemID,
	})
}

// medKonto gives the kommune a protokollkonto that ours may send to.
func (h *foresporselhus) medKonto(t testing.TB) *foresporselhus {
	t.Helper()
	ctx, c := system(t), h.DB.Client()
	b := c.Bydel.Query().Where(bydel.KommuneID("4601")).OnlyX(ctx)
	k := c.Nokkel.Create().SetBydelID(b.ID).SetFormal(nokkel.FormalProtokoll).SetSertifikat(h.deres.Cert.Raw).SetTommelavtrykk(delivery.Tommelavtrykk(h.deres.Cert)).
		SetGyldigFra(h.deres.Cert.NotBefore).SetGyldigTil(h.deres.Cert.NotAfter).SetTattIBruk(time.Now()).SaveX(ctx)
	maa(t, c.Protokollkonto.Create().SetKommunenummer("4601").SetBydelID(b.ID).SetKonto(h.konto).SetPart("fagsystem").
		SetStottedeParter([]string{delivery.Protokollpart}).SetTilgang(true).SetNokkelID(k.ID).SetEndret(h.naa).Exec(ctx))
	return h
}

func (h *foresporselhus) ider(i ...int) []uuid.UUID {
	var ut []uuid.UUID
	for _, i := range i {
		ut = append(ut, rad(bergensk, h.poster[i]))
	}
	return ut
}

func (h *foresporselhus) spor(t testing.TB, ider ...uuid.UUID) *innsyn.Foresporselutfall {
	t.Helper()
	ut, err := h.SendForesporsel(h.som(t, fnrMor), innsyn.NyForesporsel{Nokkel: uuid.New(), Journalposter: ider, Begrunnelse: "Jeg vil forstå vedtaket"})
	maa(t, err)
	return ut
}

// spurt must go well.
func (h *foresporselhus) spurt(t testing.TB, ider ...uuid.UUID) *innsyn.Innbyggerforesporsel {
	t.Helper()
	ut := h.spor(t, ider...)
	if ut.Foresporsel == nil || len(ut.Feil) > 0 {
		t.Fatalf("not sent: %+v", ut.Feil)
	}
	return ut.Foresporsel
}

// lest is a request as she sees it now.
func (h *foresporselhus) lest(t testing.TB, id uuid.UUID) innsyn.Innbyggerforesporsel {
	t.Helper()
	alle, err := h.MineForesporsler(h.som(t, fnrMor))
	maa(t, err)
	for _, f := range alle {
		if f.ID == id {
			return f
		}
	}
	t.Fatal("the request is not hers")
	return innsyn.Innbyggerforesporsel{}
}

func (h *foresporselhus) poststatus(t testing.TB, i int) innsyn.InnsynsforesporselStatus {
	t.Helper()
	j, err := h.Journalpost(h.som(t, fnrMor), h.ider(i)[0])
	maa(t, err)
	return *j.InnsynsforesporselStatus
}

// svar is an answer over Fiks IO, sealed to us as the case system would.
func (h *foresporselhus) svar(t testing.TB, typ, body string, til sendt) *fiksio.Mottatt {
	t.Helper()
	var container, sealed bytes.Buffer
	maa(t, seal.WriteContainer(&container, seal.Signer{Chain: []*x509.Certificate{h.deres.Cert}, Key: h.deres.Private},
		seal.File{Name: delivery.ForesporselName, MimeType: "application/json", Body: strings.NewReader(body)}))
	w, err := seal.Encrypt(&sealed, h.vaar.Cert)
	maa(t, err)
	_, err = w.Write(container.Bytes())
	maa(t, err)
	maa(t, w.Close())
	return &fiksio.Mottatt{
		MeldingID: uuid.New(), Type: typ, AvsenderKontoID: til.MottakerKontoID, SvarPaMelding: til.id, KlientKorrelasjonsID: til.KlientKorrelasjonsID,
		Innhold: func(context.Context) (io.ReadCloser, error) {
			return io.NopCloser(bytes.NewReader(sealed.Bytes())), nil
		},
	}
}

func (h *foresporselhus) ta(t testing.TB, m *fiksio.Mottatt) {
	t.Helper()
	maa(t, h.Delivery.TaImot(t.Context(), m))
}

func (h *foresporselhus) alarmer(t testing.TB, slag alarm.Slag) int {
	return h.DB.Client().Alarm.Query().Where(alarm.SlagEQ(slag)).CountX(system(t))
}

func (h *foresporselhus) bevis(t testing.TB, id uuid.UUID) forsendelse.Bevis {
	return h.DB.Client().Forsendelse.GetX(system(t), id).Bevis
}
