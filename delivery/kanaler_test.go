package delivery_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/delivery"
	"barnevernportalen/ent/db/alarm"
	"barnevernportalen/ent/db/bydel"
	"barnevernportalen/ent/db/forsendelse"
	"barnevernportalen/ent/db/leveranse"
)

// styrt is a channel, with what the test lets happen on the way out.
type styrt struct {
	delivery.Channel
	for_ func(context.Context) error // nil: nothing
	sett []delivery.Overlevering
}

func (s *styrt) Overlever(ctx context.Context, o delivery.Overlevering) error {
	s.sett = append(s.sett, o)
	if s.for_ != nil {
		if err := s.for_(ctx); err != nil {
			return err
		}
	}
	return s.Channel.Overlever(ctx, o)
}

// Every channel, and the same of each: it accepts, refuses, times out, is cancelled, sees the same id twice, and its far
// side lies. After each of these the report is where the table says, and on its way.
func TestHverKanal(t *testing.T) {
	type prove struct {
		kanal              leveranse.Kanal
		hus                func(t testing.TB) *maskinhus
		overlevert, avvist delivery.Stilling
	}
	hus := func(k bydel.Kanal) func(testing.TB) *maskinhus {
		return func(t testing.TB) *maskinhus { return nyttMaskinhus(t, k, true) }
	}
	sf, af := forsendelse.TilstandSendtFagsystem, forsendelse.TilstandAvvistFagsystem
	for _, p := range []prove{
		{leveranse.KanalNedlasting, func(t testing.TB) *maskinhus {
			h := nyttMaskinhus(t, bydel.KanalFagsystem, false)
			h.mottaker = h.nyMottaker(t, "09", bydel.KanalNedlasting, false, uuid.New())
			return h
		}, delivery.Stilling{Tilstand: sf, Bevis: "INGEN"}, delivery.Stilling{Tilstand: af, Bevis: "INGEN", Avvist: true}},
		{leveranse.KanalFagsystem, hus(bydel.KanalFagsystem), delivery.Stilling{Tilstand: sf, Bevis: "INGEN"}, delivery.Stilling{Tilstand: af, Bevis: "INGEN", Avvist: true}},
		{leveranse.KanalFiksio, hus(bydel.KanalFiksio), delivery.Stilling{Tilstand: sf, Bevis: "OVERLEVERT"}, delivery.Stilling{Tilstand: af, Bevis: "INGEN", Avvist: true}},
		{leveranse.KanalBrev, hus(bydel.KanalFagsystem), delivery.Stilling{Tilstand: forsendelse.TilstandSendtPrint, Bevis: "OVERLEVERT"},
			delivery.Stilling{Tilstand: forsendelse.TilstandAvvistPrint, Bevis: "INGEN"}},
	} {
		// ready returns a house with one report that this channel has not handed over yet.
		ready := func(t *testing.T) (*maskinhus, *styrt, uuid.UUID) {
			h := p.hus(t)
			s := &styrt{Channel: h.s.Kanaler[p.kanal]}
			delete(h.s.Kanaler, p.kanal)
			id := h.send(t)
			if p.kanal == leveranse.KanalBrev {
				h.klokke.Fram(delivery.NewKalender().EtterVirkedager(h.klokke.Naa(), 2).Sub(h.klokke.Naa()))
				maa(t, h.s.FeiFrister(system(t), uuid.Nil))
			}
			h.s.Kanaler[p.kanal] = s
			return h, s, id
		}
		status := func(t *testing.T, h *maskinhus, id uuid.UUID, want leveranse.Status) {
			t.Helper()
			l := h.db.Client().Leveranse.Query().Where(leveranse.ForsendelseID(id), leveranse.KanalEQ(p.kanal)).OnlyX(system(t))
			if l.Status != want {
				t.Errorf("the leveranse is %s, want %s", l.Status, want)
			}
		}
		er := func(t *testing.T, h *maskinhus, id uuid.UUID, want delivery.Stilling) {
			t.Helper()
			if got := delivery.StillingAv(h.rad(t, id)); got != want {
				t.Errorf("%v, want %v", got, want)
			}
		}
		t.Run(string(p.kanal)+"/accept", func(t *testing.T) {
			h, s, id := ready(t)
			maa(t, h.s.Overlever(system(t), id))
			maa(t, h.s.Overlever(system(t), id)) // nothing more to do
			er(t, h, id, p.overlevert)
			status(t, h, id, leveranse.StatusOverlevert)
			if len(s.sett) != 1 {
				t.Errorf("handed over %d times", len(s.sett))
			}
		})
		t.Run(string(p.kanal)+"/refuse", func(t *testing.T) {
			h, s, id := ready(t)
			s.for_ = func(context.Context) error { return delivery.AvvistError{Kode: "PROVE"} }
			maa(t, h.s.Overlever(system(t), id))
			er(t, h, id, p.avvist)
			status(t, h, id, leveranse.StatusAvvist)
			if h.alarmer(t, alarm.SlagAvvistFagsystem)+h.alarmer(t, alarm.SlagPrintAvvist) != 1 {
				t.Error("nobody was called")
			}
			if p.kanal == leveranse.KanalBrev {
				return
			}
			h.arbeid(t, id) // and the letter goes, without waiting for its deadline
			if len(h.trykkeri.sendt) != 1 {
				t.Error("no letter")
			}
		})
		for navn, feil := range map[string]error{"time-out": context.DeadlineExceeded, "broken": errors.New("connection reset")} {
			t.Run(string(p.kanal)+"/"+navn, func(t *testing.T) {
				h, s, id := ready(t)
				before := delivery.StillingAv(h.rad(t, id))
				s.for_ = func(context.Context) error { return feil }
				if err := h.s.Overlever(system(t), id); !errors.Is(err, feil) {
					t.Fatal(err)
				}
				er(t, h, id, before)
				status(t, h, id, leveranse.StatusKlar)
				s.for_ = nil
				h.klokke.Fram(2 * time.Minute)
				h.arbeid(t, id)
				er(t, h, id, p.overlevert)
				if len(s.sett) != 2 || s.sett[0] != s.sett[1] {
					t.Errorf("the far side saw %v", s.sett)
				}
			})
		}
		t.Run(string(p.kanal)+"/cancelled", func(t *testing.T) {
			h, s, id := ready(t)
			ctx, cancel := context.WithCancel(system(t))
			s.for_ = func(ctx context.Context) error { cancel(); return ctx.Err() }
			if err := h.s.Overlever(ctx, id); err == nil {
				t.Fatal("no error")
			}
			status(t, h, id, leveranse.StatusKlar)
			s.for_ = nil
			h.arbeid(t, id)
			er(t, h, id, p.overlevert)
		})
		t.Run(string(p.kanal)+"/broken off before another may take it", func(t *testing.T) {
			h, s, id := ready(t)
			var igjen time.Duration // 0: no bound of its own
			s.for_ = func(ctx context.Context) error {
				if f, ok := ctx.Deadline(); ok {
					igjen = time.Until(f)
				}
				return errors.New("no answer")
			}
			_ = h.s.Overlever(system(t), id)
			if brev := p.kanal == leveranse.KanalBrev; brev != (igjen == 0) || igjen >= 3*time.Minute {
				t.Errorf("broken off after %s", igjen)
			}
		})
		t.Run(string(p.kanal)+"/killed", func(t *testing.T) {
			h, s, id := ready(t)
			s.for_ = func(context.Context) error { panic("killed") }
			func() {
				defer func() { _ = recover() }()
				_ = h.s.Overlever(system(t), id)
			}()
			status(t, h, id, leveranse.StatusSendes)
			s.for_ = nil
			dod := 3 * time.Minute // by then it is taken for dead; a letter may take SvarUt's sixteen
			if p.kanal == leveranse.KanalBrev {
				dod = 20 * time.Minute
			}
			h.klokke.Fram(dod - time.Second)
			h.arbeid(t, id)
			status(t, h, id, leveranse.StatusSendes)
			h.klokke.Fram(time.Second)
			h.arbeid(t, id)
			er(t, h, id, p.overlevert)
		})
		t.Run(string(p.kanal)+"/lying receiver", func(t *testing.T) {
			h, _, id := ready(t)
			maa(t, h.s.Overlever(system(t), id))
			nei := "AAAAAAAAAAAAAAAAAAAAAA"
			_, _, _ = h.s.Bekreft(maskin(t, "0301"), id, nil) // whatever comes of it
			_, _, _ = h.s.Bekreft(maskin(t, "0301"), id, &nei)
			_, _, _ = h.s.Bekreft(maskin(t, "0301"), id, nil)
			h.alltidUnderveis(t, id)
			h.klokke.Fram(40 * 24 * time.Hour)
			h.arbeid(t, id)
			h.arbeid(t, id)
			if len(h.trykkeri.sendt) != 1 {
				t.Errorf("%d letters to a receiver that proved nothing", len(h.trykkeri.sendt))
			}
			if h.rad(t, id).Bevist != nil {
				t.Error("proven")
			}
		})
	}
}
