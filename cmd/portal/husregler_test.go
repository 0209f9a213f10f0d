package main

import (
	"encoding/json"
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"io"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const module = "barnevernportalen"

// mayImport is the table of docs/beslutninger/0001-rom.md: which of our packages each may import. A name ending in / is
// that folder and all below it. It is exact: a permission that nobody uses is a door left open. Tests may import what
// they need.
var mayImport = map[string][]string{
	"ent/viewer": {}, "ent/vault": {}, "pdf": {}, "frontend": {}, "delivery/seal": {},
	"delivery/svarut": {}, "delivery/svarut/liksom": {}, "delivery/fiksio": {},
	"delivery/fiksio/liksom": {}, "delivery/dokumentlager": {}, "delivery/vert": {},
	"delivery/maskinporten": {}, "delivery/epost": {}, "bekymring/enhetsregister": {}, "bekymring/enhetsregister/liksom": {},
	"ent/db/":           {"ent/db/", "ent/schema"}, // ent/db/runtime reads the schema's policies
	"ent/rule":          {"ent/viewer", "ent/db/"},
	"ent/schema":        {"ent/rule"},
	"ent/migrations":    {},
	"ent":               {"ent/db/", "ent/viewer", "ent/migrations"},
	"ent/dbtest":        {"ent"},
	"delivery":          {"ent", "ent/db/", "ent/viewer", "ent/vault", "delivery/seal", "delivery/svarut", "delivery/fiksio", "delivery/epost"},
	"bekymring":         {"bekymring/enhetsregister", "delivery", "delivery/seal", "pdf", "ent", "ent/db/", "ent/viewer", "ent/vault"},
	"forvaltning":       {"delivery", "delivery/seal", "delivery/maskinporten", "ent", "ent/db/", "ent/viewer", "ent/vault"},
	"innsyn":            {"delivery", "pdf", "ent", "ent/db/", "ent/viewer", "ent/vault"},
	"graph":             {"graph/generated", "graph/skalar", "bekymring", "delivery", "forvaltning", "innsyn", "ent", "ent/db/", "ent/viewer"},
	"graph/skalar":      {},
	"graph/generated":   {"graph/skalar", "bekymring", "delivery", "forvaltning", "innsyn", "ent/db/", "ent/viewer"},
	"server":            {"graph", "bekymring", "delivery", "forvaltning", "innsyn", "ent", "ent/viewer"},
	"server/fiksapi":    {"server", "graph", "bekymring", "delivery", "innsyn", "ent", "ent/db/", "ent/viewer"},
	"server/svarinn":    {"server", "graph", "delivery", "forvaltning", "ent", "ent/viewer"},
	"server/testidp":    {"server"},
	"cmd/fagsystem":     {"delivery/fiksio", "delivery/maskinporten", "delivery/seal"},
	"cmd/portal":        {""},
	"cmd/portal/verify": {}, // not even ent: it looks at the ledger with other eyes
}

// onlyIn is the fence around third-party libraries: who alone may import what begins so.
var onlyIn = map[string][]string{
	"github.com/johnfercher/maroto":  {"pdf"},
	"github.com/pdfcpu/pdfcpu":       {"pdf"},
	"github.com/phpdave11/gofpdf":    {"pdf"},
	"github.com/jackc/pgx":           {"ent", "ent/dbtest"},
	"github.com/riverqueue/river":    {"ent"},
	"github.com/tink-crypto/tink-go": {"ent/vault"},
	"github.com/coreos/go-oidc":      {"server"},
	"github.com/gorilla/websocket":   {"server", "cmd/fagsystem"},
	"github.com/99designs/gqlgen":    {"graph", "graph/generated", "graph/skalar", "server"},
	"github.com/vektah/gqlparser":    {"graph", "graph/generated", "server"},
	"github.com/rabbitmq/amqp091-go": {"delivery/fiksio", "delivery/fiksio/liksom"},
	"github.com/wneessen/go-mail":    {"delivery/epost"},
}

// graph has the rows' types and not the means to fetch them: its resolvers can then do no more than call a room.
var notInGraph = []string{"ent.DB", "ent.Open", "db.Client", "db.Tx", "db.NewClient"}

func TestHusreglerGraphUtenKlient(t *testing.T) {
	files, err := filepath.Glob("../../graph/*.go")
	if err != nil || len(files) < 5 {
		t.Fatalf("%d files in graph, %v", len(files), err)
	}
	for _, name := range files {
		if found := names(t, name, nil); len(found) > 0 {
			t.Errorf("%s uses %v", filepath.Base(name), found)
		}
	}
	if found := names(t, "x.go", "package x; type r struct{ d *ent.DB }"); !slices.Equal(found, []string{"ent.DB"}) {
		t.Errorf("found %v in a resolver with a client", found)
	}
}

// names returns those of notInGraph that the code of a file has in it; its comments may.
func names(t *testing.T, file string, src any) (found []string) {
	t.Helper()
	f, err := parser.ParseFile(token.NewFileSet(), file, src, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	ast.Inspect(f, func(n ast.Node) bool {
		if sel, ok := n.(*ast.SelectorExpr); ok {
			if x, ok := sel.X.(*ast.Ident); ok && slices.Contains(notInGraph, x.Name+"."+sel.Sel.Name) {
				found = append(found, x.Name+"."+sel.Sel.Name)
			}
		}
		return true
	})
	return found
}

type pkg struct {
	ImportPath string
	Imports    []string
}

func TestHusregler(t *testing.T) {
	pkgs := list(t)
	if broken := breaches(pkgs); len(broken) > 0 {
		t.Errorf("imports that the house does not allow:\n%s", strings.Join(broken, "\n"))
	}
	if needless := unused(pkgs); len(needless) > 0 {
		t.Errorf("permissions that nobody uses:\n%s", strings.Join(needless, "\n"))
	}
	if len(pkgs) < 10 {
		t.Errorf("go list found %d packages: the test looks at the wrong place", len(pkgs))
	}
}

// The rules must be able to fail.
func TestHusreglerSerBrudd(t *testing.T) {
	for _, p := range []pkg{
		{module + "/pdf", []string{module + "/ent"}},
		{module + "/bekymring", []string{module + "/forvaltning"}},
		{module + "/graph", []string{"github.com/jackc/pgx/v5"}},
		{module + "/ent/db/kommune", []string{module + "/delivery"}},
		{module + "/util", nil},
	} {
		if len(breaches([]pkg{p})) == 0 {
			t.Errorf("%s importing %v was let through", p.ImportPath, p.Imports)
		}
	}
	if !slices.Contains(unused([]pkg{{module + "/ent/rule", []string{module + "/ent/viewer"}}}), "ent/rule may import ent/db/") {
		t.Error("a permission that nobody uses was not seen")
	}
}

func breaches(pkgs []pkg) []string {
	var out []string
	for _, p := range pkgs {
		name := strings.TrimPrefix(strings.TrimPrefix(p.ImportPath, module), "/")
		allowed, known := rowFor(name)
		if !known {
			out = append(out, name+" has no line in the table")
			continue
		}
		for _, imp := range p.Imports {
			ours, isOurs := strings.CutPrefix(imp, module+"/")
			if isOurs && !matches(allowed, ours) {
				out = append(out, name+" imports "+ours)
			}
			for lib, rooms := range onlyIn {
				if strings.HasPrefix(imp, lib) && !slices.Contains(rooms, name) {
					out = append(out, name+" imports "+imp)
				}
			}
		}
	}
	return out
}

// unused names every permission of the table that no package makes use of.
func unused(pkgs []pkg) []string {
	var out []string
	for key, row := range mayImport {
		for _, a := range row {
			if !slices.ContainsFunc(pkgs, func(p pkg) bool {
				name := strings.TrimPrefix(p.ImportPath, module+"/")
				return matches([]string{key}, name) && slices.ContainsFunc(p.Imports, func(imp string) bool {
					return matches([]string{a}, strings.TrimPrefix(imp, module+"/"))
				})
			}) {
				out = append(out, key+" may import "+a)
			}
		}
	}
	slices.Sort(out)
	return out
}

func rowFor(name string) ([]string, bool) {
	if row, ok := mayImport[name]; ok {
		return row, true
	}
	for key, row := range mayImport {
		if strings.HasSuffix(key, "/") && strings.HasPrefix(name+"/", key) {
			return row, true
		}
	}
	return nil, false
}

func matches(allowed []string, name string) bool {
	return slices.ContainsFunc(allowed, func(a string) bool {
		return a == "" || a == name || strings.HasSuffix(a, "/") && strings.HasPrefix(name+"/", a)
	})
}

func list(t *testing.T) []pkg {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "go", "list", "-json=ImportPath,Imports", module+"/...")
	cmd.Dir = "../.."
	raw, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	var pkgs []pkg
	for d := json.NewDecoder(strings.NewReader(string(raw))); ; {
		var p pkg
		if err := d.Decode(&p); errors.Is(err, io.EOF) {
			return pkgs
		} else if err != nil {
			t.Fatal(err)
		}
		pkgs = append(pkgs, p)
	}
}
