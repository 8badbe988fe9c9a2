/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-html-private.h"

static void
write_note (GalleyWriter *writer, const GalleyNote *note)
{
  cmark_node *child = cmark_node_first_child (note->item);
  cmark_node *last = cmark_node_last_child (note->item);

  writer->note = note;
  galley_html_put (writer->out, "<li id=\"");
  galley_write_note_id (writer, "fn-", note, 0);
  galley_html_put (writer->out, "\">\n");
  for (; child != NULL; child = cmark_node_next (child))
    galley_write_node (writer, child);
  /* The last paragraph has taken them, if that is what comes last. */
  if (last == NULL || cmark_node_get_type (last) != CMARK_NODE_PARAGRAPH)
    {
      galley_html_start_line (writer->out);
      galley_write_backreferences (writer);
      g_string_append_c (writer->out, '\n');
    }
  galley_html_put (writer->out, "</li>\n");
  writer->note = NULL;
}

/**
 * galley_write_notes:
 * @writer: a writer
 *
 * Appends the notes that are referred to, as a section.
 */
void
galley_write_notes (GalleyWriter *writer)
{
  const GPtrArray *notes = writer->document->notes_shown;
  gsize start;

  if (notes == NULL || notes->len == 0)
    return;
  writer->raw_html = FALSE;
  galley_html_start_line (writer->out);
  start = writer->out->len;
  galley_html_put (writer->out, "<section class=\"footnotes\" data-footnotes>\n<ol>\n");
  for (guint i = 0; i < notes->len; i++)
    write_note (writer, g_ptr_array_index (notes, i));
  galley_html_put (writer->out, "</ol>\n</section>\n");
  galley_html_clean_from (writer, start);
}
