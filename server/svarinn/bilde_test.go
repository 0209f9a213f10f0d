package svarinn_test

import (
	"bytes"
	"image"
	bildeformat "image/png"
	"testing"
)

func png(t testing.TB, b, h int) []byte {
	t.Helper()
	var ut bytes.Buffer
	maa(t, bildeformat.Encode(&ut, image.NewRGBA(image.Rect(0, 0, b, h))))
	return ut.Bytes()
}
