/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE /* memmem() */
#include "galley-page.h"

#include <string.h>

/**
 * galley_page_free:
 * @page: (nullable): a page
 *
 * Frees it.
 */
void
galley_page_free (GalleyPage *page)
{
  if (page == NULL)
    return;
  g_clear_pointer (&page->bytes, g_bytes_unref);
  g_clear_pointer (&page->body, galley_site_body_free);
  g_free (page->type);
  g_free (page->path);
  g_free (page);
}

/**
 * galley_page_set_body:
 * @page: a page with its bytes
 * @body: (transfer full): the text of the post whose page it is
 *
 * Notes the text, and where in the page it is.
 */
void
galley_page_set_body (GalleyPage *page, GalleySiteBody *body)
{
  gsize length;
  const char *bytes = g_bytes_get_data (page->bytes, &length);
  const char *found = memmem (bytes, length, body->html, body->length);

  g_clear_pointer (&page->body, galley_site_body_free);
  page->body = body;
  page->body_offset = found != NULL ? (gsize) (found - bytes) : G_MAXSIZE;
}

/**
 * galley_page_has_body:
 * @page: a page
 *
 * Returns: whether its text is still there, and stands in its bytes as it is
 */
gboolean
galley_page_has_body (const GalleyPage *page)
{
  return page->body != NULL && page->body_offset != G_MAXSIZE;
}

/**
 * galley_page_dup_frame:
 * @page: a page with its bytes
 *
 * Two pages of a post whose frames are the same differ in their text alone.
 *
 * Returns: (transfer full) (nullable): the page without its text; %NULL where the theme does not
 *   show the text as it is
 */
char *
galley_page_dup_frame (const GalleyPage *page)
{
  gsize length;
  const char *bytes = g_bytes_get_data (page->bytes, &length);
  g_autoptr (GString) frame = NULL;
  gsize end;

  if (!galley_page_has_body (page))
    return NULL;
  end = page->body_offset + page->body->length;
  frame = g_string_sized_new (length - page->body->length + 1);
  g_string_append_len (frame, bytes, (gssize) page->body_offset);
  g_string_append_len (frame, bytes + end, (gssize) (length - end));
  return g_string_free (g_steal_pointer (&frame), FALSE);
}
