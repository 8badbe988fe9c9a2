/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-html-private.h"

#include "galley-sanitizer.h"

/* The elements that GitHub does not let through: GitHub Flavored Markdown, "Disallowed Raw HTML
 * (extension)". */
static gboolean
is_disallowed (const char *tag)
{
  static const char *const names[] = { "title",   "textarea", "style",  "xmp",      "iframe",
                                       "noembed", "noframes", "script", "plaintext" };

  tag += *tag == '/';
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      gsize length = strlen (names[i]);

      if (g_ascii_strncasecmp (tag, names[i], length) == 0)
        return tag[length] == '>' || g_ascii_isspace (tag[length]) ||
               (tag[length] == '/' && tag[length + 1] == '>');
    }
  return FALSE;
}

/* The end of the tag, comment or lone character that begins with the '<' at @html. A '>' between
 * quotation marks ends nothing. */
static const char *
find_end_of_tag (const char *html)
{
  const char *end = html + 1;

  if (g_str_has_prefix (html, "<!--"))
    {
      end = strstr (html + 4, "-->");
      return end == NULL ? html + strlen (html) : end + 3;
    }
  if (!g_ascii_isalpha (*end))
    return end;
  while (*end != '\0' && *end != '>')
    {
      const char *closing = *end == '"' || *end == '\'' ? strchr (end + 1, *end) : NULL;

      end = (closing != NULL ? closing : end) + 1;
    }
  return end + (*end == '>');
}

/* Whether the tag from @tag to @end opens a table that says nothing about keys, or of being no
 * table at all. */
static gboolean
is_table_without_keys (const char *tag, const char *end)
{
  gsize length = strlen ("<table");

  return g_ascii_strncasecmp (tag, "<table", length) == 0 && end[-1] == '>' &&
         (tag[length] == '>' || g_ascii_isspace (tag[length])) &&
         g_strstr_len (tag, end - tag, "tabindex") == NULL &&
         g_strstr_len (tag, end - tag, "role") == NULL;
}

/* Appends an author's HTML; a table in it can be reached by keys as one of Markdown can, since both
 * scroll inside themselves where they are too wide. What may hold a script or other text that only
 * looks like tags is left as it is from there on. */
static void
put_with_keys_for_tables (GalleyWriter *writer, const char *html)
{
  while (*html != '\0')
    {
      gsize plain = strcspn (html, "<");
      const char *end;

      galley_html_put_bytes (writer->out, html, plain);
      html += plain;
      if (*html == '\0')
        return;
      if (is_disallowed (html + 1))
        break;
      end = find_end_of_tag (html);
      if (is_table_without_keys (html, end))
        {
          gsize name = strlen ("<table");

          galley_html_put_bytes (writer->out, html, name);
          galley_html_put (writer->out, " tabindex=\"0\"");
          html += name;
        }
      galley_html_put_bytes (writer->out, html, end - html);
      html = end;
    }
  galley_html_put (writer->out, html);
}

/**
 * galley_write_raw_html:
 * @writer: what is written
 * @node: a block or an inline node of HTML
 *
 * Appends HTML that stands in the text, as the profile has it.
 */
void
galley_write_raw_html (GalleyWriter *writer, cmark_node *node)
{
  const char *literal = cmark_node_get_literal (node);
  GalleyProfile profile = writer->document->options.profile;

  if (galley_node_get_kind (node) == GALLEY_NODE_MORE)
    return;
  if (profile == GALLEY_PROFILE_COMMENT)
    {
      galley_html_append_escaped (writer->out, literal);
      return;
    }
  writer->raw_html = TRUE;
  if (profile == GALLEY_PROFILE_POST)
    {
      put_with_keys_for_tables (writer, literal);
      return;
    }
  while (profile == GALLEY_PROFILE_GFM && *literal != '\0')
    {
      gsize plain = strcspn (literal, "<");

      galley_html_put_bytes (writer->out, literal, plain);
      literal += plain;
      if (*literal == '<')
        galley_html_put (writer->out, is_disallowed (++literal) ? "&lt;" : "<");
    }
  galley_html_put (writer->out, literal);
}

/**
 * galley_html_clean_from:
 * @writer: what is written
 * @start: offset in bytes
 *
 * Cleans what was written from @start on, where HTML of the author's is in it and is not allowed.
 */
void
galley_html_clean_from (GalleyWriter *writer, gsize start)
{
  g_autofree char *clean = NULL;

  if (!writer->raw_html || !writer->document->options.no_raw_html)
    return;
  clean = galley_sanitize_html (writer->out->str + start, writer->out->len - start,
                                GALLEY_SANITIZE_POST);
  g_string_truncate (writer->out, start);
  galley_html_put (writer->out, g_strchomp (clean));
  if (writer->out->len > start)
    g_string_append_c (writer->out, '\n');
}
