/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <sqlite3.h>
#include <sys/types.h>

/* What a project file is known by, so that nothing is ever written into another one that came to
 * stand in its place. The pages that are not in the file yet are in the write-ahead log beside it,
 * which SQLite would play into whatever stands there. */
typedef struct
{
  dev_t device;
  ino_t inode;
  ino_t log;       /* of the write-ahead log; 0: there was none */
  gint64 size;     /* bytes; -1: not known */
  gint64 modified; /* nanoseconds since 1970 UTC */
  guint8
      folded[12]; /* of the index of the log: its salts, and how many pages of it are in the file */
  char header[201]; /* SQLite's first 100 bytes, hexadecimal: its change counter is among them */
} GalleyFileState;

/* The editor's part in keeping a file. */
typedef struct
{
  gboolean known;
  gboolean lost; /* what stands at its path is no longer ours */
  GalleyFileState state;
} GalleyGuard;

typedef struct _GalleyProject GalleyProject;

void galley_guard_begin (GalleyProject *project);
gboolean galley_guard_check (GalleyProject *project, GError **error);
gboolean galley_guard_fold_log (GalleyProject *project, GError **error);
void galley_guard_end (GalleyProject *project);
char *galley_guard_set_log_aside (const char *file, const char *note);
