/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-import-task.h"

#include "galley-review.h"

/* Shared by the dialog and the lane; the numbers are the only things that both touch. */
struct _GalleyImportTask
{
  gatomicrefcount references;
  GStrv sources;
  const GalleyCommentColumns *columns;
  GCancellable *cancellable;
  guint permille; /* atomic */
};

static GalleyImportTask *
task_ref (GalleyImportTask *task)
{
  g_atomic_ref_count_inc (&task->references);
  return task;
}

/**
 * galley_import_task_free:
 * @task: (nullable): an import
 *
 * Lets go of it; one that is under way goes on.
 */
void
galley_import_task_free (GalleyImportTask *task)
{
  if (task == NULL || !g_atomic_ref_count_dec (&task->references))
    return;
  g_strfreev (task->sources);
  g_object_unref (task->cancellable);
  g_free (task);
}

static void
report_free (gpointer report)
{
  galley_import_report_clear (report);
  g_free (report);
}

static void
progress_cb (guint64 done, guint64 total, gpointer user_data)
{
  GalleyImportTask *task = user_data;

  if (total > 0)
    g_atomic_int_set (&task->permille, (guint) (MIN (done, total) * 1000 / total));
}

static gpointer
import_job (GalleyProject *project, gpointer data, GCancellable *cancellable, GError **error)
{
  GalleyImportTask *self = data;
  g_autoptr (GalleyReviewer) reviewer = galley_reviewer_new (project, error);
  GalleyImportOptions options = { .format = "auto",
                                  .take_in = galley_reviewer_take_in,
                                  .take_in_data = reviewer,
                                  .columns = self->columns,
                                  .progress = progress_cb,
                                  .progress_data = self };
  GalleyImportReport *report;

  if (reviewer == NULL)
    return NULL;
  report = g_new0 (GalleyImportReport, 1);
  galley_import_report_init (report);
  if (galley_import (project, (const char *const *) self->sources, &options, report, cancellable,
                     error))
    return report;
  report_free (report);
  return NULL;
}

/**
 * galley_import_task_start:
 * @session: the open project
 * @sources: (array zero-terminated=1): files and folders
 * @columns: (nullable): what the columns of a table mean; outlives the import
 * @callback: called on the main thread
 * @user_data: for @callback
 *
 * Returns: (transfer full): the import, which is under way
 */
GalleyImportTask *
galley_import_task_start (GalleySession *session,
                          const char *const *sources,
                          const GalleyCommentColumns *columns,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  GalleyImportTask *self = g_new0 (GalleyImportTask, 1);

  g_atomic_ref_count_init (&self->references);
  self->sources = g_strdupv ((GStrv) sources);
  self->columns = columns;
  self->cancellable = g_cancellable_new ();
  galley_session_run_async (session, GALLEY_LANE_EDIT, import_job, task_ref (self),
                            (GDestroyNotify) galley_import_task_free, report_free,
                            self->cancellable, callback, user_data);
  return self;
}

/**
 * galley_import_task_cancel:
 * @task: an import
 *
 * Ends it; nothing is then changed.
 */
void
galley_import_task_cancel (GalleyImportTask *task)
{
  g_cancellable_cancel (task->cancellable);
}

/**
 * galley_import_task_get_progress:
 * @task: an import
 *
 * Returns: how far it is, from 0 to 1
 */
double
galley_import_task_get_progress (GalleyImportTask *task)
{
  return (guint) g_atomic_int_get (&task->permille) / 1000.0;
}

/**
 * galley_import_task_finish:
 * @result: what the callback was given
 * @session: whose it was
 * @report: (out): what was done; clear it
 * @error: as galley_import()
 *
 * Returns: whether it was done
 */
gboolean
galley_import_task_finish (GAsyncResult *result,
                           GalleySession *session,
                           GalleyImportReport *report,
                           GError **error)
{
  g_autofree GalleyImportReport *given = galley_session_run_finish (session, result, error);

  if (given == NULL)
    return FALSE;
  *report = *given;
  return TRUE;
}

static gpointer
inspect_job (GalleyProject *project, gpointer data, GCancellable *cancellable, GError **error)
{
  GStrv sources = data;
  GPtrArray *found = g_ptr_array_new_with_free_func ((GDestroyNotify) galley_comment_columns_free);

  for (gsize i = 0; sources[i] != NULL; i++)
    {
      g_autofree char *lower = g_ascii_strdown (sources[i], -1);
      g_autoptr (GalleyCommentColumns) columns = NULL;

      if (g_str_has_suffix (lower, ".csv"))
        columns = galley_comment_columns_guess (sources[i], NULL);
      if (columns != NULL && columns->is_sure)
        g_clear_pointer (&columns, galley_comment_columns_free);
      g_ptr_array_add (found, g_steal_pointer (&columns));
    }
  return found;
}

/**
 * galley_import_inspect_async:
 * @session: the open project
 * @sources: (array zero-terminated=1): files and folders
 * @callback: called on the main thread
 * @user_data: for @callback
 *
 * Finds out of which tables a person must say what the columns mean.
 */
void
galley_import_inspect_async (GalleySession *session,
                             const char *const *sources,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  galley_session_run_async (session, GALLEY_LANE_READ, inspect_job, g_strdupv ((GStrv) sources),
                            (GDestroyNotify) g_strfreev, (GDestroyNotify) g_ptr_array_unref, NULL,
                            callback, user_data);
}

/**
 * galley_import_inspect_finish:
 * @session: the open project
 * @result: what the callback was given
 *
 * Returns: (transfer full) (element-type GalleyCommentColumns): as the sources; %NULL in place of
 *   one about which nothing is to be asked
 */
GPtrArray *
galley_import_inspect_finish (GalleySession *session, GAsyncResult *result)
{
  return galley_session_run_finish (session, result, NULL);
}
