package sqlite

import (
	"context"
	"database/sql"

	"rondo/rooms"
)

// Due returns rooms that want to be opened. See rooms.Journal.
func (j *Journal) Due(ctx context.Context, now rooms.Millis, limit int) (due []rooms.ID, err error) {
	err = j.reader().read(ctx, func(tx *sql.Tx) error {
		due, err = dueRooms(ctx, tx, int64(now), limit)
		return err
	})
	return due, err
}

// dueRooms asks one index after the other, so that limit rows are read however
// many rooms there are.
func dueRooms(ctx context.Context, tx *sql.Tx, now int64, limit int) ([]rooms.ID, error) {
	due, err := ids(ctx, tx, `SELECT room FROM rooms WHERE due > 0 AND due <= ? ORDER BY due, room LIMIT ?`, now, limit)
	if err != nil {
		return nil, err
	}
	waiting, err := ids(ctx, tx, `SELECT room FROM rooms WHERE outbox = 1 AND NOT (due > 0 AND due <= ?)
		ORDER BY room LIMIT ?`, now, limit-len(due))
	return append(due, waiting...), err
}

func ids(ctx context.Context, tx *sql.Tx, query string, args ...any) (found []rooms.ID, err error) {
	rows, err := tx.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var id rooms.ID
		if err := rows.Scan(&id); err != nil {
			return nil, err
		}
		found = append(found, id)
	}
	return found, rows.Err()
}
