/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-tree-builder-private.h"

#include <string.h>

#include "galley-autolink-private.h"
#include "galley-document-private.h"

#define ADDRESS_MAX 2000 /* bytes; what is longer is text */

/* Markup that is open. */
typedef struct
{
  gconstpointer owner;
  cmark_node_type type; /* CMARK_NODE_NONE: the same is open already, around it */
  char *first, *second; /* (nullable): address and title of a link, the begin and end of another */
  cmark_node *node;     /* what it is in the paragraph at hand; NULL until there is text */
} Markup;

static void
clear_markup (gpointer data)
{
  g_free (((Markup *) data)->first);
  g_free (((Markup *) data)->second);
}

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
  for (guint i = 0; i < builder->markup->len; i++)
    g_array_index (builder->markup, Markup, i).node = NULL;
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

/* Whether what comes next begins a line, where white space is nothing. */
static gboolean
is_at_start (GalleyTreeBuilder *builder)
{
  cmark_node *last = cmark_node_last_child (builder->inlines);

  return last != NULL ? cmark_node_get_type (last) == CMARK_NODE_LINEBREAK
                      : cmark_node_get_type (builder->inlines) < CMARK_NODE_FIRST_INLINE;
}

static cmark_node *
new_inline (cmark_node_type type, const char *first, const char *second)
{
  cmark_node *node = cmark_node_new (type);

  if (type == CMARK_NODE_CUSTOM_INLINE)
    {
      cmark_node_set_on_enter (node, first);
      cmark_node_set_on_exit (node, second != NULL ? second : "");
    }
  else if (type == CMARK_NODE_LINK)
    {
      cmark_node_set_url (node, first);
      cmark_node_set_title (node, second != NULL ? second : "");
    }
  else if (first != NULL)
    cmark_node_set_literal (node, first);
  return node;
}

/* Where text goes: a paragraph is begun where there is none, white space that was before is
 * written, and the markup that is open is made. */
