/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "galley-character-private.h"
#include "galley-document-private.h"
#include "galley-tree-writer-private.h"

/* Emphasis of HTML may begin and end anywhere; a run of "*" opens and closes by what stands beside
 * it (CommonMark 0.30, 6.2). White space at its edges goes outside, what is beside its like is one
 * with it, and what Markdown still cannot say is written as HTML. */

#define PASSES_MAX 8 /* more than that is no text: all is written as HTML */

static gboolean
is_struck (cmark_node *node)
{
  return cmark_node_get_type (node) == CMARK_NODE_CUSTOM_INLINE &&
         g_str_equal (cmark_node_get_on_exit (node), "~~");
}

static gboolean
is_starred (cmark_node *node)
{
  cmark_node_type type = cmark_node_get_type (node);

  return type == CMARK_NODE_EMPH || type == CMARK_NODE_STRONG;
}

static gboolean
is_delimited (cmark_node *node)
{
  return is_starred (node) || is_struck (node);
}

static gboolean
is_alike (cmark_node *a, cmark_node *b)
{
  return a != NULL && b != NULL &&
         ((is_starred (a) && cmark_node_get_type (a) == cmark_node_get_type (b)) ||
          (is_struck (a) && is_struck (b)));
}

static void
move_before (cmark_node *node, cmark_node *to)
{
  cmark_node_unlink (node);
  cmark_node_insert_before (to, node);
}

static gboolean
is_space (gunichar c)
{
  return galley_character_classify (c) == GALLEY_CHARACTER_SPACE;
}

/* The bytes of white space at the begin of @text. */
static gsize
space_before (const char *text)
{
  const char *at = text;

  while (*at != '\0' && is_space (g_utf8_get_char (at)))
    at = g_utf8_next_char (at);
  return at - text;
}

/* Where the white space at the end of @text begins. */
static gsize
space_after (const char *text)
{
  const char *at = text + strlen (text);

  while (at > text && is_space (g_utf8_get_char (g_utf8_prev_char (at))))
    at = g_utf8_prev_char (at);
  return at - text;
}

static cmark_node *
new_text (const char *text, gsize length)
{
  cmark_node *node = cmark_node_new (CMARK_NODE_TEXT);
  g_autofree char *copy = g_strndup (text, length);

  cmark_node_set_literal (node, copy);
  return node;
}

static gboolean
is_break (cmark_node *node)
{
  return cmark_node_get_type (node) == CMARK_NODE_LINEBREAK;
}

/* Takes the white space at one edge of @node out of it; gives whether it looked for more. */
static gboolean
move_edge (cmark_node *node, gboolean end)
{
  cmark_node *edge = end ? cmark_node_last_child (node) : cmark_node_first_child (node);
  cmark_node *moved = NULL;
  const char *literal;
  g_autofree char *rest = NULL;
  gsize length;

  if (edge == NULL)
    return FALSE;
  if (is_break (edge))
    moved = edge;
  else if (cmark_node_get_type (edge) == CMARK_NODE_TEXT)
    {
      literal = cmark_node_get_literal (edge);
      length = end ? space_after (literal) : space_before (literal);
      if (length == (end ? strlen (literal) : 0))
        return FALSE;
      if (length == (end ? 0 : strlen (literal)))
        moved = edge;
      else
        {
          moved = end ? new_text (literal + length, strlen (literal) - length)
                      : new_text (literal, length);
          rest = end ? g_strndup (literal, length) : g_strdup (literal + length);
          cmark_node_set_literal (edge, rest);
        }
    }
  if (moved == NULL)
    return FALSE;
  cmark_node_unlink (moved);
  if (end)
    cmark_node_insert_after (node, moved);
  else
    cmark_node_insert_before (node, moved);
  return rest == NULL;
}

/* Makes one of @node and its like after it, and of what is alike where they meet: of three kinds,
 * so at most three deep. */
static void
join_next (cmark_node *node)
{
  cmark_node *next = cmark_node_next (node);
  cmark_node *seam = cmark_node_last_child (node);
  cmark_node *child;

  if (!is_alike (node, next))
    return;
  while ((child = cmark_node_first_child (next)) != NULL)
    {
      cmark_node_unlink (child);
      cmark_node_append_child (node, child);
    }
  cmark_node_unlink (next);
  cmark_node_free (next);
  if (seam != NULL)
    join_next (seam);
}

