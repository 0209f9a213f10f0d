//go:build !unix

package main

import (
	"io"
	"os"
)

// laas: there is no lock here. Start one fagsystem for each folder.
func laas(sti string) (io.Closer, error) {
	return os.OpenFile(sti, os.O_RDWR|os.O_CREATE, 0o600)
}
