// Command wiregen writes down what is on the wire, for those who cannot read the
// Go types: TypeScript for the page, JSON Schemas and the socket's AsyncAPI file for
// everybody, the tables of rights for people. It is run by `go generate`; a test fails when a file it
// wrote is out of date. It is no part of the server.
package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"

	"rondo/rooms/ceremonies"
)

//go:generate go run .

// root is where the repository is, seen from this directory.
const root = "../.."

func main() {
	if err := write(files()); err != nil {
		fmt.Fprintln(os.Stderr, "wiregen:", err)
		os.Exit(1)
	}
}

// files returns every generated file by its path in the repository.
func files() map[string][]byte {
	kinds := ceremonies.All()
	all := map[string][]byte{
		"static/src/lib/protocol.gen.ts": protocolTS(kinds),
		"static/src/lib/rights.gen.ts":   rightsTS(kinds),
		"static/src/lib/words.gen.ts":    wordsTS(),
		"docs/rights.md":                 rightsPage(kinds),
		"docs/errors.md":                 errorsPage(kinds),
		"docs/acts.md":                   meantPage(kinds),
		"server/asyncapi.json":           asyncAPI(kinds),
	}
	for name, schema := range schemas(kinds) {
		all["docs/schemas/"+name+".schema.json"] = schema
	}
	return all
}

// write leaves files alone that are right already, so that nothing is built anew.
func write(files map[string][]byte) error {
	for path, text := range files {
		path = filepath.Join(root, path)
		if old, err := os.ReadFile(path); err == nil && bytes.Equal(old, text) {
			continue
		}
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(path, text, 0o644); err != nil {
			return err
		}
	}
	return nil
}
