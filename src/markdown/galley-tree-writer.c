/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-tree-writer-private.h"

#include <stdlib.h>
#include <string.h>

#include "galley-document-private.h"

/* A tree as Markdown. libcmark writes what stands in a block; blocks are written here, since it
 * puts a comment between two lists, which readers of the page would get. */

/* What stands before the lines of a container. */
typedef struct
{
  char first[16]; /* before the first line of an item */
  char rest[16];  /* before the others */
  gboolean begun;
} Prefix;

typedef struct
{
  GString *out;
  GArray *prefixes; /* Prefix, the outermost first */
} TreeWriter;

/* Appends a line, at most @length bytes of @line. */
static void
write_line (TreeWriter *self, const char *line, gsize length)
{
  for (guint i = 0; i < self->prefixes->len; i++)
    {
      Prefix *prefix = &g_array_index (self->prefixes, Prefix, i);

      g_string_append (self->out, prefix->begun ? prefix->rest : prefix->first);
      prefix->begun = prefix->begun || length > 0;
    }
  g_string_append_len (self->out, line, length);
  if (length == 0)
    while (self->out->len > 0 && self->out->str[self->out->len - 1] == ' ')
      g_string_truncate (self->out, self->out->len - 1);
  g_string_append_c (self->out, '\n');
}

static void
write_lines (TreeWriter *self, const char *text)
{
  while (*text != '\0')
    {
      gsize length = strcspn (text, "\n");

      write_line (self, text, length);
      text += length + (text[length] == '\n');
    }
}

/* The longest run of "`" in @text. */
static gsize
longest_run (const char *text)
{
  gsize longest = 0;

  for (; *(text += strcspn (text, "`")) != '\0'; text += strspn (text, "`"))
    longest = MAX (longest, strspn (text, "`"));
  return longest;
}

static void
write_code (TreeWriter *self, cmark_node *node)
{
  const char *literal = cmark_node_get_literal (node);
  gsize length = MAX (3, longest_run (literal) + 1);
  g_autofree char *fence = g_strnfill (length, '`');
  g_autofree char *begin = g_strconcat (fence, cmark_node_get_fence_info (node), NULL);

  write_line (self, begin, strlen (begin));
  write_lines (self, literal);
  write_line (self, fence, length);
}

static void
write_leaf (TreeWriter *self, cmark_node *node)
{
  char *text;

  if (cmark_node_get_type (node) == CMARK_NODE_CODE_BLOCK)
    {
      write_code (self, node);
      return;
    }
  if (cmark_node_get_type (node) == CMARK_NODE_THEMATIC_BREAK)
    {
      write_line (self, "___", 3); /* no marker of a list, no underline */
      return;
    }
  text = cmark_render_commonmark (node, CMARK_OPT_UNSAFE, 0);
  write_lines (self, g_strchomp (text));
  free (text);
}

static gboolean
is_tight (cmark_node *block)
{
  cmark_node *item = cmark_node_parent (block);
  cmark_node *list = item != NULL && cmark_node_get_type (item) == CMARK_NODE_ITEM
                         ? cmark_node_parent (item)
                         : NULL;

  return list != NULL && cmark_node_get_list_tight (list);
}

static gboolean
begins_empty (cmark_node *list)
{
  cmark_node *item = cmark_node_first_child (list);

  return item == NULL || cmark_node_first_child (item) == NULL;
}

/* Whether @block, after another, would be read as a part of that without a blank line between. */
static gboolean
needs_blank (cmark_node *block)
{
  cmark_node *previous = cmark_node_previous (block);
  cmark_node_type type = cmark_node_get_type (block);

  if (cmark_node_get_type (block) == CMARK_NODE_ITEM)
    return !cmark_node_get_list_tight (cmark_node_parent (block));
  if (!is_tight (block) || cmark_node_get_type (previous) != CMARK_NODE_PARAGRAPH)
    return TRUE;
  if (type == CMARK_NODE_LIST)
    return begins_empty (block) || (cmark_node_get_list_type (block) == CMARK_ORDERED_LIST &&
                                    cmark_node_get_list_start (block) != 1);
  return type != CMARK_NODE_CODE_BLOCK && type != CMARK_NODE_BLOCK_QUOTE &&
         type != CMARK_NODE_HEADING;
}

