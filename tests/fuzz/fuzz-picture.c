/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE /* memmem */
#include "fuzz.h"

#include <string.h>

#include "galley-pictures.h"
#include "galley-picture-facts.h"

/* Whatever comes in, nothing that was written beside a picture comes out, and what is clean stays
 * as it is. */
static void
check_picture (const char *type, GBytes *data)
{
  gboolean whole;
  gboolean whole_again;
  g_autoptr (GBytes) once = galley_picture_strip (type, data, &whole, NULL);
  g_autoptr (GBytes) twice = NULL;
  GalleyPictureFacts before;
  GalleyPictureFacts after;

  if (once == NULL)
    return;
  twice = galley_picture_strip (type, once, &whole_again, NULL);
  g_assert (twice != NULL && whole_again && g_bytes_equal (once, twice));
  g_assert (g_bytes_get_size (once) <= g_bytes_get_size (data) + 16);
  galley_picture_probe (g_bytes_get_data (data, NULL), g_bytes_get_size (data), &before);
  galley_picture_probe (g_bytes_get_data (once, NULL), g_bytes_get_size (once), &after);
  g_assert (after.orientation == 1);
}

static void
check_drawing (GBytes *data)
{
  g_autoptr (GBytes) once = galley_picture_clean_svg (data, NULL);
  const char *text = once != NULL ? g_bytes_get_data (once, NULL) : "";
  g_autoptr (GBytes) twice = NULL;
  gsize length = once != NULL ? g_bytes_get_size (once) : 0;

  g_assert (memmem (text, length, "<script", 7) == NULL);
  g_assert (memmem (text, length, "<foreignObject", 14) == NULL);
  g_assert (memmem (text, length, "<!", 2) == NULL);
  if (once == NULL)
    return;
  twice = galley_picture_clean_svg (once, NULL);
  g_assert (twice != NULL && g_bytes_equal (once, twice));
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  static const char *const types[] = { "image/jpeg", "image/png", "image/gif", "image/webp" };
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    check_picture (types[i], bytes);
  check_drawing (bytes);
  return 0;
}
