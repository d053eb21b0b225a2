package meaning

import (
	"strings"
	"testing"
)

// TestAFewWordsOfAnotherLanguageAreNoEnglish: whoever only greets or calls for help must not be asked in English first.
func TestAFewWordsOfAnotherLanguageAreNoEnglish(t *testing.T) {
	t.Parallel()
	for code, openings := range map[string]string{
		"pl":  "dzien dobry / Witam! / halo pomocy / Cześć / hello dzień dobry / proszę pomóc",
		"ar":  "marhaba / ahlan / sa3idni / صباح الخير / ساعدوني",
		"uk":  "pryvit / dobryi den / привіт / dopomozhit / добрий день",
		"ur":  "madad chahiye / meri madad karo / kya koi hai / madad karo / kya haal hai",
		"cy":  "shwmae / bore da / helo help plis / prynhawn da / dwi angen help",
		"sq":  "pershendetje / përshëndetje / tungjatjeta / ndihme / mirdita",
		"ro":  "bună ziua / ajutor / buna / va rog ajutor / Bună seara",
		"ckb": "slaw / choni / یارمەتی / yarmati / slaw kaka",
		"vi":  "xin chao / chào bạn / giup toi / Xin chào / cuu toi voi",
		"fa":  "salam komak / komak / dorood / lotfan komak konid / کمکم کنید",
		"ps":  "sanga ye / salamona / مرسته / mrasta / sta su shukria",
		"so":  "salaan / iska warran / caawi / i caawi / subax wanaagsan",
		"ti":  "kemey / kemey alekum / hagez / kemey aleki / hagzuni",
		"am":  "endet neh / erdugn / tena yistilign / selam new / እርዱኝ",
		"fr":  "bonjour madame / salut / aidez moi / coucou / au secours",
		"pa":  "sat sri akal / ਸਤ ਸ੍ਰੀ ਅਕਾਲ / madad karo ji / sat sri akal ji / ਮਦਦ",
		"bn":  "kemon acho / সাহায্য / amake sahajjo korun / nomoskar / নমস্কার",
	} {
		for opening := range strings.SplitSeq(openings, " / ") {
			if got := Read(opening); got.Language != code || !got.LanguageSure && !got.OtherScript {
				t.Errorf("%q is %s, sure %v, want %s", opening, got.Language, got.LanguageSure, code)
			}
		}
	}
}

// TestSlangIsNoForeignLanguage: greetings that are said in English too, and names.
func TestSlangIsNoForeignLanguage(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"hiya", "wagwan", "yo", "safe bro", "salam", "salaam my sw", "hola lol", "ciao for now", "peng", "bare long", "wallahi", "mandem", "ahlie", "ey up", "owt",
		"na fam", "innit", "peak", "wasteman", "slaw and chips", "kiddan bro", "assalamu alaikum", "bonjour", "bonjour lol", "oi oi", "si", "salut to u", "ana", "jo", "its ana", "kemi",
		"Tung", "Chao", "buna is here", "help", "help pls", "halo", "helo", "plis", "alo", "da", "ta", "czesc is how you say hi in polish",
	} {
		if got := Read(text); got.Language != "en" && got.LanguageSure {
			t.Errorf("%q is surely %s", text, got.Language)
		}
	}
}
