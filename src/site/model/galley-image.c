/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is published of a media, and what it is called: known from its record alone, so that pages
 * can say it before any picture is made. */
#include "galley-image.h"

#include <string.h>

/* The widths that are made: a column on a telephone, the same on a sharper one, a column of text
 * on a sharp screen, a wide picture there. */
static const guint widths[GALLEY_IMAGE_MAX_VARIANTS] = { 480, 800, 1200, 1920 };

/* A picture beyond this is not published: it would stop the reader's browser as well as Galley. */
#define MOST_PIXELS ((guint64) 120 * 1000 * 1000)
#define LONGEST_SIDE 30000
/* What is decoded whole: more than that is not held in memory. */
#define MOST_DECODED ((guint64) 40 * 1000 * 1000)

/* What is made changes with the code that makes it; this is raised then. */
#define MAKER "picture 1 "

static gboolean
is_scalable (const GalleyMedia *media)
{
  return !media->is_animated &&
         (g_str_equal (media->type, "image/jpeg") || g_str_equal (media->type, "image/png"));
}

/**
 * galley_image_plan:
 * @media: a media
 * @plan: (out): what is published of it
 *
 * Decides what becomes of a media: pictures lose what is written beside them, those that lie on
 * their side are turned, and large ones are made in several widths as well, never wider than they
 * are.
 */
void
galley_image_plan (const GalleyMedia *media, GalleyImagePlan *plan)
{
  guint64 pixels = (guint64) media->width * media->height;
  gboolean is_jpeg = g_str_equal (media->type, "image/jpeg");

  *plan = (GalleyImagePlan){ GALLEY_IMAGE_COPY, media->width, media->height, 0, { 0 } };
  if (!g_str_has_prefix (media->type, "image/"))
    return;
  plan->way = GALLEY_IMAGE_STRIP;
  if (g_str_equal (media->type, "image/svg+xml"))
    plan->way = GALLEY_IMAGE_SVG;
  else if (pixels > MOST_PIXELS || media->width > LONGEST_SIDE || media->height > LONGEST_SIDE)
    plan->way = GALLEY_IMAGE_REFUSE;
  if (plan->way != GALLEY_IMAGE_STRIP || !is_scalable (media) || pixels == 0 ||
      (pixels > MOST_DECODED && !is_jpeg))
    return;
  if (media->orientation > 1)
    plan->way = GALLEY_IMAGE_TURN;
  while (plan->way == GALLEY_IMAGE_TURN && (guint64) plan->width * plan->height > MOST_DECODED)
    {
      plan->width = MAX (plan->width / 2, 1);
      plan->height = MAX (plan->height / 2, 1);
    }
  /* No picture that can be scaled is called as the folder of its widths: its name has an ending. */
  if (strchr (media->name, '.') == NULL)
    return;
  /* One that is nearly as wide as the whole is not worth its place. */
  for (guint i = 0; i < G_N_ELEMENTS (widths) && widths[i] + widths[i] / 8 < plan->width; i++)
    plan->widths[plan->n_widths++] = widths[i];
}

/**
 * galley_image_is_published:
 * @media: a media
 *
 * Returns: whether the site has it, as far as that is known without looking into it
 */
gboolean
galley_image_is_published (const GalleyMedia *media)
{
  GalleyImagePlan plan;

  galley_image_plan (media, &plan);
  return plan.way != GALLEY_IMAGE_REFUSE;
}

/**
 * galley_image_path:
 * @media: a media
 * @width: of a variant, or 0 for the whole
 *
 * Returns: (transfer full): its path in the site
 */
char *
galley_image_path (const GalleyMedia *media, guint width)
{
  return width == 0 ? g_strconcat ("media/", media->name, NULL)
                    : g_strdup_printf ("media/%u/%s", width, media->name);
}

/**
 * galley_image_fingerprint:
 * @media: a media
 * @width: of a variant, or 0 for the whole
 *
 * Returns: (transfer full): of all that the file is made from
 */
char *
galley_image_fingerprint (const GalleyMedia *media, guint width)
{
  return g_strdup_printf (MAKER "%s %u", media->digest, width);
}

/**
 * galley_image_variant_height:
 * @plan: of a picture
 * @width: of a variant
 *
 * Returns: its height
 */
guint
galley_image_variant_height (const GalleyImagePlan *plan, guint width)
{
  return (guint) MAX (((guint64) plan->height * width + plan->width / 2) / MAX (plan->width, 1), 1);
}

/**
 * galley_image_choose:
 * @plan: of a picture
 * @width: how wide it will be shown
 *
 * Returns: the narrowest variant that is wide enough; 0 for the whole where none is
 */
guint
galley_image_choose (const GalleyImagePlan *plan, guint width)
{
  for (guint i = 0; i < plan->n_widths; i++)
    if (plan->widths[i] >= width)
      return plan->widths[i];
  return 0;
}
