/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-document-private.h"

#include <string.h>

/* One pass over a part of the tree. */
typedef struct
{
  const GalleyMarkdownOptions *options;
  GPtrArray *outline;
  guint *n_headings;
  GString *out;
  cmark_node *root;
  cmark_node *image; /* inside which only text is written, into the alt attribute */
} Pass;

static void
start_line (GString *out)
{
  if (out->len > 0 && out->str[out->len - 1] != '\n')
    g_string_append_c (out, '\n');
}

static const char *
html_entity (char c)
{
  switch (c)
    {
    case '"':
      return "&quot;";
    case '&':
      return "&amp;";
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    default:
      return NULL;
    }
}

/* Appends @text as libcmark escapes it, both for content and for attributes in double quotes. */
void
galley_html_append_escaped (GString *out, const char *text)
{
  while (*text != '\0')
    {
      gsize plain = strcspn (text, "\"&<>");

      g_string_append_len (out, text, plain);
      text += plain;
      if (*text != '\0')
        g_string_append (out, html_entity (*text++));
    }
}

/* Appends @address for an attribute, with libcmark's choice of what needs no percent escape. */
void
galley_html_append_address (GString *out, const char *address)
{
  for (; *address != '\0'; address++)
    {
      guchar c = *address;

      if (g_ascii_isalnum (c) || strchr ("-_.+!*(),%#@?=;:/$~", c) != NULL)
        g_string_append_c (out, c);
      else if (c == '&')
        g_string_append (out, "&amp;");
      else if (c == '\'')
        g_string_append (out, "&#x27;");
      else
        g_string_append_printf (out, "%%%02X", c);
    }
}

/* Whether a stranger's link may go to @address. */
gboolean
galley_address_is_for_comments (const char *address)
{
  return g_ascii_strncasecmp (address, "http://", 7) == 0 ||
         g_ascii_strncasecmp (address, "https://", 8) == 0 ||
         g_ascii_strncasecmp (address, "mailto:", 7) == 0;
}

static gboolean
is_in_tight_list (cmark_node *paragraph)
{
  cmark_node *item = cmark_node_parent (paragraph);
  cmark_node *list = item != NULL ? cmark_node_parent (item) : NULL;

  return list != NULL && cmark_node_get_type (list) == CMARK_NODE_LIST &&
         cmark_node_get_list_tight (list);
}

static void
write_heading (Pass *pass, cmark_node *node, gboolean entering)
{
  guint level = MIN (cmark_node_get_heading_level (node) + pass->options->heading_shift, 6);

  if (pass->options->profile == GALLEY_PROFILE_COMMENT)
    {
      g_string_append (pass->out, entering ? "<p><strong>" : "</strong></p>\n");
      return;
    }
  if (!entering)
    {
      g_string_append_printf (pass->out, "</h%u>\n", level);
      return;
    }
  g_string_append_printf (pass->out, "<h%u", level);
  if (pass->outline != NULL && *pass->n_headings < pass->outline->len)
    {
      const GalleyHeading *heading = g_ptr_array_index (pass->outline, (*pass->n_headings)++);

      g_string_append (pass->out, " id=\"");
      galley_html_append_escaped (pass->out, heading->anchor);
      g_string_append_c (pass->out, '"');
    }
  g_string_append_c (pass->out, '>');
}

static void
write_code_block (Pass *pass, cmark_node *node)
{
  const char *info = cmark_node_get_fence_info (node);

  start_line (pass->out);
  g_string_append (pass->out, "<pre><code");
  if (info != NULL && *info != '\0')
    {
      g_autofree char *language = g_strndup (info, strcspn (info, " \t\n\v\f\r"));

      g_string_append (pass->out, " class=\"language-");
      galley_html_append_escaped (pass->out, language);
      g_string_append_c (pass->out, '"');
    }
  g_string_append_c (pass->out, '>');
  galley_html_append_escaped (pass->out, cmark_node_get_literal (node));
  g_string_append (pass->out, "</code></pre>\n");
}

static void
write_html (Pass *pass, cmark_node *node)
{
  gboolean block = cmark_node_get_type (node) == CMARK_NODE_HTML_BLOCK;
  const char *literal = cmark_node_get_literal (node);

  if (galley_node_get_kind (node) == GALLEY_NODE_MORE)
    return;
  if (block)
    start_line (pass->out);
  if (pass->options->profile == GALLEY_PROFILE_COMMENT || pass->options->no_raw_html)
    {
      if (block)
        g_string_append (pass->out, "<p>");
      galley_html_append_escaped (pass->out, literal);
      if (block)
        g_string_append (pass->out, "</p>");
    }
  else
    {
      g_string_append (pass->out, literal);
    }
  if (block)
    start_line (pass->out);
}

static void
write_list (Pass *pass, cmark_node *node, gboolean entering)
{
  gboolean bullet = cmark_node_get_list_type (node) == CMARK_BULLET_LIST;
  int start = cmark_node_get_list_start (node);

  if (!entering)
    g_string_append (pass->out, bullet ? "</ul>\n" : "</ol>\n");
  else if (bullet)
    g_string_append (pass->out, "<ul>\n");
  else if (start == 1)
    g_string_append (pass->out, "<ol>\n");
  else
    g_string_append_printf (pass->out, "<ol start=\"%d\">\n", start);
}

