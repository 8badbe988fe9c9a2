/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk-fixture.h"

#include <glib/gstdio.h>

#include "galley-comment.h"
#include "galley-date.h"
#include "galley-post.h"

static void
set (char **field, const char *text)
{
  g_free (*field);
  *field = g_strdup (text);
}

static gint64
add_post (GalleyProject *project, const char *title, const char *body)
{
  g_autoptr (GalleyPost) post = galley_post_new ();

  set (&post->title, title);
  set (&post->body, body);
  g_assert_true (galley_project_save_post (project, post, GALLEY_SAVE_REVISION, NULL));
  return post->id;
}

static gint64
add_comment (GalleyProject *project, gint64 post_id, const char *body)
{
  g_autoptr (GalleyComment) comment = galley_comment_new ();

  comment->post_id = post_id;
  set (&comment->name, "Patrick");
  set (&comment->body, body);
  set (&comment->source, "test");
  set (&comment->source_id, body);
  comment->date = galley_date_parse ("2009-10-13T12:00:00Z", NULL, NULL);
  g_assert_true (galley_project_save_comment (project, comment, "import", "", NULL));
  return comment->id;
}

void
fixture_set_up (Fixture *fixture, gconstpointer data)
{
  static const char *const titles[] = { "One", "Two", "Three" };
  g_autoptr (GalleyProject) project = NULL;
  g_autoptr (GError) error = NULL;

  /* In memory where that is possible: thousands of transactions do not wait for the disk. */
  fixture->folder = g_strdup ("/dev/shm/galley-desk-XXXXXX");
  if (g_mkdtemp (fixture->folder) == NULL)
    {
      g_free (fixture->folder);
      fixture->folder = g_dir_make_tmp ("galley-desk-XXXXXX", &error);
    }
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->folder, "site.galley", NULL);
  project = galley_project_create (fixture->path, &error);
  g_assert_no_error (error);
  for (int i = 0; i < 3; i++)
    fixture->posts[i] = add_post (project, titles[i], "A text of the diary.");
  for (int i = 0; i < 4; i++)
    {
      g_autofree char *body = g_strdup_printf ("Comment %d", i);

      fixture->comments[i] = add_comment (project, i < 3 ? fixture->posts[0] : 0, body);
    }
  galley_project_close (g_steal_pointer (&project));
  fixture_open (fixture);
}

void
fixture_tear_down (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GDir) folder = NULL;
  const char *name;

  fixture_close (fixture);
  folder = g_dir_open (fixture->folder, 0, NULL);
  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

      g_remove (path);
    }
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
}

void
fixture_wait (const gboolean *done)
{
  while (!*done)
    g_main_context_iteration (NULL, TRUE);
}

typedef struct
{
  GalleySession *session;
  gboolean done;
} Opening;

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Opening *opening = user_data;
  g_autoptr (GError) error = NULL;

  opening->session = galley_session_open_finish (result, &error);
  g_assert_no_error (error);
  opening->done = TRUE;
}

void
fixture_open (Fixture *fixture)
{
  Opening opening = { 0 };

  galley_session_open_async (fixture->path, NULL, opened_cb, &opening);
  fixture_wait (&opening.done);
  fixture->session = opening.session;
}

void
fixture_close (Fixture *fixture)
{
  if (fixture->session != NULL)
    galley_session_close (fixture->session);
  g_clear_object (&fixture->session);
}

static void
describe_posts (GalleyProject *project, GString *text)
{
  GalleyPostFilter filter = GALLEY_POST_FILTER_INIT;
  g_autoptr (GArray) ids = galley_project_list_posts (project, &filter, NULL, NULL);

  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr (GalleyPost) post = galley_project_load_post (
          project, g_array_index (ids, gint64, i), GALLEY_VERSION_WORKING, NULL);
      g_autofree char *tags = g_strjoinv (",", post->tags);

      g_string_append_printf (text, "post %" G_GINT64_FORMAT " %d %s|%s|%s|%s %u\n", post->id,
                              (int) post->status, post->title, post->body, tags, post->series_title,
                              post->series_part);
    }
}

