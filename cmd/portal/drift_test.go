package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// Every kind of alarm that the code knows has its heading in docs/drift.md, and every heading is a kind; likewise the steps of the
// ladder are all named there, and the settings of e-mail.
func TestDriftNevnerHverAlarm(t *testing.T) {
	doc, err := os.ReadFile("../../docs/drift.md")
	if err != nil {
		t.Fatal(err)
	}
	slag := verdier(t, "../../ent/db/alarm/alarm.go", "Slag")
	if len(slag) < 20 {
		t.Fatalf("%d kinds: the test looks at the wrong place", len(slag))
	}
	overskrifter := overskriftene(string(doc))
	if !slices.Equal(overskrifter, slag) {
		for _, s := range slag {
			if !slices.Contains(overskrifter, s) {
				t.Errorf("%s is raised, and docs/drift.md does not say what to do", s)
			}
		}
		for _, o := range overskrifter {
			if !slices.Contains(slag, o) {
				t.Errorf("docs/drift.md has %s, and nothing raises it", o)
			}
		}
	}
	for _, f := range verdier(t, "../../ent/db/frist/frist.go", "Type") {
		if !strings.Contains(string(doc), "`"+f+"`") {
			t.Errorf("docs/drift.md does not name the deadline %s", f)
		}
	}
	for _, v := range []string{"SMTP_VERT", "SMTP_SIKKERHET", "SMTP_BRUKER", "SMTP_PASSORD", "SMTP_AVSENDER", "VARSEL_OPERATOR"} {
		if !strings.Contains(string(doc), "`"+v+"`") {
			t.Errorf("docs/drift.md does not name %s", v)
		}
	}
	// The control: one heading less, and one more.
	if slices.Equal(overskriftene(strings.Replace(string(doc), "### FEIL_BEVIS\n", "", 1)), slag) ||
		slices.Equal(overskriftene(string(doc)+"\n### NOE_NYTT\n"), slag) {
		t.Error("the test cannot fail")
	}
}

func overskriftene(doc string) []string {
	var ut []string
	for _, m := range regexp.MustCompile(`(?m)^### ([A-Z_]+)$`).FindAllStringSubmatch(doc, -1) {
		ut = append(ut, m[1])
	}
	slices.Sort(ut)
	return ut
}

// verdier are the values of the constants of a type, as generated from the schema.
func verdier(t *testing.T, file, typ string) []string {
	t.Helper()
	f, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	var ut []string
	ast.Inspect(f, func(n ast.Node) bool {
		v, ok := n.(*ast.ValueSpec)
		if !ok {
			return true
		}
		id, ok := v.Type.(*ast.Ident)
		if !ok || id.Name != typ {
			return true
		}
		for _, x := range v.Values {
			if lit, ok := x.(*ast.BasicLit); ok {
				s, err := strconv.Unquote(lit.Value)
				if err != nil {
					t.Fatal(err)
				}
				ut = append(ut, s)
			}
		}
		return true
	})
	slices.Sort(ut)
	return ut
}

func TestEpostOppsett(t *testing.T) {
	rett := map[string]string{"SMTP_VERT": "smtp.example.no:587", "SMTP_AVSENDER": "portal@example.no", "VARSEL_OPERATOR": "vakt@example.no"}
	les := func(endre func(map[string]string)) error {
		m := map[string]string{}
		for k, v := range rett {
			m[k] = v
		}
		endre(m)
		_, err := lesEpostOppsett(func(k string) string { return m[k] })
		return err
	}
	if err := les(func(map[string]string) {}); err != nil {
		t.Fatal(err)
	}
	if err := les(func(m map[string]string) { clear(m) }); err != nil {
		t.Errorf("none at all: %v", err)
	}
	for navn, endre := range map[string]func(map[string]string){
		"no operator":         func(m map[string]string) { delete(m, "VARSEL_OPERATOR") },
		"no server":           func(m map[string]string) { delete(m, "SMTP_VERT") },
		"a user, no password": func(m map[string]string) { m["SMTP_BRUKER"] = "x" },
		"in clear text":       func(m map[string]string) { m["SMTP_SIKKERHET"] = "ingen" },
		"an unknown security": func(m map[string]string) { m["SMTP_SIKKERHET"] = "kanskje" },
	} {
		if les(endre) == nil {
			t.Errorf("%s was let through", navn)
		}
	}
}
