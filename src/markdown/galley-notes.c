/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-document-private.h"

#include <string.h>

#include "galley-marks-private.h"

/* Footnotes as GitHub has them: the definitions leave the text and are listed at its end, in the
 * order in which they are first referred to; those that nothing refers to are not shown. */

typedef struct
{
  cmark_node *node;
  guint index; /* of the definition */
} FoundItem;

static void
clear_note (gpointer data)
{
  GalleyNote *note = data;

  g_free (note->label);
}

/**
 * galley_notes_clear:
 * @self: a document
 *
 * Frees what it knows of notes.
 */
void
galley_notes_clear (GalleyDocument *self)
{
  g_clear_pointer (&self->notes_shown, g_ptr_array_unref);
  g_clear_pointer (&self->note_references, g_array_unref);
  g_clear_pointer (&self->notes, g_array_unref);
}

/* Takes @item out of the tree, and its list where it was the last in it. */
static void
take_out (GalleyDocument *self, cmark_node *item, guint index)
{
  const GArray *definitions = self->prepared.definitions;
  const char *label = g_array_index (definitions, GalleyNoteDefinition, index).label;
  gpointer first = g_hash_table_lookup (self->prepared.labels, label);
  cmark_node *list = cmark_node_parent (item);
  cmark_node *child = cmark_node_first_child (item);

  /* What made a note that begins with an empty line an item all the same. */
  if (child != NULL && cmark_node_get_type (child) == CMARK_NODE_HTML_BLOCK &&
      g_str_has_prefix (cmark_node_get_literal (child), "<!---->"))
    cmark_node_free (child);
  cmark_node_unlink (item);
  if (cmark_node_first_child (list) == NULL)
    cmark_node_free (list);
  if (GPOINTER_TO_UINT (first) == index + 1)
    g_array_index (self->notes, GalleyNote, index).item = item;
  else
    cmark_node_free (item);
}

/* The node after @node and all it holds. */
static cmark_node *
skip (cmark_node *node, cmark_node *root)
{
  while (node != root && cmark_node_next (node) == NULL)
    node = cmark_node_parent (node);
  return node != root ? cmark_node_next (node) : NULL;
}

/* The items of the tree that definitions of notes became, in order, each with its index. */
static GArray *
find_items (GalleyDocument *self)
{
  const GArray *definitions = self->prepared.definitions;
  GArray *items = g_array_new (FALSE, FALSE, sizeof (FoundItem));
  cmark_node *node = self->root;
  guint next = 0;

  while (node != NULL && next < definitions->len)
    {
      cmark_node *child = cmark_node_first_child (node);
      guint line = cmark_node_get_start_line (node);

      if (cmark_node_get_type (node) == CMARK_NODE_ITEM)
        {
          while (next < definitions->len &&
                 g_array_index (definitions, GalleyNoteDefinition, next).line < line)
            next++;
          if (next < definitions->len &&
              g_array_index (definitions, GalleyNoteDefinition, next).line == line)
            {
              FoundItem found = { node, next++ };
              g_array_append_val (items, found);
            }
        }
      if (child == NULL || cmark_node_get_type (node) == CMARK_NODE_PARAGRAPH)
        node = skip (node, self->root);
      else
        node = child;
    }
  return items;
}

/**
 * galley_notes_extract:
 * @self: a document that was parsed
 *
 * Moves the definitions of notes from the tree to the document's list of them.
 */
void
galley_notes_extract (GalleyDocument *self)
{
  g_autoptr (GArray) items = NULL;

  if (self->prepared.definitions == NULL)
    return;
  self->notes = g_array_new (FALSE, TRUE, sizeof (GalleyNote));
  g_array_set_clear_func (self->notes, clear_note);
  g_array_set_size (self->notes, self->prepared.definitions->len);
  items = find_items (self);
  /* Backwards, since a note may hold another. */
  for (guint i = items->len; i > 0; i--)
    {
      const FoundItem *found = &g_array_index (items, FoundItem, i - 1);
      take_out (self, found->node, found->index);
    }
}

/* Numbers the references in the text under @root. */
static void
number_under (GalleyDocument *self, cmark_node *root)
{
  gboolean entering = TRUE;
  cmark_node *node = root;

  for (; node != NULL; node = galley_node_walk (node, root, &entering))
    {
      const char *at = entering && cmark_node_get_type (node) == CMARK_NODE_TEXT
                           ? cmark_node_get_literal (node)
                           : NULL;

      for (at = at != NULL ? strchr (at, '\xEF') : NULL; at != NULL; at = strchr (at + 1, '\xEF'))
        {
          guint64 number;
          GalleyNoteReference *reference;
          GalleyNote *note;

          if (!galley_mark_is_at (at) || galley_mark_at (at) != GALLEY_MARK_NOTE_START)
            continue;
          number = g_ascii_strtoull (at + GALLEY_MARK_BYTES, NULL, 10);
          if (number >= self->note_references->len)
            continue;
          reference = &g_array_index (self->note_references, GalleyNoteReference, number);
          note = &g_array_index (self->notes, GalleyNote, reference->note);
          if (note->item == NULL || reference->occurrence > 0)
            continue;
          reference->occurrence = ++note->n_references;
          if (note->number == 0)
            {
              g_ptr_array_add (self->notes_shown, note);
              note->number = self->notes_shown->len;
            }
        }
    }
}

/**
 * galley_notes_number:
 * @self: a document whose notes were extracted
 *
 * Gives notes their numbers, and references theirs. Those in notes count after those in the
 * text.
 */
void
galley_notes_number (GalleyDocument *self)
{
  const GPtrArray *written = self->prepared.references;

  if (self->notes == NULL)
    return;
  self->notes_shown = g_ptr_array_new ();
  self->note_references = g_array_new (FALSE, TRUE, sizeof (GalleyNoteReference));
  g_array_set_size (self->note_references, written->len);
  for (guint i = 0; i < written->len; i++)
    {
      const char *label = g_ptr_array_index (written, i);
      g_autofree char *folded = galley_notes_scan_fold (label + 2, strlen (label) - 3);
      guint index = GPOINTER_TO_UINT (g_hash_table_lookup (self->prepared.labels, folded)) - 1;
      GalleyNote *note = &g_array_index (self->notes, GalleyNote, index);

      g_array_index (self->note_references, GalleyNoteReference, i).note = index;
      if (note->label == NULL)
        note->label = g_strndup (label + 2, strlen (label) - 3);
    }
  number_under (self, self->root);
  for (guint i = 0; i < self->notes_shown->len; i++)
    number_under (self, ((GalleyNote *) g_ptr_array_index (self->notes_shown, i))->item);
}
