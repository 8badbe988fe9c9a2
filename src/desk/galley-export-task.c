/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-export-task.h"

/* Shared by the dialog and the thread; the numbers are the only things that both touch. */
struct _GalleyExportTask
{
  gatomicrefcount references;
  char *project;
  char *folder;
  gboolean adopt;
  GCancellable *cancellable;
  guint done, total; /* atomic */
};

static GalleyExportTask *
task_ref (GalleyExportTask *task)
{
  g_atomic_ref_count_inc (&task->references);
  return task;
}

/**
 * galley_export_task_free:
 * @task: (nullable): an export
 *
 * Lets go of it; one that is under way goes on.
 */
void
galley_export_task_free (GalleyExportTask *task)
{
  if (task == NULL || !g_atomic_ref_count_dec (&task->references))
    return;
  g_free (task->project);
  g_free (task->folder);
  g_object_unref (task->cancellable);
  g_free (task);
}

static void
report_free (GalleyExportReport *report)
{
  galley_export_report_clear (report);
  g_free (report);
}

static void
progress_cb (guint64 done, guint64 total, gpointer user_data)
{
  GalleyExportTask *task = user_data;

  g_atomic_int_set (&task->total, (guint) MIN (total, G_MAXUINT));
  g_atomic_int_set (&task->done, (guint) MIN (done, G_MAXUINT));
}

static void
export_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GalleyExportTask *self = task_data;
  GalleyExportOptions options = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyProject) project =
      galley_project_open (self->project, GALLEY_OPEN_SHARED, &error);
  GalleyExportReport *report = g_new0 (GalleyExportReport, 1);

  options.adopt = self->adopt;
  options.progress = progress_cb;
  options.progress_data = self;
  if (project != NULL &&
      galley_export_project (project, NULL, self->folder, &options, report, cancellable, &error))
    g_task_return_pointer (task, report, (GDestroyNotify) report_free);
  else
    {
      report_free (report);
      g_task_return_error (task, g_steal_pointer (&error));
    }
}

/**
 * galley_export_task_start:
 * @project: the path of a project
 * @folder: where to
 * @adopt: write into a folder that holds something else
 * @callback: called on the main thread
 * @user_data: for @callback
 *
 * Returns: (transfer full): the export, which is under way
 */
GalleyExportTask *
galley_export_task_start (const char *project,
                          const char *folder,
                          gboolean adopt,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  GalleyExportTask *self = g_new0 (GalleyExportTask, 1);
  g_autoptr (GTask) task = NULL;

  g_atomic_ref_count_init (&self->references);
  self->project = g_strdup (project);
  self->folder = g_strdup (folder);
  self->adopt = adopt;
  self->cancellable = g_cancellable_new ();
  task = g_task_new (NULL, self->cancellable, callback, user_data);
  g_task_set_source_tag (task, galley_export_task_start);
  g_task_set_task_data (task, task_ref (self), (GDestroyNotify) galley_export_task_free);
  g_task_run_in_thread (task, export_thread);
  return self;
}

/**
 * galley_export_task_cancel:
 * @task: an export
 *
 * Ends it where it is; the next export completes what is missing.
 */
void
galley_export_task_cancel (GalleyExportTask *task)
{
  g_cancellable_cancel (task->cancellable);
}

/**
 * galley_export_task_get_progress:
 * @task: an export
 * @done: (out): files
 * @total: (out): files; 0 while that is not known
 *
 * Tells how far it is.
 */
void
galley_export_task_get_progress (GalleyExportTask *task, guint *done, guint *total)
{
  *done = (guint) g_atomic_int_get (&task->done);
  *total = (guint) g_atomic_int_get (&task->total);
}

/**
 * galley_export_task_finish:
 * @result: what the callback was given
 * @report: (out): what was done
 * @error: GALLEY_EXPORT_ERROR, GALLEY_SITE_ERROR, GALLEY_STORE_ERROR
 *
 * Returns: whether the site is exported
 */
gboolean
galley_export_task_finish (GAsyncResult *result, GalleyExportReport *report, GError **error)
{
  g_autofree GalleyExportReport *given = g_task_propagate_pointer (G_TASK (result), error);

  if (given == NULL)
    return FALSE;
  *report = *given;
  return TRUE;
}
