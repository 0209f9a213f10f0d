package main

import (
	"context"
	"fmt"
	"log/slog"
	"path/filepath"

	"barnevernportalen/ent"
	"barnevernportalen/ent/vault"
)

// database is where the rows are: the operator's, or a private server that we start and stop.
type database struct {
	dsn     string
	private *ent.Private
}

// databasenavn is the database on a private server.
const databasenavn = "barnevernportalen"

// openDatabase starts a private server if there is no DATABASE_URL, and migrates. The caller stops it.
func openDatabase(ctx context.Context, o oppsett, log *slog.Logger) (*database, error) {
	d := &database{dsn: o.dsn}
	if d.dsn != "" {
		if err := ent.CheckSafeAt(ctx, d.dsn); err != nil { // before a single table is made in it
			return nil, fmt.Errorf("DATABASE_URL: %w", err)
		}
	} else {
		log.Info("starting a private PostgreSQL", "folder", filepath.Join(o.data, "postgres"))
		p, err := ent.StartPrivate(ctx, ent.PrivateConfig{
			DataDir: filepath.Join(o.data, "postgres"), Log: func(s string) { log.Info(s) },
		})
		if err != nil {
			return nil, err
		}
		d.private = p
		if err := p.EnsureDatabase(ctx, databasenavn); err != nil {
			d.stop(ctx, log)
			return nil, err
		}
		d.dsn = p.DSN(databasenavn)
	}
	if err := ent.Migrate(ctx, d.dsn); err != nil {
		d.stop(ctx, log)
		return nil, err
	}
	return d, nil
}

// died is closed over the private server's end; nil, and so never ready, for the operator's.
func (d *database) died() <-chan error {
	if d.private == nil {
		return nil
	}
	return d.private.Done()
}

// stop gives the private server its time to stop, also when ctx, by now, has ended.
func (d *database) stop(ctx context.Context, log *slog.Logger) {
	if d.private == nil {
		return
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), stopTime)
	defer cancel()
	if err := d.private.Stop(ctx); err != nil {
		log.Error("stop PostgreSQL", "err", err)
	}
}

func migrate(ctx context.Context, o oppsett, log *slog.Logger) error {
	d, err := openDatabase(ctx, o, log)
	if err != nil {
		return err
	}
	d.stop(ctx, log)
	fmt.Println("the database is at this program's version")
	return nil
}

// apneMedNokler opens the database at dsn and the key folder that belongs to it, for a command beside the portal. Another
// installation's key folder, or another mode, is refused: what it hashed would be nobody's. The caller closes the database.
func apneMedNokler(ctx context.Context, o oppsett, dsn string, log *slog.Logger) (*ent.DB, *vault.Vault, error) {
	d, err := ent.Open(ctx, ent.Config{DSN: dsn, Log: jobLog(log)})
	if err != nil {
		return nil, nil, err
	}
	v, err := vault.Open(filepath.Join(o.data, "nokler"), o.passfrase)
	if err == nil {
		err = d.KnyttTil(ctx, v.ID(), string(o.modus))
	}
	if err != nil {
		d.Close()
		return nil, nil, err
	}
	return d, v, nil
}
