/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-html-tidy-private.h"

#include <stdlib.h>
#include <string.h>

#include "galley-html-style-private.h"

/* Word writes each item of a list as a paragraph that tells its level in a property of its own,
 * "mso-list:l0 level2 lfo1", and the marker as text in a span that is to be ignored. Word in the
 * browser gives each item a list of its own, with its level in an attribute. */

#define LEVELS 9

/* An item, where it stands. */
typedef struct
{
  xmlNodePtr node;    /* what stands in its place in the document */
  xmlNodePtr content; /* whose children it holds */
  char *list;         /* (nullable): which list it is of */
  guint level;        /* from 1 */
  gboolean ordered;
  int number;
} Item;

static void
clear_item (Item *item)
{
  g_clear_pointer (&item->list, g_free);
}

static gboolean
is_marker (xmlNodePtr node)
{
  g_autofree char *style =
      node->type == XML_ELEMENT_NODE ? galley_html_get_style (node, "mso-list") : NULL;

  return style != NULL && g_str_equal (style, "ignore");
}

static xmlNodePtr
find_marker (xmlNodePtr paragraph)
{
  gboolean entering = TRUE;

  for (xmlNodePtr node = paragraph; node != NULL;
       node = galley_html_walk (node, paragraph, &entering))
    if (entering && node != paragraph && is_marker (node))
      return node;
  return NULL;
}

/* Reads what a marker says: "1.", "(b)", "iv)" number; a dot, a circle or "o" do not. */
static void
read_marker (Item *item, const char *text)
{
  g_autofree char *plain = g_strdup (text);
  gsize length;

  /* No-break spaces fill up what is to be an indent. */
  for (char *at = strstr (plain, "\xc2\xa0"); at != NULL; at = strstr (at, "\xc2\xa0"))
    at[0] = at[1] = ' ';
  g_strstrip (plain);
  if (*plain == '(')
    memmove (plain, plain + 1, strlen (plain));
  length = strspn (plain, "0123456789");
  if (length == 0)
    while (length < 8 && g_ascii_isalpha (plain[length]))
      length++;
  item->ordered = length > 0 && (plain[length] == '.' || plain[length] == ')');
  item->number = g_ascii_isdigit (*plain) ? CLAMP (atoi (plain), 0, 999999999)
                 : length == 1 && *plain != 'i' && *plain != 'I'
                     ? g_ascii_tolower (*plain) - 'a' + 1
                     : 1;
}

/* A paragraph that is an item. */
static gboolean
read_paragraph (xmlNodePtr node, Item *item)
{
  g_autofree char *style = NULL;
  xmlNodePtr marker;
  char *level;

  if (!galley_html_is (node, "p") && !galley_html_is (node, "div"))
    return FALSE;
  style = galley_html_get_style (node, "mso-list");
  level = style != NULL ? strstr (style, "level") : NULL;
  if (level == NULL)
    return FALSE;
  item->node = item->content = node;
  item->level = CLAMP (atoi (level + strlen ("level")), 1, LEVELS);
  item->list = g_strndup (style, strcspn (style, " "));
  marker = find_marker (node);
  if (marker != NULL)
    {
      g_autofree char *text = galley_html_get_text (marker);

      read_marker (item, text);
      xmlUnlinkNode (marker);
      xmlFreeNode (marker);
    }
  return TRUE;
}

static xmlNodePtr
only_element (xmlNodePtr parent)
{
  xmlNodePtr found = NULL;

  for (xmlNodePtr child = parent->children; child != NULL; child = child->next)
    {
      if (child->type != XML_ELEMENT_NODE && !xmlIsBlankNode (child))
        return NULL;
      if (child->type == XML_ELEMENT_NODE && found != NULL)
        return NULL;
      if (child->type == XML_ELEMENT_NODE)
        found = child;
    }
  return found;
}

