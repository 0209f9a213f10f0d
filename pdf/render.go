package pdf

import (
	"context"
	"errors"
	"runtime"
)

var (
	// ErrLanguage says that Document.Language is no BCP 47 tag.
	ErrLanguage = errors.New("pdf: not a language tag")
	// ErrEdgeTooLong says that header and reference leave less than half a page for the text.
	ErrEdgeTooLong = errors.New("pdf: header and reference are too long")
	// ErrAddressTooLong says that an address does not fit its place in the smallest type.
	ErrAddressTooLong = errors.New("pdf: the address is too long")
)

// Renderer makes documents. It holds the parsed typeface; make one and share it: it
// is safe for concurrent use.
type Renderer struct {
	regular, bold *face
	// turns bounds how many documents are at work at once: one takes 12 to 18 MB.
	turns chan struct{}
}

// New parses the typeface, some 15 ms of work. As many documents are made at once as
// there are processors; more would only take memory.
func New() (*Renderer, error) {
	regular, bold, err := loadFaces()
	if err != nil {
		return nil, err
	}
	return &Renderer{
		regular: regular,
		bold:    bold,
		turns:   make(chan struct{}, runtime.GOMAXPROCS(0)),
	}, nil
}

// Render makes d into PDF/A-2b. It waits for its turn, and gives up with the error of
// ctx when that ends first.
//
// The text in the file is the text given, in NFC, with these changes: a line break of
// any kind starts a new line, a tab is a space, and what cannot be seen on paper is
// written out as ‹U+1F622 crying face›: characters the typeface lacks, all above
// U+FFFF, control characters, and controls of text direction.
//
// Other errors are [ErrLanguage], [ErrEdgeTooLong] and [ErrAddressTooLong]; no error holds text of d.
func (r *Renderer) Render(ctx context.Context, d Document) ([]byte, error) {
	return r.render(ctx, d, part2)
}

func (r *Renderer) render(ctx context.Context, d Document, p part) ([]byte, error) {
	select {
	case r.turns <- struct{}{}:
		defer func() { <-r.turns }()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	if err := ctx.Err(); err != nil { // select picks at random when both are ready
		return nil, err
	}
	w, err := wordsIn(d.Language)
	if err != nil {
		return nil, err
	}
	l, err := r.layout(d)
	if err != nil {
		return nil, err
	}
	drawn, err := r.draw(ctx, l, w)
	if err != nil {
		return nil, err
	}
	return archive(ctx, d, l, w, drawn, p)
}

func (r *Renderer) face(style textStyle) *face {
	if style.bold {
		return r.bold
	}
	return r.regular
}
