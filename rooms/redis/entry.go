package redis

import (
	"fmt"
	"strconv"
	"strings"

	"rondo/rooms"
	"rondo/rooms/journal"
)

// position is the id of an entry in its stream: the epoch of its owner, and its number.
// It says more than the number alone: entries of two owners are never taken for each other.
type position struct{ epoch, lsn int64 }

// String is the id as Redis writes it.
func (p position) String() string { return fmt.Sprintf("%d-%d", p.epoch, p.lsn) }

func parsePosition(id string) (p position, err error) {
	epoch, lsn, ok := strings.Cut(id, "-")
	if !ok {
		return p, fmt.Errorf("%q is no position", id)
	}
	if p.epoch, err = strconv.ParseInt(epoch, 10, 64); err == nil {
		p.lsn, err = strconv.ParseInt(lsn, 10, 64)
	}
	return p, err
}

// stored is an entry as its stream has it.
type stored struct {
	at     position
	entry  journal.Entry
	fields []any
}

func storedAs(epoch int64, e journal.Entry) stored {
	f := fields{}
	f.number("s", e.Seq)
	f.number("a", int64(e.At))
	if e.Epoch != epoch {
		f.number("e", e.Epoch)
	}
	f.bytes("o", e.Open)
	f.bytes("d", e.Door)
	f.bytes("k", []byte(e.Key))
	f.bytes("x", e.Sealed)
	f.number("f", int64(e.Format))
	f.bytes("m", e.MAC)
	if len(f) == 0 {
		f = fields{"f", 0}
	}
	return stored{position{epoch, e.LSN}, e, f}
}

// args are the entry in the arguments of a script.
func (s stored) args(to []any) []any {
	return append(append(to, s.at.String(), len(s.fields)), s.fields...)
}

func entryOf(id string, values map[string]any) (e stored, err error) {
	if e.at, err = parsePosition(id); err != nil {
		return e, err
	}
	v := valuesOf(values)
	epoch := e.at.epoch
	if _, differs := v["e"]; differs {
		epoch = v.number("e")
	}
	return storedAs(e.at.epoch, journal.Entry{
		LSN: e.at.lsn, Epoch: epoch, Seq: v.number("s"), At: rooms.Millis(v.number("a")),
		Open: v.bytes("o"), Door: v.bytes("d"), Key: v["k"], Sealed: v.bytes("x"), Format: int(v.number("f")), MAC: v.bytes("m"),
	}), nil
}

func snapshotFields(s journal.Snapshot) []any {
	f := fields{}
	f.number("lsn", s.LSN)
	f.number("epoch", s.Epoch)
	f.number("seq", s.Seq)
	f.bytes("kind", []byte(s.Kind))
	f.number("version", int64(s.Version))
	f.number("at", int64(s.At))
	f.bytes("open", s.Open)
	f.bytes("door", s.Door)
	f.bytes("key", []byte(s.Key))
	f.bytes("sealed", s.Sealed)
	f.number("format", int64(s.Format))
	f.bytes("mac", s.MAC)
	if len(f) == 0 {
		f = fields{"lsn", 0}
	}
	return f
}

func snapshotOf(v values) journal.Snapshot {
	return journal.Snapshot{
		LSN: v.number("lsn"), Epoch: v.number("epoch"), Seq: v.number("seq"), Kind: v["kind"], Version: int(v.number("version")),
		At: rooms.Millis(v.number("at")), Open: v.bytes("open"), Door: v.bytes("door"), Key: v["key"], Sealed: v.bytes("sealed"),
		Format: int(v.number("format")), MAC: v.bytes("mac"),
	}
}

// fields are names and values in turn; what is empty is left out.
type fields []any

func (f *fields) number(name string, n int64) {
	if n != 0 {
		*f = append(*f, name, n)
	}
}

func (f *fields) bytes(name string, b []byte) {
	if len(b) > 0 {
		*f = append(*f, name, b)
	}
}

// values are what was stored under names.
type values map[string]string

func valuesOf(of map[string]any) values {
	v := values{}
	for name, value := range of {
		v[name], _ = value.(string)
	}
	return v
}

func (v values) number(name string) int64 {
	n, _ := strconv.ParseInt(v[name], 10, 64)
	return n
}

func (v values) bytes(name string) []byte {
	if v[name] == "" {
		return nil
	}
	return []byte(v[name])
}
