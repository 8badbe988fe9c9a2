/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-export-files-private.h"

#include "galley-digest.h"
#include "galley-page-kinds.h"
#include "galley-warnings.h"

/* How many files may be on their way: read, but not accounted for yet. */
#define IN_FLIGHT 64
#define PICTURES_IN_FLIGHT 3
/* How many files are handed to a thread at once: to wake it costs as much as half a page. */
#define BATCH 8

/* The thread that holds the project reads, and writes where the folder was there before; others
 * make the files, and write them where it is new. */
typedef struct
{
  GalleyExport *export;
  GThreadPool *pool;    /* NULL in a partial site, which reads the project while it makes files */
  GAsyncQueue *made;    /* of batches of jobs */
  GAsyncQueue *writers; /* of GalleyFolder: of a new folder, for the threads */
  guint in_flight;
  guint64 done;
} Pipeline;

typedef struct
{
  const GalleyFile *file;
  GalleyMaterials materials;
  GBytes *bytes; /* NULL where it failed, and where it is written */
  gsize size;
  char *fingerprint;
  char *digest;
  char *excerpt;
  gboolean is_written;   /* where the folder is new */
  GalleyFileState state; /* where it is written */
  GError *error;
} Job;

static void
free_job (Job *job)
{
  galley_materials_clear (&job->materials);
  g_clear_pointer (&job->bytes, g_bytes_unref);
  g_clear_error (&job->error);
  g_free (job->fingerprint);
  g_free (job->digest);
  g_free (job->excerpt);
  g_free (job);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Job, free_job)

/* A hold of the folder for this thread alone, until it gives it back. */
static GalleyFolder *
take_writer (Pipeline *pipeline)
{
  GalleyFolder *writer = g_async_queue_try_pop (pipeline->writers);

  return writer != NULL ? writer : galley_folder_open_again (pipeline->export->folder);
}

/* A new folder is nobody's yet, so its files need not wait for their turn on the one thread that
 * knows what the folder held. */
static void
write_new (GalleyFolder *writer, Job *job)
{
  job->is_written =
      galley_folder_write (writer, job->file->path, job->bytes, &job->state, &job->error);
  g_clear_pointer (&job->bytes, g_bytes_unref);
}

static void
make_job (GalleyExport *export, GalleyFolder *writer, Job *job)
{
  job->bytes =
      galley_file_make (export->site, job->file, &job->materials, &job->excerpt, &job->error);
  if (job->bytes == NULL)
    return;
  job->size = g_bytes_get_size (job->bytes);
  job->digest = galley_digest_bytes (job->bytes);
  if (writer != NULL)
    write_new (writer, job);
}

/* Makes a batch of files, on any thread. */
static void
make_cb (gpointer data, gpointer user_data)
{
  GPtrArray *batch = data;
  Pipeline *pipeline = user_data;
  GalleyExport *export = pipeline->export;
  g_autoptr (GalleyFolder) writer =
      export->is_new && export->folder != NULL ? take_writer (pipeline) : NULL;

  for (guint i = 0; i < batch->len; i++)
    make_job (export, writer, g_ptr_array_index (batch, i));
  if (writer != NULL)
    g_async_queue_push (pipeline->writers, g_steal_pointer (&writer));
  g_async_queue_push (pipeline->made, batch);
}

/* Why a file has to be written; NULL where it is there as it should be. */
static const char *
find_reason (GalleyExport *export, const Job *job, GalleyFileState *state)
{
  const char *path = job->file->path;
  const GalleyManifestEntry *known = g_hash_table_lookup (export->manifest, path);

  if (export->is_new || !galley_folder_stat (export->folder, path, state))
    return export->is_new || known == NULL || *known->digest == '\0' ? "new" : "missing";
  if (known != NULL && !export->options->full && state->size == known->size &&
      state->mtime_us == known->mtime_us)
    return g_str_equal (known->digest, job->digest) ? NULL : "changed";
  return galley_export_holds (export, path, job->bytes, state) ? NULL : "differs";
}

static gboolean
is_same_entry (const GalleyManifestEntry *known, const Job *job, const GalleyFileState *state)
{
  return known != NULL && g_str_equal (known->digest, job->digest) && known->size == state->size &&
         known->mtime_us == state->mtime_us;
}

static void
record (GalleyExport *export, const Job *job, const GalleyFileState *state)
{
  GalleyManifestEntry *entry;

