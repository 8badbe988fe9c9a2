-- SPDX-License-Identifier: GPL-3.0-or-later
-- Schema 2 of a Galley project: exports that look only at what changed. Frozen once released.

-- When something last changed that shows on the site: 'text' and 'comments' of a post, or 'site' for
-- all that may show anywhere. Numbers grow and are never given twice, so that an export that knows up
-- to which one it came asks for those above it. Kept by the triggers below: whatever writes to a
-- table that shows, is noted. They are no upserts, since the conflict clause of the outer statement
-- would rule them.
CREATE TABLE change (
  what TEXT NOT NULL CHECK (what IN ('site', 'text', 'comments')),
  post INTEGER NOT NULL,
  number INTEGER NOT NULL UNIQUE,
  PRIMARY KEY (what, post)
) STRICT, WITHOUT ROWID;
INSERT INTO change (what, post, number) VALUES ('site', 0, 1);

-- What an export that was finished knows of the folder, beside the manifest: see
-- galley-export-target.h. An export that begins to change a folder takes it away.
CREATE TABLE export_state (
  target INTEGER PRIMARY KEY REFERENCES export_target ON DELETE CASCADE,
  change INTEGER NOT NULL,
  since INTEGER NOT NULL,
  until INTEGER NOT NULL,
  frame TEXT NOT NULL,
  stamp TEXT NOT NULL,
  panel TEXT NOT NULL,
  files INTEGER NOT NULL
) STRICT;

-- The order of posts in that export: ids, 8 bytes each, little endian.
CREATE TABLE export_list (
  id INTEGER PRIMARY KEY,
  target INTEGER NOT NULL REFERENCES export_target ON DELETE CASCADE,
  name TEXT NOT NULL,
  posts BLOB NOT NULL,
  UNIQUE (target, name)
) STRICT;

-- What may show anywhere.
CREATE TRIGGER change_setting_insert AFTER INSERT ON setting BEGIN
  UPDATE change SET number = 1 + (SELECT max(number) FROM change) WHERE what = 'site';
END;
CREATE TRIGGER change_setting_update AFTER UPDATE ON setting BEGIN
  UPDATE change SET number = 1 + (SELECT max(number) FROM change) WHERE what = 'site';
END;
CREATE TRIGGER change_setting_delete AFTER DELETE ON setting BEGIN
  UPDATE change SET number = 1 + (SELECT max(number) FROM change) WHERE what = 'site';
END;
CREATE TRIGGER change_media_insert AFTER INSERT ON media BEGIN
  UPDATE change SET number = 1 + (SELECT max(number) FROM change) WHERE what = 'site';
END;
CREATE TRIGGER change_media_update AFTER UPDATE ON media BEGIN
  UPDATE change SET number = 1 + (SELECT max(number) FROM change) WHERE what = 'site';
END;
CREATE TRIGGER change_media_delete AFTER DELETE ON media BEGIN
  UPDATE change SET number = 1 + (SELECT max(number) FROM change) WHERE what = 'site';
END;
CREATE TRIGGER change_redirect_insert AFTER INSERT ON redirect BEGIN
  UPDATE change SET number = 1 + (SELECT max(number) FROM change) WHERE what = 'site';
END;
CREATE TRIGGER change_redirect_update AFTER UPDATE ON redirect BEGIN
  UPDATE change SET number = 1 + (SELECT max(number) FROM change) WHERE what = 'site';
END;
CREATE TRIGGER change_redirect_delete AFTER DELETE ON redirect BEGIN
  UPDATE change SET number = 1 + (SELECT max(number) FROM change) WHERE what = 'site';
END;
CREATE TRIGGER change_series_insert AFTER INSERT ON series BEGIN
  UPDATE change SET number = 1 + (SELECT max(number) FROM change) WHERE what = 'site';
END;
CREATE TRIGGER change_series_update AFTER UPDATE ON series BEGIN
  UPDATE change SET number = 1 + (SELECT max(number) FROM change) WHERE what = 'site';
