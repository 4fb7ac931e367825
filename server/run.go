package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"strings"
)

const usage = `Usage: rondo [command] [flags]

  serve (default)      run the server; SIGTERM drains it
  watch LINK           say what happens in the room behind LINK, a line for each thing; -json
  join LINK -name N    take part in it, with commands in lines
  vote LINK CARD       vote in what is open there; -wait
  bots LINK -n 8       let bots join the room behind LINK
  healthcheck          ask the server on this machine whether it is alive
  backup FILE          pack the data directory into FILE, also while the server runs
  restore FILE         unpack a backup into the data directory, which must be empty
  demo                 make up a team with two sprints behind it in the data directory, which must be empty
  check [DIR|FILE]     replay every room of a data directory or of a backup
  copy -from A -to B   copy all rooms between a data directory and a Redis, while nobody serves them

`

// run is the program: main without the process. It ends when ctx does.
func run(ctx context.Context, args []string, getenv func(string) string, stdout, stderr io.Writer) error {
	command := "serve"
	if len(args) > 0 && !strings.HasPrefix(args[0], "-") {
		command, args = args[0], args[1:]
	}
	switch command {
	case "bots":
		return bots(ctx, args, stdout, stderr)
	case "watch", "join", "vote":
		return takePart(ctx, command, args, getenv, os.Stdin, stdout, stderr)
	}
	cfg, rest, err := parseConfig(args, getenv, stderr)
	if err != nil || cfg.help {
		return err
	}
	if takesFile := command == "backup" || command == "restore" || command == "check"; !takesFile && len(rest) > 0 {
		return fmt.Errorf("%s does not know what to do with %q", command, rest[0])
	}
	switch command {
	case "serve":
		return serve(ctx, cfg, stdout, stderr)
	case "healthcheck":
		return healthcheck(ctx, cfg)
	case "backup":
		return backup(ctx, cfg, rest)
	case "restore":
		return restore(cfg, rest, stdout)
	case "demo":
		return fillDemo(ctx, cfg, stdout)
	case "check":
		return check(ctx, cfg, rest, stdout)
	case "copy":
		return copyRooms(ctx, cfg, stdout)
	case "help":
		return printUsage(stdout)
	}
	return fmt.Errorf("there is no command %q; rondo help names them", command)
}
