/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-paste.h"

#include <glib/gi18n.h>
#include <string.h>

#include "galley-format.h"
#include "galley-html-to-markdown.h"
#include "galley-picture.h"
#include "galley-text.h"

#define MAX_HTML (8 * 1024 * 1024)
#define MAX_ADDRESS 2000

/* One paste, while the clipboard's owner is asked for it. */
typedef struct
{
  GalleyTextView *view;
  guint generation; /* of the text that it goes into */
  GdkAtom *targets;
  int n_targets;
} Paste;

static void
paste_free (Paste *paste)
{
  g_object_unref (paste->view);
  g_free (paste->targets);
  g_free (paste);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Paste, paste_free)

static gboolean
is_current (Paste *paste)
{
  return paste->generation == galley_text_view_get_generation (paste->view) &&
         gtk_text_view_get_editable (GTK_TEXT_VIEW (paste->view));
}

/**
 * galley_paste_is_address:
 * @text: UTF-8
 *
 * Returns: whether it is one web or mail address and nothing else
 */
gboolean
galley_paste_is_address (const char *text)
{
  gsize length = strlen (text);

  return length < MAX_ADDRESS && strcspn (text, " \t\r\n<>\"\\") == length &&
         ((g_ascii_strncasecmp (text, "http://", 7) == 0 && length > 7) ||
          (g_ascii_strncasecmp (text, "https://", 8) == 0 && length > 8) ||
          (g_ascii_strncasecmp (text, "mailto:", 7) == 0 && length > 7));
}

/**
 * galley_paste_html_says_more:
 * @html: what a program offers beside plain text
 *
 * Many programs offer any text as HTML too, only to say in which colours it stood. Such text is
 * taken as it is.
 *
 * Returns: whether it has links, lists, emphasis or other things that Markdown can say
 */
gboolean
galley_paste_html_says_more (const char *html)
{
  if (g_regex_match_simple ("<(?:a\\s[^>]*href|b|strong|em|i|h[1-6]|ul|ol|li|blockquote|table|"
                            "pre|code|img|del|s|hr)(?:[\\s/>=])",
                            html, G_REGEX_CASELESS, 0))
    return TRUE;
  /* Where white space counts it is a program's text, bold in the colours of its editor. */
  return g_regex_match_simple ("style\\s*=[^>]*(?:font-weight\\s*:\\s*(?:bold|[6-9]00)|"
                               "font-style\\s*:\\s*italic)",
                               html, G_REGEX_CASELESS, 0) &&
         !g_regex_match_simple ("white-space\\s*:\\s*pre\\s*[;\"']", html, G_REGEX_CASELESS, 0);
}

/**
 * galley_paste_decode_html:
 * @data: HTML from a clipboard
 * @length: its bytes
 *
 * Some programs give UTF-16, which is told by its byte order mark or by the zeros in it.
 *
 * Returns: (transfer full): UTF-8
 */
char *
galley_paste_decode_html (const guint8 *data, gsize length)
{
  g_autofree char *text = NULL;

  if (length >= 2 && ((data[0] == 0xff && data[1] == 0xfe) || (data[0] == '<' && data[1] == 0)))
    text = g_convert ((const char *) data, (gssize) (length & ~(gsize) 1), "UTF-8", "UTF-16LE",
                      NULL, NULL, NULL);
  else if (length >= 2 && data[0] == 0xfe && data[1] == 0xff)
    text = g_convert ((const char *) data, (gssize) (length & ~(gsize) 1), "UTF-8", "UTF-16BE",
                      NULL, NULL, NULL);
  if (text != NULL)
    return g_strdup (g_str_has_prefix (text, "\xef\xbb\xbf") ? text + 3 : text);
  return galley_text_repair ((const char *) data, (gssize) length, NULL);
}

/* What another system ends its lines with is no part of the text. */
static void
insert_lines (GalleyTextView *view, const char *text)
{
  g_autoptr (GString) lines = g_string_new (text);

  g_string_replace (lines, "\r\n", "\n", 0);
  g_string_replace (lines, "\r", "\n", 0);
  galley_text_view_insert (view, lines->str);
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
  return !galley_paste_is_address (text);
}

static void
insert_text (Paste *paste, const char *text)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (paste->view));
  g_autofree char *trimmed = g_strstrip (g_strdup (text));

  if (galley_paste_is_address (trimmed) && selection_is_words (buffer))
    {
      galley_format_link_to (buffer, trimmed, NULL);
      galley_text_view_show_cursor (paste->view);
    }
  else
    insert_lines (paste->view, text);
}

static void
text_received_cb (GtkClipboard *clipboard, const char *text, gpointer user_data)
{
  g_autoptr (Paste) paste = user_data;

  if (text == NULL || !is_current (paste))
    return;
  insert_text (paste, text);
}

static void
plain_received_cb (GtkClipboard *clipboard, const char *text, gpointer user_data)
{
  g_autoptr (Paste) paste = user_data;

  if (text != NULL && is_current (paste))
    insert_lines (paste->view, text);
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
  g_autoptr (Paste) paste = user_data;
  g_autofree char *markdown = g_task_propagate_pointer (G_TASK (result), NULL);

  if (markdown != NULL && is_current (paste))
    insert_text (paste, markdown);
}

