/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-html-private.h"

#include "galley-attributes-private.h"

static void
put_attribute (GalleyWriter *writer, const char *name, const char *value)
{
  if (value == NULL)
    return;
  galley_html_put (writer->out, name);
  galley_html_append_escaped (writer->out, value);
  g_string_append_c (writer->out, '"');
}

static void
write_heading (GalleyWriter *writer, cmark_node *node, gboolean entering)
{
  const GalleyMarkdownOptions *options = &writer->document->options;
  const GPtrArray *outline = writer->document->outline;
  char start[] = "<h0", end[] = "</h0>\n";
  const GalleyAttributes *attributes = galley_attributes_get (writer->document, node);
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

      put_attribute (writer, " id=\"", heading->anchor);
    }
  put_attribute (writer, " class=\"", attributes != NULL ? attributes->classes : NULL);
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

  if (galley_node_is_tight (node) || galley_node_get_kind (node) == GALLEY_NODE_ATTRIBUTES)
    return;
  if (entering)
    {
      const GalleyAttributes *attributes = galley_attributes_get (writer->document, node);

      galley_html_start_line (writer->out);
      galley_html_put (writer->out, figure ? "<figure" : "<p");
      if (attributes != NULL && !writer->excerpt)
        put_attribute (writer, " id=\"", attributes->id);
      put_attribute (writer, " class=\"", attributes != NULL ? attributes->classes : NULL);
      g_string_append_c (writer->out, '>');
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

/**
 * galley_write_node:
 * @writer: a writer
 * @root: a node
 *
 * Appends the HTML of it and of what it holds. In the commonmark profile it is byte for byte
 * what cmark_render_html() gives with CMARK_OPT_UNSAFE.
 */
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

/**
 * galley_write_clean_node:
 * @writer: a writer
 * @node: a node
 *
 * As galley_write_node(), but what was written goes through the sanitiser where there is HTML of
 * the author's in it and that is not allowed.
 */
void
galley_write_clean_node (GalleyWriter *writer, cmark_node *node)
{
  gsize start = writer->out->len;

  writer->raw_html = FALSE;
  galley_write_node (writer, node);
  galley_html_clean_from (writer, start);
}
