/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-tree-builder-private.h"

#include <stdlib.h>

#include "galley-document-private.h"

/**
 * galley_tree_builder_end_paragraph:
 * @builder: a tree in the making
 *
 * Ends the paragraph, if one is begun; one without content goes.
 */
void
galley_tree_builder_end_paragraph (GalleyTreeBuilder *builder)
{
  cmark_node *node = builder->inlines;
  cmark_node *last;

  while (node != NULL && cmark_node_get_type (node) >= CMARK_NODE_FIRST_INLINE)
    node = cmark_node_parent (node);
  builder->inlines = NULL;
  builder->space = FALSE;
  if (node == NULL || cmark_node_get_type (node) == CMARK_NODE_HEADING)
    return;
  while ((last = cmark_node_last_child (node)) != NULL &&
         cmark_node_get_type (last) == CMARK_NODE_LINEBREAK)
    cmark_node_free (last);
  if (last == NULL)
    cmark_node_free (node);
}

/**
 * galley_tree_builder_add_block:
 * @builder: a tree in the making
 * @block: (transfer full): a block
 *
 * Adds a block where blocks go. In a list that is an item.
 */
void
galley_tree_builder_add_block (GalleyTreeBuilder *builder, cmark_node *block)
{
  cmark_node *parent = builder->block;

  galley_tree_builder_end_paragraph (builder);
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
get_inlines (GalleyTreeBuilder *builder)
{
  if (builder->inlines == NULL)
    {
      cmark_node *paragraph = cmark_node_new (CMARK_NODE_PARAGRAPH);
      gboolean space = builder->space;

      galley_tree_builder_add_block (builder, paragraph);
      builder->inlines = paragraph;
      builder->space = space;
    }
  return builder->inlines;
}

/**
 * galley_tree_builder_add_inline:
 * @builder: a tree in the making
 * @type: what kind of node
 * @literal: (nullable): its text
 *
 * Adds an inline node where text goes.
 *
 * Returns: (transfer none): the node
 */
cmark_node *
galley_tree_builder_add_inline (GalleyTreeBuilder *builder,
                                cmark_node_type type,
                                const char *literal)
{
  cmark_node *node = cmark_node_new (type);

  if (type == CMARK_NODE_CUSTOM_INLINE)
    cmark_node_set_on_enter (node, literal);
  else if (literal != NULL)
    cmark_node_set_literal (node, literal);
  cmark_node_append_child (get_inlines (builder), node);
  return node;
}

/* Whether what comes next begins a line, where white space is nothing. */
static gboolean
is_at_start (GalleyTreeBuilder *builder)
{
  cmark_node *last;

  if (builder->inlines == NULL)
    return TRUE;
  last = cmark_node_last_child (builder->inlines);
  if (last != NULL)
    return cmark_node_get_type (last) == CMARK_NODE_LINEBREAK;
  return cmark_node_get_type (builder->inlines) < CMARK_NODE_FIRST_INLINE;
}

/**
 * galley_tree_builder_flush_space:
 * @builder: a tree in the making
 *
 * Adds the white space before what comes next, where it counts.
 */
void
galley_tree_builder_flush_space (GalleyTreeBuilder *builder)
{
  if (builder->space && !is_at_start (builder))
    galley_tree_builder_add_inline (builder, CMARK_NODE_TEXT, " ");
  builder->space = FALSE;
}

/**
 * galley_tree_builder_add_text:
 * @builder: a tree in the making
 * @text: UTF-8
 *
 * Adds text in which white space is as HTML has it. A tilde would strike text through.
 */
void
galley_tree_builder_add_text (GalleyTreeBuilder *builder, const char *text)
{
  g_autoptr (GString) run = g_string_new (NULL);

  for (; *text != '\0'; text++)
    {
      if (g_ascii_isspace (*text))
        {
          builder->space = TRUE;
          continue;
        }
      if (builder->space && (run->len > 0 || !is_at_start (builder)))
        g_string_append_c (run, ' ');
      builder->space = FALSE;
      if (*text == '~')
        {
          if (run->len > 0)
            galley_tree_builder_add_inline (builder, CMARK_NODE_TEXT, run->str);
          g_string_truncate (run, 0);
          galley_tree_builder_add_inline (builder, CMARK_NODE_CUSTOM_INLINE, "\\~");
        }
      else
        {
          g_string_append_c (run, *text);
        }
    }
  if (run->len > 0)
    galley_tree_builder_add_inline (builder, CMARK_NODE_TEXT, run->str);
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

/**
 * galley_tree_builder_open_inline:
 * @builder: a tree in the making
 * @type: what kind of node; CMARK_NODE_CUSTOM_INLINE strikes through
 *
 * Adds an inline node that holds what comes next, until galley_tree_builder_close_inline().
 *
 * Returns: (transfer none): the node
 */
cmark_node *
galley_tree_builder_open_inline (GalleyTreeBuilder *builder, cmark_node_type type)
{
  cmark_node *node;

  galley_tree_builder_flush_space (builder);
  node = galley_tree_builder_add_inline (builder, type,
                                         type == CMARK_NODE_CUSTOM_INLINE ? "~~" : NULL);
  if (type == CMARK_NODE_CUSTOM_INLINE)
    cmark_node_set_on_exit (node, "~~");
  builder->inlines = node;
  return node;
}

/**
 * galley_tree_builder_enter:
 * @builder: a tree in the making
 * @container: a block that was added
 *
 * Has blocks that come next go into it, until galley_tree_builder_leave().
 */
void
galley_tree_builder_enter (GalleyTreeBuilder *builder, cmark_node *container)
{
  g_ptr_array_add (builder->containers, builder->block);
  builder->block = container;
}

/**
 * galley_tree_builder_leave:
 * @builder: a tree in the making
 *
 * Ends the paragraph, and the container that was entered last.
 */
void
galley_tree_builder_leave (GalleyTreeBuilder *builder)
{
  galley_tree_builder_end_paragraph (builder);
  builder->block = g_ptr_array_steal_index (builder->containers, builder->containers->len - 1);
}

/**
 * galley_tree_builder_close_inline:
 * @builder: a tree in the making
 * @node: what galley_tree_builder_open_inline() gave
 *
 * Ends what it holds; one that holds nothing goes.
 */
void
galley_tree_builder_close_inline (GalleyTreeBuilder *builder, cmark_node *node)
{
  if (builder->inlines != node)
    return;
  builder->inlines = cmark_node_parent (node);
  if (cmark_node_first_child (node) == NULL)
    cmark_node_free (node);
}

/**
 * galley_tree_builder_begin:
 * @builder: (out caller-allocates): a tree in the making
 *
 * Begins an empty document.
 */
void
galley_tree_builder_begin (GalleyTreeBuilder *builder)
{
  *builder = (GalleyTreeBuilder){ .block = cmark_node_new (CMARK_NODE_DOCUMENT),
                                  .containers = g_ptr_array_new () };
  builder->document = builder->block;
}

/**
 * galley_tree_builder_end:
 * @builder: a tree in the making
 *
 * Ends it.
 *
 * Returns: (transfer full): the document, without what marks up nothing
 */
cmark_node *
galley_tree_builder_end (GalleyTreeBuilder *builder)
{
  galley_tree_builder_end_paragraph (builder);
  drop_empty (builder->document);
  g_clear_pointer (&builder->containers, g_ptr_array_unref);
  return g_steal_pointer (&builder->document);
}

/**
 * galley_tree_to_markdown:
 * @root: a tree
 *
 * Returns: (transfer full): it as Markdown, UTF-8, ending in one line feed unless it is empty
 */
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
