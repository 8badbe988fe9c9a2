/* SPDX-License-Identifier: GPL-3.0-or-later */
/* For memmem(). */
#define _GNU_SOURCE
#include "galley-internal-check.h"

#include "galley-html-scan.h"
#include "galley-site-error.h"

#include <string.h>

static const char *const schemes[] = { "media:", "post:" };

static gboolean
is_internal (const char *address)
{
  for (guint i = 0; i < G_N_ELEMENTS (schemes); i++)
    if (g_ascii_strncasecmp (address, schemes[i], strlen (schemes[i])) == 0)
      return TRUE;
  return FALSE;
}

/* Keeps the first one. */
static char *
note_internal (const GalleyHtmlScan *scan,
               const GalleyHtmlAttribute *attribute,
               const char *address,
               gpointer user_data)
{
  char **found = user_data;

  if (*found == NULL && is_internal (address))
    *found = g_strdup (address);
  return NULL;
}

static char *
find_in_html (const char *html, gsize length)
{
  char *found = NULL;

  g_free (galley_html_rewrite_addresses (html, (gssize) length, note_internal, &found));
  return found;
}

/* The elements of XML that hold an address as their text, or HTML that is escaped once more. */
static char *
find_in_elements (const char *xml, gsize length, const char *start, const char *end, gboolean html)
{
  const char *last = xml + length;
  const char *at = xml;
  char *found = NULL;

  while (found == NULL && (at = memmem (at, last - at, start, strlen (start))) != NULL)
    {
      GalleyHtmlAttribute text = { .value = at + strlen (start) };
      const char *close = memmem (text.value, last - text.value, end, strlen (end));
      g_autofree char *plain = NULL;

      at = close != NULL ? close : last;
      text.value_length = at - text.value;
      plain = galley_html_attribute_get_text (&text);
      if (html)
        found = find_in_html (plain, strlen (plain));
      else if (is_internal (plain))
        found = g_steal_pointer (&plain);
    }
  return found;
}

static char *
find_in_xml (const char *xml, gsize length)
{
  char *found = find_in_html (xml, length); /* its own attributes */

  if (found == NULL)
    found = find_in_elements (xml, length, "<content type=\"html\">", "</content>", TRUE);
  if (found == NULL)
    found = find_in_elements (xml, length, "<loc>", "</loc>", FALSE);
  return found;
}

/**
 * galley_internal_check:
 * @path: of a file of a site
 * @type: its MIME type
 * @bytes: its bytes
 * @error: GALLEY_SITE_ERROR_INTERNAL_ADDRESS
 *
 * Looks for addresses that only Galley understands ("media:NAME", "post:ID") in a page, a feed or
 * the site map: each maker resolves those that it knows of, and what none knew of must not go out.
 * Any thread.
 *
 * Returns: whether there is none
 */
gboolean
galley_internal_check (const char *path, const char *type, GBytes *bytes, GError **error)
{
  g_autofree char *found = NULL;
  gsize length;
  const char *text = g_bytes_get_data (bytes, &length);
  gboolean html = g_str_equal (type, "text/html");

  if (text == NULL || (!html && !g_str_has_suffix (type, "xml")))
    return TRUE;
  if (memmem (text, length, schemes[0], strlen (schemes[0])) == NULL &&
      memmem (text, length, schemes[1], strlen (schemes[1])) == NULL)
    return TRUE;
  found = html ? find_in_html (text, length) : find_in_xml (text, length);
  if (found == NULL)
    return TRUE;
  g_set_error (error, GALLEY_SITE_ERROR, GALLEY_SITE_ERROR_INTERNAL_ADDRESS,
               "making %s: the address “%.200s” would go out, which only Galley understands; write "
               "what it stands for in its place",
               path, found);
  return FALSE;
}
