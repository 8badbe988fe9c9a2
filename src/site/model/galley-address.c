/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-address.h"

#include "galley-escape.h"

#include <string.h>

/**
 * galley_address_root:
 * @path: a file of the site: "2009/10/slug/index.html"
 *
 * Returns: (transfer full): what leads from it to the top of the site: "../../../"
 */
char *
galley_address_root (const char *path)
{
  g_autoptr (GString) root = g_string_new (NULL);

  for (const char *p = strchr (path, '/'); p != NULL; p = strchr (p + 1, '/'))
    g_string_append (root, "../");
  return g_string_free (g_steal_pointer (&root), FALSE);
}

static void
append_path (GString *out, const char *path)
{
  const char *start = path;
  const char *slash;

  while ((slash = strchr (start, '/')) != NULL)
    {
      galley_escape_path_segment (out, start, slash - start);
      g_string_append_c (out, '/');
      start = slash + 1;
    }
  galley_escape_path_segment (out, start, -1);
}

/**
 * galley_address_absolute:
 * @base: the site's address, with a slash at its end
 * @path: a file of the site
 *
 * Returns: (transfer full): its address on the web; of a folder's index.html the folder's
 */
char *
galley_address_absolute (const char *base, const char *path)
{
  g_autoptr (GString) out = g_string_new (base);
  gsize before = out->len;

  append_path (out, path);
  if (g_str_has_suffix (out->str + before, "/index.html") ||
      g_str_equal (out->str + before, "index.html"))
    g_string_truncate (out, out->len - strlen ("index.html"));
  return g_string_free (g_steal_pointer (&out), FALSE);
}

/* Whether @path is its own address: nearly all are. */
static gboolean
is_plain (const char *path)
{
  while (g_ascii_isalnum (*path) || *path == '/' || *path == '-' || *path == '.' || *path == '_')
    path++;
  return *path == '\0';
}

/**
 * galley_address_for:
 * @viewpoint: where the link will stand
 * @path: a file of the site
 *
 * Returns: (transfer full): the address of @path, percent-encoded, not escaped as HTML
 */
char *
galley_address_for (const GalleyViewpoint *viewpoint, const char *path)
{
  g_autoptr (GString) out = NULL;

  if (viewpoint->is_absolute)
    return galley_address_absolute (viewpoint->root, path);
  if (is_plain (path))
    return g_strconcat (viewpoint->root, path, NULL);
  out = g_string_sized_new (strlen (viewpoint->root) + strlen (path) + 16);
  g_string_append (out, viewpoint->root);
  append_path (out, path);
  return g_string_free (g_steal_pointer (&out), FALSE);
}

/**
 * galley_address_value:
 * @viewpoint: where the link will stand
 * @path: a file of the site
 *
 * Returns: (transfer full): what galley_address_for() gives, for a template
 */
GalleyValue *
galley_address_value (const GalleyViewpoint *viewpoint, const char *path)
{
  if (!viewpoint->is_absolute && is_plain (path))
    return galley_value_new_joined (viewpoint->root, path);
  return galley_value_new_take_string (galley_address_for (viewpoint, path));
}

/**
 * galley_address_is_web:
 * @address: an address from outside
 *
 * Returns: whether it is one of the web: http or https, with a host
 */
gboolean
galley_address_is_web (const char *address)
{
  gsize n = 0;

  if (g_ascii_strncasecmp (address, "https://", 8) == 0)
    n = 8;
  else if (g_ascii_strncasecmp (address, "http://", 7) == 0)
    n = 7;
  return n > 0 && address[n] != '\0' && address[n] != '/';
}

/**
 * galley_address_base:
 * @url: the site's address as its author wrote it
 *
 * Returns: (transfer full) (nullable): it with a slash at its end and without query and fragment;
 *   %NULL where it is none of the web
 */
char *
galley_address_base (const char *url)
{
  g_autoptr (GString) base = NULL;

  if (!galley_address_is_web (url))
    return NULL;
  base = g_string_new (NULL);
  galley_escape_url (base, url, (gssize) strcspn (url, "?#"));
  if (base->str[base->len - 1] != '/')
    g_string_append_c (base, '/');
  return g_string_free (g_steal_pointer (&base), FALSE);
}

/**
 * galley_address_unescape:
 * @address: what stands after "post:" or "media:" in a link
 *
 * Returns: (transfer full) (nullable): it without percent-encoding; %NULL where that is no text
 */
char *
galley_address_unescape (const char *address)
{
  g_autofree char *plain = g_uri_unescape_string (address, NULL);

  if (plain == NULL || !g_utf8_validate (plain, -1, NULL))
    return NULL;
  return g_steal_pointer (&plain);
}
