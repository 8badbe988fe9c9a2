/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-export-error.h"
#include "galley-site.h"

typedef struct
{
  gboolean full; /* ignore what is known of the folder */
  gboolean dry_run;
  gboolean
      adopt; /* write into a folder that holds something else: what is in the way is replaced */
  GalleyProgressFunc progress; /* in files, on the calling thread */
  gpointer progress_data;
} GalleyExportOptions;

typedef struct
{
  guint64 written, unchanged, deleted, bytes;
  double seconds;
  GStrv changes;  /* with dry_run: "write PATH: why", "delete PATH: why" */
  GStrv warnings; /* what was left out, or is not as it should be: "media NAME: what" */
} GalleyExportReport;

void galley_export_report_clear (GalleyExportReport *report);

gboolean galley_site_export (GalleySite *site,
                             const char *folder,
                             const GalleyExportOptions *options,
                             GalleyExportReport *report,
                             GCancellable *cancellable,
                             GError **error);

/* Plans and exports in one, and reads no more of the project than what changed asks for. */
gboolean galley_export_project (GalleyProject *project,
                                const GalleySiteOptions *site_options,
                                const char *folder,
                                const GalleyExportOptions *options,
                                GalleyExportReport *report,
                                GCancellable *cancellable,
                                GError **error);
