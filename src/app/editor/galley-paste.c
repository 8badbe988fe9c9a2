/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-paste.h"

#include <glib/gi18n.h>

#include "galley-format.h"
#include "galley-html-to-markdown.h"
#include "galley-pasted-text.h"
#include "galley-picture.h"
#include "galley-text-cursor.h"

#define MAX_HTML (8 * 1024 * 1024)

struct _GalleyPaste
{
  GObject parent_instance;
  GtkTextView *view; /* (unowned): it owns this */
  guint generation;  /* of the text that is shown: a paste for the one before is dropped */
};

enum
{
  PICTURES,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GalleyPaste, galley_paste, G_TYPE_OBJECT)

/* One paste, while the clipboard's owner is asked for it. */
typedef struct
{
  GalleyPaste *paste;
  GtkTextView *view;
  guint generation;
  GdkAtom *targets;
  int n_targets;
} PasteRequest;

static PasteRequest *
paste_request_new (GalleyPaste *paste)
{
  PasteRequest *request = g_new0 (PasteRequest, 1);

  request->paste = g_object_ref (paste);
  request->view = g_object_ref (paste->view);
  request->generation = paste->generation;
  return request;
}

static void
paste_request_free (PasteRequest *request)
{
  g_object_unref (request->paste);
  g_object_unref (request->view);
  g_free (request->targets);
  g_free (request);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PasteRequest, paste_request_free)

static gboolean
is_current (PasteRequest *request)
{
  return request->generation == request->paste->generation &&
         gtk_text_view_get_editable (request->view);
}

static void
offer_pictures (GalleyPaste *self, GPtrArray *sources)
{
  g_signal_emit (self, signals[PICTURES], 0, sources);
}

static void
insert_lines (GtkTextView *view, const char *text)
{
  g_autofree char *lines = galley_pasted_text_unify_lines (text);

  galley_text_cursor_insert (view, lines);
}

/* An address that is selected in its link is put in the place of, not linked itself. */
static gboolean
is_in_link (const GtkTextIter *start)
{
  GtkTextIter before = *start;

  return gtk_text_iter_backward_char (&before) && gtk_text_iter_get_char (&before) == '(' &&
         gtk_text_iter_backward_char (&before) && gtk_text_iter_get_char (&before) == ']';
}

static gboolean
selection_is_words (GtkTextBuffer *buffer)
{
  GtkTextIter start, end;
  g_autofree char *text = NULL;

  if (!gtk_text_buffer_get_selection_bounds (buffer, &start, &end) ||
      gtk_text_iter_get_line (&start) != gtk_text_iter_get_line (&end) || is_in_link (&start))
    return FALSE;
  text = gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
  return !galley_pasted_text_is_address (text);
}

static void
insert_text (PasteRequest *request, const char *text)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (request->view);
  g_autofree char *trimmed = g_strstrip (g_strdup (text));

  if (galley_pasted_text_is_address (trimmed) && selection_is_words (buffer))
    {
      galley_format_link_to (buffer, trimmed, NULL);
      galley_text_cursor_show (request->view);
    }
  else
    insert_lines (request->view, text);
}

static void
text_received_cb (GtkClipboard *clipboard, const char *text, gpointer user_data)
{
  g_autoptr (PasteRequest) request = user_data;

  if (text == NULL || !is_current (request))
    return;
  insert_text (request, text);
}

static void
plain_received_cb (GtkClipboard *clipboard, const char *text, gpointer user_data)
{
  g_autoptr (PasteRequest) request = user_data;

  if (text != NULL && is_current (request))
    insert_lines (request->view, text);
}

static void
convert_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  char *markdown = galley_pasted_html_to_markdown (data, -1);

  g_task_return_pointer (task, g_strchomp (markdown), g_free);
}

static void
converted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PasteRequest) request = user_data;
  g_autofree char *markdown = g_task_propagate_pointer (G_TASK (result), NULL);

  if (markdown != NULL && is_current (request))
    insert_text (request, markdown);
}

static void
html_received_cb (GtkClipboard *clipboard, GtkSelectionData *data, gpointer user_data)
{
  PasteRequest *request = user_data;
  int length = gtk_selection_data_get_length (data);
  g_autofree char *html =
      length > 0 && length <= MAX_HTML
          ? galley_pasted_text_decode_html (gtk_selection_data_get_data (data), (gsize) length)
          : NULL;

  if (html != NULL && galley_pasted_text_html_says_more (html))
    {
      g_autoptr (GTask) task = g_task_new (NULL, NULL, converted_cb, request);

      g_task_set_source_tag (task, html_received_cb);
      g_task_set_task_data (task, g_steal_pointer (&html), g_free);
      g_task_run_in_thread (task, convert_thread);
    }
  else
    gtk_clipboard_request_text (clipboard, text_received_cb, request);
}

static void
picture_received_cb (GtkClipboard *clipboard, GtkSelectionData *data, gpointer user_data)
{
  g_autoptr (PasteRequest) request = user_data;
  int length = gtk_selection_data_get_length (data);
  g_autoptr (GPtrArray) sources = NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (length <= 0 || !is_current (request))
    return;
  bytes = g_bytes_new (gtk_selection_data_get_data (data), (gsize) length);
  sources = g_ptr_array_new_with_free_func ((GDestroyNotify) galley_picture_source_free);
  /* Translators: what a picture from the clipboard is called, as a file name */
  g_ptr_array_add (sources, galley_picture_source_new_for_data (bytes, _ ("picture")));
  offer_pictures (request->paste, sources);
}

