/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-kept-copy.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

typedef struct
{
  char *path;
  GalleyPost *post; /* (nullable): as it is being written */
} Request;

typedef struct
{
  gboolean is_whole;
} Answer;

static void
request_free (gpointer data)
{
  Request *request = data;

  g_free (request->path);
  g_clear_pointer (&request->post, galley_post_free);
  g_free (request);
}

/**
 * galley_kept_copy_get_path:
 * @project_path: of a project
 * @now: the time here
 *
 * Returns: (transfer full): where what is left of it can be kept: beside it, or, where nothing can
 *   be put there, among the person's documents; no file has that name yet
 */
char *
galley_kept_copy_get_path (const char *project_path, GDateTime *now)
{
  g_autofree char *folder = g_path_get_dirname (project_path);
  g_autofree char *base = g_path_get_basename (project_path);
  g_autofree char *time = g_date_time_format (now, "%Y-%m-%d %H.%M");
  const char *documents = g_get_user_special_dir (G_USER_DIRECTORY_DOCUMENTS);

  if (g_str_has_suffix (base, ".galley"))
    base[strlen (base) - strlen (".galley")] = '\0';
  if (g_access (folder, W_OK) != 0)
    {
      g_free (folder);
      folder = g_strdup (documents != NULL ? documents : g_get_home_dir ());
    }
  for (guint i = 1;; i++)
    {
      g_autofree char *number = i > 1 ? g_strdup_printf (" %u", i) : g_strdup ("");
      g_autofree char *name = g_strdup_printf ("%s (kept %s%s).galley", base, time, number);
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_access (path, F_OK) != 0)
        return g_steal_pointer (&path);
    }
}

/* Whether a copy can be worked on: the file that it was made from may have been written over. */
static gboolean
is_sound (const char *path)
{
  g_autoptr (GalleyProject) copy = galley_project_open (path, GALLEY_OPEN_READ, NULL);
  g_autoptr (GPtrArray) problems = copy != NULL ? galley_project_verify (copy, NULL, NULL) : NULL;

  return problems != NULL && problems->len == 0;
}

/* What is being written goes on in the copy; where that does not have the post, as a new one. */
static gboolean
save_post (const char *path, GalleyPost *post, GError **error)
{
  g_autoptr (GalleyProject) copy = galley_project_open (path, GALLEY_OPEN_EDIT, error);
  g_autoptr (GalleyPost) there = NULL;

  if (copy == NULL)
    return FALSE;
  there = post->id != 0 ? galley_project_load_post (copy, post->id, GALLEY_VERSION_WORKING, NULL)
                        : NULL;
  if (there == NULL)
    {
      post->id = 0;
      post->revision_id = 0;
      post->series_id = 0;
    }
  else
    post->revision_id = there->revision_id;
  return galley_project_save_post (copy, post, GALLEY_SAVE_REVISION, error);
}

static gpointer
keep_job (GalleyProject *project, gpointer data, GCancellable *cancellable, GError **error)
{
  Request *request = data;
  g_autofree Answer *answer = g_new0 (Answer, 1);

  answer->is_whole = TRUE;
  if (g_access (request->path, F_OK) != 0)
    {
      answer->is_whole = galley_project_backup (project, request->path, NULL, NULL, NULL, NULL) &&
                         is_sound (request->path);
      if (!answer->is_whole)
        {
          g_autoptr (GalleyProject) fresh = NULL;

          g_unlink (request->path);
          fresh = galley_project_create (request->path, error);
          if (fresh == NULL)
            return NULL;
        }
    }
  if (request->post != NULL && !save_post (request->path, request->post, error))
    return NULL;
  return g_steal_pointer (&answer);
}

/**
 * galley_kept_copy_async:
 * @session: an open session
 * @path: of galley_kept_copy_get_path(); where it was made before, only @post is brought up
 * @post: (transfer full) (nullable): the post that is being written, as its author has it
 * @callback: called on the main thread
 * @user_data: for @callback
 *
 * Keeps what this program still has of a project. Where the file was written over, that is no more
 * than what is being written.
 */
void
galley_kept_copy_async (GalleySession *session,
                        const char *path,
                        GalleyPost *post,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  Request *request = g_new0 (Request, 1);

  request->path = g_strdup (path);
  request->post = post;
  galley_session_run_async (session, GALLEY_LANE_EDIT, keep_job, request, request_free, g_free,
                            NULL, callback, user_data);
}

/**
 * galley_kept_copy_finish:
 * @result: what the callback was given
 * @is_whole: (out): whether all of the project is in it; else it is what was being written
 * @error: GALLEY_STORE_ERROR
 *
 * Returns: whether it was kept
 */
gboolean
galley_kept_copy_finish (GAsyncResult *result, gboolean *is_whole, GError **error)
{
  g_autofree Answer *answer = g_task_propagate_pointer (G_TASK (result), error);

  if (answer == NULL)
    return FALSE;
  *is_whole = answer->is_whole;
  return TRUE;
}
