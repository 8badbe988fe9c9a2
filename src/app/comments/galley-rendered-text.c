/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-rendered-text.h"

#include <string.h>

#include "galley-markdown.h"
#include "galley-text.h"

#define MAX_OPEN 16

/* What an element looks like; the rest is shown by its text. The buffer's tags have these names. */
static const char *const INLINE[] = { "strong", "b",   "em",         "i",  "del",
                                      "code",   "pre", "blockquote", "a",  "h1",
                                      "h2",     "h3",  "h4",         "h5", "h6" };
static const char *const BLOCKS[] = { "p",  "blockquote", "pre", "ul", "ol", "li", "table", "tr",
                                      "h1", "h2",         "h3",  "h4", "h5", "h6", "hr" };

typedef struct
{
  GtkTextBuffer *buffer;
  GtkTextTag *open[MAX_OPEN];
  guint n_open;
  guint newlines; /* at the end of what is there */
  gboolean any;
  guint in_pre;
} Writer;

static gboolean
is_among (const char *const *names, gsize n, const char *name)
{
  for (gsize i = 0; i < n; i++)
    if (g_str_equal (names[i], name))
      return TRUE;
  return FALSE;
}

/**
 * galley_rendered_text_add_tags:
 * @buffer: a buffer that has none of them yet
 *
 * Gives it the tags that galley_rendered_text_append() uses.
 */
void
galley_rendered_text_add_tags (GtkTextBuffer *buffer)
{
  static const char *const bold[] = { "strong", "b", "h1", "h2", "h3", "h4", "h5", "h6" };

  gtk_text_buffer_create_tag (buffer, "rendered", "scale", 1.05, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (bold); i++)
    gtk_text_buffer_create_tag (buffer, bold[i], "weight", PANGO_WEIGHT_BOLD, NULL);
  gtk_text_buffer_create_tag (buffer, "em", "style", PANGO_STYLE_ITALIC, NULL);
  gtk_text_buffer_create_tag (buffer, "i", "style", PANGO_STYLE_ITALIC, NULL);
  gtk_text_buffer_create_tag (buffer, "del", "strikethrough", TRUE, NULL);
  gtk_text_buffer_create_tag (buffer, "code", "family", "monospace", NULL);
  gtk_text_buffer_create_tag (buffer, "pre", "family", "monospace", "left-margin", 16, NULL);
  gtk_text_buffer_create_tag (buffer, "blockquote", "left-margin", 20, "style", PANGO_STYLE_ITALIC,
                              NULL);
  gtk_text_buffer_create_tag (buffer, "a", "underline", PANGO_UNDERLINE_SINGLE, NULL);
}

static void
write_text (Writer *self, const char *text)
{
  GtkTextIter start, end;
  int offset;

  if (*text == '\0')
    return;
  gtk_text_buffer_get_end_iter (self->buffer, &end);
  offset = gtk_text_iter_get_offset (&end);
  gtk_text_buffer_insert (self->buffer, &end, text, -1);
  gtk_text_buffer_get_iter_at_offset (self->buffer, &start, offset);
  gtk_text_buffer_apply_tag_by_name (self->buffer, "rendered", &start, &end);
  for (guint i = 0; i < self->n_open; i++)
    gtk_text_buffer_apply_tag (self->buffer, self->open[i], &start, &end);
  self->any = TRUE;
  self->newlines = 0;
  for (const char *p = text + strlen (text); p > text && p[-1] == '\n'; p--)
    self->newlines++;
}

static void
break_line (Writer *self, guint n)
{
  while (self->any && self->newlines < n)
    {
      guint before = self->newlines;

      write_text (self, "\n");
      self->newlines = before + 1;
    }
}

