/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "galley-editor-private.h"
#include "galley-markdown.h"
#include "galley-series.h"

/* From the first key that is not saved to the start of its save, also where another save is under
 * way at that time. With what a save takes, less than a second of typing is ever at risk. */
#define SAVE_MS 250

/* How much longer a save that failed waits for the next attempt. */
#define RETRY_MS 2000

typedef struct
{
  GalleyPost *post;
  GalleySaveMode mode;
} Order;

typedef struct
{
  GalleyPost *post; /* as saved */
  guint words, series_length, series_position;
  gboolean has_changes, is_part_new;
  GPtrArray *outline; /* of GalleyHeading */
} Saved;

static void
order_free (Order *order)
{
  g_clear_pointer (&order->post, galley_post_free);
  g_free (order);
}

static void
saved_free (Saved *saved)
{
  g_clear_pointer (&saved->post, galley_post_free);
  g_clear_pointer (&saved->outline, g_ptr_array_unref);
  g_free (saved);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Saved, saved_free)

static void
read_text (Saved *saved, const char *text)
{
  GalleyMarkdownOptions options = { 0 };
  g_autoptr (GalleyDocument) document = galley_document_new (text, -1, &options);

  saved->words = galley_document_get_word_count (document);
  saved->outline = g_ptr_array_ref (galley_document_get_outline (document));
}

static gboolean
save_post (GalleyProject *project,
           GalleyPost *post,
           GalleySaveMode mode,
           gboolean *is_part_new,
           GError **error)
{
  gint64 before = post->series_id;

  post->series_id = 0;
  if (post->series_title != NULL && post->series_title[0] != '\0')
    {
      post->series_id = galley_project_ensure_series (project, post->series_title, error);
      if (post->series_id == 0)
        return FALSE;
      if (post->series_id != before && before != 0)
        post->series_part = 0;
    }
  *is_part_new = post->series_id != 0 && post->series_part == 0;
  return galley_project_save_post (project, post, mode, error);
}

/* Not so where the author has undone every change. */
static gboolean
differs_from_published (GalleyProject *project, gint64 id)
{
  g_autoptr (GPtrArray) posts =
      galley_project_load_posts (project, &id, 1, GALLEY_VERSION_WORKING, NULL);
  const GalleyPost *post = posts != NULL && posts->len == 1 ? g_ptr_array_index (posts, 0) : NULL;

  return post != NULL && post->has_changes;
}

static gpointer
save_job (GalleyProject *project, gpointer data, GCancellable *cancellable, GError **error)
{
  Order *order = data;
  g_autoptr (Saved) saved = g_new0 (Saved, 1);
  g_autoptr (GalleySeries) series = NULL;

  if (!save_post (project, order->post, order->mode, &saved->is_part_new, error))
    return NULL;
  read_text (saved, order->post->body);
  saved->has_changes = differs_from_published (project, order->post->id);
  if (order->post->series_id != 0)
    series = galley_project_load_series (project, order->post->series_id, NULL);
  saved->series_length = series != NULL ? series->n_parts : 0;
  galley_project_find_part (project, order->post->id, &saved->series_position, NULL);
  saved->post = g_steal_pointer (&order->post);
  return g_steal_pointer (&saved);
}

static void
finish_flushes (GalleyEditor *self, const GError *error)
{
  g_autoptr (GPtrArray) flushes = g_steal_pointer (&self->flushes);

  self->flushes = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < flushes->len; i++)
    {
      GTask *task = g_ptr_array_index (flushes, i);

      if (error != NULL)
        g_task_return_error (task, g_error_copy (error));
      else
        g_task_return_boolean (task, TRUE);
    }
}

/* Takes over what the project decided; never what may have been typed meanwhile. */
static void
take_over (GalleyEditor *self, Saved *saved)
{
  GalleyPost *post = saved->post;

  if (self->post == NULL || self->post->id != post->id)
    return;
  self->words = saved->words;
  galley_editor_show_outline (self, saved->outline);
  self->series_length = saved->series_length;
  self->series_position = saved->series_position;
  self->post->revision_id = post->revision_id;
  self->post->series_id = post->series_id;
  if (saved->is_part_new && g_strcmp0 (self->post->series_title, post->series_title) == 0)
    {
      self->post->series_part = post->series_part;
      galley_properties_show_part (self->properties, post->series_part);
      g_signal_emit_by_name (self, "edited", FALSE);
    }
  self->post->has_changes = saved->has_changes;
  if (self->post->date == NULL && post->date != NULL)
    self->post->date = g_date_time_ref (post->date);
  if (self->slug_follows)
    {
      g_free (self->post->slug);
      self->post->slug = g_strdup (post->slug);
      galley_properties_show_slug (self->properties, post->slug);
    }
}

