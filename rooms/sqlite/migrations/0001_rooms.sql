CREATE TABLE rooms (
	room   TEXT    NOT NULL PRIMARY KEY,
	epoch  INTEGER NOT NULL, -- of the owner
	lsn    INTEGER NOT NULL, -- of the last entry
	due    INTEGER NOT NULL, -- earliest deadline, milliseconds since 1970; 0: none
	outbox INTEGER NOT NULL  -- 1: holds something
) STRICT, WITHOUT ROWID;

-- Partial, so that a million rooms asleep cost nothing here.
CREATE INDEX rooms_due ON rooms (due) WHERE due > 0;
CREATE INDEX rooms_outbox ON rooms (room) WHERE outbox = 1;

CREATE TABLE snapshots (
	room    TEXT    NOT NULL PRIMARY KEY,
	lsn     INTEGER NOT NULL,
	epoch   INTEGER NOT NULL,
	seq     INTEGER NOT NULL,
	kind    TEXT    NOT NULL,
	version INTEGER NOT NULL,
	at      INTEGER NOT NULL,
	key     TEXT    NOT NULL,
	content INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE entries (
	room    TEXT    NOT NULL,
	lsn     INTEGER NOT NULL,
	epoch   INTEGER NOT NULL,
	seq     INTEGER NOT NULL,
	at      INTEGER NOT NULL,
	key     TEXT    NOT NULL,
	content INTEGER NOT NULL,
	PRIMARY KEY (room, lsn)
) STRICT, WITHOUT ROWID;

-- What people wrote, of entries and of snapshots. Once it is removed it must
-- leave no trace, and secure_delete is not enough for that: when SQLite splits
-- or joins the pages of a tree it moves what lies in them and leaves the old
-- bytes in the gap. Overflow pages are never moved, and are wiped when they are
-- freed. So pad takes the part of a row that stays in the tree, fill makes that
-- part as short as it gets, and everything between lies on overflow pages. See
-- content.go. It is a table of its own because a search in a tree WITHOUT ROWID
-- reads every row that it compares with, overflow pages and all.
CREATE TABLE contents (
	content INTEGER PRIMARY KEY,
	pad     BLOB NOT NULL,
	open    BLOB,
	door    BLOB,
	sealed  BLOB,
	fill    BLOB NOT NULL
) STRICT;
