/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-html-scan.h"

#include "galley-escape.h"

#include <string.h>

/* What HTML calls white space. */
static gboolean
is_space (char c)
{
  return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r';
}

static gboolean
equals (const char *text, gsize length, const char *name)
{
  return strlen (name) == length && g_ascii_strncasecmp (text, name, length) == 0;
}

/* The elements whose content is no HTML. */
static const char *
find_raw_element (const char *name, gsize length)
{
  static const char *const names[] = { "script", "style",   "textarea", "title",
                                       "xmp",    "noembed", "noframes", "iframe" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (equals (name, length, names[i]))
      return names[i];
  return NULL;
}

/**
 * galley_html_scan_init:
 * @scan: (out caller-allocates): a scan
 * @html: HTML, or a piece of it, in UTF-8; it must live as long as @scan is used
 * @length: its bytes, or -1 where it is nul-terminated
 *
 * Begins at the start of @html.
 */
void
galley_html_scan_init (GalleyHtmlScan *scan, const char *html, gssize length)
{
  *scan = (GalleyHtmlScan){ .p = html };
  scan->end = html + (length < 0 ? strlen (html) : (gsize) length);
}

/* The end tag that ends @raw; the end where there is none. */
static const char *
find_end_tag (const char *p, const char *end, const char *raw)
{
  gsize length = strlen (raw);

  for (; (p = memchr (p, '<', end - p)) != NULL; p++)
    if ((gsize) (end - p) > length + 2 && p[1] == '/' &&
        g_ascii_strncasecmp (p + 2, raw, length) == 0 &&
        (is_space (p[length + 2]) || p[length + 2] == '>' || p[length + 2] == '/'))
      return p;
  return end;
}

/* Behind the comment or declaration that begins with "<!" or "<?" at @p. */
static const char *
pass_comment (const char *p, const char *end)
{
  const char *close;

  if (end - p >= 4 && memcmp (p, "<!--", 4) == 0)
    {
      /* "<!-->" and "<!--->" are whole. */
      if (end - p > 4 && p[4] == '>')
        return p + 5;
      if (end - p > 5 && p[4] == '-' && p[5] == '>')
        return p + 6;
      for (close = p + 4; (close = memchr (close, '-', end - close)) != NULL; close++)
        {
          if (end - close >= 3 && close[1] == '-' && close[2] == '>')
            return close + 3;
          if (end - close >= 4 && close[1] == '-' && close[2] == '!' && close[3] == '>')
            return close + 4;
        }
      return end;
    }
  close = memchr (p, '>', end - p);
  return close != NULL ? close + 1 : end;
}

static void
take_attributes (GalleyHtmlScan *scan)
{
  GalleyHtmlAttribute attribute;

  while (scan->open && galley_html_scan_next_attribute (scan, &attribute))
    ;
}

/**
 * galley_html_scan_next:
 * @scan: a scan
 *
 * Goes on to the next tag.
 *
 * Returns: whether there is one
 */
gboolean
galley_html_scan_next (GalleyHtmlScan *scan)
{
  const char *p;

  take_attributes (scan);
  if (scan->raw != NULL)
    scan->p = find_end_tag (scan->p, scan->end, scan->raw);
  scan->raw = NULL;
  while ((p = memchr (scan->p, '<', scan->end - scan->p)) != NULL)
    {
      scan->p = p + 1;
      if (scan->p == scan->end)
        break;
      if (*scan->p == '!' || *scan->p == '?')
        {
          scan->p = pass_comment (p, scan->end);
          continue;
        }
      scan->closing = *scan->p == '/';
      if (scan->closing)
        scan->p++;
      if (scan->p == scan->end || !g_ascii_isalpha (*scan->p))
        continue;
      scan->tag = p;
      scan->name = scan->p;
      while (scan->p < scan->end && !is_space (*scan->p) && *scan->p != '/' && *scan->p != '>')
        scan->p++;
      scan->name_length = scan->p - scan->name;
      scan->open = TRUE;
      if (!scan->closing)
        scan->raw = find_raw_element (scan->name, scan->name_length);
      return TRUE;
    }
  scan->p = scan->end;
  return FALSE;
}

/* The value that begins behind the '='. */
static void
take_value (GalleyHtmlScan *scan, GalleyHtmlAttribute *attribute)
{
  const char *p = scan->p;

  while (p < scan->end && is_space (*p))
    p++;
  if (p < scan->end && (*p == '"' || *p == '\''))
    {
      const char *close = memchr (p + 1, *p, scan->end - p - 1);

      attribute->value = p + 1;
      p = close != NULL ? close : scan->end;
      attribute->value_length = p - attribute->value;
      scan->p = close != NULL ? close + 1 : scan->end;
      return;
    }
  attribute->value = p;
  while (p < scan->end && !is_space (*p) && *p != '>')
    p++;
  attribute->value_length = p - attribute->value;
  scan->p = p;
}

/**
 * galley_html_scan_next_attribute:
 * @scan: a scan that stands at a tag
 * @attribute: (out caller-allocates): the attribute
 *
 * Goes on to the next attribute of the tag.
 *
 * Returns: whether there is one; %FALSE at the end of the tag
 */
gboolean
galley_html_scan_next_attribute (GalleyHtmlScan *scan, GalleyHtmlAttribute *attribute)
{
  const char *p = scan->p;

  if (!scan->open)
    return FALSE;
  *attribute = (GalleyHtmlAttribute){ .start = p };
  while (p < scan->end && (is_space (*p) || *p == '/'))
    p++;
  if (p == scan->end || *p == '>')
    {
      scan->open = FALSE;
      scan->p = p == scan->end ? p : p + 1;
      return FALSE;
    }
  attribute->name = p;
  do
    p++;
  while (p < scan->end && !is_space (*p) && *p != '/' && *p != '>' && *p != '=');
  attribute->name_length = p - attribute->name;
  attribute->end = scan->p = p;
  while (p < scan->end && is_space (*p))
    p++;
  if (p < scan->end && *p == '=')
    {
      scan->p = p + 1;
      take_value (scan, attribute);
      attribute->end = scan->p;
    }
  return TRUE;
}

/**
 * galley_html_scan_is:
 * @scan: a scan that stands at a tag
 * @name: an element's name
 *
 * Returns: whether the tag is one of that element
 */
gboolean
galley_html_scan_is (const GalleyHtmlScan *scan, const char *name)
{
  return equals (scan->name, scan->name_length, name);
}

/**
 * galley_html_attribute_is:
 * @attribute: an attribute
 * @name: a name
 *
 * Returns: whether that is the attribute's name, in whatever case
 */
gboolean
galley_html_attribute_is (const GalleyHtmlAttribute *attribute, const char *name)
{
  return equals (attribute->name, attribute->name_length, name);
}

/* Appends what the reference at the '&' stands for, where it is one that is met in addresses.
 * Gives how many bytes of @p were taken; 0: it is none. */
static gsize
take_reference (GString *out, const char *p, gsize length)
{
  static const struct
  {
    const char *name, *text;
  } named[] = { { "&amp;", "&" },   { "&lt;", "<" },      { "&gt;", ">" },
                { "&quot;", "\"" }, { "&apos;", "'" },    { "&nbsp;", "\xC2\xA0" },
                { "&colon;", ":" }, { "&sol;", "/" },     { "&num;", "#" },
                { "&Tab;", "\t" },  { "&NewLine;", "\n" } };
  guint base = 10;
  gunichar c = 0;
  gsize at = 2;

  for (guint i = 0; i < G_N_ELEMENTS (named); i++)
    if (length >= strlen (named[i].name) && memcmp (p, named[i].name, strlen (named[i].name)) == 0)
      {
        g_string_append (out, named[i].text);
        return strlen (named[i].name);
      }
  if (length < 4 || p[1] != '#')
    return 0;
  if (p[2] == 'x' || p[2] == 'X')
    {
      base = 16;
      at = 3;
    }
  for (; at < length && g_ascii_isxdigit (p[at]) && c < 0x110000; at++)
    {
      if (base == 10 && !g_ascii_isdigit (p[at]))
        break;
      c = c * base + (guint) g_ascii_xdigit_value (p[at]);
    }
  if (!g_unichar_validate (c) || c == 0)
    return 0;
  g_string_append_unichar (out, c);
  return at + (at < length && p[at] == ';');
}

/**
 * galley_html_attribute_get_text:
 * @attribute: an attribute
 *
 * Returns: (transfer full): its value, with the references resolved that are met in addresses; ""
 *   where it has none
 */
char *
galley_html_attribute_get_text (const GalleyHtmlAttribute *attribute)
{
  GString *out = g_string_sized_new (attribute->value_length + 1);
  const char *p = attribute->value;
  const char *end = p + attribute->value_length;

  while (p != NULL && p < end)
    {
      gsize taken = *p == '&' ? take_reference (out, p, end - p) : 0;

      if (taken == 0)
        g_string_append_c (out, *p);
      p += MAX (taken, 1);
    }
  return g_string_free (out, FALSE);
}

typedef struct
{
  GalleyHtmlScan scan;
  GalleyHtmlAddressFunc function;
  gpointer user_data;
  GString *out;
  const char *kept; /* what stands before it is in out already */
} Rewriter;

/* The attributes that hold one address (HTML Living Standard, "Attributes"; SVG's xlink:href). */
static gboolean
holds_address (const GalleyHtmlAttribute *attribute)
{
  static const char *const names[] = { "src",      "href",      "poster",     "data",
                                       "cite",     "action",    "formaction", "background",
                                       "longdesc", "xlink:href" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (galley_html_attribute_is (attribute, names[i]))
      return TRUE;
  return FALSE;
}

/* Puts @text in the place of the value of @attribute, in double quotation marks. */
static void
put_value (Rewriter *self, const GalleyHtmlAttribute *attribute, const char *text)
{
  const char *name_end = attribute->name + attribute->name_length;

  g_string_append_len (self->out, self->kept, name_end - self->kept);
  g_string_append (self->out, "=\"");
  galley_escape_html (self->out, text, -1);
  g_string_append_c (self->out, '"');
  self->kept = attribute->end;
}

static void
take_out (Rewriter *self, const GalleyHtmlAttribute *attribute)
{
  g_string_append_len (self->out, self->kept, attribute->start - self->kept);
  self->kept = attribute->end;
}

static void
rewrite_address (Rewriter *self, const GalleyHtmlAttribute *attribute)
{
  g_autofree char *address = g_strstrip (galley_html_attribute_get_text (attribute));
  g_autofree char *other = self->function (&self->scan, attribute, address, self->user_data);

  if (other == NULL)
    return;
  if (*other == '\0')
    take_out (self, attribute);
  else
    put_value (self, attribute, other);
}

/* "a.jpg 1x, b.jpg 2x": each address, and what is said of it (HTML Living Standard, "Parsing a
 * srcset attribute"). */
static void
rewrite_srcset (Rewriter *self, const GalleyHtmlAttribute *attribute)
{
  g_autofree char *value = galley_html_attribute_get_text (attribute);
  g_autoptr (GString) out = g_string_new (NULL);
  gboolean changed = FALSE;
  char *p = value;

  while (*(p += strspn (p, " \t\n\f\r,")) != '\0')
    {
      gsize length = strcspn (p, " \t\n\f\r");
      gboolean bare = p[length - 1] == ',';
      g_autofree char *address = NULL;
      g_autofree char *other = NULL;
      gsize said;

      while (length > 0 && p[length - 1] == ',')
        length--;
      address = g_strndup (p, length);
      p += length;
      said = bare ? 0 : strcspn (p, ",");
      other = self->function (&self->scan, attribute, address, self->user_data);
      changed = changed || other != NULL;
      if (other == NULL || *other != '\0')
        g_string_append_printf (out, "%s%s%.*s", out->len > 0 ? ", " : "",
                                other != NULL ? other : address, (int) said, p);
      p += said;
    }
  if (changed && out->len == 0)
    take_out (self, attribute);
  else if (changed)
    put_value (self, attribute, out->str);
}

/**
 * galley_html_rewrite_addresses:
 * @html: HTML, or a piece of it, in UTF-8
 * @length: its bytes, or -1 where it is nul-terminated
 * @function: told of each address in an attribute, in their order
 * @user_data: for @function
 *
 * Changes addresses and nothing else.
 *
 * Returns: (transfer full): the new HTML
 */
char *
galley_html_rewrite_addresses (const char *html,
                               gssize length,
                               GalleyHtmlAddressFunc function,
                               gpointer user_data)
{
  g_autoptr (GString) out = g_string_new (NULL);
  Rewriter self = { .function = function, .user_data = user_data, .out = out, .kept = html };
  GalleyHtmlAttribute attribute;

  galley_html_scan_init (&self.scan, html, length);
  while (galley_html_scan_next (&self.scan))
    while (galley_html_scan_next_attribute (&self.scan, &attribute))
      {
        if (attribute.value == NULL)
          continue;
        if (holds_address (&attribute))
          rewrite_address (&self, &attribute);
        else if (galley_html_attribute_is (&attribute, "srcset") ||
                 galley_html_attribute_is (&attribute, "imagesrcset"))
          rewrite_srcset (&self, &attribute);
      }
  g_string_append_len (out, self.kept, self.scan.end - self.kept);
  return g_string_free (g_steal_pointer (&out), FALSE);
}
