package bekymring_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"crypto/x509"
	"errors"
	"maps"
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/bekymring"
	"barnevernportalen/delivery/seal"
	"barnevernportalen/ent/db/bekymringsmelding"
	"barnevernportalen/ent/db/forsendelse"
	"barnevernportalen/ent/db/leveranse"
	"barnevernportalen/ent/db/pakke"
	"barnevernportalen/ent/viewer"
)

func TestForsegletBlirEnMeldingSomAndre(t *testing.T) {
	h := nyttHus(t)
	f := h.forseglet(t)
	token := sha256.Sum256([]byte("token"))
	f.BevisHash = token[:]
	id, err := h.bekymring.SendForseglet(maskin(t), f)
	if err != nil {
		t.Fatal(err)
	}
	for tabell, vil := range map[string]int{
		"bekymringsmelding": 1, "forsendelse": 1, "pakke": 2, "leveranse": 2, "frist": 6, "hendelse": 1, "alarm": 0, "river_job": 1,
	} {
		if n := h.tell(t, tabell); n != vil {
			t.Errorf("%d rows in %s, want %d", n, tabell, vil)
		}
	}
	c, sys := h.db.Client(), system(t)
	r := c.Forsendelse.GetX(sys, id)
	if r.Nr != 1 || r.Kanal != forsendelse.KanalFagsystem || r.Tilstand != forsendelse.TilstandAkseptert || r.Bevis != forsendelse.BevisIngen {
		t.Errorf("forsendelse: %v", r)
	}
	if sum := sha256.Sum256(f.Asice); !bytes.Equal(r.Sha256, sum[:]) {
		t.Error("the chain speaks of something else than the container")
	}
	for formal, bytesVil := range map[pakke.Formal][]byte{pakke.FormalFagsystem: f.Asice, pakke.FormalPrint: f.PDF} {
		p := c.Pakke.Query().Where(pakke.ForsendelseID(id), pakke.FormalEQ(formal)).OnlyX(sys)
		if !bytes.Equal(*p.Innhold, bytesVil) {
			t.Errorf("the %s parcel is not what was sent, byte for byte", formal)
		}
		if vil := map[bool][]byte{true: token[:], false: nil}[formal == pakke.FormalFagsystem]; !bytes.Equal(p.BevisHash, vil) {
			t.Errorf("the %s parcel has the token's hash %x", formal, p.BevisHash)
		}
	}
	if n := c.Leveranse.Query().Where(leveranse.KanalEQ(leveranse.KanalBrev), leveranse.StatusEQ(leveranse.StatusVenter)).CountX(sys); n != 1 {
		t.Errorf("%d letters wait", n)
	}
	if err := h.sjekkHovedbok(t, h.dsn); err != nil {
		t.Error(err)
	}
	if err := h.sjekkKjeder(t, h.dsn); err != nil {
		t.Error(err)
	}
}

// Nothing this installation has can open a producer's report to a case system: not its own key folder, not its signer.
func TestViKanIkkeApneEtForseglet(t *testing.T) {
	h := nyttHus(t)
	f := h.forseglet(t)
	id, err := h.bekymring.SendForseglet(maskin(t), f)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range h.db.Client().Pakke.Query().Where(pakke.ForsendelseID(id)).WithNokkel().AllX(system(t)) {
		cert, err := x509.ParseCertificate(p.Edges.Nokkel.Sertifikat)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := h.delivery.Mappe.Hent(cert); err == nil {
			t.Errorf("the private half of the %s key is here", p.Formal)
		}
		egne := []seal.Key{h.manuell, testnokler().signer}
		if _, err := seal.Open(bytes.NewReader(*p.Innhold), int64(len(*p.Innhold)), egne...); !errors.Is(err, seal.ErrUleselig) {
			t.Errorf("we open the %s parcel: %v", p.Formal, err)
		}
		mottakers := map[pakke.Formal]seal.Key{pakke.FormalFagsystem: h.fag, pakke.FormalPrint: h.print}[p.Formal]
		if _, err := seal.Open(bytes.NewReader(*p.Innhold), int64(len(*p.Innhold)), mottakers); err != nil {
			t.Errorf("control: the receiver cannot open the %s parcel: %v", p.Formal, err)
		}
	}
}

