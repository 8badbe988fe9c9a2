/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "galley-progress.h"

/* What an export is asked for. */
typedef struct
{
  gboolean full; /* ignore what is known of the folder */
  gboolean dry_run;
  gboolean adopt; /* a folder that holds something else: what is in the way is replaced */
  GalleyProgressFunc progress; /* in files, on the calling thread */
  gpointer progress_data;
} GalleyExportOptions;

/* What it did. */
typedef struct
{
  guint64 written, unchanged, deleted, bytes;
  double seconds;
  GStrv changes;  /* with dry_run: "write PATH: why", "delete PATH: why" */
  GStrv warnings; /* what was left out, or is not as it should be: "media NAME: what" */
} GalleyExportReport;

void galley_export_report_clear (GalleyExportReport *report);
