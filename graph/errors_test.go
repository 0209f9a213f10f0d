package graph

import (
	"bytes"
	"context"
	"database/sql/driver"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"strconv"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2/gqlerror"

	"barnevernportalen/bekymring"
	"barnevernportalen/delivery"
	"barnevernportalen/ent"
	"barnevernportalen/ent/db"
	"barnevernportalen/ent/db/privacy"
	"barnevernportalen/ent/viewer"
	"barnevernportalen/graph/skalar"
)

// pgFeil is how PostgreSQL's errors look from here.
type pgFeil string

func (p pgFeil) Error() string    { return "pg " + string(p) }
func (p pgFeil) SQLState() string { return string(p) }

// bruddFeil is how pgx's errors of a broken connection look from here.
type bruddFeil struct{}

func (bruddFeil) Error() string     { return "conn closed" }
func (bruddFeil) SafeToRetry() bool { return true }

func TestFeil(t *testing.T) {
	for _, f := range []struct {
		err    error
		kode   Kode
		logges bool
	}{
		{ent.ErrIkkeFunnet, KodeIkkeFunnet, false},
		{fmt.Errorf("read: %w", ent.ErrIkkeFunnet), KodeIkkeFunnet, false},
		{privacy.Deny, KodeIkkeFunnet, false},
		{fmt.Errorf("list: %w", privacy.Denyf("no")), KodeIkkeFunnet, false},
		{&db.NotFoundError{}, KodeIkkeFunnet, false},
		{Feil{Kode: KodeForMye}, KodeForMye, false},
		{bekymring.ErrForMangeOpplastinger, KodeForMye, false},
		{fmt.Errorf("upload: %w", bekymring.ErrOpptatt), KodeUtilgjengelig, true},
		{skalar.ErrUgyldig, KodeUgyldigForesporsel, false},
		{&strconv.NumError{Func: "ParseInt", Num: "x", Err: strconv.ErrRange}, KodeUgyldigForesporsel, false},
		{fmt.Errorf("list kommuner: %w", pgFeil("22021")), KodeUgyldigForesporsel, false}, // NUL in a text
		{fmt.Errorf("read: %w", io.ErrUnexpectedEOF), KodeUtilgjengelig, true},            // the server was killed
		{fmt.Errorf("read: %w", bruddFeil{}), KodeUtilgjengelig, true},
		{pgFeil("25006"), KodeUtilgjengelig, true}, // a standby
		{context.DeadlineExceeded, KodeUtilgjengelig, true},
		{context.Canceled, KodeUtilgjengelig, false},
		{driver.ErrBadConn, KodeUtilgjengelig, true},
		{&net.OpError{Op: "dial", Err: errors.New("refused")}, KodeUtilgjengelig, true},
		{pgFeil("53100"), KodeUtilgjengelig, true}, // disk full
		{pgFeil("57P01"), KodeUtilgjengelig, true}, // shutting down
		{pgFeil("08006"), KodeUtilgjengelig, true},
		{pgFeil("23505"), KodeIntern, true}, // a constraint: a fault of ours
		{errors.New("x"), KodeIntern, true},
		{fmt.Errorf("pack: %w", delivery.ErrIngenNokkel), KodeIngenNokkel, true},
		{fmt.Errorf("store: %w", ent.ErrUvisst), KodeUvisst, true},
		{fmt.Errorf("store: %w", ent.ErrUnsafe), KodeUtilgjengelig, true},
	} {
		var logg bytes.Buffer
		p := &Presenter{Log: slog.New(slog.NewJSONHandler(&logg, nil))}
		g := p.Present(t.Context(), f.err)
		if g.Extensions["kode"] != string(f.kode) || g.Message != meldinger[f.kode] {
			t.Errorf("%v: %v %q, want %s", f.err, g.Extensions, g.Message, f.kode)
		}
		id, _ := g.Extensions["feilId"].(string)
		if (id != "") != f.logges || (logg.Len() > 0) != f.logges || !strings.Contains(logg.String(), id) {
			t.Errorf("%v: feilId %q, logged %q", f.err, id, logg.String())
		}
		if raw, err := json.Marshal(g); err != nil || strings.Contains(string(raw), "pg ") || strings.Contains(string(raw), `"x"`) {
			t.Errorf("%v: the answer tells: %s %v", f.err, raw, err)
		}
	}
}

// verdiFeil is PostgreSQL on a value it cannot read.
type verdiFeil struct{}

func (verdiFeil) Error() string {
	return `ERROR: invalid input syntax for type uuid: "Lillebror" (SQLSTATE 22P02)`
}
func (verdiFeil) SQLState() string { return "22P02" }

func TestLoggenGjentarIkkeVerdier(t *testing.T) {
	var logg bytes.Buffer
	p := &Presenter{Log: slog.New(slog.NewJSONHandler(&logg, nil))}
	_ = p.Present(t.Context(), fmt.Errorf("read a report: %w", verdiFeil{}))
	if l := logg.String(); strings.Contains(l, "Lillebror") || !strings.Contains(l, "read a report: SQLSTATE 22P02") {
		t.Error(l)
	}
}

// What the parser says of variables repeats them, so it is not passed on; of the caller's own document it is.
func TestVariabelfeilGjentasIkke(t *testing.T) {
	p := &Presenter{Log: slog.New(slog.DiscardHandler)}
	v := &gqlerror.Error{Message: "Lillebror is not an Int", Extensions: map[string]any{"code": "GRAPHQL_VALIDATION_FAILED"}}
	if g := p.Present(t.Context(), v); strings.Contains(g.Message, "Lillebror") || g.Extensions["kode"] != "UGYLDIG_FORESPORSEL" || g.Extensions["code"] != nil {
		t.Errorf("a variable: %+v", g)
	}
	d := &gqlerror.Error{Message: `Cannot query field "mge"`, Rule: "FieldsOnCorrectType"}
	if g := p.Present(t.Context(), d); g.Message != d.Message {
		t.Errorf("a document: %+v", g)
	}
}

