/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SVG is a document that may act: as a file of the site it would act in the site's name. It is
 * parsed, and from the tree all is taken that is not known to draw. */
#include "galley-pictures-private.h"

#include <libxml/parser.h>
#include <libxml/tree.h>
#include <string.h>

#define SVG "http://www.w3.org/2000/svg"
#define XLINK "http://www.w3.org/1999/xlink"
#define LARGEST (8 * 1024 * 1024)

static gboolean
is_in (const char *name, const char *const *list)
{
  for (gsize i = 0; list[i] != NULL; i++)
    if (g_str_equal (list[i], name))
      return TRUE;
  return FALSE;
}

static gboolean
is_drawing (const char *name)
{
  static const char *const drawing[] = { "svg",
                                         "g",
                                         "defs",
                                         "symbol",
                                         "use",
                                         "title",
                                         "desc",
                                         "switch",
                                         "style",
                                         "path",
                                         "rect",
                                         "circle",
                                         "ellipse",
                                         "line",
                                         "polyline",
                                         "polygon",
                                         "text",
                                         "tspan",
                                         "textPath",
                                         "image",
                                         "linearGradient",
                                         "radialGradient",
                                         "stop",
                                         "pattern",
                                         "clipPath",
                                         "mask",
                                         "marker",
                                         "filter",
                                         "animate",
                                         "animateTransform",
                                         "animateMotion",
                                         "mpath",
                                         NULL };

  return is_in (name, drawing) || (g_str_has_prefix (name, "fe") && strlen (name) < 24);
}

/* A style or an attribute in which an address could stand: only those inside of the picture may,
 * and no notation that hides one. */
static gboolean
is_harmless_style (const char *text)
{
  g_autofree char *lower = g_ascii_strdown (text, -1);

  if (strchr (lower, '\\') != NULL || strstr (lower, "@import") != NULL ||
      strstr (lower, "javascript:") != NULL || strstr (lower, "expression(") != NULL ||
      strstr (lower, "-moz-binding") != NULL || strstr (lower, "behavior") != NULL ||
      strstr (lower, "image-set(") != NULL || strstr (lower, "src(") != NULL ||
      strstr (lower, "/*") != NULL)
    return FALSE;
  for (const char *p = strstr (lower, "url("); p != NULL; p = strstr (p + 1, "url("))
    {
      p += 4;
      p += strspn (p, " \t\r\n'\"");
      if (*p != '#')
        return FALSE;
    }
  return TRUE;
}

/* A picture inside of the picture, without what is beside it; NULL where it is none. */
static char *
clean_data_address (const char *address)
{
  static const char *const types[] = { "image/png", "image/jpeg", "image/gif", "image/webp" };

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    {
      g_autofree char *head = g_strconcat ("data:", types[i], ";base64,", NULL);
      g_autoptr (GBytes) data = NULL;
      g_autoptr (GBytes) stripped = NULL;
      g_autofree char *encoded = NULL;
      gboolean whole;
      gsize length = 0;
      guchar *bytes;

      if (g_ascii_strncasecmp (address, head, strlen (head)) != 0)
        continue;
      bytes = g_base64_decode (address + strlen (head), &length);
      data = g_bytes_new_take (bytes, length);
      stripped = galley_picture_strip (types[i], data, &whole, NULL);
      if (stripped == NULL)
        return NULL;
      encoded = g_base64_encode (g_bytes_get_data (stripped, NULL), g_bytes_get_size (stripped));
      return g_strconcat (head, encoded, NULL);
    }
  return NULL;
}

/* What a reference may be: into the same picture, or a picture in place. (nullable) */
static char *
clean_reference (const xmlNode *node, const char *value)
{
  value += strspn (value, " \t\r\n");
  if (*value == '#')
    return g_strdup (value);
  return g_str_equal ((const char *) node->name, "image") ||
                 g_str_equal ((const char *) node->name, "feImage")
             ? clean_data_address (value)
             : NULL;
}

/* The value of an attribute that is nothing but text; NULL where an entity is in it. */
static char *
read_attribute (const xmlAttr *attribute)
{
  GString *out = g_string_new (NULL);

  for (const xmlNode *child = attribute->children; child != NULL; child = child->next)
    {
      if (child->type != XML_TEXT_NODE)
        {
          g_string_free (out, TRUE);
          return NULL;
        }
      g_string_append (out, (const char *) child->content);
    }
  return g_string_free (out, FALSE);
}

/* Whether the attribute may stay; @value: (inout): what it is then. */
static gboolean
is_kept_attribute (const xmlNode *node, const xmlAttr *attribute, char **value)
{
  const char *name = (const char *) attribute->name;
  const char *space = attribute->ns != NULL ? (const char *) attribute->ns->href : NULL;
  gboolean is_reference = g_str_equal (name, "href");

  if (*value == NULL || g_ascii_strncasecmp (name, "on", 2) == 0)
    return FALSE;
  if (space != NULL && !(g_str_equal (space, XLINK) && is_reference) &&
      !(g_str_equal (space, (const char *) XML_XML_NAMESPACE) && !g_str_equal (name, "base")))
    return FALSE;
  if (is_reference)
    {
      char *clean = clean_reference (node, *value);

      g_free (*value);
      *value = clean;
      return clean != NULL;
    }
  /* What is animated may not be an address. */
  if (g_str_equal (name, "attributeName"))
    return strstr (*value, "href") == NULL && g_ascii_strncasecmp (*value, "on", 2) != 0;
  return is_harmless_style (*value);
}

