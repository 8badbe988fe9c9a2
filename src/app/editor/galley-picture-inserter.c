/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-picture-inserter.h"

#include <glib/gi18n.h>
#include <string.h>

#include "galley-alternative.h"
#include "galley-buffer.h"
#include "galley-picture.h"

struct _GalleyPictureInserter
{
  GObject parent_instance;
  GalleyTextView *view;   /* (unowned): its owner has this too; NULL: it is gone */
  GtkWidget *alternative; /* (unowned): a GalleyAlternative, over the view */
  GalleySession *session;
};

enum
{
  SAID,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GalleyPictureInserter, galley_picture_inserter, G_TYPE_OBJECT)

/* Pictures on their way into the text. */
typedef struct
{
  GalleyPictureInserter *inserter;
  GtkTextMark *place;
  guint generation; /* of the text that they go into */
} Insertion;

static void
say (GalleyPictureInserter *self, const char *text)
{
  g_signal_emit (self, signals[SAID], 0, text);
}

static void
insertion_free (Insertion *insertion)
{
  GtkTextBuffer *buffer = gtk_text_mark_get_buffer (insertion->place);

  if (buffer != NULL)
    gtk_text_buffer_delete_mark (buffer, insertion->place);
  g_object_unref (insertion->place);
  g_object_unref (insertion->inserter);
  g_free (insertion);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Insertion, insertion_free)

/* What must stand before and after pictures in an empty line, so that they are a paragraph. */
static void
find_gaps (GtkTextBuffer *buffer, const GtkTextIter *place, const char **before, const char **after)
{
  int line = gtk_text_iter_get_line (place);
  gboolean last = line + 1 >= gtk_text_buffer_get_line_count (buffer);
  g_autofree char *here = galley_buffer_get_line (buffer, line);
  g_autofree char *above = line > 0 ? galley_buffer_get_line (buffer, line - 1) : g_strdup ("");
  g_autofree char *below = last ? g_strdup ("") : galley_buffer_get_line (buffer, line + 1);

  *before = here[0] == '\0' && above[0] != '\0' ? "\n" : "";
  *after = here[0] == '\0' && below[0] != '\0' ? "\n" : "";
}

/* One of several stands in a paragraph of its own; a single one may stand within a line. */
static void
write_pictures (GalleyPictureInserter *self, GtkTextMark *place, GPtrArray *names)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view));
  g_autoptr (GPtrArray) marks = g_ptr_array_new ();
  const char *before, *after;
  GtkTextIter iter, alternative;

  gtk_text_buffer_get_iter_at_mark (buffer, &iter, place);
  find_gaps (buffer, &iter, &before, &after);
  gtk_text_buffer_begin_user_action (buffer);
  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *picture = g_strdup_printf ("%s![](media:%s)", i > 0 ? "\n\n" : before,
                                                  (const char *) g_ptr_array_index (names, i));

      gtk_text_buffer_insert (buffer, &iter, picture, -1);
      alternative = iter;
      gtk_text_iter_backward_chars (&alternative, (int) g_utf8_strlen (strchr (picture, ']'), -1));
      g_ptr_array_add (marks, gtk_text_buffer_create_mark (buffer, NULL, &alternative, TRUE));
    }
  gtk_text_buffer_insert (buffer, &iter, after, -1);
  gtk_text_iter_backward_chars (&iter, (int) strlen (after));
  gtk_text_buffer_place_cursor (buffer, &iter);
  gtk_text_buffer_end_user_action (buffer);
  galley_alternative_ask (GALLEY_ALTERNATIVE (self->alternative), marks);
}

static void
added_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Insertion) insertion = user_data;
  GalleyPictureInserter *self = insertion->inserter;
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyPictures) pictures = galley_pictures_add_finish (result, &error);
  gboolean here;

  if (self->view == NULL)
    return;
  here = insertion->generation == galley_text_view_get_generation (self->view);
  if (pictures == NULL)
    {
      say (self, error->message);
      return;
    }
  if (pictures->problems->len > 0)
    {
      g_ptr_array_add (pictures->problems, NULL);
      g_autofree char *text = g_strjoinv ("\n", (char **) pictures->problems->pdata);

      say (self, text);
    }
  if (pictures->names->len > 0)
    galley_session_posts_changed (self->session);
  if (pictures->names->len > 0 && here)
    write_pictures (self, insertion->place, pictures->names);
  else if (pictures->names->len > 0)
    say (self, _ ("The picture is in the project, but the post it was for is no "
                  "longer open"));
}