/* Two spans of code side by side would be one run of "`". */
static void
join_code (cmark_node *block)
{
  gboolean entering = TRUE;
  cmark_node *next;

  for (cmark_node *node = block; node != NULL; node = galley_node_walk (node, block, &entering))
    while (entering && node != block && cmark_node_get_type (node) == CMARK_NODE_CODE &&
           (next = cmark_node_next (node)) != NULL && cmark_node_get_type (next) == CMARK_NODE_CODE)
      {
        g_autofree char *joined =
            g_strconcat (cmark_node_get_literal (node), cmark_node_get_literal (next), NULL);

        cmark_node_set_literal (node, joined);
        cmark_node_unlink (next);
        cmark_node_free (next);
      }
}

/* The character that is written first or last for what @node holds; 0 where that is nothing. */
static gunichar
edge_of_text (const char *text, gboolean end)
{
  if (text == NULL || *text == '\0')
    return 0;
  return g_utf8_get_char (end ? g_utf8_prev_char (text + strlen (text)) : text);
}

/* The character that is written first or last for @node. */
static gunichar
outer_edge (cmark_node *node, gboolean end)
{
  const char *enter;

  switch (cmark_node_get_type (node))
    {
    case CMARK_NODE_TEXT:
      return edge_of_text (cmark_node_get_literal (node), end);
    case CMARK_NODE_HTML_INLINE:
      return end ? '>' : '<';
    case CMARK_NODE_CODE:
      return '`';
    case CMARK_NODE_LINK:
      return end ? ')' : '[';
    case CMARK_NODE_IMAGE:
      return end ? ')' : '!';
    case CMARK_NODE_EMPH:
    case CMARK_NODE_STRONG:
      return '*';
    case CMARK_NODE_CUSTOM_INLINE:
      enter = cmark_node_get_on_enter (node);
      return edge_of_text (
          end && *cmark_node_get_on_exit (node) != '\0' ? cmark_node_get_on_exit (node) : enter,
          end);
    default:
      return '\n';
    }
}

/* The character beside the run of "*" that @node begins or ends with, outside of all that the run
 * is of. */
static gunichar
outside (cmark_node *node, gboolean end)
{
  for (;;)
    {
      cmark_node *neighbour = end ? cmark_node_next (node) : cmark_node_previous (node);
      cmark_node *parent = cmark_node_parent (node);

      if (neighbour != NULL)
        /* A run that touches another becomes HTML. */
        return is_starred (node) && is_starred (neighbour)
                   ? '<'
                   : outer_edge (neighbour, end ? FALSE : TRUE);
      if (cmark_node_get_type (parent) == CMARK_NODE_LINK)
        return end ? ']' : '[';
      if (cmark_node_get_type (parent) < CMARK_NODE_FIRST_INLINE)
        return '\n';
      if (!is_starred (node) || !is_starred (parent))
        return outer_edge (parent, end);
      node = parent;
    }
}

/* The same, inside. */
static gunichar
inside (cmark_node *node, gboolean end)
{
  for (;;)
    {
      cmark_node *child = end ? cmark_node_last_child (node) : cmark_node_first_child (node);

      if (child == NULL)
        return '\n';
      if (!is_starred (node) || !is_starred (child))
        return outer_edge (child, end);
      node = child;
    }
}

static gboolean
is_flanking (gunichar in, gunichar out)
{
  GalleyCharacterClass class_in = galley_character_classify (in);

  return class_in != GALLEY_CHARACTER_SPACE &&
         (class_in == GALLEY_CHARACTER_OTHER ||
          galley_character_classify (out) != GALLEY_CHARACTER_OTHER);
}

/* Whether @node stands in other emphasis, which a run of "*" inside of it might close. */
static gboolean
is_in_starred (cmark_node *node)
{
  cmark_node *parent = cmark_node_parent (node);

  while (cmark_node_get_type (parent) >= CMARK_NODE_FIRST_INLINE && !is_starred (parent) &&
         cmark_node_get_type (parent) != CMARK_NODE_LINK)
    parent = cmark_node_parent (parent);
  return is_starred (parent);
}

