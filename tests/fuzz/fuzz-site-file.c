/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"

#include "galley-site-file.h"

/* Whatever stands in galley.json, what is read of it can be written and reads the same. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autoptr (GalleySiteRecord) site = galley_site_file_read (text, NULL);
  g_autoptr (GalleySiteRecord) again = NULL;
  g_autofree char *written = NULL;
  g_autofree char *rewritten = NULL;

  if (site == NULL)
    return 0;
  written = galley_site_file_write (site);
  again = galley_site_file_read (written, NULL);
  g_assert (again != NULL);
  rewritten = galley_site_file_write (again);
  g_assert (g_str_equal (written, rewritten));
  return 0;
}
