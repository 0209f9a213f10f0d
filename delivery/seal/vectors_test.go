package seal

import (
	"bytes"
	"errors"
	"flag"
	"io"
	"os"
	"path/filepath"
	"testing"
)

// The vectors are bytes on disk, so that a reader that changes is held to what
// it read and refused before. Make them again with
//
//	go test ./delivery/seal -run TestVectors -update
//
// and look at the diff: every vector changes, for keys are wrapped with chance.
var update = flag.Bool("update", false, "write the vectors again")

// vector is one file in testdata: want is nil when it opens, and otherwise the
// reason inside, which no caller gets to see.
type vector struct {
	name string
	want error
	make func(t testing.TB) []byte
	o    ReadOptions // of a container
}

// kanari is the text of every vector.
const kanari = "KANARI-blåmeis"

func TestVectors(t *testing.T) {
	known := map[string]bool{}
	check := func(kind string, vs []vector, open func(v vector, data []byte) (inside, outside error)) {
		for _, v := range vs {
			t.Run(kind+"/"+v.name, func(t *testing.T) {
				file := filepath.Join("testdata", v.name+"."+kind)
				known[file] = true
				if *update {
					if err := os.WriteFile(file, v.make(t), 0o644); err != nil {
						t.Fatal(err)
					}
				}
				data, err := os.ReadFile(file)
				if err != nil {
					t.Fatal(err)
				}
				inside, outside := open(v, data)
				if !errors.Is(inside, v.want) || v.want == nil && inside != nil {
					t.Errorf("inside: %v, want %v", inside, v.want)
				}
				if v.want == nil && outside != nil || v.want != nil && outside != ErrUleselig {
					t.Errorf("outside: %v", outside)
				}
			})
		}
	}
	keys := []Key{testKey(t, "other"), testKey(t, "receiver")}
	check("cms", sealVectors, func(v vector, data []byte) (inside, outside error) {
		src := &source{at: bytes.NewReader(data)}
		w, inside := open(src, int64(len(data)), keys)
		if inside == nil {
			if got, err := io.ReadAll(w); err != nil || string(got) != kanari {
				t.Errorf("%s: opened as %q, %v", v.name, got, err)
			}
		}
		_, outside = openAll(data, keys...)
		// The stream must say the same.
		if err := Decrypt(io.Discard, bytes.NewReader(data), keys...); err != outside {
			t.Errorf("%s: Open says %v, Decrypt %v", v.name, outside, err)
		}
		return inside, outside
	})
	check("asice", containerVectors, func(v vector, data []byte) (inside, outside error) {
		if v.o.Names == nil {
			v.o.Names = reportNames
		}
		src := &source{at: bytes.NewReader(data)}
		c, inside := readContainer(src, int64(len(data)), v.o)
		if inside == nil {
			if got, err := c.Files[0].Bytes(); err != nil || !bytes.Contains(got, []byte(kanari)) {
				t.Errorf("%s: opened as %q, %v", v.name, got, err)
			}
		}
		_, outside = ReadContainer(bytes.NewReader(data), int64(len(data)), v.o)
		return inside, outside
	})
	files, err := filepath.Glob("testdata/*.*")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if !known[f] {
			t.Errorf("%s is in no table", f)
		}
	}
}
