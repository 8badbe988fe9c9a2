/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-html-tidy-private.h"

#include <stdlib.h>
#include <string.h>

#include "galley-html-style-private.h"

/* What is in HTML from other programs and says nothing to readers leaves the tree before it is
 * read. */

static gboolean
has_child (xmlNodePtr node, const char *name)
{
  for (xmlNodePtr child = node->children; child != NULL; child = child->next)
    if (galley_html_is (child, name))
      return TRUE;
  return FALSE;
}

/* A drawing that says what it shows, and is no ornament of a button or a heading. */
static gboolean
is_picture (xmlNodePtr svg)
{
  return xmlHasProp (svg, BAD_CAST "aria-label") != NULL || has_child (svg, "title") ||
         has_child (svg, "text");
}

/* At most two pixels: it counts who reads, or pushes others apart. */
static gboolean
is_tiny (xmlNodePtr image, const char *side)
{
  g_autofree char *attribute = galley_html_get_attribute (image, side);
  g_autofree char *style = galley_html_get_style (image, side);
  const char *value = style != NULL ? style : attribute;

  return value != NULL && g_ascii_isdigit (*value) && atoi (value) <= 2 &&
         strchr (value, '%') == NULL && strstr (value, "em") == NULL;
}

/* Whether an address leads somewhere for readers of the page, too. */
static gboolean
leads_somewhere (const char *address)
{
  static const char *const nowhere[] = { "javascript:", "vbscript:", "file:", "about:",
                                         "blob:",       "cid:",      "mid:",  "x-apple",
                                         "webkit-fake", "chrome",    "moz-",  "applewebdata:" };
  g_autofree char *plain = g_strdup (address);
  char *to = plain;

  /* As browsers do, white space and controls are passed over. */
  for (const char *from = address; *from != '\0'; from++)
    if ((guchar) *from > ' ')
      *to++ = *from;
  *to = '\0';
  for (gsize i = 0; i < G_N_ELEMENTS (nowhere); i++)
    if (g_ascii_strncasecmp (plain, nowhere[i], strlen (nowhere[i])) == 0)
      return FALSE;
  return *plain != '\0';
}

static gboolean
is_data (const char *address)
{
  return g_ascii_strncasecmp (address + strspn (address, " \t\r\n"), "data:", 5) == 0;
}

static gboolean
is_dead_image (xmlNodePtr image)
{
  g_autofree char *source = galley_html_get_attribute (image, "src");

  return source == NULL || !leads_somewhere (source) ||
         (is_data (source) &&
          g_ascii_strncasecmp (source + strspn (source, " \t\r\n"), "data:image/", 11) != 0) ||
         (is_tiny (image, "width") && is_tiny (image, "height"));
}

/* A link that leads nowhere is text. */
static void
check_link (xmlNodePtr link)
{
  g_autofree char *address = galley_html_get_attribute (link, "href");

  if (address != NULL && (!leads_somewhere (address) || is_data (address)))
    xmlUnsetProp (link, BAD_CAST "href");
}

static gboolean
is_ornament (xmlNodePtr node, gboolean pasted)
{
  if (galley_html_is (node, "svg"))
    return !is_picture (node);
  if (galley_html_is (node, "img"))
    return is_dead_image (node);
  return pasted && (galley_html_is (node, "button") || galley_html_is (node, "select"));
}

/**
 * galley_html_tidy:
 * @root: an element
 * @pasted: whether what can only be pressed goes, too
 *
 * Takes out what is below @root and hidden, ornament or dead: pictures without an address, and the
 * addresses of links that lead nowhere. How Word and its kin write lists becomes lists.
 */
void
galley_html_tidy (xmlNodePtr root, gboolean pasted)
{
  gboolean entering = TRUE;
  xmlNodePtr next;

  galley_html_tidy_lists (root);
  for (xmlNodePtr node = root; node != NULL; node = next)
    {
      gboolean element = entering && node != root && node->type == XML_ELEMENT_NODE;
      gboolean gone = element && (galley_html_is_hidden (node) || is_ornament (node, pasted));

      if (element && !gone && galley_html_is (node, "a"))
        check_link (node);
      if (gone)
        entering = FALSE;
      next = galley_html_walk (node, root, &entering);
      if (gone)
        {
          xmlUnlinkNode (node);
          xmlFreeNode (node);
        }
    }
}
