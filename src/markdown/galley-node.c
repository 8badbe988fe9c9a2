/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-document-private.h"

#include <string.h>

#include "galley-marks-private.h"

/**
 * galley_node_get_kind:
 * @node: a node
 *
 * Returns: what it stands for beyond what libcmark says
 */
GalleyNodeKind
galley_node_get_kind (cmark_node *node)
{
  return GPOINTER_TO_INT (cmark_node_get_user_data (node));
}

/**
 * galley_node_set_kind:
 * @node: a node
 * @kind: what it stands for beyond what libcmark says
 */
void
galley_node_set_kind (cmark_node *node, GalleyNodeKind kind)
{
  cmark_node_set_user_data (node, GINT_TO_POINTER (kind));
}

/**
 * galley_node_is_tight:
 * @paragraph: a paragraph
 *
 * Returns: whether it is in an item of a list that has no space between its items
 */
gboolean
galley_node_is_tight (cmark_node *paragraph)
{
  cmark_node *item = cmark_node_parent (paragraph);
  cmark_node *list = item != NULL ? cmark_node_parent (item) : NULL;

  return list != NULL && cmark_node_get_type (list) == CMARK_NODE_LIST &&
         cmark_node_get_list_tight (list);
}

/**
 * galley_node_walk:
 * @node: where the walk is; @root at first
 * @root: over what it goes
 * @entering: (inout): whether it comes to the node or leaves it; TRUE at first
 *
 * Comes to every node twice, on entering and on leaving, as cmark_iter does; but it allocates
 * nothing, and a caller may skip the children of a node by clearing @entering. Trees are as deep
 * as the text says, so nothing here recurses.
 *
 * Returns: (transfer none) (nullable): the next node; NULL at the end
 */
cmark_node *
galley_node_walk (cmark_node *node, cmark_node *root, gboolean *entering)
{
  cmark_node *next;

  if (*entering)
    {
      next = cmark_node_first_child (node);
      if (next != NULL)
        return next;
      *entering = FALSE;
      return node;
    }
  if (node == root)
    return NULL;
  next = cmark_node_next (node);
  if (next != NULL)
    {
      *entering = TRUE;
      return next;
    }
  return cmark_node_parent (node);
}

/* Appends @literal without its marks, and without references to notes. */
static void
append_literal (GString *out, const char *literal)
{
  gboolean in_reference = FALSE;

  while (*literal != '\0')
    {
      const char *next = strchr (literal, '\xEF');
      gsize plain = next != NULL ? (gsize) (next - literal) : strlen (literal);

      if (!in_reference)
        g_string_append_len (out, literal, plain);
      literal += plain;
      if (*literal == '\0')
        break;
      if (galley_mark_is_at (literal))
        {
          in_reference = galley_mark_at (literal) == GALLEY_MARK_NOTE_START;
          literal += GALLEY_MARK_BYTES;
        }
      else
        {
          if (!in_reference)
            g_string_append_c (out, *literal);
          literal++;
        }
    }
}

/* Appends what @root says, without its markup: blocks end in a line feed. */
static void
append_text (cmark_node *root, GString *out)
{
  gboolean entering = TRUE;
  cmark_node *node = root;

  for (; node != NULL; node = galley_node_walk (node, root, &entering))
    {
      switch (cmark_node_get_type (node))
        {
        case CMARK_NODE_TEXT:
        case CMARK_NODE_CODE:
        case CMARK_NODE_CODE_BLOCK:
          if (entering)
            append_literal (out, cmark_node_get_literal (node));
          break;
        case CMARK_NODE_SOFTBREAK:
          if (entering)
            g_string_append_c (out, ' ');
          break;
        case CMARK_NODE_LINEBREAK:
          if (entering)
            g_string_append_c (out, '\n');
          break;
        case CMARK_NODE_PARAGRAPH:
        case CMARK_NODE_HEADING:
          if (!entering && node != root)
            g_string_append_c (out, '\n');
          break;
        case CMARK_NODE_CUSTOM_BLOCK:
          if (!entering && galley_node_get_kind (node) == GALLEY_NODE_TABLE_ROW)
            g_string_append_c (out, '\n');
          else if (!entering && galley_node_get_kind (node) == GALLEY_NODE_TABLE_CELL &&
                   cmark_node_next (node) != NULL)
            g_string_append_c (out, ' ');
          break;
        default:
          break;
        }
    }
}

/**
 * galley_node_get_text:
 * @node: a node
 *
 * Returns: (transfer full): what it says, without its markup; blocks end in a line feed
 */
char *
galley_node_get_text (cmark_node *node)
{
  GString *text = g_string_new (NULL);

  append_text (node, text);
  return g_string_free (text, FALSE);
}
