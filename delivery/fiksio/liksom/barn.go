package liksom

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
)

// barn is a child process.
type barn struct {
	cmd   *exec.Cmd
	ended chan struct{} // closed when it has
}

// barn starts a child that writes to a log in our folder.
func (m *megler) barn(cmd *exec.Cmd) (*barn, error) {
	log, err := os.OpenFile(filepath.Join(m.mappe, filepath.Base(cmd.Path)+".log"), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, err
	}
	defer func() { _ = log.Close() }()
	cmd.Stdout, cmd.Stderr, cmd.Dir = log, log, m.mappe
	if cmd.Env == nil {
		cmd.Env = m.env()
	}
	cmd.SysProcAttr = barneregler()
	b := &barn{cmd: cmd, ended: make(chan struct{})}
	if err := b.start(); err != nil {
		return nil, err
	}
	return b, nil
}

func (b *barn) stopp(ctx context.Context) error {
	if b == nil {
		return nil
	}
	_ = b.cmd.Process.Signal(syscall.SIGTERM) // fails only when it has ended
	select {
	case <-b.ended:
		return nil
	case <-ctx.Done():
		_ = b.cmd.Process.Kill()
		<-b.ended
		return fmt.Errorf("%s had to be killed", filepath.Base(b.cmd.Path))
	}
}
