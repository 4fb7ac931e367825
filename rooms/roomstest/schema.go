package roomstest

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"pgregory.net/rapid"

	"rondo/rooms"
	"rondo/rooms/wire"
)

// described holds what is played against the schemas in docs/: whoever writes a
// client goes by them.
type described struct {
	t             rapid.TB
	actions, down *jsonschema.Schema
}

func describedAs(t rapid.TB, kind *rooms.Kind) described {
	t.Helper()
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	compiled := func(name string) *jsonschema.Schema {
		s, err := c.Compile(filepath.Join(top(t), "docs/schemas", kind.Name+"."+name+".schema.json"))
		if err != nil {
			t.Fatalf("%v\nRun `make generate`.", err)
		}
		return s
	}
	return described{t, compiled("actions"), compiled("down")}
}

// top is the folder of the repository.
func top(t rapid.TB) string {
	t.Helper()
	for dir := "."; ; dir = filepath.Join(dir, "..") {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir
		}
		if at, err := filepath.Abs(dir); err != nil || at == filepath.Dir(at) {
			t.Fatal("there is no repository around this test")
		}
	}
}

func (d described) frame(f wire.Frame) {
	d.t.Helper()
	if err := d.down.Validate(d.decoded(f)); err != nil {
		d.t.Errorf("the schema has no such frame: %s\n%v", f, err)
	}
}

// act holds an action against the schema, which must have every one that the room
// did not call invalid.
func (d described) act(up wire.Up, refused *rooms.Error) {
	d.t.Helper()
	raw, err := json.Marshal(up)
	if err != nil {
		d.t.Fatal(err)
	}
	if refused != nil && refused.Code == "invalid" {
		return
	}
	if err := d.actions.Validate(d.decoded(raw)); err != nil {
		d.t.Errorf("the schema has no such action: %s\n%v", raw, err)
	}
}

func (d described) decoded(raw []byte) any {
	d.t.Helper()
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(raw))
	if err != nil {
		d.t.Fatalf("%v in %s", err, raw)
	}
	return v
}
