package delivery_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/delivery"
	"barnevernportalen/delivery/fiksio"
	"barnevernportalen/delivery/seal"
	"barnevernportalen/ent/db"
	"barnevernportalen/ent/db/alarm"
	"barnevernportalen/ent/db/bekymringsmelding"
	"barnevernportalen/ent/db/bydel"
	"barnevernportalen/ent/db/fiksioinn"
	"barnevernportalen/ent/db/fiksiosendt"
	"barnevernportalen/ent/db/forsendelse"
	"barnevernportalen/ent/db/hendelse"
	"barnevernportalen/ent/db/leveranse"
	"barnevernportalen/ent/db/nokkel"
	"barnevernportalen/ent/viewer"
)

func nyttFiksiohus(t testing.TB, girBevis bool) *maskinhus {
	return nyttMaskinhus(t, bydel.KanalFiksio, girBevis)
}

// What is sent, and that a blind yes raises it no higher than KVITTERT.
func TestFiksioSender(t *testing.T) {
	h := nyttFiksiohus(t, false)
	id := h.send(t)
	h.er(t, id, forsendelse.TilstandSendtFagsystem, forsendelse.BevisOverlevert)
	m := h.megler.siste(t)
	l := h.db.Client().Leveranse.Query().Where(leveranse.ForsendelseID(id), leveranse.KanalEQ(leveranse.KanalFiksio)).OnlyX(system(t))
	frist := delivery.NewKalender().EtterVirkedager(mandag, 2).Sub(mandag)
	if m.MottakerKontoID != h.konto || m.Type != fiksio.TypePrivatV2 || m.KlientMeldingID != l.ID || m.KlientKorrelasjonsID != id.String() ||
		m.TTL != frist || m.Headere["bydel-ressurs-id"] != h.mottaker.ID.String() || m.Headere["bekymringsmelding-id"] != id.String() {
		t.Errorf("%+v", m.Melding)
	}
	if _, err := seal.Open(bytes.NewReader(m.Data), int64(len(m.Data)), noekler()[0]); err != nil {
		t.Error(err)
	}
	if n := h.db.Client().Fiksiosendt.Query().Where(fiksiosendt.ID(m.id), fiksiosendt.LeveranseID(l.ID)).CountX(system(t)); n != 1 {
		t.Error("the melding-id is not kept")
	}
	h.ta(t, h.svar(fiksio.TypeMottatt, m))
	h.er(t, id, forsendelse.TilstandLevert, forsendelse.BevisKvittert)
	if l := h.brevet(t, id); l.Status != leveranse.StatusVenter {
		t.Errorf("the letter is %s: a no may still come", l.Status)
	}
}

// The form and the version decide the type; a receiver of V1 is never sent V2, and the letter goes instead.
func TestFiksioMeldingstype(t *testing.T) {
	h := nyttFiksiohus(t, false)
	id := h.send(t)
	ctx := system(t)
	l := h.db.Client().Leveranse.Query().Where(leveranse.ForsendelseID(id), leveranse.KanalEQ(leveranse.KanalFiksio)).WithPakke().
		WithForsendelse().OnlyX(ctx)
	f := h.db.Client().Forsendelse.Query().Where(forsendelse.ID(id)).WithBydel().WithBekymringsmelding().WithFrister().OnlyX(ctx)
	f.Edges.Frister = slices.DeleteFunc(f.Edges.Frister, func(f *db.Frist) bool { return f.Type != "BREV" })
	l.Edges.Forsendelse = f
	k := h.s.Kanaler[leveranse.KanalFiksio].(delivery.Fiksio)
	for _, c := range []struct {
		typ     bekymringsmelding.Type
		versjon bekymringsmelding.Versjon
		stottet bydel.StottetVersjon
		want    string
	}{
		{"PRIVAT", "V1", "V1", fiksio.TypePrivatV1}, {"OFFENTLIG", "V1", "V1", fiksio.TypeOffentligV1},
		{"PRIVAT", "V1", "V2", fiksio.TypePrivatV1}, {"OFFENTLIG", "V1", "V2", fiksio.TypeOffentligV1},
		{"PRIVAT", "V2", "V2", fiksio.TypePrivatV2}, {"OFFENTLIG", "V2", "V2", fiksio.TypeOffentligV2},
		{"PRIVAT", "V2", "V1", ""}, {"OFFENTLIG", "V2", "V1", ""},
	} {
		f.Edges.Bekymringsmelding.Type, f.Edges.Bekymringsmelding.Versjon, f.Edges.Bydel.StottetVersjon = c.typ, c.versjon, c.stottet
		m, err := k.Melding(l)
		if m.Type != c.want || (err == nil) != (c.want != "") || err != nil && !errors.Is(err, delivery.ErrAvvist) {
			t.Errorf("%s %s to %s: %q, %v", c.typ, c.versjon, c.stottet, m.Type, err)
		}
	}
	// The receiver goes back to V1 with a report of V2 on its way.
	annen := h.sendUten(t)
	h.db.Client().Bydel.UpdateOneID(h.mottaker.ID).SetStottetVersjon(bydel.StottetVersjonV1).ExecX(ctx)
	h.arbeid(t, annen)
	h.arbeid(t, annen)
	h.er(t, annen, forsendelse.TilstandSendtPrint, forsendelse.BevisOverlevert)
	if len(h.megler.sendt) != 1 {
		t.Error("it was sent what it cannot read")
	}
}

