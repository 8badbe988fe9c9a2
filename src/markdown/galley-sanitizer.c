/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-sanitizer.h"

#include <string.h>

#include "galley-html-private.h"
#include "galley-html-tree-private.h"

/* HTML is never filtered: it is parsed, and from the tree new HTML is written that has only what is
 * listed here. */

enum
{
  FOR_COMMENT = 1,
  FOR_POST = 2,
  FOR_BOTH = 3,
  IS_VOID = 4,
};

typedef struct
{
  const char *name;
  guint flags;
  const char *attributes; /* each with a space before and behind */
  const char *written_as; /* NULL for its name */
} Element;

static const Element elements[] = {
  { "a", FOR_BOTH,
    " href title id class data-footnote-ref data-footnote-backref data-footnote-backref-idx "
    "aria-label ",
    NULL },
  { "abbr", FOR_BOTH, " title ", NULL },
  { "b", FOR_BOTH, "", NULL },
  { "bdi", FOR_BOTH, " dir ", NULL },
  { "blockquote", FOR_BOTH, "", NULL },
  { "br", FOR_BOTH | IS_VOID, "", NULL },
  { "caption", FOR_POST, "", NULL },
  { "center", FOR_BOTH, "", "p" },
  { "cite", FOR_BOTH, "", NULL },
  { "code", FOR_BOTH, " class ", NULL },
  { "dd", FOR_POST, "", NULL },
  { "del", FOR_BOTH, "", NULL },
  { "details", FOR_POST, "", NULL },
  { "dfn", FOR_POST, " title ", NULL },
  { "div", FOR_POST, " dir lang ", NULL },
  { "dl", FOR_POST, "", NULL },
  { "dt", FOR_POST, "", NULL },
  { "em", FOR_BOTH, "", NULL },
  { "figcaption", FOR_POST, "", NULL },
  { "figure", FOR_POST, "", NULL },
  { "h1", FOR_BOTH, " id ", NULL },
  { "h2", FOR_BOTH, " id ", NULL },
  { "h3", FOR_BOTH, " id ", NULL },
  { "h4", FOR_BOTH, " id ", NULL },
  { "h5", FOR_BOTH, " id ", NULL },
  { "h6", FOR_BOTH, " id ", NULL },
  { "hr", FOR_POST | IS_VOID, "", NULL },
  { "i", FOR_BOTH, "", NULL },
  { "img", FOR_POST | IS_VOID, " src alt title width height ", NULL },
  { "input", FOR_POST | IS_VOID, " checked disabled type ", NULL },
  { "ins", FOR_BOTH, "", NULL },
  { "kbd", FOR_BOTH, "", NULL },
  { "li", FOR_BOTH, " id value ", NULL },
  { "mark", FOR_POST, "", NULL },
  { "ol", FOR_BOTH, " start reversed ", NULL },
  { "p", FOR_BOTH, " dir lang ", NULL },
  { "pre", FOR_BOTH, "", NULL },
  { "q", FOR_BOTH, "", NULL },
  { "ruby", FOR_POST, "", NULL },
  { "rt", FOR_POST, "", NULL },
  { "s", FOR_BOTH, "", NULL },
  { "samp", FOR_POST, "", NULL },
  { "section", FOR_POST, " class data-footnotes ", NULL },
  { "small", FOR_POST, "", NULL },
  { "span", FOR_POST, " dir lang ", NULL },
  { "strike", FOR_BOTH, "", "s" },
  { "strong", FOR_BOTH, "", NULL },
  { "sub", FOR_BOTH, "", NULL },
  { "summary", FOR_POST, "", NULL },
  { "sup", FOR_BOTH, " class ", NULL },
  { "table", FOR_POST, "", NULL },
  { "tbody", FOR_POST, "", NULL },
  { "td", FOR_POST, " align colspan rowspan ", NULL },
  { "tfoot", FOR_POST, "", NULL },
  { "th", FOR_POST, " align colspan rowspan ", NULL },
  { "thead", FOR_POST, "", NULL },
  { "tr", FOR_POST, "", NULL },
  { "tt", FOR_BOTH, "", "code" },
  { "u", FOR_BOTH, "", NULL },
  { "ul", FOR_BOTH, "", NULL },
  { "var", FOR_POST, "", NULL },
};

typedef struct
{
  GString *out;
  GalleySanitizePolicy policy;
} Cleaning;

static const Element *
find_element (const Cleaning *self, xmlNodePtr node)
{
  guint wanted = self->policy == GALLEY_SANITIZE_POST ? FOR_POST : FOR_COMMENT;

  for (guint i = 0; i < G_N_ELEMENTS (elements); i++)
    if ((elements[i].flags & wanted) != 0 && galley_html_is (node, elements[i].name))
      return &elements[i];
  return NULL;
}

