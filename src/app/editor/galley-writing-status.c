/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-writing-status.h"

#include <glib/gi18n.h>

#include "galley-markdown.h"

#define WORDS_PER_MINUTE 220
#define SELECTION_MS 120 /* a selection is counted when it has stood still for so long */

struct _GalleyWritingStatus
{
  GObject parent_instance;
  GtkTextView *view;  /* (unowned): its owner has this too */
  GalleyState *state; /* (unowned) (nullable): what is remembered between runs */
  GalleyDraft *draft;
  guint selected_words; /* 0: nothing is selected */
  guint timeout;
  guint generation; /* of the selection */
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GalleyWritingStatus, galley_writing_status, G_TYPE_OBJECT)

/* A selection whose words are counted. */
typedef struct
{
  GalleyWritingStatus *status;
  guint generation;
} Count;

static void
tell_changed (GalleyWritingStatus *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static gint64
get_post (GalleyWritingStatus *self)
{
  return self->draft != NULL ? galley_draft_get_id (self->draft) : 0;
}

static char *
target_key (GalleyWritingStatus *self)
{
  return g_strdup_printf ("target-%" G_GINT64_FORMAT, get_post (self));
}

static const char *
get_project (GalleyWritingStatus *self)
{
  return galley_session_get_path (galley_draft_get_session (self->draft));
}

/**
 * galley_writing_status_get_target:
 * @status: the status
 *
 * Returns: how many words the post is to have, 0 where nobody said so. It is this person's, not a
 *   part of the project
 */
guint
galley_writing_status_get_target (GalleyWritingStatus *status)
{
  g_autofree char *key = NULL;

  if (get_post (status) == 0 || status->state == NULL)
    return 0;
  key = target_key (status);
  return (guint) MAX (0, galley_state_get_integer (status->state, get_project (status), key, 0));
}

/**
 * galley_writing_status_set_target:
 * @status: the status
 * @words: how many words the post is to have, 0: no matter
 */
void
galley_writing_status_set_target (GalleyWritingStatus *status, guint words)
{
  g_autofree char *key = NULL;

  if (get_post (status) == 0 || status->state == NULL)
    return;
  key = target_key (status);
  galley_state_set_integer (status->state, get_project (status), key, (int) words);
  tell_changed (status);
}

static char *
write_words (GalleyWritingStatus *self, guint words)
{
  guint target = galley_writing_status_get_target (self);

  if (self->selected_words > 0)
    /* Translators: words of the selection, of the whole text */
    return g_strdup_printf (_ ("%'u of %'u words selected"), self->selected_words, words);
  if (target > 0)
    /* Translators: words that are written, of those that are wanted */
    return g_strdup_printf (_ ("%'u of %'u words (%u %%)"), words, target,
                            MIN (999, words * 100 / target));
  return g_strdup_printf (ngettext ("%'u word", "%'u words", words), words);
}

static const char *
write_saved (GalleyWritingStatus *self)
{
  const GalleyPost *post = galley_draft_get_post (self->draft);

  if (galley_draft_get_error (self->draft) != NULL ||
      galley_draft_get_state (self->draft) == GALLEY_DRAFT_FAILED)
    return _ ("Not saved");
  if (galley_draft_get_state (self->draft) == GALLEY_DRAFT_SAVING)
    return _ ("Saving…");
  if (post->has_changes && post->status != GALLEY_POST_DRAFT && post->status != GALLEY_POST_TRASH)
    return _ ("Saved, not published");
  return _ ("Saved");
}

/**
 * galley_writing_status_get_text:
 * @status: the status
 *
 * Returns: (transfer full): "Saved · 612 words · 3 min"
 */
char *
galley_writing_status_get_text (GalleyWritingStatus *status)
{
  g_autofree char *text = NULL;
  guint words;

  if (get_post (status) == 0)
    return g_strdup ("");
  words = galley_draft_get_stats (status->draft)->words;
  text = write_words (status, words);
  /* Translators: whether it is saved, how many words, how many minutes to read */
  return g_strdup_printf (_ ("%s · %s · %u min"), write_saved (status), text,
                          MAX (1, (words + WORDS_PER_MINUTE / 2) / WORDS_PER_MINUTE));
}

/**
 * galley_writing_status_get_part:
 * @status: the status
 *
 * Returns: (transfer full): "part 4 of 9", or ""
 */
char *
galley_writing_status_get_part (GalleyWritingStatus *status)
{
  const GalleyPostStats *stats;

  if (get_post (status) == 0 || galley_draft_get_post (status->draft)->series_id == 0)
    return g_strdup ("");
  stats = galley_draft_get_stats (status->draft);
  if (stats->series_position == 0)
    return g_strdup ("");
  return g_strdup_printf (_ ("part %u of %u"), stats->series_position,
                          MAX (stats->series_length, stats->series_position));
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
  g_autoptr (GalleyWritingStatus) self = count->status;
  gssize words = g_task_propagate_int (G_TASK (result), NULL);

  if (count->generation != self->generation || words < 0)
    return;
  self->selected_words = (guint) words;
  tell_changed (self);
}

static gboolean
selection_timeout_cb (gpointer user_data)
{
  GalleyWritingStatus *self = user_data;
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);
  GtkTextIter start, end;

  self->timeout = 0;
  if (gtk_text_buffer_get_selection_bounds (buffer, &start, &end))
    {
      Count *count = g_new0 (Count, 1);
      g_autoptr (GTask) task = g_task_new (NULL, NULL, counted_cb, count);

      count->status = g_object_ref (self);
      count->generation = self->generation;
      g_task_set_task_data (task, gtk_text_buffer_get_text (buffer, &start, &end, TRUE), g_free);
      g_task_run_in_thread (task, count_thread);
    }
  return G_SOURCE_REMOVE;
}

