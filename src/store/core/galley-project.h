/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "galley-progress.h"

/* A project file, opened. One handle belongs to one thread at a time; several handles of one file
 * may be open at once, in one process and in others. */
typedef struct _GalleyProject GalleyProject;

#define GALLEY_STORE_ERROR (galley_store_error_quark ())
GQuark galley_store_error_quark (void);

typedef enum
{
  GALLEY_STORE_ERROR_FAILED,
  GALLEY_STORE_ERROR_NOT_FOUND,      /* no such file, or nothing with that id */
  GALLEY_STORE_ERROR_EXISTS,         /* a new project where a file already is */
  GALLEY_STORE_ERROR_NOT_A_DATABASE, /* not an SQLite file */
  GALLEY_STORE_ERROR_NOT_A_PROJECT,  /* an SQLite file of some other program */
  GALLEY_STORE_ERROR_NEWER_VERSION,  /* written by a newer Galley */
  GALLEY_STORE_ERROR_READ_ONLY,
  GALLEY_STORE_ERROR_LOCKED, /* another Galley is editing it */
  GALLEY_STORE_ERROR_CORRUPT,
  GALLEY_STORE_ERROR_NO_SPACE,
  GALLEY_STORE_ERROR_INVALID,  /* a record that breaks a rule of the file */
  GALLEY_STORE_ERROR_REPLACED, /* what stands at the path is no longer the file that was opened */
} GalleyStoreError;

typedef enum
{
  GALLEY_OPEN_READ,   /* look only; works beside an editor, and on a read-only file */
  GALLEY_OPEN_SHARED, /* may change it beside an editor, who sees what was changed */
  GALLEY_OPEN_EDIT,   /* the one editor: refused with LOCKED where there is another */
} GalleyOpenMode;

GalleyProject *galley_project_create (const char *path, GError **error);
GalleyProject *galley_project_open (const char *path, GalleyOpenMode mode, GError **error);
void galley_project_close (GalleyProject *project);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyProject, galley_project_close)

const char *galley_project_get_path (GalleyProject *project);
gboolean galley_project_get_data_version (GalleyProject *project, gint64 *version, GError **error);
const char *galley_project_get_set_aside (GalleyProject *project);

/* Several changes as one: all of them are kept, or none. May be nested. */
gboolean galley_project_begin (GalleyProject *project, GError **error);
gboolean galley_project_join (GalleyProject *project, GError **error);
gboolean galley_project_commit (GalleyProject *project, GError **error);
void galley_project_roll_back (GalleyProject *project);
gboolean galley_project_begin_reading (GalleyProject *project, GError **error);
void galley_project_end_reading (GalleyProject *project);

GPtrArray *
galley_project_verify (GalleyProject *project, GCancellable *cancellable, GError **error);
gboolean galley_project_backup (GalleyProject *project,
                                const char *path,
                                GalleyProgressFunc progress,
                                gpointer user_data,
                                GCancellable *cancellable,
                                GError **error);
