package conversation

import "unicode/utf16"

// The alphabet of a text message (3GPP TS 23.038, 6.2.1). A character of the extension table takes two places.
const (
	gsmBasic = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
	gsmMore  = "^{}\\[~]|€\f"
)

// gsmPlaces are how many places each letter of the alphabet takes.
var gsmPlaces = func() map[rune]int {
	all := map[rune]int{}
	for _, r := range gsmBasic {
		all[r] = 1
	}
	for _, r := range gsmMore {
		all[r] = 2
	}
	return all
}()

// Segments is how many text messages a text costs, and whether all of it is in the GSM-7 alphabet:
// 160 places in one segment or 153 in each of several; with any other character 70 or 67 UTF-16
// units. A character is never cut between two segments.
func Segments(text string) (segments int, gsm bool) {
	gsm = true
	sizes := make([]int, 0, len(text))
	for _, r := range text {
		n, known := gsmPlaces[r]
		if !known {
			gsm = false
			break
		}
		sizes = append(sizes, n)
	}
	if gsm {
		return fill(sizes, 160, 153), true
	}
	sizes = sizes[:0]
	for _, r := range text {
		sizes = append(sizes, utf16.RuneLen(r))
	}
	return fill(sizes, 70, 67), false
}

func fill(sizes []int, single, part int) int {
	total := 0
	for _, n := range sizes {
		total += n
	}
	if total <= single {
		return 1
	}
	segments, used := 1, 0
	for _, n := range sizes {
		if used+n > part {
			segments, used = segments+1, 0
		}
		used += n
	}
	return segments
}