END;
CREATE TRIGGER change_series_delete AFTER DELETE ON series BEGIN
  UPDATE change SET number = 1 + (SELECT max(number) FROM change) WHERE what = 'site';
END;
CREATE TRIGGER change_series_link_insert AFTER INSERT ON series_link BEGIN
  UPDATE change SET number = 1 + (SELECT max(number) FROM change) WHERE what = 'site';
END;
CREATE TRIGGER change_series_link_update AFTER UPDATE ON series_link BEGIN
  UPDATE change SET number = 1 + (SELECT max(number) FROM change) WHERE what = 'site';
END;
CREATE TRIGGER change_series_link_delete AFTER DELETE ON series_link BEGIN
  UPDATE change SET number = 1 + (SELECT max(number) FROM change) WHERE what = 'site';
END;
CREATE TRIGGER change_author_update AFTER UPDATE ON author BEGIN
  UPDATE change SET number = 1 + (SELECT max(number) FROM change) WHERE what = 'site';
END;
CREATE TRIGGER change_author_delete AFTER DELETE ON author BEGIN
  UPDATE change SET number = 1 + (SELECT max(number) FROM change) WHERE what = 'site';
END;
CREATE TRIGGER change_place_update AFTER UPDATE ON place BEGIN
  UPDATE change SET number = 1 + (SELECT max(number) FROM change) WHERE what = 'site';
END;
CREATE TRIGGER change_place_delete AFTER DELETE ON place BEGIN
  UPDATE change SET number = 1 + (SELECT max(number) FROM change) WHERE what = 'site';
END;
CREATE TRIGGER change_tag_update AFTER UPDATE ON tag BEGIN
  UPDATE change SET number = 1 + (SELECT max(number) FROM change) WHERE what = 'site';
END;
CREATE TRIGGER change_tag_delete AFTER DELETE ON tag BEGIN
  UPDATE change SET number = 1 + (SELECT max(number) FROM change) WHERE what = 'site';
END;

-- A published revision is never changed; where it is all the same, everything is looked at.
CREATE TRIGGER change_revision_update AFTER UPDATE ON revision
WHEN EXISTS (SELECT 1 FROM post WHERE published = new.id) BEGIN
  UPDATE change SET number = 1 + (SELECT max(number) FROM change) WHERE what = 'site';
END;
CREATE TRIGGER change_body_update AFTER UPDATE ON body
WHEN EXISTS (SELECT 1 FROM post WHERE published = new.revision) BEGIN
  UPDATE change SET number = 1 + (SELECT max(number) FROM change) WHERE what = 'site';
END;
CREATE TRIGGER change_revision_tag_insert AFTER INSERT ON revision_tag
WHEN EXISTS (SELECT 1 FROM post WHERE published = new.revision) BEGIN
  UPDATE change SET number = 1 + (SELECT max(number) FROM change) WHERE what = 'site';
END;
CREATE TRIGGER change_revision_tag_update AFTER UPDATE ON revision_tag
WHEN EXISTS (SELECT 1 FROM post WHERE published = new.revision) BEGIN
  UPDATE change SET number = 1 + (SELECT max(number) FROM change) WHERE what = 'site';
END;
CREATE TRIGGER change_revision_tag_delete AFTER DELETE ON revision_tag
WHEN EXISTS (SELECT 1 FROM post WHERE published = old.revision) BEGIN
  UPDATE change SET number = 1 + (SELECT max(number) FROM change) WHERE what = 'site';
END;
CREATE TRIGGER change_revision_link_insert AFTER INSERT ON revision_link
WHEN EXISTS (SELECT 1 FROM post WHERE published = new.revision) BEGIN
  UPDATE change SET number = 1 + (SELECT max(number) FROM change) WHERE what = 'site';
END;
CREATE TRIGGER change_revision_link_update AFTER UPDATE ON revision_link
WHEN EXISTS (SELECT 1 FROM post WHERE published = new.revision) BEGIN
  UPDATE change SET number = 1 + (SELECT max(number) FROM change) WHERE what = 'site';
