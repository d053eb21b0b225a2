// Package redisd answers one question: how does this machine get a real redis-server of its own?
//
// It runs the redis-server program as a child process with a private unix socket, an append-only
// file synced on every write, and no eviction, for the demo, the bench and the tests. It never
// pretends to be Redis, never downloads one, and serve never uses it: a deployment brings its own.
package redisd

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"syscall"
	"time"
)

// ErrNoServer says, in the reader's words, that the program is not installed.
var ErrNoServer = errors.New("no redis-server on this machine: install it with 'sudo apt-get install redis-server' (Debian, Ubuntu) or 'brew install redis' (macOS), then try again")

// Config says where and how a server runs.
type Config struct {
	Dir    string    // where the data lies; kept, and found again by the next server
	Fsync  string    // appendfsync: always (default), everysec, no; "off" turns the append-only file off
	Log    io.Writer // redis-server's own words; nil throws them away
	TCP    int       // port on 127.0.0.1 beside the socket; 0 for none
	Extras []string  // more options of redis-server, e.g. "--cluster-enabled", "yes"
}

// Server is one running redis-server.
type Server struct {
	config Config
	sock   string // folder of the socket: short, private, removed at the end
	cmd    *exec.Cmd
	done   chan struct{}
	err    error
}

// Start runs a redis-server and returns once it answers. It ends with Stop or Kill, and with this
// process however that ends.
func Start(ctx context.Context, c Config) (*Server, error) {
	path, err := exec.LookPath("redis-server")
	if err != nil {
		return nil, ErrNoServer
	}
	if c.Fsync == "" {
		c.Fsync = "always"
	}
	if err := os.MkdirAll(c.Dir, 0o700); err != nil {
		return nil, fmt.Errorf("folder for redis: %w", err)
	}
	// A unix socket's path may have 107 bytes at most, so it does not lie in Dir.
	sock, err := os.MkdirTemp("", "sayso-redis-")
	if err != nil {
		return nil, fmt.Errorf("folder for redis's socket: %w", err)
	}
	s := &Server{config: c, sock: sock}
	if err := s.run(ctx, path); err != nil {
		os.RemoveAll(sock)
		return nil, err
	}
	return s, nil
}

// URL is the address for go-redis: unix:///tmp/sayso-redis-123/redis.sock.
func (s *Server) URL() string { return "unix://" + filepath.Join(s.sock, "redis.sock") }

// Stop ends the server as an operator would, waits for it, and removes its socket.
func (s *Server) Stop() error {
	err := s.end(syscall.SIGTERM)
	os.RemoveAll(s.sock)
	return err
}

// Kill ends the server as a power cut of the process would (SIGKILL) and waits for it.
func (s *Server) Kill() error { return s.end(syscall.SIGKILL) }

// Again starts the server anew on the same socket and data after Kill.
func (s *Server) Again(ctx context.Context) error {
	path, err := exec.LookPath("redis-server")
	if err != nil {
		return ErrNoServer
	}
	return s.run(ctx, path)
}

// Pause freezes the server as a stalled machine would (SIGSTOP); Resume lets it go on.
func (s *Server) Pause() error  { return s.cmd.Process.Signal(syscall.SIGSTOP) }
func (s *Server) Resume() error { return s.cmd.Process.Signal(syscall.SIGCONT) }

// PID is the child's process id.
func (s *Server) PID() int { return s.cmd.Process.Pid }

func (s *Server) end(sig syscall.Signal) error {
	if err := s.cmd.Process.Signal(sig); err != nil && !errors.Is(err, os.ErrProcessDone) {
		return fmt.Errorf("end redis-server: %w", err)
	}
	<-s.done
	return nil
}

func (s *Server) run(ctx context.Context, path string) error {
	sock := filepath.Join(s.sock, "redis.sock")
	os.Remove(sock) // a killed server leaves it behind
	appendonly := "yes"
	fsync := s.config.Fsync
	if fsync == "off" {
		appendonly, fsync = "no", "everysec"
	}
	args := append([]string{
		"--port", strconv.Itoa(s.config.TCP), "--bind", "127.0.0.1",
		"--unixsocket", sock, "--unixsocketperm", "700",
		"--dir", s.config.Dir, "--appendonly", appendonly, "--appendfsync", fsync,
		"--save", "", "--maxmemory-policy", "noeviction", "--daemonize", "no",
	}, s.config.Extras...)
	cmd := exec.Command(path, args...)
	cmd.Stdout, cmd.Stderr = s.config.Log, s.config.Log
	cmd.SysProcAttr = endWithParent()
	s.cmd, s.done = cmd, make(chan struct{})
	started := make(chan error, 1)
	go func(done chan struct{}) {
		// The kernel ends the child when the *thread* that started it ends, so that thread is kept.
		runtime.LockOSThread()
		err := cmd.Start()
		started <- err
		if err == nil {
			s.err = cmd.Wait()
		}
		close(done)
	}(s.done)
	if err := <-started; err != nil {
		return fmt.Errorf("start redis-server: %w", err)
	}
	return s.answers(ctx, sock)
}

// answers waits until the server says PONG: it loads its data first and says LOADING meanwhile.
func (s *Server) answers(ctx context.Context, sock string) error {
	tick := time.NewTicker(5 * time.Millisecond)
	defer tick.Stop()
	for {
		if ping(sock) {
			return nil
		}
		select {
		case <-s.done:
			return fmt.Errorf("redis-server ended at once: %v", s.err)
		case <-ctx.Done():
			s.Kill()
			return fmt.Errorf("redis-server did not answer: %w", ctx.Err())
		case <-tick.C:
		}
	}
}

func ping(sock string) bool {
	c, err := net.DialTimeout("unix", sock, time.Second)
	if err != nil {
		return false
	}
	defer c.Close()
	c.SetDeadline(time.Now().Add(time.Second))
	if _, err := io.WriteString(c, "PING\r\n"); err != nil {
		return false
	}
	answer := make([]byte, 5)
	_, err = io.ReadFull(c, answer)
	return err == nil && string(answer) == "+PONG"
}
