/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-preview-link.h"

#include <string.h>

/**
 * galley_preview_link_new:
 * @path: of a file of the site
 *
 * Returns: (transfer full): its address in the preview
 */
char *
galley_preview_link_new (const char *path)
{
  g_autofree char *escaped =
      g_uri_escape_string (path, G_URI_RESERVED_CHARS_ALLOWED_IN_PATH, FALSE);

  return g_strconcat (GALLEY_PREVIEW_SCHEME ":///", escaped, NULL);
}

/**
 * galley_preview_link_get_path:
 * @address: (nullable): any address
 *
 * Returns: (transfer full) (nullable): "2009/10/a/index.html" of
 *   "galley:///2009/10/a/index.html#note"; %NULL: it is no address in the preview
 */
char *
galley_preview_link_get_path (const char *address)
{
  static const char start[] = GALLEY_PREVIEW_SCHEME ":///";
  g_autofree char *path = NULL;

  if (address == NULL || !g_str_has_prefix (address, start))
    return NULL;
  path = g_strndup (address + strlen (start), strcspn (address + strlen (start), "?#"));
  return g_uri_unescape_string (path, NULL);
}

static gboolean
is_for_others (const char *address)
{
  static const char *const schemes[] = { "http", "https", "mailto" };
  g_autofree char *scheme = g_uri_parse_scheme (address);

  for (gsize i = 0; scheme != NULL && i < G_N_ELEMENTS (schemes); i++)
    if (g_ascii_strcasecmp (scheme, schemes[i]) == 0)
      return TRUE;
  return FALSE;
}

/**
 * galley_preview_link_choose:
 * @request: where the page is about to go
 * @loading: (nullable): the address that the preview itself loads
 * @shown: (nullable): the path of the page that is shown
 *
 * Decides what comes of it. A page goes nowhere by itself; what a person clicks on is opened where
 * it belongs.
 *
 * Returns: what is done
 */
GalleyLinkChoice
galley_preview_link_choose (const GalleyLinkRequest *request,
                            const char *loading,
                            const char *shown)
{
  g_autofree char *path = galley_preview_link_get_path (request->address);
  gboolean here = path != NULL && g_strcmp0 (path, shown) == 0;

  if (!request->is_new_window &&
      (g_strcmp0 (request->address, loading) == 0 || (request->is_clicked && here)))
    return GALLEY_LINK_FOLLOW;
  if (!request->is_clicked)
    return GALLEY_LINK_REFUSE;
  if (path != NULL)
    return request->is_new_window ? GALLEY_LINK_REFUSE : GALLEY_LINK_FIND;
  return request->is_by_person && is_for_others (request->address) ? GALLEY_LINK_OUTSIDE
                                                                   : GALLEY_LINK_REFUSE;
}
