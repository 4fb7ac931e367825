package main

import (
	"archive/tar"
	"bytes"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// packedGolden is a backup of a data directory that is kept.
func packedGolden(t *testing.T) (file string) {
	t.Helper()
	data, _ := openGolden(t, filepath.Join(goldenDir, "format2-killed"))
	file = filepath.Join(t.TempDir(), "backup.tar")
	if err := pack(file, filepath.Join(data, "rondo.db"), filepath.Join(data, "keys")); err != nil {
		t.Fatal(err)
	}
	return file
}

func TestRestoreTakesAnEmptyDirectoryOnly(t *testing.T) {
	file := packedGolden(t)
	for _, left := range []string{"rondo.db-wal", "lost+found", ".hidden"} {
		data := t.TempDir()
		if err := os.WriteFile(filepath.Join(data, left), nil, 0o600); err != nil {
			t.Fatal(err)
		}
		err := run(t.Context(), []string{"restore", file, "-data", data}, noEnv, io.Discard, io.Discard)
		if there, _ := os.ReadDir(data); err == nil || !strings.Contains(err.Error(), left) || len(there) != 1 {
			t.Errorf("over %s: %v, %v", left, err, there)
		}
	}
	data := filepath.Join(t.TempDir(), "new")
	if err := run(t.Context(), []string{"restore", "-data", data, file}, noEnv, io.Discard, io.Discard); err != nil {
		t.Error(err)
	}
	if info, err := os.Stat(filepath.Join(data, "rondo.db")); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", info, err)
	}
}

// What is no backup leaves nothing behind, least of all elsewhere.
func TestRestoreTakesBackupsOnly(t *testing.T) {
	tarOf := func(names ...string) []byte {
		var b bytes.Buffer
		w := tar.NewWriter(&b)
		for _, name := range names {
			if err := w.WriteHeader(&tar.Header{Name: name, Mode: 0o600, Size: 1}); err != nil {
				t.Fatal(err)
			}
			_, _ = w.Write([]byte("x"))
		}
		_ = w.Close()
		return b.Bytes()
	}
	for name, raw := range map[string][]byte{
		"no tar": []byte(strings.Repeat("x", 2000)), "empty": {}, "keys only": tarOf("keys/rooms/abc/x.room"),
		"a way out": tarOf("rondo.db", "keys/rooms/../../../out"), "from the root": tarOf("rondo.db", "/out"), "more": tarOf("rondo.db", "rondo.db-wal"),
		"cut off": tarOf("rondo.db", "keys/rooms/abc/x.room")[:1200],
	} {
		in := t.TempDir()
		file, data := filepath.Join(in, "file"), filepath.Join(in, "data")
		if err := os.WriteFile(file, raw, 0o600); err != nil {
			t.Fatal(err)
		}
		if err := run(t.Context(), []string{"restore", file, "-data", data}, noEnv, io.Discard, io.Discard); err == nil {
			t.Errorf("%s: restored", name)
		}
		if left, err := os.ReadDir(data); err != nil || len(left) > 0 {
			t.Errorf("%s: leaves %v, %v", name, left, err)
		}
		if left, err := os.ReadDir(in); err != nil || len(left) != 2 {
			t.Errorf("%s: leaves %v, %v", name, left, err)
		}
	}
}

// A check finds what is damaged, in a directory as in a backup, and changes nothing.
func TestCheckFindsDamage(t *testing.T) {
	data, left := openGolden(t, filepath.Join(goldenDir, "format2-stopped"))
	check := func(at string) (string, error) {
		var out bytes.Buffer
		err := run(t.Context(), []string{"check", at}, noEnv, &out, io.Discard)
		return out.String(), err
	}
	if out, err := check(data); err != nil || out != "4 rooms can be read, 0 cannot.\n" {
		t.Errorf("%s, %v", out, err)
	}
	if err := execIn(data, "UPDATE entries SET seq = seq + 1 WHERE room = '"+string(left.Rooms[0].ID)+"'; UPDATE snapshots SET at = at + 1 WHERE room = '"+string(left.Rooms[0].ID)+"'"); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "backup.tar")
	if err := pack(file, filepath.Join(data, "rondo.db"), keysOf(config{data: data})); err != nil {
		t.Fatal(err)
	}
	for _, at := range []string{data, file} {
		before, _ := os.ReadDir(filepath.Dir(file))
		out, err := check(at)
		if err == nil || !strings.Contains(out, "room "+string(left.Rooms[0].ID)) || !strings.Contains(out, "3 rooms can be read, 1 cannot.") {
			t.Errorf("%s, %v", out, err)
		}
		if after, _ := os.ReadDir(filepath.Dir(file)); len(after) != len(before) {
			t.Errorf("it leaves %v", after)
		}
	}
	if out, err := check(filepath.Join(data, "nothing")); err == nil {
		t.Errorf("nothing is checked: %s", out)
	}
}
