package meaning

import "testing"

// Whoever writes for several says all their names; and what a young person is called says nothing of who writes.
func TestWhatTheYoungPeopleAreCalled(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"Tyler, Mia and baby Rose": "Tyler, Mia and Rose", "tyler mia n rose": "Tyler, Mia and Rose", "theres 3 of them, tyler mia and rose": "Tyler, Mia and Rose",
		"Tyler, Mia, Rose x": "Tyler, Mia and Rose", "Tyler and Mia": "Tyler and Mia", "Kai (his sister is Zoe)": "Kai", "Ellie, she is with her dad": "Ellie",
		"Its Jaydon": "Jaydon", "This is Jaydon": "Jaydon", "this is stupid": "",
	} {
		if got := Answer("child_name", text).Value; got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
	for _, text := range []string{"Its Jaydon", "this is Jaydon", "hi its Jaydon"} {
		reading := In("en").Asked("child_name").Read(text)
		if len(reading.Told) > 0 || reading.Introduces != nil {
			t.Errorf("%q in reply to what the young person is called: told %v, introduces %v", text, reading.Told, reading.Introduces)
		}
	}
	if reading := In("en").Asked("name").Read("its Jaydon"); len(reading.Told) != 1 {
		t.Errorf("in reply to what they are called themselves: told %v", reading.Told)
	}
}

// Whoever has several in their care names them in passing.
func TestTheNamesOfThoseInSomebodysCare(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"Im a foster carer. The two lads I have, Kofi and Ben, havent had their clothes money":                            "Kofi and Ben",
		"The two lads I foster, Kofi and Ben, havent got it":                                                              "Kofi and Ben",
		"the two girls we've got with us, Ella and Zainab, need glasses":                                                  "Ella and Zainab",
		"One of our pupils, Mia, Year 8, has had her taxi cancelled":                                                      "Mia",
		"I'm a solicitor acting for a mother. The council has not disclosed the records of her two children Tobi and Ada": "Tobi and Ada",
		"one of my clients said he was cold":                                                                              "",
	} {
		got := ""
		for _, told := range Default().Read(text).Told {
			if told.Ask == "child_name" {
				got = told.Reply.Value
			}
		}
		if got != want {
			t.Errorf("%q names %q, want %q", text, got, want)
		}
	}
}