/* Notes at @list whether it needs another marker than is usual: it stands after one like it that
 * has that. */
static void
enter_list (cmark_node *list)
{
  cmark_node *previous = cmark_node_previous (list);
  gboolean other = previous != NULL && cmark_node_get_type (previous) == CMARK_NODE_LIST &&
                   cmark_node_get_list_type (previous) == cmark_node_get_list_type (list) &&
                   cmark_node_get_user_data (previous) == NULL;

  cmark_node_set_user_data (list, GINT_TO_POINTER (other));
}

static void
push_item (TreeWriter *self, cmark_node *item)
{
  cmark_node *list = cmark_node_parent (item);
  gboolean other = cmark_node_get_user_data (list) != NULL;
  cmark_node *previous = cmark_node_previous (item);
  int number = previous != NULL ? GPOINTER_TO_INT (cmark_node_get_user_data (previous)) + 1
                                : cmark_node_get_list_start (list);
  Prefix prefix = { .begun = FALSE };

  cmark_node_set_user_data (item, GINT_TO_POINTER (number));
  if (cmark_node_get_list_type (list) == CMARK_BULLET_LIST)
    g_strlcpy (prefix.first, other ? "* " : "- ", sizeof prefix.first);
  else
    g_snprintf (prefix.first, sizeof prefix.first, "%d%c ", number, other ? ')' : '.');
  memset (prefix.rest, ' ', strlen (prefix.first));
  g_array_append_val (self->prefixes, prefix);
}

static void
pop_prefix (TreeWriter *self)
{
  Prefix *last = &g_array_index (self->prefixes, Prefix, self->prefixes->len - 1);

  if (!last->begun)
    {
      /* An empty item is its marker. */
      for (guint i = 0; i < self->prefixes->len; i++)
        {
          Prefix *prefix = &g_array_index (self->prefixes, Prefix, i);

          g_string_append (self->out, prefix->begun ? prefix->rest : prefix->first);
          prefix->begun = TRUE;
        }
      g_strchomp (self->out->str);
      self->out->len = strlen (self->out->str);
      g_string_append_c (self->out, '\n');
    }
  g_array_set_size (self->prefixes, self->prefixes->len - 1);
}

static gboolean
is_container (cmark_node *node)
{
  cmark_node_type type = cmark_node_get_type (node);

  return type == CMARK_NODE_LIST || type == CMARK_NODE_ITEM || type == CMARK_NODE_BLOCK_QUOTE;
}

static void
enter (TreeWriter *self, cmark_node *node)
{
  const Prefix quote = { "> ", "> ", FALSE };
  cmark_node_type type = cmark_node_get_type (node);

  if (cmark_node_previous (node) != NULL && needs_blank (node))
    write_line (self, "", 0);
  if (type == CMARK_NODE_LIST)
    enter_list (node);
  else if (type == CMARK_NODE_ITEM)
    push_item (self, node);
  else if (type == CMARK_NODE_BLOCK_QUOTE)
    g_array_append_val (self->prefixes, quote);
  else
    write_leaf (self, node);
}

/**
 * galley_tree_to_markdown:
 * @root: a document
 *
 * Returns: (transfer full): it as Markdown, UTF-8, ending in one line feed unless it is empty
 */
char *
galley_tree_to_markdown (cmark_node *root)
{
  TreeWriter self = { g_string_new (NULL), g_array_new (FALSE, FALSE, sizeof (Prefix)) };
  gboolean entering = TRUE;

  for (cmark_node *node = root; node != NULL; node = galley_node_walk (node, root, &entering))
    {
      if (node == root)
        continue;
      if (entering)
        enter (&self, node);
      else if (cmark_node_get_type (node) == CMARK_NODE_ITEM ||
               cmark_node_get_type (node) == CMARK_NODE_BLOCK_QUOTE)
        pop_prefix (&self);
      if (!is_container (node))
        entering = FALSE;
    }
  g_array_unref (self.prefixes);
  return g_string_free (self.out, FALSE);
}
