/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-export.h"

/* An export on a thread of its own, with a project handle of its own. */
typedef struct _GalleyExportTask GalleyExportTask;

GalleyExportTask *galley_export_task_start (const char *project,
                                            const char *folder,
                                            gboolean adopt,
                                            GAsyncReadyCallback callback,
                                            gpointer user_data);
void galley_export_task_free (GalleyExportTask *task);
void galley_export_task_cancel (GalleyExportTask *task);
void galley_export_task_get_progress (GalleyExportTask *task, guint *done, guint *total);
gboolean
galley_export_task_finish (GAsyncResult *result, GalleyExportReport *report, GError **error);
