package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
)

// conn is the writer's connection. Its statements are prepared once. No context
// reaches it: a transaction serves many rooms, and none may break it off.
type conn struct {
	c     *sql.Conn
	stmts map[string]*sql.Stmt
}

func newConn(db *sql.DB) (*conn, error) {
	c, err := db.Conn(context.Background())
	if err != nil {
		return nil, err
	}
	return &conn{c, map[string]*sql.Stmt{}}, nil
}

func (c *conn) prepared(query string) (*sql.Stmt, error) {
	if s := c.stmts[query]; s != nil {
		return s, nil
	}
	s, err := c.c.PrepareContext(context.Background(), query)
	if err == nil {
		c.stmts[query] = s
	}
	return s, err
}

// exec runs a statement and returns how many rows it changed.
func (c *conn) exec(query string, args ...any) (rows int64, err error) {
	s, err := c.prepared(query)
	if err != nil {
		return 0, err
	}
	result, err := s.Exec(args...)
	if err != nil {
		return 0, err
	}
	return result.RowsAffected()
}

// scan reads the one row that query finds; sql.ErrNoRows when there is none.
func (c *conn) scan(query string, args []any, into ...any) error {
	s, err := c.prepared(query)
	if err != nil {
		return err
	}
	return scanned(s.QueryRow(args...).Scan(into...))
}

// checkpoint moves the log into the database and empties it. It waits for
// nobody: while a reader needs the log, it answers false.
func (c *conn) checkpoint() (done bool, err error) {
	if _, err := c.c.ExecContext(context.Background(), "PRAGMA busy_timeout=0"); err != nil {
		return false, err
	}
	var busy, frames, moved int
	err = c.c.QueryRowContext(context.Background(), "PRAGMA wal_checkpoint(TRUNCATE)").Scan(&busy, &frames, &moved)
	_, again := c.c.ExecContext(context.Background(), fmt.Sprintf("PRAGMA busy_timeout=%d", patience.Milliseconds()))
	return err == nil && busy == 0, errors.Join(err, again)
}

func (c *conn) close() error {
	var err error
	for _, s := range c.stmts {
		err = errors.Join(err, s.Close())
	}
	return errors.Join(err, c.c.Close())
}