  if (is_same_entry (g_hash_table_lookup (export->manifest, job->file->path), job, state))
    return;
  entry = g_new0 (GalleyManifestEntry, 1);
  entry->path = g_strdup (job->file->path);
  entry->digest = g_strdup (job->digest);
  entry->fingerprint = g_strdup (job->fingerprint);
  entry->size = state->size;
  entry->mtime_us = state->mtime_us;
  g_ptr_array_add (export->changed, entry);
}

static void
count_done (Pipeline *pipeline)
{
  GalleyExport *export = pipeline->export;

  pipeline->done++;
  if (export->options->progress != NULL)
    export->options->progress (pipeline->done, export->model->files->all->len,
                               export->options->progress_data);
}

/* A media file that may not be published is reported and left out, and what an earlier export left
 * of it is taken away; any other failure ends the export. */
static gboolean
finish_refused (Pipeline *pipeline, Job *job, GError **error)
{
  GalleyExport *export = pipeline->export;
  const GalleyManifestEntry *known = g_hash_table_lookup (export->manifest, job->file->path);

  if (!g_error_matches (job->error, GALLEY_SITE_ERROR, GALLEY_SITE_ERROR_REFUSED))
    {
      g_propagate_error (error, g_steal_pointer (&job->error));
      return FALSE;
    }
  galley_site_add_warning (export->site, job->error->message);
  if (!export->is_new && known != NULL && galley_export_is_ours (export, known))
    {
      galley_export_note (export, "delete", job->file->path, "it may not be published");
      if (!galley_export_touch (export, error))
        return FALSE;
      if (!export->options->dry_run &&
          !galley_folder_delete (export->folder, job->file->path, error))
        return FALSE;
      export->report->deleted++;
    }
  count_done (pipeline);
  return TRUE;
}

/* Writes what a job made, where that is not there already. */
static gboolean
finish_file (Pipeline *pipeline, Job *job, GError **error)
{
  GalleyExport *export = pipeline->export;
  GalleyFileState state = { 0, 0 };
  const char *reason;

  if (job->error != NULL)
    return finish_refused (pipeline, job, error);
  if (job->excerpt != NULL && ((GalleyEntry *) job->file->subject)->excerpt == NULL)
    ((GalleyEntry *) job->file->subject)->excerpt = g_steal_pointer (&job->excerpt);
  reason = find_reason (export, job, &state);
  if (reason == NULL)
    export->report->unchanged++;
  else
    {
      galley_export_note (export, "write", job->file->path, reason);
      if (!galley_export_touch (export, error))
        return FALSE;
      if (job->is_written)
        state = job->state;
      else if (!export->options->dry_run &&
               !galley_folder_write (export->folder, job->file->path, job->bytes, &state, error))
        return FALSE;
      export->report->written++;
      export->report->bytes += job->size;
    }
  record (export, job, &state);
  count_done (pipeline);
  return TRUE;
}

/* Finishes files until at most @left are on their way. After the first error the rest is let go. */
static gboolean
drain (Pipeline *pipeline, guint left, GError **error)
{
  gboolean good = TRUE;

  while (pipeline->in_flight > left)
    {
      g_autoptr (GPtrArray) batch = g_async_queue_pop (pipeline->made);

      pipeline->in_flight -= batch->len;
      for (guint i = 0; i < batch->len && good; i++)
        good = finish_file (pipeline, g_ptr_array_index (batch, i), error);
      if (!good)
        left = 0;
    }
  return good;
}

/* Whether the file is there, and what it was made from is what it would be made from now. */
static gboolean
is_up_to_date (GalleyExport *export, const char *path, const char *fingerprint)
{
  const GalleyManifestEntry *known = g_hash_table_lookup (export->manifest, path);

  return !export->options->full && !export->is_new && known != NULL && *fingerprint != '\0' &&
         g_str_equal (known->fingerprint, fingerprint) &&
         galley_export_is_untouched (export, known);
}

/* Reads what @file is made from and adds it to @batch, unless it is there already. */
static gboolean
add_file (Pipeline *pipeline, const GalleyFile *file, GPtrArray *batch, GError **error)
{
  GalleyExport *export = pipeline->export;
  g_autoptr (Job) job = g_new0 (Job, 1);

  if (g_cancellable_set_error_if_cancelled (export->cancellable, error))
    return FALSE;
  job->file = file;
  job->fingerprint = galley_file_get_fingerprint (export->site, file, export->stamp);
  if (is_up_to_date (export, file->path, job->fingerprint))
    {
      export->report->unchanged++;
      count_done (pipeline);
      return TRUE;
    }
  if (!galley_file_load (export->site, file, &job->materials, error))
    return FALSE;
  g_ptr_array_add (batch, g_steal_pointer (&job));
  return TRUE;
}

