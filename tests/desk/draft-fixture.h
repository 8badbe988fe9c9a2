/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <sqlite3.h>

#include "desk-fixture.h"
#include "galley-draft.h"

/* A draft of a project, and what stands for the window: a text that the draft is shown in. A second
 * connection looks into the file. */
typedef struct
{
  Fixture project;
  GalleySession *session; /* (unowned): of @project */
  GalleyDraft *draft;
  sqlite3 *other;

  /* The screen. */
  GString *text;
  guint n_copies; /* how often the draft asked for the text */
  guint n_shown, n_saved, n_conflicts;

  gint64 first, second; /* posts; the first one is published */
} Desk;

void desk_set_up (Desk *desk, gconstpointer data);
void desk_tear_down (Desk *desk, gconstpointer data);
void desk_new_posts (Desk *desk);
void desk_new_draft (Desk *desk);
void desk_drop_draft (Desk *desk);

void desk_type (Desk *desk, const char *words);
void desk_run (Desk *desk, GalleySessionFunc job, gint64 post, const char *words);
void desk_settle (Desk *desk);
void desk_wait (guint milliseconds);
gboolean desk_flush (Desk *desk);
void desk_open (Desk *desk, gint64 id);

void desk_sql (Desk *desk, const char *sql);
gint64 desk_count (Desk *desk, const char *sql, gint64 post, const char *words);
gboolean desk_has (Desk *desk, gint64 post, const char *words);
GalleyPost *desk_load (Desk *desk, gint64 post);

/* Jobs of other commands. They get a DeskJob. */
typedef struct
{
  gint64 post;
  char *words;
} DeskJob;
gpointer
desk_tag_job (GalleyProject *project, gpointer data, GCancellable *cancellable, GError **error);
gpointer
desk_write_job (GalleyProject *project, gpointer data, GCancellable *cancellable, GError **error);
