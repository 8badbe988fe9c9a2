/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "galley-application.h"
#include "galley-editor-private.h"
#include "galley-markdown.h"

#define WORDS_PER_MINUTE 220
#define SELECTION_MS 120 /* a selection is counted when it has stood still for so long */

/* A selection whose words are counted. */
typedef struct
{
  GalleyEditor *editor;
  guint generation;
} Count;

static GalleyState *
get_state (void)
{
  return galley_application_get_state (GALLEY_APPLICATION (g_application_get_default ()));
}

static char *
target_key (GalleyEditor *editor)
{
  return g_strdup_printf ("target-%" G_GINT64_FORMAT, editor->post->id);
}

/**
 * galley_editor_get_target:
 * @editor: the editor
 *
 * Returns: how many words the post is to have, 0 where nobody said so. It is this person's, not a
 *   part of the project
 */
guint
galley_editor_get_target (GalleyEditor *editor)
{
  g_autofree char *key = NULL;

  if (editor->post == NULL || editor->session == NULL)
    return 0;
  key = target_key (editor);
  return (guint) MAX (0, galley_state_get_integer (
                             get_state (), galley_session_get_path (editor->session), key, 0));
}

/**
 * galley_editor_set_target:
 * @editor: the editor
 * @words: how many words the post is to have, 0: no matter
 */
void
galley_editor_set_target (GalleyEditor *editor, guint words)
{
  g_autofree char *key = NULL;

  if (editor->post == NULL || editor->session == NULL)
    return;
  key = target_key (editor);
  galley_state_set_integer (get_state (), galley_session_get_path (editor->session), key,
                            (int) words);
  galley_editor_emit (editor, GALLEY_EDITOR_STATUS_CHANGED);
}

static char *
write_words (GalleyEditor *self)
{
  guint target = galley_editor_get_target (self);

  if (self->selected_words > 0)
    /* Translators: words of the selection, of the whole text */
    return g_strdup_printf (_ ("%'u of %'u words selected"), self->selected_words, self->words);
  if (target > 0)
    /* Translators: words that are written, of those that are wanted */
    return g_strdup_printf (_ ("%'u of %'u words (%u %%)"), self->words, target,
                            MIN (999, self->words * 100 / target));
  return g_strdup_printf (ngettext ("%'u word", "%'u words", self->words), self->words);
}

/**
 * galley_editor_get_status:
 * @editor: the editor
 *
 * Returns: (transfer full): "Saved · 612 words · 3 min"
 */
char *
galley_editor_get_status (GalleyEditor *editor)
{
  guint minutes = MAX (1, (editor->words + WORDS_PER_MINUTE / 2) / WORDS_PER_MINUTE);
  g_autofree char *words = NULL;
  const char *saved = _ ("Saved");

  if (editor->post == NULL)
    return g_strdup ("");
  if (editor->save_error != NULL)
    saved = _ ("Not saved");
  else if (editor->dirty || editor->saving)
    saved = _ ("Saving…");
  else if (editor->post->has_changes && editor->post->status != GALLEY_POST_DRAFT &&
           editor->post->status != GALLEY_POST_TRASH)
    saved = _ ("Saved, not published");
  words = write_words (editor);
  /* Translators: whether it is saved, how many words, how many minutes to read */
  return g_strdup_printf (_ ("%s · %s · %u min"), saved, words, minutes);
}

/**
 * galley_editor_get_part:
 * @editor: the editor
 *
 * Returns: (transfer full): "part 4 of 9", or ""
 */
char *
galley_editor_get_part (GalleyEditor *editor)
{
  if (editor->post == NULL || editor->post->series_id == 0 || editor->series_position == 0)
    return g_strdup ("");
  return g_strdup_printf (_ ("part %u of %u"), editor->series_position,
                          MAX (editor->series_length, editor->series_position));
}

static void
count_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GalleyMarkdownOptions options = { 0 };
  g_autoptr (GalleyDocument) document = galley_document_new (data, -1, &options);

  g_task_return_int (task, galley_document_get_word_count (document));
}

static void
counted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Count *count = user_data;
  g_autoptr (GalleyEditor) self = count->editor;
  gssize words = g_task_propagate_int (G_TASK (result), NULL);

  if (count->generation != self->selection_generation || words < 0)
    return;
  self->selected_words = (guint) words;
  galley_editor_emit (self, GALLEY_EDITOR_STATUS_CHANGED);
}

static gboolean
selection_timeout_cb (gpointer user_data)
{
  GalleyEditor *self = user_data;
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view));
  GtkTextIter start, end;

  self->selection_timeout = 0;
  if (gtk_text_buffer_get_selection_bounds (buffer, &start, &end))
    {
      Count *count = g_new0 (Count, 1);
      g_autoptr (GTask) task = g_task_new (NULL, NULL, counted_cb, count);

      count->editor = g_object_ref (self);
      count->generation = self->selection_generation;
      g_task_set_task_data (task, gtk_text_buffer_get_text (buffer, &start, &end, TRUE), g_free);
      g_task_run_in_thread (task, count_thread);
    }
  return G_SOURCE_REMOVE;
}

/**
 * galley_editor_selection_moved:
 * @editor: the editor
 *
 * Tells that the cursor or the selection is another: its words are counted, off the main thread.
 */
void
galley_editor_selection_moved (GalleyEditor *editor)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (editor->view));

  editor->selection_generation++;
  g_clear_handle_id (&editor->selection_timeout, g_source_remove);
  if (gtk_text_buffer_get_has_selection (buffer) && !editor->loading)
    editor->selection_timeout = g_timeout_add (SELECTION_MS, selection_timeout_cb, editor);
  else if (editor->selected_words > 0)
    {
      editor->selected_words = 0;
      galley_editor_emit (editor, GALLEY_EDITOR_STATUS_CHANGED);
    }
}
