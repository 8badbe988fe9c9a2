/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-html-private.h"

/**
 * galley_write_note_id:
 * @writer: what is written
 * @kind: "fn-" or "fnref-"
 * @note: a note
 * @occurrence: of the references to it, from 1; 0: of the note itself
 *
 * Appends an id or, after a "#", a reference to one: "fn-LABEL", "fnref-LABEL", "fnref-LABEL-2".
 */
void
galley_write_note_id (GalleyWriter *writer,
                      const char *kind,
                      const GalleyNote *note,
                      guint occurrence)
{
  const char *prefix = writer->document->options.anchor_prefix;

  if (prefix != NULL)
    galley_html_append_address (writer->out, prefix);
  galley_html_put (writer->out, kind);
  galley_html_append_address (writer->out, note->label);
  if (occurrence > 1)
    g_string_append_printf (writer->out, "-%u", occurrence);
}

/**
 * galley_write_note_reference:
 * @writer: what is written
 * @number: of a reference, as the prepared text numbers them
 *
 * Appends the raised number of the note that the reference is to; where that note is not there,
 * what the author wrote.
 */
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
      galley_write_note_id (writer, "fn-", note, 0);
      galley_html_put (out, "\" id=\"");
      galley_write_note_id (writer, "fnref-", note, reference->occurrence);
      galley_html_put (out, "\" data-footnote-ref>");
    }
  g_string_append_printf (out, "%u", note->number);
  galley_html_put (out, writer->links == 0 ? "</a></sup>" : "</sup>");
}

/**
 * galley_write_backreferences:
 * @writer: what is written, in a note
 *
 * Appends the ways back from the note in hand to what refers to it.
 */
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
      galley_write_note_id (writer, "fnref-", note, i);
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
