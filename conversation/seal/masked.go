package seal

import (
	"fmt"
	"io"
	"log/slog"
)

// mask is all that a log, a page or an error ever shows of a secret.
const mask = "[secret]"

// masked makes whatever embeds it show nothing of itself, by whichever road it is printed.
type masked struct{}

func (masked) String() string               { return mask }
func (masked) Format(f fmt.State, _ rune)   { io.WriteString(f, mask) }
func (masked) LogValue() slog.Value         { return slog.StringValue(mask) }
func (masked) MarshalText() ([]byte, error) { return []byte(mask), nil }
