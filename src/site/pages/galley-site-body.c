/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-site.h"

#include "galley-address.h"
#include "galley-index.h"
#include "galley-post-text.h"
#include "galley-site-private.h"

/**
 * galley_site_render_body:
 * @site: a site
 * @working: a post as its author has it before them
 *
 * Makes the text of a post as it stands on its page, for a preview that replaces only the blocks
 * that changed. Any thread may, while none changes the site.
 *
 * Returns: (transfer full): the text in blocks
 */
GalleySiteBody *
galley_site_render_body (GalleySite *site, const GalleyPost *working)
{
  const GalleyEntry *entry = galley_index_find (site->model, working->id);
  g_autofree char *root = galley_address_root (entry != NULL ? entry->path : "index.html");
  GalleyViewpoint from = { root, FALSE };
  g_autoptr (GalleyDocument) document =
      galley_render_body (site, working->body != NULL ? working->body : "", &from);
  GalleySiteBody *body = g_new0 (GalleySiteBody, 1);
  gsize n = 0;
  const GalleyBlock *blocks = galley_document_get_blocks (document, &n);
  const char *html = galley_document_get_html (document, &body->length);

  body->html = g_strndup (html, body->length);
  body->apart = !galley_document_has_html (document);
  body->words = galley_document_get_word_count (document);
  body->blocks = g_new0 (GalleySiteBlock, MAX (n, 1));
  body->n_blocks = n;
  for (gsize i = 0; i < n; i++)
    body->blocks[i] = (GalleySiteBlock){ blocks[i].first_line, blocks[i].last_line,
                                         blocks[i].offset, blocks[i].length, blocks[i].hash };
  return body;
}

/**
 * galley_site_body_free:
 * @body: (transfer full): a text in blocks
 */
void
galley_site_body_free (GalleySiteBody *body)
{
  g_free (body->html);
  g_free (body->blocks);
  g_free (body);
}
