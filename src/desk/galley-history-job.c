/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-history-job.h"

#include <glib/gi18n.h>

#include "galley-date.h"

#define CONTEXT_LINES 2

void
galley_post_history_free (GalleyPostHistory *history)
{
  if (history == NULL)
    return;
  g_clear_pointer (&history->revisions, g_ptr_array_unref);
  g_free (history);
}

static gint64
find_working (GalleyProject *project, gint64 post_id, GError **error)
{
  g_autoptr (GPtrArray) posts =
      galley_project_load_posts (project, &post_id, 1, GALLEY_VERSION_WORKING, error);

  if (posts == NULL || posts->len == 0 || g_ptr_array_index (posts, 0) == NULL)
    return 0;
  return ((GalleyPost *) g_ptr_array_index (posts, 0))->revision_id;
}

/**
 * galley_post_history_load:
 * @project: a project
 * @post_id: a post
 * @error: GALLEY_STORE_ERROR
 *
 * Returns: (transfer full) (nullable): its revisions, newest first
 */
GalleyPostHistory *
galley_post_history_load (GalleyProject *project, gint64 post_id, GError **error)
{
  g_autoptr (GalleyPostHistory) history = g_new0 (GalleyPostHistory, 1);

  history->revisions = galley_project_list_revisions (project, post_id, error);
  if (history->revisions == NULL)
    return NULL;
  history->working = find_working (project, post_id, NULL);
  for (guint i = 0; i < history->revisions->len; i++)
    {
      const GalleyRevision *revision = g_ptr_array_index (history->revisions, i);

      if (revision->is_published)
        history->published = revision->id;
    }
  return g_steal_pointer (&history);
}

static void
field_change_free (gpointer data)
{
  GalleyFieldChange *change = data;

  galley_text_diff_free (change->diff);
  g_free (change);
}

void
galley_comparison_free (GalleyComparison *comparison)
{
  if (comparison == NULL)
    return;
  g_clear_pointer (&comparison->fields, g_ptr_array_unref);
  g_clear_pointer (&comparison->text, galley_text_diff_free);
  g_free (comparison);
}

static void
add_field (GalleyComparison *comparison, const char *name, const char *old, const char *new)
{
  GalleyTextDiff *diff = galley_text_diff_new (old, new, G_MAXUINT / 4);
  GalleyFieldChange *change;

  if (diff->lines->len == 0)
    {
      galley_text_diff_free (diff);
      return;
    }
  change = g_new0 (GalleyFieldChange, 1);
  change->name = name;
  change->diff = diff;
  g_ptr_array_add (comparison->fields, change);
}

static char *
write_series (const GalleyPost *post)
{
  return post->series_title[0] != '\0'
             ? g_strdup_printf ("%s %u", post->series_title, post->series_part)
             : g_strdup ("");
}

static char *
write_links (const GalleyPost *post)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; post->links != NULL && i < post->links->len; i++)
    {
      const GalleyLink *link = g_ptr_array_index (post->links, i);

      g_string_append_printf (out, "%s %s\n", link->title, link->address);
    }
  return g_strdup (out->str);
}

/* Fields that are text already, or made text with a function. */
typedef struct
{
  const char *name;
  gsize offset; /* of a char * in GalleyPost */
} TextField;

static void
compare_fields (GalleyComparison *comparison, const GalleyPost *old, const GalleyPost *new)
{
  static const TextField texts[] = {
    { N_ ("Title"), G_STRUCT_OFFSET (GalleyPost, title) },
    { N_ ("Byline"), G_STRUCT_OFFSET (GalleyPost, byline) },
    { N_ ("Place"), G_STRUCT_OFFSET (GalleyPost, place) },
    { N_ ("Excerpt"), G_STRUCT_OFFSET (GalleyPost, excerpt) },
    { N_ ("Address"), G_STRUCT_OFFSET (GalleyPost, slug) },
    { N_ ("Cover picture"), G_STRUCT_OFFSET (GalleyPost, cover) },
    { N_ ("Language"), G_STRUCT_OFFSET (GalleyPost, language) },
  };
  g_autofree char *old_date = galley_date_to_text (old->date);
  g_autofree char *new_date = galley_date_to_text (new->date);
  g_autofree char *old_series = write_series (old);
  g_autofree char *new_series = write_series (new);
  g_autofree char *old_tags = g_strjoinv (", ", old->tags);
  g_autofree char *new_tags = g_strjoinv (", ", new->tags);
  g_autofree char *old_links = write_links (old);
  g_autofree char *new_links = write_links (new);

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    add_field (comparison, texts[i].name, G_STRUCT_MEMBER (char *, old, texts[i].offset),
               G_STRUCT_MEMBER (char *, new, texts[i].offset));
  add_field (comparison, N_ ("Date"), old_date, new_date);
  add_field (comparison, N_ ("Series"), old_series, new_series);
  add_field (comparison, N_ ("Tags"), old_tags, new_tags);
  add_field (comparison, N_ ("Related links"), old_links, new_links);
  add_field (comparison, N_ ("Comments"), old->comments_open ? _ ("open") : _ ("closed"),
             new->comments_open ? _ ("open") : _ ("closed"));
}

