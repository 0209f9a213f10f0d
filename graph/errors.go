package graph

import (
	"context"
	"crypto/rand"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"maps"
	"net"
	"runtime"
	"slices"
	"strconv"
	"strings"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"barnevernportalen/bekymring"
	"barnevernportalen/delivery"
	"barnevernportalen/ent"
	"barnevernportalen/ent/db"
	"barnevernportalen/ent/db/privacy"
	"barnevernportalen/ent/viewer"
	"barnevernportalen/graph/skalar"
	"barnevernportalen/innsyn"
)

// Kode is why a request was refused, for a program. docs/http.md says what each asks of the caller.
type Kode string

// The codes.
const (
	KodeIkkeInnlogget      Kode = "IKKE_INNLOGGET"
	KodeForLavtNiva        Kode = "FOR_LAVT_NIVA"
	KodeAnnenPerson        Kode = "ANNEN_PERSON" // the page is another person's: nothing was read, and nothing stored
	KodeIkkeFunnet         Kode = "IKKE_FUNNET"
	KodeManglerRettighet   Kode = "MANGLER_RETTIGHET"
	KodeUkjentDokument     Kode = "UKJENT_DOKUMENT"
	KodeUgyldigForesporsel Kode = "UGYLDIG_FORESPORSEL"
	KodeForMye             Kode = "FOR_MYE"
	KodeUtilgjengelig      Kode = "UTILGJENGELIG"
	KodeUvisst             Kode = "UVISST"
	KodeIngenNokkel        Kode = "INGEN_NOKKEL"
	KodeIntern             Kode = "INTERN"
)

var meldinger = map[Kode]string{
	KodeIkkeInnlogget:      "krever innlogging",
	KodeForLavtNiva:        "krever innlogging på et høyere nivå",
	KodeAnnenPerson:        "en annen er logget inn",
	KodeIkkeFunnet:         "finnes ikke",
	KodeManglerRettighet:   "integrasjonen har ikke rettigheten",
	KodeUkjentDokument:     "ukjent dokument",
	KodeUgyldigForesporsel: "ugyldig forespørsel",
	KodeForMye:             "for mye på en gang",
	KodeUtilgjengelig:      "utilgjengelig nå, prøv igjen",
	KodeUvisst:             "det er ikke sikkert om det ble lagret, prøv igjen",
	KodeIngenNokkel:        "kan ikke forsegles til mottakeren nå",
	KodeIntern:             "noe gikk galt hos oss",
}

// Feil is an error the caller is told of. It has no text of its own, so it can carry nothing from the request.
type Feil struct {
	Kode Kode
	Niva viewer.Niva // with IKKE_INNLOGGET and FOR_LAVT_NIVA: the level the field needs
	id   string      // where to look in the log
}

func (f Feil) Error() string { return meldinger[f.Kode] }

// Detaljer is what a program is told: kode, and niva and feilId where there is one.
func (f Feil) Detaljer() map[string]any {
	d := map[string]any{"kode": string(f.Kode)}
	if f.Niva != viewer.NivaIngen {
		d["niva"] = f.Niva.String()
	}
	if f.id != "" {
		d["feilId"] = f.id
	}
	return d
}

// GraphQL is the error as it stands in an answer.
func (f Feil) GraphQL() *gqlerror.Error {
	return &gqlerror.Error{Err: f, Message: f.Error(), Extensions: f.Detaljer()}
}

// Presenter turns every error into an answer, once. What is hidden, refused by a row rule, or not there gives the same
// answer to the byte.
type Presenter struct{ Log *slog.Logger }

// Present is gqlgen's error presenter.
func (p *Presenter) Present(ctx context.Context, err error) *gqlerror.Error {
	out := p.Feil(ctx, err).GraphQL()
	var g *gqlerror.Error
	if !errors.As(err, &g) {
		out.Path = graphql.GetPath(ctx)
		return out
	}
	out.Path = g.Path
	if dokumentfeil(g) {
		out.Message, out.Locations = g.Message, g.Locations // about the document its own author has just sent
	}
	return out
}

// Feil says what the caller may know of err, and logs the rest.
func (p *Presenter) Feil(ctx context.Context, err error) Feil {
	var f Feil
	if errors.As(err, &f) {
		return f
	}
	kode, logges := Arsak(err)
	if logges {
		return p.logg(ctx, kode, err)
	}
	return Feil{Kode: kode}
}

