package server

import (
	"fmt"
	"net"
	"net/url"
)

// Modus says whether this is a real installation. Only [ModusDev] has test persons, plain http and cookies without
// Secure; nothing else may open those doors.
type Modus string

// The two modes. An empty PORTAL_MODUS is production: whoever forgets the variable gets the strict one.
const (
	ModusProduksjon Modus = "produksjon"
	ModusDev        Modus = "dev"
)

// ParseModus reads the value of PORTAL_MODUS. A misspelt mode is an error, never a guess.
func ParseModus(s string) (Modus, error) {
	switch Modus(s) {
	case "", ModusProduksjon:
		return ModusProduksjon, nil
	case ModusDev:
		return ModusDev, nil
	}
	return "", fmt.Errorf("unknown mode %q: want %q or %q", s, ModusProduksjon, ModusDev)
}

// Adresse is the portal's own public address, checked: https, or in dev mode http on a loopback host.
type Adresse struct {
	opphav string // scheme://host[:port], no slash at the end
	https  bool
}

// ParseAdresse checks s, such as "https://portal.example.no" or "http://localhost:8080". Plain http would send the
// session ticket in the clear, so it is taken in dev mode only, and only where the bytes never leave the machine.
func ParseAdresse(s string, m Modus) (Adresse, error) {
	u, err := url.Parse(s)
	if err != nil {
		return Adresse{}, fmt.Errorf("own address: %w", err)
	}
	if u.Host == "" || u.User != nil || (u.Path != "" && u.Path != "/") || u.RawQuery != "" || u.Fragment != "" {
		return Adresse{}, fmt.Errorf("own address %q: want scheme and host only", s)
	}
	switch {
	case u.Scheme == "https":
	case u.Scheme == "http" && m == ModusDev && loopback(u.Hostname()):
	default:
		return Adresse{}, fmt.Errorf("own address %q: want https (http on localhost in dev mode only)", s)
	}
	return Adresse{opphav: u.Scheme + "://" + u.Host, https: u.Scheme == "https"}, nil
}

// String returns the address without a slash at the end.
func (a Adresse) String() string { return a.opphav }

func loopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || (ip != nil && ip.IsLoopback())
}
