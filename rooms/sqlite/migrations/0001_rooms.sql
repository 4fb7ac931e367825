-- What people wrote, sealed or not, must leave no trace once it is removed.
-- secure_delete is not enough for that: when SQLite splits or joins the pages
-- of a tree it moves rows and leaves their old bytes in the gap. Overflow pages
-- are never moved and are wiped when they are freed. So content (open, door,
-- sealed) comes last in a row, behind a pad as long as the part of a row that a
-- page of 1,024 bytes keeps in the tree (230 bytes, see content.go).

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
	pad     BLOB    NOT NULL,
	open    BLOB,
	door    BLOB,
	sealed  BLOB
) STRICT, WITHOUT ROWID;

CREATE TABLE entries (
	room   TEXT    NOT NULL,
	lsn    INTEGER NOT NULL,
	epoch  INTEGER NOT NULL,
	seq    INTEGER NOT NULL,
	at     INTEGER NOT NULL,
	key    TEXT    NOT NULL,
	pad    BLOB    NOT NULL,
	open   BLOB,
	door   BLOB,
	sealed BLOB,
	PRIMARY KEY (room, lsn)
) STRICT, WITHOUT ROWID;
