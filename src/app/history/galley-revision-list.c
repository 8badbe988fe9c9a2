/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-revision-list.h"

#include <glib/gi18n.h>

#include "galley-markdown.h"

/* So many texts are counted before other work has its turn. */
#define BATCH 25

/* Revisions whose words are still to be counted. */
typedef struct
{
  GtkListStore *list;
  GCancellable *cancellable;
  GArray *ids;    /* of gint64, in the order of the rows */
  GArray *words;  /* of guint, of the batch */
  guint position; /* of the first row of the batch */
  gint64 working, published;
} Count;

static void
count_free (Count *count)
{
  g_object_unref (count->list);
  g_clear_object (&count->cancellable);
  g_array_unref (count->ids);
  g_array_unref (count->words);
  g_free (count);
}

/* @words: -1 where they are not counted yet. */
static char *
describe (gint64 id, gint64 working, gint64 published, int words)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  if (words >= 0)
    g_ptr_array_add (parts,
                     g_strdup_printf (ngettext ("%'d word", "%'d words", (gulong) words), words));
  else
    g_ptr_array_add (parts, g_strdup ("…"));
  if (id == published)
    g_ptr_array_add (parts, g_strdup (_ ("published")));
  if (id == working)
    g_ptr_array_add (parts, g_strdup (_ ("now")));
  g_ptr_array_add (parts, NULL);
  return g_strjoinv (" · ", (char **) parts->pdata);
}

/**
 * galley_revision_list_new:
 * @history: of a post
 *
 * Returns: (transfer full): its rows, newest first, without their words
 */
GtkListStore *
galley_revision_list_new (const GalleyPostHistory *history)
{
  GtkListStore *list =
      gtk_list_store_new (GALLEY_REVISION_N_COLUMNS, G_TYPE_INT64, G_TYPE_STRING, G_TYPE_STRING);

  for (guint i = 0; i < history->revisions->len; i++)
    {
      const GalleyRevision *revision = g_ptr_array_index (history->revisions, i);
      g_autoptr (GDateTime) local = g_date_time_to_local (revision->modified);
      /* Translators: a day and the time on it */
      g_autofree char *date = g_date_time_format (local, _ ("%-e %b %Y, %H:%M"));
      g_autofree char *detail = describe (revision->id, history->working, history->published, -1);

      gtk_list_store_insert_with_values (list, NULL, -1, GALLEY_REVISION_COLUMN_ID, revision->id,
                                         GALLEY_REVISION_COLUMN_DATE, date,
                                         GALLEY_REVISION_COLUMN_DETAIL, detail, -1);
    }
  return list;
}

static gpointer
count_job (GalleyProject *project, gpointer data, GCancellable *cancellable, GError **error)
{
  Count *count = data;
  GalleyMarkdownOptions options = { 0 };

  g_array_set_size (count->words, 0);
  for (guint i = count->position; i < MIN (count->position + BATCH, count->ids->len); i++)
    {
      g_autofree char *body =
          galley_project_load_body (project, g_array_index (count->ids, gint64, i), error);
      g_autoptr (GalleyDocument) document = NULL;
      guint words;

      if (body == NULL || g_cancellable_is_cancelled (cancellable))
        return NULL;
      document = galley_document_new (body, -1, &options);
      words = galley_document_get_word_count (document);
      g_array_append_val (count->words, words);
    }
  return count;
}

static void
counted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Count *count = user_data;
  GtkTreeIter row;
  gboolean there;

  if (galley_session_run_finish (GALLEY_SESSION (source), result, NULL) == NULL ||
      g_cancellable_is_cancelled (count->cancellable))
    {
      count_free (count);
      return;
    }
  there = gtk_tree_model_iter_nth_child (GTK_TREE_MODEL (count->list), &row, NULL,
                                         (int) count->position);
  for (guint i = 0; there && i < count->words->len; i++)
    {
      g_autofree char *detail =
          describe (g_array_index (count->ids, gint64, count->position + i), count->working,
                    count->published, (int) g_array_index (count->words, guint, i));

      gtk_list_store_set (count->list, &row, GALLEY_REVISION_COLUMN_DETAIL, detail, -1);
      there = gtk_tree_model_iter_next (GTK_TREE_MODEL (count->list), &row);
    }
  count->position += BATCH;
  if (count->position >= count->ids->len)
    count_free (count);
  else
    galley_session_run_async (GALLEY_SESSION (source), GALLEY_LANE_READ, count_job, count, NULL,
                              NULL, count->cancellable, counted_cb, count);
}

/**
 * galley_revision_list_count_async:
 * @list: rows of @history
 * @session: the project
 * @history: of a post
 * @cancellable: (nullable): stops it
 *
 * Counts the words of all revisions, a few at a time, and shows them in the rows.
 */
void
galley_revision_list_count_async (GtkListStore *list,
                                  GalleySession *session,
                                  const GalleyPostHistory *history,
                                  GCancellable *cancellable)
{
  Count *count = g_new0 (Count, 1);

  count->list = g_object_ref (list);
  count->cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  count->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  count->words = g_array_new (FALSE, FALSE, sizeof (guint));
  count->working = history->working;
  count->published = history->published;
  for (guint i = 0; i < history->revisions->len; i++)
    {
      const GalleyRevision *revision = g_ptr_array_index (history->revisions, i);

      g_array_append_val (count->ids, revision->id);
    }
  galley_session_run_async (session, GALLEY_LANE_READ, count_job, count, NULL, NULL, cancellable,
                            counted_cb, count);
}
