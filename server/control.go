package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"

	"rondo/rooms/sqlite"
)

// The data directory belongs to one process. What another process of the same
// user wants from it, such as a backup, it asks for at a socket in there: the
// directory is 0700, so nobody else can.
func controlSocket(data string) string { return filepath.Join(data, "control.sock") }

// listenControl serves the socket. Without it everything works but backups
// while the server runs, so a failure is no reason to stop.
func (s *server) listenControl(journal *sqlite.Journal) (stop func()) {
	path := controlSocket(s.cfg.data)
	_ = os.Remove(path) // the directory is locked: whoever made it is gone
	ln, err := net.Listen("unix", path)
	if err != nil {
		s.log.Warn("no backups while the server runs", "err", err)
		return func() {}
	}
	mux := http.NewServeMux()
	mux.HandleFunc("POST /backup", func(w http.ResponseWriter, r *http.Request) {
		file, err := io.ReadAll(io.LimitReader(r.Body, 4096))
		if err == nil {
			err = journal.Backup(r.Context(), string(file))
		}
		if err != nil {
			http.Error(w, err.Error(), http.StatusConflict) // for the operator, so it may name paths
		}
	})
	web := &http.Server{Handler: mux, ReadHeaderTimeout: s.limits.readHeader}
	go func() {
		if err := web.Serve(ln); !errors.Is(err, http.ErrServerClosed) {
			s.log.Warn("no more backups", "err", err)
		}
	}()
	return func() { _ = web.Close() }
}

// backup is the command `rondo backup FILE`. It asks the server that has the
// directory; without one it opens the directory itself.
func backup(ctx context.Context, cfg config, args []string) error {
	if len(args) != 1 {
		return errors.New("backup: into which file?")
	}
	file, err := filepath.Abs(args[0])
	if err != nil {
		return fmt.Errorf("backup: %w", err)
	}
	database := file + ".db"
	defer func() { _ = os.Remove(database) }()
	err = askForBackup(ctx, cfg, database)
	var refused *net.OpError
	if errors.As(err, &refused) && refused.Op == "dial" {
		err = backupHere(ctx, cfg, database)
	}
	if err == nil {
		err = pack(file, database, filepath.Join(cfg.data, "keys"))
	}
	if err != nil {
		return fmt.Errorf("backup: %w", err)
	}
	return nil
}

func askForBackup(ctx context.Context, cfg config, file string) error {
	transport := &http.Transport{DisableKeepAlives: true, DialContext: func(ctx context.Context, _, _ string) (net.Conn, error) {
		var d net.Dialer
		return d.DialContext(ctx, "unix", controlSocket(cfg.data))
	}}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, "http://control/backup", strings.NewReader(file))
	if err != nil {
		return err
	}
	resp, err := transport.RoundTrip(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusOK {
		return nil
	}
	why, _ := io.ReadAll(io.LimitReader(resp.Body, 4096))
	return errors.New(strings.TrimSpace(string(why)))
}

func backupHere(ctx context.Context, cfg config, file string) error {
	if _, err := os.Stat(cfg.data); errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("there is no data directory %s", cfg.data)
	}
	journal, err := sqlite.Open(cfg.data, sqlite.Options{})
	if err != nil {
		return err
	}
	return errors.Join(journal.Backup(ctx, file), journal.Close())
}
