// Package dockerlint checks the Dockerfile with BuildKit's own parser and
// linter, so that a mistake in it is found where there is no engine.
//
// It has a module of its own because that parser brings many others along.
package dockerlint

import (
	"bytes"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/moby/buildkit/frontend/dockerfile/instructions"
	"github.com/moby/buildkit/frontend/dockerfile/linter"
	"github.com/moby/buildkit/frontend/dockerfile/parser"
)

func TestDockerfile(t *testing.T) {
	raw, err := os.ReadFile("../../Dockerfile")
	if err != nil {
		t.Fatal(err)
	}
	for _, complaint := range complaints(raw) {
		t.Error(complaint)
	}
}

// A checker that nobody has seen fail proves nothing.
func TestBadDockerfiles(t *testing.T) {
	good := "FROM golang:1.26 AS build\nRUN make\nFROM scratch\nCOPY --from=build /r /r\nUSER 1:1\nHEALTHCHECK CMD [\"/r\"]\nENTRYPOINT [\"/r\"]\n"
	if got := complaints([]byte(good)); len(got) > 0 {
		t.Errorf("the good one: %q", got)
	}
	for what, change := range map[string][2]string{
		"no user":               {"USER 1:1\n", ""},
		"root":                  {"USER 1:1", "USER 0"},
		"root by name":          {"USER 1:1", "USER root:root"},
		"no healthcheck":        {"HEALTHCHECK CMD [\"/r\"]\n", ""},
		"healthcheck by shell":  {"CMD [\"/r\"]", "CMD /r"},
		"entrypoint by shell":   {"ENTRYPOINT [\"/r\"]", "ENTRYPOINT /r"},
		"not from scratch":      {"FROM scratch", "FROM debian:12"},
		"latest":                {"golang:1.26", "golang:latest"},
		"no tag":                {"golang:1.26", "golang"},
		"casing of AS":          {" AS build", " as build"},
		"unknown instruction":   {"RUN make", "RUNN make"},
		"secret in an argument": {"RUN make", "ARG API_TOKEN\nRUN make"},
	} {
		if got := complaints([]byte(strings.Replace(good, change[0], change[1], 1))); len(got) == 0 {
			t.Errorf("%s: nobody complains", what)
		}
	}
}

// complaints are what BuildKit warns of, and what we want beyond it: the last
// stage is scratch, not run by root, and asks itself whether it is well; and as
// there is no shell in it, nothing is run by one.
func complaints(raw []byte) (all []string) {
	lint := linter.New(&linter.Config{Warn: func(rule, _, _, message string, at []parser.Range) {
		all = append(all, fmt.Sprintf("%s: %s %v", rule, message, at))
	}})
	tree, err := parser.Parse(bytes.NewReader(raw))
	if err != nil {
		return append(all, err.Error())
	}
	stages, _, err := instructions.Parse(tree.AST, lint)
	if err != nil {
		return append(all, err.Error())
	}
	for _, stage := range stages {
		if base := stage.BaseName; base != "scratch" && (!strings.Contains(base, ":") || strings.HasSuffix(base, ":latest")) {
			all = append(all, fmt.Sprintf("%s has no fixed version", base))
		}
		all = append(all, secrets(stage)...)
	}
	return append(all, lastStage(stages[len(stages)-1])...)
}

func lastStage(stage instructions.Stage) (all []string) {
	user, healthy := "", false
	for _, command := range stage.Commands {
		switch c := command.(type) {
		case *instructions.UserCommand:
			user = c.User
		case *instructions.HealthCheckCommand:
			healthy = c.Health != nil && len(c.Health.Test) > 0 && c.Health.Test[0] == "CMD"
		case *instructions.EntrypointCommand:
			if c.PrependShell {
				all = append(all, "the entrypoint needs a shell")
			}
		}
	}
	if stage.BaseName != "scratch" {
		all = append(all, "the last stage is not from scratch")
	}
	if name, _, _ := strings.Cut(user, ":"); name == "" || name == "root" || name == "0" {
		all = append(all, "it is run by root")
	}
	if !healthy {
		all = append(all, "there is no healthcheck without a shell")
	}
	return all
}

// secrets finds arguments and variables that look like secrets: they would stay
// in the image's history.
func secrets(stage instructions.Stage) (all []string) {
	suspicious := func(name string) {
		for _, word := range []string{"TOKEN", "SECRET", "PASSWORD", "API_KEY"} {
			if strings.Contains(strings.ToUpper(name), word) {
				all = append(all, name+" would stay in the image's history")
			}
		}
	}
	for _, command := range stage.Commands {
		switch c := command.(type) {
		case *instructions.ArgCommand:
			for _, arg := range c.Args {
				suspicious(arg.Key)
			}
		case *instructions.EnvCommand:
			for _, env := range c.Env {
				suspicious(env.Key)
			}
		}
	}
	return all
}
