package vault

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

// WriteFile writes a private file (0600) in place of the one that is there, if any. It is the old one or the whole new one
// at every moment, and durable when this answers nil: bytes and name both.
func WriteFile(path string, b []byte) error { return writeWhole(path, b, os.Rename) }

// CreateFile is [WriteFile] for a name that nobody has: an error that is [io/fs.ErrExist] when somebody does, and then
// nothing is written.
func CreateFile(path string, b []byte) error {
	there := false
	err := writeWhole(path, b, func(from, to string) error {
		err := os.Link(from, to)
		there = err == nil
		return err
	})
	if err != nil && there { // the name is in the machine's memory alone: nobody may find it, and believe in it
		err = errors.Join(err, os.Remove(path))
	}
	return err
}

// writeWhole writes under another name in the same folder, makes that durable, and gives it its name by place.
func writeWhole(path string, b []byte, place func(from, to string) error) (err error) {
	defer func() {
		if err != nil {
			err = fmt.Errorf("write %s: %w", filepath.Base(path), err)
		}
	}()
	folder := filepath.Dir(path)
	tmp, err := os.CreateTemp(folder, ".ny-*") // CreateTemp makes it 0600
	if err != nil {
		return err
	}
	defer func() { _ = os.Remove(tmp.Name()) }() // after a rename there is nothing of that name
	_, err = tmp.Write(b)
	if err = errors.Join(err, tmp.Sync(), tmp.Close()); err != nil {
		return err
	}
	if err := place(tmp.Name(), path); err != nil {
		return err
	}
	dir, err := os.Open(folder)
	if err != nil {
		return err
	}
	return errors.Join(dir.Sync(), dir.Close())
}
