//go:build !linux

package redisd

import "syscall"

// endWithParent: only Linux can tie a child to its parent's death; elsewhere Stop must be called.
func endWithParent() *syscall.SysProcAttr { return &syscall.SysProcAttr{} }
