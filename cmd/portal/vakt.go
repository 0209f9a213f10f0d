package main

import (
	"context"
	"crypto/ed25519"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"path/filepath"
	"sync/atomic"
	"time"

	"barnevernportalen/cmd/portal/verify"
	"barnevernportalen/delivery"
	"barnevernportalen/ent"
	"barnevernportalen/ent/vault"
)

const (
	// sjekkpunktmappe is where checkpoints are written, in DATA_DIR unless SJEKKPUNKT_MAPPE names another place.
	sjekkpunktmappe = "sjekkpunkt"
	// bevaringHver is how often the conservation law is checked, and the heartbeat sent. Everything is, as often, while that takes no
	// more than fullRask; of a ledger that has grown larger, and always against the checkpoints, every fullHver.
	bevaringHver = time.Minute
	fullRask     = 2 * time.Second
	fullHver     = time.Hour
	// maksFunnILogg is how many findings are told one by one.
	maksFunnILogg = 20
)

// vaktOppsett is how the watch reaches the world outside.
type vaktOppsett struct {
	metrikkLytt string // METRIKK_LYTT: host:port of the metrics, apart from the portal's own address
	hjerteslag  string // HJERTESLAG_URL: called each minute while all is well; silence is the alarm
	mappe       string // SJEKKPUNKT_MAPPE: where checkpoints are written
}

func lesVaktOppsett(env func(string) string) (vaktOppsett, error) {
	o := vaktOppsett{env("METRIKK_LYTT"), env("HJERTESLAG_URL"), env("SJEKKPUNKT_MAPPE")}
	if o.hjerteslag == "" {
		return o, nil
	}
	u, err := url.Parse(o.hjerteslag)
	if err != nil || u.Host == "" || u.Scheme != "https" && !loopback(u) {
		return o, errors.New("HJERTESLAG_URL must be an https address")
	}
	return o, nil
}

// loopback: the address leads nowhere but here.
func loopback(u *url.URL) bool {
	ip := net.ParseIP(u.Hostname())
	return u.Scheme == "http" && (u.Hostname() == "localhost" || ip != nil && ip.IsLoopback())
}

// vakt checks the ledger while the program runs, as `portal verify` does, and tells what it finds: in the log, as metrics,
// and by a heartbeat that stops. It has its own connection and shares nothing with the jobs: a queue that stands does not
// silence it.
type vakt struct {
	oppsett vaktOppsett
	les     *ent.ReadOnly
	trygg   func(context.Context) error // ent.DB.CheckSafe: whether the database still keeps what it commits
	utrygg  atomic.Bool                 // it does not
	key     ed25519.PrivateKey
	klokke  func() time.Time
	log     *slog.Logger
	sist    atomic.Pointer[runde]
}

// runde is what one round found.
type runde struct {
	*verify.Rapport
	fullFunn int           // of the last full round
	full     time.Time     // when that was
	fullTok  time.Duration // and how long it took
	punkt    time.Time     // when the logs were last held against the checkpoints
}

// vakten makes the folder of checkpoints and their key ready.
func (o oppsett) vakten(v *vault.Vault, klokke *delivery.Klokke, log *slog.Logger) (*vakt, error) {
	if err := verify.Mappe(o.vakt.mappe); err != nil {
		return nil, err
	}
	key, err := sjekkpunktnokkel(filepath.Join(o.data, "nokler"), o.vakt.mappe, v)
	return &vakt{oppsett: o.vakt, key: key, klokke: klokke.Naa, log: log}, err
}

// start connects, opens the address of the metrics, and begins to look. It ends with ctx; what it holds is let go when stopp
// is called.
func (v *vakt) start(ctx context.Context, dsn string) (stopp func(), err error) {
	if v.les, err = ent.OpenReadOnly(ctx, dsn); err != nil {
		return nil, err
	}
	if !v.les.EgenRolle {
		v.log.Warn("the ledger is checked without a role that can only read", "rolle", ent.Leserolle)
	}
	var srv *http.Server
	if v.oppsett.metrikkLytt != "" {
		ln, err := (&net.ListenConfig{}).Listen(ctx, "tcp", v.oppsett.metrikkLytt)
		if err != nil {
			v.les.Close()
			return nil, fmt.Errorf("METRIKK_LYTT: %w", err)
		}
		srv = &http.Server{Handler: v, ReadHeaderTimeout: 5 * time.Second, WriteTimeout: 10 * time.Second}
		go func() { _ = srv.Serve(ln) }()
	}
	ctx, cancel := context.WithCancel(ctx)
	ferdig := make(chan struct{})
	go func() { defer close(ferdig); v.kjor(ctx) }()
	return func() {
		cancel()
		<-ferdig
		if srv != nil {
			_ = srv.Close()
		}
		v.les.Close()
	}, nil
}

// kjor goes on until ctx ends.
func (v *vakt) kjor(ctx context.Context) {
	klokke := time.NewTicker(bevaringHver)
	defer klokke.Stop()
	for {
		v.enRunde(ctx)
		select {
		case <-klokke.C:
		case <-ctx.Done():
			return
		}
	}
}

