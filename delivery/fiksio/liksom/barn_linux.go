package liksom

import (
	"runtime"
	"syscall"
)

// barneregler ties a child's life to ours, and keeps a Ctrl-C in the terminal from it: it is ours to end.
func barneregler() *syscall.SysProcAttr {
	return &syscall.SysProcAttr{Pdeathsig: syscall.SIGTERM, Setpgid: true}
}

// start starts the child on a thread that lives as long as it: the kernel sends Pdeathsig when the thread that forked ends.
func (b *barn) start() error {
	started := make(chan error, 1)
	go func() {
		runtime.LockOSThread() // never unlocked
		err := b.cmd.Start()
		started <- err
		if err == nil {
			_ = b.cmd.Wait()
			close(b.ended)
		}
	}()
	return <-started
}
