package main

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"barnevernportalen/delivery"
	"barnevernportalen/delivery/fiksio/liksom"
	"barnevernportalen/delivery/seal"
	"barnevernportalen/ent"
	"barnevernportalen/ent/vault"
	"barnevernportalen/ent/viewer"
	"barnevernportalen/forvaltning"
)

// krasjverden is all that can be killed, each a process of its own, and nothing shared with another test: the portal, its
// PostgreSQL, and for those who ask RabbitMQ behind the look-alike of Fiks IO, and two case systems, one on each channel.
// What must outlive them all is in this test's process and folder.
type krasjverden struct {
	t     testing.TB
	mappe string
	url   string
	env   []string // the portal's

	pg     *ent.Private // nil: the portal has one of its own, in its data folder
	fiks   *liksom.Server
	portal *vokter
	fag    map[string]*vokter // by bydelsnummer
}

const krasjfrase = "bare for prøver"

// krasjfrist is how long anything here may take to be at work again. It waits for others that are down too, on a machine that
// may do much else: it is there to end a test that would never end, not to judge how fast it was.
const krasjfrist = 5 * time.Minute

// nyKrasjverden makes a world, and starts the portal, and with utland the rest.
func nyKrasjverden(t testing.TB, utland bool) *krasjverden {
	t.Helper()
	mappe, err := os.MkdirTemp("", "kr") // short: sockets lie in it
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(mappe) })
	port := freePort(t)
	w := &krasjverden{t: t, mappe: mappe, url: "http://localhost:" + port, fag: map[string]*vokter{}}
	if err := w.startPostgres(t.Context()); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), lengst)
		defer cancel()
		if err := w.pg.Stop(ctx); err != nil {
			t.Error(err)
		}
	})
	w.env = []string{
		"PATH=" + os.Getenv("PATH"), "PORTAL_MODUS=dev", "PORTAL_PASSFRASE=" + krasjfrase, "PORT=" + port,
		"DATA_DIR=" + w.data(), "DATABASE_URL=" + w.dsn(), somProgram + "=1",
	}
	w.krav(w.pg.EnsureDatabase(t.Context(), databasenavn))
	// An asynchronous commit reaches the disk when this process wakes: in its own good time, so that the control does not
	// hang on luck. The synchronous commits of the product do not wait for it.
	w.sql("postgres", `ALTER SYSTEM SET wal_writer_delay = '10s'`, `ALTER SYSTEM SET wal_writer_flush_after = '512MB'`,
		// One call instead of one for each file, when it starts after a kill.
		`ALTER SYSTEM SET recovery_init_sync_method = 'syncfs'`, `SELECT pg_reload_conf()`)
	if utland {
		w.startUtland()
	}
	w.portal = nyVokter(t, "portal", "Barnevernportalen: ", func() *exec.Cmd { return w.program(context.Background(), "serve") })
	w.til("the portal serves", w.portal.iArbeid)
	return w
}

func (w *krasjverden) data() string { return filepath.Join(w.mappe, "d") }

func (w *krasjverden) dsn() string {
	if w.pg != nil {
		return w.pg.DSN(databasenavn)
	}
	dsn, err := ent.PrivateDSN(w.pgmappe(), databasenavn)
	w.krav(err)
	return dsn
}

// pgmappe is where PostgreSQL lives.
func (w *krasjverden) pgmappe() string {
	if w.pg != nil {
		return filepath.Join(w.mappe, "pg")
	}
	return filepath.Join(w.data(), "postgres")
}

func (w *krasjverden) krav(err error) {
	w.t.Helper()
	if err != nil {
		w.t.Fatal(err)
	}
}

func (w *krasjverden) startPostgres(ctx context.Context) (err error) {
	ctx, cancel := context.WithTimeout(ctx, lengst)
	defer cancel()
	w.pg, err = ent.StartPrivate(ctx, ent.PrivateConfig{DataDir: filepath.Join(w.mappe, "pg")})
	return err
}

// program is the portal with a command: the binary in KRASJ_BIN, and without that this test program, which is the same.
func (w *krasjverden) program(ctx context.Context, args ...string) *exec.Cmd {
	c := exec.CommandContext(ctx, krasjprogram("portal", os.Args[0]), args...)
	c.Env = w.env
	return c
}

// krasjprogram is where a built program is.
func krasjprogram(navn, ellers string) string {
	if mappe := os.Getenv("KRASJ_BIN"); mappe != "" {
		return filepath.Join(mappe, navn)
	}
	return ellers
}

// startUtland sows the receivers of dev mode, as the portal itself would with FIKSIO=1; but Fiks IO and its broker are ours, so
// that the portal can die without them, and they without it.
func (w *krasjverden) startUtland() {
	t := w.t
	t.Helper()
	ctx := viewer.With(t.Context(), viewer.System{Oppgave: "start"})
	o, err := lesOppsett(func(navn string) string {
		for _, e := range append(w.env, "FIKSIO=1") {
			if v, ok := strings.CutPrefix(e, navn+"="); ok {
				return v
			}
		}
		return ""
	})
	w.krav(err)
	w.krav(os.MkdirAll(o.data, 0o700))
	w.krav(ent.Migrate(ctx, w.dsn()))
	log := slog.New(slog.DiscardHandler)
	db, err := ent.Open(ctx, ent.Config{DSN: w.dsn(), Log: log})
	w.krav(err)
	defer db.Close()
	v, err := vault.Open(filepath.Join(o.data, "nokler"), krasjfrase)
	w.krav(err)
	nokler, err := delivery.OpenNokkelmappe(filepath.Join(o.data, "nokler"), v)
	w.krav(err)
	f := &forvaltning.Service{DB: db, Vault: v, Person: personer(v), Klokke: time.Now, Log: log}
	w.krav(f.LagreKommuner(ctx))
	w.krav(froDev(ctx, o, db, f, nokler))
	tjeneste, err := signatar(ctx, db, f, nokler)
	w.krav(err)
	w.startFiks(o, tjeneste)
	w.startFagsystem("03", "graphql")
	w.startFagsystem("04", "fiksio")
}

