package graph_test

import (
	"errors"
	"testing"

	"github.com/google/uuid"

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
	// More ids than a statement may have parameters were an error of ours.
	_, err := (&graph.Resolver{}).Mutation().SlettIndeksert(t.Context(), generated.SlettIndeksertInput{Kommunenummer: "4601", MeldingIder: make([]uuid.UUID, 5001)})
	if !errors.Is(err, skalar.ErrUgyldig) {
		t.Errorf("5 001 ids: %v", err)
	}
}