func TestKrev(t *testing.T) {
	adm := viewer.Tilgang{Rolle: viewer.RolleAdmin}
	begge := []viewer.Rolle{viewer.RolleAdmin, viewer.RolleInnbygger}
	for _, f := range []struct {
		navn   string
		som    *viewer.Innlogget
		roller []viewer.Rolle
		niva   viewer.Niva
		vil    any // the viewer's role, or the error
	}{
		{"open to all", nil, nil, viewer.NivaIngen, viewer.RolleIngen},
		{"open to all, logged in", &viewer.Innlogget{Niva: viewer.NivaHoyt, Tilganger: []viewer.Tilgang{adm}}, nil, viewer.NivaIngen, viewer.RolleIngen},
		{"any role, nobody", nil, nil, viewer.NivaHoyt, Feil{Kode: KodeIkkeInnlogget, Niva: viewer.NivaHoyt}},
		{"any role", &viewer.Innlogget{Niva: viewer.NivaHoyt}, nil, viewer.NivaHoyt, viewer.RolleIngen},
		{"a role, nobody", nil, begge, viewer.NivaBetydelig, Feil{Kode: KodeIkkeInnlogget, Niva: viewer.NivaBetydelig}},
		{"a role named without a level, nobody", nil, begge, viewer.NivaIngen, Feil{Kode: KodeIkkeInnlogget}},
		{"the first role held", &viewer.Innlogget{Niva: viewer.NivaHoyt, Tilganger: []viewer.Tilgang{adm}}, begge, viewer.NivaHoyt, viewer.RolleAdmin},
		{"of one kommune only", &viewer.Innlogget{Niva: viewer.NivaHoyt, Tilganger: []viewer.Tilgang{{Rolle: viewer.RolleAdmin, Bydel: viewer.Bydel{Kommunenummer: "4601"}}}}, begge[:1], viewer.NivaHoyt, viewer.RolleAdmin},
		{"the second", &viewer.Innlogget{Niva: viewer.NivaHoyt}, begge, viewer.NivaHoyt, viewer.RolleInnbygger},
		{"too low", &viewer.Innlogget{Niva: viewer.NivaBetydelig}, begge, viewer.NivaHoyt, Feil{Kode: KodeForLavtNiva, Niva: viewer.NivaHoyt}},
		{"not held", &viewer.Innlogget{Niva: viewer.NivaHoyt}, begge[:1], viewer.NivaHoyt, Feil{Kode: KodeIkkeFunnet}},
		{"not held, too low: hidden all the same", &viewer.Innlogget{Niva: viewer.NivaBetydelig}, begge[:1], viewer.NivaHoyt, Feil{Kode: KodeIkkeFunnet}},
		{"not a person's", &viewer.Innlogget{Niva: viewer.NivaHoyt, Tilganger: []viewer.Tilgang{{Rolle: viewer.RolleSystem}}}, []viewer.Rolle{viewer.RolleSystem}, viewer.NivaIngen, Feil{Kode: KodeIkkeFunnet}},
	} {
		t.Run(f.navn, func(t *testing.T) {
			ctx := t.Context()
			if f.som != nil {
				ctx = viewer.WithInnlogget(ctx, *f.som)
			}
			ctx, err := Krev(ctx, f.roller, f.niva, nil)
			if err != nil {
				if !errors.Is(err, f.vil.(error)) {
					t.Errorf("got %+v, want %v", err, f.vil)
				}
				return
			}
			if v := viewer.From(ctx); v.Rolle() != f.vil {
				t.Errorf("runs as %s, want %v", v.Rolle(), f.vil)
			}
		})
	}
}

// A machine holds rights, not levels: the field's right, in some kommune, or it is told that it lacks it.
func TestKrevMaskin(t *testing.T) {
	maskin := viewer.Fagsystem{Rettigheter: []viewer.Rettighet{{Rett: viewer.RettKonsument, Kommunenummer: "4601"}}}
	alle := []viewer.Rolle{viewer.RolleSaksbehandler, viewer.RolleFagsystem}
	konsument, produsent := viewer.RettKonsument, viewer.RettProdusent
	for _, f := range []struct {
		navn   string
		som    viewer.Fagsystem
		roller []viewer.Rolle
		rett   *viewer.Rett
		ok     bool
	}{
		{"holds the right", maskin, alle, &konsument, true},
		{"another right", maskin, alle, &produsent, false},
		{"no right at all", viewer.Fagsystem{}, alle, &konsument, false},
		{"a field that asks for no right", maskin, alle, nil, false},
		{"a field for persons", maskin, alle[:1], &konsument, false},
	} {
		t.Run(f.navn, func(t *testing.T) {
			ctx, err := Krev(viewer.WithMaskin(t.Context(), f.som), f.roller, viewer.NivaHoyt, f.rett)
			if f.ok != (err == nil) || (f.ok && viewer.From(ctx).Rolle() != viewer.RolleFagsystem) {
				t.Errorf("as %v: %v", viewer.From(ctx), err)
			}
			if !f.ok && !errors.Is(err, Feil{Kode: KodeManglerRettighet}) {
				t.Errorf("refused as %v", err)
			}
		})
	}
}
