package innsyn

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/color"
)

// utpakket is how many bytes a picture takes while it is unpacked. A progressive JPEG is held as coefficients of four bytes
// until its last scan, beside the picture itself: five times an ordinary one, and from a file as small.
func utpakket(raw []byte, c image.Config, punkter int64) int64 {
	switch c.ColorModel {
	case color.Gray16Model:
		return 2 * punkter
	case color.RGBA64Model, color.NRGBA64Model:
		return 8 * punkter
	}
	for i := 2; i+10 <= len(raw) && raw[i] == 0xff; {
		merke, lengde := raw[i+1], int(binary.BigEndian.Uint16(raw[i+2:]))
		if merke == 0xc2 { // the frame of a progressive one: its components, and how often each is sampled
			var sum, storst int64
			for k := 0; k < int(raw[i+9]) && i+12+3*k <= len(raw); k++ {
				h, v := int64(raw[i+11+3*k]>>4), int64(raw[i+11+3*k]&15)
				sum, storst = sum+h*v, max(storst, h*v)
			}
			return 5 * punkter * sum / max(storst, 1)
		}
		i += 2 + lengde
	}
	return 4 * punkter
}

// A telephone turns nothing: it writes in the picture which way it was held (Exif, tag 0x0112, 1 to 8). That goes with all
// else that is written there, so the picture is turned first.

// orientering reads it from a JPEG; 1, as it stands, for whatever cannot be read.
func orientering(raw []byte) int {
	for i := 2; i+4 <= len(raw) && raw[i] == 0xff; {
		merke, lengde := raw[i+1], int(binary.BigEndian.Uint16(raw[i+2:]))
		if merke == 0xda || lengde < 2 || i+2+lengde > len(raw) {
			break
		}
		if del := raw[i+4 : i+2+lengde]; merke == 0xe1 && bytes.HasPrefix(del, []byte("Exif\x00\x00")) {
			return exif(del[6:])
		}
		i += 2 + lengde
	}
	return 1
}

func exif(t []byte) int {
	var o binary.ByteOrder = binary.LittleEndian
	switch {
	case len(t) < 8:
		return 1
	case t[0] == 'M':
		o = binary.BigEndian
	}
	at := int(o.Uint32(t[4:]))
	if at < 8 || at+2 > len(t) {
		return 1
	}
	for n, p := int(o.Uint16(t[at:])), at+2; n > 0 && p+12 <= len(t); n, p = n-1, p+12 {
		if v := int(o.Uint16(t[p+8:])); o.Uint16(t[p:]) == 0x0112 && v >= 1 && v <= 8 {
			return v
		}
	}
	return 1
}

// rett turns a picture as it was held.
func rett(m image.Image, o int) image.Image {
	if o == 1 {
		return m
	}
	return snudd{m, o}
}

// snudd is a picture seen turned or mirrored, without a copy of it.
type snudd struct {
	image.Image
	o int
}

// ColorModel implements image.Image.
func (s snudd) ColorModel() color.Model { return s.Image.ColorModel() }

// Bounds implements image.Image: from 5 on, width and height change places.
func (s snudd) Bounds() image.Rectangle {
	b := s.Image.Bounds()
	if s.o >= 5 {
		return image.Rect(0, 0, b.Dy(), b.Dx())
	}
	return image.Rect(0, 0, b.Dx(), b.Dy())
}

// At implements image.Image.
func (s snudd) At(x, y int) color.Color {
	b := s.Image.Bounds()
	b0, b1 := b.Dx()-1, b.Dy()-1
	switch s.o {
	case 2:
		x = b0 - x
	case 3:
		x, y = b0-x, b1-y
	case 4:
		y = b1 - y
	case 5:
		x, y = y, x
	case 6:
		x, y = y, b1-x
	case 7:
		x, y = b0-y, b1-x
	case 8:
		x, y = b0-y, x
	}
	return s.Image.At(b.Min.X+x, b.Min.Y+y)
}