END;
CREATE TRIGGER change_revision_link_delete AFTER DELETE ON revision_link
WHEN EXISTS (SELECT 1 FROM post WHERE published = old.revision) BEGIN
  UPDATE change SET number = 1 + (SELECT max(number) FROM change) WHERE what = 'site';
END;

-- Posts. Published anew with nothing changed but what stands on its own page, it is a text.
CREATE TRIGGER change_post_insert AFTER INSERT ON post
WHEN new.published IS NOT NULL BEGIN
  UPDATE change SET number = 1 + (SELECT max(number) FROM change) WHERE what = 'site';
END;
CREATE TRIGGER change_post_delete AFTER DELETE ON post
WHEN old.published IS NOT NULL BEGIN
  UPDATE change SET number = 1 + (SELECT max(number) FROM change) WHERE what = 'site';
END;
CREATE TRIGGER change_post_update AFTER UPDATE OF id, kind, status, created, published ON post
WHEN (old.status IN ('published', 'scheduled') OR new.status IN ('published', 'scheduled'))
  AND (old.kind, old.status, old.created) IS NOT (new.kind, new.status, new.created) BEGIN
  UPDATE change SET number = 1 + (SELECT max(number) FROM change) WHERE what = 'site';
END;
CREATE TRIGGER change_post_publish AFTER UPDATE OF published ON post
WHEN (old.status IN ('published', 'scheduled') OR new.status IN ('published', 'scheduled')) AND old.published IS NOT new.published
  AND NOT (EXISTS (SELECT 1 FROM revision o, revision n
    WHERE o.id = old.published AND n.id = new.published
      AND (o.title, o.slug, o.author, o.date, o.series, o.part, o.place, o.cover, o.language)
        IS (n.title, n.slug, n.author, n.date, n.series, n.part, n.place, n.cover, n.language))
  AND NOT EXISTS (SELECT position, tag FROM revision_tag WHERE revision = old.published
    EXCEPT SELECT position, tag FROM revision_tag WHERE revision = new.published)
  AND NOT EXISTS (SELECT position, tag FROM revision_tag WHERE revision = new.published
    EXCEPT SELECT position, tag FROM revision_tag WHERE revision = old.published)) BEGIN
  UPDATE change SET number = 1 + (SELECT max(number) FROM change) WHERE what = 'site';
END;
CREATE TRIGGER change_post_text AFTER UPDATE OF published ON post
WHEN (old.status IN ('published', 'scheduled') OR new.status IN ('published', 'scheduled')) AND old.published IS NOT new.published BEGIN
  UPDATE change SET number = 1 + (SELECT max(number) FROM change)
    WHERE what = 'text' AND post = new.id;
  INSERT INTO change (what, post, number)
    SELECT 'text', new.id, 1 + (SELECT max(number) FROM change)
    WHERE new.id IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM change WHERE what = 'text' AND post = new.id);
END;

-- Comments, where readers see them.
CREATE TRIGGER change_comment_insert AFTER INSERT ON comment
WHEN new.status = 'approved' BEGIN
  UPDATE change SET number = 1 + (SELECT max(number) FROM change)
    WHERE what = 'comments' AND post = new.post;
  INSERT INTO change (what, post, number)
    SELECT 'comments', new.post, 1 + (SELECT max(number) FROM change)
    WHERE new.post IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM change WHERE what = 'comments' AND post = new.post);
END;
CREATE TRIGGER change_comment_delete AFTER DELETE ON comment
WHEN old.status = 'approved' BEGIN
  UPDATE change SET number = 1 + (SELECT max(number) FROM change)
    WHERE what = 'comments' AND post = old.post;
  INSERT INTO change (what, post, number)
    SELECT 'comments', old.post, 1 + (SELECT max(number) FROM change)
    WHERE old.post IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM change WHERE what = 'comments' AND post = old.post);
END;
CREATE TRIGGER change_comment_update AFTER UPDATE ON comment
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