// sendUten accepts a report that the channel has not been able to hand over yet.
func (h *maskinhus) sendUten(t testing.TB) uuid.UUID {
	t.Helper()
	kanal := h.s.Kanaler[leveranse.KanalFiksio]
	delete(h.s.Kanaler, leveranse.KanalFiksio)
	defer func() { h.s.Kanaler[leveranse.KanalFiksio] = kanal }()
	return h.send(t)
}

// Killed between the broker's yes and our note of it: the receipt names a melding-id that we never heard of.
func TestFiksioDrapsMellomSendingOgNotat(t *testing.T) {
	h := nyttFiksiohus(t, false)
	h.megler.feil = fiksio.ErrUtilgjengelig // sent, and the answer lost
	id := h.sendUten(t)
	if err := h.s.Overlever(system(t), id); err == nil {
		t.Fatal("an answer that was lost is not known")
	}
	h.er(t, id, forsendelse.TilstandAkseptert, forsendelse.BevisIngen)
	m := h.megler.siste(t)
	falsk := h.svar(fiksio.TypeMottatt, m)
	falsk.AvsenderKontoID = uuid.New()
	h.ta(t, falsk)
	h.utfall(t, falsk, fiksioinn.UtfallFeilKonto)
	h.er(t, id, forsendelse.TilstandAkseptert, forsendelse.BevisIngen)
	h.ta(t, h.svar(fiksio.TypeMottatt, m))
	h.er(t, id, forsendelse.TilstandLevert, forsendelse.BevisKvittert)
	h.megler.feil = nil
	h.klokke.Fram(5 * time.Minute)
	h.arbeid(t, id)
	if len(h.megler.sendt) != 1 {
		t.Error("sent again after the receiver has answered")
	}

	// And where no receipt comes: the same id again.
	id = h.sendUten(t)
	h.megler.feil = context.DeadlineExceeded
	_ = h.s.Overlever(system(t), id)
	h.megler.feil = nil
	h.klokke.Fram(5 * time.Minute)
	h.arbeid(t, id)
	a, b := h.megler.sendt[1], h.megler.sendt[2]
	if a.KlientMeldingID != b.KlientMeldingID || a.KlientKorrelasjonsID != b.KlientKorrelasjonsID || b.TTL != a.TTL-5*time.Minute {
		t.Errorf("%v, %v", a.Melding, b.Melding)
	}
	h.ta(t, h.svar(fiksio.TypeMottatt, a)) // it answers the one we do not know
	h.er(t, id, forsendelse.TilstandLevert, forsendelse.BevisKvittert)
}

