package delivery_test

import (
	"context"
	"io"
	"testing"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/delivery"
	"barnevernportalen/delivery/fiksio"
	"barnevernportalen/ent/db/alarm"
	"barnevernportalen/ent/db/bydel"
	"barnevernportalen/ent/db/fiksioinn"
	"barnevernportalen/ent/db/forsendelse"
	"barnevernportalen/ent/db/frist"
	"barnevernportalen/ent/db/leveranse"
	"barnevernportalen/ent/db/nokkel"
)

// levende is whether a deadline of a report still runs.
func (h *hus) levende(t testing.TB, id uuid.UUID, typ frist.Type) bool {
	return h.db.Client().Frist.Query().Where(frist.ForsendelseID(id), frist.TypeEQ(typ), frist.KlarertIsNil(), frist.UtlostIsNil()).
		ExistX(system(t))
}

// A late blind yes stops the letter's clocks, and then the system says no after all: the report is where its letter is, and
// a letter that was refused, or has not been posted, is not told as posted, nor left without a clock.
func TestNeiEtterSentJa(t *testing.T) {
	for navn, c := range map[string]struct {
		for_, mellom delivery.Brevutfall // the supplier's answer before the yes, and between the yes and the no
		tilstand     forsendelse.Tilstand
		frist        frist.Type // which must run; "": none
		alarmer      int        // that the letter was refused
	}{
		"the supplier has not answered":        {"", "", forsendelse.TilstandSendtPrint, frist.TypePrintsvar, 0},
		"posted":                               {delivery.BrevPostlagt, "", forsendelse.TilstandLevert, "", 0},
		"posted after the yes":                 {"", delivery.BrevPostlagt, forsendelse.TilstandLevert, "", 0},
		"refused":                              {delivery.BrevAvvist, "", forsendelse.TilstandAvvistPrint, frist.TypeAvvistPrint, 2},
		"refused after the yes":                {"", delivery.BrevAvvist, forsendelse.TilstandAvvistPrint, frist.TypeAvvistPrint, 1},
		"posted, and come back after the yes":  {delivery.BrevPostlagt, delivery.BrevAvvist, forsendelse.TilstandAvvistPrint, frist.TypeAvvistPrint, 1},
		"refused, and posted after all, later": {delivery.BrevAvvist, delivery.BrevPostlagt, forsendelse.TilstandLevert, "", 1},
	} {
		t.Run(navn, func(t *testing.T) {
			h := nyttFiksiohus(t, false)
			id := h.brevUte(t)
			svar := func(u delivery.Brevutfall) {
				if u == "" {
					return
				}
				h.klokke.Fram(time.Minute)
				h.trykkeri.svar = []delivery.Brevsvar{{EksternID: h.brevet(t, id).EksternID, Utfall: u, Kode: string(u), Tid: h.klokke.Naa()}}
				maa(t, h.s.HentBrevsvar(system(t), uuid.Nil))
			}
			svar(c.for_)
			h.ta(t, h.svar(fiksio.TypeMottatt, h.megler.siste(t)))
			h.er(t, id, forsendelse.TilstandLevert, forsendelse.BevisKvittert)
			svar(c.mellom)
			h.er(t, id, forsendelse.TilstandLevert, forsendelse.BevisKvittert)
			h.ta(t, h.svar(fiksio.TypeFeilet, h.megler.siste(t)))
			h.er(t, id, c.tilstand, forsendelse.BevisKvittert)
			for _, typ := range []frist.Type{frist.TypePrintsvar, frist.TypeAvvistPrint} {
				if got := h.levende(t, id, typ); got != (typ == c.frist) {
					t.Errorf("%s runs: %t", typ, got)
				}
			}
			if n := h.alarmer(t, alarm.SlagPrintAvvist); n != c.alarmer {
				t.Errorf("%d alarms of a refused letter, want %d", n, c.alarmer)
			}
			h.ta(t, h.svar(fiksio.TypeFeilet, h.megler.siste(t))) // once more changes nothing
			h.er(t, id, c.tilstand, forsendelse.BevisKvittert)
		})
	}
}

// The same where the print supplier refused the letter at the door: there is no answer of its to read.
func TestNeiEtterBrevAvvistVedDoren(t *testing.T) {
	h := nyttFiksiohus(t, false)
	id := h.send(t)
	h.trykkeri.feil = delivery.AvvistError{Kode: "PROVE"}
	h.klokke.Fram(delivery.NewKalender().EtterVirkedager(mandag, 2).Sub(mandag))
	h.arbeid(t, id)
	h.er(t, id, forsendelse.TilstandAvvistPrint, forsendelse.BevisOverlevert)
	h.ta(t, h.svar(fiksio.TypeMottatt, h.megler.siste(t)))
	h.ta(t, h.svar(fiksio.TypeFeilet, h.megler.siste(t)))
	h.er(t, id, forsendelse.TilstandAvvistPrint, forsendelse.BevisKvittert)
	if !h.levende(t, id, frist.TypeAvvistPrint) {
		t.Error("nobody must follow up the letter")
	}
}

