/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-document-private.h"

#include <string.h>

#include "galley-character-private.h"
#include "galley-marks-private.h"

/* Strikethrough: GitHub Flavored Markdown, "Strikethrough (extension)". One or two tildes open and
 * close as "*" does; what opens and what closes must be of one length. */

typedef struct
{
  cmark_node *node;
  gsize offset;
  guint length;
  gboolean opens, closes;
  guint mark; /* what it became; 0 for none, which is no mark of deletion */
} Delimiter;

static gboolean
is_break (cmark_node *node)
{
  cmark_node_type type = cmark_node_get_type (node);

  return type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK;
}

/* What stands before or after the text of @node, where @neighbour is the node there. */
static GalleyCharacterClass
classify_neighbour (cmark_node *node, cmark_node *neighbour)
{
  if (neighbour != NULL)
    return is_break (neighbour) ? GALLEY_CHARACTER_SPACE : GALLEY_CHARACTER_PUNCTUATION;
  return cmark_node_get_type (cmark_node_parent (node)) >= CMARK_NODE_FIRST_INLINE
             ? GALLEY_CHARACTER_PUNCTUATION
             : GALLEY_CHARACTER_SPACE;
}

static GalleyCharacterClass
class_before (cmark_node *node, const char *literal, gsize offset)
{
  if (offset == 0)
    return classify_neighbour (node, cmark_node_previous (node));
  return galley_character_classify (g_utf8_get_char (g_utf8_prev_char (literal + offset)));
}

static GalleyCharacterClass
class_after (cmark_node *node, const char *literal, gsize end)
{
  if (literal[end] == '\0')
    return classify_neighbour (node, cmark_node_next (node));
  return galley_character_classify (g_utf8_get_char (literal + end));
}

static void
collect_from (cmark_node *node, GArray *delimiters)
{
  const char *literal = cmark_node_get_literal (node);
  const char *at = strchr (literal, '~');

  while (at != NULL)
    {
      guint length = strspn (at, "~");
      gsize offset = at - literal;

      if (length <= 2)
        {
          GalleyCharacterClass before = class_before (node, literal, offset);
          GalleyCharacterClass after = class_after (node, literal, offset + length);
          Delimiter delimiter = {
            .node = node,
            .offset = offset,
            .length = length,
            .opens = after != GALLEY_CHARACTER_SPACE &&
                     (after == GALLEY_CHARACTER_OTHER || before != GALLEY_CHARACTER_OTHER),
            .closes = before != GALLEY_CHARACTER_SPACE &&
                      (before == GALLEY_CHARACTER_OTHER || after != GALLEY_CHARACTER_OTHER),
          };

          if (delimiter.opens || delimiter.closes)
            g_array_append_val (delimiters, delimiter);
        }
      at = strchr (at + length, '~');
    }
}

/* Pairs each closing delimiter with the nearest opening one; gives whether there are pairs. */
static gboolean
pair (GArray *delimiters)
{
  g_autoptr (GArray) open = g_array_new (FALSE, FALSE, sizeof (guint));
  gboolean found = FALSE;

  for (guint i = 0; i < delimiters->len; i++)
    {
      Delimiter *delimiter = &g_array_index (delimiters, Delimiter, i);

      if (delimiter->closes && open->len > 0)
        {
          Delimiter *opener =
              &g_array_index (delimiters, Delimiter, g_array_index (open, guint, open->len - 1));

          g_array_set_size (open, open->len - 1);
          if (opener->length == delimiter->length)
            {
              opener->mark = GALLEY_MARK_DELETED_START;
              delimiter->mark = GALLEY_MARK_DELETED_END;
              found = TRUE;
            }
        }
      else if (delimiter->opens)
        {
          g_array_append_val (open, i);
        }
    }
  return found;
}

/* Writes the marks into the text of the node that delimiter @first and those after it are in; gives
 * the first delimiter of another node. */
static guint
rewrite (GArray *delimiters, guint first)
{
  cmark_node *node = g_array_index (delimiters, Delimiter, first).node;
  const char *literal = cmark_node_get_literal (node);
  GString *text = g_string_sized_new (strlen (literal) + 16);
  gsize copied = 0;
  guint i;

  for (i = first; i < delimiters->len; i++)
    {
      const Delimiter *delimiter = &g_array_index (delimiters, Delimiter, i);

      if (delimiter->node != node)
        break;
      if (delimiter->mark == 0)
        continue;
      g_string_append_len (text, literal + copied, delimiter->offset - copied);
      galley_mark_append (text, delimiter->mark);
      copied = delimiter->offset + delimiter->length;
    }
  g_string_append (text, literal + copied);
  cmark_node_set_literal (node, text->str);
  g_string_free (text, TRUE);
  return i;
}

/**
 * galley_strikethrough_apply:
 * @parent: one that holds inline nodes
 *
 * Marks what is struck through among its children.
 */
void
galley_strikethrough_apply (cmark_node *parent)
{
  g_autoptr (GArray) delimiters = NULL;
  cmark_node *child = cmark_node_first_child (parent);

  for (; child != NULL; child = cmark_node_next (child))
    {
      if (cmark_node_get_type (child) != CMARK_NODE_TEXT ||
          strchr (cmark_node_get_literal (child), '~') == NULL)
        continue;
      if (delimiters == NULL)
        delimiters = g_array_new (FALSE, TRUE, sizeof (Delimiter));
      collect_from (child, delimiters);
    }
  if (delimiters == NULL || !pair (delimiters))
    return;
  for (guint i = 0; i < delimiters->len;)
    i = rewrite (delimiters, i);
}
