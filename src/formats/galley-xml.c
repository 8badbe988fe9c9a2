/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-xml-private.h"

#include <glib/gstdio.h>
#include <libxml/xmlreader.h>
#include <string.h>

#include "galley-formats-error.h"
#include "galley-text.h"

struct _GalleyXml
{
  xmlTextReader *reader;
  char *name; /* for messages */
  gint64 size;
  gboolean inside; /* the reader stands at an element that was handed over */
  char *problem;   /* (nullable): what is malformed, the first of all */
  guint problem_line;
};

static void
note_problem (void *data, xmlError *problem)
{
  GalleyXml *xml = data;

  if (xml->problem != NULL || problem == NULL || problem->level < XML_ERR_ERROR)
    return;
  xml->problem =
      galley_text_repair (problem->message != NULL ? problem->message : "malformed",
                          strlen (problem->message != NULL ? problem->message : "malformed"), NULL);
  g_strstrip (xml->problem);
  xml->problem_line = problem->line > 0 ? (guint) problem->line : 0;
}

/**
 * galley_xml_open:
 * @path: a file
 * @error: G_FILE_ERROR
 *
 * Returns: (transfer full) (nullable): it, at its beginning
 */
GalleyXml *
galley_xml_open (const char *path, GError **error)
{
  g_autoptr (GalleyXml) xml = g_new0 (GalleyXml, 1);
  GStatBuf status;

  xml->name = g_path_get_basename (path);
  xml->size = g_stat (path, &status) == 0 ? status.st_size : 0;
  xml->reader = xmlReaderForFile (path, NULL,
                                  XML_PARSE_NONET | XML_PARSE_RECOVER | XML_PARSE_COMPACT |
                                      XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
  if (xml->reader == NULL)
    {
      g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_FAILED, "%s: it cannot be opened", path);
      return NULL;
    }
  xmlTextReaderSetStructuredErrorHandler (xml->reader, note_problem, xml);
  return g_steal_pointer (&xml);
}

/**
 * galley_xml_free:
 * @xml: (nullable) (transfer full): a file
 */
void
galley_xml_free (GalleyXml *xml)
{
  if (xml == NULL)
    return;
  g_clear_pointer (&xml->reader, xmlFreeTextReader);
  g_free (xml->problem);
  g_free (xml->name);
  g_free (xml);
}

static gboolean
is_one_of (const char *name, const char *const *names)
{
  return name != NULL && g_strv_contains (names, name);
}

static guint
get_line (GalleyXml *xml)
{
  int line = xmlTextReaderGetParserLineNumber (xml->reader);

  return line > 0 ? (guint) line : 0;
}

/**
 * galley_xml_next:
 * @xml: a file
 * @names: of elements, with their prefixes
 * @cancellable: (nullable): stops it
 * @error: GALLEY_FORMATS_ERROR_UNSAFE, G_IO_ERROR_CANCELLED
 *
 * Goes on to the next element of one of these names, passing over others from the outside in.
 *
 * Returns: (transfer none) (nullable): it, with all that is in it, until the next call; %NULL
 * without an error at the end of the file, or of what can be read of it
 */
const xmlNode *
galley_xml_next (GalleyXml *xml,
                 const char *const *names,
                 GCancellable *cancellable,
                 GError **error)
{
  int more = xml->inside ? xmlTextReaderNext (xml->reader) : xmlTextReaderRead (xml->reader);

  xml->inside = FALSE;
  for (; more == 1; more = xmlTextReaderRead (xml->reader))
    {
      int type = xmlTextReaderNodeType (xml->reader);
      const xmlNode *node;

      if (type == XML_READER_TYPE_DOCUMENT_TYPE)
        {
          g_set_error (error, GALLEY_FORMATS_ERROR, GALLEY_FORMATS_ERROR_UNSAFE,
                       "%s: line %u: a document type is not allowed: its entities may grow without "
                       "end",
                       xml->name, get_line (xml));
          return NULL;
        }
      if (type != XML_READER_TYPE_ELEMENT ||
          !is_one_of ((const char *) xmlTextReaderConstName (xml->reader), names))
        continue;
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      node = xmlTextReaderExpand (xml->reader);
      if (node == NULL)
        return NULL;
      xml->inside = TRUE;
      return node;
    }
  return NULL;
}

