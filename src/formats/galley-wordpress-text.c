/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The text of a post of WordPress as HTML: paragraphs that are blank lines, and the shortcodes that
 * WordPress itself has. */
#include "galley-wordpress-text.h"

#include <string.h>

#include "galley-escape.h"

/* Elements that stand between paragraphs and not in them. */
static const char *const blocks[] = {
  "table",      "thead",   "tfoot",  "caption", "col",      "colgroup", "tbody",
  "tr",         "td",      "th",     "div",     "dl",       "dd",       "dt",
  "ul",         "ol",      "li",     "pre",     "form",     "map",      "area",
  "blockquote", "address", "style",  "p",       "h1",       "h2",       "h3",
  "h4",         "h5",      "h6",     "hr",      "fieldset", "legend",   "section",
  "article",    "aside",   "header", "footer",  "nav",      "figure",   "figcaption",
  "details",    "summary", "iframe", "video",   "audio",    "script",   NULL,
};

/* Whether a tag of a block begins at @p. */
static gboolean
is_block_tag (const char *p)
{
  gsize length = 0;
  char name[16];

  if (*p++ != '<')
    return FALSE;
  if (*p == '/')
    p++;
  while (g_ascii_isalnum (p[length]) && length < sizeof name - 1)
    {
      name[length] = g_ascii_tolower (p[length]);
      length++;
    }
  name[length] = '\0';
  return length > 0 && g_strv_contains (blocks, name);
}

/* Behind an element whose line ends are its own; @p where none begins there. */
static const char *
pass_verbatim (const char *p)
{
  static const char *const names[] = { "pre", "script", "style", "textarea", "svg" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *close = NULL;
      const char *end;

      if (*p != '<' || g_ascii_strncasecmp (p + 1, names[i], strlen (names[i])) != 0 ||
          g_ascii_isalnum (p[1 + strlen (names[i])]))
        continue;
      close = g_strconcat ("</", names[i], ">", NULL);
      for (end = p; *end != '\0'; end++)
        if (*end == '<' && g_ascii_strncasecmp (end, close, strlen (close)) == 0)
          return end + strlen (close);
      return end;
    }
  return p;
}

static const char *
pass_comment (const char *p)
{
  const char *end = g_str_has_prefix (p, "<!--") ? strstr (p, "-->") : NULL;

  return end != NULL ? end + 3 : p;
}

/* A blank line, which ends a paragraph; NULL where there is none at @p. */
static const char *
pass_gap (const char *p)
{
  const char *rest;

  if (*p != '\n')
    return NULL;
  rest = p + 1 + strspn (p + 1, " \t");
  if (*rest != '\n')
    return NULL;
  return rest + strspn (rest, " \t\n");
}

static void
end_paragraph (GString *out, GString *paragraph)
{
  char *text = g_strstrip (paragraph->str);

  if (*text != '\0')
    g_string_append_printf (out, "<p>%s</p>\n", text);
  g_string_truncate (paragraph, 0);
}

/* Text up to what may mean something; most of a text is nothing but that. */
static gsize
take_plain (GString *out, const char *p, const char *meaning)
{
  gsize length = strcspn (p, meaning);

  g_string_append_len (out, p, (gssize) length);
  return length;
}

/* Blank lines part paragraphs, and line ends are line breaks, but for what stands in blocks. */
static char *
add_paragraphs (const char *text)
{
  GString *out = g_string_new (NULL);
  g_autoptr (GString) paragraph = g_string_new (NULL);

  for (const char *p = text + take_plain (paragraph, text, "<\n"); *p != '\0';
       p += take_plain (paragraph, p, "<\n"))
    {
      const char *verbatim = pass_verbatim (p);
      const char *comment = pass_comment (p);
      const char *gap = pass_gap (p);

      if (verbatim != p || comment != p)
        {
          gboolean inlined = comment != p && paragraph->len > 0 &&
                             !g_str_has_prefix (p, "<!--more") &&
                             !g_str_has_prefix (p, "<!--nextpage");
          const char *end = MAX (verbatim, comment);

          if (!inlined)
            end_paragraph (out, paragraph);
          g_string_append_len (inlined ? paragraph : out, p, end - p);
          if (!inlined)
            g_string_append_c (out, '\n');
          p = end;
        }
      else if (is_block_tag (p))
        {
          gsize length = strcspn (p, ">");

          end_paragraph (out, paragraph);
          length += p[length] == '>';
          g_string_append_len (out, p, (gssize) length);
          p += length;
          p += strspn (p, "\n");
        }
      else if (gap != NULL)
        {
          end_paragraph (out, paragraph);
          p = gap;
        }
      else if (*p == '\n')
        {
          p++;
          if (*p != '\0' && !is_block_tag (p) && paragraph->len > 0)
            g_string_append (paragraph, "<br />\n");
        }
      else
        g_string_append_c (paragraph, *p++);
    }
  end_paragraph (out, paragraph);
  return g_string_free (out, FALSE);
}

