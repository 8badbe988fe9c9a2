/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-import.h"
#include "galley-session.h"

/* An import into the open project, on the session's EDIT lane. */
typedef struct _GalleyImportTask GalleyImportTask;

GalleyImportTask *galley_import_task_start (GalleySession *session,
                                            const char *const *sources,
                                            const GalleyCommentColumns *columns,
                                            GAsyncReadyCallback callback,
                                            gpointer user_data);
void galley_import_task_cancel (GalleyImportTask *task);
double galley_import_task_get_progress (GalleyImportTask *task);
gboolean galley_import_task_finish (GAsyncResult *result,
                                    GalleySession *session,
                                    GalleyImportReport *report,
                                    GError **error);
void galley_import_task_free (GalleyImportTask *task);

/* What the columns of those of @sources mean that are tables and whose columns are not sure. */
void galley_import_inspect_async (GalleySession *session,
                                  const char *const *sources,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
GPtrArray *galley_import_inspect_finish (GalleySession *session, GAsyncResult *result);
