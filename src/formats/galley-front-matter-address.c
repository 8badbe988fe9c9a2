/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a text stands, and where it stood before. */
#include "galley-front-matter-address-private.h"

#include <string.h>

#include "galley-front-matter-names-private.h"
#include "galley-front-matter.h"
#include "galley-lenient-date.h"
#include "galley-slug.h"

#define MAX_ADDRESSES 200

/* What an address gives of the site it is of: without scheme, host, query and fragment, without
 * percent signs; with a slash before it. NULL where it is none of this site, or a pattern. */
static char *
path_of_address (const char *address)
{
  g_autofree char *scheme = g_uri_parse_scheme (address);
  const char *start = address;
  g_autofree char *plain = NULL;
  g_autofree char *decoded = NULL;

  if (scheme != NULL)
    {
      start = strstr (address, "://");
      start = start != NULL ? strchr (start + 3, '/') : NULL;
      if (start == NULL)
        return NULL;
    }
  plain = g_strndup (start, strcspn (start, "?#"));
  /* Patterns of Jekyll (":year/:title/") and of Eleventy and Liquid ("{{ slug }}"). */
  if (*plain == '\0' || strchr (plain, ':') != NULL || strchr (plain, '{') != NULL)
    return NULL;
  decoded = g_uri_unescape_string (plain, NULL);
  if (decoded == NULL || !g_utf8_validate (decoded, -1, NULL))
    decoded = g_strdup (plain);
  return g_strconcat (*decoded == '/' ? "" : "/", decoded, NULL);
}

/* The last part of a path: "/2015/01/09/personas-101/" gives "personas-101". */
static char *
slug_of_path (const char *path)
{
  static const char *const endings[] = { "/index.html", ".html", ".htm", ".php", ".md", NULL };
  g_autofree char *plain = g_strdup (path);
  gsize n = strlen (plain);
  const char *slash;

  while (n > 0 && plain[n - 1] == '/')
    plain[--n] = '\0';
  for (gsize i = 0; endings[i] != NULL; i++)
    if (g_str_has_suffix (plain, endings[i]) && n > strlen (endings[i]))
      {
        plain[n - strlen (endings[i])] = '\0';
        break;
      }
  slash = strrchr (plain, '/');
  return g_strdup (slash != NULL ? slash + 1 : plain);
}

static char *
read_slug (GalleyPostRecord *post, JsonObject *values, const char *path, const char *stem)
{
  static const char *const slugs[] = { "slug", "basename", NULL };
  g_autofree char *given = galley_front_matter_get_text (values, slugs);
  g_autofree char *whole = given != NULL ? path_of_address (given) : g_strdup (path);
  g_autofree char *last = whole != NULL ? slug_of_path (whole) : NULL;
  g_autofree char *slug = NULL;

  if (last == NULL || *last == '\0')
    slug = galley_slug_from_name (stem);
  else
    {
      g_autofree char *lower = g_utf8_strdown (last, -1);

      slug = galley_slug_from_name (last);
      if (!g_str_equal (slug, lower))
        galley_post_record_note (
            post, 0, "the address “%.80s” cannot stand on every host; it is “%.80s” here", last,
            slug);
    }
  return *slug != '\0' ? g_steal_pointer (&slug) : galley_slug_from_text (post->title);
}

/* The address that the front matter gives it, of which "false" is none. */
static char *
read_own_address (JsonObject *values)
{
  static const char *const keys[] = { "url", "permalink", "path" };

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      const char *const key[] = { keys[i], NULL };
      g_autofree char *text = galley_front_matter_get_text (values, key);
      char *path;

      if (text == NULL || galley_front_matter_get_truth (values, keys[i]) >= 0)
        continue;
      path = path_of_address (text);
      if (path != NULL && path[strspn (path, "/.")] != '\0')
        return path;
      g_free (path);
    }
  return NULL;
}

/* Former addresses as Hugo, Zola and Jekyll have them. */
static void
read_aliases (GalleyPostRecord *post, JsonObject *values)
{
  static const char *const keys[] = { "aliases",   "alias",   "redirect_from",
                                      "redirects", "old_url", "old_urls" };

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

      galley_front_matter_add_names (names, galley_front_matter_get (values, keys[i]), TRUE);
      for (guint j = 0; j < names->len; j++)
        {
          char *path = path_of_address (g_ptr_array_index (names, j));

          if (path != NULL)
            g_ptr_array_add (post->paths, path);
        }
    }
}

/* The same as an extract has them, with the dates that they named. */
static void
read_former_addresses (GalleyPostRecord *post, JsonObject *values, GTimeZone *zone)
{
  static const char *const slugs[] = { "slug", NULL };
  static const char *const dates[] = { "date", NULL };
  JsonNode *node = galley_front_matter_get (values, "former_addresses");
  JsonArray *array =
      node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  for (guint i = 0; array != NULL && i < MIN (json_array_get_length (array), MAX_ADDRESSES); i++)
    {
      JsonNode *element = json_array_get_element (array, i);
      JsonObject *object = JSON_NODE_HOLDS_OBJECT (element) ? json_node_get_object (element) : NULL;
      g_autofree char *slug = object != NULL ? galley_front_matter_get_text (object, slugs) : NULL;
      g_autofree char *text = object != NULL ? galley_front_matter_get_text (object, dates) : NULL;
      g_autoptr (GDateTime) date = text != NULL ? galley_lenient_date_parse (text, zone) : NULL;

      if (slug != NULL && galley_slug_is_valid (slug))
        galley_post_record_add_address (post, slug, date);
    }
}

/**
 * galley_front_matter_read_addresses:
 * @post: a post with its title and date, whose slug and former addresses are given to it
 * @values: its front matter
 * @name: what its path says
 * @zone: of dates without an offset
 *
 * Reads the slug of a post, and all addresses that shall lead to it: those that its front matter
 * calls so, and the one that it has there.
 */
void
galley_front_matter_read_addresses (GalleyPostRecord *post,
                                    JsonObject *values,
                                    const GalleySourceName *name,
                                    GTimeZone *zone)
{
  g_autofree char *own = read_own_address (values);

  post->slug = read_slug (post, values, own, name->stem);
  if (own != NULL)
    g_ptr_array_add (post->paths, g_steal_pointer (&own));
  read_aliases (post, values);
  read_former_addresses (post, values, zone);
}
