/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"

#include <string.h>

#include "galley-markdown.h"

/* One of the profiles, chosen when it is compiled; the first byte of an input chooses among its
 * options. */

static char *
resolve (const char *address, gpointer user_data)
{
  return strlen (address) % 2 == 0 ? g_strdup_printf ("/%s", address) : NULL;
}

static void
check_blocks (GalleyDocument *document)
{
  gsize n, length, offset = 0;
  const GalleyBlock *blocks = galley_document_get_blocks (document, &n);

  galley_document_get_html (document, &length);
  for (gsize i = 0; i < n; i++)
    {
      g_assert (blocks[i].offset == offset);
      g_assert (blocks[i].first_line <= blocks[i].last_line);
      offset += blocks[i].length;
    }
  g_assert (offset == length);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  guint8 choice = size > 0 ? data[0] : 0;
  GalleyMarkdownOptions options = { .profile = FUZZ_PROFILE,
                                    .no_raw_html = choice & 1,
                                    .resolve = choice & 2 ? resolve : NULL,
                                    .anchor_prefix = choice & 4 ? "p\"-" : NULL,
                                    .heading_shift = choice >> 3 & 3 };
  g_autoptr (GalleyDocument) document = NULL;
  g_autofree char *excerpt = NULL;
  g_autofree char *text = NULL;
  g_auto (GStrv) links = NULL;

  if (size > 0)
    {
      data++;
      size--;
    }
  document = galley_document_new ((const char *) data, size, &options);
  excerpt = galley_document_get_excerpt_html (document);
  text = galley_document_get_plain_text (document);
  links = galley_document_get_links (document);
  galley_document_get_word_count (document);
  galley_document_get_outline (document);
  check_blocks (document);
  g_assert (g_utf8_validate (galley_document_get_html (document, NULL), -1, NULL));
  if (FUZZ_PROFILE == GALLEY_PROFILE_COMMENT)
    g_assert (strstr (galley_document_get_html (document, NULL), "<script") == NULL);
  return 0;
}
