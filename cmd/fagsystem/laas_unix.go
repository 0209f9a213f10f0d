//go:build unix

package main

import (
	"errors"
	"io"
	"os"
	"syscall"
)

// laas takes a file for this process. The lock goes with the process, however it ends.
func laas(sti string) (io.Closer, error) {
	f, err := os.OpenFile(sti, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, err
	}
	if err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
		_ = f.Close()
		return nil, errors.New("another fagsystem writes to this folder")
	}
	return f, nil
}
