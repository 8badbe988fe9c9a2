/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-tree-builder-private.h"

#include <stdlib.h>

#include "galley-document-private.h"

/* Ends the paragraph, if one is begun. */
void
galley_tree_builder_end_paragraph (GalleyTreeBuilder *self)
{
  cmark_node *node = self->inlines;
  cmark_node *last;

  while (node != NULL && cmark_node_get_type (node) >= CMARK_NODE_FIRST_INLINE)
    node = cmark_node_parent (node);
  self->inlines = NULL;
  self->space = FALSE;
  if (node == NULL || cmark_node_get_type (node) == CMARK_NODE_HEADING)
    return;
  while ((last = cmark_node_last_child (node)) != NULL &&
         cmark_node_get_type (last) == CMARK_NODE_LINEBREAK)
    cmark_node_free (last);
  if (last == NULL)
    cmark_node_free (node);
}

/* Adds @block (transfer full) where blocks go. */
void
galley_tree_builder_add_block (GalleyTreeBuilder *self, cmark_node *block)
{
  cmark_node *parent = self->block;

  galley_tree_builder_end_paragraph (self);
  if (cmark_node_get_type (parent) == CMARK_NODE_LIST &&
      cmark_node_get_type (block) != CMARK_NODE_ITEM)
    {
      cmark_node *item = cmark_node_last_child (parent);

      if (item == NULL)
        {
          item = cmark_node_new (CMARK_NODE_ITEM);
          cmark_node_append_child (parent, item);
        }
      parent = item;
    }
  if (!cmark_node_append_child (parent, block))
    cmark_node_free (block);
}

/* Where text goes: a paragraph is begun where there is none. */
static cmark_node *
get_inlines (GalleyTreeBuilder *self)
{
  if (self->inlines == NULL)
    {
      cmark_node *paragraph = cmark_node_new (CMARK_NODE_PARAGRAPH);
      gboolean space = self->space;

      galley_tree_builder_add_block (self, paragraph);
      self->inlines = paragraph;
      self->space = space;
    }
  return self->inlines;
}

/* Adds an inline node where text goes; gives it (transfer none). */
cmark_node *
galley_tree_builder_add_inline (GalleyTreeBuilder *self, cmark_node_type type, const char *literal)
{
  cmark_node *node = cmark_node_new (type);

  if (type == CMARK_NODE_CUSTOM_INLINE)
    cmark_node_set_on_enter (node, literal);
  else if (literal != NULL)
    cmark_node_set_literal (node, literal);
  cmark_node_append_child (get_inlines (self), node);
  return node;
}

/* Whether what comes next begins a line, where white space is nothing. */
static gboolean
is_at_start (GalleyTreeBuilder *self)
{
  cmark_node *last;

  if (self->inlines == NULL)
    return TRUE;
  last = cmark_node_last_child (self->inlines);
  if (last != NULL)
    return cmark_node_get_type (last) == CMARK_NODE_LINEBREAK;
  return cmark_node_get_type (self->inlines) < CMARK_NODE_FIRST_INLINE;
}

/* Adds the white space that text follows. */
void
galley_tree_builder_flush_space (GalleyTreeBuilder *self)
{
  if (self->space && !is_at_start (self))
    galley_tree_builder_add_inline (self, CMARK_NODE_TEXT, " ");
  self->space = FALSE;
}

/* Adds text in which white space is as HTML has it. A tilde would strike text through. */
void
galley_tree_builder_add_text (GalleyTreeBuilder *self, const char *text)
{
  g_autoptr (GString) run = g_string_new (NULL);

  for (; *text != '\0'; text++)
    {
      if (g_ascii_isspace (*text))
        {
          self->space = TRUE;
          continue;
        }
      if (self->space && (run->len > 0 || !is_at_start (self)))
        g_string_append_c (run, ' ');
      self->space = FALSE;
      if (*text == '~')
        {
          if (run->len > 0)
            galley_tree_builder_add_inline (self, CMARK_NODE_TEXT, run->str);
          g_string_truncate (run, 0);
          galley_tree_builder_add_inline (self, CMARK_NODE_CUSTOM_INLINE, "\\~");
        }
      else
        {
          g_string_append_c (run, *text);
        }
    }
  if (run->len > 0)
    galley_tree_builder_add_inline (self, CMARK_NODE_TEXT, run->str);
}

/* Takes out of the tree what marks up nothing. */
static void
drop_empty (cmark_node *root)
{
  gboolean entering = TRUE;

  for (cmark_node *node = root; node != NULL;)
    {
      cmark_node_type type = cmark_node_get_type (node);
      gboolean empty =
          !entering && cmark_node_first_child (node) == NULL &&
          (type == CMARK_NODE_EMPH || type == CMARK_NODE_STRONG || type == CMARK_NODE_LINK ||
           type == CMARK_NODE_PARAGRAPH || type == CMARK_NODE_LIST ||
           type == CMARK_NODE_BLOCK_QUOTE ||
           (type == CMARK_NODE_CUSTOM_INLINE && *cmark_node_get_on_exit (node) != '\0'));
      cmark_node *next = galley_node_walk (node, root, &entering);

      if (empty)
        cmark_node_free (node);
      node = next;
    }
}

/* Adds an inline node that holds what comes next; gives it (transfer none). */
cmark_node *
galley_tree_builder_open_inline (GalleyTreeBuilder *self, cmark_node_type type)
{
  cmark_node *node;

  galley_tree_builder_flush_space (self);
  node =
      galley_tree_builder_add_inline (self, type, type == CMARK_NODE_CUSTOM_INLINE ? "~~" : NULL);
  if (type == CMARK_NODE_CUSTOM_INLINE)
    cmark_node_set_on_exit (node, "~~");
  self->inlines = node;
  return node;
}

/* What blocks that come next go into, until galley_tree_builder_leave(). */
void
galley_tree_builder_enter (GalleyTreeBuilder *self, cmark_node *container)
{
  g_ptr_array_add (self->containers, self->block);
  self->block = container;
}

/* Ends the paragraph, and the container that was entered last. */
void
galley_tree_builder_leave (GalleyTreeBuilder *self)
{
  galley_tree_builder_end_paragraph (self);
  self->block = g_ptr_array_steal_index (self->containers, self->containers->len - 1);
}

/* Ends what was entered as a part of the text. */
void
galley_tree_builder_close_inline (GalleyTreeBuilder *self, cmark_node *node)
{
  if (self->inlines != node)
    return;
  self->inlines = cmark_node_parent (node);
  if (cmark_node_first_child (node) == NULL)
    cmark_node_free (node);
}

/* Begins an empty document. */
void
galley_tree_builder_begin (GalleyTreeBuilder *self)
{
  *self = (GalleyTreeBuilder){ .block = cmark_node_new (CMARK_NODE_DOCUMENT),
                               .containers = g_ptr_array_new () };
  self->document = self->block;
}

/* Gives the document (transfer full), without what marks up nothing. */
cmark_node *
galley_tree_builder_end (GalleyTreeBuilder *self)
{
  galley_tree_builder_end_paragraph (self);
  drop_empty (self->document);
  g_clear_pointer (&self->containers, g_ptr_array_unref);
  return g_steal_pointer (&self->document);
}

/* Writes the tree as Markdown. Returns: (transfer full) */
char *
galley_tree_to_markdown (cmark_node *root)
{
  char *written = cmark_render_commonmark (root, CMARK_OPT_UNSAFE, 0);
  GString *copy = g_string_new (g_strchomp (written));

  free (written);
  if (copy->len > 0)
    g_string_append_c (copy, '\n');
  return g_string_free (copy, FALSE);
}