/**
 * galley_xml_tell_progress:
 * @xml: a file
 * @sink: who is told
 * @pass: how often it was read already
 * @n_passes: how often it is read
 */
void
galley_xml_tell_progress (GalleyXml *xml, GalleyRecordSink *sink, guint pass, guint n_passes)
{
  long done = xmlTextReaderByteConsumed (xml->reader);

  if (sink->tell_progress != NULL && xml->size > 0)
    sink->tell_progress (sink, (guint64) MAX (done, 0) + (guint64) xml->size * pass,
                         (guint64) xml->size * n_passes);
}

/**
 * galley_xml_get_problem:
 * @xml: a file that was read
 * @line: (out): where
 *
 * Returns: (nullable): what of it is malformed, the first of all
 */
const char *
galley_xml_get_problem (GalleyXml *xml, guint *line)
{
  *line = xml->problem_line;
  return xml->problem;
}

/**
 * galley_xml_is:
 * @node: of a tree
 * @name: with its prefix
 *
 * Returns: whether it is an element of that name
 */
gboolean
galley_xml_is (const xmlNode *node, const char *name)
{
  const char *colon = strchr (name, ':');
  const char *prefix = node->ns != NULL ? (const char *) node->ns->prefix : NULL;

  if (node->type != XML_ELEMENT_NODE)
    return FALSE;
  if (colon == NULL)
    return prefix == NULL && g_str_equal ((const char *) node->name, name);
  /* Where nobody declared the prefix, it is a part of the name. */
  if (prefix == NULL)
    return g_str_equal ((const char *) node->name, name);
  return strlen (prefix) == (gsize) (colon - name) && strncmp (prefix, name, colon - name) == 0 &&
         g_str_equal ((const char *) node->name, colon + 1);
}

/**
 * galley_xml_find:
 * @parent: an element
 * @name: of a child, with its prefix
 *
 * Returns: (transfer none) (nullable): the first child of that name
 */
const xmlNode *
galley_xml_find (const xmlNode *parent, const char *name)
{
  for (const xmlNode *child = parent->children; child != NULL; child = child->next)
    if (galley_xml_is (child, name))
      return child;
  return NULL;
}

/**
 * galley_xml_get_own_text:
 * @node: an element
 *
 * Returns: (transfer full): all text in it, valid UTF-8
 */
char *
galley_xml_get_own_text (const xmlNode *node)
{
  xmlChar *content = xmlNodeGetContent (node);
  char *text = content != NULL ? galley_text_repair ((const char *) content,
                                                     strlen ((const char *) content), NULL)
                               : g_strdup ("");

  xmlFree (content);
  return text;
}

/**
 * galley_xml_get_text:
 * @parent: an element
 * @name: of a child, with its prefix
 *
 * Returns: (transfer full): the text of the first such child, valid UTF-8; "" without one
 */
char *
galley_xml_get_text (const xmlNode *parent, const char *name)
{
  const xmlNode *child = galley_xml_find (parent, name);

  return child != NULL ? galley_xml_get_own_text (child) : g_strdup ("");
}

/**
 * galley_xml_get_attribute:
 * @node: an element
 * @name: with its prefix: "dsq:id"
 *
 * Returns: (transfer full) (nullable): its value, valid UTF-8
 */
char *
galley_xml_get_attribute (const xmlNode *node, const char *name)
{
  const char *colon = strchr (name, ':');
  const char *local = colon != NULL ? colon + 1 : name;

  for (const xmlAttr *attribute = node->properties; attribute != NULL; attribute = attribute->next)
    {
      const char *prefix = attribute->ns != NULL ? (const char *) attribute->ns->prefix : NULL;
      gboolean fits = colon == NULL ? prefix == NULL
                                    : prefix != NULL && strncmp (prefix, name, colon - name) == 0 &&
                                          strlen (prefix) == (gsize) (colon - name);

      if ((fits && g_str_equal ((const char *) attribute->name, local)) ||
          g_str_equal ((const char *) attribute->name, name))
        return galley_xml_get_own_text ((const xmlNode *) attribute);
    }
  return NULL;
}
