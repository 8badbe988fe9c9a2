/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-links.h"

#include "galley-index.h"
#include "galley-escape.h"

#include <string.h>

static GalleyEntry *
find_entry (GalleyModel *model, const char *reference)
{
  char *end = NULL;
  gint64 id = g_ascii_strtoll (reference, &end, 10);
  GalleyEntry *entry = NULL;

  if (end != reference && *end == '\0')
    entry = galley_index_find (model, id);
  return entry != NULL ? entry : galley_index_find_slug (model, reference);
}

/**
 * galley_resolve_address:
 * @model: a site
 * @address: "post:12", "post:slug#heading", "media:picture.jpg" or any other address
 * @from: where the link stands
 *
 * Returns: (transfer full) (nullable): the address to link to; %NULL where an internal one names
 *   nothing that is published
 */
char *
galley_resolve_address (GalleyModel *model, const char *address, const GalleyViewpoint *from)
{
  gboolean is_post = g_ascii_strncasecmp (address, "post:", 5) == 0;
  gboolean is_media = g_ascii_strncasecmp (address, "media:", 6) == 0;
  const char *rest = address + (is_post ? 5 : 6);
  const char *fragment;
  g_autofree char *encoded = NULL;
  g_autofree char *name = NULL;
  g_autofree char *path = NULL;
  g_autofree char *target = NULL;

  if (!is_post && !is_media)
    return g_strdup (address);
  fragment = strchr (rest, '#');
  encoded = fragment != NULL ? g_strndup (rest, fragment - rest) : g_strdup (rest);
  name = galley_address_unescape (encoded);
  if (name != NULL && is_post)
    {
      GalleyEntry *entry = find_entry (model, name);

      path = entry != NULL ? g_strdup (entry->path) : NULL;
    }
  else if (name != NULL && galley_index_find_media (model, name) != NULL)
    path = g_strconcat ("media/", name, NULL);
  if (path == NULL)
    return NULL;
  target = galley_address_for (from, path);
  return g_strconcat (target, is_post ? fragment : NULL, NULL);
}

static char *
escape_address (const char *address)
{
  g_autoptr (GString) out = g_string_new (NULL);

  galley_escape_url (out, address, -1);
  return g_string_free (g_steal_pointer (&out), FALSE);
}

/* The page that a path in the site names, with or without its index.html; NULL where the site does
 * not have it. */
static char *
find_page (GalleyModel *model, const char *path)
{
  g_autofree char *plain = galley_address_unescape (path);
  g_autofree char *bare = NULL;
  g_autofree char *index = NULL;

  if (plain == NULL)
    return NULL;
  if (galley_index_has_path (model, plain))
    return g_strdup (plain);
  bare = g_str_has_suffix (plain, "/") ? g_strndup (plain, strlen (plain) - 1) : g_strdup (plain);
  index = *bare != '\0' ? g_strconcat (bare, "/index.html", NULL) : g_strdup ("index.html");
  return galley_index_has_path (model, index) ? g_steal_pointer (&index) : NULL;
}

/**
 * galley_link_resolve:
 * @model: a site
 * @address: of a related link: "post:12", an address of the web, a mail address, a path in the site
 * @from: where it will stand
 *
 * Returns: (transfer full) (nullable): the address to link to; %NULL where it leads nowhere, or
 *   would run a script
 */
char *
galley_link_resolve (GalleyModel *model, const char *address, const GalleyViewpoint *from)
{
  g_autofree char *resolved = NULL;
  g_autofree char *scheme = NULL;
  g_autofree char *name = NULL;
  g_autofree char *page = NULL;
  g_autofree char *target = NULL;
  g_autofree char *path = NULL;
  const char *rest;

  if (address == NULL || *address == '\0')
    return NULL;
  resolved = galley_resolve_address (model, address, from);
  if (resolved == NULL || !g_str_equal (resolved, address))
    return g_steal_pointer (&resolved);
  scheme = g_uri_parse_scheme (address);
  if (scheme != NULL)
    return g_str_equal (scheme, "http") || g_str_equal (scheme, "https") ||
                   g_str_equal (scheme, "mailto") || g_str_equal (scheme, "tel")
               ? escape_address (address)
               : NULL;
  if (g_str_has_prefix (address, "//") || *address == '#' || strchr (address, ':') != NULL)
    return NULL;
  address += strspn (address, "/");
  rest = address + strcspn (address, "?#");
  name = g_strndup (address, rest - address);
  page = find_page (model, name);
  if (page != NULL)
    target = galley_address_for (from, page);
  else
    target = g_strconcat (from->root, name, NULL);
  path = g_strconcat (target, rest, NULL);
  return escape_address (path);
}
