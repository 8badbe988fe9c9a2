/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-pages.h"

#include "galley-escape.h"

#include <string.h>

/**
 * galley_make_robots:
 * @site: a site
 *
 * Returns: (transfer full): robots.txt (RFC 9309): all may read all
 */
GBytes *
galley_make_robots (GalleySite *site)
{
  GString *out = g_string_new ("User-agent: *\nAllow: /\n");

  if (site->base != NULL)
    g_string_append_printf (out, "Sitemap: %ssitemap.xml\n", site->base);
  return g_string_free_to_bytes (out);
}

/**
 * galley_make_redirect:
 * @site: a site
 * @file: an old address
 *
 * Returns: (transfer full): a page that leads to the new one
 */
GBytes *
galley_make_redirect (GalleySite *site, const GalleyFile *file)
{
  const GalleyEntry *entry = file->subject;
  g_autofree char *root = galley_address_root (file->path);
  GalleyViewpoint from = { root, FALSE };
  g_autofree char *address = galley_address_for (&from, entry->path);
  g_autofree char *canonical =
      galley_address_absolute (site->base != NULL ? site->base : root, entry->path);
  const char *language = *site->settings->language != '\0' ? site->settings->language : "en";
  const char *sentence = galley_word (site->language, GALLEY_WORD_moved);
  const char *gap = strstr (sentence, "{title}");
  GString *out = g_string_new ("<!DOCTYPE html>\n<html lang=\"");

  galley_escape_html (out, language, -1);
  g_string_append (out, "\">\n<head>\n<meta charset=\"utf-8\">\n<title>");
  galley_escape_html (out, *entry->post->title != '\0' ? entry->post->title : entry->path, -1);
  g_string_append (out, "</title>\n<meta name=\"robots\" content=\"noindex\">\n"
                        "<link rel=\"canonical\" href=\"");
  galley_escape_html (out, canonical, -1);
  g_string_append (out, "\">\n<meta http-equiv=\"refresh\" content=\"0; url=");
  galley_escape_html (out, address, -1);
  g_string_append (out, "\">\n</head>\n<body>\n<p>");
  galley_escape_html (out, sentence, gap != NULL ? gap - sentence : -1);
  g_string_append (out, "<a href=\"");
  galley_escape_html (out, address, -1);
  g_string_append (out, "\">");
  galley_escape_html (out, *entry->post->title != '\0' ? entry->post->title : entry->path, -1);
  g_string_append (out, "</a>");
  galley_escape_html (out, gap != NULL ? gap + strlen ("{title}") : "", -1);
  g_string_append (out, "</p>\n</body>\n</html>\n");
  return g_string_free_to_bytes (out);
}

/**
 * galley_make_redirects:
 * @site: a site
 *
 * Returns: (transfer full): the file _redirects, which several hosts read: old path, new path, 301
 */
GBytes *
galley_make_redirects (GalleySite *site)
{
  const char *host = site->base != NULL ? strstr (site->base, "//") + 2 : "/";
  const char *top = strchr (host, '/');
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < site->files->len; i++)
    {
      const GalleyFile *file = g_ptr_array_index (site->files, i);
      g_autofree char *before = NULL;
      g_autofree char *after = NULL;

      if (file->kind != GALLEY_FILE_REDIRECT)
        continue;
      before = galley_address_absolute (top, file->path);
      after = galley_address_absolute (top, ((const GalleyEntry *) file->subject)->path);
      g_string_append_printf (out, "%s %s 301\n", before, after);
    }
  return g_string_free_to_bytes (out);
}