/* Headings of strangers are bold text. */
static const char *
get_written_name (const Cleaning *self, const Element *element)
{
  if (self->policy == GALLEY_SANITIZE_COMMENT && element->name[0] == 'h' &&
      g_ascii_isdigit (element->name[1]))
    return "strong";
  return element->written_as != NULL ? element->written_as : element->name;
}

/* @address without what browsers do not read, if it is of a kind that may stand there. Returns:
 * (nullable) (transfer full) */
static char *
clean_address (const Cleaning *self, const char *address, gboolean image)
{
  static const char *const schemes[] = { "http", "https", "mailto", "post", "media" };
  g_autoptr (GString) clean = g_string_new (NULL);
  gsize scheme;

  for (; *address != '\0'; address++)
    if ((guchar) *address > ' ' && *address != 0x7F)
      g_string_append_c (clean, *address);
  scheme = strcspn (clean->str, ":/?#\\&%");
  if (clean->str[scheme] != ':')
    return self->policy == GALLEY_SANITIZE_POST && !strchr (clean->str, '\\')
               ? g_strdup (clean->str)
               : NULL;
  for (guint i = 0; i < G_N_ELEMENTS (schemes); i++)
    {
      if (strlen (schemes[i]) != scheme ||
          g_ascii_strncasecmp (schemes[i], clean->str, scheme) != 0)
        continue;
      if ((i == 2 && image) || (i > 2 && self->policy == GALLEY_SANITIZE_COMMENT))
        return NULL;
      return g_strdup (clean->str);
    }
  return NULL;
}

static gboolean
is_number (const char *value)
{
  gsize length = strlen (value);

  return length > 0 && length < 7 && strspn (value, "0123456789") == length;
}

static gboolean
is_one_of (const char *value, const char *const *values)
{
  return g_strv_contains (values, value);
}

