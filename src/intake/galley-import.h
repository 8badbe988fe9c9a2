/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-comment-columns.h"
#include "galley-comment.h"
#include "galley-project.h"

#define GALLEY_INTAKE_ERROR (galley_intake_error_quark ())
GQuark galley_intake_error_quark (void);

typedef enum
{
  GALLEY_INTAKE_ERROR_FAILED,
  GALLEY_INTAKE_ERROR_UNKNOWN_FORMAT,
  GALLEY_INTAKE_ERROR_NOT_BUILT, /* a format that is not read yet */
  GALLEY_INTAKE_ERROR_MALFORMED, /* the message names file and line */
  GALLEY_INTAKE_ERROR_UNSAFE,
} GalleyIntakeError;

typedef struct
{
  guint found, added, updated, skipped;
} GalleyImportCount;

typedef struct
{
  GalleyImportCount posts, pages, comments, media;
  GPtrArray *warnings; /* of char *, each "FILE: line N: what" */
} GalleyImportReport;

typedef struct
{
  const char *format; /* "auto", "markdown", "comments", ... */
  gboolean dry_run;
  /* (nullable): decides on an arriving comment and keeps it, as galley_reviewer_take_in() does;
   * NULL: it is kept and waits. GALLEY_STORE_ERROR_EXISTS where it is there already. */
  gboolean (*take_in) (GalleyProject *project,
                       GalleyComment *comment,
                       gpointer take_in_data,
                       GError **error);
  gpointer take_in_data;
  const GalleyCommentColumns *columns; /* (nullable): what the columns of a CSV file mean */
  GalleyProgressFunc progress;
  gpointer progress_data;
} GalleyImportOptions;

void galley_import_report_init (GalleyImportReport *report);
void galley_import_report_clear (GalleyImportReport *report);

/* Takes in @sources (files or folders) in one transaction: all that is whole in them, or with an
 * error nothing. A second import of the same adds nothing twice. */
gboolean galley_import (GalleyProject *project,
                        const char *const *sources,
                        const GalleyImportOptions *options,
                        GalleyImportReport *report,
                        GCancellable *cancellable,
                        GError **error);

/* Fills a new project with the travel diary. */
gboolean galley_sample_fill (GalleyProject *project, GError **error);
