package innsyn_test

import (
	"encoding/binary"
	"hash/crc32"
)

// sumAv mends the checksum of a PNG's header.
func sumAv(png []byte) { binary.BigEndian.PutUint32(png[29:], crc32.ChecksumIEEE(png[12:29])) }
