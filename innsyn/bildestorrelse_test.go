package innsyn

import (
	"bytes"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"image"
	"image/jpeg"
	"image/png"
	"testing"
)

// What a picture takes when it is unpacked is reckoned before it is: 48 megapixels of an ordinary JPEG are taken, and the
// same of one that keeps its coefficients until the end (progressive), or has 16 bits to a colour, are not.
func TestBildetsStorrelseUtpakket(t *testing.T) {
	jpg := func(prosess byte, w, h uint16) []byte {
		var b bytes.Buffer
		if err := jpeg.Encode(&b, image.NewYCbCr(image.Rect(0, 0, 16, 16), image.YCbCrSubsampleRatio420), nil); err != nil {
			t.Fatal(err)
		}
		raw := b.Bytes()
		sof := bytes.Index(raw, []byte{0xff, 0xc0})
		raw[sof+1] = prosess
		binary.BigEndian.PutUint16(raw[sof+5:], h)
		binary.BigEndian.PutUint16(raw[sof+7:], w)
		return raw
	}
	png := func(m image.Image, w, h uint32) []byte {
		var b bytes.Buffer
		if err := png.Encode(&b, m); err != nil {
			t.Fatal(err)
		}
		raw := b.Bytes()
		binary.BigEndian.PutUint32(raw[16:], w)
		binary.BigEndian.PutUint32(raw[20:], h)
		binary.BigEndian.PutUint32(raw[29:], crc32.ChecksumIEEE(raw[12:29]))
		return raw
	}
	r := image.Rect(0, 0, 2, 2)
	dyp := image.NewNRGBA64(r)
	dyp.Pix[0] = 1 // seen through, so that all four colours are kept
	s := &Service{}
	for navn, c := range map[string]struct {
		raw []byte
		vil Vedleggsfeil
	}{
		"JPEG, 48 megapixels":              {jpg(0xc0, 8000, 6000), VedleggUlesbart}, // tried, and not whole
		"progressive, 12 megapixels":       {jpg(0xc2, 4000, 3000), VedleggUlesbart},
		"progressive, 48 megapixels":       {jpg(0xc2, 8000, 6000), VedleggForMangePunkt},
		"JPEG, 51 megapixels":              {jpg(0xc0, 8000, 6400), VedleggForMangePunkt},
		"PNG, 36 megapixels":               {png(image.NewNRGBA(r), 6000, 6000), VedleggUlesbart},
		"PNG of 16 bits, 36 megapixels":    {png(dyp, 6000, 6000), VedleggForMangePunkt},
		"JPEG that ends before its header": {jpg(0xc2, 8000, 6000)[:30], VedleggUlesbart},
	} {
		if _, _, err := s.sjekkFil(t.Context(), c.raw); !errors.Is(err, c.vil) {
			t.Errorf("%s: %v, want %v", navn, err, c.vil)
		}
	}
}
