package backup

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"net"
	"os"
	"strconv"
	"strings"

	"github.com/redis/go-redis/v9"
)

// snapshot asks one Redis for all that it holds at one instant, as a replica asks, and writes that to a file that a
// redis-server can load. Redis goes on serving.
func snapshot(ctx context.Context, o *redis.Options, to *os.File) error {
	conn, err := o.Dialer(ctx, o.Network, o.Addr)
	if err != nil {
		return err
	}
	defer conn.Close()
	stop := context.AfterFunc(ctx, func() { conn.Close() })
	defer stop()
	r := &replica{conn: conn, in: bufio.NewReaderSize(conn, 1<<16)}
	if o.Password != "" {
		auth := []string{"AUTH", o.Password}
		if o.Username != "" {
			auth = []string{"AUTH", o.Username, o.Password}
		}
		if err := r.asks(auth...); err != nil {
			return err
		}
	}
	// A Redis that can, sends it without writing it to a disk of its own, where it would stay.
	if err := r.asks("REPLCONF", "capa", "eof"); err != nil {
		return err
	}
	if err := r.send("SYNC"); err != nil {
		return err
	}
	head, err := r.line()
	if err != nil {
		return err
	}
	if mark, is := strings.CutPrefix(head, "$EOF:"); is {
		return r.untilMark(to, []byte(mark))
	}
	size, err := strconv.ParseInt(strings.TrimPrefix(head, "$"), 10, 64)
	if err != nil || !strings.HasPrefix(head, "$") {
		return fmt.Errorf("redis does not let itself be copied (%s)", head)
	}
	_, err = io.CopyN(to, r.in, size)
	return err
}

type replica struct {
	conn net.Conn
	in   *bufio.Reader
}

// send writes a command as Redis's clients do.
func (r *replica) send(command ...string) error {
	var b bytes.Buffer
	fmt.Fprintf(&b, "*%d\r\n", len(command))
	for _, part := range command {
		fmt.Fprintf(&b, "$%d\r\n%s\r\n", len(part), part)
	}
	_, err := r.conn.Write(b.Bytes())
	return err
}

// asks wants to hear OK. The command is not repeated in the error: it may hold a password.
func (r *replica) asks(command ...string) error {
	if err := r.send(command...); err != nil {
		return err
	}
	answer, err := r.line()
	if err == nil && answer != "+OK" {
		err = fmt.Errorf("redis does not let itself be copied: %s was answered with %s", command[0], answer)
	}
	return err
}

// line reads the next line that says anything: Redis sends empty ones while it gets ready.
func (r *replica) line() (string, error) {
	for {
		text, err := r.in.ReadString('\n')
		if err != nil {
			return "", fmt.Errorf("redis broke off: %w", err)
		}
		if text = strings.TrimSpace(text); text != "" {
			return text, nil
		}
	}
}

// untilMark copies what comes before a mark, after which Redis waits for us.
func (r *replica) untilMark(to *os.File, mark []byte) error {
	var size int64
	var last []byte
	chunk := make([]byte, 1<<16)
	for {
		n, err := r.in.Read(chunk)
		if _, err := to.Write(chunk[:n]); err != nil {
			return err
		}
		size += int64(n)
		if last = append(last, chunk[:n]...); len(last) > len(mark) {
			last = append([]byte(nil), last[len(last)-len(mark):]...)
		}
		if bytes.Equal(last, mark) {
			return to.Truncate(size - int64(len(mark)))
		}
		if err != nil {
			return fmt.Errorf("redis broke off: %w", err)
		}
	}
}
