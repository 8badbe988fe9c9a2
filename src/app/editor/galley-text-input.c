/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-text-input.h"

#include "galley-format.h"
#include "galley-lists.h"
#include "galley-table-edit.h"
#include "galley-text-cursor.h"

/* What a key typed over a selection puts around it. */
static const struct
{
  gunichar key;
  const char *before, *after;
} surrounds[] = {
  { '(', "(", ")" }, { '[', "[", "]" }, { '{', "{", "}" }, { '"', "\"", "\"" },  { '*', "*", "*" },
  { '_', "_", "_" }, { '`', "`", "`" }, { '~', "~", "~" }, { 0x201C, "“", "”" }, { 0xAB, "«", "»" },
};

static gboolean
surround (GtkTextBuffer *buffer, gunichar key)
{
  for (gsize i = 0; i < G_N_ELEMENTS (surrounds); i++)
    if (surrounds[i].key == key)
      {
        galley_format_surround (buffer, surrounds[i].before, surrounds[i].after);
        return TRUE;
      }
  return FALSE;
}

/* Lines of code look like items and rows, and are none. Where a line begins says it: what begins
 * later is code within a line. */
static gboolean
is_code (GtkTextBuffer *buffer)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_iter_at_mark (buffer, &start, gtk_text_buffer_get_insert (buffer));
  gtk_text_iter_set_line_offset (&start, 0);
  end = start;
  gtk_text_iter_forward_to_line_end (&end);
  gtk_source_buffer_ensure_highlight (GTK_SOURCE_BUFFER (buffer), &start, &end);
  return gtk_source_buffer_iter_has_context_class (GTK_SOURCE_BUFFER (buffer), &start,
                                                   "code-block");
}

static gboolean
handle_tab (GtkTextBuffer *buffer, GdkEventKey *event, guint modifiers)
{
  gboolean back = event->keyval == GDK_KEY_ISO_Left_Tab || (modifiers & GDK_SHIFT_MASK) != 0;

  if ((modifiers & ~GDK_SHIFT_MASK) != 0 || is_code (buffer))
    return FALSE;
  return galley_lists_indent (buffer, back) || galley_table_next_cell (buffer, back);
}

/**
 * galley_text_input_key:
 * @view: a view on a source buffer
 * @event: a key that was pressed
 *
 * Returns: whether it was done; otherwise the view does what it does of itself
 */
gboolean
galley_text_input_key (GtkTextView *view, GdkEventKey *event)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  guint modifiers = event->state & gtk_accelerator_get_default_mod_mask ();
  gunichar key = gdk_keyval_to_unicode (event->keyval);
  gboolean done = FALSE;

  if (!gtk_text_view_get_editable (view))
    return FALSE;
  if ((event->keyval == GDK_KEY_Return || event->keyval == GDK_KEY_KP_Enter) && modifiers == 0)
    done = gtk_text_view_im_context_filter_keypress (view, event) ||
           (!is_code (buffer) && galley_lists_continue (buffer));
  else if (event->keyval == GDK_KEY_Tab || event->keyval == GDK_KEY_ISO_Left_Tab)
    done = handle_tab (buffer, event, modifiers);
  else if ((modifiers & ~GDK_SHIFT_MASK) == 0 && key != 0 &&
           gtk_text_buffer_get_has_selection (buffer))
    done = surround (buffer, key);
  if (done)
    galley_text_cursor_show (view);
  return done;
}