// Receivers that lie, and what each comes to. In none of them is a report proven, deleted, or without a letter or a clock.
func TestFiksioLognere(t *testing.T) {
	for navn, c := range map[string]struct {
		gjor     func(t *testing.T, h *maskinhus, id uuid.UUID, m sendtMelding)
		tilstand forsendelse.Tilstand
		bevis    forsendelse.Bevis
		brev     int // letters in the end
		alarm    alarm.Slag
	}{
		"mottatt twice": {func(t *testing.T, h *maskinhus, id uuid.UUID, m sendtMelding) {
			a, b, c := h.svar(fiksio.TypeMottatt, m), h.svar(fiksio.TypeMottatt, m), h.svar(fiksio.TypeMottatt, m)
			c.KlientMeldingID = a.KlientMeldingID
			for _, m := range []*fiksio.Mottatt{a, a, b, c} {
				h.ta(t, m)
			}
			h.utfall(t, c, fiksioinn.UtfallDublett)
			if n := h.hendelser(t, id, hendelse.SlagKvittert); n != 1 {
				t.Errorf("said %d times", n)
			}
		}, "LEVERT", "KVITTERT", 0, ""},
		"mottatt then feilet": {func(t *testing.T, h *maskinhus, id uuid.UUID, m sendtMelding) {
			h.ta(t, h.svar(fiksio.TypeMottatt, m))
			h.ta(t, h.svar(fiksio.TypeFeilet, m))
			h.er(t, id, forsendelse.TilstandAvvistFagsystem, forsendelse.BevisKvittert)
		}, "SENDT_PRINT", "KVITTERT", 1, alarm.SlagAvvistFagsystem},
		"feilet then mottatt": {func(t *testing.T, h *maskinhus, id uuid.UUID, m sendtMelding) {
			h.ta(t, h.svar(fiksio.TypeFeilet, m))
			h.ta(t, h.svar(fiksio.TypeMottatt, m))
			h.er(t, id, forsendelse.TilstandAvvistFagsystem, forsendelse.BevisOverlevert)
		}, "SENDT_PRINT", "OVERLEVERT", 1, alarm.SlagAvvistFagsystem},
		"feilet twice": {func(t *testing.T, h *maskinhus, id uuid.UUID, m sendtMelding) {
			h.ta(t, h.svar(fiksio.TypeFeilet, m))
			h.arbeid(t, id)
			h.ta(t, h.svar(fiksio.TypeFeilet, m))
		}, "SENDT_PRINT", "OVERLEVERT", 1, alarm.SlagAvvistFagsystem},
		"mottatt from a wrong account": {func(t *testing.T, h *maskinhus, id uuid.UUID, m sendtMelding) {
			s := h.svar(fiksio.TypeMottatt, m)
			s.AvsenderKontoID = uuid.New()
			h.ta(t, s)
			h.utfall(t, s, fiksioinn.UtfallFeilKonto)
		}, "SENDT_FAGSYSTEM", "OVERLEVERT", 0, alarm.SlagFeilKonto},
		"feilet from a wrong account": {func(t *testing.T, h *maskinhus, id uuid.UUID, m sendtMelding) {
			s := h.svar(fiksio.TypeFeilet, m)
			s.AvsenderKontoID = uuid.New()
			h.ta(t, s)
		}, "SENDT_FAGSYSTEM", "OVERLEVERT", 0, alarm.SlagFeilKonto},
		"svar-til of another bydel's report": {func(t *testing.T, h *maskinhus, id uuid.UUID, m sendtMelding) {
			egen := h.mottaker
			h.mottaker = h.nyMottaker(t, "07", bydel.KanalFiksio, false, uuid.New())
			annens := h.send(t)
			s := h.svar(fiksio.TypeMottatt, h.megler.siste(t)) // from our account, about theirs
			s.KlientKorrelasjonsID = id.String()
			h.ta(t, s)
			h.utfall(t, s, fiksioinn.UtfallFeilKonto)
			h.er(t, annens, forsendelse.TilstandSendtFagsystem, forsendelse.BevisOverlevert)
			h.mottaker = egen
		}, "SENDT_FAGSYSTEM", "OVERLEVERT", 0, alarm.SlagFeilKonto},
		"svar-til of one, korrelasjonsId of another": {func(t *testing.T, h *maskinhus, id uuid.UUID, m sendtMelding) {
			annen := h.send(t)
			s := h.svar(fiksio.TypeMottatt, m)
			s.KlientKorrelasjonsID = annen.String()
			h.ta(t, s)
			h.utfall(t, s, fiksioinn.UtfallMotsigelse)
			h.er(t, annen, forsendelse.TilstandSendtFagsystem, forsendelse.BevisOverlevert)
		}, "SENDT_FAGSYSTEM", "OVERLEVERT", 0, alarm.SlagMotsigelse},
		"a no that contradicts itself is a no": {func(t *testing.T, h *maskinhus, id uuid.UUID, m sendtMelding) {
			annen := h.send(t)
			s := h.svar(fiksio.TypeFeilet, m)
			s.KlientKorrelasjonsID = annen.String()
			h.ta(t, s)
		}, "SENDT_PRINT", "OVERLEVERT", 1, alarm.SlagMotsigelse},
		"about nothing": {func(t *testing.T, h *maskinhus, _ uuid.UUID, m sendtMelding) {
			s := h.svar(fiksio.TypeMottatt, m)
			s.SvarPaMelding, s.KlientKorrelasjonsID = uuid.New(), "Ola Testesen"
			h.ta(t, s)
			h.utfall(t, s, fiksioinn.UtfallUkjentMelding)
		}, "SENDT_FAGSYSTEM", "OVERLEVERT", 0, alarm.SlagUkjentKvittering},
		"by the korrelasjonsId of a manual report": {func(t *testing.T, h *maskinhus, _ uuid.UUID, m sendtMelding) {
			nr := "00"
			egen := h.mottaker
			var err error
			h.mottaker, err = h.s.FinnMottaker(system(t), "4601", &nr)
			maa(t, err)
			manuell := h.send(t)
			s := h.svar(fiksio.TypeMottatt, m)
			s.SvarPaMelding, s.KlientKorrelasjonsID = uuid.Nil, manuell.String()
			h.ta(t, s)
			h.utfall(t, s, fiksioinn.UtfallUkjentMelding)
			h.er(t, manuell, forsendelse.TilstandSendtFagsystem, forsendelse.BevisIngen)
			h.mottaker = egen
		}, "SENDT_FAGSYSTEM", "OVERLEVERT", 0, alarm.SlagUkjentKvittering},
		"after the letter": {func(t *testing.T, h *maskinhus, id uuid.UUID, m sendtMelding) {
			h.klokke.Fram(delivery.NewKalender().EtterVirkedager(mandag, 2).Sub(mandag))
			h.arbeid(t, id)
			h.er(t, id, forsendelse.TilstandSendtPrint, forsendelse.BevisOverlevert)
			h.ta(t, h.svar(fiksio.TypeMottatt, m))
			if h.brevet(t, id).Status != leveranse.StatusOverlevert || h.hendelser(t, id, hendelse.SlagKvittert) != 1 {
				t.Error("the letter was called back, or the yes is not shown")
			}
		}, "LEVERT", "KVITTERT", 1, ""},
		"feilet after the letter": {func(t *testing.T, h *maskinhus, id uuid.UUID, m sendtMelding) {
			h.klokke.Fram(delivery.NewKalender().EtterVirkedager(mandag, 2).Sub(mandag))
			h.arbeid(t, id)
			h.ta(t, h.svar(fiksio.TypeFeilet, m))
			h.ta(t, h.svar(fiksio.TypeMottatt, m))
		}, "SENDT_PRINT", "OVERLEVERT", 1, alarm.SlagAvvistFagsystem},
	} {
		t.Run(navn, func(t *testing.T) {
			h := nyttFiksiohus(t, true)
			id := h.send(t)
			c.gjor(t, h, id, h.megler.siste(t))
			h.arbeid(t, id)
			h.er(t, id, c.tilstand, c.bevis)
			if len(h.trykkeri.sendt) != c.brev {
				t.Errorf("%d letters, want %d", len(h.trykkeri.sendt), c.brev)
			}
			if c.alarm != "" && h.alarmer(t, c.alarm) == 0 {
				t.Errorf("no %s", c.alarm)
			}
			h.feil(t, id, nil, delivery.FeilBevisMangler)
			h.alltidUnderveis(t, id)
			token := h.token(t, id) // the control: what does prove it
			_, feil, err := h.s.Bekreft(maskin(t, "0301"), id, &token)
			if feil != nil || err != nil || h.rad(t, id).Bevis != forsendelse.BevisLagret {
				t.Errorf("the right token: %v, %v", feil, err)
			}
		})
	}
}