/* Whether the run that opens @node might close as well, as posts are read or comments are. */
static gboolean
may_close (cmark_node *node)
{
  gunichar out = outside (node, FALSE), in = inside (node, FALSE);

  return is_flanking (out, in) || (galley_character_classify (out) != GALLEY_CHARACTER_SPACE &&
                                   (galley_character_is_cjk (out) || galley_character_is_cjk (in)));
}

/* Whether Markdown's delimiters around @node would open and close. */
static gboolean
can_be_delimited (cmark_node *node)
{
  cmark_node *previous = cmark_node_previous (node);

  if (previous != NULL && is_starred (node) && is_starred (previous))
    return FALSE;
  if ((previous != NULL || !is_starred (cmark_node_parent (node))) && is_starred (node) &&
      is_in_starred (node) && may_close (node))
    return FALSE; /* it would be read as a closing run first */
  return is_flanking (inside (node, FALSE), outside (node, FALSE)) &&
         is_flanking (inside (node, TRUE), outside (node, TRUE));
}

/* Puts HTML in the place of @node's delimiters or, without @html, what it holds. Gives the node
 * that now holds that. */
static void
give_up_delimiters (cmark_node *node, gboolean html)
{
  cmark_node_type type = cmark_node_get_type (node);
  const char *name = type == CMARK_NODE_EMPH ? "em" : type == CMARK_NODE_STRONG ? "strong" : "del";
  cmark_node *other = NULL, *child;

  if (html)
    {
      g_autofree char *enter = g_strdup_printf ("<%s>", name);
      g_autofree char *exit = g_strdup_printf ("</%s>", name);

      other = cmark_node_new (CMARK_NODE_CUSTOM_INLINE);
      cmark_node_set_on_enter (other, enter);
      cmark_node_set_on_exit (other, exit);
      cmark_node_insert_before (node, other);
    }
  while ((child = cmark_node_first_child (node)) != NULL)
    {
      if (other == NULL)
        {
          move_before (child, node);
          continue;
        }
      cmark_node_unlink (child);
      cmark_node_append_child (other, child);
    }
  cmark_node_unlink (node);
  cmark_node_free (node);
}

/* One look at all emphasis in @block; gives whether something changed. */
static gboolean
check_delimiters (cmark_node *block, gboolean html, gboolean give_up)
{
  g_autoptr (GPtrArray) delimited = g_ptr_array_new ();
  gboolean entering = TRUE, changed = FALSE;

  for (cmark_node *node = block; node != NULL; node = galley_node_walk (node, block, &entering))
    if (entering && node != block && is_delimited (node))
      g_ptr_array_add (delimited, node);
  for (guint i = 0; i < delimited->len; i++)
    {
      cmark_node *node = g_ptr_array_index (delimited, i);

      if (!give_up && can_be_delimited (node))
        continue;
      give_up_delimiters (node, html);
      changed = TRUE;
    }
  return changed;
}

/* Leaves emphasis without white space at its edges, and none that is empty or beside its like. */
static void
settle_edges (cmark_node *block)
{
  gboolean entering = TRUE;
  cmark_node *next;

  for (cmark_node *node = block; node != NULL; node = next)
    {
      gboolean leaving = !entering && node != block;
      gboolean empty;

      if (leaving && is_delimited (node))
        {
          while (move_edge (node, FALSE))
            ;
          while (move_edge (node, TRUE))
            ;
        }
      empty = leaving && is_delimited (node) && cmark_node_first_child (node) == NULL;
      if (leaving && !empty && is_delimited (node) && is_alike (cmark_node_previous (node), node))
        {
          node = cmark_node_previous (node);
          join_next (node);
        }
      next = galley_node_walk (node, block, &entering);
      if (empty)
        {
          cmark_node_unlink (node);
          cmark_node_free (node);
        }
    }
}

/* Whether @node is white space alone, that which is not broken included. */
static gboolean
is_blank (cmark_node *node)
{
  const char *literal =
      cmark_node_get_type (node) == CMARK_NODE_TEXT ? cmark_node_get_literal (node) : NULL;

  return literal != NULL && literal[space_before (literal)] == '\0';
}

