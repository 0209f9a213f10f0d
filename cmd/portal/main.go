// Command portal is the whole service in one program.
//
//	portal serve     the portal, its API and its background work
//	portal migrate   bring the database to this version, and end
//	portal nokler …  turn the keys of the vault; see docs/drift.md
//	portal administrator …  let the first administrator in; her number comes on standard input: see docs/drift.md
//	portal avstem …  compare what a receiver holds, from a file, with what it was sent: status 1 if they differ
//	portal verify    check the ledger with other eyes, and end: status 1 if anything is wrong
//
// Settings come from the environment; see oppsett.go. Several may run against one database.
package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"os/signal"
	"syscall"
)

const kommandoer = "serve, migrate, administrator, avstem, verify, nokler"

func main() { os.Exit(kjor()) }

// kjor returns the exit status. It is no part of main, since os.Exit runs no defer.
func kjor() int {
	utenKjerne()
	log := slog.New(slog.NewTextHandler(os.Stderr, nil))
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, log, os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "portal:", err)
		return 1
	}
	return 0
}

func run(ctx context.Context, log *slog.Logger, args []string) error {
	if len(args) > 0 && args[0] == "verify" { // it needs no key, and none of the rest
		data, err := dataDir(os.Getenv)
		if err != nil {
			return err
		}
		return kjorVerify(ctx, data, os.Getenv("DATABASE_URL"), args[1:], os.Stdout)
	}
	if len(args) == 0 || len(args) > 1 && args[0] != "nokler" && args[0] != "avstem" && args[0] != "administrator" || len(args) > 2 && args[0] != "avstem" {
		return fmt.Errorf("want one of: %s", kommandoer)
	}
	o, err := lesOppsett(os.Getenv)
	if err != nil {
		return err
	}
	switch args[0] {
	case "serve":
		return serve(ctx, o, log)
	case "migrate":
		return migrate(ctx, o, log)
	case "avstem":
		return kjorAvstem(ctx, o, log, args[1:], os.Stdout)
	case "administrator":
		return kjorAdministrator(ctx, o, log, args[1:], os.Stdin, os.Stdout)
	case "nokler":
		if len(args) != 2 {
			return errors.New(nokkelbruk)
		}
		return nokler(ctx, o, log, args[1])
	default:
		return fmt.Errorf("unknown command; want one of: %s", kommandoer)
	}
}
