package main

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
)

const (
	maxLines = 500 // at 500 lines a file is two things
	skrevet  = ".go .ts .tsx .mjs .js .css .graphqls .sh .sql .yml .md"
	// A folder so named says nothing of what is in it, and so takes anything.
	tomme = "internal pkg util utils common model models service services repository helpers mocks"
	// Not written by hand, or not ours.
	andres = ".git .cache bin data ent/db graph/generated frontend/dist frontend/node_modules frontend/src/gql"
	// A list that gqlgen takes in one file only: which of our types stands for which of the contract's.
	lister = "gqlgen.yml"
)

func TestFilregler(t *testing.T) {
	broken, seen := misnamedOrLong(t, os.DirFS("../.."))
	if len(broken) > 0 {
		t.Errorf("against the rules of the house:\n%s", strings.Join(broken, "\n"))
	}
	if seen < 100 {
		t.Errorf("%d files were read: the test looks at the wrong place", seen)
	}
}

// The rules must be able to fail.
func TestFilreglerSerBrudd(t *testing.T) {
	long := &fstest.MapFile{Data: bytes.Repeat([]byte("\n"), maxLines+1)}
	broken, _ := misnamedOrLong(t, fstest.MapFS{
		"pdf/long.go": long, "ent/db/long.go": long, "pdf/long.bin": long,
		"pdf/right.go": {Data: long.Data[1:]}, "server/util/tid.go": {},
	})
	if want := []string{"pdf/long.go has 501 lines", "server/util is a folder without a concept"}; !slices.Equal(broken, want) {
		t.Errorf("got %q, want %q", broken, want)
	}
}

// misnamedOrLong names what breaks the rules, and counts the files it has read.
func misnamedOrLong(t *testing.T, root fs.FS) (broken []string, seen int) {
	t.Helper()
	err := fs.WalkDir(root, ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && slices.Contains(strings.Fields(andres), name):
			return fs.SkipDir
		case d.IsDir() && slices.Contains(strings.Fields(tomme), d.Name()):
			broken = append(broken, name+" is a folder without a concept")
			return fs.SkipDir
		case d.IsDir() || name == lister || !slices.Contains(strings.Fields(skrevet), path.Ext(name)):
			return nil
		}
		data, err := fs.ReadFile(root, name)
		if errors.Is(err, fs.ErrNotExist) {
			return nil // an editor's, gone meanwhile
		}
		seen++
		if n := bytes.Count(data, []byte("\n")); n > maxLines {
			broken = append(broken, name+" has "+strconv.Itoa(n)+" lines")
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return broken, seen
}
