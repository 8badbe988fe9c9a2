/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "galley-export-options.h"
#include "galley-publish-target.h"

typedef struct
{
  gboolean dry_run;
  gboolean adopt; /* also where others' files are, and none of Galley's */
  GalleyProgressFunc progress;
  gpointer progress_data;
} GalleyPublishOptions;

typedef struct
{
  guint64 sent, deleted, unchanged; /* files */
  guint64 bytes;                    /* of those that were sent */
  double seconds;
  GStrv changes; /* "+ index.html", "- old/index.html" */
} GalleyPublishReport;

void galley_publish_report_clear (GalleyPublishReport *report);
gboolean galley_publish_check_address (const char *address, GError **error);
gboolean galley_publish (GalleyProject *project,
                         const GalleyPublishTarget *target,
                         const GalleyPublishOptions *options,
                         GalleyPublishReport *report,
                         GCancellable *cancellable,
                         GError **error);
