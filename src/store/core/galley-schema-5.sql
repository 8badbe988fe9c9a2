-- SPDX-License-Identifier: GPL-3.0-or-later
-- Schema 5 of a Galley project: the whole addresses that pages had before, whatever moved them. Frozen
-- once released.

-- Where the page of a post stood: "2009/10/slug/index.html". The table redirect goes on saying which
-- slugs a post had, by which texts may name it.
CREATE TABLE former_path (
  path TEXT PRIMARY KEY,
  post INTEGER NOT NULL REFERENCES post ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX former_path_by_post ON former_path (post);

CREATE TRIGGER change_former_path_insert AFTER INSERT ON former_path BEGIN
  UPDATE change SET number = 1 + (SELECT max(number) FROM change) WHERE what = 'site';
END;
CREATE TRIGGER change_former_path_update AFTER UPDATE ON former_path BEGIN
  UPDATE change SET number = 1 + (SELECT max(number) FROM change) WHERE what = 'site';
END;
CREATE TRIGGER change_former_path_delete AFTER DELETE ON former_path BEGIN
  UPDATE change SET number = 1 + (SELECT max(number) FROM change) WHERE what = 'site';
END;
