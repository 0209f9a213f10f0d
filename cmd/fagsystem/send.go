package main

import (
	"context"
	"errors"
	"flag"
)

func (p program) send(_ context.Context, _ []string) error {
	_ = flag.ErrHelp
	return errors.New("send: not here yet")
}
