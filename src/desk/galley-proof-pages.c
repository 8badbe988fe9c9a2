/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-proof-pages.h"

#include <glib/gi18n.h>
#include <string.h>

#include "galley-html-scan.h"
#include "galley-address.h"
#include "galley-index.h"
#include "galley-proof-address.h"

/**
 * galley_proof_pages_init:
 * @pages: (out caller-allocates): what is filled
 * @site: a site with drafts, which must outlive @pages
 */
void
galley_proof_pages_init (GalleyProofPages *pages, GalleySite *site)
{
  const char *base = galley_site_get_model (site)->base;
  g_autoptr (GUri) uri = base != NULL ? g_uri_parse (base, G_URI_FLAGS_ENCODED, NULL) : NULL;

  pages->site = site;
  pages->base = g_strdup (base);
  pages->base_path = uri != NULL ? g_strdup (g_uri_get_path (uri)) : NULL;
  pages->anchors =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_hash_table_unref);
}

/**
 * galley_proof_pages_clear:
 * @pages: what galley_proof_pages_init() filled
 */
void
galley_proof_pages_clear (GalleyProofPages *pages)
{
  g_clear_pointer (&pages->base, g_free);
  g_clear_pointer (&pages->base_path, g_free);
  g_clear_pointer (&pages->anchors, g_hash_table_unref);
}

static GHashTable *
collect_anchors (const char *html, gsize length)
{
  GHashTable *anchors = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GalleyHtmlAttribute attribute;
  GalleyHtmlScan scan;

  galley_html_scan_init (&scan, html, (gssize) length);
  while (galley_html_scan_next (&scan))
    while (galley_html_scan_next_attribute (&scan, &attribute))
      if (galley_html_attribute_is (&attribute, "id") ||
          (galley_html_attribute_is (&attribute, "name") && galley_html_scan_is (&scan, "a")))
        g_hash_table_add (anchors, galley_html_attribute_get_text (&attribute));
  return anchors;
}

/* A page is made once, where somebody links into it. One that cannot be made has every anchor: why
 * it cannot is told elsewhere. */
static gboolean
has_anchor (GalleyProofPages *pages, const char *path, const char *anchor)
{
  GHashTable *anchors = g_hash_table_lookup (pages->anchors, path);

  if (anchors == NULL)
    {
      g_autoptr (GBytes) bytes = galley_site_render (pages->site, path, NULL, NULL);
      gsize length;
      const char *html;

      if (bytes == NULL)
        return TRUE;
      html = g_bytes_get_data (bytes, &length);
      anchors = collect_anchors (html, length);
      g_hash_table_insert (pages->anchors, g_strdup (path), anchors);
    }
  return g_hash_table_contains (anchors, anchor);
}

/* "#top" and "#" are the top of any page (HTML Living Standard, 7.4.6.4). */
static GalleyFinding *
check_anchor (GalleyProofPages *pages,
              const char *address,
              const char *fragment,
              const char *path,
              GHashTable *own)
{
  g_autofree char *anchor = g_uri_unescape_string (fragment, NULL);
  g_autofree char *what = NULL;

  if (*fragment == '\0' || g_ascii_strcasecmp (fragment, "top") == 0 ||
      g_str_has_prefix (fragment, ":~:"))
    return NULL;
  if (own != NULL && (g_hash_table_contains (own, fragment) ||
                      (anchor != NULL && g_hash_table_contains (own, anchor))))
    return NULL;
  if (path == NULL || has_anchor (pages, path, fragment) ||
      (anchor != NULL && has_anchor (pages, path, anchor)))
    return NULL;
  what = g_strdup_printf (_ ("“%s” leads to no place in its page: nothing there is called “%s”"),
                          address, anchor != NULL ? anchor : fragment);
  return galley_finding_new ("missing-anchor", FALSE, what);
}

static GalleyFinding *
new_missing (const char *address, gboolean is_picture)
{
  g_autofree char *what =
      g_strdup_printf (is_picture ? _ ("the picture “%s” is not there: the site has no such file")
                                  : _ ("“%s” leads nowhere: the site has no such page or file"),
                       address);

  return galley_finding_new (is_picture ? "missing-picture" : "missing-page", TRUE, what);
}

static gboolean
is_live (const GalleyPost *post)
{
  return post->status == GALLEY_POST_PUBLISHED || post->status == GALLEY_POST_SCHEDULED;
}

/* Readers of the site may not follow it yet. */
static GalleyFinding *
check_published (const char *address, const GalleyPost *post)
{
  g_autofree char *what = NULL;

  if (is_live (post))
    return NULL;
  what = g_strdup_printf (_ ("“%s” is a post that is not published; readers see no link"), address);
  return galley_finding_new ("unpublished-post", FALSE, what);
}

