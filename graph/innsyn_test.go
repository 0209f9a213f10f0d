package graph_test

import (
	"errors"
	"testing"

	"barnevernportalen/graph"
	"barnevernportalen/graph/generated"
	"barnevernportalen/graph/skalar"
)

// A case system whose variable is empty deletes nothing: not all it has indexed for the kommune.
func TestSlettIndeksertTomGruppe(t *testing.T) {
	for _, ref := range []string{"", "a\nb", "%"} {
		_, err := (&graph.Resolver{}).Mutation().SlettIndeksert(t.Context(), generated.SlettIndeksertInput{Kommunenummer: "4601", EksternRef: &ref})
		if !errors.Is(err, skalar.ErrUgyldig) {
			t.Errorf("%q: %v", ref, err)
		}
	}
}
