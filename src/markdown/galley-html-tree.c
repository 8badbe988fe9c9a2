/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-html-tree-private.h"

#include <string.h>

/* libxml2 looks for what an end tag ends among all elements that are open, and compares each
 * attribute with those before it in its tag. */
#define DEPTH_MAX 200
#define ATTRIBUTE_STEPS_MAX 50000000

/* Elements that end without an end tag. */
static gboolean
ends_by_itself (const char *name, gsize length)
{
  static const char *const names[] = { "p",      "li",   "br",    "img",   "hr",     "td",
                                       "tr",     "th",   "dt",    "dd",    "input",  "meta",
                                       "link",   "area", "thead", "tbody", "tfoot",  "col",
                                       "option", "base", "wbr",   "param", "source", "embed",
                                       "track",  "body", "html",  "head" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (strlen (names[i]) == length && g_ascii_strncasecmp (names[i], name, length) == 0)
      return TRUE;
  return FALSE;
}

/* Whether libxml2 reads @html in time in proportion to its length. */
static gboolean
is_within_bounds (const char *html, gsize length)
{
  guint64 attribute_steps = 0;
  gssize depth = 0;

  for (gsize i = 0; i + 1 < length; i++)
    {
      gboolean closing = html[i] == '<' && html[i + 1] == '/';
      gsize name = i + 1 + closing, end = name;
      guint64 words = 0;

      if (html[i] != '<' || name >= length || !g_ascii_isalpha (html[name]))
        continue;
      while (end < length && (g_ascii_isalnum (html[end]) || strchr ("-_:.", html[end]) != NULL) &&
             html[end] != '\0')
        end++;
      if (!ends_by_itself (html + name, end - name))
        depth = MAX (0, depth + (closing ? -1 : 1));
      if (depth > DEPTH_MAX)
        return FALSE;
      for (i = end; i < length && html[i] != '>' && html[i] != '<'; i++)
        words += html[i] == '=' || html[i] == '/' || g_ascii_isspace (html[i]);
      attribute_steps += words * words;
      if (attribute_steps > ATTRIBUTE_STEPS_MAX)
        return FALSE;
      i--;
    }
  return TRUE;
}

/* Whether the markup declaration at @at is one: a comment, the type of a document. */
static gboolean
is_declaration (const char *at, gsize length)
{
  return (length >= 4 && memcmp (at, "<!--", 4) == 0) ||
         (length >= 9 && g_ascii_strncasecmp (at, "<!doctype", 9) == 0) ||
         (length >= 9 && memcmp (at, "<![CDATA[", 9) == 0);
}

/* Whether the tag at @at is of another vocabulary, as <o:p> of Word's: libxml2 takes it for <p>. */
static gboolean
is_foreign_tag (const char *at, gsize length)
{
  gsize i = 1 + (length > 1 && at[1] == '/');

  while (i < length && i < 40 && g_ascii_isalnum (at[i]))
    i++;
  return i + 1 < length && i > 1 && at[i] == ':' && g_ascii_isalpha (at[i - 1]) &&
         g_ascii_isalpha (at[i + 1]);
}

/* @html without tags of other vocabularies, and without what the HTML standard (13.2.5.42) calls
 * bogus comments, "<![if !supportLists]>" of Word's among them: libxml2 takes them for text.
 * Returns: (nullable): %NULL where there are none
 */
static char *
drop_foreign (const char *html, gsize *length)
{
  const char *end = html + *length;
  const char *copied = html;
  GString *clean = NULL;

  for (const char *at = html; at < end && (at = memchr (at, '<', end - at)) != NULL;)
    {
      const char *close;

      if (end - at < 3 ||
          (at[1] == '!' ? is_declaration (at, end - at) : !is_foreign_tag (at, end - at)))
        {
          at++;
          continue;
        }
      close = memchr (at, '>', end - at);
      if (clean == NULL)
        clean = g_string_sized_new (*length);
      g_string_append_len (clean, copied, at - copied);
      at = copied = close != NULL ? close + 1 : end;
    }
  if (clean == NULL)
    return NULL;
  g_string_append_len (clean, copied, end - copied);
  *length = clean->len;
  return g_string_free (clean, FALSE);
}

/**
 * galley_html_parse:
 * @html: a fragment, UTF-8
 * @length: of it, in bytes
 *
 * Nothing is fetched, and nothing is expanded but the entities of HTML.
 *
 * Returns: (transfer full) (nullable): its tree, free with xmlFreeDoc(); NULL where it is out of
 *   bounds or nothing at all
 */
htmlDocPtr
galley_html_parse (const char *html, gsize length)
{
  static gsize initialised = 0;
  g_autofree char *clean = NULL;

  if (g_once_init_enter (&initialised))
    {
      xmlInitParser ();
      g_once_init_leave (&initialised, 1);
    }
  clean = drop_foreign (html, &length);
  if (clean != NULL)
    html = clean;
  if (length > G_MAXINT / 4 || !is_within_bounds (html, length))
    return NULL;
  return htmlReadMemory (html, length, NULL, "UTF-8",
                         HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
                             HTML_PARSE_NONET | HTML_PARSE_NODEFDTD | HTML_PARSE_IGNORE_ENC |
                             HTML_PARSE_COMPACT);
}

/**
 * galley_html_walk:
 * @node: where the walk is
 * @root: over what it goes
 * @entering: (inout): whether it comes to the node or leaves it
 *
 * As galley_node_walk(), for libxml2's tree.
 *
 * Returns: (transfer none) (nullable): the next node; NULL at the end
 */
xmlNodePtr
galley_html_walk (xmlNodePtr node, xmlNodePtr root, gboolean *entering)
{
  if (*entering)
    {
      if (node->type == XML_ELEMENT_NODE && node->children != NULL)
        return node->children;
      *entering = FALSE;
      return node;
    }
  if (node == root)
    return NULL;
  if (node->next != NULL)
    {
      *entering = TRUE;
      return node->next;
    }
  return node->parent;
}

/**
 * galley_html_is:
 * @node: a node
 * @name: of an element, in any case
 *
 * Returns: whether it is such an element
 */
gboolean
galley_html_is (xmlNodePtr node, const char *name)
{
  return node->type == XML_ELEMENT_NODE &&
         g_ascii_strcasecmp ((const char *) node->name, name) == 0;
}

/**
 * galley_html_is_dropped:
 * @node: a node
 *
 * Returns: whether what it holds is no text for readers
 */
gboolean
galley_html_is_dropped (xmlNodePtr node)
{
  static const char *const names[] = { "script",   "style",   "template", "noscript",  "iframe",
                                       "object",   "embed",   "applet",   "svg",       "math",
                                       "head",     "title",   "textarea", "select",    "xmp",
                                       "noframes", "noembed", "frameset", "plaintext", "audio",
                                       "video",    "canvas",  "listing" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (galley_html_is (node, names[i]))
      return TRUE;
  return FALSE;
}

/* Whether what is in @node stands on lines of its own. */
static gboolean
is_line (xmlNodePtr node)
{
  return galley_html_is (node, "div") || galley_html_is (node, "p") ||
         galley_html_is (node, "li") || galley_html_is (node, "tr");
}

/**
 * galley_html_get_text:
 * @root: a node
 *
 * Returns: (transfer full): the text below it, UTF-8, with a line feed for each <br> and after each
 *   block in it
 */
char *
galley_html_get_text (xmlNodePtr root)
{
  GString *text = g_string_new (NULL);
  gboolean entering = TRUE;

  for (xmlNodePtr node = root; node != NULL; node = galley_html_walk (node, root, &entering))
    if (entering && (node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE) &&
        node->content != NULL)
      g_string_append (text, (const char *) node->content);
    else if ((entering && galley_html_is (node, "br")) ||
             (!entering && node != root && is_line (node) && text->len > 0 &&
              text->str[text->len - 1] != '\n'))
      g_string_append_c (text, '\n');
  return g_string_free (text, FALSE);
}
