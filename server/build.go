package main

import (
	"crypto/sha256"
	"encoding/hex"
	"io"
	"os"
	"runtime/debug"
	"sync"
)

// build names this program, so that a page of another one reloads itself: by
// its commit, and where that does not say it all (changes on top, or a build
// without the repository, as in the container) by its own bytes. Nodes that run
// the same program have the same name.
var build = sync.OnceValue(func() string {
	info, ok := debug.ReadBuildInfo()
	if ok {
		if commit := commitOf(info.Settings); commit != "" {
			return commit
		}
	}
	path, err := os.Executable()
	if err != nil {
		return "unknown"
	}
	file, err := os.Open(path)
	if err != nil {
		return "unknown"
	}
	defer func() { _ = file.Close() }() // was only read
	sum := sha256.New()
	if _, err := io.Copy(sum, file); err != nil {
		return "unknown"
	}
	return hex.EncodeToString(sum.Sum(nil)[:6])
})

// commitOf returns the commit that a program was built from, if it was built
// from nothing else.
func commitOf(settings []debug.BuildSetting) string {
	commit := ""
	for _, s := range settings {
		switch {
		case s.Key == "vcs.revision" && len(s.Value) >= 12:
			commit = s.Value[:12]
		case s.Key == "vcs.modified" && s.Value != "false":
			return ""
		}
	}
	return commit
}
