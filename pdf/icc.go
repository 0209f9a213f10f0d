package pdf

import (
	"bytes"
	"encoding/binary"
	"math"
)

// sRGB is an ICC profile, version 2.1, for the colour space of IEC 61966-2-1: what
// the colours in our documents mean. Primaries are those of the standard, adapted to
// D50 by the Bradford method as profiles ask; the tone curve is computed.
func sRGB() []byte {
	tone := iccCurve(1024)
	tags := []struct {
		signature string
		data      []byte
	}{
		{"desc", iccDescription("sRGB IEC61966-2.1")},
		{"cprt", iccText("No copyright, use freely")},
		{"wtpt", iccXYZ(0.9642, 1, 0.8249)},
		{"rXYZ", iccXYZ(0.43607, 0.22249, 0.01392)},
		{"gXYZ", iccXYZ(0.38515, 0.71687, 0.09708)},
		{"bXYZ", iccXYZ(0.14307, 0.06061, 0.71410)},
		{"rTRC", tone}, {"gTRC", tone}, {"bTRC", tone},
	}

	var table, data bytes.Buffer
	put(&table, uint32(len(tags)))
	start := 128 + 4 + 12*len(tags)
	toneAt := 0
	for _, tag := range tags {
		at := start + data.Len()
		switch {
		case tag.signature[1:] == "TRC" && toneAt != 0:
			at = toneAt // three tags share one curve
		case tag.signature[1:] == "TRC":
			toneAt = at
			fallthrough
		default:
			data.Write(tag.data)
			data.Write(make([]byte, -data.Len()&3)) // tags begin on four-byte boundaries
		}
		table.WriteString(tag.signature)
		put(&table, uint32(at), uint32(len(tag.data)))
	}

	header := make([]byte, 128)
	binary.BigEndian.PutUint32(header, uint32(start+data.Len()))
	binary.BigEndian.PutUint32(header[8:], 0x02100000) // version 2.1, which part 1 can read too
	copy(header[12:], "mntrRGB XYZ ")                  // a display; RGB to XYZ
	for i, n := range []uint16{1999, 1, 1, 0, 0, 0} {
		binary.BigEndian.PutUint16(header[24+2*i:], n)
	}
	copy(header[36:], "acsp")
	copy(header[68:], iccXYZ(0.9642, 1, 0.8249)[8:]) // the illuminant, D50
	return append(append(header, table.Bytes()...), data.Bytes()...)
}

// iccCurve samples the sRGB transfer function, from code value to linear light.
func iccCurve(samples int) []byte {
	var b bytes.Buffer
	b.WriteString("curv\x00\x00\x00\x00")
	put(&b, uint32(samples))
	for i := range samples {
		v := float64(i) / float64(samples-1)
		if v <= 0.04045 {
			v /= 12.92
		} else {
			v = math.Pow((v+0.055)/1.055, 2.4)
		}
		put(&b, uint16(math.Round(v*math.MaxUint16)))
	}
	return b.Bytes()
}

func iccXYZ(x, y, z float64) []byte {
	var b bytes.Buffer
	b.WriteString("XYZ \x00\x00\x00\x00")
	for _, v := range []float64{x, y, z} {
		put(&b, int32(math.Round(v*65536))) // s15Fixed16Number
	}
	return b.Bytes()
}

func iccText(s string) []byte {
	return []byte("text\x00\x00\x00\x00" + s + "\x00")
}

// iccDescription is a textDescriptionType: ASCII, and empty Unicode and Macintosh forms.
func iccDescription(s string) []byte {
	var b bytes.Buffer
	b.WriteString("desc\x00\x00\x00\x00")
	put(&b, uint32(len(s)+1))
	b.WriteString(s + "\x00")
	b.Write(make([]byte, 4+4+2+1+67))
	return b.Bytes()
}

// put appends numbers, big-endian as all of ICC is.
func put[T uint16 | uint32 | int32](b *bytes.Buffer, numbers ...T) {
	for _, n := range numbers {
		_ = binary.Write(b, binary.BigEndian, n) // a bytes.Buffer takes everything
	}
}
