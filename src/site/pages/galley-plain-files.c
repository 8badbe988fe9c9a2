/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files that neither texts nor comments change. */
#include "galley-context.h"
#include "galley-page-kind.h"
#include "galley-site-private.h"

#include "galley-escape.h"

#include <string.h>

/* Robots.txt (RFC 9309): all may read all. */
static GBytes *
make_robots (GalleySite *site,
             const GalleyFile *file,
             const GalleyMaterials *materials,
             GError **error)
{
  GString *out = g_string_new ("User-agent: *\nAllow: /\n");

  if (site->model->base != NULL)
    g_string_append_printf (out, "Sitemap: %ssitemap.xml\n", site->model->base);
  return g_string_free_to_bytes (out);
}

/* A page that leads to the new one. */
static GBytes *
make_redirect (GalleySite *site,
               const GalleyFile *file,
               const GalleyMaterials *materials,
               GError **error)
{
  const GalleyEntry *entry = file->subject;
  g_autofree char *root = galley_address_root (file->path);
  GalleyViewpoint from = { root, FALSE };
  g_autofree char *address = galley_address_for (&from, entry->path);
  g_autofree char *canonical =
      galley_address_absolute (site->model->base != NULL ? site->model->base : root, entry->path);
  const char *language =
      *site->model->settings->language != '\0' ? site->model->settings->language : "en";
  const char *sentence = galley_word (site->model->language, GALLEY_WORD_moved);
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

/* The file _redirects, which several hosts read: old path, new path, 301. */
static GBytes *
make_redirects (GalleySite *site,
                const GalleyFile *file,
                const GalleyMaterials *materials,
                GError **error)
{
  const char *host = site->model->base != NULL ? strstr (site->model->base, "//") + 2 : "/";
  const char *top = strchr (host, '/');
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < site->model->files->all->len; i++)
    {
      const GalleyFile *other = g_ptr_array_index (site->model->files->all, i);
      g_autofree char *before = NULL;
      g_autofree char *after = NULL;

      if (other->kind != GALLEY_FILE_REDIRECT)
        continue;
      before = galley_address_absolute (top, other->path);
      after = galley_address_absolute (top, ((const GalleyEntry *) other->subject)->path);
      g_string_append_printf (out, "%s %s 301\n", before, after);
    }
  return g_string_free_to_bytes (out);
}

/* As the theme has it. */
static GBytes *
make_asset (GalleySite *site,
            const GalleyFile *file,
            const GalleyMaterials *materials,
            GError **error)
{
  GBytes *bytes = galley_theme_get_asset (site->model->theme, file->path + strlen ("assets/"));

  if (bytes == NULL)
    g_set_error (error, GALLEY_SITE_ERROR, GALLEY_SITE_ERROR_NOT_FOUND,
                 "rendering %s: the theme no longer has it", file->path);
  return bytes;
}

/* What a host shows in place of a missing page. */
static GalleyValue *
fill_not_found (GalleySite *site,
                const GalleyFile *file,
                const GalleyMaterials *materials,
                char **excerpt)
{
  g_autofree char *root = galley_file_get_root (site, file);
  GalleyViewpoint from = { root, FALSE };
  GalleyHead head = { galley_word (site->model->language, GALLEY_WORD_not_found), NULL, NULL,
                      NULL };

  return galley_context_new (site, file, &head, &from);
}

GALLEY_DEFINE_PAGE_KIND (robots,
                         galley_fingerprint_unknown,
                         galley_reach_nothing,
                         .make = make_robots)
GALLEY_DEFINE_PAGE_KIND (redirect,
                         galley_fingerprint_unknown,
                         galley_reach_nothing,
                         .make = make_redirect)
GALLEY_DEFINE_PAGE_KIND (redirects,
                         galley_fingerprint_unknown,
                         galley_reach_nothing,
                         .make = make_redirects,
                         .type = "text/plain")
GALLEY_DEFINE_PAGE_KIND (asset,
                         galley_fingerprint_stamp_only,
                         galley_reach_nothing,
                         .make = make_asset)
GALLEY_DEFINE_PAGE_KIND (not_found,
                         galley_fingerprint_stamp_only,
                         galley_reach_nothing,
                         .template = "404",
                         .fill = fill_not_found)
