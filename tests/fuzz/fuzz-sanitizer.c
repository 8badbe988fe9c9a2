/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"

#include <string.h>

#include "galley-sanitizer.h"

/* Cleaning twice is cleaning once, and nothing comes out that runs. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  GalleySanitizePolicy policy =
      size > 0 && data[0] % 2 == 0 ? GALLEY_SANITIZE_COMMENT : GALLEY_SANITIZE_POST;
  g_autofree char *once = galley_sanitize_html ((const char *) data, size, policy);
  g_autofree char *twice = galley_sanitize_html (once, -1, policy);

  g_assert_cmpstr (once, ==, twice);
  g_assert (strstr (once, "<script") == NULL && strstr (once, "<svg") == NULL);
  g_assert (strstr (once, "href=\"javascript:") == NULL && strstr (once, "<style") == NULL);
  g_assert (strstr (once, "src=\"javascript:") == NULL);
  return 0;
}