/* What an attribute of a shortcode says: id="attachment_12", ids='1,2', width=300. */
static char *
get_attribute (const char *tag, gsize length, const char *name)
{
  gsize n = strlen (name);

  for (const char *p = tag; p + n < tag + length; p++)
    if ((p == tag || g_ascii_isspace (p[-1])) && strncmp (p, name, n) == 0 && p[n] == '=')
      {
        char quote = p[n + 1] == '"' || p[n + 1] == '\'' ? p[n + 1] : '\0';
        const char *value = p + n + 1 + (quote != '\0');
        const char *end = value;

        while (end < tag + length && (quote != '\0' ? *end != quote : !g_ascii_isspace (*end)))
          end++;
        return g_strndup (value, (gsize) (end - value));
      }
  return NULL;
}

typedef struct
{
  GString *out;
  GalleyWordpressPicture picture;
  gpointer user_data;
} Writer;

static void
add_picture (Writer *writer, gint64 id)
{
  g_autofree char *address = id > 0 ? writer->picture (id, writer->user_data) : NULL;

  if (address == NULL)
    return;
  g_string_append (writer->out, "\n\n<figure><img src=\"");
  galley_escape_html (writer->out, address, -1);
  g_string_append (writer->out, "\" alt=\"\"></figure>\n\n");
}

/* [gallery ids="1,2,3"] */
static gboolean
write_gallery (Writer *writer, const char *tag, gsize length)
{
  g_autofree char *ids = get_attribute (tag, length, "ids");
  g_auto (GStrv) list = ids != NULL ? g_strsplit (ids, ",", 200) : NULL;

  if (list == NULL)
    return FALSE;
  for (guint i = 0; list[i] != NULL; i++)
    add_picture (writer, g_ascii_strtoll (g_strstrip (list[i]), NULL, 10));
  return TRUE;
}

/* [caption …]<img …> Words[/caption] is a picture with words below. */
static gboolean
write_caption (Writer *writer, const char *tag, gsize length, const char *content, gsize n)
{
  g_autofree char *given = get_attribute (tag, length, "caption");
  g_autofree char *inner = g_strndup (content, n);
  char *words = strrchr (inner, '>');

  if (words == NULL)
    return FALSE;
  words++;
  g_string_append (writer->out, "\n\n<figure>");
  g_string_append_len (writer->out, inner, words - inner);
  g_string_append_printf (writer->out, "<figcaption>%s</figcaption></figure>\n\n",
                          given != NULL ? given : g_strstrip (words));
  return TRUE;
}

/* [embed]https://…[/embed], [video src="…"], [audio mp3="…"]: an address on a line of its own. */
static gboolean
write_address (Writer *writer, const char *address)
{
  g_autofree char *plain = address != NULL ? g_strstrip (g_strdup (address)) : NULL;

  if (plain == NULL ||
      !(g_str_has_prefix (plain, "http://") || g_str_has_prefix (plain, "https://")))
    return FALSE;
  g_string_append (writer->out, "\n\n<a href=\"");
  galley_escape_html (writer->out, plain, -1);
  g_string_append (writer->out, "\">");
  galley_escape_html (writer->out, plain, -1);
  g_string_append (writer->out, "</a>\n\n");
  return TRUE;
}

static gboolean
write_media (Writer *writer, const char *tag, gsize length)
{
  static const char *const names[] = { "src", "mp4", "m4v", "webm", "ogv",
                                       "mp3", "m4a", "ogg", "wav" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *address = get_attribute (tag, length, names[i]);

      if (address != NULL)
        return write_address (writer, address);
    }
  return FALSE;
}