/* Whether the value of an attribute is one that Galley itself writes or that can do no harm. */
static gboolean
is_value_allowed (const char *name, const char *value)
{
  static const char *const aligns[] = { "left", "center", "right", NULL };
  static const char *const directions[] = { "ltr", "rtl", "auto", NULL };
  static const char *const classes[] = { "footnotes", "footnote-ref", "footnote-backref", NULL };

  if (g_str_equal (name, "align"))
    return is_one_of (value, aligns);
  if (g_str_equal (name, "dir"))
    return is_one_of (value, directions);
  if (g_str_equal (name, "class"))
    return is_one_of (value, classes) ||
           (g_str_has_prefix (value, "language-") &&
            strspn (value, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-+_.#") ==
                strlen (value));
  if (g_str_equal (name, "data-footnote-backref-idx"))
    return strspn (value, "0123456789-") == strlen (value);
  if (g_str_has_prefix (name, "data-"))
    return FALSE;
  if (g_str_equal (name, "type"))
    return g_str_equal (value, "checkbox");
  if (g_str_equal (name, "id") || g_str_equal (name, "lang"))
    return *value != '\0' && strpbrk (value, " \t\n\f\r") == NULL;
  if (strstr (" width height start value colspan rowspan ", name) != NULL)
    return is_number (value);
  return TRUE;
}

static void
write_attribute (Cleaning *self, const char *name, const char *value)
{
  g_string_append_printf (self->out, " %s=\"", name);
  galley_html_append_escaped (self->out, value);
  g_string_append_c (self->out, '"');
}

static void
write_address (Cleaning *self, const char *name, const char *value)
{
  g_autofree char *address = clean_address (self, value, g_str_equal (name, "src"));

  if (address == NULL)
    return;
  g_string_append_printf (self->out, " %s=\"", name);
  galley_html_append_address (self->out, address);
  g_string_append_c (self->out, '"');
  if (self->policy == GALLEY_SANITIZE_COMMENT)
    g_string_append (self->out, " rel=\"nofollow ugc noopener\"");
}

/* Strangers name nothing on the page. */
static gboolean
is_for_comments (const char *attribute)
{
  return strstr (" id class aria-label ", attribute) == NULL &&
         !g_str_has_prefix (attribute, "data-");
}

/* In the order in which they are listed, so that the same is always written the same. */
static void
write_attributes (Cleaning *self, xmlNodePtr node, const Element *element)
{
  g_auto (GStrv) names = g_strsplit (element->attributes, " ", -1);

  for (guint i = 0; names[i] != NULL; i++)
    {
      xmlChar *raw = *names[i] != '\0' ? xmlGetNoNsProp (node, (const xmlChar *) names[i]) : NULL;
      const char *value = raw != NULL ? (const char *) raw : "";

      if (raw == NULL || (self->policy == GALLEY_SANITIZE_COMMENT && !is_for_comments (names[i])))
        ;
      else if (g_str_equal (names[i], "href") || g_str_equal (names[i], "src"))
        write_address (self, names[i], value);
      else if (g_str_equal (names[i], "checked") || g_str_equal (names[i], "disabled") ||
               g_str_equal (names[i], "reversed") ||
               (g_str_has_prefix (names[i], "data-") && *value == '\0'))
        write_attribute (self, names[i], "");
      else if (is_value_allowed (names[i], value))
        write_attribute (self, names[i], value);
      if (raw != NULL)
        xmlFree (raw);
    }
}

/* A field that is not a box to tick, or an image without an address, is nothing. */
static gboolean
is_empty_shell (const Cleaning *self, xmlNodePtr node)
{
  xmlChar *value = NULL;
  gboolean empty = FALSE;

  if (galley_html_is (node, "input"))
    {
      value = xmlGetNoNsProp (node, (const xmlChar *) "type");
      empty = value == NULL || g_ascii_strcasecmp ((const char *) value, "checkbox") != 0;
    }
  else if (galley_html_is (node, "img"))
    {
      g_autofree char *address = NULL;

      value = xmlGetNoNsProp (node, (const xmlChar *) "src");
      address = value != NULL ? clean_address (self, (const char *) value, TRUE) : NULL;
      empty = address == NULL;
    }
  if (value != NULL)
    xmlFree (value);
  return empty;
}

static void
write_element (Cleaning *self, xmlNodePtr node, gboolean entering)
{
  const Element *element = find_element (self, node);
  const char *name;

  /* Nothing can be typed or ticked on the page. */
  if (entering && galley_html_is (node, "input"))
    xmlSetProp (node, (const xmlChar *) "disabled", (const xmlChar *) "");
  if (element == NULL || is_empty_shell (self, node))
    return;
  name = get_written_name (self, element);
  if (entering)
    {
      g_string_append_printf (self->out, "<%s", name);
      write_attributes (self, node, element);
      g_string_append (self->out, (element->flags & IS_VOID) != 0 ? " />" : ">");
    }
  else if ((element->flags & IS_VOID) == 0)
    {
      g_string_append_printf (self->out, "</%s>", name);
    }
}

static void
write_tree (Cleaning *self, xmlNodePtr root)
{
  gboolean entering = TRUE;

  for (xmlNodePtr node = root; node != NULL; node = galley_html_walk (node, root, &entering))
    {
      if (node->type == XML_ELEMENT_NODE)
        {
          if (entering && galley_html_is_dropped (node))
            entering = FALSE;
          else
            write_element (self, node, entering);
        }
      else if (entering && node->type == XML_TEXT_NODE && node->content != NULL)
        {
          galley_html_append_escaped (self->out, (const char *) node->content);
        }
    }
}

/* One cleaning. Returns: (nullable): %NULL where @html is out of bounds */
static char *
clean_once (const char *html, GalleySanitizePolicy policy)
{
  g_autoptr (xmlDoc) document = galley_html_parse (html, strlen (html));
  Cleaning self = { .policy = policy };

  if (document == NULL)
    return strspn (html, " \t\n\r\f") == strlen (html) ? g_strdup ("") : NULL;
  self.out = g_string_sized_new (strlen (html) + 32);
  if (xmlDocGetRootElement (document) != NULL)
    write_tree (&self, xmlDocGetRootElement (document));
  return g_string_free (self.out, FALSE);
}

/* The text as it stands, where it cannot be read as HTML. */
static char *
show_as_text (const char *html)
{
  GString *out = g_string_new ("<p>");

  galley_html_append_escaped (out, html);
  g_string_append (out, "</p>");
  return g_string_free (out, FALSE);
}

/**
 * galley_sanitize_html:
 * @html: a fragment of HTML, UTF-8
 * @length: its bytes, or -1
 * @policy: whose it is
 *
 * Writes anew what of @html is on the list of what @policy allows; elements that are not are left
 * out and their content kept, but for scripts, styles and what else is no text. Links of strangers
 * get `rel="nofollow ugc noopener"`. Cleaning what was cleaned changes nothing. HTML that nobody
 * writes, nested hundreds of levels deep, is shown as text. Any thread.
 *
 * Returns: (transfer full): HTML that runs nothing and asks for nothing but what it links
 */
char *
galley_sanitize_html (const char *html, gssize length, GalleySanitizePolicy policy)
{
  g_autofree char *valid = g_utf8_make_valid (html, length);
  g_autofree char *last = clean_once (valid, policy);

  /* The parser mends what it reads, and what was mended may be mended again. It is done when
   * nothing changes any more. */
  for (guint i = 0; last != NULL && i < 8; i++)
    {
      g_autofree char *next = clean_once (last, policy);

      if (next == NULL || g_str_equal (next, last))
        return next != NULL ? g_steal_pointer (&last) : show_as_text (valid);
      g_free (last);
      last = g_steal_pointer (&next);
    }
  return show_as_text (valid);
}
