package main

import (
	"runtime/debug"
	"testing"
)

func TestBuildIsNamed(t *testing.T) {
	if len(build()) != 12 {
		t.Errorf("the build is %q", build())
	}
	revision := debug.BuildSetting{Key: "vcs.revision", Value: "0123456789abcdef"}
	for modified, want := range map[string]string{"false": "0123456789ab", "true": ""} {
		if got := commitOf([]debug.BuildSetting{revision, {Key: "vcs.modified", Value: modified}}); got != want {
			t.Errorf("modified %s: %q", modified, got)
		}
	}
	if got := commitOf(nil); got != "" {
		t.Errorf("without a repository: %q", got)
	}
}
