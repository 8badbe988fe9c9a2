/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <sqlite3.h>

#include "galley-project.h"

/* A prepared statement, kept by its project for the next time the same SQL is wanted. Taken with
 * galley_statement_new(), given back by its autoptr. The SQL is always a literal of ours; what
 * comes from outside is bound. */
typedef struct
{
  GalleyProject *project;
  sqlite3_stmt *handle;
  gboolean cached; /* belongs to the project's table, else to the taker */
  gboolean taken;
  gboolean invalid; /* something bound was not UTF-8 */
} GalleyStatement;

typedef enum
{
  GALLEY_STEP_ERROR = -1,
  GALLEY_STEP_DONE = 0,
  GALLEY_STEP_ROW = 1,
} GalleyStep;

/* What is bound, letter by letter:
 *   i  gint64 (give (gint64) casts)
 *   k  gint64 that is a key: 0 is NULL
 *   t  const char *, UTF-8: NULL is ""
 *   d  double: NAN is NULL
 *   b  GBytes *
 */
GalleyStatement *galley_statement_new (GalleyProject *project, const char *sql, GError **error);
GalleyStatement *
galley_statement_new_once (GalleyProject *project, const char *sql, GError **error);
void galley_statement_bind (GalleyStatement *statement, const char *types, ...);
GalleyStep galley_statement_step (GalleyStatement *statement, GError **error);
void galley_statement_reset (GalleyStatement *statement);
void galley_statement_done (GalleyStatement *statement);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyStatement, galley_statement_done)

gint64 galley_statement_int (GalleyStatement *statement, int column);
char *galley_statement_text (GalleyStatement *statement, int column);
/* Titles, names of people, tags and places are shorter, in bytes. */
#define GALLEY_NAME_MAX 20000
char *galley_statement_name (GalleyStatement *statement, int column);
/* Good until the next step, and as it is in the file: for words of ours, not for texts. */
const char *galley_statement_peek (GalleyStatement *statement, int column);
double galley_statement_double (GalleyStatement *statement, int column);
gboolean galley_statement_is_null (GalleyStatement *statement, int column);

/* In one call: prepare, bind, run to the end. */
gboolean
galley_sql_run (GalleyProject *project, GError **error, const char *sql, const char *types, ...);
/* The same, and the first column of the first row; 0 where there is no row. */
gboolean galley_sql_get_int (GalleyProject *project,
                             gint64 *value,
                             GError **error,
                             const char *sql,
                             const char *types,
                             ...);
/* Several statements without parameters. */
gboolean galley_sql_script (GalleyProject *project, const char *sql, GError **error);

/* The GError for what SQLite said last. Returns FALSE. */
gboolean galley_sql_fail (GalleyProject *project, GError **error);
gboolean
galley_sql_fail_with (sqlite3 *handle, const char *path, GCancellable *cancellable, GError **error);