/* Whether lists follow: they show what was found while the posts were made. */
static gboolean
is_turn (GPtrArray *files, guint i)
{
  return i > 0 && ((GalleyFile *) g_ptr_array_index (files, i))->kind != GALLEY_FILE_POST &&
         ((GalleyFile *) g_ptr_array_index (files, i - 1))->kind == GALLEY_FILE_POST;
}

/* Fills @batch with the files from @i on, at one moment of the project: for SQLite the lock costs
 * more than the rows. Returns the first file that is for another batch. */
static guint
fill_batch (Pipeline *pipeline, guint i, GPtrArray *batch, GError **error)
{
  GalleyExport *export = pipeline->export;
  GPtrArray *files = export->model->files->all;
  GalleyProject *project = export->model->project;
  guint begin = i;
  gboolean good = galley_project_begin_reading (project, error);

  if (!good)
    return begin;
  for (; i < files->len && batch->len < BATCH && good; i++)
    {
      const GalleyFile *file = g_ptr_array_index (files, i);

      if (i > begin && (is_turn (files, i) || file->kind == GALLEY_FILE_MEDIA))
        break;
      good = add_file (pipeline, file, batch, error);
    }
  galley_project_end_reading (project);
  return i;
}

static void
start_batch (Pipeline *pipeline, GPtrArray *batch)
{
  pipeline->in_flight += batch->len;
  if (pipeline->pool != NULL)
    g_thread_pool_push (pipeline->pool, batch, NULL);
  else
    make_cb (batch, pipeline);
}

/* Before the file @i is read, so many may be on their way. */
static guint
get_limit (GPtrArray *files, guint i)
{
  if (is_turn (files, i))
    return 0;
  /* Pictures are large. */
  return ((GalleyFile *) g_ptr_array_index (files, i))->kind == GALLEY_FILE_MEDIA
             ? PICTURES_IN_FLIGHT
             : IN_FLIGHT;
}

/* A partial site reads the project while it makes files, which is for this thread alone. */
static gboolean
open_pool (Pipeline *pipeline, GError **error)
{
  pipeline->made = g_async_queue_new_full ((GDestroyNotify) g_ptr_array_unref);
  pipeline->writers = g_async_queue_new_full ((GDestroyNotify) galley_folder_close);
  if (pipeline->export->model->source != NULL)
    return TRUE;
  pipeline->pool =
      g_thread_pool_new (make_cb, pipeline, (int) g_get_num_processors (), FALSE, error);
  return pipeline->pool != NULL;
}

/**
 * galley_export_make_files:
 * @export: an export whose manifest is read
 * @error: GALLEY_EXPORT_ERROR, GALLEY_SITE_ERROR, GALLEY_STORE_ERROR, GALLEY_THEME_ERROR,
 * G_IO_ERROR_CANCELLED
 *
 * Makes the files of the site, on all cores, and writes those that differ from what the folder has.
 */
gboolean
galley_export_make_files (GalleyExport *export, GError **error)
{
  GPtrArray *files = export->model->files->all;
  Pipeline pipeline = { export };
  GError *problem = NULL;
  gboolean good = open_pool (&pipeline, error);

  for (guint i = 0; i < files->len && good;)
    {
      g_autoptr (GPtrArray) batch = g_ptr_array_new_with_free_func ((GDestroyNotify) free_job);

      good = drain (&pipeline, get_limit (files, i), error);
      if (!good)
        break;
      i = fill_batch (&pipeline, i, batch, &problem);
      if (problem == NULL)
        start_batch (&pipeline, g_steal_pointer (&batch));
      else
        {
          g_propagate_error (error, problem);
          good = FALSE;
        }
    }
  good = drain (&pipeline, 0, good ? error : NULL) && good;
  if (pipeline.pool != NULL)
    g_thread_pool_free (pipeline.pool, FALSE, TRUE);
  g_async_queue_unref (pipeline.made);
  g_async_queue_unref (pipeline.writers);
  return good;
}
