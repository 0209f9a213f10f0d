package pdf

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Debian's PDFBox checks part 1 of PDF/A; see part1 on what differs in part 2.
func TestPreflightFindsNothing(t *testing.T) {
	r := renderer(t)
	documents := map[string][]byte{}
	for name, d := range awkward() {
		documents[name] = rendered(t, r, d, part1)
	}
	for name, breaches := range preflight(t, documents) {
		if len(breaches) != 0 {
			t.Errorf("%s:\n%s", name, strings.Join(breaches, "\n"))
		}
	}
}

// The control: preflight must find what our post-processing is there for.
func TestPreflightFindsFaults(t *testing.T) {
	r := renderer(t)
	good := rendered(t, r, sample(), part1)
	documents := map[string][]byte{
		"as maroto made it": drawn(t, r),
		"claims part 2":     rendered(t, r, sample(), part2),
		"no colour profile": bytes.Replace(good, []byte("/OutputIntents"), []byte("/OutputIntentX"), 1),
		"title changed":     bytes.Replace(good, []byte(">Bekymringsmelding"), []byte(">Xekymringsmelding"), 1),
		"no file id":        bytes.Replace(good, []byte("/ID["), []byte("/IX["), 1),
	}
	for name, content := range documents {
		if bytes.Equal(content, good) {
			t.Errorf("%s: the file was not changed", name)
		}
	}
	for name, breaches := range preflight(t, documents) {
		if len(breaches) == 0 {
			t.Errorf("%s: preflight found nothing wrong", name)
		}
	}
}

// preflight gives the breaches of PDF/A-1b in each document. It compiles the checker
// in testdata, and takes all documents at once: most of the time is Java's to begin.
func preflight(t *testing.T, documents map[string][]byte) map[string][]string {
	t.Helper()
	classes := t.TempDir()
	path := []string{classes}
	for _, name := range []string{"preflight", "pdfbox2", "fontbox2", "xmpbox", "commons-logging"} {
		jar := "/usr/share/java/" + name + ".jar"
		if _, err := os.Stat(jar); err != nil {
			missing(t, "PDFBox preflight (Debian: libpdfbox2-java)")
		}
		path = append(path, jar)
	}
	classpath := strings.Join(path, string(filepath.ListSeparator))
	source := filepath.Join("testdata", "preflight")
	run(t, "javac", "-d", classes, "-cp", classpath,
		filepath.Join(source, "Preflight.java"),
		filepath.Join(source, "javax", "activation", "DataSource.java"),
		filepath.Join(source, "javax", "xml", "bind", "DatatypeConverter.java"))

	arguments := []string{"-cp", classpath, "Preflight"}
	names := map[string]string{} // of documents, by file
	for name, content := range documents {
		file := saved(t, content)
		names[file] = name
		arguments = append(arguments, file)
	}
	found := map[string][]string{}
	name := ""
	for line := range strings.Lines(run(t, "java", arguments...)) {
		if breach, ok := strings.CutPrefix(line, "  "); ok {
			found[name] = append(found[name], strings.TrimSpace(breach))
			continue
		}
		if known, ok := names[strings.TrimSpace(line)]; ok { // else a warning of Java's
			name = known
			found[name] = nil
		}
	}
	if len(found) != len(documents) {
		t.Fatalf("preflight checked %d of %d documents", len(found), len(documents))
	}
	return found
}