// Each thing wrong, one at a time: the reason and the part, and not a row.
func TestForsegletAvvises(t *testing.T) {
	h := nyttHus(t)
	fremmed, err := seal.NewNokkel("fremmed", time.Now().Add(-time.Hour), time.Now().Add(time.Hour))
	if err != nil {
		t.Fatal(err)
	}
	tomt := h.rader(t)
	for navn, c := range map[string]struct {
		galt func(*bekymring.Forseglet)
		vil  []string
	}{
		"no container": {func(f *bekymring.Forseglet) { f.Asice = nil }, []string{"MANGLER asice"}},
		"an empty pdf": {func(f *bekymring.Forseglet) { f.PDF = []byte{} }, []string{"MANGLER bekymringsmelding"}},
		"no type, no version, strange numbers": {func(f *bekymring.Forseglet) {
			f.Type, f.Versjon, f.Kommunenummer, f.Bydelsnummer = "", "V3", "301", "1a"
		},
			[]string{"MANGLER type", "MANGLER versjon", "UGYLDIG_FORMAT kommunenummer", "UGYLDIG_FORMAT bydelsnummer"}},
		"a hash of another length": {func(f *bekymring.Forseglet) { f.BevisHash = make([]byte, 31) }, []string{"UGYLDIG_FORMAT bevisHash"}},
		"an empty hash":            {func(f *bekymring.Forseglet) { f.BevisHash = []byte{} }, []string{"UGYLDIG_FORMAT bevisHash"}},
		"no such kommune":          {func(f *bekymring.Forseglet) { f.Kommunenummer = "9999" }, []string{"UKJENT_KOMMUNE kommunenummer"}},
		"no such bydel":            {func(f *bekymring.Forseglet) { f.Bydelsnummer = "17" }, []string{"UKJENT_BYDEL bydelsnummer"}},
		"not active":               {func(f *bekymring.Forseglet) { f.Kommunenummer, f.Bydelsnummer = "5001", "00" }, []string{"IKKE_AKTIV kommunenummer"}},
		"clear text": {func(f *bekymring.Forseglet) { f.Asice, f.PDF = h.container(t), []byte("%PDF-1.7 hemmelig") },
			[]string{"IKKE_FORSEGLET asice", "IKKE_FORSEGLET bekymringsmelding"}},
		"cut short":           {func(f *bekymring.Forseglet) { f.Asice = f.Asice[:len(f.Asice)-1] }, []string{"IKKE_FORSEGLET asice"}},
		"a byte too many":     {func(f *bekymring.Forseglet) { f.PDF = append(f.PDF, 0) }, []string{"IKKE_FORSEGLET bekymringsmelding"}},
		"to a foreign key":    {func(f *bekymring.Forseglet) { f.Asice = forsegl(t, fremmed.Cert, []byte("x")) }, []string{"FREMMED_NOKKEL asice"}},
		"the keys exchanged":  {func(f *bekymring.Forseglet) { f.Asice, f.PDF = f.PDF, f.Asice }, []string{"FREMMED_NOKKEL asice", "FREMMED_NOKKEL bekymringsmelding"}},
		"to another receiver": {func(f *bekymring.Forseglet) { f.Kommunenummer, f.Bydelsnummer = "4601", "00" }, []string{"FREMMED_NOKKEL asice"}},
		"receiver and seal": {func(f *bekymring.Forseglet) { f.Kommunenummer, f.PDF = "9999", []byte("%PDF") },
			[]string{"UKJENT_KOMMUNE kommunenummer", "IKKE_FORSEGLET bekymringsmelding"}},
	} {
		t.Run(navn, func(t *testing.T) {
			f := h.forseglet(t)
			c.galt(&f)
			id, err := h.bekymring.SendForseglet(maskin(t), f)
			if fikk := grunner(err); id != uuid.Nil || !slices.Equal(fikk, c.vil) {
				t.Errorf("%v %v (%v), want %v", id, fikk, err, c.vil)
			}
			if n := h.rader(t); !maps.Equal(n, tomt) {
				t.Errorf("stored: %v, before: %v", n, tomt)
			}
		})
	}
	for navn, ctx := range map[string]context.Context{
		"nobody": t.Context(), "a person": h.innbygger(t, "24859123456", "Melder"), "a machine of another kommune": maskinFor(t, uuid.New(), "0301"),
		"a consumer of the kommune": viewer.With(t.Context(), viewer.Fagsystem{
			IntegrasjonID: uuid.New(), Rettigheter: []viewer.Rettighet{{Rett: viewer.RettKonsument, Kommunenummer: "5001"}}}),
	} {
		if _, err := h.bekymring.SendForseglet(ctx, h.forseglet(t)); !errors.Is(err, bekymring.ErrIkkeProdusent) {
			t.Errorf("%s: %v", navn, err)
		}
	}
	if n := h.rader(t); !maps.Equal(n, tomt) {
		t.Errorf("stored: %v, before: %v", n, tomt)
	}
	if bytes.Contains(h.logg.Bytes(), []byte("hemmelig")) {
		t.Error("content in the log")
	}
	if _, err := h.bekymring.SendForseglet(maskin(t), h.forseglet(t)); err != nil {
		t.Errorf("control: %v", err)
	}
}

// 5 MB together is taken, and not a byte more.
func TestForsegletGrensen(t *testing.T) {
	h := nyttHus(t)
	for over, vil := range map[int][]string{-1: nil, 0: nil, 1: {"FOR_STOR asice"}} {
		f := h.forseglet(t)
		f.Asice = forseglTil(t, h.fag.Cert, bekymring.MaksForseglet-len(f.PDF)+over)
		foran := h.rader(t)
		_, err := h.bekymring.SendForseglet(maskin(t), f)
		if fikk := grunner(err); !slices.Equal(fikk, vil) || (err == nil) != (vil == nil) {
			t.Errorf("%d over: %v", over, err)
		}
		if vil != nil && !maps.Equal(h.rader(t), foran) {
			t.Errorf("%d over: stored", over)
		}
	}
}

// V2 implies V1, and is never sent to a receiver that reads V1.
func TestForsegletVersjoner(t *testing.T) {
	h := nyttHus(t)
	send := func(v bekymringsmelding.Versjon) error {
		f := h.forseglet(t)
		f.Versjon = v
		_, err := h.bekymring.SendForseglet(maskin(t), f)
		return err
	}
	for _, v := range []bekymringsmelding.Versjon{bekymringsmelding.VersjonV1, bekymringsmelding.VersjonV2} {
		if err := send(v); err != nil {
			t.Errorf("%s to a V2 receiver: %v", v, err)
		}
	}
	h.sql(t, `UPDATE bydel SET stottet_versjon = 'V1'`)
	foran := h.rader(t)
	if fikk := grunner(send(bekymringsmelding.VersjonV2)); !slices.Equal(fikk, []string{"STOTTER_IKKE_V2 versjon"}) {
		t.Errorf("V2 to a V1 receiver: %v", fikk)
	}
	if n := h.rader(t); !maps.Equal(n, foran) {
		t.Errorf("stored: %v", n)
	}
	if err := send(bekymringsmelding.VersjonV1); err != nil {
		t.Errorf("V1 to a V1 receiver: %v", err)
	}
}