static gboolean
has_target (PasteRequest *request, const char *name)
{
  GdkAtom atom = gdk_atom_intern (name, FALSE);

  for (int i = 0; i < request->n_targets; i++)
    if (request->targets[i] == atom)
      return TRUE;
  return FALSE;
}

/* The data of the first kind that need not be converted, else of any. */
static GdkAtom
picture_target (PasteRequest *request)
{
  static const char *const known[] = { "image/png", "image/jpeg", "image/webp", "image/gif",
                                       "image/svg+xml" };

  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    if (has_target (request, known[i]))
      return gdk_atom_intern (known[i], FALSE);
  for (int i = 0; i < request->n_targets; i++)
    {
      g_autofree char *name = gdk_atom_name (request->targets[i]);

      if (name != NULL && g_str_has_prefix (name, "image/"))
        return request->targets[i];
    }
  return GDK_NONE;
}

static void
request_content (GtkClipboard *clipboard, PasteRequest *request)
{
  GdkAtom picture = picture_target (request);
  gboolean text = gtk_targets_include_text (request->targets, request->n_targets);

  /* From another text of Galley's there is nothing to convert. */
  if (has_target (request, "GTK_TEXT_BUFFER_CONTENTS"))
    gtk_clipboard_request_text (clipboard, text_received_cb, request);
  else if (!text && picture != GDK_NONE)
    gtk_clipboard_request_contents (clipboard, picture, picture_received_cb, request);
  else if (has_target (request, "text/html"))
    gtk_clipboard_request_contents (clipboard, gdk_atom_intern ("text/html", FALSE),
                                    html_received_cb, request);
  else
    gtk_clipboard_request_text (clipboard, text_received_cb, request);
}

/* The files among some addresses, as pictures; NULL where there are none. */
static GPtrArray *
find_files (char **uris)
{
  g_autoptr (GPtrArray) sources =
      g_ptr_array_new_with_free_func ((GDestroyNotify) galley_picture_source_free);

  for (guint i = 0; uris != NULL && uris[i] != NULL; i++)
    {
      g_autoptr (GFile) file = g_file_new_for_uri (uris[i]);

      if (g_file_is_native (file))
        g_ptr_array_add (sources, galley_picture_source_new_for_file (file));
    }
  return sources->len > 0 ? g_steal_pointer (&sources) : NULL;
}

static void
uris_received_cb (GtkClipboard *clipboard, char **uris, gpointer user_data)
{
  PasteRequest *request = user_data;
  g_autoptr (GPtrArray) sources = find_files (uris);

  if (sources == NULL)
    {
      request_content (clipboard, request);
      return;
    }
  if (is_current (request))
    offer_pictures (request->paste, sources);
  paste_request_free (request);
}

static void
targets_received_cb (GtkClipboard *clipboard, GdkAtom *targets, int n_targets, gpointer user_data)
{
  PasteRequest *request = user_data;

  if (targets == NULL || n_targets <= 0)
    {
      paste_request_free (request);
      return;
    }
  request->targets = g_memdup2 (targets, (gsize) n_targets * sizeof *targets);
  request->n_targets = n_targets;
  if (has_target (request, "text/uri-list"))
    gtk_clipboard_request_uris (clipboard, uris_received_cb, request);
  else
    request_content (clipboard, request);
}

static void
galley_paste_class_init (GalleyPasteClass *class)
{
  signals[PICTURES] = g_signal_new ("pictures", GALLEY_TYPE_PASTE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                    NULL, G_TYPE_NONE, 1, G_TYPE_PTR_ARRAY);
}

static void
galley_paste_init (GalleyPaste *self)
{
}

/**
 * galley_paste_new:
 * @view: (transfer none): where it goes; owns what is returned
 *
 * Returns: (transfer full): what pastes into that view
 */
GalleyPaste *
galley_paste_new (GtkTextView *view)
{
  GalleyPaste *paste = g_object_new (GALLEY_TYPE_PASTE, NULL);

  paste->view = view;
  return paste;
}

/**
 * galley_paste_cancel:
 * @paste: pastes into a view that is shown another text
 *
 * Drops what other programs were asked for and did not give yet: it was for the text before.
 */
void
galley_paste_cancel (GalleyPaste *paste)
{
  paste->generation++;
}

/**
 * galley_paste_clipboard:
 * @paste: pastes into a view, in place of the selection
 * @plain: take plain text only, as it is
 *
 * Pastes. Formatted text becomes Markdown; a web address over selected words makes them a link;
 * pictures are offered with the signal.
 */
void
galley_paste_clipboard (GalleyPaste *paste, gboolean plain)
{
  GtkClipboard *clipboard =
      gtk_widget_get_clipboard (GTK_WIDGET (paste->view), GDK_SELECTION_CLIPBOARD);

  if (!gtk_text_view_get_editable (paste->view))
    return;
  if (plain)
    gtk_clipboard_request_text (clipboard, plain_received_cb, paste_request_new (paste));
  else
    gtk_clipboard_request_targets (clipboard, targets_received_cb, paste_request_new (paste));
}

/**
 * galley_paste_uris:
 * @paste: pastes into a view, at the cursor
 * @uris: (nullable): what was dropped
 *
 * Files are offered as pictures; other addresses are written into the text.
 */
void
galley_paste_uris (GalleyPaste *paste, char **uris)
{
  g_autoptr (GPtrArray) sources = find_files (uris);
  g_autofree char *text = NULL;

  if (!gtk_text_view_get_editable (paste->view) || uris == NULL)
    return;
  if (sources != NULL)
    {
      offer_pictures (paste, sources);
      return;
    }
  text = g_strjoinv ("\n", uris);
  galley_text_cursor_insert (paste->view, text);
}
