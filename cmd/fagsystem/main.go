// Command fagsystem is the reference case system: the smallest program that receives reports without ever losing one,
// written to be read by whoever makes a real one.
//
//	fagsystem motta     receive: over Fiks IO or the native channel; store; prove
//	fagsystem send      be a producer: seal a report and send it on KS's paths
//	fagsystem avstem    say what is held here, and hear what is missing
//	fagsystem indekser  show cases to their parties, each her own set of them
//	fagsystem samtykke  ask for consents, and keep them
//	fagsystem post      fetch what persons write from their cases, and answer
//	fagsystem innsynsforesporsel
//	                    answer who asks to see what is withheld
//	fagsystem vis       what is held here, and whether the chain of numbers is whole
//	fagsystem token     print a Maskinporten token
//	fagsystem nokkel    make a key pair
//
// Start with motta.go: it is the whole of receiving, from sealed bytes to the answer, in the order it happens. What it
// stands on is in lager.go (files that survive), kanal_fiksio.go and kanal_graphql.go (two ways to the same function),
// and kjede.go (how a missing report is noticed). docs/fagsystem.md shows it in use.
//
// Between 2020 and 2023 a case system answered «received» before it had stored anything, and 63 reports vanished. The
// one rule here is therefore that an answer is made of what was read back from the disk, and of nothing else.
//
// Settings, passwords and keys are in files, never on the command line, where every user of the machine can see them.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/signal"
	"strings"
	"syscall"
)

func main() { os.Exit(kjor()) }

// kjor returns the exit status. It is no part of main, since os.Exit runs no defer.
func kjor() int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	p := program{ut: os.Stdout, feil: os.Stderr, maskinporten: hentToken, steg: func(string) {}}
	if err := p.run(ctx, os.Args[1:]); err != nil {
		if !errors.Is(err, flag.ErrHelp) {
			fmt.Fprintln(os.Stderr, "fagsystem:", err)
		}
		return 1
	}
	return 0
}

// program is the world the subcommands see.
type program struct {
	ut, feil io.Writer
	// maskinporten gives tokens.
	maskinporten func(oppsett) (tokenkilde, error)
	// steg is told of every point between two acts that are not one. It does nothing but in the tests, which die there.
	steg func(navn string)
}

func (p program) log() *slog.Logger { return slog.New(slog.NewTextHandler(p.feil, nil)) }

func (p program) run(ctx context.Context, args []string) error {
	kommandoer := map[string]func(context.Context, []string) error{
		"motta": p.motta, "send": p.send, "indekser": p.indekser, "avstem": p.avstem, "vis": p.vis, "token": p.token, "nokkel": p.nokkel,
		"samtykke": p.samtykker, "post": p.post, "innsynsforesporsel": p.foresporsler,
	}
	if len(args) == 0 || kommandoer[args[0]] == nil {
		return errors.New("want one of: motta, send, avstem, indekser, samtykke, post, innsynsforesporsel, vis, token, nokkel; each tells its flags with -h")
	}
	return kommandoer[args[0]](ctx, args[1:])
}

// flagg reads a subcommand's flags: its own, and those all have in common.
func (p program) flagg(navn string, args []string, egne func(*flag.FlagSet)) (f flagger, err error) {
	fs := flag.NewFlagSet(navn, flag.ContinueOnError)
	fs.SetOutput(p.feil)
	fs.StringVar(&f.fil, "oppsett", "fagsystem.json", "the settings file")
	fs.StringVar(&f.portal, "portal", "", "the portal's address, instead of the settings'")
	fs.StringVar(&f.mappe, "mappe", "", "the folder reports are stored in, instead of the settings'")
	fs.StringVar(&f.fiksio, "fiksio", "", "a file with where Fiks IO is and our account there, instead of the settings'")
	fs.Func("nokkel", "a folder with sertifikat.pem and privat.pem, instead of the settings'; may be given many times", func(s string) error {
		f.nokler = append(f.nokler, s)
		return nil
	})
	fs.Func("mottaker", "a receiver, as in 4601-00, instead of the settings'; may be given many times", func(s string) error {
		k, b, _ := strings.Cut(s, "-")
		f.mottakere = append(f.mottakere, mottaker{k, b})
		return nil
	})
	egne(fs)
	if err := fs.Parse(args); err != nil {
		return f, err
	}
	if fs.NArg() > 0 {
		return f, fmt.Errorf("%s: %d words too many; everything is a flag", navn, fs.NArg())
	}
	return f, nil
}

// flagger are the settings that may be given as flags. Nothing secret is.
type flagger struct {
	fil, portal, mappe, fiksio string
	nokler                     []string
	mottakere                  []mottaker
}
