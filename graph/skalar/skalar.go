// Package skalar reads and writes the contract's own scalars. It is a leaf, apart from graph, because the generated code
// imports it and graph imports the generated code.
package skalar

import (
	"errors"
	"io"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/google/uuid"
)

// ErrUgyldig is every value that is not of the scalar's form. It does not repeat the value.
var ErrUgyldig = errors.New("not of the scalar's form")

// MarshalUUID writes an ID. The zero UUID becomes null, so that a forgotten id is an error and not an answer.
func MarshalUUID(id uuid.UUID) graphql.Marshaler {
	if id == uuid.Nil {
		return graphql.Null
	}
	return graphql.MarshalString(id.String())
}

// UnmarshalUUID reads an ID: a UUID as RFC 9562 §4 writes it, 36 characters. One id has one spelling, so the other
// forms that uuid.Parse takes (urn:, braces, no hyphens) are [ErrUgyldig].
func UnmarshalUUID(v any) (uuid.UUID, error) {
	s, ok := v.(string)
	if !ok || len(s) != 36 {
		return uuid.Nil, ErrUgyldig
	}
	id, err := uuid.Parse(s)
	if err != nil {
		return uuid.Nil, ErrUgyldig
	}
	return id, nil
}

// Tidsform is how an instant in UTC is written, quotes and all.
const Tidsform = `"2006-01-02T15:04:05.999999Z07:00"`

// MarshalTime writes an instant as RFC 3339 in UTC, to the microsecond that storage keeps. The zero time becomes null.
func MarshalTime(t time.Time) graphql.Marshaler {
	if t.IsZero() {
		return graphql.Null
	}
	return graphql.WriterFunc(func(w io.Writer) {
		_, _ = io.WriteString(w, t.UTC().Format(Tidsform)) // the caller's buffer; it cannot fail
	})
}

// UnmarshalTime reads RFC 3339 with an offset; anything else is [ErrUgyldig].
func UnmarshalTime(v any) (time.Time, error) {
	s, ok := v.(string)
	if !ok {
		return time.Time{}, ErrUgyldig
	}
	t, err := time.Parse(time.RFC3339Nano, s)
	if err != nil {
		return time.Time{}, ErrUgyldig
	}
	return t, nil
}

// MarshalDag writes a Dato that the rooms hold as yyyy-mm-dd.
func MarshalDag(d string) graphql.Marshaler { return graphql.MarshalString(d) }

// UnmarshalDag reads a Dato as yyyy-mm-dd; anything else is [ErrUgyldig].
func UnmarshalDag(v any) (string, error) {
	s, ok := v.(string)
	if _, err := time.Parse(time.DateOnly, s); !ok || err != nil {
		return "", ErrUgyldig
	}
	return s, nil
}
