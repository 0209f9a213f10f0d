package vault

import (
	"fmt"

	"github.com/tink-crypto/tink-go/v2/aead"
	"github.com/tink-crypto/tink-go/v2/keyset"
	"github.com/tink-crypto/tink-go/v2/prf"
	tinkpb "github.com/tink-crypto/tink-go/v2/proto/tink_go_proto"
)

// Prepare adds a new key to each keyset, to read and to search with; nothing is written with it before Promote.
func (v *Vault) Prepare() error { return v.turn(add) }

// Promote makes the newest keys the ones to write with. Without a Prepare since the last it changes nothing.
func (v *Vault) Promote() error { return v.turn(promote) }

// Rotate is Prepare and Promote in one, for an installation of one process.
func (v *Vault) Rotate() error { return v.turn(add, promote) }

// Reload reads the key file again, for what other processes have done to it.
func (v *Vault) Reload() error {
	k, err := v.file.read()
	if err != nil {
		return fmt.Errorf("read the vault again: %w", err)
	}
	v.keys.Store(k)
	return nil
}

// step is one change to a keyset; template is the kind of key it holds.
type step func(m *keyset.Manager, h *keyset.Handle, template *tinkpb.KeyTemplate) (*keyset.Handle, error)

func add(m *keyset.Manager, _ *keyset.Handle, template *tinkpb.KeyTemplate) (*keyset.Handle, error) {
	if _, err := m.Add(template); err != nil {
		return nil, err
	}
	return m.Handle()
}

func promote(m *keyset.Manager, h *keyset.Handle, _ *tinkpb.KeyTemplate) (*keyset.Handle, error) {
	newest, err := h.Entry(h.Len() - 1) // keys are kept in the order they were added
	if err != nil {
		return nil, err
	}
	if err := m.SetPrimary(newest.KeyID()); err != nil {
		return nil, err
	}
	return m.Handle()
}

// turn changes both keysets in one write of the file, starting from what the file says now.
func (v *Vault) turn(steps ...step) error {
	k, err := v.file.change(func(h handles) (handles, error) {
		for _, s := range steps {
			var err error
			if h.encryption, err = s(keyset.NewManagerFromHandle(h.encryption), h.encryption, aead.AES256GCMKeyTemplate()); err != nil {
				return handles{}, err
			}
			if h.hashing, err = s(keyset.NewManagerFromHandle(h.hashing), h.hashing, prf.HMACSHA256PRFKeyTemplate()); err != nil {
				return handles{}, err
			}
		}
		return h, nil
	})
	if err != nil {
		return fmt.Errorf("turn the keys of the vault: %w", err)
	}
	v.keys.Store(k)
	return nil
}
