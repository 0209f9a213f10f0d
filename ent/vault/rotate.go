package vault

import (
	"errors"
	"fmt"
	"time"

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

// Quarantine is how long after a Promote the old keys must be kept, whatever the rows say: every process has read the file
// again by then, and every transaction that sealed with an old key has ended.
const Quarantine = 15 * time.Minute

// ErrTooSoon: the current keys have not been so for [Quarantine].
var ErrTooSoon = errors.New("the keys were turned too recently; another process may still be writing with the old ones")

// Retire throws away every key older than the current ones. What is sealed under one of them can never be opened again, and
// what is hashed under one not be found: ask first that there is nothing. Errors: [ErrTooSoon].
func (v *Vault) Retire(now time.Time) error {
	return v.change(func(h handles) (handles, error) {
		if now.Before(h.turned.Add(Quarantine)) {
			return handles{}, ErrTooSoon
		}
		var err error
		if h.encryption, err = dropOlder(h.encryption); err != nil {
			return handles{}, err
		}
		h.hashing, err = dropOlder(h.hashing)
		return h, err
	})
}

func dropOlder(h *keyset.Handle) (*keyset.Handle, error) {
	m := keyset.NewManagerFromHandle(h)
	for i := range h.Len() {
		e, err := h.Entry(i)
		if err != nil {
			return nil, err
		}
		if e.IsPrimary() {
			break
		}
		if err := m.Delete(e.KeyID()); err != nil {
			return nil, err
		}
	}
	return m.Handle()
}

// Beginnings are how what Encrypt returns begins: under the current key, and under each older one, of which there are none
// when no keys are being turned. A database can tell by them what is still to be sealed anew.
func (v *Vault) Beginnings() (current []byte, older [][]byte) {
	k := v.keys.Load()
	return k.current, k.older
}

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
	return v.change(func(h handles) (handles, error) {
		before := h
		for _, s := range steps {
			var err error
			if h.encryption, err = s(keyset.NewManagerFromHandle(h.encryption), h.encryption, aead.AES256GCMKeyTemplate()); err != nil {
				return handles{}, err
			}
			if h.hashing, err = s(keyset.NewManagerFromHandle(h.hashing), h.hashing, prf.HMACSHA256PRFKeyTemplate()); err != nil {
				return handles{}, err
			}
		}
		if primary(h.encryption) != primary(before.encryption) {
			h.turned = time.Now()
		}
		return h, nil
	})
}

func primary(h *keyset.Handle) uint32 {
	e, err := h.Primary()
	if err != nil {
		return 0
	}
	return e.KeyID()
}

func (v *Vault) change(edit func(handles) (handles, error)) error {
	k, err := v.file.change(edit)
	if err != nil {
		return fmt.Errorf("turn the keys of the vault: %w", err)
	}
	v.keys.Store(k)
	return nil
}
