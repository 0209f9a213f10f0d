package server_test

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"barnevernportalen/delivery"
	"barnevernportalen/server"
)

func TestDevKlokke(t *testing.T) {
	swept, fail := 0, error(nil)
	k := &delivery.Klokke{}
	h := server.DevKlokke(k, func(context.Context) error { swept++; return fail })
	post := func(body string) int {
		w := httptest.NewRecorder()
		h.ServeHTTP(w, httptest.NewRequest(http.MethodPost, server.StiDevKlokke, strings.NewReader(body)))
		return w.Code
	}
	ahead := func() time.Duration { return time.Until(k.Naa()).Round(time.Minute) }

	if code := post(`{"frem":"48h"}`); code != http.StatusOK || ahead() != 48*time.Hour || swept != 1 {
		t.Errorf("%d, %s ahead, swept %d times", code, ahead(), swept)
	}
	if code := post(`{"til":"` + time.Now().Add(72*time.Hour).Format(time.RFC3339Nano) + `"}`); code != http.StatusOK || ahead() != 72*time.Hour || swept != 2 {
		t.Errorf("%d, %s ahead, swept %d times", code, ahead(), swept)
	}
	for _, bad := range []string{
		``, `{}`, `{"frem":"-1h"}`, `{"frem":"two days"}`, `{"frem":"1h","til":"2099-01-01T00:00:00Z"}`, `{"tilbake":"1h"}`,
		`{"til":"` + time.Now().Format(time.RFC3339) + `"}`, strings.Repeat(" ", 2000) + `{"frem":"1h"}`,
	} {
		if code := post(bad); code != http.StatusBadRequest || ahead() != 72*time.Hour || swept != 2 {
			t.Errorf("%.40q: %d, %s ahead, swept %d times", bad, code, ahead(), swept)
		}
	}
	fail = errors.New("the database is down")
	if code := post(`{"frem":"1h"}`); code != http.StatusInternalServerError {
		t.Errorf("a sweep that failed: %d", code)
	}
}

// The path is there only where a handler was given, which New refuses outside dev mode.
func TestDevKlokkeErIkkeDer(t *testing.T) {
	p := nyttHus(t)
	r, err := http.Post(p.url+server.StiDevKlokke, "application/json", strings.NewReader(`{"frem":"48h"}`))
	maa(t, err)
	defer func() { _ = r.Body.Close() }()
	if r.StatusCode == http.StatusOK {
		t.Error("the clock was moved")
	}
}