func (v *vakt) enRunde(ctx context.Context) {
	trygt := v.sporTrygg(ctx)
	forrige, began := v.sist.Load(), time.Now()
	punkt := forrige == nil || time.Since(forrige.punkt) >= fullHver || forrige.fullFunn > 0
	full := punkt || forrige.fullTok <= fullRask
	r, err := v.sjekk(ctx, full, punkt)
	if err != nil {
		if ctx.Err() == nil {
			v.log.Error("the ledger could not be checked", "err", err)
		}
		return // no heartbeat
	}
	ny := &runde{Rapport: r, full: time.Now(), fullFunn: len(r.Funn), fullTok: time.Since(began), punkt: time.Now()}
	if !full {
		ny.full, ny.fullFunn, ny.fullTok = forrige.full, forrige.fullFunn, forrige.fullTok
	}
	if !punkt {
		ny.punkt = forrige.punkt
	}
	v.sist.Store(ny)
	for i, f := range r.Funn {
		if i == maksFunnILogg {
			v.log.Error("and more: run `portal verify`", "funn", len(r.Funn))
			break
		}
		v.log.Error("the ledger is not in order", "tabell", f.Tabell, "rad", f.ID, "hva", f.Hva)
	}
	if len(r.Funn) == 0 && ny.fullFunn == 0 && trygt {
		v.hjerteslag(ctx)
	}
}

// sporTrygg asks whether a commit is a promise still. When it is not, the program takes nothing more: see ent.DB.CheckSafe. The
// row of an alarm would be such a commit too, so the log and the heartbeat tell it, and /helse.
func (v *vakt) sporTrygg(ctx context.Context) bool {
	ctx, cancel := context.WithTimeout(ctx, 20*time.Second)
	defer cancel()
	err := v.trygg(ctx)
	utrygg := errors.Is(err, ent.ErrUnsafe)
	switch {
	case utrygg:
		v.utrygg.Store(true)
		v.log.Error("nothing is taken, and no receipt given, before this is mended", "err", err)
	case err == nil && v.utrygg.Swap(false):
		v.log.Warn("the database is safe again: reports are taken")
	case err != nil && ctx.Err() == nil:
		v.log.Error("the database could not be asked whether it is safe", "err", err)
	}
	return err == nil
}

// sjekk runs the conservation law, or everything. punkt: against the checkpoints too, and then a new one is written.
func (v *vakt) sjekk(ctx context.Context, full, punkt bool) (*verify.Rapport, error) {
	ctx, cancel := context.WithTimeout(ctx, fullHver)
	defer cancel()
	r := &verify.Rapport{Tidspunkt: v.klokke()}
	err := v.les.Snapshot(ctx, func(tx *sql.Tx) (err error) {
		if !full {
			return verify.Bevaring(ctx, tx, r)
		}
		if r, err = verify.Alt(ctx, tx, v.klokke()); err != nil || !punkt {
			return err
		}
		punkter, err := verify.Les(v.oppsett.mappe, v.key.Public().(ed25519.PublicKey))
		if err != nil {
			return err
		}
		if err := verify.Mot(ctx, tx, r, punkter); err != nil {
			return err
		}
		if len(r.Funn) > 0 {
			return nil // what is wrong is not signed
		}
		s, err := verify.Lag(ctx, tx, punkter, time.Now())
		if err == nil && len(s.Logger) > 0 {
			_, err = verify.Skriv(v.oppsett.mappe, s, v.key)
		}
		return err
	})
	return r, err
}

// hjerteslag tells somebody else's watch that all is well here. What it answers is of no interest, that it did not is.
func (v *vakt) hjerteslag(ctx context.Context) {
	if v.oppsett.hjerteslag == "" {
		return
	}
	ctx, cancel := context.WithTimeout(ctx, 20*time.Second)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, v.oppsett.hjerteslag, nil)
	if err == nil {
		var svar *http.Response
		if svar, err = http.DefaultClient.Do(req); err == nil {
			_ = svar.Body.Close()
			if svar.StatusCode >= http.StatusBadRequest {
				err = fmt.Errorf("status %d", svar.StatusCode)
			}
		}
	}
	if err != nil && ctx.Err() == nil {
		v.log.Warn("the heartbeat was not heard", "err", utenAdresse(err))
	}
}

// utenAdresse: the address may hold a secret.
func utenAdresse(err error) error {
	var u *url.Error
	if errors.As(err, &u) {
		return u.Err
	}
	return err
}

// ServeHTTP answers with the metrics, in the text form that Prometheus reads.
func (v *vakt) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.URL.Path != "/metrics" {
		http.NotFound(w, r)
		return
	}
	s := v.sist.Load()
	if s == nil {
		http.Error(w, "not checked yet", http.StatusServiceUnavailable)
		return
	}
	w.Header().Set("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
	for _, m := range []struct {
		navn, hva string
		verdi     int64
	}{
		{"accepted", "Shipments ever accepted", s.Akseptert},
		{"proven", "Shipments proven to be received", s.Bevist},
		{"in_flight", "Shipments not proven, with a deadline that runs", s.Underveis},
		{"escalated", "Shipments not proven, that a person has", s.Eskalert},
		{"unaccounted", "Shipments that are none of these: must be 0", s.Uredegjort},
		{"findings", "Findings of the last full check", int64(s.fullFunn)},
		{"database_unsafe", "Whether the database may forget what it commits, so that nothing is taken: must be 0", tall(v.utrygg.Load())},
		{"checked_timestamp_seconds", "When the conservation law was last checked", s.Tidspunkt.Unix()},
		{"full_check_timestamp_seconds", "When everything was last checked", s.full.Unix()},
	} {
		_, _ = fmt.Fprintf(w, "# HELP barnevernportalen_%[1]s %[2]s\n# TYPE barnevernportalen_%[1]s gauge\nbarnevernportalen_%[1]s %[3]d\n", m.navn, m.hva, m.verdi)
	}
}

func tall(sant bool) int64 {
	if sant {
		return 1
	}
	return 0
}
