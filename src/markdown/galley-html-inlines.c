/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-html-private.h"

#include "galley-marks-private.h"

/* Whether a stranger's link may go to @address. */
static gboolean
is_for_comments (const char *address)
{
  return g_ascii_strncasecmp (address, "http://", 7) == 0 ||
         g_ascii_strncasecmp (address, "https://", 8) == 0 ||
         g_ascii_strncasecmp (address, "mailto:", 7) == 0;
}

/* Opens the link to the bare address that begins at @text and ends at the next mark. */
static void
open_bare_link (GalleyWriter *writer, const char *text)
{
  const char *end = strchr (text, '\xEF');

  while (end != NULL && !galley_mark_is_at (end))
    end = strchr (end + 1, '\xEF');
  if (end == NULL || writer->links > 0)
    return;
  galley_html_put (writer->out, "<a href=\"");
  if (strncmp (text, "www.", 4) == 0)
    galley_html_put (writer->out, "http://");
  else if (memchr (text, ':', end - text) == NULL)
    galley_html_put (writer->out, "mailto:");
  galley_html_append_address_bytes (writer->out, text, end - text);
  galley_html_put (writer->out, "\">");
}

/* Appends what @mark stands for, where @text follows it. Gives how much of that it took. */
static gsize
write_mark (GalleyWriter *writer, GalleyMark mark, const char *text)
{
  /* A box without a name says nothing to who cannot see it; the specification has none. */
  gboolean named = writer->document->options.profile == GALLEY_PROFILE_POST;
  char *end;

  switch (mark)
    {
    case GALLEY_MARK_LINK_START:
      open_bare_link (writer, text);
      return 0;
    case GALLEY_MARK_LINK_END:
      if (writer->links == 0)
        galley_html_put (writer->out, "</a>");
      return 0;
    case GALLEY_MARK_DELETED_START:
      galley_html_put (writer->out, "<del>");
      return 0;
    case GALLEY_MARK_DELETED_END:
      galley_html_put (writer->out, "</del>");
      return 0;
    case GALLEY_MARK_NOTE_START:
      galley_write_note_reference (writer, g_ascii_strtoull (text, &end, 10));
      return end - text;
    case GALLEY_MARK_TASK:
      galley_html_put (writer->out, "<input disabled=\"\" type=\"checkbox\"");
      galley_html_put (writer->out, named ? " aria-label=\"Incomplete task\">" : ">");
      return 0;
    case GALLEY_MARK_TASK_DONE:
      galley_html_put (writer->out, "<input checked=\"\" disabled=\"\" type=\"checkbox\"");
      galley_html_put (writer->out, named ? " aria-label=\"Completed task\">" : ">");
      return 0;
    default:
      return 0;
    }
}

/* Appends the text of a node with what its marks stand for; inside an image, without. */
static void
write_text (GalleyWriter *writer, const char *text)
{
  while (*(text = galley_html_append_until (writer->out, text, GALLEY_HTML_SPECIAL "\xEF")) != '\0')
    {
      GalleyMark mark = galley_mark_at (text);

      if (!writer->document->extended || !galley_mark_is_at (text))
        {
          g_string_append_c (writer->out, *text++);
          continue;
        }
      text += GALLEY_MARK_BYTES;
      if (writer->image == NULL)
        text += write_mark (writer, mark, text);
      else if (mark == GALLEY_MARK_NOTE_START)
        text += strspn (text, "0123456789");
    }
}

static gboolean
is_shown_as_link (const GalleyWriter *writer, cmark_node *node)
{
  if (galley_node_get_kind (node) == GALLEY_NODE_UNRESOLVED)
    return FALSE;
  return writer->document->options.profile != GALLEY_PROFILE_COMMENT ||
         is_for_comments (cmark_node_get_url (node));
}

static void
write_link (GalleyWriter *writer, cmark_node *node, gboolean entering)
{
  const char *title = cmark_node_get_title (node);
  GString *out = writer->out;

  if (!is_shown_as_link (writer, node))
    return;
  if (!entering)
    {
      writer->links--;
      galley_html_put (out, "</a>");
      return;
    }
  writer->links++;
  galley_html_put (out, "<a href=\"");
  galley_html_append_address (out, cmark_node_get_url (node));
  if (title != NULL && *title != '\0')
    {
      galley_html_put (out, "\" title=\"");
      galley_html_append_escaped (out, title);
    }
  if (writer->document->options.profile == GALLEY_PROFILE_COMMENT)
    galley_html_put (out, "\" rel=\"nofollow ugc noopener");
  galley_html_put (out, "\">");
}

