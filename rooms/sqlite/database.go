package sqlite

import (
	"database/sql"
	"embed"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"time"

	_ "modernc.org/sqlite" // the driver
)

// patience is how long the writer waits for a lock that only an outsider can
// have, such as somebody with the sqlite3 program at the data directory.
const patience = 5 * time.Second

//go:embed migrations/*.sql
var migrations embed.FS

// openDatabase opens the writer's connection, of which there is only one.
func openDatabase(file string, sync Sync) (*sql.DB, error) {
	if err := touch(file); err != nil {
		return nil, err
	}
	db, err := sql.Open("sqlite", dsn(file, "rwc"))
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(1)
	for _, pragma := range []string{
		fmt.Sprintf("busy_timeout=%d", patience.Milliseconds()),
		fmt.Sprintf("page_size=%d", pageSize), // before the first page is written
		"journal_mode=WAL",
		"synchronous=" + sync.pragma(),
		"secure_delete=ON",
		"cache_size=-16384",    // KiB
		"temp_store=MEMORY",    // savepoints put old pages aside: never into a file
		"cell_size_check=ON",   // finds a damaged page before it is written to
		"wal_autocheckpoint=0", // it would make an answer wait; see writer.empty
	} {
		if _, err := db.Exec("PRAGMA " + pragma); err != nil {
			_ = db.Close()
			return nil, fmt.Errorf("PRAGMA %s: %w", pragma, err)
		}
	}
	return db, nil
}

// touch makes an empty database that only we may read; SQLite gives the files
// beside it the same mode.
func touch(file string) error {
	f, err := os.OpenFile(file, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return err
	}
	return f.Close()
}

func dsn(file, mode string) string {
	return (&url.URL{Scheme: "file", OmitHost: true, Path: file, RawQuery: "mode=" + mode}).String()
}

// migrate brings the schema up to what this program knows, and refuses a database
// that is not laid out as ours.
func migrate(db *sql.DB) error {
	if err := upgrade(db); err != nil {
		return err
	}
	if err := checkSchema(db); err != nil {
		return err
	}
	var page int
	if err := db.QueryRow("PRAGMA page_size").Scan(&page); err != nil {
		return err
	}
	if page != pageSize {
		return fmt.Errorf("the database has pages of %d bytes, not %d: what is removed from it would leave traces", page, pageSize)
	}
	return nil
}

// upgrade makes one migration after the other that the database lacks.
func upgrade(db *sql.DB) error {
	steps, err := fs.Glob(migrations, "migrations/*.sql")
	if err != nil {
		return err
	}
	var schema int
	if err := db.QueryRow("PRAGMA user_version").Scan(&schema); err != nil {
		return err
	}
	if schema < 0 {
		return fmt.Errorf("the data have schema %d, which there is not: they are damaged", schema)
	}
	if schema > len(steps) {
		return fmt.Errorf("the data have schema %d, this program knows up to %d: they are of a newer Rondo", schema, len(steps))
	}
	for ; schema < len(steps); schema++ {
		if err := step(db, steps[schema], schema+1); err != nil {
			return fmt.Errorf("%s: %w", steps[schema], err)
		}
	}
	return nil
}

// step runs one migration, whole or not at all.
func step(db *sql.DB, name string, schema int) error {
	script, err := migrations.ReadFile(name)
	if err != nil {
		return err
	}
	tx, err := db.Begin()
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }()
	if _, err := tx.Exec(string(script)); err != nil {
		return err
	}
	if _, err := tx.Exec(fmt.Sprintf("PRAGMA user_version=%d", schema)); err != nil {
		return err
	}
	return tx.Commit()
}
