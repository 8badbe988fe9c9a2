/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-permalink.h"

#include "galley-file.h"
#include "galley-slug.h"

#include <string.h>

/**
 * galley_permalink_slug:
 * @post: a post
 *
 * Returns: (transfer full): the folder that its address ends in: its slug where that can stand in
 *   an address, else one made from it, from its title or from its id
 */
char *
galley_permalink_slug (const GalleyPost *post)
{
  g_autofree char *slug = NULL;

  if (post->slug != NULL && galley_slug_is_valid (post->slug))
    return g_strdup (post->slug);
  slug = galley_slug_from_text (post->slug != NULL ? post->slug : "");
  if (*slug == '\0' && post->title != NULL)
    {
      g_free (slug);
      slug = galley_slug_from_text (post->title);
    }
  if (*slug != '\0')
    return g_steal_pointer (&slug);
  return g_strdup_printf ("post-%" G_GINT64_FORMAT, post->id);
}

/* What stands for one of the pattern's words; NULL where it is none of them. */
static char *
expand_word (const char *word, const GalleyPost *post, const char *slug, const char *series_slug)
{
  GDateTime *date = post->date;

  if (g_str_equal (word, "slug"))
    return g_strdup (slug);
  if (g_str_equal (word, "title"))
    return galley_slug_from_text (post->title != NULL ? post->title : "");
  if (g_str_equal (word, "series"))
    return g_strdup (series_slug != NULL ? series_slug : "");
  if (g_str_equal (word, "id"))
    return g_strdup_printf ("%" G_GINT64_FORMAT, post->id);
  if (g_str_equal (word, "year"))
    return date != NULL ? g_strdup_printf ("%04d", g_date_time_get_year (date)) : g_strdup ("");
  if (g_str_equal (word, "month"))
    return date != NULL ? g_strdup_printf ("%02d", g_date_time_get_month (date)) : g_strdup ("");
  if (g_str_equal (word, "day"))
    return date != NULL ? g_strdup_printf ("%02d", g_date_time_get_day_of_month (date))
                        : g_strdup ("");
  return NULL;
}

/* Fills the words of one segment. */
static char *
expand_segment (const char *segment,
                const GalleyPost *post,
                const char *slug,
                const char *series_slug)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (const char *p = segment; *p != '\0';)
    {
      gsize n = 0;
      g_autofree char *word = NULL;
      g_autofree char *value = NULL;

      while (*p == ':' && g_ascii_isalpha (p[1 + n]))
        n++;
      word = g_strndup (p + 1, n);
      value = n > 0 ? expand_word (word, post, slug, series_slug) : NULL;
      if (value != NULL)
        {
          g_string_append (out, value);
          p += 1 + n;
        }
      else
        g_string_append_c (out, *p++);
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

/**
 * galley_permalink_expand:
 * @pattern: ":year/:month/:slug", or with :day, :title, :series and :id
 * @post: a post
 * @slug: of the post, or an earlier one
 * @series_slug: (nullable): of its series
 *
 * Segments that come out empty are left out; what could lead out of the folder, or could not be a
 * name on every file system, is made into a slug. Where nothing remains, or nothing that tells
 * this post from others, it is the slug alone.
 *
 * Returns: (transfer full): the path of the post's page: "2009/10/slug/index.html"
 */
char *
galley_permalink_expand (const char *pattern,
                         const GalleyPost *post,
                         const char *slug,
                         const char *series_slug)
{
  g_auto (GStrv) segments = g_strsplit (pattern, "/", -1);
  g_autoptr (GString) path = g_string_new (NULL);

  for (gsize i = 0; segments[i] != NULL; i++)
    {
      g_autofree char *segment = expand_segment (segments[i], post, slug, series_slug);

      if (!galley_slug_is_valid (segment))
        {
          g_autofree char *mended = galley_slug_from_text (segment);

          g_free (segment);
          segment = g_steal_pointer (&mended);
        }
      if (*segment == '\0')
        continue;
      g_string_append (path, segment);
      g_string_append_c (path, '/');
    }
  if (path->len == 0 || (strstr (pattern, ":slug") == NULL && strstr (pattern, ":title") == NULL &&
                         strstr (pattern, ":id") == NULL))
    g_string_append_printf (path, "%s/", slug);
  g_string_append (path, "index.html");
  /* A model holds one for each post: without the room that the string was given to grow. */
  return g_strndup (path->str, path->len);
}