/* The caption of an image that is a figure: its title or, without one, what stands for it. */
static void
write_caption (GalleyWriter *writer, cmark_node *image)
{
  const char *title = cmark_node_get_title (image);
  g_autofree char *text =
      title != NULL && *title != '\0' ? g_strdup (title) : galley_node_get_text (image);

  if (*text == '\0')
    return;
  galley_html_put (writer->out, "<figcaption>");
  galley_html_append_escaped (writer->out, text);
  galley_html_put (writer->out, "</figcaption>");
}

/* An excerpt is written when who asked for the text may be gone, and shows no more than it says. */
static void
write_source (GalleyWriter *writer, const char *address)
{
  const GalleyMarkdownOptions *options = &writer->document->options;

  if (options->image != NULL && !writer->excerpt &&
      options->image (address, writer->out, options->resolve_data))
    return;
  galley_html_put (writer->out, "src=\"");
  galley_html_append_address (writer->out, address);
  galley_html_put (writer->out, "\"");
}

static void
write_image (GalleyWriter *writer, cmark_node *node, gboolean entering)
{
  const char *title = cmark_node_get_title (node);
  gboolean figure = galley_node_get_kind (cmark_node_parent (node)) == GALLEY_NODE_FIGURE;
  gboolean shown = writer->document->options.profile != GALLEY_PROFILE_COMMENT &&
                   galley_node_get_kind (node) != GALLEY_NODE_UNRESOLVED;

  writer->image = entering ? node : NULL;
  if (!shown)
    return;
  if (entering)
    {
      galley_html_put (writer->out, "<img ");
      write_source (writer, cmark_node_get_url (node));
      galley_html_put (writer->out, " alt=\"");
      return;
    }
  if (title != NULL && *title != '\0' && !figure)
    {
      galley_html_put (writer->out, "\" title=\"");
      galley_html_append_escaped (writer->out, title);
    }
  galley_html_put (writer->out, "\" />");
  if (figure)
    write_caption (writer, node);
}

/* The text of what stands inside an image. */
static void
write_alternative_text (GalleyWriter *writer, cmark_node *node)
{
  switch (cmark_node_get_type (node))
    {
    case CMARK_NODE_TEXT:
      write_text (writer, cmark_node_get_literal (node));
      break;
    case CMARK_NODE_CODE:
    case CMARK_NODE_HTML_INLINE:
      galley_html_append_escaped (writer->out, cmark_node_get_literal (node));
      break;
    case CMARK_NODE_SOFTBREAK:
    case CMARK_NODE_LINEBREAK:
      g_string_append_c (writer->out, ' ');
      break;
    default:
      break;
    }
}

static void
write_leaf (GalleyWriter *writer, cmark_node *node)
{
  switch (cmark_node_get_type (node))
    {
    case CMARK_NODE_TEXT:
      write_text (writer, cmark_node_get_literal (node));
      break;
    case CMARK_NODE_SOFTBREAK:
      if (writer->document->options.profile == GALLEY_PROFILE_COMMENT)
        galley_html_put (writer->out, "<br />");
      g_string_append_c (writer->out, '\n');
      break;
    case CMARK_NODE_LINEBREAK:
      galley_html_put (writer->out, "<br />\n");
      break;
    case CMARK_NODE_CODE:
      galley_html_put (writer->out, "<code>");
      galley_html_append_escaped (writer->out, cmark_node_get_literal (node));
      galley_html_put (writer->out, "</code>");
      break;
    case CMARK_NODE_HTML_INLINE:
      galley_write_raw_html (writer, node);
      break;
    default:
      break;
    }
}

/**
 * galley_write_inline:
 * @writer: a writer
 * @node: an inline node
 * @entering: whether the walk comes to it or leaves it
 *
 * Appends what it has before or after its children.
 */
void
galley_write_inline (GalleyWriter *writer, cmark_node *node, gboolean entering)
{
  cmark_node_type type = cmark_node_get_type (node);

  if (writer->image != NULL && writer->image != node)
    {
      if (entering)
        write_alternative_text (writer, node);
    }
  else if (type == CMARK_NODE_EMPH)
    galley_html_put (writer->out, entering ? "<em>" : "</em>");
  else if (type == CMARK_NODE_STRONG)
    galley_html_put (writer->out, entering ? "<strong>" : "</strong>");
  else if (type == CMARK_NODE_LINK)
    write_link (writer, node, entering);
  else if (type == CMARK_NODE_IMAGE)
    write_image (writer, node, entering);
  else if (entering)
    write_leaf (writer, node);
}
