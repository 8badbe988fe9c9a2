/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "draft-fixture.h"

static char *
source_cb (gpointer user_data)
{
  Desk *desk = user_data;

  desk->n_copies++;
  return g_strdup (desk->text->str);
}

/* As a buffer does, which tells of each change, whoever made it. */
static void
set_text (Desk *desk)
{
  const char *text = galley_draft_get_text (desk->draft);

  g_string_assign (desk->text, text != NULL ? text : "");
  galley_draft_touch_text (desk->draft);
}

static void
shown_cb (Desk *desk)
{
  desk->n_shown++;
  set_text (desk);
}

static void
updated_cb (Desk *desk, GalleyPostFields fields)
{
  if (fields & GALLEY_POST_FIELD_BODY)
    set_text (desk);
}

static void
saved_cb (Desk *desk)
{
  desk->n_saved++;
}

static void
conflict_cb (Desk *desk)
{
  desk->n_conflicts++;
}

void
desk_new_draft (Desk *desk)
{
  desk->draft = galley_draft_new (desk->session);
  galley_draft_set_source (desk->draft, source_cb, desk);
  g_signal_connect_swapped (desk->draft, "shown", G_CALLBACK (shown_cb), desk);
  g_signal_connect_swapped (desk->draft, "updated", G_CALLBACK (updated_cb), desk);
  g_signal_connect_swapped (desk->draft, "saved", G_CALLBACK (saved_cb), desk);
  g_signal_connect_swapped (desk->draft, "conflict", G_CALLBACK (conflict_cb), desk);
  desk->n_copies = desk->n_shown = desk->n_saved = desk->n_conflicts = 0;
}

void
desk_drop_draft (Desk *desk)
{
  g_signal_handlers_disconnect_by_data (desk->draft, desk);
  g_clear_object (&desk->draft);
}

static void
take_result_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GAsyncResult **slot = user_data;

  *slot = g_object_ref (result);
}

static GAsyncResult *
wait_for (GAsyncResult **slot)
{
  while (*slot == NULL)
    g_main_context_iteration (NULL, TRUE);
  return *slot;
}

static gint64
add_post (GalleyProject *project, const char *title, const char *body, GError **error)
{
  g_autoptr (GalleyPost) post = galley_post_new ();

  g_free (post->title);
  post->title = g_strdup (title);
  g_free (post->body);
  post->body = g_strdup (body);
  return galley_project_save_post (project, post, GALLEY_SAVE_REVISION, error) ? post->id : 0;
}

static gpointer
add_job (GalleyProject *project, gpointer data, GCancellable *cancellable, GError **error)
{
  Desk *desk = data;

  desk->first = add_post (project, "First", "the first", error);
  desk->second = add_post (project, "Second", "the second", error);
  galley_project_publish_post (project, desk->first, NULL, error);
  return NULL;
}

/* Two posts that nobody wrote on. */
void
desk_new_posts (Desk *desk)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  galley_session_run_async (desk->session, GALLEY_LANE_EDIT, add_job, desk, NULL, NULL, NULL,
                            take_result_cb, &result);
  galley_session_run_finish (desk->session, wait_for (&result), &error);
  g_assert_no_error (error);
}

void
desk_set_up (Desk *desk, gconstpointer data)
{
  fixture_set_up (&desk->project, data);
  if (desk->project.session == NULL)
    fixture_open (&desk->project);
  desk->session = desk->project.session;
  g_assert_cmpint (sqlite3_open (desk->project.path, &desk->other), ==, SQLITE_OK);
  sqlite3_busy_timeout (desk->other, 5000);
  desk->text = g_string_new ("");
  desk_new_posts (desk);
  desk_new_draft (desk);
}

void
desk_tear_down (Desk *desk, gconstpointer data)
{
  if (desk->draft != NULL)
    desk_drop_draft (desk);
  sqlite3_close (desk->other);
  g_string_free (desk->text, TRUE);
  fixture_tear_down (&desk->project, data);
}

/* Adds words to the text on the screen, as somebody who types. */
void
desk_type (Desk *desk, const char *words)
{
  g_string_append (desk->text, words);
  galley_draft_touch_text (desk->draft);
}

static void
job_free (gpointer data)
{
  DeskJob *job = data;

  g_free (job->words);
  g_free (job);
}

static void
ran_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  galley_session_run_finish (GALLEY_SESSION (source), result, NULL);
  galley_session_posts_changed (GALLEY_SESSION (source));
}

/* Another command changes a post, and tells of it. */
void
desk_run (Desk *desk, GalleySessionFunc func, gint64 post, const char *words)
{
  DeskJob *job = g_new0 (DeskJob, 1);

  job->post = post;
  job->words = g_strdup (words);
  galley_session_run_async (desk->session, GALLEY_LANE_EDIT, func, job, job_free, NULL, NULL,
                            ran_cb, NULL);
}