// alltidUnderveis is the law for one report that nobody has proven: a clock runs, or has fired and been heard, and nothing
// is deleted.
func (h *maskinhus) alltidUnderveis(t testing.TB, id uuid.UUID) {
	t.Helper()
	c := h.db.Client()
	f := h.rad(t, id)
	if f.Bevist != nil || f.Slettet != nil {
		t.Error("a lie has proven something")
	}
	levende := 0
	for _, fr := range c.Forsendelse.QueryFrister(f).AllX(system(t)) {
		if fr.Klarert == nil {
			levende++
		}
	}
	if levende < 4 { // 24 h, 5, 7 and 21 days: no word of a machine stops them
		t.Errorf("%d deadlines left", levende)
	}
	if _, err := c.Pakke.Update().ClearInnhold().Save(system(t)); err == nil {
		t.Error("sealed content could be deleted")
	}
}

// What Fiks IO gives back is sent again, with a pause that grows, until the letter is due.
func TestFiksioSenderIgjen(t *testing.T) {
	for _, typ := range []string{fiksio.TypeTidsavbrudd, fiksio.TypeServerfeil, fiksio.TypeServerfeilEldre} {
		h := nyttFiksiohus(t, false)
		id := h.send(t)
		for i := range 3 {
			m := h.megler.siste(t)
			s := h.svar(typ, m)
			s.AvsenderKontoID = uuid.New() // Fiks IO's own
			h.ta(t, s)
			h.ta(t, s)
			h.arbeid(t, id)
			if len(h.megler.sendt) != i+1 {
				t.Fatalf("%s: sent again at once", typ)
			}
			gammelt := h.svar(typ, h.megler.sendt[0])
			h.klokke.Fram(time.Duration((i+1)*(i+1))*time.Minute + time.Minute)
			h.arbeid(t, id)
			if len(h.megler.sendt) != i+2 || h.megler.siste(t).KlientMeldingID != m.KlientMeldingID {
				t.Fatalf("%s: sent %d times", typ, len(h.megler.sendt))
			}
			h.ta(t, gammelt) // of an earlier copy
		}
		if n := h.hendelser(t, id, hendelse.SlagSendesIgjen); n != 3 {
			t.Errorf("%s: %d hendelser", typ, n)
		}
		// The deadline: no more.
		h.klokke.Fram(delivery.NewKalender().EtterVirkedager(mandag, 2).Sub(h.klokke.Naa()))
		h.ta(t, h.svar(typ, h.megler.siste(t)))
		h.arbeid(t, id)
		h.klokke.Fram(2 * time.Hour)
		h.arbeid(t, id)
		if len(h.megler.sendt) != 4 {
			t.Errorf("%s: sent %d times", typ, len(h.megler.sendt))
		}
		h.er(t, id, forsendelse.TilstandSendtPrint, forsendelse.BevisOverlevert)
	}
}

