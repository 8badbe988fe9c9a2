/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-post-list.h"

#include "galley-index.h"
#include "galley-item.h"
#include "galley-site-private.h"

/**
 * galley_post_list_items:
 * @site: a site
 * @entries: posts
 * @first: the first of them
 * @n: how many; there may be fewer
 * @from: where they will stand
 * @with_excerpts: whether their excerpts are shown: these must be known then
 *
 * Returns: post items
 */
GalleyList
galley_post_list_items (GalleySite *site,
                        GalleyEntries *entries,
                        guint first,
                        guint n,
                        const GalleyViewpoint *from,
                        gboolean with_excerpts)
{
  GalleyList list = galley_list_new ();

  for (guint i = first; i < MIN (galley_entries_length (entries), first + n); i++)
    {
      GalleyValue *item = galley_context_item (site, galley_entries_get (site->model, entries, i),
                                               from, with_excerpts);

      galley_value_set_boolean (item, "is_first", i == first);
      galley_list_append (&list, item);
    }
  return list;
}

/**
 * galley_post_list_describe:
 * @site: a site
 * @entries: posts
 * @first: the first of them
 * @n: how many there are
 *
 * Makes what a page of a list says of itself where nobody has said it.
 *
 * Returns: (transfer full): the first of the titles, no more of them than a searcher shows
 */
char *
galley_post_list_describe (GalleySite *site, GalleyEntries *entries, guint first, guint n)
{
  GString *out = g_string_new (NULL);

  for (guint i = first; i < first + n; i++)
    {
      const char *title = galley_entries_get (site->model, entries, i)->post->title;

      if (out->len > 0 && g_utf8_strlen (out->str, out->len) + g_utf8_strlen (title, -1) > 160)
        break;
      if (out->len > 0 && *title != '\0')
        g_string_append (out, " · ");
      g_string_append (out, title);
    }
  return g_string_free (out, FALSE);
}
