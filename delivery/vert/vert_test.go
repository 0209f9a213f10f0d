package vert_test

import (
	"context"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"barnevernportalen/delivery/vert"
)

func TestOffentlig(t *testing.T) {
	for adresse, vil := range map[string]bool{
		"8.8.8.8": true, "193.69.1.1": true, "2a00:1450::1": true, "::ffff:8.8.8.8": true, "172.15.0.1": true, "172.32.0.1": true, "100.128.0.1": true,
		"127.0.0.1": false, "127.9.9.9": false, "0.0.0.0": false, "10.0.0.1": false, "172.16.0.1": false, "172.31.255.255": false, "192.168.1.1": false,
		"169.254.169.254": false, "100.64.0.1": false, "192.0.0.8": false, "198.18.0.1": false, "192.0.2.1": false, "224.0.0.1": false, "255.255.255.255": false,
		"::1": false, "::": false, "fe80::1": false, "fe80::1%lo": false, "fc00::1": false, "fd00:ec2::254": false, "ff02::1": false, "::ffff:10.0.0.1": false,
		"::ffff:127.0.0.1": false, "::127.0.0.1": false, "64:ff9b::7f00:1": false, "2002:7f00:1::": false, "2001::1": false, "2001:db8::1": false, "fec0::1": false,
	} {
		if vert.Offentlig(netip.MustParseAddr(adresse)) != vil {
			t.Errorf("%s: %v", adresse, !vil)
		}
	}
	if vert.Offentlig(netip.Addr{}) {
		t.Error("no address")
	}
}

func TestTar(t *testing.T) {
	k, err := vert.New([]string{"arkiv.example", "arkiv.example:8443"}, vert.NyHTTP(nil, nil))
	if err != nil {
		t.Fatal(err)
	}
	for adresse, vil := range map[string]bool{
		"https://arkiv.example/x": true, "https://ARKIV.example:443/x?y": true, "https://arkiv.example:8443/x": true,
		"http://arkiv.example/x": false, "https://arkiv.example:8444/x": false, "https://arkiv.example.evil.example/x": false, "https://evil.example/arkiv.example": false,
		"https://arkiv.example@evil.example/": false, "https://u:p@arkiv.example/": false, "https://arkiv.example./": false, "https:arkiv.example/x": false,
		"//arkiv.example/x": false, "ftp://arkiv.example/x": false, "file:///etc/passwd": false, "https:///x": false,
	} {
		u, err := url.Parse(adresse)
		if err != nil {
			t.Fatal(err)
		}
		if k.Tar(u) != vil {
			t.Errorf("%s: %v", adresse, !vil)
		}
		if _, err := k.Hent(t.Context(), u); !vil && !errors.Is(err, vert.ErrVert) {
			t.Errorf("%s: %v", adresse, err)
		}
	}
	for _, v := range []string{"", "https://arkiv.example", "arkiv.example/x", "Arkiv.example", "arkiv.example:443", "u@arkiv.example", "*", " "} {
		if _, err := vert.New([]string{v}, vert.NyHTTP(nil, nil)); err == nil {
			t.Errorf("%q is taken for a host", v)
		}
	}
}

// upstream is a host with a handler, trusted, and on the list.
func upstream(t *testing.T, h http.HandlerFunc) (u *url.URL, tillit *x509.CertPool) {
	t.Helper()
	s := httptest.NewUnstartedServer(h)
	s.Config.ErrorLog = nil
	s.StartTLS()
	t.Cleanup(s.Close)
	u, err := url.Parse(s.URL + "/fil?hemmelig")
	if err != nil {
		t.Fatal(err)
	}
	tillit = x509.NewCertPool()
	tillit.AddCert(s.Certificate())
	return u, tillit
}

func klient(t *testing.T, tillit *x509.CertPool, verter []string, loopback ...string) *vert.Klient {
	t.Helper()
	http := vert.NyHTTP(loopback, tillit)
	t.Cleanup(http.CloseIdleConnections)
	k, err := vert.New(verter, http)
	if err != nil {
		t.Fatal(err)
	}
	return k
}

