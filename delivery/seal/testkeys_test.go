package seal

import (
	"crypto/rsa"
	"crypto/sha256"
	"encoding/binary"
	"math/big"
	"sync"
	"testing"
	"time"
)

// The fixed vectors need fixed keys, and no private key may lie in the
// repository. So they are made again for each run, from a word: primes taken
// from a row of SHA-256 sums. rsa.GenerateKey gives no fixed keys.

var testFrom = time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)
var testTo = time.Date(2099, 12, 31, 0, 0, 0, 0, time.UTC)

// testKey is the key that belongs to the word, with a certificate of its own.
func testKey(t testing.TB, word string) Key {
	t.Helper()
	made.Lock()
	defer made.Unlock()
	if k, ok := made.keys[word]; ok {
		return k
	}
	k, err := selfSign(wordKey(word, 2048), big.NewInt(int64(1000+len(word))), word, testFrom, testTo)
	if err != nil {
		t.Fatal(err)
	}
	made.keys[word] = k
	return k
}

var made = struct {
	sync.Mutex
	keys map[string]Key
}{keys: map[string]Key{}}

func signerOf(k Key) Signer { return Signer{Chain: certs(k), Key: k.Private} }

func wordKey(word string, bits int) *rsa.PrivateKey {
	e := big.NewInt(65537)
	one := big.NewInt(1)
	row := uint64(0)
	prime := func() *big.Int {
		for {
			var raw []byte
			for len(raw) < bits/16 {
				sum := sha256.Sum256(binary.BigEndian.AppendUint64([]byte(word), row))
				raw, row = append(raw, sum[:]...), row+1
			}
			p := new(big.Int).SetBytes(raw[:bits/16])
			p.SetBit(p, bits/2-1, 1)
			p.SetBit(p, bits/2-2, 1)
			p.SetBit(p, 0, 1)
			for i := 0; i < bits; i++ {
				if p.ProbablyPrime(8) && new(big.Int).GCD(nil, nil, e, new(big.Int).Sub(p, one)).Cmp(one) == 0 {
					return p
				}
				p.Add(p, big.NewInt(2))
			}
		}
	}
	p, q := prime(), prime()
	phi := new(big.Int).Mul(new(big.Int).Sub(p, one), new(big.Int).Sub(q, one))
	k := &rsa.PrivateKey{
		PublicKey: rsa.PublicKey{N: new(big.Int).Mul(p, q), E: 65537},
		D:         new(big.Int).ModInverse(e, phi),
		Primes:    []*big.Int{p, q},
	}
	k.Precompute()
	return k
}
