package webchat

import (
	"fmt"
	"strings"

	"github.com/boombuler/barcode/qr"
)

// quiet is how many modules of white a reader of QR codes needs around one (ISO/IEC 18004).
const quiet = 4

// qrCode draws an address as a QR code: an SVG of one path, black on white in both schemes. Of all that is on
// a poster a quarter may be torn or scribbled on.
func qrCode(address string) ([]byte, error) {
	code, err := qr.Encode(address, qr.Q, qr.Unicode)
	if err != nil {
		return nil, fmt.Errorf("draw %q as a QR code: %w", address, err)
	}
	size := code.Bounds().Dx()
	var dark strings.Builder
	for y := range size {
		for x := range size {
			if r, _, _, _ := code.At(x, y).RGBA(); r == 0 {
				fmt.Fprintf(&dark, "M%d %dh1v1h-1z", x+quiet, y+quiet)
			}
		}
	}
	whole := size + 2*quiet
	return fmt.Appendf(nil, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" shape-rendering="crispEdges">`+
		`<path fill="#fff" d="M0 0h%dv%dH0z"/><path d="%s"/></svg>`, whole, whole, whole, whole, dark.String()), nil
}
