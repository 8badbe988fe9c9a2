/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"

#include "galley-html-to-markdown.h"
#include "galley-markdown.h"

/* HTML becomes Markdown that can be rendered. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GPtrArray) losses = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *markdown = galley_html_to_markdown ((const char *) data, size, losses);
  g_autofree char *html = galley_markdown_to_html (markdown, -1, NULL);

  g_assert (g_utf8_validate (markdown, -1, NULL));
  return 0;
}
