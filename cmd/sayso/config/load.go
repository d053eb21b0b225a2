package config

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"

	"go.yaml.in/yaml/v3"
)

// Load reads and checks the file. Environment variables go before it: SAYSO_TWILIO_AUTH_TOKENS is
// twilio.auth_tokens, its value as YAML. A key with "_file" at its end names a file that holds the value.
func Load(path string, getenv func(string) string) (Config, error) {
	raw, err := os.ReadFile(path)
	if err != nil {
		return Config{}, fmt.Errorf("configuration: %w", err)
	}
	c, lines, err := read(raw, filepath.Dir(path), getenv)
	if err != nil {
		return Config{}, fmt.Errorf("%s: %w", path, err)
	}
	if err := c.check(lines); err != nil {
		return Config{}, fmt.Errorf("%s: %w", path, err)
	}
	return c, nil
}

// lines tells where in the file a key stands, by its path ("twilio.auth_tokens").
type lines map[string]int

func read(raw []byte, dir string, getenv func(string) string) (Config, lines, error) {
	var root yaml.Node
	if err := yaml.Unmarshal(raw, &root); err != nil {
		return Config{}, nil, said(err)
	}
	where := lines{}
	c := Default()
	if len(root.Content) > 0 {
		known := keys(reflect.TypeOf(c), "")
		if err := walk(root.Content[0], "", "", dir, known, where); err != nil {
			return c, where, err
		}
		if err := root.Decode(&c); err != nil {
			return c, where, said(err)
		}
	}
	return c, where, overlay(reflect.ValueOf(&c).Elem(), "SAYSO", getenv)
}

// walk notes lines, refuses unknown keys, and puts the content of "_file" keys in their place. rule
// is path with chosen where the file chooses the name.
func walk(n *yaml.Node, path, rule, dir string, known map[string]bool, where lines) error {
	if n.Kind == yaml.SequenceNode {
		for _, item := range n.Content {
			if err := walk(item, path, rule, dir, known, lines{}); err != nil {
				return err
			}
		}
	}
	if n.Kind != yaml.MappingNode {
		return nil
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		full, means := strings.TrimPrefix(path+"."+key.Value, "."), strings.TrimPrefix(rule+"."+key.Value, ".")
		if known[rule+"."+chosen] {
			means = rule + "." + chosen
		}
		if base := strings.TrimSuffix(means, "_file"); !known[means] && base != means && known[base] {
			content, err := os.ReadFile(within(dir, value.Value))
			if err != nil {
				return fmt.Errorf("line %d: %s: %w", key.Line, full, err)
			}
			*value = yaml.Node{}
			if err := yaml.Unmarshal(content, value); err != nil {
				return fmt.Errorf("line %d: %s: its file is not a YAML value", key.Line, full)
			}
			if value.Kind == yaml.DocumentNode {
				*value = *value.Content[0]
			}
			key.Value, full, means = strings.TrimSuffix(key.Value, "_file"), strings.TrimSuffix(full, "_file"), base
		}
		if !known[means] {
			return fmt.Errorf("line %d: no such key %q%s", key.Line, full, nearest(full, known))
		}
		if _, twice := where[full]; twice {
			return fmt.Errorf("line %d: %s is there twice", key.Line, full)
		}
		where[full] = key.Line
		if err := walk(value, full, means, dir, known, where); err != nil {
			return err
		}
	}
	return nil
}

func within(dir, path string) string {
	if filepath.IsAbs(path) {
		return path
	}
	return filepath.Join(dir, path)
}

// chosen stands in a path for a name that the file chooses: conversation.languages.cy.
const chosen = "*"

// keys lists every path of the configuration, those of a list's items too.
func keys(t reflect.Type, path string) map[string]bool {
	all := map[string]bool{}
	for i := range t.NumField() {
		f := t.Field(i)
		full := strings.TrimPrefix(path+"."+f.Tag.Get("yaml"), ".")
		all[full] = true
		switch f.Type.Kind() {
		case reflect.Struct:
			for k := range keys(f.Type, full) {
				all[k] = true
			}
		case reflect.Slice:
			if f.Type.Elem().Kind() == reflect.Struct {
				for k := range keys(f.Type.Elem(), full) {
					all[k] = true
				}
			}
		case reflect.Map:
			if f.Type.Elem().Kind() == reflect.Struct { // under names that the file chooses
				all[full+"."+chosen] = true
				for k := range keys(f.Type.Elem(), full+"."+chosen) {
					all[k] = true
				}
				break
			}
			for _, day := range []string{"mon", "tue", "wed", "thu", "fri", "sat", "sun"} { // of council.opening
				all[full+"."+day] = true
			}
		}
	}
	return all
}

// nearest names a key that ends alike, for a slip of the hand.
func nearest(full string, known map[string]bool) string {
	last := full[strings.LastIndex(full, ".")+1:]
	for k := range known {
		if k[strings.LastIndex(k, ".")+1:] == last {
			return fmt.Sprintf("; there is %q", k)
		}
	}
	return ""
}

// overlay puts values of the environment over the file's.
func overlay(v reflect.Value, name string, getenv func(string) string) error {
	t := v.Type()
	for i := range t.NumField() {
		env := name + "_" + strings.ToUpper(t.Field(i).Tag.Get("yaml"))
		if t.Field(i).Type.Kind() == reflect.Struct {
			if err := overlay(v.Field(i), env, getenv); err != nil {
				return err
			}
			continue
		}
		value := getenv(env)
		if value == "" {
			continue
		}
		into := reflect.New(t.Field(i).Type)
		if err := yaml.Unmarshal([]byte(value), into.Interface()); err != nil {
			return fmt.Errorf("environment variable %s: not a value of its kind", env) // never shown: it may be a secret
		}
		v.Field(i).Set(into.Elem())
	}
	return nil
}

var goType = regexp.MustCompile(`into (config\.)?(\S+)`)

// said puts the YAML library's words into the reader's.
func said(err error) error {
	var typed *yaml.TypeError
	if errors.As(err, &typed) {
		first := regexp.MustCompile("`[^`]*`").ReplaceAllString(typed.Errors[0], "this") // never echo a value
		return errors.New(goType.ReplaceAllString(first, "into a $2"))
	}
	return errors.New(strings.TrimPrefix(err.Error(), "yaml: "))
}
