package meaning

import "testing"

// A move is to come where it is said so; what is called off, or has been, is none.
func TestAMoveThatIsToCome(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"im being moved the day after tomorrow": "the day after tomorrow", "social worker said pack ur bags we are going in the morning": "in the morning", "they are splitting us up on tues": "on tues",
		"they said i leave on sat": "on sat", "last day here is wednesday": "wednesday", "notice given, he has to go by friday": "by friday", "they r moving me 2moro": "2moro", "theyre not moving me until monday": "until monday",
		"they moved me last friday": "", "she was due to be discharged to her placement last Tuesday": "", "she was due to move last friday": "", "they r not moving me friday anymore": "", "i moved in on monday": "", "u can visit friday": "", "i have to go by bus": "", "my mate leaves school at 3": "",
	} {
		got := ""
		if r := Read(text); r.PlannedChange != nil {
			got = r.PlannedChange.When
		}
		if got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