char *
fixture_describe (Fixture *fixture)
{
  g_autoptr (GalleyProject) project = galley_project_open (fixture->path, GALLEY_OPEN_READ, NULL);
  GalleyCommentFilter filter = GALLEY_COMMENT_FILTER_INIT;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GArray) ids = NULL;

  describe_posts (project, text);
  filter.status = GALLEY_COMMENT_ANY_STATUS;
  ids = galley_project_list_comments (project, &filter, NULL, NULL);
  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr (GalleyComment) comment =
          galley_project_load_comment (project, g_array_index (ids, gint64, i), NULL);

      if (comment->status != GALLEY_COMMENT_TRASH)
        g_string_append_printf (
            text, "comment %" G_GINT64_FORMAT " %d %" G_GINT64_FORMAT " %s|%s\n", comment->id,
            (int) comment->status, comment->post_id, comment->body, comment->original);
    }
  return g_strdup (text->str);
}

struct _Hold
{
  GMutex lock;
  GCond changed;
  gboolean free;
  gboolean over;
};

static gpointer
hold_job (GalleyProject *project, gpointer data, GCancellable *cancellable, GError **error)
{
  Hold *hold = data;

  g_mutex_lock (&hold->lock);
  while (!hold->free)
    g_cond_wait (&hold->changed, &hold->lock);
  hold->over = TRUE;
  g_cond_signal (&hold->changed);
  g_mutex_unlock (&hold->lock);
  return NULL;
}

Hold *
fixture_hold (Fixture *fixture)
{
  Hold *hold = g_new0 (Hold, 1);

  g_mutex_init (&hold->lock);
  g_cond_init (&hold->changed);
  galley_session_run_async (fixture->session, GALLEY_LANE_EDIT, hold_job, hold, NULL, NULL, NULL,
                            NULL, NULL);
  return hold;
}

void
fixture_let_go (Hold *hold)
{
  g_mutex_lock (&hold->lock);
  hold->free = TRUE;
  g_cond_signal (&hold->changed);
  while (!hold->over)
    g_cond_wait (&hold->changed, &hold->lock);
  g_mutex_unlock (&hold->lock);
  g_cond_clear (&hold->changed);
  g_mutex_clear (&hold->lock);
  g_free (hold);
}

struct _OtherWriter
{
  GSubprocess *process;
};

OtherWriter *
fixture_lock (Fixture *fixture, const char *program)
{
  OtherWriter *writer = g_new0 (OtherWriter, 1);
  g_autoptr (GError) error = NULL;
  char byte;

  writer->process =
      g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error,
                        program, "--hold-the-lock", fixture->path, NULL);
  g_assert_no_error (error);
  g_assert_cmpint (
      g_input_stream_read (g_subprocess_get_stdout_pipe (writer->process), &byte, 1, NULL, NULL),
      ==, 1);
  return writer;
}

void
fixture_release (OtherWriter *writer)
{
  g_output_stream_close (g_subprocess_get_stdin_pipe (writer->process), NULL, NULL);
  g_assert_true (g_subprocess_wait_check (writer->process, NULL, NULL));
  g_object_unref (writer->process);
  g_free (writer);
}

gboolean
fixture_is_other_writer (int argc, char **argv)
{
  g_autoptr (GalleyProject) project = NULL;

  if (argc != 3 || !g_str_equal (argv[1], "--hold-the-lock"))
    return FALSE;
  project = galley_project_open (argv[2], GALLEY_OPEN_SHARED, NULL);
  g_assert_true (project != NULL && galley_project_begin (project, NULL));
  g_print ("+");
  fflush (stdout);
  while (getchar () != EOF)
    ;
  galley_project_roll_back (project);
  return TRUE;
}
