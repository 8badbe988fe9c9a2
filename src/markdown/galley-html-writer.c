/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-html-private.h"

#include "galley-sanitizer.h"

static void
write_heading (GalleyWriter *writer, cmark_node *node, gboolean entering)
{
  const GalleyMarkdownOptions *options = &writer->document->options;
  const GPtrArray *outline = writer->document->outline;
  char start[] = "<h0", end[] = "</h0>\n";
  guint level = MIN (cmark_node_get_heading_level (node) + options->heading_shift, 6);

  if (options->profile == GALLEY_PROFILE_COMMENT)
    {
      galley_html_put (writer->out, entering ? "<p><strong>" : "</strong></p>\n");
      return;
    }
  if (!entering)
    {
      end[3] += level;
      galley_html_put (writer->out, end);
      return;
    }
  start[2] += level;
  galley_html_put (writer->out, start);
  if (options->profile == GALLEY_PROFILE_POST && !writer->excerpt && writer->note == NULL &&
      writer->n_headings < outline->len)
    {
      const GalleyHeading *heading = g_ptr_array_index (outline, writer->n_headings++);

      galley_html_put (writer->out, " id=\"");
      galley_html_append_escaped (writer->out, heading->anchor);
      g_string_append_c (writer->out, '"');
    }
  g_string_append_c (writer->out, '>');
}

static void
write_code_block (GalleyWriter *writer, cmark_node *node)
{
  const char *info = cmark_node_get_fence_info (node);

  galley_html_put (writer->out, "<pre><code");
  if (info != NULL && *info != '\0')
    {
      galley_html_put (writer->out, " class=\"language-");
      galley_html_append_bytes (writer->out, info, strcspn (info, " \t\n\v\f\r"));
      g_string_append_c (writer->out, '"');
    }
  g_string_append_c (writer->out, '>');
  galley_html_append_escaped (writer->out, cmark_node_get_literal (node));
  galley_html_put (writer->out, "</code></pre>\n");
}

static void
write_list (GalleyWriter *writer, cmark_node *node, gboolean entering)
{
  gboolean bullet = cmark_node_get_list_type (node) == CMARK_BULLET_LIST;
  int start = cmark_node_get_list_start (node);

  if (!entering)
    galley_html_put (writer->out, bullet ? "</ul>\n" : "</ol>\n");
  else if (bullet)
    galley_html_put (writer->out, "<ul>\n");
  else if (start == 1)
    galley_html_put (writer->out, "<ol>\n");
  else
    g_string_append_printf (writer->out, "<ol start=\"%d\">\n", start);
}

static void
write_paragraph (GalleyWriter *writer, cmark_node *node, gboolean entering)
{
  gboolean figure = galley_node_get_kind (node) == GALLEY_NODE_FIGURE;

  if (galley_node_is_tight (node))
    return;
  if (entering)
    {
      galley_html_start_line (writer->out);
      galley_html_put (writer->out, figure ? "<figure>" : "<p>");
      return;
    }
  if (writer->note != NULL && cmark_node_parent (node) == writer->note->item &&
      cmark_node_next (node) == NULL)
    {
      g_string_append_c (writer->out, ' ');
      galley_write_backreferences (writer);
    }
  galley_html_put (writer->out, figure ? "</figure>\n" : "</p>\n");
}

/* What of a custom block stands before or after its children is written in it. */
static void
write_custom (GalleyWriter *writer, cmark_node *node, gboolean entering)
{
  galley_html_put (writer->out,
                   entering ? cmark_node_get_on_enter (node) : cmark_node_get_on_exit (node));
}

static void
write_html_block (GalleyWriter *writer, cmark_node *node)
{
  gboolean shown_as_text = writer->document->options.profile == GALLEY_PROFILE_COMMENT;

  if (shown_as_text)
    galley_html_put (writer->out, "<p>");
  galley_write_raw_html (writer, node);
  if (shown_as_text)
    galley_html_put (writer->out, "</p>");
  galley_html_start_line (writer->out);
}

static void
write_block (GalleyWriter *writer, cmark_node *node, gboolean entering)
{
  cmark_node_type type = cmark_node_get_type (node);

  if (entering && type != CMARK_NODE_PARAGRAPH && type != CMARK_NODE_DOCUMENT)
    galley_html_start_line (writer->out);
  switch (type)
    {
    case CMARK_NODE_BLOCK_QUOTE:
      if (!entering)
        galley_html_start_line (writer->out);
      galley_html_put (writer->out, entering ? "<blockquote>\n" : "</blockquote>\n");
      break;
    case CMARK_NODE_LIST:
      write_list (writer, node, entering);
      break;
    case CMARK_NODE_ITEM:
      galley_html_put (writer->out, entering ? "<li>" : "</li>\n");
      break;
    case CMARK_NODE_HEADING:
      write_heading (writer, node, entering);
      break;
    case CMARK_NODE_CODE_BLOCK:
      if (entering)
        write_code_block (writer, node);
      break;
    case CMARK_NODE_HTML_BLOCK:
      if (entering && galley_node_get_kind (node) != GALLEY_NODE_MORE)
        write_html_block (writer, node);
      break;
    case CMARK_NODE_THEMATIC_BREAK:
      if (entering)
        galley_html_put (writer->out, "<hr />\n");
      break;
    case CMARK_NODE_PARAGRAPH:
      write_paragraph (writer, node, entering);
      break;
    case CMARK_NODE_CUSTOM_BLOCK:
      write_custom (writer, node, entering);
      break;
    default:
      break;
    }
}

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

/* Appends HTML that stands in the text, as the profile has it. */
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

/* Appends the HTML of @root and what it holds. In the commonmark profile it is byte for byte what
 * cmark_render_html() gives with CMARK_OPT_UNSAFE. */
void
galley_write_node (GalleyWriter *writer, cmark_node *root)
{
  gboolean entering = TRUE;
  cmark_node *node = root;

  for (; node != NULL; node = galley_node_walk (node, root, &entering))
    {
      if (cmark_node_get_type (node) <= CMARK_NODE_LAST_BLOCK)
        write_block (writer, node, entering);
      else
        galley_write_inline (writer, node, entering);
    }
}

/* Cleans what was written from @start on, if there is need. */
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

/* As galley_write_node(), but what was written goes through the sanitiser where there is HTML of
 * the author's in it and that is not allowed. */
void
galley_write_clean_node (GalleyWriter *writer, cmark_node *node)
{
  gsize start = writer->out->len;

  writer->raw_html = FALSE;
  galley_write_node (writer, node);
  galley_html_clean_from (writer, start);
}