static GalleyFinding *
check_post (GalleyProofPages *pages, const char *address)
{
  GalleyModel *model = galley_site_get_model (pages->site);
  gsize length = strcspn (address + strlen ("post:"), "#");
  g_autofree char *encoded = g_strndup (address + strlen ("post:"), length);
  g_autofree char *reference = galley_address_unescape (encoded);
  const char *fragment = strchr (address, '#');
  gint64 id = reference != NULL ? g_ascii_strtoll (reference, NULL, 10) : 0;
  GalleyEntry *entry = id > 0 ? galley_index_find (model, id) : NULL;
  GalleyFinding *finding;
  g_autofree char *what = NULL;

  if (entry == NULL && reference != NULL)
    entry = galley_index_find_slug (model, reference);
  if (entry == NULL)
    {
      what = g_strdup_printf (_ ("“%s” names no post"), address);
      return galley_finding_new ("missing-post", TRUE, what);
    }
  finding = check_published (address, entry->post);
  if (finding == NULL && fragment != NULL)
    finding = check_anchor (pages, address, fragment + 1, entry->path, NULL);
  return finding;
}

static GalleyFinding *
check_media (GalleyProofPages *pages, const char *address)
{
  GalleyModel *model = galley_site_get_model (pages->site);
  gsize length = strcspn (address + strlen ("media:"), "#");
  g_autofree char *encoded = g_strndup (address + strlen ("media:"), length);
  g_autofree char *name = galley_address_unescape (encoded);
  g_autofree char *what = NULL;

  if (name != NULL && galley_index_find_media (model, name) != NULL)
    return NULL;
  what = g_strdup_printf (_ ("“%s” names no media"), address);
  return galley_finding_new ("missing-media", TRUE, what);
}

/* The file that a path in the site names, with or without its index.html. */
static const GalleyFile *
find_file (GalleyProofPages *pages, const char *path)
{
  const GalleyFileList *files = galley_site_get_model (pages->site)->files;
  gsize length = strlen (path);
  const GalleyFile *file = galley_file_list_find (files, path);
  g_autofree char *index = NULL;

  if (file != NULL)
    return file;
  while (length > 0 && path[length - 1] == '/')
    length--;
  index = length > 0 ? g_strdup_printf ("%.*s/index.html", (int) length, path)
                     : g_strdup ("index.html");
  return galley_file_list_find (files, index);
}

static GalleyFinding *
check_path (GalleyProofPages *pages,
            const char *address,
            const char *path,
            gboolean is_picture,
            const char *from,
            GHashTable *anchors)
{
  const char *fragment = strchr (address, '#');
  const GalleyFile *file = path != NULL ? find_file (pages, path) : NULL;
  GalleyFinding *finding = NULL;

  if (file == NULL)
    return new_missing (address, is_picture);
  if (file->kind == GALLEY_FILE_POST)
    finding = check_published (address, ((const GalleyEntry *) file->subject)->post);
  if (finding == NULL && fragment != NULL && g_str_has_suffix (file->path, ".html"))
    finding = check_anchor (pages, address, fragment + 1, file->path,
                            g_strcmp0 (file->path, from) == 0 ? anchors : NULL);
  return finding;
}

/**
 * galley_proof_pages_check:
 * @pages: of a site
 * @address: as it stands in a text: "media:a.jpg", "post:12#part", "/about/", "https://…"
 * @is_picture: whether it is what an image shows
 * @from: (nullable): the path of the page that the text stands in: "2024/01/a/index.html"; "" for
 *   the top of the site; %NULL: it has none, so that only what is absolute can be looked at
 * @anchors: (nullable): the ids in that text
 *
 * Says where an address leads, without asking the network. Runs on the project's thread.
 *
 * Returns: (transfer full) (nullable): what is wrong with it; %NULL: nothing
 */
GalleyFinding *
galley_proof_pages_check (GalleyProofPages *pages,
                          const char *address,
                          gboolean is_picture,
                          const char *from,
                          GHashTable *anchors)
{
  g_autofree char *path = NULL;

  if (g_ascii_strncasecmp (address, "post:", 5) == 0)
    return check_post (pages, address);
  if (g_ascii_strncasecmp (address, "media:", 6) == 0)
    return check_media (pages, address);
  switch (galley_proof_address_find_path (address, pages->base, pages->base_path, from, &path))
    {
    case GALLEY_PROOF_ADDRESS_ELSEWHERE:
      return galley_proof_address_check (address, is_picture);
    case GALLEY_PROOF_ADDRESS_SAME_PAGE:
      return check_anchor (pages, address, address + 1, from, anchors);
    case GALLEY_PROOF_ADDRESS_IN_SITE:
    default:
      return check_path (pages, address, path, is_picture, from, anchors);
    }
}
