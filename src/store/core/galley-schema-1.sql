-- SPDX-License-Identifier: GPL-3.0-or-later
-- Schema 1 of a Galley project. Frozen once released: changes are new steps in galley-migrations.c.
-- docs/FILE-FORMAT.md explains it. Dates are kept twice: as text with their offset, which is what
-- the author wrote, and as an instant (seconds since 1970 UTC), which is what sorts.

CREATE TABLE setting (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE author (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  email TEXT NOT NULL DEFAULT '',
  url TEXT NOT NULL DEFAULT '',
  note TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE place (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  latitude REAL CHECK (latitude BETWEEN -90 AND 90),
  longitude REAL CHECK (longitude BETWEEN -180 AND 180)
) STRICT;
CREATE INDEX place_name ON place (name);

CREATE TABLE tag (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  slug TEXT NOT NULL UNIQUE,
  description TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE series (
  id INTEGER PRIMARY KEY,
  title TEXT NOT NULL,
  slug TEXT NOT NULL UNIQUE,
  description TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX series_title ON series (title);

CREATE TABLE series_link (
  series INTEGER NOT NULL REFERENCES series ON DELETE CASCADE,
  position INTEGER NOT NULL,
  title TEXT NOT NULL,
  address TEXT NOT NULL,
  PRIMARY KEY (series, position)
) STRICT, WITHOUT ROWID;

-- A post is an identity and a state. What it says is in its revisions: the working one is what the
-- author sees, the published one is what is exported. date and series repeat the working revision,
-- so that lists come from an index.
CREATE TABLE post (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL CHECK (kind IN ('post', 'page')),
  status TEXT NOT NULL CHECK (status IN ('draft', 'scheduled', 'published', 'trash')),
  status_before_trash TEXT CHECK (status_before_trash IN ('draft', 'scheduled', 'published')),
  created INTEGER NOT NULL,
  date INTEGER NOT NULL,
  series INTEGER REFERENCES series ON DELETE SET NULL,
  working INTEGER REFERENCES revision DEFERRABLE INITIALLY DEFERRED,
  published INTEGER REFERENCES revision DEFERRABLE INITIALLY DEFERRED,
  CHECK ((status = 'trash') = (status_before_trash IS NOT NULL)),
  CHECK (published IS NOT NULL OR status NOT IN ('scheduled', 'published'))
) STRICT;
CREATE INDEX post_by_date ON post (date, id, status, kind);
CREATE INDEX post_by_status ON post (status, date, id, kind);
CREATE INDEX post_by_series ON post (series) WHERE series IS NOT NULL;
CREATE UNIQUE INDEX post_by_working ON post (working);
CREATE UNIQUE INDEX post_by_published ON post (published) WHERE published IS NOT NULL;

CREATE TABLE revision (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  post INTEGER NOT NULL REFERENCES post ON DELETE CASCADE,
  begun INTEGER NOT NULL,
  modified INTEGER NOT NULL,
  title TEXT NOT NULL,
  slug TEXT NOT NULL,
  author INTEGER REFERENCES author,
  date TEXT NOT NULL,
  instant INTEGER NOT NULL,
  series INTEGER REFERENCES series ON DELETE SET NULL,
  part INTEGER NOT NULL DEFAULT 0 CHECK (part >= 0),
  place INTEGER REFERENCES place,
  excerpt TEXT NOT NULL,
  cover TEXT NOT NULL,
  language TEXT NOT NULL,
  comments_open INTEGER NOT NULL CHECK (comments_open IN (0, 1)),
  body_bytes INTEGER NOT NULL
) STRICT;
CREATE INDEX revision_by_post ON revision (post, id);
CREATE INDEX revision_by_slug ON revision (slug);
CREATE INDEX revision_by_series ON revision (series) WHERE series IS NOT NULL;

-- Apart from revision, so that lists need not read over the texts.
CREATE TABLE body (
  revision INTEGER PRIMARY KEY REFERENCES revision ON DELETE CASCADE,
  text TEXT NOT NULL
) STRICT;

CREATE TABLE revision_tag (
  revision INTEGER NOT NULL REFERENCES revision ON DELETE CASCADE,
  position INTEGER NOT NULL,
  tag INTEGER NOT NULL REFERENCES tag,
  PRIMARY KEY (revision, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX revision_tag_by_tag ON revision_tag (tag, revision);

CREATE TABLE revision_link (
  revision INTEGER NOT NULL REFERENCES revision ON DELETE CASCADE,
  position INTEGER NOT NULL,
  title TEXT NOT NULL,
  address TEXT NOT NULL,
  PRIMARY KEY (revision, position)
) STRICT, WITHOUT ROWID;

-- What a post was published under before.
CREATE TABLE redirect (
  id INTEGER PRIMARY KEY,
  post INTEGER NOT NULL REFERENCES post ON DELETE CASCADE,
  slug TEXT NOT NULL,
  date TEXT NOT NULL,
  UNIQUE (slug, date)
) STRICT;
CREATE INDEX redirect_by_post ON redirect (post);

-- Which text outside a post was imported from, so that the same again adds nothing.
CREATE TABLE origin (
  post INTEGER PRIMARY KEY REFERENCES post ON DELETE CASCADE,
  source TEXT NOT NULL UNIQUE,
  digest TEXT NOT NULL
) STRICT;
CREATE INDEX origin_by_digest ON origin (digest);

CREATE TABLE media (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  type TEXT NOT NULL,
  alternative TEXT NOT NULL,
  width INTEGER NOT NULL CHECK (width >= 0),
  height INTEGER NOT NULL CHECK (height >= 0),
  digest TEXT NOT NULL UNIQUE,
  size INTEGER NOT NULL,
  added INTEGER NOT NULL
) STRICT;

CREATE TABLE media_data (
  media INTEGER PRIMARY KEY REFERENCES media ON DELETE CASCADE,
  data BLOB NOT NULL
) STRICT;

CREATE TABLE comment (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  post INTEGER REFERENCES post ON DELETE SET NULL,
  parent INTEGER REFERENCES comment ON DELETE SET NULL,
  status TEXT NOT NULL CHECK (status IN ('pending', 'approved', 'spam', 'trash')),
  kind TEXT NOT NULL CHECK (kind IN ('comment', 'question')),
  by_author INTEGER NOT NULL CHECK (by_author IN (0, 1)),
  name TEXT NOT NULL,
  place TEXT NOT NULL,
  email TEXT NOT NULL,
  url TEXT NOT NULL,
  date TEXT NOT NULL,
  instant INTEGER NOT NULL,
  arrived INTEGER NOT NULL,
  fingerprint INTEGER NOT NULL, -- of the body: what "the same text again" is found by
  source TEXT NOT NULL,
  source_id TEXT NOT NULL,
  body TEXT NOT NULL,
  original TEXT NOT NULL
) STRICT;
CREATE INDEX comment_by_date ON comment (instant, id, status, post);
CREATE INDEX comment_by_status ON comment (status, instant, id, post);
CREATE INDEX comment_by_post ON comment (post, status, instant, id);
CREATE INDEX comment_by_parent ON comment (parent) WHERE parent IS NOT NULL;
CREATE INDEX comment_by_name ON comment (name, arrived);
CREATE INDEX comment_by_email ON comment (email, arrived) WHERE email <> '';
CREATE INDEX comment_by_fingerprint ON comment (fingerprint);
CREATE UNIQUE INDEX comment_by_source ON comment (source, source_id) WHERE source_id <> '';

CREATE TABLE rule (
  id INTEGER PRIMARY KEY,
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('hold-all', 'hold-links', 'hold-words', 'spam-words',
    'approve-known', 'hold-same', 'hold-fast', 'hold-old')),
  value TEXT NOT NULL,
  number INTEGER NOT NULL,
  enabled INTEGER NOT NULL CHECK (enabled IN (0, 1)),
  fired INTEGER NOT NULL
) STRICT;

CREATE TABLE comment_history (
  id INTEGER PRIMARY KEY,
  comment INTEGER NOT NULL REFERENCES comment ON DELETE CASCADE,
  instant INTEGER NOT NULL,
  who TEXT NOT NULL,
  action TEXT NOT NULL,
  detail TEXT NOT NULL,
  rule INTEGER REFERENCES rule ON DELETE SET NULL
) STRICT;
CREATE INDEX comment_history_by_comment ON comment_history (comment, id);
CREATE INDEX comment_history_by_rule ON comment_history (rule, comment) WHERE rule IS NOT NULL;

-- What was done to the project as a whole: that someone's comments were erased, for instance.
CREATE TABLE event (
  id INTEGER PRIMARY KEY,
  instant INTEGER NOT NULL,
  who TEXT NOT NULL,
  action TEXT NOT NULL,
  detail TEXT NOT NULL
) STRICT;

CREATE TABLE export_target (
  id INTEGER PRIMARY KEY,
  folder TEXT NOT NULL UNIQUE,
  title TEXT NOT NULL DEFAULT '',
  options TEXT NOT NULL DEFAULT '{}',
  exported INTEGER
) STRICT;

CREATE TABLE manifest (
  target INTEGER NOT NULL REFERENCES export_target ON DELETE CASCADE,
  path TEXT NOT NULL,
  digest TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  size INTEGER NOT NULL,
  mtime_us INTEGER NOT NULL,
  PRIMARY KEY (target, path)
) STRICT, WITHOUT ROWID;

-- What is found of a post: its working copy.
CREATE VIEW post_text (id, title, body, tags, byline) AS
  SELECT p.id, r.title, b.text,
    coalesce((SELECT group_concat(t.name, ' ') FROM revision_tag rt JOIN tag t ON t.id = rt.tag
      WHERE rt.revision = r.id), ''),
    coalesce(a.name, '')
  FROM post p JOIN revision r ON r.id = p.working JOIN body b ON b.revision = r.id
    LEFT JOIN author a ON a.id = r.author;

CREATE VIRTUAL TABLE post_index USING fts5 (title, body, tags, byline,
  content='post_text', content_rowid='id', prefix='2 3',
  tokenize='unicode61 remove_diacritics 2');

CREATE VIRTUAL TABLE comment_index USING fts5 (name, place, body,
  content='comment', content_rowid='id', prefix='2 3',
  tokenize='unicode61 remove_diacritics 2');
