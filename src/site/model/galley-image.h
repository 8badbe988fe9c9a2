/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-address.h"
#include "galley-site-model.h"

/* ---- what is in the files ---- */

/* A file without what a camera or an editor wrote beside the picture. @is_whole: (out): FALSE where
 * the file is cut short. */
GBytes *galley_image_strip (const char *type, GBytes *data, gboolean *is_whole, GError **error);
gboolean
galley_image_strip_jpeg (const guint8 *data, gsize length, GByteArray *out, gboolean *whole);
gboolean
galley_image_strip_png (const guint8 *data, gsize length, GByteArray *out, gboolean *whole);
gboolean
galley_image_strip_gif (const guint8 *data, gsize length, GByteArray *out, gboolean *whole);
gboolean
galley_image_strip_webp (const guint8 *data, gsize length, GByteArray *out, gboolean *whole);
GBytes *galley_image_clean_svg (GBytes *data, GError **error);

/* ---- what is made of a media ---- */

#define GALLEY_IMAGE_MAX_VARIANTS 4

typedef enum
{
  GALLEY_IMAGE_COPY,   /* no picture, or one that nothing is known of: as it is */
  GALLEY_IMAGE_STRIP,  /* the same pixels */
  GALLEY_IMAGE_TURN,   /* made anew, upright */
  GALLEY_IMAGE_SVG,    /* cleaned of what acts */
  GALLEY_IMAGE_REFUSE, /* too large to be looked at: it is not published */
} GalleyImageWay;

typedef struct
{
  GalleyImageWay way;
  guint width, height; /* of the published file; 0 where they are not known */
  guint n_widths;
  guint widths[GALLEY_IMAGE_MAX_VARIANTS]; /* of the variants, the narrowest first */
} GalleyImagePlan;

void galley_image_plan (const GalleyMedia *media, GalleyImagePlan *plan);
gboolean galley_image_is_published (const GalleyMedia *media);
char *galley_image_path (const GalleyMedia *media, guint width);
char *galley_image_fingerprint (const GalleyMedia *media, guint width);
guint galley_image_variant_height (const GalleyImagePlan *plan, guint width);
guint galley_image_choose (const GalleyImagePlan *plan, guint width);

/* ---- what pages say of it ---- */

const GalleyMedia *galley_image_find (GalleySite *site, const char *name);
char *galley_image_address (const GalleyMedia *media, const GalleyViewpoint *from);
void galley_image_get_shown_size (const GalleyMedia *media, guint *width, guint *height);
char *galley_image_srcset (const GalleyMedia *media, const GalleyViewpoint *from);
gboolean galley_image_append_attributes (GalleySite *site,
                                         const char *address,
                                         const GalleyViewpoint *from,
                                         gboolean is_first,
                                         GString *out);
GalleyValue *galley_image_context (GalleySite *site, const char *name, const GalleyViewpoint *from);

/* ---- how it is made ---- */

/* Decoded pictures, few at a time. */
GalleyDarkroom *galley_darkroom_new (void);
void galley_darkroom_free (GalleyDarkroom *darkroom);
GBytes *galley_darkroom_make (GalleyDarkroom *darkroom,
                              const GalleyMedia *media,
                              guint width,
                              GBytes *data,
                              GError **error);
void galley_darkroom_complain (GalleyDarkroom *darkroom, const char *warning);
GStrv galley_darkroom_list_warnings (GalleyDarkroom *darkroom);

/* ---- pixels ---- */

typedef struct _GalleyPixels GalleyPixels;

GalleyPixels *galley_pixels_decode (const GalleyMedia *media,
                                    GBytes *data,
                                    guint width,
                                    guint height,
                                    GError **error);
void galley_pixels_free (GalleyPixels *pixels);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyPixels, galley_pixels_free)
GBytes *
galley_pixels_encode (const GalleyPixels *pixels, guint width, guint height, GError **error);
