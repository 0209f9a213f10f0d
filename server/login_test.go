package server_test

import (
	"net/http"
	"testing"
)

func TestInnlogging(t *testing.T) {
	v := nyVerden(t)
	if _, status := v.hvem(); status != http.StatusUnauthorized {
		t.Fatalf("before the login: %d", status)
	}
	if til := v.loggInn("som=mor&til=/mine-saker?rolle=MOR&niva=hoyt"); til != "/mine-saker?rolle=MOR" {
		t.Fatalf("ended at %q\n%s", til, v.logg)
	}
	h, status := v.hvem()
	if status != http.StatusOK || h.Navn != "Mona Synt Mor" || h.Niva != "HOYT" {
		t.Fatalf("%d %+v", status, h)
	}
}
