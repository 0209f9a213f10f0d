package pdf

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// The checks that matter here are made by programs that are not ours. Where one is not
// installed its test is skipped, aloud; in CI that is a failure.
func missing(tb testing.TB, what string) {
	tb.Helper()
	if os.Getenv("CI") == "true" {
		tb.Fatalf("%s is not installed, and CI must not go without", what)
	}
	tb.Skipf("NOT CHECKED: %s is not installed", what)
}

// run gives a program's standard output, and fails the test when the program fails.
func run(tb testing.TB, program string, arguments ...string) string {
	tb.Helper()
	out, err := try(tb, program, arguments...)
	if err != nil {
		tb.Fatalf("%s: %v\n%s", program, err, out)
	}
	return out
}

func try(tb testing.TB, program string, arguments ...string) (string, error) {
	tb.Helper()
	path, err := exec.LookPath(program)
	if err != nil {
		missing(tb, program)
	}
	var out bytes.Buffer
	command := exec.CommandContext(tb.Context(), path, arguments...)
	command.Stdout, command.Stderr = &out, &out
	err = command.Run()
	return out.String(), err
}

func renderer(tb testing.TB) *Renderer {
	tb.Helper()
	r, err := New()
	if err != nil {
		tb.Fatal(err)
	}
	return r
}

func rendered(tb testing.TB, r *Renderer, d Document, p part) []byte {
	tb.Helper()
	b, err := r.render(tb.Context(), d, p)
	if err != nil {
		tb.Fatal(err)
	}
	return b
}

func saved(tb testing.TB, content []byte) string {
	tb.Helper()
	name := filepath.Join(tb.TempDir(), "document.pdf")
	if err := os.WriteFile(name, content, 0o600); err != nil {
		tb.Fatal(err)
	}
	return name
}

// pagesOf is the text of each page, in the order it was drawn.
func pagesOf(tb testing.TB, content []byte) []string {
	tb.Helper()
	text := run(tb, "pdftotext", "-raw", saved(tb, content), "-")
	return strings.Split(strings.TrimSuffix(text, "\f"), "\f")
}

// bodyOf is the text of a document without header and foot: one line a row. It fails
// the test unless they stand on every page, with the right number.
func bodyOf(tb testing.TB, content []byte, d Document) string {
	tb.Helper()
	words, err := wordsIn(d.Language)
	if err != nil {
		tb.Fatal(err)
	}
	pages := pagesOf(tb, content)
	var body strings.Builder
	for i, page := range pages {
		page = strings.TrimSpace(page)
		head := d.Header
		foot := strings.TrimSpace(d.Reference + "\n" + words.page(i+1, len(pages)))
		if !strings.HasPrefix(page, head) || !strings.HasSuffix(flat(page), flat(foot)) {
			tb.Fatalf("page %d of %d lacks its header or foot:\n%s", i+1, len(pages), page)
		}
		lines := strings.Split(strings.TrimPrefix(page, head), "\n")
		for n := len(flat(foot)); n > 0; lines = lines[:len(lines)-1] {
			n -= len(flat(lines[len(lines)-1]))
		}
		body.WriteString(strings.Join(lines, "\n") + "\n")
	}
	return body.String()
}

// flat is s without white space.
func flat(s string) string {
	return strings.Join(strings.Fields(s), "")
}