// Arsak is the code of an error, and whether the operator must be told of it: then [Loggtekst] is what to log.
func Arsak(err error) (kode Kode, logges bool) {
	var g *gqlerror.Error
	errors.As(err, &g)
	switch {
	case errors.Is(err, ent.ErrIkkeFunnet), errors.Is(err, privacy.Deny), db.IsNotFound(err), errors.Is(err, bekymring.ErrIkkeProdusent),
		errors.Is(err, innsyn.ErrIkkeIndekserer), errors.Is(err, innsyn.ErrIkkeSamtykke):
		return KodeIkkeFunnet, false
	case errors.Is(err, bekymring.ErrForMangeOpplastinger), errors.Is(err, innsyn.ErrForMangeSamtidige):
		return KodeForMye, false
	case errors.Is(err, ent.ErrForStort): // a case that cannot be shown: the operator's to mend
		return KodeForMye, true
	case g != nil && (dokumentfeil(g) || variabelfeil(g)), ugyldigVerdi(err):
		return KodeUgyldigForesporsel, false
	case errors.Is(err, ent.ErrUvisst): // before what broke it: that would say that nothing was stored
		return KodeUvisst, true
	case errors.Is(err, delivery.ErrIngenNokkel):
		return KodeIngenNokkel, true
	case errors.Is(err, bekymring.ErrOpptatt), errors.Is(err, ent.ErrUnsafe):
		return KodeUtilgjengelig, true
	case errors.Is(err, context.Canceled):
		return KodeUtilgjengelig, false // the caller has left, or the server is stopping
	case utilgjengelig(err):
		return KodeUtilgjengelig, true
	default:
		return KodeIntern, true
	}
}

// logg writes the cause under an id. Errors of ours hold no content (docs: errors name what was being done).
func (p *Presenter) logg(ctx context.Context, k Kode, err error) Feil {
	id := rand.Text()
	p.Log.LogAttrs(ctx, slog.LevelError, "feil", slog.String("feilId", id), slog.String("kode", string(k)),
		slog.String("felt", graphql.GetPath(ctx).String()), slog.String("feil", Loggtekst(err)))
	return Feil{Kode: k, id: id}
}

// Loggtekst is an error's text for the log, without what PostgreSQL says of a value it cannot read (class 22): it quotes it.
func Loggtekst(err error) string {
	var pg interface {
		error
		SQLState() string
	}
	if errors.As(err, &pg) && strings.HasPrefix(pg.SQLState(), "22") {
		return strings.ReplaceAll(err.Error(), pg.Error(), "SQLSTATE "+pg.SQLState())
	}
	return err.Error()
}

// Recover is gqlgen's recover function, and the one for all else here. The value of a panic may hold anything, also a report, so only its type is
// logged (and the text of the runtime's own), with the places it passed and not their arguments.
func (p *Presenter) Recover(ctx context.Context, v any) error { return p.Panikk(ctx, v) }

// Panikk is Recover where a Feil is wanted.
func (p *Presenter) Panikk(ctx context.Context, v any) Feil {
	id := rand.Text()
	hva := fmt.Sprintf("%T", v)
	if re, ok := v.(runtime.Error); ok {
		hva = re.Error()
	}
	p.Log.LogAttrs(ctx, slog.LevelError, "panic", slog.String("feilId", id), slog.String("hva", hva), slog.String("hvor", steder(3)))
	return Feil{Kode: KodeIntern, id: id}
}

// steder lists the calls that led here, innermost first.
func steder(hopp int) string {
	pcs := make([]uintptr, 32)
	frames := runtime.CallersFrames(pcs[:runtime.Callers(hopp, pcs)])
	var b strings.Builder
	for {
		f, more := frames.Next()
		fmt.Fprintf(&b, "%s:%d ", f.Function, f.Line)
		if !more {
			return b.String()
		}
	}
}

// dokumentfeil: the document does not parse, or is not of this schema.
func dokumentfeil(g *gqlerror.Error) bool {
	return g.Rule != "" || g.Extensions["code"] == "GRAPHQL_PARSE_FAILED"
}

// variabelfeil: the document is fine, and what came with it is not. The parser's text repeats it, ours does not.
func variabelfeil(g *gqlerror.Error) bool { return g.Extensions["code"] == "GRAPHQL_VALIDATION_FAILED" }

// ugyldigVerdi: a value the caller sent is of no use. The texts of the last two repeat it: a number that is none, and a
// character no text of PostgreSQL's may hold (NUL).
func ugyldigVerdi(err error) bool {
	var tall *strconv.NumError
	return errors.Is(err, skalar.ErrUgyldig) || errors.Is(err, innsyn.ErrDato) || errors.As(err, &tall) || sqlState(err) == "22021"
}

// utilgjengelig: storage does not answer, is full, or took too long. The classes are PostgreSQL's, appendix A: 08 no
// connection, 53 out of disk, memory or connections, 57 shutting down; 25006 is a standby that has not been promoted.
func utilgjengelig(err error) bool {
	if kode := sqlState(err); kode != "" {
		return kode == "25006" || slices.Contains([]string{"08", "53", "57"}, kode[:min(2, len(kode))])
	}
	var netErr net.Error
	var brudd interface{ SafeToRetry() bool } // what pgx says of a connection that broke
	return errors.As(err, &netErr) || errors.As(err, &brudd) || errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) ||
		errors.Is(err, context.DeadlineExceeded) || errors.Is(err, driver.ErrBadConn) || errors.Is(err, sql.ErrConnDone)
}

// sqlState is PostgreSQL's code, or "" of what is no answer from it.
func sqlState(err error) string {
	var pg interface{ SQLState() string }
	if errors.As(err, &pg) {
		return pg.SQLState()
	}
	return ""
}

// Koder lists the codes.
func Koder() []Kode { return slices.Sorted(maps.Keys(meldinger)) }
