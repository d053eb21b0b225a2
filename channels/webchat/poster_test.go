package webchat_test

import (
	"bytes"
	"context"
	"image/png"
	"regexp"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/qrcode"

	"sayso/channels/webchat"
)

// What a phone's camera reads off the poster, as it is printed, is the address of the first page.
func TestAPhoneReadsThePoster(t *testing.T) {
	t.Parallel()
	const address = "https://sayso.example.gov.uk"
	w := newWorld(t, func(c *webchat.Config) { c.PublicURL = address })
	tab := browser(t)
	for _, medium := range []string{"screen", "print"} {
		run(t, tab, seen{794, 1123, "dark"}.step(), func(ctx context.Context, tab *chromedp.Target) (chromedp.Void, error) {
			_, err := cdp.Call(ctx, tab, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: medium})
			return chromedp.Void{}, err
		}, chromedp.Navigate(w.url+"/poster"), visible(".qr"), until(`document.querySelector('.qr').complete`))
		picture, err := chromedp.Run(tab, chromedp.CaptureScreenshot())
		if err != nil {
			t.Fatal(err)
		}
		shown, err := png.Decode(bytes.NewReader(picture))
		if err != nil {
			t.Fatal(err)
		}
		bits, err := gozxing.NewBinaryBitmapFromImage(shown)
		if err != nil {
			t.Fatal(err)
		}
		read, err := qrcode.NewQRCodeReader().Decode(bits, nil)
		if err != nil {
			t.Fatalf("on %s: %v", medium, err)
		}
		if read.GetText() != address {
			t.Errorf("on %s it reads %q", medium, read.GetText())
		}
	}
	text := ask(t, tab, `document.body.innerText`) // as it is printed
	for _, want := range []string{"sayso.example.gov.uk", "07700 900000", "999", "0800 1111", "London Borough of Example"} {
		if !strings.Contains(text, want) {
			t.Errorf("the poster lacks %q", want)
		}
	}
	if strings.Contains(text, "Leave now") {
		t.Error("the poster prints the buttons of the screen")
	}
	var pages int
	run(t, tab, func(ctx context.Context, tab *chromedp.Target) (chromedp.Void, error) {
		printed, err := cdp.Call(ctx, tab, page.PrintToPDF, page.PrintToPDFParams{PaperWidth: 8.27, PaperHeight: 11.69}) // A4, in inches
		pages = len(regexp.MustCompile(`/Type\s*/Page\b`).FindAll(printed.Data, -1))
		return chromedp.Void{}, err
	})
	if pages != 1 {
		t.Errorf("it prints on %d sheets of A4, want one", pages)
	}
}
