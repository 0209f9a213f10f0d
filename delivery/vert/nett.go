package vert

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"net"
	"net/http"
	"net/netip"
	"slices"
	"syscall"
	"time"
)

const (
	fristKoble = 5 * time.Second
	fristTLS   = 5 * time.Second
	fristSvar  = 10 * time.Second // from the end of what we send to the first of an answer
	maksHode   = 64 << 10         // bytes of an answer's headers
	maksKoblet = 16               // connections to one host
)

// ErrAdresse: the name leads to an address that is not on the public internet.
var ErrAdresse = errors.New("not an address on the public internet")

// sperret are the blocks that are no place on the public internet, or that lead to one such by another spelling. Source:
// IANA's special-purpose address registries (RFC 6890 and its updates). Of IPv6 only 2000::/3 is given out at all.
var sperret = []netip.Prefix{
	netip.MustParsePrefix("0.0.0.0/8"), netip.MustParsePrefix("10.0.0.0/8"), netip.MustParsePrefix("100.64.0.0/10"),
	netip.MustParsePrefix("127.0.0.0/8"), netip.MustParsePrefix("169.254.0.0/16"), netip.MustParsePrefix("172.16.0.0/12"),
	netip.MustParsePrefix("192.0.0.0/24"), netip.MustParsePrefix("192.0.2.0/24"), netip.MustParsePrefix("192.88.99.0/24"),
	netip.MustParsePrefix("192.168.0.0/16"), netip.MustParsePrefix("198.18.0.0/15"), netip.MustParsePrefix("198.51.100.0/24"),
	netip.MustParsePrefix("203.0.113.0/24"), netip.MustParsePrefix("224.0.0.0/3"),
	netip.MustParsePrefix("2001::/23"), netip.MustParsePrefix("2001:db8::/32"), netip.MustParsePrefix("2002::/16"),
	netip.MustParsePrefix("3fff::/20"),
}

var utdelt = netip.MustParsePrefix("2000::/3")

// Offentlig reports whether an address is one on the public internet.
func Offentlig(a netip.Addr) bool {
	a = a.Unmap()
	if !a.IsValid() || a.Zone() != "" || a.Is6() && !utdelt.Contains(a) {
		return false
	}
	return !slices.ContainsFunc(sperret, func(p netip.Prefix) bool { return p.Contains(a) })
}

// NyHTTP makes a client that connects to public addresses alone, and to the loopback addresses named («127.0.0.1:8081»;
// dev mode). It follows no redirect, uses no proxy, and takes bytes as they are sent. tillit is whom it trusts; nil: whom the
// system does.
func NyHTTP(loopback []string, tillit *x509.CertPool) *http.Client {
	dialer := &net.Dialer{Timeout: fristKoble, ControlContext: func(_ context.Context, _, adresse string, _ syscall.RawConn) error {
		til, err := netip.ParseAddrPort(adresse)
		if err != nil {
			return ErrAdresse
		}
		if Offentlig(til.Addr()) || til.Addr().IsLoopback() && slices.Contains(loopback, adresse) {
			return nil
		}
		return ErrAdresse
	}}
	t := http.DefaultTransport.(*http.Transport).Clone()
	t.Proxy, t.DialContext, t.DisableCompression = nil, dialer.DialContext, true
	t.TLSHandshakeTimeout, t.ResponseHeaderTimeout, t.MaxResponseHeaderBytes = fristTLS, fristSvar, maksHode
	t.MaxConnsPerHost = maksKoblet
	t.TLSClientConfig = &tls.Config{RootCAs: tillit, MinVersion: tls.VersionTLS12}
	return &http.Client{Transport: t, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
}