static cmark_node *
get_inlines (GalleyTreeBuilder *builder)
{
  if (builder->inlines == NULL)
    {
      cmark_node *paragraph = cmark_node_new (CMARK_NODE_PARAGRAPH);

      galley_tree_builder_add_block (builder, paragraph);
      builder->inlines = paragraph;
    }
  if (builder->space && !is_at_start (builder))
    cmark_node_append_child (builder->inlines, new_inline (CMARK_NODE_TEXT, " ", NULL));
  builder->space = FALSE;
  for (guint i = 0; i < builder->markup->len; i++)
    {
      Markup *markup = &g_array_index (builder->markup, Markup, i);

      if (markup->node != NULL || markup->type == CMARK_NODE_NONE)
        continue;
      markup->node = new_inline (markup->type, markup->first, markup->second);
      cmark_node_append_child (builder->inlines, markup->node);
      builder->inlines = markup->node;
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
  cmark_node *node = new_inline (type, literal, NULL);

  cmark_node_append_child (get_inlines (builder), node);
  return node;
}

static gboolean
is_address_start (const char *text)
{
  return g_ascii_strncasecmp (text, "http://", 7) == 0 ||
         g_ascii_strncasecmp (text, "https://", 8) == 0;
}

/* The bytes of the bare address at @text that would not be one with what is written to keep its
 * characters from being markup; 0 where there is none. */
static gsize
find_address (const char *text)
{
  gsize length = 0, scanned, end;

  if (!is_address_start (text))
    return 0;
  while (length < ADDRESS_MAX && text[length] != '\0' && !g_ascii_isspace (text[length]))
    length++;
  end = length < ADDRESS_MAX ? galley_autolink_find_end (text, length, 0, &scanned) : 0;
  if (end == 0 || memchr (text, '>', end) != NULL)
    return 0;
  return strcspn (text, "_*~&[]\\!#'\"") < end ? end : 0;
}

static void
flush (GalleyTreeBuilder *builder, GString *run)
{
  if (run->len > 0)
    galley_tree_builder_add_inline (builder, CMARK_NODE_TEXT, run->str);
  g_string_truncate (run, 0);
}

/* What Galley's Markdown reads and libcmark does not escape. */
static const char *
find_escape (const char *text)
{
  if (*text == '~')
    return "\\~";
  return *text == '{' && text[1] != '\0' && strchr (":#.-", text[1]) != NULL ? "\\{" : NULL;
}

/**
 * galley_tree_builder_add_text:
 * @builder: a tree in the making
 * @text: UTF-8
 *
 * Adds text in which white space is as HTML has it. What only Galley's Markdown would read is
 * escaped, and a bare address is one still.
 */
void
galley_tree_builder_add_text (GalleyTreeBuilder *builder, const char *text)
{
  g_autoptr (GString) run = g_string_new (NULL);
  gboolean in_link = galley_tree_builder_is_in (builder, CMARK_NODE_LINK);

  while (*text != '\0')
    {
      const char *escape = find_escape (text);
      gsize address = *text == 'h' && !in_link ? find_address (text) : 0;

      if (g_ascii_isspace (*text))
        {
          flush (builder, run);
          builder->space = TRUE;
          text++;
        }
      else if (escape != NULL)
        {
          flush (builder, run);
          galley_tree_builder_add_inline (builder, CMARK_NODE_CUSTOM_INLINE, escape);
          text++;
        }
      else if (address > 0)
        {
          g_autofree char *link = g_strdup_printf ("<%.*s>", (int) address, text);

          flush (builder, run);
          galley_tree_builder_add_inline (builder, CMARK_NODE_CUSTOM_INLINE, link);
          text += address;
        }
      else
        {
          g_string_append_c (run, *text++);
        }
    }
  flush (builder, run);
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
 * galley_tree_builder_is_in:
 * @builder: a tree in the making
 * @type: of markup
 *
 * Returns: whether such markup is open
 */
gboolean
galley_tree_builder_is_in (const GalleyTreeBuilder *builder, cmark_node_type type)
{
  for (guint i = 0; i < builder->markup->len; i++)
    if (g_array_index (builder->markup, Markup, i).type == type)
      return TRUE;
  return FALSE;
}

/* Whether the same markup is open: twice is once. */
static gboolean
is_open (const GalleyTreeBuilder *builder, cmark_node_type type, const char *first)
{
  for (guint i = 0; i < builder->markup->len; i++)
    {
      const Markup *markup = &g_array_index (builder->markup, Markup, i);

      if (markup->type == type &&
          (type != CMARK_NODE_CUSTOM_INLINE || g_str_equal (markup->first, first)))
        return TRUE;
    }
  return FALSE;
}

/**
 * galley_tree_builder_open_inline:
 * @builder: a tree in the making
 * @owner: whose end ends it
 * @type: what kind of node
 * @first: (nullable): the address of a link; what stands before the text in
 * CMARK_NODE_CUSTOM_INLINE
 * @second: (nullable): the title of a link; what stands after the text
 *
 * Has text that comes next be in such a node, until galley_tree_builder_close_inline().
 */
void
galley_tree_builder_open_inline (GalleyTreeBuilder *builder,
                                 gconstpointer owner,
                                 cmark_node_type type,
                                 const char *first,
                                 const char *second)
{
  Markup markup = { owner, is_open (builder, type, first) ? CMARK_NODE_NONE : type,
                    g_strdup (first), g_strdup (second), NULL };

  g_array_append_val (builder->markup, markup);
}

/**
 * galley_tree_builder_close_inline:
 * @builder: a tree in the making
 * @owner: whose end it is
 *
 * Ends the markup that @owner opened.
 *
 * Returns: whether there was any
 */
gboolean
galley_tree_builder_close_inline (GalleyTreeBuilder *builder, gconstpointer owner)
{
  gboolean found = FALSE;

  while (builder->markup->len > 0)
    {
      Markup *markup = &g_array_index (builder->markup, Markup, builder->markup->len - 1);

      if (markup->owner != owner)
        break;
      found = TRUE;
      if (markup->node != NULL)
        builder->inlines = cmark_node_parent (markup->node);
      g_array_set_size (builder->markup, builder->markup->len - 1);
    }
  return found;
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
 * galley_tree_builder_begin:
 * @builder: (out caller-allocates): a tree in the making
 *
 * Begins an empty document.
 */
void
galley_tree_builder_begin (GalleyTreeBuilder *builder)
{
  *builder = (GalleyTreeBuilder){ .block = cmark_node_new (CMARK_NODE_DOCUMENT),
                                  .containers = g_ptr_array_new (),
                                  .markup = g_array_new (FALSE, FALSE, sizeof (Markup)) };
  g_array_set_clear_func (builder->markup, clear_markup);
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
  g_clear_pointer (&builder->markup, g_array_unref);
  return g_steal_pointer (&builder->document);
}
