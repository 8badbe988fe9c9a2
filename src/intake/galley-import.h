/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-comment-columns.h"
#include "galley-comment.h"
#include "galley-import-report.h"
#include "galley-project.h"

#define GALLEY_INTAKE_ERROR (galley_intake_error_quark ())
GQuark galley_intake_error_quark (void);

typedef enum
{
  GALLEY_INTAKE_ERROR_NOTHING_FOUND,
  GALLEY_INTAKE_ERROR_MALFORMED, /* nothing that was found could be read */
} GalleyIntakeError;

typedef struct
{
  const char *format; /* "auto", "markdown", "comments", ... */
  gboolean dry_run;
  gboolean trust; /* comments that the source says are approved are so here */
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

gboolean galley_import (GalleyProject *project,
                        const char *const *sources,
                        const GalleyImportOptions *options,
                        GalleyImportReport *report,
                        GCancellable *cancellable,
                        GError **error);
gboolean galley_sample_fill (GalleyProject *project, GError **error);