static void
html_received_cb (GtkClipboard *clipboard, GtkSelectionData *data, gpointer user_data)
{
  Paste *paste = user_data;
  int length = gtk_selection_data_get_length (data);
  g_autofree char *html =
      length > 0 && length <= MAX_HTML
          ? galley_paste_decode_html (gtk_selection_data_get_data (data), (gsize) length)
          : NULL;

  if (html != NULL && galley_paste_html_says_more (html))
    {
      g_autoptr (GTask) task = g_task_new (NULL, NULL, converted_cb, paste);

      g_task_set_source_tag (task, html_received_cb);
      g_task_set_task_data (task, g_steal_pointer (&html), g_free);
      g_task_run_in_thread (task, convert_thread);
    }
  else
    gtk_clipboard_request_text (clipboard, text_received_cb, paste);
}

static void
picture_received_cb (GtkClipboard *clipboard, GtkSelectionData *data, gpointer user_data)
{
  g_autoptr (Paste) paste = user_data;
  int length = gtk_selection_data_get_length (data);
  g_autoptr (GPtrArray) sources = NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (length <= 0 || !is_current (paste))
    return;
  bytes = g_bytes_new (gtk_selection_data_get_data (data), (gsize) length);
  sources = g_ptr_array_new_with_free_func ((GDestroyNotify) galley_picture_source_free);
  /* Translators: what a picture from the clipboard is called, as a file name */
  g_ptr_array_add (sources, galley_picture_source_new_for_data (bytes, _ ("picture")));
  galley_text_view_offer_pictures (paste->view, sources);
}

static gboolean
has_target (Paste *paste, const char *name)
{
  GdkAtom atom = gdk_atom_intern (name, FALSE);

  for (int i = 0; i < paste->n_targets; i++)
    if (paste->targets[i] == atom)
      return TRUE;
  return FALSE;
}

/* The data of the first kind that need not be converted, else of any. */
static GdkAtom
picture_target (Paste *paste)
{
  static const char *const known[] = { "image/png", "image/jpeg", "image/webp", "image/gif",
                                       "image/svg+xml" };

  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    if (has_target (paste, known[i]))
      return gdk_atom_intern (known[i], FALSE);
  for (int i = 0; i < paste->n_targets; i++)
    {
      g_autofree char *name = gdk_atom_name (paste->targets[i]);

      if (name != NULL && g_str_has_prefix (name, "image/"))
        return paste->targets[i];
    }
  return GDK_NONE;
}

static void
request_content (GtkClipboard *clipboard, Paste *paste)
{
  GdkAtom picture = picture_target (paste);
  gboolean text = gtk_targets_include_text (paste->targets, paste->n_targets);

  /* From another text of Galley's there is nothing to convert. */
  if (has_target (paste, "GTK_TEXT_BUFFER_CONTENTS"))
    gtk_clipboard_request_text (clipboard, text_received_cb, paste);
  else if (!text && picture != GDK_NONE)
    gtk_clipboard_request_contents (clipboard, picture, picture_received_cb, paste);
  else if (has_target (paste, "text/html"))
    gtk_clipboard_request_contents (clipboard, gdk_atom_intern ("text/html", FALSE),
                                    html_received_cb, paste);
  else
    gtk_clipboard_request_text (clipboard, text_received_cb, paste);
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
  Paste *paste = user_data;
  g_autoptr (GPtrArray) sources = find_files (uris);

  if (sources == NULL)
    {
      request_content (clipboard, paste);
      return;
    }
  if (is_current (paste))
    galley_text_view_offer_pictures (paste->view, sources);
  paste_free (paste);
}

static void
targets_received_cb (GtkClipboard *clipboard, GdkAtom *targets, int n_targets, gpointer user_data)
{
  Paste *paste = user_data;

  if (targets == NULL || n_targets <= 0)
    {
      paste_free (paste);
      return;
    }
  paste->targets = g_memdup2 (targets, (gsize) n_targets * sizeof *targets);
  paste->n_targets = n_targets;
  if (has_target (paste, "text/uri-list"))
    gtk_clipboard_request_uris (clipboard, uris_received_cb, paste);
  else
    request_content (clipboard, paste);
}

/**
 * galley_paste_clipboard:
 * @view: where it goes, in place of the selection
 * @plain: take plain text only, as it is
 *
 * Pastes. Formatted text becomes Markdown; a web address over selected words makes them a link;
 * pictures are offered with the view's signal.
 */
void
galley_paste_clipboard (GalleyTextView *view, gboolean plain)
{
  GtkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (view), GDK_SELECTION_CLIPBOARD);
  Paste *paste;

  if (!gtk_text_view_get_editable (GTK_TEXT_VIEW (view)))
    return;
  paste = g_new0 (Paste, 1);
  paste->view = g_object_ref (view);
  paste->generation = galley_text_view_get_generation (view);
  if (plain)
    gtk_clipboard_request_text (clipboard, plain_received_cb, paste);
  else
    gtk_clipboard_request_targets (clipboard, targets_received_cb, paste);
}

/**
 * galley_paste_uris:
 * @view: where they go, at the cursor
 * @uris: what was dropped
 *
 * Files are offered as pictures; other addresses are written into the text.
 */
void
galley_paste_uris (GalleyTextView *view, char **uris)
{
  g_autoptr (GPtrArray) sources = find_files (uris);
  g_autofree char *text = NULL;

  if (!gtk_text_view_get_editable (GTK_TEXT_VIEW (view)) || uris == NULL)
    return;
  if (sources != NULL)
    {
      galley_text_view_offer_pictures (view, sources);
      return;
    }
  text = g_strjoinv ("\n", uris);
  galley_text_view_insert (view, text);
}