/* A list around one item that tells its level. */
static gboolean
read_wrapped (xmlNodePtr node, Item *item)
{
  xmlNodePtr list = galley_html_is (node, "div") ? only_element (node) : node;
  xmlNodePtr content;
  g_autofree char *level = NULL;
  g_autofree char *start = NULL;

  if (list == NULL || (!galley_html_is (list, "ul") && !galley_html_is (list, "ol")))
    return FALSE;
  content = only_element (list);
  level = content != NULL ? galley_html_get_attribute (content, "data-aria-level") : NULL;
  if (level == NULL || !galley_html_is (content, "li"))
    return FALSE;
  start = galley_html_get_attribute (list, "start");
  item->node = node;
  item->content = content;
  item->level = CLAMP (atoi (level), 1, LEVELS);
  item->list = galley_html_get_attribute (content, "data-listid");
  item->ordered = galley_html_is (list, "ol");
  item->number = start != NULL ? CLAMP (atoi (start), 0, 999999999) : 1;
  return TRUE;
}

/* The lists that are open, by level. */
typedef struct
{
  xmlNodePtr lists[LEVELS + 1];
  Item last[LEVELS + 1];
  guint depth;
} Levels;

/* The element that @item goes into: a list of its level, made where there is none that goes on. */
static xmlNodePtr
find_list (Levels *levels, const Item *item)
{
  xmlNodePtr list, parent;
  char number[16];

  while (levels->depth > item->level)
    levels->lists[levels->depth--] = NULL;
  if (levels->depth == item->level &&
      (levels->last[item->level].ordered != item->ordered ||
       (item->level == 1 && g_strcmp0 (levels->last[1].list, item->list) != 0)))
    levels->lists[levels->depth--] = NULL;
  if (levels->depth == item->level)
    return levels->lists[levels->depth];
  list = xmlNewNode (NULL, BAD_CAST (item->ordered ? "ol" : "ul"));
  g_snprintf (number, sizeof number, "%d", item->number);
  if (item->ordered && item->number != 1)
    xmlNewProp (list, BAD_CAST "start", BAD_CAST number);
  parent = levels->depth > 0 ? xmlGetLastChild (levels->lists[levels->depth]) : NULL;
  if (parent != NULL)
    xmlAddChild (parent, list);
  else
    xmlAddPrevSibling (item->node, list);
  levels->lists[++levels->depth] = list;
  return list;
}

static void
add_item (Levels *levels, Item *item)
{
  guint level = MIN (item->level, levels->depth + 1); /* a level that is passed over is none */
  xmlNodePtr list, li, child;

  item->level = level;
  list = find_list (levels, item);
  li = xmlNewChild (list, NULL, BAD_CAST "li", NULL);
  while ((child = item->content->children) != NULL)
    {
      xmlUnlinkNode (child);
      xmlAddChild (li, child);
    }
  xmlUnlinkNode (item->node);
  xmlFreeNode (item->node);
  clear_item (&levels->last[level]);
  levels->last[level] = *item;
  levels->last[level].node = levels->last[level].content = NULL;
}

/* Makes lists of the items among the children of @parent. */
static void
tidy_children (xmlNodePtr parent)
{
  Levels levels = { .depth = 0 };
  xmlNodePtr next;

  for (xmlNodePtr node = parent->children; node != NULL; node = next)
    {
      Item item = { NULL };

      next = node->next;
      if (node->type == XML_ELEMENT_NODE &&
          (read_paragraph (node, &item) || read_wrapped (node, &item)))
        add_item (&levels, &item);
      else if (node->type == XML_ELEMENT_NODE ||
               (node->type == XML_TEXT_NODE && !xmlIsBlankNode (node)))
        levels.depth = 0;
    }
  for (guint i = 0; i <= LEVELS; i++)
    clear_item (&levels.last[i]);
}

/**
 * galley_html_tidy_lists:
 * @root: an element
 *
 * Makes lists below @root of paragraphs that Word means as items.
 */
void
galley_html_tidy_lists (xmlNodePtr root)
{
  gboolean entering = TRUE;

  for (xmlNodePtr node = root; node != NULL; node = galley_html_walk (node, root, &entering))
    if (entering && node->type == XML_ELEMENT_NODE && node->children != NULL)
      tidy_children (node);
}