// A yes to a report that we have not even begun to send is no yes, wherever its id was learned: the inbox of the native channel shows
// it. It is not held for handed over, and is sent.
func TestMottattForDetErSendt(t *testing.T) {
	h := nyttFiksiohus(t, false)
	id := h.sendUten(t)
	m := &fiksio.Mottatt{
		MeldingID: uuid.New(), AvsenderKontoID: h.konto, Type: fiksio.TypeMottatt, KlientKorrelasjonsID: id.String(),
		Innhold: func(context.Context) (io.ReadCloser, error) { return nil, nil },
	}
	h.ta(t, m)
	h.utfall(t, m, fiksioinn.UtfallUkjentMelding)
	h.er(t, id, forsendelse.TilstandAkseptert, forsendelse.BevisIngen)
	if h.alarmer(t, alarm.SlagUkjentKvittering) != 1 {
		t.Error("nobody was called")
	}
	maa(t, h.s.Overlever(system(t), id))
	h.er(t, id, forsendelse.TilstandSendtFagsystem, forsendelse.BevisOverlevert)
	h.ta(t, h.svar(fiksio.TypeMottatt, h.megler.siste(t)))
	h.er(t, id, forsendelse.TilstandLevert, forsendelse.BevisKvittert)
}

// Fiks IO's own notices may carry our klientMeldingId, which is the same each time a parcel is sent: the second is not the
// first come again.
func TestTidsavbruddMedVaarKlientmelding(t *testing.T) {
	h := nyttFiksiohus(t, false)
	id := h.send(t)
	for i := range 3 {
		m := h.megler.siste(t)
		s := h.svar(fiksio.TypeServerfeil, m)
		s.AvsenderKontoID, s.KlientMeldingID = h.konto, m.KlientMeldingID.String()
		h.ta(t, s)
		h.klokke.Fram(20 * time.Minute)
		h.arbeid(t, id)
		if len(h.megler.sendt) != i+2 {
			t.Fatalf("sent %d times after notice %d", len(h.megler.sendt), i+1)
		}
	}
}

// A broker that knows the message again by its klientMeldingId, and gives the same melding-id, is not sent to for ever.
func TestSammeMeldingsIDIgjen(t *testing.T) {
	h := nyttFiksiohus(t, false)
	fast := uuid.New()
	h.s.Kanaler[leveranse.KanalFiksio] = delivery.Fiksio{DB: h.db, Klient: fastID{h.megler, fast}, Klokke: h.klokke.Naa}
	id := h.send(t)
	h.klokke.Fram(2 * time.Hour)
	h.arbeid(t, id)
	h.klokke.Fram(5 * time.Minute)
	h.arbeid(t, id)
	if len(h.megler.sendt) != 2 {
		t.Errorf("sent %d times", len(h.megler.sendt))
	}
}

type fastID struct {
	*megler
	id uuid.UUID
}

func (f fastID) Send(ctx context.Context, m fiksio.Melding) (fiksio.Sendt, error) {
	s, err := f.megler.Send(ctx, m)
	s.MeldingID = f.id
	return s, err
}

// A message of a type we do not know, whose payload Dokumentlager says is not to be had, is kept without it: held back for
// ever, ten of them would stop the account.
func TestUkjentMeldingUtenInnhold(t *testing.T) {
	h := nyttFiksiohus(t, false)
	for kode, holdes := range map[int]bool{404: false, 410: false, 400: false, 401: true, 403: true} {
		m := h.svar("no.ks.fiks.noe.v9", sendtMelding{id: uuid.New()})
		m.DokumentlagerID = uuid.New()
		m.Innhold = func(context.Context) (io.ReadCloser, error) { return nil, &fiksio.Avvist{Kode: kode} }
		if err := h.s.TaImot(t.Context(), m); (err != nil) != holdes {
			t.Errorf("%d: %v", kode, err)
		}
		if !holdes {
			h.utfall(t, m, fiksioinn.UtfallUkjentType)
		}
	}
	if h.alarmer(t, alarm.SlagUkjentMelding) != 3 {
		t.Error("nobody was called")
	}
}

// Two processes ask the katalog each in their own time. One that has an older answer does not put the older key back.
func TestNyNokkelMedToProsesser(t *testing.T) {
	h := nyttMaskinhus(t, bydel.KanalFiksio, false)
	h.send(t) // this process has asked
	annen := *h.s
	h.megler.cert = noekler()[2].Cert
	annen.Katalog = &delivery.Katalogminne{Kilde: h.megler}
	for range 3 {
		for _, s := range []*delivery.Service{&annen, h.s} {
			sett, err := s.Nokler(system(t), h.mottaker)
			maa(t, err)
			if !sett.Mottak.Sertifikat.Equal(noekler()[2].Cert) {
				t.Error("the older key is back in use")
			}
		}
	}
	if n := h.alarmer(t, alarm.SlagNokkelEndret); n != 1 {
		t.Errorf("the receiver was told %d times of one change", n)
	}
	if n := h.db.Client().Nokkel.Query().Where(nokkel.BydelID(h.mottaker.ID)).CountX(system(t)); n != 2 {
		t.Errorf("%d keys", n)
	}
}
