package delivery_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"barnevernportalen/delivery/fiksio"
	"barnevernportalen/ent/db/alarm"
	"barnevernportalen/ent/db/forsendelse"
	"barnevernportalen/ent/db/hendelse"
)

// What the broker loses, the ledger does not: it is the ledger's clock that says when a report has been away too long.
func TestDetMeglerenMister(t *testing.T) {
	h := nyttMeglerhus(t) // one broker for both: it takes seconds to start
	t.Run("the queue is deleted", h.koenSlettes)
	t.Run("more than twenty deliveries", h.merEnnTjueLeveringer)
}

// An operator deletes the queue with a report in it. The broker had confirmed it, and tells nobody. The alarm after two hours
// is what notices, and hands it over again.
func (h *meglerhus) koenSlettes(t *testing.T) {
	id := h.send(t)
	h.er(t, id, forsendelse.TilstandSendtFagsystem, forsendelse.BevisOverlevert)
	if n, _, err := h.fiks.Ko(h.konto); n != 1 || err != nil {
		t.Fatalf("%d wait: %v", n, err)
	}
	maa(t, errors.Join(h.fiks.SlettKo(h.konto), h.fiks.LagKo(h.konto)))
	if n, _, err := h.fiks.Ko(h.konto); n != 0 || err != nil {
		t.Fatalf("%d wait: %v: nothing was lost, and this proves nothing", n, err)
	}
	h.klokke.Fram(119 * time.Minute)
	h.arbeid(t, id)
	if n, _, _ := h.fiks.Ko(h.konto); n != 0 || h.alarmer(t, alarm.SlagFristUtlost) != 0 {
		t.Fatal("it was given up before its time")
	}
	h.klokke.Fram(2 * time.Minute)
	h.arbeid(t, id)
	if h.alarmer(t, alarm.SlagFristUtlost) != 1 {
		t.Error("nobody was called")
	}
	apnet := h.svarer(t)
	ventPa(t, apnet)
	ventPa(t, h.tatt)
	h.er(t, id, forsendelse.TilstandLevert, forsendelse.BevisKvittert)
	h.alltidUnderveis(t, id)
	if len(apnet) > 0 {
		t.Error("it came twice")
	}
}

// A receiver that dies with the report in hand, again and again, far more often than Fiks IO gives it back: the broker takes it
// away each third time, and it is sent anew until it is taken.
func (h *meglerhus) merEnnTjueLeveringer(t *testing.T) {
	id := h.send(t)
	const ganger = 7 * 3 // Fiks IO takes a message away that three have died with
	for n := 1; n <= ganger; n++ {
		fikk := make(chan error, 1)
		stopp := h.lytt(t, h.fagsystem, h.konto, func(ctx context.Context, m *fiksio.Mottatt) error {
			select {
			case fikk <- nil:
			default:
			}
			<-ctx.Done()
			return ctx.Err()
		})
		ventPa(t, fikk)
		stopp()
		if n%3 > 0 {
			continue
		}
		ventPa(t, h.tatt) // «serverfeil»
		h.klokke.Fram(time.Hour)
		h.arbeid(t, id)
	}
	h.er(t, id, forsendelse.TilstandSendtFagsystem, forsendelse.BevisOverlevert)
	if n := h.hendelser(t, id, hendelse.SlagSendesIgjen); n != ganger/3 {
		t.Errorf("sent again %d times, want %d", n, ganger/3)
	}
	apnet := h.svarer(t)
	ventPa(t, apnet)
	ventPa(t, h.tatt)
	h.er(t, id, forsendelse.TilstandLevert, forsendelse.BevisKvittert)
	h.alltidUnderveis(t, id)
}