static void
open_element (Writer *self, const char *name)
{
  GtkTextTag *tag =
      is_among (INLINE, G_N_ELEMENTS (INLINE), name)
          ? gtk_text_tag_table_lookup (gtk_text_buffer_get_tag_table (self->buffer), name)
          : NULL;

  if (is_among (BLOCKS, G_N_ELEMENTS (BLOCKS), name))
    break_line (self, g_str_equal (name, "li") || g_str_equal (name, "tr") ? 1 : 2);
  if (g_str_equal (name, "br"))
    write_text (self, "\n");
  else if (g_str_equal (name, "li"))
    write_text (self, "•  ");
  else if (g_str_equal (name, "td") || g_str_equal (name, "th"))
    write_text (self, "  ");
  else if (g_str_equal (name, "hr"))
    write_text (self, "⁂");
  if (g_str_equal (name, "pre"))
    self->in_pre++;
  if (tag != NULL && self->n_open < MAX_OPEN)
    self->open[self->n_open++] = tag;
}

static void
close_element (Writer *self, const char *name)
{
  if (g_str_equal (name, "pre") && self->in_pre > 0)
    self->in_pre--;
  for (guint i = self->n_open; i > 0; i--)
    {
      g_autofree char *open = NULL;

      g_object_get (self->open[i - 1], "name", &open, NULL);
      if (g_str_equal (open, name))
        {
          self->n_open = i - 1;
          return;
        }
    }
}

/* The entities that the writer of HTML makes; others stay as they stand. */
static char *
unescape (const char *text, gsize length, gboolean keep_lines)
{
  static const char *const entities[][2] = {
    { "&lt;", "<" }, { "&gt;", ">" }, { "&quot;", "\"" }, { "&#39;", "'" }, { "&amp;", "&" }
  };
  g_autoptr (GString) plain = g_string_new_len (text, (gssize) length);

  if (!keep_lines)
    g_strdelimit (plain->str, "\n", ' ');
  for (gsize i = 0; i < G_N_ELEMENTS (entities); i++)
    g_string_replace (plain, entities[i][0], entities[i][1], 0);
  return g_string_free (g_steal_pointer (&plain), FALSE);
}

/* The writer of HTML is ours: every "<" begins a tag, and every tag ends. */
static void
write_html (Writer *self, const char *html)
{
  for (const char *p = html; *p != '\0';)
    {
      gsize length = strcspn (p, "<");
      const char *end = strchr (p + length, '>');
      g_autofree char *text = unescape (p, length, self->in_pre > 0);
      gboolean closes = p[length] == '<' && p[length + 1] == '/';
      g_autofree char *name = NULL;

      if (!(text[strspn (text, " ")] == '\0' && (self->newlines > 0 || !self->any)))
        write_text (self, text);
      if (end == NULL)
        return;
      p += length + 1 + (closes ? 1 : 0);
      name = g_ascii_strdown (p, (gssize) strcspn (p, " \t\n/>"));
      if (closes)
        close_element (self, name);
      else
        open_element (self, name);
      p = end + 1;
    }
}

/**
 * galley_rendered_text_append:
 * @buffer: a buffer with the tags
 * @markdown: text by a stranger
 *
 * Puts it at the end, as the page will show it. Links are underlined and lead nowhere.
 */
void
galley_rendered_text_append (GtkTextBuffer *buffer, const char *markdown)
{
  GalleyMarkdownOptions options = { .profile = GALLEY_PROFILE_COMMENT };
  g_autoptr (GalleyDocument) document = galley_document_new (markdown, -1, &options);
  Writer writer = { .buffer = buffer };

  write_html (&writer, galley_document_get_html (document, NULL));
}

/**
 * galley_rendered_text_begin:
 * @markdown: a comment's text
 * @length: how many characters at most
 *
 * Returns: (transfer full): how it begins, in one line and without its marks. Only its beginning is
 *   read: a row of a list is shown at once
 */
char *
galley_rendered_text_begin (const char *markdown, guint length)
{
  const GalleyMarkdownOptions options = { .profile = GALLEY_PROFILE_COMMENT };
  g_autofree char *begin = g_utf8_substring (
      markdown, 0, MIN (g_utf8_strlen (markdown, (gssize) length * 20), (glong) length * 5));
  g_autoptr (GalleyDocument) document = galley_document_new (begin, -1, &options);
  g_autofree char *plain = galley_document_get_plain_text (document);

  return galley_text_shorten (*g_strstrip (plain) != '\0' ? plain : begin, length);
}
