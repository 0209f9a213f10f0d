package pdf

import (
	"testing"
)

func TestSample(t *testing.T) {
	r, err := New()
	if err != nil {
		t.Fatal(err)
	}
	b, err := r.Render(t.Context(), sample())
	if err != nil {
		t.Fatal(err)
	}
	_ = b
	b, err = r.render(t.Context(), sample(), part1)
	if err != nil {
		t.Fatal(err)
	}
	_ = b
	b, err = r.render(t.Context(), Document{}, part1)
	if err != nil {
		t.Fatal(err)
	}
	_ = b
}
