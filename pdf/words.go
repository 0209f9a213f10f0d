package pdf

import (
	"fmt"

	"golang.org/x/text/language"
)

// words are our own words in a document, in its language.
type words struct {
	tag    string // BCP 47, for the catalog
	pageOf string // page number of how many
}

// wordsIn picks the words for a BCP 47 tag; for a language we have no words in, the
// Norwegian ones, but the document keeps its own tag.
func wordsIn(tag string) (words, error) {
	if tag == "" {
		tag = "nb"
	}
	parsed, err := language.Parse(tag)
	if err != nil {
		return words{}, ErrLanguage
	}
	w := words{tag: parsed.String(), pageOf: "Side %d av %d"}
	switch base, _ := parsed.Base(); base.String() {
	case "en":
		w.pageOf = "Page %d of %d"
	case "se":
		w.pageOf = "Siidu %d/%d"
	}
	return w, nil
}

func (w words) page(number, of int) string {
	return fmt.Sprintf(w.pageOf, number, of)
}
