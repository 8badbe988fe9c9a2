/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is published of a picture: known from its head alone, so that pages can say it before any
 * picture is made. */
#include "galley-pictures.h"

#include <string.h>

/* The widths that are made: a column on a telephone, the same on a sharper one, a column of text
 * on a sharp screen, a wide picture there. */
static const guint widths[GALLEY_PICTURE_MAX_WIDTHS] = { 480, 800, 1200, 1920 };

/* A picture beyond this is not published: it would stop the reader's browser as well as Galley. */
#define MOST_PIXELS ((guint64) 120 * 1000 * 1000)
#define LONGEST_SIDE 30000
/* What is decoded whole: more than that is not held in memory. */
#define MOST_DECODED ((guint64) 40 * 1000 * 1000)

static gboolean
is_scalable (const GalleyPictureFacts *facts)
{
  return !facts->is_animated &&
         (g_str_equal (facts->type, "image/jpeg") || g_str_equal (facts->type, "image/png"));
}

/**
 * galley_picture_get_sizes:
 * @facts: of a file; any type
 * @sizes: (out): what is published of it
 *
 * Decides what becomes of a file: pictures lose what is written beside them, those that lie on
 * their side are turned, and large ones are made in several widths as well, never wider than they
 * are.
 */
void
galley_picture_get_sizes (const GalleyPictureFacts *facts, GalleyPictureSizes *sizes)
{
  guint64 pixels = (guint64) facts->width * facts->height;
  gboolean is_jpeg = g_str_equal (facts->type, "image/jpeg");

  *sizes = (GalleyPictureSizes){ GALLEY_PICTURE_COPY, facts->width, facts->height, 0, { 0 } };
  if (!g_str_has_prefix (facts->type, "image/"))
    return;
  sizes->treatment = GALLEY_PICTURE_STRIP;
  if (g_str_equal (facts->type, "image/svg+xml"))
    sizes->treatment = GALLEY_PICTURE_SVG;
  else if (pixels > MOST_PIXELS || facts->width > LONGEST_SIDE || facts->height > LONGEST_SIDE)
    sizes->treatment = GALLEY_PICTURE_REFUSE;
  if (sizes->treatment != GALLEY_PICTURE_STRIP || !is_scalable (facts) || pixels == 0 ||
      (pixels > MOST_DECODED && !is_jpeg))
    return;
  if (facts->orientation > 1)
    sizes->treatment = GALLEY_PICTURE_ROTATE;
  while (sizes->treatment == GALLEY_PICTURE_ROTATE &&
         (guint64) sizes->width * sizes->height > MOST_DECODED)
    {
      sizes->width = MAX (sizes->width / 2, 1);
      sizes->height = MAX (sizes->height / 2, 1);
    }
  /* One that is nearly as wide as the whole is not worth its place. */
  for (guint i = 0; i < G_N_ELEMENTS (widths) && widths[i] + widths[i] / 8 < sizes->width; i++)
    sizes->widths[sizes->n_widths++] = widths[i];
}

/**
 * galley_picture_get_height:
 * @sizes: of a picture
 * @width: of a thumbnail
 *
 * Returns: its height
 */
guint
galley_picture_get_height (const GalleyPictureSizes *sizes, guint width)
{
  return (guint) MAX (((guint64) sizes->height * width + sizes->width / 2) / MAX (sizes->width, 1),
                      1);
}

/**
 * galley_picture_choose_width:
 * @sizes: of a picture
 * @width: how wide it will be shown
 *
 * Returns: the narrowest thumbnail that is wide enough; 0 for the whole where none is
 */
guint
galley_picture_choose_width (const GalleyPictureSizes *sizes, guint width)
{
  for (guint i = 0; i < sizes->n_widths; i++)
    if (sizes->widths[i] >= width)
      return sizes->widths[i];
  return 0;
}
