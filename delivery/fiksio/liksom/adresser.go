package liksom

import (
	"context"
	"encoding/json"
	"fmt"
	"net"
	"os"
	"path/filepath"
)

// adresser are where we were last in this folder. A case system that goes on while we stop and start again, or are killed,
// knows no others, as it would know Fiks IO's; what somebody else has taken since is replaced.
type adresser struct {
	API   string `json:"api"` // host:port
	AMQP  int    `json:"amqp"`
	AMQPS int    `json:"amqps,omitempty"`
}

func adressefil(mappe string) string { return filepath.Join(mappe, "adresser.json") }

// husket is the zero value when there is nothing to remember, or nothing that can be read.
func husket(mappe string) (a adresser) {
	raw, err := os.ReadFile(adressefil(mappe))
	if err != nil || json.Unmarshal(raw, &a) != nil {
		return adresser{}
	}
	return a
}

func (a adresser) husk(mappe string) error {
	raw, err := json.Marshal(a)
	if err != nil {
		return err
	}
	if err := os.WriteFile(adressefil(mappe), raw, 0o600); err != nil {
		return fmt.Errorf("remember the addresses: %w", err)
	}
	return nil
}

// lyttHelst listens where we were before, or else on a free port of loopback.
func lyttHelst(ctx context.Context, adresse string) (net.Listener, error) {
	if adresse != "" {
		if l, err := new(net.ListenConfig).Listen(ctx, "tcp", adresse); err == nil {
			return l, nil
		}
	}
	return new(net.ListenConfig).Listen(ctx, "tcp", "127.0.0.1:0")
}
