package conversation

import (
	"encoding/json"
	"reflect"
	"testing"
	"time"
)

// TestAStateIsKeptWhole: each field of it, however deep, is there again when it has been stored and read.
func TestAStateIsKeptWhole(t *testing.T) {
	t.Parallel()
	var s State
	fillIn(t, reflect.ValueOf(&s).Elem())
	kept, err := json.Marshal(s)
	if err != nil {
		t.Fatal(err)
	}
	var back State
	if err := json.Unmarshal(kept, &back); err != nil {
		t.Fatal(err)
	}
	was, is := reflect.ValueOf(s), reflect.ValueOf(back)
	for i := range was.NumField() {
		if !reflect.DeepEqual(was.Field(i).Interface(), is.Field(i).Interface()) {
			t.Errorf("%s is kept as %+v, was %+v", was.Type().Field(i).Name, is.Field(i), was.Field(i))
		}
	}
}

// fillIn gives every field some value that is not zero.
func fillIn(t *testing.T, v reflect.Value) {
	t.Helper()
	if v.Type() == reflect.TypeFor[time.Time]() {
		v.Set(reflect.ValueOf(time.Unix(1e9, 0).UTC()))
		return
	}
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			fillIn(t, v.Field(i))
		}
	case reflect.String:
		v.SetString("x")
	case reflect.Int:
		v.SetInt(7)
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fillIn(t, v.Elem())
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		fillIn(t, v.Index(0))
	case reflect.Map:
		key, value := reflect.New(v.Type().Key()).Elem(), reflect.New(v.Type().Elem()).Elem()
		fillIn(t, key)
		fillIn(t, value)
		v.Set(reflect.MakeMap(v.Type()))
		v.SetMapIndex(key, value)
	default:
		t.Fatalf("a %s is kept in the state: say here how one is filled", v.Kind())
	}
}