/* Moves what stands after @node in @paragraph to a paragraph of its own. */
static void
split_after (cmark_node *paragraph, cmark_node *node)
{
  cmark_node *rest = cmark_node_new (CMARK_NODE_PARAGRAPH);
  cmark_node *moved;

  cmark_node_insert_after (paragraph, rest);
  while ((moved = cmark_node_next (node)) != NULL)
    {
      cmark_node_unlink (moved);
      cmark_node_append_child (rest, moved);
    }
}

/* Whether a line break stands before the one that @node is. */
static gboolean
follows_break (cmark_node *node)
{
  cmark_node *previous = cmark_node_previous (node);

  while (previous != NULL && is_blank (previous))
    previous = cmark_node_previous (previous);
  return previous != NULL && is_break (previous);
}

/* Takes away the white space after @line_break: what begins a line is to be seen to do so. */
static void
trim_after (cmark_node *line_break)
{
  cmark_node *next;

  while ((next = cmark_node_next (line_break)) != NULL &&
         cmark_node_get_type (next) == CMARK_NODE_TEXT && *cmark_node_get_literal (next) == ' ')
    {
      const char *literal = cmark_node_get_literal (next);
      g_autofree char *rest = g_strdup (literal + strspn (literal, " "));

      cmark_node_set_literal (next, rest);
      if (*rest != '\0')
        return;
      cmark_node_unlink (next);
      cmark_node_free (next);
    }
}

/* Two line breaks would be an empty line: in a paragraph they are its end, elsewhere one is enough.
 */
static void
settle_breaks (cmark_node *block)
{
  gboolean entering = TRUE;
  cmark_node *next;

  for (cmark_node *node = block; node != NULL; node = next)
    {
      gboolean twice = entering && node != block && is_break (node) && follows_break (node);

      if (twice && cmark_node_get_type (cmark_node_parent (node)) == CMARK_NODE_PARAGRAPH)
        {
          split_after (block, node);
          return;
        }
      if (entering && is_break (node) && !twice)
        trim_after (node);
      if (twice)
        entering = FALSE;
      next = galley_node_walk (node, block, &entering);
      if (twice)
        {
          cmark_node_unlink (node);
          cmark_node_free (node);
        }
    }
}

/* A line break or white space at the edge of a paragraph is none. */
static void
trim (cmark_node *block)
{
  for (int end = 0; end <= 1; end++)
    {
      cmark_node *edge;

      while ((edge = end ? cmark_node_last_child (block) : cmark_node_first_child (block)) != NULL)
        {
          if (!is_break (edge) && !is_blank (edge))
            break;
          cmark_node_unlink (edge);
          cmark_node_free (edge);
        }
    }
}

static void
settle_text (cmark_node *block, gboolean html)
{
  settle_edges (block);
  join_code (block);
  settle_breaks (block);
  trim (block);
  for (guint pass = 0; pass <= PASSES_MAX; pass++)
    if (!check_delimiters (block, html, pass == PASSES_MAX))
      break;
}

/**
 * galley_tree_settle_emphasis:
 * @root: a document
 * @html: whether what Markdown cannot say may be written as HTML; else it goes
 *
 * Makes emphasis such that it is read again as it stands here.
 */
void
galley_tree_settle_emphasis (cmark_node *root, gboolean html)
{
  gboolean entering = TRUE;
  cmark_node *next;

  for (cmark_node *node = root; node != NULL; node = next)
    {
      gboolean text = entering && (cmark_node_get_type (node) == CMARK_NODE_PARAGRAPH ||
                                   cmark_node_get_type (node) == CMARK_NODE_HEADING);
      gboolean empty;

      if (text)
        {
          settle_text (node, html);
          entering = FALSE;
        }
      empty = text && cmark_node_get_type (node) == CMARK_NODE_PARAGRAPH &&
              cmark_node_first_child (node) == NULL;
      next = galley_node_walk (node, root, &entering);
      if (empty)
        {
          cmark_node_unlink (node);
          cmark_node_free (node);
        }
    }
}
