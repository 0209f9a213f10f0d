//go:build ignore

// Command diff compares ent/schema with the migrations and writes the SQL that is missing, on an empty PostgreSQL of its
// own. With -check it writes nothing and fails if something is missing.
package main

import (
	"context"
	"database/sql"
	"flag"
	"fmt"
	"log"
	"os"
	"path/filepath"

	atlas "ariga.io/atlas/sql/migrate"
	"ariga.io/atlas/sql/sqltool"
	"entgo.io/ent/dialect"
	"entgo.io/ent/dialect/sql/schema"
	"github.com/jackc/pgx/v5/stdlib"

	"barnevernportalen/ent"
	"barnevernportalen/ent/db/migrate"
)

func main() {
	check := flag.Bool("check", false, "fail if a migration is missing")
	name := flag.String("name", "endring", "name of the migration")
	flag.Parse()
	if err := run(context.Background(), *check, *name); err != nil {
		log.Fatal(err)
	}
}

func run(ctx context.Context, check bool, name string) error {
	tmp, err := os.MkdirTemp("", "bvpdiff")
	if err != nil {
		return err
	}
	defer os.RemoveAll(tmp)
	server, err := ent.StartPrivate(ctx, ent.PrivateConfig{DataDir: filepath.Join(tmp, "pg"), Unsafe: true})
	if err != nil {
		return err
	}
	defer server.Stop(ctx)
	if err := server.EnsureDatabase(ctx, "diff"); err != nil {
		return err
	}
	// ent finds the driver by the address's scheme.
	sql.Register("postgres", stdlib.GetDefaultDriver())

	// Work on a copy: atlas wants a checksum file beside the SQL, which goose has no use for.
	const folder = "ent/migrations/sql"
	work := filepath.Join(tmp, "sql")
	if err := os.CopyFS(work, os.DirFS(folder)); err != nil {
		return err
	}
	before, err := filepath.Glob(filepath.Join(work, "*.sql"))
	if err != nil {
		return err
	}
	dir, err := sqltool.NewGooseDir(work)
	if err != nil {
		return err
	}
	sum, err := dir.Checksum()
	if err != nil {
		return err
	}
	if err := atlas.WriteSumFile(dir, sum); err != nil {
		return err
	}
	err = migrate.NamedDiff(ctx, server.DSN("diff"), name, schema.WithDir(dir), schema.WithDialect(dialect.Postgres),
		schema.WithMigrationMode(schema.ModeReplay), schema.WithFormatter(sqltool.GooseFormatter))
	if err != nil {
		return err
	}
	after, err := filepath.Glob(filepath.Join(work, "*.sql"))
	if err != nil {
		return err
	}
	if len(after) == len(before) {
		fmt.Println("ent/schema and the migrations agree")
		return nil
	}
	written := after[len(after)-1] // names begin with the time, so the newest is last
	text, err := os.ReadFile(written)
	if err != nil {
		return err
	}
	if check {
		return fmt.Errorf("ent/schema says more than the migrations do; run make migration:\n%s", text)
	}
	fmt.Println("wrote", filepath.Base(written))
	return os.WriteFile(filepath.Join(folder, filepath.Base(written)), text, 0o644)
}
