package innsyn

import (
	"errors"
	"fmt"
	"io"
	"strconv"
	"time"
)

// ErrDato: it is no day of the form 2026-11-22. The text does not repeat what was sent.
var ErrDato = errors.New("no day of the form yyyy-mm-dd")

// Dato is a day in Norway. A deadline that is a day is not over before the day is.
type Dato struct {
	aar   int
	maned time.Month
	dag   int
}

// IngenSlutt is the day by which the published API, whose answer must have one, says that a consent has no end.
var IngenSlutt = Dato{9999, time.December, 31}

// ParseDato reads a day as ISO 8601 writes it, yyyy-mm-dd, or fails with [ErrDato].
func ParseDato(s string) (Dato, error) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil || t.Year() < 1 {
		return Dato{}, ErrDato
	}
	return datoAv(t), nil
}

// DatoVed is the day it is in Norway at an instant.
func DatoVed(t time.Time) Dato { return datoAv(t.In(oslo)) }

func datoAv(t time.Time) Dato { return Dato{t.Year(), t.Month(), t.Day()} }

// String is yyyy-mm-dd.
func (d Dato) String() string { return fmt.Sprintf("%04d-%02d-%02d", d.aar, d.maned, d.dag) }

// start is the instant the day begins in Norway.
func (d Dato) start() time.Time { return time.Date(d.aar, d.maned, d.dag, 0, 0, 0, 0, oslo) }

// Slutt is the instant the day is over in Norway.
func (d Dato) Slutt() time.Time { return time.Date(d.aar, d.maned, d.dag+1, 0, 0, 0, 0, oslo) }

// Passert reports whether the day is over.
func (d Dato) Passert(naa time.Time) bool { return !naa.Before(d.Slutt()) }

// lagret is the day as a column holds it.
func (d Dato) lagret() time.Time { return time.Date(d.aar, d.maned, d.dag, 0, 0, 0, 0, time.UTC) }

func lagretDato(t *time.Time) *Dato {
	if t == nil {
		return nil
	}
	d := datoAv(*t)
	return &d
}

// MarshalText implements encoding.TextMarshaler.
func (d Dato) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText implements encoding.TextUnmarshaler.
func (d *Dato) UnmarshalText(raw []byte) (err error) {
	*d, err = ParseDato(string(raw))
	return err
}

// MarshalGQL writes the scalar Dato.
func (d Dato) MarshalGQL(w io.Writer) {
	_, _ = io.WriteString(w, strconv.Quote(d.String())) // the caller's buffer; it cannot fail
}

// UnmarshalGQL reads the scalar Dato.
func (d *Dato) UnmarshalGQL(v any) error {
	s, ok := v.(string)
	if !ok {
		return ErrDato
	}
	return d.UnmarshalText([]byte(s))
}