/* Stores pictures in the project and writes them at the cursor, then asks what they show. */
static void
add_picture (GalleyPictureInserter *inserter, GPtrArray *sources)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (inserter->view));
  GtkTextIter start, end;
  Insertion *insertion;

  if (!gtk_text_view_get_editable (GTK_TEXT_VIEW (inserter->view)) || inserter->session == NULL ||
      sources->len == 0)
    return;
  gtk_text_buffer_get_selection_bounds (buffer, &start, &end);
  insertion = g_new0 (Insertion, 1);
  insertion->inserter = g_object_ref (inserter);
  insertion->generation = galley_text_view_get_generation (inserter->view);
  insertion->place = g_object_ref (gtk_text_buffer_create_mark (buffer, NULL, &end, FALSE));
  galley_pictures_add_async (inserter->session, g_ptr_array_ref (sources), added_cb, insertion);
}

static void
chosen_cb (GtkDialog *dialog, int response, GalleyPictureInserter *self)
{
  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GSList) files = gtk_file_chooser_get_files (GTK_FILE_CHOOSER (dialog));
      g_autoptr (GPtrArray) sources =
          g_ptr_array_new_with_free_func ((GDestroyNotify) galley_picture_source_free);

      for (GSList *l = files; l != NULL; l = l->next)
        {
          g_autoptr (GFile) file = l->data;

          g_ptr_array_add (sources, galley_picture_source_new_for_file (file));
        }
      add_picture (self, sources);
    }
  gtk_widget_destroy (GTK_WIDGET (dialog));
}

/**
 * galley_picture_inserter_choose:
 * @inserter: the inserter
 *
 * Lets the person choose files with pictures, and inserts them.
 */
void
galley_picture_inserter_choose (GalleyPictureInserter *inserter)
{
  GtkWidget *window = gtk_widget_get_toplevel (GTK_WIDGET (inserter->view));
  GtkWidget *dialog = gtk_file_chooser_dialog_new (
      _ ("Insert Pictures"), GTK_WINDOW (window), GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Cancel"),
      GTK_RESPONSE_CANCEL, _ ("_Insert"), GTK_RESPONSE_ACCEPT, NULL);
  GtkFileFilter *pictures = gtk_file_filter_new ();
  GtkFileFilter *all = gtk_file_filter_new ();

  gtk_file_filter_set_name (pictures, _ ("Pictures"));
  gtk_file_filter_add_mime_type (pictures, "image/*");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), pictures);
  gtk_file_filter_set_name (all, _ ("All files"));
  gtk_file_filter_add_pattern (all, "*");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), all);
  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (dialog), TRUE);
  gtk_dialog_set_default_response (GTK_DIALOG (dialog), GTK_RESPONSE_ACCEPT);
  gtk_window_set_modal (GTK_WINDOW (dialog), TRUE);
  g_signal_connect_object (dialog, "response", G_CALLBACK (chosen_cb), inserter, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

/**
 * galley_picture_inserter_set_session:
 * @inserter: the inserter
 * @session: (nullable): the project that pictures go into
 */
void
galley_picture_inserter_set_session (GalleyPictureInserter *inserter, GalleySession *session)
{
  g_set_object (&inserter->session, session);
}

static void
galley_picture_inserter_finalize (GObject *object)
{
  GalleyPictureInserter *self = GALLEY_PICTURE_INSERTER (object);

  g_clear_weak_pointer (&self->view);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (galley_picture_inserter_parent_class)->finalize (object);
}

static void
galley_picture_inserter_class_init (GalleyPictureInserterClass *class)
{
  G_OBJECT_CLASS (class)->finalize = galley_picture_inserter_finalize;
  signals[SAID] = g_signal_new ("said", GALLEY_TYPE_PICTURE_INSERTER, G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
galley_picture_inserter_init (GalleyPictureInserter *self)
{
}

/**
 * galley_picture_inserter_new:
 * @view: the text
 *
 * Returns: (transfer full): an inserter, also of what is pasted or dropped there
 */
GalleyPictureInserter *
galley_picture_inserter_new (GalleyTextView *view)
{
  GalleyPictureInserter *self = g_object_new (GALLEY_TYPE_PICTURE_INSERTER, NULL);

  g_set_weak_pointer (&self->view, view);
  self->alternative = galley_alternative_new (GTK_TEXT_VIEW (view));
  g_signal_connect_object (view, "pictures", G_CALLBACK (add_picture), self, G_CONNECT_SWAPPED);
  return self;
}
