/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-post-finder.h"

#include <glib/gi18n.h>

#include "galley-post.h"

#define MAX_FOUND 8

static void
found_post_free (gpointer data)
{
  GalleyFoundPost *found = data;

  g_free (found->title);
  g_free (found->detail);
  g_free (found);
}

static GalleyFoundPost *
found_post_new (const GalleyPost *post)
{
  GalleyFoundPost *found = g_new0 (GalleyFoundPost, 1);
  g_autofree char *date = g_date_time_format (post->date, _ ("%B %-e, %Y"));

  found->id = post->id;
  found->title = g_strdup (post->title[0] != '\0' ? post->title : _ ("Untitled"));
  found->detail = post->status == GALLEY_POST_DRAFT ? g_strdup_printf (_ ("Draft · %s"), date)
                                                    : g_steal_pointer (&date);
  return found;
}

static gpointer
find_job (GalleyProject *project, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GArray) ids = galley_project_find_titles (project, data, MAX_FOUND, error);
  g_autoptr (GPtrArray) posts =
      ids != NULL ? galley_project_load_posts (project, (gint64 *) (void *) ids->data, ids->len,
                                               GALLEY_VERSION_WORKING, error)
                  : NULL;
  GPtrArray *found;

  if (posts == NULL)
    return NULL;
  found = g_ptr_array_new_with_free_func (found_post_free);
  for (guint i = 0; i < posts->len; i++)
    if (g_ptr_array_index (posts, i) != NULL)
      g_ptr_array_add (found, found_post_new (g_ptr_array_index (posts, i)));
  return found;
}

/**
 * galley_post_finder_async:
 * @session: the project
 * @words: a few letters
 * @cancellable: (nullable): to give up
 * @callback: called on the main thread
 * @user_data: for @callback
 *
 * Finds posts that a link may lead to.
 */
void
galley_post_finder_async (GalleySession *session,
                          const char *words,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  galley_session_run_async (session, GALLEY_LANE_READ, find_job, g_strdup (words), g_free,
                            (GDestroyNotify) g_ptr_array_unref, cancellable, callback, user_data);
}

/**
 * galley_post_finder_finish:
 * @session: the project
 * @result: what the callback was given
 * @error: why nothing could be found
 *
 * Returns: (transfer full) (nullable) (element-type GalleyFoundPost): the best first
 */
GPtrArray *
galley_post_finder_finish (GalleySession *session, GAsyncResult *result, GError **error)
{
  return galley_session_run_finish (session, result, error);
}
