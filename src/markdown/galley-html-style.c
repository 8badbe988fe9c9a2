/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-html-style-private.h"

#include <stdlib.h>
#include <string.h>

/* What the attributes of an element say of how it looks, as far as that means something. */

/**
 * galley_html_get_attribute:
 * @node: an element
 * @name: of an attribute
 *
 * Returns: (transfer full) (nullable): its value
 */
char *
galley_html_get_attribute (xmlNodePtr node, const char *name)
{
  xmlChar *value = xmlGetNoNsProp (node, (const xmlChar *) name);
  char *copy = value != NULL ? g_strdup ((const char *) value) : NULL;

  if (value != NULL)
    xmlFree (value);
  return copy;
}

/**
 * galley_html_get_style:
 * @node: an element
 * @property: of CSS, in small letters
 *
 * Returns: (transfer full) (nullable): its value in the element's own style, in small letters and
 *   without white space around it
 */
char *
galley_html_get_style (xmlNodePtr node, const char *property)
{
  g_autofree char *style = galley_html_get_attribute (node, "style");
  gsize length = strlen (property);
  char *found = NULL;

  for (char *at = style; at != NULL && *at != '\0';)
    {
      char *end = at + strcspn (at, ";");
      gboolean more = *end == ';';

      *end = '\0';
      at += strspn (at, " \t\r\n");
      if (g_ascii_strncasecmp (at, property, length) == 0 &&
          at[length + strspn (at + length, " \t\r\n")] == ':')
        {
          g_free (found);
          found = g_ascii_strdown (strchr (at, ':') + 1, -1);
          g_strstrip (found);
        }
      at = end + more;
    }
  return found;
}

static gboolean
style_is (xmlNodePtr node, const char *property, const char *wanted)
{
  g_autofree char *value = galley_html_get_style (node, property);

  return value != NULL && g_str_has_prefix (value, wanted);
}

/* Whether the value of @property is a length of nothing: "0", "0px", "0.0pt". */
static gboolean
is_nothing (xmlNodePtr node, const char *property)
{
  g_autofree char *value = galley_html_get_style (node, property);

  return value != NULL && g_ascii_isdigit (*value) && g_ascii_strtod (value, NULL) <= 0;
}

/**
 * galley_html_is_hidden:
 * @node: an element
 *
 * Returns: whether readers of the page do not see it
 */
gboolean
galley_html_is_hidden (xmlNodePtr node)
{
  g_autofree char *aria = NULL;

  if (node->properties == NULL)
    return FALSE;
  aria = galley_html_get_attribute (node, "aria-hidden");
  return xmlHasProp (node, BAD_CAST "hidden") != NULL ||
         (aria != NULL && g_str_equal (aria, "true")) || style_is (node, "display", "none") ||
         style_is (node, "visibility", "hidden") || style_is (node, "mso-hide", "all") ||
         is_nothing (node, "font-size") || is_nothing (node, "max-height") ||
         is_nothing (node, "opacity");
}

/* What the style says of weight, from 100 to 900; 0 where it says nothing. */
static int
get_weight (xmlNodePtr node)
{
  g_autofree char *weight =
      node->properties != NULL ? galley_html_get_style (node, "font-weight") : NULL;

  if (weight == NULL)
    return 0;
  if (g_str_has_prefix (weight, "bold"))
    return 700;
  return g_str_has_prefix (weight, "normal") ? 400 : atoi (weight);
}

/**
 * galley_html_style_is_bold:
 * @node: an element
 *
 * Returns: whether its own style makes it bold
 */
gboolean
galley_html_style_is_bold (xmlNodePtr node)
{
  return get_weight (node) >= 600;
}

/**
 * galley_html_style_is_normal_weight:
 * @node: an element
 *
 * Returns: whether its own style says that it is not bold
 */
gboolean
galley_html_style_is_normal_weight (xmlNodePtr node)
{
  int weight = get_weight (node);

  return weight > 0 && weight < 600;
}

/**
 * galley_html_style_is_italic:
 * @node: an element
 *
 * Returns: whether its own style makes it italic
 */
gboolean
galley_html_style_is_italic (xmlNodePtr node)
{
  return node->properties != NULL &&
         (style_is (node, "font-style", "italic") || style_is (node, "font-style", "oblique"));
}

/**
 * galley_html_style_is_deleted:
 * @node: an element
 *
 * Returns: whether its own style strikes it through
 */
gboolean
galley_html_style_is_deleted (xmlNodePtr node)
{
  return node->properties != NULL && (style_is (node, "text-decoration", "line-through") ||
                                      style_is (node, "text-decoration-line", "line-through"));
}

/**
 * galley_html_style_is_code:
 * @node: an element
 *
 * Returns: whether its own style shows it as code: white space as it is, in a typeface of one width
 */
gboolean
galley_html_style_is_code (xmlNodePtr node)
{
  g_autofree char *face =
      node->properties != NULL ? galley_html_get_style (node, "font-family") : NULL;

  return face != NULL && style_is (node, "white-space", "pre") &&
         !style_is (node, "white-space", "pre-line") &&
         (strstr (face, "mono") != NULL || strstr (face, "consolas") != NULL ||
          strstr (face, "courier") != NULL || strstr (face, "menlo") != NULL);
}