/* What differs between two versions of a post. */
static GalleyComparison *
galley_comparison_new (const GalleyPost *old, const GalleyPost *new)
{
  GalleyComparison *comparison = g_new0 (GalleyComparison, 1);

  comparison->fields = g_ptr_array_new_with_free_func (field_change_free);
  compare_fields (comparison, old, new);
  comparison->text = galley_text_diff_new (old->body, new->body, CONTEXT_LINES);
  return comparison;
}

/* Two revisions that are to be compared. */
typedef struct
{
  gint64 ids[2];
  GalleyPost *posts[2];
} Pair;

static void
pair_free (gpointer data)
{
  Pair *pair = data;

  g_clear_pointer (&pair->posts[0], galley_post_free);
  g_clear_pointer (&pair->posts[1], galley_post_free);
  g_free (pair);
}

static gpointer
load_job (GalleyProject *project, gpointer data, GCancellable *cancellable, GError **error)
{
  Pair *pair = data;

  for (guint i = 0; i < 2; i++)
    {
      pair->posts[i] = pair->ids[i] != 0
                           ? galley_project_load_revision (project, pair->ids[i], error)
                           : galley_post_new ();
      if (pair->posts[i] == NULL)
        return NULL;
    }
  return pair;
}

/* A revision before the first: nothing. */
static void
fill_empty (GalleyPost *post, const GalleyPost *other)
{
  char **texts[] = { &post->title, &post->slug,    &post->byline,   &post->place,       &post->body,
                     &post->cover, &post->excerpt, &post->language, &post->series_title };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    if (*texts[i] == NULL)
      *texts[i] = g_strdup ("");
  if (post->tags == NULL)
    post->tags = g_new0 (char *, 1);
  if (post->date == NULL && other->date != NULL)
    post->date = g_date_time_ref (other->date);
  post->comments_open = other->comments_open;
}

/* Apart from the lane, so that a long comparison keeps no search waiting. */
static void
compare_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Pair *pair = data;

  if (pair->ids[0] == 0)
    fill_empty (pair->posts[0], pair->posts[1]);
  g_task_return_pointer (task, galley_comparison_new (pair->posts[0], pair->posts[1]),
                         (GDestroyNotify) galley_comparison_free);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (galley_session_run_finish (GALLEY_SESSION (source), result, &error) != NULL)
    g_task_run_in_thread (task, compare_thread);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/**
 * galley_history_compare_async:
 * @session: the project
 * @old_revision: a revision, or 0: nothing
 * @new_revision: another one
 * @callback: called on the main thread
 * @user_data: for @callback
 *
 * Finds what differs between two revisions.
 */
void
galley_history_compare_async (GalleySession *session,
                              gint64 old_revision,
                              gint64 new_revision,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  GTask *task = g_task_new (NULL, NULL, callback, user_data);
  Pair *pair = g_new0 (Pair, 1);

  pair->ids[0] = old_revision;
  pair->ids[1] = new_revision;
  g_task_set_source_tag (task, galley_history_compare_async);
  g_task_set_task_data (task, pair, pair_free);
  galley_session_run_async (session, GALLEY_LANE_READ, load_job, pair, NULL, NULL, NULL, loaded_cb,
                            task);
}

/**
 * galley_history_compare_finish:
 * @result: what the callback was given
 * @error: why it could not be done
 *
 * Returns: (transfer full) (nullable): what differs
 */
GalleyComparison *
galley_history_compare_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static gint64
restore (GalleyProject *project, gint64 revision_id, GError **error)
{
  g_autoptr (GalleyPost) post = galley_project_load_revision (project, revision_id, error);
  gint64 before;

  if (post == NULL)
    return 0;
  before = find_working (project, post->id, error);
  if (before == 0 || !galley_project_save_post (project, post, GALLEY_SAVE_REVISION, error))
    return 0;
  return before;
}

/**
 * galley_history_restore:
 * @project: a project
 * @revision_id: a revision of a post
 * @error: GALLEY_STORE_ERROR
 *
 * Makes the working copy what it was in that revision. What it is now stays in the history.
 *
 * Returns: the revision that was the working copy up to now, to go back to; 0 on error
 */
gint64
galley_history_restore (GalleyProject *project, gint64 revision_id, GError **error)
{
  gint64 before;

  if (!galley_project_begin (project, error))
    return 0;
  before = restore (project, revision_id, error);
  if (before == 0)
    galley_project_roll_back (project);
  else if (galley_project_commit (project, error))
    return before;
  g_prefix_error (error, "restoring a revision: ");
  return 0;
}