// Past the letter's deadline nothing is sent: an outage of days ends in a letter, not in both.
func TestFiksioSenderIkkeForSent(t *testing.T) {
	h := nyttFiksiohus(t, false)
	id := h.sendUten(t)
	h.klokke.Fram(delivery.NewKalender().EtterVirkedager(mandag, 2).Sub(mandag) - 500*time.Millisecond)
	maa(t, h.s.Overlever(system(t), id))
	if len(h.megler.sendt) != 0 {
		t.Error("sent with less than a second left")
	}
	h.klokke.Fram(time.Second)
	h.arbeid(t, id)
	h.er(t, id, forsendelse.TilstandSendtPrint, forsendelse.BevisOverlevert)
}

// Two hours without a word: the operator is called, and it is sent again as the same message.
func TestFiksioToTimer(t *testing.T) {
	h := nyttFiksiohus(t, false)
	id := h.send(t)
	h.klokke.Fram(2 * time.Hour)
	h.arbeid(t, id)
	if h.alarmer(t, alarm.SlagFristUtlost) != 1 || len(h.megler.sendt) != 2 ||
		h.megler.sendt[0].KlientMeldingID != h.megler.sendt[1].KlientMeldingID {
		t.Errorf("%d alarms, sent %d times", h.alarmer(t, alarm.SlagFristUtlost), len(h.megler.sendt))
	}
	h.ta(t, h.svar(fiksio.TypeMottatt, h.megler.sendt[0])) // the answer to the first counts as well
	h.er(t, id, forsendelse.TilstandLevert, forsendelse.BevisKvittert)
}

