-- SPDX-License-Identifier: GPL-3.0-or-later
-- Schema 4 of a Galley project: comments are listed by reader and place, and many of them come in, or
-- get another status, in less time. Frozen once released.

-- Who has an e-mail address is known by it, in whatever case; others by their name.
DROP INDEX comment_by_name;
CREATE INDEX comment_by_name ON comment (name) WHERE email = '';
DROP INDEX comment_by_email;
CREATE INDEX comment_by_email ON comment (email COLLATE NOCASE) WHERE email <> '';
CREATE INDEX comment_by_place ON comment (place) WHERE place <> '';

-- A trigger makes each row that is written a statement of many writes, for which SQLite copies the
-- pages that it changes and asks of every table that refers to it: half of the time of an import. So
-- that a comment comes in, and that it gets another status and nothing else, is noted by the two
-- functions that do so, in galley-comment-store.c; all other changes are noted here as before.
DROP TRIGGER change_comment_insert;
DROP TRIGGER change_comment_update;
CREATE TRIGGER change_comment_update AFTER UPDATE OF post, parent, kind, by_author, name, place,
  email, url, date, instant, source, body ON comment
WHEN old.status = 'approved' OR new.status = 'approved' BEGIN
  UPDATE change SET number = 1 + (SELECT max(number) FROM change)
    WHERE what = 'comments' AND post = old.post;
  INSERT INTO change (what, post, number)
    SELECT 'comments', old.post, 1 + (SELECT max(number) FROM change)
    WHERE old.post IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM change WHERE what = 'comments' AND post = old.post);
  UPDATE change SET number = 1 + (SELECT max(number) FROM change)
    WHERE what = 'comments' AND post = new.post;
  INSERT INTO change (what, post, number)
    SELECT 'comments', new.post, 1 + (SELECT max(number) FROM change)
    WHERE new.post IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM change WHERE what = 'comments' AND post = new.post);
END;