static void
write_block (Pass *pass, cmark_node *node, gboolean entering)
{
  cmark_node_type type = cmark_node_get_type (node);

  if (entering && type != CMARK_NODE_PARAGRAPH && type != CMARK_NODE_DOCUMENT)
    start_line (pass->out);
  switch (type)
    {
    case CMARK_NODE_BLOCK_QUOTE:
      if (!entering)
        start_line (pass->out);
      g_string_append (pass->out, entering ? "<blockquote>\n" : "</blockquote>\n");
      break;
    case CMARK_NODE_LIST:
      write_list (pass, node, entering);
      break;
    case CMARK_NODE_ITEM:
      g_string_append (pass->out, entering ? "<li>" : "</li>\n");
      break;
    case CMARK_NODE_HEADING:
      write_heading (pass, node, entering);
      break;
    case CMARK_NODE_CODE_BLOCK:
      if (entering)
        write_code_block (pass, node);
      break;
    case CMARK_NODE_HTML_BLOCK:
      if (entering)
        write_html (pass, node);
      break;
    case CMARK_NODE_THEMATIC_BREAK:
      if (entering)
        g_string_append (pass->out, "<hr />\n");
      break;
    case CMARK_NODE_PARAGRAPH:
      if (is_in_tight_list (node))
        break;
      if (entering)
        start_line (pass->out);
      g_string_append (pass->out, entering ? "<p>" : "</p>\n");
      break;
    default:
      break;
    }
}

static void
write_link (Pass *pass, cmark_node *node, gboolean entering)
{
  const char *address = cmark_node_get_url (node);
  const char *title = cmark_node_get_title (node);
  gboolean comment = pass->options->profile == GALLEY_PROFILE_COMMENT;

  if (comment && !galley_address_is_for_comments (address))
    return;
  if (!entering)
    {
      g_string_append (pass->out, "</a>");
      return;
    }
  g_string_append (pass->out, "<a href=\"");
  galley_html_append_address (pass->out, address);
  if (title != NULL && *title != '\0')
    {
      g_string_append (pass->out, "\" title=\"");
      galley_html_append_escaped (pass->out, title);
    }
  g_string_append (pass->out, comment ? "\" rel=\"nofollow ugc noopener\">" : "\">");
}

static void
write_image (Pass *pass, cmark_node *node, gboolean entering)
{
  const char *title = cmark_node_get_title (node);

  if (entering)
    {
      pass->image = node;
      if (pass->options->profile == GALLEY_PROFILE_COMMENT)
        return;
      g_string_append (pass->out, "<img src=\"");
      galley_html_append_address (pass->out, cmark_node_get_url (node));
      g_string_append (pass->out, "\" alt=\"");
      return;
    }
  pass->image = NULL;
  if (pass->options->profile == GALLEY_PROFILE_COMMENT)
    return;
  if (title != NULL && *title != '\0')
    {
      g_string_append (pass->out, "\" title=\"");
      galley_html_append_escaped (pass->out, title);
    }
  g_string_append (pass->out, "\" />");
}

static void
write_inline (Pass *pass, cmark_node *node, gboolean entering)
{
  switch (cmark_node_get_type (node))
    {
    case CMARK_NODE_TEXT:
      if (entering)
        galley_html_append_escaped (pass->out, cmark_node_get_literal (node));
      break;
    case CMARK_NODE_SOFTBREAK:
      if (entering)
        g_string_append (pass->out,
                         pass->options->profile == GALLEY_PROFILE_COMMENT ? "<br />\n" : "\n");
      break;
    case CMARK_NODE_LINEBREAK:
      if (entering)
        g_string_append (pass->out, "<br />\n");
      break;
    case CMARK_NODE_CODE:
      if (!entering)
        break;
      g_string_append (pass->out, "<code>");
      galley_html_append_escaped (pass->out, cmark_node_get_literal (node));
      g_string_append (pass->out, "</code>");
      break;
    case CMARK_NODE_HTML_INLINE:
      if (entering)
        write_html (pass, node);
      break;
    case CMARK_NODE_EMPH:
      g_string_append (pass->out, entering ? "<em>" : "</em>");
      break;
    case CMARK_NODE_STRONG:
      g_string_append (pass->out, entering ? "<strong>" : "</strong>");
      break;
    case CMARK_NODE_LINK:
      write_link (pass, node, entering);
      break;
    case CMARK_NODE_IMAGE:
      write_image (pass, node, entering);
      break;
    default:
      break;
    }
}

static void
write_alternative_text (Pass *pass, cmark_node *node)
{
  switch (cmark_node_get_type (node))
    {
    case CMARK_NODE_TEXT:
    case CMARK_NODE_CODE:
    case CMARK_NODE_HTML_INLINE:
      galley_html_append_escaped (pass->out, cmark_node_get_literal (node));
      break;
    case CMARK_NODE_SOFTBREAK:
    case CMARK_NODE_LINEBREAK:
      g_string_append_c (pass->out, ' ');
      break;
    default:
      break;
    }
}

/* Appends the HTML of @root and what it holds. In the commonmark profile it is byte for byte what
 * cmark_render_html() gives with CMARK_OPT_UNSAFE. Headings take their ids from @outline, counting
 * on in *@n_headings. */
void
galley_write_node (cmark_node *root,
                   const GalleyMarkdownOptions *options,
                   GPtrArray *outline,
                   guint *n_headings,
                   GString *out)
{
  Pass pass = { options, outline, n_headings, out, root, NULL };
  gboolean entering = TRUE;
  cmark_node *node = root;

  for (; node != NULL; node = galley_node_walk (node, root, &entering))
    {
      if (pass.image != NULL && node != pass.image)
        {
          if (entering)
            write_alternative_text (&pass, node);
        }
      else if (cmark_node_get_type (node) <= CMARK_NODE_LAST_BLOCK)
        {
          write_block (&pass, node, entering);
        }
      else
        {
          write_inline (&pass, node, entering);
        }
    }
}