/* The words of a selection are counted off the main thread. */
static void
selection_moved_cb (GalleyWritingStatus *self)
{
  self->generation++;
  g_clear_handle_id (&self->timeout, g_source_remove);
  if (gtk_text_buffer_get_has_selection (gtk_text_view_get_buffer (self->view)))
    self->timeout = g_timeout_add (SELECTION_MS, selection_timeout_cb, self);
  else if (self->selected_words > 0)
    {
      self->selected_words = 0;
      tell_changed (self);
    }
}

/**
 * galley_writing_status_set_state:
 * @status: the status
 * @state: (nullable): what is remembered between runs; lives longer
 */
void
galley_writing_status_set_state (GalleyWritingStatus *status, GalleyState *state)
{
  status->state = state;
}

/**
 * galley_writing_status_set_draft:
 * @status: the status
 * @draft: (nullable): what is written
 */
void
galley_writing_status_set_draft (GalleyWritingStatus *status, GalleyDraft *draft)
{
  if (status->draft != NULL)
    g_signal_handlers_disconnect_by_data (status->draft, status);
  g_set_object (&status->draft, draft);
  if (draft == NULL)
    return;
  g_signal_connect_swapped (draft, "state-changed", G_CALLBACK (tell_changed), status);
  g_signal_connect_swapped (draft, "updated", G_CALLBACK (tell_changed), status);
}

static void
galley_writing_status_finalize (GObject *object)
{
  GalleyWritingStatus *self = GALLEY_WRITING_STATUS (object);

  g_clear_handle_id (&self->timeout, g_source_remove);
  galley_writing_status_set_draft (self, NULL);
  G_OBJECT_CLASS (galley_writing_status_parent_class)->finalize (object);
}

static void
galley_writing_status_class_init (GalleyWritingStatusClass *class)
{
  G_OBJECT_CLASS (class)->finalize = galley_writing_status_finalize;
  signals[CHANGED] = g_signal_new ("changed", GALLEY_TYPE_WRITING_STATUS, G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
galley_writing_status_init (GalleyWritingStatus *self)
{
}

/**
 * galley_writing_status_new:
 * @view: the text, which lives as long
 *
 * Returns: (transfer full): what is to be said of it
 */
GalleyWritingStatus *
galley_writing_status_new (GtkTextView *view)
{
  GalleyWritingStatus *self = g_object_new (GALLEY_TYPE_WRITING_STATUS, NULL);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);

  self->view = view;
  g_signal_connect_object (buffer, "notify::cursor-position", G_CALLBACK (selection_moved_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (buffer, "notify::has-selection", G_CALLBACK (selection_moved_cb), self,
                           G_CONNECT_SWAPPED);
  return self;
}
