-- How a row is stored, and a code that authenticates all of it. Rows of format 1
-- have none; a room of theirs is stored anew when it is opened.
ALTER TABLE snapshots ADD COLUMN format INTEGER NOT NULL DEFAULT 1;
ALTER TABLE snapshots ADD COLUMN mac BLOB;
ALTER TABLE entries ADD COLUMN format INTEGER NOT NULL DEFAULT 1;
ALTER TABLE entries ADD COLUMN mac BLOB;
