package pdf

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// raw writes a small PDF by hand: the catalog's own entries, and objects beside it.
func raw(catalog string, objects ...string) []byte {
	var b strings.Builder
	b.WriteString("%PDF-1.7\n")
	all := append([]string{
		"<< /Type /Catalog /Pages 2 0 R " + catalog + " >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
		"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] >>",
	}, objects...)
	var at []int
	for i, o := range all {
		at = append(at, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	xref := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(all)+1)
	for _, n := range at {
		fmt.Fprintf(&b, "%010d 00000 n \n", n)
	}
	fmt.Fprintf(&b, "trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n", len(all)+1, xref)
	return []byte(b.String())
}

func TestCheckRefusesWhatIsNotPages(t *testing.T) {
	r := renderer(t)
	ours := rendered(t, r, Document{Title: "Brev", Sections: []Section{{Items: []Item{{Text: "Hei"}}}}}, part2)
	for name, c := range map[string]struct {
		file []byte
		want error
	}{
		"control: ours":                 {ours, nil},
		"control: by hand":              {raw(""), nil},
		"control: opens at a page":      {raw("/OpenAction [3 0 R /Fit]"), nil},
		"a script":                      {raw("/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>"), ErrActive},
		"a script, referred to":         {raw("/OpenAction 4 0 R", "<< /S /JavaScript /JS (x) >>"), ErrActive},
		"a script that nobody calls":    {raw("", "<< /S /JavaScript /JS (x) >>"), ErrActive},
		"a script, its name hidden":     {raw("/OpenAction << /S /J#61vaScript /#4a#53 (x) >>"), ErrActive},
		"a program to start":            {raw("/OpenAction << /S /Launch /F (cmd.exe) >>"), ErrActive},
		"additional actions":            {raw("/AA << /WC << /S /GoTo >> >>"), ErrActive},
		"an embedded file":              {raw("/Names << /EmbeddedFiles << /Names [(a) 4 0 R] >> >>", "<< /Type /Filespec /F (a) >>"), ErrActive},
		"a form that is sent":           {raw("", "<< /S /SubmitForm /F (https://x) >>"), ErrActive},
		"another file":                  {raw("/OpenAction << /S /GoToR /F (\\\\\\\\x\\\\y) >>"), ErrActive},
		"an XFA form":                   {raw("/AcroForm << /XFA [] >>"), ErrActive},
		"a program, its kind elsewhere": {raw("/OpenAction << /S 4 0 R /F (cmd.exe) >>", "/Launch"), ErrActive},
		"a page of the web at once":     {raw("/OpenAction << /S /URI /URI (https://x.example/) >>"), ErrActive},
		"the same, referred to":         {raw("/OpenAction 4 0 R", "<< /S 5 0 R /URI (https://x.example/) >>", "/URI"), ErrActive},
		"the same, after a page":        {raw("/OpenAction << /S /GoTo /D [3 0 R /Fit] /Next << /S /URI /URI (https://x.example/) >> >>"), ErrActive},
		"the printer at once":           {raw("/OpenAction << /S /Named /N /Print >>"), ErrActive},
		"an article of another file":    {raw("", "<< /S /Thread /F (\\\\x\\y) /D 0 >>"), ErrActive},
		"a stream that lies elsewhere":  {raw("", "<< /Length 0 /F (\\\\x\\y) >>\nstream\n\nendstream"), ErrActive},
		"a page of another file":        {raw("", "<< /Type /XObject /Subtype /Form /BBox [0 0 1 1] /Ref << /F (\\\\x\\y) /Page 0 >> /Length 0 >>\nstream\n\nendstream"), ErrActive},
		"a link to a program":           {raw("", "<< /Type /Annot /Subtype /Link /Rect [0 0 1 1] /A << /S /URI /URI (file:///c:/x.exe) >> >>"), ErrActive},
		"the same, in hexadecimal":      {raw("", "<< /S /URI /URI <46494c453a2f2f2f78> >>"), ErrActive},
		"the same, escaped":             {raw("", "<< /S /URI /URI (\\146ile:///x) >>"), ErrActive},
		"a link that is a script":       {raw("", "<< /S /URI /URI ( javascript:x) >>"), ErrActive},
		"control: a link":               {raw("", "<< /Type /Annot /Subtype /Link /F 4 /Rect [0 0 1 1] /A << /S /URI /URI (https://x.example/) >> >>"), nil},
		"control: opens by an action":   {raw("/OpenAction << /S /GoTo /D [3 0 R /Fit] >>"), nil},
		"deep in an array":              {raw("", "[[[[ << /A << /S /Launch >> >> ]]]]"), ErrActive},
		"half a file":                   {ours[:len(ours)/2], ErrUnreadable},
		"not one":                       {[]byte("%PDF-1.7\nhei"), ErrUnreadable},
		"a page":                        {[]byte("<html>"), ErrUnreadable},
		"no pages":                      {[]byte(strings.Replace(string(raw("")), "/Kids [3 0 R] /Count 1", "/Kids [] /Count 0     ", 1)), ErrUnreadable},
		"nothing":                       {nil, ErrUnreadable},
	} {
		if err := r.Check(t.Context(), c.file); !errors.Is(err, c.want) || (err != nil) != (c.want != nil) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
}

func TestCheckRefusesEncryptedAndCompressedScripts(t *testing.T) {
	r, dir := renderer(t), t.TempDir()
	plain := filepath.Join(dir, "plain.pdf")
	if err := os.WriteFile(plain, raw("/OpenAction 4 0 R", "<< /S /JavaScript /JS (x) >>"), 0o600); err != nil {
		t.Fatal(err)
	}
	clean := filepath.Join(dir, "clean.pdf")
	if err := os.WriteFile(clean, raw(""), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		arguments []string
		want      error
	}{
		"a password to open":           {[]string{"--encrypt", "u", "o", "256", "--", clean}, ErrEncrypted},
		"a password to change only":    {[]string{"--encrypt", "", "o", "256", "--", clean}, ErrEncrypted},
		"a script in an object stream": {[]string{"--object-streams=generate", plain}, ErrActive},
		"control: an object stream":    {[]string{"--object-streams=generate", clean}, nil},
	} {
		out := filepath.Join(dir, "out.pdf")
		run(t, "qpdf", append(c.arguments, out)...)
		file, err := os.ReadFile(out)
		if err != nil {
			t.Fatal(err)
		}
		if err := r.Check(t.Context(), file); !errors.Is(err, c.want) || (err != nil) != (c.want != nil) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
}

func TestCheckGivesUp(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := renderer(t).Check(ctx, raw("")); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

func FuzzCheck(f *testing.F) {
	f.Add(raw(""))
	f.Add(raw("/OpenAction << /S /JavaScript /JS (x) >>"))
	r := renderer(f)
	f.Fuzz(func(t *testing.T, file []byte) { _ = r.Check(t.Context(), file) })
}
