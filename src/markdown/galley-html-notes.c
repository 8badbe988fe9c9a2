/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-html-private.h"

/* An id or, after a "#", a reference to one: "fn-LABEL", "fnref-LABEL", "fnref-LABEL-2". */
static void
write_id (GalleyWriter *writer, const char *kind, const GalleyNote *note, guint occurrence)
{
  const char *prefix = writer->document->options.anchor_prefix;

  if (prefix != NULL)
    galley_html_append_address (writer->out, prefix);
  galley_html_put (writer->out, kind);
  galley_html_append_address (writer->out, note->label);
  if (occurrence > 1)
    g_string_append_printf (writer->out, "-%u", occurrence);
}

/* Appends the raised number of the note that reference @number is to; where that note is not there,
 * what the author wrote. */
void
galley_write_note_reference (GalleyWriter *writer, guint number)
{
  GalleyDocument *document = writer->document;
  GString *out = writer->out;
  const GalleyNoteReference *reference;
  const GalleyNote *note;

  if (document->note_references == NULL || number >= document->note_references->len)
    return;
  reference = &g_array_index (document->note_references, GalleyNoteReference, number);
  note = &g_array_index (document->notes, GalleyNote, reference->note);
  if (reference->occurrence == 0)
    {
      galley_html_append_escaped (out, g_ptr_array_index (document->prepared.references, number));
      return;
    }
  if (writer->excerpt)
    return;
  galley_html_put (out, "<sup class=\"footnote-ref\">");
  if (writer->links == 0)
    {
      galley_html_put (out, "<a href=\"#");
      write_id (writer, "fn-", note, 0);
      galley_html_put (out, "\" id=\"");
      write_id (writer, "fnref-", note, reference->occurrence);
      galley_html_put (out, "\" data-footnote-ref>");
    }
  g_string_append_printf (out, "%u", note->number);
  galley_html_put (out, writer->links == 0 ? "</a></sup>" : "</sup>");
}

/* Appends the ways back from the note in hand to what refers to it. */
void
galley_write_backreferences (GalleyWriter *writer)
{
  const GalleyNote *note = writer->note;
  GString *out = writer->out;

  for (guint i = 1; i <= note->n_references; i++)
    {
      if (i > 1)
        g_string_append_c (out, ' ');
      galley_html_put (out, "<a href=\"#");
      write_id (writer, "fnref-", note, i);
      g_string_append_printf (out,
                              "\" class=\"footnote-backref\" data-footnote-backref "
                              "data-footnote-backref-idx=\"%u",
                              note->number);
      if (i > 1)
        g_string_append_printf (out, "-%u", i);
      g_string_append_printf (out, "\" aria-label=\"Back to reference %u", note->number);
      if (i > 1)
        g_string_append_printf (out, "-%u", i);
      galley_html_put (out, "\">↩");
      if (i > 1)
        g_string_append_printf (out, "<sup class=\"footnote-ref\">%u</sup>", i);
      galley_html_put (out, "</a>");
    }
}

static void
write_note (GalleyWriter *writer, const GalleyNote *note)
{
  cmark_node *child = cmark_node_first_child (note->item);
  cmark_node *last = cmark_node_last_child (note->item);

  writer->note = note;
  galley_html_put (writer->out, "<li id=\"");
  write_id (writer, "fn-", note, 0);
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

/* Appends the notes that are referred to, as a section. */
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