/* One that is understood is written as HTML. @end: (out): behind it. */
static gboolean
write_shortcode (Writer *writer, const char *p, const char **end)
{
  static const char *const names[] = { "caption", "wp_caption", "gallery", "embed",
                                       "video",   "audio",      "youtube" };
  const char *tag = p + 1;
  gsize length = strcspn (tag, "]\n");
  const char *content = tag + length + 1;
  guint which = 0;

  while (which < G_N_ELEMENTS (names) && !(g_str_has_prefix (tag, names[which]) &&
                                           strchr (" ]\t", tag[strlen (names[which])]) != NULL))
    which++;
  if (which == G_N_ELEMENTS (names) || tag[length] != ']')
    return FALSE;
  *end = content;
  if (which <= 1 || which == 3 || which == 6)
    {
      g_autofree char *close = g_strconcat ("[/", names[which], "]", NULL);
      const char *closing = strstr (content, close);

      if (closing == NULL)
        return FALSE;
      *end = closing + strlen (close);
      if (which > 1)
        {
          g_autofree char *address = g_strndup (content, (gsize) (closing - content));

          return write_address (writer, address);
        }
      return write_caption (writer, tag, length, content, (gsize) (closing - content));
    }
  if (which == 2)
    return write_gallery (writer, tag, length);
  if (!write_media (writer, tag, length))
    return FALSE;
  {
    g_autofree char *close = g_strconcat ("[/", names[which], "]", NULL);

    if (g_str_has_prefix (*end, close))
      *end += strlen (close);
  }
  return TRUE;
}

/* "[name a=b]" and "[name]…[/name]" of plugins; what stands in brackets in a sentence is none. */
static void
note_unknown (const char *p, GHashTable *unknown)
{
  gsize length = 1;
  gsize rest;
  g_autofree char *name = NULL;
  g_autofree char *close = NULL;

  while (g_ascii_isalnum (p[length]) || p[length] == '_' || p[length] == '-')
    length++;
  if (length < 3 || !g_ascii_isalpha (p[1]) || (p[length] != ' ' && p[length] != ']'))
    return;
  rest = strcspn (p + length, "]\n");
  name = g_strndup (p + 1, length - 1);
  close = g_strconcat ("[/", name, "]", NULL);
  if (p[length + rest] == ']' &&
      (memchr (p + length, '=', rest) != NULL || strstr (p + length, close) != NULL))
    g_hash_table_replace (
        unknown, g_strdup (name),
        GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (unknown, name)) + 1));
}

static char *
expand_shortcodes (const char *text,
                   GalleyWordpressPicture picture,
                   gpointer user_data,
                   GHashTable *unknown)
{
  Writer writer = { g_string_new (NULL), picture, user_data };

  for (const char *p = text + take_plain (writer.out, text, "<["); *p != '\0';
       p += take_plain (writer.out, p, "<["))
    {
      const char *verbatim = pass_verbatim (p);
      const char *end;

      if (verbatim != p)
        {
          g_string_append_len (writer.out, p, verbatim - p);
          p = verbatim;
        }
      else if (*p == '[' && write_shortcode (&writer, p, &end))
        p = end;
      else
        {
          if (*p == '[' && unknown != NULL)
            note_unknown (p, unknown);
          g_string_append_c (writer.out, *p++);
        }
    }
  return g_string_free (writer.out, FALSE);
}

/**
 * galley_wordpress_text_to_html:
 * @text: the content of a post as WordPress exports it, of its editor of blocks or the one before
 * @picture: finds the files of galleries
 * @user_data: for @picture
 * @unknown: (nullable): char * to number: gets the names of shortcodes that stay as they are
 *
 * Writes out what WordPress itself does as it shows a post (wpautop() and its own shortcodes);
 * shortcodes of others stay as they are.
 *
 * Returns: (transfer full): HTML
 */
char *
galley_wordpress_text_to_html (const char *text,
                               GalleyWordpressPicture picture,
                               gpointer user_data,
                               GHashTable *unknown)
{
  g_auto (GStrv) lines = g_strsplit (text, "\r\n", -1);
  g_autofree char *plain = g_strjoinv ("\n", lines);
  g_autofree char *expanded = expand_shortcodes (plain, picture, user_data, unknown);

  if (strstr (text, "<!-- wp:") != NULL)
    return g_steal_pointer (&expanded);
  return add_paragraphs (expanded);
}