// startFagsystem starts the case system of a bydel of Oslo.
func (w *krasjverden) startFagsystem(bydelsnummer, kanal string) {
	o := oppsett{data: w.data()}
	args := append([]string{"motta", "-kanal", kanal, "-hvert", "300ms", "-mottaker", "0301-" + bydelsnummer, "-portal", w.url}, w.fagargumenter(bydelsnummer)...)
	if kanal == "fiksio" {
		args = append(args, "-fiksio", filepath.Join(o.liksomFagsystemmappe(), "fiksio.json"))
	}
	program := w.fagsystem()
	w.fag[bydelsnummer] = nyVokter(w.t, "fagsystem "+kanal, "msg=answered", func() *exec.Cmd {
		c := exec.Command(program, args...) //nolint:noctx // it lives until it is killed
		c.Env = []string{"PATH=" + os.Getenv("PATH")}
		return c
	})
}

// startFiks starts Fiks IO, with the portal's account and the bydel's.
func (w *krasjverden) startFiks(o oppsett, tjeneste seal.Signer) {
	t := w.t
	t.Helper()
	var err error
	w.fiks, err = liksom.Start(t.Context(), liksom.Oppsett{Mappe: filepath.Join(w.mappe, "f"), Token: konsument, Bekreftelse: 5 * time.Second})
	w.krav(err)
	t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), lengst)
		defer cancel()
		if err := w.fiks.Stopp(ctx); err != nil {
			t.Error(err)
		}
	})
	set := fiksioOppsett{api: w.fiks.API(), amqp: w.fiks.AMQP(), konto: liksomKonto, integrasjon: liksomIntegrasjon, passord: uuid.NewString()}
	w.krav(o.liksomKontoer(w.fiks, set, tjeneste))
	w.env = append(w.env, "FIKSIO_API="+set.api, "FIKSIO_AMQP="+set.amqp, "FIKSIO_KONTO_ID="+set.konto.String(),
		"FIKSIO_INTEGRASJON_ID="+set.integrasjon.String(), "FIKSIO_INTEGRASJON_PASSORD="+set.passord)
}

// konsument reads whose a token is. It does not ask Maskinporten, who lives in the portal: a broker that lets nobody in while
// the portal is dead would be another fault than those meant here.
func konsument(token string) (string, error) {
	deler := strings.Split(token, ".")
	var krav struct {
		Consumer struct{ ID string }
	}
	if len(deler) != 3 {
		return "", errors.New("no token")
	}
	raw, err := base64.RawURLEncoding.DecodeString(deler[1])
	if err == nil {
		err = json.Unmarshal(raw, &krav)
	}
	_, orgnr, _ := strings.Cut(krav.Consumer.ID, ":")
	return orgnr, err
}

// fagsystem is the reference case system's program.
func (w *krasjverden) fagsystem() string {
	program := krasjprogram("fagsystem", filepath.Join(w.mappe, "fagsystem"))
	if _, err := os.Stat(program); errors.Is(err, os.ErrNotExist) {
		if ut, err := exec.CommandContext(w.t.Context(), "go", "build", "-o", program, "../fagsystem").CombinedOutput(); err != nil {
			w.t.Fatalf("build the case system: %v\n%s", err, ut)
		}
	}
	return program
}

// fagargumenter are what every command of a bydel's case system must know.
func (w *krasjverden) fagargumenter(bydelsnummer string) []string {
	o := oppsett{data: w.data()}
	return []string{"-oppsett", filepath.Join(o.data, "liksom", "integrasjoner", "oslo.json"), "-nokkel", o.liksomFagsystemmappe(),
		"-mappe", w.lager(bydelsnummer)}
}

// lager is the store of a bydel's case system.
func (w *krasjverden) lager(bydelsnummer string) string {
	return filepath.Join(w.mappe, "fag"+bydelsnummer)
}

// sql runs statements, one by one.
func (w *krasjverden) sql(database string, setninger ...string) {
	w.t.Helper()
	c, err := pgx.Connect(w.t.Context(), w.pg.DSN(database))
	w.krav(err)
	defer func() { _ = c.Close(w.t.Context()) }()
	for _, s := range setninger {
		_, err := c.Exec(w.t.Context(), s)
		w.krav(err)
	}
}

// til waits until something is so, for as long as a slow machine may need.
func (w *krasjverden) til(hva string, sant func() bool) {
	w.t.Helper()
	if !snart(w.t.Context(), krasjfrist, sant) {
		w.t.Fatalf("never: %s", hva)
	}
}