static gboolean
change (GalleyProject *project, const DeskJob *job, gboolean tag, GError **error)
{
  g_autoptr (GalleyPost) post =
      galley_project_load_post (project, job->post, GALLEY_VERSION_WORKING, error);

  if (post == NULL)
    return FALSE;
  if (tag)
    {
      g_strfreev (post->tags);
      post->tags = g_strsplit (job->words, ",", -1);
    }
  else
    {
      g_free (post->body);
      post->body = g_strdup (job->words);
    }
  return galley_project_save_post (project, post, GALLEY_SAVE_REVISION, error);
}

gpointer
desk_tag_job (GalleyProject *project, gpointer data, GCancellable *cancellable, GError **error)
{
  change (project, data, TRUE, error);
  return NULL;
}

gpointer
desk_write_job (GalleyProject *project, gpointer data, GCancellable *cancellable, GError **error)
{
  change (project, data, FALSE, error);
  return NULL;
}

static gpointer
nothing_job (GalleyProject *project, gpointer data, GCancellable *cancellable, GError **error)
{
  return NULL;
}

/* Waits until all that was asked for is done, and what followed from that. */
void
desk_settle (Desk *desk)
{
  static const GalleyLane lanes[] = { GALLEY_LANE_EDIT, GALLEY_LANE_READ, GALLEY_LANE_EDIT,
                                      GALLEY_LANE_READ };

  for (gsize i = 0; i < G_N_ELEMENTS (lanes); i++)
    {
      g_autoptr (GAsyncResult) result = NULL;

      galley_session_run_async (desk->session, lanes[i], nothing_job, NULL, NULL, NULL, NULL,
                                take_result_cb, &result);
      wait_for (&result);
      desk_wait (0);
    }
}

static gboolean
end_wait_cb (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
  return G_SOURCE_REMOVE;
}

void
desk_wait (guint milliseconds)
{
  gboolean ended = milliseconds == 0;

  if (!ended)
    g_timeout_add (milliseconds, end_wait_cb, &ended);
  while (!ended)
    g_main_context_iteration (NULL, TRUE);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

/* Returns: whether everything is saved */
gboolean
desk_flush (Desk *desk)
{
  g_autoptr (GAsyncResult) result = NULL;

  galley_draft_flush_async (desk->draft, NULL, take_result_cb, &result);
  return galley_draft_flush_finish (desk->draft, wait_for (&result), NULL);
}

void
desk_open (Desk *desk, gint64 id)
{
  galley_draft_open (desk->draft, id);
  while (galley_draft_get_id (desk->draft) != id)
    g_main_context_iteration (NULL, TRUE);
}

/* What the other program does. */
void
desk_sql (Desk *desk, const char *sql)
{
  char *error = NULL;

  if (sqlite3_exec (desk->other, sql, NULL, NULL, &error) != SQLITE_OK)
    g_error ("%s: %s", sql, error);
}

gint64
desk_count (Desk *desk, const char *sql, gint64 post, const char *words)
{
  sqlite3_stmt *statement;
  gint64 count;

  g_assert_cmpint (sqlite3_prepare_v2 (desk->other, sql, -1, &statement, NULL), ==, SQLITE_OK);
  sqlite3_bind_int64 (statement, 1, post);
  if (words != NULL)
    sqlite3_bind_text (statement, 2, words, -1, SQLITE_STATIC);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  count = sqlite3_column_int64 (statement, 0);
  sqlite3_finalize (statement);
  return count;
}

/* Whether a revision of the post has the words, or of any post where it is 0. */
gboolean
desk_has (Desk *desk, gint64 post, const char *words)
{
  return desk_count (desk,
                     "SELECT count (*) FROM revision r JOIN body b ON b.revision = r.id"
                     " WHERE ?1 IN (0, r.post) AND instr (b.text, ?2) > 0",
                     post, words) > 0;
}

static gpointer
load_job (GalleyProject *project, gpointer data, GCancellable *cancellable, GError **error)
{
  return galley_project_load_post (project, *(gint64 *) data, GALLEY_VERSION_WORKING, error);
}

GalleyPost *
desk_load (Desk *desk, gint64 post)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GalleyPost *loaded;

  galley_session_run_async (desk->session, GALLEY_LANE_EDIT, load_job, &post, NULL, NULL, NULL,
                            take_result_cb, &result);
  loaded = galley_session_run_finish (desk->session, wait_for (&result), &error);
  g_assert_no_error (error);
  return loaded;
}
