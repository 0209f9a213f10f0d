// Package migrations is the database's history, oldest first, embedded in the program.
//
// A file that follows from ent/schema is written by `make migration NAME=…` (diff.go) and never edited afterwards. What
// ent cannot say (triggers, checks) stands in files of its own, written by hand.
package migrations

import (
	"embed"
	"io/fs"
)

//go:embed sql/*.sql
var files embed.FS

// SQL returns the migrations, for goose.
func SQL() fs.FS {
	sub, err := fs.Sub(files, "sql")
	if err != nil {
		panic(err) // the folder is embedded: it cannot be missing
	}
	return sub
}
