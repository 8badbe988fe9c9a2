/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "galley-history-job.h"

/* The revisions of a post as rows: when, and how many words. */
enum
{
  GALLEY_REVISION_COLUMN_ID,
  GALLEY_REVISION_COLUMN_DATE,
  GALLEY_REVISION_COLUMN_DETAIL,
  GALLEY_REVISION_N_COLUMNS
};

GtkListStore *galley_revision_list_new (const GalleyPostHistory *history);
void galley_revision_list_count_async (GtkListStore *list,
                                       GalleySession *session,
                                       const GalleyPostHistory *history,
                                       GCancellable *cancellable);
