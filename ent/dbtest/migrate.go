package dbtest

import (
	"context"

	"barnevernportalen/ent"
)

// migrate fills the template that every test's database is copied from.
func migrate(ctx context.Context, dsn string) error { return ent.Migrate(ctx, dsn) }