static gboolean
save_timeout_cb (gpointer user_data)
{
  GalleyEditor *self = user_data;

  self->save_timeout = 0;
  galley_editor_save_now (self);
  return G_SOURCE_REMOVE;
}

static void
schedule (GalleyEditor *self)
{
  gint64 waited = (g_get_monotonic_time () - self->dirty_since) / 1000;

  if (self->save_timeout == 0 && !self->saving)
    self->save_timeout = g_timeout_add ((guint) CLAMP (SAVE_MS - waited, 0, SAVE_MS + RETRY_MS),
                                        save_timeout_cb, self);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GalleyEditor) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (Saved) saved = galley_session_run_finish (GALLEY_SESSION (source), result, &error);

  self->saving = FALSE;
  g_clear_pointer (&self->save_error, g_free);
  if (saved != NULL)
    take_over (self, saved);
  else
    {
      self->save_error = g_strdup (error->message);
      self->dirty = TRUE;
      self->dirty_since = g_get_monotonic_time () + RETRY_MS * 1000;
    }
  galley_editor_show_state (self);
  if (saved != NULL)
    g_signal_emit_by_name (self, "saved", saved->post->id);
  if (error != NULL)
    finish_flushes (self, error);
  else if (!self->dirty)
    finish_flushes (self, NULL);
  else if (self->flushes->len > 0)
    galley_editor_save_now (self);
  if (self->dirty)
    schedule (self);
}

/**
 * galley_editor_save_now:
 * @editor: the editor
 *
 * Starts to save what is not saved yet. Where a save is under way, another follows it.
 */
void
galley_editor_save_now (GalleyEditor *editor)
{
  Order *order;

  g_clear_handle_id (&editor->save_timeout, g_source_remove);
  if (!editor->dirty || editor->saving || editor->post == NULL || editor->session == NULL)
    return;
  order = g_new0 (Order, 1);
  order->mode = GALLEY_SAVE_TYPING;
  order->post = galley_editor_take_snapshot (editor);
  editor->dirty = FALSE;
  editor->saving = TRUE;
  galley_session_run_async (editor->session, GALLEY_LANE_EDIT, save_job, order,
                            (GDestroyNotify) order_free, (GDestroyNotify) saved_free, NULL,
                            saved_cb, g_object_ref (editor));
  galley_editor_emit (editor, GALLEY_EDITOR_STATUS_CHANGED);
}

static gboolean
touched_cb (gpointer user_data)
{
  GalleyEditor *self = user_data;
  gboolean only_text = self->touched_text;

  self->touched_idle = 0;
  g_signal_emit_by_name (self, "edited", only_text);
  if (!self->told_dirty && self->dirty)
    galley_editor_emit (self, GALLEY_EDITOR_STATUS_CHANGED);
  self->told_dirty = self->dirty;
  return G_SOURCE_REMOVE;
}

/**
 * galley_editor_touch:
 * @editor: the editor
 * @only_text: nothing but the text
 *
 * Tells that the person changed something. All that follows from it waits until what was typed is
 * drawn.
 */
void
galley_editor_touch (GalleyEditor *editor, gboolean only_text)
{
  if (editor->loading || editor->post == NULL)
    return;
  if (!editor->dirty)
    {
      editor->dirty_since = g_get_monotonic_time ();
      editor->told_dirty = FALSE;
    }
  editor->dirty = TRUE;
  schedule (editor);
  editor->touched_text = only_text && (editor->touched_idle == 0 || editor->touched_text);
  if (editor->touched_idle == 0)
    editor->touched_idle = g_idle_add_full (GDK_PRIORITY_REDRAW + 5, touched_cb, editor, NULL);
}

/**
 * galley_editor_flush_async:
 * @editor: the editor
 * @callback: called when everything that was typed is saved
 * @user_data: for @callback
 *
 * Saves what is not saved yet.
 */
void
galley_editor_flush_async (GalleyEditor *editor, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (editor, NULL, callback, user_data);

  g_task_set_source_tag (task, galley_editor_flush_async);
  galley_properties_commit (editor->properties);
  g_ptr_array_add (editor->flushes, task);
  galley_editor_save_now (editor);
  if (!editor->saving && !editor->dirty)
    finish_flushes (editor, NULL);
}

/**
 * galley_editor_flush_finish:
 * @editor: the editor
 * @result: what the callback was given
 * @error: what saving failed with
 *
 * Returns: whether everything is saved
 */
gboolean
galley_editor_flush_finish (GalleyEditor *editor, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
