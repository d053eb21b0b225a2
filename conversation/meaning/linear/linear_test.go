package linear

import "testing"

func TestWhatIsWrittenIsRead(t *testing.T) {
	t.Parallel()
	table := make([]float64, Size)
	table[7], table[8] = 0.5, -0.25
	m, err := Open("magic", string(Encode("magic", -1, table)))
	if err != nil {
		t.Fatal(err)
	}
	if m.bias != -1 || int8(m.table[7]) != 127 && int8(m.table[7]) < 2*-int8(m.table[8])-1 {
		t.Errorf("bias %v, weights %d and %d", m.bias, int8(m.table[7]), int8(m.table[8]))
	}
	if _, err := Open("other", string(Encode("magic", -1, table))); err == nil {
		t.Error("a file of something else is opened")
	}
}