static void
clean_attributes (xmlNode *node)
{
  xmlAttr *next;

  for (xmlAttr *attribute = node->properties; attribute != NULL; attribute = next)
    {
      g_autofree char *value = read_attribute (attribute);
      g_autofree char *before = g_strdup (value);

      next = attribute->next;
      if (!is_kept_attribute (node, attribute, &value))
        xmlRemoveProp (attribute);
      else if (!g_str_equal (before, value))
        xmlSetNsProp (node, attribute->ns, attribute->name, (const xmlChar *) value);
    }
}

static gboolean
is_kept_element (xmlNode *node)
{
  g_autofree xmlChar *text = NULL;

  if (node->ns == NULL || !g_str_equal ((const char *) node->ns->href, SVG) ||
      !is_drawing ((const char *) node->name))
    return FALSE;
  if (!g_str_equal ((const char *) node->name, "style"))
    return TRUE;
  for (const xmlNode *child = node->children; child != NULL; child = child->next)
    if ((child->type != XML_TEXT_NODE && child->type != XML_CDATA_SECTION_NODE) ||
        !is_harmless_style ((const char *) child->content))
      return FALSE;
  return TRUE;
}

/* Names that nothing has any more. */
static void
clean_namespaces (xmlNode *node)
{
  xmlNs **at = &node->nsDef;

  while (*at != NULL)
    {
      xmlNs *space = *at;
      const char *href = space->href != NULL ? (const char *) space->href : "";

      if (g_str_equal (href, SVG) || g_str_equal (href, XLINK))
        {
          at = &space->next;
          continue;
        }
      *at = space->next;
      xmlFreeNs (space);
    }
}

/* The node behind @node and what is in it, in the order of the document. */
static xmlNode *
find_next (xmlNode *node, const xmlNode *root)
{
  while (node != root && node->next == NULL)
    node = node->parent;
  return node != root ? node->next : NULL;
}

static xmlNode *
find_inner (xmlNode *node, const xmlNode *root)
{
  return node->type == XML_ELEMENT_NODE && node->children != NULL ? node->children
                                                                  : find_next (node, root);
}

/* Goes over the tree without calling itself: it may be deep. A link stays as a group. */
static void
clean_tree (xmlNode *root)
{
  xmlNode *next;

  for (xmlNode *node = root; node != NULL; node = next)
    {
      gboolean keeps = node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE;

      if (node->type == XML_ELEMENT_NODE)
        {
          if (node->ns != NULL && g_str_equal ((const char *) node->ns->href, SVG) &&
              g_str_equal ((const char *) node->name, "a"))
            {
              while (node->properties != NULL)
                xmlRemoveProp (node->properties);
              xmlNodeSetName (node, (const xmlChar *) "g");
            }
          keeps = is_kept_element (node);
          if (keeps)
            clean_attributes (node);
        }
      next = keeps ? find_inner (node, root) : find_next (node, root);
      if (!keeps)
        {
          xmlUnlinkNode (node);
          xmlFreeNode (node);
        }
    }
}

/* @document as text, with nothing before or behind the picture. */
static GBytes *
write_tree (xmlDoc *document, xmlNode *root)
{
  xmlBuffer *buffer = xmlBufferCreate ();
  GBytes *bytes;

  xmlNodeDump (buffer, document, root, 0, 0);
  xmlBufferAdd (buffer, (const xmlChar *) "\n", 1);
  bytes = g_bytes_new (xmlBufferContent (buffer), (gsize) xmlBufferLength (buffer));
  xmlBufferFree (buffer);
  return bytes;
}

/**
 * galley_picture_clean_svg:
 * @data: a drawing
 * @error: GALLEY_PICTURE_ERROR_REFUSED
 *
 * Takes out of a drawing all that could act or reach out of it: scripts, handlers, foreign
 * documents, links, entities, addresses; and what the program that drew it wrote beside the
 * picture. Pictures in it are stripped as those that stand alone. Any thread.
 *
 * Returns: (transfer full) (nullable): the drawing, in UTF-8
 */
GBytes *
galley_picture_clean_svg (GBytes *data, GError **error)
{
  gsize length = 0;
  const char *text = g_bytes_get_data (data, &length);
  xmlDoc *document = NULL;
  xmlNode *root = NULL;
  GBytes *bytes = NULL;

  /* In any other encoding the library tells its complaints to standard error. */
  if (length > 0 && length <= LARGEST && g_utf8_validate (text, (gssize) length, NULL))
    document = xmlReadMemory (text, (int) length, NULL, "UTF-8",
                              XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING |
                                  XML_PARSE_NOCDATA);
  if (document != NULL)
    root = xmlDocGetRootElement (document);
  if (root != NULL && is_kept_element (root) && g_str_equal ((const char *) root->name, "svg"))
    {
      clean_tree (root);
      for (xmlNode *node = root; node != NULL; node = find_inner (node, root))
        if (node->type == XML_ELEMENT_NODE)
          clean_namespaces (node);
      bytes = write_tree (document, root);
    }
  xmlFreeDoc (document);
  if (bytes == NULL)
    g_set_error (error, GALLEY_PICTURE_ERROR, GALLEY_PICTURE_ERROR_REFUSED,
                 "the drawing is no SVG in UTF-8 that can be read; save it again as plain SVG");
  return bytes;
}
