//go:build unix && !linux

package liksom

import "syscall"

func barneregler() *syscall.SysProcAttr { return &syscall.SysProcAttr{Setpgid: true} }

func (b *barn) start() error {
	if err := b.cmd.Start(); err != nil {
		return err
	}
	go func() {
		_ = b.cmd.Wait()
		close(b.ended)
	}()
	return nil
}