// A name on the list that leads to our own network is looked at where the connection is made: what the name says when it is
// asked beforehand is of no interest. Not a byte reaches the port. The control: the same, with the address allowed.
func TestIngenVeiInn(t *testing.T) {
	var traff atomic.Int32
	u, tillit := upstream(t, func(http.ResponseWriter, *http.Request) { traff.Add(1) })
	navn := *u
	navn.Host = net.JoinHostPort("localhost", u.Port()) // resolves to this machine: what a rebound name would do
	for _, til := range []*url.URL{u, &navn} {
		_, err := klient(t, tillit, []string{til.Host}).Hent(t.Context(), til)
		if !errors.Is(err, vert.ErrAdresse) || !errors.Is(err, vert.ErrUtilgjengelig) || traff.Load() != 0 {
			t.Errorf("%s: %v, reached %d times", til.Host, err, traff.Load())
		}
		if strings.Contains(fmt.Sprint(err), "hemmelig") || strings.Contains(fmt.Sprint(err), u.Port()) {
			t.Errorf("the error says where: %v", err)
		}
	}
	f, err := klient(t, tillit, []string{u.Host}, u.Host).Hent(t.Context(), u)
	if err != nil || traff.Load() != 1 {
		t.Fatalf("the control: %v", err)
	}
	_ = f.Close()
	// And it is this address that is allowed, not the machine.
	annen, _ := upstream(t, func(http.ResponseWriter, *http.Request) { traff.Add(1) })
	if _, err := klient(t, tillit, []string{annen.Host}, u.Host).Hent(t.Context(), annen); !errors.Is(err, vert.ErrAdresse) {
		t.Errorf("another port: %v", err)
	}
}

// What a host answers is a file or nothing.
func TestSvarSomIkkeErFil(t *testing.T) {
	var videre atomic.Int32
	svar := map[string]http.HandlerFunc{
		"redirect":   func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/videre", http.StatusFound) },
		"refused":    func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusForbidden) },
		"broken":     func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusInternalServerError) },
		"partial":    func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusPartialContent) },
		"no content": func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNoContent) },
		"coded": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			_, _ = w.Write([]byte("x"))
		},
		"huge header": func(w http.ResponseWriter, _ *http.Request) { w.Header().Set("X", strings.Repeat("x", 1<<20)) },
		"gone":        func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusGone) },
		"missing":     func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNotFound) },
	}
	var naa http.HandlerFunc
	u, tillit := upstream(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/videre" {
			videre.Add(1)
		}
		if r.Header.Get("Authorization") != "" || r.Header.Get("Accept-Encoding") != "" {
			t.Errorf("headers: %v", r.Header)
		}
		naa(w, r)
	})
	k := klient(t, tillit, []string{u.Host}, u.Host)
	for navn, h := range svar {
		naa = h
		vil := vert.ErrUtilgjengelig
		if navn == "gone" || navn == "missing" {
			vil = vert.ErrFinnesIkke
		}
		if _, err := k.Hent(t.Context(), u); !errors.Is(err, vil) || strings.Contains(err.Error(), "hemmelig") {
			t.Errorf("%s: %v", navn, err)
		}
	}
	if videre.Load() != 0 {
		t.Error("a redirect was followed")
	}
	naa = func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/pdf")
		_, _ = w.Write([]byte("fil"))
	}
	f, err := k.Hent(t.Context(), u)
	if err != nil {
		t.Fatal(err)
	}
	b, err := io.ReadAll(f)
	if err != nil || string(b) != "fil" || f.Lengde != 3 || f.Mime != "application/pdf" {
		t.Errorf("the control: %q %d %q %v", b, f.Lengde, f.Mime, err)
	}
	_ = f.Close()
	// One that nobody vouches for.
	if _, err := klient(t, x509.NewCertPool(), []string{u.Host}, u.Host).Hent(t.Context(), u); !errors.Is(err, vert.ErrUtilgjengelig) {
		t.Errorf("an untrusted host: %v", err)
	}
}

// What is cut short is no whole file, whether its length was said or not; and who says nothing is left.
func TestAvkortetOgTreg(t *testing.T) {
	kutt := func(hode string) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			c, _, err := w.(http.Hijacker).Hijack()
			if err != nil {
				t.Error(err)
				return
			}
			_, _ = io.WriteString(c, "HTTP/1.1 200 OK\r\n"+hode+"\r\n\r\n4\r\nhalv\r\n")
			_ = c.Close()
		}
	}
	for navn, hode := range map[string]string{"length said": "Content-Length: 100", "chunked": "Transfer-Encoding: chunked"} {
		u, tillit := upstream(t, kutt(hode))
		f, err := klient(t, tillit, []string{u.Host}, u.Host).Hent(t.Context(), u)
		if err != nil {
			t.Fatalf("%s: %v", navn, err)
		}
		if _, err := io.ReadAll(f); !errors.Is(err, io.ErrUnexpectedEOF) {
			t.Errorf("%s: %v", navn, err)
		}
		_ = f.Close()
	}
	taus, tillit := upstream(t, func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() })
	ctx, cancel := context.WithTimeout(t.Context(), 200*time.Millisecond)
	defer cancel()
	if _, err := klient(t, tillit, []string{taus.Host}, taus.Host).Hent(ctx, taus); !errors.Is(err, vert.ErrUtilgjengelig) {
		t.Errorf("a host that says nothing: %v", err)
	}
}