// A no that says why, in every state of repair. It is a no; the words are read where they can be, by the operator alone.
func TestFeilmelding(t *testing.T) {
	h := nyttFiksiohus(t, false)
	mappe, err := delivery.OpenNokkelmappe(filepath.Join(t.TempDir(), "n"), h.s.Vault)
	maa(t, err)
	vaar, err := mappe.Lag(nokkel.FormalTjeneste, "vi", time.Now().Add(-time.Hour), time.Now().Add(time.Hour))
	maa(t, err)
	maa(t, h.db.Client().Nokkel.Create().SetFormal(nokkel.FormalTjeneste).SetSertifikat(vaar.Cert.Raw).SetTommelavtrykk(delivery.Tommelavtrykk(vaar.Cert)).
		SetGyldigFra(vaar.Cert.NotBefore).SetGyldigTil(vaar.Cert.NotAfter).SetTattIBruk(time.Now()).Exec(system(t)))
	h.s.Mappe = mappe
	const ord = "Barnet «Kari» finnes \"fra før\""
	container := func(name, body string) []byte {
		var b bytes.Buffer
		maa(t, seal.WriteContainer(&b, h.s.Signer, seal.File{Name: name, MimeType: "application/json", Body: strings.NewReader(body)}))
		return b.Bytes()
	}
	riktig := container(seal.FeilName, fmt.Sprintf(`{"melding":%q}`, ord))
	forsegl := func(k seal.Key, clear []byte) []byte {
		var b bytes.Buffer
		w, err := seal.Encrypt(&b, k.Cert)
		maa(t, err)
		_, err = w.Write(clear)
		maa(t, errors.Join(err, w.Close()))
		return b.Bytes()
	}
	for navn, c := range map[string]struct {
		innhold []byte
		feil    error
		kode    string
	}{
		"as it should be":       {forsegl(vaar, riktig), nil, "FEILET"},
		"nothing":               {nil, nil, "FEILET_TOM"},
		"sealed to itself":      {forsegl(noekler()[0], riktig), nil, "FEILET_UAPNELIG"},
		"not sealed":            {riktig, nil, "FEILET_UAPNELIG"},
		"not a container":       {forsegl(vaar, []byte(`{"melding":"x"}`)), nil, "FEILET_UGYLDIG"},
		"another file":          {forsegl(vaar, container("data", ord)), nil, "FEILET_UGYLDIG"},
		"a quote in the middle": {forsegl(vaar, container(seal.FeilName, `{"melding":"sa "nei""}`)), nil, "FEILET_UGYLDIG"},
		"too large":             {bytes.Repeat([]byte("a"), 2<<20), nil, "FEILET_ULEST"},
		"cannot be fetched":     {nil, fiksio.ErrUtilgjengelig, "FEILET_ULEST"},
	} {
		t.Run(navn, func(t *testing.T) {
			id := h.send(t)
			s := h.svar(fiksio.TypeFeilet, h.megler.siste(t))
			s.Innhold = func(context.Context) (io.ReadCloser, error) {
				if c.feil != nil || c.innhold == nil {
					return nil, c.feil
				}
				return io.NopCloser(bytes.NewReader(c.innhold)), nil
			}
			h.ta(t, s)
			h.er(t, id, forsendelse.TilstandAvvistFagsystem, forsendelse.BevisOverlevert)
			e := h.db.Client().Hendelse.Query().Where(hendelse.ForsendelseID(id), hendelse.SlagEQ(hendelse.SlagAvvistFagsystem)).OnlyX(system(t))
			if e.Detalj != c.kode {
				t.Errorf("%s, want %s", e.Detalj, c.kode)
			}
			tekster, err := h.s.Avvisningstekster(viewer.With(t.Context(), viewer.Admin{Hele: true}), id)
			if lest := c.kode == "FEILET"; err != nil || lest != (len(tekster) == 1 && tekster[0] == ord) {
				t.Errorf("read %q, %v", tekster, err)
			}
			rad := h.db.Client().Fiksioinn.GetX(system(t), s.MeldingID)
			if strings.Contains(string(rad.Hode), "feilet") || c.kode != "FEILET_ULEST" && !bytes.Equal(deref(rad.Innhold), c.innhold) {
				t.Error("it is not kept as it came, or its head stands in clear")
			}
		})
	}
}

func deref(b *[]byte) []byte {
	if b == nil || len(*b) == 0 {
		return nil
	}
	return *b
}
