package webchat_test

import (
	"context"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
)

// BenchmarkTheFirstMessage is how long it takes, on a line of 400 kbit/s and 400 ms and with nothing kept, until
// somebody can write and send: 3 s is what was promised.
//
//	go test ./channels/webchat -run '^$' -bench FirstMessage -benchtime 5x
func BenchmarkTheFirstMessage(b *testing.B) {
	w := newWorld(b, nil)
	tab := chromium(b)
	if err := chromedp.Do(tab, chromedp.Navigate("about:blank")); err != nil { // a browser lives as long as the first thing that it does may take
		b.Fatal(err)
	}
	run(b, tab, chromedp.EmulateViewport(390, 844, chromedp.EmulateMobile), slowLine)
	b.ResetTimer()
	var whole time.Duration
	for b.Loop() {
		began := time.Now()
		run(b, tab, chromedp.Navigate(w.url+"/chat"), until(`document.getElementById('send') !== null && document.getElementById('refresh').hidden`))
		whole += time.Since(began)
		run(b, tab, evaluate(`sessionStorage.clear()`))
	}
	b.ReportMetric(float64(whole.Milliseconds())/float64(b.N), "ms/first-message")
}

func slowLine(ctx context.Context, tab *chromedp.Target) (chromedp.Void, error) {
	if _, err := cdp.Call(ctx, tab, network.Enable, network.EnableParams{}); err != nil {
		return chromedp.Void{}, err
	}
	if _, err := cdp.Call(ctx, tab, network.SetCacheDisabled, network.SetCacheDisabledParams{CacheDisabled: true}); err != nil {
		return chromedp.Void{}, err
	}
	const bytesPerSecond = 400_000 / 8
	_, err := cdp.Call(ctx, tab, network.EmulateNetworkConditionsByRule, network.EmulateNetworkConditionsByRuleParams{
		MatchedNetworkConditions: []*network.Conditions{{Latency: 400, DownloadThroughput: bytesPerSecond, UploadThroughput: bytesPerSecond}}})
	return chromedp.Void{}, err
}
