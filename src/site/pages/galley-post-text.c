/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-post-text.h"

#include "galley-links.h"
#include "galley-picture-tag.h"
#include "galley-site-private.h"

typedef struct
{
  GalleySite *site;
  const GalleyViewpoint *from;
  guint n_images; /* seen so far */
} Resolver;

static char *
resolve_cb (const char *address, gpointer user_data)
{
  Resolver *resolver = user_data;

  return galley_resolve_address (resolver->site->model, address, resolver->from);
}

static gboolean
image_cb (const char *address, GString *out, gpointer user_data)
{
  Resolver *resolver = user_data;

  return galley_picture_append_attributes (resolver->site, address, resolver->from,
                                           resolver->n_images++ == 0, out);
}

static gboolean
has_top_heading (GalleyDocument *document)
{
  GPtrArray *outline = galley_document_get_outline (document);

  for (guint i = 0; i < outline->len; i++)
    if (((GalleyHeading *) g_ptr_array_index (outline, i))->level == 1)
      return TRUE;
  return FALSE;
}

/**
 * galley_render_body:
 * @site: a site
 * @body: Markdown
 * @viewpoint: where it will stand
 *
 * Parses the text of a post. The page's own heading is the <h1>: where the text has one as well,
 * its headings are set a level lower.
 *
 * Returns: (transfer full): the text
 */
GalleyDocument *
galley_render_body (GalleySite *site, const char *body, const GalleyViewpoint *viewpoint)
{
  Resolver resolver = { site, viewpoint, 0 };
  GalleyMarkdownOptions options = {
    .profile = GALLEY_PROFILE_POST,
    .no_raw_html = !site->model->settings->allow_raw_html,
    .resolve = resolve_cb,
    .image = image_cb,
    .resolve_data = &resolver,
  };
  g_autoptr (GalleyDocument) document = galley_document_new (body, -1, &options);

  if (!has_top_heading (document))
    return g_steal_pointer (&document);
  options.heading_shift = 1;
  resolver.n_images = 0;
  return galley_document_new (body, -1, &options);
}

/**
 * galley_render_comment:
 * @site: a site
 * @comment: a comment
 * @from: where it will stand
 *
 * Returns: (transfer full): its body as HTML, fit for text by strangers
 */
char *
galley_render_comment (GalleySite *site, const GalleyComment *comment, const GalleyViewpoint *from)
{
  g_autofree char *prefix = g_strdup_printf ("comment-%" G_GINT64_FORMAT "-", comment->id);
  Resolver resolver = { site, from, 0 };
  GalleyMarkdownOptions options = {
    .profile = GALLEY_PROFILE_COMMENT,
    .no_raw_html = TRUE,
    .resolve = resolve_cb,
    .resolve_data = &resolver,
    .anchor_prefix = prefix,
    .heading_shift = 3,
  };

  return galley_markdown_to_html (comment->body, -1, &options);
}

/**
 * galley_render_short:
 * @site: a site
 * @text: Markdown: a series' description
 * @viewpoint: where it will stand
 *
 * Returns: (transfer full): HTML
 */
char *
galley_render_short (GalleySite *site, const char *text, const GalleyViewpoint *viewpoint)
{
  g_autoptr (GalleyDocument) document = galley_render_body (site, text, viewpoint);

  return g_strdup (galley_document_get_html (document, NULL));
}
